/** One change of an item: its row and revision, its audit entry and its index job, in one transaction. */
import type { AuditStore } from '../audit/store.ts'
import type { JobQueue } from '../jobs/store.ts'
import type { Actor } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import { type Change, type Item, madeBy } from './item.ts'

export function createChanging<Stores extends { audit: AuditStore; jobs: JobQueue }>(deps: {
  transact: Transact<Stores>
  clock: Clock
  wake: () => void
}) {
  return {
    made: (actor: Actor, action: string, changes: Change[] = []) => madeBy(actor, action, instant(deps.clock), changes),
    async change(
      actor: Actor,
      item: Item,
      act: string,
      changes: Change[],
      work: (tx: Stores) => Promise<Item>,
    ): Promise<Item> {
      const changed = await deps.transact(async (tx) => {
        const after = await work(tx)
        await tx.audit.append({
          actor,
          act,
          subject: item.id,
          details: { revision: after.revision, fields: changes.map(({ field }) => field) },
        })
        await tx.jobs.add({ kind: 'index', subject: item.id, requestedBy: actor.id ?? '' })
        return after
      })
      deps.wake()
      return changed
    },
  }
}
