import test from 'ava'
import fc from 'fast-check'
import { writeStory } from '../../../scripts/sample/prose.ts'
import { createRandom } from '../../../scripts/sample/random.ts'
import { fold } from '../../../src/hanzi/fold.ts'
import {
  covered,
  MOST_REPEATS,
  type Printed,
  placesOf,
  RELATED,
  sharedPassages,
} from '../../../src/hanzi/likeness/shared-passages.ts'
import { fingerprints } from '../../../src/hanzi/likeness/winnow.ts'

const printed = (tokens: readonly string[]): Printed => ({ tokens, prints: fingerprints(tokens) })
const tokensOf = (text: string) => fold(text).tok

test('a passage is found whole, past small alterations, with its place in both', (t) => {
  const passage = [...'我们抬着机器过河水没到胸口谁也没有松手那年冬天格外冷河面封冻船工们凿冰开船一天只能往返六次']
  const altered = [...passage]
  altered[14] = '焉'
  altered.splice(30, 1)
  altered.splice(40, 0, '哉', '乎')
  const [a, b] = [
    [...'子丑寅卯辰巳午未', ...passage, ...'申酉戌'],
    [...'甲乙', ...altered, ...'丙丁戊己'],
  ]
  const { passages, isRelated } = sharedPassages(printed(a), printed(b))
  t.true(isRelated)
  t.deepEqual(passages, [{ a: [8, 8 + passage.length], b: [2, 2 + altered.length], same: passage.length - 2 }])
})

test('a text shares all of itself with itself, in one passage', (t) => {
  const tokens = tokensOf(writeStory(createRandom(1), 1, 3000, false).paragraphs.join(''))
  const { passages } = sharedPassages(printed(tokens), printed(tokens))
  t.deepEqual(passages[0], { a: [0, tokens.length], b: [0, tokens.length], same: tokens.length })
})

/** 100 stories, 40 of them once more with a token in ten altered, and 40 others with 120 tokens of one pasted in. */
function archive(seed: number) {
  const random = createRandom(seed)
  const stories = Array.from({ length: 100 }, (_, i) =>
    tokensOf(writeStory(random, i, random.int(800, 2500), i % 3 === 0).paragraphs.join('\n')),
  )
  const alphabet = [...new Set(stories.flat())]
  const noisy = stories.slice(0, 40).map((story) =>
    story.flatMap((token) => {
      if (!random.chance(0.1)) return [token]
      return [[], [random.pick(alphabet)], [token, random.pick(alphabet)]][random.int(0, 2)]!
    }),
  )
  const pasted = stories.slice(40, 80).map((story, i) => {
    const from = random.int(0, story.length - 120)
    const host = stories[(i + 90) % 100]!
    const at = random.int(0, host.length)
    return { tokens: [...host.slice(0, at), ...story.slice(from, from + 120), ...host.slice(at)], from, at }
  })
  const prints = stories.map(printed)
  const seen = new Map<number, number>()
  for (const { prints: own } of prints)
    for (const [hash, { length }] of placesOf(own))
      seen.set(hash, (seen.get(hash) ?? 0) + Math.min(MOST_REPEATS, length))
  return { prints, noisy, pasted, isCommon: (hash: number) => (seen.get(hash) ?? 0) > 20 }
}

test('near-duplicates with a tenth of their tokens altered are related: 40 of 40', (t) => {
  const { prints, noisy, isCommon } = archive(11)
  const related = noisy.filter((tokens, i) => sharedPassages(prints[i]!, printed(tokens), isCommon).isRelated)
  t.is(related.length, 40)
})

test('a passage of 120 tokens pasted into another text is found in its place: 40 of 40', (t) => {
  const { prints, pasted, isCommon } = archive(12)
  for (const [i, { tokens, from, at }] of pasted.entries()) {
    const { isRelated, passages } = sharedPassages(prints[40 + i]!, printed(tokens), isCommon)
    t.true(isRelated)
    t.true(
      passages.some(({ a, b }) => a[0] <= from + 14 && a[1] >= from + 106 && b[0] <= at + 14 && b[1] >= at + 106),
      `${from} → ${at}: ${JSON.stringify(passages)}`,
    )
  }
})

test('stories of the same formulas are not related: fewer than one pair in a hundred, by count alone most would be', (t) => {
  const { prints, isCommon } = archive(13)
  let [pairs, related, many] = [0, 0, 0]
  for (let i = 0; i < 50; i++)
    for (let j = i + 1; j < 50; j++) {
      const sharing = sharedPassages(prints[i]!, prints[j]!, isCommon)
      pairs++
      if (sharing.isRelated) related++
      const theirs = placesOf(prints[j]!.prints)
      const shared = [...placesOf(prints[i]!.prints).keys()].filter((hash) => theirs.has(hash) && !isCommon(hash))
      if (shared.length >= RELATED) many++
    }
  t.log(`${related} of ${pairs} related, ${many} share ${RELATED} fingerprints somewhere`)
  t.true(related < pairs / 100)
  t.true(many > pairs / 3)
})

test('any tokens are compared: every passage lies in both texts and holds what it says', (t) => {
  const tokens = (minLength: number) => fc.array(fc.constantFrom(...'甲乙丙丁'), { minLength, maxLength: 60 })
  fc.assert(
    fc.property(tokens(15), tokens(15), tokens(0), tokens(0), (one, two, x, y) => {
      const [a, b] = [
        [...x, ...one, ...y, ...two],
        [...one, ...x, ...two, ...y],
      ]
      for (const { a: x, b: y, same } of sharedPassages(printed(a), printed(b)).passages) {
        t.true(x[0] >= 0 && x[0] < x[1] && x[1] <= a.length)
        t.true(y[0] >= 0 && y[0] < y[1] && y[1] <= b.length)
        t.true(same >= 16 && same <= Math.min(x[1] - x[0], y[1] - y[0]))
      }
    }),
    { numRuns: 1000 },
  )
})

test('one character, or one sentence, over and over is a formula, not a passage', (t) => {
  for (const unit of ['一', '甲乙', '我们抬着机器过河水没到胸口谁也没有松手那年冬天格外冷']) {
    const tokens = [...unit.repeat(300_000 / unit.length)]
    t.deepEqual(sharedPassages(printed(tokens), printed(tokens)), { isRelated: false, passages: [] }, unit)
  }
})

/** Tokens as of no language: nothing in them recurs but what is planted. */
function prose(seed: number, length: number): string[] {
  const random = createRandom(seed)
  const characters = [...new Set(tokensOf(writeStory(createRandom(3), 1, 20_000, false).paragraphs.join('')))]
  return Array.from({ length }, () => characters[Math.floor(characters.length ** random.next()) - 1]!)
}

test('a run of forty tokens is enough to be named, thirty are not; of a text that hardly has more, twenty are', (t) => {
  let [forty, thirty, short] = [0, 0, 0]
  for (let i = 0; i < 100; i++) {
    const [one, other] = [prose(i, 1500), prose(i + 500, 1500)]
    const host = (length: number) => printed([...one.slice(0, 700), ...other.slice(i, i + length), ...one.slice(700)])
    if (sharedPassages(printed(other), host(40)).isRelated) forty++
    if (sharedPassages(printed(other), host(30)).isRelated) thirty++
    if (sharedPassages(printed(other), printed(other.slice(i, i + 28))).isRelated) short++
  }
  t.log(`${forty}, ${thirty}, ${short} of 100`)
  t.true(forty >= 98)
  t.is(thirty, 0)
  t.true(short >= 95)
})

test('a passage that every text has is a formula, unless it goes on and on', (t) => {
  const everywhere = () => true
  const preface = prose(1, 400)
  const text = (seed: number, length: number) => printed([...preface.slice(0, length), ...prose(seed, 1000)])
  t.false(sharedPassages(text(2, 100), text(3, 100), everywhere).isRelated)
  const { isRelated, passages } = sharedPassages(text(2, 400), text(3, 400), everywhere)
  t.true(isRelated)
  t.like(passages, [{ a: [0, 400], b: [0, 400], same: 400 }])
  t.true(sharedPassages(text(2, 100), text(3, 100)).isRelated)
})

test('what is shared twice is counted once', (t) => {
  const passage = prose(1, 200)
  const twice = printed([...passage, ...prose(2, 50), ...passage])
  const { passages } = sharedPassages(twice, printed(passage))
  t.is(passages.length, 2)
  t.deepEqual([covered(passages, 'a'), covered(passages, 'b')], [400, 200])
})
