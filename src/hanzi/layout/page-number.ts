/** A line that may be a page number, and the number that a running title may carry. Pure. */
import { numeralValue } from '../numerals.ts'

export interface PageNumber {
  value: number
  /** Numbers of one series are written alike. */
  style: string
  /** It can be nothing else: — 12 —, 第12页. A bare 12, 一二, xii or (12) needs to stand at a page break in a series that ascends. */
  isCertain: boolean
}

const figures = '[0-9]{1,4}'
const hanFigures = '[〇零○一二三四五六七八九十百]{1,5}'
const number = `(?:${figures}|${hanFigures}|[ivxl]{1,7}|[IVXL]{1,7})`
const rule = '[-‐‑–—―─~·•・.*=_|]'
/** Width folded, so － ～ １２ （ are - ~ 12 (. */
const ruled = new RegExp(`^${rule}{1,4} *(${number}) *${rule}{1,4}$`)
const halfRuled = new RegExp(`^(?:[-–—·•] *(${figures})|(${figures}) *[-–—·•])$`)
const named = new RegExp(
  `^第 *(${figures}|${hanFigures}) *[页頁版](?:[ ,/、]*共 *(?:${figures}|${hanFigures}) *[页頁版])?$|^共 *(?:${figures}|${hanFigures}) *[页頁][ ,/、]*第 *(${figures}|${hanFigures}) *[页頁]$|^page *(${figures})(?: *(?:of|/) *${figures})?$`,
  'i',
)
const outOf = new RegExp(`^(${figures}) *[/] *${figures}$`)
const bracketed = new RegExp(
  `^(?:\\( *(${number}) *\\)|\\[ *(${number}) *\\]|〔 *(${number}) *〕|【 *(${number}) *】|< *(${number}) *>)$`,
)
const bare = new RegExp(`^(?:p\\. *|p)?(${number})$`, 'i')

const frame = new RegExp(`^(?:${rule}+ *|\\( *)|(?: *${rule}+| *\\))$`, 'g')

const romanDigits: Record<string, number> = { i: 1, v: 5, x: 10, l: 50 }
function romanValue(written: string): number | null {
  if (!/^(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/i.test(written)) return null
  const values = [...written.toLowerCase()].map((one) => romanDigits[one]!)
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0)
}

function numberOf(written: string): { value: number; style: string } | null {
  const style = /^[0-9]/.test(written) ? '1' : /^[ivxl]/.test(written) ? 'i' : /^[IVXL]/.test(written) ? 'I' : '一'
  const value = style === '1' ? Number(written) : style === '一' ? numeralValue(written) : romanValue(written)
  return value === null || value === 0 ? null : { value, style }
}

const isYear = (value: number) => value >= 1800 && value <= 2099

/** A page number begins and ends with one of these: most lines are told by two look-ups. */
const edge = new Set(
  '0123456789０１２３４５６７８９〇零○一二三四五六七八九十百ivxlIVXL-‐‑–—―─~～－·•・.．*＊=＝_＿|｜()（）[]［］〔〕【】<>＜＞第共页頁版pPⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ①②③④⑤⑥⑦⑧⑨⑩',
)

/** `line` without white space at its ends. Null where it is no page number at all. */
export function pageNumberOf(line: string): PageNumber | null {
  if (line.length > 24 || !edge.has(line.charAt(0)) || !edge.has(line.charAt(line.length - 1))) return null
  const folded = line.normalize('NFKC').replace(/\s+/g, ' ')
  const read = (match: RegExpExecArray | null, kind: string, isCertain: boolean): PageNumber | null => {
    const written = match?.slice(1).find((one) => one !== undefined)
    const found = written === undefined ? null : numberOf(written)
    if (!found) return null
    return { value: found.value, style: `${kind}${found.style}`, isCertain: isCertain && !isYear(found.value) }
  }
  const inner = folded.replace(frame, '')
  const name = read(named.exec(inner), '第', true)
  if (name) return name
  const rules = read(ruled.exec(folded), '-', true)
  // — 一 — is also how sections are marked.
  if (rules) return { ...rules, isCertain: rules.isCertain && rules.style === '-1' }
  return (
    read(bare.exec(folded), '', false) ??
    read(halfRuled.exec(folded), '-', false) ??
    read(bracketed.exec(folded), '(', false) ??
    read(outOf.exec(folded), '/', false)
  )
}

export interface RunningTitle {
  /** The words without white space and width: the same on every page. */
  key: string
  words: string
  /** The page number on the same line, set apart from the words by space or a rule; null without one. */
  number: number | null
  /** The key without a figure that is not set apart (花园口见闻12, 12花园口见闻), which may be a page number; null without one. */
  bareKey: string | null
}

const space = '[ \\t\\u3000]'
const apart = `(?:${space}+|${space}*${rule}{1,4}${space}*)`
const written = `(${figures}|${hanFigures}|[ivxl]{1,6})`
const after = new RegExp(`(?:${apart}${written}|${space}*第 *([0-9]{1,4}) *[页頁])${space}*${rule}{0,4}$`)
const before = new RegExp(`^${rule}{0,4}${space}*(?:${written}${apart}|第 *([0-9]{1,4}) *[页頁]${space}*)`)
const gluedAfter = /(?<![第0-9])[0-9]{1,4}$/
const gluedBefore = /^[0-9]{1,4}(?![0-9.、,)/:%年月日号世届次级章节期卷名人元个])/
const ornament = new RegExp(`^(?:${rule}|${space})+|(?:${rule}|${space})+$`, 'g')

/** What a running title would be, whatever number stands on its line; null where the words are too long, too few or end as a sentence does. */
export function runningTitleOf(line: string, longest: number): RunningTitle | null {
  const folded = line.normalize('NFKC')
  const end = after.exec(folded)
  const start = end ? null : before.exec(folded)
  const figure = end?.[1] ?? end?.[2] ?? start?.[1] ?? start?.[2]
  const found = figure === undefined ? null : numberOf(figure)
  const rest = !found ? folded : end ? folded.slice(0, end.index) : folded.slice(start![0].length)
  const words = rest.replace(ornament, '')
  const key = words.replace(/\s+/g, '')
  if (key.length > 2 * longest || [...key].length > longest) return null
  if ((key.match(/\p{L}/gu) ?? []).length < 2 || /(?:[。!?;,、:]|\.\.\.)$/u.test(key)) return null
  const bare = found ? key : key.replace(gluedAfter, '').replace(gluedBefore, '')
  return { key, words, number: found?.value ?? null, bareKey: bare.length > 3 && bare !== key ? bare : null }
}
