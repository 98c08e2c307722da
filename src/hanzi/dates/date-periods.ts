/** Stretches longer than a year: named periods, reigns (乾隆年间, 民国初年), decades and centuries. */

import { numeralValue } from '../numerals.ts'
import { type Env, eraOf, republic } from './date-eras.ts'
import { countAt, sticky } from './date-numbers.ts'
import { nameAt } from './date-tables.ts'
import { between, type Calendar, ofEdtf, ofYear, type Remark, type Value } from './date-values.ts'
import { dayNumber, isoOfDay, isoYear } from './days.ts'
import type { Era } from './eras.ts'
import type { Period } from './periods.ts'

export interface Stretch {
  value: Value
  calendar: Calendar
  remarks: Remark[]
  /** A name alone (抗战, 解放) that running text uses for other things too. */
  isBare?: boolean
  end: number
}

const stretch = (first: number, last: number, isAbout = true): Value => {
  const mark = isAbout ? '~' : ''
  return ofEdtf(first === last ? `${isoYear(first)}${mark}` : `${isoYear(first)}${mark}/${isoYear(last)}${mark}`)!
}

const side =
  /(?:以前|之前|前夕|前夜|前(?![线方后任往来进去锋哨程景途辈]))|(?:以后|之后|后(?![勤方备代任卫援续盾])|以来)/y
const during = /时期|期间|时代|年代|年间|之际|岁月|阶段|当中|时(?![候而代])|中(?![国央共心])/y

function valueOfPeriod({ start, end, isEvent }: Period, which: string): Value | null {
  const from = ofEdtf(start)
  const to = end === '..' ? { edtf: '..', start: null, end: null } : ofEdtf(end)
  if (!from || !to) return null
  if (which === '前夕' || which === '前夜') return ofEdtf(`${start.slice(0, start.startsWith('-') ? 5 : 4)}~`)
  if (which.endsWith('前')) {
    const eve = isoOfDay(dayNumber(from.start!) - 1)
    return start.length > 7
      ? { edtf: `../${eve}`, start: null, end: eve }
      : { edtf: `../${eve.slice(0, start.length)}`, start: null, end: eve }
  }
  if (which === '以来') return { edtf: `${start}/..`, start: from.start, end: null }
  if (which.endsWith('后')) {
    if (isEvent || to.end === null) return { edtf: `${start}/..`, start: from.start, end: null }
    const next = isoOfDay(dayNumber(to.end) + 1)
    return { edtf: `${next.slice(0, Math.max(4, end.replace('~', '').length))}/..`, start: next, end: null }
  }
  if (end === '..') return { edtf: `${start}/..`, start: from.start, end: null }
  return start === end ? from : between(from, to)
}

export function periodAt(s: string, at: number, env: Env): Stretch | null {
  const name = nameAt(env.periods, s, at)
  const named = name?.found[0]
  if (!name || !named) return null
  // 解放 and its 初期 came with the local day; a plain 建国 did not.
  const { liberationDate } = env
  if (named.isLocal && liberationDate === null) return null
  const period =
    named.isLocal && liberationDate !== null
      ? { ...named, start: liberationDate, end: named.end === named.start ? liberationDate : named.end }
      : named
  const where = sticky(side, s, name.end)
  const within = where ? null : sticky(during, s, name.end)
  const value = valueOfPeriod(period, where?.[0] ?? '')
  const end = name.end + (where ?? within ?? [''])[0].length
  const isBare = !named.standsAlone && !where && !within && !/[初末期间际]|年[间代]$/.test(s.slice(at, name.end))
  return value && { value, calendar: 'gregorian', remarks: ['period'], isBare, end }
}

const reignPart =
  /(?:(初)(?:年|期|叶)?|(末)(?:年|期|叶)?|(中)(?:期|叶|年)|(?:年间|时期|期间|朝|时代|之际|一朝|间)|(中)(?=[，。、；)]|$))(?!间)/y
const reignList = /[、至到和与—]|及/y

const reignOf = (s: string, at: number, env: Env): { era: Era; end: number } | null => {
  if (s.startsWith('民国', at)) return { era: { ...republic, last: 1949 }, end: at + 2 }
  const prefix = sticky(/[大满]?[明清元宋唐]朝?/y, s, at)
  const found = nameAt(env.eras, s, at) ?? (prefix && nameAt(env.eras, s, at + prefix[0].length))
  if (!found) return null
  const later = found.found.filter(({ first }) => first >= 1368)
  const named = (later.length > 0 ? later : found.found).filter(({ from }) => from === undefined)
  const { context } = env
  const era = context && named.length > 1 ? named.find((one) => eraOf(context, env) === one) : named[0]
  return era && (named.length === 1 || era !== named[0] || context) ? { era, end: found.end } : null
}

/** 乾隆年间, 万历初年, 民国末年, 道光、咸丰年间. 初年 and 末年 are the first and last five years (half of a shorter reign at most). */
export function reignAt(s: string, at: number, env: Env): Stretch | null {
  let first = reignOf(s, at, env)
  if (!first) return null
  const joined = sticky(reignList, s, first.end)
  const second = joined && reignOf(s, first.end + joined[0].length, env)
  const last = second && second.era.first >= first.era.first ? second : first
  const part = sticky(reignPart, s, last.end)
  if (!part) return null
  const end = last.end + part[0].length
  const calendar = first.era.name === republic.name ? 'republic' : 'era'
  const [from, to] = [first.era.first, last.era.last]
  const made = (value: Value): Stretch => ({ value, calendar, remarks: [], end })
  if (part[1]) return made(stretch(from, Math.min(from + 4, to)))
  if (part[2]) return made(stretch(Math.max(to - 4, from), to))
  if (part[3]) {
    const size = Math.floor((to - from + 1) / 3)
    return made(stretch(from + size, to - size))
  }
  first = null
  return made(stretch(from, to, false))
}

const decadeUnit = /年代/y
const decadePart = /(中后)(?:期)?|(前半|前)期?|(后半|后)期?(?![来])|(初)期?|(末)期?|(中)(?:期|叶)?(?![国央共心])/y
const centuryUnit = /世纪/y
const centuryPart = /上半[叶期]?|前半[叶期]?|下半[叶期]?|后半[叶期]?|初[期叶]?|末[期叶]?|中[期叶]/y

function partOfDecade(first: number, last: number, part: RegExpExecArray | null): Value {
  if (!part) {
    const decades = [first, last].map((year) => `${isoYear(year).slice(0, -1)}X`)
    return ofEdtf(first === last ? decades[0]! : decades.join('/'))!
  }
  const [, late, front, back, start, end] = part
  if (late) return stretch(first + 4, last + 9)
  if (front) return stretch(first, last + 4)
  if (back) return stretch(first + 5, last + 9)
  if (start) return stretch(first, last + 3)
  return end ? stretch(first + 7, last + 9) : stretch(first + 4, last + 6)
}

/** 80年代, 二十世纪三十年代, 三四十年代, 1930年代初; 20世纪, 19世纪末. A decade alone is of the context's century, else of the one that is set. */
export function decadeAt(s: string, at: number, env: Env): Stretch | null {
  const opening = sticky(/(?:公元)?(前)?(?=[0-9一二三四五六七八九十廿])|(上)(?:个)?世纪|'(?=[0-9])/y, s, at)
  if (!opening) return null
  const start = at + opening[0].length
  let century = opening[2] ? 19 : null
  let rest = start
  if (century === null) {
    const number = countAt(s, start, centuryUnit)
    if (number && sticky(centuryUnit, s, number.end)) {
      if (number.first < 1 || number.last > 21) return null
      rest = number.end + 2
      century = number.last - 1
      const decade = opening[1] ? null : decadeIn(s, rest, century)
      return decade ?? centuryIn(s, rest, number.first, number.last, opening[1] !== undefined)
    }
    if (opening[1] || /公元/.test(opening[0])) return null
    century = Math.floor((env.context?.year ?? env.century) / 100)
  }
  return decadeIn(s, rest, century)
}

function decadeIn(s: string, at: number, century: number): Stretch | null {
  // 三、四十年代 and 三四十年代 say the tens once.
  const tens = sticky(/([一二三四五六七八])、?([二三四五六七八九])十(?=年代)/y, s, at)
  const count = tens ? null : countAt(s, at, decadeUnit)
  const end = tens ? at + tens[0].length : count?.end
  if (end === undefined || !sticky(decadeUnit, s, end)) return null
  let [first, last] = tens ? [numeralValue(tens[1]!)! * 10, numeralValue(tens[2]!)! * 10] : [count!.first, count!.last]
  if (first % 10 !== 0 || last % 10 !== 0 || last < first) return null
  if (first < 100) [first, last] = [century * 100 + first, century * 100 + last]
  if (first < 1000 || last > 2090 || (first % 100 === 0 && count?.written.length !== 4)) return null
  const part = sticky(decadePart, s, end + 2)
  const value = partOfDecade(first, last, part)
  return { value, calendar: 'gregorian', remarks: [], end: end + 2 + (part?.[0].length ?? 0) }
}

function centuryIn(s: string, at: number, first: number, last: number, isBefore: boolean): Stretch {
  // The 3rd century BC ran from -0299 (300 BC) to -0200.
  const [from, to] = isBefore ? [1 - first * 100, 100 - last * 100] : [first * 100 - 99, last * 100]
  const part = sticky(centuryPart, s, at)
  const end = at + (part?.[0].length ?? 0)
  const made = (value: Value): Stretch => ({ value, calendar: 'gregorian', remarks: [], end })
  if (!part) return made(between(ofYear(from), ofYear(to))!)
  if (/^[上前]/.test(part[0])) return made(between(ofYear(from), ofYear(to - 50))!)
  if (/^[下后]/.test(part[0])) return made(between(ofYear(from + 50), ofYear(to))!)
  if (part[0].startsWith('初')) return made(stretch(from, from + 9))
  return made(part[0].startsWith('末') ? stretch(to - 9, to) : stretch(from + 39, from + 59))
}
