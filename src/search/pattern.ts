/** 郑?新区, 郑*区: `?` is exactly one token; `*` up to ten, the fewest that do, not past a sentence or a line (chinese-text.md §4). */
import type { Folded } from '../hanzi/fold.ts'
import { MOST_PLACES } from '../hanzi/phrases.ts'
import { isStrong } from '../hanzi/readings.ts'
import type { PatternPart } from './query.ts'

/** Tokens that a * stands for. */
export const MOST_BETWEEN = 10
const stop = /[。！？!?\n｡]/

/** Every place it begins at, the first `MOST_PLACES`, with the shortest end. `between`: what is read before a token. `isSo`: whether the tokens of a part are written as asked. */
export function findPattern(
  { tok, gap }: Folded,
  pattern: readonly PatternPart[],
  between: (at: number) => string,
  isSo: (part: Extract<PatternPart, { is: 'tokens' }>, at: number) => boolean,
): { at: number; count: number }[] {
  const isStop = (at: number) => at > 0 && isStrong(gap[at]!) && stop.test(between(at))

  /** Several stars could be tried in more ways than there are tokens: what failed once fails again. */
  const failed = new Set<number>()
  const remember = (at: number, part: number, end: number) => {
    if (end === -1) failed.add(at * pattern.length + part)
    return end
  }

  /** The end of the shortest match of the parts from `part` on, from token `at`; -1 for none. */
  const endOf = (at: number, part: number): number => {
    if (part === pattern.length) return at
    return failed.has(at * pattern.length + part) ? -1 : remember(at, part, tried(at, part, pattern[part]!))
  }
  function tried(at: number, part: number, wanted: PatternPart): number {
    if (wanted.is === 'tokens') {
      const { tokens } = wanted
      for (const [i, token] of tokens.entries()) if (tok[at + i] !== token) return -1
      if (!isSo(wanted, at)) return -1
      return endOf(at + tokens.length, part + 1)
    }
    if (wanted.is === 'one') return at < tok.length ? endOf(at + 1, part + 1) : -1
    for (let n = 0; n <= MOST_BETWEEN && at + n <= tok.length; n++) {
      if (at + n < tok.length && isStop(at + n)) return -1
      const end = endOf(at + n, part + 1)
      if (end !== -1) return end
    }
    return -1
  }

  const [first] = pattern
  const found: { at: number; count: number }[] = []
  if (first?.is !== 'tokens') return found
  const [head] = first.tokens
  for (let at = tok.indexOf(head!); at !== -1 && found.length < MOST_PLACES; at = tok.indexOf(head!, at + 1)) {
    const end = endOf(at, 0)
    if (end !== -1) found.push({ at, count: end - at })
  }
  return found
}
