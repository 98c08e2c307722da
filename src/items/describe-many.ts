/** The same change to many items, as a job with a report: nothing is written in a dry run. */
import { problemOf } from '../faults.ts'
import type { Job, Outcome } from '../jobs/job.ts'
import { type Actor, system } from '../policy.ts'
import { batchPatch, itemQuery } from './input.ts'
import type { Items } from './items.ts'

const PAGE = 200

export function createDescribeMany(deps: {
  items: Items
  progress: (job: Job, done: number, total: number) => Promise<boolean>
}): (job: Job) => Promise<Outcome> {
  return async (job) => {
    const { actorName, ...input } = job.input
    const { ids, filter, changes, dryRun } = batchPatch.parse(input)
    // Permission was checked when it was asked for; history and audit name who asked.
    const actor: Actor = { ...system, id: job.requestedBy, username: String(actorName) }
    const wanted = ids ?? []
    for (let page = 1; filter; page++) {
      const { items } = await deps.items.list(actor, itemQuery.parse({ ...filter, page, size: PAGE }))
      wanted.push(...items.map(({ item }) => item.id))
      if (items.length < PAGE || page * PAGE >= 10_000) break
    }
    let [changed, failed] = [0, 0]
    const problems: string[] = []
    for (const [i, id] of wanted.entries()) {
      try {
        if ((await deps.items.preview(actor, id, changes)).length > 0) {
          if (!dryRun) await deps.items.describe(actor, id, changes, '*')
          changed++
        }
      } catch (error) {
        failed++
        if (problems.length < 100) problems.push(`${id}: ${problemOf(error)?.code ?? 'internal'}`)
      }
      if ((i % 20 === 19 || i === wanted.length - 1) && !(await deps.progress(job, i + 1, wanted.length))) break
    }
    return { is: 'done', result: { items: wanted.length, changed, failed, problems, dryRun } }
  }
}
