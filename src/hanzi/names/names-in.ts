/** Where a list's names stand in a text: the longest from the left, across line and page breaks and skipped notes as search reads (readings.ts), not across a comma or a stop. Pure. */
import { type Folded, fold, gaps } from '../fold.ts'
import type { Layout } from '../layout/layout.ts'
import { merged, piecesOf, type Span } from '../phrases.ts'
import { BREAK, foldPart, skipsOf } from '../readings.ts'
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

interface Candidate {
  phrase: number
  at: number
  count: number
}

/** Which of the candidates are names: whole, and the longest from the left of what is not taken. */
function chosen(
  text: string,
  folded: Folded,
  candidates: Candidate[],
  skipped: readonly Span[],
  taken: readonly Span[] = [],
): NameFound[] {
  const { st, en, gap } = folded
  const isWhole = ({ at, count }: Candidate) => {
    for (let i = at + 1; i < at + count; i++)
      if (gap[i]! & 3 && parting.test(between(text, en[i - 1]!, st[i]!, skipped))) return false
    return true
  }
  candidates.sort((a, b) => a.at - b.at || b.count - a.count)
  const found: NameFound[] = []
  let free = 0
  for (const one of candidates) {
    if (one.at < free || !isWhole(one)) continue
    const ranges = piecesOf(folded, one.at, one.count)
    if (taken.length > 0 && ranges.some((range) => meets(taken, range))) continue
    free = one.at + one.count
    found.push({ phrase: one.phrase, start: ranges[0]![0], end: ranges.at(-1)![1], ranges })
  }
  return found
}

function namesOf(automaton: Automaton, text: string, folded: Folded, skipped: readonly Span[]): NameFound[] {
  const candidates: Candidate[] = []
  automaton.scan(folded.tok, (phrase, at, count) => {
    candidates.push({ phrase, at, count })
  })
  return chosen(text, folded, candidates, skipped)
}

/** The reading that skips brackets, only as far around each as a name can reach. `joints`: the tokens before which one was skipped. */
function aroundBrackets({ tok, st, en, gap }: Folded, brackets: readonly Span[], reach: number) {
  const folded: Folded = { tok: [], st: [], en: [], gap: [] }
  const joints = new Set<number>()
  const firstFrom = (offset: number) => {
    let [low, high] = [0, st.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (st[middle]! < offset) low = middle + 1
      else high = middle
    }
    return low
  }
  const push = (token: string, start: number, end: number, before: number) => {
    folded.tok.push(token)
    folded.st.push(start)
    folded.en.push(end)
    folded.gap.push(before)
  }
  const take = (from: number, to: number) => {
    for (let i = from; i < to; i++)
      push(tok[i]!, st[i]!, en[i]!, joints.has(folded.tok.length) ? gap[i]! | gaps.NOTE : gap[i]!)
  }
  let at = 0
  for (const [i, [start, end]] of brackets.entries()) {
    const before = firstFrom(start)
    if (i === 0) take(Math.max(0, before - reach), before)
    else if (before - at <= 2 * reach) take(at, before)
    else {
      take(at, at + reach)
      push(BREAK, 0, 0, gaps.none)
      take(before - reach, before)
    }
    joints.add(folded.tok.length)
    at = Math.max(before, firstFrom(end))
  }
  take(at, Math.min(tok.length, at + reach))
  return { folded, joints }
}

/** In the order of the text. A name is found once: as it stands in place, else with a note skipped (蒋〔介石〕委员长). */
export function namesIn(automaton: Automaton, text: string, layout: Layout): NameFound[] {
  const skipped = merged([...layout.furniture, ...layout.notes.map(({ start, end }): Span => [start, end])])
  const inPlace = fold(text, skipsOf(layout, 'in-place'))
  const found = namesOf(automaton, text, inPlace, skipped)
  const brackets = layout.notes.flatMap(({ kind, start, end }): Span[] => (kind === 'bracket' ? [[start, end]] : []))
  if (brackets.length > 0) {
    const taken = merged(found.flatMap(({ ranges }) => ranges))
    const { folded, joints } = aroundBrackets(inPlace, merged(brackets), automaton.longest)
    const crossing: Candidate[] = []
    automaton.scan(folded.tok, (phrase, at, count) => {
      for (let i = at + 1; i < at + count; i++) {
        if (!joints.has(i)) continue
        crossing.push({ phrase, at, count })
        break
      }
    })
    found.push(...chosen(text, folded, crossing, skipped, taken))
  }
  for (const line of layout.furniture) found.push(...namesOf(automaton, text, foldPart(text, line), []))
  return found.sort((a, b) => a.start - b.start || a.end - b.end)
}

/** In a title, a caption, a line: without layout. */
export const namesInLine = (automaton: Automaton, line: string): NameFound[] => namesOf(automaton, line, fold(line), [])

function meets(spans: readonly Span[], [start, end]: Span): boolean {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]![1] <= start) low = middle + 1
    else high = middle
  }
  return low < spans.length && spans[low]![0] < end
}
