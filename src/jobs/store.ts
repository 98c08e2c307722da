/** The queue as features see it: inside a transaction they only add; the worker claims and settles. */
import type { Job, JobKind, Lane, Outcome } from './job.ts'

export interface JobQueue {
  /** Adds a job, folded into a waiting one of the same kind and subject (whose input it replaces and whose requester it becomes, if it has an input). Returns the id of the job that will run. */
  add(job: {
    kind: JobKind
    subject: string
    requestedBy: string
    input?: Readonly<Record<string, unknown>>
  }): Promise<string>
}

export interface JobFilter {
  requestedBy: string | null
  state: string | null
  kind: string | null
}

export interface JobStore extends JobQueue {
  /** Takes up to `limit` waiting jobs of a lane, oldest first, under a lease. Upkeep of one kind is never under two leases at once. */
  claim(lane: Lane, limit: number, lease: { owner: string; until: number }): Promise<Job[]>
  extend(ids: readonly string[], until: number): Promise<void>
  /** Ends or puts back claimed jobs, together. The done jobs of single items leave no row: their item tells. */
  settle(settled: readonly { job: Job; outcome: Outcome }[]): Promise<void>
  progress(id: string, state: { phase?: string; done: number; total: number | null }): Promise<void>
  /** Puts back jobs whose lease ran out, or whose owner `isDead`. Returns how many. */
  takeBack(isDead: (owner: string) => boolean): Promise<number>
  get(id: string): Promise<Job | undefined>
  /** Those of a kind that wait or run, the oldest first. */
  unfinished(kind: JobKind): Promise<Job[]>
  list(filter: JobFilter, page: { from: number; size: number }): Promise<{ total: number; jobs: Job[] }>
  /** A failed job waits again. False when it is not failed. */
  retry(id: string): Promise<boolean>
  /** A waiting or running job is cancelled; a running one notices at its next step. */
  cancel(id: string): Promise<boolean>
  /** Removes rows that ended before `before` (ms). */
  forget(before: number): Promise<number>
  /** How many wait and run, by kind, for health and metrics. */
  depth(): Promise<{ kind: string; state: string; count: number }[]>
}
