/** The same volume in every other format, opened by those who judge it: veraPDF, LibreOffice, epubcheck; and read again, line by line. */
import { writeBookDocx } from '../../src/adapters/docx/book-writer.ts'
import { writeBookEpub } from '../../src/adapters/epub/book-writer.ts'
import { readManuscript } from '../../src/adapters/readers/manuscript.ts'
import type { ManuscriptNote, ManuscriptRun } from '../../src/ports/text-reader.ts'
import { type Book, chaptersOf } from '../../src/publications/book.ts'
import { blockTexts, NOTE } from '../../src/publications/content.ts'
import { plainText } from '../../src/publications/plain-text.ts'
import { allNotes, docxLines, epubLines, textLines } from '../../test/support/book-lines.ts'
import { complaintsOf, noChecker, readEpub } from '../../test/support/epub.ts'
import { convert, docxParagraphs, noOffice, odtParagraphs, type ReadParagraphs } from '../../test/support/office.ts'
import { noValidator, validated } from '../../test/support/verapdf.ts'
import { none, type Row } from './rounds.ts'

/** Lines at the same place that are not the same. */
const unequal = (found: readonly string[], wanted: readonly string[]): number =>
  Array.from({ length: Math.max(found.length, wanted.length) }, (_, i) => found[i] !== wanted[i]).filter(Boolean).length
const isSaid = (line: string) => line.trim() !== ''
const unjudged = (what: string, why: string): Row => ({ ...none(what, 1, 1, 'judge'), note: why })

/** Of a Word file: lines, notes and pictures that are lost or changed. */
function wrongWord(book: Book, { paragraphs, notes, pictures }: ReadParagraphs): number {
  const lines = paragraphs.map(({ text }) => text).filter(isSaid)
  return (
    unequal(lines, docxLines(book).filter(isSaid)) +
    unequal(notes, allNotes(book)) +
    Math.abs(pictures - book.plates.length)
  )
}

const said = (inlines: readonly (ManuscriptRun | ManuscriptNote)[]) =>
  inlines.map((one) => ('text' in one ? one.text : NOTE)).join('')
/** What the archive itself reads in it: the blocks of all chapters in their order, and the notes. */
async function wrongManuscript(book: Book, file: Buffer): Promise<number> {
  const { blocks } = await readManuscript(file)
  const lines = blocks.map(({ inlines }) => said(inlines))
  let next = 0
  let wrong = 0
  for (const { version } of chaptersOf(book))
    for (const text of blockTexts(version.content).filter(isSaid)) {
      const at = lines.indexOf(text, next)
      if (at < 0) wrong++
      else next = at + 1
    }
  const notes = blocks.flatMap(({ inlines }) => inlines.flatMap((one) => ('note' in one ? [said(one.note)] : [])))
  return wrong + unequal(notes, allNotes(book))
}

export async function bookFiles(book: Book, pdf: string): Promise<Row[]> {
  const rows: Row[] = []
  const [lines, notes, plates] = [docxLines(book).length, allNotes(book).length, book.plates.length]
  const sizes = `${lines} lines, ${notes} notes, ${plates} pictures`
  const unvalidated = noValidator()
  const verdict = unvalidated ?? (await validated(pdf, '2b'))
  rows.push(
    unvalidated
      ? unjudged('PDF/A-2b (veraPDF)', unvalidated)
      : { ...none('PDF/A-2b (veraPDF)', verdict === `PASS ${pdf} 2b` ? 0 : 1, 1, 'broken rules'), note: verdict },
  )
  const word = await writeBookDocx(book)
  rows.push(
    { ...none('Word, read again', wrongWord(book, await docxParagraphs(word)), lines, 'differences'), note: sizes },
    none('Word, as the archive reads manuscripts', await wrongManuscript(book, word), lines, 'differences'),
  )
  if (noOffice) rows.push(unjudged('Word in LibreOffice', noOffice))
  else {
    const opened = odtParagraphs((await convert(word, 'docx', 'fodt')).toString('utf8'))
    rows.push({ ...none('Word in LibreOffice', wrongWord(book, opened), lines, 'differences'), note: sizes })
  }
  const epub = await writeBookEpub(book)
  const read = await readEpub(epub)
  const wrong = unequal(read.lines, epubLines(book)) + unequal(read.notes, allNotes(book))
  rows.push({ ...none('EPUB, read again', wrong + Math.abs(read.images - plates), lines, 'differences'), note: sizes })
  if (noChecker) rows.push(unjudged('EPUB (epubcheck)', noChecker))
  else {
    const complaints = await complaintsOf(epub)
    rows.push({
      ...none('EPUB (epubcheck)', complaints.length, 1, 'complaints'),
      note: complaints.slice(0, 3).join(' '),
    })
  }
  const text = plainText(book).split('\n').filter(isSaid)
  rows.push(none('plain text', unequal(text, textLines(book).filter(isSaid)), lines, 'differences'))
  return rows
}
