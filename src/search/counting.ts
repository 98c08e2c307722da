/** How often each place of a question stands in an item: by the folded keys of the index where they can tell, else by the stored text. */
import type { Keep } from '../hanzi/keep.ts'
import { countCrossing, countInKey } from '../hanzi/phrases.ts'
import type { FoldedKeys, IndexDocument } from '../ports/search-index.ts'
import { type Body, lineOf, looksInto, occurrencesIn } from './occurrences.ts'
import type { Place } from './query.ts'
import type { Count, Counted } from './ranking.ts'

export type Keyed = ReturnType<FoldedKeys['keys']> extends Iterable<infer One> ? One : never

/** An item's folded keys: as the index keeps them, or made just now. */
export type Keys = Pick<Keyed | IndexDocument, 'number' | 'plainSkips'> & {
  [name in 'titleKey' | 'authorKey' | 'namesKey' | 'key' | 'plainKey' | 'furnitureKey']: string | Buffer
}

/** The strings of an item that a question looks into. */
export interface Written {
  title: string
  creators: readonly string[]
  /** File names, 档号, captions (projection.ts). */
  names: readonly string[]
  body: Body
}

/** Tokens, as if each were one Han character: two units of a string, four bytes, with the space after it. */
const tokensOf = (key: string | Buffer): number => (key.length + 1) / (typeof key === 'string' ? 2 : 4)

/** Only for places that are terms which `proofOf` does not send to the text. */
export function countByKeys(keyed: Keys, places: readonly Place[]): Counted {
  const counts = places.map((place): Count => {
    const count: Count = { text: 0, title: 0, names: 0 }
    if (place.is !== 'term') return count
    for (const form of place.forms) {
      const phrase = { ...form, prefix: place.prefix }
      if (place.fields.includes('text')) {
        count.text += countInKey(keyed.key, phrase)
        if (keyed.plainSkips.length) count.text += countCrossing(keyed.plainKey, keyed.plainSkips, phrase)
        if (keyed.furnitureKey.length) count.text += countInKey(keyed.furnitureKey, phrase)
      }
      if (place.fields.includes('title')) count.title += countInKey(keyed.titleKey, phrase)
      if (place.fields.includes('names')) count.names += countInKey(keyed.namesKey, phrase)
      if (place.fields.includes('author')) count.names += countInKey(keyed.authorKey, phrase)
    }
    return count
  })
  return { number: keyed.number, length: tokensOf(keyed.key), counts }
}

/** By the text itself. `number`: the item's. */
export function countByText(
  number: number,
  { title, creators, names, body }: Written,
  places: readonly Place[],
  keep: Keep,
): Counted {
  const inLines = (lines: readonly string[], place: Place, field: 'title' | 'author' | 'names') =>
    looksInto(place, field)
      ? lines.reduce((sum, line) => sum + occurrencesIn(lineOf(line), [place], keep, field).length, 0)
      : 0
  const counts = places.map((place) => ({
    text: occurrencesIn(body, [place], keep).length,
    title: inLines([title], place, 'title'),
    names: inLines(names, place, 'names') + inLines(creators, place, 'author'),
  }))
  return { number, length: body.readings[0]!.tok.length, counts }
}

export const stands = ({ text, title, names }: Count): boolean => text + title + names > 0
