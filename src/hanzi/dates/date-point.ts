/** One point or stretch of time where it is written: a year with what is said inside it, a number, a period, or what only the context places. */

import { type DateContext, type Env, plainYear, republic, type YearRead } from './date-eras.ts'
import { sticky } from './date-numbers.ts'
import { decadeAt, periodAt, reignAt } from './date-periods.ts'
import { between, type Calendar, ofEdtf, oneOf, overlap, type Remark, uncertain, type Value } from './date-values.ts'
import { monthAt, place, type Within, withinAt } from './date-within.ts'
import { yearAt, yearOfContext } from './date-years.ts'
import { dayNumber, isDay, isoDay, isoOfDay, isoYear } from './days.ts'
import type { Months } from './eras.ts'
import { ganzhiClass, ganzhiIndex, ganzhiOfYear, ganzhiYears } from './ganzhi.ts'

export interface Mention {
  value: Value
  calendar: Calendar
  remarks: Remark[]
  /** What the dates after it may build on; absent where it names no single year. */
  context?: DateContext
  /** How much it says by itself. `short`: 五四年 or 二十七年, whose century or era was told before. */
  kind: 'year' | 'short' | 'relative' | 'month' | 'day' | 'numeric' | 'stretch' | 'name'
  end: number
}

/** What is said inside a year, in each year it may be. */
function resolve(year: YearRead, within: Within): Value | null {
  const months: Months = within.sign ?? year.months
  const { part } = within
  if (year.isSpan) {
    if (part.kind !== 'year') return null
    const [from, to] = year.years.map((one) => place(part, one, months))
    return from && to ? between(from, to) : null
  }
  const values = year.years.map((one) => place(part, one, months)).filter((value) => value !== null)
  const value = oneOf(values)
  if (!value || (part.kind !== 'year' && year.remarks.includes('years-disagree') && values.length < year.years.length))
    return null
  const { start, end, last } = year.era ?? {}
  if (
    part.kind === 'year'
      ? end !== undefined && year.years[0]! > last!
      : !overlap(value, { edtf: '', start: start ?? null, end: end ?? null })
  )
    return null
  return year.remarks.includes('nearest') ? uncertain(value) : value
}

function mentionOf(year: YearRead, within: Within, kind: Mention['kind']): Mention | null {
  const value = resolve(year, within)
  if (!value) return null
  const { part, sign } = within
  const calendar = sign === 'lunar' && year.calendar === 'gregorian' ? 'lunar' : year.calendar
  const month =
    part.kind === 'months' ? part.last : part.kind === 'days' || part.kind === 'pair' ? part.month : undefined
  const isDay = value.start !== null && value.start === value.end
  const isOne = year.years.length === 1 || year.isSpan
  const context: DateContext | undefined = isOne
    ? {
        year: year.years.at(-1)!,
        calendar,
        ...(year.era ? { era: year.era.name } : {}),
        ...(month === undefined ? {} : { month }),
        ...(isDay ? { day: value.start! } : {}),
      }
    : undefined
  const isLunarYear = part.kind === 'year' && (sign ?? year.months) === 'lunar'
  const remarks = new Set<Remark>([...year.remarks, ...(isLunarYear ? (['lunar-year'] as const) : [])])
  return { value, calendar, remarks: [...remarks], ...(context ? { context } : {}), kind, end: within.end }
}

const bracketed = /\((?:即|公元|西元|公历)?(前)?([0-9]{1,4})年?\)/y
const pairOfYear = new RegExp(`\\((${ganzhiClass})[年岁]?\\)|(${ganzhiClass})[年岁]?`, 'y')

/** A year's second writing, before the month: 民国27年（1938年）6月. Two that disagree are both kept. */
function secondYear(s: string, at: number, year: YearRead, env: Env): YearRead {
  if (year.isSpan) return year
  const pair = sticky(pairOfYear, s, at)
  const index = pair && ganzhiIndex(pair[1] ?? pair[2] ?? '')
  if (pair && index !== null) {
    const end = at + pair[0].length
    const own = year.years.filter((one) => ganzhiOfYear(one) === index)
    if (own.length > 0) return { ...year, years: own, end }
    const near = year.years.flatMap((one) => ganzhiYears(index, one - 29, one + 29))
    const years = [...new Set([...year.years, ...near])].sort((a, b) => a - b)
    return { ...year, years, remarks: [...year.remarks, 'years-disagree'], end }
  }
  if (s[at] !== '(') return year
  const found = sticky(bracketed, s, at)
  let other: YearRead | null = null
  if (found) {
    const number = Number(found[2])
    other = {
      ...plainYear,
      years: [found[1] ? 1 - number : number],
      calendar: 'gregorian',
      months: 'solar',
      end: at + found[0].length,
    }
  } else {
    const start = s[at + 1] === '即' ? at + 2 : at + 1
    const [first] = year.years
    const inside = yearAt(s, start, { ...env, context: first === undefined ? undefined : { year: first } })
    if (inside && s[inside.end] === ')' && !inside.isSpan) other = { ...inside, end: inside.end + 1 }
  }
  if (!other) return year
  const common = year.years.filter((one) => other.years.includes(one))
  const { end } = other
  // 1900年（光绪二十六年）八月: a month in Chinese figures is the era's.
  const isEraInside = year.calendar === 'gregorian' && other.months === 'lunar' && /[^0-9]/.test(s[end] ?? '0')
  const calendar = isEraInside ? { calendar: 'lunar' as const, months: 'lunar' as const } : {}
  if (common.length > 0) {
    const remarks = year.remarks.filter((one) => one !== 'candidates' || common.length > 1)
    const isMonth = isEraInside && monthAt(s, end) !== null
    return { ...year, ...(isMonth ? calendar : {}), years: common, remarks, end }
  }
  // 光绪三十四年（1909年）十二月: the last months of a lunar year are the next western year's.
  const [one] = other.years
  if (year.months === 'lunar' && year.years.length === 1 && one === year.years[0]! + 1) {
    const within = monthAt(s, end)
    const month =
      within?.part.kind === 'months' ? within.part.first : within?.part.kind === 'days' ? within.part.month : 0
    if (month >= 10) return { ...year, end }
  }
  const years = [...year.years, ...other.years].sort((a, b) => a - b)
  return { ...year, years, remarks: [...year.remarks, 'years-disagree'], end }
}

const republicNumber = /(?:中华)?民国([0-9]{1,3})([-./])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])/y
const fullNumber =
  /([0-9]{4})(?:([-./])([0-9]{1,2})(?:\2([0-9]{1,2})(?:日|号)?)?)?(?![0-9]|\.[0-9])|([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])/y
const yearRange = /([0-9]{4})(?:—+|-|~)([0-9]{4}|[0-9]{2})(?![0-9./-])/y

function numericAt(s: string, at: number, env: Env): Mention | null {
  const range = sticky(yearRange, s, at)
  const [first, short] = [Number(range?.[1]), range?.[2] ?? '']
  const last = short.length === 2 ? Math.floor(first / 100) * 100 + Number(short) : Number(short)
  // 1938-06 is a month; 1938-39 can only be two years.
  if (
    range &&
    first >= 1000 &&
    last > first &&
    last <= 2100 &&
    (short.length === 4 || Number(short) > 12) &&
    !(s[at + range[0].length] === '年')
  ) {
    if (env.isRunning && (s[at - 1] !== '(' || s[at + range[0].length] !== ')' || short.length === 2)) return null
    const value = ofEdtf(`${isoYear(first)}/${isoYear(last)}`)
    return value && { value, calendar: 'gregorian', remarks: [], kind: 'numeric', end: at + range[0].length }
  }
  const own = sticky(republicNumber, s, at)
  if (own) {
    const [year, month, first] = [1911 + Number(own[1]), Number(own[3]), Number(own[4])]
    const part = { kind: 'days' as const, month, first, last: first }
    const read = {
      ...plainYear,
      years: [year],
      calendar: 'republic' as const,
      months: 'solar' as const,
      era: republic,
      end: at,
    }
    return year <= 2031 ? mentionOf(read, { part, end: at + own[0].length }, 'numeric') : null
  }
  const found = sticky(fullNumber, s, at)
  if (!found) return null
  const [year, month, day] = [found[1] ?? found[5], found[3] ?? found[6], found[4] ?? found[7]]
  if (env.isRunning && (day === undefined || found[5] !== undefined || Number(year) < 1800 || Number(year) > 2100))
    return null
  if (s[at + found[0].length] === '年') return null
  const written = [year, month, day].filter((one) => one !== undefined).map((one) => one.padStart(2, '0'))
  const value = day === undefined || isDay(Number(year), Number(month), Number(day)) ? ofEdtf(written.join('-')) : null
  if (!value || Number(month ?? 1) > 12) return null
  const context: DateContext = {
    year: Number(year),
    ...(month ? { month: Number(month) } : {}),
    ...(day ? { day: value.start! } : {}),
  }
  return { value, calendar: 'gregorian', remarks: [], context, kind: 'numeric', end: at + found[0].length }
}

const sameMonth = /(?:同|是|当|该|本)月|(?:次|翌)月/y
const sameDay = /(?:同|是|当)[日天]|(?:次|翌)日/y

/** What needs the context: 八月, 九月初三, 同月九日, 次日, 9日. */
function partOfContext(s: string, at: number, env: Env): Mention | null {
  const { context } = env
  const withContext = (within: Within, kind: Mention['kind']) => {
    if (context) return mentionOf(yearOfContext(context, context.year, env, at), within, kind)
    // A solar month and day without a year can be written; a lunar one cannot be placed.
    const { part, sign } = within
    if (sign || part.kind !== 'days' || part.first !== part.last || !isDay(2000, part.month, part.first)) return null
    const value = { edtf: `XXXX${isoDay(2000, part.month, part.first).slice(4)}`, start: null, end: null }
    return env.isRunning ? null : { value, calendar: 'gregorian' as const, remarks: [], kind, end: within.end }
  }
  const within = withinAt(s, at)
  if (within.part.kind !== 'year' && within.end > at && (!env.isRunning || monthAt(s, at) || within.sign))
    return withContext(within, 'month')
  if (!context) return null
  const day = sticky(sameDay, s, at)
  if (day && context.day) {
    const iso = isoOfDay(dayNumber(context.day) + (/^[次翌]/.test(day[0]) ? 1 : 0))
    const value = ofEdtf(iso)!
    return {
      value,
      calendar: context.calendar ?? 'gregorian',
      remarks: [],
      context: { ...context, day: iso },
      kind: 'relative',
      end: at + day[0].length,
    }
  }
  if (context.month === undefined) return null
  const month = sticky(sameMonth, s, at)
  const next = month && /^[次翌]/.test(month[0]) ? 1 : 0
  const start = at + (month?.[0].length ?? 0)
  const number = ((context.month - 1 + next) % 12) + 1
  const isOver = number < context.month
  const inside = monthAt(`${number}月${s.slice(start, start + 12)}`, 0)
  if (!inside) return null
  const length = inside.end - `${number}月`.length
  if (!month && (inside.part.kind !== 'days' || length <= 0)) return null
  if (!month && !/[日号]/.test(s.slice(start, start + length))) return null
  const year = yearOfContext(context, context.year + (isOver ? 1 : 0), env, at)
  return mentionOf(year, { ...inside, end: start + length }, month ? 'relative' : 'day')
}

/** A point or a stretch of time at `at`, without what follows it. */
export function pointAt(s: string, at: number, env: Env): Mention | null {
  const numeric = numericAt(s, at, env)
  if (numeric) return numeric
  const read = yearAt(s, at, env)
  // 太平天国 is an era too; 八年 of 八年抗战 is no year.
  const period = !read || read.isShort ? periodAt(s, at, env) : null
  if (period) return { ...period, kind: period.isBare ? 'name' : 'stretch' }
  if (read) {
    const year = secondYear(s, read.end, read, env)
    const within = withinAt(s, year.end)
    const mention = mentionOf(year, within, read.isShort ? 'short' : read.isRelative ? 'relative' : 'year')
    if (mention || !env.isRunning) return mention
    return null
  }
  const stretch = decadeAt(s, at, env) ?? reignAt(s, at, env)
  return stretch ? { ...stretch, kind: 'stretch' } : partOfContext(s, at, env)
}
