import test from 'ava'
import { neighboursIn, type Place } from '../../src/search/neighbours.ts'

/** Lines as a concordance gives them: `text` with the match in brackets. */
const lines = (...texts: string[]): Place[] =>
  texts.map((text, i) => {
    const [left = '', match = '', right = ''] = text.split(/[[\]]/)
    return { itemId: `item ${i}`, start: left.length, end: left.length + match.length, left, match, right }
  })
const told = (places: Place[]) => neighboursIn(places).map(({ text, near }) => `${text} ${near}`)

test('words that recur in different company are told, the most frequent first', (t) => {
  t.deepEqual(
    told(
      lines('田租收不齐，[义渡]靠募捐，船工不散', '那年船工都走了，[义渡]停办，田租照收', '船工说[义渡]好，米行也捐'),
    ),
    ['船工 3', '田租 2'],
  )
})

test('pieces of longer words, particles, numbers and halves of what was found are no words', (t) => {
  const found = told(
    lines(
      '在青石渡办[义渡]会，三十二年的事',
      '到青石渡看[义渡]会议事，三十二年了',
      '过青石渡乘[义渡]会船，付三十二文的',
    ),
  )
  t.deepEqual(found, ['义渡会 3', '青石渡 3'])
})

test('traditional and simplified forms are one word; what stands in two contexts is counted once', (t) => {
  t.deepEqual(told(lines('見船工，[義渡]停', '问船工了[义渡]开')), ['船工 2'])
  const text = '甲船工甲渡口乙船工乙渡口丙船工丙'
  const around = (start: number): Place => ({
    itemId: 'one',
    start,
    end: start + 2,
    left: text.slice(0, start),
    match: '渡口',
    right: text.slice(start + 2),
  })
  t.deepEqual(told([around(4), around(10)]), ['船工 3'])
})
