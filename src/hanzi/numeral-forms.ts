/**
 * The ways a number in a query may be written in a text (chinese-text.md §2): 1938年 = 一九三八年, 27年 = 二十七年 = 廿七年, 312种 = 三百一十二种.
 * Pure; over folded tokens. The index stays literal: only the question is expanded.
 */
import { numeralValue } from './numerals.ts'

const chineseNumerals = new Set('〇一二三四五六七八九十百千万亿廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟两')
const units = new Set(
  '年月日号届次期卷章条篇件个名人世代级团师军种张册页幅枚部套份座所户口亩里石斗斤两元圆岁次倍层间处',
)
const indefinite = new Set('余许多几')
/** Five numbers in three writings each. */
const MAX_FORMS = 243

/** Whether a token is part of a written number, so that a number that follows it is not whole. */
export const isNumeralToken = (token: string): boolean => chineseNumerals.has(token) || /^\d+$/.test(token)

const signs = '〇一二三四五六七八九'
const digitwise = (value: number): string => [...String(value)].map((digit) => signs[Number(digit)]).join('')

/** 二十七, 一百〇五, 一万二千五百; with `formal` 贰拾柒. Up to 99,999,999. */
function positional(value: number, formal = false): string {
  const digits = formal ? '〇壹贰叁肆伍陆柒捌玖' : signs
  const [ten, hundred, thousand] = formal ? '拾佰仟' : '十百千'
  const below10000 = (n: number, isLeading: boolean): string => {
    const parts = [Math.floor(n / 1000), Math.floor(n / 100) % 10, Math.floor(n / 10) % 10, n % 10]
    const powers = [thousand, hundred, ten, '']
    let text = ''
    let isGap = false
    for (const [i, digit] of parts.entries()) {
      if (digit === 0) {
        isGap = text !== '' || !isLeading
        continue
      }
      if (isGap) text += '〇'
      isGap = false
      const isBareTen = i === 2 && digit === 1 && text === '' && isLeading
      text += isBareTen ? ten : digits[digit]! + powers[i]!
    }
    return text
  }
  if (value === 0) return '〇'
  const [high, low] = [Math.floor(value / 10_000), value % 10_000]
  if (high === 0) return below10000(low, true)
  return `${below10000(high, true)}万${low === 0 ? '' : below10000(low, false)}`
}

/** 廿七 for 二十七, where the last two figures allow it. */
const shortened = (text: string): string => text.replace('二十', '廿').replace('三十', '卅').replace('四十', '卌')

const isYear = (value: number) => value >= 1000 && value <= 2099

/** The styles a text keeps to: figures, characters, 廿 and 卅, formal, digit by digit, and what is left. */
const styles: readonly ((value: number, unit: string) => string)[] = [
  String,
  (value) => (isYear(value) ? digitwise(value) : positional(value)),
  (value, unit) =>
    value === 1 && unit === '年' ? '元' : isYear(value) ? digitwise(value) : shortened(positional(value)),
  (value) => positional(value, true),
  (value) => (value >= 1000 && value % 10_000 === 0 ? `${value / 10_000}万` : digitwise(value)),
  (value, unit) => (value === 2 && unit !== '两' ? '两' : positional(value)),
]

const split = (written: string): string[] => written.match(/\d+|./gu) ?? []

export interface NumeralForm {
  tokens: string[]
  /** For each token its place in the phrase as given; −1 where a number is written otherwise. */
  from: number[]
  /** Begins with an expanded numeral: no hit where a numeral stands before it (1月 is not 十一月). */
  wholeRun: boolean
}

/** A phrase whose numbers stand as they are. */
export const asGiven = (tokens: readonly string[]): NumeralForm => ({
  tokens: [...tokens],
  from: tokens.map((_, i) => i),
  wholeRun: false,
})

interface Run {
  start: number
  end: number
  value: number
  unit: string
}

/** The end of the written number at `at`: figures with 万 or 亿 behind them, or characters. */
function numeralEnd(tokens: readonly string[], at: number): number {
  const isFigures = /^\d+$/.test(tokens[at] ?? '')
  let end = isFigures ? at + 1 : at
  while (end < tokens.length && (isFigures ? /^[十百千万亿]$/.test(tokens[end]!) : chineseNumerals.has(tokens[end]!)))
    end++
  return end
}

/** The number that starts at `at`, where it is one that is expanded. */
function runAt(tokens: readonly string[], at: number): Run | null {
  let end = numeralEnd(tokens, at)
  if (end === at && tokens[at] === '元' && tokens[at + 1] === '年') end = at + 1
  if (end === at) return null
  let unit = tokens[indefinite.has(tokens[end] ?? '') ? end + 1 : end] ?? ''
  // 二两 is a number and its measure.
  if (!units.has(unit) && end - at > 1 && tokens[end - 1] === '两') unit = tokens[--end]!
  const written = tokens.slice(at, end).join('')
  // 百年 and 千里 are words; 十年 may be a number.
  if (/^[百千万亿佰仟]/.test(written)) return null
  const value = numeralValue(written)
  if (value === null || value > 99_999_999) return null
  const isBareYear = /^(?:\d{4}|[一二][〇一二三四五六七八九]{3})$/.test(written) && isYear(value)
  return units.has(unit) || isBareYear ? { start: at, end, value, unit } : null
}

/** A number of a phrase, tokens [start, end), and its writings; the given one first. */
export interface WrittenNumber {
  start: number
  end: number
  ways: string[][]
}

/** The numbers of a phrase that are expanded. */
export function numbersIn(tokens: readonly string[]): WrittenNumber[] {
  const found: WrittenNumber[] = []
  for (let at = 0; at < tokens.length; ) {
    const run = runAt(tokens, at)
    if (run) {
      const { start, end, value, unit } = run
      const ways = new Set([tokens.slice(start, end).join(''), ...styles.map((style) => style(value, unit))])
      found.push({ start, end, ways: [...ways].map(split) })
    }
    at = run?.end ?? Math.max(numeralEnd(tokens, at), at + 1)
  }
  return found
}

/**
 * Every way to write the phrase, the given one first: each number in each of its writings, whatever the others have (1938年六月9日). Where that would be
 * too many, as written, in figures and in characters.
 */
export function numeralForms(tokens: readonly string[]): NumeralForm[] {
  const numbers = numbersIn(tokens)
  const most = numbers.reduce((product, { ways }) => product * ways.length, 1) > MAX_FORMS ? 3 : MAX_FORMS
  let forms: NumeralForm[] = [{ tokens: [], from: [], wholeRun: numbers[0]?.start === 0 }]
  const add = (some: readonly string[], from: (i: number) => number) => {
    for (const form of forms) {
      form.tokens.push(...some)
      form.from.push(...some.map((_, i) => from(i)))
    }
  }
  let at = 0
  for (const { start, end, ways } of numbers) {
    const head = at
    add(tokens.slice(at, start), (i) => head + i)
    const some = ways.slice(0, forms.length * Math.min(ways.length, most) > MAX_FORMS ? 1 : most)
    forms = some.flatMap((way, k) =>
      forms.map((form) => ({
        ...form,
        tokens: [...form.tokens, ...way],
        from: [...form.from, ...way.map((_, i) => (k === 0 ? start + i : -1))],
      })),
    )
    at = end
  }
  add(tokens.slice(at), (i) => at + i)
  return forms
}
