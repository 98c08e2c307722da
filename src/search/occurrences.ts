/** Where a query's terms stand in a stored text: counted, marked, and cut into snippets. Offsets are UTF-16 units of that text version. */
import { type Folded, fold, noteBracket } from '../hanzi/fold.ts'
import type { Keep } from '../hanzi/keep.ts'
import { type Layout, lineLayout } from '../hanzi/layout/layout.ts'
import { boundaryOf, literalPieces, MOST_PLACES, merged, piecesOf, type Span } from '../hanzi/phrases.ts'
import { readingsOf, skipsOf } from '../hanzi/readings.ts'
import type { TextField } from '../ports/search-index.ts'
import { sourceOf, wordsIn } from './finding.ts'
import { looksInto, type Place, type Term } from './query.ts'

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

/** A text in all its readings. */
export interface Body {
  text: string
  layout: Layout
  readings: readonly Folded[]
}

/** Folded when it is first read. */
export function bodyOf(text: string, layout: Layout): Body {
  let readings: readonly Folded[] | undefined
  return {
    text,
    layout,
    get readings() {
      readings ??= readingsOf(text, layout)
      return readings
    },
  }
}
export const lineOf = (text: string): Body => bodyOf(text, lineLayout(text))

/** Whether a place is in the middle of a token, a number or a word in letters, or of a note marker. */
function isInside(text: string, { st, en }: Folded, at: number): boolean {
  for (let k = at - 1; k >= Math.max(0, at - LONGEST_MARKER); k--) {
    noteBracket.lastIndex = k
    const marker = noteBracket.exec(text)
    if (marker && k + marker[0].length > at && !/[0-9０-９]/.test(text.charAt(k - 1))) return true
  }
  let [low, high] = [0, st.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (en[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low < st.length && st[low]! < at
}

/** 〔注123〕 */
const LONGEST_MARKER = 6

/** A literal is characters, but no part of a number or of a word: “12” does not stand in 312. */
function literally(body: Body, term: Term, cut: () => void): Occurrence[] {
  const { text, layout } = body
  const skips = skipsOf(layout, 'literal')
  const found = literalPieces(text, term.text, skips).map((ranges) => ({ ranges, line: -1 }))
  for (const [line, [start, end]] of layout.furniture.entries())
    for (const pieces of literalPieces(text.slice(start, end), term.text))
      found.push({ ranges: pieces.map(([a, b]): Span => [a + start, b + start]), line })
  if (found.length === 0) return []
  if (found.length >= MOST_PLACES) cut()
  const { readings } = body
  const whole = layout.notes.some(({ kind }) => kind === 'pinyin') ? fold(text, skips) : readings[0]!
  const lines = readings.slice(readings.length - layout.furniture.length)
  return found.flatMap(({ ranges, line }): Occurrence[] => {
    const folded = line === -1 ? whole : lines[line]!
    const [start, end] = [ranges[0]![0], ranges.at(-1)![1]]
    if (isInside(text, folded, start) || isInside(text, folded, end)) return []
    return [{ start, end, ranges, boundary: 0, form: term.text }]
  })
}

const BARE: Layout = { joins: [], furniture: [], notes: [], headings: [] }

function ofPlace(body: Body, place: Place, keep: Keep, cut: () => void): Occurrence[] {
  if (place.is === 'term' && place.literal) return literally(body, place, cut)
  const { text, layout } = body
  const seen = new Map<string, Occurrence>()
  const lines = body.readings.length - layout.furniture.length
  for (const [i, folded] of body.readings.entries()) {
    // A line of page furniture is read by itself, with nothing left out.
    const own = i < lines ? layout : BARE
    for (const { at, count } of wordsIn({ text, layout: own, folded }, place, keep, cut)) {
      const ranges = piecesOf(folded, at, count)
      const name = ranges.join(' ')
      if (seen.has(name)) continue
      const form = Array.from({ length: count }, (_, i) =>
        folded.st[at + i] === folded.st[at + i - 1] && i > 0 ? '' : sourceOf(text, folded, at + i),
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

/** Every occurrence of those places that look into the field, in order; what two of them find at one place is one. Calls `cut` where there may be more. */
export function occurrencesIn(
  body: Body,
  places: readonly Place[],
  keep: Keep,
  field: TextField = 'text',
  cut: () => void = () => undefined,
): Occurrence[] {
  const found = places.filter((place) => looksInto(place, field)).map((place) => ofPlace(body, place, keep, cut))
  const all =
    found.length > 1 ? [...new Map(found.flat().map((one) => [one.ranges.join(' '), one])).values()] : found.flat()
  return all.sort((a, b) => a.start - b.start || a.end - b.end)
}

export const titleHighlights = (title: string, places: readonly Place[], keep: Keep): Span[] =>
  merged(occurrencesIn(lineOf(title), places, keep, 'title').flatMap(({ ranges }) => ranges))
