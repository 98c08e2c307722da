/** A text as the lines it is written in: where they begin and end, how wide they are, where pages begin. Pure, one pass. */

/** Offsets are UTF-16 units. */
export interface Line {
  /** [start, end) without the line break. */
  start: number
  end: number
  /** [from, to) without the white space at either end; from = to where the line is blank. */
  from: number
  to: number
  /** Half-width columns of white space before the content: 　　 is 4, a tab is 4. */
  indent: number
  /** Code points, and half-width columns, from `start` to `to`. */
  size: number
  width: number
  /** Cells of a table with a tab between them. */
  isRow: boolean
  /** A page begins here: a form feed or a page start stands before the content. */
  opensPage: boolean
  /** How many pages began up to here; comparable within one text only. */
  page: number
}

const kinds = new Uint8Array(0x10000)
const kind = { full: 0, half: 1, low: 2, space: 3, wideSpace: 4, tab: 5, nothing: 6, break: 7 } as const
for (let unit = 0; unit < 0x1100; unit++) kinds[unit] = kind.half
for (let unit = 0xff61; unit <= 0xffdc; unit++) kinds[unit] = kind.half
for (let unit = 0xdc00; unit <= 0xdfff; unit++) kinds[unit] = kind.low
for (const one of ' \v\r\u00a0\u1680\u2000\u2002\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f')
  kinds[one.charCodeAt(0)] = kind.space
for (const one of '\u3000\u2001\u2003') kinds[one.charCodeAt(0)] = kind.wideSpace
for (const one of '\u200b\u2060\ufeff') kinds[one.charCodeAt(0)] = kind.nothing
for (const one of '\n\f\u2028\u2029') kinds[one.charCodeAt(0)] = kind.break
kinds[0x09] = kind.tab

/** Columns of a tab; four spaces indent a paragraph as 　　 does. */
const TAB = 4

/** `pageStarts`: where pages begin, ascending. One that falls inside a line's content cannot be a break of lines and opens nothing. */
export function linesOf(text: string, pageStarts: readonly number[] = []): Line[] {
  const lines: Line[] = []
  const { length } = text
  let nextPage = 0
  let feeds = 0
  let wasFeed = false
  for (let start = 0; start <= length; ) {
    const line: Line = {
      start,
      end: length,
      from: -1,
      to: -1,
      indent: 0,
      size: 0,
      width: 0,
      isRow: false,
      opensPage: wasFeed,
      page: 0,
    }
    let points = 0
    let columns = 0
    let sawTab = false
    let i = start
    wasFeed = false
    for (; i < length; i++) {
      const unit = text.charCodeAt(i)
      const is = kinds[unit]!
      if (is >= kind.space) {
        if (is === kind.break) {
          wasFeed = unit === 0x0c
          break
        }
        points++
        columns += is === kind.space ? 1 : is === kind.wideSpace ? 2 : is === kind.tab ? TAB : 0
        if (is === kind.tab && line.from !== -1) sawTab = true
        continue
      }
      if (line.from === -1) {
        line.from = i
        line.indent = columns
      }
      if (is !== kind.low) {
        points++
        columns += is === kind.half ? 1 : 2
      }
      if (sawTab) line.isRow = true
      line.to = i + 1
      line.size = points
      line.width = columns
    }
    line.end = i
    if (line.from === -1) line.from = line.to = i
    if (wasFeed) feeds++
    const before = lines.at(-1)
    while (nextPage < pageStarts.length && pageStarts[nextPage]! <= line.from) {
      const at = pageStarts[nextPage++]!
      if (!before || at >= before.to || at <= before.from) line.opensPage = true
    }
    line.page = pageStarts.length > 0 ? nextPage : feeds - (wasFeed ? 1 : 0)
    lines.push(line)
    start = i + 1
  }
  return lines
}

export const isBlank = (line: Line): boolean => line.from === line.to

/** How a hard-wrapped text fills its lines. */
export interface Wrap {
  /** Within one character of the length that most lines have. */
  isFull(line: Line): boolean
  /** One character short of it, in a text that otherwise keeps to it exactly. */
  isShort(line: Line): boolean
}

const LEAST = 10
const MOST = 100
const sentenceMark = /[，。、；：！？,;!?]/u
const endsPunctuated = /[，。、；：！？…”’」』）】,;:!?)]$/u

/**
 * Hard-wrapped: at least 40 % of the lines within one character of the commonest length (chinese-text.md §3), counted in characters or in columns,
 * whichever fits better. Verse and lists have lines of one length too: theirs are short and few, or end with a mark nearly always; prose broken
 * anywhere seldom does. Null where the text is not wrapped.
 */
export function wrapOf(text: string, lines: readonly Line[]): Wrap | null {
  const filled = lines.filter((line) => !isBlank(line) && !line.isRow && line.size > 6)
  let best: { share: number; mode: number; unit: 'size' | 'width'; exact: number } | null = null
  for (const [unit, scale] of [
    ['size', 1],
    ['width', 2],
  ] as const) {
    const counts = new Uint32Array(MOST * scale + scale + 1)
    let long = 0
    for (const line of filled) {
      if (line[unit] <= MOST * scale) counts[line[unit]]!++
      else long++
    }
    let mode = 0
    for (let at = LEAST * scale; at <= MOST * scale; at++) if (counts[at]! > counts[mode]! || mode === 0) mode = at
    let near = 0
    for (let at = mode - scale; at <= mode + scale; at++) near += counts[at]!
    for (let at = mode + scale + 1; at <= MOST * scale; at++) long += counts[at]!
    const share = near / filled.length
    if (near >= 4 && share >= 0.4 && long <= 0.2 * filled.length && (!best || share > best.share))
      best = { share, mode, unit, exact: counts[mode]! / near }
  }
  if (!best) return null
  const { mode, unit, exact } = best
  const tolerance = unit === 'size' ? 1 : 2
  const isFull = (line: Line) => Math.abs(line[unit] - mode) <= tolerance
  const full = filled.filter(isFull)
  const punctuated = full.filter(({ to }) => endsPunctuated.test(text.charAt(to - 1))).length
  if (punctuated > 0.5 * full.length) return null
  const sample = full.slice(0, 40)
  const isPunctuated =
    sample.filter(({ from, to }) => sentenceMark.test(text.slice(from, to))).length >= 0.2 * sample.length
  if (!isPunctuated && (full.length < 8 || mode < (unit === 'size' ? 16 : 32))) return null
  return { isFull, isShort: (line) => exact >= 0.75 && line[unit] < mode }
}
