/** What was received of a volume, as its pages: whatever lies there, nothing twice and nothing left out in silence. */
import test from 'ava'
import fc from 'fast-check'
import type { SourceFile } from '../../src/printed/file-texts.ts'
import { gather, isContents } from '../../src/printed/gather.ts'

type Text = NonNullable<SourceFile['text']>
const asItLooks = { textStart: null, marksAt: null }
const file = (path: string, given: Partial<SourceFile> = {}): SourceFile => ({
  objectId: path,
  itemId: path,
  order: 0,
  path,
  mediaType: 'text/plain',
  pictures: 0,
  text: null,
  ...given,
})
const scan = (path: string, given: Partial<SourceFile> = {}) =>
  file(path, { mediaType: 'image/jpeg', pictures: 1, ...given })
const pdf = (path: string, pictures: number, text: Text | null = null) =>
  file(path, { mediaType: 'application/pdf', pictures, text })
/** A text of these pages; of each its file, null: none is told. */
function textOf(pages: readonly string[], of: (i: number) => string | null = () => null): Text {
  let at = 0
  return {
    revision: 1,
    text: pages.join(''),
    pages: pages.map((page, i) => {
      const start = at
      at += page.length
      return { number: i + 1, label: '', start, end: at, objectId: of(i) }
    }),
  }
}
const plain = (text: string): Text => ({ revision: 1, text, pages: [] })
const codes = (files: readonly SourceFile[]) => gather(files, asItLooks).doubts.map(({ code }) => code)
const texts = (files: readonly SourceFile[]) => gather(files, asItLooks).texts

/** An item of one to three files, with one text whose pages tell their file, or not. */
interface Made {
  files: { kind: 'scan' | 'pdf' | 'text'; pictures: number; isChosen: boolean; isAgain: boolean }[]
  pages: { length: number; file: number }[]
  told: 'files' | 'pages' | 'nothing' | 'no-text'
}
const made: fc.Arbitrary<Made> = fc.record({
  files: fc.array(
    fc.record({
      kind: fc.constantFrom('scan' as const, 'pdf' as const, 'text' as const),
      pictures: fc.integer({ min: 0, max: 4 }),
      isChosen: fc.nat({ max: 9 }).map((one) => one !== 0),
      isAgain: fc.nat({ max: 9 }).map((one) => one === 0),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  pages: fc.array(fc.record({ length: fc.integer({ min: 0, max: 3 }), file: fc.nat({ max: 3 }) }), { maxLength: 6 }),
  told: fc.constantFrom('files' as const, 'pages' as const, 'nothing' as const, 'no-text' as const),
})
function filesOf(items: readonly Made[], names: readonly string[]): SourceFile[] {
  let next = 0
  let letter = 0x4e00
  return items.flatMap(({ files, pages, told }, item) => {
    const ids = files.map((_, i) => `${item} ${i}`)
    const written = pages.map(({ length }) => Array.from({ length }, () => String.fromCharCode(letter++)).join(''))
    // 3: of a file that is with the item no more.
    const parted = textOf(written, (i) => (told === 'files' ? (ids[pages[i]!.file] ?? 'elsewhere') : null))
    const text =
      told === 'no-text' || parted.text === '' ? null : told === 'nothing' ? { ...parted, pages: [] } : parted
    return files.flatMap(({ kind, pictures, isChosen, isAgain }, i) => {
      const own = {
        objectId: ids[i]!,
        itemId: String(item),
        order: i,
        text,
        ...(kind === 'scan'
          ? { mediaType: 'image/jpeg', pictures: 1 }
          : kind === 'pdf'
            ? { mediaType: 'application/pdf', pictures }
            : {}),
      }
      const path = () => `${next++ % 5}/${names[next % names.length] ?? next}.${kind}`
      const one = file(path(), own)
      return isChosen ? [one, ...(isAgain ? [{ ...one, path: path() }, one] : [])] : []
    })
  })
}

test('whatever lies there: every picture once, no character twice, and what stands on no page is told', (t) => {
  fc.assert(
    fc.property(
      fc.array(made, { maxLength: 5 }),
      fc.array(fc.constantFrom('1', '2', '10', '全文', '001'), { minLength: 1, maxLength: 5 }),
      fc.option(fc.nat({ max: 6 })),
      (items, names, textStart) => {
        const files = filesOf(items, names)
        const { pages, texts: found, doubts, files: used } = gather(files, { textStart, marksAt: null })
        const lines = [...new Map(files.map((one) => [`${one.objectId} ${one.path}`, one])).values()]
        const key = (one: { objectId: string; page: number }) => `${one.objectId} ${one.page}`
        t.deepEqual(
          pages.flatMap(({ picture }) => (picture ? [key(picture)] : [])).toSorted(),
          lines
            .flatMap(({ objectId, mediaType, pictures }) =>
              mediaType === 'text/plain'
                ? []
                : Array.from({ length: pictures }, (_, i) => key({ objectId, page: i + 1 })),
            )
            .toSorted(),
        )
        const of = new Map(files.map((one) => [one.itemId, one.text?.text ?? '']))
        for (const [i, { text }] of pages.entries())
          t.is(found[i], text ? of.get(text.itemId)!.slice(text.start, text.end) : '')
        // Every character of these texts is another one.
        const all = [...of.values()].join('')
        const taken = found.join('')
        t.is(new Set(taken).size, taken.length)
        const left = [...all].filter((one) => !taken.includes(one))
        const told = doubts.filter(({ code }) => ['text-twice', 'left-out'].includes(code))
        t.is(left.length > 0, told.length > 0)
        // What is not taken stays where it is, the rest is of the volume.
        const paged = new Set(pages.flatMap(({ picture, text }) => [picture?.objectId, text?.objectId]))
        for (const one of lines) t.is(used.includes(one), paged.has(one.objectId))
      },
    ),
    { numRuns: 2000 },
  )
})

test('a text whose pages tell no file is of its item once, not of each of its files', (t) => {
  const joined = (text: Text) => [1, 2, 3].map((i) => scan(`${i}.jpg`, { itemId: 'one', order: i, text }))
  t.deepEqual(texts(joined(textOf(['甲', '乙', '丙']))), ['甲', '乙', '丙'])
  t.deepEqual(codes(joined(textOf(['甲', '乙', '丙']))), [])
  t.deepEqual(texts(joined(plain('甲乙丙'))), ['甲乙丙', '', ''])
  t.deepEqual(codes(joined(plain('甲乙丙'))), ['no-page-breaks'])
  // As the item has them, whatever they are called.
  const other = joined(textOf(['甲', '乙', '丙'])).map((one) => ({ ...one, order: -one.order }))
  t.deepEqual(texts(other), ['丙', '乙', '甲'])
  const written = ['第1页\n甲\n第2页\n乙\n第3页\n丙\n', '丁\n'].map((one) => one)
  const both = ['1.txt', '2.txt'].map((path, order) =>
    file(path, { itemId: 'one', order, text: textOf(written, (i) => `${i + 1}.txt`) }),
  )
  t.deepEqual(texts(both), ['第1页\n甲\n', '第2页\n乙\n', '第3页\n丙\n', '丁\n'])
})

test('a picture that shows two pages has the text of both', (t) => {
  const spread = scan('1.jpg', { text: textOf(['甲', '乙']) })
  t.deepEqual(texts([spread, scan('2.jpg', { text: textOf(['丙']) })]), ['甲乙', '丙'])
  t.deepEqual(codes([spread]), ['pages-differ'])
  t.deepEqual(gather([spread], asItLooks).pages[0]!.text, {
    ...{ objectId: '1.jpg', itemId: '1.jpg', revision: 1, page: 1, of: 1 },
    ...{ start: 0, end: 2 },
  })
})

test('a text beside pictures that have one: each picture has one of the two, and the other is told', (t) => {
  const beside = file('全文.txt', { text: textOf(['子', '丑', '寅']) })
  const whole = gather([pdf('第5辑.pdf', 3, textOf(['甲', '乙', '丙'])), beside], asItLooks)
  t.deepEqual(whole.texts, ['甲', '乙', '丙'])
  t.deepEqual(whole.doubts, [{ code: 'text-twice', details: { count: 3 } }])
  t.deepEqual(
    whole.files.map(({ path }) => path),
    ['第5辑.pdf'],
  )
  // A page without text of its own has that of the other.
  const half = gather([pdf('第5辑.pdf', 3, textOf(['甲', '\n', '丙'])), beside], asItLooks)
  t.deepEqual([half.texts, half.doubts[0]!.details], [['甲', '丑', '丙'], { count: 2 }])
})

test('of two volumes side by side each text is with the pictures of its name', (t) => {
  const files = [pdf('上.pdf', 2), pdf('下.pdf', 1)].concat(
    file('上.txt', { text: textOf(['甲', '乙']) }),
    file('下.txt', { text: plain('丙') }),
  )
  t.deepEqual([texts(files), codes(files)], [['甲', '乙', '丙'], []])
})

test('sent again at the same place it is the same page; elsewhere a page again, whose text is taken once', (t) => {
  const page = scan('1.jpg', { text: plain('甲') })
  t.deepEqual([texts([page, page]), codes([page, page])], [['甲'], []])
  const copy = { ...page, path: '3.jpg' }
  t.deepEqual([texts([page, scan('2.jpg'), copy]), codes([page, copy])], [['甲', '', ''], ['same-again']])
})

test('a file of the contents is called so; a volume that has them is none', (t) => {
  for (const name of [
    '目录.txt',
    '第五辑/目 录.docx',
    '00_目次.jpg',
    '目录2.jpg',
    '目录（二）.txt',
    '第5辑目录.txt',
    'Contents.txt',
  ])
    t.true(isContents(name), name)
  for (const name of ['第5辑（含目录）.pdf', '目录学旧闻.txt', '我编目录的回忆.txt', '目录/001.jpg'])
    t.false(isContents(name), name)
  const volume = gather([pdf('第5辑（含目录）.pdf', 1, plain('甲'))], asItLooks)
  t.deepEqual([volume.contents, volume.texts], ['', ['甲']])
  // A picture of the contents is a page of the book too.
  const printed = gather([scan('目录.jpg', { text: plain('甲……乙（1）') })], asItLooks)
  t.deepEqual([printed.contents, printed.texts], ['甲……乙（1）', ['甲……乙（1）']])
})
