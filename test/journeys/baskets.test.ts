import test from 'ava'
import mammoth from 'mammoth'
import { type Client, type Json, served, withRole } from '../support/client.ts'

const { service, admin, researcher, editor: another } = await served(test, { roles: ['researcher', 'editor'] })
const items: Record<string, string> = {}
const memoir = '第一段说老渡口。\n第二段说纱厂，\n也说“老渡口”。\n'

test.before(async () => {
  const accession = (await admin.call('POST', '/api/v1/accessions', { title: '移交' })).body.id
  for (const name of ['open', 'hidden', 'later']) {
    const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, [
      { name: `${name}.txt`, data: Buffer.from(`${name}\n${memoir}`) },
    ])
    items[name] = body.results[0].itemIds[0]
  }
  await admin.settled(accession)
  const any = { 'if-match': '*' }
  await admin.call(
    'PATCH',
    `/api/v1/items/${items.open}`,
    { title: '渡口旧事', access: 'open', creators: ['张甲'], date: '1961年' },
    any,
  )
  await admin.call('PATCH', `/api/v1/items/${items.later}`, { title: '后来收紧', access: 'open' }, any)
  await admin.call('PATCH', '/api/v1/settings', { officeName: '云川市政协文史馆' }, any)
  await admin.settled(accession)
})

const make = async (client: Client, title: string): Promise<string> =>
  (await client.call('POST', '/api/v1/baskets', { title })).body.id
const entriesOf = async (client: Client, id: string): Promise<Json[]> =>
  (await client.get(`/api/v1/baskets/${id}/entries`, { size: '200' })).body.items

test('a passage is cited verbatim, to its source, in three styles; what is no passage is refused', async (t) => {
  const start = `open\n${memoir}`.indexOf('第二段')
  const ask = (query: Record<string, string>) => researcher.get(`/api/v1/items/${items.open}/exports/citation`, query)
  const { body } = await ask({ start: String(start), end: String(start + 17) })
  t.is(body.quote, '第二段说纱厂，也说“老渡口”。')
  t.is(body.citation, '张甲：《渡口旧事》（1961年），云川市政协文史馆藏。')
  t.is(body.text, `“第二段说纱厂，也说‘老渡口’。”\n${body.citation}`)
  t.is((await ask({ style: 'gbt2015' })).body.citation, '张甲. 渡口旧事[A]. 云川市政协文史馆, 1961.')
  t.is((await ask({ start: '3', end: '3' })).body.code, 'citation.range')
  t.is((await ask({ start: '0', end: '9999' })).body.code, 'citation.range')
  t.is((await ask({ start: '3' })).status, 400)
  t.is((await researcher.get(`/api/v1/items/${items.hidden}/exports/citation`)).status, 404)
})

test('a basket keeps passages and items in the order wanted; the same one comes in once', async (t) => {
  const id = await make(researcher, '渡口')
  const add = (body: object) => researcher.call('POST', `/api/v1/baskets/${id}/entries`, body)
  const passage = await add({ itemId: items.open, start: 5, end: 13, note: '开头' })
  t.is(passage.status, 201)
  t.is(passage.body.quote, '第一段说老渡口。')
  const whole = await add({ itemId: items.later })
  t.is((await add({ itemId: items.open, start: 5, end: 13 })).body.id, passage.body.id)
  const hits = await researcher.call('POST', `/api/v1/baskets/${id}/hits`, { q: '老渡口' })
  t.deepEqual(hits.body, { added: 1, isFull: false })
  t.is((await entriesOf(researcher, id)).length, 3)

  const order = (ids: string[]) => researcher.call('PUT', `/api/v1/baskets/${id}/order`, { ids })
  t.is((await order([whole.body.id])).body.code, 'basket.order')
  const [a, b, c] = (await entriesOf(researcher, id)).map((entry) => String(entry.id)) as [string, string, string]
  t.is((await order([a, b, b])).body.code, 'basket.order')
  t.is((await order([c, a, b])).status, 204)
  t.deepEqual(
    (await entriesOf(researcher, id)).map((entry) => entry.id),
    [c, a, b],
  )
  t.is((await researcher.call('PATCH', `/api/v1/baskets/${id}/entries/${c}`, { note: '改过' })).status, 204)
  t.is((await entriesOf(researcher, id))[0].note, '改过')
  const put = (entry: string, place: number) =>
    researcher.call('PATCH', `/api/v1/baskets/${id}/entries/${entry}`, { place })
  const now = async () => (await entriesOf(researcher, id)).map((entry) => entry.id)
  t.is((await put(b, 0)).status, 204)
  t.deepEqual(await now(), [b, c, a])
  t.is((await put(b, 1)).status, 204)
  t.deepEqual(await now(), [c, b, a])
  t.is((await put(c, 2000)).status, 204)
  t.deepEqual(await now(), [b, a, c], 'behind the last is the last')
  t.is((await put(c, 0)).status, 204)
  t.is((await put('nothing', 0)).body.code, 'basket.entry-not-found')
  t.is((await put(b, -1)).status, 400)
  const { body: others } = await another.call('PATCH', `/api/v1/baskets/${id}/entries/${b}`, { place: 0 })
  t.is(others.code, 'basket.not-found')
  t.is((await researcher.call('DELETE', `/api/v1/baskets/${id}/entries/${b}`)).status, 204)
  t.is((await researcher.call('DELETE', `/api/v1/baskets/${id}/entries/${b}`)).body.code, 'basket.entry-not-found')
  const listed = (await researcher.get('/api/v1/baskets')).body.items
  t.like(
    listed.find((one: Json) => one.id === id),
    { title: '渡口', entries: 2 },
  )
})

test('a basket is its owner’s alone, and what may no longer be read is not shown in it', async (t) => {
  const id = await make(researcher, '自己的')
  await researcher.call('POST', `/api/v1/baskets/${id}/entries`, {
    itemId: items.later,
    start: 6,
    end: 12,
    note: '我的批注',
  })
  t.is((await researcher.call('POST', `/api/v1/baskets/${id}/entries`, { itemId: items.hidden })).status, 404)
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['PATCH', '', { title: 'x' }],
    ['GET', '/entries', undefined],
    ['GET', '/export', undefined],
    ['POST', '/hits', { q: '渡口' }],
    ['DELETE', '', undefined],
  ] as const)
    t.is(
      (await another.call(method, `/api/v1/baskets/${id}${path}`, body)).body.code,
      'basket.not-found',
      `${method} ${path}`,
    )
  t.false((await another.get('/api/v1/baskets')).body.items.some((one: Json) => one.id === id))

  await admin.call('PATCH', `/api/v1/items/${items.later}`, { access: 'controlled' }, { 'if-match': '*' })
  const [entry] = await entriesOf(researcher, id)
  t.like(entry, { item: null, quote: '', citation: '', note: '我的批注' })
  const file = await researcher.bytes(`/api/v1/baskets/${id}/export`)
  const { value } = await mammoth.extractRawText({ buffer: file.data })
  t.true(value.includes('我的批注'))
  t.false(/后来收紧|第一段/.test(value))
})

test('the Word file has the quotations, their sources as footnotes, and the list of sources', async (t) => {
  const id = await make(researcher, '稿本\u0001：渡口 & <纱厂>')
  await researcher.call('POST', `/api/v1/baskets/${id}/entries`, {
    itemId: items.open,
    start: 5,
    end: 13,
    note: '可作开头',
  })
  await researcher.call('POST', `/api/v1/baskets/${id}/entries`, { itemId: items.open })
  const file = await researcher.bytes(`/api/v1/baskets/${id}/export`)
  t.is(file.status, 200)
  t.true(file.headers.get('content-disposition')!.includes(encodeURIComponent('渡口')))
  const { value: html } = await mammoth.convertToHtml({ buffer: file.data })
  const { value } = await mammoth.extractRawText({ buffer: file.data })
  t.true(value.includes('第一段说老渡口。'))
  t.true(value.includes('可作开头'))
  t.is(html.match(/id="footnote-\d+"/g)?.length, 2)
  t.is(html.split('张甲：《渡口旧事》（1961年），云川市政协文史馆藏。').length - 1, 3, 'two footnotes, one list')
})

test('what was chosen goes in together, in its order, each once, without what may not be read', async (t) => {
  const id = await make(researcher, '挑选')
  const chosen = { itemIds: [items.open, items.hidden, 'nowhere', items.open] }
  const path = `/api/v1/baskets/${id}/items`
  t.deepEqual((await researcher.call('POST', path, chosen)).body, { added: 1, isFull: false })
  t.deepEqual((await researcher.call('POST', path, chosen)).body, { added: 0, isFull: false })
  t.deepEqual(
    (await entriesOf(researcher, id)).map(({ itemId }) => itemId),
    [items.open],
  )
  t.is((await another.call('POST', path, chosen)).status, 404)
  t.is((await researcher.call('POST', path, { itemIds: [] })).status, 400)
})

test('there is an end to baskets', async (t) => {
  const mine = await withRole(service.url, admin, 'reviewer')
  for (let i = 0; i < 200; i++) await make(mine, `第${i}个`)
  t.is((await mine.call('POST', '/api/v1/baskets', { title: '再一个' })).body.code, 'basket.too-many')
  const page = (await mine.get('/api/v1/baskets', { page: '2', size: '150' })).body
  t.deepEqual([page.total, page.items.length], [200, 50])
})
