/** An item's row, and what a description writes into it. */
import type { Selectable } from 'kysely'
import type { Problem } from '../../faults.ts'
import { dayNumber } from '../../hanzi/dates/dates.ts'
import { codeSort, titleSort } from '../../hanzi/pinyin/sort-key.ts'
import type { Item, ItemAccess, ItemKind, ReviewState, Stage, StageState } from '../../items/item.ts'
import type { Described } from '../../items/store.ts'
import type { ItemRow } from './rows/items.ts'

const parsed = <T>(json: string | null): T | null => (json === null ? null : (JSON.parse(json) as T))
const stage = (state: string, problem: string | null): Stage => ({
  state: state as StageState,
  problem: parsed<Problem>(problem),
})

type DateColumns = Pick<Selectable<ItemRow>, 'date_text' | 'date_edtf' | 'date_calendar' | 'date_start' | 'date_end'>
export const dateOf = (row: DateColumns): Item['date'] =>
  row.date_text === null
    ? null
    : {
        text: row.date_text,
        edtf: row.date_edtf,
        calendar: row.date_calendar,
        start: row.date_start,
        end: row.date_end,
      }

export function toItem(row: Selectable<ItemRow>): Item {
  return {
    id: row.id,
    number: row.number,
    accessionId: row.accession_id,
    containerId: row.container_id,
    kind: row.kind as ItemKind,
    access: row.access as ItemAccess,
    title: row.title,
    referenceCode: row.reference_code,
    date: dateOf(row),
    creators: JSON.parse(row.creators),
    persons: JSON.parse(row.persons),
    places: JSON.parse(row.places),
    genre: row.genre,
    category: row.category,
    caption: row.caption,
    description: JSON.parse(row.description),
    review: row.review as ReviewState,
    textRevision: row.text_revision,
    charCount: row.char_count,
    textPages: row.text_pages,
    imageOnlyPages: row.image_only_pages,
    read: stage(row.read_state, row.read_problem),
    render: stage(row.render_state, row.render_problem),
    warnings: JSON.parse(row.warnings),
    revision: row.revision,
    indexSeq: row.index_seq,
    indexedSeq: row.indexed_seq,
    withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at, reason: row.withdrawal_reason ?? '' },
    deleted: row.deleted_at === null ? null : { at: row.deleted_at, reason: row.deletion_reason ?? '' },
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export const columnsOf = (next: Described) => ({
  kind: next.kind,
  access: next.access,
  title: next.title,
  reference_code: next.referenceCode,
  date_text: next.date?.text ?? null,
  date_edtf: next.date?.edtf ?? null,
  date_calendar: next.date?.calendar ?? null,
  date_start: next.date?.start ?? null,
  date_end: next.date?.end ?? null,
  ...days(next.date),
  creators: JSON.stringify(next.creators),
  persons: JSON.stringify(next.persons),
  places: JSON.stringify(next.places),
  genre: next.genre,
  category: next.category,
  caption: next.caption,
  description: JSON.stringify(next.description),
  title_sort: titleSort(next.title),
  code_sort: next.referenceCode === null ? '' : codeSort(next.referenceCode),
})

/** Far enough for “until 1949-09-30” and “since 1978”, near enough for an integer column: ± 10,000 years. */
const OPEN = 3_652_425
function days(date: Item['date']): { day_min: number | null; day_max: number | null } {
  if (!date || (date.start === null && date.end === null)) return { day_min: null, day_max: null }
  return {
    day_min: date.start === null ? -OPEN : dayNumber(date.start),
    day_max: date.end === null ? OPEN : dayNumber(date.end),
  }
}
