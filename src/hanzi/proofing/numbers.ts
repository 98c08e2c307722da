/** Numbers as they are written: 28 as 二十八, 三 as 3. Pure. */
const digits = '〇一二三四五六七八九'

/** From 1 to 9999: 二百五十, 一千零八. */
export function hanNumber(value: number): string {
  let written = ''
  let rest = value
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
  ] as const) {
    const count = Math.floor(rest / unit)
    rest %= unit
    if (count > 0) written += (unit === 10 && count === 1 && written === '' ? '' : digits[count]) + name
    else if (written !== '' && rest > 0 && !written.endsWith('零')) written += '零'
  }
  if (rest > 0) written += digits[rest]
  return written
}

/** 一九三七 as 1937. */
export const inFigures = (written: string): string =>
  [...written].map((one) => (/[零○]/.test(one) ? '0' : String(digits.indexOf(one)))).join('')
/** 1937 as 一九三七. */
export const inHan = (figures: string): string => [...figures].map((one) => digits[Number(one)]).join('')
