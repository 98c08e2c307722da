/** Rows of what is printed already. */
export interface PrintedPartRow {
  item_id: string
  volume_id: string
  ord: number
  kind: string
  column_title: string
  title: string
  byline: string
  page_from: string
  page_to: string
}
export interface PrintedImportRow {
  id: string
  state: string
  fields: string
  frozen: string | null
  volume_id: string | null
  job_id: string | null
  revision: number
  created_by: string
  created_name: string
  created_at: string
  updated_at: string
}
