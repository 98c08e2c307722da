/** 后台任务 as durable rows: kinds, lanes, and the rule of trying again. */
import type { Problem } from '../faults.ts'

/** Lanes are worked in parallel, so that a year of photographs never delays the text that somebody waits for. */
export const lanes = { index: 0, read: 1, render: 2, upkeep: 3, compare: 4 } as const
export type Lane = keyof typeof lanes

export const jobKinds = {
  index: 'index',
  read: 'read',
  render: 'render',
  rebuild: 'upkeep',
  fixity: 'upkeep',
  backup: 'upkeep',
  describe: 'upkeep',
  redate: 'upkeep',
  match: 'upkeep',
  sample: 'upkeep',
  printed: 'upkeep',
  compare: 'compare',
  guess: 'read',
  export: 'read',
  proof: 'read',
  printing: 'read',
} as const satisfies Record<string, Lane>
export type JobKind = keyof typeof jobKinds

/** Dates are read again by changed tables, once for all changes that wait. */
export const redateJob = (actor: { id: string | null; username: string }) =>
  ({ kind: 'redate', subject: '', requestedBy: actor.id ?? '', input: { actorName: actor.username } }) as const

/** Items are looked through for names that changed, once for all changes that wait. */
export const matchJob = (actor: { id: string | null; username: string }) =>
  ({ kind: 'match', subject: '', requestedBy: actor.id ?? '', input: { actorName: actor.username } }) as const
/** One job compares whatever waits to be compared. Added by every change of what that is: a text, an item that goes to the recycle bin or comes out. */
export const compareJob = { kind: 'compare', subject: '', requestedBy: 'system' } as const

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

export interface Job {
  id: string
  kind: JobKind
  /** What it is about: an item id, a run id, or '' for the whole archive. Two waiting jobs of one kind and subject are one. */
  subject: string
  state: JobState
  attempts: number
  input: Readonly<Record<string, unknown>>
  /** Which part of it is under way, where it has parts: `sqlite.fill` … (search/rebuilding.ts). */
  phase: string | null
  done: number
  total: number | null
  result: Readonly<Record<string, unknown>> | null
  problem: Problem | null
  requestedBy: string
  /** Milliseconds. */
  createdAt: number
  finishedAt: number | null
}

export const MAX_ATTEMPTS = 6

/** Milliseconds until the next try after `attempts` of them: 2 s, 8 s, 32 s … at most 10 minutes. */
export const backOff = (attempts: number): number => Math.min(2000 * 4 ** (attempts - 1), 600_000)

/**
 * What a try came to. `later` is not counted as a try: something outside (an index that is down) must come back first. `interrupted` neither:
 * the service stops, and whoever takes the job up next goes on where it stood.
 */
export type Outcome =
  | { is: 'done'; result?: Readonly<Record<string, unknown>> }
  | { is: 'failed'; problem: Problem }
  | { is: 'again'; problem: Problem }
  | { is: 'later'; problem: Problem }
  | { is: 'interrupted' }

/** Thrown out of a job to which the service's end came first. */
export class Interrupted extends Error {}

/** Where a failed try leads. */
export function afterTry(
  job: Pick<Job, 'attempts'>,
  outcome: Outcome,
): { state: 'done' | 'failed' | 'waiting'; delay: number } {
  if (outcome.is === 'done') return { state: 'done', delay: 0 }
  if (outcome.is === 'interrupted') return { state: 'waiting', delay: 0 }
  if (outcome.is === 'later') return { state: 'waiting', delay: 5000 }
  if (outcome.is === 'failed' || job.attempts >= MAX_ATTEMPTS) return { state: 'failed', delay: 0 }
  return { state: 'waiting', delay: backOff(job.attempts) }
}
