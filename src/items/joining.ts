/** The files of an item: in another order, in other roles, or joined by those of other items. Every byte stays in exactly one item. */
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { compareJob } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/store.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import { createChanging } from './changing.ts'
import type { ObjectOrder } from './input.ts'
import {
  type DigitalObject,
  demandAlive,
  demandFresh,
  demandOpen,
  demandSeen,
  type Item,
  isSecret,
  type Seen,
  stagesFor,
} from './item.ts'
import type { ItemStore, ObjectStore } from './store.ts'

export function createJoining(deps: {
  objects: ObjectStore
  transact: Transact<{ items: ItemStore; objects: ObjectStore; audit: AuditStore; jobs: JobQueue }>
  clock: Clock
  wake: () => void
  readable: (actor: Actor, id: string) => Promise<Item>
  object: (actor: Actor, objectId: string, use: 'see') => Promise<{ object: DigitalObject; item: Item }>
}) {
  const { objects, clock, readable, object } = deps
  const { made, change } = createChanging(deps)

  return async (actor: Actor, id: string, order: ObjectOrder, seen: Seen): Promise<Item> => {
    const item = await readable(actor, id)
    demand(actor, 'item.describe')
    demandSeen(seen)
    demandAlive(item)
    demandOpen(actor, item)
    if (isSecret(item.description.secrecyLevel)) throw new Fault('item.secret')
    const present = await objects.ofItems([id])
    const wanted = order
      .map(({ objectId, role, order: place }, i) => ({ objectId, role, order: place ?? i }))
      .sort((a, b) => a.order - b.order)
      .map((entry, i) => ({ ...entry, order: i }))
    const same =
      present.length === wanted.length &&
      present.every((object, i) => wanted[i]?.objectId === object.id && wanted[i]?.role === object.role)
    if (same) return item
    demandFresh(item, seen)
    // Every byte stays in exactly one item: what is here may be re-ordered, not dropped.
    const dropped = present.find((object) => !wanted.some((entry) => entry.objectId === object.id))
    if (dropped) throw new Fault('object.in-use', { objectId: dropped.id })
    const taken = await Promise.all(wanted.map(({ objectId }) => object(actor, objectId, 'see')))
    for (const { item: from } of taken) demandAlive(from)
    const emptied = new Set(taken.filter((from) => from.item.id !== id).map((from) => from.item.id))
    const changes = [
      { field: 'objects', before: present.map((object) => object.id), after: wanted.map((entry) => entry.objectId) },
    ]
    return change(actor, item, 'item.order', changes, async (tx) => {
      await tx.objects.assign(id, wanted)
      const after = await tx.items.describe(item, item, made(actor, 'order', changes))
      const stages = taken.map(({ object, item: from }) =>
        stagesFor(from.kind === 'object' ? item.kind : from.kind, object.mediaType),
      )
      for (const stage of ['read', 'render'] as const) {
        if (!stages.some((needed) => needed[stage] === 'waiting')) continue
        await tx.items.setStage(id, stage, { state: 'waiting', problem: null })
        await tx.jobs.add({ kind: stage, subject: id, requestedBy: actor.id ?? '', input: { again: true } })
      }
      // An item that gave away its last file has nothing left to say: it goes to the recycle bin, from where it can be looked up.
      for (const other of emptied) {
        if ((await tx.objects.ofItems([other])).length > 0) await tx.items.touch(other)
        else {
          const from = (await tx.items.get(other))!
          const gone = { at: instant(clock), reason: `并入 ${item.title}` }
          await tx.items.mark(
            from,
            { deleted: gone },
            made(actor, 'joined', [{ field: 'joinedTo', before: null, after: id }]),
          )
          await tx.jobs.add(compareJob)
        }
        await tx.jobs.add({ kind: 'index', subject: other, requestedBy: actor.id ?? '' })
      }
      return after
    })
  }
}
