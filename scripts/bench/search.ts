/** Searching against the bare statement, growth with the archive, the concordance, and the size of the index (performance.md §4; §9: 8, 9, 11). */
import { readdirSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { createWork } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { foldKey } from '../../src/hanzi/fold.ts'
import { system } from '../../src/policy.ts'
import { silent } from '../../src/ports/log.ts'
import { createReading } from '../../src/reading.ts'
import { concordanceQuery, searchQuery } from '../../src/search/input.ts'
import { writeStory } from '../sample/prose.ts'
import { createRandom } from '../sample/random.ts'
import { alternate, median, type Row, seconds } from './rounds.ts'

const LENGTH = 4500
const ROUNDS = 7
const FACETS = ['kind', 'genre', 'decade', 'accession']

/** One query of each class: how common its characters, and how many. */
const classes: [name: string, q: string][] = [
  ['one common character', '的'],
  ['two common characters', '渡口'],
  ['a rare pair of common characters', '的人'],
  ['four common characters', '公私合营'],
  ['two words', '渡口 商会'],
  ['a rare number', '样例007'],
]

/** An archive of so many characters, described and corrected like any other: what is measured is the searching. */
async function filled(characters: number) {
  const folder = await mkdtemp(join(tmpdir(), 'wenshi-bench-'))
  const config = readConfig({ STORAGE_DIR: folder, LOG_LEVEL: 'silent' })
  const work = await createWork(config, { log: silent })
  const random = createRandom(11)
  let [written, bytes] = [0, 0]
  for (let i = 0; written < characters; i++) {
    const { title, paragraphs } = writeStory(random, i, LENGTH, i % 5 === 0)
    const text = paragraphs.join('\n')
    const { item } = await work.features.items.create(system, { title })
    await work.features.texts.correct(system, item.id, { text, kind: 'transcription', note: '' }, '*')
    written += text.length
    bytes += Buffer.byteLength(text)
  }
  await work.rebuildNow()
  await work.close()
  const derivatives = join(folder, 'derivatives')
  const file = join(derivatives, readdirSync(derivatives).find((name) => /^search-.*\.db$/.test(name))!)
  const search = await createReading(config)
  return { characters: written, bytes, file, search, remove: () => rm(folder, { recursive: true, force: true }) }
}
type Archive = Awaited<ReturnType<typeof filled>>

/** The bare statement with the same facets, counted over the same columns, and nothing else. */
function bareStatement(file: string) {
  const db = new DatabaseSync(file, { readOnly: true })
  const ids = db.prepare('SELECT rowid FROM doc_fts WHERE doc_fts MATCH ?')
  ids.setReturnArrays(true)
  const [kinds, decades] = [new Uint8Array(1 << 17), new Uint8Array(1 << 17)]
  const counts = new Uint32Array(256)
  return (q: string) => {
    const phrases = q.split(' ').map((word) => `"${foldKey(word)}"`)
    const rows = ids.all(phrases.join(' AND ')) as unknown as [number][]
    for (const [row] of rows) {
      counts[kinds[row]!]!++
      counts[decades[row]!]!++
      counts[kinds[row]! + 1]!++
      counts[decades[row]! + 1]!++
    }
    return rows.length
  }
}

const asked = (q: string, count: 'true' | 'false') =>
  searchQuery.parse({ q, size: 10, facets: FACETS.join(), count, sort: 'title' })
const repeats = (work: () => Promise<unknown> | unknown, times: number) => async () => {
  const taken = await seconds(async () => {
    for (let i = 0; i < times; i++) await work()
  })
  return (1000 * taken) / times
}

async function classRows({ search, file, characters }: Archive): Promise<{ rows: Row[]; p50: Map<string, number> }> {
  const bare = bareStatement(file)
  const rows: Row[] = []
  const p50 = new Map<string, number>()
  const size = `${(characters / 1e6).toFixed(1)} M`
  for (const [name, q] of classes) {
    const query = asked(q, 'false')
    await search.search(system, query)
    const times = 8
    const measured = await alternate(
      ROUNDS,
      repeats(() => search.search(system, query), times),
      repeats(() => bare(q), times),
    )
    const counting = await repeats(() => search.search(system, asked(q, 'true')), 3)()
    p50.set(name, measured.ours)
    rows.push({
      what: `embedded search, ${size}, ${name}: total, facets, 10 snippets, against the bare statement with facets`,
      ...measured,
      unit: 'ms',
      goal: { atMost: 1.5 },
      note: `${bare(q)} items; ${counting.toFixed(1)} ms with every occurrence counted and forms`,
    })
  }
  return { rows, p50 }
}

async function concordanceRows({ search, file, characters }: Archive): Promise<Row[]> {
  const db = new DatabaseSync(file, { readOnly: true })
  const key = db.prepare('SELECT key FROM doc WHERE number = ?')
  const ids = db.prepare('SELECT rowid FROM doc_fts WHERE doc_fts MATCH ?')
  const q = '渡口'
  const wanted = foldKey(q)
  /** Ids, and the first hundred lines from the keys. */
  const bareFirst = () => {
    const rows = ids.all(`"${wanted}"`)
    let [lines, total] = [0, 0]
    for (const { rowid } of rows) {
      const text = String(key.get(rowid as number)!.key)
      for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
        total++
        if (lines++ < 100) text.slice(Math.max(0, at - 40), at + wanted.length + 40)
      }
    }
    return total
  }
  const query = concordanceQuery.parse({ q, size: 100 })
  await search.concordance(system, query)
  const first = await alternate(
    ROUNDS,
    repeats(() => search.concordance(system, query), 3),
    repeats(bareFirst, 3),
  )
  let lines = 0
  const exported = async () => {
    lines = 0
    const taken = await seconds(async () => {
      for (let next: number | null = 0; next !== null; ) {
        const batch = await search.concordanceBatch(system, query, next)
        lines += batch.lines.length
        next = batch.next
      }
    })
    return lines / taken
  }
  const texts = db
    .prepare('SELECT key FROM doc')
    .all()
    .map((row) => String(row.key))
  const scanned = async () => {
    let found = 0
    const taken = await seconds(() => {
      for (const text of texts)
        for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
          text.slice(Math.max(0, at - 40), at + wanted.length + 40)
          found++
        }
    })
    return found / taken
  }
  const whole = await alternate(3, exported, scanned)
  const size = `${(characters / 1e6).toFixed(1)} M`
  return [
    {
      what: `first page of the concordance, ${size}, 100 lines, against ids and keys`,
      ...first,
      unit: 'ms',
      goal: { atMost: 2 },
    },
    {
      what: `concordance export, ${size}, ${lines} lines, against a memory scan`,
      ...whole,
      unit: 'lines/s',
      goal: { atLeast: 0.2 },
    },
  ]
}

export async function search(): Promise<Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: { size: { type: 'string' } },
    allowPositionals: true,
  })
  const sizes = values.size ? [Number(values.size.replace(/M$/i, '')) * 1e6] : [1.5e6, 15e6]
  const rows: Row[] = []
  const medians: Map<string, number>[] = []
  for (const size of sizes) {
    const archive = await filled(size)
    const { rows: ofClasses, p50 } = await classRows(archive)
    rows.push(...ofClasses, ...(await concordanceRows(archive)))
    medians.push(p50)
    const index = statSync(archive.file).size
    rows.push({
      what: `index file, ${(archive.characters / 1e6).toFixed(1)} M characters, against the UTF-8 text`,
      ours: index / 1e6,
      reference: archive.bytes / 1e6,
      ratio: index / archive.bytes,
      unit: 'MB',
      goal: { atMost: 2 },
    })
    await archive.remove()
  }
  const [small, large] = medians
  if (small && large)
    for (const [name] of classes) {
      const [before, after] = [small.get(name)!, large.get(name)!]
      if (after >= 1)
        rows.push({
          what: `growth from 1.5 M to 15 M, ${name}`,
          ours: after,
          reference: before,
          ratio: after / before,
          unit: 'ms',
          goal: { atMost: 15 },
        })
    }
  const all = [...(medians.at(-1) ?? new Map<string, number>()).values()]
  console.log(`       median of the classes at the largest size: ${median(all).toFixed(1)} ms`)
  return rows
}
