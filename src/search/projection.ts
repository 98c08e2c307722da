/** From an item to what the index holds of it. */
import { type DateOptions, dayNumber } from '../hanzi/dates/dates.ts'
import { datesIn } from '../hanzi/dates/dates-in.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import { codeSort, titleSort } from '../hanzi/pinyin/sort-key.ts'
import { lineKeys, textKeys } from '../hanzi/readings.ts'
import { accessOf, type DigitalObject, type Item } from '../items/item.ts'
import type { IndexDocument, Names } from '../ports/search-index.ts'
import { LONGEST_PHRASE } from './query.ts'

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

/** Dates of one text beyond this are of a chronicle, and a search for any year finds it by then. */
const MOST_MENTIONS = 2000

/** The dates that a text names, as days, read by the archive's tables; each stretch once. */
export function mentionsIn(text: string, dates: DateOptions): IndexDocument['mentions'] {
  const found = new Map<string, { from: number; to: number }>()
  for (const { from, to } of datesIn(text, dates)) {
    if (found.size < MOST_MENTIONS) found.set(`${from}/${to}`, { from: dayNumber(from), to: dayNumber(to) })
  }
  return [...found.values()]
}

const NO_KEYS = { key: '', anchors: [], plainKey: '', plainSkips: [], furnitureKey: '' }

/** `names`: of `namesOf`. `named`: whom and what it names (names.ts). `days`: the item's date as inclusive day numbers; null = undated. */
export function project(
  item: Item,
  parts: {
    text: string
    layout: Layout
    names: readonly string[]
    named: Names
    days: { min: number; max: number } | null
    mentions: IndexDocument['mentions']
  },
): IndexDocument {
  const isTooLong = parts.text.length > MAX_INDEXED_UNITS
  return {
    item: item.id,
    number: item.number,
    seq: item.indexSeq,
    kind: item.kind,
    category: item.category,
    genre: item.genre,
    accession: item.accessionId,
    access: accessOf(item),
    names: parts.named,
    dayMin: parts.days?.min ?? null,
    dayMax: parts.days?.max ?? null,
    titleKey: lineKeys([item.title]),
    authorKey: lineKeys(item.creators),
    namesKey: lineKeys(parts.names),
    ...(isTooLong ? NO_KEYS : textKeys(parts.text, parts.layout, LONGEST_PHRASE)),
    mentions: isTooLong ? [] : parts.mentions,
    titleSort: titleSort(item.title),
    codeSort: item.referenceCode === null ? '' : codeSort(item.referenceCode),
  }
}
