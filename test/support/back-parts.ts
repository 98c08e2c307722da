/** What is made at each print, made of a book's own chapters by the rules that make it: 大事记 of dates they tell, 出处表 of every paragraph. */
import { type Book, chaptersOf } from '../../src/publications/book.ts'
import { textOf } from '../../src/publications/content.ts'
import { byDate, candidatesOf, chronicleContent } from '../../src/publications/generated/chronicle.ts'
import { paragraphs, printedPart, printedTitles } from '../../src/publications/generated/printed-part.ts'
import { sourceTable } from '../../src/publications/generated/source-table.ts'

/** Characters of a page of a source. */
const PAGE = 900
/** Events that an editor takes of a chapter, at most. */
const TAKEN = 5

export function withBackParts(book: Book): Book {
  const chapters = chaptersOf(book)
  const entries = byDate(
    chapters.flatMap(({ id, revision, version: { content } }) =>
      candidatesOf({ id, revision, content }, {}).slice(0, TAKEN),
    ),
  ).map((one, i) => ({ ...one, id: `entry-${i}` }))
  const traced = chapters.map((chapter, i) => {
    const { length } = textOf(chapter.version.content)
    const basedOn = [{ itemId: `source-${i + 1}`, textRevision: 2, start: 0, end: length }]
    return { ...chapter, version: { ...chapter.version, basedOn, origins: [{ at: 0, length, source: 0, from: 0 }] } }
  })
  const table = sourceTable(traced, ({ itemId }) => ({
    title: `渡口旧稿（${itemId.slice('source-'.length)}）`,
    code: `Y108-WS·1961-Y-${itemId.slice('source-'.length).padStart(4, '0')}`,
    pageAt: (offset) => 1 + Math.floor(offset / PAGE),
  }))
  const { id } = book.volume
  return {
    ...book,
    parts: [
      ...book.parts,
      printedPart(id, 'chronicle', printedTitles.chronicle, chronicleContent({ entries })),
      printedPart(id, 'sources', printedTitles.sources, paragraphs(table)),
    ],
  }
}
