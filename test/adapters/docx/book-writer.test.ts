import test from 'ava'
import mammoth from 'mammoth'
import { writeBookDocx } from '../../../src/adapters/docx/book-writer.ts'
import { measureZip } from '../../../src/adapters/readers/zip-limits.ts'
import { chaptersOf } from '../../../src/publications/book.ts'
import { blockTexts, NOTE } from '../../../src/publications/content.ts'
import { allNotes, contentsOf, docxLines } from '../../support/book-lines.ts'
import { bookOfParts, chapterOf, longBook, smallBook, withPictures } from '../../support/books.ts'
import { convert, docxParagraphs, noOffice, odtParagraphs } from '../../support/office.ts'

/** A field ends in a paragraph of its own. */
const withoutEnd = (lines: string[], contents: number) => lines.filter((_, i) => i !== contents)

for (const [name, make] of [
  ['every kind of block', () => smallBook()],
  ['pictures', () => withPictures(smallBook('public'))],
  ['300,000 characters', () => longBook()],
] as const)
  test(`what Word has is what the book says, character by character: ${name}`, async (t) => {
    const book = await make()
    const file = await writeBookDocx(book)
    const { paragraphs, notes, pictures } = await docxParagraphs(file)
    const lines = paragraphs.map(({ text }) => text)
    const end = lines.indexOf('目　录') + 1 + contentsOf(book).length
    t.deepEqual(withoutEnd(lines, end), docxLines(book))
    t.deepEqual(notes, allNotes(book))
    t.is(pictures, book.plates.length)
    const { value } = await mammoth.extractRawText({ buffer: file })
    for (const { version } of chaptersOf(book))
      for (const text of blockTexts(version.content))
        if (!value.includes(text.replaceAll(NOTE, ''))) return t.fail(text)
  })

const skippable = noOffice ? test.skip : test
if (noOffice) test(noOffice, (t) => t.pass())
for (const [name, make] of [
  ['pictures', () => withPictures(smallBook())],
  ['300,000 characters', () => longBook()],
] as const)
  skippable(`LibreOffice opens it without loss: ${name}`, async (t) => {
    const book = await make()
    const read = odtParagraphs((await convert(await writeBookDocx(book), 'docx', 'fodt')).toString('utf8'))
    const wanted = docxLines(book).filter((line) => line.trim() !== '')
    t.deepEqual(
      read.paragraphs.map(({ text }) => text).filter((line) => line.trim() !== ''),
      wanted,
    )
    t.deepEqual(read.notes, allNotes(book))
    t.is(read.pictures, book.plates.length)
  })

test('styles, page and notes are Word’s own', async (t) => {
  const book = smallBook()
  const { paragraphs } = await docxParagraphs(await writeBookDocx(book))
  const styleOf = (text: string) => paragraphs.findLast((one) => one.text.startsWith(text))?.style
  t.is(styleOf('水陆旧踪'), 'Title')
  t.is(styleOf('准印证号：'), 'Notice')
  t.is(styleOf('内部资料，免费交流'), 'Notice')
  t.is(styleOf('津渡与码头'), 'Heading1')
  t.is(styleOf('丝厂岁月'), 'Heading2')
  t.is(styleOf('忆先师'), 'Heading3')
  t.is(styleOf('一、石渡'), 'Heading4')
  t.is(styleOf('1. 石级'), 'Heading6')
  t.is(styleOf('张甲口述'), 'Byline')
  t.is(styleOf('编者按：两说并存。'), 'EditorNote')
  t.is(styleOf('江水三千里'), 'Quotation')
  t.is(styleOf('女工夜校'), '')
  const { parts } = await measureZip(await writeBookDocx(book), (name) => name.endsWith('.xml'))
  const part = (name: string) => parts.get(`word/${name}.xml`)!.toString('utf8')
  const styles = part('styles')
  for (const name of [
    'Normal',
    'heading 1',
    'heading 7',
    'footnote text',
    'toc 1',
    '引文',
    '署名',
    '编者按',
    '图说',
    '着重',
    '人名',
  ])
    t.true(styles.includes(`<w:name w:val="${name}"/>`), name)
  t.true(styles.includes('w:firstLineChars="200"'))
  t.true(styles.includes('w:eastAsia="宋体"'))
  const text = part('document')
  t.true(text.includes('<w:pgSz w:w="9638" w:h="13606"'), '170 × 240 mm')
  t.true(text.includes('TOC \\h \\o'))
  t.true(text.includes('w:dirty="true"'), 'Word fills the contents when it opens the file')
  t.true(part('footnotes').includes('<w:footnoteRef/>'))
  t.true(part('header1').includes('STYLEREF 2') || part('header2').includes('STYLEREF 2'))
})

test('an index is Word’s own: a mark behind each name, and a field for each kind that is filled from them', async (t) => {
  const book = await withPictures(smallBook())
  const { parts } = await measureZip(await writeBookDocx(book), (name) => name === 'word/document.xml')
  const xml = parts.get('word/document.xml')!.toString('utf8').replaceAll('&quot;', '"')
  const mentions = book.index.reduce((sum, { places }) => sum + places.length, 0)
  t.true(mentions > 3)
  t.is((xml.match(/ XE "/g) ?? []).length, mentions)
  const mark =
    '渡</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/><w:instrText xml:space="preserve"> XE "石渡" \\f "l" <'
  t.true(xml.includes(mark))
  for (const letter of ['p', 'l']) t.regex(xml, new RegExp(`INDEX [^<]*\\\\f "${letter}"`))
})

test('what XML has no place for never damages the file', async (t) => {
  const broken = chapterOf('c', '题\u0001目', [
    { kind: 'paragraph', inlines: [{ text: '甲\u0000乙\ud800丙\ufffe丁' }] },
  ])
  const file = await writeBookDocx(bookOfParts([{ kind: 'chapter', id: 'c', chapter: broken, depth: 1 }]))
  const { paragraphs } = await docxParagraphs(file)
  t.is(paragraphs.at(-1)!.text, '甲乙\ufffd丙丁')
  t.is(paragraphs.at(-2)!.text, '题目')
})
