/** One date where it is written: a point, both ends of a range, its second writing in brackets. */
import type { DateContext, Env } from './date-eras.ts'
import { sticky } from './date-numbers.ts'
import { type Mention, pointAt } from './date-point.ts'
import { about, between, oneOf, overlap, uncertain } from './date-values.ts'

export type { Mention } from './date-point.ts'

const weekday = /\((?:星期|礼拜|周)[一二三四五六日天]\)|(?:星期|礼拜)[一二三四五六日天]/y
const saidOtherwise = /\((?:一说|又说|另说|一作|亦作|或作)/y

/** A second writing in brackets after the whole date; where the two do not meet, both are kept. */
function withBracket(s: string, mention: Mention, env: Env): Mention {
  const { end, value } = mention
  const named = sticky(weekday, s, end)
  if (named) return { ...mention, end: end + named[0].length }
  if (s[end] !== '(') return mention
  if (s.startsWith('(约)', end)) return { ...mention, value: about(value), end: end + 3 }
  if (s.startsWith('(?)', end)) return { ...mention, value: uncertain(value), end: end + 3 }
  const other = sticky(saidOtherwise, s, end)
  const start = end + (other?.[0].length ?? (s[end + 1] === '即' ? 2 : 1))
  const tryIn = (context: DateContext | undefined) => {
    const inside = dateAt(s, start, { ...env, context, isRunning: false, isSecond: other !== null }, true)
    return inside && s[inside.end] === ')' && (inside.value.start ?? inside.value.end) !== null ? inside : null
  }
  const { context } = mention
  const inside = tryIn(context)
  if (!inside) return mention
  const closed = { ...mention, end: inside.end + 1 }
  if (!other && overlap(value, inside.value)) return closed
  // 1938年1月24日（腊月廿三）: the lunar year that is meant began the year before.
  const earlier = !other && context ? tryIn({ ...context, year: context.year - 1 }) : null
  if (earlier && overlap(value, earlier.value)) return closed
  const both = oneOf([value, inside.value])
  if (!both) return mention
  const { context: _, ...rest } = closed
  return { ...rest, value: both, remarks: [...mention.remarks, 'years-disagree'] }
}

const approximately = /(?:大?约|大概)(?:在|于|为)?|(?:约莫)/y
const roundabout = /前后|左右/y
const dayYear = (iso: string): number => Number(/^-?\d+/.exec(iso)![0])
const until = /起?(?:直?至|到|—+|-|~|迄)/y

/** A date at `at`: a point, or a range of two. Inside a date's own brackets no further ones are looked into. */
export function dateAt(s: string, at: number, env: Env, isInside = false): Mention | null {
  const opening = sticky(approximately, s, at)
  const start = at + (opening?.[0].length ?? 0)
  let first = pointAt(s, start, env)
  if (!first) return null
  if (!isInside) first = withBracket(s, first, env)
  const approximate = (mention: Mention): Mention => {
    const around = sticky(roundabout, s, mention.end)
    const end = mention.end + (around?.[0].length ?? 0)
    return around || opening ? { ...mention, value: about(mention.value), end } : mention
  }
  const separator = sticky(until, s, first.end)
  if (separator && first.value.start !== null) {
    // 19世纪30年代至40年代: the century goes on.
    const context = first.context ?? (first.kind === 'stretch' ? { year: dayYear(first.value.start) } : env.context)
    const second = pointAt(s, first.end + separator[0].length, { ...env, context, isSecond: true, isRunning: false })
    const value = second && between(first.value, second.value)
    if (second && value) {
      const remarks = [...new Set([...first.remarks, ...second.remarks])]
      const range = { ...second, value, calendar: first.calendar, remarks, kind: first.kind }
      return approximate(isInside ? range : withBracket(s, range, env))
    }
  }
  const or = sticky(/或/y, s, first.end)
  const other =
    or && pointAt(s, first.end + 1, { ...env, context: first.context ?? env.context, isSecond: true, isRunning: false })
  const either = other && oneOf([first.value, other.value])
  if (either && other.kind !== 'day') {
    return { value: either, calendar: first.calendar, remarks: ['candidates'], kind: first.kind, end: other.end }
  }
  return approximate(first)
}
