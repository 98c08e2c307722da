/** 征集 as an archivist's desk: what each file came to, what waits for somebody, what was decided, what goes back. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import test from 'ava'
import iconv from 'iconv-lite'
import sharp from 'sharp'
import { type Json, served } from '../support/client.ts'

const { storage, admin } = await served(test)

const register = async (title: string, more: Json = {}) =>
  String((await admin.call('POST', '/api/v1/accessions', { title, ...more })).body.id)
const text = (value: string) => Buffer.from(value)
const path = (id: string) => `/api/v1/accessions/${id}`
const lines = async (id: string, query: Record<string, string> = {}): Promise<Json[]> =>
  (await admin.get(`${path(id)}/files`, { size: '200', ...query })).body.items
const names = (found: readonly Json[]) => found.map(({ filename }) => filename)
const send = (id: string, files: readonly { name: string; data: Buffer; at?: string }[]) =>
  admin.upload(`${path(id)}/files`, files, [['paths', JSON.stringify(files.map(({ name, at }) => at ?? name))]])

/** Where every line stands by the rule, computed anew, beside what is kept. */
function standings(): { id: number; kept: number; rule: number }[] {
  const db = new DatabaseSync(join(storage, 'archive.db'), { readOnly: true })
  const rows = db
    .prepare(
      'SELECT f.id, f.standing AS kept, s.standing AS rule FROM received_files f JOIN line_standing s USING (id)',
    )
    .all() as { id: number; kept: number; rule: number }[]
  db.close()
  return rows
}

test.serial('what needs somebody stands first, and leaves when it was decided', async (t) => {
  const elsewhere = await register('早先一批')
  const photograph = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#886644' } })
    .jpeg()
    .toBuffer()
  await send(elsewhere, [{ name: '旧照.jpg', data: photograph }])
  const id = await register('混合一批')
  const { body } = await send(id, [
    { name: '好.txt', data: text('渡口在城东，商会设在渡口旁。'), at: '文稿/好.txt' },
    { name: '好（副本）.txt', data: text('渡口在城东，商会设在渡口旁。'), at: '文稿/好（副本）.txt' },
    { name: 'DSC_1.JPG', data: photograph, at: '照片/DSC_1.JPG' },
    { name: '坏.docx', data: text('PK\u0003\u0004这不是文档') },
    { name: '空.txt', data: Buffer.alloc(0) },
  ])
  t.deepEqual(
    body.results.map(({ outcome }: Json) => outcome),
    ['accepted', 'duplicate', 'accepted', 'accepted', 'rejected'],
  )
  const counts = await admin.settled(id)
  t.like(counts, {
    files: 5,
    attention: 4,
    working: 0,
    done: 1,
    items: 3,
    read: 2,
    rendered: 3,
    searchable: 2,
    failed: 1,
  })
  const all = await lines(id)
  t.deepEqual(names(all), ['好（副本）.txt', 'DSC_1.JPG', '坏.docx', '空.txt', '好.txt'])
  t.deepEqual(
    all.map(({ state }) => state),
    ['attention', 'attention', 'attention', 'attention', 'done'],
  )
  t.like(all[4], {
    originalPath: '文稿/好.txt',
    mediaType: 'text/plain',
    item: { title: '好', text: { charCount: 14 } },
  })
  t.is(all[2]!.item.stages[1].problem.code, 'file.damaged')
  t.deepEqual(names(await lines(id, { state: 'done' })), ['好.txt'])
  t.deepEqual(names(await lines(id, { offset: '3', size: '1' })), ['空.txt'])
  t.deepEqual(names(await lines(id, { outcome: 'rejected' })), ['空.txt'])

  const decide = (line: Json, decision: string | null) =>
    admin.call('PUT', `${path(id)}/files/${line.id}/decision`, { decision })
  t.like((await decide(all[3]!, 'asked')).body, { state: 'done', decision: 'asked' })
  t.like((await decide(all[3]!, null)).body, { state: 'attention', decision: null })
  t.like((await decide(all[0]!, 'noted')).body, { state: 'done' })
  // 并为一件: the second copy goes to the recycle bin, and comes back with its question.
  await admin.call('DELETE', `/api/v1/items/${all[1]!.item.id}?reason=${encodeURIComponent('与已有的相同')}`)
  t.deepEqual(names(await lines(id, { state: 'attention' })), ['坏.docx', '空.txt'])
  await admin.call('POST', `/api/v1/items/${all[1]!.item.id}/restoration`, {})
  await admin.settled(id)
  t.deepEqual(names(await lines(id, { state: 'attention' })), ['DSC_1.JPG', '坏.docx', '空.txt'])
  for (const [line, status] of [
    [`${path(elsewhere)}/files/${all[3]!.id}/decision`, 404],
    [`${path(id)}/files/999999/decision`, 404],
    [`${path(id)}/files/x/decision`, 404],
    [`/api/v1/accessions/nothing/files/${all[3]!.id}/decision`, 404],
  ] as const)
    t.is((await admin.call('PUT', line, { decision: 'noted' })).status, status, line)
})

test.serial('the same folder sent again is no question to anybody', async (t) => {
  const id = await register('断线重传')
  const folder = [
    { name: '一.txt', data: text('第一件的文字。'), at: '来稿/一.txt' },
    { name: '二.txt', data: text('第二件的文字。'), at: '来稿/二.txt' },
  ]
  const first = (await send(id, folder)).body.results
  const again = (await send(id, folder)).body.results
  t.deepEqual(
    again.map(({ outcome, itemIds }: Json) => [outcome, itemIds]),
    first.map(({ itemIds }: Json) => ['duplicate', itemIds]),
  )
  t.like(await admin.settled(id), { files: 4, attention: 0, done: 4, items: 2 })
})

test.serial('keeping both of two equal files does not settle that they could not be read', async (t) => {
  const broken = { name: '口述.docx', data: text('PK\u0003\u0004不是文档') }
  const [one, two] = [await register('先来'), await register('后到')]
  await send(one, [broken])
  await send(two, [broken])
  await admin.settled(two)
  const [line] = await lines(two)
  const decide = (decision: string) => admin.call('PUT', `${path(two)}/files/${line!.id}/decision`, { decision })
  t.like((await decide('kept')).body, { state: 'attention', decision: 'kept' })
  t.like((await decide('asked')).body, { state: 'done' })
})

test.serial('a text under the wrong encoding: seen under each, corrected, and gone from the desk', async (t) => {
  const id = await register('编码')
  const said = '义渡旧事'
  await send(id, [{ name: '短.txt', data: iconv.encode(said, 'gb18030') }])
  await admin.settled(id)
  const [line] = await lines(id)
  t.is(line!.state, 'attention', JSON.stringify(line))
  t.is(line!.item.warnings[0].code, 'text.uncertain-encoding')
  const look = (encoding?: string) =>
    admin.get(`/api/v1/items/${line!.item.id}/text/preview`, encoding ? { encoding } : {})
  t.like((await look('gb18030')).body, { text: said, unreadable: 0, whole: true })
  t.like((await look('utf-8')).body, { encoding: 'utf-8', doubtful: true })
  t.true((await look('utf-8')).body.unreadable > 0)
  t.true((await look()).body.candidates.includes('gb18030'))
  t.is((await look('latin1')).status, 400)
  await admin.call('PUT', `/api/v1/items/${line!.item.id}/encoding`, { encoding: 'gb18030' })
  t.like(await admin.settled(id), { attention: 0, done: 1 })
  t.is((await admin.get(`/api/v1/items/${line!.item.id}/text`)).body.text, said)

  const prose = '那年夏天，渡口的水涨得很高，船工们都停了船。\n'.repeat(30_000)
  await send(id, [{ name: '长.txt', data: iconv.encode(prose, 'big5') }])
  await admin.settled(id)
  const long = (await lines(id)).find(({ filename }) => filename === '长.txt')!
  const { body } = await admin.get(`/api/v1/items/${long.item.id}/text/preview`, { encoding: 'gb18030' })
  t.like(body, { whole: false, doubtful: true })
  t.is([...body.text].length, 2000)
  t.is(
    (await admin.get(`/api/v1/items/${long.item.id}/text/preview`)).body.unreadable,
    0,
    'no character is cut at the end of the sample',
  )
})

test.serial('a text with a byte that fits nowhere leaves the desk when a person has said how it is read', async (t) => {
  const id = await register('缺半个字')
  const cut = iconv
    .encode('花园口决堤以后，灾民沿陇海铁路西行，县城里的粥厂一直开到第二年春天。', 'gb18030')
    .subarray(0, -1)
  await send(id, [{ name: '缺.txt', data: cut }])
  t.like(await admin.settled(id), { attention: 1 })
  const [line] = await lines(id)
  await admin.call('PUT', `/api/v1/items/${line!.item.id}/encoding`, { encoding: 'gb18030' })
  t.like(await admin.settled(id), { attention: 0, done: 1 })
  t.true((await admin.get(`/api/v1/items/${line!.item.id}/text`)).body.uncertain, 'still said to whoever reads it')
})

test.serial('a picture has no encoding to be looked at', async (t) => {
  const id = await register('只有照片')
  const png = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#222222' } })
    .png()
    .toBuffer()
  const { itemIds } = (await send(id, [{ name: '像.png', data: png }])).body.results[0]
  t.like(await admin.get(`/api/v1/items/${itemIds[0]}/text/preview`), { status: 409, body: { code: 'text.not-text' } })
})

test.serial('the register is searched, corrected, and says what must go back', async (t) => {
  const lent = await register('船工工资账一册', {
    contributor: { name: '郑辛', phone: '000-1' },
    receivedDate: '2025-03-01',
    returnOriginal: true,
    returnDue: '2025-09-20',
    handler: '李乙',
  })
  const later = await register('渡口 50% 照片', { returnOriginal: true, receivedDate: '2025-04-01' })
  const found = async (query: Record<string, string>) =>
    (await admin.get('/api/v1/accessions', query)).body.items.map(({ id }: Json) => id)
  t.deepEqual(await found({ q: '郑辛' }), [lent])
  t.deepEqual(await found({ q: '李乙' }), [lent])
  t.deepEqual(await found({ q: '0%' }), [later], 'a percent sign is one')
  t.deepEqual(await found({ q: '%', year: '2025' }), [later])
  t.deepEqual(await found({ year: '2025' }), [later, lent], 'newest first')
  t.deepEqual(await found({ state: 'to-return' }), [lent, later], 'what is due first')
  const given = await admin.call('PUT', `${path(lent)}/return`, { date: '2025-09-18', note: '其子代领' })
  t.like(given.body, { returned: { at: '2025-09-18', note: '其子代领' } })
  t.deepEqual(await found({ state: 'to-return' }), [later])
  await admin.call('PUT', `${path(lent)}/return`, { date: null })
  t.deepEqual(await found({ state: 'to-return' }), [lent, later])

  const changed = await admin.call('PATCH', path(lent), { title: '船工工资账', returnDue: null, note: '封面缺' })
  t.like(changed.body, { title: '船工工资账', returnDue: null, note: '封面缺', contributor: { phone: '000-1' } })
  t.is((await admin.call('PATCH', path(lent), { accessionNumber: 'x' })).status, 400)
  t.is((await admin.call('PATCH', path('nothing'), { title: 'x' })).status, 404)
  await admin.call('PUT', `${path(lent)}/closure`)
  t.deepEqual(await found({ state: 'closed' }), [lent])
  t.is(
    (await admin.call('PATCH', path(lent), { note: '补记' })).body.note,
    '补记',
    'a closed register is still corrected',
  )
  const { body: audit } = await admin.get('/api/v1/audit', { subject: lent, act: 'accession.change' })
  t.deepEqual(audit.items.map(({ details }: Json) => details.fields).reverse(), [
    ['title', 'returnDue', 'note'],
    ['note'],
  ])
})

test.serial('days that cannot be are refused, each by its own name', async (t) => {
  const refused = (code: string) => ({ status: 422, body: { code } })
  const ahead = { title: '来年', receivedDate: '2099-01-01' }
  t.like(await admin.call('POST', '/api/v1/accessions', ahead), refused('accession.received-ahead'))
  const early = { title: '倒着', receivedDate: '2025-03-01', returnDue: '2025-02-28' }
  t.like(await admin.call('POST', '/api/v1/accessions', early), refused('accession.due-early'))
  const id = await register('借来', { receivedDate: '2025-03-01', returnOriginal: true, returnDue: '2025-03-01' })
  t.like(await admin.call('PATCH', path(id), { receivedDate: '2025-03-02' }), refused('accession.due-early'))
  const back = (date: string) => admin.call('PUT', `${path(id)}/return`, { date })
  t.like(await back('2025-02-28'), refused('accession.returned-early'))
  t.like(await back('2099-01-01'), refused('accession.returned-ahead'))
  t.is((await back('2025-03-01')).status, 200)
  const { receivedDate } = (await admin.get(path(await register('今天')))).body
  t.is((await admin.call('PATCH', path(id), { receivedDate: '2025-01-01', returnDue: receivedDate })).status, 200)
})

test.serial('where a line stands is kept as the rule says, whatever happened to its file', async (t) => {
  const id = await register('合为一件')
  const files = [1, 2, 3].map((i) => ({ name: `页${i}.txt`, data: text(`第${i}页的文字在此。`) }))
  const { results } = (await send(id, files)).body
  await admin.settled(id)
  const order = results.map(({ objectId }: Json) => ({ objectId }))
  await admin.call('PUT', `/api/v1/items/${results[0].itemIds[0]}/objects`, order, { 'if-match': '*' })
  t.like(await admin.settled(id), { files: 3, done: 3, items: 1 })
  t.deepEqual(
    (await lines(id)).map(({ item }) => item.id),
    results.map(() => results[0].itemIds[0]),
  )
  const all = standings()
  t.true(all.length >= 15)
  t.deepEqual(
    all.filter(({ kept, rule }) => kept !== rule),
    [],
  )
})

test.serial(
  'a corrected encoding is remembered for its source: what is doubtful is read so, until it is forgotten',
  async (t) => {
    const contributor = { name: '石桥乡文化站' }
    const given = async (name: string, told: string, more: Json = {}) => {
      const id = await register(name, { contributor, ...more })
      await send(id, [{ name: `${name}.txt`, data: iconv.encode(told, 'gb18030') }])
      await admin.settled(id)
      return { id, line: (await lines(id))[0] }
    }
    const first = await given('残题一', '义渡旧事')
    t.is(first.line.state, 'attention')
    await admin.call('PUT', `/api/v1/items/${first.line.item.id}/encoding`, { encoding: 'gb18030', remember: true })
    await admin.settled(first.id)
    t.is((await admin.get(path(first.id))).body.triedFirst, 'gb18030')
    const second = await given('残题二', '渡口石级')
    t.like(second.line, { state: 'done', item: { warnings: [] } })
    t.is((await admin.get(`/api/v1/items/${second.line.item.id}/text`)).body.text, '渡口石级')
    const stranger = await given('残题三', '会馆戏台', { contributor: { name: '别处' } })
    t.is(stranger.line.state, 'attention', 'another source is another question')
    t.is((await admin.call('DELETE', `${path(second.id)}/encoding`)).body.triedFirst, null)
    t.is((await given('残题四', '茶亭夜渡')).line.state, 'attention')
  },
)

test.serial('a ZIP of pages is proposed as one item, and no more when it is joined', async (t) => {
  const { ZipFile } = await import('yazl')
  const { buffer } = await import('node:stream/consumers')
  const id = await register('手稿')
  const zip = new ZipFile()
  for (const i of [1, 2, 3])
    zip.addBuffer(
      await sharp({ create: { width: 60, height: 80 + i, channels: 3, background: '#efe6d0' } })
        .jpeg()
        .toBuffer(),
      `第${i}页.jpg`,
    )
  zip.end()
  await send(id, [{ name: '日记.zip', data: await buffer(zip.outputStream) }])
  await admin.settled(id)
  const { folders } = (await admin.get(`${path(id)}/page-folders`)).body
  t.is(folders.length, 1)
  t.is(folders[0].folder, '日记.zip')
  t.deepEqual(names(folders[0].lines), ['第1页.jpg', '第2页.jpg', '第3页.jpg'])
  const objectIds = folders[0].lines.map(({ objectId }: Json) => objectId)
  await admin.call('POST', '/api/v1/items', { title: '日记', objectIds, kind: 'scan' })
  t.deepEqual((await admin.get(`${path(id)}/page-folders`)).body.folders, [])
})
