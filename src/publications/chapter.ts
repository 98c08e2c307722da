/** 篇: a text of the book, made of item texts by reference; its versions are never changed. */
import type { Content } from './content.ts'
import type { Run } from './origins.ts'

/** A stretch of one text version of an item, UTF-16 offsets. */
export interface BasedOn {
  itemId: string
  textRevision: number
  start: number
  end: number
}

export interface Chapter {
  id: string
  volumeId: string
  title: string
  /** 署名. */
  byline: string
  /** 编者按. */
  editorNote: string
  /** Of its present version. */
  revision: number
  chars: number
  createdAt: string
}

export interface ChapterVersion {
  chapterId: string
  revision: number
  content: Content
  basedOn: BasedOn[]
  origins: Run[]
  chars: number
  savedBy: string
  savedByName: string
  savedAt: string
}

export const MOST_SOURCES = 50
/** UTF-16 units of a chapter's text. */
export const MOST_TEXT = 500_000
