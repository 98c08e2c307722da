/** The index's columns in memory, by document number: filters, scope, facets and sorting never join in SQL (performance.md §4). */
import type { DatabaseSync } from 'node:sqlite'
import {
  decadesOf,
  type FacetName,
  facetNames,
  type IndexScope,
  isNameField,
  type Match,
  mostValues,
  type Names,
  type SearchAnswer,
  type ValueField,
  yearsOf,
} from '../../ports/search-index.ts'
import { compareText, createOrder } from './search-order.ts'

export interface Row {
  number: number
  item: string
  seq: number
  kind: string
  category: string | null
  genre: string | null
  accession: string
  access: string
  names: Names
  dayMin: number | null
  dayMax: number | null
  /** from, to, from, to … */
  mentions: readonly number[]
  titleSort: string
  codeSort: string
}

export interface Columns {
  /** Reads what has changed since the last call. */
  refresh(): void
  /** Another after every change. */
  state(): number
  /** One above the highest number. */
  size(): number
  at(number: number): Row | undefined
  /** Of these numbers, in the same order, those that exist and may be seen. */
  visible(numbers: readonly number[], scope: IndexScope): number[]
  /** One page of them in an order. */
  page: ReturnType<typeof createOrder>['page']
  facets(numbers: readonly number[], facets: readonly FacetName[], most?: number): SearchAnswer['facets']
}

const NONE = -1
const SEVERAL = -2

/** One facet: each number's value as a code, so that counting touches no string. */
function createFacet(of: (row: Row) => readonly string[]) {
  const values: string[] = []
  const codeOf = new Map<string, number>()
  let codes = new Int32Array(1024).fill(NONE)
  const several = new Map<number, readonly number[]>()
  const encode = (value: string) => {
    const known = codeOf.get(value)
    if (known !== undefined) return known
    codeOf.set(value, values.length)
    return values.push(value) - 1
  }
  return {
    set(number: number, row: Row | undefined) {
      if (number >= codes.length) {
        const larger = new Int32Array(Math.max(number + 1, codes.length * 2)).fill(NONE)
        larger.set(codes)
        codes = larger
      }
      const own = row ? [...new Set(of(row))].map(encode) : []
      codes[number] = own.length > 1 ? SEVERAL : (own[0] ?? NONE)
      if (own.length > 1) several.set(number, own)
      else several.delete(number)
    },
    count(numbers: readonly number[], most: number): { value: string; count: number }[] {
      const counts = new Uint32Array(values.length)
      for (let i = 0; i < numbers.length; i++) {
        const code = codes[numbers[i]!]!
        if (code >= 0) counts[code]!++
        else if (code === SEVERAL) for (const one of several.get(numbers[i]!)!) counts[one]!++
      }
      const found: { value: string; count: number }[] = []
      for (let code = 0; code < counts.length; code++)
        if (counts[code]! > 0) found.push({ value: values[code]!, count: counts[code]! })
      return found.sort((a, b) => b.count - a.count || compareText(a.value, b.value)).slice(0, most)
    },
  }
}

export function createColumns(connection: DatabaseSync): Columns {
  const changed = connection.prepare(
    `SELECT number, item, index_seq AS seq, removed, change, kind, category, genre, accession, access, names,
     day_min AS dayMin, day_max AS dayMax, mentions, title_sort AS titleSort, code_sort AS codeSort FROM doc WHERE change > ? ORDER BY change`,
  )
  const rows: (Row | undefined)[] = []
  const order = createOrder((number) => rows[number])
  const columns = Object.fromEntries(
    facetNames.map((name) => [name, createFacet((row) => valuesOf(row, name))]),
  ) as Record<FacetName, ReturnType<typeof createFacet>>
  const accesses: string[] = []
  const accessOf: number[] = []
  const accessCode = (access: string) =>
    accesses.includes(access) ? accesses.indexOf(access) : accesses.push(access) - 1
  let seen = 0
  return {
    refresh() {
      for (const raw of changed.iterate(seen)) {
        const row = raw as unknown as Row & {
          removed: number
          change: number
          names: unknown
          mentions: unknown
        }
        seen = row.change
        rows[row.number] = row.removed
          ? undefined
          : {
              ...row,
              names: JSON.parse(row.names as unknown as string),
              mentions: JSON.parse(row.mentions as unknown as string),
            }
        accessOf[row.number] = row.removed ? NONE : accessCode(row.access)
        order.set(row.number, row)
        for (const name of facetNames) columns[name].set(row.number, rows[row.number])
      }
    },
    state: () => seen,
    size: () => rows.length,
    at: (number) => rows[number],
    visible(numbers, { classes, alsoItems }) {
      const also = new Set(alsoItems)
      const may = accesses.map((access) => classes.includes(access))
      return numbers.filter((number) => {
        const access = accessOf[number] ?? NONE
        if (access === NONE) return false
        return may[access]! || (also.size > 0 && also.has(rows[number]!.item) && accesses[access] !== 'withdrawn')
      })
    },
    page: order.page,
    facets: (numbers, facets, most) =>
      Object.fromEntries(facets.map((name) => [name, columns[name].count(numbers, most ?? mostValues(name))])),
  }
}

/** Whether a row has one of the values, or a date that overlaps. */
export function predicate(match: Extract<Match, { is: 'value' | 'days' | 'mentions' }>): (row: Row) => boolean {
  if (match.is === 'value') {
    const wanted = new Set(match.values)
    return (row) => valuesOf(row, match.field).some((value) => wanted.has(value))
  }
  const { from, to } = match
  const overlaps = (min: number, max: number) => (to === null || min <= to) && (from === null || max >= from)
  if (match.is === 'mentions')
    return ({ mentions }) => mentions.some((day, i) => i % 2 === 0 && overlaps(day, mentions[i + 1]!))
  return ({ dayMin, dayMax }) => dayMin !== null && dayMax !== null && overlaps(dayMin, dayMax)
}

function valuesOf(row: Row, field: ValueField | FacetName): readonly string[] {
  if (isNameField(field)) return row.names[field] ?? []
  if (field === 'decade') return decadesOf(row)
  if (field === 'year') return yearsOf(row)
  const value = row[field]
  return value === null ? [] : [value]
}
