/** What readers keep and report. */
import type { Generated } from 'kysely'

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
