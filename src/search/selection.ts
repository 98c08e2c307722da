/** From a question to its hits in order: the engine's candidates, verified where its word is not enough, counted, and ranked by one formula. */
import type { NameList } from '../authorities/name-list.ts'
import { Fault } from '../faults.ts'
import type { Keep } from '../hanzi/keep.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import { type Actor, scope } from '../policy.ts'
import {
  type FacetName,
  type FoldedKeys,
  isNameField,
  type Match,
  nameFields,
  type SearchAnswer,
  type SearchIndex,
  type SearchRequest,
  type SortOrder,
} from '../ports/search-index.ts'
import type { Dates } from '../settings/tables.ts'
import type { TextStore } from '../texts/store.ts'
import { textCount } from './counting.ts'
import { dayOfBound } from './dates.ts'
import { type Candidate, createEvaluation, type Evaluated, everyPlace } from './evaluation.ts'
import type { SearchFilters, SearchQuery } from './input.ts'
import { toMatch } from './match.ts'
import type { Naming } from './naming.ts'
import { type Proof, places, proofOf, type Query } from './query.ts'
import { rank } from './ranking.ts'

export interface Engines {
  /** The engine that answers. */
  index: SearchIndex
  /** Answers while that one cannot be reached; its keys are what is counted and ranked. */
  embedded: SearchIndex & { foldedKeys(): Promise<FoldedKeys> }
  dates: Dates
  names: () => Promise<NameList>
}

export interface Chosen {
  item: string
  number: number
  seq: number
  score: number
  /** In the text, all places together; undefined where it was not counted. */
  occurrences?: number
}

export interface Selected {
  total: number
  totalRelation: 'exact' | 'atLeast'
  occurrences: { count: number; relation: 'exact' | 'atLeast' }
  facets: SearchAnswer['facets']
  engine: SearchIndex['engine']
  page: Chosen[]
  /** The hits that are known, in their order. */
  order: { item: string; number: number }[]
}

/** Up to this many hits are counted and ranked by us; beyond, the engine's first ones are. */
const COUNTED = 2000
const RERANKED = 200
/** Candidates that are read and verified. */
const VERIFIED = 5000
const MAX_WINDOW = 10_000
const BATCH = 200

export type Selection = ReturnType<typeof createSelection>

export function createSelection(
  deps: { items: ItemStore; objects: ObjectStore; texts: TextStore; naming: Naming } & Engines,
) {
  const { items, index, embedded } = deps
  const evaluate = createEvaluation(deps)

  async function ask(asked: SearchRequest, first = index): Promise<SearchAnswer & { engine: SearchIndex['engine'] }> {
    const hidden = await items.hiddenSinceIndexed(asked.scope)
    const request = hidden.length ? { ...asked, match: without(asked.match, hidden) } : asked
    try {
      return { ...(await first.search(request)), engine: first.engine }
    } catch (error) {
      if (first === embedded || !(error instanceof Fault) || error.code !== 'search.unavailable') throw error
      return { ...(await embedded.search(request)), engine: embedded.engine }
    }
  }

  const matchOf = async (query: Query, filters: SearchFilters): Promise<Match> => {
    const of: Match[] = [toMatch(query, filters.keep.length > 0)]
    for (const field of ['kind', 'category', 'genre', 'accession', ...nameFields] as const) {
      const values = filters[field]
      if (!values?.length) continue
      of.push({ is: 'value', field, values: isNameField(field) ? await deps.naming.values(field, values) : values })
    }
    const [from, to] = [dayOfBound(filters.from, 'start'), dayOfBound(filters.to, 'end')]
    if (from !== null || to !== null) of.push({ is: 'days', from, to })
    return of.length === 1 ? of[0]! : { is: 'and', of }
  }

  /** A switch that keeps writings apart is decided by the text. */
  const proofFor = (query: Query, keep: Keep): Proof =>
    keep.size > 0 && places(query).length > 0 ? 'text' : proofOf(query)

  /** How many the actor may read, for idf: a score must not tell of others. A little out of date is good enough. */
  let known = { at: 0, state: '', count: 0 }
  async function documents(actor: Actor): Promise<number> {
    const visible = scope(actor)
    const state = `${await items.lastSeq()} ${JSON.stringify(visible)}`
    if (known.state !== state || Date.now() - known.at > 10_000) {
      const everything = { match: { is: 'all' }, scope: visible, sort: 'number', facets: [], from: 0, size: 0 } as const
      known = { at: Date.now(), state, count: (await ask(everything, embedded)).total }
    }
    return known.count
  }
  /** Ranked by what is asked for, not by what is excluded. */
  async function ranked(
    actor: Actor,
    evaluated: readonly Evaluated[],
    query: Query,
  ): Promise<(Evaluated & { score: number })[]> {
    const every = everyPlace(query)
    const asked = places(query).map((place) => every.indexOf(place))
    return rank(
      evaluated.map((one) => ({ ...one, counts: asked.map((i) => one.counts[i]!) })),
      await documents(actor),
    )
  }

  const chosen = ({ item, number, seq, score }: Candidate & { score: number }, occurrences?: number): Chosen =>
    occurrences === undefined ? { item, number, seq, score } : { item, number, seq, score, occurrences }

  return {
    proofFor,

    /** One page of hits with totals and facets. Faults search.unavailable. */
    async select(actor: Actor, query: Query, keep: Keep, input: SearchQuery): Promise<Selected> {
      const request = {
        match: await matchOf(query, input),
        scope: scope(actor),
        sort: input.sort as SortOrder,
        facets: input.facets as FacetName[],
      }
      const from = (input.page - 1) * input.size
      const slice = <T>(list: readonly T[]) => list.slice(from, from + input.size)
      const proof = proofFor(query, keep)

      // Nothing to count, or nobody asked: the engine's page is the answer.
      const isUncounted = places(query).length === 0 || (!input.count && input.sort !== 'relevance')
      if (proof === 'engine' && isUncounted) {
        const sort = places(query).length === 0 && input.sort === 'relevance' ? 'number' : request.sort
        const { hits, ...answer } = await ask({ ...request, sort, from, size: input.size })
        const relation = places(query).length === 0 ? ('exact' as const) : ('atLeast' as const)
        const page = hits.map((hit) => chosen(hit))
        return { ...answer, totalRelation: 'exact', occurrences: { count: 0, relation }, page, order: [] }
      }
      const limit = proof !== 'engine' ? VERIFIED : input.count ? COUNTED : RERANKED
      const facetsAsked = proof === 'engine' ? request.facets : []
      const answer = await ask({ ...request, isRankedByAsker: true, facets: facetsAsked, from: 0, size: limit })
      const isWhole = answer.total <= limit
      const evaluated: Evaluated[] = []
      for (let i = 0; i < answer.hits.length; i += BATCH)
        evaluated.push(...(await evaluate(answer.hits.slice(i, i + BATCH), query, keep, proof)))
      const counts = new Map(askedCounts(evaluated, query))
      const sum = [...counts.values()].reduce((total, count) => total + count, 0)
      const base = {
        total: proof === 'engine' ? answer.total : evaluated.length,
        totalRelation: proof === 'engine' || isWhole ? ('exact' as const) : ('atLeast' as const),
        occurrences: {
          count: sum,
          relation: isWhole && !evaluated.some(({ isCut }) => isCut) ? ('exact' as const) : ('atLeast' as const),
        },
        engine: answer.engine,
      }
      const only: Match = { is: 'value', field: 'item', values: evaluated.map(({ item }) => item) }
      const facets =
        proof === 'engine' || request.facets.length === 0
          ? answer.facets
          : (await ask({ ...request, match: only, sort: 'number', from: 0, size: 0 })).facets

      let order: Chosen[]
      if (input.sort === 'relevance') {
        const best = await ranked(
          actor,
          isWhole || proof !== 'engine' ? evaluated : evaluated.slice(0, RERANKED),
          query,
        )
        order = best.map((one) => chosen(one, counts.get(one.item)))
        if (!isWhole && proof === 'engine') {
          const placed = new Set(order.map(({ item }) => item))
          const size = Math.min(MAX_WINDOW, from + input.size)
          const rest = size <= limit ? answer.hits : (await ask({ ...request, facets: [], from: 0, size })).hits
          order.push(
            ...rest
              .filter(({ item }) => !placed.has(item))
              .map((hit) => chosen({ ...hit, score: 0 }, counts.get(hit.item))),
          )
        }
      } else if (proof !== 'engine' || isWhole || from + input.size <= answer.hits.length) {
        const kept = new Set(evaluated.map(({ item }) => item))
        order = answer.hits
          .filter(({ item }) => kept.has(item))
          .map((hit) => chosen({ ...hit, score: 0 }, counts.get(hit.item)))
      } else {
        const later = await ask({ ...request, facets: [], from, size: input.size })
        return { ...base, facets, page: later.hits.map((hit) => chosen(hit)), order: evaluated }
      }
      return { ...base, facets, page: slice(order), order }
    },

    /** The best for a match of ours, unverified. Of the embedded index whichever engine answers: each weighs by itself, and others would come first. */
    async candidates(
      actor: Actor,
      match: Match,
      filters: SearchFilters,
      size: number,
      sort: 'relevance' | 'number' = 'relevance',
    ): Promise<Chosen[]> {
      const both = await matchOf({ is: 'and', of: [] }, filters)
      const request = {
        match: both.is === 'all' ? match : ({ is: 'and', of: [match, both] } as const),
        scope: scope(actor),
      }
      const { hits } = await ask({ ...request, sort, isByShare: true, facets: [], from: 0, size }, embedded)
      return hits.map((hit) => chosen(hit))
    },

    /** The hits in one order with their counts, up to `most` (≤ 10,000); `isWhole`: these are all. */
    async gather(
      actor: Actor,
      query: Query,
      keep: Keep,
      filters: SearchFilters,
      sort: 'number' | 'date',
      most: number,
    ) {
      const request = {
        match: await matchOf(query, filters),
        scope: scope(actor),
        sort,
        facets: [],
        from: 0,
        size: most,
      }
      const answer = await ask(request)
      const proof = proofFor(query, keep)
      const evaluated: Evaluated[] = []
      for (let i = 0; i < answer.hits.length; i += BATCH)
        evaluated.push(...(await evaluate(answer.hits.slice(i, i + BATCH), query, keep, proof)))
      const counts = new Map(askedCounts(evaluated, query))
      const counted = evaluated.map(({ item, number }) => ({ item, number, occurrences: counts.get(item) ?? 0 }))
      return { counted, isWhole: answer.total <= most }
    },

    /** The numbers of the hits, ascending, up to `most`, uncounted; `isWhole`: these are all. */
    async numbers(actor: Actor, query: Query, keep: Keep, filters: SearchFilters, most: number) {
      const proof = proofFor(query, keep)
      const match = await matchOf(query, filters)
      const size = proof === 'engine' ? MAX_WINDOW : BATCH
      const limit = proof === 'engine' ? most : Math.min(most, VERIFIED)
      const numbers: number[] = []
      for (let [after, asked] = [0, 0]; ; ) {
        const request = { match, scope: scope(actor), sort: 'number' as const, after, facets: [], from: 0, size }
        const { hits } = await ask(request)
        const found = proof === 'engine' ? hits : await evaluate(hits, query, keep, proof)
        numbers.push(...found.map(({ number }) => number))
        asked += hits.length
        if (hits.length < size) return { numbers, isWhole: true }
        if (asked >= limit) return { numbers, isWhole: false }
        after = hits.at(-1)!.number
      }
    },

    /** The next hits in the order of their numbers; `last` is where to go on, null at the end. */
    async following(actor: Actor, query: Query, keep: Keep, input: SearchFilters & { size: number }, after: number) {
      const found: Chosen[] = []
      let next: number | null = after
      let engine = index.engine
      if (proofFor(query, keep) === 'engine') {
        const match = await matchOf(query, input)
        const { size } = input
        const answer = await ask({ match, scope: scope(actor), sort: 'number', after, facets: [], from: 0, size })
        return {
          engine: answer.engine,
          page: answer.hits.map((hit) => chosen({ ...hit, score: 0 })),
          last: answer.hits.length < size ? null : answer.hits.at(-1)!.number,
        }
      }
      // Rare ones are looked for so far and no further at once: a short page goes on all the same.
      for (let steps = 0; next !== null && found.length < input.size && steps < VERIFIED / BATCH; steps++) {
        const step: Awaited<ReturnType<typeof walk>> = await walk(actor, query, keep, input, next)
        engine = step.engine
        found.push(...step.counted.map((one) => ({ ...one, score: 0 })))
        next = step.next
      }
      const page = found.slice(0, input.size)
      return { engine, page, last: page.length < found.length ? page.at(-1)!.number : next }
    },

    walk,
  }

  /** The hits in the order of their numbers from `after` on, with their occurrences; a few hundred candidates at a time. */
  async function walk(actor: Actor, query: Query, keep: Keep, filters: SearchFilters, after: number) {
    const answer = await ask({
      match: await matchOf(query, filters),
      scope: scope(actor),
      sort: 'number',
      after,
      facets: [],
      from: 0,
      size: BATCH,
    })
    const evaluated = await evaluate(answer.hits, query, keep, proofFor(query, keep))
    const counts = new Map(askedCounts(evaluated, query))
    return {
      engine: answer.engine,
      counted: evaluated.map(({ item, number, seq }) => ({ item, number, seq, occurrences: counts.get(item) ?? 0 })),
      next: answer.hits.length < BATCH ? null : answer.hits.at(-1)!.number,
    }
  }

  function askedCounts(evaluated: readonly Evaluated[], query: Query): [string, number][] {
    const every = everyPlace(query)
    const asked = places(query).map((place) => every.indexOf(place))
    return evaluated.map((one) => [one.item, textCount(asked.map((i) => one.counts[i]!))])
  }
}

/** What was hidden a moment ago and the index still shows: it is as if it were not there. */
const without = (match: Match, hidden: readonly string[]): Match => ({
  is: 'and',
  of: [match, { is: 'not', of: { is: 'value', field: 'item', values: hidden } }],
})
