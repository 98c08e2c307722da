import { readFileSync } from 'node:fs'
import test from 'ava'
import fc from 'fast-check'
import { writeStory } from '../../../scripts/sample/prose.ts'
import { createRandom } from '../../../scripts/sample/random.ts'
import { fold } from '../../../src/hanzi/fold.ts'
import {
  createMatcher,
  findApproximate,
  LONGEST_PATTERN,
  mostEdits,
  pairPhrases,
} from '../../../src/hanzi/likeness/approximate.ts'
import { substitutionCost } from '../../../src/hanzi/likeness/confusables.ts'

const cases = JSON.parse(readFileSync(new URL('../../cases/chinese-cases.json', import.meta.url), 'utf8'))

for (const { id, query, doc, hl } of cases.fuzzy) {
  test(`${id}: ${query} is found as ${hl[2]}`, (t) => {
    const { text } = cases.docs.find((one: { id: string }) => one.id === doc)
    const folded = fold(text)
    const pattern = fold(query).tok
    const found = findApproximate(pattern, folded)
    t.is(found.length, 1)
    const span = [folded.st[found[0]!.start], folded.en[found[0]!.end - 1]]
    t.deepEqual([...span, text.slice(...(span as [number, number]))], hl)
    t.true(pairPhrases(pattern).some(([a, b]) => folded.tok.join(' ').includes(`${a} ${b}`)))
  })
}

const costOf = (query: string, text: string) => findApproximate(fold(query).tok, fold(text)).map(({ cost }) => cost)

test('each loss has its price: □ 0.3, a look-alike 0.4, another, lost or extra character 1', (t) => {
  t.deepEqual(costOf('饿殍载道', '是年大旱，饿□载道'), [0.3])
  t.deepEqual(costOf('候补委员', '第三期侯补委员'), [0.4])
  t.deepEqual(costOf('文史委员会议', '区文史委会议讨论'), [1])
  t.deepEqual(costOf('文史委员会', '区文史总委员会'), [1])
  t.deepEqual(costOf('文史委员会', '区文化委员会'), [1])
  t.deepEqual(costOf('文史委员会', '区文化总委员会'), [])
  t.deepEqual(costOf('文史委员会议讨论', '文史委员会议讨论'), [0])
})

test('every place is told, in the order of the text, none overlapping', (t) => {
  const found = findApproximate(fold('政协会议').tok, fold('政协会议开幕，政协□议闭幕，政治会议。'))
  t.deepEqual(found, [
    { start: 0, end: 4, cost: 0 },
    { start: 6, end: 10, cost: 0.3 },
    { start: 12, end: 16, cost: 1 },
  ])
})

test('a changed character at either end belongs to the place', (t) => {
  const text = fold('前文甲乙丙丁戊己庚辛后文').tok
  t.deepEqual(findApproximate([...'子乙丙丁戊己庚丑'], text), [{ start: 2, end: 10, cost: 2 }])
})

/** The plain distance, whole table, every substring. */
function distance(a: readonly string[], b: readonly string[]): number {
  let before = b.map((_, j) => j).concat(b.length)
  for (const [i, one] of a.entries()) {
    const row = [i + 1]
    for (const [j, other] of b.entries())
      row.push(Math.min(before[j]! + substitutionCost(one, other), before[j + 1]! + 1, row[j]! + 1))
    before = row
  }
  return before[b.length]!
}

const close = (a: number, b: number) => Math.abs(a - b) < 1e-9

test('the cheapest place is as cheap as the cheapest of all substrings, and every price is right', (t) => {
  const tokens = (maxLength: number) => fc.array(fc.constantFrom(...'甲乙己已□日曰人'), { minLength: 1, maxLength })
  fc.assert(
    fc.property(tokens(9), tokens(24), fc.integer({ min: 0, max: 3 }), (pattern, text, most) => {
      if (most >= pattern.length) return
      const found = findApproximate(pattern, text, most)
      let best = Number.POSITIVE_INFINITY
      for (let i = 0; i < text.length; i++)
        for (let j = i + 1; j <= text.length; j++) best = Math.min(best, distance(pattern, text.slice(i, j)))
      const cheapest = Math.min(...found.map(({ cost }) => cost))
      if (best <= most) t.true(close(cheapest, best), `${pattern.join('')} in ${text.join('')}: ${cheapest} ≠ ${best}`)
      else t.is(found.length, 0)
      for (const { start, end, cost } of found) t.true(close(distance(pattern, text.slice(start, end)), cost))
      for (let i = 1; i < found.length; i++) t.true(found[i - 1]!.end <= found[i]!.start)
    }),
    { numRuns: 2000 },
  )
})

test('any tokens are answered', (t) => {
  t.deepEqual(findApproximate([], ['甲']), [])
  t.deepEqual(findApproximate(['甲'], []), [])
  t.deepEqual(findApproximate(['甲'], ['乙', '甲'], 5), [{ start: 1, end: 2, cost: 0 }])
  t.deepEqual(findApproximate(['甲', '乙'], ['甲', '乙'], -1), [{ start: 0, end: 2, cost: 0 }])
  t.deepEqual(findApproximate(new Array(LONGEST_PATTERN + 1).fill('甲'), ['甲']), [])
  const text = fc.string({ unit: 'binary', maxLength: 60 })
  fc.assert(
    fc.property(text, text, fc.double(), (a, b, most) => Array.isArray(findApproximate(fold(a).tok, fold(b), most))),
  )
})

test('edits allowed: one in four, at least one', (t) => {
  t.deepEqual([1, 4, 7, 8, 16, 40].map(mostEdits), [1, 1, 1, 2, 4, 10])
})

test('a query becomes its two-token phrases, a long one sixty spread over its whole length', (t) => {
  t.deepEqual(pairPhrases(['甲', '乙', '丙']), [
    ['甲', '乙'],
    ['乙', '丙'],
  ])
  t.deepEqual(pairPhrases(['甲']), [])
  t.deepEqual(pairPhrases([...'饿□载道']), [['载', '道']])
  t.deepEqual(pairPhrases([...'甲乙甲乙甲']), [
    ['甲', '乙'],
    ['乙', '甲'],
  ])
  const long = Array.from({ length: 500 }, (_, i) => String.fromCharCode(0x4e00 + i))
  const pairs = pairPhrases(long)
  t.is(new Set(pairs.map((pair) => pair.join())).size, 60)
  t.is(pairs[0]![0], long[0]!)
  t.is(pairs.at(-1)![1], long.at(-1)!)
  t.is(pairPhrases(long, 1).length, 1)
  t.is(pairPhrases(long, 0).length, 0)
})

test('of two hundred texts the one that has a phrase, two characters of it altered, is told', (t) => {
  const random = createRandom(4)
  const texts = Array.from({ length: 200 }, (_, i) => fold(writeStory(random, i, 5400, false).paragraphs.join('')).tok)
  for (const length of [16, 24, 40]) {
    const pattern = texts[5]!.slice(1000, 1000 + length)
    pattern[3] = '焉'
    pattern[length - 4] = '哉'
    const matcher = createMatcher(pattern)
    t.true(texts.flatMap((text, i) => (matcher(text).length > 0 ? [i] : [])).includes(5), `${length} tokens`)
  }
})

test('the worst text, one character over and over, stays within bounds', (t) => {
  const found = findApproximate(new Array(LONGEST_PATTERN).fill('一'), new Array(200_000).fill('一'))
  t.is(found.length, Math.floor(200_000 / LONGEST_PATTERN))
})
