/** Building the indexes against the bare engines fed the same folded documents; searching against the bare statement (goals 6–8). */

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { mappings, settings, sourceOf } from '../../src/adapters/elasticsearch/mapping.ts'
import { createElasticsearchIndex } from '../../src/adapters/elasticsearch/search-index.ts'
import { searchSchema } from '../../src/adapters/sqlite/search-file.ts'
import { createSqliteSearchIndex } from '../../src/adapters/sqlite/search-index.ts'
import { encodeAnchors, encodeKeys } from '../../src/adapters/sqlite/search-keys.ts'
import { FOLD_VERSION, foldKey } from '../../src/hanzi/fold.ts'
import { layOut } from '../../src/hanzi/layout/layout.ts'
import { textKeys } from '../../src/hanzi/readings.ts'
import type { IndexDocument, Rebuild, SearchRequest } from '../../src/ports/search-index.ts'
import { LONGEST_PHRASE } from '../../src/search/query.ts'
import { startElasticsearch } from '../elasticsearch/server.ts'
import { writeStory } from '../sample/prose.ts'
import { createRandom } from '../sample/random.ts'
import { alternate, type Row, seconds } from './rounds.ts'

/** About 15 M characters, as the goals were measured with (performance.md §3): what a rebuild costs but once no longer decides. */
const DOCUMENTS = 4200
const LENGTH = 4000
const BATCH = 100
const ROUNDS = 5
const stamp = {
  archiveId: 'bench',
  epoch: 1,
  foldVersion: FOLD_VERSION,
  layoutVersion: 0,
  datesVersion: 1,
  documentVersion: 1,
}

function documents(): IndexDocument[] {
  const random = createRandom(7)
  return Array.from({ length: DOCUMENTS }, (_, i) => {
    const story = writeStory(random, i, LENGTH, i % 5 === 0)
    const day = random.int(-20_000, 0)
    const text = story.paragraphs.join('\n')
    return {
      item: `item-${i}`,
      number: i + 1,
      seq: i + 1,
      kind: 'text',
      category: null,
      genre: i % 3 ? '回忆录' : '口述',
      accession: `a${i % 7}`,
      access: 'internal',
      names: {},
      dayMin: day,
      dayMax: day + 30,
      titleKey: foldKey(story.title),
      authorKey: foldKey(story.author),
      namesKey: '',
      ...textKeys(text, layOut(text), LONGEST_PHRASE),
      mentions: [],
      titleSort: story.title.slice(0, 20),
      codeSort: '',
    }
  })
}

const chunks = <T>(list: readonly T[], size: number) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))

/** As a rebuild fills an index, its documents given. */
async function filled(fresh: Rebuild, docs: readonly IndexDocument[]): Promise<void> {
  for (const batch of chunks(docs, BATCH)) await fresh.fill({ documents: batch, removals: [], upTo: batch.at(-1)!.seq })
  await fresh.settle()
  while (await fresh.merge());
  await fresh.complete()
}

async function sqliteRows(docs: readonly IndexDocument[], characters: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wenshi-bench-'))
  let current: string | null = null
  const switchTo = async (name: string) => {
    current = name
  }
  const index = createSqliteSearchIndex({ folder, current: async () => current, switchTo, readOnly: false })
  const ours = async () => {
    const taken = await seconds(async () => {
      await filled(await index.rebuild(randomUUID(), stamp), docs)
    })
    return characters / taken / 1e6
  }
  const packed = docs.map(encodeKeys)
  const anchors = docs.map((d) => encodeAnchors(d.anchors))
  let n = 0
  const bare = async () => {
    const path = join(folder, `bare-${n++}.db`)
    const taken = await seconds(() => {
      const db = new DatabaseSync(path)
      // No journal: what a crash would cost is everything.
      db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000')
      db.exec(searchSchema)
      db.exec("INSERT INTO doc_fts (doc_fts, rank) VALUES ('hashsize', 16777216)")
      const doc = db.prepare(`INSERT INTO doc VALUES (${Array(17).fill('?').join(',')})`)
      const keys = db.prepare('INSERT INTO keys VALUES (?,?,?,?)')
      const fts = db.prepare(
        'INSERT INTO doc_fts (rowid, title_key, author_key, names_key, key, plain_key, furniture_key) VALUES (?,?,?,?,?,?,?)',
      )
      db.exec('BEGIN')
      for (const d of docs) {
        doc.run(
          d.number,
          d.item,
          d.seq,
          0,
          d.number,
          d.kind,
          d.category,
          d.genre,
          d.accession,
          d.access,
          '[]',
          '[]',
          d.dayMin,
          d.dayMax,
          d.titleSort,
          d.codeSort,
          '[]',
        )
        keys.run(d.number, d.seq, anchors[d.number - 1]!, packed[d.number - 1]!)
        fts.run(d.number, d.titleKey, d.authorKey, d.namesKey, d.key, d.plainKey, d.furnitureKey)
      }
      db.exec('COMMIT')
      db.exec("INSERT INTO doc_fts (doc_fts) VALUES ('optimize')")
      db.close()
    })
    rmSync(path, { force: true })
    return characters / taken / 1e6
  }
  await ours()
  const build = await alternate(ROUNDS, ours, bare)

  const db = new DatabaseSync(join(folder, current!), { readOnly: true })
  const statement = db.prepare('SELECT rowid FROM doc_fts WHERE doc_fts MATCH ?')
  statement.setReturnArrays(true)
  const asked = ['渡 口', '商 会', '民 国', '的', '公 私 合 营'].map((key) => key.split(' '))
  const requestFor = (tokens: string[]): SearchRequest => ({
    match: { is: 'phrase', fields: ['title', 'author', 'names', 'text'], tokens },
    scope: { classes: ['open', 'internal'], alsoItems: [] },
    sort: 'number',
    facets: ['kind', 'genre', 'decade', 'accession'],
    from: 0,
    size: 20,
  })
  const REPEAT = 10
  const search = await alternate(
    9,
    async () =>
      (1000 / REPEAT / asked.length) *
      (await seconds(async () => {
        for (let i = 0; i < REPEAT; i++) for (const tokens of asked) await index.search(requestFor(tokens))
      })),
    async () =>
      (1000 / REPEAT / asked.length) *
      (await seconds(() => {
        for (let i = 0; i < REPEAT; i++) for (const tokens of asked) statement.all(`"${tokens.join(' ')}"`)
      })),
  )
  db.close()
  await index.close()
  rmSync(folder, { recursive: true, force: true })
  return [
    {
      what: `FTS5 build, ${(characters / 1e6).toFixed(1)} M characters, against bare node:sqlite`,
      ...build,
      unit: 'M/s',
      goal: { atLeast: 0.85 },
    },
    {
      what: 'embedded search with exact total, four facets and 20 hits, against the bare FTS5 statement',
      ...search,
      unit: 'ms',
      goal: { atMost: 1.5 },
    },
  ]
}

/** One request of node:http with a prepared body. */
const post = (url: string, method: string, path: string, body: string | Buffer, type: string) =>
  new Promise<void>((resolve, reject) => {
    const sent = request(
      url + path,
      { method, headers: { 'content-type': type, 'content-length': Buffer.byteLength(body) } },
      (answer) => {
        answer.resume()
        answer.once('end', () =>
          (answer.statusCode ?? 500) < 300 ? resolve() : reject(new Error(`${method} ${path}: ${answer.statusCode}`)),
        )
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })

async function elasticsearchRows(docs: readonly IndexDocument[], characters: number): Promise<Row[]> {
  const server = await startElasticsearch()
  if ('missing' in server) {
    console.log(`SKIPPED Elasticsearch rebuild: ${server.missing}`)
    return []
  }
  const { url } = server
  // The server may be another's too.
  const prefix = `bench-${randomUUID()}`
  const index = createElasticsearchIndex({ url, apiKey: null, caFile: null, prefix })
  const ours = async () => {
    const taken = await seconds(async () => {
      await filled(await index.rebuild(randomUUID(), stamp), docs)
    })
    return characters / taken / 1e6
  }
  const bodies = chunks(docs, 600).map((batch) =>
    Buffer.from(
      batch
        .map((d) => `{"index":{"_id":"${d.item}","version":${d.seq},"version_type":"external"}}\n${sourceOf(d)}\n`)
        .join(''),
    ),
  )
  let n = 0
  const bare = async () => {
    const name = `${prefix}-bare-${n++}`
    const definition = JSON.stringify({
      mappings: mappings({ ...stamp, rebuild: '', filledTo: 0, refused: [] }),
      settings: { ...settings, refresh_interval: -1 },
    })
    const taken = await seconds(async () => {
      await post(url, 'PUT', `/${name}`, definition, 'application/json')
      const left = bodies.values()
      const inTurn = async () => {
        for (const body of left) await post(url, 'POST', `/${name}/_bulk`, body, 'application/x-ndjson')
      }
      await Promise.all([inTurn(), inTurn()])
      await post(url, 'POST', `/${name}/_refresh`, '', 'application/json')
    })
    await post(url, 'DELETE', `/${name}`, '', 'application/json')
    return characters / taken / 1e6
  }
  await ours()
  await bare()
  const build = await alternate(ROUNDS, ours, bare)
  await index.close()
  const [own] = Object.keys((await (await fetch(`${url}/_alias/${prefix}`)).json()) as object)
  await post(url, 'DELETE', `/${own}`, '', 'application/json')
  await server.stop()
  return [
    {
      what: `Elasticsearch ${server.version} rebuild, ${(characters / 1e6).toFixed(1)} M characters, against the same NDJSON by node:http`,
      ...build,
      unit: 'M/s',
      goal: { atLeast: 0.9 },
      note: 'ours also makes the NDJSON and checks every item',
    },
  ]
}

export async function indexBuild(): Promise<Row[]> {
  const docs = documents()
  const characters = docs.reduce((sum, { key }) => sum + (key.length + 1) / 2, 0)
  return [...(await sqliteRows(docs, characters)), ...(await elasticsearchRows(docs, characters))]
}
