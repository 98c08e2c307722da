/** 干支: the sixty pairs of stem and branch that count years and days. */
const stems = '甲乙丙丁戊己庚辛壬癸'
const branches = '子丑寅卯辰巳午未申酉戌亥'

/** Stem and branch, also as OCR mistakes 己 已 巳 and 戊 戌 for each other, and as 太平天国 wrote three of the branches. */
export const ganzhiClass = `[${stems}已][${branches}己已戊好荣开]`

const misread: Record<string, string> = { 己: '巳', 已: '巳', 戊: '戌', 好: '丑', 荣: '卯', 开: '亥' }

/** 0 (甲子) … 59 (癸亥); null for a pair that does not occur (甲丑). */
export function ganzhiIndex(pair: string): number | null {
  const stem = stems.indexOf(pair[0] === '已' ? '己' : (pair[0] ?? '?'))
  const branch = branches.indexOf(misread[pair[1] ?? ''] ?? pair[1] ?? '?')
  if (stem < 0 || branch < 0 || (stem - branch) % 2 !== 0) return null
  for (let i = stem; i < 60; i += 10) if (i % 12 === branch) return i
  return null
}

/** Years of the pair within [from, to], ascending. 1984 is 甲子. */
export function ganzhiYears(index: number, from: number, to: number): number[] {
  const years: number[] = []
  const ahead = (((index - (from - 4)) % 60) + 60) % 60
  for (let year = from + ahead; year <= to; year += 60) years.push(year)
  return years
}
export const ganzhiOfYear = (year: number): number => (((year - 4) % 60) + 60) % 60
/** Of a day by its Julian day number (2,451,545 = 2000-01-01 = 戊午). */
export const ganzhiOfDay = (julian: number): number => (((julian + 49) % 60) + 60) % 60
