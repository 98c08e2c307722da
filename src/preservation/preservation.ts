/** 保存: are the originals still what they were; rebuilding what can be rebuilt; sweeping what a crash left. */
import { randomUUID } from 'node:crypto'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import type { Job, Outcome } from '../jobs/job.ts'
import type { JobQueue, JobStore } from '../jobs/store.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Originals } from '../ports/originals.ts'
import type { Transact } from '../ports/transaction.ts'
import type { Finding, FixityRun, FixityStore } from './store.ts'

export interface Preservation {
  /** Begins a run over every original; `check` or its job carries it out. */
  startFixity(actor: Actor): Promise<string>
  /** Carries a run out, from where it was. `goOn(checked, total)`: false stops it. */
  check(
    runId: string,
    goOn: (checked: number, total: number) => Promise<boolean>,
  ): Promise<FixityRun & { bad: Finding[] }>
  /** Queues a run over every original. */
  requestFixity(actor: Actor): Promise<{ id: string; jobId: string }>
  fixityRun(actor: Actor, id: string): Promise<FixityRun & { bad: Finding[] }>
  /** The id of the job; one that runs or waits already will do. */
  requestRebuild(actor: Actor): Promise<string>
  /** Runs a `fixity` job: a run survives a restart and goes on where it was. */
  runFixity(job: Job, goOn: (checked: number, total: number) => Promise<boolean>): Promise<Outcome>
  /** Queues a backup into BACKUP_DIR; one that waits or runs will do. Fault backup.no-folder. */
  requestBackup(actor: Actor): Promise<string>
  condition(actor: Actor): Promise<Condition>
  /** Removes leftovers older than a day. */
  sweep(): Promise<number>
}

/** 馆藏安好: what an archivist wants to know in the morning. Times as RFC 3339, sizes in bytes. */
export interface Condition {
  /** Without those of a sample. */
  originals: number
  /** Those that only a sample has: a check counts them too. */
  samples: number
  fixity: {
    id: string
    startedAt: string
    finishedAt: string | null
    checked: number
    total: number
    bad: number
  } | null
  /** `isSet`: the service itself can make them. */
  backup: { isSet: boolean; madeAt: string | null }
  free: number
  /** Items whose last change search has not taken up. */
  unindexed: number
}

const BATCH = 50
const DAY = 86_400_000

export function createPreservation(deps: {
  fixity: FixityStore
  objects: ObjectStore
  items: Pick<ItemStore, 'unindexed'>
  originals: Originals
  jobs: Pick<JobStore, 'unfinished'>
  transact: Transact<{ fixity: FixityStore; audit: AuditStore; jobs: JobQueue }>
  clock: Clock
  log: Log
  epoch: number
  backups: { isSet: boolean; madeAt: () => Promise<string | null> }
}): Preservation {
  const { fixity, originals, transact, clock } = deps

  async function startFixity(actor: Actor): Promise<string> {
    demand(actor, 'fixity.run')
    const id = randomUUID()
    const total = await fixity.countBlobs()
    await transact(async (tx) => {
      await tx.fixity.insert({
        id,
        jobId: null,
        requestedBy: actor.id ?? '',
        startedAt: instant(clock),
        finishedAt: null,
        total,
        checked: 0,
      })
      await tx.audit.append({ actor, act: 'fixity.request', subject: id })
    })
    return id
  }

  async function check(
    runId: string,
    goOn: (checked: number, total: number) => Promise<boolean>,
  ): Promise<FixityRun & { bad: Finding[] }> {
    const run = await fixity.get(runId)
    if (!run) throw new Fault('fixity.not-found', { id: runId })
    let { checked } = run
    for (;;) {
      const blobs = await fixity.unchecked(run.startedAt, BATCH)
      if (blobs.length === 0) break
      for (const sha256 of blobs) {
        const soundness = await originals.verify(sha256)
        if (soundness !== 'sound') deps.log.error({ sha256, soundness }, 'an original is not what it was')
        await fixity.found(run.id, sha256, soundness, instant(clock))
        checked++
      }
      await fixity.progress(run.id, checked)
      if (!(await goOn(checked, run.total))) return (await fixity.get(runId))!
    }
    await fixity.finish(run.id, instant(clock))
    return (await fixity.get(runId))!
  }

  return {
    startFixity,
    check,
    async requestFixity(actor) {
      const id = await startFixity(actor)
      const jobId = await transact(async (tx) => {
        const added = await tx.jobs.add({ kind: 'fixity', subject: id, requestedBy: actor.id ?? '' })
        await tx.fixity.setJob(id, added)
        return added
      })
      return { id, jobId }
    },
    async fixityRun(actor, id) {
      demand(actor, 'fixity.run')
      const run = await fixity.get(id)
      if (!run) throw new Fault('fixity.not-found', { id })
      return run
    },
    async requestRebuild(actor) {
      demand(actor, 'search.rebuild')
      const running = (await deps.jobs.unfinished('rebuild')).find(({ subject }) => subject === '')
      return transact(async (tx) => {
        const jobId = running?.id ?? (await tx.jobs.add({ kind: 'rebuild', subject: '', requestedBy: actor.id ?? '' }))
        await tx.audit.append({ actor, act: 'search.rebuild', subject: jobId })
        return jobId
      })
    },
    async requestBackup(actor) {
      demand(actor, 'backup.run')
      if (!deps.backups.isSet) throw new Fault('backup.no-folder')
      return transact(async (tx) => {
        const jobId = await tx.jobs.add({ kind: 'backup', subject: '', requestedBy: actor.id ?? '' })
        await tx.audit.append({ actor, act: 'backup.request', subject: jobId })
        return jobId
      })
    },
    async condition(actor) {
      demand(actor, 'condition.read')
      const { isSet, madeAt } = deps.backups
      const [all, own, run, made, free, unindexed] = await Promise.all([
        fixity.countBlobs(),
        fixity.countOwnBlobs(),
        fixity.last(),
        madeAt(),
        originals.free(),
        deps.items.unindexed(),
      ])
      return {
        originals: own,
        samples: all - own,
        fixity: run
          ? {
              id: run.id,
              startedAt: run.startedAt,
              finishedAt: run.finishedAt,
              checked: run.checked,
              total: run.total,
              bad: run.bad.length,
            }
          : null,
        backup: { isSet, madeAt: made },
        free,
        unindexed,
      }
    },
    async runFixity(job, goOn) {
      const { checked, bad } = await check(job.subject, goOn)
      return { is: 'done', result: { checked, bad: bad.length } }
    },
    sweep: () => originals.sweep(clock.now() - DAY, deps.epoch, (sha256) => deps.objects.blobKnown(sha256)),
  }
}
