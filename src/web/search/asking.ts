/** What is asked, as it stands in the address: so every search can be kept, sent and opened again. Pure. */
import type { Calls } from '../api-types.ts'

export const views = ['list', 'kwic', 'wall', 'time'] as const
export type View = (typeof views)[number]
export const sorts = ['relevance', 'date', 'title', 'referenceCode', 'number'] as const
export type Sort = (typeof sorts)[number]
export const lineSorts = ['item', 'date', 'left', 'right'] as const
export type LineSort = (typeof lineSorts)[number]
export const keepNames = ['script', 'variants', 'width', 'punctuation'] as const
export type Keep = (typeof keepNames)[number]
/** Facets that are chosen from. */
export const chosen = [
  'kind',
  'category',
  'genre',
  'person',
  'corporateBody',
  'place',
  'event',
  'term',
  'accession',
] as const
export type Chosen = (typeof chosen)[number]

export interface Asking extends Record<Chosen, string[]> {
  q: string
  from: string
  to: string
  keep: Keep[]
  view: View
  sort: Sort
  lineSort: LineSort
  page: number
  /** A mark of the service: the hits after it, where pages end. */
  after: string
}

const oneOf = <T extends string>(all: readonly T[], value: string | null, otherwise: T): T =>
  all.find((one) => one === value) ?? otherwise

export function readAsking(params: URLSearchParams): Asking {
  const kept = (params.get('keep') ?? '').split(',')
  const page = Number(params.get('page') ?? 1)
  return {
    q: params.get('q') ?? '',
    from: params.get('from') ?? '',
    to: params.get('to') ?? '',
    keep: keepNames.filter((name) => kept.includes(name)),
    view: oneOf(views, params.get('view'), 'list'),
    sort: oneOf(sorts, params.get('sort'), 'relevance'),
    lineSort: oneOf(lineSorts, params.get('lines'), 'item'),
    page: Number.isInteger(page) && page > 0 ? page : 1,
    after: params.get('after') ?? '',
    ...(Object.fromEntries(chosen.map((name) => [name, params.getAll(name)])) as Record<Chosen, string[]>),
  }
}

/** Only what differs from a plain question is written. */
export function writeAsking(asking: Asking): URLSearchParams {
  const params = new URLSearchParams()
  const put = (name: string, value: string, plain = '') => value !== plain && params.append(name, value)
  put('q', asking.q)
  for (const name of chosen) for (const value of asking[name]) put(name, value)
  put('from', asking.from)
  put('to', asking.to)
  put('keep', asking.keep.join(','))
  put('view', asking.view, 'list')
  put('sort', asking.sort, 'relevance')
  put('lines', asking.lineSort, 'item')
  put('page', String(asking.page), '1')
  put('after', asking.after)
  return params
}

/** Hits to a page of the list. */
export const SIZE = 20
/** As deep as hits are listed by pages; beyond, from place to place. */
export const DEEPEST = 10_000
export const lastPage = (total: number): number => Math.ceil(Math.min(total, DEEPEST) / SIZE)

/** As a year is written in its field, or a month or a day of it; empty: any. */
export const isYear = (text: string): boolean => /^(?:-?\d{4}(?:-\d\d){0,2})?$/.test(text.trim())

export const isFiltered = (asking: Asking): boolean =>
  asking.from !== '' || asking.to !== '' || chosen.some((name) => asking[name].length > 0)
export const isEmpty = (asking: Asking): boolean => asking.q.trim() === '' && !isFiltered(asking)

/** The filters as the API takes them. */
export const filtersOf = (asking: Asking): NonNullable<Calls['get /search/export']['query']> => ({
  q: asking.q,
  ...Object.fromEntries(chosen.filter((name) => asking[name].length).map((name) => [name, asking[name]])),
  ...(asking.from ? { from: asking.from } : {}),
  ...(asking.to ? { to: asking.to } : {}),
  ...(asking.keep.length ? { keep: asking.keep.join(',') } : {}),
})
