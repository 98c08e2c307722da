/** A question put to an engine: what it is asked, what is hidden from it meanwhile, and which of its candidates bear the question out. */
import type { NameList } from '../authorities/name-list.ts'
import { Fault } from '../faults.ts'
import type { Keep } from '../hanzi/keep.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import {
  type FoldedKeys,
  isNameField,
  type Match,
  nameFields,
  type SearchAnswer,
  type SearchIndex,
  type SearchRequest,
} from '../ports/search-index.ts'
import type { Dates } from '../settings/tables.ts'
import type { TextStore } from '../texts/store.ts'
import { textCount } from './counting.ts'
import { dayOfBound } from './dates.ts'
import { type Candidate, createEvaluation, type Evaluated, everyPlace } from './evaluation.ts'
import type { SearchFilters } from './input.ts'
import { toMatch } from './match.ts'
import type { Naming } from './naming.ts'
import { type Proof, places, proofOf, type Query } from './query.ts'

export interface Engines {
  /** The engine that answers. */
  index: SearchIndex
  /** Answers while that one cannot be reached; its keys are what is counted and ranked. */
  embedded: SearchIndex & { foldedKeys(): Promise<FoldedKeys> }
  dates: Dates
  names: () => Promise<NameList>
}

export interface AskingDeps extends Engines {
  items: ItemStore
  objects: ObjectStore
  texts: TextStore
  naming: Naming
}

/** Candidates that are read and verified. */
export const VERIFIED = 5000
/** Of them, at a time. */
export const BATCH = 200

export type Asking = ReturnType<typeof createAsking>

export function createAsking(deps: AskingDeps) {
  const { items, index, embedded } = deps
  const evaluate = createEvaluation(deps)

  /** Fault search.unavailable where no engine answers. */
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

  /** Batch by batch. `isSure`: none was left out that may bear the question out all the same. */
  async function evaluatedAll(candidates: readonly Candidate[], query: Query, keep: Keep, proof: Proof) {
    const evaluated: Evaluated[] = []
    let isSure = true
    const unsure = () => {
      isSure = false
    }
    for (let i = 0; i < candidates.length; i += BATCH)
      evaluated.push(...(await evaluate(candidates.slice(i, i + BATCH), query, keep, proof, unsure)))
    return { evaluated, isSure }
  }

  function askedCounts(evaluated: readonly Evaluated[], query: Query): [string, number][] {
    const every = everyPlace(query)
    const asked = places(query).map((place) => every.indexOf(place))
    return evaluated.map((one) => [one.item, textCount(asked.map((i) => one.counts[i]!))])
  }

  return { ask, matchOf, proofFor, evaluate, evaluatedAll, askedCounts }
}

/** Some of them have more than was counted. */
export const isAnyCut = (evaluated: readonly Evaluated[]): boolean => evaluated.some(({ isCut }) => isCut)

/** What was hidden a moment ago and the index still shows: it is as if it were not there. */
const without = (match: Match, hidden: readonly string[]): Match => ({
  is: 'and',
  of: [match, { is: 'not', of: { is: 'value', field: 'item', values: hidden } }],
})
