/** The columns of the sheet, and an item's values as cells: what stands in one, what it is checked for, what is sent. Pure. */
import type { Item, ItemPatch } from '../api-types.ts'
import { type Depicted, peopleCell, peopleOf } from './depicted.ts'
import { namesOf, namesText } from './names.ts'

/** `people`: who is seen in a picture, by row and order, as JSON. */
export type Kind = 'line' | 'text' | 'names' | 'date' | 'choice' | 'people'
export interface Column {
  field: string
  kind: Kind
  /** Pixels. */
  width: number
  /** UTF-16 units the service takes; of one name for names. */
  most: number
  isShown?: boolean
  /** What may be chosen. */
  choices?: readonly string[]
}

const column = (field: string, kind: Kind, width: number, most: number, isShown = false): Column => ({
  field,
  kind,
  width,
  most,
  isShown,
})
const choice = (field: string, width: number, choices: readonly string[], isShown = false): Column => ({
  ...column(field, 'choice', width, 40, isShown),
  choices,
})

export const columns: readonly Column[] = [
  column('referenceCode', 'line', 200, 100, true),
  column('title', 'line', 264, 1000, true),
  column('creators', 'names', 116, 200, true),
  column('date', 'date', 164, 200, true),
  column('genre', 'line', 84, 100, true),
  column('category', 'line', 84, 100, true),
  column('persons', 'names', 150, 200, true),
  column('places', 'names', 130, 200, true),
  column('sanqinType', 'line', 72, 40, true),
  column('subjects', 'names', 140, 200, true),
  column('retention', 'line', 72, 40, true),
  choice('access', 72, ['open', 'internal', 'controlled'], true),
  column('secrecyLevel', 'line', 72, 40, true),
  choice('kind', 84, ['text', 'photograph', 'scan', 'audio', 'video', 'object']),
  column('openStatus', 'line', 96, 40),
  column('narrationBy', 'line', 120, 200),
  column('manuscriptStage', 'line', 90, 100),
  column('event', 'line', 220, 2000),
  column('background', 'text', 220, 10_000),
  column('caption', 'text', 260, 10_000),
  column('photographer', 'line', 100, 200),
  column('provider', 'line', 110, 200),
  column('rightsHolder', 'line', 110, 200),
  column('scopeAndContent', 'text', 260, 20_000),
  column('extentMedium', 'line', 130, 500),
  column('language', 'line', 80, 100),
  column('originalOrCopy', 'line', 90, 40),
  column('recordNumber', 'line', 120, 200),
  column('classCode', 'line', 90, 100),
  column('location', 'line', 140, 500),
  column('relatedItems', 'names', 140, 200),
  column('note', 'text', 220, 10_000),
]
/** Written beside the picture only, in the single form. */
const people = column('depicted', 'people', 220, 200)
export const columnOf = new Map([...columns, people].map((one) => [one.field, one]))
/** 必著 until an office has said otherwise: counted as missing where empty, never invented (DA/T 18 as domain.md reads it). */
export const standardRequired: readonly string[] = ['title', 'creators', 'date', 'genre', 'access']

/** How a date was read: by somebody's choice, or as the service has it stored. */
export interface Read {
  edtf: string | null
  calendar: string | null
  start: string | null
  end: string | null
}
/** `read` only of dates: absent, the service is to read the writing. */
export interface Cell {
  text: string
  read?: Read
}
export const emptyCell: Cell = { text: '' }
export const isSame = (a: Cell, b: Cell): boolean =>
  a.text === b.text && (a.text === '' || JSON.stringify(a.read ?? null) === JSON.stringify(b.read ?? null))

/** What an item has stored. */
export function storedCell(item: Item, { field, kind }: Pick<Column, 'field' | 'kind'>): Cell {
  if (kind === 'date') {
    if (!item.date) return emptyCell
    const { text, edtf, calendar, start, end } = item.date
    return { text, read: { edtf, calendar, start, end } }
  }
  const value = (item as unknown as Record<string, unknown>)[field]
  if (kind === 'names') return { text: namesText((value as string[] | null | undefined) ?? []) }
  if (kind === 'people') return { text: peopleCell((value as Depicted[] | undefined) ?? []) }
  return { text: typeof value === 'string' ? value : '' }
}

/** The words of a column's choices, by the words of the screen. */
export const labelsOf = (
  { field }: Pick<Column, 'field'>,
  words: { access: Readonly<Record<string, string>>; kinds: Readonly<Record<string, string>> },
): Readonly<Record<string, string>> => (field === 'kind' ? words.kinds : words.access)

/** Typed or pasted text as a cell: a choice by any of the words people see for it; names in the one form in which they are kept. */
export function typedCell(
  { kind }: Pick<Column, 'kind'>,
  typed: string,
  labels: Readonly<Record<string, string>>,
): Cell {
  const text =
    kind === 'text'
      ? typed.replace(/\r\n?/g, '\n').trim()
      : typed.replace(/\s*[\r\n]+\s*/g, kind === 'names' ? '；' : ' ').trim()
  if (kind === 'names') return { text: namesText(namesOf(text)) }
  if (kind === 'choice') return { text: Object.entries(labels).find(([, label]) => label === text)?.[0] ?? text }
  return { text }
}

export type Complaint = 'required' | 'too-long' | 'not-a-choice' | 'not-retention' | 'taken'

/** As the service makes codes of them (DA/T 13): Y, D30, D10. */
const retention = /^(?:永久|Y|(?:定期)?(?:30|三十|10|十)年|D30|D10)$/i

/** Why a cell cannot be sent; null where it can. */
export function complaintOf({ field, kind, most, choices }: Column, { text }: Cell): Complaint | null {
  if (field === 'title' && text === '') return 'required'
  if (field === 'retention' && text !== '' && !retention.test(text)) return 'not-retention'
  if (kind === 'people') return peopleOf(text).length > 500 ? 'too-long' : null
  if (kind === 'choice') return choices?.includes(text) ? null : 'not-a-choice'
  const parts = kind === 'names' ? namesOf(text) : [text]
  return parts.some((part) => part.length > most) || parts.length > 500 ? 'too-long' : null
}

/** One cell as the part of a merge patch. */
export function patchOf({ field, kind }: Column, { text, read }: Cell): ItemPatch {
  if (kind === 'names') return { [field]: namesOf(text) }
  if (kind === 'people') return { [field]: peopleOf(text) }
  if (text === '') return { [field]: null }
  if (kind !== 'date' || !read || (read.edtf === null && read.start === null && read.end === null))
    return { [field]: text }
  const { edtf, calendar, start, end } = read
  return {
    [field]: { text, ...(edtf === null ? {} : { edtf }), ...(calendar === null ? {} : { calendar }), start, end },
  }
}
