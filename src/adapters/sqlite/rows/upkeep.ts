/** Jobs, checks and settings. */

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

export interface SettingRow {
  kind: string
  id: string
  since: number
  until: number | null
  value: string
}
