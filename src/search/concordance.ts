/** 逐字索引 (KWIC): every occurrence in its context, over all hits (chinese-text.md §6). */
import { Fault } from '../faults.ts'
import type { Keep } from '../hanzi/keep.ts'
import { skipsOf } from '../hanzi/readings.ts'
import { accessOf, type Item } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demandReader, mayRead } from '../policy.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf, pageAt } from '../texts/text.ts'
import type { ConcordanceLines, ConcordanceQuery } from './input.ts'
import { type Body, bodyOf, type Occurrence, occurrencesIn } from './occurrences.ts'
import { type Place, places, type Query } from './query.ts'
import type { Selection } from './selection.ts'

export interface ConcordanceLine {
  itemId: string
  textRevision: number
  title: string
  referenceCode: string | null
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

export interface Concordances {
  concordance(actor: Actor, query: ConcordanceQuery): Promise<Concordance>
  /** Every line, a batch of items at a time, by item. `next`: where to go on, or null. */
  concordanceBatch(
    actor: Actor,
    query: ConcordanceLines,
    after: number,
  ): Promise<{ lines: ConcordanceLine[]; next: number | null }>
}

const COUNTED = 2000
/** Sorting by context needs all lines at once. */
const SORTED_ITEMS = 10_000
const SORTED_LINES = 200_000
const READ = 50
const MAX_WINDOW = 10_000

interface Sortable extends ConcordanceLine {
  before: readonly string[]
  after: readonly string[]
}

/** What a reader sees of a stretch: furniture left out, line breaks closed or made a space. */
function shown(body: Body, start: number, end: number): string {
  let text = ''
  let at = start
  for (const skip of skipsOf(body.layout, 'literal')) {
    if (skip.end <= at || skip.start >= end) continue
    text += body.text.slice(at, Math.max(at, skip.start))
    at = Math.min(skip.end, end)
  }
  return (text + body.text.slice(at, end)).replace(/\s*\n\s*/g, ' ')
}

function lineOf(body: Body, { start, end, ranges }: Occurrence, { left, right }: ConcordanceLines) {
  const { tok, st, en } = body.readings[0]!
  let [low, high] = [0, st.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (en[middle]! <= start) low = middle + 1
    else high = middle
  }
  const first = low
  let last = first
  while (last < st.length && st[last]! < end) last++
  const from = st[Math.max(0, first - left)] ?? 0
  const to = en[Math.min(st.length, last + right) - 1] ?? end
  return {
    left: left === 0 ? '' : shown(body, Math.min(from, start), start),
    match: ranges.map(([a, b]) => body.text.slice(a, b).replace(/\s*\n\s*/g, '')).join(''),
    right: right === 0 ? '' : shown(body, end, Math.max(to, end)),
    before: tok.slice(Math.max(0, first - left), first).reverse(),
    after: tok.slice(last, last + right),
  }
}

function compareTokens(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1
  return a.length - b.length
}

export function createConcordances(deps: {
  items: ItemStore
  texts: TextStore
  selection: Selection
  read: (q: string) => Promise<Query>
}): Concordances {
  const { items, texts, selection } = deps

  async function linesOf(
    actor: Actor,
    ids: readonly string[],
    wanted: readonly Place[],
    keep: Keep,
    query: ConcordanceLines,
  ): Promise<Sortable[]> {
    const lines: Sortable[] = []
    for (let i = 0; i < ids.length && lines.length < SORTED_LINES; i += READ) {
      const some = ids.slice(i, i + READ)
      const present = new Map((await texts.present(some)).map((row) => [row.itemId, row]))
      const pages = Map.groupBy(await texts.presentPages(some), ({ itemId }) => itemId)
      const found = new Map((await items.getMany(some)).map((item): [string, Item] => [item.id, item]))
      for (const id of some) {
        const [item, row] = [found.get(id), present.get(id)]
        if (!item || item.deleted || !row || !mayRead(actor, { id, access: accessOf(item) })) continue
        const own = pages.get(id) ?? []
        const body = bodyOf(row.text, layoutOf(row, own))
        for (const one of occurrencesIn(body, wanted, keep)) {
          lines.push({
            itemId: id,
            textRevision: row.revision,
            title: item.title,
            referenceCode: item.referenceCode,
            page: pageAt(own, one.start)?.number ?? null,
            start: one.start,
            end: one.end,
            ...lineOf(body, one, query),
          })
        }
      }
    }
    return lines
  }
  const bare = ({ before: _before, after: _after, ...line }: Sortable): ConcordanceLine => line

  return {
    async concordance(actor, query) {
      demandReader(actor)
      if (query.page * query.size > MAX_WINDOW)
        throw new Fault('search.too-deep', { export: '/api/v1/concordance/export' })
      const parsed = await deps.read(query.q)
      const keep: Keep = new Set(query.keep)
      const wanted = places(parsed)
      const isByContext = query.sort === 'left' || query.sort === 'right'
      const sort = query.sort === 'date' ? 'date' : 'number'
      const most = isByContext ? SORTED_ITEMS : COUNTED
      const { counted, isWhole } = await selection.gather(actor, parsed, keep, query, sort, most)
      const total = counted.reduce((sum, { occurrences }) => sum + occurrences, 0)
      const totalRelation = isWhole ? 'exact' : 'atLeast'
      const from = (query.page - 1) * query.size
      if (isByContext) {
        const lines = await linesOf(
          actor,
          counted.filter(({ occurrences }) => occurrences > 0).map(({ item }) => item),
          wanted,
          keep,
          query,
        )
        const side = query.sort === 'left' ? 'before' : 'after'
        // Equal contexts keep the order of items and places: the sort is stable.
        lines.sort((a, b) => compareTokens(a[side], b[side]))
        return { total, totalRelation, lines: lines.slice(from, from + query.size).map(bare) }
      }
      // Only the items that the page shows are read.
      let skipped = 0
      const needed: string[] = []
      let before = 0
      for (const { item, occurrences } of counted) {
        if (skipped + occurrences <= from) {
          skipped += occurrences
          before = skipped
        } else if (skipped < from + query.size) {
          needed.push(item)
          skipped += occurrences
        }
      }
      const lines = await linesOf(actor, needed, wanted, keep, query)
      return { total, totalRelation, lines: lines.slice(from - before, from - before + query.size).map(bare) }
    },
    async concordanceBatch(actor, query, after) {
      demandReader(actor)
      const parsed = await deps.read(query.q)
      const keep: Keep = new Set(query.keep)
      const { counted, next } = await selection.walk(actor, parsed, keep, query, after)
      const ids = counted.filter(({ occurrences }) => occurrences > 0).map(({ item }) => item)
      return { lines: (await linesOf(actor, ids, places(parsed), keep, query)).map(bare), next }
    },
  }
}
