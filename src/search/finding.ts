/** Where the words of a question stand in one reading of a text, by tokens, as far as the switches say. What is marked of it: occurrences.ts. Pure. */
import { type Folded, fold } from '../hanzi/fold.ts'
import { isSameWriting, type Keep, marksOf } from '../hanzi/keep.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import { findPhrase, literalOf, MOST_PLACES, type Span } from '../hanzi/phrases.ts'
import { skipsOf } from '../hanzi/readings.ts'
import { findPattern } from './pattern.ts'
import type { Place, Term } from './query.ts'

/** Tokens [at, at + count). */
export interface Found {
  at: number
  count: number
}

/** A text in one of its readings. */
interface Read {
  text: string
  layout: Layout
  folded: Folded
}

const skipped = { 'in-place': new WeakMap<Layout, Span[]>(), literal: new WeakMap<Layout, Span[]>() }

/** A stretch of the original as one reads it there: without breaks that are closed, without page furniture; `in-place` without pinyin either. */
function written(text: string, layout: Layout, from: number, to: number, reading: 'in-place' | 'literal'): string {
  const known = skipped[reading].get(layout)
  const skips = known ?? skipsOf(layout, reading).map(({ start, end }): Span => [start, end])
  if (!known) skipped[reading].set(layout, skips)
  let kept = ''
  let at = from
  for (const [start, end] of skips) {
    if (end <= at || start >= to) continue
    kept += text.slice(at, Math.max(at, start))
    at = Math.max(at, end)
  }
  return kept + text.slice(at, Math.max(at, to))
}

/** A token's own characters: of a number that a line or a page cuts, both parts. */
export const sourceOf = (text: string, { st, en, cut }: Folded, i: number): string => {
  const pieces = cut?.get(i) ?? [[st[i]!, en[i]!]]
  const source = pieces.map(([a, b]) => text.slice(a, b)).join('')
  return source.length > 1 ? source.replace(/\s+/g, '') : source
}

interface Own {
  sources: string[]
  /** The punctuation before each. */
  marks: string[]
}
const known = new WeakMap<object, Own>()
/** What a question says, token by token. */
function ownOf(part: object, text: string): Own {
  const present = known.get(part)
  if (present) return present
  const { st, en } = fold(text)
  const own = {
    sources: st.map((start, i) => text.slice(start, en[i])),
    marks: st.map((start, i) => (i === 0 ? '' : marksOf(text.slice(en[i - 1], start)))),
  }
  known.set(part, own)
  return own
}

/** Whether tokens from `at` on are written as in the question, where the switches keep that apart. `from`: the question's token for each, −1 for none. */
function keeps(
  { text, layout, folded }: Read,
  at: number,
  own: Own,
  from: readonly number[],
  keep: Keep,
  isOpen = false,
) {
  if (keep.size === 0) return true
  for (const [i, k] of from.entries()) {
    if (k === -1) continue
    const mayGoOn = isOpen && i === from.length - 1
    if (!mayGoOn && !isSameWriting(sourceOf(text, folded, at + i), own.sources[k]!, keep)) return false
    if (!keep.has('punctuation') || i === 0 || k === 0) continue
    const between = written(text, layout, folded.en[at + i - 1]!, folded.st[at + i]!, 'in-place')
    if (marksOf(between) !== own.marks[k]) return false
  }
  return true
}

function findTerm(read: Read, term: Term, keep: Keep, cut: () => void): Found[] {
  const { text, layout, folded } = read
  const most = <T>(found: T[]): T[] => {
    if (found.length >= MOST_PLACES) cut()
    return found
  }
  if (term.pattern)
    return most(
      findPattern(
        folded,
        term.pattern,
        (at) => written(text, layout, folded.en[at - 1]!, folded.st[at]!, 'in-place'),
        (part, at) => keeps(read, at, ownOf(part, part.text), [...part.tokens.keys()], keep),
      ),
    )
  if (term.literal) {
    const own = fold(term.text)
    const wanted = literalOf(term.text.slice(own.st[0], own.en.at(-1)))
    return most(findPhrase(folded, term))
      .map((at) => ({ at, count: term.tokens.length }))
      .filter(({ at, count }) => {
        const stands = written(text, layout, folded.st[at]!, folded.en[at + count - 1]!, 'literal')
        return literalOf(stands) === wanted
      })
  }
  const own = ownOf(term, term.text)
  return term.forms.flatMap(({ tokens, from, wholeRun }) =>
    most(findPhrase(folded, { tokens, prefix: term.prefix, wholeRun }))
      .filter((at) => keeps(read, at, own, from, keep, term.prefix))
      .map((at) => ({ at, count: tokens.length })),
  )
}

const keyOf = ({ at, count }: Found): number => at * 0x1000000 + count
const byStart = (a: Found, b: Found): number => a.at - b.at || a.count - b.count

/** Pairs of one proximity that are looked at in one text: of characters that stand over and over there is no end of them. */
const MOST_PAIRS = 200_000

/**
 * Calls `met` for every two that stand within `distance` tokens, in either order; they may overlap, but not be the same. Both by their start. False where
 * there are more than it was called for.
 */
function pairs(
  left: readonly Found[],
  right: readonly Found[],
  distance: number,
  met: (a: Found, b: Found) => void,
): boolean {
  const longest = right.reduce((most, { count }) => Math.max(most, count), 0)
  let [first, count] = [0, 0]
  for (const a of left) {
    while (first < right.length && right[first]!.at + longest + distance < a.at) first++
    for (let k = first; k < right.length && right[k]!.at <= a.at + a.count + distance; k++) {
      const b = right[k]!
      const between = a.at <= b.at ? b.at - a.at - a.count : a.at - b.at - b.count
      if (between <= distance && keyOf(a) !== keyOf(b)) {
        if (++count > MOST_PAIRS) return false
        met(a, b)
      }
    }
  }
  return true
}

const spanning = (a: Found, b: Found): Found => {
  const at = Math.min(a.at, b.at)
  return { at, count: Math.max(a.at + a.count, b.at + b.count) - at }
}
const distinct = (found: Iterable<Found>): Found[] =>
  [...new Map(Array.from(found, (one) => [keyOf(one), one])).values()].sort(byStart)

/**
 * The words that make up a place wherever it is borne out: of a proximity those that have each other near. In order, each once. Calls `cut` where there
 * may be more.
 */
export function wordsIn(read: Read, place: Place, keep: Keep, cut: () => void): Found[] {
  const made = new Map<Place, Found[]>()
  /** Everywhere the place is borne out, from its first token to its last. */
  function spans(one: Place): Found[] {
    const present = made.get(one)
    if (present) return present
    const found: Found[] = []
    if (one.is === 'term') for (const each of findTerm(read, one, keep, cut)) found.push(each)
    else if (!pairs(spans(one.left), spans(one.right), one.distance, (a, b) => found.push(spanning(a, b)))) cut()
    const sorted = distinct(found)
    made.set(one, sorted)
    return sorted
  }
  function words(one: Place, wanted: readonly Found[]): Found[] {
    if (one.is === 'term') return [...wanted]
    const isWanted = new Set(wanted.map(keyOf))
    const [left, right] = [new Set<Found>(), new Set<Found>()]
    pairs(spans(one.left), spans(one.right), one.distance, (a, b) => {
      if (!isWanted.has(keyOf(spanning(a, b)))) return
      left.add(a)
      right.add(b)
    })
    return [...words(one.left, [...left]), ...words(one.right, [...right])]
  }
  return distinct(words(place, spans(place)))
}
