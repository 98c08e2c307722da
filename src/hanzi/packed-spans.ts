/** From places in a packed key to places in its text: read from the nearest anchor, not from the beginning. Pure. */
import { gaps, isByTable, type Skip, scan } from './fold.ts'
import { isHan, lengthIn, type PackedSpan } from './packed.ts'
import type { Span } from './phrases.ts'

/** Units of the packed key between two anchors, at least. */
const EVERY = 64

type Each = (at: number, token: string, from: number, to: number, gap: number, cut?: Span[]) => void

/** Tells every token with its place in the packed key. A part begins at an anchor (place `at`, offset `from`), and ends before one. */
function follow(text: string, skips: readonly Skip[], each: Each, at = 0, from = 0, to = text.length): void {
  let next = at
  let isAfterHan = true
  let isFirst = true
  scan(
    text,
    (token, start, end, gap, cut) => {
      const isOne = token.length === 1 && isHan(token.charCodeAt(0))
      if (!isFirst && !(isAfterHan && isOne)) next++
      isFirst = false
      each(next, token, start, end, gap, cut)
      next += isOne ? 1 : lengthIn(token)
      isAfterHan = isOne
    },
    skips,
    from,
    to,
  )
}

/** Places in the packed key and offsets in the text in turns, ascending, of tokens from which the text can be read as from its beginning. */
export function anchorsOf(text: string, skips: readonly Skip[]): number[] {
  const anchors: number[] = []
  let due = EVERY
  follow(text, skips, (at, token, from, to) => {
    if (at < due || token.length > 1 || to !== from + 1 || !isByTable(text.charCodeAt(from))) return
    anchors.push(at, from)
    due = at + EVERY
  })
  return anchors
}

/** One more token of a stretch: with what stands before it, or apart where a note or a page was left out; in pieces where a page cuts a number. */
function add(pieces: Span[], from: number, to: number, gap: number, cut?: readonly Span[]): void {
  if (gap & gaps.NOTE) pieces.push([from, cut ? cut[0]![1] : to])
  else {
    const last = pieces.at(-1)!
    last[1] = Math.max(last[1], cut ? cut[0]![1] : to)
  }
  if (cut) for (const [start, end] of cut.slice(1)) pieces.push([start, end])
}

/** The index of the first anchor whose place is at `place` or after it. */
function anchorFrom(anchors: readonly number[], place: number): number {
  let [low, high] = [0, anchors.length >> 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (anchors[2 * middle]! < place) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Where these stretches (ascending) of the packed key stand in the text: each in its pieces, [start, end) in UTF-16, as `piecesOf` tells them. `skips`:
 * of the reading the key was made of. Null where the key is not of this text.
 */
export function spansIn(
  text: string,
  skips: readonly Skip[],
  { packed, anchors }: { packed: string; anchors: readonly number[] },
  wanted: readonly PackedSpan[],
): Span[][] | null {
  const pieces: Span[][] = []
  const open: number[] = []
  let isOther = false
  let next = wanted[0]?.at ?? -1
  const each: Each = (at, token, from, to, gap, cut) => {
    for (let i = open.length - 1; i >= 0; i--) {
      const one = open[i]!
      const { at: start, length } = wanted[one]!
      if (at >= start + length) open.splice(i, 1)
      else add(pieces[one]!, from, to, gap, cut)
    }
    while (at === next) {
      if (packed.charCodeAt(at) !== token.charCodeAt(0)) isOther = true
      const own: Span[] = []
      add(own, from, to, gaps.NOTE, cut)
      open.push(pieces.push(own) - 1)
      next = wanted[pieces.length]?.at ?? -1
    }
  }
  while (pieces.length < wanted.length && !isOther) {
    // What stands close together is read in one go.
    const first = pieces.length
    let [count, end] = [0, 0]
    for (let one = wanted[first]; one && (count === 0 || one.at < end + EVERY); one = wanted[first + ++count])
      end = Math.max(end, one.at + one.length)
    const [before, after] = [anchorFrom(anchors, wanted[first]!.at + 1) - 1, anchorFrom(anchors, end)]
    const [at, from] = before < 0 ? [0, 0] : [anchors[2 * before]!, anchors[2 * before + 1]!]
    follow(text, skips, each, at, from, anchors[2 * after + 1] ?? text.length)
    open.length = 0
    if (pieces.length < first + count) isOther = true
  }
  return isOther ? null : pieces
}
