/** What a question comes to: its hits in their order, and how the list goes on. */
import type { SearchAnswer, SearchIndex, SortPlace } from '../ports/search-index.ts'
import type { Candidate } from './evaluation.ts'

export interface Chosen extends Candidate {
  score: number
  /** In the text, all places together; undefined where it was not counted. */
  occurrences?: number
}

/** Where a list goes on: at the nth of what is ranked together, or after a place in an engine's own order. */
export type Onward = { from: number } | { after: SortPlace; engine: SearchIndex['engine'] }

export interface Selected {
  total: number
  totalRelation: 'exact' | 'atLeast'
  occurrences: { count: number; relation: 'exact' | 'atLeast' }
  facets: SearchAnswer['facets']
  engine: SearchIndex['engine']
  page: Chosen[]
  /** The hits that are known, in their order. */
  order: { item: string; number: number }[]
  next: Onward | null
}
