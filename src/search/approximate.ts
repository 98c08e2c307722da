/** 近似结果: what nearly says it, where nothing says it (chinese-text.md §4 “Zero hits”). Never mixed with exact hits. */
import { createMatcher, mostEdits, pairPhrases } from '../hanzi/likeness/approximate.ts'
import { boundaryOf, piecesOf } from '../hanzi/phrases.ts'
import type { Actor } from '../policy.ts'
import type { Match } from '../ports/search-index.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf } from '../texts/text.ts'
import type { SearchFilters } from './input.ts'
import { bodyOf, type Occurrence } from './occurrences.ts'
import type { Query, Term } from './query.ts'
import type { Chosen } from './selected.ts'
import type { Selection } from './selection.ts'

const CANDIDATES = 200
const SHORTEST = 4

/** Any two neighbouring tokens of the phrase: what an altered phrase still has in common with its source. */
export const anyPair = (tokens: readonly string[]): Match => ({
  is: 'or',
  of: pairPhrases(tokens).map((pair) => ({ is: 'phrase', fields: ['text'], tokens: pair })),
})

/** A hit, and where in it the phrase nearly stands. */
export type NearHit = Chosen & { marks: Occurrence[] }

/** The one phrase that is asked for, where it can be sought approximately. */
export function approximable(query: Query): Term | null {
  const isPlain =
    query.is === 'term' && !query.literal && !query.pattern && !query.prefix && query.fields.includes('text')
  return isPlain && query.tokens.length >= SHORTEST ? query : null
}

export function createApproximate({ texts, selection }: { texts: TextStore; selection: Selection }) {
  return async (actor: Actor, term: Term, filters: SearchFilters): Promise<NearHit[]> => {
    const candidates = await selection.candidates(actor, anyPair(term.tokens), filters, CANDIDATES)
    const present = new Map((await texts.present(candidates.map(({ item }) => item))).map((row) => [row.itemId, row]))
    const match = createMatcher(term.tokens, mostEdits(term.tokens.length))
    const found = candidates.flatMap((hit) => {
      const row = present.get(hit.item)
      if (!row) return []
      const { text, readings } = bodyOf(row.text, layoutOf(row))
      const folded = readings[0]!
      const near = match(folded.tok)
      if (near.length === 0) return []
      const marks = near.map(({ start, end }): Occurrence => {
        const ranges = piecesOf(folded, start, end - start)
        const boundary = boundaryOf(folded, start, end - start)
        const [from, to] = [ranges[0]![0], ranges.at(-1)![1]]
        return { start: from, end: to, ranges, boundary, form: text.slice(from, to) }
      })
      const cost = Math.min(...near.map((one) => one.cost))
      return [{ ...hit, score: 1 - cost / term.tokens.length, occurrences: marks.length, marks }]
    })
    return found.sort((a, b) => b.score - a.score || a.number - b.number)
  }
}
