/** Character by character: what was set instead of what was approved, in as few errors as can explain it. Pure. */
import { NOTE } from '../content.ts'
import { markLengths } from './stream.ts'

/** approved [from, fromEnd) became proof [to, toEnd). */
export interface Edit {
  kind: 'wrong' | 'missing' | 'extra' | 'transposed'
  from: number
  fromEnd: number
  to: number
  toEnd: number
}
interface Span {
  from: number
  fromEnd: number
  to: number
  toEnd: number
}

const GRAMS = [12, 6, 4]
/** Cells of the table that is gone through where nothing is known; a larger gap is told as missing and extra. */
const MOST_CELLS = 6_000_000

/** Where each gram stands that stands once only; -1: oftener. */
function unique(chars: readonly string[], start: number, end: number, size: number): Map<string, number> {
  const found = new Map<string, number>()
  for (let i = start; i + size <= end; i++) {
    const gram = chars.slice(i, i + size).join('')
    found.set(gram, found.has(gram) ? -1 : i)
  }
  return found
}

/** Pairs of places in one order on both sides: the longest such row. */
function inOrder(pairs: readonly [number, number][]): [number, number][] {
  const ends: number[] = []
  const before: number[] = []
  pairs.forEach(([, to], i) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (pairs[ends[middle]!]![1] < to) low = middle + 1
      else high = middle
    }
    before[i] = low > 0 ? ends[low - 1]! : -1
    ends[low] = i
  })
  const row: [number, number][] = []
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i]!) row.push(pairs[i]!)
  return row.reverse()
}

export function anchors(
  approved: readonly string[],
  proof: readonly string[],
  span: Span,
  size: number,
): [number, number][] {
  const there = unique(proof, span.to, span.toEnd, size)
  const pairs: [number, number][] = []
  for (const [gram, from] of unique(approved, span.from, span.fromEnd, size)) {
    const to = there.get(gram) ?? -1
    if (from >= 0 && to >= 0) pairs.push([from, to])
  }
  return inOrder(pairs.sort((a, b) => a[0] - b[0]))
}

/** What is not explained by words that stand once on both sides, each part as small as equal neighbours make it. */
function gapsOf(approved: readonly string[], proof: readonly string[], span: Span, level: number): Span[] {
  const grown = { ...span }
  while (grown.from < grown.fromEnd && grown.to < grown.toEnd && approved[grown.from] === proof[grown.to]) {
    grown.from++
    grown.to++
  }
  while (
    grown.from < grown.fromEnd &&
    grown.to < grown.toEnd &&
    approved[grown.fromEnd - 1] === proof[grown.toEnd - 1]
  ) {
    grown.fromEnd--
    grown.toEnd--
  }
  const [rows, columns] = [grown.fromEnd - grown.from, grown.toEnd - grown.to]
  if (rows === 0 && columns === 0) return []
  const size = GRAMS[level]
  if (size === undefined || rows < size || columns < size) return [grown]
  const row = anchors(approved, proof, grown, size)
  if (row.length === 0) return gapsOf(approved, proof, grown, level + 1)
  const gaps: Span[] = []
  let [from, to] = [grown.from, grown.to]
  for (const [nextFrom, nextTo] of row) {
    // Grams overlap: one that begins within what is explained lies on, or beside, the same stretch.
    if (nextFrom < from || nextTo < to) continue
    if (nextFrom > from || nextTo > to)
      gaps.push(
        ...gapsOf(approved, proof, { from, fromEnd: nextFrom, to, toEnd: nextTo }, level + (row.length < 3 ? 1 : 0)),
      )
    ;[from, to] = [nextFrom + size, nextTo + size]
    while (from < grown.fromEnd && to < grown.toEnd && approved[from] === proof[to]) {
      from++
      to++
    }
  }
  gaps.push(...gapsOf(approved, proof, { from, fromEnd: grown.fromEnd, to, toEnd: grown.toEnd }, level + 1))
  return gaps
}

/** The fewest errors that turn one into the other; a note's mark is whatever sign the setter chose. */
function fewest(
  approved: readonly string[],
  proof: readonly string[],
  gap: Span,
  isOptional: (at: number) => boolean,
): Edit[] {
  const [rows, columns] = [gap.fromEnd - gap.from, gap.toEnd - gap.to]
  const whole = { from: gap.from, fromEnd: gap.fromEnd, to: gap.to, toEnd: gap.toEnd }
  if ((rows + 1) * (columns + 1) > MOST_CELLS)
    return [
      { ...whole, kind: 'missing', toEnd: gap.to },
      { ...whole, kind: 'extra', from: gap.fromEnd },
    ]
  const width = columns + 1
  const cost = new Uint32Array((rows + 1) * width).fill(0xffffffff)
  const a = (i: number) => approved[gap.from + i]
  const p = (j: number) => proof[gap.to + j]
  const marks = (j: number) => markLengths(proof.slice(gap.to + j, gap.to + columns), 0)
  const markAt: (number[] | undefined)[] = []
  const at = (i: number, j: number) => cost[i * width + j]!
  const extraCost = (j: number) => (isOptional(gap.to + j) ? 0 : 1)
  const isSwapped = (i: number, j: number) =>
    i >= 2 && j >= 2 && a(i - 1) === p(j - 2) && a(i - 2) === p(j - 1) && a(i - 1) !== a(i - 2)
  cost[0] = 0
  for (let i = 0; i <= rows; i++)
    for (let j = 0; j <= columns; j++) {
      const here = i * width + j
      const lower = (value: number) => {
        if (value < cost[here]!) cost[here] = value
      }
      if (i > 0) lower(at(i - 1, j) + 1)
      if (j > 0) lower(at(i, j - 1) + extraCost(j - 1))
      if (i > 0 && j > 0 && a(i - 1) !== NOTE) lower(at(i - 1, j - 1) + (a(i - 1) === p(j - 1) ? 0 : 1))
      if (isSwapped(i, j)) lower(at(i - 2, j - 2) + 1)
      if (i < rows && a(i) === NOTE)
        for (const length of (markAt[j] ??= marks(j))) {
          const there = (i + 1) * width + j + length
          if (cost[here]! < cost[there]!) cost[there] = cost[here]!
        }
    }
  const edits: Edit[] = []
  let [i, j] = [rows, columns]
  const tell = (kind: Edit['kind'], back: [number, number]) => {
    edits.push({
      kind,
      from: gap.from + i - back[0],
      fromEnd: gap.from + i,
      to: gap.to + j - back[1],
      toEnd: gap.to + j,
    })
  }
  while (i > 0 || j > 0) {
    const now = at(i, j)
    const isSame = i > 0 && j > 0 && a(i - 1) === p(j - 1)
    const mark =
      i > 0 && a(i - 1) === NOTE
        ? [3, 2, 1, 4, 5].find(
            (length) =>
              j >= length &&
              at(i - 1, j - length) === now &&
              (markAt[j - length] ??= marks(j - length)).includes(length),
          )
        : undefined
    if (isSame && at(i - 1, j - 1) === now) [i, j] = [i - 1, j - 1]
    else if (mark !== undefined) [i, j] = [i - 1, j - mark]
    else if (isSwapped(i, j) && at(i - 2, j - 2) + 1 === now) {
      tell('transposed', [2, 2])
      ;[i, j] = [i - 2, j - 2]
    } else if (i > 0 && j > 0 && at(i - 1, j - 1) + 1 === now && a(i - 1) !== NOTE) {
      tell('wrong', [1, 1])
      ;[i, j] = [i - 1, j - 1]
    } else if (i > 0 && at(i - 1, j) + 1 === now) {
      tell('missing', [1, 0])
      i--
    } else if (j > 0) {
      if (extraCost(j - 1) > 0) tell('extra', [0, 1])
      j--
    } else i--
  }
  return edits.reverse()
}

/**
 * Two that have only `same` characters between them, as one: 了渠旧 behind 了 is one word too many, not 了 before it and 渠旧 behind. Of the two equal
 * ways to tell it, null where there is none. `side`: where those characters are, on the side that has more of them.
 */
function joined(side: readonly string[], first: [number, number], second: [number, number]): [number, number] | null {
  const between = second[0] - first[1]
  const isSame = (at: number) => {
    for (let i = 0; i < between; i++) if (side[at + i] !== side[first[1] + i]) return false
    return true
  }
  if (isSame(first[0])) return [first[0] + between, second[1]]
  if (isSame(second[1] - between)) return [first[0], second[1] - between]
  return null
}

/** Neighbours of one kind that are one place: a word left out, a word set twice. */
function united(edits: readonly Edit[], approved: readonly string[], proof: readonly string[]): Edit[] {
  const result: Edit[] = []
  for (const edit of edits) {
    const last = result.at(-1)
    if (last?.kind !== edit.kind || (edit.kind !== 'missing' && edit.kind !== 'extra')) {
      result.push({ ...edit })
      continue
    }
    const between = edit.from - last.fromEnd
    const isSame =
      edit.to - last.toEnd === between &&
      approved.slice(last.fromEnd, edit.from).every((char, i) => char === proof[last.toEnd + i] && char !== NOTE)
    const longest = last.fromEnd - last.from + last.toEnd - last.to + edit.fromEnd - edit.from + edit.toEnd - edit.to
    const isExtra = edit.kind === 'extra'
    const one =
      isSame && between <= longest
        ? isExtra
          ? joined(proof, [last.to, last.toEnd], [edit.to, edit.toEnd])
          : joined(approved, [last.from, last.fromEnd], [edit.from, edit.fromEnd])
        : null
    if (!one) result.push({ ...edit })
    else if (isExtra) {
      const at = last.from + one[0] - last.to
      Object.assign(last, { from: at, fromEnd: at, to: one[0], toEnd: one[1] })
    } else {
      const at = last.to + one[0] - last.from
      Object.assign(last, { from: one[0], fromEnd: one[1], to: at, toEnd: at })
    }
  }
  return result
}

export function editsOf(
  approved: readonly string[],
  proof: readonly string[],
  isOptional: (at: number) => boolean,
): Edit[] {
  const span = { from: 0, fromEnd: approved.length, to: 0, toEnd: proof.length }
  const edits = gapsOf(approved, proof, span, 0).flatMap((gap) => fewest(approved, proof, gap, isOptional))
  return united(edits, approved, proof)
}
