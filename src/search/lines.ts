/** The lines of a concordance: an occurrence with the tokens before and behind it, as a reader sees them. Pure. */
import type { Skip } from '../hanzi/fold.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import { type PackedSpan, reachBefore, reachBehind, spanAfter, spanBefore, tokenAt } from '../hanzi/packed.ts'
import { type At, backTo, type KeyedText, onTo, quickly, skipFrom, spansIn } from '../hanzi/packed-spans.ts'
import type { Span } from '../hanzi/phrases.ts'
import { skipsOf } from '../hanzi/readings.ts'
import type { Body, Occurrence } from './occurrences.ts'

export interface Line {
  /** Of the occurrence, UTF-16 offsets of the text. */
  start: number
  end: number
  left: string
  match: string
  right: string
  /** The folded tokens on the side that was asked for, the nearest first: what lines are sorted by. */
  tokens: readonly string[]
}

export type Side = 'left' | 'right' | null
const NONE: readonly string[] = []

/** So many tokens on either side. */
export interface Width {
  left: number
  right: number
}

/** What a reader sees of a stretch: furniture left out, line breaks closed or made a space. */
function shown(text: string, skips: readonly Skip[], start: number, end: number): string {
  let kept = ''
  let at = start
  for (let i = skipFrom(skips, start); i < skips.length && skips[i]!.start < end; i++) {
    kept += text.slice(at, Math.max(at, skips[i]!.start))
    at = Math.min(skips[i]!.end, end)
  }
  kept += text.slice(at, end)
  return kept.includes('\n') ? kept.replace(/\s*\n\s*/g, ' ') : kept
}

/** `from`, `to`: where its context begins and ends. */
function cut(
  text: string,
  skips: readonly Skip[],
  ranges: readonly Span[],
  from: number,
  to: number,
  width: Width,
  tokens: readonly string[],
): Line {
  const [start, end] = [ranges[0]![0], ranges.at(-1)![1]]
  const match = ranges.length === 1 ? text.slice(start, end) : ranges.map(([a, b]) => text.slice(a, b)).join('')
  return {
    start,
    end,
    left: width.left === 0 ? '' : shown(text, skips, Math.min(from, start), start),
    match: match.includes('\n') ? ranges.map(([a, b]) => text.slice(a, b).replace(/\s*\n\s*/g, '')).join('') : match,
    right: width.right === 0 ? '' : shown(text, skips, end, Math.max(to, end)),
    tokens,
  }
}

/** Of a text read whole. */
export function linesIn(
  { text, layout, readings }: Body,
  occurrences: readonly Occurrence[],
  width: Width,
  side: Side = null,
): Line[] {
  const { tok, st, en } = readings[0]!
  const skips = skipsOf(layout, 'literal')
  return occurrences.map(({ start, end, ranges }) => {
    let [low, high] = [0, st.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (en[middle]! <= start) low = middle + 1
      else high = middle
    }
    const first = low
    let last = first
    while (last < st.length && st[last]! < end) last++
    const from = st[Math.max(0, first - width.left)] ?? 0
    const to = en[Math.min(st.length, last + width.right) - 1] ?? end
    const before = () => tok.slice(Math.max(0, first - width.left), first).reverse()
    const tokens = side === null ? NONE : side === 'left' ? before() : tok.slice(last, last + width.right)
    return cut(text, skips, ranges, from, to, width, tokens)
  })
}

/** Up to so many tokens before, or behind, a stretch of the key, as `fold` tells them; the nearest first. */
function tokensAround(packed: string, { at, length }: PackedSpan, side: 'left' | 'right', most: number): string[] {
  const found: string[] = []
  let [start, end] = [at, at + length]
  while (found.length < most && (side === 'left' ? start > 0 : end < packed.length)) {
    const one = side === 'left' ? spanBefore(packed, start) : spanAfter(packed, end)
    found.push(tokenAt(packed, one))
    start = one.at
    end = one.at + one.length
  }
  return found
}

/** An occurrence in its pieces, and where its context begins and ends. */
interface Bounds {
  ranges: Span[]
  from: number
  to: number
}

/**
 * As `linesIn` over all occurrences, where it is known at which places (ascending) of the text's packed key they stand: only what is shown is read.
 * Null where the key is not of this text.
 */
export function linesAt(
  keyed: KeyedText,
  layout: Layout,
  at: readonly PackedSpan[],
  width: Width,
  side: Side = null,
): Line[] | null {
  const { text, packed } = keyed
  const skips = layout.notes.some(({ kind }) => kind === 'pinyin') ? skipsOf(layout, 'literal') : keyed.skips
  const bounds: (Bounds | null)[] = []
  const slow: (PackedSpan & { i: number; part: number })[] = []
  let known: At | null = null
  for (const [i, one] of at.entries()) {
    const ending = one.at + one.length
    const [first, last] = [reachBefore(packed, one.at, width.left), reachBehind(packed, ending, width.right)]
    const start = quickly(keyed, one.at, known)
    if (start) known = start
    const end = start && onTo(keyed, start, ending - 1, start.stop)
    const from = end && backTo(keyed, start!, first, start!.floor)
    const to = from && onTo(keyed, end, last - 1, start!.stop)
    bounds.push(to && { ranges: [[start!.offset, end!.offset + 1]], from: from!.offset, to: to.offset + 1 })
    if (to) continue
    // Numbers, letters, notes and page breaks are read by the rules.
    const behind = last === ending ? one : spanBefore(packed, last)
    slow.push({ at: first, length: 1, i, part: 0 }, { ...one, i, part: 1 }, { ...behind, i, part: 2 })
  }
  slow.sort((a, b) => a.at - b.at)
  const pieces = spansIn(keyed, slow)
  if (!pieces) return null
  const parts = new Map<number, Span[][]>()
  for (const [k, { i, part }] of slow.entries()) {
    const own = parts.get(i) ?? []
    own[part] = pieces[k]!
    parts.set(i, own)
  }
  for (const [i, [before, ranges, behind]] of parts)
    bounds[i] = { ranges: ranges!, from: before![0]![0], to: behind!.at(-1)![1] }
  return at.map((one, i) => {
    const { ranges, from, to } = bounds[i]!
    return cut(text, skips, ranges, from, to, width, side ? tokensAround(packed, one, side, width[side]) : NONE)
  })
}
