import test from 'ava'
import { writeBookEpub } from '../../../src/adapters/epub/book-writer.ts'
import { isTraditional } from '../../../src/hanzi/script.ts'
import { allNotes, epubLines } from '../../support/book-lines.ts'
import { bookOfParts, chapterOf, longBook, smallBook, withPictures } from '../../support/books.ts'
import { complaintsOf, noChecker, readEpub } from '../../support/epub.ts'

for (const [name, make] of [
  ['every kind of block, 内部资料', () => smallBook()],
  ['pictures, 公开出版', () => withPictures(smallBook('public'))],
  ['300,000 characters', () => longBook()],
] as const) {
  test(`an EPUB has what the book says, character by character: ${name}`, async (t) => {
    const book = await make()
    const { lines, notes, images } = await readEpub(await writeBookEpub(book))
    t.deepEqual(lines, epubLines(book))
    t.deepEqual(notes, allNotes(book))
    t.is(images, book.plates.length)
  })
  const check = noChecker ? test.skip : test
  check(`epubcheck finds nothing: ${name}`, async (t) => {
    t.deepEqual(await complaintsOf(await writeBookEpub(await make())), [])
  })
}
if (noChecker) test(noChecker, (t) => t.pass())

test('the same book gives the same bytes, and says what it is', async (t) => {
  const file = await writeBookEpub(smallBook())
  t.deepEqual(await writeBookEpub(smallBook()), file)
  t.is(file.toString('latin1', 30, 58), 'mimetypeapplication/epub+zip')
  const { opf } = await readEpub(file)
  for (const said of [
    '<dc:title>云川文史资料 第12辑 水陆旧踪</dc:title>',
    '<dc:language>zh-Hans</dc:language>',
    '<dc:creator>王丙</dc:creator>',
    '<dc:publisher>云川市政协文史委</dc:publisher>',
    'property="group-position">12<',
  ])
    t.true(opf.includes(said), said)
})

test('a book in traditional characters says so; a few of them in a simplified one do not', async (t) => {
  const book = (text: string) => {
    const chapter = chapterOf('c', '題', [{ kind: 'paragraph', inlines: [{ text }] }])
    return bookOfParts([{ kind: 'chapter', id: 'c', chapter, depth: 1 }])
  }
  const traditional = '民國三十五年，學校遷回縣城，師生二百餘人乘船而歸，江水正漲，碼頭擠滿了來接的人。'
  t.true((await readEpub(await writeBookEpub(book(traditional)))).opf.includes('zh-Hant'))
  t.true(isTraditional(traditional))
  t.false(
    isTraditional('一九四六年学校迁回县城，匾上仍是“國民小學”四字，师生二百余人乘船而归，江水正涨，码头挤满了人。'),
  )
  t.false(isTraditional(''))
})
