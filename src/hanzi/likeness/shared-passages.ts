/** What two texts have in common: where their fingerprints (winnow.ts) follow each other, and as far as the texts go on alike. */
import { type Fingerprint, LENGTH } from './winnow.ts'

export interface Printed {
  tokens: readonly string[]
  prints: readonly Fingerprint[]
}

/** Token indices [start, end) in either text. */
export interface SharedPassage {
  a: [start: number, end: number]
  b: [start: number, end: number]
  /** Tokens equal and in their place. */
  same: number
}

export interface Sharing {
  /** Enough to be named: what idioms and formulas alone never come to. */
  isRelated: boolean
  /** In the order of `a`. */
  passages: SharedPassage[]
}

/** So many fingerprints that follow each other make a passage, however altered; formulas here and there do not. */
export const RELATED = 5
/** A run of this many is no formula, however many texts have it. */
const LONG = 40
/** The least equal tokens of a passage for which texts are named; of one that is listed beside it; and the share of a text that is all of it. */
const LEAST = 40
const LEAST_LISTED = 16
const WHOLE = 0.8

/** A hash that stands in one text more often says nothing about where it came from. */
export const MOST_REPEATS = 8
/** Fingerprints follow each other where no more tokens lie between them than this, and no more were put in or left out than that. */
const CLOSE = 60
const SHIFT = 12

type Places = ReadonlyMap<number, readonly number[]>

/** Where each hash stands. */
export function placesOf(prints: readonly Fingerprint[]): Map<number, number[]> {
  const places = new Map<number, number[]>()
  for (const { hash, at } of prints) {
    const known = places.get(hash)
    if (known) known.push(at)
    else places.set(hash, [at])
  }
  return places
}

/** The most of these fingerprints of a text, in order, that follow each other closely in another too. `own`: where they stand here; `other`: there. */
function together(
  prints: readonly Fingerprint[],
  own: Places,
  other: Places,
  isLeftOut: (hash: number) => boolean,
): number {
  let chains: { at: number; there: number; count: number }[] = []
  let most = 0
  for (const { hash, at } of prints) {
    const places = other.get(hash)!
    if (places.length > MOST_REPEATS || own.get(hash)!.length > MOST_REPEATS || isLeftOut(hash)) continue
    chains = chains.filter((chain) => at - chain.at <= CLOSE)
    const earlier = chains.length
    for (const there of places) {
      let count = 1
      for (let i = 0; i < earlier; i++) {
        const chain = chains[i]!
        const gap = there - chain.there
        const isNext = gap > 0 && gap <= CLOSE && Math.abs(gap - (at - chain.at)) <= SHIFT
        if (isNext && chain.count >= count) count = chain.count + 1
      }
      chains.push({ at, there, count })
      most = Math.max(most, count)
    }
  }
  return most
}

const nobody = () => false

/** What a shared fingerprint counts for before their order is looked at, and the least with which `likely` could come out true. */
export const WEIGHT = { rare: LONG / RELATED, common: 1, least: (2 * LONG) / RELATED }

/** How many must follow each other: fewer where one of the texts has hardly more. */
const needed = (a: number, b: number): number => Math.max(2, Math.min(RELATED, Math.ceil(WHOLE * Math.min(a, b))))

/**
 * Whether fingerprints alone make two texts likely to be named; null where they do not, else which of them are left out. `places`: of the first text's,
 * so that many can be held against it. `isCommon` tells what recurs in the archive, as the caller counted: formulas, no reuse, unless they go on and on.
 */
export function likely(
  { prints, places }: { prints: readonly Fingerprint[]; places: Places },
  other: readonly Fingerprint[],
  isCommon: (hash: number) => boolean,
): { isLeftOut: (hash: number) => boolean } | null {
  const shared = other.filter(({ hash }) => places.has(hash))
  const least = needed(prints.length, other.length)
  if (shared.length < least) return null
  const own = placesOf(shared)
  if (together(shared, own, places, isCommon) >= least) return { isLeftOut: isCommon }
  return shared.length >= LONG && together(shared, own, places, nobody) >= LONG ? { isLeftOut: nobody } : null
}

/** A passage goes on past so many unlike tokens, if so many like ones follow; and past a clause that was put in, left out or put otherwise. */
const MOST_APART = 2
const RESUME = 4
const CLAUSE = 20
/** Tokens compared in all, times the length of both: periodic texts are given up. */
const EFFORT = 64

/** Ways past a difference, the smallest first. */
const detours: [number, number][] = []
for (let a = 0; a <= MOST_APART; a++) for (let b = 0; b <= MOST_APART; b++) if (a + b > 0) detours.push([a, b])
detours.sort((x, y) => Math.max(...x) - Math.max(...y) || y[0] + y[1] - x[0] - x[1])

/** A passage may run through a common fingerprint, but does not begin for it. */
export function sharedPassages(a: Printed, b: Printed, isCommon: (hash: number) => boolean = nobody): Sharing {
  const often = placesOf(a.prints)
  const counted = likely({ prints: a.prints, places: often }, b.prints, isCommon)
  if (!counted) return { isRelated: false, passages: [] }
  const places = placesOf(b.prints)
  const passages: SharedPassage[] = []
  /** Those that reach as far as the fingerprint at hand. */
  let open: SharedPassage[] = []
  let effort = EFFORT * (a.tokens.length + b.tokens.length)
  for (const { hash, at } of a.prints) {
    const others = places.get(hash)
    if (!others || others.length > MOST_REPEATS || often.get(hash)!.length > MOST_REPEATS) continue
    if (counted.isLeftOut(hash)) continue
    open = open.filter(({ a: [, end] }) => end > at)
    for (const other of others) {
      if (effort <= 0) break
      if (!isSame(a.tokens, at, b.tokens, other) || open.some((one) => holds(one, at, other))) continue
      const passage = extended(a.tokens, at, b.tokens, other)
      effort -= passage.a[1] - passage.a[0]
      passages.push(passage)
      open.push(passage)
    }
  }
  const listed = merged(passages).filter(({ same }) => same >= LEAST_LISTED)
  const shorter = a.tokens.length < b.tokens.length ? 'a' : 'b'
  const isWhole = covered(listed, shorter) >= WHOLE * Math.min(a.tokens.length, b.tokens.length)
  const isRelated = listed.some(({ same }) => same >= LEAST) || (listed.length > 0 && isWhole)
  return { isRelated, passages: isRelated ? listed : [] }
}

/** Equal tokens of one side; where passages overlap in it they count once. */
export function covered(passages: readonly SharedPassage[], side: 'a' | 'b'): number {
  let [sum, end] = [0, 0]
  for (const one of [...passages].sort((x, y) => x[side][0] - y[side][0])) {
    const [from, to] = one[side]
    sum += Math.max(0, Math.min(one.same, to - Math.max(from, end)))
    end = Math.max(end, to)
  }
  return sum
}

/** Equal hashes may be chance. */
function isSame(a: readonly string[], i: number, b: readonly string[], j: number): boolean {
  for (let k = 0; k < LENGTH; k++) if (a[i + k] !== b[j + k]) return false
  return true
}

/** On the way through both texts that the passage takes, give or take its own shifts. */
function holds({ a, b }: SharedPassage, i: number, j: number): boolean {
  if (i < a[0] || i >= a[1] || j < b[0] || j >= b[1]) return false
  const shift = Math.abs(a[1] - a[0] - (b[1] - b[0])) + MOST_APART
  return Math.abs(i - a[0] - (j - b[0])) <= shift
}

function extended(a: readonly string[], i: number, b: readonly string[], j: number): SharedPassage {
  const after = run(a, i, b, j, 1)
  const before = run(a, i - 1, b, j - 1, -1)
  return { a: [before.a + 1, after.a], b: [before.b + 1, after.b], same: before.same + after.same }
}

/** From (i, j) in one direction, past differences of up to two tokens: where it stops, and how many were equal. */
function run(a: readonly string[], i: number, b: readonly string[], j: number, step: 1 | -1) {
  const equal = (x: number, y: number) => x >= 0 && y >= 0 && x < a.length && y < b.length && a[x] === b[y]
  let same = 0
  for (;;) {
    while (equal(i, j)) {
      i += step
      j += step
      same++
    }
    const detour = detours.find(([x, y]) => {
      for (let k = 0; k < RESUME; k++) if (!equal(i + step * (x + k), j + step * (y + k))) return false
      return true
    })
    if (!detour) return { a: i, b: j, same }
    i += step * detour[0]
    j += step * detour[1]
  }
}

/** Passages that overlap in both texts, or stand no more than a clause apart in both, are one. */
function merged(passages: SharedPassage[]): SharedPassage[] {
  const result: SharedPassage[] = []
  let near: SharedPassage[] = []
  for (const one of passages.sort((x, y) => x.a[0] - y.a[0] || x.b[0] - y.b[0])) {
    near = near.filter(({ a }) => one.a[0] <= a[1] + CLAUSE)
    const known = near.findLast(({ b }) => one.b[0] <= b[1] + CLAUSE && one.b[0] >= b[0])
    if (!known) {
      result.push(one)
      near.push(one)
      continue
    }
    const fresh = Math.max(0, one.same - Math.max(0, known.a[1] - one.a[0]))
    known.a[1] = Math.max(known.a[1], one.a[1])
    known.b[1] = Math.max(known.b[1], one.b[1])
    // Where they overlap, tokens would count twice.
    known.same = Math.min(known.same + fresh, known.a[1] - known.a[0], known.b[1] - known.b[0])
  }
  return result
}
