/** 后台任务 use-cases: look, try again, cancel. */
import { Fault } from '../faults.ts'
import { accessOf } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Act, type Actor, demand, may, mayRead } from '../policy.ts'
import type { Job } from './job.ts'
import type { JobStore } from './store.ts'

export interface Jobs {
  get(actor: Actor, id: string): Promise<Job>
  /** `titles`: of the items that jobs are about, as far as the caller may read them. */
  list(
    actor: Actor,
    filter: { state?: string | undefined; kind?: string | undefined },
    page: { page: number; size: number },
  ): Promise<{ total: number; items: Job[]; titles: Record<string, string> }>
  retry(actor: Actor, id: string): Promise<Job>
  cancel(actor: Actor, id: string): Promise<Job>
}

/** What a retry sets going again: whoever may no longer do it may no longer retry it. */
const actOf: Record<Job['kind'], Act> = {
  index: 'item.describe',
  read: 'item.describe',
  render: 'item.describe',
  describe: 'item.describe',
  fixity: 'fixity.run',
  backup: 'backup.run',
  rebuild: 'search.rebuild',
  redate: 'chronology.change',
  match: 'authority.change',
  sample: 'sample.manage',
  printed: 'printed.import',
  compare: 'item.describe',
  guess: 'item.describe',
  export: 'volume.compile',
  proof: 'volume.compile',
  printing: 'volume.compile',
}

export function createJobs(deps: { jobs: JobStore; items: Pick<ItemStore, 'getMany'>; wake: () => void }): Jobs {
  const { jobs } = deps
  async function own(actor: Actor, id: string): Promise<Job> {
    demand(actor, 'job.read-own')
    const job = await jobs.get(id)
    if (!job || (job.requestedBy !== actor.id && !may(actor, 'job.all'))) throw new Fault('job.not-found', { id })
    return job
  }
  return {
    get: own,
    async list(actor, { state, kind }, { page, size }) {
      demand(actor, 'job.read-own')
      const requestedBy = may(actor, 'job.all') ? null : actor.id
      const { total, jobs: found } = await jobs.list(
        { requestedBy, state: state ?? null, kind: kind ?? null },
        { from: (page - 1) * size, size },
      )
      const items = await deps.items.getMany([...new Set(found.map(({ subject }) => subject))])
      const readable = items.filter((item) => mayRead(actor, { id: item.id, access: accessOf(item) }))
      return { total, items: found, titles: Object.fromEntries(readable.map(({ id, title }) => [id, title])) }
    },
    async retry(actor, id) {
      const job = await own(actor, id)
      demand(actor, actOf[job.kind])
      if (!(await jobs.retry(id))) throw new Fault('job.not-retryable', { state: job.state })
      deps.wake()
      // Folded into one that waits already, it is gone under its own id.
      return (await jobs.get(id)) ?? { ...job, state: 'waiting' }
    },
    async cancel(actor, id) {
      const job = await own(actor, id)
      if (!(await jobs.cancel(id))) throw new Fault('job.not-retryable', { state: job.state })
      return (await jobs.get(id)) ?? job
    },
  }
}
