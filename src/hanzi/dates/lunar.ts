/** The lunar calendar as days of the proleptic Gregorian calendar, from tyme4ts (docs/decisions/0004: 洪武元年正月初四 is 1368-01-31, in print 1368年1月23日). */
import { LunarYear, SolarTerm } from 'tyme4ts'
import { type Days, isoOfJulian } from './days.ts'
import { ganzhiOfDay } from './ganzhi.ts'

/** Stands for the last day of a month, whatever its length. */
export const LAST_DAY = 99

interface Month {
  /** 1–12, negative = leap. */
  month: number
  julian: number
  length: number
}

/** What was computed before: a text names the same few years again and again. */
const known = new Map<number, readonly Month[]>()

function monthsOf(year: number): readonly Month[] {
  const found = known.get(year)
  if (found) return found
  let months: Month[] = []
  if (year >= 1 && year <= 2200) {
    months = LunarYear.fromYear(year)
      .getMonths()
      .map((month) => ({
        month: month.getMonthWithLeap(),
        julian: Math.round(month.getFirstJulianDay().getDay()),
        length: month.getDayCount(),
      }))
  }
  if (known.size >= 500) known.clear()
  known.set(year, months)
  return months
}

const span = (from: number, to: number): Days => ({ start: isoOfJulian(from), end: isoOfJulian(to) })

/** Days `from` to `to` of a lunar month (negative = leap); null where that year has no such month or the month no such day. */
export function lunarDays(year: number, month: number, from = 1, to = LAST_DAY): Days | null {
  const found = monthsOf(year).find((one) => one.month === month)
  if (!found) return null
  const [first, last] = [from, to].map((day) => (day === LAST_DAY ? found.length : day)) as [number, number]
  if (first < 1 || last > found.length || first > last) return null
  return span(found.julian + first - 1, found.julian + last - 1)
}

/** The day of a lunar month that bears a pair of 干支 (光绪三十四年十月癸酉). */
export function lunarGanzhiDay(year: number, month: number, pair: number): Days | null {
  const found = monthsOf(year).find((one) => one.month === month)
  if (!found) return null
  const ahead = (pair - ganzhiOfDay(found.julian) + 60) % 60
  return ahead < found.length ? span(found.julian + ahead, found.julian + ahead) : null
}

/** Whole lunar months, a leap month with the one it follows. */
export function lunarMonths(year: number, from: number, to: number): Days | null {
  const months = monthsOf(year).filter(({ month }) => Math.abs(month) >= from && Math.abs(month) <= to)
  const [first, last] = [months[0], months.at(-1)]
  return first && last ? span(first.julian, last.julian + last.length - 1) : null
}
export const lunarYear = (year: number): Days | null => lunarMonths(year, 1, 12)

/** 太平天国's 天历 from its second year (1852-02-03): 366 days, odd months 31, even months 30. 癸好三年二月十四 is the 1853-03-19 when Nanjing fell. */
export function taipingDays(year: number, month = 1, from = 1, to = LAST_DAY, lastMonth = month): Days | null {
  if (year < 1852 || month < 1 || lastMonth > 12) return null
  const length = 30 + (lastMonth % 2)
  const last = to === LAST_DAY ? length : to
  const first = from === LAST_DAY ? 30 + (month % 2) : from
  if (first < 1 || last > length || (month === lastMonth && first > last)) return null
  const before = (months: number) => months * 30 + Math.ceil(months / 2)
  const newYear = 2_397_522 + (year - 1852) * 366
  return span(newYear + before(month - 1) + first - 1, newYear + before(lastMonth - 1) + last - 1)
}

/** The solar day of one of the terms people date by (清明, 冬至 …); from 1645, when they were reckoned as they are now. */
export function termDay(year: number, name: string): Days | null {
  if (year < 1645 || year > 2200) return null
  // tyme4ts begins a year of terms with the 冬至 of the December before.
  const julian = Math.floor(
    SolarTerm.fromName(name === '冬至' ? year + 1 : year, name)
      .getJulianDay()
      .getDay() + 0.5,
  )
  return span(julian, julian)
}
