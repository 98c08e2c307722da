/**
 * The fold: what counts as the same when searching (chinese-text.md §1). An equivalence, not a conversion: traditional and simplified, variant,
 * radical and Japanese forms, width, case and marks become one; punctuation, space and note markers vanish; every token keeps its place in the original.
 */
import { readFileSync } from 'node:fs'

/** Part of every index's stamp: raise it when any token can come out differently. */
export const FOLD_VERSION = 5

export interface Folded {
  tok: string[]
  /** UTF-16 offsets into the original, [st, en). Tokens expanded from one character share its span. */
  st: number[]
  en: number[]
  /** What lies between the token before and this one: see `gaps`. */
  gap: number[]
  /** Numbers that a page cuts in two, by token, each with its pieces. */
  cut?: Map<number, [start: number, end: number][]>
}

/** 0 adjacent · 1 weak punctuation or space · 2 sentence mark or line break; `NOTE` is added where a note marker was dropped. */
export const gaps = { none: 0, weak: 1, strong: 2, NOTE: 4 } as const

/** Longer runs would be cut by Elasticsearch's whitespace analyzer at 255, and not by FTS5. */
const MAX_RUN = 64

export const foldTable = new Map<string, string>(
  Object.entries(JSON.parse(readFileSync(new URL('./fold-table.json', import.meta.url), 'utf8'))),
)
for (const [i, numeral] of [...'一二三四五六七八九'].entries()) foldTable.set(String.fromCharCode(0x3021 + i), numeral)
for (const [form, numeral] of ['丗卅', '〸十', '〹廿', '〺卅'].map((pair) => [...pair] as [string, string]))
  foldTable.set(form, numeral)

const isHan = (cp: number) =>
  (cp >= 0x2e80 && cp <= 0x2fdf) ||
  (cp >= 0x3400 && cp <= 0x9fff) ||
  (cp >= 0xf900 && cp <= 0xfaff) ||
  (cp >= 0x20000 && cp <= 0x3ffff)
const isDigit = (unit: number) => (unit >= 0x30 && unit <= 0x39) || (unit >= 0xff10 && unit <= 0xff19)
const numerals = new Set('〇一二三四五六七八九十百千万廿卅卌')
const kept = /[\p{L}\p{N}\p{Co}]/u
const mark = /\p{M}/u
const marks = /\p{M}/gu
const invisible = /[\p{Cf}\p{M}]/u
const missing = new Set('□■〓▢⬚\ufffd')
const zeroLike = new Set('○◯OＯo')
export const noteSign = /[①-⑳㉑-㉟㊱-㊿❶-❿*＊†]/u
/** Sticky: set `lastIndex` first. */
export const noteBracket = /[[［〔]注?[0-9０-９]{1,3}[\]］〕]|（注[0-9０-９]{1,3}）/y
const strongMark = new Set('。！？；!?;\n｡')

/** For a BMP unit: 0 = ask the rules · 1 = weak break · 2 = strong break · else the unit of its one token. */
const plain = new Uint16Array(0x10000)
for (let unit = 0x3400; unit <= 0x9fff; unit++) plain[unit] = unit
for (let unit = 0xf900; unit <= 0xfaff; unit++) {
  const [one, more] = [...String.fromCharCode(unit).normalize('NFKC')]
  if (one && !more && one.length === 1 && isHan(one.charCodeAt(0))) plain[unit] = one.charCodeAt(0)
}
for (let unit = 0x3400; unit <= 0xfaff; unit++) {
  const to = plain[unit] ? foldTable.get(String.fromCharCode(plain[unit]!)) : undefined
  if (to !== undefined) plain[unit] = to.length === 1 ? to.charCodeAt(0) : 0
}
for (const [from, to] of foldTable)
  if (from.length === 1 && from >= '⺀' && to.length === 1) plain[from.charCodeAt(0)] = to.charCodeAt(0)
plain[0x3007] = 0x3007
for (const space of ' \t\r\u3000\u00a0，、：“”‘’「」『』《》〈〉【】）—…－～·,:\'"') plain[space.charCodeAt(0)] = 1
for (const end of strongMark) plain[end.charCodeAt(0)] = 2
const single: string[] = Array.from(plain, (unit) => (unit > 2 ? String.fromCharCode(unit) : ''))

/**
 * A stretch that a reading leaves out, [start, end): what stands before and after it is adjacent. `split`: it parts an occurrence into pieces.
 * `isJoin`: a break that a reader closes, so that a number goes on behind it.
 */
export interface Skip {
  start: number
  end: number
  split: boolean
  isJoin: boolean
}

/** What a BMP unit of Han folds to by table alone; the unit itself where the rules would have to be asked. For readers that need one unit per unit. */
export const foldUnit = (unit: number): number => (plain[unit]! > 2 ? plain[unit]! : unit)

export type Sink = (token: string, start: number, end: number, gap: number, pieces?: [number, number][]) => void

/** A token that is read over breaks which a reader closes. */
interface Joined {
  token: string
  end: number
  /** Where a page cuts it. */
  pieces: [number, number][]
}
type JoinAt = (at: number) => Skip | undefined

/** The ideographic description sequence that starts at `at`, or null where it is not complete. */
function sequenceAt(text: string, at: number, join: JoinAt): Joined | null {
  const read: Joined = { token: '', end: at, pieces: [[at, at]] }
  const take = (length: number) => {
    read.token += text.slice(read.end, read.end + length)
    read.end += length
    read.pieces.at(-1)![1] = read.end
    return true
  }
  const isRead = (depth: number): boolean => {
    const skip = depth > 0 ? join(read.end) : undefined
    if (skip) {
      read.end = skip.end
      if (skip.split) read.pieces.push([skip.end, skip.end])
    }
    const cp = text.codePointAt(read.end)
    if (cp === undefined || depth > 8) return false
    if (cp < 0x2ff0 || cp > 0x2fff) return (isHan(cp) || (cp >= 0x31c0 && cp <= 0x31ef)) && take(cp > 0xffff ? 2 : 1)
    take(1)
    const parts = cp === 0x2ff2 || cp === 0x2ff3 ? 3 : cp >= 0x2ffe ? 1 : 2
    for (let i = 0; i < parts; i++) if (!isRead(depth + 1)) return false
    return true
  }
  return isRead(0) ? read : null
}

const asciiDigit = (unit: number) => String.fromCharCode(unit >= 0xff10 ? unit - 0xff10 + 0x30 : unit)

const bare = (source: string) =>
  source.normalize('NFKD').replace(marks, '').toLowerCase().normalize('NFKD').replace(marks, '')

/** Rule 5: alphabets without marks and case, also where they come out of a compatibility form (ﺁ, ﬁ); others composed, as Hangul is written. */
const expand = (source: string): string =>
  source.codePointAt(0)! < 0x2e80
    ? bare(source)
    : source
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^⺀-\u{10ffff}]+/gu, bare)

interface Digits {
  digits: string
  start: number
  end: number
  /** Where a page cuts them. */
  pieces: [number, number][]
}

/** Digits with their separators from `at`: groups of digits and what stands between them. `join`: the break that a reader closes at a place, if any. */
function numberAt(text: string, at: number, join: JoinAt) {
  const groups: Digits[] = []
  const separators: string[] = []
  let i = at
  for (;;) {
    const start = i
    let end = i
    let digits = ''
    const pieces: [number, number][] = [[i, i]]
    while (i < text.length) {
      const skip = join(i)
      const unit = text.charCodeAt(i)
      if (skip) {
        if (!isDigit(text.charCodeAt(skip.end))) break
        i = skip.end
        if (skip.split) pieces.push([i, i])
      } else if (isDigit(unit)) {
        digits += asciiDigit(unit)
        end = ++i
        pieces.at(-1)![1] = end
      } else if (unit > 0x7f && invisible.test(text[i]!)) i++
      else break
    }
    groups.push({ digits, start, end, pieces })
    const separator = text[end] ?? ''
    if (!',，.．·'.includes(separator) || separator === '' || !isDigit(text.charCodeAt(end + 1)))
      return { groups, separators, end }
    separators.push(separator === '，' ? ',' : separator === ',' ? ',' : '.')
    i = end + 1
  }
}

/** The end of the plain ASCII digits from `at`, where a Han character follows them or the text ends; -1 where more must be looked at. */
function plainDigitsEnd(text: string, at: number): number {
  let end = at
  let unit = text.charCodeAt(end)
  while (unit >= 0x30 && unit <= 0x39) unit = text.charCodeAt(++end)
  return end > at && end - at <= MAX_RUN && (end === text.length || plain[unit]! > 2) ? end : -1
}

/** Thousands (12,500) are one number, one decimal point (3.5) is written `·`; anything else (1938.6.9) is several numbers. */
function emitNumber(text: string, at: number, gap: number, sink: Sink, join: JoinAt): number {
  const simple = plainDigitsEnd(text, at)
  if (simple !== -1) {
    sink(text.slice(at, simple), at, simple, gap)
    return simple
  }
  const { groups, separators, end } = numberAt(text, at, join)
  const point = separators.indexOf('.')
  const whole = point === -1 ? groups : groups.slice(0, point + 1)
  const isGrouped =
    whole.length === 1 || (whole[0]!.digits.length <= 3 && whole.slice(1).every(({ digits }) => digits.length === 3))
  const isOne = isGrouped && (point === -1 || point === separators.length - 1)
  const number = whole.map(({ digits }) => digits).join('') + (point === -1 ? '' : `·${groups.at(-1)!.digits}`)
  if (isOne && number.length <= MAX_RUN) {
    const [first, ...others] = groups.map(({ pieces }) => pieces)
    const cut = [...first!]
    for (const [head, ...rest] of others) {
      cut.at(-1)![1] = head![1]
      cut.push(...rest)
    }
    sink(number, at, groups.at(-1)!.end, gap, cut.length > 1 ? cut : undefined)
    return end
  }
  let before = gap
  for (const group of groups) {
    const { digits, start, pieces } = group
    if (digits.length <= MAX_RUN) sink(digits, start, group.end, before, pieces.length > 1 ? pieces : undefined)
    else
      for (let i = 0; i < digits.length; i += MAX_RUN) {
        const part = digits.slice(i, i + MAX_RUN)
        sink(part, start + i, start + i + part.length, before)
        before = gaps.none
      }
    before = gaps.weak
  }
  return end
}

/** What a BMP unit is by table alone, whatever stands around it: 0 = the rules must be asked · 1, 2 = no token · else the unit of its one token. */
export const byTable = (unit: number): number => plain[unit]!

/** A Han unit that is a token by table alone: a text can be read from there as it is read from its beginning. */
export const isByTable = (unit: number): boolean => plain[unit]! > 2

/**
 * Tells every token with its place, one after the other, as `fold` lists them; of a part [from, to) those that begin in it. A part begins at a unit
 * `isByTable` that is a token, and ends before one.
 */
export function scan(text: string, sink: Sink, skips: readonly Skip[] = [], from = 0, to = text.length): void {
  const length = to
  let skipped = from === 0 ? 0 : skips.findIndex(({ end }) => end > from)
  if (skipped === -1) skipped = skips.length
  let skipAt = skips[skipped]?.start ?? length
  let gap: number = gaps.none
  let run = ''
  let runStart = 0
  let runEnd = 0
  let runGap = 0
  let last = ''
  let lastEnd = -1

  const emit = (token: string, start: number, end: number) => {
    sink(token, start, end, gap)
    gap = gaps.none
    last = token
    lastEnd = end
  }
  const flush = () => {
    if (run === '') return
    const token = run
    run = ''
    sink(token, runStart, runEnd, runGap)
    last = token
    lastEnd = runEnd
  }
  const separate = (kind: number) => {
    flush()
    gap = (gap & gaps.NOTE) | Math.max(gap & 3, kind)
  }

  /** Rules 4–8 for one code point that no earlier rule took. */
  const character = (source: string, start: number, end: number) => {
    const direct = foldTable.get(source)
    for (const raw of direct ?? expand(source)) {
      const one = foldTable.get(raw) ?? raw
      const cp = one.codePointAt(0)!
      if (isHan(cp)) {
        flush()
        emit(one, start, end)
      } else if (cp < 0x2e80 && kept.test(one) && !mark.test(one)) {
        const isNumber = cp >= 0x30 && cp <= 0x39
        const runIsNumber = run !== '' && run.charCodeAt(0) >= 0x30 && run.charCodeAt(0) <= 0x39
        if (run !== '' && (runIsNumber !== isNumber || run.length + one.length > MAX_RUN)) flush()
        if (run === '') {
          runStart = start
          runGap = gap
          gap = gaps.none
        }
        run += one
        runEnd = end
      } else if (kept.test(one)) {
        flush()
        emit(one, start, end)
      } else if (missing.has(one)) {
        flush()
        emit('□', start, end)
      } else if (!invisible.test(one)) separate(strongMark.has(one) ? gaps.strong : gaps.weak)
    }
  }

  const joinAt: JoinAt = (at) => {
    if (at < skipAt) return undefined
    let [low, high] = [skipped, skips.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (skips[middle]!.start < at) low = middle + 1
      else high = middle
    }
    const skip = skips[low]
    return skip?.isJoin && skip.start === at ? skip : undefined
  }
  /** What a token was read over. */
  const passSkips = (end: number) => {
    for (; skipped < skips.length && skips[skipped]!.end <= end; skipped++);
    skipAt = skips[skipped]?.start ?? length
  }
  const isZero = (at: number, source: string, end: number): boolean => {
    const next = text[joinAt(end)?.end ?? end] ?? ''
    if (source !== '○' && source !== '◯' && (/[A-Za-z]/.test(next) || run !== '')) return false
    return (run === '' && lastEnd === at && (last === '〇' || numerals.has(last))) || /[年月日]/.test(next)
  }

  for (let i = from; i < length; ) {
    if (i >= skipAt) {
      const { end, split, isJoin } = skips[skipped++]!
      flush()
      if (split) gap |= gaps.NOTE
      if (isJoin && lastEnd === i) lastEnd = end
      i = Math.max(i, end)
      skipAt = skips[skipped]?.start ?? length
      continue
    }
    const unit = text.charCodeAt(i)
    const quick = plain[unit]!
    if (quick > 2) {
      if (run !== '') flush()
      sink(single[unit]!, i, i + 1, gap)
      gap = gaps.none
      last = single[unit]!
      lastEnd = ++i
      continue
    }
    if (quick > 0) {
      separate(quick)
      i++
      continue
    }
    if (isDigit(unit)) {
      flush()
      const before = gap
      gap = gaps.none
      const end = emitNumber(text, i, before, sink, joinAt)
      passSkips(end)
      last = '0'
      lastEnd = end
      i = end
      continue
    }
    const cp = text.codePointAt(i)!
    const source = cp > 0xffff ? text.slice(i, i + 2) : text[i]!
    const end = i + source.length
    if (invisible.test(source)) {
      // Not a break: what stands before and after it is adjacent.
      if (lastEnd === i) lastEnd = end
      i = end
    } else if (cp >= 0x2ff0 && cp <= 0x2fff) {
      const sequence = sequenceAt(text, i, joinAt)
      if (sequence && sequence.token.length <= MAX_RUN) {
        flush()
        const { token, pieces } = sequence
        sink(token, i, sequence.end, gap, pieces.length > 1 ? pieces : undefined)
        gap = gaps.none
        last = token
        lastEnd = sequence.end
        passSkips(sequence.end)
        i = sequence.end
      } else {
        separate(gaps.weak)
        i = end
      }
    } else if (missing.has(source)) {
      flush()
      emit('□', i, end)
      i = end
    } else if (zeroLike.has(source) && isZero(i, source, end)) {
      flush()
      emit('〇', i, end)
      i = end
    } else if (source === '々' || source === '〻') {
      flush()
      if (lastEnd === i && isHan(last.codePointAt(0) ?? 0)) emit(last, i, end)
      else separate(gaps.weak)
      i = end
    } else if (noteSign.test(source)) {
      flush()
      gap |= gaps.NOTE
      i = end
    } else {
      noteBracket.lastIndex = i
      const note = '[［〔（'.includes(source) ? noteBracket.exec(text) : null
      // After a digit it may be an index or an interval; after anything else, and at the start of a line, it is a note.
      if (note && !isDigit(text.charCodeAt(i - 1))) {
        flush()
        gap |= gaps.NOTE
        i += note[0].length
      } else {
        character(source, i, end)
        i = end
      }
    }
  }
  flush()
}

/** Tokens with their places. Deterministic: depends on the text, the skips (in order, apart) and FOLD_VERSION only. */
export function fold(text: string, skips?: readonly Skip[]): Folded {
  const folded: Folded = { tok: [], st: [], en: [], gap: [] }
  const sink: Sink = (token, start, end, gap, pieces) => {
    if (pieces) {
      folded.cut ??= new Map()
      folded.cut.set(folded.tok.length, pieces)
    }
    folded.tok.push(token)
    folded.st.push(start)
    folded.en.push(end)
    folded.gap.push(gap)
  }
  scan(text, sink, skips)
  return folded
}

/** The tokens joined by one space: what both engines index. Equals `fold(text).tok.join(' ')`. */
export function foldKey(text: string, skips?: readonly Skip[]): string {
  let units = new Uint16Array(text.length * 2 + 64)
  let at = 0
  scan(
    text,
    (token) => {
      const { length } = token
      if (at + length + 1 > units.length) {
        const larger = new Uint16Array(units.length * 2 + length + 1)
        larger.set(units)
        units = larger
      }
      if (at > 0) units[at++] = 0x20
      for (let i = 0; i < length; i++) units[at++] = token.charCodeAt(i)
    },
    skips,
  )
  return Buffer.from(units.buffer, 0, at * 2).toString('utf16le')
}
