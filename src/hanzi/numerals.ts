/** Chinese numerals as written in dates and titles: positional (二十七), shortened (廿七), digit by digit (一九三八), formal (贰拾柒). */

const digits: Record<string, number> = {}
for (const [i, forms] of [
  '〇零○O',
  '一壹弌',
  '二贰貳两兩',
  '三叁參',
  '四肆',
  '五伍',
  '六陆陸',
  '七柒',
  '八捌',
  '九玖',
].entries()) {
  for (const form of forms) digits[form] = i
}
const tens: Record<string, number> = { 廿: 20, 卅: 30, 卌: 40 }
const powers: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }

/** A regular-expression class of everything a number can be written with. */
export const numeralClass = `[0-9${Object.keys(digits).join('')}${Object.keys(tens).join('')}${Object.keys(powers).join('')}万萬元]`

/** The value, or null where it is no number. 元 (the first) is 1 alone only. */
export function numeralValue(written: string): number | null {
  const text = written.normalize('NFKC').replaceAll('萬', '万')
  if (/^\d{1,15}$/.test(text)) return Number(text)
  if (text === '元') return 1
  if ([...text].length > 1 && [...text].every((one) => one in digits))
    return Number([...text].map((one) => digits[one]).join(''))
  if (digits[text[0] ?? ''] === 0 && text.length > 1) return null
  let total = 0
  let section = 0
  let pending: number | null = null
  /** Powers come down from the highest: 卅卅 and 百千 are no numbers. */
  let below = Number.POSITIVE_INFINITY
  for (const one of text) {
    const power = one in tens ? 10 : powers[one]
    const isFirst = total === 0 && section === 0
    if (power !== undefined && (power >= below || (power > 10 && pending === null && !isFirst))) return null
    if (one in digits) {
      if (pending !== null && (pending !== 0 || digits[one] === 0)) return null
      pending = digits[one]!
    } else if (one in tens) {
      if (pending !== null && pending !== 0) return null
      section += tens[one]!
      pending = null
    } else if (power !== undefined) {
      section += (pending === null || pending === 0 ? 1 : pending) * power
      pending = null
    } else if (one === '万' && total === 0 && (section > 0 || pending)) {
      total += (section + (pending ?? 0)) * 10_000
      section = 0
      pending = null
    } else return null
    if (power !== undefined || one === '万') below = power ?? Number.POSITIVE_INFINITY
  }
  return text === '' ? null : total + section + (pending ?? 0)
}
