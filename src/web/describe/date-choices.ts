/** What a date as written may mean besides what the service reads, to be asked or offered. Pure. */
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
