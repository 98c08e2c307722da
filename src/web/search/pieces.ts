/** A slice of a stored text as it is shown: marked where it was found, closed where a line was only broken. Pure. */
export type Span = readonly [start: number, end: number]
export interface Piece {
  text: string
  start: number
  isMarked: boolean
}

const inside = (spans: readonly Span[], at: number) => spans.some(([start, end]) => at >= start && at < end)

/** Cut at every edge of a mark or a break; what is in a break is left out. Offsets in UTF-16 units of `text`. */
export function piecesOf(text: string, marks: readonly Span[], breaks: readonly Span[] = []): Piece[] {
  const edges = [...marks, ...breaks].flat().filter((edge) => edge > 0 && edge < text.length)
  const cuts = [...new Set([0, ...edges, text.length])].sort((a, b) => a - b)
  return cuts
    .slice(0, -1)
    .map((start, i) => ({ text: text.slice(start, cuts[i + 1]), start, isMarked: inside(marks, start) }))
    .filter(({ start }) => !inside(breaks, start))
}

const LEAD = 14

/** Where a line begins so that its first mark stands near its left edge: after a punctuation mark where there is one, never within a character. */
export function leadOf(text: string, marks: readonly Span[]): number {
  const first = marks[0]?.[0] ?? 0
  if (first <= LEAD) return 0
  const from = first - LEAD
  const stop = /[。！？；，、：\n\s][”’」』）]*/.exec(text.slice(from, first - 2))
  const lead = stop ? from + stop.index + stop[0].length : from
  return /[\udc00-\udfff]/.test(text[lead] ?? '') ? lead + 1 : lead
}
