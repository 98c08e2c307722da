/** From an item to what the index holds of it. */
import { foldKey } from '../hanzi/fold.ts'
import { codeSort, titleSort } from '../hanzi/sort-key.ts'
import { accessOf, type DigitalObject, type Item } from '../items/item.ts'
import type { IndexDocument } from '../ports/search-index.ts'

/** Between two names, so that no phrase runs from one into the next; no query folds to it. */
export const NAME_BREAK = '␟'

/** An item above this many UTF-16 units must be split before it can be searched (chinese-text.md §5). */
export const MAX_INDEXED_UNITS = 1_500_000

/** What is found beside title and text: 档号, file names with their folders, caption, summary and subjects. */
export const namesOf = (item: Item, objects: readonly DigitalObject[]): string[] =>
  [
    item.referenceCode,
    item.caption,
    item.description.scopeAndContent,
    item.description.event,
    ...(item.description.subjects ?? []),
    ...item.persons,
    ...item.places,
    ...objects.flatMap((object) => [object.filename, object.originalPath]),
  ].filter((name): name is string => typeof name === 'string' && name !== '')

const joined = (names: readonly string[]): string =>
  [...new Set(names.map(foldKey))].filter((key) => key !== '').join(` ${NAME_BREAK} `)

/** `names`: of `namesOf`. `days`: the item's date as inclusive day numbers; null = undated. */
export function project(
  item: Item,
  parts: { text: string; names: readonly string[]; days: { min: number; max: number } | null },
): IndexDocument {
  const text = parts.text.length > MAX_INDEXED_UNITS ? '' : parts.text
  return {
    item: item.id,
    number: item.number,
    seq: item.indexSeq,
    kind: item.kind,
    category: item.category,
    genre: item.genre,
    accession: item.accessionId,
    access: accessOf(item),
    persons: item.persons,
    places: item.places,
    dayMin: parts.days?.min ?? null,
    dayMax: parts.days?.max ?? null,
    titleKey: foldKey(item.title),
    authorKey: joined(item.creators),
    namesKey: joined(parts.names),
    key: foldKey(text),
    titleSort: titleSort(item.title),
    codeSort: item.referenceCode === null ? '' : codeSort(item.referenceCode),
  }
}
