/**
 * Text reuse by winnowing (Schleimer, Wilkerson and Aiken 2003; chinese-text.md §11) over folded tokens: from every window of eight hashes of
 * eight tokens the least is kept. Two texts that share 15 tokens in a row share a fingerprint, and where it stands is known.
 */

export interface Fingerprint {
  /** 32 bits, unsigned; the same on every machine and in every version of this program, so that it can be stored. */
  hash: number
  /** Index of the first of its eight tokens. */
  at: number
}

const LENGTH = 8
const WINDOW = 8
const BASE = 0x01000193

/** So many shared fingerprints make two texts related, if they follow each other in both. */
export const RELATED = 5

/** murmur3's finaliser: neighbouring code points come out unlike. */
function mix(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

function hashOf(token: string): number {
  if (token.length === 1) return mix(token.charCodeAt(0))
  let h = 0x811c9dc5
  for (let i = 0; i < token.length; i++) h = Math.imul(h ^ token.charCodeAt(i), BASE)
  return mix(h)
}

/** The hash of every eight tokens in a row. */
function hashes(tokens: readonly string[]): Uint32Array {
  const count = tokens.length - LENGTH + 1
  if (count <= 0) return new Uint32Array(0)
  const result = new Uint32Array(count)
  const own = new Int32Array(LENGTH)
  let leaving = 1
  for (let i = 0; i < LENGTH; i++) leaving = Math.imul(leaving, BASE)
  let rolling = 0
  for (let i = 0; i < tokens.length; i++) {
    const slot = i % LENGTH
    const arriving = hashOf(tokens[i]!)
    rolling = (Math.imul(rolling, BASE) + arriving - Math.imul(own[slot]!, leaving)) | 0
    own[slot] = arriving
    if (i >= LENGTH - 1) result[i - LENGTH + 1] = mix(rolling) >>> 0
  }
  return result
}

/** In order. None for fewer than eight tokens; about 0.22 per token. */
export function fingerprints(tokens: readonly string[]): Fingerprint[] {
  const all = hashes(tokens)
  const window = Math.min(WINDOW, all.length)
  const kept: Fingerprint[] = []
  let least = -1
  for (let right = window - 1; right >= 0 && right < all.length; right++) {
    const left = right - window + 1
    if (least < left) {
      least = left
      for (let i = left + 1; i <= right; i++) if (all[i]! <= all[least]!) least = i
    } else if (all[right]! < all[least]!) least = right
    // An equal one further on does not replace it: a repeated character would fill the index.
    else continue
    kept.push({ hash: all[least]!, at: least })
  }
  return kept
}

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
  /** Different fingerprints both have, common ones left out. */
  shared: number
  /** The most of them that follow each other closely in both texts: a passage, however altered, not formulas here and there. */
  together: number
  /** `together` ≥ RELATED. */
  isRelated: boolean
  /** In the order of `a`. */
  passages: SharedPassage[]
}

/** A passage goes on past so many unlike tokens, if so many like ones follow. */
const MOST_APART = 2
const RESUME = 4
/** A hash that stands in one text more often says nothing about where it came from. */
const MOST_REPEATS = 8
/** Fingerprints follow each other where no more tokens lie between them than this, and no more were put in or left out than that. */
const CLOSE = 60
const SHIFT = 12
/** Tokens compared in all, times the length of both: periodic texts are given up. */
const EFFORT = 64

/** Ways past a difference, the smallest first. */
const detours: [number, number][] = []
for (let a = 0; a <= MOST_APART; a++) for (let b = 0; b <= MOST_APART; b++) if (a + b > 0) detours.push([a, b])
detours.sort((x, y) => Math.max(...x) - Math.max(...y) || y[0] + y[1] - x[0] - x[1])

/**
 * What two texts have in common. `isCommon` tells fingerprints that many texts have (more than 20 in the archive, as the caller counted): formulas,
 * no reuse; a passage may run through one, but does not begin for it.
 */
export function sharedPassages(a: Printed, b: Printed, isCommon: (hash: number) => boolean = () => false): Sharing {
  const places = placesOf(b.prints)
  const often = placesOf(a.prints)
  const shared = new Set<number>()
  const passages: SharedPassage[] = []
  /** Those that reach as far as the fingerprint at hand. */
  let open: SharedPassage[] = []
  let chains: { a: number; b: number; count: number }[] = []
  let together = 0
  let effort = EFFORT * (a.tokens.length + b.tokens.length)
  for (const { hash, at } of a.prints) {
    const others = places.get(hash)
    if (!others || isCommon(hash)) continue
    open = open.filter(({ a: [, end] }) => end > at)
    chains = chains.filter(({ a }) => at - a <= CLOSE)
    const earlier = chains.length
    let isReal = false
    for (const other of others) {
      if (!isSame(a.tokens, at, b.tokens, other)) continue
      isReal = true
      if (others.length > MOST_REPEATS || often.get(hash)!.length > MOST_REPEATS || effort <= 0) break
      let count = 1
      for (let i = 0; i < earlier; i++) {
        const { a, b, count: before } = chains[i]!
        const isNext = other > b && other - b <= CLOSE && Math.abs(other - b - (at - a)) <= SHIFT
        if (isNext && before >= count) count = before + 1
      }
      chains.push({ a: at, b: other, count })
      together = Math.max(together, count)
      if (open.some((one) => holds(one, at, other))) continue
      const passage = extended(a.tokens, at, b.tokens, other)
      effort -= passage.a[1] - passage.a[0]
      passages.push(passage)
      open.push(passage)
    }
    if (isReal) shared.add(hash)
  }
  return { shared: shared.size, together, isRelated: together >= RELATED, passages: merged(passages) }
}

function placesOf(prints: readonly Fingerprint[]): Map<number, number[]> {
  const places = new Map<number, number[]>()
  for (const { hash, at } of prints) {
    const known = places.get(hash)
    if (known) known.push(at)
    else places.set(hash, [at])
  }
  return places
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

/** Passages that overlap in both texts, or stand at most two tokens apart in both, are one. */
function merged(passages: SharedPassage[]): SharedPassage[] {
  const result: SharedPassage[] = []
  let near: SharedPassage[] = []
  for (const one of passages.sort((x, y) => x.a[0] - y.a[0] || x.b[0] - y.b[0])) {
    near = near.filter(({ a }) => one.a[0] <= a[1] + MOST_APART)
    const known = near.findLast(({ b }) => one.b[0] <= b[1] + MOST_APART && one.b[0] >= b[0])
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
