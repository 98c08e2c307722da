/** Both engines against a plain scan, over HTTP (issue: search a scholar can trust). */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import * as OpenCC from 'opencc-js'
import { foldKey } from '../../src/hanzi/fold.ts'
import { freePort, startService } from '../demo/service.ts'
import { startElasticsearch } from '../elasticsearch/server.ts'
import { setPages, writeStory } from '../sample/prose.ts'
import { createRandom, type Random } from '../sample/random.ts'
import { type Api, createApi, type LocalFile, sendAll, signIn } from '../upload/client.ts'
import { isIn, occurrencesOf, type StoredItem, type StoredText } from './scan.ts'

const PASSWORD = 'verify-lantern-orchid'
const toTraditional = OpenCC.Converter({ from: 'cn', to: 't' })
const toSimplified = OpenCC.Converter({ from: 't', to: 'cn' })

interface Answer {
  approximate: boolean
  total: number
  occurrences: { count: number; relation: string }
  hits: { item: { id: string } }[]
}
interface Marked {
  total: number
  occurrences: { ranges: [number, number][] }[]
}

async function opened(folder: string, files: readonly LocalFile[], env: Record<string, string>) {
  const service = await startService({
    STORAGE_DIR: folder,
    PORT: String(await freePort(3950)),
    ADMIN_PASSWORD: PASSWORD,
    LOG_LEVEL: 'error',
    ...env,
  })
  const api = createApi(service.url, await signIn(service.url, 'admin', PASSWORD))
  const { id } = await api.post<{ id: string }>('/accessions', { title: '核对检索' })
  await sendAll(api, id, files, () => undefined)
  const items: StoredItem[] = []
  for (;;) {
    const page = await api.get<{ items: { id: string; searchable: boolean }[] }>(`/items?accession=${id}&size=200`)
    if (page.items.length === files.length && page.items.every(({ searchable }) => searchable)) break
    await rest(200)
  }
  for (let page = 1; items.length < files.length; page++) {
    const { items: found } = await api.get<{ items: { id: string; title: string; objects: { filename: string }[] }[] }>(
      `/items?accession=${id}&size=200&page=${page}`,
    )
    for (const item of found) {
      const stored = await api.get<StoredText>(`/items/${item.id}/text`)
      items.push({ ...stored, id: item.id, lines: [item.title, ...item.objects.map(({ filename }) => filename)] })
    }
  }
  return { service, api, items }
}

const isSyntax = /[\s()（）|｜\-－−"＂“”「」『』:：*＊?？~～]/

/** One to ten characters as they stand in one of the texts, line breaks and page furniture included; now and then written or altered otherwise. */
function question(random: Random, items: readonly StoredItem[]): string {
  for (;;) {
    const { text, furniture } = random.pick(items)
    const near = furniture.length > 0 && random.chance(0.3) ? random.pick(furniture)[0] - random.int(1, 8) : -1
    const at = near >= 0 ? near : random.int(0, Math.max(0, text.length - 10))
    let stands = ''
    for (let i = at; [...stands].length < random.int(1, 10) && i < text.length; i++) {
      const inFurniture = furniture.find(([start, end]) => i >= start && i < end)
      if (inFurniture && random.chance(0.9)) i = inFurniture[1] - 1
      else if (!isSyntax.test(text[i]!)) stands += text[i]
    }
    const way = random.int(0, 9)
    if (way === 0) stands = toTraditional(stands)
    else if (way === 1) stands = toSimplified(stands)
    else if (way === 2) {
      const other = random.pick(items).text
      stands = stands.slice(0, -1) + (other[random.int(0, other.length - 1)] ?? '')
    } else if (way === 3) stands = stands.normalize('NFKC')
    if (foldKey(stands) !== '' && !isSyntax.test(stands) && stands.isWellFormed()) return stands
  }
}

const encoded = (q: string) => encodeURIComponent(q)

/** Returns the number of differences, each of which was said. */
export async function verifySearch(
  { queries, seed, texts }: { queries: number; seed: number; texts: number },
  say: (line: string) => void,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'wenshi-verify-'))
  const random = createRandom(seed)
  const files: LocalFile[] = []
  for (let i = 0; i < texts; i++) {
    const text = setPages(writeStory(random, i + 1, random.int(800, 4000), i % 3 === 0), random)
    const relative = `样本${String(i + 1).padStart(3, '0')}.txt`
    const path = join(folder, relative)
    await writeFile(path, text)
    files.push({ path, relative, size: Buffer.byteLength(text) })
  }
  const elasticsearch = await startElasticsearch()
  const archives = [{ engine: 'sqlite', ...(await opened(join(folder, 'a'), files, {})) }]
  if ('url' in elasticsearch) {
    say(`Elasticsearch ${elasticsearch.version}`)
    const env = { ELASTICSEARCH_URL: elasticsearch.url, ELASTICSEARCH_PREFIX: `verify-${process.pid}` }
    archives.push({ engine: 'elasticsearch', ...(await opened(join(folder, 'b'), files, env)) })
  } else say(`Elasticsearch: NOT VERIFIED. ${elasticsearch.missing}`)

  let differences = 0
  const differ = (what: string) => {
    differences++
    if (differences <= 20) say(`DIFFERENT ${what}`)
  }
  let [hits, occurrences] = [0, 0]
  for (let n = 0; n < queries; n++) {
    const q = question(random, archives[0]!.items)
    for (const { engine, api, items } of archives) {
      const expected = items.filter((item) => isIn(item, q))
      const counts = new Map(expected.map((item) => [item.id, occurrencesOf(item, q)]))
      const count = [...counts.values()].reduce((sum, one) => sum + one.length, 0)
      const found = await api.get<Answer>(`/search?q=${encoded(q)}&size=200&facets=`)
      // What is only nearly so is said to be, and is no hit.
      const none = { total: 0, hits: [], occurrences: { count: 0, relation: 'exact' } }
      const answer = found.approximate ? { ...found, ...none } : found
      hits += answer.total
      occurrences += answer.occurrences.count
      if (answer.total !== expected.length)
        differ(`${engine} ${JSON.stringify(q)}: total ${answer.total}, a scan finds ${expected.length}`)
      const ids = answer.hits.map(({ item }) => item.id).sort()
      if (
        ids.join() !==
        expected
          .map(({ id }) => id)
          .sort()
          .join()
      )
        differ(`${engine} ${JSON.stringify(q)}: other items`)
      if (answer.occurrences.count !== count)
        differ(`${engine} ${JSON.stringify(q)}: ${answer.occurrences.count} occurrences, a scan finds ${count}`)
      for (const item of expected.filter(() => random.chance(3 / Math.max(3, expected.length))))
        await marks(api, engine, q, item, counts)
    }
    if (n % 500 === 499) say(`${n + 1} questions, ${differences} differences`)
  }
  say(
    `${queries} questions on ${archives.length} engines: ${hits} hits, ${occurrences} occurrences, ${differences} differences`,
  )
  for (const { service } of archives) await service.stop()
  if ('stop' in elasticsearch) await elasticsearch.stop()
  await rm(folder, { recursive: true, force: true })
  return differences

  async function marks(
    api: Api,
    engine: string,
    q: string,
    item: StoredItem,
    counts: ReadonlyMap<string, [number, number][][]>,
  ) {
    const { occurrences: marked } = await api.get<Marked>(`/items/${item.id}/occurrences?q=${encoded(q)}`)
    const [theirs, ours] = [marked.map(({ ranges }) => ranges), counts.get(item.id)!]
    if (JSON.stringify(theirs) !== JSON.stringify(ours))
      differ(
        `${engine} ${JSON.stringify(q)} in ${item.lines[0]}: ${JSON.stringify(theirs)}, a scan finds ${JSON.stringify(ours)}`,
      )
  }
}
