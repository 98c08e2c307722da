/** Counts as dates write them: one number, or two (三十六七年, 十几年, 二十六至二十八年, 三十六、七年). */
import { numeralValue } from '../numerals.ts'

export interface Count {
  first: number
  /** Equal to `first` but for two numbers or a stretch. */
  last: number
  /** What else it may be: 二三 is two or three, or 23. */
  or?: number
  isArabic: boolean
  /** Written digit by digit (一九三八, 1938); of the first number. */
  isDigits: boolean
  written: string
  end: number
}

const arabic = /[0-9]{1,4}(?![0-9])/y
const han = /[〇一二三四五六七八九十百千廿卅卌念两壹贰叁肆伍陆柒捌玖拾佰仟]{1,11}|元/y
const oneDigits = '〇一二三四五六七八九'

export function sticky(pattern: RegExp, s: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(s)
}

const plainTens = (written: string): string => written.replaceAll('念', '廿').replaceAll('两', '二')
const follows = (a: string, b: string): boolean => {
  const first = oneDigits.indexOf(a)
  return first > 0 && oneDigits.indexOf(b) === first + 1
}

/** A single written number, or a pair of neighbours run together. */
function one(s: string, at: number): Count | null {
  const digits = sticky(arabic, s, at)
  if (digits) {
    const value = Number(digits[0])
    return { first: value, last: value, isArabic: true, isDigits: true, written: digits[0], end: at + digits[0].length }
  }
  const found = sticky(han, s, at)
  if (!found) return null
  const written = plainTens(found[0])
  const end = at + written.length
  const base = { isArabic: false, written, end }
  const isDigits = written.length > 1 && [...written].every((digit) => oneDigits.includes(digit))
  if (s[end] === '几') {
    const value = numeralValue(written)
    if (value === null || value === 0) return null
    if (isDigits) return { ...base, first: value * 10, last: value * 10 + 9, isDigits, end: end + 1 }
    return value % 10 === 0 ? { ...base, first: value + 1, last: value + 9, isDigits, end: end + 1 } : null
  }
  const [tens, a = '', b = ''] = [written.slice(0, -2), written.at(-2), written.at(-1)]
  if (follows(a, b)) {
    const start = tens === '' ? 0 : /[十廿卅卌百]$/.test(tens) ? numeralValue(tens) : null
    if (start !== null) {
      const [first, last] = [start + oneDigits.indexOf(a), start + oneDigits.indexOf(b)]
      const whole = tens === '' ? numeralValue(written)! : undefined
      return { ...base, first, last, isDigits: tens === '', ...(whole === undefined ? {} : { or: whole }) }
    }
    if (isDigits && written.length === 5) {
      const value = numeralValue(written.slice(0, 4))!
      return { ...base, first: value, last: value + 1, isDigits }
    }
  }
  const value = numeralValue(written)
  return value === null ? null : { ...base, first: value, last: value, isDigits }
}

const separator = /年?(?:[、/]|(至|到|—+|-|~))(?=[0-9〇一二三四五六七八九十廿卅卌])/y

/** A count at `at`; with a second one where `unit` follows it (1937—1945年). The second may be short: 1980-85, 三十六、七. */
export function countAt(s: string, at: number, unit: RegExp): Count | null {
  const first = one(s, at)
  if (!first || sticky(unit, s, first.end)) return first
  const between = sticky(separator, s, first.end)
  if (!between || first.first !== first.last) return first
  const second = one(s, first.end + between[0].length)
  if (!second || second.first !== second.last || !sticky(unit, s, second.end)) return first
  const whole = (size: number) => Math.floor(first.first / size) * size + second.first
  let last = second.first
  if (first.isDigits && first.written.length === 4 && second.written.length === 2) last = whole(100)
  else if (last < 10 && first.first > 10) last = whole(10)
  // 九、十一月 is no stretch: only neighbours may stand with a comma.
  const fits = between[1] ? last > first.first : last === first.first + 1
  return fits ? { ...first, last, end: second.end } : first
}
