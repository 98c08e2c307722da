/** 检索: the engine proposes, the stored text decides, counts and marks (chinese-text.md §0.4). */
import type { GuessStore } from '../authorities/guess.ts'
import type { AuthorityStore } from '../authorities/store.ts'
import { Fault } from '../faults.ts'
import type { Keep } from '../hanzi/keep.ts'
import { spellingAlternatives } from '../hanzi/likeness/spellings.ts'
import type { Span } from '../hanzi/phrases.ts'
import { accessOf, type Item } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import { type Actor, demandReader, mayRead, scope } from '../policy.ts'
import type { PrintedStore } from '../printed/store.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf, pageAt } from '../texts/text.ts'
import { approximable, createApproximate } from './approximate.ts'
import type { Engines } from './asking.ts'
import { type Concordances, createConcordances } from './concordance.ts'
import { createFormCount, type WrittenForm } from './forms.ts'
import { createHits, type Hit } from './hits.ts'
import type { SearchFilters, SearchQuery } from './input.ts'
import { createItemDates } from './item-dates.ts'
import { createItemNames } from './item-names.ts'
import { createNaming, type Facets } from './naming.ts'
import { bodyOf, occurrencesIn } from './occurrences.ts'
import { parseQuery } from './parse.ts'
import { places } from './query.ts'
import { createQuotations } from './quotations.ts'
import { createRelated } from './related.ts'
import { createSeen } from './seen.ts'
import type { Onward } from './selected.ts'
import { createSelection } from './selection.ts'
import { type Quote, quoteOf } from './snippets.ts'
import { createSuggest } from './suggest.ts'

export interface Found {
  total: number
  totalRelation: 'exact' | 'atLeast'
  occurrences: { count: number; relation: 'exact' | 'atLeast' }
  engine: 'elasticsearch' | 'sqlite'
  hits: Hit[]
  facets: Facets
  /** Which written forms were united, most frequent first, over as many hits as there was time for. */
  forms: WrittenForm[]
  /** 近似结果: nothing says it exactly, and these nearly do. */
  approximate: boolean
  /** 另有: other spellings that are found. */
  alternatives: { text: string; total: number }[]
  notSearched: { imagesOnly: number; unreadable: number }
  /** Which of all the first hit here is, from 1. */
  first: number
  /** Where the list goes on; null at its end. */
  next: HitPlace | null
}

/** A place in a list of hits, with what was counted when it began. */
export interface HitPlace {
  sort: SearchQuery['sort']
  at: Onward
  /** Hits before it. */
  told: number
  total: number
  totalRelation: 'exact' | 'atLeast'
}

export interface ItemOccurrences {
  textRevision: number
  total: number
  occurrences: { start: number; end: number; ranges: Span[]; page: number | null; quote?: Quote }[]
}

export interface ExportPage {
  items: { item: Item; occurrences: number }[]
  /** Where to go on, or null at the end. */
  next: number | null
  /** Every text was looked through to its end. */
  isExact: boolean
}

type Quotations = ReturnType<typeof createQuotations>
type Suggest = ReturnType<typeof createSuggest>
type RelatedWords = ReturnType<typeof createRelated>
type NamesOfItems = ReturnType<typeof createItemNames>
type DatesOfItems = ReturnType<typeof createItemDates>

export interface Search extends Concordances, RelatedWords, Quotations, Suggest, NamesOfItems, DatesOfItems {
  /** Faults search.syntax, search.unpaired, search.nothing, search.only-not, search.too-long, search.too-deep, search.unavailable. */
  search(actor: Actor, query: SearchQuery, after?: HitPlace): Promise<Found>
  /** Every one in order of place; with `quoted` only those from there, each in its context. */
  occurrences(
    actor: Actor,
    itemId: string,
    q: string,
    options: { revision: number | null; keep: readonly string[]; quoted?: { from: number; size: number } },
  ): Promise<ItemOccurrences>
  /** All hits, a few hundred at a time, in the order of their numbers. */
  exportPage(actor: Actor, filters: SearchFilters, after: number): Promise<ExportPage>
  /** Which items are found, by their numbers, ascending; `isWhole`: there are no more than these. */
  numbers(actor: Actor, filters: SearchFilters, most: number): Promise<{ numbers: number[]; isWhole: boolean }>
  /** Counts every occurrence of every hit. */
  countAll(
    actor: Actor,
    filters: SearchFilters,
  ): Promise<{ total: number; occurrences: { count: number; relation: 'exact' | 'atLeast' } }>
}

const MAX_WINDOW = 10_000
const MOST_ALTERNATIVES = 6

export function createSearch(
  deps: {
    items: ItemStore
    objects: ObjectStore
    texts: TextStore
    printed: Pick<PrintedStore, 'ofItems'>
    authorities: AuthorityStore
    guesses: GuessStore
    write: Parameters<typeof createConcordances>[0]['write']
  } & Engines,
): Search {
  const { items, texts } = deps
  const naming = createNaming(deps.authorities)
  const selection = createSelection({ ...deps, naming })
  const seen = createSeen(deps)
  const read = async (q: string) => naming.resolved(parseQuery(q, await deps.dates()))
  const hitsOf = createHits(deps)
  const countForms = createFormCount(deps)
  const approximately = createApproximate({ texts, selection })

  /** Counted over all items, so no more often than something changes. */
  let unsearched: { state: string; counts: Found['notSearched'] } | null = null
  async function notSearched(actor: Actor): Promise<Found['notSearched']> {
    const visible = scope(actor)
    const state = `${await items.lastSeq()} ${JSON.stringify(visible)}`
    if (unsearched?.state !== state) unsearched = { state, counts: await items.notSearched(visible) }
    return unsearched.counts
  }

  /** 另有: only what is there; a spelling that is an operator to us is left out. */
  async function alternativesTo(actor: Actor, input: SearchQuery): Promise<Found['alternatives']> {
    const found: Found['alternatives'] = []
    for (const text of spellingAlternatives(input.q).slice(0, MOST_ALTERNATIVES)) {
      const other = { ...input, q: text, count: false, sort: 'title' as const, page: 1, size: 1, facets: [] }
      const { total } = await selection.select(actor, await read(text), new Set(input.keep) as Keep, other)
      if (total > 0) found.push({ text, total })
    }
    return found
  }

  /** Only the hits, as deep as there are any. Fault request.cursor: a place in another order. */
  async function following(actor: Actor, input: SearchQuery, after: HitPlace): Promise<Found> {
    if (after.sort !== input.sort) throw new Fault('request.cursor')
    const query = await read(input.q)
    const keep: Keep = new Set(input.keep)
    const { page, next, engine } = await selection.following(actor, query, keep, input, after.at)
    return {
      total: after.total,
      totalRelation: after.totalRelation,
      occurrences: { count: 0, relation: 'atLeast' },
      engine,
      facets: {},
      hits: await hitsOf(actor, page, places(query), keep, selection.proofFor(query, keep)),
      forms: [],
      approximate: false,
      alternatives: [],
      notSearched: await notSearched(actor),
      first: after.told + 1,
      next: next && { ...after, at: next, told: after.told + page.length },
    }
  }

  const concordances = createConcordances({ ...deps, selection, read })
  return {
    ...concordances,
    ...createRelated({ selection, firstLines: concordances.firstLines }),
    ...createQuotations({ items, texts, selection }),
    ...createSuggest({ ...deps, seen }),
    ...createItemNames({ ...deps, seen }),
    ...createItemDates(deps),
    async search(actor, input, after) {
      demandReader(actor)
      if (after) return following(actor, input, after)
      if (input.page * input.size > MAX_WINDOW) throw new Fault('search.too-deep', { export: '/api/v1/search/export' })
      const query = await read(input.q)
      const keep: Keep = new Set(input.keep)
      const wanted = places(query)
      const { page, order, facets, next, ...selected } = await selection.select(actor, query, keep, input)
      // Who keeps writings apart wants less, not more.
      const term = selected.total === 0 && keep.size === 0 ? approximable(query) : null
      const near = term ? await approximately(actor, term, input) : []
      const from = (input.page - 1) * input.size
      if (near.length > 0) {
        const count = near.reduce((sum, { marks }) => sum + marks.length, 0)
        return {
          ...selected,
          total: near.length,
          totalRelation: 'atLeast',
          occurrences: { count, relation: 'atLeast' },
          facets: {},
          approximate: true,
          hits: await hitsOf(actor, near.slice(from, from + input.size), wanted, keep, 'text'),
          forms: [],
          alternatives: await alternativesTo(actor, input),
          notSearched: await notSearched(actor),
          first: from + 1,
          next: null,
        }
      }
      const { total, totalRelation } = selected
      return {
        ...selected,
        first: from + 1,
        next: next && { sort: input.sort, at: next, told: from + page.length, total, totalRelation },
        facets: await naming.named(facets),
        hits: await hitsOf(actor, page, wanted, keep, selection.proofFor(query, keep)),
        approximate: false,
        forms: input.count ? await countForms(order, wanted, keep, selection.proofFor(query, keep)) : [],
        alternatives: input.count ? await alternativesTo(actor, input) : [],
        notSearched: await notSearched(actor),
      }
    },
    async occurrences(actor, itemId, q, { revision, keep, quoted }) {
      demandReader(actor)
      const item = await items.get(itemId)
      if (!item || item.deleted || !mayRead(actor, { id: itemId, access: accessOf(item) }))
        throw new Fault('item.not-found', { id: itemId })
      const wanted = places(await read(q))
      const textRevision = revision ?? item.textRevision
      if (textRevision === null) throw new Fault('item.no-text', { id: itemId })
      const version = await texts.get(itemId, textRevision)
      if (!version) throw new Fault('revision.not-found', { revision: textRevision })
      const pages = await texts.pages(itemId, textRevision)
      const layout = layoutOf({ text: version.text, layout: await texts.layout(itemId, textRevision) }, pages)
      const found = occurrencesIn(bodyOf(version.text, layout), wanted, new Set(keep) as Keep)
      const shown = quoted ? found.slice(quoted.from, quoted.from + quoted.size) : found
      return {
        textRevision,
        total: found.length,
        occurrences: shown.map(({ start, end, ranges }) => ({
          start,
          end,
          ranges,
          page: pageAt(pages, start)?.number ?? null,
          ...(quoted ? { quote: quoteOf(version.text, { start, end }) } : {}),
        })),
      }
    },
    async exportPage(actor, filters, after) {
      demandReader(actor)
      const { counted, next, isExact } = await selection.walk(
        actor,
        await read(filters.q),
        new Set(filters.keep) as Keep,
        filters,
        after,
      )
      const found = await items.getMany(counted.map(({ item }) => item))
      const counts = new Map(counted.map(({ item, occurrences }) => [item, occurrences]))
      return {
        items: found
          .filter((item) => !item.deleted && mayRead(actor, { id: item.id, access: accessOf(item) }))
          .map((item) => ({ item, occurrences: counts.get(item.id) ?? 0 })),
        next,
        isExact,
      }
    },
    async numbers(actor, filters, most) {
      demandReader(actor)
      return selection.numbers(actor, await read(filters.q), new Set(filters.keep) as Keep, filters, most)
    },
    async countAll(actor, filters) {
      let [total, count, isExact] = [0, 0, true]
      for (let next: number | null = 0; next !== null; ) {
        const page: ExportPage = await this.exportPage(actor, filters, next)
        total += page.items.length
        count += page.items.reduce((sum, { occurrences }) => sum + occurrences, 0)
        isExact &&= page.isExact
        next = page.next
      }
      return { total, occurrences: { count, relation: isExact ? 'exact' : 'atLeast' } }
    },
  }
}
