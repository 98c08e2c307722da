/** 袭用 use-cases: what else an item's text stands in, for those who may read it. */
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { accessOf, demandSeen, type Item, type Seen } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demand, demandReader, mayRead, scope } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Page } from '../ports/page.ts'
import type { Transact } from '../ports/transaction.ts'
import type { PrintedStore } from '../printed/store.ts'
import type { DecisionInput } from './input.ts'
import { MOST_CHARACTERS, type Passage, type Sharing } from './pair.ts'
import type { Named, Pair, ReuseBrief, ReuseReader, ReuseStore } from './store.ts'

export interface Similar {
  sharing: Sharing
  other: Named
  passages: Passage[]
}

export interface Reuse {
  /** Items that share passages with this one, the most first. `isCompared` false: its present text waits to be compared, or is too long for it. Faults item.not-found, item.no-text. */
  similar(actor: Actor, itemId: string, page: Page): Promise<{ total: number; isCompared: boolean; items: Similar[] }>
  /**
   * What a person says a pair is; `seen` is the pair's revision. It holds until the texts come to share more or less than that.
   * Faults reuse.not-found, request.precondition; reuse.stale, unless it is decided so already.
   */
  decide(actor: Actor, pairId: string, input: DecisionInput, seen: Seen): Promise<Pair>
  /** In short, for answers about items that the caller may read; those that share nothing are left out. */
  brief(actor: Actor, itemIds: readonly string[]): Promise<Map<string, ReuseBrief>>
}

const BRIEF = 5
const TRIES = 5

/** Faults item.not-found, also of what may not be read or is in the recycle bin, and item.no-text. */
export async function demandText(items: Pick<ItemStore, 'get'>, actor: Actor, itemId: string): Promise<Item> {
  demandReader(actor)
  const item = await items.get(itemId)
  if (!item || item.deleted || !mayRead(actor, { id: itemId, access: accessOf(item) }))
    throw new Fault('item.not-found', { id: itemId })
  if (item.textRevision === null) throw new Fault('item.no-text', { id: itemId })
  return item
}

export function createReuse(deps: {
  items: ItemStore
  pairs: ReuseReader
  printed: Pick<PrintedStore, 'ofItems'>
  transact: Transact<{ reuse: ReuseStore; audit: AuditStore }>
  clock: Clock
}): Reuse {
  const { items, pairs } = deps

  async function decide(
    actor: Actor,
    pairId: string,
    { decision, note }: DecisionInput,
    seen: Seen,
    tries = TRIES,
  ): Promise<Pair> {
    const found = await pairs.get(pairId, scope(actor))
    if (!found) throw new Fault('reuse.not-found')
    const { revision, itemId, otherId, decided: before } = found.sharing
    if ((before?.decision ?? null) === decision && (before?.note ?? '') === note) return found
    if (seen !== '*' && seen !== revision) throw new Fault('reuse.stale', { revision })
    const decided = decision && {
      decision,
      note,
      byId: actor.id ?? '',
      byName: actor.username,
      at: instant(deps.clock),
    }
    const isDone = await deps.transact(async (tx) => {
      if (!(await tx.reuse.decide(pairId, revision, decided))) return false
      const details = { decision, before: before?.decision ?? null, items: [itemId, otherId] }
      await tx.audit.append({ actor, act: 'reuse.decide', subject: pairId, details })
      return true
    })
    // Somebody was quicker: who named a revision is told, who named none decides on top of it.
    if (!isDone && tries > 1) return decide(actor, pairId, { decision, note }, seen, tries - 1)
    const now = await pairs.get(pairId, scope(actor))
    if (!isDone || !now) throw new Fault('reuse.stale', { revision: now?.sharing.revision ?? '?' })
    return now
  }

  return {
    async similar(actor, itemId, { page, size }) {
      const item = await demandText(items, actor, itemId)
      const isCompared = item.charCount <= MOST_CHARACTERS && (await pairs.isCompared(itemId))
      const found = await pairs.ofItem(itemId, scope(actor), { from: (page - 1) * size, size })
      const printed = await deps.printed.ofItems(found.items.map(({ other }) => other.id))
      const told = found.items.map((one) => ({
        ...one,
        other: { ...one.other, printed: printed.get(one.other.id) ?? null },
      }))
      return { isCompared, total: found.total, items: told }
    },
    async decide(actor, pairId, input, seen) {
      demand(actor, 'reuse.decide')
      demandSeen(seen)
      return decide(actor, pairId, input.decision === null ? { ...input, note: '' } : input, seen)
    },
    async brief(actor, itemIds) {
      const briefs = await pairs.brief(itemIds, scope(actor), BRIEF)
      if (briefs.size === 0) return briefs
      const others = new Set([...briefs.values()].flatMap(({ items: own }) => own.map(({ id }) => id)))
      const printed = await deps.printed.ofItems([...others])
      return new Map(
        [...briefs].map(([id, { total, items: own }]) => [
          id,
          { total, items: own.map((one) => ({ ...one, printed: printed.get(one.id) ?? null })) },
        ]),
      )
    },
  }
}
