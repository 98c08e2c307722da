import { createHash } from 'node:crypto'
import test from 'ava'
import iconv from 'iconv-lite'
import { type Json, served } from '../support/client.ts'

const { admin } = await served(test)

const accession = async (title: string) => String((await admin.call('POST', '/api/v1/accessions', { title })).body.id)
const text = (value: string) => Buffer.from(value)

test('GB18030, Big5 and UTF-8, simplified and traditional: one query in either script finds all', async (t) => {
  const id = await accession('编码')
  const simplified = '全县民众捐款重修文昌阁，商会会长主持其事，历时两年告成。'
  const traditional = '全縣民眾捐款重修文昌閣，商會會長主持其事，歷時兩年告成。'
  const files = [
    { name: '简体-gb.txt', data: iconv.encode(simplified, 'gb18030') },
    { name: '繁体-big5.txt', data: iconv.encode(traditional, 'big5') },
    { name: '简体-utf8.txt', data: text(simplified) },
    { name: '繁体-utf16.txt', data: iconv.encode(traditional, 'utf-16le') },
    { name: '繁体-gb.txt', data: iconv.encode(traditional, 'gb18030') },
  ]
  const { body } = await admin.upload(`/api/v1/accessions/${id}/files`, files)
  t.deepEqual(
    body.results?.map((result: Json) => result.outcome),
    Array(5).fill('accepted'),
  )
  t.like(await admin.settled(id), { files: 5, accepted: 5, items: 5, ready: 5, failed: 0 })
  for (const q of ['重修文昌阁', '重修文昌閣']) {
    const found = await admin.search(q, { accession: id })
    t.is(found.total, 5, q)
    t.deepEqual(found.occurrences, { count: 5, relation: 'exact' })
  }
  for (const item of (await admin.get('/api/v1/items', { accession: id })).body.items!) {
    const stored = (await admin.get(`/api/v1/items/${item.id}/text`)).body
    t.true([simplified, traditional].includes(String(stored.text)), String(item.title))
  }
})

test('a word cut by a blank line, one character, and whole figures', async (t) => {
  const id = await accession('断词')
  await admin.upload(`/api/v1/accessions/${id}/files`, [
    { name: 'a.txt', data: text('区里编制三年计划，推进果木栽培示\n\n范基地建设。来信1998封。') },
    { name: 'b.txt', data: text('他在学堂读书，另有998件。') },
  ])
  await admin.settled(id)
  const at = async (q: string) => (await admin.search(q, { accession: id })).hits!.map((hit: Json) => hit.item!.title)
  t.deepEqual(await at('示范基地'), ['a'])
  t.deepEqual(await at('学'), ['b'])
  t.deepEqual(await at('998'), ['b'])
  t.deepEqual(await at('1998'), ['a'])
  t.deepEqual(await at('98'), [])
  t.deepEqual(await at('学堂 -基地'), ['b'])
  t.deepEqual((await at('基地|学堂')).sort(), ['a', 'b'])
  t.deepEqual(await at('“示范基地”'), ['a'])
  t.deepEqual(await at('“學堂”'), [])
  const [hit] = (await admin.search('示范基地', { accession: id })).hits!
  const [snippet] = hit!.snippets!
  const [start, end] = snippet.highlights[0] as [number, number]
  t.is(String(snippet!.text).slice(start, end), '示\n\n范基地')
  const { body } = await admin.get(`/api/v1/items/${hit!.item!.id}/occurrences`, { q: '示范基地' })
  t.deepEqual(
    body.occurrences?.map(({ start: from, end: to }: Json) => [from, to]),
    [[15, 21]],
  )
})

test('titles, 档号, captions and file names are found by the same box', async (t) => {
  const id = await accession('名目')
  await admin.upload(`/api/v1/accessions/${id}/files`, [
    { name: '渡口旧影.txt', data: text('无关的正文一段，写给样例。') },
  ])
  await admin.settled(id)
  const [item] = (await admin.get('/api/v1/items', { accession: id })).body.items!
  const patch = {
    title: '老渡口記',
    referenceCode: 'A182-WS·2022-Y-0001',
    caption: '船工合影',
    creators: ['沈季清'],
    date: { text: '民国二十七年六月' },
  }
  const described = await admin.call('PATCH', `/api/v1/items/${item!.id}`, patch, { 'if-match': `"${item!.revision}"` })
  t.is(described.status, 200)
  t.like(described.body.date, { edtf: '1938-06', start: '1938-06-01', end: '1938-06-30' })
  await admin.settled(id)
  for (const q of [
    '老渡口记',
    'A182-WS·2022-Y-0001',
    '船工合影',
    '渡口旧影',
    '沈季清',
    '题名:老渡口',
    '作者:沈季清',
    '日期:1938 老渡口',
    '日期:1937..1939 老渡口',
  ]) {
    t.is((await admin.search(q)).total, 1, q)
  }
  t.is((await admin.search('日期:1939 老渡口')).total, 0)
  t.deepEqual((await admin.search('老渡口')).hits![0]!.titleHighlights as never, [[0, 3]])
})

test('originals come back byte for byte, with their name, in ranges', async (t) => {
  const data = Buffer.from(Array.from({ length: 100_000 }, (_, i) => i % 251))
  const name = '一九三八年花园口照片（背面）.bin'
  const first = await admin.upload('/api/v1/files', [{ name, data }])
  t.is(first.status, 201)
  t.is(first.body.sha256 as string, createHash('sha256').update(data).digest('hex'))
  const again = await admin.upload('/api/v1/files', [{ name: 'x.bin', data }])
  t.is(again.status, 200)
  t.is(again.body.outcome as string, 'duplicate')
  t.is(again.body.id as string, first.body.id as string)
  const path = `/api/v1/objects/${first.body.objectId}/content`
  const whole = await admin.bytes(path)
  t.deepEqual(whole.data, data)
  t.true(
    whole.headers
      .get('content-disposition')!
      .includes(
        `filename*=UTF-8''${encodeURIComponent(name).replace(/[()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      ),
  )
  const part = await admin.bytes(path, { range: 'bytes=100-199' })
  t.is(part.status, 206)
  t.deepEqual(part.data, data.subarray(100, 200))
  t.is((await admin.bytes(path, { range: 'bytes=999999-' })).status, 416)
  t.is((await admin.bytes(path, { 'if-none-match': whole.headers.get('etag')! })).status, 304)
})

test('the same bytes in another accession are a new item that says where they were before', async (t) => {
  const [one, two] = [await accession('甲'), await accession('乙')]
  const file = { name: '同一份.txt', data: text('同一份材料，两处送来。') }
  const first = (await admin.upload(`/api/v1/accessions/${one}/files`, [file])).body.results![0]!
  const second = (await admin.upload(`/api/v1/accessions/${two}/files`, [file, file])).body.results!
  t.like(second[0], { outcome: 'accepted', duplicateOf: first.itemIds![0]! })
  t.not(second[0]!.itemIds![0] as string, first.itemIds![0] as string)
  t.like(second[1], { outcome: 'duplicate', itemIds: second[0]!.itemIds })
})

test('one bad file never fails another, and every one is accounted for', async (t) => {
  const id = await accession('好坏')
  const { status, body } = await admin.upload(`/api/v1/accessions/${id}/files`, [
    { name: 'good.txt', data: text('好的文件在此。') },
    { name: 'empty.txt', data: Buffer.alloc(0) },
    { name: 'x.svg', data: text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>') },
    { name: '../../etc/passwd.txt', data: text('名字想往外走。') },
    { name: `${'长'.repeat(84)}.txt`, data: text('名字很长。') },
  ])
  t.is(status, 200)
  t.deepEqual(
    body.results?.map((result: Json) => [result.outcome, result.problem?.code ?? null]),
    [
      ['accepted', null],
      ['rejected', 'file.empty'],
      ['rejected', 'file.svg'],
      ['accepted', null],
      ['accepted', null],
    ] as never,
  )
  t.true(String(body.results![1]!.problem!.detail).includes('0 字节'))
  t.like(await admin.settled(id), { files: 5, accepted: 3, duplicates: 0, rejected: 2, items: 3 })
  t.is(body.results![3]!.filename as string, 'passwd.txt')
})

test('two editors at once: one wins, one is told, and the same change twice is no conflict', async (t) => {
  const { body: received } = await admin.upload('/api/v1/files', [{ name: '并发.txt', data: text('两人同时编辑。') }])
  const path = `/api/v1/items/${received.id}`
  t.is((await admin.call('PATCH', path, { title: '甲' })).status, 428)
  t.is((await admin.call('PATCH', path, { title: '甲' }, { 'if-match': 'W/"1"' })).status, 200)
  const second = await admin.call('PATCH', path, { title: '乙' }, { 'if-match': '"1"' })
  t.is(second.status, 412)
  t.is(second.body.code as string, 'item.stale')
  t.is((await admin.call('PATCH', path, { title: '甲' }, { 'if-match': '"1"' })).status, 200)
  t.is((await admin.call('PATCH', path, { nonsense: 1 }, { 'if-match': '"2"' })).status, 400)
})

test('a corrected text is found, the former version stays, pages are carried along', async (t) => {
  const { body: received } = await admin.upload('/api/v1/files', [
    { name: '校订.txt', data: text('第一页写候补委员。\f第二页写到渡口。') },
  ])
  await admin.settled(String(received.accessionId))
  const path = `/api/v1/items/${received.id}/text`
  const before = (await admin.get(path)).body
  t.deepEqual(
    before.pages?.map(({ start, end }: Json) => [start, end]),
    [
      [0, 10],
      [10, 18],
    ],
  )
  const corrected = String(before.text).replace('候补', '正式的候补')
  const after = await admin.call(
    'PUT',
    path,
    { text: corrected, note: '据原件' },
    { 'if-match': `"${before.revision}"` },
  )
  t.is(after.status, 200)
  t.deepEqual(
    after.body.pages?.map(({ start, end }: Json) => [start, end]),
    [
      [0, 13],
      [13, 21],
    ],
  )
  await admin.settled(String(received.accessionId))
  t.is((await admin.search('正式的候补委员')).total, 1)
  t.is((await admin.get(path, { revision: String(before.revision) })).body.text as string, before.text as string)
  t.is((await admin.call('PUT', path, { text: 'x' }, { 'if-match': `"${before.revision}"` })).status, 412)
})

test('the recycle bin takes an item out of every answer and gives it back', async (t) => {
  const { body: received } = await admin.upload('/api/v1/files', [
    { name: '回收.txt', data: text('独一无二的回收站词句。') },
  ])
  await admin.settled(String(received.accessionId))
  t.is((await admin.search('独一无二的回收站')).total, 1)
  t.is((await admin.call('DELETE', `/api/v1/items/${received.id}?reason=误收`)).status, 204)
  const gone = async () => (await admin.search('独一无二的回收站')).total as number
  while ((await gone()) > 0);
  t.is(
    (await admin.get('/api/v1/items', { deleted: 'true' })).body.items?.some((item: Json) => item.id === received.id),
    true,
  )
  t.is((await admin.call('POST', `/api/v1/items/${received.id}/restoration`, {})).status, 200)
  while ((await gone()) === 0);
  const history = (await admin.get(`/api/v1/items/${received.id}/history`)).body.items!
  t.deepEqual(
    history.map((revision: Json) => revision.action as string),
    ['restore', 'delete', 'register'],
  )
  t.is(history.at(-1).actorName, history[0].actorName, 'who registered it is named')
})

test('an encoding that was guessed wrong is put right by a person', async (t) => {
  const words = '東京帝國'
  const { body: received } = await admin.upload('/api/v1/files', [
    { name: '短.txt', data: iconv.encode(words, 'big5') },
  ])
  await admin.settled(String(received.accessionId))
  const answer = await admin.call('PUT', `/api/v1/items/${received.id}/encoding`, { encoding: 'big5' })
  t.is(answer.status, 202)
  await admin.settled(String(received.accessionId))
  t.is((await admin.get(`/api/v1/items/${received.id}/text`)).body.text as string, words)
})

test('what is wrong with a request is said, in the language asked for', async (t) => {
  const broken = await admin.call('POST', '/api/v1/accessions', '{"title":', { 'accept-language': 'en' })
  t.like(broken, { status: 400, body: { code: 'request.json' } as never })
  t.true(String(broken.body.detail).startsWith('The request body'))
  t.like(await admin.get('/api/v1/nowhere'), { status: 404, body: { code: 'request.not-found' } as never })
  t.is((await admin.call('PUT', '/api/v1/search')).status, 405)
  t.like(await admin.get('/api/v1/search', { q: '“没有关' }), {
    status: 400,
    body: { code: 'search.unpaired' } as never,
  })
  const nothing = { status: 400, body: { code: 'search.nothing' } as never }
  for (const path of ['search', 'search/export', 'concordance', 'concordance/export', 'search/related'])
    for (const q of ['😀', '“”', '学 %']) t.like(await admin.get(`/api/v1/${path}`, { q }), nothing, `${path} ${q}`)
  const { body: basket } = await admin.call('POST', '/api/v1/baskets', { title: '无字' })
  t.like(await admin.call('POST', `/api/v1/baskets/${basket.id}/hits`, { q: '%' }), nothing)
  t.like(await admin.call('POST', '/api/v1/saved-searches', { name: '无字', filters: { q: '%' } }), nothing)
  t.deepEqual((await admin.get('/api/v1/search/suggest', { q: '%' })).body.suggestions, [])
  t.like(await admin.get('/api/v1/search', { q: '-只有不含' }), {
    status: 400,
    body: { code: 'search.only-not' } as never,
  })
  t.like(await admin.get('/api/v1/search', { q: '学', page: '600', size: '20' }), {
    status: 400,
    body: { code: 'search.too-deep' } as never,
  })
  t.is((await admin.get('/api/v1/items/nothing')).status, 404)
  t.is((await admin.call('POST', '/api/v1/accessions', 'x', { 'content-type': 'text/plain' })).status, 415)
})

test('the OpenAPI document names every route, and its page asks nobody outside', async (t) => {
  const { body } = await admin.get('/api/v1/openapi.json')
  t.is(body.openapi as string, '3.1.0')
  t.true('/api/v1/items/{id}' in body.paths!)
  const page = await admin.bytes('/api/v1/docs')
  t.false(/https?:\/\//.test(page.data.toString()))
  t.is((await admin.bytes('/api/v1/docs/swagger-ui-bundle.js')).status, 200)
})

test('an export holds every hit, and no cell of it is a formula', async (t) => {
  const id = await accession('导出')
  await admin.upload(`/api/v1/accessions/${id}/files`, [
    { name: '=cmd.txt', data: text('导出用的词句。') },
    { name: 'b.txt', data: text('导出用的词句，再来。') },
  ])
  await admin.settled(id)
  const csv = (
    await admin.bytes(`/api/v1/search/export?format=csv&q=${encodeURIComponent('导出用的词句')}`)
  ).data.toString()
  t.is(csv.trim().split('\r\n').length, 3)
  t.true(csv.includes("'=cmd"))
  const listed = await admin.get('/api/v1/search/export', { q: '导出用的词句', format: 'json' })
  t.deepEqual(listed.body.map((hit: Json) => hit.title).sort(), ['=cmd', 'b'])
})
