/** How a resolved date is told. Pure. */
export interface Resolved {
  edtf: string | null
  /** The first and the last day, null where it is open. */
  start: string | null
  end: string | null
}

/** Astronomical years: 0 is 1 BC. */
const parts = (day: string): [number, number, number] => {
  const [, year = '', month = '', date = ''] = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(day) ?? []
  return [Number(year), Number(month), Number(date)]
}
const lastOf = (year: number, month: number) =>
  new Date(Date.UTC(2000 + (((year % 400) + 400) % 400), month, 0)).getUTCDate()

export interface Spoken {
  /** `day` · `month` · `year`: how fine both ends are. */
  fine: 'day' | 'month' | 'year'
  start: [number, number, number] | null
  end: [number, number, number] | null
}
/** The days of a reading, as finely as they go: whole years and whole months are told as such. */
export function spoken({ start, end }: Pick<Resolved, 'start' | 'end'>): Spoken | null {
  if (start === null && end === null) return null
  const [from, to] = [start === null ? null : parts(start), end === null ? null : parts(end)]
  const isMonths = (!from || from[2] === 1) && (!to || to[2] === lastOf(to[0], to[1]))
  const isYears = isMonths && (!from || from[1] === 1) && (!to || to[1] === 12)
  return { fine: isYears ? 'year' : isMonths ? 'month' : 'day', start: from, end: to }
}

/** The resolved date as it stands beneath its writing: seasons by their months, everything else as EDTF. */
export function briefly({ edtf, start, end }: Resolved): string {
  const isSeason = /-(?:2[1-9]|3\d)\b/.test(edtf ?? '')
  if (edtf !== null && !isSeason) return edtf.replace('/', '／')
  const told = spoken({ start, end })
  if (!told) return ''
  const length = { day: 10, month: 7, year: 4 }[told.fine]
  const cut = (day: string | null) => (day === null ? '..' : day.slice(0, day.startsWith('-') ? length + 1 : length))
  return cut(start) === cut(end) ? cut(start) : `${cut(start)}／${cut(end)}`
}

/** What the writing does not say already: 民国十七年 is 1928, 1961年3月 is 1961-03 to everybody. '' where there is nothing to say. */
export function meaning({ text, ...resolved }: { text: string } & Resolved): string {
  const [, year, ...rest] = /^(\d{4})年?(?:(\d{1,2})月?(?:(\d{1,2})日?)?)?$/.exec(text.trim()) ?? []
  const said = [year, ...rest.flatMap((part) => part?.padStart(2, '0') ?? [])].join('-')
  const meant = resolved.edtf === null ? '' : briefly(resolved)
  return meant === said || meant === text ? '' : meant
}

/** The year a date begins in, else the one it ends in; before the year 1 as EDTF counts. */
export const yearOf = ({ start, end }: Pick<Resolved, 'start' | 'end'>): string => {
  const day = start ?? end
  return day === null ? '' : String(parts(day)[0])
}
