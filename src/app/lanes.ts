/** What each kind of job runs, and how many of each lane at once. */
import { fileURLToPath } from 'node:url'
import { createExpand } from '../accessions/expand.ts'
import { createSampleMaterial } from '../adapters/disk/sample-material.ts'
import { createGuess } from '../authorities/guess.ts'
import { createMatchAgain } from '../authorities/match-again.ts'
import type { Config } from '../config.ts'
import { Fault } from '../faults.ts'
import { cutOf } from '../images/levels.ts'
import { createRenderItem } from '../images/render-item.ts'
import { createDescribeMany } from '../items/describe-many.ts'
import { described } from '../items/description.ts'
import { createRedate } from '../items/redate.ts'
import type { Job, JobKind, Lane, Outcome } from '../jobs/job.ts'
import type { JobProgress } from '../jobs/progress.ts'
import type { LaneWork, RunBatch } from '../jobs/worker.ts'
import type { Derivatives } from '../ports/derivatives.ts'
import type { ImageCutter } from '../ports/image-cutter.ts'
import type { ImageEngine } from '../ports/image-engine.ts'
import { createPrintedImport } from '../printed/importing.ts'
import { createPlatePictures } from '../publications/plate-pictures.ts'
import type { Compare } from '../reuse/compare.ts'
import { createLoadSample } from '../sample/sample.ts'
import type { Indexing } from '../search/indexing.ts'
import { mentionsIn } from '../search/projection.ts'
import type { RebuildJob } from '../search/rebuild-job.ts'
import { redatingOf } from '../settings/tables.ts'
import { createReadFile } from '../texts/read-file.ts'
import type { Archive } from './archive.ts'
import { backUp } from './backup.ts'

const SAMPLE = fileURLToPath(new URL('../sample/material', import.meta.url))

const done =
  (work: (job: Job) => Promise<void>) =>
  async (job: Job): Promise<Outcome> => {
    await work(job)
    return { is: 'done' }
  }

export function createLanes(
  config: Config,
  { base, features, stores }: Archive,
  parts: {
    derivatives: Derivatives
    images: ImageEngine
    cutter: Pick<ImageCutter, 'cut'>
    indexing: Indexing
    rebuildJob: RebuildJob
    compare: Compare
    progress: JobProgress
  },
): Record<Lane, LaneWork> {
  const { derivatives, images, cutter, indexing, rebuildJob, compare } = parts
  const { whole: progress, resumable } = parts.progress
  const { ingestConcurrency, maxPixels, backupDir } = config

  async function preferred(accessionId: string) {
    const source = (await base.source(accessionId)) ?? ''
    return (await stores.accessions.encodings([source])).get(source) ?? null
  }
  async function runBackup(job: Job): Promise<Outcome> {
    if (backupDir === null) throw new Fault('backup.no-folder')
    const report = (done: number) => void stores.jobs.progress(job.id, { done, total: null })
    const { damaged, ...note } = await backUp(config, backupDir, report)
    if (damaged.length) throw new Fault('backup.damaged', { count: damaged.length })
    return { is: 'done', result: { ...note } }
  }
  const makePicture = createPlatePictures({ derivatives, cutter, levelOf: cutOf })
  const expand = createExpand({ ...base, receive: features.receive })

  const works: Record<Exclude<JobKind, 'index'>, (job: Job) => Promise<Outcome>> = {
    read: done(createReadFile({ ...base, derivatives, expand, preferred })),
    guess: done(createGuess(base)),
    render: done(createRenderItem({ ...base, derivatives, images, maxPixels })),
    rebuild: rebuildJob.run,
    fixity: (job) => features.preservation.runFixity(job, (done, total) => resumable(job, done, total)),
    backup: runBackup,
    describe: createDescribeMany({ ...features, progress }),
    redate: createRedate({ ...base, progress, redating: () => redatingOf(stores.settings), mentionsIn }),
    match: createMatchAgain({ ...base, progress: resumable }),
    sample: createLoadSample({
      ...base,
      accessionStore: stores.accessions,
      itemStore: stores.items,
      items: features.items,
      accessions: features.accessions,
      receive: features.receive,
      material: createSampleMaterial(SAMPLE),
      progress,
    }),
    printed: createPrintedImport({
      ...base,
      describing: async () => {
        const dates = await base.dates()
        return (item, { creators, date }) => described(item, { creators, ...(date ? { date } : {}) }, dates)
      },
      progress,
    }),
    export: (job) => features.exports.run(job, makePicture),
    proof: features.proofs.run,
    printing: features.printingJob,
    compare: (job) => compare((done, total) => resumable(job, done, total)),
  }
  const run: RunBatch = async ([job]) => [await works[job!.kind as keyof typeof works](job!)]

  return {
    index: { batch: 100, parallel: 1, run: indexing.index },
    read: { batch: 1, parallel: 2, run },
    render: { batch: 1, parallel: ingestConcurrency, run },
    upkeep: { batch: 1, parallel: 1, run },
    compare: { batch: 1, parallel: 1, run },
  }
}
