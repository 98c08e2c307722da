/** The lines of a concordance: an occurrence with the tokens before and behind it, as a reader sees them. Pure. */
import type { Skip } from '../hanzi/fold.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import { type PackedSpan, spanAfter, spanBefore, tokenAt } from '../hanzi/packed.ts'
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
  /** The folded tokens around it, the nearest first: what lines are sorted by. */
  context(side: 'left' | 'right'): string[]
}

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
function cut(text: string, skips: readonly Skip[], ranges: readonly Span[], [from, to]: Span, width: Width) {
  const [start, end] = [ranges[0]![0], ranges.at(-1)![1]]
  return {
    start,
    end,
    left: width.left === 0 ? '' : shown(text, skips, Math.min(from, start), start),
    match: ranges.map(([a, b]) => text.slice(a, b).replace(/\s*\n\s*/g, '')).join(''),
    right: width.right === 0 ? '' : shown(text, skips, end, Math.max(to, end)),
  }
}

/** Of a text read whole. */
export function linesIn({ text, layout, readings }: Body, occurrences: readonly Occurrence[], width: Width): Line[] {
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
    return {
      ...cut(text, skips, ranges, [from, to], width),
      context: (side) =>
        side === 'left'
          ? tok.slice(Math.max(0, first - width.left), first).reverse()
          : tok.slice(last, last + width.right),
    }
  })
}

/** Up to so many tokens before, or behind, a stretch of the key; the nearest first. */
function tokensAround(packed: string, { at, length }: PackedSpan, side: 'left' | 'right', most: number): PackedSpan[] {
  const found: PackedSpan[] = []
  let [start, end] = [at, at + length]
  while (found.length < most && (side === 'left' ? start > 0 : end < packed.length)) {
    const one = side === 'left' ? spanBefore(packed, start) : spanAfter(packed, end)
    found.push(one)
    start = one.at
    end = one.at + one.length
  }
  return found
}

/**
 * As `linesIn` over all occurrences, where it is known at which places (ascending) of the text's packed key they stand: only what is shown is read.
 * Null where the key is not of this text.
 */
export function linesAt(keyed: KeyedText, layout: Layout, at: readonly PackedSpan[], width: Width): Line[] | null {
  const { text, packed } = keyed
  const skips = skipsOf(layout, 'literal')
  const first = at.map((one) => tokensAround(packed, one, 'left', width.left).at(-1) ?? one)
  const last = at.map((one) => tokensAround(packed, one, 'right', width.right).at(-1) ?? one)
  const bounds: (readonly [ranges: Span[], context: Span] | null)[] = []
  let known: At | null = null
  for (const [i, one] of at.entries()) {
    const start = quickly(keyed, one.at, known)
    if (start) known = start
    const end = start && onTo(keyed, start, one.at + one.length - 1, start.stop)
    const from = end && backTo(keyed, start!, first[i]!.at, start!.floor)
    const to = from && onTo(keyed, end, last[i]!.at + last[i]!.length - 1, start!.stop)
    bounds.push(to && [[[start!.offset, end!.offset + 1]], [from!.offset, to.offset + 1]])
  }
  // Numbers, letters, notes and page breaks are read by the rules.
  const slow = at
    .flatMap((one, i) => (bounds[i] ? [] : [first[i]!, one, last[i]!].map((span, part) => ({ ...span, i, part }))))
    .sort((a, b) => a.at - b.at)
  const pieces = spansIn(keyed, slow)
  if (!pieces) return null
  const parts = new Map<number, Span[][]>()
  for (const [k, { i, part }] of slow.entries()) {
    const own = parts.get(i) ?? []
    own[part] = pieces[k]!
    parts.set(i, own)
  }
  for (const [i, [before, ranges, behind]] of parts) bounds[i] = [ranges!, [before![0]![0], behind!.at(-1)![1]]]
  return at.map((one, i) => {
    const [ranges, context] = bounds[i]!
    return {
      ...cut(text, skips, ranges, context, width),
      context: (side) => tokensAround(packed, one, side, width[side]).map((span) => tokenAt(packed, span)),
    }
  })
}
