/** Where a list's names stand in a text: the longest from the left, across line and page breaks and skipped notes as search reads (readings.ts), not across a comma or a stop. Pure. */
import { type Folded, fold } from '../fold.ts'
import type { Layout } from '../layout/layout.ts'
import { merged, piecesOf, type Span } from '../phrases.ts'
import { readingsOf } from '../readings.ts'
import type { Automaton } from './automaton.ts'

export interface NameFound {
  /** Which of the automaton's phrases. */
  phrase: number
  /** UTF-16 units of the text. */
  start: number
  end: number
  /** In pieces where a note or page furniture stands between. */
  ranges: Span[]
}

/** A space, a middle dot, a hyphen, a quotation mark or a bracket may stand within a name; these may not: 王、林 are two. */
const parting = /[、，,；;：:。！!？?…《》〈〉—|/]/u

/** What stands between two tokens, without what is no part of the sentence. */
function between(text: string, from: number, to: number, skipped: readonly Span[]): string {
  let written = ''
  let at = from
  for (const [start, end] of skipped) {
    if (end <= at || start >= to) continue
    written += text.slice(at, Math.max(at, start))
    at = Math.max(at, end)
  }
  return written + text.slice(at, Math.max(at, to))
}

function chosenIn(text: string, folded: Folded, automaton: Automaton, skipped: readonly Span[]): NameFound[] {
  const { tok, st, en, gap } = folded
  const isWhole = (at: number, count: number) => {
    for (let i = at + 1; i < at + count; i++)
      if (gap[i]! & 3 && parting.test(between(text, en[i - 1]!, st[i]!, skipped))) return false
    return true
  }
  const candidates: { phrase: number; at: number; count: number }[] = []
  automaton.scan(tok, (phrase, at, count) => {
    if (isWhole(at, count)) candidates.push({ phrase, at, count })
  })
  candidates.sort((a, b) => a.at - b.at || b.count - a.count)
  const chosen: NameFound[] = []
  let free = 0
  for (const { phrase, at, count } of candidates) {
    if (at < free) continue
    free = at + count
    const ranges = piecesOf(folded, at, count)
    chosen.push({ phrase, start: ranges[0]![0], end: ranges.at(-1)![1], ranges })
  }
  return chosen
}

/** In the order of the text. A name is found once: as it stands in place, else with a note skipped (蒋〔介石〕委员长). */
export function namesIn(automaton: Automaton, text: string, layout: Layout): NameFound[] {
  const skipped = merged([...layout.furniture, ...layout.notes.map(({ start, end }): Span => [start, end])])
  const [inPlace, ...others] = readingsOf(text, layout)
  const found = chosenIn(text, inPlace!, automaton, skipped)
  const taken = merged(found.flatMap(({ ranges }) => ranges))
  for (const reading of others)
    for (const one of chosenIn(text, reading, automaton, skipped))
      if (!one.ranges.some((range) => meets(taken, range))) found.push(one)
  return found.sort((a, b) => a.start - b.start || a.end - b.end)
}

/** In a title, a caption, a line: without layout. */
export const namesInLine = (automaton: Automaton, line: string): NameFound[] =>
  chosenIn(line, fold(line), automaton, [])

function meets(spans: readonly Span[], [start, end]: Span): boolean {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]![1] <= start) low = middle + 1
    else high = middle
  }
  return low < spans.length && spans[low]![0] < end
}
