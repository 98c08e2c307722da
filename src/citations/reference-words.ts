/** What the styles have in common: names, dates and pages as a source gives them. Pure. */

/** A source in Latin letters is written by western rules. */
export const isWestern = (text: string): boolean => /[A-Za-z]/.test(text) && !/\p{Script=Han}/u.test(text)

/** [美]费正清, （清）戴震: where somebody is from, or when they lived, which GB/T leaves out. */
export const withoutOrigin = (name: string): string =>
  name.replace(/^[[［〔【(（][^\]］〕】)）]{1,6}[\]］〕】)）]\s*/, '')

/** `Fairbank, John King` in two; the second is '' for a body, or a Chinese name. */
export function nameParts(name: string): [surname: string, given: string] {
  const [surname = '', given = ''] = isWestern(name) ? name.split(/,\s*/, 2) : [name]
  return [surname.trim(), given.trim()]
}

export interface WrittenDate {
  year: string
  month: number | null
  day: number | null
}
/** An ISO date of a year, a month or a day; null: it is written in another way. */
export function dateParts(date: string): WrittenDate | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date) ?? []
  return year === undefined ? null : { year, month: month ? Number(month) : null, day: day ? Number(day) : null }
}

/** 1998年12月25日; as it is where it is written in another way. */
export function chineseDate(date: string): string {
  const parts = dateParts(date)
  if (!parts) return date
  const { year, month, day } = parts
  return `${year}年${month ? `${month}月` : ''}${day ? `${day}日` : ''}`
}

/** In 《》 the inner ones are 〈〉 (GB/T 15834 4.15.3.5). */
export const inTitleMarks = (title: string): string => `《${title.replace(/[《〈]/g, '〈').replace(/[》〉]/g, '〉')}》`

/** 4th ed.; '' for the first, which nobody tells; as it is where it is written in another way. */
export function westernEdition(edition: string): string {
  if (!/^\d+$/.test(edition)) return edition
  if (edition === '1') return ''
  const isTeen = /1[123]$/.test(edition)
  return `${edition}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][Number(edition) % 10] ?? 'th')} ed.`
}
