import type { SavedSearch } from './saved-search.ts'

export interface SavedSearchStore {
  /** Latest opened first. */
  ofOwner(ownerId: string): Promise<SavedSearch[]>
  get(id: string): Promise<SavedSearch | undefined>
  /** As packed by saved-search.ts; '' where there is none. */
  seen(id: string): Promise<string>
  insert(search: SavedSearch, seen: string): Promise<void>
  rename(id: string, name: string): Promise<void>
  open(id: string, seen: string, at: string): Promise<void>
  delete(id: string): Promise<void>
}
