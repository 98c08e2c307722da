/**
 * Dates of the described world, from their writing to EDTF (chinese-text.md §9): western, 民国, 年号 with lunar months, 干支, Chinese and Arabic figures,
 * ranges, seasons, decades, named periods. What is impossible or undecidable is null: never a guess.
 */
import type { DateContext, Env } from './date-eras.ts'
import { dateAt, type Mention } from './date-mention.ts'
import { sticky } from './date-numbers.ts'
import { namesOfEras, namesOfPeriods } from './date-tables.ts'
import { dateText } from './date-text.ts'
import { about, after, before, type Calendar, type Remark, uncertain, type Value } from './date-values.ts'
import { edtfBounds } from './edtf.ts'
import type { Era } from './eras.ts'
import type { Period } from './periods.ts'

export type { DateContext } from './date-eras.ts'
export { dateName } from './date-text.ts'
export { dayNumber, isoOfDay } from './days.ts'
export { edtfBounds } from './edtf.ts'

export interface ReadDate {
  text: string
  edtf: string
  calendar: Calendar
  /** Inclusive ISO days; null = open. Both null: a day of no known year (XXXX-06-09). */
  start: string | null
  end: string | null
  /** What must be told with it; see `Remark`. */
  remarks: Remark[]
  /** As it is to be shown: an era of occupation in quotation marks (伪满“康德”九年), else as written. */
  shown: string
  /** For the date that is read next (同年八月); absent where this one names no single year. */
  context?: DateContext
}

export interface DateOptions {
  /** What was said before: a year, and how it counts (calendar, era). */
  context?: DateContext
  /** ISO day on which 解放 came to this place; the nation's day where it is not said. null: not known, 解放前 and 解放后 are refused. */
  liberationDate?: string | null
  /** First and last year among which 干支 alone is looked for. */
  candidates?: readonly [number, number]
  /** The first year of the century that 80年代 is of where nothing before it says so; 1900. */
  century?: number
  eras?: readonly Era[]
  periods?: readonly Period[]
}

/** Rises with every change of the rules or of the built-in tables: what the index holds of dates is then made anew. */
export const DATES_VERSION = 2

export const envOf = (options: DateOptions, isRunning: boolean): Env => ({
  eras: namesOfEras(options.eras),
  periods: namesOfPeriods(options.periods),
  liberationDate: options.liberationDate === undefined ? '1949-10-01' : options.liberationDate,
  candidates: options.candidates ?? [1800, 2030],
  century: options.century ?? 1900,
  context: options.context,
  isRunning,
  isSecond: false,
})

/** UTF-16 units; nothing longer is one date. */
export const MAX_LENGTH = 200
const from = /自从?|从|由/y
const time =
  /(?:上午|下午|中午|正午|凌晨|清晨|早晨|早上|晚上|夜间|傍晚|午后|午夜|拂晓|黎明|深夜|夜里|晚|夜|晨)[0-9一二三四五六七八九十]*[时点]?/y
const later = /(?:以后|之后|后|以来|起|开始)/y
const earlier = /(?:以前|之前|前|止|为止)/y
const filler = /(?:年间|度|之间|期间|时候|间|时|份|中|里|内)/y

/** Reads what may still follow a whole date; null where something else does. */
function finished(s: string, found: Mention, isOpening: boolean): Value | null {
  let { value, end } = found
  const isRange = value.edtf.includes('/') && value.start !== value.end && !value.edtf.endsWith('/..')
  end += sticky(time, s, end)?.[0].length ?? 0
  const [past, next] = [sticky(earlier, s, end), sticky(later, s, end)]
  // 至…止 closes a range; 1949年以前 opens one.
  if (past && isRange && past[0].endsWith('止')) end += past[0].length
  else if (past) {
    const open = before(value)
    if (!open) return null
    ;[value, end] = [open, end + past[0].length]
  } else if (next || isOpening) {
    const open = isOpening && isRange && !next ? value : after(value)
    if (!open) return null
    ;[value, end] = [open, end + (next?.[0].length ?? 0)]
  } else end += sticky(filler, s, end)?.[0].length ?? 0
  if (s[end] === '?') [value, end] = [uncertain(value), end + 1]
  else if (s.startsWith('前后', end) || s.startsWith('左右', end)) [value, end] = [about(value), end + 2]
  return end === s.length ? value : null
}

/** Quotation marks around the names of occupation eras, after the word for the occupier. */
function shownAs(text: string, eras: readonly Era[]): string {
  let shown = text
  for (const { name, occupation } of eras) {
    if (occupation && shown.includes(name) && !shown.includes(`“${name}”`)) {
      shown = shown.replace(
        new RegExp(`(?:伪满洲国|伪满|满洲国|伪蒙疆|蒙疆|伪)?["「『]?${name}["」』]?`, 'g'),
        `${occupation}“${name}”`,
      )
    }
  }
  return shown
}

/** Reads one date or one range; null where it says none, or an impossible one. Equal input and options give equal answers. */
export function readDate(text: string, options: DateOptions = {}): ReadDate | null {
  if (text.length > MAX_LENGTH) return null
  const given = text.trim()
  const bounds = /^[[\d.X-]/.test(given) && /[/\]X?~%]|^-?\d{4}(-\d\d){0,2}$/.test(given) ? edtfBounds(given) : null
  if (bounds) return { text, edtf: given, calendar: 'gregorian', ...bounds, remarks: [], shown: text }
  // Brackets around the whole are the archivist's: a date supplied, not written.
  const s = dateText(given)
    .s.replace(/^\(([^()]*)\)$/, '$1')
    .replace(/[。，]$/, '')
  const env = envOf(options, false)
  const opening = sticky(from, s, 0)
  const found = dateAt(s, opening?.[0].length ?? 0, env)
  const value = found && finished(s, found, opening !== null)
  if (!found || !value) return null
  const { calendar, remarks, context } = found
  const shown = remarks.includes('occupation')
    ? shownAs(text, options.eras ?? [...env.eras.byName.values()].flat())
    : text
  return {
    text,
    edtf: value.edtf,
    calendar,
    start: value.start,
    end: value.end,
    remarks,
    shown,
    ...(context ? { context } : {}),
  }
}
