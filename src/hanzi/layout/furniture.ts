/**
 * Page furniture: page numbers and running titles (chinese-text.md §3). Precision before recall: a line that is taken for text costs a reader a
 * glance, text that is taken for furniture is hidden from him. Nothing is called furniture for its look alone, except what can be nothing else
 * (— 12 —, 第12页): it must come again, at breaks of pages, and something must show that they are breaks.
 */
import { candidatesOf, LEAST, WIDEST } from './furniture-candidates.ts'
import { isBlank, type Line, type Wrap } from './lines.ts'
import { type Break, breaksOf } from './page-breaks.ts'
import type { PageNumber, RunningTitle } from './page-number.ts'
import * as paragraph from './paragraphs.ts'

/** The document's title stands in the first lines. */
const TOP = 3
/** Numbers of a series may be missing between two. */
const STEP = 5

interface Numbered extends PageNumber {
  line: number
  in: Break
  /** Numbers of one ascending series share it. */
  series: { members: Numbered[] }
}

interface Titled extends RunningTitle {
  line: number
  in: Break
}

const dateOnly = /^[〇零○一二三四五六七八九十百廿卅元\d]+[年月日].{0,12}$/u
const cells = (words: string): number => words.split(/\t|[ \u3000]{2,}|\u3000/).length

/** 1 where a line is furniture. `wrap`: how the text is wrapped, or null. */
export function furnitureOf(text: string, lines: readonly Line[], wrap: Wrap | null): Uint8Array {
  const is = new Uint8Array(lines.length)
  const { numbers, titles } = candidatesOf(text, lines)
  if (numbers.size === 0 && titles.size === 0) return is
  const breaks = breaksOf(text, lines, wrap, (line) => numbers.has(line) || titles.has(line))

  const numbered: Numbered[] = []
  for (const [line, number] of numbers) {
    const within = breaks.get(line)!
    const entry: Numbered = { ...number, line, in: within, series: { members: [] } }
    if (within.filled <= 6 * (1 + within.pages)) numbered.push(entry)
  }
  const certain = numbered.filter((one) => one.isCertain)
  for (const one of isolated(certain)) {
    is[one.line] = 1
    one.in.hasNumber = true
  }
  const series = seriesOf(lines, isolated(numbered.filter((one) => !one.isCertain && mayBeNumber(lines, one))))
  for (const members of series) for (const one of members) one.in.hasNumber = true

  const groups = new Map<string, Titled[]>()
  for (const [line, title] of titles) {
    const group = groups.get(title.key)
    const entry = { ...title, line, in: breaks.get(line)! }
    if (group) group.push(entry)
    else groups.set(title.key, [entry])
  }
  for (const group of groups.values()) {
    for (const { line, in: within } of runningTitles(text, lines, group, numbers)) {
      is[line] = 1
      within.hasTitle = true
    }
  }
  for (const members of series) for (const one of pageNumbers(lines, members)) is[one.line] = 1
  // A lone number with a running title where a sentence is cut: of one page in a series that was lost.
  for (const { line, in: within } of isolated(numbered)) if (within.hasTitle && within.cuts) is[line] = 1
  return is
}

/** Without those that stand in a list of their like: a break of pages has one number, or one on either side. */
function isolated(numbers: readonly Numbered[]): Numbered[] {
  const counts = new Map<Break, number>()
  for (const one of numbers) counts.set(one.in, (counts.get(one.in) ?? 0) + 1)
  return numbers.filter((one) => counts.get(one.in)! <= 2 + one.in.pages)
}

/** A number that could be anything stands at an edge of a page, between blank lines, or next to a line that comes again and again. */
function mayBeNumber(lines: readonly Line[], { line, in: within }: Numbered): boolean {
  const isOpen = (i: number) => i < 0 || i >= lines.length || (i >= within.first && i <= within.last)
  return within.pages > 0 || within.filled > 1 || (isOpen(line - 1) && isOpen(line + 1))
}

/** Numbers written alike that ascend by one, or a few where some are lost; from page to page by as many as there are pages. */
function seriesOf(lines: readonly Line[], numbers: readonly Numbered[]): Numbered[][] {
  const last = new Map<string, Numbered>()
  const starts = new Set<Numbered['series']>()
  for (const one of numbers) {
    const page = lines[one.line]!.page
    one.series.members.push(one)
    for (let step = 1; step <= STEP; step++) {
      const previous = last.get(`${one.style} ${one.value - step}`)
      if (!previous) continue
      if (one.in.pages > 0 && previous.in.pages > 0 && page - lines[previous.line]!.page !== step) continue
      one.series = previous.series
      one.series.members.push(one)
      break
    }
    starts.add(one.series)
    last.set(`${one.style} ${one.value}`, one)
  }
  // Two numbers are a series where they stand on two pages, one after the other.
  return [...starts]
    .map(({ members }) => members)
    .filter(
      ([a, b, c]) =>
        c !== undefined || (b !== undefined && b.value - a!.value === 1 && a!.in !== b.in && a!.in.pages > 0),
    )
}

/** Those of a series that something shows to be page numbers, and those that fit between them. */
function pageNumbers(lines: readonly Line[], members: readonly Numbered[]): Numbered[] {
  const shown = members.filter(({ value, in: within }) => {
    const isYear = value >= 1800 && value <= 2099
    return within.pages > 0 || (!isYear && (within.cuts || within.hasTitle))
  })
  const apart = (lines[members.at(-1)!.line]!.from - lines[members[0]!.line]!.from) / Math.max(1, members.length - 1)
  if (shown.length < 2 || shown.length < 0.4 * members.length || apart < 30) return []
  const isShown = new Set(shown)
  let next = 0
  return members.filter((one) => {
    if (isShown.has(one)) {
      next++
      return true
    }
    // The number of a section between two pages does not fit into their order.
    const [below, above] = [shown[next - 1]?.value ?? one.value - 1, shown[next]?.value ?? one.value + 1]
    return below < one.value && one.value < above && above - below <= 2 * STEP
  })
}

/** Those of a group of equal lines that are running titles: all at breaks of pages, or none. */
function runningTitles(
  text: string,
  lines: readonly Line[],
  group: readonly Titled[],
  numbers: ReadonlyMap<number, PageNumber>,
): Titled[] {
  const { key, words } = group[0]!
  if (dateOnly.test(key)) return []
  // 姓名　职务: the head of a table stands on its rows.
  const onRows = group.filter(({ line, words }) => cells(words) > 1 && isTableRow(text, lines[line + 1]))
  if (2 * onRows.length >= group.length) return []

  const first = group[0]!
  const isShownThere = (one: Titled) => one.number !== null || one.in.cuts || isNextToNumber(lines, one, numbers)
  const isOwnTitle = !isShownThere(first) && topOf(lines).includes(first.line)
  const perBreak = new Map<Break, number>()
  for (const { in: within } of group) perBreak.set(within, (perBreak.get(within) ?? 0) + 1)
  let ascending = 0
  for (let i = 1; i < group.length; i++) {
    const [a, b] = [group[i - 1]!.number, group[i]!.number]
    if (a !== null && b !== null && b > a && b - a <= 10 * STEP) ascending++
  }
  const isNumbered = ascending >= 0.6 * (group.length - 1)
  const placed = group.filter(
    (one) =>
      !(isOwnTitle && one === first) &&
      perBreak.get(one.in)! <= 1 + one.in.pages &&
      one.in.filled <= 6 * (1 + one.in.pages) &&
      (one.in.hasBlank || one.in.pages > 0 || one.in.hasNumber || (isNumbered && one.in.cuts)),
  )
  const count = placed.length
  if (count < 2 || count + (isOwnTitle ? 1 : 0) < LEAST || 2 * count < group.length) return []
  const apart = (lines[placed.at(-1)!.line]!.from - lines[placed[0]!.line]!.from) / (count - 1)
  const share = (of: (one: Titled) => boolean) => placed.filter(of).length / count
  const beside = share((one) => one.in.hasNumber || (isNumbered && one.number !== null))
  const cut = share((one) => one.in.cuts)
  const edge = share((one) => one.in.pages > 0)
  // What a list or a dialogue may repeat too is believed with its page numbers only.
  const isCommon = paragraph.isItem(words) || paragraph.hasSentenceMark(key)
  const isShown = isCommon
    ? beside >= 0.8
    : beside >= 0.5 || (cut >= 0.4 && cut * count >= 2) || (edge >= 0.5 && cut >= 0.25)
  // By itself, it is shown where it stands with a page number in the middle of a sentence.
  if (!isShown || (apart < key.length + 30 && cut < 0.4 && beside < 0.8))
    return placed.filter((one) => one.in.cuts && one.in.hasNumber)
  // A chapter's own heading is where its running title comes from: the first one stays text, unless something shows a page there, or it is the
  // title of the document, clipped.
  return placed.filter((one) => one !== first || isShownThere(one) || clipsTitle(text, lines, key))
}

const isTableRow = (text: string, line: Line | undefined): boolean =>
  line !== undefined && !isBlank(line) && line.to - line.from <= 200 && cells(text.slice(line.from, line.to)) > 1

/** The first lines of the document that are not blank. */
function topOf(lines: readonly Line[]): number[] {
  const top: number[] = []
  for (let i = 0; i < lines.length && top.length < TOP; i++) if (!isBlank(lines[i]!)) top.push(i)
  return top
}

const clipsTitle = (text: string, lines: readonly Line[], key: string): boolean =>
  key.length >= 5 &&
  topOf(lines).some((i) => {
    const { from, to } = lines[i]!
    return text
      .slice(from, Math.min(to, from + 2 * WIDEST))
      .normalize('NFKC')
      .replace(/\s+/g, '')
      .startsWith(key)
  })

/** A page number of the same page stands in the same break. */
function isNextToNumber(
  lines: readonly Line[],
  { line, in: within }: Titled,
  numbers: ReadonlyMap<number, PageNumber>,
): boolean {
  for (let i = line - 1; i >= within.first && !lines[i + 1]!.opensPage; i--) if (numbers.has(i)) return true
  for (let i = line + 1; i <= within.last && !lines[i]!.opensPage; i++) if (numbers.has(i)) return true
  return false
}
