/** One formula for both engines, so that the same question gives the same order (chinese-text.md §4, Ranking). Weights are proposals, not measured. */
import { countInKey } from '../hanzi/phrases.ts'
import type { Term } from './query.ts'

const [K1, B] = [1.2, 0.75]
const TITLE = 3
const NAME = 1.5

export interface Keys {
  number: number
  titleKey: Buffer
  authorKey: Buffer
  namesKey: Buffer
  key: Buffer
}

export interface Ranked {
  number: number
  score: number
  /** Occurrences in the text, all terms together. */
  occurrences: number
}

/** BM25 with phrases as terms over the candidates themselves; ties by number. */
export function rank(candidates: readonly Keys[], terms: readonly Term[], documents: number): Ranked[] {
  const counted = candidates.map((doc) =>
    terms.map((term) => ({
      text: term.fields.includes('text') ? countInKey(doc.key, term) : 0,
      title: term.fields.includes('title') ? countInKey(doc.titleKey, term) : 0,
      names:
        (term.fields.includes('names') ? countInKey(doc.namesKey, term) : 0) +
        (term.fields.includes('author') ? countInKey(doc.authorKey, term) : 0),
    })),
  )
  const lengths = candidates.map(({ key }) => key.length / 2 + 1)
  const mean = lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1)
  const frequency = terms.map(
    (_, t) => counted.filter((counts) => counts[t]!.text + counts[t]!.title + counts[t]!.names > 0).length,
  )
  const total = Math.max(documents, candidates.length)
  return candidates
    .map(({ number }, i) => {
      let score = 0
      let occurrences = 0
      for (const [t, { text, title, names }] of counted[i]!.entries()) {
        occurrences += text
        const idf = Math.log(1 + (total - frequency[t]! + 0.5) / (frequency[t]! + 0.5))
        const tf = text + TITLE * title + NAME * names
        score += (idf * (tf * (K1 + 1))) / (tf + K1 * (1 - B + (B * lengths[i]!) / mean))
      }
      return { number, score, occurrences }
    })
    .sort((a, b) => b.score - a.score || a.number - b.number)
}
