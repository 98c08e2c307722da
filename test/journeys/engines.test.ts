import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import test, { type ExecutionContext } from 'ava'
import { writeStory } from '../../scripts/sample/prose.ts'
import { createRandom } from '../../scripts/sample/random.ts'
import { occurrencesOf, type StoredText } from '../../scripts/verify-search/scan.ts'
import { foldKey } from '../../src/hanzi/fold.ts'
import { literalPieces } from '../../src/hanzi/phrases.ts'
import { type Client, type Json, signedIn } from '../support/client.ts'
import { elasticsearchUrl, randomPrefix, removeIndices } from '../support/elasticsearch.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const url = elasticsearchUrl()
const withServer = url ? test.serial : test.skip

const random = createRandom(19_380_609)
const files = Array.from({ length: 60 }, (_, i) => {
  const { title, paragraphs } = writeStory(random, i + 1, 500, i % 2 === 1)
  return { name: `样本${i + 1}.txt`, data: Buffer.from([title, ...paragraphs].join('\n')) }
})

interface Stored extends StoredText {
  title: string
  filename: string
}
interface Archive {
  service: Service
  client: Client
  accession: string
}

async function opened(t: ExecutionContext, env: Record<string, string>): Promise<Archive> {
  const service = await startService(temporary(), env)
  t.teardown(async () => {
    await service.stop()
    remove(service.storage)
  })
  const client = await signedIn(service.url)
  const accession = String((await client.call('POST', '/api/v1/accessions', { title: '两种引擎' })).body.id)
  return { service, client, accession }
}

async function upload({ client, accession }: Archive, some: typeof files): Promise<void> {
  const { status, body } = await client.upload(`/api/v1/accessions/${accession}/files`, some)
  if (status !== 200) throw new Error(JSON.stringify(body))
}

async function storedIn({ client, accession }: Archive): Promise<Stored[]> {
  const { body } = await client.get('/api/v1/items', { accession, size: '200' })
  return Promise.all(
    body.items.map(async ({ id, title }: Json) => {
      const { text, joins, furniture, notes } = (await client.get(`/api/v1/items/${id}/text`)).body
      return { title, filename: files.find(({ name }) => name === `${title}.txt`)!.name, text, joins, furniture, notes }
    }),
  )
}

interface Words {
  text: string
  literal: boolean
}
interface Question {
  q: string
  words: Words[]
  join: 'some' | 'every' | 'first without second'
}

const isSyntax = /[\s()（）|｜\-－−"＂“”「」『』:：*＊?？~～]/

/** One to eight characters as they stand in one of the texts. */
function piece(stored: readonly Stored[], literal: boolean): Words {
  for (;;) {
    const characters = [...random.pick(stored).text]
    const at = random.int(0, characters.length - 1)
    const text = characters.slice(at, at + random.int(1, 8)).join('')
    if (!isSyntax.test(text) && foldKey(text) !== '') return { text, literal }
  }
}

const joins = { every: ' ', some: '|', 'first without second': ' -' } as const

function question(stored: readonly Stored[], number: number): Question {
  const join = (['every', 'every', 'some', 'first without second'] as const)[number % 4]!
  const words = [piece(stored, number % 5 === 4)]
  if (number % 4 > 0) words.push(piece(stored, number % 7 === 6))
  const q = words.map(({ text, literal }) => (literal ? `“${text}”` : text)).join(joins[join])
  return { q, words, join }
}

const countOf = (stored: StoredText, words: Words): number =>
  words.literal ? literalPieces(stored.text, words.text).length : occurrencesOf(stored, words.text).length
const asLine = (text: string): StoredText => ({ text, joins: [], furniture: [], notes: [] })

/** Every stored text read to its end. */
function scan(stored: readonly Stored[], { words, join }: Question) {
  const hits = stored.filter((item) => {
    const parts = [asLine(item.title), asLine(item.filename), item]
    const [first, second] = words.map((one) => parts.some((part) => countOf(part, one) > 0))
    if (second === undefined) return first
    return join === 'every' ? first && second : join === 'some' ? first || second : first && !second
  })
  const counted = join === 'first without second' ? words.slice(0, 1) : words
  const occurrences = hits.reduce((sum, item) => sum + counted.reduce((n, one) => n + countOf(item, one), 0), 0)
  return { total: hits.length, titles: hits.map(({ title }) => title).sort(), occurrences }
}

async function answered({ client }: Archive, q: string) {
  const { total, totalRelation, occurrences, hits, engine } = await client.search(q, { size: '200' })
  const each = hits.reduce((sum: number, hit: Json) => sum + hit.occurrences, 0)
  return { total, totalRelation, occurrences, each, titles: hits.map((hit: Json) => hit.item.title).sort(), engine }
}

async function agreesWithScan(t: ExecutionContext, archive: Archive, stored: readonly Stored[], engine: string) {
  const questions = Array.from({ length: 60 }, (_, number) => question(stored, number))
  for (const asked of questions) {
    const { total, titles, occurrences } = scan(stored, asked)
    const right = {
      total,
      totalRelation: 'exact',
      occurrences: { count: occurrences, relation: 'exact' },
      each: occurrences,
      titles,
      engine,
    }
    t.deepEqual(await answered(archive, asked.q), right, asked.q)
  }
  return questions
}

test.serial('the embedded engine answers as a reader would who reads every text to its end', async (t) => {
  const archive = await opened(t, {})
  await upload(archive, files)
  await archive.client.settled(archive.accession)
  const stored = await storedIn(archive)
  t.is(stored.length, 60)
  await agreesWithScan(t, archive, stored, 'sqlite')
})

withServer(
  'Elasticsearch and the embedded engine give the same totals, items and occurrences, and those of a scan',
  async (t) => {
    const prefix = randomPrefix()
    t.teardown(() => removeIndices(url!, prefix))
    const embedded = await opened(t, {})
    const cluster = await opened(t, { ELASTICSEARCH_URL: url!, ELASTICSEARCH_PREFIX: prefix })
    await Promise.all([embedded, cluster].map((archive) => upload(archive, files)))
    await Promise.all([embedded, cluster].map(({ client, accession }) => client.settled(accession)))
    const stored = await storedIn(cluster)
    t.is(stored.length, 60)
    const questions = await agreesWithScan(t, cluster, stored, 'elasticsearch')
    for (const { q } of questions) {
      const [ours, theirs] = await Promise.all([answered(embedded, q), answered(cluster, q)])
      t.deepEqual({ ...ours, engine: '' }, { ...theirs, engine: '' }, q)
    }
  },
)

/** A line to the server that can be cut and joined again. */
async function createLine(to: string) {
  const { hostname, port } = new URL(to)
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one
        .on('error', () => other.destroy())
        .on('close', () => {
          sockets.delete(one)
          other.destroy()
        })
      one.pipe(other)
    }
  })
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve))
  await listen(0)
  const own = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${own}`,
    join: () => listen(own),
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

withServer('while Elasticsearch is away everything goes on, and when it is back it catches up', async (t) => {
  const prefix = randomPrefix()
  t.teardown(() => removeIndices(url!, prefix))
  const line = await createLine(url!)
  const archive = await opened(t, { ELASTICSEARCH_URL: line.url, ELASTICSEARCH_PREFIX: prefix })
  const { client, accession } = archive
  await upload(archive, [{ name: '前.txt', data: Buffer.from('渡口在前，船工合影。') }])
  await client.settled(accession)
  t.like(await client.search('渡口'), { total: 1, engine: 'elasticsearch' })

  await line.cut()
  await upload(archive, [{ name: '后.txt', data: Buffer.from('渡口在后，碑刻拓片。') }])
  t.like(await client.search('船工'), { total: 1, engine: 'sqlite' })
  while ((await client.search('碑刻')).total === 0);
  t.like(await client.search('渡口'), { total: 2, engine: 'sqlite', occurrences: { count: 2, relation: 'exact' } })
  const { body } = await client.get('/api/v1/items', { accession })
  for (const { id, title } of body.items)
    t.is(
      (await client.get(`/api/v1/items/${id}/text`)).body.text,
      title === '前' ? '渡口在前，船工合影。' : '渡口在后，碑刻拓片。',
    )
  t.false(body.items.find((item: Json) => item.title === '后').searchable)

  await line.join()
  await client.settled(accession)
  t.like(await client.search('碑刻'), { total: 1, engine: 'elasticsearch' })
  t.like(await client.search('渡口'), { total: 2, engine: 'elasticsearch' })
  await archive.service.stop()
  await line.cut()
})

withServer(
  'a service that starts while Elasticsearch is away builds its index there as soon as it comes',
  async (t) => {
    const prefix = randomPrefix()
    t.teardown(() => removeIndices(url!, prefix))
    const line = await createLine(url!)
    await line.cut()
    const archive = await opened(t, { ELASTICSEARCH_URL: line.url, ELASTICSEARCH_PREFIX: prefix })
    const { client, accession } = archive
    // The worker has made the embedded index, and met no server.
    while ((await client.get('/api/v1/search')).status !== 200);
    await upload(archive, [{ name: '前.txt', data: Buffer.from('渡口在前，船工合影。') }])
    while ((await client.search('渡口')).total === 0);
    t.is((await client.search('渡口')).engine, 'sqlite')
    await line.join()
    await client.settled(accession)
    t.like(await client.search('渡口'), { total: 1, engine: 'elasticsearch' })
    await archive.service.stop()
    await line.cut()
  },
)
