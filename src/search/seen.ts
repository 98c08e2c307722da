/** Which authorities stand in what a caller may read, and in how many items each: whoever stands only in what is hidden is not there. */
import type { ItemStore } from '../items/store.ts'
import { type Actor, scope } from '../policy.ts'
import { type NameField, nameFields, type SearchIndex } from '../ports/search-index.ts'

/** Values of the index by field: ids of authorities, and names as they are written. */
export type Seen = Record<NameField, ReadonlyMap<string, number>>

/** From the embedded index, which counts in memory, whichever engine answers; what was hidden since it was told is left out. */
export function createSeen(deps: { items: Pick<ItemStore, 'hiddenSinceIndexed'>; embedded: SearchIndex }) {
  return async (actor: Actor): Promise<Seen> => {
    const visible = scope(actor)
    const hidden = await deps.items.hiddenSinceIndexed(visible)
    const { facets } = await deps.embedded.search({
      match: hidden.length ? { is: 'not', of: { is: 'value', field: 'item', values: hidden } } : { is: 'all' },
      scope: visible,
      sort: 'number',
      from: 0,
      size: 0,
      facets: nameFields,
      mostValues: Number.MAX_SAFE_INTEGER,
    })
    const counted = (field: NameField) => new Map((facets[field] ?? []).map(({ value, count }) => [value, count]))
    return Object.fromEntries(nameFields.map((field) => [field, counted(field)])) as Record<
      NameField,
      Map<string, number>
    >
  }
}
