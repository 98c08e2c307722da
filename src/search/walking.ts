/** The hits of a question one stretch after the other, however many there are. */
import { Fault } from '../faults.ts'
import type { Keep } from '../hanzi/keep.ts'
import { type Actor, scope } from '../policy.ts'
import type { SortOrder, SortPlace } from '../ports/search-index.ts'
import { type Asking, BATCH, isAnyCut, VERIFIED } from './asking.ts'
import type { Candidate } from './evaluation.ts'
import type { SearchFilters, SearchQuery } from './input.ts'
import { places, type Query } from './query.ts'
import type { Chosen, Onward, Selected } from './selected.ts'

/** How far into a list one may leaf; candidates an engine gives at once. */
export const MAX_WINDOW = 10_000
/** Before every number. */
const FIRST: SortPlace = { key: null, number: 0 }

/** Without words there is nothing to rank by. */
export const orderOf = (query: Query, sort: SearchQuery['sort']) =>
  sort === 'relevance' && places(query).length === 0 ? 'number' : sort
export const placeOf = ({ key, number }: SortPlace): SortPlace => ({ key, number })

export function createWalking({ ask, matchOf, proofFor, evaluate, evaluatedAll, askedCounts }: Asking) {
  /** `isSure`: none was left out that may bear the question out all the same. `isExact`: and what there is was counted to the end. */
  async function walk(
    actor: Actor,
    query: Query,
    keep: Keep,
    filters: SearchFilters,
    after: SortPlace,
    { sort, size, isCounted }: { sort: SortOrder; size: number; isCounted: boolean },
  ) {
    const match = await matchOf(query, filters)
    const { hits, engine } = await ask({ match, scope: scope(actor), sort, after, facets: [], from: 0, size })
    const proof = proofFor(query, keep)
    const counts = new Map<string, number>()
    let kept: readonly Candidate[] = hits
    let [isSure, isExact] = [true, true]
    if (proof !== 'engine' || (isCounted && places(query).length > 0)) {
      const found = await evaluatedAll(hits, query, keep, proof)
      for (const [item, count] of askedCounts(found.evaluated, query)) counts.set(item, count)
      kept = found.evaluated
      isSure = found.isSure
      isExact = isSure && !isAnyCut(found.evaluated)
    }
    return {
      engine,
      counted: kept.map(({ item, number, key, seq }) => ({
        item,
        number,
        key,
        seq,
        occurrences: counts.get(item) ?? 0,
      })),
      isSure,
      isExact,
      next: hits.length < size ? null : placeOf(hits.at(-1)!),
    }
  }
  type Stretch = Awaited<ReturnType<typeof walk>>

  async function byNumber(
    actor: Actor,
    query: Query,
    keep: Keep,
    filters: SearchFilters,
    after: number,
    stretch: { size: number; isCounted: boolean },
  ) {
    const place = { ...FIRST, number: after }
    const { next, ...walked } = await walk(actor, query, keep, filters, place, { ...stretch, sort: 'number' })
    return { ...walked, next: next === null ? null : next.number }
  }

  return {
    /** The numbers of the hits, ascending, up to `most`, uncounted; `isWhole`: these are all. */
    async numbers(actor: Actor, query: Query, keep: Keep, filters: SearchFilters, most: number) {
      const proof = proofFor(query, keep)
      const match = await matchOf(query, filters)
      const size = proof === 'engine' ? MAX_WINDOW : BATCH
      const limit = proof === 'engine' ? most : Math.min(most, VERIFIED)
      const numbers: number[] = []
      for (let [after, asked] = [FIRST, 0]; ; ) {
        const request = { match, scope: scope(actor), sort: 'number' as const, after, facets: [], from: 0, size }
        const { hits } = await ask(request)
        const found = proof === 'engine' ? hits : await evaluate(hits, query, keep, proof)
        numbers.push(...found.map(({ number }) => number))
        asked += hits.length
        if (hits.length < size) return { numbers, isWhole: true }
        if (asked >= limit) return { numbers, isWhole: false }
        after = hits.at(-1)!
      }
    },

    /** The hits after a place, however deep. Fault search.unavailable also where another engine than before would have to go on by its own scores. */
    async after(
      actor: Actor,
      query: Query,
      keep: Keep,
      input: SearchQuery,
      onward: Exclude<Onward, { from: number }>,
    ): Promise<Pick<Selected, 'engine' | 'page' | 'next'>> {
      const sort = orderOf(query, input.sort)
      const found: Chosen[] = []
      let next: SortPlace | null = onward.after
      let { engine } = onward
      // Those that bear it out may be rare, and are looked for so far and no further at once: a short page goes on all the same.
      const isVerified = proofFor(query, keep) !== 'engine'
      const stretch = { sort, size: isVerified ? BATCH : input.size, isCounted: input.count }
      for (
        let steps = isVerified ? VERIFIED / BATCH : 1;
        next !== null && found.length < input.size && steps > 0;
        steps--
      ) {
        const step: Stretch = await walk(actor, query, keep, input, next, stretch)
        if (sort === 'relevance' && step.engine !== engine) throw new Fault('search.unavailable')
        engine = step.engine
        found.push(...step.counted.map((one) => ({ ...one, score: 0 })))
        next = step.next
      }
      const page = found.slice(0, input.size)
      const last = page.length < found.length ? placeOf(page.at(-1)!) : next
      return { engine, page, next: last && { after: last, engine } }
    },

    /** The hits in the order of their numbers from `after` on, with their occurrences; a few hundred candidates at a time. */
    async walk(actor: Actor, query: Query, keep: Keep, filters: SearchFilters, after: number) {
      return byNumber(actor, query, keep, filters, after, { size: BATCH, isCounted: true })
    },

    /** Likewise, uncounted, of `size` candidates those that bear the question out. */
    async located(actor: Actor, query: Query, keep: Keep, filters: SearchFilters, after: number, size: number) {
      return byNumber(actor, query, keep, filters, after, { size, isCounted: false })
    },
  }
}
