/** 检索条件: kept by each for themselves; what is new since the last opening is counted among what they may read. */
import test from 'ava'
import { type Client, type Json, served } from '../support/client.ts'

const { admin, researcher } = await served(test, { roles: ['researcher'] })
const any = { 'if-match': '*' }
let accession: string

test.before(async () => {
  accession = String((await admin.call('POST', '/api/v1/accessions', { title: '来稿' })).body.id)
})

async function received(name: string, text: string, access: string): Promise<string> {
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, [{ name, data: Buffer.from(text) }])
  const id = String(body.results[0].itemIds[0])
  await admin.settled(accession)
  if (access !== 'internal') await admin.call('PATCH', `/api/v1/items/${id}`, { access }, any)
  await admin.settled(accession)
  return id
}
const save = async (client: Client, body: Json) => client.call('POST', '/api/v1/saved-searches', body)
const news = async (client: Client, id: string) => (await client.get(`/api/v1/saved-searches/${id}/news`)).body

test.serial(
  'a search is saved with its filters, renamed, opened and deleted; what is found when it is saved is no news',
  async (t) => {
    await received('一.txt', '义渡在城东。', 'open')
    const { status, body } = await save(researcher, {
      name: '义渡',
      filters: { q: '义渡', kind: ['text'], keep: 'script,variants' },
      display: { view: 'kwic', lines: 'left' },
    })
    t.is(status, 201)
    t.like(body, { name: '义渡', display: { view: 'kwic', lines: 'left' } })
    t.deepEqual(body.filters, { q: '义渡', kind: ['text'], keep: ['script', 'variants'] })
    t.deepEqual(await news(researcher, body.id), { total: 1, fresh: 0, relation: 'exact' })
    const path = `/api/v1/saved-searches/${body.id}`
    t.is((await researcher.call('PATCH', path, { name: ' 渡口旧事 ' })).body.name, '渡口旧事')
    t.is((await researcher.get('/api/v1/saved-searches')).body.items[0].name, '渡口旧事')

    await received('二.txt', '又说义渡。', 'open')
    t.deepEqual(await news(researcher, body.id), { total: 2, fresh: 1, relation: 'exact' })
    t.deepEqual((await researcher.call('PUT', `${path}/opening`)).body, { total: 2, fresh: 1, relation: 'exact' })
    t.deepEqual(await news(researcher, body.id), { total: 2, fresh: 0, relation: 'exact' })
    t.is((await researcher.call('DELETE', path)).status, 204)
    t.is((await researcher.get('/api/v1/saved-searches')).body.total, 0)
  },
)

test.serial('also what became a hit by a correction, or by wildcards, is news', async (t) => {
  const { body: plain } = await save(researcher, { name: 'a', filters: { q: '码头' } })
  const { body: verified } = await save(researcher, { name: 'b', filters: { q: '码?在' } })
  const id = await received('三.txt', '渡头在城西。', 'open')
  t.like(await news(researcher, plain.id), { total: 0, fresh: 0 })
  await admin.call('PUT', `/api/v1/items/${id}/text`, { text: '码头在城西。' }, any)
  await admin.settled(accession)
  t.like(await news(researcher, plain.id), { total: 1, fresh: 1 })
  t.like(await news(researcher, verified.id), { total: 1, fresh: 1 })
})

test.serial('nobody learns of what they may not read: neither its number nor that it is new', async (t) => {
  const { body } = await save(researcher, { name: '暗记', filters: { q: '暗记' } })
  const { body: own } = await save(admin, { name: '暗记', filters: { q: '暗记' } })
  const secret = await received('密.txt', '暗记在此。', 'controlled')
  t.like(await news(researcher, body.id), { total: 0, fresh: 0 })
  t.like(await news(admin, own.id), { total: 1, fresh: 1 })
  const grant = { purpose: '写文', expiresAt: '2099-01-01T00:00:00Z' }
  await admin.call('PUT', `/api/v1/items/${secret}/grants/${researcher.id}`, grant)
  t.like(await news(researcher, body.id), { total: 1, fresh: 1 })
  await admin.call('DELETE', `/api/v1/items/${secret}/grants/${researcher.id}`)
  t.like(await news(researcher, body.id), { total: 0, fresh: 0 })
})

test.serial('a saved search is its owner’s alone, and what is no search is not saved', async (t) => {
  const { body } = await save(admin, { name: '我的', filters: { q: '义渡' } })
  for (const [method, path, sent] of [
    ['PATCH', '', { name: 'x' }],
    ['DELETE', '', undefined],
    ['GET', '/news', undefined],
    ['PUT', '/opening', undefined],
  ] as const) {
    const answer = await researcher.call(method, `/api/v1/saved-searches/${body.id}${path}`, sent)
    t.is(answer.status, 404)
    t.is(answer.body.code, 'saved-search.not-found')
  }
  t.is((await save(researcher, { name: 'x', filters: { q: '渡口 (' } })).body.code, 'search.unpaired')
  t.is((await save(researcher, { name: ' ', filters: { q: '渡口' } })).status, 400)
  const { total } = (await researcher.get('/api/v1/saved-searches')).body
  for (let i = total; i < 100; i++) t.is((await save(researcher, { name: `${i}`, filters: { q: '义渡' } })).status, 201)
  t.is((await save(researcher, { name: '多', filters: { q: '义渡' } })).body.code, 'saved-search.too-many')
})
