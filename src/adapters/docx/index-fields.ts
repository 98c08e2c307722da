/**
 * 人名索引 and 地名索引 as Word's own: a mark (XE) behind each name, and an index (INDEX) that Word fills from them with the pages of its own setting when it
 * opens the file. Until then, and in programs that fill none, an entry is followed by the titles of the chapters that name it.
 */
import { Paragraph, TextRun, XmlComponent } from 'docx'
import { soundText } from '../../ports/xml-text.ts'
import { type Book, chaptersOf, indexesOf } from '../../publications/book.ts'
import type { IndexEntry, IndexKind } from '../../publications/generated/index-entries.ts'

class Element extends XmlComponent {
  constructor(name: string, attributes: Record<string, string>, children: (XmlComponent | string)[] = []) {
    super(name)
    this.root.push({ _attr: attributes } as never, ...children)
  }
}
const fieldChar = (type: string, more: Record<string, string> = {}) =>
  new Element('w:fldChar', { 'w:fldCharType': type, ...more })
const instruction = (text: string) => new Element('w:instrText', { 'xml:space': 'preserve' }, [` ${text} `])
const run = (...children: XmlComponent[]) => new Element('w:r', {}, children) as unknown as TextRun

/** An entry belongs to the index of its letter (ECMA-376 part 1, 17.16.5.24 and 17.16.5.75). */
const letters: Record<IndexKind, string> = { person: 'p', place: 'l' }

export const entryField = ({ kind, name }: IndexEntry) => {
  const quoted = soundText(name).replace(/["\\:]/g, '\\$&')
  return run(fieldChar('begin'), instruction(`XE "${quoted}" \\f "${letters[kind]}"`), fieldChar('end'))
}

/** The index of each kind: its lines, in two columns. */
export function indexParagraphs(book: Book): { title: string; paragraphs: Paragraph[] }[] {
  const chapters = new Map(chaptersOf(book).map(({ id, title }) => [id, title]))
  const titlesOf = ({ places }: IndexEntry) =>
    [...new Set(places.map(({ chapterId }) => chapterId))].map((id) => `《${chapters.get(id) ?? ''}》`).join('')
  return indexesOf(book).map(({ kind, title, entries }) => {
    // Two columns, by pinyin, as Word's dialog would set it; but for letters above (\h "A"): with them LibreOffice 7.4 dies of \f.
    const field = `INDEX \\e "　" \\c "2" \\f "${letters[kind]}" \\z "2052"`
    const opening = run(fieldChar('begin', { 'w:dirty': 'true' }), instruction(field), fieldChar('separate'))
    const lines = [...Map.groupBy(entries, ({ letter }) => letter)].flatMap(([letter, own]) => [
      { style: 'IndexHeading', text: letter },
      ...own.map((entry) => ({ style: 'Index1', text: `${entry.name}　${titlesOf(entry)}` })),
    ])
    const paragraphs = lines.map(({ style, text }, i) => {
      const closing = i === lines.length - 1 ? [run(fieldChar('end'))] : []
      return new Paragraph({ style, children: [...(i ? [] : [opening]), new TextRun(soundText(text)), ...closing] })
    })
    return { title, paragraphs }
  })
}
