/** The year a date begins with: western, 民国, 年号, 干支, or told from the context (同年, 次年, 二十七年 after 民国二十六年). */
import {
  type DateContext,
  type Env,
  eraOf,
  eraYear,
  inEra,
  plainYear,
  republic,
  republicYear,
  type YearRead,
  yearUnit,
} from './date-eras.ts'
import { countAt, sticky } from './date-numbers.ts'
import { ganzhiClass, ganzhiIndex, ganzhiYears } from './ganzhi.ts'

const relative =
  /(?:同|是|当|该|其|本|此)(?:年|岁)|(?:次|翌|转|来|越)年|上年|第二年(?=[春夏秋冬初正一二三四五六七八九十0-9])/y
const ganzhi = new RegExp(ganzhiClass, 'y')
const ganzhiOpening = /(?:岁次|岁在|时在|太岁)/y
const ganzhiUnit = /年|岁|之[年岁]|(?=[春夏秋冬][^假眠])/y
const western = /(?:(公元前|西元前|纪元前|前)|公元|西元|公历)?(?:约)?/y

function westernYear(s: string, at: number, env: Env): YearRead | null {
  const opening = sticky(western, s, at)!
  const count = countAt(s, at + opening[0].length, yearUnit)
  if (!count || s[count.end] !== '年' || !sticky(yearUnit, s, count.end)) return null
  const { first, last, isDigits, written } = count
  const isBefore = opening[1] !== undefined
  // 前三年 is no year of our era's past.
  if (opening[1] === '前' && (!isDigits || written.length < 3)) return null
  const isMarked = opening[0] !== '' && opening[0] !== '约'
  const made = (years: number[], isShort = false): YearRead => ({
    ...plainYear,
    years: first === last ? years.slice(0, 1) : years,
    isSpan: first !== last,
    calendar: 'gregorian',
    months: 'solar',
    isShort,
    end: count.end + 1,
  })
  if (isBefore) return count.or === undefined ? made(first === last ? [1 - first] : [1 - first, 1 - last]) : null
  const isFull = (isDigits && written.length >= 4) || (/[千仟]/.test(written) && /[百佰].?[十拾]?.?$/.test(written))
  if (first >= 1000 && last <= 2100 && isFull) return made([first, last])
  if (isMarked) return first >= 1 && last <= 2100 && count.or === undefined ? made([first, last]) : null
  const { context } = env
  if (context && isDigits && written.length === 2 && !context.era && context.calendar !== 'era') {
    const value = count.or ?? first
    const century = Math.floor(context.year / 100) * 100
    return { ...made([century + value]), years: [century + value], isSpan: false, isShort: true }
  }
  return null
}

/** 二十七年 after 民国二十六年: the era of the context counts on. */
function countedOn(s: string, at: number, env: Env): YearRead | null {
  const { context } = env
  if (!context) return null
  const count = countAt(s, at, yearUnit)
  if (!count || !sticky(yearUnit, s, count.end)) return null
  const era = eraOf(context, env)
  const years = era && count.or === undefined ? inEra(era, count) : []
  if (!era || years.length === 0) return null
  return {
    ...plainYear,
    years,
    isSpan: years.length > 1,
    calendar: era === republic ? 'republic' : 'era',
    months: era.months,
    era,
    isShort: true,
    end: count.end + 1,
  }
}

/** How the context counts months, moved to `year`. */
export function yearOfContext(context: DateContext, year: number, env: Env, end: number): YearRead {
  const era = eraOf(context, env)
  const calendar = context.calendar ?? (era === republic ? 'republic' : era ? 'era' : 'gregorian')
  // 次年 of the last year of an era belongs to no era; its months are counted as before.
  const months = era?.months ?? (calendar === 'lunar' || calendar === 'era' ? 'lunar' : 'solar')
  const isWithin = era !== undefined && year >= era.first && year <= era.last
  return {
    ...plainYear,
    years: [year],
    calendar: calendar === 'era' && !isWithin && months === 'lunar' ? 'lunar' : calendar,
    months,
    ...(isWithin ? { era } : {}),
    isRelative: true,
    end,
  }
}

function relativeYear(s: string, at: number, env: Env): YearRead | null {
  const found = env.context && sticky(relative, s, at)
  if (!found || !env.context) return null
  const step = /^[次翌转来越]年|^第二年/.test(found[0]) ? 1 : found[0] === '上年' ? -1 : 0
  return yearOfContext(env.context, env.context.year + step, env, at + found[0].length)
}

function ganzhiYear(s: string, at: number, env: Env): YearRead | null {
  const opening = sticky(ganzhiOpening, s, at)?.[0].length ?? 0
  const pair = sticky(ganzhi, s, at + opening)
  const index = pair && ganzhiIndex(pair[0])
  if (index === null) return null
  const end = at + opening + 2
  const ended = sticky(ganzhiUnit, s, end)
  if (!ended && opening === 0) return null
  const [from, to] = env.candidates
  const found = {
    ...plainYear,
    calendar: 'lunar' as const,
    months: 'lunar' as const,
    end: end + (ended?.[0].length ?? 0),
  }
  if (!env.context) return { ...found, years: ganzhiYears(index, from, to), remarks: ['candidates', 'lunar-year'] }
  const { year } = env.context
  const [first, second] = ganzhiYears(index, year - 30, year + 30)
  // Thirty years before and after are equally near.
  if (first === undefined) return null
  const both = second === undefined ? [first] : [first, second]
  return { ...found, years: both, remarks: [second === undefined ? 'nearest' : 'candidates', 'lunar-year'] }
}

const number = /[0-9〇一二三四五六七八九十廿卅]/y

export function yearAt(s: string, at: number, env: Env): YearRead | null {
  // A figure begins no era and no 干支: most of what running text asks is answered here.
  if (sticky(number, s, at))
    return (env.isSecond ? countedOn(s, at, env) : null) ?? westernYear(s, at, env) ?? countedOn(s, at, env)
  return (
    republicYear(s, at) ??
    eraYear(s, at, env) ??
    westernYear(s, at, env) ??
    ganzhiYear(s, at, env) ??
    relativeYear(s, at, env) ??
    countedOn(s, at, env)
  )
}
