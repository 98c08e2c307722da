import test from 'ava'
import { canvasesOf } from '../../src/images/canvases.ts'

const size = { width: 30, height: 40 }
const pictured = (id: string, count: number) => ({
  id,
  pages: Array.from({ length: count }, (_, i) => ({ page: i + 1, ...size })),
})
const page = (number: number, objectId: string | null, label = '') => ({ number, label, start: 0, end: 0, objectId })
/** `key: text pages`, in order. */
const told = (...given: Parameters<typeof canvasesOf>) =>
  canvasesOf(...given).map(({ key, textPages }) => `${key}: ${textPages.join(' ')}`.trim())

test('each picture is a canvas, each page of text stands on the picture of its page', (t) => {
  t.deepEqual(told([pictured('a', 2), pictured('b', 1)], null), ['a:', 'a~2:', 'b:'])
  t.deepEqual(told([pictured('pdf', 3)], [page(1, 'pdf'), page(2, 'pdf'), page(3, 'pdf')]), [
    'pdf: 1',
    'pdf~2: 2',
    'pdf~3: 3',
  ])
  t.deepEqual(told([pictured('a', 1), pictured('b', 1)], [page(1, 'b'), page(2, 'a')]), ['a: 2', 'b: 1'])
  t.deepEqual(told([pictured('a', 1)], [page(1, 'a'), page(2, 'a')]), ['a: 1 2'], 'one leaf, two pages of text')
  t.deepEqual(told([pictured('a', 3)], [page(1, 'a')]), ['a: 1', 'a~2:', 'a~3:'])
})

test('text without pictures is shown page by page, in the place of its file', (t) => {
  t.deepEqual(told([pictured('txt', 0)], [page(1, 'txt'), page(2, 'txt')]), ['t1: 1', 't2: 2'])
  t.deepEqual(told([pictured('a', 1), pictured('doc', 0), pictured('b', 1)], [page(1, 'doc')]), ['a:', 't1: 1', 'b:'])
  t.deepEqual(told([pictured('txt', 0)], []), ['t0: 0'], 'a text that is not divided')
  t.deepEqual(told([], null), [])
  t.deepEqual(told([pictured('audio', 0)], null), [])
})

test('text of no file stands on the only picture, or behind all of them', (t) => {
  t.deepEqual(told([pictured('a', 1)], []), ['a: 0'])
  t.deepEqual(told([pictured('a', 1)], [page(1, null), page(2, null)]), ['a: 1 2'])
  t.deepEqual(told([pictured('a', 2)], [page(1, null), page(2, 'gone')]), ['a:', 'a~2:', 't1: 1', 't2: 2'])
})

test('a page keeps the label people gave it, and its picture’s size', (t) => {
  const [first, second, third] = canvasesOf(
    [pictured('a', 2)],
    [page(1, 'a', '封面'), page(2, 'a'), page(3, null, '附')],
  )
  t.like(first, { label: '封面', hasImage: true, ...size })
  t.like(second, { label: '', hasImage: true })
  t.like(third, { label: '附', hasImage: false })
})
