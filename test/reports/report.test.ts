import test from 'ava'
import { anchorOf, placeIn } from '../../src/reports/report.ts'

const text = `青石渡義渡舊事\n我十六歲那年，也就是民國二十七年，跟著父親上了船。當時義渡有大船兩隻、小船三隻，船工九人。\n民國三十七年秋天那場大水，義渡停了十九天。`
const page = (number: number, start: number, end: number) => ({ number, label: '', start, end, objectId: null })
const reported = (exact: string, from = 0) => {
  const start = text.indexOf(exact, from)
  return anchorOf(
    { text, revision: 3, pages: [page(1, 0, 20), page(2, 20, text.length)] },
    {
      start,
      end: start + exact.length,
    },
  )
}

test('a passage keeps its words, what stands around it, and its page', (t) => {
  const anchor = reported('大船兩隻')
  t.like(anchor, { textRevision: 3, exact: '大船兩隻', page: 2 })
  t.true(text.includes(anchor.prefix + anchor.exact + anchor.suffix))
  t.deepEqual(placeIn(text, anchor), { start: anchor.start, end: anchor.end, state: 'valid' })
})

test('in a later text it is found where it moved to, and among equals by what stands around it', (t) => {
  const anchor = reported('義渡', text.indexOf('大水'))
  const later = `新添一段，也說義渡。\n${text}`
  t.deepEqual(placeIn(later, anchor), {
    start: later.lastIndexOf('義渡'),
    end: later.lastIndexOf('義渡') + 2,
    state: 'moved',
  })
})

test('words that were mended are found between their neighbours; what is gone is lost', (t) => {
  const anchor = reported('兩隻')
  const later = text.replace('兩隻', '二艘')
  const at = later.indexOf('二艘')
  t.deepEqual(placeIn(later, anchor), { start: at, end: at + 2, state: 'moved' })
  t.is(placeIn('完全不同的文字，兩隻也在裡面。', anchor), null, 'two characters by themselves are no proof')
  t.is(placeIn('', anchor), null)
})

test('a passage beyond the text, without length, or as long as a chapter is refused', (t) => {
  const of =
    (start: number, end: number, whole = text) =>
    () =>
      anchorOf({ text: whole, revision: 1, pages: [] }, { start, end })
  for (const make of [of(5, 5), of(7, 3), of(0, text.length + 1), of(0, 2001, '字'.repeat(3000))])
    t.like(t.throws(make), { code: 'report.range' })
  t.is(of(0, 4)().page, null, 'a text without pages')
})
