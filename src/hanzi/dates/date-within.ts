/** What a date says inside its year: season, half, month, third of a month, day, feast. Read first, then placed in a year by its calendar. */

import { numeralValue } from '../numerals.ts'
import { countAt, sticky } from './date-numbers.ts'
import { about, between, ofDays, ofEdtf, ofMonth, type Value } from './date-values.ts'
import { isoYear, monthLength, printedDay } from './days.ts'
import type { Months } from './eras.ts'
import { ganzhiClass, ganzhiIndex } from './ganzhi.ts'
import { LAST_DAY, lunarDays, lunarGanzhiDay, lunarMonths, lunarYear, taipingDays, termDay } from './lunar.ts'

export type Part =
  | { kind: 'year' }
  | { kind: 'season'; first: number; last: number }
  | { kind: 'months'; first: number; last: number; isLeap?: boolean; isAbout?: boolean }
  | { kind: 'days'; month: number; isLeap?: boolean; first: number; last: number; isAbout?: boolean }
  | { kind: 'pair'; month: number; isLeap?: boolean; pair: number }
  | { kind: 'term'; name: string }

export interface Within {
  part: Part
  /** Says so itself: 农历, 腊月, 初三, 端午; or 公历. */
  sign?: 'lunar' | 'solar'
  /** Its first number is in Arabic digits. */
  isArabic?: boolean
  end: number
}

const calendarWord = /(农历|阴历|旧历|夏历|古历)|(公历|阳历|国历|新历|西历)/y
const feasts: Record<string, [month: number, day: number]> = {
  春节: [1, 1],
  大年初一: [1, 1],
  元宵: [1, 15],
  端午: [5, 5],
  端阳: [5, 5],
  七夕: [7, 7],
  中元节: [7, 15],
  中秋: [8, 15],
  重阳: [9, 9],
  腊八: [12, 8],
  除夕: [12, LAST_DAY],
  大年三十: [12, LAST_DAY],
}
const feast = new RegExp(`(${Object.keys(feasts).join('|')})节?`, 'y')
const solarFeast = /(元旦|劳动节|国庆节|双十节)/y
const solarFeasts: Record<string, [number, number]> = {
  元旦: [1, 1],
  劳动节: [5, 1],
  国庆节: [10, 1],
  双十节: [10, 10],
}
const term = /(清明|冬至|夏至|立春|立夏|立秋|立冬)节?/y

/** 1938年初 but not 1938年初中, 1938年前线. */
const yearEdge = /年?(?:(初)(?![中级小步期等审稿版选赛试次始创衷学春夏秋冬一二三四五六七八九十])|([底末终])(?![了层]))/y
const half = /([上下前后])半年/y
const quarter = /第?([一二三四1-4])季度/y
const season =
  /(?:的)?(?:新|初|早|孟|仲|季|暮|晚|末|深|盛|隆|严|寒|阳)?([春夏秋冬])([春夏秋冬])?(?:之[交间]|[季天间末初]|(?=[^瑾白粮节])|$)/y
const month = /(闰)?(?:([正冬腊])|(?=[0-9元一二三四五六七八九十〇拾壹贰叁肆伍陆柒捌玖]))/y
const third = /([上中下])旬|([上下])半月|月?(初)(?![一二三四五六七八九十0-9])|月?([底末])|月(中)/y
const dayName = /(既望|望|朔|晦)日?/y
const firstDays = /初(十|[一二三四五六七八九])日?/y
const dayUnit = /[日号]/y
const monthUnit = /月/y
const pairOfDay = new RegExp(`(${ganzhiClass})日?`, 'y')

const named: Record<string, number> = { 正: 1, 冬: 11, 腊: 12 }

/** Reads inside the month that ended at `at`; the month itself where nothing more is said. */
function dayAt(
  s: string,
  at: number,
  found: Omit<Within, 'part'> & { first: number; last: number; isLeap: boolean },
): Within {
  const { first: month, last: lastMonth, isLeap, sign, isArabic } = found
  const more = { ...(sign ? { sign } : {}), ...(isArabic ? { isArabic } : {}) }
  const whole: Within = { part: { kind: 'months', first: month, last: lastMonth, isLeap }, ...more, end: at }
  if (month !== lastMonth) return whole
  const days = (first: number, last: number, end: number, rest: Partial<Within> = {}, isAbout = false): Within => ({
    ...more,
    ...rest,
    part: { kind: 'days', month, isLeap, first, last, ...(isAbout ? { isAbout } : {}) },
    end,
  })
  const part = sticky(third, s, at)
  if (part) {
    const end = at + part[0].length
    const [, ten, halfMonth, early, late] = part
    if (ten) return ten === '上' ? days(1, 10, end) : ten === '中' ? days(11, 20, end) : days(21, LAST_DAY, end)
    if (halfMonth) return halfMonth === '上' ? days(1, 15, end) : days(16, LAST_DAY, end)
    return early ? days(1, 10, end, {}, true) : late ? days(21, LAST_DAY, end, {}, true) : days(11, 20, end, {}, true)
  }
  const name = sticky(dayName, s, at)
  if (name) {
    const end = at + name[0].length
    const day = name[1] === '朔' ? 1 : name[1] === '望' ? 15 : name[1] === '晦' ? LAST_DAY : 16
    return days(day, day, end, { sign: 'lunar' })
  }
  const early = sticky(firstDays, s, at)
  if (early) {
    const day = numeralValue(early[1]!)!
    const end = at + early[0].length
    const until = sticky(/(?:至|到|—+|-|~)/y, s, end)
    const last = until && sticky(firstDays, s, end + until[0].length)
    if (last) return days(day, numeralValue(last[1]!)!, end + until[0].length + last[0].length, { sign: 'lunar' })
    const pair = sticky(pairOfDay, s, end)
    return days(day, day, end + (pair?.[0].length ?? 0), { sign: 'lunar' })
  }
  const count = countAt(s, at, dayUnit)
  if (count && count.or === undefined && sticky(/[月年]/y, s, count.end) === null) {
    const end = count.end + (sticky(dayUnit, s, count.end) ? 1 : 0)
    const pair = sticky(pairOfDay, s, end)
    // A count past every month's end is no day: the whole is then refused by its end.
    return days(count.first, count.last, pair && ganzhiIndex(pair[1]!) !== null ? end + pair[0].length : end)
  }
  const pair = sticky(pairOfDay, s, at)
  const index = pair && ganzhiIndex(pair[1]!)
  return pair && index !== null
    ? { ...more, part: { kind: 'pair', month, isLeap, pair: index }, end: at + pair[0].length }
    : whole
}

/** Reads a month, with what is said of its days. */
export function monthAt(s: string, at: number): Within | null {
  const found = sticky(month, s, at)
  if (!found) return null
  const [, leap, name] = found
  const start = at + found[0].length
  const lunar = leap || name ? { sign: 'lunar' as const } : {}
  if (name) {
    if (s[start] !== '月') return null
    const end = s[start + 1] === '份' ? start + 2 : start + 1
    return dayAt(s, end, { first: named[name]!, last: named[name]!, isLeap: leap !== undefined, ...lunar, end })
  }
  const count = countAt(s, start, monthUnit)
  if (!count || s[count.end] !== '月') return null
  // 十一二月 is the eleventh and twelfth; 一二月 the first two, as 二十二月 is none.
  const { first, last } = count
  const end = s[count.end + 1] === '份' ? count.end + 2 : count.end + 1
  const isDigits = count.isDigits && !count.isArabic && first === last && !/^〇|^一〇$/.test(count.written)
  if (first < 1 || last > 12 || isDigits) return null
  return dayAt(s, end, { first, last, isLeap: leap !== undefined, ...lunar, isArabic: count.isArabic, end })
}

/** Reads what follows a year at `at`; the year itself where nothing more is said. */
export function withinAt(s: string, at: number): Within {
  const word = sticky(calendarWord, s, at)
  const sign = word ? { sign: word[1] ? ('lunar' as const) : ('solar' as const) } : {}
  const start = at + (word?.[0].length ?? 0)
  const month = monthAt(s, start)
  if (month) return { ...month, ...sign }
  const isFeast = sticky(feast, s, start)
  if (isFeast) {
    const [month, day] = feasts[isFeast[1]!]!
    return { part: { kind: 'days', month, first: day, last: day }, sign: 'lunar', end: start + isFeast[0].length }
  }
  const holiday = sticky(solarFeast, s, start)
  if (holiday) {
    const [month, day] = solarFeasts[holiday[1]!]!
    return { part: { kind: 'days', month, first: day, last: day }, end: start + holiday[0].length, ...sign }
  }
  const isTerm = sticky(term, s, start)
  if (isTerm) return { part: { kind: 'term', name: isTerm[1]! }, end: start + isTerm[0].length }
  const months = (first: number, last: number, length: number, isAbout = false): Within => ({
    part: { kind: 'months', first, last, ...(isAbout ? { isAbout } : {}) },
    ...sign,
    end: start + length,
  })
  const halves = sticky(half, s, start)
  if (halves) return /[上前]/.test(halves[1]!) ? months(1, 6, halves[0].length) : months(7, 12, halves[0].length)
  const third = sticky(quarter, s, start)
  if (third) {
    const first = 3 * numeralValue(third[1]!)! - 2
    return months(first, first + 2, third[0].length)
  }
  const edge = sticky(yearEdge, s, start)
  if (edge) return edge[1] ? months(1, 1, edge[0].length, true) : months(12, 12, edge[0].length, true)
  const time = sticky(season, s, start)
  if (time) {
    const [first, last] = [21 + '春夏秋冬'.indexOf(time[1]!), 21 + '春夏秋冬'.indexOf(time[2] ?? time[1]!)]
    const end = start + time[0].length
    // 冬十月: the season is told with its month.
    const month = first === last ? monthAt(s, end) : null
    if (month && (month.part.kind === 'months' || month.part.kind === 'days' || month.part.kind === 'pair')) {
      const number = month.part.kind === 'months' ? month.part.first : month.part.month
      if (Math.ceil(number / 3) === first - 20) return { ...month, ...sign }
    }
    if (last >= first) return { part: { kind: 'season', first, last }, ...sign, end }
  }
  return word ? { part: { kind: 'year' }, ...sign, end: start } : { part: { kind: 'year' }, end: at }
}

/** The value of a part in a year; null where that year has no such month or day. */
export function place(part: Part, year: number, months: Months): Value | null {
  const isLunar = months === 'lunar'
  if (part.kind === 'year') {
    const days = isLunar ? lunarYear(year) : months === 'taiping' ? taipingDays(year, 1, 1, LAST_DAY, 12) : null
    return ofEdtf(isoYear(year), days)
  }
  if (months === 'none') return null
  if (part.kind === 'term') return ofDays(termDay(year, part.name))
  if (part.kind === 'season') {
    const [first, last] = [part.first - 21, part.last - 21]
    const days = isLunar ? lunarMonths(year, first * 3 + 1, last * 3 + 3) : null
    const code = `${isoYear(year)}-${part.first}`
    if (part.first === part.last) return ofEdtf(code, days)
    const both = between(ofEdtf(code)!, ofEdtf(`${isoYear(year)}-${part.last}`)!)
    return both && ofEdtf(both.edtf, days ?? { start: both.start!, end: both.end! })
  }
  if (part.kind === 'pair') {
    return isLunar ? ofDays(lunarGanzhiDay(year, part.isLeap ? -part.month : part.month, part.pair)) : null
  }
  const isAbout = part.isAbout ? about : (value: Value) => value
  const [month, lastMonth] = part.kind === 'months' ? [part.first, part.last] : [part.month, part.month]
  const [first, last] = part.kind === 'months' ? [1, LAST_DAY] : [part.first, part.last]
  let value: Value | null
  if (months === 'taiping') value = part.isLeap ? null : ofDays(taipingDays(year, month, first, last, lastMonth))
  else if (isLunar) {
    value = ofDays(
      month === lastMonth
        ? lunarDays(year, part.isLeap ? -month : month, first, last)
        : lunarMonths(year, month, lastMonth),
    )
  } else if (part.isLeap) value = null
  else if (part.kind === 'months') {
    const [from, to] = [ofEdtf(ofMonth(year, month)), ofEdtf(ofMonth(year, lastMonth))]
    value = month === lastMonth ? from : from && to && between(from, to)
  } else {
    const end = last === LAST_DAY ? monthLength(year, month) : last
    const days = [printedDay(year, month, first), printedDay(year, month, end)] as const
    value = days[0] && days[1] && first <= end ? ofDays({ start: days[0], end: days[1] }) : null
  }
  return value && isAbout(value)
}
