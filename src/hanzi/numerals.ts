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
  let total = 0
  let section = 0
  let pending: number | null = null
  for (const one of text) {
    if (one in digits) {
      if (pending !== null && pending !== 0) return null
      pending = digits[one]!
    } else if (one in tens) {
      if (pending !== null) return null
      section += tens[one]!
    } else if (one in powers) {
      section += (pending === null || pending === 0 ? 1 : pending) * powers[one]!
      pending = null
    } else if (one === '万') {
      total += (section + (pending ?? 0)) * 10_000
      section = 0
      pending = null
    } else return null
  }
  return text === '' ? null : total + section + (pending ?? 0)
}
