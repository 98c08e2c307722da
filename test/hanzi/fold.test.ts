import { readFileSync } from 'node:fs'
import test from 'ava'
import fc from 'fast-check'
import { fold, foldKey, gaps } from '../../src/hanzi/fold.ts'

const cases = JSON.parse(readFileSync(new URL('../cases/chinese-cases.json', import.meta.url), 'utf8'))
const table: Record<string, string> = JSON.parse(
  readFileSync(new URL('../../src/hanzi/fold-table.json', import.meta.url), 'utf8'),
)

for (const { id, text, key } of cases.fold) {
  test(`${id}: ${text} folds to ${key}`, (t) => {
    t.is(foldKey(text), key)
  })
}

test('the table is closed and idempotent: no target is itself a source', (t) => {
  for (const [from, to] of Object.entries(table)) {
    t.is([...from].length, 1)
    t.is([...to].length, 1)
    t.false(to in table, `${from} → ${to} → ${table[to]}`)
  }
})

const mixed = fc.string({
  unit: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        ...'政協协會议鄭州一二三〇零○O廿年月日，。！？；、（）〔〕[]①*注1２3.,·，々□⿰亻尔\n　 Aé\u0301\u00adｶﾞ½㈠Ⅲ㎏ﬁ㍿İßΩЖ',
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom(...Object.keys(table)) },
    { weight: 1, arbitrary: fc.constantFrom('𠮷', '𰻞', '\u{e0100}', '\u200b', '👍', '\ufffd', 'ก', '한', 'あ', '٣') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  ),
  maxLength: 40,
})

test('folding a key again changes nothing (I1)', (t) => {
  fc.assert(
    fc.property(mixed, (text) => foldKey(foldKey(text)) === foldKey(text)),
    { numRuns: 5000 },
  )
  t.pass()
})

test('every code point of Unicode folds to what folds to itself', (t) => {
  for (let cp = 0; cp <= 0x10ffff; cp++) {
    if (cp >= 0xd800 && cp <= 0xdfff) continue
    const key = foldKey(String.fromCodePoint(cp))
    if (foldKey(key) !== key) t.fail(`U+${cp.toString(16)} → ${key} → ${foldKey(key)}`)
  }
  t.pass()
})

test('the key is the tokens joined by a space', (t) => {
  fc.assert(
    fc.property(mixed, (text) => fold(text).tok.join(' ') === foldKey(text)),
    { numRuns: 2000 },
  )
  t.pass()
})

test('no token holds a space, a quote or ASCII punctuation (I2), and none is longer than 64 (I6)', (t) => {
  fc.assert(
    fc.property(mixed, (text) =>
      fold(text).tok.every((token) => token !== '' && token.length <= 64 && !/[\s"'()*:^+\-~]/.test(token)),
    ),
    { numRuns: 3000 },
  )
  t.pass()
})

test('spans go forward, lie inside the text and cut no surrogate pair (I3)', (t) => {
  fc.assert(
    fc.property(mixed, (text) => {
      const { st, en } = fold(text)
      const cuts = (at: number) => {
        const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)]
        return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
      }
      return st.every(
        (start, i) =>
          start >= 0 &&
          start < en[i]! &&
          en[i]! <= text.length &&
          start >= (st[i - 1] ?? 0) &&
          !cuts(start) &&
          !cuts(en[i]!),
      )
    }),
    { numRuns: 5000 },
  )
  t.pass()
})

const examples: [string, string, string][] = [
  ['a fraction is two numbers', '½', '1 2'],
  ['a thousands separator joins', '１２，５００座', '12500 座'],
  ['a date in figures is three numbers', '1938.6.9', '1938 6 9'],
  ['a decimal is one token', '３．５万亩', '3·5 万 亩'],
  ['the iteration mark repeats', '人々', '人 人'],
  ['circled figures are note markers', '城东①，船工', '城 东 船 工'],
  ['a figure in brackets after a character is a note marker', '船工[1]多姓马〔12〕云（注3）', '船 工 多 姓 马 云'],
  ['a figure in brackets after a figure is kept', 'x2[1]', 'x 2 1'],
  ['an incomplete description sequence is no token', '⿰亻', '亻'],
  ['O between numerals is zero, in a word it is a letter', '二O一O年Office', '二 〇 一 〇 年 office'],
  ['○ elsewhere is dropped', '○附录', '附 录'],
  ['invisible characters break nothing', '郑\u200b州\u00ad文\ufeff献1\u200b2', '郑 州 文 献 12'],
  ['Suzhou numerals', '〡〢〸〹', '一 二 十 廿'],
  ['radicals', '⼀九四九年⼗⽉', '一 九 四 九 年 十 月'],
  ['a run of letters is capped at 64', 'a'.repeat(100), `${'a'.repeat(64)} ${'a'.repeat(36)}`],
]
for (const [what, text, key] of examples) {
  test(`${what}: ${text.slice(0, 20)}`, (t) => {
    t.is(foldKey(text), key)
  })
}

test('gaps tell sentence marks from commas, and where a note marker was dropped', (t) => {
  t.deepEqual(fold('迁。至，隋①有 名').gap, [0, gaps.strong, gaps.weak, gaps.NOTE, gaps.weak])
})
