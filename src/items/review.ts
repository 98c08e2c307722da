/** 送审、入库: an item's description handed in, filed under its 档号 for good, and opened again with a reason; the 档号 that comes next. */
import type { AccessionStore } from '../accessions/store.ts'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import type { JobQueue } from '../jobs/store.ts'
import { type Actor, demand } from '../policy.ts'
import type { Clock } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import type { Settings } from '../settings/setting.ts'
import { createChanging } from './changing.ts'
import { lacking } from './description.ts'
import { type Change, demandAlive, type Item, onTop, type ReviewState } from './item.ts'
import type { Items } from './items.ts'
import { type CodeShape, codeAt, shapeOf } from './reference-code.ts'
import type { ItemStore } from './store.ts'

export interface Proposal {
  id: string
  /** The one it has, or the next free one; null: `missing` says which elements it needs. */
  referenceCode: string | null
  missing: string[]
}

export interface Review {
  /**
   * Hands in (`submitted`), files (`filed`), gives back or unlocks (`describing`, with a reason where it was filed). What is so already stays so.
   * With `from`, only out of that state: what was handed in is given back without a filed one being unlocked by it.
   * Faults item.incomplete, item.not-submitted, item.own-submission, item.filed (a filed one is not handed in), request.invalid (no reason).
   */
  move(actor: Actor, id: string, to: ReviewState, reason: string, from?: ReviewState): Promise<void>
  /** What `move` would change; the same faults. */
  preview(actor: Actor, id: string, to: ReviewState, reason: string): Promise<Change[]>
  /** What an item needs before it is handed in: names of elements. */
  lacking(item: Item): Promise<string[]>
  /** The codes these items would get, in this order; nothing is written. */
  propose(actor: Actor, ids: readonly string[], year: number | null): Promise<Proposal[]>
}

type Stores = { items: ItemStore; audit: AuditStore; jobs: JobQueue }
const acts: Record<ReviewState, string> = { describing: 'reopen', submitted: 'submit', filed: 'file' }

export function createReview(deps: {
  items: Pick<Items, 'get'>
  store: Pick<ItemStore, 'getMany' | 'highestNumber' | 'revisions'>
  accessionStore: Pick<AccessionStore, 'getMany'>
  settings: () => Promise<Settings>
  transact: Transact<Stores>
  clock: Clock
  wake: () => void
}): Review {
  const { made, change } = createChanging(deps)

  function demandWhole(item: Item, required: readonly string[]): void {
    const fields = lacking(item, required)
    if (fields.length > 0) throw new Fault('item.incomplete', { fields })
  }
  async function planned(
    actor: Actor,
    id: string,
    to: ReviewState,
    reason: string,
    from?: ReviewState,
  ): Promise<{ item: Item; changes: Change[] }> {
    const { item } = await deps.items.get(actor, id)
    demand(actor, 'item.describe')
    demandAlive(item)
    if (item.review === to) return { item, changes: [] }
    if (from && item.review !== from) {
      if (item.review === 'filed') throw new Fault('item.filed')
      return { item, changes: [] }
    }
    const { requiredFields, filingByAnother } = await deps.settings()
    if (to === 'submitted') {
      if (item.review === 'filed') throw new Fault('item.filed')
      demandWhole(item, requiredFields)
    }
    if (to === 'filed') {
      demand(actor, 'item.file')
      if (item.review !== 'submitted') throw new Fault('item.not-submitted')
      demandWhole(item, [...requiredFields, 'referenceCode'])
      if (filingByAnother) {
        const submitted = (await deps.store.revisions(id)).find(({ action }) => action === 'submit')
        if (submitted?.actorId === actor.id) throw new Fault('item.own-submission')
      }
    }
    if (to === 'describing' && item.review === 'filed') {
      demand(actor, 'item.file')
      if (reason === '') throw new Fault('item.unlock-reason')
    }
    const changes: Change[] = [{ field: 'review', before: item.review, after: to }]
    if (reason !== '') changes.push({ field: 'reason', before: null, after: reason })
    return { item, changes }
  }

  return {
    lacking: async (item) => lacking(item, (await deps.settings()).requiredFields),
    preview: async (actor, id, to, reason) => (await planned(actor, id, to, reason)).changes,
    move: (actor, id, to, reason, from) =>
      onTop('*', async () => {
        const { item, changes } = await planned(actor, id, to, reason, from)
        if (changes.length === 0) return
        await change(actor, item, `item.${acts[to]}`, changes, (tx) =>
          tx.items.setReview(item, to, made(actor, acts[to], changes)),
        )
      }),
    async propose(actor, ids, year) {
      demand(actor, 'item.describe')
      const settings = await deps.settings()
      const items = new Map((await deps.store.getMany(ids)).map((item) => [item.id, item]))
      const accessions = new Map(
        (
          await deps.accessionStore.getMany([...new Set([...items.values()].map(({ accessionId }) => accessionId))])
        ).map((one) => [one.id, one]),
      )
      const numbers = new Map<string, number>()
      const next = async (shape: CodeShape) => {
        const key = `${shape.prefix}\n${shape.suffix}`
        const number = (numbers.get(key) ?? (await deps.store.highestNumber(shape.prefix, shape.suffix))) + 1
        numbers.set(key, number)
        return codeAt(shape, number)
      }
      const proposals: Proposal[] = []
      for (const id of ids) {
        const item = items.get(id)
        if (!item || item.deleted) continue
        if (item.referenceCode !== null) {
          proposals.push({ id, referenceCode: item.referenceCode, missing: [] })
          continue
        }
        const received = Number(accessions.get(item.accessionId)?.receivedDate.slice(0, 4))
        const shape = shapeOf(item, year ?? received, settings)
        if ('missing' in shape) proposals.push({ id, referenceCode: null, missing: shape.missing })
        else proposals.push({ id, referenceCode: await next(shape), missing: [] })
      }
      return proposals
    },
  }
}
