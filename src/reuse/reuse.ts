/** 袭用 use-cases: what else an item's text stands in, for those who may read it. */
import { Fault } from '../faults.ts'
import { accessOf, type Item } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demandReader, mayRead, scope } from '../policy.ts'
import type { Page } from '../ports/page.ts'
import { MOST_CHARACTERS, type Passage, type Sharing } from './pair.ts'
import type { Named, ReuseBrief, ReuseReader } from './store.ts'

export interface Similar {
  sharing: Sharing
  other: Named
  passages: Passage[]
}

export interface Reuse {
  /** Items that share passages with this one, the most first. `isCompared` false: its present text waits to be compared, or is too long for it. Faults item.not-found, item.no-text. */
  similar(actor: Actor, itemId: string, page: Page): Promise<{ total: number; isCompared: boolean; items: Similar[] }>
  /** In short, for answers about items that the caller may read; those that share nothing are left out. */
  brief(actor: Actor, itemIds: readonly string[]): Promise<Map<string, ReuseBrief>>
}

const BRIEF = 5

/** Faults item.not-found, also of what may not be read or is in the recycle bin, and item.no-text. */
export async function demandText(items: Pick<ItemStore, 'get'>, actor: Actor, itemId: string): Promise<Item> {
  demandReader(actor)
  const item = await items.get(itemId)
  if (!item || item.deleted || !mayRead(actor, { id: itemId, access: accessOf(item) }))
    throw new Fault('item.not-found', { id: itemId })
  if (item.textRevision === null) throw new Fault('item.no-text', { id: itemId })
  return item
}

export function createReuse(deps: { items: ItemStore; pairs: ReuseReader }): Reuse {
  const { items, pairs } = deps
  return {
    async similar(actor, itemId, { page, size }) {
      const item = await demandText(items, actor, itemId)
      const isCompared = item.charCount <= MOST_CHARACTERS && (await pairs.isCompared(itemId))
      return { isCompared, ...(await pairs.ofItem(itemId, scope(actor), { from: (page - 1) * size, size })) }
    },
    brief: async (actor, itemIds) => pairs.brief(itemIds, scope(actor), BRIEF),
  }
}
