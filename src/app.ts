/** The composition root: adapters → features → edges. Three processes and a thread are made of the same parts (README, “How it runs”). */
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { createServer as createHttpServer, type Server } from 'node:http'
import { setImmediate as othersTurn, setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sourceOf } from './accessions/accession.ts'
import { createAccessions } from './accessions/accessions.ts'
import { createExpand } from './accessions/expand.ts'
import { createReceive } from './accessions/receive.ts'
import { createUploads } from './accessions/uploads.ts'
import { startPool } from './adapters/child/pool.ts'
import { readBackupNote } from './adapters/disk/copies.ts'
import { createDiskDerivatives } from './adapters/disk/derivatives.ts'
import { createDiskOriginals } from './adapters/disk/originals.ts'
import { createPartialFiles } from './adapters/disk/partial-files.ts'
import { createSampleMaterial } from './adapters/disk/sample-material.ts'
import { createWordWriter } from './adapters/docx/word-writer.ts'
import { createLog } from './adapters/pino/log.ts'
import { createTextReader } from './adapters/readers/text-reader.ts'
import { createImageCutter } from './adapters/sharp/image-cutter.ts'
import { createImageEngine } from './adapters/sharp/image-engine.ts'
import { createAccessionStore } from './adapters/sqlite/accessions.ts'
import { createAuditLog } from './adapters/sqlite/audit.ts'
import { createAuthorityStore } from './adapters/sqlite/authorities.ts'
import { createBasketStore } from './adapters/sqlite/baskets.ts'
import { type Database, openDatabase, transactions } from './adapters/sqlite/database.ts'
import { createDeskStore } from './adapters/sqlite/desk.ts'
import { createFingerprintStore } from './adapters/sqlite/fingerprints.ts'
import { createFixityStore } from './adapters/sqlite/fixity.ts'
import { createItemStore } from './adapters/sqlite/items.ts'
import { createJobStore } from './adapters/sqlite/jobs.ts'
import { identity, readMeta } from './adapters/sqlite/meta.ts'
import { createGuessStore } from './adapters/sqlite/name-guesses.ts'
import { createObjectStore } from './adapters/sqlite/objects.ts'
import { createReportStore } from './adapters/sqlite/reports.ts'
import { createReuseStore } from './adapters/sqlite/reuse.ts'
import { createReuseReader } from './adapters/sqlite/reuse-reader.ts'
import { createSavedSearchStore } from './adapters/sqlite/saved-searches.ts'
import { createSettingStore } from './adapters/sqlite/settings.ts'
import { createStatisticsStore } from './adapters/sqlite/statistics.ts'
import { createTextStore } from './adapters/sqlite/texts.ts'
import { createTranscriptionStore } from './adapters/sqlite/transcriptions.ts'
import { createUploadStore } from './adapters/sqlite/uploads.ts'
import { createGrantStore, createSessionStore, createTokenStore, createUserStore } from './adapters/sqlite/users.ts'
import { createTableWriter } from './adapters/xlsx/table-writer.ts'
import { createMetrics } from './api/health.ts'
import { allRoutes } from './api/routes.ts'
import { createAudit } from './audit/audit.ts'
import { createAuthorities } from './authorities/authorities.ts'
import { createGuess, requestGuesses } from './authorities/guess.ts'
import { createImportList } from './authorities/import.ts'
import { createMatchAgain } from './authorities/match-again.ts'
import { createNames } from './authorities/name-list.ts'
import { backUp } from './backup.ts'
import { createBaskets } from './baskets/baskets.ts'
import { createCitations } from './citations/citations.ts'
import type { Config } from './config.ts'
import { createDesk } from './desk/desk.ts'
import { Fault } from './faults.ts'
import { DATES_VERSION } from './hanzi/dates/dates.ts'
import { FOLD_VERSION } from './hanzi/fold.ts'
import { LAYOUT_VERSION } from './hanzi/layout/layout.ts'
import { WINNOW_VERSION } from './hanzi/likeness/winnow.ts'
import { createCursors } from './http/cursor.ts'
import { originOf } from './http/origin.ts'
import { createServer } from './http/server.ts'
import { createSite } from './http/site.ts'
import { createStreams } from './http/sse.ts'
import { answerUnreadable, LONGEST_HEAD } from './http/unreadable.ts'
import { createFiles } from './images/files.ts'
import { createImageService } from './images/image-service.ts'
import { createPresentations } from './images/presentation.ts'
import { createRenderItem } from './images/render-item.ts'
import { createDescribeMany } from './items/describe-many.ts'
import { createItems } from './items/items.ts'
import { createMetadata } from './items/metadata/metadata.ts'
import { createRedate } from './items/redate.ts'
import { createReview } from './items/review.ts'
import { compareJob, Interrupted, type Job, type Lane, matchJob, type Outcome } from './jobs/job.ts'
import { createJobs } from './jobs/jobs.ts'
import { createWorker, isDeadOwner, type LaneWork, outcomeOf } from './jobs/worker.ts'
import { type Actor, admit, system } from './policy.ts'
import { type Clock, systemClock } from './ports/clock.ts'
import type { Log } from './ports/log.ts'
import { DOCUMENT_VERSION, type IndexStamp } from './ports/search-index.ts'
import { createPreservation } from './preservation/preservation.ts'
import { answeringIndex, archiveFile, createRemoteReading, derivativesDir, embeddedIndex } from './reading.ts'
import { createReports } from './reports/reports.ts'
import { createCompare } from './reuse/compare.ts'
import { createReuse } from './reuse/reuse.ts'
import { createLoadSample, createSample } from './sample/sample.ts'
import { createSavedSearches } from './saved-searches/saved-searches.ts'
import { createDocuments } from './search/documents.ts'
import { createIndexing } from './search/indexing.ts'
import { mentionsIn } from './search/projection.ts'
import { createRebuildJob } from './search/rebuild-job.ts'
import { createRebuilding } from './search/rebuilding.ts'
import { createChronology } from './settings/chronology.ts'
import { settingsAt } from './settings/setting.ts'
import { createSettings } from './settings/settings.ts'
import { createDates, redatingOf } from './settings/tables.ts'
import { createStatistics } from './statistics/statistics.ts'
import { createReadFile } from './texts/read-file.ts'
import { createTexts } from './texts/texts.ts'
import { createTranscriptions } from './transcriptions/transcriptions.ts'
import { createGrants } from './users/grants.ts'
import { createUsers } from './users/users.ts'

const THUMBNAIL_CACHE = 32 * (1 << 20)
const TILE_CACHE = 24 * (1 << 20)
/** Pictures made on request that are kept in memory. */
const PICTURE_CACHE = 16 * (1 << 20)
const PICTURES_IN_FLIGHT = 2
const MINUTE = 60_000

const backupsOf = ({ backupDir }: Config) => ({
  isSet: backupDir !== null,
  madeAt: async () =>
    backupDir === null ? null : (((await readBackupNote(backupDir))?.madeAt as string | undefined) ?? null),
})
const SAMPLE = fileURLToPath(new URL('./sample/material', import.meta.url))
const CLIENT = fileURLToPath(new URL('../dist', import.meta.url))

export interface Options {
  clock?: Clock
  log?: Log
  /** Tells the worker that something waits. */
  wake?: () => void
}

function storesOf(db: Database, clock: Clock) {
  return {
    accessions: createAccessionStore(db),
    uploads: createUploadStore(db),
    items: createItemStore(db),
    objects: createObjectStore(db),
    texts: createTextStore(db),
    jobs: createJobStore(db, clock),
    audit: createAuditLog(db, clock),
    users: createUserStore(db),
    sessions: createSessionStore(db),
    tokens: createTokenStore(db),
    grants: createGrantStore(db),
    fixity: createFixityStore(db),
    settings: createSettingStore(db),
    desk: createDeskStore(db),
    statistics: createStatisticsStore(db),
    baskets: createBasketStore(db),
    savedSearches: createSavedSearchStore(db),
    transcriptions: createTranscriptionStore(db),
    authorities: createAuthorityStore(db),
    reports: createReportStore(db),
    reuse: createReuseStore(db),
    guesses: createGuessStore(db),
  }
}

/** What every process has: the records, the originals, and the use-cases over them. */
async function createArchive(
  config: Config,
  { clock = systemClock, log, wake = () => undefined }: Options,
  name: string,
  // Nobody reads in a worker but the service itself, who reads everything.
  standing: (actor: Actor) => Promise<readonly string[]> = async () => [],
) {
  mkdirSync(config.storageDir, { recursive: true })
  const db = openDatabase(archiveFile(config))
  const own = log ?? createLog(config.logLevel, name)
  const { archiveId, epoch } = await identity(db)
  const stores = storesOf(db, clock)
  const transact = transactions(db, (tx) => storesOf(tx, clock))
  const originals = createDiskOriginals(config.storageDir)
  const dates = createDates(stores.settings)
  const names = createNames(stores.authorities)
  const reader = createTextReader(startPool)
  const base = { ...stores, transact, clock, log: own, wake, originals, epoch, dates, names, reader }
  const reuse = createReuse({ ...base, pairs: createReuseReader(db) })
  const accessions = createAccessions({ ...base, reuse, timeZone: config.timeZone })
  const items = createItems({ ...base, accessions, reuse })
  const review = createReview({
    ...base,
    items,
    store: stores.items,
    accessionStore: stores.accessions,
    settings: async () => settingsAt(await stores.settings.rows()).values,
  })
  const users = createUsers({ ...base, anonymousReading: config.anonymousReading })
  const settings = createSettings(base)
  const source = async (accessionId: string) => {
    const accession = await stores.accessions.get(accessionId)
    return accession ? sourceOf(accession) : null
  }
  const texts = createTexts({ ...base, source })
  const { maxFileBytes } = config
  const receive = createReceive({ ...base, maxFileBytes })
  const features = {
    accessions,
    items,
    receive,
    uploads: createUploads({
      ...base,
      partialFiles: createPartialFiles(config.storageDir),
      accessions,
      receive,
      maxFileBytes,
    }),
    texts,
    transcriptions: createTranscriptions({ ...base, items, texts }),
    jobs: createJobs(base),
    users,
    grants: createGrants({ ...base, forget: users.forget }),
    audit: createAudit(base),
    preservation: createPreservation({ ...base, backups: backupsOf(config) }),
    reports: createReports(base),
    settings,
    statistics: createStatistics({ ...base, officeName: settings.officeName }),
    desk: createDesk({ ...base, timeZone: config.timeZone }),
    sample: createSample({ ...base, accessionStore: stores.accessions, itemStore: stores.items, items }),
    chronology: createChronology(base),
    authorities: createAuthorities({ ...base, standing }),
    importList: createImportList(base),
    review,
    metadata: createMetadata({ ...base, items, store: stores.items, accessions }),
    tables: createTableWriter(),
    reuse,
  }
  const stamp: IndexStamp = {
    archiveId,
    epoch,
    foldVersion: FOLD_VERSION,
    layoutVersion: LAYOUT_VERSION,
    datesVersion: DATES_VERSION,
    documentVersion: DOCUMENT_VERSION,
  }
  return { db, stores, transact, originals, reader, clock, log: own, epoch, stamp, features, base }
}

export async function createWeb(config: Config, options: Options = {}) {
  const { search, warm, close: closeSearch } = createRemoteReading(config)
  const archive = await createArchive(config, options, 'web', (actor) => search.standing(actor))
  const { features, stores, log, originals } = archive
  const citations = createCitations(features)
  const word = createWordWriter()
  const baskets = createBaskets({
    ...archive.base,
    ...features,
    baskets: stores.baskets,
    citations,
    search,
    word,
  })
  const savedSearches = createSavedSearches({ ...archive.base, search })
  const derivatives = createDiskDerivatives(derivativesDir(config), {
    cacheBytes: THUMBNAIL_CACHE,
    tileBytes: TILE_CACHE,
  })
  const files = createFiles({
    items: features.items,
    originals,
    derivatives,
    anonymousReading: config.anonymousReading,
  })
  const cutter = createImageCutter(startPool, PICTURES_IN_FLIGHT)
  const images = createImageService({
    items: features.items,
    derivatives,
    cutter,
    anonymousReading: config.anonymousReading,
    cacheBytes: PICTURE_CACHE,
  })
  const presentations = createPresentations({
    items: features.items,
    objects: stores.objects,
    texts: features.texts,
    pages: stores.texts,
    officeName: async () => settingsAt(await stores.settings.rows()).values.officeName,
    anonymousReading: config.anonymousReading,
  })
  const streams = createStreams()
  const metrics = createMetrics(() => stores.jobs.depth())
  const isHttps = config.publicUrl?.startsWith('https:') ?? false
  const parts = {
    records: async () => ((await readMeta(archive.db, 'archiveId')) ? null : 'no identity'),
    originals: async () => ((await originals.free()) > 0 ? null : 'full'),
    search: async () => ((await readMeta(archive.db, 'searchFile')) ? null : 'building'),
    disk: async () => ((await originals.free()) > 256 * (1 << 20) ? null : 'less than 256 MiB free'),
  }
  const routes = allRoutes({
    word,
    ...features,
    search,
    citations,
    baskets,
    savedSearches,
    files,
    images,
    presentations,
    cursors: createCursors(archive.stamp.archiveId),
    streams,
    metrics,
    parts,
    isHttps,
    originOf: originOf(config.publicUrl, config.trustProxy),
    metricsToken: config.metricsToken,
    version: config.version,
  })
  const koa = createServer({
    routes,
    authenticate: features.users.authenticate,
    admit,
    refused: (actor, code, path, address) => features.audit.refused(actor, `${code} ${path}`, address),
    observed: metrics.observed,
    log,
    site: createSite(CLIENT),
    trustProxy: config.trustProxy,
    publicUrl: config.publicUrl,
  })
  const admin = await features.users.ensureAdmin(config.adminPassword)
  const flush = setInterval(() => void features.audit.flush(), 5000)
  // Whole uploads that a crash or a full disk kept from being received.
  const finishUploads = () =>
    features.uploads.finish().catch((error) => log.error({ err: error }, 'uploads not finished'))
  const finishing = setInterval(finishUploads, MINUTE)
  let server: Server | null = null

  return {
    features: { ...features, search, files },
    routes,
    /** The administrator that was made at this start, or null. */
    admin,
    log,
    koa,
    async listen(): Promise<string> {
      // A slow upload may take hours; slow headers may not.
      server = createHttpServer(
        { requestTimeout: 0, headersTimeout: 30_000, keepAliveTimeout: 30_000, maxHeaderSize: LONGEST_HEAD },
        koa.callback(),
      )
      server.on('clientError', answerUnreadable)
      await new Promise<void>((resolve, reject) =>
        server!.once('error', reject).listen(config.port, config.host, resolve),
      )
      warm()
      void finishUploads()
      const { port } = server.address() as { port: number }
      const host = config.host.includes(':') ? `[${config.host}]` : config.host
      return `http://${host}:${port}`
    },
    async close(): Promise<void> {
      clearInterval(flush)
      clearInterval(finishing)
      streams.close()
      if (server) {
        const closed = new Promise((resolve) => server!.close(resolve))
        server.closeIdleConnections()
        const impatient = setTimeout(() => server?.closeAllConnections(), 5000)
        await closed
        clearTimeout(impatient)
      }
      await features.audit.flush()
      await Promise.all([closeSearch(), cutter.close(), archive.reader.close()])
      await archive.db.destroy()
    },
  }
}

export async function createWork(config: Config, options: Options = {}) {
  const archive = await createArchive(config, options, 'worker')
  const { stores, base, features, reader, log, clock } = archive
  const derivatives = createDiskDerivatives(derivativesDir(config), { cacheBytes: 0 })
  const images = createImageEngine(startPool, config.ingestConcurrency)
  const embedded = embeddedIndex(config, archive.db, false)
  const answering = await answeringIndex(config, embedded)
  const indexes = answering === embedded ? [embedded] : [embedded, answering]
  const indexed = { ...base, indexes, stamp: archive.stamp, documentsOf: createDocuments(base) }
  const indexing = createIndexing(indexed)
  const rebuilding = createRebuilding({ ...indexed, exclusively: indexing.exclusively })
  const prints = createFingerprintStore(derivativesDir(config))
  const { archiveId, epoch, foldVersion, layoutVersion } = archive.stamp
  const printStamp = { archiveId, epoch, foldVersion, layoutVersion, winnowVersion: WINNOW_VERSION }
  const expand = createExpand({ ...base, receive: features.receive })
  const preferred = async (accessionId: string) => {
    const accession = await stores.accessions.get(accessionId)
    const source = accession ? sourceOf(accession) : ''
    return (await stores.accessions.encodings([source])).get(source) ?? null
  }
  const readFile = createReadFile({ ...base, derivatives, expand, preferred })
  const renderItem = createRenderItem({ ...base, derivatives, images, maxPixels: config.maxPixels })
  const told = async (job: Job, state: { phase?: string; done: number; total: number }) => {
    await stores.jobs.progress(job.id, state)
    // The records answer at once, in the same turn: a job that only asks them would let nobody else in the process have one.
    await othersTurn()
    return (await stores.jobs.get(job.id))?.state !== 'cancelled'
  }
  const progress = (job: Job, done: number, total: number) => told(job, { done, total })
  let isStopping = false
  /** For what goes on where it stood: the end of the service need not wait for it. */
  const interruptible = async (job: Job, state: Parameters<typeof told>[1]) => {
    if (isStopping) throw new Interrupted()
    return told(job, state)
  }
  const describeMany = createDescribeMany({ items: features.items, review: features.review, progress })
  const guess = createGuess(base)
  const matchAgain = createMatchAgain({
    ...base,
    progress: (job, done, total) => interruptible(job, { done, total }),
  })
  const loadSample = createLoadSample({
    ...base,
    accessionStore: stores.accessions,
    itemStore: stores.items,
    items: features.items,
    accessions: features.accessions,
    receive: features.receive,
    material: createSampleMaterial(SAMPLE),
    progress,
  })
  const redate = createRedate({ ...base, progress, redating: () => redatingOf(stores.settings), mentionsIn })

  const compare = createCompare({ ...base, prints, stamp: printStamp })

  const each = (run: (job: Job) => Promise<unknown>) => (jobs: readonly Job[]) =>
    Promise.all(
      jobs.map((job) =>
        run(job).then(
          () => ({ is: 'done' as const }),
          (error) => outcomeOf(error),
        ),
      ),
    )
  const rebuildJob = createRebuildJob({ rebuilding, jobs: stores.jobs, progress: interruptible })
  /** At once and without a queue: where nobody else has the archive open. */
  const rebuildNow = () => rebuilding.rebuild({ id: randomUUID(), isOutdatedOnly: false }, async () => true)
  const runBackup = async (job: Job): Promise<Outcome> => {
    if (config.backupDir === null) throw new Fault('backup.no-folder')
    const { damaged, ...note } = await backUp(
      config,
      config.backupDir,
      (done) => void stores.jobs.progress(job.id, { done, total: null }),
    )
    if (damaged.length) throw new Fault('backup.damaged', { count: damaged.length })
    return { is: 'done', result: { ...note } }
  }
  const upkeep = async (job: Job) => {
    if (job.kind === 'fixity')
      return features.preservation.runFixity(job, (done, total) => interruptible(job, { done, total }))
    if (job.kind === 'backup') return runBackup(job)
    if (job.kind === 'describe') return describeMany(job)
    if (job.kind === 'redate') return redate(job)
    if (job.kind === 'sample') return loadSample(job)
    if (job.kind === 'match') return matchAgain(job)
    return rebuildJob.run(job)
  }
  const lanes: Record<Lane, LaneWork> = {
    index: { batch: 100, parallel: 1, run: (jobs) => indexing.index(jobs) },
    read: { batch: 1, parallel: 2, run: each((job) => (job.kind === 'guess' ? guess(job) : readFile(job))) },
    render: { batch: 1, parallel: config.ingestConcurrency, run: each(renderItem) },
    upkeep: { batch: 1, parallel: 1, run: ([job]) => upkeep(job!).then((outcome) => [outcome]) },
    compare: {
      batch: 1,
      parallel: 1,
      run: async ([job]) => [await compare((done, total) => interruptible(job!, { done, total }))],
    },
  }
  const worker = createWorker({ jobs: stores.jobs, clock, log, lanes })
  const tidy = async () => {
    await stores.sessions.deleteOlder(clock.now() - 7 * 24 * 60 * MINUTE, clock.now() - 12 * 60 * MINUTE)
    await stores.jobs.forget(clock.now() - 90 * 24 * 60 * MINUTE)
    await features.preservation.sweep()
    await features.uploads.expire()
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
        isStopping = true
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
      isStopping = true
      await worker.stop()
      await Promise.all([reader.close(), images.close()])
      if (answering !== embedded) await answering.close()
      await embedded.close()
      await prints.close()
      await archive.db.destroy()
    },
  }
}
