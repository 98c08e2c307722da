import test from 'ava'
import fc from 'fast-check'
import { createRandom } from '../../../scripts/sample/random.ts'
import { fold, foldKey } from '../../../src/hanzi/fold.ts'
import { differences } from '../../../src/hanzi/likeness/differences.ts'
import { passageDifferences } from '../../../src/hanzi/likeness/passage-differences.ts'
import { essay } from '../../support/essay.ts'

const part = (text: string) => {
  const folded = fold(text)
  return { text, folded, from: 0, to: folded.tok.length }
}
/** Every so many characters one is changed, left out or put in. */
function altered(text: string, every: number, seed: number): { text: string; count: number } {
  const random = createRandom(seed)
  let count = 0
  const characters = [...text].map((character) => {
    if (!/\p{Script=Han}/u.test(character) || !random.chance(1 / every)) return character
    count++
    return ['龘', '', `${character}靐`][random.int(0, 2)]!
  })
  return { text: characters.join(''), count }
}

test('cut into pieces, the differences are those of the whole', (t) => {
  for (let seed = 1; seed <= 12; seed++) {
    const passage = essay(seed, 950)
    const { text } = altered(passage, 40, seed)
    t.deepEqual(passageDifferences(part(text), part(passage)), differences(text, passage))
  }
  const same = essay(20, 3000)
  t.like(passageDifferences(part(same), part(same)), {
    isVerbatim: true,
    punctuation: [],
    ops: [{ is: 'same', quote: same.trim().replace(/。$/, '') }],
  })
})

test('the differences put back give the other text, whatever was changed', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 3, max: 200 }), (seed, every) => {
      const passage = essay(seed, 2500)
      const { text } = altered(passage, every, seed)
      const { ops } = passageDifferences(part(text), part(passage))
      const keyOf = (parts: (string | undefined)[]) => foldKey(parts.join(''))
      t.is(keyOf(ops.map(({ quote }) => quote)), foldKey(text))
      t.is(keyOf(ops.map(({ passage }) => passage)), foldKey(passage))
      for (const [k, { quoteSpan, passageSpan }] of ops.entries()) {
        t.true(k === 0 || (quoteSpan[0] >= ops[k - 1]!.quoteSpan[1] && passageSpan[0] >= ops[k - 1]!.passageSpan[1]))
      }
    }),
    { numRuns: 60 },
  )
})

test('a book of half a million characters, one in fifty altered, is compared', (t) => {
  const passage = essay(3, 500_000)
  const { text, count } = altered(passage, 50, 4)
  const [one, other] = [part(text), part(passage)]
  const { ops } = passageDifferences(one, other)
  const found = ops.filter(({ is }) => is !== 'same').length
  t.log(`${found} differences for ${count} alterations`)
  t.true(found > count * 0.9 && found <= count)
})
