/** The same change to many items, as a job with a report: nothing is written in a dry run. */
import { problemOf } from '../faults.ts'
import type { Job, Outcome } from '../jobs/job.ts'
import { type Actor, system } from '../policy.ts'
import { batchPatch, itemQuery } from './input.ts'
import type { Change } from './item.ts'
import type { Items } from './items.ts'
import type { Review } from './review.ts'
import type { ListPlace } from './store.ts'

const PAGE = 200
/** Items of which it is told in full what would change. */
const EXAMPLES = 100

const cut = (value: unknown): unknown =>
  typeof value === 'string' && value.length > 200 ? `${value.slice(0, 200)}……` : value
/** A job's result is read often: long texts are told by their beginnings. */
const briefly = ({ field, before, after }: Change): Change => ({ field, before: cut(before), after: cut(after) })

export function createDescribeMany(deps: {
  items: Items
  review: Review
  progress: (job: Job, done: number, total: number) => Promise<boolean>
}): (job: Job) => Promise<Outcome> {
  return async (job) => {
    const { actorName, actorRoles, ...input } = job.input
    const { ids, filter, changes, review, reason, dryRun } = batchPatch.parse(input)
    // Permission was checked when it was asked for; history and audit name who asked.
    const roles = (actorRoles as Actor['roles'] | undefined) ?? []
    const actor: Actor = { ...system, id: job.requestedBy, username: String(actorName), roles }
    const wanted = ids ?? []
    // All that answer now, however many: what is changed may answer no more.
    for (let after: ListPlace | undefined; filter; ) {
      const { items, last } = await deps.items.list(actor, itemQuery.parse({ ...filter, size: PAGE }), after)
      wanted.push(...items.map(({ item }) => item.id))
      if (items.length < PAGE || !last) break
      after = last
    }
    let [changed, failed] = [0, 0]
    const problems: string[] = []
    const refused: { id: string; code: string; fields: string[] }[] = []
    const examples: { id: string; changes: Change[] }[] = []
    for (const [i, id] of wanted.entries()) {
      try {
        const hasChanges = Object.keys(changes).length > 0
        const planned = hasChanges ? await deps.items.preview(actor, id, changes) : []
        if (!dryRun && planned.length > 0) await deps.items.describe(actor, id, changes, '*')
        if (review) planned.push(...(await deps.review.preview(actor, id, review, reason)))
        if (planned.length > 0) {
          if (!dryRun && review) await deps.review.move(actor, id, review, reason)
          changed++
          if (examples.length < EXAMPLES) examples.push({ id, changes: planned.map(briefly) })
        }
      } catch (error) {
        failed++
        const { code, details = {} } = problemOf(error) ?? { code: 'internal' }
        if (problems.length < EXAMPLES) {
          problems.push(`${id}: ${code}`)
          refused.push({ id, code, fields: Array.isArray(details.fields) ? details.fields.map(String) : [] })
        }
      }
      if ((i % 20 === 19 || i === wanted.length - 1) && !(await deps.progress(job, i + 1, wanted.length))) break
    }
    return { is: 'done', result: { items: wanted.length, changed, failed, problems, refused, examples, dryRun } }
  }
}
