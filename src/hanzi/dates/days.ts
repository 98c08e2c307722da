/** Days as integers: the proleptic Gregorian calendar with astronomical years (year 0 is 1 BC), as EDTF has it. */

/** Inclusive ISO days. */
export interface Days {
  start: string
  end: string
}

/** Days since 1970-01-01 of `[-]YYYY-MM-DD`. After H. Hinnant, “chrono-compatible low-level date algorithms”. */
export function dayNumber(iso: string): number {
  const [, sign, y, m, d] = /^(-?)(\d{4,6})-(\d\d)-(\d\d)$/.exec(iso) ?? []
  if (!y) throw new RangeError(`not a day: ${iso}`)
  const month = Number(m)
  const year = (sign ? -1 : 1) * Number(y) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(d) - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

export const isoYear = (year: number): string => `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`
export const isoDay = (year: number, month: number, day: number): string =>
  `${isoYear(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
export const monthLength = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
export const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month)

export function isoOfDay(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return isoDay(
    yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  )
}

/** 1970-01-01 by Julian day number. */
const EPOCH = 2_440_588
export const isoOfJulian = (julian: number): string => isoOfDay(julian - EPOCH)

/** 1582-10-15, the first day of the Gregorian calendar. Dates in print before it are Julian (docs/decisions/0004). */
const FIRST_GREGORIAN = '1582-10-15'
const isBefore = (year: number, month: number, day: number): boolean =>
  year < 1582 || (year === 1582 && (month < 10 || (month === 10 && day < 15)))

/** Of a day of the Julian calendar, days since 1970-01-01; after E. G. Richards. */
function dayOfJulian(year: number, month: number, day: number): number {
  const late = month <= 2 ? 1 : 0
  const years = year + 4800 - late
  return (
    day + Math.floor((153 * (month + 12 * late - 3) + 2) / 5) + 365 * years + Math.floor(years / 4) - 32_083 - EPOCH
  )
}

/** A day as it is printed, 公元1368年1月23日: Julian before 1582-10-15. Null where that calendar has no such day. */
export function printedDay(year: number, month: number, day: number): string | null {
  if (!isBefore(year, month, day)) return isDay(year, month, day) ? isoDay(year, month, day) : null
  const isReal = isDay(year, month, day) || (month === 2 && day === 29 && year % 4 === 0)
  return isReal ? isoOfDay(dayOfJulian(year, month, day)) : null
}

/** How works in print write an ISO day before 1582-10-15, by the Julian calendar; null from then on. */
export function julianDay(iso: string): string | null {
  const days = dayNumber(iso)
  if (days >= dayNumber(FIRST_GREGORIAN)) return null
  const c = days + EPOCH + 32_082
  const d = Math.floor((4 * c + 3) / 1461)
  const e = c - Math.floor((1461 * d) / 4)
  const m = Math.floor((5 * e + 2) / 153)
  const [month, year] = m < 10 ? [m + 3, d - 4800] : [m - 9, d - 4799]
  return isoDay(year, month, e - Math.floor((153 * m + 2) / 5) + 1)
}
