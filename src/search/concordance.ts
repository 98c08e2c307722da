/** 逐字索引 (KWIC): every occurrence in its context, over all hits (chinese-text.md §6). */
import { Fault } from '../faults.ts'
import type { Keep } from '../hanzi/keep.ts'
import { MOST_PLACES } from '../hanzi/phrases.ts'
import type { Item } from '../items/item.ts'
import { type Actor, demandReader, mayRead } from '../policy.ts'
import type { FoldedKeys } from '../ports/search-index.ts'
import type { HeadedText, TextStore } from '../texts/store.ts'
import { layoutOf, pageAt, type TextPage } from '../texts/text.ts'
import { keyedText, keysAt, placesInText } from './counting.ts'
import type { ConcordanceLines, ConcordanceQuery } from './input.ts'
import { type Line, linesAt, linesIn, type Side } from './lines.ts'
import { bodyOf, occurrencesIn } from './occurrences.ts'
import { places, type Query } from './query.ts'
import type { Selection } from './selection.ts'

export interface ConcordanceLine {
  itemId: string
  textRevision: number
  title: string
  referenceCode: string | null
  /** The item's. */
  date: Item['date']
  page: number | null
  /** Of the occurrence in that text version. */
  start: number
  end: number
  left: string
  match: string
  right: string
}

export interface Concordance {
  total: number
  /** `atLeast` where there are more hits than are counted for one page. */
  totalRelation: 'exact' | 'atLeast'
  lines: ConcordanceLine[]
}

/** Lines as a file has them, written where they are found: they are many. */
export const lineFormats = ['csv', 'txt', 'json'] as const
export type LineFormat = (typeof lineFormats)[number]

export interface ConcordanceBatch {
  rows: string
  count: number
  /** Items in whose text there are more than could be told. */
  cut: string[]
  /** False where an item may be missing that could not be looked through to its end. */
  isSure: boolean
  /** Where to go on, or null. */
  next: number | null
}

export interface Concordances {
  concordance(actor: Actor, query: ConcordanceQuery): Promise<Concordance>
  /** About so many lines of the first few hundred hits in the order received, as many of each. */
  firstLines(actor: Actor, query: ConcordanceLines, most: number): Promise<ConcordanceLine[]>
  /** Every line, a batch of items at a time, by item. */
  concordanceBatch(actor: Actor, query: ConcordanceLines, format: LineFormat, after: number): Promise<ConcordanceBatch>
}

const COUNTED = 2000
/** Sorting by context needs all lines at once. */
const SORTED_ITEMS = 10_000
const SORTED_LINES = 200_000
const READ = 50
const MAX_WINDOW = 10_000
/** A batch of an export looks at so many items, and ends with the one that makes so many lines full. */
const EXPORTED_ITEMS = 1000
const EXPORTED_LINES = 10_000

interface Located {
  item: string
  number: number
}
type Each = (row: HeadedText, page: number | null, line: Line) => void

function compareTokens(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1
  return a.length - b.length
}

const lineOf = (row: HeadedText, page: number | null, { start, end, left, match, right }: Line): ConcordanceLine => ({
  itemId: row.itemId,
  textRevision: row.revision,
  title: row.title,
  referenceCode: row.referenceCode,
  date: row.date,
  page,
  start,
  end,
  left,
  match,
  right,
})

export function createConcordances(deps: {
  texts: TextStore
  selection: Selection
  embedded: { foldedKeys(): Promise<FoldedKeys> }
  read: (q: string) => Promise<Query>
  write: Record<LineFormat, (line: ConcordanceLine) => string>
}): Concordances {
  const { texts, selection, embedded } = deps

  /** Tells the lines of these items, up to the one that makes `most` of them full; `done`: how many items that were. */
  async function eachLine(
    actor: Actor,
    located: readonly Located[],
    asked: { query: Query; keep: Keep; width: ConcordanceLines; side?: Side; most: number; perItem?: number },
    each: Each,
  ): Promise<{ done: number; count: number; cut: string[] }> {
    const { query, keep, width, side, most, perItem = Number.POSITIVE_INFINITY } = asked
    const wanted = places(query)
    const isKeyed = selection.proofFor(query, keep) !== 'text'
    const cut: string[] = []
    let count = 0
    for (let i = 0; i < located.length; i += READ) {
      const batch = located.slice(i, i + READ)
      const rows = new Map((await texts.headed(batch.map(({ item }) => item))).map((row) => [row.itemId, row]))
      const paged = [...rows.values()].flatMap(({ itemId, hasPages }) => (hasPages ? [itemId] : []))
      const pages = Map.groupBy(paged.length ? await texts.presentPages(paged) : [], ({ itemId }) => itemId)
      const keys = (await embedded.foldedKeys()).keys(isKeyed ? batch.map(({ number }) => number) : [])
      for (const [k, { item, number }] of batch.entries()) {
        const row = rows.get(item)
        if (!row || row.isDeleted || !mayRead(actor, { id: item, access: row.access })) continue
        const own: readonly TextPage[] = pages.get(item) ?? []
        const body = bodyOf(row.text, layoutOf(row, own))
        const key = keysAt(row.indexSeq, keys.get(number))
        const places = key && placesInText(key, wanted, body)
        const at = places && places.length > perItem ? places.slice(0, perItem) : places
        const byText = () => {
          let isCut = false
          const found = occurrencesIn(body, wanted, keep, 'text', () => {
            isCut = true
          })
          if (isCut) cut.push(item)
          return linesIn(body, found.slice(0, perItem), width, side)
        }
        const byKey = at && linesAt(keyedText(row.text, body.layout, key!), body.layout, at, width, side)
        if (byKey && byKey.length >= MOST_PLACES) cut.push(item)
        for (const line of byKey ?? byText()) {
          each(row, own.length === 0 ? null : (pageAt(own, line.start)?.number ?? null), line)
          count++
        }
        if (count >= most) return { done: i + k + 1, count, cut }
      }
    }
    return { done: located.length, count, cut }
  }

  return {
    async concordance(actor, query) {
      demandReader(actor)
      if (query.page * query.size > MAX_WINDOW)
        throw new Fault('search.too-deep', { export: '/api/v1/concordance/export' })
      const parsed = await deps.read(query.q)
      const keep: Keep = new Set(query.keep)
      const isByContext = query.sort === 'left' || query.sort === 'right'
      const sort = query.sort === 'date' ? 'date' : 'number'
      const from = (query.page - 1) * query.size
      const gather = (most: number) => selection.gather(actor, parsed, keep, query, sort, most)
      const sumOf = (some: readonly { occurrences: number }[]) =>
        some.reduce((sum, { occurrences }) => sum + occurrences, 0)
      let { counted, isWhole } = await gather(isByContext ? SORTED_ITEMS : COUNTED)
      // A page behind what is counted at once: as far as there may be pages.
      if (!isWhole && !isByContext && sumOf(counted) < from + query.size)
        ({ counted, isWhole } = await gather(SORTED_ITEMS))
      const total = sumOf(counted)
      const totalRelation = isWhole ? 'exact' : 'atLeast'
      const asked = { query: parsed, keep, width: query, most: SORTED_LINES }
      if (isByContext) {
        const sortable: { row: HeadedText; page: number | null; line: Line }[] = []
        const some = counted.filter(({ occurrences }) => occurrences > 0)
        const side = query.sort as 'left' | 'right'
        const { done } = await eachLine(actor, some, { ...asked, side }, (row, page, line) =>
          sortable.push({ row, page, line }),
        )
        // Equal contexts keep the order of items and places: the sort is stable.
        sortable.sort((a, b) => compareTokens(a.line.tokens, b.line.tokens))
        const lines = sortable.slice(from, from + query.size).map(({ row, page, line }) => lineOf(row, page, line))
        return { total, totalRelation: done < some.length ? 'atLeast' : totalRelation, lines }
      }
      // Only the items that the page shows are read.
      let skipped = 0
      const needed: Located[] = []
      let before = 0
      for (const one of counted) {
        const { occurrences } = one
        if (skipped + occurrences <= from) {
          skipped += occurrences
          before = skipped
        } else if (skipped < from + query.size) {
          needed.push(one)
          skipped += occurrences
        }
      }
      const lines: ConcordanceLine[] = []
      await eachLine(actor, needed, asked, (...line) => lines.push(lineOf(...line)))
      return { total, totalRelation, lines: lines.slice(from - before, from - before + query.size) }
    },
    async firstLines(actor, query, most) {
      demandReader(actor)
      const parsed = await deps.read(query.q)
      const keep: Keep = new Set(query.keep)
      const { counted } = await selection.walk(actor, parsed, keep, query, 0)
      const some = counted.filter(({ occurrences }) => occurrences > 0)
      const lines: ConcordanceLine[] = []
      const asked = {
        query: parsed,
        keep,
        width: query,
        most: SORTED_LINES,
        perItem: Math.ceil(most / (some.length || 1)),
      }
      await eachLine(actor, some, asked, (...line) => lines.push(lineOf(...line)))
      return lines
    },
    async concordanceBatch(actor, query, format, after) {
      demandReader(actor)
      const parsed = await deps.read(query.q)
      const keep: Keep = new Set(query.keep)
      const {
        counted: located,
        isSure,
        next,
      } = await selection.located(actor, parsed, keep, query, after, EXPORTED_ITEMS)
      const write = deps.write[format]
      let rows = ''
      const asked = { query: parsed, keep, width: query, most: EXPORTED_LINES }
      const { done, count, cut } = await eachLine(actor, located, asked, (...line) => {
        rows += write(lineOf(...line))
      })
      return { rows, count, cut, isSure, next: done < located.length ? located[done - 1]!.number : next }
    },
  }
}
