/** Which candidates bear a question out, and how often each of its places stands in them: by the index's folded keys where they can tell, else by the text. */
import type { NameList } from '../authorities/name-list.ts'
import { type DateOptions, dayNumber } from '../hanzi/dates/dates.ts'
import type { Keep } from '../hanzi/keep.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import type { Item } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import { type FoldedKeys, isNameField, type PackedKeys, type SortPlace } from '../ports/search-index.ts'
import type { Dates } from '../settings/tables.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf } from '../texts/text.ts'
import { countByKeys, countByText, keysAt, packedKeys, stands } from './counting.ts'
import { namesOfItem } from './names.ts'
import { bodyOf } from './occurrences.ts'
import { mentionsIn, namesOf, project } from './projection.ts'
import { bears, type Leaf, type Place, type Proof, places, type Query } from './query.ts'
import type { Counted } from './ranking.ts'

export interface Candidate extends SortPlace {
  item: string
  seq: number
}
/** `counts` as `everyPlace` lists the places. */
export type Evaluated = Counted & Candidate

interface Present {
  item: Item
  text: string
  layout: Layout
  names: string[]
}

export function createEvaluation(deps: {
  items: ItemStore
  objects: ObjectStore
  texts: TextStore
  embedded: { foldedKeys(): Promise<FoldedKeys> }
  dates: Dates
  names: () => Promise<NameList>
}) {
  const { items, objects, texts, embedded } = deps

  /** Counts a batch of candidates, and says which bear the question out. Calls `unsure` where another may do so beyond what was looked at of it. */
  async function evaluate(
    candidates: readonly Candidate[],
    query: Query,
    keep: Keep,
    proof: Proof,
    unsure: () => void = () => undefined,
  ): Promise<Evaluated[]> {
    const wanted = everyPlace(query)
    const asked = new Set(places(query))
    const decided = new Set(conditions(query))
    const numbers = proof === 'text' ? [] : candidates.map(({ number }) => number)
    const known = (await embedded.foldedKeys()).keys(numbers)
    const evaluated: Evaluated[] = []
    const rows = proof === 'places' ? await texts.present(candidates.map(({ item }) => item)) : []
    const present = new Map(rows.map((row) => [row.itemId, row]))
    const told = candidates.map(({ item, number }) => {
      const [keys, row] = [known.get(number), present.get(item)]
      const body = row && keysAt(row.indexSeq, keys) ? bodyOf(row.text, layoutOf(row)) : null
      return keys ? countByKeys(keys, wanted, asked, body ? { body } : {}) : null
    })
    // The keys tell of the state that was indexed; what is newer, or must be looked at closely, is read.
    const unread = hasValues(query) ? candidates : candidates.filter((_, i) => !told[i])
    const dates = await deps.dates()
    const list = hasValues(query) ? await deps.names() : null
    const records: Map<string, Present> = unread.length ? await read(unread.map(({ item }) => item)) : new Map()
    for (const [i, candidate] of candidates.entries()) {
      const record = records.get(candidate.item)
      const fresh = () => {
        if (!record) return null
        const written = writtenOf(record)
        const counted =
          proof !== 'text' && countByKeys(keysOf(record, known.get(candidate.number)), wanted, asked, written)
        return counted || countByText(candidate.number, written, wanted, asked, keep)
      }
      const counted = told[i] ?? fresh()
      if (!counted) continue
      const countOf = new Map(wanted.map((place, i) => [place, counted.counts[i]!]))
      const holds = (leaf: Leaf) =>
        leaf.is === 'term' || leaf.is === 'near'
          ? stands(countOf.get(leaf)!)
          : decided.has(leaf) || record === undefined || describes(record, leaf, dates, list)
      if (proof === 'engine' || bears(query, holds)) evaluated.push({ ...counted, ...candidate })
      else if (counted.isCut) unsure()
    }
    return evaluated
  }

  async function read(ids: readonly string[]): Promise<Map<string, Present>> {
    const present = new Map((await texts.present(ids)).map((row) => [row.itemId, row]))
    const own = Map.groupBy(await objects.ofItems(ids), (object) => object.itemId)
    return new Map(
      (await items.getMany(ids)).map((item) => {
        const { text, layout } = present.get(item.id) ?? { text: '', layout: null }
        const names = namesOf(item, own.get(item.id) ?? [])
        return [item.id, { item, text, layout: layoutOf({ text, layout }), names }]
      }),
    )
  }
  const writtenOf = ({ item, text, layout, names }: Present) => ({
    title: item.title,
    creators: item.creators,
    names,
    body: bodyOf(text, layout),
  })

  return evaluate
}

/** Those of the index, where they are of its present state. */
const keysOf = (record: Present, known: PackedKeys | undefined): PackedKeys =>
  keysAt(record.item.indexSeq, known) ??
  packedKeys(project(record.item, { ...record, named: {}, days: null, mentions: [] }))

/** What is asked for and what is excluded. */
export const everyPlace = (query: Query): Place[] =>
  query.is === 'term' || query.is === 'near'
    ? [query]
    : query.is === 'and' || query.is === 'or'
      ? query.of.flatMap(everyPlace)
      : query.is === 'not'
        ? everyPlace(query.of)
        : []

/** What every hit must bear out, and the engine has decided. */
const conditions = (query: Query): Query[] => (query.is === 'and' ? query.of.flatMap(conditions) : [query])

const hasAnyValue = (query: Query): boolean =>
  query.is === 'and' || query.is === 'or'
    ? query.of.some(hasAnyValue)
    : query.is === 'not'
      ? hasAnyValue(query.of)
      : query.is === 'value' || query.is === 'days' || query.is === 'mentions'
/** Whether something that the engine knows in columns stands where the engine has not decided it: in an exclusion, or beside a word. */
const hasValues = (query: Query): boolean =>
  conditions(query).some((part) => (part.is === 'not' || part.is === 'or') && hasAnyValue(part))

/** What the engine knows of an item in columns, decided here where it stands inside an exclusion that the engine could not decide. */
function describes(
  { item, text, layout }: { item: Item; text: string; layout: Layout },
  leaf: Exclude<Leaf, Place>,
  read: DateOptions,
  list: NameList | null,
): boolean {
  if (leaf.is === 'value') {
    const { field } = leaf
    const columns = {
      kind: item.kind,
      category: item.category,
      genre: item.genre,
      accession: item.accessionId,
      item: item.id,
    }
    const own = isNameField(field)
      ? ((list && namesOfItem(list, item, text, layout)[field]) ?? [])
      : [columns[field]].flatMap((value) => value ?? [])
    return own.some((value) => leaf.values.includes(value))
  }
  const { start = null, end = null } = item.date ?? {}
  const dated = [
    {
      from: start === null ? Number.NEGATIVE_INFINITY : dayNumber(start),
      to: end === null ? Number.POSITIVE_INFINITY : dayNumber(end),
    },
  ]
  const days = leaf.is === 'mentions' ? mentionsIn(text, read) : start === null && end === null ? [] : dated
  return days.some(({ from, to }) => (leaf.to === null || from <= leaf.to) && (leaf.from === null || to >= leaf.from))
}
