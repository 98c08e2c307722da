/** A resolved date in the words of a book (GB/T 15835: Arabic figures): 1938年3月, 约1938年, 1930年代, 1938年4月1日—29日; and where it stands among others. Pure. */
import { dayNumber } from './days.ts'
import { edtfBounds } from './edtf.ts'

const seasons: Record<string, string> = { 21: '春', 22: '夏', 23: '秋', 24: '冬' }
const single = /^(-?)(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?([?~%]?)$/

interface Point {
  year: string
  month: string
  day: string
  mark: string
}
function pointOf(edtf: string): Point | null {
  const [, before, digits, m, d, mark] = single.exec(edtf) ?? []
  if (digits === undefined) return null
  const bare = digits.replace(/X/g, '')
  const number = before ? 1 + Number(digits) : Number(digits)
  const year = digits.endsWith('XX')
    ? `${Number(bare) + 1}世纪`
    : digits.endsWith('X')
      ? `${bare}0年代`
      : `${before || number === 0 ? `公元前${before ? number : 1}` : number}年`
  const month = m === undefined || m === 'XX' ? '' : (seasons[m] ?? `${Number(m)}月`)
  return { year, month, day: d === undefined || d === 'XX' ? '' : `${Number(d)}日`, mark: mark ?? '' }
}
/** `before`: what was said already, and is not said again. */
function wordsOf(edtf: string, before: Point | null = null): string {
  const point = pointOf(edtf)
  if (!point) return edtf
  const { year, month, day, mark } = point
  const isSameYear = before?.year === year && month !== ''
  const isSameMonth = isSameYear && before?.month === month && day !== ''
  const said = (isSameYear ? '' : year) + (isSameMonth ? '' : month) + day
  return `${/[~%]/.test(mark) ? '约' : ''}${said}${/[?%]/.test(mark) ? '（？）' : ''}`
}

/** What is no EDTF of ours stays as it is. */
export function dateWords(edtf: string): string {
  const set = /^\[(.+)\]$/.exec(edtf)
  if (set)
    return set[1]!
      .split(',')
      .map((one) => dateWords(one.trim().replace('..', '/')))
      .join('或')
  const [first = '', last] = edtf.split('/')
  if (last === undefined) return wordsOf(first)
  if (last === '' || last === '..') return `${wordsOf(first)}以后`
  if (first === '' || first === '..') return `${wordsOf(last)}以前`
  return `${wordsOf(first)}—${wordsOf(last, pointOf(first))}`
}

/**
 * Where a date stands in a list of events: what lasts, where it begins; what is only known to lie within a year, a season or a month, behind what is known
 * better there (是年, 是月). `isVague`: a stretch of days that is one month of another calendar. null: no EDTF of ours.
 */
export function datePlace(edtf: string, isVague = false): [day: number, width: number] | null {
  const bounds = edtfBounds(edtf)
  if (!bounds) return null
  const first = edtf.includes('/') && !isVague ? edtf.split('/')[0]! : ''
  const own = (first !== '' && first !== '..' && edtfBounds(first)) || bounds
  const [from, to] = [own.start ?? own.end, own.end ?? own.start]
  return [dayNumber(to!), dayNumber(to!) - dayNumber(from!)]
}
