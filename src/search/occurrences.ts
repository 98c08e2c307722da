/** Where a query's terms stand in the stored text: counted, marked, and cut into snippets. Offsets are UTF-16 units of that text version. */
import { type Folded, fold } from '../hanzi/fold.ts'
import { boundaryOf, countInKey, findPhrase, literalSpans, merged, piecesOf, type Span } from '../hanzi/phrases.ts'
import type { Term } from './query.ts'

export interface Occurrence {
  start: number
  end: number
  /** The pieces to mark: several where a note marker stands between. */
  ranges: Span[]
  /** 0 within a clause, 1 across a comma, 2 across a sentence. */
  boundary: number
}

const inText = (term: Term) => term.fields.includes('text')

function ofTerm(text: string, folded: Folded, term: Term): Occurrence[] {
  if (term.literal)
    return literalSpans(text, term.text).map(([start, end]) => ({ start, end, ranges: [[start, end]], boundary: 0 }))
  return findPhrase(folded, term).map((at) => {
    const ranges = piecesOf(folded, at, term.tokens.length)
    return {
      start: ranges[0]![0],
      end: ranges.at(-1)![1],
      ranges,
      boundary: boundaryOf(folded, at, term.tokens.length),
    }
  })
}

const NOTHING: Folded = { tok: [], st: [], en: [], gap: [] }

/** Every occurrence of the terms that look into the text, in order of place. */
export function occurrencesIn(text: string, terms: readonly Term[]): Occurrence[] {
  const wanted = terms.filter(inText)
  const folded = wanted.every(({ literal }) => literal) ? NOTHING : fold(text)
  return wanted.flatMap((term) => ofTerm(text, folded, term)).sort((a, b) => a.start - b.start || a.end - b.end)
}

/** Occurrences in a folded key: what `occurrencesIn` would count, for terms that are not literal. */
export const countIn = (key: Buffer, terms: readonly Term[]): number =>
  terms.filter(inText).reduce((sum, term) => sum + countInKey(key, term), 0)

export function titleHighlights(title: string, terms: readonly Term[]): Span[] {
  const folded = fold(title)
  return merged(
    terms
      .filter((term) => term.fields.includes('title'))
      .flatMap((term) => ofTerm(title, folded, term).flatMap(({ ranges }) => ranges)),
  )
}

export interface Snippet {
  /** A verbatim slice of the text, from `start`. */
  text: string
  start: number
  /** Within `text`. */
  highlights: Span[]
}

const MAX_UNITS = 120
const BEFORE = 36

/** An offset that cuts no surrogate pair. */
const whole = (text: string, at: number): number => {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}

const FIRST_CUT = 1000
/** A cut text may end inside a number or a phrase: what stands closer to the cut is looked at again in a longer one. */
const marginFor = (terms: readonly Term[]) => 200 + 8 * Math.max(0, ...terms.map(({ text }) => text.length))

/** As `snippetsOf` over all occurrences, reading no further into the text than that needs. */
export function firstSnippets(text: string, terms: readonly Term[], most = 3): Snippet[] {
  const margin = marginFor(terms)
  for (let end = FIRST_CUT + margin; ; end *= 4) {
    const part = text.slice(0, end)
    const snippets = snippetsOf(text, occurrencesIn(part, terms), most)
    const last = snippets.at(-1)
    const isEnough = snippets.length === most && last!.start + MAX_UNITS < end - margin
    if (isEnough || end >= text.length) return snippets
  }
}

/** Up to `most` slices around the first occurrences, none overlapping another; sentences that hold a hit whole come first. */
export function snippetsOf(text: string, occurrences: readonly Occurrence[], most = 3): Snippet[] {
  const snippets: Snippet[] = []
  let covered = -1
  for (const { start, end } of occurrences) {
    if (snippets.length === most) break
    if (start < covered) continue
    const length = Math.min(end - start, MAX_UNITS - BEFORE)
    const from = whole(text, Math.max(covered, 0, start - Math.min(BEFORE, MAX_UNITS - length)))
    const to = whole(text, Math.min(text.length, from + MAX_UNITS))
    covered = to
    const marks = merged(occurrences.flatMap(({ ranges }) => ranges).filter(([a, b]) => b > from && a < to))
    snippets.push({
      text: text.slice(from, to),
      start: from,
      highlights: marks.map(([a, b]) => [Math.max(a, from) - from, Math.min(b, to) - from]),
    })
  }
  return snippets
}
