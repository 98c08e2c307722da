/** From the sentences of a chapter to the passages of its sources, and on to where these stand in later versions. Pure. */
import type { Stretch } from './alignment.ts'
import { type Followed, followThrough } from './follow.ts'
import type { Run } from './origins.ts'

export interface Range {
  start: number
  end: number
}

/** Sentences of a text, each with the quotes, brackets and notes that close it; a break ends one and is part of none. */
export function sentencesOf(text: string): Range[] {
  const found: Range[] = []
  for (const { 0: sentence, index } of text.matchAll(
    /[^\n。！？!?]*(?:[。！？!?]+[”’」』）》)\]\ufffc]*)|[^\n。！？!?]+/gu,
  ))
    if (sentence.trim() !== '') found.push({ start: index, end: index + sentence.length })
  return found
}

/** A passage of a source as a chapter has it: the runs it consists of, with little between them that was changed. */
export interface Passage {
  source: number
  runs: Run[]
}
/** Units between two runs of one passage, in the chapter and in the source. */
const MOST_BETWEEN = 40

/** Of the runs within a range of the chapter, cut at its ends. */
export function passagesIn(origins: readonly Run[], { start, end }: Range): Passage[] {
  const passages: Passage[] = []
  for (const run of origins) {
    const from = Math.max(run.at, start)
    const to = Math.min(run.at + run.length, end)
    if (from >= to) continue
    const cut = { at: from, length: to - from, source: run.source, from: run.from + from - run.at }
    const last = passages.at(-1)
    const before = last?.runs.at(-1)
    const between = before ? cut.from - before.from - before.length : -1
    const isNear = between >= 0 && between <= MOST_BETWEEN && cut.at - before!.at - before!.length <= MOST_BETWEEN
    if (last?.source === run.source && isNear) last.runs.push(cut)
    else passages.push({ source: run.source, runs: [cut] })
  }
  return passages
}

const spanOf = (runs: readonly Run[], key: 'at' | 'from'): Range => {
  const last = runs.at(-1)!
  return { start: runs[0]![key], end: last[key] + last.length }
}
export const sourceRange = ({ runs }: Passage): Range => spanOf(runs, 'from')
export const chapterRange = ({ runs }: Passage): Range => spanOf(runs, 'at')

/** Every word of the range is a word of one source, in its order: nothing was changed, put in or left out. `isNothing`: what a reader does not see. */
export function isVerbatim(
  passages: readonly Passage[],
  { start, end }: Range,
  isNothing: (between: Range) => boolean,
) {
  const [passage] = passages
  if (!passage || passages.length > 1) return false
  const { runs } = passage
  const { start: first, end: last } = chapterRange(passage)
  return (
    first === start &&
    last === end &&
    runs.slice(1).every((run, i) => {
      const [at, from] = [runs[i]!.at + runs[i]!.length, runs[i]!.from + runs[i]!.length]
      return run.at === at && isNothing({ start: from, end: run.from })
    })
  )
}

/** Where a passage stands after `steps`: each of its runs followed by itself; in one order still, else it is lost. */
export function followPassage(steps: readonly (readonly Stretch[])[], { runs }: Passage): Followed {
  let [start, end] = [-1, -1]
  let isMoved = false
  for (const run of runs) {
    const found = followThrough(steps, { start: run.from, end: run.from + run.length })
    if (found.state === 'lost' || found.start < end) return { state: 'lost' }
    isMoved ||= found.state === 'moved'
    if (start < 0) start = found.start
    end = found.end
  }
  return { state: isMoved ? 'moved' : 'valid', start, end }
}
