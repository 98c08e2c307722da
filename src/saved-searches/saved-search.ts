/** 检索条件: a question kept with a name, and which hits its owner has seen. Pure. */
import type { SearchFilters } from '../search/input.ts'

/** How the answer is looked at; the client's own words. */
export interface Display {
  view?: string | undefined
  sort?: string | undefined
  lines?: string | undefined
}

export interface SavedSearch {
  id: string
  ownerId: string
  name: string
  filters: SearchFilters
  display: Display
  createdAt: string
  openedAt: string
}

export const MOST_SAVED = 100
/** Hits that are remembered one by one. */
export const MOST_SEEN = 100_000

/** Numbers of items, ascending, as the distances between them: a few bytes each. */
export function packed(numbers: readonly number[]): string {
  let before = 0
  return numbers
    .map((number) => {
      const step = (number - before).toString(36)
      before = number
      return step
    })
    .join(' ')
}

export function unpacked(text: string): Set<number> {
  let number = 0
  return new Set(text === '' ? [] : text.split(' ').map((step) => (number += Number.parseInt(step, 36))))
}

/** Hits that were not among those seen. */
export const freshOf = (numbers: readonly number[], seen: ReadonlySet<number>): number[] =>
  numbers.filter((number) => !seen.has(number))
