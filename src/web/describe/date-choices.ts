/** What a date as written may mean besides what the service reads, to be asked or offered; and how days are told. Pure. */
import type { Read } from './cells.ts'

/** Where a month or a season is not said to be lunar or not: the same writing as lunar. Null where nothing is open. */
export function asLunar(text: string): string | null {
  if (/[农阴旧夏農陰舊]历|[农阴旧夏農陰舊]曆/.test(text)) return null
  const at = /年(?=(?:闰|閏)?(?:[正元一二三四五六七八九十冬腊臘]+|\d{1,2})月|[春夏秋冬])/.exec(text)
  return at ? `${text.slice(0, at.index + 1)}农历${text.slice(at.index + 1)}` : null
}

/** A reading that names more than a year, told by its year alone. */
export function yearAlone(read: Read): Read | null {
  const year = /^(-?\d{4})-/.exec(read.edtf ?? '')?.[1]
  if (year === undefined || read.edtf?.includes('/')) return null
  return { edtf: year, calendar: read.calendar, start: `${year}-01-01`, end: `${year}-12-31` }
}

/** Astronomical years: 0 is 1 BC. */
const parts = (day: string): [number, number, number] => {
  const [, year = '', month = '', date = ''] = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(day) ?? []
  return [Number(year), Number(month), Number(date)]
}
const lastOf = (year: number, month: number) =>
  new Date(Date.UTC(2000 + (((year % 400) + 400) % 400), month, 0)).getUTCDate()

export interface Spoken {
  /** `day` · `month` · `year`: how fine both ends are. */
  fine: 'day' | 'month' | 'year'
  start: [number, number, number] | null
  end: [number, number, number] | null
}
/** The days of a reading, as finely as they go: whole years and whole months are told as such. */
export function spoken({ start, end }: Pick<Read, 'start' | 'end'>): Spoken | null {
  if (start === null && end === null) return null
  const [from, to] = [start === null ? null : parts(start), end === null ? null : parts(end)]
  const isMonths = (!from || from[2] === 1) && (!to || to[2] === lastOf(to[0], to[1]))
  const isYears = isMonths && (!from || from[1] === 1) && (!to || to[1] === 12)
  return { fine: isYears ? 'year' : isMonths ? 'month' : 'day', start: from, end: to }
}

/** The resolved date as it stands beneath its writing: seasons by their months, everything else as EDTF. */
export function briefly({ edtf, start, end }: Read): string {
  const isSeason = /-(?:2[1-9]|3\d)\b/.test(edtf ?? '')
  if (edtf !== null && !isSeason) return edtf.replace('/', '／')
  const told = spoken({ start, end })
  if (!told) return ''
  const length = { day: 10, month: 7, year: 4 }[told.fine]
  const cut = (day: string | null) => (day === null ? '..' : day.slice(0, day.startsWith('-') ? length + 1 : length))
  return cut(start) === cut(end) ? cut(start) : `${cut(start)}／${cut(end)}`
}
