/** As differences.ts, of passages of any length: cut up where both say the same, so that the time is linear in their length. */
import { type Difference, type Differences, differences, type Written } from './differences.ts'
import { placesOf } from './shared-passages.ts'
import { fingerprints, LENGTH } from './winnow.ts'

/** Tokens of a piece at least, and how much more may have been put in or left out in it. */
const PIECE = 400
const SHIFT = 60

type Part = Written & { from: number; to: number }
const tokensOf = ({ folded, from, to }: Part) => folded.tok.slice(from, to)

/** Token indices, within either passage, at which both say the same. */
function cuts(a: readonly string[], b: readonly string[]): [number, number][] {
  const found: [number, number][] = []
  const places = placesOf(fingerprints(b))
  let [i, j] = [0, 0]
  for (const { hash, at } of fingerprints(a)) {
    if (at - i < PIECE) continue
    const other = places.get(hash)?.find((place) => place > j && Math.abs(place - j - (at - i)) <= SHIFT)
    if (other === undefined || !a.slice(at, at + LENGTH).every((token, k) => token === b[other + k])) continue
    found.push([at, other])
    ;[i, j] = [at, other]
  }
  return found
}

/** Two stretches that say the same, one after the other, as one. */
function joined(one: Difference, next: Difference, { text: ours }: Written, { text: theirs }: Written): Difference {
  const quoteSpan: Difference['quoteSpan'] = [one.quoteSpan[0], next.quoteSpan[1]]
  const passageSpan: Difference['passageSpan'] = [one.passageSpan[0], next.passageSpan[1]]
  return { is: 'same', quote: ours.slice(...quoteSpan), passage: theirs.slice(...passageSpan), quoteSpan, passageSpan }
}

/** What `quote` changed of `passage`; both are known to go on alike. */
export function passageDifferences(quote: Part, passage: Part): Differences {
  const whole: Differences = { ops: [], punctuation: [], isVerbatim: true }
  const ends: [number, number][] = [
    ...cuts(tokensOf(quote), tokensOf(passage)),
    // The last piece has no further token to share with a next one.
    [quote.to - quote.from - 1, passage.to - passage.from - 1],
  ]
  let [i, j] = [0, 0]
  for (const [toI, toJ] of ends) {
    // The token at a cut belongs to both pieces, so that the punctuation before it is compared too.
    const { ops, punctuation, isVerbatim } = differences(
      { ...quote, from: quote.from + i, to: quote.from + toI + 1 },
      { ...passage, from: passage.from + j, to: passage.from + toJ + 1 },
    )
    const last = whole.ops.at(-1)
    if (last?.is === 'same' && ops[0]?.is === 'same') {
      whole.ops.pop()
      ops[0] = joined(last, ops[0], quote, passage)
    }
    whole.ops.push(...ops)
    whole.punctuation.push(...punctuation)
    whole.isVerbatim &&= isVerbatim
    ;[i, j] = [toI, toJ]
  }
  return whole
}
