/** What every process has: the records, the originals, and the use-cases over them. */
import { mkdirSync } from 'node:fs'
import { sourceOf } from '../accessions/accession.ts'
import { createAccessions } from '../accessions/accessions.ts'
import { createReceive } from '../accessions/receive.ts'
import { createUploads } from '../accessions/uploads.ts'
import { startPool } from '../adapters/child/pool.ts'
import { readBackupNote } from '../adapters/disk/copies.ts'
import { createExportFiles } from '../adapters/disk/export-files.ts'
import { createDiskOriginals } from '../adapters/disk/originals.ts'
import { createPartialFiles } from '../adapters/disk/partial-files.ts'
import { writeChapterDocx } from '../adapters/docx/chapter-writer.ts'
import { createLog } from '../adapters/pino/log.ts'
import { createDrawPages } from '../adapters/readers/draw-pages.ts'
import { createTextReader } from '../adapters/readers/text-reader.ts'
import { openDatabase, transactions } from '../adapters/sqlite/database.ts'
import { identity } from '../adapters/sqlite/meta.ts'
import { createReuseReader } from '../adapters/sqlite/reuse-reader.ts'
import { createTableWriter } from '../adapters/xlsx/table-writer.ts'
import { createAudit } from '../audit/audit.ts'
import { createAuthorities } from '../authorities/authorities.ts'
import { createImportList } from '../authorities/import.ts'
import { createNames } from '../authorities/name-list.ts'
import { createCitations } from '../citations/citations.ts'
import { createReferences } from '../citations/references.ts'
import type { Config } from '../config.ts'
import { createDesk } from '../desk/desk.ts'
import { createDispatches } from '../dispatches/dispatches.ts'
import { createFees } from '../fees/fees.ts'
import { DATES_VERSION } from '../hanzi/dates/dates.ts'
import { FOLD_VERSION } from '../hanzi/fold.ts'
import { LAYOUT_VERSION } from '../hanzi/layout/layout.ts'
import { createItems } from '../items/items.ts'
import { createMetadata } from '../items/metadata/metadata.ts'
import { createReview } from '../items/review.ts'
import { createJobs } from '../jobs/jobs.ts'
import type { Actor } from '../policy.ts'
import { type Clock, systemClock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import { DOCUMENT_VERSION, type IndexStamp } from '../ports/search-index.ts'
import { createPreservation } from '../preservation/preservation.ts'
import { createImports } from '../printed/imports.ts'
import { createPrintedVolumes } from '../printed/printed-volumes.ts'
import { createVolumeAuthors } from '../publications/author-notes.ts'
import { createChapterFiles } from '../publications/chapter-files.ts'
import { createChapters } from '../publications/chapters.ts'
import { createChronicles } from '../publications/chronicles.ts'
import { createCiting } from '../publications/citing.ts'
import { createClearance } from '../publications/clearance.ts'
import { createExports } from '../publications/exports.ts'
import { createGenerate } from '../publications/generating.ts'
import { createHints } from '../publications/hints.ts'
import { createLedger } from '../publications/ledger.ts'
import { createOpinions } from '../publications/opinions.ts'
import { createOutlines } from '../publications/outlines.ts'
import { createPlates } from '../publications/plates.ts'
import { createBookContents } from '../publications/printings/book-contents.ts'
import { createErrata } from '../publications/printings/errata.ts'
import { createErratumUses } from '../publications/printings/erratum-uses.ts'
import { createPrintingJob } from '../publications/printings/printing-job.ts'
import { createPrintings } from '../publications/printings/printings.ts'
import { proofStanding } from '../publications/proof.ts'
import { createProofs } from '../publications/proofs.ts'
import { createPublications } from '../publications/publications.ts'
import { createReviews } from '../publications/reviews.ts'
import { createSigning } from '../publications/signing.ts'
import { createSources } from '../publications/sources.ts'
import { createUsage } from '../publications/usage.ts'
import { createReports } from '../reports/reports.ts'
import { createReuse } from '../reuse/reuse.ts'
import { createRights } from '../rights/rights.ts'
import { createSample } from '../sample/sample.ts'
import { createChronology } from '../settings/chronology.ts'
import { settingsAt } from '../settings/setting.ts'
import { createSettings } from '../settings/settings.ts'
import { createDates } from '../settings/tables.ts'
import { createStatistics } from '../statistics/statistics.ts'
import { createFollowChapters, createFollowPrinting } from '../submissions/compiling.ts'
import { createTexts } from '../texts/texts.ts'
import { createTranscriptions } from '../transcriptions/transcriptions.ts'
import { createGrants } from '../users/grants.ts'
import { createUsers } from '../users/users.ts'
import { bookWriters } from './book-writers.ts'
import { archiveFile } from './reading.ts'
import { storesOf } from './stores.ts'

const backupsOf = ({ backupDir }: Config) => ({
  isSet: backupDir !== null,
  madeAt: async () =>
    backupDir === null ? null : (((await readBackupNote(backupDir))?.madeAt as string | undefined) ?? null),
})

export interface Options {
  clock?: Clock
  log?: Log
  /** Tells the worker that something waits. */
  wake?: () => void
}

export type Archive = Awaited<ReturnType<typeof createArchive>>

export async function createArchive(
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
  const source = async (accessionId: string) => {
    const accession = await stores.accessions.get(accessionId)
    return accession ? sourceOf(accession) : null
  }
  const isOfVolume = async (itemId: string) => (await stores.printed.ofItems([itemId])).has(itemId)
  const base = {
    ...stores,
    isOfVolume,
    transact,
    clock,
    log: own,
    wake,
    originals,
    epoch,
    dates,
    names,
    reader,
    source,
  }
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
  const texts = createTexts(base)
  const usage = createUsage(stores)
  const citations = createCitations({ items, texts, settings })
  const references = createReferences({ ...base, citations })
  const citing = createCiting({ ...base, references })
  const follow = createFollowChapters(base)
  const plates = createPlates({ ...base, items })
  const chapters = createChapters({ ...base, texts, follow })
  const authors = createVolumeAuthors(base)
  const generate = createGenerate({ ...base, items, texts, authors })
  const clearance = createClearance({ ...base, itemStore: stores.items })
  const files = createExportFiles(config.storageDir)
  const { maxFileBytes } = config
  const receive = createReceive({ ...base, maxFileBytes })
  const exports = createExports({
    ...base,
    citing,
    generate,
    files,
    writers: bookWriters,
    clearance,
    pictured: plates,
    drawPages: createDrawPages(base.reader),
  })
  const reports = createReports(base)
  const contents = createBookContents({ ...base, pictured: plates })
  const fees = createFees({ ...base, contents })
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
    reports,
    publications: createPublications(base),
    imports: createImports(base),
    printedVolumes: createPrintedVolumes(base),
    outlines: createOutlines({ ...base, follow }),
    chapters,
    chapterFiles: createChapterFiles({ clearance, chapters, citing, reader, writer: writeChapterDocx }),
    sources: createSources({ ...base, items, texts, usage }),
    reviews: createReviews({ ...base, proofsOf: async (id) => proofStanding(await stores.proofs.rounds(id)) }),
    proofs: createProofs({
      ...base,
      confirm: users.confirm,
      content: chapters,
      citing,
      generate,
      pictured: plates,
      weights: async () => settingsAt(await stores.settings.rows()).values.proofWeights,
    }),
    opinions: createOpinions(base),
    signing: createSigning({ ...base, confirm: users.confirm }),
    ledger: createLedger(base),
    exports,
    printings: createPrintings({ ...base, pictured: plates, exports }),
    printingJob: createPrintingJob({ ...base, follow: createFollowPrinting(base) }),
    fees,
    dispatches: createDispatches({ ...base, contents, fees }),
    errata: createErrata({
      ...base,
      texts,
      pictured: plates,
      uses: createErratumUses({ ...base, texts, pictured: plates }),
      reports,
      reportStore: stores.reports,
    }),
    plates,
    volumeAuthors: authors,
    chronicles: createChronicles(base),
    clearance,
    rights: createRights({ ...base, items, itemStore: stores.items }),
    exportFiles: files,
    citations,
    references,
    citing,
    hints: createHints(base),
    settings,
    statistics: createStatistics({ ...base, officeName: settings.officeName }),
    desk: createDesk({ ...base, timeZone: config.timeZone, lacking: review.lacking }),
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
  return { db, stores, base, features, usage, follow, stamp }
}
