/**
 * Which stretches of a text still stand in a later version of it, and where. Pure. What is told is never a guess: words that stand in one text only
 * once are known again wherever they are, their neighbours with them; what was copied, or could be one of several, is left out.
 */
import { diffArrays } from 'diff'

/** before [from, from + length) is after [to, to + length), character for character and by origin. UTF-16 units. */
export interface Stretch {
  from: number
  to: number
  length: number
  /** Units at either end that could as well be those next to what was cut or put in: 甲。|乙。 with one of the 。 gone. */
  softStart: number
  softEnd: number
}

/** As few units as are still distinct. */
const GRAM = 8
/** Longer texts are compared from their two ends only. */
const MOST_UNITS = 2_000_000
const MOST_MATCHES = 4000
/** Units on either side of a changed place that are compared one by one. */
const MOST_GAP = 3000

/** How often each gram stands in either text. Two that share a hash count as one that stands oftener: less is told, nothing wrong. */
interface Grams {
  /** Of the gram that begins at each unit of the later text. */
  slots: Int32Array
  before: Int32Array
  after: Int32Array
  /** Where a gram of the slot begins in the earlier text. */
  from: Int32Array
}

function hashAt(text: string, at: number): number {
  let hash = 0
  for (let i = at; i < at + GRAM; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x5bd1e995) ^ (hash >>> 15)
  // 0 is an empty slot.
  return hash || 1
}

function countGrams(before: string, after: string): Grams {
  let size = 1024
  while (size < 2 * (before.length + after.length)) size *= 2
  const keys = new Int32Array(size)
  const grams: Grams = {
    slots: new Int32Array(Math.max(0, after.length - GRAM + 1)),
    before: new Int32Array(size),
    after: new Int32Array(size),
    from: new Int32Array(size),
  }
  const slotOf = (hash: number) => {
    let slot = (hash ^ (hash >>> 16)) & (size - 1)
    while (keys[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & (size - 1)
    keys[slot] = hash
    return slot
  }
  for (let i = 0; i + GRAM <= before.length; i++) {
    const slot = slotOf(hashAt(before, i))
    grams.before[slot]!++
    grams.from[slot] = i
  }
  for (let i = 0; i < grams.slots.length; i++) grams.after[(grams.slots[i] = slotOf(hashAt(after, i)))]!++
  return grams
}

interface Match {
  from: number
  to: number
  length: number
  /** Grams of it that stand in each text once. */
  weight: number
  /** In the later text, the beginning of the first and of the last of these; before 0: the texts' beginning, after the last gram: their end. */
  first: number
  last: number
}

/** Equal stretches as long as they go, each around words that stand once in either text; and the equal beginnings and ends. In the order of the later text. */
function matchesOf(before: string, after: string, grams: Grams | null): Match[] {
  const matches: Match[] = []
  const known = new Map<number, Match>()
  const grow = (from: number, to: number): Match => {
    let [start, end] = [0, 0]
    while (from - start > 0 && to - start > 0 && before[from - start - 1] === after[to - start - 1]) start++
    while (from + end < before.length && to + end < after.length && before[from + end] === after[to + end]) end++
    const match = { from: from - start, to: to - start, length: start + end, weight: 0, first: to, last: to }
    known.set(from - to, match)
    matches.push(match)
    return match
  }
  const head = grow(0, 0)
  Object.assign(head, { weight: GRAM, first: -1, last: -1 })
  for (const [to, slot] of grams?.slots.entries() ?? []) {
    if (grams!.before[slot] !== 1 || grams!.after[slot] !== 1) continue
    const from = grams!.from[slot]!
    const last = known.get(from - to)
    const isIn = last && to + GRAM <= last.to + last.length
    if (!isIn && !before.startsWith(after.slice(to, to + GRAM), from)) continue
    const match = isIn ? last : grow(from, to)
    match.weight++
    match.last = to
  }
  const shared = known.get(before.length - after.length)
  const tail = shared && shared.to + shared.length === after.length ? shared : grow(before.length, after.length)
  tail.weight += GRAM
  tail.last = after.length - GRAM + 1
  if (tail !== shared) tail.first = tail.last
  // That both texts end in 。 says nothing where words that stand once say otherwise.
  const meets = (a: Match, b: Match, side: 'from' | 'to') =>
    a[side] < b[side] + b.length && b[side] < a[side] + a.length
  const isChance = (one: Match) =>
    one.length < GRAM &&
    matches.some((other) => other !== one && (meets(one, other, 'from') || meets(one, other, 'to')))
  return matches
    .filter((match) => match.length > 0 && !isChance(match))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_MATCHES)
    .sort((a, b) => a.to - b.to || a.from - b.from)
}

/** The heaviest of them that stand in the same order in both texts; `all` in the order of the later one. */
export function inOrder<One extends { from: number; to: number }>(
  all: readonly One[],
  weightOf: (one: One) => number,
): One[] {
  const best: { sum: number; last: number }[] = []
  for (const [i, one] of all.entries()) {
    let found = { sum: 0, last: -1 }
    for (let j = 0; j < i; j++)
      if (all[j]!.from < one.from && all[j]!.to < one.to && best[j]!.sum > found.sum)
        found = { sum: best[j]!.sum, last: j }
    best.push({ sum: found.sum + weightOf(one), last: found.last })
  }
  const kept: One[] = []
  let at = best.reduce((top, { sum }, i) => (sum > (best[top]?.sum ?? -1) ? i : top), -1)
  while (at >= 0) {
    kept.push(all[at]!)
    at = best[at]!.last
  }
  return kept.reverse()
}

/** A stretch out of order was moved, unless some of it was copied: then what looks moved may be the copy of what was changed in its place. */
function isMoved({ to, length, weight }: Match, grams: Grams): boolean {
  if (weight === 0 || length < GRAM) return false
  for (const slot of grams.slots.subarray(to, to + length - GRAM + 1))
    if (grams.before[slot] === 1 && grams.after[slot]! > 1) return false
  return true
}

/** From the first to the last of its words that stand once: what is repeated beyond them, up to a change, may be something else. */
function sureOf(after: string, { from, to, length, first, last }: Match): Stretch {
  const start = first < 0 ? to : Math.max(to, first)
  const end = last > after.length - GRAM ? to + length : Math.min(to + length, last + GRAM)
  return { from: from + start - to, to: start, length: end - start, softStart: 0, softEnd: 0 }
}

/** Where a short zone that two stretches claim is parted: where people part text. */
function partIn(zone: string): number {
  for (const ends of ['\n', '。！？!?…”’」』', '，、；：,;:']) {
    for (let i = zone.length; i > 0; i--) if (ends.includes(zone[i - 1]!)) return i
  }
  return zone.length
}

/** No unit of either text belongs to two stretches. */
function apart(stretches: Stretch[], text: string, side: 'from' | 'to'): Stretch[] {
  const sorted = stretches.sort((a, b) => a[side] - b[side])
  const result: Stretch[] = []
  for (const next of sorted) {
    const last = result.at(-1)
    const overlap = last ? last[side] + last.length - next[side] : 0
    if (last && overlap > 0) {
      const isDoubtful = overlap >= GRAM || overlap >= next.length || overlap >= last.length
      const part = isDoubtful ? 0 : partIn(text.slice(next[side], next[side] + overlap))
      const drop = isDoubtful ? overlap : part
      last.length -= overlap - part
      last.softEnd = Math.max(last.softEnd - (overlap - part), part)
      next.from += drop
      next.to += drop
      next.length -= drop
      next.softStart = Math.max(next.softStart - drop, overlap - drop)
      if (last.length <= 0) result.pop()
    }
    if (next.length > 0) result.push(next)
  }
  return result
}

type Piece = Pick<Stretch, 'from' | 'to' | 'length'>

/** Within one changed place: characters that stayed between small changes, 義渡是哪一年 → 义渡是哪一年. A few that two larger changes share by chance are none. */
function within(before: string, after: string): Piece[] {
  if (before === '' || after === '') return []
  if (before.length + after.length > MOST_GAP) return byLines(before, after)
  const parts = diffArrays([...before], [...after])
  const sizes = parts.map(({ value }) => value.join('').length)
  const changeAt = (i: number, step: number) => {
    let most = 0
    for (let k = i + step; parts[k] && (parts[k]!.added || parts[k]!.removed); k += step)
      most = Math.max(most, sizes[k]!)
    return most
  }
  const found: Piece[] = []
  let [from, to] = [0, 0]
  for (const [i, part] of parts.entries()) {
    const length = sizes[i]!
    const isSame = !part.added && !part.removed
    if (isSame && length < GRAM && length >= Math.max(changeAt(i, -1), changeAt(i, 1))) found.push({ from, to, length })
    if (!part.added) from += length
    if (!part.removed) to += length
  }
  return found
}

/** A long place is looked at line by line, where there are as many as there were: all of them written in other characters, say. */
function byLines(before: string, after: string): Piece[] {
  const [left, right] = [before.split('\n'), after.split('\n')]
  if (left.length !== right.length || left.length < 2) return []
  let [from, to] = [0, 0]
  return left.flatMap((line, i) => {
    const pieces = line.length + right[i]!.length > MOST_GAP ? [] : within(line, right[i]!)
    const placed = pieces.map((one) => ({ from: from + one.from, to: to + one.to, length: one.length }))
    from += line.length + 1
    to += right[i]!.length + 1
    return placed
  })
}

const whole = (length: number): Stretch[] => (length ? [{ from: 0, to: 0, length, softStart: 0, softEnd: 0 }] : [])

/** In the order of the later text; apart in both. */
export function sameStretches(before: string, after: string): Stretch[] {
  if (before === after) return whole(before.length)
  const isLong = before.length + after.length > MOST_UNITS
  const grams = isLong ? null : countGrams(before, after)
  const matches = matchesOf(before, after, grams)
  const backbone = new Set(inOrder(matches, ({ weight }) => weight))
  const sure = matches
    .filter((match) => backbone.has(match) || (grams !== null && isMoved(match, grams)))
    .map((match) => sureOf(after, match))
    .filter(({ length }) => length > 0)
  const stretches = apart(apart(sure, before, 'from'), after, 'to')

  const result: Stretch[] = []
  const bounds = { from: before.length, to: after.length, length: 0, softStart: 0, softEnd: 0 }
  let last: Piece = { from: 0, to: 0, length: 0 }
  // What stands in the earlier text between two neighbours of the later one, unless something of it has moved away.
  const starts = stretches.map(({ from }) => from).sort((a, b) => a - b)
  for (const next of [...stretches, bounds]) {
    const [from, to] = [last.from + last.length, last.to + last.length]
    const follows = starts.find((start) => start >= from) ?? before.length
    if (next.from >= from && follows >= next.from)
      for (const one of within(before.slice(from, next.from), after.slice(to, next.to)))
        result.push({ from: from + one.from, to: to + one.to, length: one.length, softStart: 0, softEnd: 0 })
    if (next.length > 0) result.push(next)
    last = next
  }
  return result
}
