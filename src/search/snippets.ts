/** Slices of a text around the first places where a question stands. Offsets are UTF-16 units of that text version. */
import type { Keep } from '../hanzi/keep.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import type { PackedSpan } from '../hanzi/packed.ts'
import { spansIn } from '../hanzi/packed-spans.ts'
import { merged, type Span } from '../hanzi/phrases.ts'
import { skipsOf } from '../hanzi/readings.ts'
import { bodyOf, type Occurrence, occurrencesIn } from './occurrences.ts'
import type { Place } from './query.ts'

export interface Snippet {
  /** A verbatim slice of the text, from `start`. */
  text: string
  start: number
  /** Within `text`. */
  highlights: Span[]
  /** The breaks in it that a reader closes, within `text`. */
  joins: Span[]
}

const MOST = 3
const MAX_UNITS = 120
const BEFORE = 36

/** An offset that cuts no surrogate pair. */
const whole = (text: string, at: number): number => {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}

/** A passage and what stands around it, verbatim (W3C Web Annotation, TextQuoteSelector). */
export interface Quote {
  prefix: string
  exact: string
  suffix: string
}
const AROUND = 30

export const quoteOf = (text: string, { start, end }: Pick<Occurrence, 'start' | 'end'>): Quote => ({
  prefix: text.slice(whole(text, Math.max(0, start - AROUND)), start),
  exact: text.slice(start, end),
  suffix: text.slice(end, whole(text, Math.min(text.length, end + AROUND))),
})

/** Of these spans, what lies in [from, to), told from `from`. */
const inside = (spans: readonly Span[], from: number, to: number): Span[] =>
  spans.filter(([a, b]) => b > from && a < to).map(([a, b]): Span => [Math.max(a, from) - from, Math.min(b, to) - from])

/** The bounds of the snippets around the first of these starts (ascending), none overlapping another; at most `MOST`. */
function boundsAround(text: string, starts: readonly number[]): Span[] {
  const bounds: Span[] = []
  let covered = -1
  for (const start of starts) {
    if (bounds.length === MOST) break
    if (start < covered) continue
    const from = whole(text, Math.max(covered, 0, start - BEFORE))
    covered = whole(text, Math.min(text.length, from + MAX_UNITS))
    bounds.push([from, covered])
  }
  return bounds
}

const cut = (
  text: string,
  { joins }: Layout,
  [from, to]: Span,
  occurrences: readonly Pick<Occurrence, 'ranges'>[],
): Snippet => ({
  text: text.slice(from, to),
  start: from,
  highlights: inside(
    merged(occurrences.flatMap(({ ranges }) => ranges.filter(([a, b]) => b > from && a < to))),
    from,
    to,
  ),
  joins: inside(joins, from, to),
})

/** Up to three slices around the first occurrences. */
export function snippetsOf(text: string, layout: Layout, occurrences: readonly Occurrence[]): Snippet[] {
  const starts = occurrences.map(({ start }) => start)
  return boundsAround(text, starts).map((bounds) => cut(text, layout, bounds, occurrences))
}

const FIRST_CUT = 1000
/** A cut text may end inside a number or a phrase: what stands closer to the cut is looked at again in a longer one. */
const marginFor = (places: readonly Place[]): number =>
  200 +
  places.reduce(
    (sum, place) =>
      sum +
      (place.is === 'term'
        ? 8 * place.text.length + (place.pattern ? 200 : 0)
        : place.distance * 4 + marginFor([place.left, place.right])),
    0,
  )

const before = (layout: Layout, end: number): Layout => ({
  joins: layout.joins.filter((span) => span[1] <= end),
  furniture: layout.furniture.filter((span) => span[1] <= end),
  notes: layout.notes.filter((note) => note.end <= end),
  headings: [],
})

/** As `snippetsOf` over all occurrences, reading no further into the text than that needs. */
export function firstSnippets(text: string, layout: Layout, places: readonly Place[], keep: Keep): Snippet[] {
  const margin = marginFor(places)
  for (let end = FIRST_CUT + margin; ; end *= 4) {
    const isWhole = end >= text.length
    const body = isWhole ? bodyOf(text, layout) : bodyOf(text.slice(0, end), before(layout, end))
    const snippets = snippetsOf(text, layout, occurrencesIn(body, places, keep))
    const last = snippets.at(-1)
    if (isWhole || (snippets.length === MOST && last!.start + MAX_UNITS < end - margin)) return snippets
  }
}

/** Of one slice's occurrences, so many are marked at most before the next are looked for. */
const FIRST_PLACES = 8

/**
 * As `snippetsOf` over all occurrences, where it is known at which places (ascending) of the text's packed key they stand: only the text around the
 * first of them is read. Null where the key is not of this text.
 */
export function snippetsAt(
  text: string,
  layout: Layout,
  key: { packed: string; anchors: readonly number[] },
  at: readonly PackedSpan[],
): Snippet[] | null {
  const skips = skipsOf(layout, 'in-place')
  for (let n = FIRST_PLACES; ; n *= 3) {
    const spans = spansIn(text, skips, key, at.slice(0, n))
    if (!spans) return null
    const occurrences = spans.map((ranges) => ({ start: ranges[0]![0], ranges }))
    const starts = occurrences.map(({ start }) => start)
    const bounds = boundsAround(text, starts)
    // All that stand in the last slice must be there to be marked.
    const isEnough = bounds.length === MOST && starts.at(-1)! >= bounds[MOST - 1]![1]
    if (isEnough || n >= at.length) return bounds.map((one) => cut(text, layout, one, occurrences))
  }
}
