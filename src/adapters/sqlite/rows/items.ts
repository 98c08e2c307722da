/** Items, their history, their files and the bytes of these. */
import type { Generated } from 'kysely'

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

export interface ItemRevisionRow {
  item_id: string
  revision: number
  action: string
  actor_id: string
  actor_name: string
  at: string
  changes: string
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
  part_from: number | null
  part_to: number | null
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
