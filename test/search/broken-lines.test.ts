import test from 'ava'
import type { Keep } from '../../src/hanzi/keep.ts'
import { layOut } from '../../src/hanzi/layout/layout.ts'
import { bodyOf, occurrencesIn } from '../../src/search/occurrences.ts'
import { parseQuery } from '../../src/search/parse.ts'
import { places } from '../../src/search/query.ts'

/** Lines of one length, so that their ends are closed. */
const text = [
  '农业学堂初设时只有学生３',
  '８５名，教员四人，课本由',
  '粮栈石印，先生姓氏作⿰亻',
  '尔好，校舍借自城隍庙旁。',
].join('\n')
const found = (q: string, keep: Keep = new Set()) =>
  occurrencesIn(bodyOf(text, layOut(text)), places(parseQuery(q)), keep).map(({ start, end, form }) => [
    text.slice(start, end),
    form,
  ])

test('a number that a line breaks is written as the question has it', (t) => {
  const whole = [['学生３\n８５名', '学生３８５名']]
  t.deepEqual(found('学生385名'), whole)
  t.deepEqual(found('学生385名', new Set(['variants', 'punctuation'])), whole)
  t.deepEqual(found('学生３８５名', new Set(['width'])), whole)
  t.deepEqual(found('学生385名', new Set(['width'])), [])
})

test('a description of a character that a line breaks is one character', (t) => {
  t.deepEqual(found('⿰亻尔好'), [['⿰亻\n尔好', '⿰亻尔好']])
  t.deepEqual(found('尔好'), [])
})

test('a number whose thousands a page cuts is marked in two pieces', (t) => {
  const line = '商号每年纳捐甚多，账目皆有。'
  const pages = Array.from(
    { length: 4 },
    (_, i) => `${line}${i === 2 ? '合计1，3' : ''}\n\n— ${i + 1} —\n北寺巷旱荒小史\n\n${i === 2 ? '55元' : ''}`,
  )
  const paged = pages.join('') + line
  const layout = layOut(paged)
  t.true(layout.furniture.length > 0)
  const [one] = occurrencesIn(bodyOf(paged, layout), places(parseQuery('合计1355元')), new Set())
  t.deepEqual(
    one?.ranges.map(([start, end]) => paged.slice(start, end)),
    ['合计1，3', '55元'],
  )
})

test('punctuation in a running title counts where the switch says so', (t) => {
  const paged = Array.from(
    { length: 4 },
    (_, i) => `商号每年纳捐甚多，账目皆有。\n\n— ${i + 1} —\n支前片断（样例）\n\n`,
  ).join('')
  const layout = layOut(paged)
  t.true(layout.furniture.length > 0)
  const count = (q: string, keep: Keep) => occurrencesIn(bodyOf(paged, layout), places(parseQuery(q)), keep).length
  t.true(count('片断样例', new Set()) >= 3)
  t.is(count('片断样例', new Set(['punctuation'])), 0)
  t.true(count('支前片断', new Set(['punctuation'])) >= 3)
})
