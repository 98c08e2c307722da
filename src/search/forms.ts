/** Which written forms a search has united (chinese-text.md §13b): 著 3 · 着 1. */
import type { Keep } from '../hanzi/keep.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf } from '../texts/text.ts'
import { bodyOf, occurrencesIn } from './occurrences.ts'
import type { Place } from './query.ts'

export interface WrittenForm {
  text: string
  count: number
}

const TIME = 10
const BATCH = 20
const MOST = 50

/** Reads the hits in their order for as long as a reader does not notice; the first batch always. */
export function createFormCount(texts: Pick<TextStore, 'present'>) {
  return async (items: readonly string[], wanted: readonly Place[], keep: Keep): Promise<WrittenForm[]> => {
    const counts = new Map<string, number>()
    const until = performance.now() + TIME
    for (let i = 0; wanted.length > 0 && i < items.length && (i === 0 || performance.now() < until); i += BATCH) {
      for (const row of await texts.present(items.slice(i, i + BATCH)))
        for (const { form } of occurrencesIn(bodyOf(row.text, layoutOf(row)), wanted, keep))
          counts.set(form, (counts.get(form) ?? 0) + 1)
    }
    return [...counts]
      .map(([text, count]) => ({ text, count }))
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
      .slice(0, MOST)
  }
}
