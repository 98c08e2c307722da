/** What a reading says: an EDTF string with the days it covers, and how such values combine. */
import { type Days, dayNumber, isoDay, isoOfDay, isoYear } from './days.ts'
import { edtfBounds } from './edtf.ts'

export type Calendar = 'gregorian' | 'republic' | 'era' | 'lunar'

/** What must be told with a date. `lunar-year`: overlaps two western years · `years-disagree`: two stated years, both kept · `candidates`: one of several years
 * (干支, namesake eras) · `nearest`: the 干支 year nearest to the context · `occupation`: era of an occupation · `period`: bounds from the table of periods. */
export type Remark = 'lunar-year' | 'years-disagree' | 'candidates' | 'nearest' | 'occupation' | 'period'

export interface Value {
  edtf: string
  /** Inclusive ISO days; null = open. */
  start: string | null
  end: string | null
}

/** Null where the string is no EDTF of ours: an impossible date. `bounds` where they are truer than the string's own. */
export function ofEdtf(edtf: string, bounds?: Days | null): Value | null {
  const found = bounds ?? edtfBounds(edtf)
  return found && { edtf, start: found.start, end: found.end }
}
export const ofDays = (days: Days | null): Value | null =>
  days && { edtf: days.start === days.end ? days.start : `${days.start}/${days.end}`, ...days }
export const ofYear = (year: number): Value => ofEdtf(isoYear(year))!
export const ofMonth = (year: number, month: number): string => isoDay(year, month, 1).slice(0, -3)

const ends = (edtf: string): [string, string] => {
  const [first = '', last = first] = edtf.replace(/^\[|\]$/g, '').split(/[/,]|\.\.(?=.)/)
  return [first, last]
}

/** From the first of one to the last of the other; null where the end comes before the start. */
export function between(from: Value, to: Value): Value | null {
  if (from.start === null || to.end === null || from.edtf.startsWith('[') || to.edtf.startsWith('[')) return null
  if (dayNumber(from.start) > dayNumber(to.end)) return null
  return { edtf: `${ends(from.edtf)[0]}/${to.edtf.split('/').at(-1)}`, start: from.start, end: to.end }
}

const marked = (mark: string) => (value: Value) => ({
  ...value,
  edtf: value.edtf
    .split('/')
    .map((part) => (part === '..' || /[?~%\]]$/.test(part) ? part : part + mark))
    .join('/'),
})
export const about = marked('~')
export const uncertain = marked('?')

/** As it stands among others: a stretch with dots, and of a set its members, for sets hold no sets (EDTF level 2). */
const amongOthers = ({ edtf }: Value) => (edtf.startsWith('[') ? edtf.slice(1, -1) : edtf.replace('/', '..'))

/** One of several, each once, in order. */
export function oneOf(values: readonly Value[]): Value | null {
  const byEdtf = new Map(values.map((value) => [value.edtf, value]))
  const sorted = [...byEdtf.values()]
    .filter(({ start, end }) => start !== null && end !== null)
    .sort((a, b) => dayNumber(a.start!) - dayNumber(b.start!))
  const [first] = sorted
  if (!first || sorted.length < 2) return first ?? null
  const end = sorted.reduce((last, { end }) => (dayNumber(end!) > dayNumber(last) ? end! : last), first.end!)
  return { edtf: `[${sorted.map(amongOthers).join(',')}]`, start: first.start, end }
}

export const overlap = (a: Value, b: Value): boolean =>
  (a.start === null || b.end === null || dayNumber(a.start) <= dayNumber(b.end)) &&
  (b.start === null || a.end === null || dayNumber(b.start) <= dayNumber(a.end))

/** 以前: up to and with a year or month, up to the eve of a day. 以后, 以来: from its first day on. */
export function before(value: Value): Value | null {
  if (value.start === null || value.edtf.startsWith('[')) return null
  if (value.start !== value.end) return { edtf: `../${ends(value.edtf)[1]}`, start: null, end: value.end }
  const eve = isoOfDay(dayNumber(value.start) - 1)
  return { edtf: `../${eve}`, start: null, end: eve }
}
export const after = (value: Value): Value | null =>
  value.start === null || value.edtf.startsWith('[')
    ? null
    : { edtf: `${ends(value.edtf)[0]}/..`, start: value.start, end: null }
