/** Slices of a text around the first places where a question stands. Offsets are UTF-16 units of that text version. */
import type { Keep } from '../hanzi/keep.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import type { PackedSpan } from '../hanzi/packed.ts'
import { type KeyedText, spansIn } from '../hanzi/packed-spans.ts'
import { merged, type Span } from '../hanzi/phrases.ts'
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

/** So many places are looked up at once. */
const FEW = 4

/**
 * As `snippetsOf` over all occurrences, where it is known at which places (ascending) of the text's packed key they stand: only the text of the slices
 * is read. Null where the key is not of this text.
 */
export function snippetsAt(keyed: KeyedText, layout: Layout, at: readonly PackedSpan[]): Snippet[] | null {
  const { text } = keyed
  const known: Pick<Occurrence, 'start' | 'ranges'>[] = []
  /** Of the next places those that lie within a slice of the first of them. */
  function lookUp(): boolean {
    const first = at[known.length]!
    let to = known.length + 1
    while (to < at.length && to < known.length + FEW && at[to]!.at < first.at + MAX_UNITS) to++
    const spans = spansIn(keyed, at.slice(known.length, to))
    for (const ranges of spans ?? []) known.push({ start: ranges[0]![0], ranges })
    return spans !== null
  }
  const bounds: Span[] = []
  let covered = -1
  for (let i = 0; i < at.length; i++) {
    if (i === known.length && !lookUp()) return null
    const { start } = known[i]!
    if (start < covered) continue
    if (bounds.length === MOST) break
    const from = whole(text, Math.max(covered, 0, start - BEFORE))
    covered = whole(text, Math.min(text.length, from + MAX_UNITS))
    bounds.push([from, covered])
  }
  return bounds.map((one) => cut(text, layout, one, known))
}
