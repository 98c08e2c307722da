/** Every URL of the service, by noun; each file shows its paths in full. */
import type { Accessions } from '../accessions/accessions.ts'
import type { Receive } from '../accessions/receive.ts'
import type { Uploads } from '../accessions/uploads.ts'
import type { Audit } from '../audit/audit.ts'
import type { Authorities } from '../authorities/authorities.ts'
import type { ImportList } from '../authorities/import.ts'
import type { Baskets } from '../baskets/baskets.ts'
import type { Citations } from '../citations/citations.ts'
import type { References } from '../citations/references.ts'
import type { Desk } from '../desk/desk.ts'
import type { Dispatches } from '../dispatches/dispatches.ts'
import type { Fees } from '../fees/fees.ts'
import type { Cursors } from '../http/cursor.ts'
import type { OriginOf } from '../http/origin.ts'
import type { Route } from '../http/route.ts'
import type { Streams } from '../http/sse.ts'
import type { Files } from '../images/files.ts'
import type { ImageService } from '../images/image-service.ts'
import type { Presentations } from '../images/presentation.ts'
import type { Items } from '../items/items.ts'
import type { Metadata } from '../items/metadata/metadata.ts'
import type { Review } from '../items/review.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Actor } from '../policy.ts'
import type { TableWriter } from '../ports/table-writer.ts'
import type { WordWriter } from '../ports/word-writer.ts'
import type { Preservation } from '../preservation/preservation.ts'
import type { Imports } from '../printed/imports.ts'
import type { PrintedVolumes } from '../printed/printed-volumes.ts'
import type { VolumeAuthors } from '../publications/author-notes.ts'
import type { ChapterFiles } from '../publications/chapter-files.ts'
import type { Chapters } from '../publications/chapters.ts'
import type { Chronicles } from '../publications/chronicles.ts'
import type { Citing } from '../publications/citing.ts'
import type { Clearance } from '../publications/clearance.ts'
import type { Exports } from '../publications/exports.ts'
import type { Hints } from '../publications/hints.ts'
import type { Ledger } from '../publications/ledger.ts'
import type { Opinions } from '../publications/opinions.ts'
import type { Outlines } from '../publications/outlines.ts'
import type { Plates } from '../publications/plates.ts'
import type { Errata } from '../publications/printings/errata.ts'
import type { Printings } from '../publications/printings/printings.ts'
import type { Proofs } from '../publications/proofs.ts'
import type { Publications } from '../publications/publications.ts'
import type { Reviews } from '../publications/reviews.ts'
import type { Signing } from '../publications/signing.ts'
import type { Sources } from '../publications/sources.ts'
import type { Reports } from '../reports/reports.ts'
import type { Comparing } from '../reuse/comparing.ts'
import type { Reuse } from '../reuse/reuse.ts'
import type { Rights } from '../rights/rights.ts'
import type { Sample } from '../sample/sample.ts'
import type { SavedSearches } from '../saved-searches/saved-searches.ts'
import type { Search } from '../search/search.ts'
import type { Chronology } from '../settings/chronology.ts'
import type { Settings } from '../settings/settings.ts'
import type { Statistics } from '../statistics/statistics.ts'
import type { Submissions } from '../submissions/submissions.ts'
import type { Texts } from '../texts/texts.ts'
import type { Topics } from '../topics/topics.ts'
import type { Transcriptions } from '../transcriptions/transcriptions.ts'
import type { Grants } from '../users/grants.ts'
import type { Users } from '../users/users.ts'
import { accessionPaperRoutes } from './accession-papers.ts'
import { accessionRoutes } from './accessions.ts'
import { adminRoutes } from './admin.ts'
import { authorityRoutes } from './authorities.ts'
import { basketRoutes } from './baskets.ts'
import { catalogueRoutes } from './catalogues.ts'
import { chapterSourceRoutes } from './chapter-sources.ts'
import { chapterRoutes } from './chapters.ts'
import { chronologyRoutes } from './chronology.ts'
import { citationRoutes } from './citations.ts'
import { concordanceRoutes } from './concordance.ts'
import { deskRoutes } from './desk.ts'
import { dispatchRoutes } from './dispatches.ts'
import { feeRoutes } from './fees.ts'
import { generatedPartRoutes } from './generated-parts.ts'
import { healthRoutes, type Metrics } from './health.ts'
import { hintRoutes } from './hints.ts'
import { imageRoutes } from './iiif-image.ts'
import { presentationRoutes } from './iiif-presentation.ts'
import { itemRoutes } from './items.ts'
import { jobRoutes } from './jobs.ts'
import { metadataRoutes } from './metadata.ts'
import { objectRoutes } from './objects.ts'
import { docsRoutes, openApiDocument } from './openapi.ts'
import { outlineRoutes } from './outlines.ts'
import { plateRoutes } from './plates.ts'
import { printedRoutes } from './printed.ts'
import { printingRoutes } from './printings.ts'
import { proofRoutes } from './proofs.ts'
import { publicationRoutes } from './publications.ts'
import { quotationRoutes } from './quotations.ts'
import { receivedLineRoutes } from './received-lines.ts'
import { receivingRoutes } from './receiving.ts'
import { referenceRoutes } from './references.ts'
import { reportRoutes } from './reports.ts'
import { reuseRoutes } from './reuse.ts'
import { reviewRoutes } from './reviews.ts'
import { rightsRoutes } from './rights.ts'
import { sampleRoutes } from './sample.ts'
import { savedSearchRoutes } from './saved-searches.ts'
import { searchRoutes } from './search.ts'
import { settingRoutes } from './settings.ts'
import { statisticsRoutes } from './statistics.ts'
import { submissionRoutes } from './submissions.ts'
import { textRoutes } from './texts.ts'
import { topicRoutes } from './topics.ts'
import { transcriptionRoutes } from './transcriptions.ts'
import { uploadRoutes } from './uploads.ts'
import { sessionRoutes, userRoutes } from './users.ts'

export interface Features {
  accessions: Accessions
  receive: Receive
  word: WordWriter
  uploads: Uploads
  items: Items
  metadata: Metadata
  review: Review
  tables: TableWriter
  texts: Texts
  transcriptions: Transcriptions
  files: Files
  images: ImageService
  presentations: Presentations
  search: Search & Comparing
  jobs: Jobs
  users: Users
  grants: Grants
  audit: Audit
  preservation: Preservation
  reuse: Reuse
  settings: Settings
  sample: Sample
  desk: Desk
  statistics: Statistics
  citations: Citations
  references: References
  citing: Citing
  hints: Hints
  baskets: Baskets
  publications: Publications
  imports: Imports
  printedVolumes: PrintedVolumes
  outlines: Outlines
  chapters: Chapters
  plates: Plates
  volumeAuthors: VolumeAuthors
  chronicles: Chronicles
  chapterFiles: ChapterFiles
  clearance: Clearance
  rights: Rights
  exports: Exports
  sources: Sources
  reviews: Reviews
  opinions: Opinions
  signing: Signing
  ledger: Ledger
  proofs: Proofs
  printings: Printings
  errata: Errata
  fees: Fees
  dispatches: Dispatches
  reports: Reports
  savedSearches: SavedSearches
  submissions: Submissions
  topics: Topics
  chronology: Chronology
  authorities: Authorities
  importList: ImportList
  cursors: Cursors
  streams: Streams
  metrics: Metrics
  parts: Record<string, () => Promise<string | null>>
  isHttps: boolean
  originOf: OriginOf
  metricsToken: string | null
  version: string
}

export function allRoutes(f: Features): Route<Actor>[] {
  let document: object | undefined
  const routes: Route<Actor>[] = [
    ...healthRoutes(f.parts, f.metrics, f.metricsToken),
    ...sessionRoutes(f.users, f.settings, f.isHttps),
    ...userRoutes(f.users, f.grants),
    ...accessionRoutes(f.accessions),
    ...receivingRoutes(f.accessions, f.receive),
    ...receivedLineRoutes(f.accessions),
    ...accessionPaperRoutes(f.accessions, f.settings, f.word),
    ...catalogueRoutes(f.items, f.files, f.accessions, f.settings, f.word, f.tables),
    ...metadataRoutes(f.metadata, f.accessions, f.tables),
    ...uploadRoutes(f.uploads),
    ...itemRoutes(f.items, f.review, f.jobs, f.cursors),
    ...textRoutes(f.texts, f.search, f.jobs),
    ...transcriptionRoutes(f.transcriptions),
    ...objectRoutes(f.files),
    ...imageRoutes(f.images, f.originOf),
    ...presentationRoutes(f.presentations, f.search, f.originOf),
    ...concordanceRoutes(f.search),
    ...reuseRoutes(f.reuse, f.search),
    ...quotationRoutes(f.search),
    ...citationRoutes(f.citations),
    ...referenceRoutes(f.references, f.citing),
    ...hintRoutes(f.hints),
    ...basketRoutes(f.baskets),
    ...publicationRoutes(f.publications, f.exports, f.jobs),
    ...printedRoutes(f.imports, f.printedVolumes, f.jobs),
    ...outlineRoutes(f.outlines),
    ...plateRoutes(f.plates, f.clearance),
    ...generatedPartRoutes(f.volumeAuthors, f.chronicles),
    ...chapterRoutes(f.chapters, f.chapterFiles, f.clearance),
    ...rightsRoutes(f.rights, f.clearance),
    ...chapterSourceRoutes(f.sources),
    ...proofRoutes(f.proofs, f.signing, f.publications, f.word, f.tables),
    ...reviewRoutes(f.reviews, f.opinions, f.signing, f.ledger, f.word),
    ...printingRoutes(f.printings, f.errata, f.publications, f.word),
    ...feeRoutes(f.fees, f.publications, f.word, f.tables),
    ...dispatchRoutes(f.dispatches, f.publications, f.word, f.tables),
    ...reportRoutes(f.reports),
    ...submissionRoutes(f.submissions, f.settings, f.word, f.tables),
    ...topicRoutes(f.topics),
    ...savedSearchRoutes(f.savedSearches),
    ...searchRoutes(f.search, f.accessions, f.preservation, f.jobs, f.cursors),
    ...jobRoutes(f.jobs, f.accessions, f.items, f.streams),
    ...adminRoutes(f.preservation, f.audit, f.jobs),
    ...deskRoutes(f.desk),
    ...statisticsRoutes(f.statistics, f.desk, f.items, f.word, f.tables),
    ...settingRoutes(f.settings),
    ...sampleRoutes(f.sample, f.jobs),
    ...chronologyRoutes(f.chronology),
    ...authorityRoutes(f.authorities, f.importList, f.search),
    ...docsRoutes(() => (document ??= openApiDocument(routes, f.version))),
  ]
  return routes
}
