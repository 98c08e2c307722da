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
