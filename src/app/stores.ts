/** Every store over one connection, or within one transaction of it. */
import { createAccessionStore } from '../adapters/sqlite/accessions.ts'
import { createAuditLog } from '../adapters/sqlite/audit.ts'
import { createAuthorityStore } from '../adapters/sqlite/authorities.ts'
import { createBasketStore } from '../adapters/sqlite/baskets.ts'
import { createChapterStore } from '../adapters/sqlite/chapters.ts'
import type { Database } from '../adapters/sqlite/database.ts'
import { createDeskStore } from '../adapters/sqlite/desk.ts'
import { createDispatchStore } from '../adapters/sqlite/dispatches.ts'
import { createFeeStore } from '../adapters/sqlite/fees.ts'
import { createFixityStore } from '../adapters/sqlite/fixity.ts'
import { createGeneratedStore } from '../adapters/sqlite/generated-parts.ts'
import { createItemStore } from '../adapters/sqlite/items.ts'
import { createJobStore } from '../adapters/sqlite/jobs.ts'
import { createGuessStore } from '../adapters/sqlite/name-guesses.ts'
import { createObjectStore } from '../adapters/sqlite/objects.ts'
import { createPlateStore } from '../adapters/sqlite/plates.ts'
import { createPrintedStore } from '../adapters/sqlite/printed.ts'
import { createErratumStore, createPrintingStore } from '../adapters/sqlite/printings.ts'
import { createProofingStore } from '../adapters/sqlite/proofing.ts'
import { createProofStore } from '../adapters/sqlite/proofs.ts'
import { createPublicationStore } from '../adapters/sqlite/publications.ts'
import { createReferenceStore } from '../adapters/sqlite/references.ts'
import { createReportStore } from '../adapters/sqlite/reports.ts'
import { createReuseStore } from '../adapters/sqlite/reuse.ts'
import { createReviewStore } from '../adapters/sqlite/reviews.ts'
import { createRightsStore } from '../adapters/sqlite/rights.ts'
import { createSavedSearchStore } from '../adapters/sqlite/saved-searches.ts'
import { createSettingStore } from '../adapters/sqlite/settings.ts'
import { createStatisticsStore } from '../adapters/sqlite/statistics.ts'
import { createSubmissionStore } from '../adapters/sqlite/submissions.ts'
import { createTextStore } from '../adapters/sqlite/texts.ts'
import { createTopicStore } from '../adapters/sqlite/topics.ts'
import { createTranscriptionStore } from '../adapters/sqlite/transcriptions.ts'
import { createUploadStore } from '../adapters/sqlite/uploads.ts'
import { createGrantStore, createSessionStore, createTokenStore, createUserStore } from '../adapters/sqlite/users.ts'
import type { Clock } from '../ports/clock.ts'

export function storesOf(db: Database, clock: Clock) {
  return {
    accessions: createAccessionStore(db),
    uploads: createUploadStore(db),
    items: createItemStore(db),
    references: createReferenceStore(db),
    proofing: createProofingStore(db),
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
    publications: createPublicationStore(db),
    printed: createPrintedStore(db),
    chapters: createChapterStore(db),
    reviews: createReviewStore(db),
    submissions: createSubmissionStore(db),
    plates: createPlateStore(db),
    generated: createGeneratedStore(db),
    topics: createTopicStore(db),
    proofs: createProofStore(db),
    printings: createPrintingStore(db),
    errata: createErratumStore(db),
    fees: createFeeStore(db),
    dispatches: createDispatchStore(db),
    rights: createRightsStore(db),
    savedSearches: createSavedSearchStore(db),
    transcriptions: createTranscriptionStore(db),
    authorities: createAuthorityStore(db),
    reports: createReportStore(db),
    reuse: createReuseStore(db),
    guesses: createGuessStore(db),
  }
}
