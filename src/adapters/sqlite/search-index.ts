/** The embedded search index: SQLite FTS5 over folded tokens. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { Fault } from '../../faults.ts'
import type {
  FoldedKeys,
  Match,
  SearchAnswer,
  SearchIndex,
  SearchRequest,
  TextField,
} from '../../ports/search-index.ts'
import { type Columns, createColumns, predicate } from './search-columns.ts'
import { createSearchWriter, openSearchFile, readOrigin, type SearchWriter } from './search-file.ts'
import { createFilling } from './search-fill.ts'
import { createFoldedKeys } from './search-keys.ts'
import { keyOf } from './search-order.ts'

const column: Record<TextField, string> = {
  title: 'title_key',
  author: 'author_key',
  names: 'names_key',
  text: 'key plain_key furniture_key',
}
/** Weights of title, author, names, and the text's three keys; untuned proposals of chinese-text.md §5. */
const BM25 = 'bm25(doc_fts, 3.0, 2.0, 2.0, 1.0, 1.0, 0.3)'
/** Above this, ordering by rank costs more than it tells (performance.md §4). */
const MAX_RANKED = 5000
/** Places of phrases in documents that are told apart where so many share one of them. */
const MOST_TOLD = 2_000_000

interface Opened {
  name: string
  connection: DatabaseSync
  columns: Columns
  ids: StatementSync
  ranked: StatementSync
  keys: FoldedKeys
  writer: SearchWriter | null
  /** What was found by those who walk through everything, by what they ask, until anything changes: their next steps are slices of it. */
  walks: Map<string, { state: number; numbers: readonly number[] }>
}
const MOST_WALKS = 8

const phrase = ({ tokens, prefix }: { tokens: readonly string[]; prefix?: boolean }) =>
  `"${tokens.join(' ').replaceAll('"', '""')}"${prefix ? ' *' : ''}`

/** The FTS5 expression of a tree of phrases, or null where FTS5 alone cannot decide it. Tokens hold no quote; they are quoted all the same. */
function expression(match: Match): string | null {
  if (match.is === 'phrase' || match.is === 'near') {
    const isAnywhere = match.fields.length === Object.keys(column).length
    const columns = isAnywhere ? '' : `{${match.fields.map((field) => column[field]).join(' ')}} : `
    return (
      columns +
      (match.is === 'phrase' ? phrase(match) : `NEAR(${match.phrases.map(phrase).join(' ')}, ${match.distance})`)
    )
  }
  if (match.is === 'or' || match.is === 'and') {
    const positive = match.of.filter((part) => part.is !== 'not').map(expression)
    const negative = match.of.flatMap((part) => (part.is === 'not' ? [expression(part.of)] : []))
    if (
      positive.length === 0 ||
      [...positive, ...negative].includes(null) ||
      (match.is === 'or' && negative.length > 0)
    )
      return null
    const joined = positive.map((part) => `(${part})`).join(match.is === 'or' ? ' OR ' : ' AND ')
    return negative.reduce((all, part) => `(${all}) NOT (${part})`, joined)
  }
  return null
}

/** What must all hold. */
const conditions = (match: Match): Match[] => (match.is === 'and' ? match.of.flatMap(conditions) : [match])

const numbersOf = (bits: Uint8Array): number[] => {
  const numbers: number[] = []
  for (let number = 0; number < bits.length; number++) if (bits[number]) numbers.push(number)
  return numbers
}

/**
 * `folder`: the derivatives folder. `current`/`switchTo`: which file is the present one, kept in archive.db, so that a reader in another thread
 * follows a rebuild at its next search. `readOnly`: for readers; the worker is the one writer.
 */
export function createSqliteSearchIndex(options: {
  folder: string
  current: () => Promise<string | null>
  switchTo: (name: string) => Promise<void>
  readOnly: boolean
}): SearchIndex & { foldedKeys(): Promise<FoldedKeys> } {
  const { folder, readOnly } = options
  mkdirSync(folder, { recursive: true })
  let opened: Opened | null = null

  const close = () => {
    opened?.connection.close()
    opened = null
  }

  async function present(): Promise<Opened> {
    const name = await options.current()
    if (name === null) throw new Fault('search.unavailable', { reason: 'missing' })
    if (opened?.name === name) return opened
    close()
    try {
      const connection = openSearchFile(join(folder, name), readOnly)
      // One value instead of thousands of rows: half the cost of a common character.
      const ids = connection.prepare('SELECT json_group_array(rowid) FROM doc_fts WHERE doc_fts MATCH ?')
      const ranked = connection.prepare(`SELECT rowid, ${BM25} FROM doc_fts WHERE doc_fts MATCH ?`)
      ids.setReturnArrays(true)
      ranked.setReturnArrays(true)
      const columns = createColumns(connection)
      const keys = createFoldedKeys(connection, (number) => columns.at(number)?.seq)
      const writer = readOnly ? null : createSearchWriter(connection)
      opened = { name, connection, columns, ids, ranked, keys, writer, walks: new Map() }
      return opened
    } catch (error) {
      // A rebuild may have switched, and removed this file, after it was named.
      if ((await options.current()) !== name) return present()
      throw new Fault('search.unavailable', { reason: 'damaged' }, { cause: error })
    }
  }

  const writer = async () => (await present()).writer!

  const idsOf = ({ ids }: Opened, fts: string): number[] => JSON.parse((ids.get(fts) as unknown as [string])[0])

  /** A bit for each number. */
  function evaluate(file: Opened, match: Match): Uint8Array {
    const { columns } = file
    const size = columns.size()
    const bits = new Uint8Array(size)
    const fts = expression(match)
    if (fts !== null) {
      for (const number of idsOf(file, fts)) if (number < size) bits[number] = 1
      return bits
    }
    if (match.is === 'all') return bits.fill(1)
    if (match.is === 'value' || match.is === 'days' || match.is === 'mentions') {
      const accepts = predicate(match)
      for (let number = 0; number < size; number++) {
        const row = columns.at(number)
        if (row && accepts(row)) bits[number] = 1
      }
      return bits
    }
    if (match.is === 'not') {
      const other = evaluate(file, match.of)
      for (let i = 0; i < size; i++) bits[i] = other[i] ? 0 : 1
      return bits
    }
    if (match.is === 'phrase' || match.is === 'near') return bits
    const parts = match.of.map((part) => evaluate(file, part))
    if (match.is === 'and') bits.fill(1)
    for (const part of parts) {
      if (match.is === 'and') for (let i = 0; i < size; i++) bits[i]! &= part[i]!
      else for (let i = 0; i < size; i++) bits[i]! |= part[i]!
    }
    return bits
  }

  function scores(file: Opened, { match, isByShare }: SearchRequest, numbers: readonly number[]): Map<number, number> {
    // Filters stand beside the words in an AND; what ranks is the words.
    const words = conditions(match).filter((part) => expression(part.is === 'not' ? part.of : part) !== null)
    if (numbers.length > MAX_RANKED && isByShare) return shares(file, words, numbers)
    const fts = numbers.length > MAX_RANKED ? null : expression({ is: 'and', of: words })
    if (fts === null) return new Map()
    return new Map((file.ranked.all(fts) as unknown as [number, number][]).map(([number, rank]) => [number, -rank]))
  }

  /**
   * Which phrases of an OR each document has, the rarer the weightier. What is read is what the OR has read; the rarest come first, so that where
   * telling all of them apart would take too long only the commonest are left out.
   */
  function shares(file: Opened, words: readonly Match[], numbers: readonly number[]): Map<number, number> {
    const phrases = words.flatMap((part) => (part.is === 'or' ? part.of : [])).filter(({ is }) => is === 'phrase')
    const size = file.columns.size()
    const holders = phrases.map((part) => idsOf(file, expression(part)!)).sort((a, b) => a.length - b.length)
    const weights = new Float64Array(size)
    let told = 0
    for (const ids of holders) {
      told += ids.length
      if (told > MOST_TOLD) break
      const weight = Math.log(1 + size / ids.length)
      for (const number of ids) weights[number]! += weight
    }
    return new Map(numbers.map((number) => [number, weights[number]!]))
  }

  /** Ascending. */
  function matching(file: Opened, match: Match): readonly number[] {
    const fts = expression(match)
    return fts === null ? numbersOf(evaluate(file, match)) : idsOf(file, fts)
  }

  function following(file: Opened, match: Match, after: number): readonly number[] {
    const [name, state] = [JSON.stringify(match), file.columns.state()]
    const known = file.walks.get(name)
    const walk = known?.state === state ? known : { state, numbers: matching(file, match) }
    file.walks.delete(name)
    file.walks.set(name, walk)
    for (const oldest of file.walks.keys()) {
      if (file.walks.size <= MOST_WALKS) break
      file.walks.delete(oldest)
    }
    const first = walk.numbers.findIndex((number) => number > after)
    return first === -1 ? [] : walk.numbers.slice(first)
  }

  async function search(request: SearchRequest): Promise<SearchAnswer> {
    const file = await present()
    file.columns.refresh()
    const { from, size, match, after, sort, scope } = request
    const found = after ? following(file, match, sort === 'number' ? after.number : 0) : matching(file, match)
    const numbers = file.columns.visible(found, scope)
    const facets = after ? {} : file.columns.facets(numbers, request.facets, request.mostValues)
    const isScored = sort === 'relevance' && !(request.isRankedByAsker && numbers.length <= from + size)
    const ranks = isScored ? scores(file, request, numbers) : new Map<number, number>()
    const rows = file.columns.page(numbers, sort === 'relevance' && ranks.size === 0 ? 'number' : sort, ranks, request)
    return {
      total: after ? 0 : numbers.length,
      hits: rows.map((number) => {
        const row = file.columns.at(number)!
        const score = ranks.get(number) ?? 0
        return { item: row.item, number, seq: row.seq, score, key: keyOf(row, sort, score) }
      }),
      facets,
    }
  }

  return {
    engine: 'sqlite',
    write: async (documents) => (await writer()).write(documents),
    remove: async (removals) => (await writer()).remove(removals),
    search,
    async origin() {
      try {
        return readOrigin((await present()).connection)
      } catch {
        return null
      }
    },
    async count() {
      return Number((await present()).connection.prepare('SELECT count(*) AS n FROM doc WHERE removed = 0').get()!.n)
    },
    ...createFilling({ ...options, switched: close }),
    async foldedKeys() {
      const { columns, keys } = await present()
      columns.refresh()
      return keys
    },
    close: async () => close(),
  }
}
