import test from 'ava'
import fc from 'fast-check'
import { fold } from '../../../src/hanzi/fold.ts'
import { layOut, NO_LAYOUT } from '../../../src/hanzi/layout/layout.ts'
import { createAutomaton } from '../../../src/hanzi/names/automaton.ts'
import { namesIn, namesInLine } from '../../../src/hanzi/names/names-in.ts'
import { findPhrase, piecesOf } from '../../../src/hanzi/phrases.ts'
import { readingsOf } from '../../../src/hanzi/readings.ts'

const list = (...names: string[]) => createAutomaton(names.map((name) => fold(name).tok))
const foundIn = (text: string, ...names: string[]) =>
  namesIn(list(...names), text, layOut(text, [])).map(({ ranges }) =>
    ranges.map(([a, b]) => text.slice(a, b)).join('|'),
  )

test('the longest name from the left, each place once', (t) => {
  t.deepEqual(foundIn('李大钊先生与大钊同乡', '李大钊', '大钊', '李大钊先生'), ['李大钊先生', '大钊'])
  t.deepEqual(foundIn('中山路上的中山人', '中山', '中山路'), ['中山路', '中山'])
  t.deepEqual(foundIn('北京大学堂', '北京大学', '京大学堂'), ['北京大学'])
  t.deepEqual(foundIn('南京市长江大桥', '南京市长', '江大桥', '长江大桥'), ['南京市长', '江大桥'])
})

test('in any writing', (t) => {
  const text = '馮玉祥、ＬＥＮＩＮ、Sun Yat-sen、列夫·托尔斯泰、王　林、錢\u200b大鈞'
  t.deepEqual(foundIn(text, '冯玉祥', 'Lenin', 'Sun Yat Sen', '列夫托尔斯泰', '王林', '钱大钧'), [
    '馮玉祥',
    'ＬＥＮＩＮ',
    'Sun Yat-sen',
    '列夫·托尔斯泰',
    '王　林',
    '錢\u200b大鈞',
  ])
})

test('not across a comma, a stop, a title mark or a dash', (t) => {
  for (const mark of ['、', '，', '。', '；', '：', '！', '？', '》《', '——', ', ', '。\n'])
    t.deepEqual(foundIn(`王${mark}林二姓`, '王林'), [], mark)
  for (const mark of ['\n', ' ', '（字', '”'])
    t.is(foundIn(`王${mark}林二姓`, mark === '（字' ? '王字林' : '王林').length, 1, mark)
})

test('across a line, a page with its number and running title, and a note', (t) => {
  const pages = ['甲', '乙', '丙', '丁'].map(
    (one, i) =>
      `${one}事记在此处，文昌阁在渡口之东，第${i}回相见于此，是夜与冯玉\n\n— ${i + 1} —\n汝川文史，第一辑\n\n祥同行。`,
  )
  const text = pages.join('')
  const found = namesIn(list('冯玉祥'), text, layOut(text, []))
  t.is(found.length, 4)
  for (const { start, end, ranges } of found) {
    t.is(text.slice(start, start + 2), '冯玉')
    t.is(text[end - 1], '祥')
    t.deepEqual(
      ranges.map(([a, b]) => text.slice(a, b)),
      ['冯玉', '祥'],
    )
  }
  t.deepEqual(foundIn('冯玉①祥到了。', '冯玉祥'), ['冯玉|祥'])
})

test('a bracketed note is read and skipped, and nothing is told twice', (t) => {
  t.deepEqual(foundIn('蒋〔介石〕委员长', '蒋介石', '蒋委员长'), ['蒋〔介石'])
  t.deepEqual(foundIn('蒋〔中正〕委员长', '蒋介石', '蒋委员长'), ['蒋|委员长'])
  t.deepEqual(foundIn('冯玉祥（字焕章）将军', '冯玉祥', '焕章', '冯玉祥将军'), ['冯玉祥', '焕章'])
})

test('in a line without layout; of nothing, nothing', (t) => {
  t.deepEqual(
    namesInLine(list('张三', '李四'), '左起：张三、李四').map(({ start, end }) => [start, end]),
    [
      [3, 5],
      [6, 8],
    ],
  )
  t.deepEqual(namesIn(list(), '张三', NO_LAYOUT), [])
  t.deepEqual(namesIn(list('张三'), '', NO_LAYOUT), [])
})

test('skipping brackets only near them finds what skipping them everywhere does', (t) => {
  const token = fc.constantFrom('甲', '乙', '丙', '丁', '（甲乙）', '（丙）', '〔乙〕', '，')
  const name = fc.array(fc.constantFrom('甲', '乙', '丙', '丁'), { minLength: 2, maxLength: 4 })
  let crossing = 0
  fc.assert(
    fc.property(
      fc.array(token, { minLength: 5, maxLength: 60, size: 'max' }),
      fc.array(name, { minLength: 1, maxLength: 6 }),
      (tokens, names) => {
        const text = tokens.join('')
        const layout = layOut(text, [])
        const found = namesIn(list(...names.map((one) => one.join(''))), text, layout)
        const places = found.flatMap(({ ranges }) => ranges)
        t.is(new Set(places.map(String)).size, places.length)
        // Each stands in one of the readings, at that place; where it is not in place, no name in place is in its way.
        const readings = readingsOf(text, layout)
        for (const { phrase, ranges } of found) {
          const wanted = names[phrase]!.join(' ')
          const isThere = readings.some((reading) =>
            findPhrase(reading, { tokens: wanted.split(' ') }).some(
              (at) => String(piecesOf(reading, at, names[phrase]!.length)) === String(ranges),
            ),
          )
          t.true(isThere, `${text} ${wanted}`)
          if (ranges.length > 1) crossing++
        }
        // Every place of a name across a bracket, without a comma in it, is found or taken by another.
        for (const one of names) {
          const [, skipping] = readings
          if (!skipping) continue
          for (const at of findPhrase(skipping, { tokens: one })) {
            const ranges = piecesOf(skipping, at, one.length)
            const written = text.slice(ranges[0]![0], ranges.at(-1)![1])
            if (ranges.length === 1 || written.includes('，')) continue
            t.true(
              places.some(([a, b]) => ranges.some(([c, d]) => a < d && c < b)),
              `${text} ${one.join('')}`,
            )
          }
        }
      },
    ),
    { numRuns: 1000 },
  )
  t.true(crossing > 60, String(crossing))
})
