/** Which written forms a search has united (chinese-text.md §13b): 著 3 · 着 1. */
import { byTable } from '../hanzi/fold.ts'
import type { Keep } from '../hanzi/keep.ts'
import type { PackedSpan } from '../hanzi/packed.ts'
import { type KeyedText, spansIn } from '../hanzi/packed-spans.ts'
import type { FoldedKeys } from '../ports/search-index.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf } from '../texts/text.ts'
import { keyedText, keysAt, placesInText } from './counting.ts'
import { bodyOf, occurrencesIn } from './occurrences.ts'
import type { Place, Proof } from './query.ts'

export interface WrittenForm {
  text: string
  count: number
}

/** Milliseconds. */
const TIME = 5
const BATCH = 20
const MOST = 50

/** What is written at these places (ascending) of the packed key, marks left out; null where a number, letters, a note or a page break is among it. */
export function formsAt(keyed: KeyedText, at: readonly PackedSpan[]): string[] | null {
  const { text } = keyed
  const forms: string[] = []
  for (const pieces of spansIn(keyed, at) ?? [[]]) {
    const [span, ...more] = pieces
    if (!span || more.length > 0) return null
    let form = ''
    for (let i = span[0]; i < span[1]; i++) {
      const unit = byTable(text.charCodeAt(i))
      if (unit === 0) return null
      if (unit > 2) form += text[i]
    }
    forms.push(form)
  }
  return forms
}

/** Reads the hits in their order for as long as a reader does not notice; the first batch always. */
export function createFormCount(deps: {
  texts: Pick<TextStore, 'present'>
  embedded: { foldedKeys(): Promise<FoldedKeys> }
}) {
  return async (
    hits: readonly { item: string; number: number }[],
    wanted: readonly Place[],
    keep: Keep,
    proof: Proof,
  ): Promise<WrittenForm[]> => {
    const counts = new Map<string, number>()
    const until = performance.now() + TIME
    const folded = await deps.embedded.foldedKeys()
    for (let i = 0; wanted.length > 0 && i < hits.length && (i === 0 || performance.now() < until); i += BATCH) {
      const batch = hits.slice(i, i + BATCH)
      const numberOf = new Map(batch.map(({ item, number }) => [item, number]))
      // Of a literal there is one form.
      const numbers = proof === 'text' || proof === 'places' ? [] : numberOf.values()
      const keys = folded.keys(numbers)
      for (const row of await deps.texts.present([...numberOf.keys()])) {
        const layout = layoutOf(row)
        const key = keysAt(row.indexSeq, keys.get(numberOf.get(row.itemId)!))
        const at = key && placesInText(key, wanted)
        const forms =
          (at && formsAt(keyedText(row.text, layout, key!), at)) ??
          occurrencesIn(bodyOf(row.text, layout), wanted, keep).map(({ form }) => form)
        for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1)
      }
    }
    return [...counts]
      .map(([text, count]) => ({ text, count }))
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
      .slice(0, MOST)
  }
}
