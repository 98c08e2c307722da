/** Slices of a text around the first places where a question stands. Offsets are UTF-16 units of that text version. */
import type { Keep } from '../hanzi/keep.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import { startsOf } from '../hanzi/packed.ts'
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

const cut = (text: string, { joins }: Layout, [from, to]: Span, occurrences: readonly Occurrence[]): Snippet => ({
  text: text.slice(from, to),
  start: from,
  highlights: inside(merged(occurrences.flatMap(({ ranges }) => ranges)), from, to),
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

/** After a sentence or a line nothing is read otherwise for what stood before it. */
const FARTHEST_SENTENCE = 1000

/** Every occurrence in [from, to), and those around it, from no more of the text than decides it. */
function occurrencesAround(
  text: string,
  layout: Layout,
  [from, to]: Span,
  places: readonly Place[],
  keep: Keep,
): Occurrence[] {
  const margin = marginFor(places)
  const least = Math.max(0, from - margin)
  const sentence = Math.max(text.lastIndexOf('。', least - 1), text.lastIndexOf('\n', least - 1)) + 1
  const first = least === 0 || least - sentence < FARTHEST_SENTENCE ? Math.min(sentence, least) : whole(text, least)
  // What a reading leaves out may stand in the middle of an occurrence, however long it is.
  const left = [...layout.furniture, ...layout.notes.map(({ start, end }): Span => [start, end])]
  const last = left.reduce((end, [a, b]) => (b > from && a < end ? end + b - a : end), to + margin)
  const stretch: Layout = {
    joins: inside(layout.joins, first, last),
    furniture: inside(layout.furniture, first, last),
    notes: layout.notes
      .filter(({ start, end }) => end > first && start < last)
      .map((note) => ({ ...note, start: Math.max(note.start, first) - first, end: Math.min(note.end, last) - first })),
    headings: [],
  }
  return occurrencesIn(bodyOf(text.slice(first, last), stretch), places, keep).map((one) => ({
    ...one,
    start: one.start + first,
    end: one.end + first,
    ranges: one.ranges.map(([a, b]): Span => [a + first, b + first]),
  }))
}

const FIRST_PLACES = 8

/**
 * As `snippetsOf` over all occurrences, where the places at which they begin in the packed key of the text are known (ascending): only the text
 * around the first of them is looked at closely. `key`: that key's length.
 */
export function snippetsAt(
  text: string,
  layout: Layout,
  places: readonly Place[],
  keep: Keep,
  { key, at }: { key: number; at: readonly number[] },
): Snippet[] {
  const skips = skipsOf(layout, 'in-place')
  for (let n = FIRST_PLACES; ; n *= 4) {
    const bounds = boundsAround(text, startsOf(text, skips, key, at.slice(0, n)))
    if (bounds.length === MOST || n >= at.length)
      return bounds.map((one) => cut(text, layout, one, occurrencesAround(text, layout, one, places, keep)))
  }
}
