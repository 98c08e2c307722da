/** EDTF (ISO 8601-2) as this archive writes it, and the days it covers. */
import { dayNumber, isDay, isoDay, isoYear, monthLength } from './days.ts'

/** Inclusive ISO days; null = open. */
export interface Bounds {
  start: string | null
  end: string | null
}

/** 21 spring … 24 winter, deliberately wide: 02–05, 05–08, 08–11, 11–02 (chinese-text.md §9). */
const seasons: Record<number, [number, number]> = { 21: [2, 5], 22: [5, 8], 23: [8, 11], 24: [11, 14] }

function single(edtf: string): Bounds | null {
  const [, y, m, d] = /^(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?[?~%]?$/.exec(edtf) ?? []
  if (y === undefined) return null
  const years = [Number(y.replaceAll('X', '0')), Number(y.replaceAll('X', '9'))] as const
  if (m === undefined || m === 'XX') return { start: `${isoYear(years[0])}-01-01`, end: `${isoYear(years[1])}-12-31` }
  const [year] = years
  const month = Number(m)
  const season = seasons[month]
  if (season && d === undefined) {
    const [first, last] = season
    const [endYear, endMonth] = last > 12 ? [year + 1, last - 12] : [year, last]
    return { start: isoDay(year, first, 1), end: isoDay(endYear, endMonth, monthLength(endYear, endMonth)) }
  }
  if (month < 1 || month > 12) return null
  if (d === undefined || d === 'XX')
    return { start: isoDay(year, month, 1), end: isoDay(year, month, monthLength(year, month)) }
  return isDay(year, month, Number(d))
    ? { start: isoDay(year, month, Number(d)), end: isoDay(year, month, Number(d)) }
    : null
}

/** The days an EDTF string covers, or null where it is none that this archive accepts. One-of sets span from their first to their last; `a..b` in a set is a stretch. */
export function edtfBounds(edtf: string): Bounds | null {
  const set = /^\[(.+)\]$/.exec(edtf)
  if (set) {
    const parts = set[1]!.split(',').flatMap((part) => part.split('..').map((one) => single(one.trim())))
    if (parts.some((part) => part === null)) return null
    const earlier = (a: string, b: string) => dayNumber(a) - dayNumber(b)
    const starts = parts.map((part) => part!.start!).sort(earlier)
    const ends = parts.map((part) => part!.end!).sort(earlier)
    return { start: starts[0]!, end: ends.at(-1)! }
  }
  const [first = '', last, more] = edtf.split('/')
  if (more !== undefined) return null
  if (last === undefined) return single(first)
  const [from, to] = [first, last].map((part) =>
    part === '..' || part === '' ? { start: null, end: null } : single(part),
  )
  if (!from || !to || (from.start === null && to.end === null)) return null
  if (from.start !== null && to.end !== null && dayNumber(from.start) > dayNumber(to.end)) return null
  return { start: from.start, end: to.end }
}
