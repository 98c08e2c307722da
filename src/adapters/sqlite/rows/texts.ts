/** Texts, their pages and layout, transcribing, and guesses at names in them. */

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

export interface LayoutRow {
  item_id: string
  text_revision: number
  version: number
  layout: string
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

export interface NameGuessRow {
  item_id: string
  text_revision: number
  version: number
  guesses: string
}
