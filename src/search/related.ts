/** 相近的词: what stands near the places found, by how often it does and how few items have it at all. */
import type { Actor } from '../policy.ts'
import type { Concordances } from './concordance.ts'
import type { SearchFilters } from './input.ts'
import { neighboursIn } from './neighbours.ts'
import type { Selection } from './selection.ts'

export interface RelatedWord {
  text: string
  /** How often it stands near a place that was read. */
  near: number
  /** Items that the caller may read and that have it. */
  items: number
}
export interface Related {
  words: RelatedWord[]
  /** Places that were read. */
  read: number
  /** What is near: so many tokens to either side. */
  around: number
}

const AROUND = 20
const READ = 600
const WEIGHED = 24
const MOST = 10

export const createRelated = ({
  selection,
  firstLines,
}: {
  selection: Pick<Selection, 'having' | 'documents'>
  firstLines: Concordances['firstLines']
}) => ({
  /** The best first; of the first few hundred hits in the order received. Faults as of a search. */
  async related(actor: Actor, filters: SearchFilters): Promise<Related> {
    const lines = await firstLines(actor, { ...filters, left: AROUND, right: AROUND }, READ)
    const documents = await selection.documents(actor)
    const weighed: (RelatedWord & { weight: number })[] = []
    for (const { text, tokens, near } of neighboursIn(lines).slice(0, WEIGHED)) {
      const items = await selection.having(actor, tokens)
      weighed.push({ text, near, items, weight: near * Math.log2((documents + 1) / Math.max(1, items)) })
    }
    weighed.sort((a, b) => b.weight - a.weight)
    return {
      words: weighed.slice(0, MOST).map(({ text, near, items }) => ({ text, near, items })),
      read: lines.length,
      around: AROUND,
    }
  },
})
