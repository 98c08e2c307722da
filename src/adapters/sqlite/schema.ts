/** The tables as Kysely sees them; the truth is migrations.ts. JSON columns are text here and parsed by their store. */
import type { Generated } from 'kysely'
import type { AccessionRow, ReceivedFileRow, SourceEncodingRow, UploadRow } from './rows/accessions.ts'
import type { AuthorityNameRow, AuthorityRevisionRow, AuthorityRow } from './rows/authorities.ts'
import type { BlobRow, ItemRevisionRow, ItemRow, ObjectRow } from './rows/items.ts'
import type { AccessRequestRow, AuditRow, GrantRow, RefusalRow, SessionRow, TokenRow, UserRow } from './rows/people.ts'
import type { PrintedImportRow, PrintedPartRow } from './rows/printed.ts'
import type {
  DispatchRow,
  ErratumKeptRow,
  ErratumRow,
  ExchangeUnitRow,
  FeePaymentRow,
  FeeSheetRow,
  PrintingRow,
} from './rows/printings.ts'
import type { ChapterRow, ChapterVersionRow, PlateRow, ReferenceRow, VolumeRow } from './rows/publications.ts'
import type { BasketEntryRow, BasketRow, ReportRow, SavedSearchRow } from './rows/readers.ts'
import type { ReusePairRow, ReuseSideRow } from './rows/reuse.ts'
import type {
  ProofDifferenceRow,
  ProofRoundRow,
  PublisherReviewRow,
  ReviewFileRow,
  ReviewOpinionRow,
  ReviewRoundRow,
} from './rows/reviews.ts'
import type { ConsentRow, ItemRightsRow } from './rows/rights.ts'
import type { SubmissionRow, SubmissionStepRow, TopicRow } from './rows/submissions.ts'
import type {
  LayoutRow,
  NameGuessRow,
  PageRow,
  TextVersionRow,
  TranscriptionDraftRow,
  TranscriptionRow,
} from './rows/texts.ts'
import type { FixityFindingRow, FixityRunRow, JobRow, SettingRow } from './rows/upkeep.ts'

export interface Schema {
  meta: { name: string; value: string }
  counters: { name: string; value: number }
  users: UserRow
  sessions: SessionRow
  tokens: TokenRow
  accessions: AccessionRow
  received_files: ReceivedFileRow
  uploads: UploadRow
  blobs: BlobRow
  items: ItemRow
  reference_codes: { code: string; item_id: string }
  objects: ObjectRow
  item_revisions: ItemRevisionRow
  text_versions: TextVersionRow
  pages: PageRow
  layouts: LayoutRow
  grants: GrantRow
  access_requests: AccessRequestRow
  jobs: JobRow
  audit: AuditRow
  refusals: RefusalRow
  fixity_runs: FixityRunRow
  fixity_findings: FixityFindingRow
  settings: SettingRow
  source_encodings: SourceEncodingRow
  transcriptions: TranscriptionRow
  transcription_drafts: TranscriptionDraftRow
  baskets: BasketRow
  basket_entries: BasketEntryRow
  reports: ReportRow
  saved_searches: SavedSearchRow
  authorities: AuthorityRow
  authority_names: AuthorityNameRow
  authority_revisions: AuthorityRevisionRow
  name_guesses: NameGuessRow
  changed_names: { seq: Generated<number>; changed: string }
  reuse_pairs: ReusePairRow
  reuse_sides: ReuseSideRow
  publications: { id: string; title: string; created_at: string }
  volumes: VolumeRow
  chapters: ChapterRow
  chapter_versions: ChapterVersionRow
  review_rounds: ReviewRoundRow
  review_opinions: ReviewOpinionRow
  review_files: ReviewFileRow
  publisher_reviews: PublisherReviewRow
  proof_rounds: ProofRoundRow
  printings: PrintingRow
  printed_items: { printing_id: string; item_id: string }
  printed_versions: { printing_id: string; chapter_id: string; revision: number }
  errata: ErratumRow
  errata_kept: ErratumKeptRow
  fee_sheets: FeeSheetRow
  fee_payments: FeePaymentRow
  exchange_units: ExchangeUnitRow
  dispatches: DispatchRow
  proof_differences: ProofDifferenceRow
  references: ReferenceRow
  plates: PlateRow
  item_rights: ItemRightsRow
  consents: ConsentRow
  volume_parts: { volume_id: string; part: string; revision: number; value: string }
  plate_orders: { volume_id: string; revision: number; ids: string }
  proofing_lists: { id: number; revision: number; lists: string }
  ignored_hints: { chapter_id: string; code: string; found: string }
  chapter_sources: { chapter_id: string; source: number; item_id: string; text_revision: number }
  topics: TopicRow
  printed_parts: PrintedPartRow
  printed_imports: PrintedImportRow
  submissions: SubmissionRow
  submission_steps: SubmissionStepRow
}
