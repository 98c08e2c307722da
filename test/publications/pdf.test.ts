import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { startPool } from '../../src/adapters/child/pool.ts'
import { createBookPdf } from '../../src/adapters/typst/book-pdf.ts'
import { type Book, chaptersOf, plateText } from '../../src/publications/book.ts'
import { blockTexts } from '../../src/publications/content.ts'
import type { BookPages } from '../../src/publications/type-area.ts'
import { smallBook, withPictures } from '../support/books.ts'
import { madeBook } from '../support/made-book.ts'
import { chapterText, counted, fontsOf, indexesOf, isBroken, isThere, pagesOf } from '../support/pdf-text.ts'
import { noValidator, validated } from '../support/verapdf.ts'

const HOSTILE = '#set page(width: 1pt) *a* _b_ $c$ @d <e> `f` //g /*h*/ \\n #panic("x") = i\u00a0#image("/etc/passwd")'
/** In no font: an unencoded character of somebody's own, one of Extension H, and one that is only described. */
const RARE = ['\ue123', '\u{31350}', '⿰亻⿱尔\u{31350}']

const unvalidated = noValidator()
const validating = unvalidated ? (title: string) => test.skip(`${title}: ${unvalidated}`, () => undefined) : test

const folder = mkdtempSync(join(tmpdir(), 'wenshi-pdf-test-'))
const file = join(folder, 'book.pdf')
let book: Book
let pages: BookPages

const needed = ['pdftotext', 'pdffonts'].filter((command) => !isThere(command))
if (needed.length && process.env.CI === 'true') throw new Error(`not installed: ${needed.join(', ')}`)
const reading = needed.length
  ? (title: string) =>
      test.skip(`${title} (${needed.join(', ')} not installed: apt-get install poppler-utils)`, () => undefined)
  : test

test.before(async () => {
  const opening = `${HOSTILE}${RARE.join('字')}。`
  book = await madeBook({ chapters: 6, chars: 14_000, notes: 14, plates: 6, opening })
  const made = await createBookPdf(startPool)(book)
  pages = made.pages
  writeFileSync(file, made.data)
})
test.after.always(() => rmSync(folder, { recursive: true, force: true }))

/** Of a part, in the order of its pages. */
function set(texts: readonly string[], id: string): string {
  const part = pages.parts.find((one) => one.id === id)!
  return texts.slice(part.sheet - 1, part.sheet - 1 + part.pages).join('')
}

reading(
  'every character of the model is in the PDF, in its order; markup in a text is text; rare characters are 〓 and listed',
  (t) => {
    const texts = pagesOf(file, book.volume.trim)
    for (const chapter of chaptersOf(book)) {
      const { text, floating } = chapterText(book, chapter)
      const expected = [2, 0, 1].reduce((left, i) => left.replace(RARE[i]!, `〓〔${i + 1}〕`), text)
      const found = set(texts, chapter.id)
      t.is(counted(found), counted(expected + floating.join('')), chapter.title)
      t.is(
        floating.reduce((left, one) => left.replace(one, ''), found),
        expected,
        chapter.title,
      )
    }
    const all = texts.join('')
    t.true(
      all.includes(
        '字表下列各字，所用字体未备，书中以〓代之，各标其号。〓〔1〕U+E123〓〔2〕U+31350〓〔3〕⿰亻⿱尔{U+31350}',
      ),
    )
    for (const plate of book.plates) t.true(all.includes(plateText(plate).replaceAll(/\s/g, '')))
    for (const said of [
      '云川文史资料',
      '水陆旧踪',
      '主编：王丙',
      '内部资料，免费交流',
      '准印证号：云内准字〔2026〕12号',
    ])
      t.true(texts[0]!.includes(said), said)
  },
)

reading('contents and indexes name the page on which what they name stands', (t) => {
  const texts = pagesOf(file, book.volume.trim)
  const front = pages.parts[0]!.sheet - pages.parts[0]!.page
  const contents = texts.slice(2, front).join('').replaceAll('·', '')
  for (const { kind, title, page, sheet } of pages.parts) {
    t.true(texts[sheet - 1]!.includes(title), title)
    if (kind !== 'section') t.regex(contents, new RegExp(`${title}[^0-9]*${page}(?![0-9])`))
  }
  const floating = chaptersOf(book).flatMap((chapter) => chapterText(book, chapter).floating)
  const running = texts.map((text) => floating.reduce((left, one) => left.replace(one, ''), text))
  const listed = indexesOf(texts, pages)
  for (const { name, places } of book.index) {
    const own = listed.get(name) ?? []
    t.true(own.length > 0 && own.length <= places.length, name)
    for (const page of own) {
      const sheet = front + page - 1
      t.true(texts[sheet]!.includes(name) || isBroken(running, sheet, name), `${name} on page ${page}`)
    }
  }
})

reading('of every block it is told on which sheet it begins', (t) => {
  const texts = pagesOf(file, book.volume.trim)
  for (const { id, version } of chaptersOf(book)) {
    const part = pages.parts.find((one) => one.id === id)!
    t.is(part.blocks.length, version.content.length)
    t.is(part.revision, version.revision)
    for (const [i, text] of blockTexts(version.content).entries()) {
      const [begins] = /^\p{Script=Han}{6}/u.exec(text) ?? []
      if (begins) t.true(texts[part.blocks[i]! - 1]!.includes(begins), `${begins} on sheet ${part.blocks[i]}`)
    }
  }
})

reading('every font is embedded, and none but the house’s own is used', (t) => {
  const fonts = fontsOf(file)
  t.true(fonts.length >= 2)
  for (const { name, isEmbedded } of fonts) {
    t.true(isEmbedded, name)
    t.regex(name, /NotoSerifSC|LXGWWenKai/)
  }
})

validating('veraPDF finds that it is PDF/A-2b', async (t) => {
  t.is(await validated(file, '2b'), `PASS ${file} 2b`)
})

test('版面字数 counts every page from the contents on; parts follow one another without a gap', (t) => {
  const perPage = pages.parts[0]!.layoutChars / pages.parts[0]!.pages
  t.is(perPage, 34 * 31)
  t.is(pages.layoutChars, (pages.sheets - 2) * perPage)
  for (const [i, part] of pages.parts.entries())
    t.is(part.sheet + part.pages, pages.parts[i + 1]?.sheet ?? pages.sheets + 1)
})

reading('what other formats find hard: spaces, markup, empty paragraphs and notes, sections in sections', async (t) => {
  const own = await withPictures(smallBook('public'))
  const { data, pages: set } = await createBookPdf(startPool)(own)
  const path = join(folder, 'small.pdf')
  writeFileSync(path, data)
  const texts = pagesOf(path, own.volume.trim)
  // Which rare characters there are depends on the fonts that are installed.
  const common = (text: string) => counted(text.replaceAll(/[\u{20000}-\u{3ffff}]|〓〔\d〕/gu, ''))
  for (const chapter of chaptersOf(own)) {
    const { text, floating } = chapterText(own, chapter)
    const { sheet, pages: count } = set.parts.find(({ id }) => id === chapter.id)!
    t.is(common(texts.slice(sheet - 1, sheet - 1 + count).join('')), common(text + floating.join('')), chapter.title)
  }
  t.deepEqual(
    set.parts.filter(({ title }) => title !== '字表').map(({ kind, title }) => [kind, title]),
    [
      ['chapter', '前言'],
      ['section', '津渡与码头'],
      ['chapter', '青石渡义渡旧事'],
      ['chapter', '丝厂岁月'],
      ['section', '人物'],
      ['section', '师友'],
      ['chapter', '忆先师'],
      ['back', '图版'],
      ['back', '人名索引'],
      ['back', '地名索引'],
    ],
  )
})

test('an empty volume, and one no larger than a matchbox, become a book too', async (t) => {
  const empty: Book = { ...book, parts: [], plates: [], index: [] }
  t.is((await createBookPdf(startPool)(empty)).pages.parts.length, 0)
  const small: Book = { ...book, volume: { ...book.volume, trim: { widthMm: 50, heightMm: 50 } } }
  t.true((await createBookPdf(startPool)(small)).pages.sheets > 100)
})
