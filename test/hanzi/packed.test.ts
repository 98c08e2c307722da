import test from 'ava'
import fc from 'fast-check'
import { foldKey, foldTable } from '../../src/hanzi/fold.ts'
import { isNumeralToken } from '../../src/hanzi/numeral-forms.ts'
import { countCrossing, countIn, pack, placesIn } from '../../src/hanzi/packed.ts'
import { countInKey } from '../../src/hanzi/phrases.ts'

/** Few tokens, so that phrases are found; every kind of them: one character, several units, letters and figures, what is missing, a break. */
const token = fc.constantFrom(
  '甲',
  '乙',
  '三',
  '木',
  '子',
  '⿰木子',
  '⿱木⿰木𠮷',
  '𠮷',
  'か',
  '한',
  'ab',
  'abc',
  '19',
  '3·5',
  '□',
  '␟',
  '\ue000',
)
const tokens = fc.array(token, { maxLength: 12 })
const some = fc.array(token, { minLength: 1, maxLength: 3 })

const plainly = (all: readonly string[], phrase: readonly string[], prefix: boolean, wholeRun: boolean): number[] =>
  all.flatMap((_, at) => {
    const isThere = phrase.every((one, i) =>
      prefix && i === phrase.length - 1 ? all[at + i]?.startsWith(one) : all[at + i] === one,
    )
    return isThere && !(wholeRun && at > 0 && isNumeralToken(all[at - 1]!)) ? [at] : []
  })

test('packed keys are counted as tokens are', (t) => {
  fc.assert(
    fc.property(tokens, some, fc.boolean(), fc.boolean(), (all, phrase, isPrefix, wholeRun) => {
      // A description of a character that goes on would be another one: nobody can ask for its beginning.
      const prefix = isPrefix && /^[a-z0-9]/.test(phrase.at(-1)!)
      const packed = pack(all.join(' '))
      const expected = plainly(all, phrase, prefix, wholeRun)
      t.is(countIn(packed, { tokens: phrase, prefix, wholeRun }), expected.length)
      if (!wholeRun) t.is(countInKey(all.join(' '), { tokens: phrase, prefix }), expected.length)
    }),
    { numRuns: 3000 },
  )
})

test('what crosses a skipped bracket is told from what stands beside it', (t) => {
  fc.assert(
    fc.property(tokens, some, fc.uniqueArray(fc.nat(11), { maxLength: 3 }), (all, phrase, skips) => {
      const crossing = plainly(all, phrase, false, false).filter((at) =>
        skips.some((skip) => skip > at && skip < at + phrase.length),
      )
      t.is(countCrossing(pack(all.join(' ')), skips, { tokens: phrase }), crossing.length)
    }),
    { numRuns: 3000 },
  )
})

test('packing leaves one character one unit', (t) => {
  const text = '民國二十七年，渡口商會設辦事處（今屬臨汝川市），計 1,200 元'
  t.is(pack(foldKey(text)), '民国二十七年渡口商会设办事处今属临汝川市计 1200 元')
  t.deepEqual(placesIn(pack('渡 口 渡 口'), { tokens: ['渡', '口'] }), [
    { at: 0, length: 2 },
    { at: 2, length: 2 },
  ])
  t.is(pack(''), '')
})

test('no token of the fold is mistaken for two, whatever is written', (t) => {
  for (const folded of foldTable.values()) t.is(pack(`甲 ${folded} 乙`).replace(/[ \uffff]/g, ''), `甲${folded}乙`)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      const all = foldKey(text).split(' ')
      for (const one of new Set(all.filter((each) => each !== '')))
        t.is(countIn(pack(all.join(' ')), { tokens: [one] }), all.filter((each) => each === one).length)
    }),
    { numRuns: 2000 },
  )
})
