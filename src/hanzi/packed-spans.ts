/** From places in a packed key to places in its text: read from the nearest anchor, not from the beginning. Pure. */
import { byTable, gaps, isByTable, type Skip, scan } from './fold.ts'
import { isHan, lengthIn, type PackedSpan } from './packed.ts'
import type { Span } from './phrases.ts'

const SPACE = 0x20
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

/** A text, its packed key with the anchors, and the `skips` of the reading that the key was made of. */
export interface KeyedText {
  text: string
  skips: readonly Skip[]
  packed: string
  anchors: readonly number[]
}

/** A token by its place in the key and its offset in the text. */
export interface At {
  place: number
  offset: number
}

/** The index of the first of these (in order, apart) that ends behind an offset. */
export function skipFrom(skips: readonly Skip[], offset: number): number {
  let [low, high] = [0, skips.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (skips[middle]!.end <= offset) low = middle + 1
    else high = middle
  }
  return low
}

const isFigure = (unit: number) => unit >= 0x30 && unit <= 0x39
const isDigit = (unit: number) => isFigure(unit) || (unit >= 0xff10 && unit <= 0xff19)
/** Whether a bracket stands here that is of no note marker: （注1）. */
const isBracket = (text: string, at: number) => {
  const [before, unit, after] = [text.charCodeAt(at - 1), text.charCodeAt(at), text.charCodeAt(at + 1)]
  return unit === 0xff09 ? !isDigit(before) : unit === 0xff08 && after !== 0x6ce8 && !isDigit(after)
}

/**
 * From a token on to another (`to` ≥ its place) in the text, over what the table alone tells, and plain figures; null where the rules must be asked.
 * The key is compared unit by unit, so that it bears out every step.
 */
export function onTo({ text, packed }: KeyedText, from: At, to: number, stop: number): At | null {
  let { place } = from
  for (let offset = from.offset; offset < stop; offset++) {
    const own = text.charCodeAt(offset)
    const unit = byTable(own)
    if (unit > 2) {
      if (packed.charCodeAt(place) !== unit) return null
      if (place === to) return { place, offset }
      place++
    } else if (unit === 0) {
      if (isBracket(text, offset)) continue
      if (!isFigure(own)) return null
      if (packed.charCodeAt(place) === SPACE) place++
      for (; offset < stop && isFigure(text.charCodeAt(offset)); offset++, place++) {
        if (packed.charCodeAt(place) !== text.charCodeAt(offset)) return null
        if (place === to && (to + 1 === packed.length || packed.charCodeAt(to + 1) === SPACE)) return { place, offset }
      }
      if (place > to || packed.charCodeAt(place) !== SPACE || offset === stop) return null
      place++
      offset--
    }
  }
  return null
}

/** From a token back to another (`to` ≤ its place), likewise. */
export function backTo({ text, packed }: KeyedText, from: At, to: number, floor: number): At | null {
  let { place } = from
  for (let offset = from.offset; offset >= floor; offset--) {
    const own = text.charCodeAt(offset)
    const unit = byTable(own)
    if (unit > 2) {
      if (packed.charCodeAt(place) !== unit) return null
      if (place === to) return { place, offset }
      place--
    } else if (unit === 0) {
      if (isBracket(text, offset)) continue
      if (!isFigure(own)) return null
      if (packed.charCodeAt(place) === SPACE) place--
      for (; offset >= floor && isFigure(text.charCodeAt(offset)); offset--, place--) {
        if (packed.charCodeAt(place) !== text.charCodeAt(offset)) return null
        if (place === to) {
          const isWhole = (to === 0 || packed.charCodeAt(to - 1) === SPACE) && offset > floor
          return isWhole && !isFigure(text.charCodeAt(offset - 1)) ? { place, offset } : null
        }
      }
      if (place < to || packed.charCodeAt(place) !== SPACE || offset < floor) return null
      place--
      offset++
    }
  }
  return null
}

/** The token at a place of the key, read on from the nearest anchor or from a token known before it. Around it nothing is left out in [floor, stop). */
export function quickly(
  keyed: KeyedText,
  place: number,
  known: At | null,
): (At & { floor: number; stop: number }) | null {
  const { anchors } = keyed
  const before = anchorFrom(anchors, place + 1) - 1
  const anchor =
    before < 0 ? { place: 0, offset: 0 } : { place: anchors[2 * before]!, offset: anchors[2 * before + 1]! }
  const from = known && known.place > anchor.place && known.place <= place ? known : anchor
  const { skips, text } = keyed
  const next = skipFrom(skips, from.offset)
  const [floor, stop] = [skips[next - 1]?.end ?? 0, skips[next]?.start ?? text.length]
  const found = onTo(keyed, from, place, stop)
  return found && { ...found, floor, stop }
}

/**
 * Where these stretches (ascending) of the packed key stand in the text: each in its pieces, [start, end) in UTF-16, as `piecesOf` tells them. Null
 * where the key is not of this text.
 */
export function spansIn(keyed: KeyedText, wanted: readonly PackedSpan[]): Span[][] | null {
  const { text, skips, packed, anchors } = keyed
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
  let known: At | null = null
  while (pieces.length < wanted.length && !isOther) {
    const { at: place, length } = wanted[pieces.length]!
    const start = quickly(keyed, place, known)
    const last = start && onTo(keyed, start, place + length - 1, start.stop)
    if (last) {
      known = start
      pieces.push([[start.offset, last.offset + 1]])
      next = wanted[pieces.length]?.at ?? -1
      continue
    }
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
