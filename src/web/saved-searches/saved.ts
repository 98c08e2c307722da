/** A saved search and the address it is opened at. Pure. */
import type { Calls } from '../api-types.ts'
import { type Asking, chosen, filtersOf, readAsking, writeAsking } from '../search/asking.ts'

export type Saved = Calls['get /saved-searches']['answer']['items'][number]
type NewSaved = Calls['post /saved-searches']['body']

/** What is asked, and how it is looked at, without the page. */
export function savedOf(asking: Asking, name: string): NewSaved {
  const { view, sort, lineSort } = asking
  return { name, filters: filtersOf(asking), display: { view, sort, lines: lineSort } }
}

export function askingOf({ filters, display }: Pick<Saved, 'filters' | 'display'>): Asking {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, keep: filters.keep.join(','), ...display }))
    for (const one of Array.isArray(value) ? value : [value]) if (one) params.append(name, one)
  return readAsking(params)
}

export const addressOfSaved = (saved: Pick<Saved, 'filters' | 'display'>): string =>
  `/search?${writeAsking(askingOf(saved))}`

/** Once more as it was, where it was deleted too quickly. */
export const again = (saved: Saved): NewSaved => savedOf(askingOf(saved), saved.name)

/** How many facets and bounds it has beside its words. */
export function filterCount(asking: Asking): number {
  const picked = chosen.reduce((sum, name) => sum + asking[name].length, 0)
  return picked + (asking.from || asking.to ? 1 : 0)
}
