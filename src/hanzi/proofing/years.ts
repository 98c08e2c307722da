/** 纪年: a year of the common era beside one of 民国, of a reign or of the sixty that is another year. Pure. */

import type { DateOptions } from '../dates/dates.ts'
import { readDate } from '../dates/dates.ts'
import { datesIn } from '../dates/dates-in.ts'
import { ganzhiIndex, ganzhiOfYear } from '../dates/ganzhi.ts'
import type { Hint } from './hint.ts'

const figures = /(?<!\d)(\d{4})(?!\d)/
const yearOf = (text: string, options: DateOptions): number | null => {
  const start = readDate(text.replace(/^[，即]+/, ''), options)?.start
  return start ? Number(start.slice(0, 4)) : null
}
const hint = (start: number, found: string, suggestion: string): Hint => ({
  code: 'years.disagree',
  start,
  end: start + found.length,
  found,
  suggestion,
})

/** 民国二十七年（1937）: the year in figures is what is doubted, since the other is what the source says. */
function inBrackets(text: string, at: number, options: DateOptions): Hint[] {
  const [, outer = '', inner = ''] = /^(.*?)[（(](.*)[)）]/.exec(text) ?? []
  if (!outer || !inner) return []
  const isInner = figures.test(inner) && !/民国/.test(inner)
  const [western, other] = isInner ? [inner, outer] : [outer, inner]
  const given = figures.exec(western)?.[1]
  const own = yearOf(other, options)
  if (!given || own === null || figures.test(other) || !readDate(text, options)?.remarks.includes('years-disagree'))
    return []
  const start = at + (isInner ? text.indexOf(given, outer.length) : text.indexOf(given))
  return Number(given) === own ? [] : [hint(start, given, String(own))]
}

export function disagreeingYears(text: string, options: DateOptions): Hint[] {
  const dates = datesIn(text, options)
  const found = dates.flatMap((date) => inBrackets(date.text, date.start, options))
  for (const [i, date] of dates.entries()) {
    const next = dates[i + 1]
    if (!next || !/^[，,]?(?:即|也就是|亦即)(?:公元|西元)?$/.test(text.slice(date.end, next.start))) continue
    const [western, other] = date.calendar === 'gregorian' ? [date, next] : [next, date]
    const given = figures.exec(western.text)
    if (western.calendar !== 'gregorian' || other.calendar === 'gregorian' || !given) continue
    if (western.to < other.from || western.from > other.to)
      found.push(hint(western.start + given.index, given[1]!, other.from.slice(0, 4)))
  }
  // 甲午（1895）: the nearest year of the same two characters.
  for (const { 0: whole, 1: pair = '', 2: year = '', index } of text.matchAll(
    /([甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])年?[（(](?:公元)?(\d{4})年?[)）]/g,
  )) {
    const wanted = ganzhiIndex(pair)
    if (wanted === null || found.some(({ start }) => start >= index && start < index + whole.length)) continue
    const off = ((((wanted - ganzhiOfYear(Number(year)) + 30) % 60) + 60) % 60) - 30
    if (off !== 0) found.push(hint(index + whole.indexOf(year), year, String(Number(year) + off)))
  }
  return found
}
