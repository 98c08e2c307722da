import test from 'ava'
import fc from 'fast-check'
import { fold } from '../../../src/hanzi/fold.ts'
import { differences } from '../../../src/hanzi/likeness/differences.ts'

const told = (quote: string, passage: string) =>
  differences(quote, passage)
    .ops.filter(({ is }) => is !== 'same')
    .map(({ is, quote = '', passage = '' }) => `${is} ${quote}/${passage}`)

for (const [quote, passage, expected] of [
  ['我们抬着机器过江', '我们抬着机器过河', ['changed 江/河']],
  ['我们抬机器过河', '我们抬着机器过河', ['missing /着']],
  ['我们抬着了机器过河', '我们抬着机器过河', ['added 了/']],
  ['我们抬着器机过河', '我们抬着机器过河', ['changed 器机/机器']],
  ['他们抬着机器过河了', '我们抬着机器过河', ['changed 他/我', 'added 了/']],
  ['1938年6月', '1939年6月', ['changed 1938/1939']],
  ['饿殍载道', '饿□载道', ['changed 殍/□']],
  ['民國廿七年', '民国廿六年', ['changed 七/六']],
  ['', '甲乙', ['missing /甲乙']],
  ['甲乙', '', ['added 甲乙/']],
] as const) {
  test(`${quote || '(nothing)'} for ${passage || '(nothing)'}: ${expected.join(', ')}`, (t) => {
    t.deepEqual(told(quote, passage), [...expected])
    t.false(differences(quote, passage).isVerbatim)
  })
}

test('script, variants, width, white space, line ends, page breaks and note markers are no difference', (t) => {
  for (const [quote, passage] of [
    ['我們擡著機器過河', '我们抬着机器过河'],
    ['我们抬着 机器\n过河', '我们抬着机器过河'],
    ['我们抬着机器过河', '我们抬着①机器[2]过　河〔注3〕'],
    ['１９３８年Ａ', '1938年a'],
    ['⻓沙', '长沙'],
    ['存银16\n1元，co-\noperation', '存银161元，co-operation'],
    ['存银1，6\n11元', '存银1611元'],
  ] as const) {
    const { ops, punctuation, isVerbatim } = differences(quote, passage)
    t.is(ops.length, 1)
    t.deepEqual(punctuation, [])
    t.true(isVerbatim)
  }
})

test('punctuation is told apart, and only where it is another sign', (t) => {
  const { ops, punctuation, isVerbatim } = differences('那年冬天格外冷。河面封冻', '那年冬天格外冷，河面封冻')
  t.true(isVerbatim)
  t.is(ops.length, 1)
  t.deepEqual(punctuation, [{ quote: '。', passage: '，', quoteSpan: [7, 8], passageSpan: [7, 8] }])
  t.deepEqual(differences('他说：「来了」。', '他说:“来了”。').punctuation, [])
  t.deepEqual(
    differences('他说来了', '他说：“来了”').punctuation.map(({ passage }) => passage),
    ['：“'],
  )
})

test('a bracketed insertion left out, or put in by who quotes, is shown and leaves the quotation verbatim', (t) => {
  const left = differences('他到了老渡口以后', '他到了老渡口（今属临汝川市）以后')
  t.true(left.isVerbatim)
  t.deepEqual(left.ops[1], {
    is: 'missing',
    passage: '今属临汝川市',
    quoteSpan: [6, 6],
    passageSpan: [7, 13],
    isBracketed: true,
  })
  t.true(differences('他〔沈季清〕到了老渡口', '他到了老渡口').isVerbatim)
  t.false(differences('他沈季清到了老渡口', '他到了老渡口').isVerbatim)
})

test('spans point into the whole text where a part of it is compared', (t) => {
  const text = '前文。我们抬着机器，过河。后文'
  const { ops } = differences('抬着机车过河', { text, folded: fold(text), from: 4, to: 10 })
  t.deepEqual(
    ops.map(({ is, passageSpan }) => [is, text.slice(...passageSpan)]),
    [
      ['same', '抬着机'],
      ['changed', '器'],
      ['same', '过河'],
    ],
  )
})

const mixed = fc.string({
  unit: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...'甲乙丙己已國国，。“”①（）□1２½ \n𠮷') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  ),
  maxLength: 40,
})

test('any two strings: the pieces follow each other and, folded, are the two texts', (t) => {
  fc.assert(
    fc.property(mixed, mixed, (quote, passage) => {
      const { ops } = differences(quote, passage)
      let [i, j] = [0, 0]
      for (const { quoteSpan, passageSpan } of ops) {
        t.true(quoteSpan[0] >= 0 && quoteSpan[1] >= quoteSpan[0] && quoteSpan[1] <= quote.length)
        t.true(passageSpan[0] >= 0 && passageSpan[1] >= passageSpan[0] && passageSpan[1] <= passage.length)
        t.true(quoteSpan[0] >= i && passageSpan[0] >= j)
        // A character that folds to several tokens (½) may be shared by two pieces: starts go forward, ends may overlap.
        ;[i, j] = [quoteSpan[0], passageSpan[0]]
      }
      const isEqual = fold(quote).tok.join(' ') === fold(passage).tok.join(' ')
      t.is(
        ops.every(({ is }) => is === 'same'),
        isEqual,
      )
      for (let k = 1; k < ops.length; k++) t.false(ops[k - 1]!.is === 'same' && ops[k]!.is === 'same')
    }),
    { numRuns: 3000 },
  )
})

test('very long and wholly different texts are compared, and told apart or not', (t) => {
  const long = Array.from({ length: 100_000 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 3000))).join('')
  t.is(differences(long, [...long].reverse().join('')).isVerbatim, false)
  const edited = `甲${long.slice(5, 50_000)}乙${long.slice(50_001)}丙`
  t.is(differences(edited, long).ops.filter(({ is }) => is !== 'same').length, 3)
})
