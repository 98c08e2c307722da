import test from 'ava'
import { readingOf } from '../../src/web/reader/reading.ts'

const shown = (text: string, runs: readonly { start: number; end: number }[]) =>
  runs.map(({ start, end }) => text.slice(start, end)).join('')
const whole = (text: string) => [{ number: 1, label: '', start: 0, end: text.length }]
const plain = { joins: [], furniture: [], headings: [], notes: [] }

test('a paragraph is closed over the line breaks that only broke it, and every run is a verbatim slice', (t) => {
  const text = '　　渡口在城东\n十二里。\n商会设在渡口旁。'
  const [page] = readingOf({ ...plain, text, pages: whole(text), joins: [[7, 8]] }, [])
  t.deepEqual(
    page!.blocks.map(({ runs }) => shown(text, runs)),
    ['渡口在城东十二里。', '商会设在渡口旁。'],
  )
  for (const run of page!.blocks.flatMap(({ runs }) => runs)) t.false(text.slice(run.start, run.end).includes('\n'))
})

test('a text without pages is read as one', (t) => {
  const [page, ...more] = readingOf({ ...plain, text: '渡口', pages: [] }, [])
  t.deepEqual([page!.number, page!.blocks.length, more.length], [0, 1, 0])
})

test('a hit that a line break cuts is marked on both sides under one number', (t) => {
  const text = '城东老渡\n口旧事，老渡口'
  const hits = [
    {
      ranges: [
        [2, 4],
        [5, 6],
      ] as [number, number][],
    },
    { ranges: [[9, 12]] as [number, number][] },
  ]
  const [page] = readingOf({ ...plain, text, pages: whole(text), joins: [[4, 5]] }, hits)
  t.deepEqual(
    page!.blocks[0]!.runs.map(({ start, end, hit }) => [text.slice(start, end), hit]),
    [
      ['城东', null],
      ['老渡', 0],
      ['口', 0],
      ['旧事，', null],
      ['老渡口', 1],
    ],
  )
})

test('a sentence that goes on over the page stands on both, the second part without indent; furniture and headings are their own', (t) => {
  const text = '第一章\n我父亲在\n—3—\n渡口撑船。\n后来停了。'
  const start = text.indexOf('渡口')
  const pages = [
    { number: 3, label: '', start: 0, end: start },
    { number: 4, label: '', start, end: text.length },
  ]
  const furniture: [number, number][] = [[9, 12]]
  const joins: [number, number][] = [[8, start]]
  const [first, second] = readingOf({ text, pages, joins, furniture, headings: [[0, 3]], notes: [] }, [])
  t.deepEqual(
    first!.blocks.map(({ kind }) => kind),
    ['heading', 'paragraph'],
  )
  t.is(shown(text, first!.blocks[1]!.runs), '我父亲在')
  t.deepEqual(
    second!.blocks.map(({ continues, runs }) => [continues, shown(text, runs)]),
    [
      [true, '渡口撑船。'],
      [false, '后来停了。'],
    ],
  )
})

test('the whole text is shown once, whatever the spans: nothing is lost, nothing is said twice', (t) => {
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % below
  }
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: 60 }, () =>
      random(9) === 0 ? '\n' : String.fromCodePoint(0x4e00 + random(40)),
    ).join('')
    const cut = 1 + random(58)
    const pages = [
      { number: 1, label: '', start: 0, end: cut },
      { number: 2, label: '', start: cut, end: 60 },
    ]
    const joins = [...text.matchAll(/\n/g)]
      .filter(() => random(2) === 0)
      .map(({ index }): [number, number] => [index, index + 1])
    const at = random(50)
    const hits = [{ ranges: [[at, at + 1 + random(9)]] as [number, number][] }]
    const runs = readingOf({ ...plain, text, pages, joins }, hits).flatMap(({ blocks }) =>
      blocks.flatMap((block) => block.runs),
    )
    t.is(shown(text, runs).replace(/\s/g, ''), text.replace(/\s/g, ''))
    t.true(runs.every((run, i) => i === 0 || run.start >= runs[i - 1]!.end))
    const [start, end] = hits[0]!.ranges[0]!
    const marked = shown(
      text,
      runs.filter(({ hit }) => hit === 0),
    )
    t.is(marked.replace(/\s/g, ''), text.slice(start, end).replace(/\s/g, ''))
  }
})
