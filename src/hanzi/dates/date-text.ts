/** The form dates are read in: folded, without width, without the spaces and line breaks that typesetting puts into a date; every unit keeps its place. */
import { foldUnit } from '../fold.ts'

export interface DateText {
  s: string
  /** The UTF-16 offset in the original of each unit of `s`; one more entry than units: the original's length. */
  at: Int32Array
}

const DROP = 1
const SPACE = 2
const LINE = 3
/** For each unit what it becomes: itself or another unit, or one of the marks above. */
const units = new Uint16Array(0x10000)
for (let unit = 0x20; unit < 0x10000; unit++) units[unit] = unit >= 0x2e80 && unit < 0xfb00 ? foldUnit(unit) : unit
for (let unit = 0xff01; unit <= 0xff5e; unit++) units[unit] = unit - 0xfee0
const become = (from: string, to: string) => {
  for (let i = 0; i < from.length; i++) units[from.charCodeAt(i)] = to.charCodeAt(0)
}
become('○◯', '〇')
become('–—―─', '—')
become('－‐‑−', '-')
become('~〜～∼', '~')
become('「『“‟＂"', '“')
become('」』”', '”')
become('‘’＇`', "'")
become('（〔［【[', '(')
become('）〕］】]', ')')
become('，,', '，')
become('．', '.')
for (const space of ' \t\u00a0\u3000\u2002\u2003\u2009\u202f') units[space.charCodeAt(0)] = SPACE
for (const line of '\n\r\v\f\u2028\u2029') units[line.charCodeAt(0)] = LINE
for (const gone of '\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f\0') units[gone.charCodeAt(0)] = DROP

/** ㋀–㋋ are months and ㏠–㏾ days in one character. */
const telegraph = (unit: number): string =>
  unit >= 0x32c0 && unit <= 0x32cb ? `${unit - 0x32bf}月` : unit >= 0x33e0 && unit <= 0x33fe ? `${unit - 0x33df}日` : ''

const isWord = (unit: number) =>
  (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a)
const hanDigits = new Set([...'〇一二三四五六七八九'].map((one) => one.charCodeAt(0)))

export function dateText(text: string): DateText {
  const { length } = text
  let out = new Uint16Array(length + 64)
  let at = new Int32Array(length + 65)
  let n = 0
  let pending = 0
  const put = (unit: number, from: number) => {
    if (n + 2 >= out.length) {
      const [moreOut, moreAt] = [new Uint16Array(out.length * 2), new Int32Array(at.length * 2)]
      moreOut.set(out)
      moreAt.set(at)
      out = moreOut
      at = moreAt
    }
    out[n] = unit
    at[n++] = from
  }
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i)
    const to = units[unit]!
    if (to <= LINE) {
      // An empty or indented line begins a paragraph; any other line break may stand inside a date.
      if (to !== DROP) pending = pending === 0 ? to : pending === LINE || to === LINE ? 9 : pending
      continue
    }
    if (pending !== 0) {
      if (pending === 9) put(0x0a, i - 1)
      else if (n > 0 && isWord(to) && isWord(out[n - 1]!)) put(0x20, i - 1)
      pending = 0
    }
    const expanded = to >= 0x32c0 && to <= 0x33fe ? telegraph(to) : ''
    if (expanded !== '') for (let k = 0; k < expanded.length; k++) put(expanded.charCodeAt(k), i)
    else if ((to === 0x4f || to === 0x6f) && n > 0 && hanDigits.has(out[n - 1]!)) put(0x3007, i)
    else put(to, i)
  }
  at[n] = length
  return { s: Buffer.from(out.buffer, 0, n * 2).toString('utf16le'), at }
}

/** Names of tables in the same form. */
export const dateName = (name: string): string => dateText(name).s
