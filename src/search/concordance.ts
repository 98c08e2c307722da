/** 逐字索引 (KWIC): every occurrence in its context, over all hits (chinese-text.md §6). */
import { Fault } from '../faults.ts'
import type { Keep } from '../hanzi/keep.ts'
import { accessOf, type Item } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demandReader, mayRead } from '../policy.ts'
import type { FoldedKeys } from '../ports/search-index.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf, pageAt } from '../texts/text.ts'
import { keyedText, placesInText } from './counting.ts'
import type { ConcordanceLines, ConcordanceQuery } from './input.ts'
import { type Line, linesAt, linesIn } from './lines.ts'
import { bodyOf, occurrencesIn } from './occurrences.ts'
import { places, type Query } from './query.ts'
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

interface Located {
  item: string
  number: number
  occurrences: number
}

interface Sortable extends ConcordanceLine {
  context: Line['context']
}

function compareTokens(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1
  return a.length - b.length
}

export function createConcordances(deps: {
  items: ItemStore
  texts: TextStore
  selection: Selection
  embedded: { foldedKeys(): Promise<FoldedKeys> }
  read: (q: string) => Promise<Query>
}): Concordances {
  const { items, texts, selection, embedded } = deps

  async function linesOf(
    actor: Actor,
    counted: readonly Located[],
    query: Query,
    keep: Keep,
    width: ConcordanceLines,
  ): Promise<Sortable[]> {
    const wanted = places(query)
    const isKeyed = selection.proofFor(query, keep) !== 'text'
    const lines: Sortable[] = []
    for (let i = 0; i < counted.length && lines.length < SORTED_LINES; i += READ) {
      const batch = counted.slice(i, i + READ)
      const some = batch.map(({ item }) => item)
      const keys = (await embedded.foldedKeys()).keys(isKeyed ? batch.map(({ number }) => number) : [])
      const present = new Map((await texts.present(some)).map((row) => [row.itemId, row]))
      const pages = Map.groupBy(await texts.presentPages(some), ({ itemId }) => itemId)
      const found = new Map((await items.getMany(some)).map((item): [string, Item] => [item.id, item]))
      for (const { item: id, number } of batch) {
        const [item, row] = [found.get(id), present.get(id)]
        if (!item || item.deleted || !row || !mayRead(actor, { id, access: accessOf(item) })) continue
        const own = pages.get(id) ?? []
        const layout = layoutOf(row, own)
        const key = keys.get(number)
        // What the keys tell holds for the state that was indexed.
        const at = key?.seq === item.indexSeq ? placesInText(key, wanted) : null
        const byKey = at && linesAt(keyedText(row.text, layout, key!), layout, at, width)
        const byText = () => {
          const body = bodyOf(row.text, layout)
          return linesIn(body, occurrencesIn(body, wanted, keep), width)
        }
        for (const line of byKey ?? byText())
          lines.push({
            itemId: id,
            textRevision: row.revision,
            title: item.title,
            referenceCode: item.referenceCode,
            page: pageAt(own, line.start)?.number ?? null,
            ...line,
          })
      }
    }
    return lines
  }
  const bare = ({ context: _context, ...line }: Sortable): ConcordanceLine => line

  return {
    async concordance(actor, query) {
      demandReader(actor)
      if (query.page * query.size > MAX_WINDOW)
        throw new Fault('search.too-deep', { export: '/api/v1/concordance/export' })
      const parsed = await deps.read(query.q)
      const keep: Keep = new Set(query.keep)
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
          counted.filter(({ occurrences }) => occurrences > 0),
          parsed,
          keep,
          query,
        )
        const side = query.sort as 'left' | 'right'
        const sortable = lines.map((line) => ({ line, tokens: line.context(side) }))
        // Equal contexts keep the order of items and places: the sort is stable.
        sortable.sort((a, b) => compareTokens(a.tokens, b.tokens))
        return { total, totalRelation, lines: sortable.slice(from, from + query.size).map(({ line }) => bare(line)) }
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
      const lines = await linesOf(actor, needed, parsed, keep, query)
      return { total, totalRelation, lines: lines.slice(from - before, from - before + query.size).map(bare) }
    },
    async concordanceBatch(actor, query, after) {
      demandReader(actor)
      const parsed = await deps.read(query.q)
      const keep: Keep = new Set(query.keep)
      const { counted, next } = await selection.walk(actor, parsed, keep, query, after)
      const some = counted.filter(({ occurrences }) => occurrences > 0)
      return { lines: (await linesOf(actor, some, parsed, keep, query)).map(bare), next }
    },
  }
}
