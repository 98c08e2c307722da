import test from 'ava'
import { numbersIn, numeralForms } from '../../src/hanzi/numeral-forms.ts'
import { numeralValue } from '../../src/hanzi/numerals.ts'

const forms = (phrase: string) => numeralForms(phrase.match(/\d+|./gu) ?? []).map(({ tokens }) => tokens.join(''))

for (const [phrase, wanted] of [
  ['27年', ['27年', '二十七年', '廿七年', '贰拾柒年', '二七年']],
  ['1938', ['1938', '一九三八', '壹仟玖佰叁拾捌', '一千九百三十八']],
  ['元年', ['元年', '1年', '一年', '壹年']],
  ['两个', ['两个', '2个', '二个', '贰个']],
  ['百年', ['百年']],
  ['十三五', ['十三五']],
] as const)
  test(`${phrase} is also written ${wanted.slice(1).join('、') || 'no other way'}`, (t) => {
    t.deepEqual(forms(phrase), [...wanted])
  })

test('of several numbers each is written in any way, whatever the others are', (t) => {
  const all = forms('1938年6月27日')
  t.is(all[0], '1938年6月27日')
  for (const form of [
    '一九三八年六月廿七日',
    '1938年六月27日',
    '一九三八年6月二十七日',
    '壹仟玖佰叁拾捌年陆月贰拾柒日',
  ])
    t.true(all.includes(form), form)
  t.is(new Set(all).size, all.length)
})

test('a phrase of nothing but numbers has an end to its forms, and the given one is among them', (t) => {
  const tokens = Array.from({ length: 300 }, (_, i) => (i % 2 ? '年' : String(1900 + (i % 100))))
  const all = numeralForms(tokens)
  t.true(all.length <= 243)
  t.deepEqual(all[0]!.tokens, tokens)
  t.is(numbersIn(tokens).length, 150)
})

test('each form tells which of its tokens stand as they were given', (t) => {
  const [given, figures] = numeralForms([...'民国二十七年'])
  t.deepEqual(given!.from, [0, 1, 2, 3, 4, 5])
  t.deepEqual(
    [figures!.tokens, figures!.from],
    [
      ['民', '国', '27', '年'],
      [0, 1, -1, 5],
    ],
  )
})

test('what only looks like a number is none', (t) => {
  for (const text of ['卅卅', '十拾', '百千', '廿千', '〇十', '二〇〇百', '万万', '十百千', '百五十百'])
    t.is(numeralValue(text), null, text)
  for (const [text, value] of [
    ['一百一十五', 115],
    ['一百十五', 115],
    ['二万〇三', 20_003],
    ['十二万', 120_000],
    ['二〇〇八', 2008],
    ['一百廿', 120],
  ] as const)
    t.is(numeralValue(text), value, text)
})
