/** 检索条件 use-cases. A saved search is its owner's alone; what is new in it is counted among what the owner may read at that moment. */
import { randomUUID } from 'node:crypto'
import { Fault } from '../faults.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import { type Page, pageOf } from '../ports/page.ts'
import type { Transact } from '../ports/transaction.ts'
import type { Search } from '../search/search.ts'
import type { NewSavedSearch } from './input.ts'
import { freshOf, MOST_SAVED, MOST_SEEN, packed, type SavedSearch, unpacked } from './saved-search.ts'
import type { SavedSearchStore } from './store.ts'

/** Items found, and how many of them its owner has not seen. */
export interface News {
  total: number
  fresh: number
  /** `atLeast`: there are more hits than are looked at one by one. */
  relation: 'exact' | 'atLeast'
}

/** Faults of every one: saved-search.not-found, also for somebody else's. */
export interface SavedSearches {
  list(actor: Actor, page: Page): Promise<{ total: number; items: SavedSearch[] }>
  /** What it finds now counts as seen. Faults saved-search.too-many, and those of a search. */
  create(actor: Actor, input: NewSavedSearch): Promise<SavedSearch>
  rename(actor: Actor, id: string, name: string): Promise<SavedSearch>
  delete(actor: Actor, id: string): Promise<void>
  /** Faults of a search: the query language may have moved on. */
  news(actor: Actor, id: string): Promise<News>
  /** As `news`; from now on what is found is no news any more. */
  open(actor: Actor, id: string): Promise<News>
}

export function createSavedSearches(deps: {
  savedSearches: SavedSearchStore
  search: Pick<Search, 'numbers'>
  transact: Transact<{ savedSearches: SavedSearchStore }>
  clock: Clock
}): SavedSearches {
  const { savedSearches, transact, clock } = deps

  async function own(actor: Actor, id: string): Promise<SavedSearch> {
    demand(actor, 'saved-search.own')
    const search = await savedSearches.get(id)
    if (search?.ownerId !== actor.id) throw new Fault('saved-search.not-found', { id })
    return search
  }
  async function look(actor: Actor, id: string) {
    const { filters } = await own(actor, id)
    const { numbers, isWhole } = await deps.search.numbers(actor, filters, MOST_SEEN)
    const fresh = freshOf(numbers, unpacked(await savedSearches.seen(id)))
    const relation = isWhole ? ('exact' as const) : ('atLeast' as const)
    return { numbers, news: { total: numbers.length, fresh: fresh.length, relation } }
  }

  return {
    async list(actor, page) {
      demand(actor, 'saved-search.own')
      return pageOf(await savedSearches.ofOwner(actor.id ?? ''), page)
    },
    async create(actor, { name, filters, display }) {
      demand(actor, 'saved-search.own')
      const { numbers } = await deps.search.numbers(actor, filters, MOST_SEEN)
      const now = instant(clock)
      const search = {
        id: randomUUID(),
        ownerId: actor.id ?? '',
        name,
        filters,
        display,
        createdAt: now,
        openedAt: now,
      }
      await transact(async (tx) => {
        if ((await tx.savedSearches.ofOwner(search.ownerId)).length >= MOST_SAVED)
          throw new Fault('saved-search.too-many', { limit: MOST_SAVED })
        await tx.savedSearches.insert(search, packed(numbers))
      })
      return search
    },
    async rename(actor, id, name) {
      const search = await own(actor, id)
      await savedSearches.rename(id, name)
      return { ...search, name }
    },
    async delete(actor, id) {
      await own(actor, id)
      await savedSearches.delete(id)
    },
    news: async (actor, id) => (await look(actor, id)).news,
    async open(actor, id) {
      const { numbers, news } = await look(actor, id)
      await savedSearches.open(id, packed(numbers), instant(clock))
      return news
    },
  }
}
