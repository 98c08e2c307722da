/** The house's list of sources, as the feature needs it stored. */
import type { Reference } from './reference.ts'

export interface KeptReference {
  id: string
  reference: Reference
  /** The item it is: what is known of that now is what is cited. */
  itemId: string | null
  revision: number
  createdAt: string
}

export interface ReferenceStore {
  /** Latest made first. `key`: folded, stands within its title, names or container; '' for all. */
  list(key: string, page: { from: number; size: number }): Promise<{ total: number; items: KeptReference[] }>
  /** Not among those that were taken off the list. */
  get(id: string): Promise<KeptReference | undefined>
  /** Also those that were taken off the list: what cites them still does. */
  getMany(ids: readonly string[]): Promise<KeptReference[]>
  ofItem(itemId: string): Promise<KeptReference | undefined>
  insert(kept: KeptReference): Promise<void>
  update(kept: KeptReference): Promise<void>
  /** A marker. */
  remove(id: string, at: string): Promise<void>
}
