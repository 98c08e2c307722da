/** The index's columns in memory, by document number: filters, scope, facets and sorting never join in SQL (performance.md §4). */
import type { DatabaseSync } from 'node:sqlite'
import {
  decadesOf,
  type FacetName,
  type IndexScope,
  type Match,
  type SearchAnswer,
  type SortOrder,
  type ValueField,
} from '../../ports/search-index.ts'

export interface Row {
  number: number
  item: string
  seq: number
  kind: string
  category: string | null
  genre: string | null
  accession: string
  access: string
  persons: string[]
  places: string[]
  dayMin: number | null
  dayMax: number | null
  titleSort: string
  codeSort: string
}

export interface Columns {
  /** Reads what has changed since the last call. */
  refresh(): void
  /** One above the highest number. */
  size(): number
  at(number: number): Row | undefined
}

export function createColumns(connection: DatabaseSync): Columns {
  const changed = connection.prepare(
    `SELECT number, item, index_seq AS seq, removed, change, kind, category, genre, accession, access, persons, places,
     day_min AS dayMin, day_max AS dayMax, title_sort AS titleSort, code_sort AS codeSort FROM doc WHERE change > ? ORDER BY change`,
  )
  const rows: (Row | undefined)[] = []
  let seen = 0
  return {
    refresh() {
      for (const raw of changed.iterate(seen)) {
        const row = raw as unknown as Row & { removed: number; change: number; persons: unknown; places: unknown }
        seen = row.change
        rows[row.number] = row.removed
          ? undefined
          : {
              ...row,
              persons: JSON.parse(row.persons as unknown as string),
              places: JSON.parse(row.places as unknown as string),
            }
      }
    },
    size: () => rows.length,
    at: (number) => rows[number],
  }
}

/** Whether a row has one of the values, or a date that overlaps. */
export function predicate(match: Extract<Match, { is: 'value' | 'days' }>): (row: Row) => boolean {
  if (match.is === 'value') {
    const wanted = new Set(match.values)
    return (row) => valuesOf(row, match.field).some((value) => wanted.has(value))
  }
  const { from, to } = match
  return ({ dayMin, dayMax }) =>
    dayMin !== null && dayMax !== null && (to === null || dayMin <= to) && (from === null || dayMax >= from)
}

function valuesOf(row: Row, field: ValueField | FacetName): readonly string[] {
  if (field === 'person') return row.persons
  if (field === 'place') return row.places
  if (field === 'decade') return decadesOf(row)
  const value = row[field]
  return value === null ? [] : [value]
}

export function isVisible(row: Row, scope: IndexScope, also: ReadonlySet<string>): boolean {
  return scope.classes.includes(row.access) || (row.access !== 'withdrawn' && also.has(row.item))
}

const MAX_VALUES = 100

/** By code points, as Elasticsearch orders; by UTF-16 units 𠮷 would come before ！. */
function compareText(a: string, b: string): number {
  const rank = (unit: number) => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit)
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = rank(a.charCodeAt(i)) - rank(b.charCodeAt(i))
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

export function countFacets(rows: readonly Row[], facets: readonly FacetName[]): SearchAnswer['facets'] {
  const counted: SearchAnswer['facets'] = {}
  for (const facet of facets) {
    const counts = new Map<string, number>()
    for (const row of rows)
      for (const value of new Set(valuesOf(row, facet))) counts.set(value, (counts.get(value) ?? 0) + 1)
    counted[facet] = [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || compareText(a.value, b.value))
      .slice(0, MAX_VALUES)
  }
  return counted
}

/** What is missing comes last; ties by number. */
export function compareRows(sort: SortOrder, scores: ReadonlyMap<number, number>): (a: Row, b: Row) => number {
  const text = (a: string, b: string) => (a === b ? 0 : a === '' ? 1 : b === '' ? -1 : compareText(a, b))
  const by: Record<SortOrder, (a: Row, b: Row) => number> = {
    relevance: (a, b) => (scores.get(b.number) ?? 0) - (scores.get(a.number) ?? 0),
    title: (a, b) => text(a.titleSort, b.titleSort),
    number: () => 0,
    referenceCode: (a, b) => text(a.codeSort, b.codeSort),
    date: (a, b) => (a.dayMin === b.dayMin ? 0 : a.dayMin === null ? 1 : b.dayMin === null ? -1 : a.dayMin - b.dayMin),
  }
  return (a, b) => by[sort](a, b) || a.number - b.number
}
