/** Two texts side by side: what they share, as it is kept. Pure. */
import type { Folded } from '../hanzi/fold.ts'
import { covered, sharedPassages } from '../hanzi/likeness/shared-passages.ts'
import type { Fingerprint } from '../hanzi/likeness/winnow.ts'
import { type Finding, kindOf, type Passage } from './pair.ts'

/** The present text of an item, read in place. */
export interface PrintedText {
  id: string
  number: number
  revision: number
  text: string
  folded: Folded
  tokens: readonly string[]
  prints: readonly Fingerprint[]
}

const MOST_PASSAGES = 200
/** UTF-16 units. */
const QUOTE = 80

const place = ({ st, en }: Folded, [from, to]: readonly [number, number]): [number, number] => [st[from]!, en[to - 1]!]

/** The beginning of a passage; no half a character. */
const begun = (text: string, start: number, end: number): string =>
  text.slice(start, Math.min(end, start + QUOTE)).replace(/[\ud800-\udbff]$/, '')

/** Null where they share no more than formulas, of which `isCommon` tells. */
export function findingOf(one: PrintedText, other: PrintedText, isCommon: (hash: number) => boolean): Finding | null {
  const [later, earlier] = one.number > other.number ? [one, other] : [other, one]
  const { isRelated, passages } = sharedPassages(later, earlier, isCommon)
  if (!isRelated) return null
  const [ofLater, ofEarlier] = [covered(passages, 'a'), covered(passages, 'b')]
  const laterShare = ofLater / later.tokens.length
  const earlierShare = ofEarlier / earlier.tokens.length
  const longestFirst = [...passages].sort((a, b) => b.same - a.same)
  return {
    laterId: later.id,
    earlierId: earlier.id,
    laterRevision: later.revision,
    earlierRevision: earlier.revision,
    characters: Math.min(ofLater, ofEarlier),
    laterShare,
    earlierShare,
    kind: kindOf(laterShare, earlierShare),
    quote: begun(later.text, ...place(later.folded, longestFirst[0]!.a)),
    passages: longestFirst
      .slice(0, MOST_PASSAGES)
      .map(({ a, b, same }): Passage => {
        const [start, end] = place(later.folded, a)
        const [otherStart, otherEnd] = place(earlier.folded, b)
        return { start, end, otherStart, otherEnd, characters: same }
      })
      .sort((a, b) => a.start - b.start || a.otherStart - b.otherStart),
  }
}
