/** Where a query's terms stand in a stored text: counted, marked, and cut into snippets. Offsets are UTF-16 units of that text version. */
import { type Folded, fold } from '../hanzi/fold.ts'
import { isSameWriting, type Keep, marksOf } from '../hanzi/keep.ts'
import { type Layout, NO_LAYOUT } from '../hanzi/layout/layout.ts'
import { boundaryOf, findPhrase, literalPieces, merged, piecesOf, type Span } from '../hanzi/phrases.ts'
import { readingsOf, skipsOf } from '../hanzi/readings.ts'
import type { TextField } from '../ports/search-index.ts'
import { findPattern } from './pattern.ts'
import type { Place, Term } from './query.ts'

export interface Occurrence {
  start: number
  end: number
  /** The pieces to mark: several where a note or page furniture stands between. */
  ranges: Span[]
  /** 0 within a clause, 1 across a comma, 2 across a sentence. */
  boundary: number
  /** As written, marks and what was skipped left out. */
  form: string
}

/** A text in all its readings; lines (a title, a name) have one. */
export interface Body {
  text: string
  layout: Layout
  readings: readonly Folded[]
}

export const bodyOf = (text: string, layout: Layout): Body => ({ text, layout, readings: readingsOf(text, layout) })
export const lineOf = (text: string): Body => ({ text, layout: NO_LAYOUT, readings: [fold(text)] })

/** Tokens of one reading, [at, at + count). */
interface Found {
  at: number
  count: number
}

/** A term's own characters, token by token, where the switches need them. */
const sourcesOf = (text: string): { tokens: string[]; between: string[] } => {
  const { st, en } = fold(text)
  return {
    tokens: st.map((start, i) => text.slice(start, en[i])),
    between: st.map((start, i) => (i === 0 ? '' : marksOf(text.slice(en[i - 1], start)))),
  }
}

/** Whether the text writes it as the query does, as far as the switches say. Numbers written another way are the same. */
function keeps(text: string, { st, en }: Folded, { at, count }: Found, term: Term, keep: Keep): boolean {
  if (keep.size === 0) return true
  const own = sourcesOf(term.text)
  if (own.tokens.length !== count) return true
  for (let i = 0; i < count; i++) {
    const source = text.slice(st[at + i], en[at + i])
    const isOpen = term.prefix && i === count - 1
    if (!isOpen && !isSameWriting(source, own.tokens[i]!, keep)) return false
    if (keep.has('punctuation') && i > 0 && marksOf(text.slice(en[at + i - 1], st[at + i])) !== own.between[i])
      return false
  }
  return true
}

function findTerm(text: string, folded: Folded, term: Term, keep: Keep): Found[] {
  if (term.pattern) return findPattern(text, folded, term.pattern)
  return term.forms
    .flatMap(({ tokens, wholeRun }) =>
      findPhrase(folded, { tokens, prefix: term.prefix, wholeRun }).map((at) => ({ at, count: tokens.length })),
    )
    .filter((found) => (term.literal ? isLiteral(text, folded, found, term) : keeps(text, folded, found, term, keep)))
}

/** A literal beside another term: its tokens stand as written. */
function isLiteral(text: string, { st, en }: Folded, { at, count }: Found, term: Term): boolean {
  const own = fold(term.text)
  const written = term.text.slice(own.st[0], own.en.at(-1))
  return spaceless(text.slice(st[at], en[at + count - 1])) === spaceless(written)
}
const spaceless = (text: string): string => text.normalize('NFC').replace(/[\s\u3000]+/g, '')

/** The places that have another one near: both sides. */
function findNear(text: string, folded: Folded, place: Place, keep: Keep): { hits: Found[]; marked: Found[] } {
  if (place.is === 'term') {
    const hits = findTerm(text, folded, place, keep)
    return { hits, marked: hits }
  }
  const [left, right] = [findNear(text, folded, place.left, keep), findNear(text, folded, place.right, keep)]
  const byStart = [...right.hits].sort((a, b) => a.at - b.at)
  const longest = Math.max(0, ...byStart.map(({ count }) => count))
  const hits: Found[] = []
  const [mine, theirs] = [new Set<Found>(), new Set<Found>()]
  for (const one of left.hits) {
    const first = one.at - place.distance - longest
    let low = 0
    let high = byStart.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (byStart[middle]!.at < first) low = middle + 1
      else high = middle
    }
    for (let k = low; k < byStart.length && byStart[k]!.at <= one.at + one.count + place.distance; k++) {
      const other = byStart[k]!
      const between = one.at < other.at ? other.at - one.at - one.count : one.at - other.at - other.count
      if (between > place.distance || (other.at === one.at && other.count === one.count)) continue
      mine.add(one)
      theirs.add(other)
      const at = Math.min(one.at, other.at)
      hits.push({ at, count: Math.max(one.at + one.count, other.at + other.count) - at })
    }
  }
  const within = (found: Found, spans: Iterable<Found>) =>
    [...spans].some((span) => found.at >= span.at && found.at + found.count <= span.at + span.count)
  const marked = [
    ...(place.left.is === 'term' ? mine : left.marked.filter((one) => within(one, mine))),
    ...(place.right.is === 'term' ? theirs : right.marked.filter((one) => within(one, theirs))),
  ]
  return { hits, marked: [...new Map(marked.map((one) => [`${one.at}/${one.count}`, one])).values()] }
}

function literally({ text, layout }: Body, term: Term): Occurrence[] {
  const lines = layout.furniture.flatMap(([start, end]) =>
    literalPieces(text.slice(start, end), term.text).map((pieces) =>
      pieces.map(([a, b]): Span => [a + start, b + start]),
    ),
  )
  return [...literalPieces(text, term.text, skipsOf(layout, 'literal')), ...lines].map((ranges) => ({
    start: ranges[0]![0],
    end: ranges.at(-1)![1],
    ranges,
    boundary: 0,
    form: term.text,
  }))
}

function ofPlace(body: Body, place: Place, keep: Keep): Occurrence[] {
  if (place.is === 'term' && place.literal) return literally(body, place)
  const { text } = body
  const seen = new Map<string, Occurrence>()
  for (const folded of body.readings) {
    for (const { at, count } of findNear(text, folded, place, keep).marked) {
      const ranges = piecesOf(folded, at, count)
      const name = ranges.join(' ')
      if (seen.has(name)) continue
      const form = Array.from({ length: count }, (_, i) =>
        folded.st[at + i] === folded.st[at + i - 1] && i > 0 ? '' : text.slice(folded.st[at + i], folded.en[at + i]),
      )
        .join('')
        .replace(/\p{Cf}/gu, '')
      seen.set(name, {
        start: ranges[0]![0],
        end: ranges.at(-1)![1],
        ranges,
        boundary: boundaryOf(folded, at, count),
        form,
      })
    }
  }
  return [...seen.values()]
}

export const looksInto = (place: Place, field: TextField): boolean =>
  place.is === 'term' ? place.fields.includes(field) : looksInto(place.left, field) && looksInto(place.right, field)

/** Every occurrence of those places that look into the field, in order. */
export function occurrencesIn(
  body: Body,
  places: readonly Place[],
  keep: Keep,
  field: TextField = 'text',
): Occurrence[] {
  return places
    .filter((place) => looksInto(place, field))
    .flatMap((place) => ofPlace(body, place, keep))
    .sort((a, b) => a.start - b.start || a.end - b.end)
}

export const titleHighlights = (title: string, places: readonly Place[], keep: Keep): Span[] =>
  merged(occurrencesIn(lineOf(title), places, keep, 'title').flatMap(({ ranges }) => ranges))

export interface Snippet {
  /** A verbatim slice of the text, from `start`. */
  text: string
  start: number
  /** Within `text`. */
  highlights: Span[]
  /** The breaks in it that a reader closes, within `text`. */
  joins: Span[]
}

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
export function firstSnippets(text: string, layout: Layout, places: readonly Place[], keep: Keep, most = 3): Snippet[] {
  const margin = marginFor(places)
  for (let end = FIRST_CUT + margin; ; end *= 4) {
    const isWhole = end >= text.length
    const body = isWhole ? bodyOf(text, layout) : bodyOf(text.slice(0, end), before(layout, end))
    const snippets = snippetsOf(text, layout, occurrencesIn(body, places, keep), most)
    const last = snippets.at(-1)
    if (isWhole || (snippets.length === most && last!.start + MAX_UNITS < end - margin)) return snippets
  }
}

/** Up to `most` slices around the first occurrences, none overlapping another. */
export function snippetsOf(text: string, layout: Layout, occurrences: readonly Occurrence[], most = 3): Snippet[] {
  const snippets: Snippet[] = []
  let covered = -1
  for (const { start, end } of occurrences) {
    if (snippets.length === most) break
    if (start < covered) continue
    const length = Math.min(end - start, MAX_UNITS - BEFORE)
    const from = whole(text, Math.max(covered, 0, start - Math.min(BEFORE, MAX_UNITS - length)))
    const to = whole(text, Math.min(text.length, from + MAX_UNITS))
    covered = to
    const inside = (spans: readonly Span[]) =>
      spans
        .filter(([a, b]) => b > from && a < to)
        .map(([a, b]): Span => [Math.max(a, from) - from, Math.min(b, to) - from])
    snippets.push({
      text: text.slice(from, to),
      start: from,
      highlights: inside(merged(occurrences.flatMap(({ ranges }) => ranges))),
      joins: inside(layout.joins),
    })
  }
  return snippets
}
