/** The ways a number in a question may stand in a text, by chinese-text.md §2; apart from src/hanzi/numeral-forms.ts. */
const digits = [...'〇一二三四五六七八九']
const formal = [...'〇壹贰叁肆伍陆柒捌玖']
const units = '年月日号届次期卷章条篇件个名人世代级团师军种张册页幅枚部套份座所户口亩里石斗斤两元圆岁倍层间处'

/** One token as it is, or a number in any of its writings. */
export type Slot = { ways: readonly (readonly string[])[]; isNumber: boolean; from: number; to: number }

export const isNumeral = (token: string | undefined): boolean =>
  token !== undefined && /^(?:\d+|[〇一二三四五六七八九十百千万亿廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟两])$/.test(token)

/** 二十七, 一千〇五, 一万二千五百; below a hundred million. */
function spoken(value: number, by: readonly string[], tens: readonly string[]): string {
  if (value === 0) return by[0]!
  const four = (part: number, isFirst: boolean): string => {
    const written = [1000, 100, 10, 1].map((power, i) => {
      const digit = Math.floor(part / power) % 10
      return digit === 0 ? '〇' : by[digit]! + tens[i]!
    })
    const read = written.join('').replace(/〇+/g, '〇').replace(/〇$/, '')
    return isFirst ? read.replace(/^〇/, '').replace(new RegExp(`^${by[1]}${tens[2]}`), tens[2]!) : read
  }
  const high = Math.floor(value / 10_000)
  return high === 0 ? four(value, true) : `${four(high, true)}万${four(value % 10_000, false)}`
}

function waysOf(value: number, unit: string): string[] {
  const isYear = value >= 1000 && value <= 2099
  const plain = spoken(value, digits, ['千', '百', '十', ''])
  const ways = [
    String(value),
    plain,
    spoken(value, formal, ['仟', '佰', '拾', '']),
    isYear || value < 1000 || value % 10_000 !== 0
      ? [...String(value)].map((digit) => digits[Number(digit)]).join('')
      : `${value / 10_000}万`,
  ]
  if (!isYear) ways.push(plain.replace('二十', '廿').replace('三十', '卅').replace('四十', '卌'))
  if (value === 1 && unit === '年') ways.push('元')
  if (value === 2 && unit !== '两') ways.push('两')
  return ways
}

/** Null where it is no number as people write them. */
function numberOf(written: string): number | null {
  if (/^\d{1,8}$/.test(written)) return Number(written)
  if (written === '元') return 1
  const plain = [...written]
    .map((one) => (formal.includes(one) ? digits[formal.indexOf(one)] : one))
    .join('')
    .replace(/拾/g, '十')
    .replace(/佰/g, '百')
    .replace(/仟/g, '千')
    .replace(/两/g, '二')
  if (/^[〇一二三四五六七八九]{1,8}$/.test(plain)) return Number([...plain].map((one) => digits.indexOf(one)).join(''))
  const part =
    '(?:([一二三四五六七八九])千)?〇?(?:([一二三四五六七八九])百)?〇?(?:(廿|卅|卌)|([一二三四五六七八九])?(十))?〇?([一二三四五六七八九])?'
  const found = new RegExp(`^(?:${part}(万))?${part}$`).exec(plain)
  if (!found || plain.startsWith('〇')) return null
  const sum = ([thousand, hundred, short, ten, isTen, one]: (string | undefined)[]) =>
    (thousand ? digits.indexOf(thousand) * 1000 : 0) +
    (hundred ? digits.indexOf(hundred) * 100 : 0) +
    (short ? ('廿卅卌'.indexOf(short) + 2) * 10 : isTen ? (ten ? digits.indexOf(ten) : 1) * 10 : 0) +
    (one ? digits.indexOf(one) : 0)
  return sum(found.slice(1, 7)) * 10_000 + sum(found.slice(8, 14))
}

const split = (written: string): string[] => written.match(/\d+|./gu) ?? []

export function slotsOf(tokens: readonly string[]): Slot[] {
  const slots: Slot[] = []
  for (let at = 0; at < tokens.length; ) {
    let to = at
    if (/^\d+$/.test(tokens[at]!)) {
      to = at + 1
      while (/^[十百千万亿]$/.test(tokens[to] ?? '')) to++
    } else while (to < tokens.length && isNumeral(tokens[to]) && !/^\d/.test(tokens[to]!)) to++
    if (to === at && tokens[at] === '元' && tokens[at + 1] === '年') to = at + 1
    const end = to
    const after = (from: number) => tokens[/^[余许多几]$/.test(tokens[from] ?? '') ? from + 1 : from] ?? ''
    let unit = after(to)
    if (!(unit && units.includes(unit)) && to - at > 1 && tokens[to - 1] === '两') unit = tokens[--to]!
    const written = tokens.slice(at, to).join('')
    const value = to === at || /^[百千万亿佰仟]/.test(written) ? null : numberOf(written)
    const isYear = /^(?:\d{4}|[一二][〇一二三四五六七八九]{3})$/.test(written) && value! >= 1000 && value! <= 2099
    if (value !== null && (isYear || (unit && units.includes(unit)))) {
      const ways = new Set([written, ...waysOf(value, unit)])
      slots.push({ ways: [...ways].map(split), isNumber: true, from: at, to })
      at = to
      continue
    }
    for (const stop = Math.max(end, at + 1); at < stop; at++)
      slots.push({ ways: [[tokens[at]!]], isNumber: false, from: at, to: at + 1 })
  }
  return slots
}
