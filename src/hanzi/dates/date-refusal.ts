/** Why a writing is no date, for who typed it. */
import { inEra, yearUnit } from './date-eras.ts'
import { countAt } from './date-numbers.ts'
import { nameAt } from './date-tables.ts'
import { dateText } from './date-text.ts'
import { yearAt } from './date-years.ts'
import { type DateOptions, envOf, MAX_LENGTH, readDate } from './dates.ts'

/**
 * `too-long` · `liberation-date`: 解放 without its local day · `needs-year`: a day or month of no told year · `outside-era`: the era had no such year ·
 * `no-such-day`: the year has no such month or day · `not-a-date`.
 */
export const refusals = [
  'too-long',
  'liberation-date',
  'needs-year',
  'outside-era',
  'no-such-day',
  'not-a-date',
] as const
export type Refusal = (typeof refusals)[number]

/** Asked where `readDate` gave null. */
export function refusalOf(text: string, options: DateOptions = {}): Refusal {
  if (text.length > MAX_LENGTH) return 'too-long'
  if (options.liberationDate === null && readDate(text, { ...options, liberationDate: '1949-10-01' }))
    return 'liberation-date'
  const env = envOf(options, false)
  const { s } = dateText(text.trim())
  for (let at = 0; at < s.length; at++) {
    const name = nameAt(env.eras, s, at)
    const count = countAt(s, name?.end ?? (s.startsWith('民国', at) ? at + 2 : s.length), yearUnit)
    if (!count) continue
    const isWithin = name
      ? name.found.some((era) => inEra(era, count).length > 0)
      : count.first > 0 && count.last <= 120
    if (!isWithin) return 'outside-era'
    break
  }
  if (yearAt(s, 0, env) && /[月日号旬]/.test(s)) return 'no-such-day'
  // Any year will do to see whether a year is all that is missing; twelve have every leap month there is.
  if (!options.context) {
    for (let year = 1930; year < 1950; year++)
      if (readDate(text, { ...options, context: { year } })) return 'needs-year'
  }
  return /[0-9一二三四五六七八九十]月[0-9一二三四五六七八九十]|^[0-9]{8}$|^[0-9]+[./-][0-9]+/.test(s)
    ? 'no-such-day'
    : 'not-a-date'
}
