/** From a question to its hits in order: the engine's candidates, verified where its word is not enough, counted, and ranked by one formula. */
import type { Keep } from '../hanzi/keep.ts'
import { type Actor, scope } from '../policy.ts'
import type { FacetName, Match, SearchIndex, SortPlace } from '../ports/search-index.ts'
import { type AskingDeps, createAsking, isAnyCut, VERIFIED } from './asking.ts'
import { type Candidate, type Evaluated, everyPlace } from './evaluation.ts'
import type { SearchFilters, SearchQuery } from './input.ts'
import { places, type Query } from './query.ts'
import { rank } from './ranking.ts'
import type { Chosen, Onward, Selected } from './selected.ts'
import { createWalking, MAX_WINDOW, orderOf, placeOf } from './walking.ts'

/** Up to this many hits are counted and ranked by us; beyond, the engine's first ones are. */
const COUNTED = 2000
const RERANKED = 200

export type Selection = ReturnType<typeof createSelection>

export function createSelection(deps: AskingDeps) {
  const { items, embedded } = deps
  const asking = createAsking(deps)
  const { ask, matchOf, proofFor, evaluatedAll, askedCounts } = asking
  const walking = createWalking(asking)

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

  const chosen = ({ item, number, key, seq, score }: Candidate & { score: number }, occurrences?: number): Chosen => ({
    item,
    number,
    key,
    seq,
    score,
    ...(occurrences === undefined ? {} : { occurrences }),
  })

  return {
    ...walking,
    proofFor,
    documents,

    /** How many items the actor may read have these tokens in their text, one behind the other. */
    async having(actor: Actor, tokens: readonly string[]): Promise<number> {
      const match = { is: 'phrase', fields: ['text'], tokens } as const
      const asked = { match, scope: scope(actor), sort: 'number', facets: [], from: 0, size: 0 } as const
      return (await ask(asked, embedded)).total
    },

    /** One page of hits, from the nth on, with totals and facets. Faults search.unavailable. */
    async select(
      actor: Actor,
      query: Query,
      keep: Keep,
      input: SearchQuery,
      from = (input.page - 1) * input.size,
    ): Promise<Selected> {
      const sort = orderOf(query, input.sort)
      const request = {
        match: await matchOf(query, input),
        scope: scope(actor),
        sort,
        facets: input.facets as FacetName[],
      }
      const slice = <T>(list: readonly T[]) => list.slice(from, from + input.size)
      const proof = proofFor(query, keep)

      // Nothing to count, or nobody asked: the engine's page is the answer.
      const isUncounted = places(query).length === 0 || (!input.count && sort !== 'relevance')
      const after = (engine: SearchIndex['engine'], last: SortPlace | undefined, isMore: boolean): Onward | null =>
        last && isMore ? { after: placeOf(last), engine } : null
      if (proof === 'engine' && isUncounted) {
        const { hits, ...answer } = await ask({ ...request, from, size: input.size })
        const relation = places(query).length === 0 ? ('exact' as const) : ('atLeast' as const)
        const page = hits.map((hit) => chosen(hit))
        const next = after(answer.engine, page.at(-1), from + input.size < answer.total)
        return { ...answer, totalRelation: 'exact', occurrences: { count: 0, relation }, page, order: [], next }
      }
      const limit = proof !== 'engine' ? VERIFIED : input.count ? COUNTED : RERANKED
      const facetsAsked = proof === 'engine' ? request.facets : []
      const answer = await ask({ ...request, isRankedByAsker: true, facets: facetsAsked, from: 0, size: limit })
      const isWhole = answer.total <= limit
      const { evaluated, isSure } = await evaluatedAll(answer.hits, query, keep, proof)
      const counts = new Map(askedCounts(evaluated, query))
      const sum = [...counts.values()].reduce((total, count) => total + count, 0)
      const base = {
        total: proof === 'engine' ? answer.total : evaluated.length,
        totalRelation: proof === 'engine' || (isWhole && isSure) ? ('exact' as const) : ('atLeast' as const),
        occurrences: {
          count: sum,
          relation: isWhole && isSure && !isAnyCut(evaluated) ? ('exact' as const) : ('atLeast' as const),
        },
        engine: answer.engine,
      }
      const only: Match = { is: 'value', field: 'item', values: evaluated.map(({ item }) => item) }
      const facets =
        proof === 'engine' || request.facets.length === 0
          ? answer.facets
          : (await ask({ ...request, match: only, sort: 'number', from: 0, size: 0 })).facets

      let order: Chosen[]
      let last: SortPlace | undefined = answer.hits.at(-1)
      if (sort === 'relevance') {
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
          last = rest.at(-1)
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
        const page = later.hits.map((hit) => chosen(hit))
        const next = after(later.engine, page.at(-1), from + input.size < answer.total)
        return { ...base, facets, page, order: evaluated, next }
      }
      const page = slice(order)
      const to = from + input.size
      const isMore = to < order.length
      let next: Onward | null
      // What is ranked together is told by its turn, as far as the window goes; elsewhere a place is enough, and others follow the candidates.
      if (sort === 'relevance' && (isMore || (proof === 'engine' && to < Math.min(answer.total, MAX_WINDOW))))
        next = { from: to }
      else if (isMore) next = after(answer.engine, page.at(-1), true)
      else next = after(answer.engine, last, proof === 'engine' ? to < answer.total : !isWhole)
      return { ...base, facets, page, order, next }
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

    /** The hits in one order with their counts, up to `most` (≤ 10,000); `isWhole`: these are all, counted to the end. */
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
      const { evaluated, isSure } = await evaluatedAll(answer.hits, query, keep, proof)
      const counts = new Map(askedCounts(evaluated, query))
      const counted = evaluated.map(({ item, number }) => ({ item, number, occurrences: counts.get(item) ?? 0 }))
      return { counted, isWhole: answer.total <= most && isSure && !isAnyCut(evaluated) }
    },

    /** The hits that follow. Faults as `select`, and of `after`. */
    async following(
      actor: Actor,
      query: Query,
      keep: Keep,
      input: SearchQuery,
      onward: Onward,
    ): Promise<Pick<Selected, 'engine' | 'page' | 'next'>> {
      if ('from' in onward) return this.select(actor, query, keep, { ...input, facets: [] }, onward.from)
      return walking.after(actor, query, keep, input, onward)
    },
  }
}
