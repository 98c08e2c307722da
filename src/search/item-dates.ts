/** 文中日期: the dates that an item's present text names, read by the archive's tables, and where they stand. */
import { Fault } from '../faults.ts'
import { dayNumber } from '../hanzi/dates/dates.ts'
import { type DateInText, datesIn } from '../hanzi/dates/dates-in.ts'
import { accessOf } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demandReader, mayRead } from '../policy.ts'
import type { Dates } from '../settings/tables.ts'
import type { TextStore } from '../texts/store.ts'
import { pageAt } from '../texts/text.ts'
import { MAX_INDEXED_UNITS } from './projection.ts'

export interface DateNamed {
  edtf: string
  calendar: DateInText['calendar']
  /** Inclusive ISO days. */
  from: string
  to: string
  count: number
  /** How it is written, most frequent first. */
  texts: string[]
  /** UTF-16 offsets in the text; the first of them. */
  places: { start: number; end: number; page: number | null }[]
}
export interface ItemDates {
  textRevision: number | null
  /** Earliest first. */
  dates: DateNamed[]
  /** There are more than are told. */
  isCut: boolean
}

const MOST_DATES = 500
const MOST_PLACES = 50

export function createItemDates(deps: { items: Pick<ItemStore, 'get'>; texts: TextStore; dates: Dates }) {
  return {
    /** Fault item.not-found. A text too long to be searched is not looked through. */
    async datesOf(actor: Actor, itemId: string): Promise<ItemDates> {
      demandReader(actor)
      const item = await deps.items.get(itemId)
      if (!item || item.deleted || !mayRead(actor, { id: itemId, access: accessOf(item) }))
        throw new Fault('item.not-found', { id: itemId })
      const [present] = await deps.texts.present([itemId])
      if (!present) return { textRevision: null, dates: [], isCut: false }
      const pages = await deps.texts.presentPages([itemId])
      const isTooLong = present.text.length > MAX_INDEXED_UNITS
      const mentions = isTooLong ? [] : datesIn(present.text, await deps.dates())
      const dates = [...Map.groupBy(mentions, ({ from, to }) => `${from}/${to}`).values()].map((some): DateNamed => {
        const [{ edtf, calendar, from, to }] = some as [DateInText]
        const writings = [...Map.groupBy(some, ({ text }) => text.replace(/\s+/g, ''))]
        return {
          edtf,
          calendar,
          from,
          to,
          count: some.length,
          texts: writings.sort((a, b) => b[1].length - a[1].length).map(([text]) => text),
          places: some
            .slice(0, MOST_PLACES)
            .map(({ start, end }) => ({ start, end, page: pageAt(pages, start)?.number ?? null })),
        }
      })
      dates.sort((a, b) => dayNumber(a.from) - dayNumber(b.from) || dayNumber(a.to) - dayNumber(b.to))
      return { textRevision: present.revision, dates: dates.slice(0, MOST_DATES), isCut: dates.length > MOST_DATES }
    },
  }
}
