/** 后台: claims jobs lane by lane, runs them, keeps their leases, tries again, gives up visibly. */
import { hostname } from 'node:os'
import { Fault, problemOf } from '../faults.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import { Interrupted, type Job, type Lane, type Outcome } from './job.ts'
import type { JobStore } from './store.ts'

/** Runs a batch of claimed jobs of one lane and says what became of each, in order. May run twice for the same job. */
export type RunBatch = (jobs: readonly Job[]) => Promise<Outcome[]>

export interface LaneWork {
  /** Jobs claimed together and handed to `run` in one call. */
  batch: number
  /** Calls of `run` at the same time. */
  parallel: number
  run: RunBatch
}

export interface Worker {
  start(): Promise<void>
  /** Something was added: look now instead of at the next tick. */
  wake(): void
  /** Claims no more, waits for what runs. */
  stop(): Promise<void>
}

const LEASE = 120_000
/** Milliseconds between two looks for jobs whose process is gone. */
const LOOK = 5000
const IDLE = 500

const owner = `${hostname()}/${process.pid}`

/** A lease of this host whose process is gone (or was another process with our own number). */
export function isDeadOwner(leaseOwner: string): boolean {
  const [host, pid] = leaseOwner.split('/')
  if (host !== hostname()) return false
  if (leaseOwner === owner) return true
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** A fault that the next try will meet again is final; an unavailable or failing part comes back. */
function outcomeOf(error: unknown): Outcome {
  if (error instanceof Interrupted) return { is: 'interrupted' }
  const problem = problemOf(error) ?? { code: 'internal' as const }
  if (!(error instanceof Fault)) return { is: 'again', problem }
  if (error.kind === 'unavailable' || error.kind === 'full') return { is: 'later', problem }
  if (error.kind === 'stale') return { is: 'again', problem }
  return { is: 'failed', problem }
}

export function createWorker(deps: {
  jobs: JobStore
  lanes: Partial<Record<Lane, LaneWork>>
  clock: Clock
  log: Log
}): Worker {
  const { jobs, clock, log } = deps
  const running = new Set<string>()
  const sleepers = new Set<() => void>()
  const loops: Promise<void>[] = []
  let stopping = false
  const timers: NodeJS.Timeout[] = []

  const rest = () =>
    new Promise<void>((resolve) => {
      const timeout = setTimeout(wakeUp, IDLE)
      function wakeUp() {
        clearTimeout(timeout)
        sleepers.delete(wakeUp)
        resolve()
      }
      sleepers.add(wakeUp)
    })

  async function runBatch(batch: readonly Job[], work: LaneWork): Promise<void> {
    let outcomes: Outcome[]
    try {
      outcomes = await work.run(batch)
    } catch (error) {
      if (!(error instanceof Fault || error instanceof Interrupted))
        log.error({ err: error, kind: batch[0]?.kind, subject: batch[0]?.subject }, 'job failed')
      outcomes = batch.map(() => outcomeOf(error))
    }
    await settle(batch.map((job, i) => ({ job, outcome: outcomes[i]! })))
  }

  /** What became of the jobs is written down however long it takes: a full disk must neither lose it nor have it done again. */
  async function settle(settled: Parameters<JobStore['settle']>[0]): Promise<void> {
    for (;;) {
      try {
        return await jobs.settle(settled)
      } catch (error) {
        if (stopping || !problemOf(error)) throw error
        await rest()
      }
    }
  }

  async function loop(lane: Lane, work: LaneWork): Promise<void> {
    while (!stopping) {
      try {
        const batch = await jobs.claim(lane, work.batch, { owner, until: clock.now() + LEASE })
        if (batch.length === 0) {
          await rest()
          continue
        }
        for (const job of batch) running.add(job.id)
        try {
          await runBatch(batch, work)
        } finally {
          // A lease that is still open (the queue itself failed) must run out, so that the jobs come back.
          for (const { id } of batch) running.delete(id)
        }
      } catch (error) {
        log.error({ err: error, lane }, 'queue failed')
        await rest()
      }
    }
  }

  return {
    async start() {
      await jobs.takeBack(isDeadOwner)
      for (const [lane, work] of Object.entries(deps.lanes) as [Lane, LaneWork][]) {
        for (let i = 0; i < work.parallel; i++) loops.push(loop(lane, work))
      }
      const every = (milliseconds: number, work: () => Promise<unknown>, failed: string) =>
        timers.push(setInterval(() => work().catch((error) => log.error({ err: error }, failed)), milliseconds))
      every(LEASE / 4, () => jobs.extend([...running], clock.now() + LEASE), 'leases not extended')
      // Whoever was about to die when we started is gone by now.
      const isDead = (leaseOwner: string) => leaseOwner !== owner && isDeadOwner(leaseOwner)
      every(LOOK, () => jobs.takeBack(isDead), 'jobs not taken back')
    },
    wake() {
      for (const wakeUp of [...sleepers]) wakeUp()
    },
    async stop() {
      stopping = true
      for (const timer of timers) clearInterval(timer)
      for (const wakeUp of [...sleepers]) wakeUp()
      await Promise.all(loops)
    },
  }
}
