/** How a job tells where it is, and hears whether it is still wanted. */
import { setImmediate as othersTurn } from 'node:timers/promises'
import { Interrupted, type Job } from './job.ts'
import type { JobStore } from './store.ts'

/** Where a job is; false = cancelled: it goes on no more. */
export type Report = (job: Job, state: { phase?: string; done: number; total: number }) => Promise<boolean>
/** The same of a job without parts. */
export type Progress = (job: Job, done: number, total: number) => Promise<boolean>

export type JobProgress = ReturnType<typeof createProgress>

export function createProgress(jobs: JobStore) {
  let isStopping = false
  const told: Report = async (job, state) => {
    await jobs.progress(job.id, state)
    // The records answer at once, in the same turn: a job that only asks them would let nobody else in the process have one.
    await othersTurn()
    return (await jobs.get(job.id))?.state !== 'cancelled'
  }
  const interruptible: Report = async (job, state) => {
    if (isStopping) throw new Interrupted()
    return told(job, state)
  }
  return {
    /** For what begins anew: the end of the service waits for it. */
    whole: ((job, done, total) => told(job, { done, total })) satisfies Progress,
    /** For what goes on where it stood: the end of the service need not wait for it. */
    resumable: ((job, done, total) => interruptible(job, { done, total })) satisfies Progress,
    /** `resumable`, with the part that is under way. */
    inParts: interruptible,
    stop() {
      isStopping = true
    },
  }
}
