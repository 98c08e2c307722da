import test from 'ava'
import fc from 'fast-check'
import { createAutomaton } from '../../../src/hanzi/names/automaton.ts'

type Found = [phrase: number, at: number, count: number]
const byPlace = (a: Found, b: Found) => a[1] - b[1] || a[2] - b[2]

function scanned(phrases: readonly string[][], text: readonly string[]): Found[] {
  const found: Found[] = []
  createAutomaton(phrases).scan(text, (...one) => found.push(one))
  return found
}
/** Every phrase tried at every place. */
function tried(phrases: readonly string[][], text: readonly string[]): Found[] {
  const found: Found[] = []
  const seen = new Set<string>()
  for (const [i, tokens] of phrases.entries()) {
    if (tokens.length === 0 || seen.has(tokens.join(' '))) continue
    seen.add(tokens.join(' '))
    for (let at = 0; at + tokens.length <= text.length; at++)
      if (tokens.every((token, k) => text[at + k] === token)) found.push([i, at, tokens.length])
  }
  return found
}

test('finds what trying every phrase at every place finds, neither more nor less', (t) => {
  // Few different tokens, so that phrases lie within, across and at the end of one another.
  const token = fc.constantFrom('甲', '乙', '丙', 'ab', '1938', '𠮷')
  const phrases = fc.array(fc.array(token, { maxLength: 4, size: 'max' }), { maxLength: 40, size: 'max' })
  const text = fc.array(fc.oneof({ weight: 9, arbitrary: token }, { weight: 1, arbitrary: fc.constant('无') }), {
    minLength: 20,
    maxLength: 120,
    size: 'max',
  })
  let found = 0
  fc.assert(
    fc.property(phrases, text, (some, tokens) => {
      const ours = scanned(some, tokens)
      found += ours.length
      t.deepEqual([...ours].sort(byPlace), tried(some, tokens).sort(byPlace))
    }),
    { numRuns: 500 },
  )
  t.true(found > 10_000, String(found))
})

test('tells them by where they end, the longest first, and of equal ones the first', (t) => {
  const phrases = ['甲乙丙', '乙丙', '丙', '乙丙丁', '丙'].map((one) => [...one])
  t.deepEqual(scanned(phrases, [...'甲乙丙丁']), [
    [0, 0, 3],
    [1, 1, 2],
    [2, 2, 1],
    [3, 1, 3],
  ])
  t.deepEqual(scanned([], [...'甲乙']), [])
  t.deepEqual(scanned([[]], [...'甲乙']), [])
})

test('a thousand phrases that are each other’s beginnings and ends', (t) => {
  const phrases = Array.from({ length: 1000 }, (_, i) => Array.from({ length: i + 1 }, () => '甲'))
  const text = Array.from({ length: 1200 }, () => '甲')
  t.is(
    scanned(phrases, text).length,
    phrases.reduce((sum, { length }) => sum + 1201 - length, 0),
  )
})
