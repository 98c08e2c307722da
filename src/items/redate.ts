/** Dates read again by changed tables: those of items, with history; and the items whose texts name such dates, for the index. */
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import { type DateOptions, dateName } from '../hanzi/dates/dates.ts'
import type { Job, Outcome } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/store.ts'
import { type Actor, system } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Transact } from '../ports/transaction.ts'
import type { SettingStore } from '../settings/store.ts'
import type { Redating } from '../settings/tables.ts'
import type { TextStore } from '../texts/store.ts'
import { redated } from './description.ts'
import { type Item, madeBy } from './item.ts'
import type { ItemStore } from './store.ts'

const READ = 20

type Stores = { items: ItemStore; audit: AuditStore; jobs: JobQueue; settings: SettingStore }

export function createRedate(deps: {
  items: ItemStore
  texts: Pick<TextStore, 'present'>
  transact: Transact<Stores>
  redating: () => Promise<Redating | null>
  mentionsIn: (text: string, dates: DateOptions) => unknown
  clock: Clock
  /** False = cancelled. */
  progress: (job: Job, done: number, total: number) => Promise<boolean>
}): (job: Job) => Promise<Outcome> {
  const { transact, clock } = deps

  /** The names of `redating` that stand in a text; what may have changed without a name is ''. */
  const concerned = ({ names }: Redating, text: string): string[] => {
    if (names === null) return ['']
    const folded = dateName(text)
    return [...names].filter((name) => folded.includes(name))
  }
  function isReadOtherwise({ former, present }: Redating, text: string): boolean {
    const now = JSON.stringify(deps.mentionsIn(text, present))
    return former.some((dates) => JSON.stringify(deps.mentionsIn(text, dates)) !== now)
  }

  /** The date of one item, unless people changed it meanwhile: then it was read by the present tables. */
  async function redate(actor: Actor, item: Item, redating: Redating): Promise<boolean> {
    const why = item.date ? concerned(redating, item.date.text) : []
    const date = item.date && why.length > 0 ? redated(item.date, redating.former, redating.present) : null
    if (!date) return false
    const changes = [
      { field: 'date', before: item.date, after: date },
      { field: 'datesReadBy', before: null, after: why.filter((name) => name !== '').join('、') || 'settings' },
    ]
    const made = madeBy(actor, 'redate', instant(clock), changes)
    try {
      await transact(async (tx) => {
        const after = await tx.items.describe(item, { ...item, date }, made)
        const details = { revision: after.revision, fields: ['date'] }
        await tx.audit.append({ actor, act: 'item.redate', subject: item.id, details })
        await tx.jobs.add({ kind: 'index', subject: item.id, requestedBy: actor.id ?? '' })
      })
      return true
    } catch (error) {
      const now = error instanceof Fault && error.code === 'item.stale' ? await deps.items.get(item.id) : undefined
      if (!now) throw error
      return redate(actor, now, redating)
    }
  }

  /** Items whose texts name dates that are read otherwise now. */
  async function indexAgain(actor: Actor, found: readonly Item[], redating: Redating): Promise<number> {
    const ids = found.filter(({ deleted, textRevision }) => !deleted && textRevision !== null).map(({ id }) => id)
    const changed = (await deps.texts.present(ids)).filter(
      ({ text }) => concerned(redating, text).length > 0 && isReadOtherwise(redating, text),
    )
    if (changed.length > 0)
      await transact(async (tx) => {
        for (const { itemId } of changed) {
          await tx.items.touch(itemId)
          await tx.jobs.add({ kind: 'index', subject: itemId, requestedBy: actor.id ?? '' })
        }
      })
    return changed.length
  }

  return async (job) => {
    const redating = await deps.redating()
    if (!redating) return { is: 'done', result: { items: 0, texts: 0 } }
    const actor: Actor = { ...system, id: job.requestedBy, username: String(job.input.actorName) }
    let [items, texts] = [0, 0]
    for (let after = 0; ; ) {
      const { items: found, last } = await deps.items.walk(after, READ)
      if (found.length === 0) break
      for (const item of found) if (await redate(actor, item, redating)) items++
      texts += await indexAgain(actor, found, redating)
      after = found.at(-1)!.number
      if (!(await deps.progress(job, after, Math.max(last, after)))) return { is: 'done', result: { items, texts } }
    }
    await transact((tx) => tx.settings.setApplied(redating.revision))
    return { is: 'done', result: { items, texts } }
  }
}
