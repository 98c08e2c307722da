/** One formula for both engines, so that the same question gives the same order (chinese-text.md §4, Ranking). Weights are proposals, not measured. */

const [K1, B] = [1.2, 0.75]
const TITLE = 3
const NAME = 1.5

/** How often one term stands in a document. */
export interface Count {
  text: number
  /** Of those in the text, how many another term has found already. */
  again: number
  title: number
  names: number
}

export interface Counted {
  number: number
  /** Tokens of the text. */
  length: number
  /** One for each term, in the same order for every document. */
  counts: readonly Count[]
  /** There may be more than were counted (hanzi/phrases.ts, `MOST_PLACES`; finding.ts, `MOST_PAIRS`). */
  isCut?: boolean
}

/** BM25 with phrases as terms over the candidates themselves; best first, ties by number. `documents`: of all that the asker may read. */
export function rank<T extends Counted>(candidates: readonly T[], documents: number): (T & { score: number })[] {
  const mean = candidates.reduce((sum, { length }) => sum + length, 0) / (candidates.length || 1) || 1
  const total = Math.max(documents, candidates.length)
  const idf = (candidates[0]?.counts ?? []).map((_, t) => {
    const frequency = candidates.filter(
      ({ counts }) => counts[t]!.text + counts[t]!.title + counts[t]!.names > 0,
    ).length
    return Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
  })
  return candidates
    .map((one) => {
      let score = 0
      for (const [t, { text, title, names }] of one.counts.entries()) {
        const tf = text + TITLE * title + NAME * names
        score += (idf[t]! * (tf * (K1 + 1))) / (tf + K1 * (1 - B + (B * one.length) / mean))
      }
      return { ...one, score }
    })
    .sort((a, b) => b.score - a.score || a.number - b.number)
}
