/** 重建索引 as a job: asked for, or noticed to be needed; interrupted by the service's end, and cleared away when nobody goes on with it. */
import type { Job, Outcome } from '../jobs/job.ts'
import type { JobStore } from '../jobs/store.ts'
import type { Rebuilding, RebuildState } from './rebuilding.ts'

/** `outdated`: what is missing or made by other rules, and nothing else; '': every index. */
type Subject = 'outdated' | ''

export interface RebuildJob {
  run(job: Job): Promise<Outcome>
  /** Queues one, unless one of its kind waits or runs. Its id. */
  queue(subject: Subject): Promise<string>
  /** Queues one if an index is missing or outdated. */
  notice(): Promise<void>
  /** Removes what no rebuild that waits or runs will go on with. */
  clear(): Promise<void>
}

export function createRebuildJob(deps: {
  rebuilding: Rebuilding
  jobs: JobStore
  /** False = cancelled. Throws when the service stops. */
  progress: (job: Job, state: RebuildState) => Promise<boolean>
}): RebuildJob {
  const { rebuilding, jobs } = deps
  const clear = async () => rebuilding.clear((await jobs.unfinished('rebuild')).map(({ id }) => id))
  const queue = async (subject: Subject) =>
    (await jobs.unfinished('rebuild')).find((job) => job.subject === subject)?.id ??
    jobs.add({ kind: 'rebuild', subject, requestedBy: 'system' })
  return {
    clear,
    queue,
    async notice() {
      if (!(await rebuilding.isOutdated())) return
      // One that failed is tried again as itself: it goes on where it stood, and does not leave a row behind every hour.
      const { jobs: failed } = await jobs.list(
        { requestedBy: null, state: 'failed', kind: 'rebuild' },
        { from: 0, size: 20 },
      )
      const former = failed.find(({ subject }) => subject === 'outdated')
      const waits = (await jobs.unfinished('rebuild')).some(({ subject }) => subject === 'outdated')
      if (former && !waits) await jobs.retry(former.id)
      else await queue('outdated')
    },
    async run(job) {
      await clear()
      const wanted = { id: job.id, isOutdatedOnly: job.subject === 'outdated' }
      const made = await rebuilding.rebuild(wanted, (state) => deps.progress(job, state))
      return { is: 'done', ...(made ? { result: made } : {}) }
    },
  }
}
