/** A part of the book that is made anew for each print, and is nobody's version: a chapter. Pure. */
import type { BookPart } from '../book.ts'
import { type Block, type Content, charsOf } from '../content.ts'
import type { GeneratedPart } from '../volume.ts'

/** As the book calls them; that of the sources it cites is its style's (cited.ts). */
export const printedTitles = {
  chronicle: '大事记',
  authors: '作者简介',
  credits: '图片来源',
  sources: '出处表',
} as const satisfies Record<GeneratedPart, string>

export const paragraphs = (lines: readonly string[]): Content =>
  lines.map((text): Block => ({ kind: 'paragraph', inlines: [{ text }] }))

export function printedPart(volumeId: string, id: string, title: string, content: Content): BookPart {
  const chars = charsOf(content)
  const by = { savedBy: '', savedByName: '', savedAt: '' }
  const version = { chapterId: id, revision: 1, content, basedOn: [], origins: [], chars, ...by }
  const own = { id, volumeId, title, byline: '', editorNote: '', revision: 1, chars, createdAt: '' }
  return { kind: 'chapter', id, chapter: { ...own, version }, depth: 1 }
}
