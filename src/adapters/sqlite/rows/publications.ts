/** Rows of 编研: volumes, and chapters in their versions. */
export interface VolumeRow {
  id: string
  publication_id: string
  number: number | null
  title: string
  type: string
  trim: string
  editors: string
  imprint: string
  planned_chars: number
  topic_id: string | null
  citation_style: string
  generated: string
  revision: number
  outline: string
  outline_revision: number
  created_at: string
  printed: string | null
}
export interface ChapterRow {
  id: string
  volume_id: string
  title: string
  byline: string
  editor_note: string
  revision: number
  chars: number
  created_at: string
  deleted_at: string | null
}
export interface ChapterVersionRow {
  chapter_id: string
  revision: number
  content: string
  based_on: string
  origins: string
  chars: number
  saved_by: string
  saved_name: string
  saved_at: string
}
export interface ReferenceRow {
  id: string
  item_id: string | null
  reference: string
  sought: string
  revision: number
  created_at: string
  removed_at: string | null
}
export interface PlateRow {
  id: string
  volume_id: string
  kind: string
  chapter_id: string | null
  after_block: number | null
  item_id: string
  object_id: string
  page: number
  crop: string | null
  width_mm: number
  caption: string | null
  credit: string | null
  revision: number
  created_at: string
  deleted_at: string | null
}
