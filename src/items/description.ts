/** 著录 as pure rules: what a merge patch makes of a description, what changed, and how it was before. */
import { Fault } from '../faults.ts'
import { type DateOptions, edtfBounds, readDate } from '../hanzi/dates/dates.ts'
import { dayNumber } from '../hanzi/dates/days.ts'
import { type Depicted, personsWith } from './depicted.ts'
import type { ItemPatch } from './input.ts'
import {
  type Change,
  changesBetween,
  descriptionFields,
  type Item,
  type ItemDate,
  mergePatch,
  type Revision,
} from './item.ts'
import type { Described } from './store.ts'

/** What people see and change, flat, as PATCH takes it. */
export const flat = (item: Described): Record<string, unknown> => ({
  title: item.title,
  referenceCode: item.referenceCode,
  kind: item.kind,
  access: item.access,
  date: item.date,
  creators: item.creators,
  persons: item.persons,
  places: item.places,
  genre: item.genre,
  category: item.category,
  caption: item.caption,
  ...item.description,
})

/** Of the elements that are required, those that say nothing yet. */
export function lacking(item: Described, required: readonly string[]): string[] {
  const values = flat(item)
  const isEmpty = (value: unknown) =>
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  return required.filter((field) => isEmpty(values[field]))
}

/** A day or an EDTF bound as an ISO day; null stays open. Fault date.unreadable. */
function bound(day: string | null | undefined, which: 'start' | 'end'): string | null {
  if (day === undefined || day === null) return null
  const bounds = edtfBounds(day)
  if (!bounds) throw new Fault('date.unreadable', { text: day })
  return bounds[which]
}

/**
 * A date as given: resolved from its writing by the archive's tables, from EDTF, or by explicit bounds. What cannot be read keeps its writing.
 * A patch that says only the calendar leaves the rest of `before` as it is.
 */
export function resolveDate(
  given: NonNullable<ItemPatch['date']>,
  before: ItemDate | null = null,
  dates: DateOptions = {},
): ItemDate {
  const { text, edtf, calendar, start, end } = typeof given === 'string' ? { text: given } : given
  const isExplicit = start !== undefined || end !== undefined
  if (text === undefined && edtf === undefined && !isExplicit) {
    if (!before) throw new Fault('date.unreadable', { text: '' })
    return { ...before, calendar: calendar ?? before.calendar }
  }
  const written = text ?? edtf ?? [start, end].filter(Boolean).join('/')
  const bounds = edtf === undefined ? null : edtfBounds(edtf)
  if (edtf !== undefined && !bounds) throw new Fault('date.unreadable', { text: edtf })
  const read = edtf !== undefined && bounds ? { edtf, calendar: 'gregorian', ...bounds } : readDate(written, dates)
  const implied = edtf !== undefined || !isExplicit ? read : null
  const date = {
    text: written,
    edtf: read?.edtf ?? null,
    calendar: calendar ?? read?.calendar ?? null,
    start: start === undefined ? (implied?.start ?? null) : bound(start, 'start'),
    end: end === undefined ? (implied?.end ?? null) : bound(end, 'end'),
  }
  const isReversed = date.start !== null && date.end !== null && dayNumber(date.start) > dayNumber(date.end)
  if (isReversed && (isExplicit || edtf !== undefined))
    throw new Fault('date.unreadable', { text: `${date.start}/${date.end}` })
  return date
}

/** The date as the present tables read it, where one of the former ones had read it so; null where nothing changes, or people had said otherwise. */
export function redated(date: ItemDate, former: readonly DateOptions[], present: DateOptions): ItemDate | null {
  const isSame = (a: ItemDate, b: ItemDate) => a.edtf === b.edtf && a.start === b.start && a.end === b.end
  const read = resolveDate(date.text, null, present)
  if (isSame(read, date)) return null
  const before = former.map((dates) => resolveDate(date.text, null, dates)).find((one) => isSame(one, date))
  if (!before) return null
  return { ...read, calendar: date.calendar === before.calendar ? read.calendar : date.calendar }
}

const isNobody = (field: string, value: unknown) => field === 'depicted' && (value as unknown[]).length === 0

/** The description after a merge patch; null and absent fields become their empty form. */
export function described(item: Described, patch: ItemPatch, dates?: DateOptions): Described {
  const { date, ...rest } = patch
  const merged = mergePatch(flat(item), rest) as Record<string, unknown>
  const description = Object.fromEntries(
    descriptionFields
      .filter((field) => merged[field] !== undefined && merged[field] !== '' && !isNobody(field, merged[field]))
      .map((field) => [field, merged[field]]),
  )
  const text = (field: string) =>
    typeof merged[field] === 'string' && merged[field] !== '' ? (merged[field] as string) : null
  const list = (field: string) => (merged[field] as string[] | undefined) ?? []
  return {
    title: text('title') ?? item.title,
    referenceCode: text('referenceCode'),
    kind: merged.kind as Item['kind'],
    access: merged.access as Item['access'],
    date: date === undefined ? item.date : date === null ? null : resolveDate(date, item.date, dates),
    creators: list('creators'),
    persons:
      patch.depicted === undefined
        ? list('persons')
        : personsWith(list('persons'), item.description.depicted ?? [], (merged.depicted as Depicted[]) ?? []),
    places: list('places'),
    genre: text('genre'),
    category: text('category'),
    caption: text('caption'),
    description,
  }
}

/** What a change of the description amounts to, cleared fields included. */
export const differences = (before: Described, after: Described): Change[] =>
  changesBetween(flat(before), {
    ...Object.fromEntries(Object.keys(flat(before)).map((key) => [key, null])),
    ...flat(after),
  })

/** The description as it was at a revision: later changes are undone one by one, newest first, for each kept what was before it. */
export function describedAt(item: Item, revision: number, past: readonly Revision[]): Described {
  const fields: Record<string, unknown> = { ...flat(item) }
  for (const { changes } of past.filter((later) => later.revision > revision)) {
    for (const { field, before } of changes)
      if (field in fields || descriptionFields.includes(field as never)) fields[field] = before
  }
  const { date, ...rest } = fields
  return { ...described({ ...item, description: {} }, rest as ItemPatch), date: (date as ItemDate | null) ?? null }
}
