/** The worker: takes up jobs, and keeps in order what the service needs in the long run. */
import { randomUUID } from 'node:crypto'
import { setTimeout as rest } from 'node:timers/promises'
import { startPool } from '../adapters/child/pool.ts'
import { createDiskDerivatives } from '../adapters/disk/derivatives.ts'
import { createImageCutter } from '../adapters/sharp/image-cutter.ts'
import { createImageEngine } from '../adapters/sharp/image-engine.ts'
import { createFingerprintStore } from '../adapters/sqlite/fingerprints.ts'
import { requestGuesses } from '../authorities/guess.ts'
import type { Config } from '../config.ts'
import { WINNOW_VERSION } from '../hanzi/likeness/winnow.ts'
import { compareJob, type Job, matchJob } from '../jobs/job.ts'
import { createProgress } from '../jobs/progress.ts'
import { createWorker, isDeadOwner } from '../jobs/worker.ts'
import { type Actor, system } from '../policy.ts'
import { createCompare } from '../reuse/compare.ts'
import { createDocuments } from '../search/documents.ts'
import { createIndexing } from '../search/indexing.ts'
import { createRebuildJob } from '../search/rebuild-job.ts'
import { createRebuilding } from '../search/rebuilding.ts'
import { createArchive, type Options } from './archive.ts'
import { createLanes } from './lanes.ts'
import { answeringIndex, derivativesDir, embeddedIndex } from './reading.ts'

const MINUTE = 60_000

export async function createWork(config: Config, options: Options = {}) {
  const archive = await createArchive(config, options, 'worker')
  const { stores, base, features } = archive
  const { reader, log, clock } = base
  const derivatives = createDiskDerivatives(derivativesDir(config), { cacheBytes: 0 })
  const images = createImageEngine(startPool, config.ingestConcurrency)
  // For print, one after the other: what is looked at on the screen is made in the web process's own.
  const cutter = createImageCutter(startPool, 1)
  const embedded = embeddedIndex(config, archive.db, false)
  const answering = await answeringIndex(config, embedded)
  const indexes = answering === embedded ? [embedded] : [embedded, answering]
  const indexed = { ...base, indexes, stamp: archive.stamp, documentsOf: createDocuments(base) }
  const indexing = createIndexing(indexed)
  const rebuilding = createRebuilding({ ...indexed, exclusively: indexing.exclusively })
  const prints = createFingerprintStore(derivativesDir(config))
  const { archiveId, epoch, foldVersion, layoutVersion } = archive.stamp
  const printStamp = { archiveId, epoch, foldVersion, layoutVersion, winnowVersion: WINNOW_VERSION }
  const progress = createProgress(stores.jobs)
  const compare = createCompare({ ...base, prints, stamp: printStamp })
  const rebuildJob = createRebuildJob({ rebuilding, jobs: stores.jobs, progress: progress.inParts })
  /** At once and without a queue: where nobody else has the archive open. */
  const rebuildNow = () => rebuilding.rebuild({ id: randomUUID(), isOutdatedOnly: false }, async () => true)
  const lanes = createLanes(config, archive, { derivatives, images, cutter, indexing, rebuildJob, compare, progress })
  const worker = createWorker({ jobs: stores.jobs, clock, log, lanes })
  const tidy = async () => {
    await features.users.sweep()
    await stores.jobs.forget(clock.now() - 90 * 24 * 60 * MINUTE)
    await features.preservation.sweep()
    await features.uploads.expire()
    await features.exportFiles.expire(clock.now() - 30 * 24 * 60 * MINUTE)
    await rebuildJob.clear()
    await rebuildJob.notice()
  }
  let schedule: NodeJS.Timeout | undefined

  return {
    features,
    rebuildNow,
    compare,
    log,
    wake: worker.wake,
    /** For the script: a job as any other, run here unless a running service takes it up first. `show` hears of it until it has ended. */
    async rebuildIndex(show: (job: Job) => void): Promise<Job> {
      await stores.jobs.takeBack(isDeadOwner)
      const id = await rebuildJob.queue('')
      const own = createWorker({ jobs: stores.jobs, clock, log, lanes: { upkeep: lanes.upkeep } })
      await own.start()
      try {
        for (;;) {
          const job = (await stores.jobs.get(id))!
          show(job)
          if (job.finishedAt !== null) return job
          await rest(200)
        }
      } finally {
        progress.stop()
        await own.stop()
      }
    },
    /** The whole check at once, for the script: a run as any other, without a queue. */
    async verifyFixity(actor: Actor) {
      const id = await features.preservation.startFixity(actor)
      const { checked, bad } = await features.preservation.check(id, async () => true)
      const named = await Promise.all(
        bad.map(async (finding) => ({ ...finding, object: await stores.objects.get(finding.objectId) })),
      )
      return {
        checked,
        bad: named.map(({ object, ...finding }) => ({
          ...finding,
          filename: object?.filename ?? '',
          sha256: object?.sha256 ?? '',
        })),
      }
    },
    async start(): Promise<void> {
      derivatives.emptyScratch()
      // A rebuild that our former life began is gone on with, not begun again.
      await stores.jobs.takeBack(isDeadOwner)
      // An empty archive can be searched at once; what fails, and what takes long, is a job.
      if ((await stores.items.lastSeq()) === 0 && (await rebuilding.isOutdated()))
        await rebuildNow().catch((error) => log.error({ err: error }, 'index not made'))
      await rebuildJob.notice()
      if (!(await prints.isSound(printStamp)) || (await stores.reuse.countOutstanding()) > 0)
        await stores.jobs.add(compareJob)
      if ((await stores.authorities.changed()).changed.length > 0) await stores.jobs.add(matchJob(system))
      await requestGuesses(base)
      await worker.start()
      schedule = setInterval(() => tidy().catch((error) => log.error({ err: error }, 'tidying failed')), 60 * MINUTE)
    },
    async close(): Promise<void> {
      clearInterval(schedule)
      progress.stop()
      await worker.stop()
      await Promise.all([reader.close(), images.close(), cutter.close()])
      if (answering !== embedded) await answering.close()
      await embedded.close()
      await prints.close()
      await archive.db.destroy()
    },
  }
}
