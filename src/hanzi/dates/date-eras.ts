/** Years counted from an era: 年号 with a number or 干支, with or without its dynasty, and 民国. */
import { type Count, countAt, sticky } from './date-numbers.ts'
import { type Names, nameAt } from './date-tables.ts'
import { dateName } from './date-text.ts'
import type { Calendar, Remark } from './date-values.ts'
import type { Era, Months } from './eras.ts'
import { ganzhiClass, ganzhiIndex, ganzhiOfYear, ganzhiYears } from './ganzhi.ts'
import type { Period } from './periods.ts'

/** What a text has said before: the year, and how it counts years and months. `calendar` lunar = a western year with lunar months. */
export interface DateContext {
  year: number
  calendar?: Calendar
  /** The era's name (光绪, 民国); its months count on. */
  era?: string
  month?: number
  /** The last whole day told, ISO: for 同日, 次日. */
  day?: string
}

export interface Env {
  eras: Names<Era>
  periods: Names<Period>
  liberationDate: string | null
  /** First and last year among which 干支 alone is looked for. */
  candidates: readonly [number, number]
  /** The first year of the century of 80年代 where no context says so. */
  century: number
  context: DateContext | undefined
  /** In running text only what is surely a date is one. */
  isRunning: boolean
  /** The second end of a range: 三十四年 and 45年 go on counting as the first end did. */
  isSecond: boolean
}

export interface YearRead {
  /** One year, the candidates, or the two ends of a span. */
  years: number[]
  isSpan: boolean
  calendar: Calendar
  months: Months
  era?: Era
  remarks: Remark[]
  /** Told from the context alone. */
  isRelative: boolean
  /** Two digits or a bare count, whose century or era the context gave. */
  isShort: boolean
  end: number
}

export const republic: Era = { name: '民国', dynasty: '', first: 1912, last: 2031, months: 'solar' }

/** What ends a year of an era: 载 was its word under 天宝 and 至德. */
export const yearUnit = /年(?!代)|载/y
const dynasties =
  /(?:大|前|满|故)?(?:伪满洲国|伪满|满洲国|伪蒙疆|蒙疆|日本|西汉|东汉|蜀汉|曹魏|孙吴|东吴|西晋|东晋|刘宋|南齐|南梁|南陈|北魏|东魏|西魏|北齐|北周|后梁|后唐|后晋|后汉|后周|北宋|南宋|南明|后金|大顺|[汉魏吴蜀晋宋齐梁陈隋唐周辽金元明清新伪])(?:朝|代)?/y
const republicName = /(?:中华)?民国(?:纪元)?(?:前(?=[0-9元一二三四五六七八九十]))?|民前(?=[0-9元一二三四五六七八九十])/y
const ganzhi = new RegExp(ganzhiClass, 'y')
const ganzhiUnit = /年|岁|(?![0-9])/y

export const plainYear = { isSpan: false, isRelative: false, isShort: false, remarks: [] as Remark[] }

/** The years of a count within an era; none where the era did not last so long. */
export function inEra(era: Era, count: Count): number[] {
  const within = (n: number) => {
    const year = era.first + n - 1
    // 大同三年 had two months: a year past the last is for the days to decide.
    const isLate = era.end !== undefined && year === era.last + 1 && era.end.startsWith(String(year))
    return n >= 1 && (year <= era.last || isLate) && year >= (era.from ?? era.first) ? [year] : []
  }
  if (count.first !== count.last) {
    const ends = [within(count.first), within(count.last)]
    return ends.every(({ length }) => length > 0) ? ends.flat() : []
  }
  return within(count.first)
}

const isOf = (era: Era, dynasty: string): boolean => {
  const bare = dynasty.replace(/^[大前满故](?=[汉魏晋宋齐梁陈隋唐周辽金元明清])|[朝代]$/g, '').replace('满洲国', '满')
  return era.dynasty !== '' && (era.dynasty.includes(bare) || bare.includes(era.dynasty))
}

export function eraYear(s: string, at: number, env: Env): YearRead | null {
  const prefix = sticky(dynasties, s, at)
  let name: ReturnType<typeof nameAt<Era>> = null
  let dynasty = ''
  for (const [start, given] of prefix
    ? ([
        [at + prefix[0].length, prefix[0]],
        [at, ''],
      ] as const)
    : [[at, ''] as const]) {
    name = nameAt(env.eras, s, s[start] === '“' ? start + 1 : start)
    dynasty = given
    if (name) break
  }
  if (!name) return null
  if (s[name.end] === '”') name.end++
  if (s[name.end] === '纪' && s[name.end + 1] === '元') name.end += 2
  const pair = sticky(ganzhi, s, name.end)
  // 太平天国 wrote both: 癸好三年.
  const at2 = pair && name.found.some(({ months }) => months === 'taiping') ? name.end + 2 : name.end
  const index = pair ? ganzhiIndex(pair[0]) : null
  const count = countAt(s, at2, yearUnit)
  const ended = count ? sticky(yearUnit, s, count.end) : null
  let matches: { era: Era; years: number[] }[] = []
  let end = 0
  if (count && ended) {
    end = count.end + 1
    matches = name.found.map((era) => ({ era, years: inEra(era, count) }))
    if (count.or !== undefined) {
      const whole = { ...count, first: count.or, last: count.or }
      matches = matches.map(({ era, years }) => ({ era, years: [...years, ...inEra(era, whole)] }))
    }
    if (at2 > name.end) matches = matches.filter(({ years }) => years.every((year) => ganzhiOfYear(year) === index))
  } else if (index !== null) {
    end = name.end + 2
    end += sticky(/年|岁|(?=[^a-z]|$)/y, s, end)?.[0].length ?? 0
    matches = name.found.map((era) => ({ era, years: ganzhiYears(index, era.from ?? era.first, era.last) }))
  } else return null
  matches = matches.filter(({ years }) => years.length > 0)
  if (dynasty !== '') {
    const own = matches.filter(({ era }) => isOf(era, dynasty))
    // 说明洪武元年, 伪康德: a word that is no dynasty of this era's is no part of the date.
    if (own.length > 0) matches = own
    else if (!env.isRunning && !/^[伪新故]/.test(dynasty)) return null
  } else if (matches.some(({ era }) => era.first >= 1368)) {
    // 大同, 天顺, 永昌: the archive's own centuries first; the older namesake is written with its dynasty.
    matches = matches.filter(({ era }) => era.first >= 1368)
  }
  const [match] = matches
  if (!match) return null
  const year = env.context?.year
  const near = matches.filter(({ years }) => year !== undefined && years.some((one) => Math.abs(one - year) <= 30))
  if (near.length > 0 && near.length < matches.length) matches = near
  const { era } = matches[0]!
  const isSpan = count !== null && ended !== null && count.first !== count.last && count.or === undefined
  if (isSpan && matches.length > 1) return null
  const years = [...new Set(matches.flatMap(({ years }) => years))].sort((a, b) => a - b)
  return {
    ...plainYear,
    years,
    isSpan,
    calendar: 'era',
    months: matches.every(({ era: { months } }) => months === era.months) ? era.months : 'none',
    era,
    remarks: [
      ...(years.length > 1 && !isSpan ? (['candidates'] as const) : []),
      ...(era.occupation ? (['occupation'] as const) : []),
    ],
    end,
  }
}

export function republicYear(s: string, at: number): YearRead | null {
  const name = sticky(republicName, s, at)
  if (!name) return null
  const isBefore = name[0].endsWith('前')
  const start = at + name[0].length
  const made = (years: number[], isSpan: boolean, end: number): YearRead => ({
    ...plainYear,
    years,
    isSpan,
    calendar: 'republic',
    months: 'solar',
    era: republic,
    remarks: years.length > 1 && !isSpan ? ['candidates'] : [],
    end,
  })
  const count = countAt(s, start, yearUnit)
  if (count && sticky(yearUnit, s, count.end)) {
    const { first, last, or, end } = count
    if (first < 1 || Math.max(last, or ?? 0) > 120) return null
    if (isBefore) return made(first === last ? [1912 - first] : [1912 - last, 1912 - first], first !== last, end + 1)
    if (or !== undefined)
      return made(
        [first, last, or].map((n) => 1911 + n),
        false,
        end + 1,
      )
    return made(first === last ? [1911 + first] : [1911 + first, 1911 + last], first !== last, end + 1)
  }
  const pair = sticky(ganzhi, s, start)
  const index = pair && ganzhiIndex(pair[0])
  if (index === null || isBefore) return null
  const years = ganzhiYears(index, 1912, 1949)
  const end = start + 2 + (sticky(ganzhiUnit, s, start + 2)?.[0].length ?? 0)
  return years.length > 0 ? made(years, false, end) : null
}

/** The era a context names, among namesakes the one of its year. */
export const eraOf = (context: DateContext, env: Env): Era | undefined =>
  context.era === republic.name || (context.era === undefined && context.calendar === 'republic')
    ? republic
    : env.eras.byName
        .get(dateName(context.era ?? ''))
        ?.find(({ first, last }) => context.year >= first && context.year <= last)
