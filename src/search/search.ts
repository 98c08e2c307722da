/** 检索: the engine proposes, the stored text decides, counts and marks (chinese-text.md §0.4). */
import { Fault } from '../faults.ts'
import type { Span } from '../hanzi/phrases.ts'
import { accessOf, type Item } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import { type Actor, demandReader, mayRead, scope } from '../policy.ts'
import type {
  FacetName,
  FoldedKeys,
  Match,
  SearchAnswer,
  SearchIndex,
  SearchRequest,
  SortOrder,
} from '../ports/search-index.ts'
import type { TextStore } from '../texts/store.ts'
import type { TextPage } from '../texts/text.ts'
import { dayOfBound } from './dates.ts'
import type { SearchFilters, SearchQuery } from './input.ts'
import { countIn, firstSnippets, occurrencesIn, type Snippet, titleHighlights } from './occurrences.ts'
import { namesOf, project } from './projection.ts'
import {
  isEverything,
  needsVerification,
  parseQuery,
  type Query,
  type Stored,
  terms,
  toMatch,
  verify,
} from './query.ts'
import { rank } from './ranking.ts'

export interface Hit {
  item: Item
  /** An object to show, where the item has pictures. */
  hasThumbnail: boolean
  textRevision: number | null
  score: number
  occurrences: number
  titleHighlights: Span[]
  snippets: (Snippet & { page: number | null })[]
}

export interface Found {
  total: number
  totalRelation: 'exact' | 'atLeast'
  occurrences: { count: number; relation: 'exact' | 'atLeast' }
  engine: 'elasticsearch' | 'sqlite'
  hits: Hit[]
  facets: SearchAnswer['facets']
  notSearched: { imagesOnly: number; unreadable: number }
}

export interface ItemOccurrences {
  textRevision: number
  total: number
  occurrences: { start: number; end: number; ranges: Span[]; page: number | null }[]
}

export interface ExportPage {
  items: { item: Item; occurrences: number }[]
  /** Where to go on, or null at the end. */
  next: number | null
}

export interface Search {
  /** Faults search.syntax, search.only-not, search.too-long, search.too-deep, search.unavailable. */
  search(actor: Actor, query: SearchQuery): Promise<Found>
  occurrences(actor: Actor, itemId: string, q: string, revision: number | null): Promise<ItemOccurrences>
  /** All hits, a few hundred at a time, in the order of their numbers. */
  exportPage(actor: Actor, filters: SearchFilters, after: number): Promise<ExportPage>
  /** Counts every occurrence of every hit. */
  countAll(
    actor: Actor,
    filters: SearchFilters,
  ): Promise<{ total: number; occurrences: { count: number; relation: 'exact' } }>
}

type Numbered = Pick<SearchAnswer['hits'][number], 'item' | 'number'>
type Keyed = ReturnType<FoldedKeys['keys']> extends Iterable<infer One> ? One : never

/** Up to this many hits are counted and ranked by us; beyond, the engine's first ones are. */
const COUNTED = 2000
const RERANKED = 200
/** Candidates of a literal query that are read and verified. */
const VERIFIED = 5000
const MAX_WINDOW = 10_000
const EXPORT_BATCH = 200

export function createSearch(deps: {
  items: ItemStore
  objects: ObjectStore
  texts: TextStore
  /** The engine that answers. */
  index: SearchIndex
  /** Answers while that one cannot be reached; its keys are what is counted and ranked. */
  embedded: SearchIndex & { foldedKeys(): Promise<FoldedKeys> }
}): Search {
  const { items, objects, texts, index, embedded } = deps

  async function ask(asked: SearchRequest): Promise<SearchAnswer & { engine: SearchIndex['engine'] }> {
    const hidden = await items.hiddenSinceIndexed(asked.scope)
    const request = hidden.length ? { ...asked, match: without(asked.match, hidden) } : asked
    try {
      return { ...(await index.search(request)), engine: index.engine }
    } catch (error) {
      if (index === embedded || !(error instanceof Fault) || error.code !== 'search.unavailable') throw error
      return { ...(await embedded.search(request)), engine: embedded.engine }
    }
  }

  const matchOf = (query: Query, filters: SearchFilters): Match => {
    const of: Match[] = [toMatch(query)]
    for (const field of ['kind', 'category', 'genre', 'accession', 'person', 'place'] as const) {
      const values = filters[field]
      if (values?.length) of.push({ is: 'value', field, values })
    }
    const [from, to] = [dayOfBound(filters.from, 'start'), dayOfBound(filters.to, 'end')]
    if (from !== null || to !== null) of.push({ is: 'days', from, to })
    return of.length === 1 ? of[0]! : { is: 'and', of }
  }

  /** What verification looks at; the keys are the index's own where it holds the present state. */
  const storedOf = (item: Item, text: string, names: string[], known: Keyed | undefined): Stored => {
    const document = known?.seq === item.indexSeq ? known : project(item, { text, names, days: null })
    const { titleKey: title, authorKey: author, namesKey, key } = document
    return {
      text: { title: [item.title], author: item.creators, names, text: [text] },
      keys: { title, author, names: namesKey, text: key },
    }
  }

  /** The index's keys of these hits, by item. */
  const keyed = async (hits: readonly Numbered[]): Promise<Map<string, Keyed>> =>
    new Map([...(await embedded.foldedKeys()).keys(hits.map(({ number }) => number))].map((one) => [one.item, one]))

  /** Reads the candidates and keeps those that bear the query out. */
  async function verified(query: Query, hits: readonly Numbered[]): Promise<Set<string>> {
    const kept = new Set<string>()
    for (let i = 0; i < hits.length; i += EXPORT_BATCH) {
      const batch = hits.slice(i, i + EXPORT_BATCH)
      const ids = batch.map(({ item }) => item)
      const present = new Map((await texts.present(ids)).map((row) => [row.itemId, row.text]))
      const own = Map.groupBy(await objects.ofItems(ids), (object) => object.itemId)
      const known = await keyed(batch)
      for (const item of await items.getMany(ids)) {
        const names = namesOf(item, own.get(item.id) ?? [])
        if (verify(query, storedOf(item, present.get(item.id) ?? '', names, known.get(item.id)))) kept.add(item.id)
      }
    }
    return kept
  }

  interface Selected {
    total: number
    totalRelation: 'exact' | 'atLeast'
    occurrences: Found['occurrences']
    /** The page's hits. */
    page: (Numbered & { score: number })[]
    facets: SearchAnswer['facets']
    engine: SearchIndex['engine']
  }

  async function select(actor: Actor, query: Query, input: SearchQuery): Promise<Selected> {
    const request = {
      match: matchOf(query, input),
      scope: scope(actor),
      sort: input.sort as SortOrder,
      facets: input.facets as FacetName[],
    }
    const from = (input.page - 1) * input.size
    if (needsVerification(query)) return selectVerified(request, query, from, input.size)
    const wanted = terms(query)
    if (isEverything(query) || wanted.length === 0) {
      const answer = await ask({
        ...request,
        sort: input.sort === 'relevance' ? 'number' : input.sort,
        from,
        size: input.size,
      })
      return { ...answer, totalRelation: 'exact', occurrences: { count: 0, relation: 'exact' }, page: answer.hits }
    }
    const answer = await ask({ ...request, from: 0, size: COUNTED })
    const isWhole = answer.total <= COUNTED
    const keys = await embedded.foldedKeys()
    const candidates = [...keys.keys(answer.hits.map((hit) => hit.number))]
    const ranked = rank(candidates, wanted, await documents())
    const occurrences = {
      count: ranked.reduce((sum, one) => sum + one.occurrences, 0),
      relation: isWhole ? ('exact' as const) : ('atLeast' as const),
    }
    const base = {
      total: answer.total,
      totalRelation: 'exact' as const,
      occurrences,
      facets: answer.facets,
      engine: answer.engine,
    }
    if (input.sort !== 'relevance') {
      const hits =
        from + input.size <= answer.hits.length || isWhole
          ? answer.hits.slice(from, from + input.size)
          : (await ask({ ...request, facets: [], from, size: input.size })).hits
      return { ...base, page: hits }
    }
    const itemOf = new Map(answer.hits.map((hit) => [hit.number, hit.item]))
    const top = isWhole ? ranked : rank(candidates.slice(0, RERANKED), wanted, await documents())
    const order = top.map(({ number, score }) => ({ item: itemOf.get(number)!, number, score }))
    if (!isWhole) {
      const placed = new Set(order.map(({ item }) => item))
      const rest =
        from + input.size <= COUNTED
          ? answer.hits
          : (await ask({ ...request, facets: [], from: 0, size: Math.min(MAX_WINDOW, from + input.size) })).hits
      order.push(
        ...rest.filter(({ item }) => !placed.has(item)).map(({ item, number }) => ({ item, number, score: 0 })),
      )
    }
    return { ...base, page: order.slice(from, from + input.size) }
  }

  async function selectVerified(
    request: Pick<SearchRequest, 'match' | 'scope' | 'sort' | 'facets'>,
    query: Query,
    from: number,
    size: number,
  ): Promise<Selected> {
    const answer = await ask({ ...request, facets: [], from: 0, size: VERIFIED })
    const kept = await verified(query, answer.hits)
    const hits = answer.hits.filter((hit) => kept.has(hit.item))
    const only: Match = { is: 'value', field: 'item', values: [...kept] }
    const { facets } = request.facets.length
      ? await ask({ ...request, match: only, sort: 'number', from: 0, size: 0 })
      : { facets: {} }
    const wanted = terms(query)
    let count = 0
    for (let i = 0; i < Math.min(hits.length, COUNTED); i += EXPORT_BATCH) {
      for (const { text } of await texts.present(hits.slice(i, i + EXPORT_BATCH).map((hit) => hit.item)))
        count += occurrencesIn(text, wanted).length
    }
    const isWhole = answer.total <= VERIFIED
    return {
      total: hits.length,
      totalRelation: isWhole ? 'exact' : 'atLeast',
      occurrences: { count, relation: isWhole && hits.length <= COUNTED ? 'exact' : 'atLeast' },
      page: hits.slice(from, from + size),
      facets,
      engine: answer.engine,
    }
  }

  /** For idf; a little out of date is good enough. */
  let known = { at: 0, count: 0 }
  async function documents(): Promise<number> {
    if (Date.now() - known.at > 10_000) known = { at: Date.now(), count: await embedded.count() }
    return known.count
  }

  async function hitsOf(actor: Actor, page: Selected['page'], query: Query): Promise<Hit[]> {
    const ids = page.map((hit) => hit.item)
    const found = new Map((await items.getMany(ids)).map((item) => [item.id, item]))
    const own = Map.groupBy(await objects.ofItems(ids), (object) => object.itemId)
    const present = new Map((await texts.present(ids)).map((row) => [row.itemId, row]))
    const pages = Map.groupBy(await texts.presentPages(ids), (one) => one.itemId)
    const wanted = terms(query)
    const isFolded = wanted.every(({ literal }) => !literal)
    const known = isFolded ? await keyed(page) : new Map<string, Keyed>()
    const count = (item: Item, text: string) => {
      const key = known.get(item.id)
      return key?.seq === item.indexSeq ? countIn(key.key, wanted) : occurrencesIn(text, wanted).length
    }
    const hits: Hit[] = []
    for (const { item: id, score } of page) {
      const item = found.get(id)
      if (!item || item.deleted || !mayRead(actor, { id, access: accessOf(item) })) continue
      const text = present.get(id)
      const snippets = text ? firstSnippets(text.text, wanted) : []
      hits.push({
        item,
        hasThumbnail: (own.get(id) ?? []).some((object) => object.width !== null),
        textRevision: text?.revision ?? null,
        score,
        occurrences: text ? count(item, text.text) : 0,
        titleHighlights: titleHighlights(item.title, wanted),
        snippets: snippets.map((snippet) => ({
          ...snippet,
          page: pageOf(pages.get(id) ?? [], snippet.start + (snippet.highlights[0]?.[0] ?? 0)),
        })),
      })
    }
    return hits
  }

  return {
    async search(actor, input) {
      demandReader(actor)
      if (input.page * input.size > MAX_WINDOW) throw new Fault('search.too-deep', { export: '/api/v1/search/export' })
      const query = parseQuery(input.q)
      const { page, ...selected } = await select(actor, query, input)
      return { ...selected, hits: await hitsOf(actor, page, query), notSearched: await items.notSearched(scope(actor)) }
    },
    async occurrences(actor, itemId, q, revision) {
      demandReader(actor)
      const item = await items.get(itemId)
      if (!item || item.deleted || !mayRead(actor, { id: itemId, access: accessOf(item) }))
        throw new Fault('item.not-found', { id: itemId })
      const wanted = terms(parseQuery(q))
      const textRevision = revision ?? item.textRevision
      if (textRevision === null) throw new Fault('item.no-text', { id: itemId })
      const version = await texts.get(itemId, textRevision)
      if (!version) throw new Fault('revision.not-found', { revision: textRevision })
      const pages = await texts.pages(itemId, textRevision)
      const occurrences = occurrencesIn(version.text, wanted)
      return {
        textRevision,
        total: occurrences.length,
        occurrences: occurrences.map(({ start, end, ranges }) => ({ start, end, ranges, page: pageOf(pages, start) })),
      }
    },
    async exportPage(actor, filters, after) {
      demandReader(actor)
      const query = parseQuery(filters.q)
      const answer = await ask({
        match: matchOf(query, filters),
        scope: scope(actor),
        sort: 'number',
        after,
        facets: [],
        from: 0,
        size: EXPORT_BATCH,
      })
      const ids = answer.hits.map((hit) => hit.item)
      const kept = needsVerification(query) ? await verified(query, answer.hits) : new Set(ids)
      const wanted = terms(query)
      const counts = new Map<string, number>()
      if (wanted.some((term) => term.literal)) {
        for (const { itemId, text } of await texts.present([...kept]))
          counts.set(itemId, occurrencesIn(text, wanted).length)
      } else {
        const keys = await embedded.foldedKeys()
        for (const { item, key } of keys.keys(answer.hits.map((hit) => hit.number)))
          counts.set(item, countIn(key, wanted))
      }
      const found = (await items.getMany(ids)).filter(
        (item) => kept.has(item.id) && !item.deleted && mayRead(actor, { id: item.id, access: accessOf(item) }),
      )
      return {
        items: found.map((item) => ({ item, occurrences: counts.get(item.id) ?? 0 })),
        next: answer.hits.length < EXPORT_BATCH ? null : answer.hits.at(-1)!.number,
      }
    },
    async countAll(actor, filters) {
      let [total, count, after] = [0, 0, 0]
      for (let next: number | null = 0; next !== null; after = next ?? 0) {
        const page: ExportPage = await this.exportPage(actor, filters, after)
        total += page.items.length
        count += page.items.reduce((sum, { occurrences }) => sum + occurrences, 0)
        next = page.next
      }
      return { total, occurrences: { count, relation: 'exact' } }
    },
  }
}

/** What was hidden a moment ago and the index still shows: it is as if it were not there. */
const without = (match: Match, items: readonly string[]): Match => ({
  is: 'and',
  of: [match, { is: 'not', of: { is: 'value', field: 'item', values: items } }],
})

/** The number of the page an offset lies on. */
function pageOf(pages: readonly TextPage[], offset: number): number | null {
  return pages.findLast((page) => page.start <= offset)?.number ?? null
}
