/** The list of items: from the query of the edge to the store's filter. */
import { Fault } from '../faults.ts'
import { dayNumber, edtfBounds } from '../hanzi/dates/dates.ts'
import type { ItemQuery } from './input.ts'
import type { ItemFilter } from './store.ts'

/** `1938`, `1938-06` or `1938-06-09` as the first or the last of its days, since 1970-01-01. Fault date.unreadable. */
export function dayOf(text: string | undefined, which: 'start' | 'end'): number | undefined {
  if (text === undefined || text === '') return undefined
  const day = edtfBounds(text)?.[which]
  if (!day) throw new Fault('date.unreadable', { text })
  return dayNumber(day)
}

export const filterOf = (query: Partial<ItemQuery>): ItemFilter => ({
  accession: query.accession,
  container: query.container,
  kind: query.kind,
  category: query.category,
  genre: query.genre,
  state: query.state,
  access: query.access,
  review: query.review,
  person: query.person,
  place: query.place,
  fromDay: dayOf(query.from, 'start'),
  toDay: dayOf(query.to, 'end'),
  deleted: query.deleted === 'true',
})
