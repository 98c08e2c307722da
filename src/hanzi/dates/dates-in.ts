/**
 * Dates in running text, each with its place and its days: what the search field 文中日期 is made of. A mention may build on those before it
 * (同年八月, 次年, 九月初三); what cannot be placed within a century, or is open on one side (解放前), is left out.
 */
import type { DateContext, Env } from './date-eras.ts'
import { dateAt, type Mention } from './date-mention.ts'
import { isSure } from './date-sure.ts'
import type { Names } from './date-tables.ts'
import { dateText } from './date-text.ts'
import type { Calendar } from './date-values.ts'
import { type DateOptions, envOf } from './dates.ts'
import { dayNumber } from './days.ts'

export interface DateInText {
  /** UTF-16 offsets in the text, [start, end), and what stands there. */
  start: number
  end: number
  text: string
  edtf: string
  calendar: Calendar
  /** Inclusive ISO days. */
  from: string
  to: string
}

const NUMERAL = 1
const FIRST = 2
/** Longer than a century is no date to search by (清代). */
const WIDEST = 36_600
/** How far, in characters, a month or a 次年 may stand from the date it builds on. */
const REACH = 2000

const words =
  `同年 是年 当年 该年 其年 本年 此年 同岁 是岁 次年 翌年 转年 来年 越年 上年 第二 同月 是月 当月 该月 本月 次月 翌月 同日 是日 当日 当天 次日 翌日
  公元 西元 公历 民国 中华 民前 农历 阴历 旧历 夏历 古历 岁次 岁在 上世 上个 闰正 闰一 闰二 闰三 闰四 闰五 闰六 闰七 闰八 闰九 闰十 闰冬 闰腊 正月 冬月 腊月 元月`.split(
    /\s+/,
  )
const pairs = [...'甲乙丙丁戊己庚辛壬癸'].flatMap((stem) =>
  [...'子丑寅卯辰巳午未申酉戌亥'].map((branch) => stem + branch),
)
const numerals = '0123456789〇一二三四五六七八九十百千廿卅卌'
/** What must follow a number for it to begin a date: a unit, or what joins it to another number. */
const unitAfter = new Set([...'年月日号载世几'].map((one) => one.charCodeAt(0)))
const joinAfter = new Set([...'、至到—-~./'].map((one) => one.charCodeAt(0)))
const dynastyBefore =
  /(?:约|大约)?(?:[大前]?[清明元宋唐隋汉晋辽金]朝?|北宋|南宋|西汉|东汉|后[梁唐晋汉周]|日本|伪满洲国|伪满|伪|北魏|东晋|西晋)?“?$/
const approximately = /大?约(?:在|于)?$/

interface Starts {
  classes: Uint8Array
  pairs: Set<number>
}
const key = (s: string, at: number) => s.charCodeAt(at) * 0x10000 + s.charCodeAt(at + 1)
const known = new WeakMap<Names<unknown>, WeakMap<Names<unknown>, Starts>>()

/** Where a date may begin: one class for each unit, then its first two units. */
function startsOf({ eras, periods }: Env): Starts {
  let byPeriods = known.get(eras)
  if (!byPeriods) known.set(eras, (byPeriods = new WeakMap()))
  let starts = byPeriods.get(periods)
  if (!starts) {
    const classes = new Uint8Array(0x10000)
    const set = new Set<number>()
    for (const name of [...words, ...pairs, ...eras.byName.keys(), ...periods.byName.keys()]) {
      if (name.length < 2) continue
      classes[name.charCodeAt(0)] = FIRST
      set.add(key(name, 0))
    }
    for (const one of numerals) classes[one.charCodeAt(0)]! |= NUMERAL
    byPeriods.set(periods, (starts = { classes, pairs: set }))
  }
  return starts
}

/** The run of numerals at `at`. */
function numberEnd(s: string, at: number, classes: Uint8Array): number {
  let end = at
  while (end < s.length && classes[s.charCodeAt(end)]! & NUMERAL) end++
  return end
}

const joins = (s: string, at: number, classes: Uint8Array) =>
  (classes[s.charCodeAt(at)]! & NUMERAL) !== 0 || (s[at] === '—' && (classes[s.charCodeAt(at + 1)]! & NUMERAL) !== 0)
const isLatin = (unit: number) =>
  (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a)

/** All dates of a text that are surely dates, in order, none inside another. Time grows with the length of the text alone. */
export function datesIn(text: string, options: DateOptions = {}): DateInText[] {
  const { s, at } = dateText(text)
  const env = envOf(options, true)
  const { classes, pairs } = startsOf(env)
  const found: DateInText[] = []
  let context: DateContext | undefined = options.context
  let told = 0
  let free = 0

  const take = (mention: Mention, start: number) => {
    const { value, calendar } = mention
    const [from, to] = [value.start!, value.end!]
    // 约 and 清 before it belong to it, where no other date took them.
    const before = s.slice(Math.max(free, start - 8), start)
    const own = mention.calendar === 'era' ? dynastyBefore.exec(before) : approximately.exec(before)
    const first = at[start - (own?.[0].length ?? 0)]!
    const end = at[mention.end - 1]! + 1
    const isAbout = own?.[0].includes('约') && /^[0-9X-]+$/.test(value.edtf)
    const edtf = isAbout ? `${value.edtf}~` : value.edtf
    found.push({ start: first, end, text: text.slice(first, end), edtf, calendar, from, to })
    free = mention.end
    // What is said in brackets is said aside.
    if (mention.context && s[start - 1] !== '(') {
      context = mention.context
      told = mention.end
    }
  }

  for (let i = 0; i < s.length; ) {
    const unit = s.charCodeAt(i)
    const kind = classes[unit]!
    if (kind === 0) {
      i++
      continue
    }
    let next = i + 1
    let mayStart = (kind & FIRST) !== 0 && pairs.has(key(s, i))
    if (kind & NUMERAL) {
      next = numberEnd(s, i, classes)
      const previous = s.charCodeAt(i - 1)
      const isWhole = previous !== 0x7b2c && previous !== 0x2e && !(unit < 0x80 && isLatin(previous))
      const after = s.charCodeAt(next)
      const isNumber = unitAfter.has(after) || (joinAfter.has(after) && joins(s, next + 1, classes))
      mayStart ||= isWhole && isNumber && next - i <= 12
    }
    if (mayStart) {
      env.context = i - told <= REACH ? context : undefined
      const mention = dateAt(s, i, env)
      if (mention && isNarrow(mention) && isSure(s, i, mention, env, i - told)) {
        take(mention, i)
        next = mention.end
      }
    }
    i = next
  }
  return found
}

const isNarrow = ({ value: { start, end } }: Mention): boolean =>
  start !== null && end !== null && dayNumber(end) - dayNumber(start) <= WIDEST
