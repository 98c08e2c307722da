/** The rows as Kysely sees them; the truth is migrations.ts. JSON columns are text here and parsed by their store. */
import type { Generated } from 'kysely'

export interface UserRow {
  id: string
  username: string
  display_name: string
  password_hash: string
  roles: string
  suspended_at: string | null
  created_at: string
  /** The password was made by the service and printed: to be replaced. */
  password_printed: Generated<number>
}
export interface SessionRow {
  hash: string
  user_id: string
  csrf_token: string
  created_at: number
  seen_at: number
  address: string
}
export interface TokenRow {
  id: string
  user_id: string
  name: string
  hash: string
  created_at: string
  expires_at: string
  used_at: string | null
}
export interface AccessionRow {
  id: string
  accession_number: string
  title: string
  acquisition_type: string
  contributor: string | null
  received_date: string
  handler: string
  return_original: number
  note: string
  return_due: string | null
  returned_at: string | null
  return_note: Generated<string>
  day_key: string | null
  created_by: string
  created_at: string
  closed_at: string | null
  /** 0 no, 1 of the sample, 2 of a sample that was removed. */
  sample: Generated<number>
}
export interface ReceivedFileRow {
  id: Generated<number>
  accession_id: string
  filename: string
  original_path: string | null
  outcome: string
  object_id: string | null
  item_id: string | null
  sha256: string | null
  size: number | null
  duplicate_of: string | null
  problem: string | null
  received_by: string
  received_at: string
  container_id: string | null
  member: number | null
  decision: string | null
  decided_by: string | null
  decided_at: string | null
  standing: Generated<number>
}
export interface UploadRow {
  id: string
  accession_id: string
  owner_id: string
  owner_name: string
  filename: string
  original_path: string | null
  length: number
  created_at: string
  touched_at: string
  result: string | null
}
export interface BlobRow {
  sha256: string
  size: number
  received_at: string
  render_version: Generated<number>
  rendered: Generated<string | null>
  checked_at: Generated<string | null>
  soundness: Generated<string | null>
}
export interface ItemRow {
  number: Generated<number>
  id: string
  accession_id: string
  container_id: string | null
  kind: string
  access: string
  title: string
  reference_code: string | null
  date_text: string | null
  date_edtf: string | null
  date_calendar: string | null
  date_start: string | null
  date_end: string | null
  day_min: number | null
  day_max: number | null
  creators: string
  persons: string
  places: string
  genre: string | null
  category: string | null
  caption: string | null
  description: string
  review: string
  title_sort: string
  code_sort: string
  text_revision: number | null
  char_count: number
  text_pages: number
  image_only_pages: number
  read_state: string
  read_problem: string | null
  render_state: string
  render_problem: string | null
  warnings: string
  revision: number
  index_seq: number
  indexed_seq: number
  withdrawn_at: string | null
  withdrawal_reason: string | null
  deleted_at: string | null
  deletion_reason: string | null
  created_by: string
  created_at: string
  updated_at: string
  compared_revision: Generated<number | null>
}
export interface ObjectRow {
  id: string
  item_id: string
  accession_id: string
  sha256: string
  size: number
  role: string
  ord: number
  filename: string
  filename_bytes: Uint8Array
  original_path: string | null
  media_type: string
  encoding: string | null
  width: number | null
  height: number | null
  pages: number | null
  derived_from: string | null
  received_by: string
  received_at: string
}
export interface ItemRevisionRow {
  item_id: string
  revision: number
  action: string
  actor_id: string
  actor_name: string
  at: string
  changes: string
}
export interface TextVersionRow {
  item_id: string
  revision: number
  kind: string
  parent: number | null
  text: string
  char_count: number
  encoding: string | null
  uncertain: number
  candidates: string
  object_id: string | null
  note: string
  author_id: string
  author_name: string
  created_at: string
}
export interface PageRow {
  item_id: string
  text_revision: number
  number: number
  label: string
  start: number
  end: number
  object_id: string | null
}
export interface GrantRow {
  item_id: string
  user_id: string
  purpose: string
  expires_at: string
  granted_by: string
  granted_at: string
}
export interface AccessRequestRow {
  id: string
  item_id: string
  user_id: string
  purpose: string
  requested_at: string
  decision: string | null
  decided_by: string | null
  decided_at: string | null
  reason: string | null
  expires_at: string | null
}
export interface JobRow {
  id: string
  kind: string
  subject: string
  lane: number
  state: string
  attempts: number
  run_after: number
  lease_until: number | null
  lease_owner: string | null
  input: string
  phase: string | null
  done: number
  total: number | null
  result: string | null
  problem: string | null
  requested_by: string
  created_at: number
  finished_at: number | null
}
export interface AuditRow {
  seq: Generated<number>
  at: string
  actor_id: string
  actor_name: string
  address: string
  act: string
  subject: string
  details: string
  hash: string
}
export interface RefusalRow {
  actor_id: string
  actor_name: string
  act: string
  minute: string
  count: number
}
export interface FixityRunRow {
  id: string
  job_id: string | null
  requested_by: string
  started_at: string
  finished_at: string | null
  total: number
  checked: number
}
export interface FixityFindingRow {
  run_id: string
  sha256: string
  object_id: string
  item_id: string
  kind: string
}

export interface LayoutRow {
  item_id: string
  text_revision: number
  version: number
  layout: string
}

export interface SettingRow {
  kind: string
  id: string
  since: number
  until: number | null
  value: string
}

export interface BasketRow {
  id: string
  owner_id: string
  title: string
  note: string
  created_at: string
  updated_at: string
}

export interface BasketEntryRow {
  id: string
  basket_id: string
  item_id: string
  text_revision: number | null
  start: number | null
  end: number | null
  note: string
  ord: number
  created_at: string
}

export interface AuthorityRow {
  id: string
  kind: string
  name: string
  in_text: number
  aliases: string
  existence: string | null
  history: string
  note: string
  identifiers: string
  status: string
  revision: number
  name_sort: string
  names_key: string
  merged_into: string | null
  merged: string | null
  deleted_at: string | null
  deletion_reason: string | null
  created_by: string
  created_at: string
  updated_at: string
  changed: Generated<number>
}
export interface AuthorityNameRow {
  authority_id: string
  ord: number
  key: string
  name: string
  in_text: number
  readings: Generated<string>
}
export interface AuthorityRevisionRow {
  authority_id: string
  revision: number
  action: string
  actor_id: string
  actor_name: string
  at: string
  changes: string
}

export interface ReusePairRow {
  id: string
  later_id: string
  earlier_id: string
  later_revision: number
  earlier_revision: number
  characters: number
  later_share: number
  earlier_share: number
  kind: string
  quote: string
  passage_count: number
  passages: string
  found_at: string
  revision: number
  decision: string | null
  note: Generated<string>
  decided_by: string | null
  decided_name: string | null
  decided_at: string | null
}
/** A view: each pair as its two items see it. */
export interface ReuseSideRow {
  pair_id: string
  is_later: number
  item_id: string
  other_id: string
  item_text: number
  other_text: number
  share: number
  other_share: number
  kind: string
  characters: number
  quote: string
  passage_count: number
  passages: string
  found_at: string
  pair_revision: number
  decision: string | null
  note: string
  decided_by: string | null
  decided_name: string | null
  decided_at: string | null
}
export interface ReportRow {
  id: string
  item_id: string
  kind: string
  text_revision: number | null
  start: number | null
  end: number | null
  exact: string
  prefix: string
  suffix: string
  page: number | null
  object_id: string | null
  object_page: number | null
  proposal: string
  remark: string
  reporter_id: string
  reporter_name: string
  reported_at: string
  outcome: string | null
  reason: Generated<string>
  corrected_revision: number | null
  decided_by: string | null
  decided_name: string | null
  decided_at: string | null
}
export interface SavedSearchRow {
  id: string
  owner_id: string
  name: string
  filters: string
  display: string
  seen: string
  created_at: string
  opened_at: string
}
export interface NameGuessRow {
  item_id: string
  text_revision: number
  version: number
  guesses: string
}

export interface SourceEncodingRow {
  source: string
  encoding: string
  actor_id: string
  at: string
}
export interface TranscriptionRow {
  item_id: string
  stage: string
  ended: string
  updated_at: string
}
export interface TranscriptionDraftRow {
  item_id: string
  object_id: string
  page: number
  text: string
  base: string
  is_done: number
  revision: number
  actor_id: string
  actor_name: string
  at: string
}
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
}
