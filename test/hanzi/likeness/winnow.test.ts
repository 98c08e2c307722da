import test from 'ava'
import fc from 'fast-check'
import { fold } from '../../../src/hanzi/fold.ts'
import { fingerprints } from '../../../src/hanzi/likeness/winnow.ts'

const tokensOf = (text: string) => fold(text).tok

test('fingerprints are stored: they never change', (t) => {
  t.deepEqual(fingerprints(tokensOf('一九三八年六月九日，黄河在花园口决口，1938 floods 𰻞 follow。')), [
    { hash: 40466170, at: 2 },
    { hash: 258753594, at: 5 },
    { hash: 708653809, at: 11 },
  ])
})

test('fewer than eight tokens have none, eight have one', (t) => {
  t.deepEqual(fingerprints([]), [])
  t.deepEqual(fingerprints([...'甲乙丙丁戊己庚']), [])
  t.is(fingerprints([...'甲乙丙丁戊己庚辛']).length, 1)
})

test('two texts that share fifteen tokens in a row share a fingerprint, wherever they stand', (t) => {
  const tokens = (length: number) =>
    fc.array(fc.constantFrom(...'甲乙丙丁戊己庚辛壬癸'), { minLength: length, maxLength: length })
  const around = fc.array(fc.constantFrom(...'子丑寅卯'), { maxLength: 30 })
  fc.assert(
    fc.property(tokens(15), around, around, around, around, (shared, a, b, c, d) => {
      const known = new Set(fingerprints([...a, ...shared, ...b]).map(({ hash }) => hash))
      return fingerprints([...c, ...shared, ...d]).some(({ hash }) => known.has(hash))
    }),
    { numRuns: 1000 },
  )
  t.pass()
})
