/**
 * Approximate finding (chinese-text.md §4 "Zero hits"): where a folded phrase stands in a text with a few characters lost, misread or misremembered.
 * Sellers' substring distance with the costs of confusables.ts, in whole tenths so that sums compare exactly. The engine proposes the texts
 * (`pairPhrases`), this decides.
 */

import type { Folded } from '../fold.ts'
import { confusables, substitutionCost } from './confusables.ts'

/** Token indices [start, end) of the text; cost in edits: 0 equal, a lost or extra token 1. */
export interface Approximate {
  start: number
  end: number
  cost: number
}

/** A longer pattern is not sought here (time grows with its length): cut it (locate.ts does). */
export const LONGEST_PATTERN = 256

/** How many edits still count as the same phrase of `count` tokens. */
export const mostEdits = (count: number): number => Math.max(1, Math.floor(count / 4))

const EDIT = 10
const tenths = (cost: number) => Math.round(cost * EDIT)

/** A token's class says what it costs against each token of the pattern; class 0 is every token that resembles none. */
function classesOf(pattern: readonly string[]) {
  const classes = new Map<string, number>()
  for (const token of [...pattern, ...pattern.flatMap((token) => [...confusables(token)]), '□'])
    if (!classes.has(token)) classes.set(token, classes.size + 1)
  const costs = new Uint8Array((classes.size + 1) * pattern.length)
  for (const [token, number] of [['', 0] as const, ...classes])
    for (const [i, wanted] of pattern.entries())
      costs[number * pattern.length + i] = tenths(substitutionCost(token, wanted))
  // Nearly every token is one UTF-16 unit: a table answers faster than a map.
  const ofUnit = new Uint16Array(0x10000)
  for (const [token, number] of classes) if (token.length === 1) ofUnit[token.charCodeAt(0)] = number
  return { classes, costs, ofUnit }
}

/**
 * Seeks one pattern in many texts: compile once, call per text. The best matches of at most `most` edits that do not overlap, in the order of the
 * text; of equal ones that of the pattern's own length, then the earlier. Time O(text), plus O(pattern) per token only where enough of the
 * pattern's tokens stand close together.
 */
export function createMatcher(
  pattern: readonly string[],
  most: number = mostEdits(pattern.length),
): (text: readonly string[]) => Approximate[] {
  const { length } = pattern
  if (length === 0 || length > LONGEST_PATTERN) return () => []
  // A match keeps at least one token of the pattern: dropping them all would match everywhere.
  const limit = tenths(Math.max(0, Math.min(most, length - 0.1)))
  const edits = Math.floor(limit / EDIT)
  const { classes, costs, ofUnit } = classesOf(pattern)
  const reach = length + edits
  // A lost character in the pattern takes any token: only the others must be there, but for the edits.
  const needed = pattern.filter((token) => token !== '□').length - edits

  const cost = new Int32Array(length + 1)
  const from = new Int32Array(length + 1)

  /** Sellers over text[start, end), rows cut off where all further ones cost too much (Ukkonen). */
  const scan = (codes: Uint16Array, start: number, end: number, found: Found) => {
    for (let i = 0; i <= length; i++) {
      cost[i] = i * EDIT
      from[i] = start
    }
    let last = Math.min(length, edits)
    for (let j = start; j < end; j++) {
      const row = codes[j]! * length
      const rows = last < length ? last + 1 : length
      if (last < length) cost[rows] = limit + EDIT + 1
      let diagonal = 0
      let diagonalFrom = j
      let above = 0
      let aboveFrom = j + 1
      for (let i = 1; i <= rows; i++) {
        const left = cost[i]!
        const leftFrom = from[i]!
        let best = diagonal + costs[row + i - 1]!
        let bestFrom = diagonalFrom
        if (left + EDIT < best) {
          best = left + EDIT
          bestFrom = leftFrom
        }
        if (above + EDIT < best) {
          best = above + EDIT
          bestFrom = aboveFrom
        }
        diagonal = left
        diagonalFrom = leftFrom
        above = cost[i] = best
        aboveFrom = from[i] = bestFrom
      }
      last = rows
      while (last > 0 && cost[last]! > limit) last--
      if (last === length) found.push({ start: from[length]!, end: j + 1, cost: cost[length]! })
    }
  }

  return (text) => {
    const codes = new Uint16Array(text.length)
    for (let i = 0; i < codes.length; i++) {
      const token = text[i]!
      codes[i] = token.length === 1 ? ofUnit[token.charCodeAt(0)]! : (classes.get(token) ?? 0)
    }
    const found: Found = []
    let near = 0
    let [regionStart, regionEnd] = [0, 0]
    for (let j = 0; j < codes.length; j++) {
      if (codes[j] !== 0) near++
      if (j >= reach && codes[j - reach] !== 0) near--
      if (near < needed) continue
      const start = Math.max(0, j + 1 - reach)
      if (start > regionEnd) {
        if (regionEnd > regionStart) scan(codes, regionStart, regionEnd, found)
        regionStart = start
      }
      regionEnd = j + 1
    }
    if (regionEnd > regionStart) scan(codes, regionStart, regionEnd, found)
    return bestApart(found, length, Math.max(1, length - edits), codes.length)
  }
}

/** Costs in tenths. */
type Found = Approximate[]

/** The cheapest first, each only where none chosen stands; every match is at least `shortest` long, so probing at that step misses none. */
function bestApart(found: Found, length: number, shortest: number, total: number): Approximate[] {
  if (found.length === 0) return []
  const off = ({ start, end }: Approximate) => Math.abs(end - start - length)
  found.sort((a, b) => a.cost - b.cost || off(a) - off(b) || a.start - b.start)
  const taken = new Uint8Array(total)
  const chosen: Approximate[] = []
  for (const { start, end, cost } of found) {
    let isFree = taken[end - 1] === 0
    for (let i = start; i < end && isFree; i += shortest) isFree = taken[i] === 0
    if (!isFree) continue
    taken.fill(1, start, end)
    chosen.push({ start, end, cost: cost / EDIT })
  }
  return chosen.sort((a, b) => a.start - b.start)
}

/** `createMatcher` for a single text. */
export const findApproximate = (
  pattern: readonly string[],
  text: Pick<Folded, 'tok'> | readonly string[],
  most: number = mostEdits(pattern.length),
): Approximate[] => createMatcher(pattern, most)('tok' in text ? text.tok : text)

/**
 * The two-token phrases to ask the engine for, any of which makes a candidate: all of a short pattern, `cap` spread evenly over a long one (an OR of 600
 * took a second). A phrase with a lost character is in no other text and is left out.
 */
export function pairPhrases(tokens: readonly string[], cap = 60): [string, string][] {
  const pairs = new Map<string, [string, string]>()
  for (let i = 0; i + 1 < tokens.length; i++) {
    const [a, b] = [tokens[i]!, tokens[i + 1]!]
    if (a !== '□' && b !== '□') pairs.set(`${a} ${b}`, [a, b])
  }
  const all = [...pairs.values()]
  if (all.length <= cap) return all
  if (cap <= 1) return all.slice(0, Math.max(0, cap))
  return Array.from({ length: cap }, (_, i) => all[Math.round((i * (all.length - 1)) / (cap - 1))]!)
}
