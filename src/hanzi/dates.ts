/**
 * Dates of the described world, from their writing to EDTF (chinese-text.md §9): western, 民国, 年号 with lunar months, Chinese and Arabic figures,
 * ranges, seasons, decades. What is impossible or undecidable is null: never a guess.
 */
import { LunarMonth, LunarYear } from 'tyme4ts'
import { isDay, isoDay, isoYear } from './days.ts'
import { edtfBounds } from './edtf.ts'
import { eras } from './eras.ts'
import { foldKey } from './fold.ts'
import { numeralClass, numeralValue } from './numerals.ts'

export { dayNumber, isoOfDay } from './days.ts'
export { edtfBounds } from './edtf.ts'

export interface ReadDate {
  text: string
  edtf: string
  calendar: 'gregorian' | 'republic' | 'era' | 'lunar'
  /** Inclusive ISO days; null = open. */
  start: string | null
  end: string | null
}

type Calendar = ReadDate['calendar']
interface Point {
  edtf: string
  calendar: Calendar
  year: number
  month?: number
  /** A lunar year's true days, beside its EDTF year. */
  bounds?: { start: string; end: string }
}

const N = numeralClass
const lunarMonths: Record<string, number> = { 正: 1, 冬: 11, 腊: 12 }
const lunarSign = /农历|阴历|旧历|夏历|初[一二三四五六七八九十]|闰|[正冬腊]月|除夕|元宵|端午|中秋|重阳|腊八/
const feasts: Record<string, [month: number, day: number]> = {
  元宵: [1, 15],
  端午: [5, 5],
  七夕: [7, 7],
  中秋: [8, 15],
  重阳: [9, 9],
  腊八: [12, 8],
}

/** Solar ISO days of a lunar month (negative = leap) or of one of its days; null where that year has none. */
function lunarDays(year: number, month: number, day?: number): { start: string; end: string } | null {
  try {
    const lunar = LunarMonth.fromYm(year, month)
    if (day !== undefined && (day < 1 || day > lunar.getDayCount())) return null
    const first = lunar.getFirstJulianDay().next(day === undefined ? 0 : day - 1)
    const last = day === undefined ? lunar.getFirstJulianDay().next(lunar.getDayCount() - 1) : first
    const iso = (julian: typeof first) => {
      const solar = julian.getSolarDay()
      return isoDay(solar.getYear(), solar.getMonth(), solar.getDay())
    }
    return { start: iso(first), end: iso(last) }
  } catch {
    return null
  }
}

function lunarYearDays(year: number): { start: string; end: string } | null {
  const start = lunarDays(year, 1)?.start
  try {
    const last = LunarYear.fromYear(year).getMonths().at(-1)!.getMonthWithLeap()
    const end = lunarDays(year, last)?.end
    return start && end ? { start, end } : null
  } catch {
    return null
  }
}

/** Folds what a date may be written with: traditional, width, spaces; keeps digits and separators. */
const tidy = (text: string): string =>
  [...text.normalize('NFKC').replace(/\s+/g, '')]
    .map((one) => (/[○◯Oo零]/.test(one) ? '〇' : /\p{Script=Han}/u.test(one) ? foldKey(one) || one : one))
    .join('')
    .replace(/[~〜～]/g, '—')

function yearOf(text: string): { year: number; calendar: Calendar; lunar: boolean; rest: string } | null {
  const republic = new RegExp(`^(?:中华)?民国(前?)(${N}+)年`).exec(text)
  if (republic) {
    const n = numeralValue(republic[2]!)
    if (n === null || n < 1 || n > 120) return null
    return {
      year: republic[1] ? 1912 - n : 1911 + n,
      calendar: 'republic',
      lunar: false,
      rest: text.slice(republic[0].length),
    }
  }
  for (const era of eras) {
    const found = new RegExp(`^[清明伪满日本“"]*${era.name}[”"]?(${N}+)年`).exec(text)
    if (!found) continue
    const n = numeralValue(found[1]!)
    if (n === null || n < 1 || era.first + n - 1 > era.last) return null
    return { year: era.first + n - 1, calendar: 'era', lunar: era.lunar, rest: text.slice(found[0].length) }
  }
  const western = new RegExp(`^(公元前|前|公元|西元)?(${N}{1,4})年`).exec(text)
  if (western) {
    const isMarked = western[1] !== undefined
    const n = numeralValue(western[2]!)
    if (n === null || (!isMarked && (western[2]!.length < 4 || n < 1000 || n > 2100))) return null
    return {
      year: western[1]?.endsWith('前') ? 1 - n : n,
      calendar: 'gregorian',
      lunar: false,
      rest: text.slice(western[0].length),
    }
  }
  return null
}

function inYear(year: number, calendar: Calendar, eraLunar: boolean, written: string): Point | null {
  const rest = written.replace(/^[（(](?:公元)?(\d{4})年?[)）]/, (whole, other) =>
    Number(other) === year ? '' : whole,
  )
  const isLunar = eraLunar || lunarSign.test(rest)
  const base = { year, calendar: isLunar && calendar === 'gregorian' ? ('lunar' as const) : calendar }
  const text = rest.replace(/^(?:农历|阴历|旧历|夏历)/, '').replace(/(?:时|间|份)$/, '')
  if (text === '') {
    const bounds = isLunar ? lunarYearDays(year) : null
    return { ...base, edtf: isoYear(year), ...(bounds ? { bounds } : {}) }
  }
  const season = '春夏秋冬'.indexOf(text.replace(/[季天]$/, ''))
  if (season !== -1 && text !== '') return { ...base, edtf: `${isoYear(year)}-${21 + season}` }
  if (/^年?底$/.test(text)) return { ...base, edtf: `${isoYear(year)}-12~`, month: 12 }
  if (/^(?:前后|左右)$/.test(text)) return { ...base, edtf: `${isoYear(year)}~` }
  if (text === '上半年') return { ...base, edtf: `${isoYear(year)}-01/${isoYear(year)}-06` }
  if (text === '下半年') return { ...base, edtf: `${isoYear(year)}-07/${isoYear(year)}-12` }
  for (const [feast, [month, day]] of Object.entries(feasts)) {
    if (text === feast || text === `${feast}节`) return fromLunar(base, year, month, day)
  }
  const parts = new RegExp(`^(闰?)([正冬腊]|${N}{1,3})月(?:([上中下])旬|初?(${N}{1,3})[日号]?)?$`).exec(text)
  if (!parts) return null
  const [, leap, monthText = '', third, dayText] = parts
  const month = lunarMonths[monthText] ?? numeralValue(monthText)
  if (month === null || month < 1 || month > 12) return null
  const day = dayText === undefined ? undefined : (numeralValue(dayText) ?? undefined)
  if (dayText !== undefined && day === undefined) return null
  if (isLunar) return third ? null : fromLunar(base, year, leap ? -month : month, day)
  const stem = `${isoYear(year)}-${String(month).padStart(2, '0')}`
  if (third) {
    const end = edtfBounds(stem)!.end!
    const [from, to] = third === '上' ? ['01', '10'] : third === '中' ? ['11', '20'] : ['21', end.slice(-2)]
    return { ...base, edtf: `${stem}-${from}/${stem}-${to}`, month }
  }
  if (day === undefined) return { ...base, edtf: stem, month }
  return isDay(year, month, day) ? { ...base, edtf: isoDay(year, month, day), month } : null
}

function fromLunar(
  base: { year: number; calendar: Calendar },
  year: number,
  month: number,
  day?: number,
): Point | null {
  const days = lunarDays(year, month, day)
  return days && { ...base, edtf: day === undefined ? `${days.start}/${days.end}` : days.start }
}

function numeric(text: string): Point | null {
  const [, y, m, d] =
    /^(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? []
  if (!y) return null
  const [year, month, day] = [Number(y), Number(m ?? 0), Number(d ?? 0)]
  const base = { year, calendar: 'gregorian' as const }
  if (m === undefined) return { ...base, edtf: isoYear(year) }
  if (month < 1 || month > 12) return null
  if (d === undefined) return { ...base, edtf: isoDay(year, month, 1).slice(0, -3), month }
  return isDay(year, month, day) ? { ...base, edtf: isoDay(year, month, day), month } : null
}

function point(text: string, context?: Point): Point | null {
  const approximate = /^(?:大?约|大概)/.exec(text)
  if (approximate) {
    const found = point(text.slice(approximate[0].length))
    return found && !/[/~]/.test(found.edtf) ? { ...found, edtf: `${found.edtf}~` } : null
  }
  const plain = numeric(text)
  if (plain) return plain
  const decade = /^(?:(\d{2}|二十|十九)世纪)?'?((?:[1-9]0|[一二三四五六七八九]十))年代$/.exec(text)
  if (decade) {
    const century = decade[1] ? numeralValue(decade[1])! - 1 : 19
    return {
      edtf: `${century}${String(numeralValue(decade[2]!)).charAt(0)}X`,
      calendar: 'gregorian',
      year: century * 100 + numeralValue(decade[2]!)!,
    }
  }
  const year = yearOf(text)
  if (year) return inYear(year.year, year.calendar, year.lunar, year.rest)
  if (context && new RegExp(`^(?:闰?(?:[正冬腊]|${N}{1,3})月)`).test(text)) {
    return inYear(context.year, context.calendar, context.calendar === 'era', text)
  }
  if (context && new RegExp(`^${N}{1,3}[日号]$`).test(text) && context.month)
    return inYear(context.year, context.calendar, false, `${context.month}月${text}`)
  return null
}

/** Reads one date or one range; null where it says none, or an impossible one. */
export function readDate(text: string): ReadDate | null {
  if (text.length > 200) return null
  const tidied = tidy(text)
  const asEdtf =
    /^[[\d-]/.test(tidied) && /[/\]X?~]|^-?\d{4}(-\d\d){0,2}$/.test(tidied) ? edtfBounds(text.trim()) : null
  if (asEdtf) return { text, edtf: text.trim(), calendar: 'gregorian', ...asEdtf }
  const whole = point(tidied)
  if (whole) return finished(text, whole)
  const range = /^(.+?)(?:至|到|—+|-+|–+)(.+)$/.exec(tidied)
  if (!range) return null
  // 1937—1945年, 1980-85年: the first year borrows 年, the second its century.
  const first = point(range[1]!) ?? (range[2]!.endsWith('年') ? point(`${range[1]}年`) : null)
  if (!first) return null
  const short = /^(\d{2})年$/.exec(range[2]!)
  const last = short
    ? point(`${Math.floor(first.year / 100)}${short[1]}年`)
    : (point(range[2]!) ?? point(range[2]!, first) ?? numeric(range[2]!))
  if (!last) return null
  const [from, to] = [first.edtf.split('/')[0]!, last.edtf.split('/').at(-1)!]
  const bounds = edtfBounds(`${from}/${to}`)
  return bounds && { text, edtf: `${from}/${to}`, calendar: first.calendar, ...bounds }
}

function finished(text: string, { edtf, calendar, bounds }: Point): ReadDate | null {
  const days = bounds ?? edtfBounds(edtf)
  return days && { text, edtf, calendar, start: days.start, end: days.end }
}
