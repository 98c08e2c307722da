/** Days as the query language is asked for them, in as few figures as say the same. Pure. */
const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Inclusive ISO days. */
export function spanOfDays(from: string, to: string): string {
  const [, year = '', month = ''] = /^(\d{4})-(\d\d)-01$/.exec(from) ?? []
  if (year && to === `${year}-12-31` && month === '01') return year
  if (year && to === `${year}-${month}-${daysIn(Number(year), Number(month))}`) return `${year}-${month}`
  const [, first] = /^(\d{4})-01-01$/.exec(from) ?? []
  const [, last] = /^(\d{4})-12-31$/.exec(to) ?? []
  if (first && last) return `${first}..${last}`
  return from === to ? from : `${from}..${to}`
}

export const queryOfDays = (from: string, to: string): string => `文中日期:${spanOfDays(from, to)}`
