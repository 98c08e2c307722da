/** A volume that was printed, cut along its contents: page numbers, titles, and what is doubtful. */
import test from 'ava'
import { gather } from '../../src/printed/gather.ts'
import { anchored, printedLabels } from '../../src/printed/labels.ts'
import { markedPages } from '../../src/printed/page-marks.ts'
import { type Entry, planVolume } from '../../src/printed/plan.ts'

const prose = '那年发大水，船工九人都还记得，两岸的人家夜里留船。'
const page = (number: number, text: string) => `${text}\n　　${prose}\n${number}\n`
const entry = (title: string, at: number): Entry => ({
  kind: 'piece',
  title,
  byline: '',
  page: String(at),
  isSure: true,
  start: null,
})
const planned = (texts: readonly string[], entries: Entry[]) =>
  planVolume(texts, { labels: texts.map(() => ''), entries, anchors: [], seriesTitle: '云川文史资料' })

test('printed numbers are believed where their neighbours agree; a plate that is not counted leaves a gap', (t) => {
  const texts = [
    '封面',
    ...[1, 2, 3, 4].map((n) => page(n, prose)),
    '',
    ...[5, 6, 7].map((n) => page(n, prose)),
    '封底',
  ]
  t.deepEqual(printedLabels(texts), ['', '1', '2', '3', '4', '', '5', '6', '7', ''])
  t.deepEqual(printedLabels([prose, `${prose}\n1938\n`, prose]), ['', '', ''])
  const titled = [11, 12, 13].map((n) => `云川文史资料第5辑　—${n}—\n　　${prose}\n`)
  t.deepEqual(printedLabels(titled), ['11', '12', '13'])
  t.deepEqual(anchored(['', '1', '2', '3'], [{ page: 2, label: '7' }]), ['', '1', '7', '8'])
  t.deepEqual(
    anchored(
      ['1', '2', '3', '4'],
      [
        { page: 1, label: '' },
        { page: 3, label: '2' },
      ],
    ),
    ['1', '', '', '2'],
  )
})

test('every doubt about where a piece begins is told, and none where it is certain', (t) => {
  const texts = [
    page(1, '渡口旧事'),
    page(2, `　　${prose}\n渡口\n渡口\n${prose}`),
    page(3, '米业公会始木'),
    page(4, '云川文史资料\n鹽號舊聞'),
    page(5, prose),
    page(6, '义渡会'),
  ]
  const entries = ['渡口旧事', '渡口', '米业公会始末', '盐号旧闻', '义渡会', '渡船'].map((title, i) =>
    entry(title, [1, 2, 3, 4, 5, 9][i]!),
  )
  const plan = planned(texts, entries)
  t.deepEqual(
    plan.entries.map(({ doubts }) => doubts),
    [[], ['several'], ['similar'], [], ['elsewhere'], ['no-page', 'no-place']],
  )
  // The series' name above a title is no text of the piece before.
  t.deepEqual(plan.entries[3]!.start, { page: 3, offset: 0, isShared: false })
  t.is(plan.entries[1]!.start!.offset, texts[1]!.indexOf('渡口'))
  const settled = entries.map((one, i) => ({ ...one, start: { page: i, offset: 0, isShared: false } }))
  t.true(planned(texts, settled).entries.every(({ doubts }) => doubts.length === 0))
  const rare = [{ ...entries[0]!, start: { page: 0, offset: 1, isShared: false } }]
  t.is(planned(['\u{20000}渡口'], rare).entries[0]!.start!.offset, 0)
  t.deepEqual(
    planned([page(1, '渡口旧事'), page(2, '义渡会')], [entry('义渡会', 2), entry('渡口旧事', 1)]).entries[1]!.doubts,
    ['order'],
  )
})

test('a text is parted at its page marks, and nothing of it is lost', (t) => {
  const text = `序\n第1页\n${prose}\n第2页\n${prose}\n第3页\n${prose}\n`
  const found = markedPages(text, null)!
  t.is(found.pages.map(({ start, end }) => text.slice(start, end)).join(''), text)
  t.deepEqual(
    found.pages.map(({ label }) => label),
    ['', '1', '2', '3'],
  )
  t.false(found.isSure)
  t.deepEqual(
    markedPages(text.replace('序\n', ''), null)!.pages.map(({ label }) => label),
    ['1', '2', '3'],
  )
  t.is(markedPages(prose, null), null)
})

test('pictures and texts lie together by name, side by side, or from where a person says', (t) => {
  const picture = (path: string) => ({
    objectId: path,
    itemId: path,
    order: 0,
    path,
    mediaType: 'image/jpeg',
    pictures: 1,
    text: null,
  })
  const written = (path: string) => ({
    ...picture(path),
    mediaType: 'text/plain',
    pictures: 0,
    text: { revision: 1, text: path, pages: [] },
  })
  const files = ['1.jpg', '10.jpg', '2.jpg'].map(picture)
  const on = (texts: string[], textStart: number | null = null) => {
    const { texts: found, doubts } = gather([...files, ...texts.map(written)], { textStart, marksAt: null })
    return [found, doubts.map(({ code }) => code)]
  }
  t.deepEqual(on(['2.txt', '10.txt']), [['', '2.txt', '10.txt'], []])
  t.deepEqual(on(['a.txt', 'b.txt', 'c.txt']), [['a.txt', 'b.txt', 'c.txt'], []])
  t.deepEqual(on(['a.txt', 'b.txt']), [['a.txt', 'b.txt', ''], ['counts-differ']])
  t.deepEqual(on(['a.txt', 'b.txt'], 1), [['', 'a.txt', 'b.txt'], []])
  t.deepEqual(gather([...files, written('目录.txt')], { textStart: null, marksAt: null }).contents, '目录.txt')
})
