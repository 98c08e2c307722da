/** What a text no longer says, nobody finds: written twice, shortened, overtaken, thrown away, brought back, indexed anew. On both engines. */
import test, { type ExecutionContext } from 'ava'
import { type Client, type Json, signedIn } from '../support/client.ts'
import { elasticsearchUrl, randomPrefix, removeIndices } from '../support/elasticsearch.ts'
import { rebuildWhen } from '../support/rebuilding.ts'
import { remove, startService, temporary } from '../support/service.ts'

const any = { 'if-match': '*' }
const VERSIONS = 20

/** Everything by which a search would tell of a word: [items, places, lines, written forms, exported]. */
async function told(client: Client, q: string): Promise<unknown[]> {
  const { total, occurrences, forms, hits, approximate } = await client.search(q)
  const { body: lines } = await client.get('/api/v1/concordance', { q })
  const { body: exported } = await client.get('/api/v1/search/export', { q, format: 'json' })
  if (approximate) return [0, 0, lines.total, 0, exported.length]
  const inForms = forms.reduce((sum: number, { count }: Json) => sum + count, 0)
  if (hits.length !== total) throw new Error(`${hits.length} of ${total} are shown`)
  return [total, occurrences.count, lines.total, inForms, exported.length]
}
const nowhere = [0, 0, 0, 0, 0]
const once = [1, 1, 1, 1, 1]

async function noPhantoms(t: ExecutionContext, env: Record<string, string>, engine: string): Promise<void> {
  t.timeout(200_000)
  const service = await startService(temporary(), env)
  t.teardown(async () => {
    await service.stop()
    remove(service.storage)
  })
  const client = await signedIn(service.url)
  const accession = String((await client.call('POST', '/api/v1/accessions', { title: '改稿' })).body.id)
  const settled = () => client.settled(accession)
  const file = [{ name: '稿.txt', data: Buffer.from('渡口初稿，石榴灯会。') }]
  const send = async () => (await client.upload(`/api/v1/accessions/${accession}/files`, file)).body.results[0]
  const { itemIds } = await send()
  const item = `/api/v1/items/${itemIds[0]}`
  const write = async (text: string) => {
    const { status, body } = await client.call('PUT', `${item}/text`, { text, note: '' }, any)
    t.is(status, 200, JSON.stringify(body))
  }
  t.is((await send()).outcome, 'duplicate')
  await settled()
  t.is((await client.search('石榴灯会')).engine, engine)
  t.deepEqual(await told(client, '石榴灯会'), once)

  // The same text again and again.
  for (let i = 0; i < 3; i++) await write('渡口初稿，石榴灯会。')
  await settled()
  t.deepEqual(await told(client, '石榴灯会'), once)

  // Many versions at once, of which one is the last: each has a word of its own and one that all have.
  const word = (i: number) => `第${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${'子丑'[i >= 10 ? 1 : 0]}番灯影`
  await Promise.all(Array.from({ length: VERSIONS }, (_, i) => write(`渡口再稿，${word(i)}，${'又记。'.repeat(i)}`)))
  const { text } = (await client.get(`${item}/text`)).body
  await settled()
  const last = Array.from({ length: VERSIONS }, (_, i) => word(i)).filter((one) => text.includes(one))
  t.is(last.length, 1)
  for (let i = 0; i < VERSIONS; i++)
    t.deepEqual(await told(client, word(i)), word(i) === last[0] ? once : nowhere, word(i))
  t.deepEqual(await told(client, '渡口再稿'), once)
  t.deepEqual(await told(client, '石榴灯会'), nowhere)

  await write('渡口三稿，开头如旧，中间长长一段旧影旧事，末尾灯花。')
  await settled()
  await write('渡口三稿，末尾灯花。')
  await settled()
  t.deepEqual(await told(client, '旧影旧事'), nowhere)
  t.deepEqual(await told(client, '末尾灯花'), once)

  await client.call('PATCH', item, { title: '先前之题', persons: ['先前之人'] }, any)
  await settled()
  await client.call('PATCH', item, { title: '后来之题', persons: [] }, any)
  await settled()
  t.is((await client.search('先前之题')).approximate, false)
  t.is((await client.search('先前之题')).total, 0)
  t.is((await client.search('人名:先前之人')).total, 0)
  t.deepEqual((await client.search('', { facets: 'person' })).facets.person, [])
  t.deepEqual((await client.get('/api/v1/search/suggest', { q: '先前' })).body.suggestions, [])

  t.is((await client.call('DELETE', `${item}?reason=x`)).status, 204)
  t.deepEqual(await told(client, '末尾灯花'), nowhere, 'at once')
  const rebuilt = async () => {
    const { id } = (await client.call('POST', '/api/v1/search/rebuild')).body.job
    t.is((await rebuildWhen(client, (job) => job.id === id && job.finishedAt)).state, 'done')
  }
  await rebuilt()
  t.deepEqual(await told(client, '末尾灯花'), nowhere)
  t.is((await client.call('POST', `${item}/restoration`, {})).status, 200)
  await settled()
  t.deepEqual(await told(client, '末尾灯花'), once)
  await rebuilt()
  t.deepEqual(await told(client, '末尾灯花'), once)
  for (const gone of ['石榴灯会', '旧影旧事', word(0) === last[0] ? word(1) : word(0)])
    t.deepEqual(await told(client, gone), nowhere, gone)
  t.is((await client.search('后来之题')).total, 1)
}

test.serial('embedded: what a text no longer says is found nowhere', (t) => noPhantoms(t, {}, 'sqlite'))

const url = elasticsearchUrl()
const withServer = url ? test.serial : test.skip
withServer('Elasticsearch: what a text no longer says is found nowhere', async (t) => {
  const prefix = randomPrefix()
  t.teardown(() => removeIndices(url!, prefix))
  await noPhantoms(t, { ELASTICSEARCH_URL: url!, ELASTICSEARCH_PREFIX: prefix }, 'elasticsearch')
})
