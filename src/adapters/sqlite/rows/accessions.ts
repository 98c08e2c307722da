/** Batches, what was received in them, and files on the way. */
import type { Generated } from 'kysely'

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

export interface SourceEncodingRow {
  source: string
  encoding: string
  actor_id: string
  at: string
}
