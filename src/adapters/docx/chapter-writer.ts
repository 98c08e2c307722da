/** One chapter as a Word file for its author to correct: A4, with room to write, in the styles of the book. */
import { Document, Packer } from 'docx'
import { ORIGIN_PROPERTY } from '../../ports/word-styles.ts'
import type { ChapterWriter } from '../../publications/chapter-files.ts'
import { originOf } from '../../publications/manuscript.ts'
import { bookStyles } from './book-styles.ts'
import { contentParagraphs, type Footnotes, headParagraphs, oneLine } from './chapter-paragraphs.ts'

export const writeChapterDocx: ChapterWriter = (chapter, cited) => {
  const footnotes: Footnotes = { written: {}, cited: (number) => cited[number - 1] ?? [] }
  const children = [
    ...headParagraphs(chapter, 1),
    ...contentParagraphs(chapter.version.content, 1, footnotes, () => []),
  ]
  return Packer.toBuffer(
    new Document({
      title: oneLine(chapter.title),
      creator: oneLine(chapter.byline),
      customProperties: [{ name: ORIGIN_PROPERTY, value: originOf(chapter) }],
      styles: bookStyles,
      footnotes: footnotes.written,
      sections: [{ children }],
    }),
  )
}
