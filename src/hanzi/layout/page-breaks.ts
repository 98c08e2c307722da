/** Where one page may end and the next begin, and whether a sentence is cut there. Pure. */
import { isBlank, type Line, type Wrap } from './lines.ts'
import * as paragraph from './paragraphs.ts'

/** Lines between two stretches of text, at least one of them perhaps furniture. */
export interface Break {
  first: number
  last: number
  /** Lines that are not blank. */
  filled: number
  hasBlank: boolean
  /** Pages that begin within it or right after it. */
  pages: number
  /** A sentence is cut here: what a page does and a section does not. */
  cuts: boolean
  /** It holds a page number that is certain, or one of a series that ascends. */
  hasNumber: boolean
  hasTitle: boolean
}

/** The break that each candidate for furniture stands in. A line that comes again and again may turn out to be text: it is taken for none here. */
export function breaksOf(
  text: string,
  lines: readonly Line[],
  wrap: Wrap | null,
  isCandidate: (line: number) => boolean,
): Map<number, Break> {
  const found: [Break, before: number, after: number][] = []
  const of = new Map<number, Break>()
  // How often a line of prose that is followed by plain text ends open: where it mostly does, an open end shows nothing.
  let open = 0
  const isPaged = lines.some(({ opensPage }, i) => opensPage && i > 0)
  let plain = 0
  let before = -1
  for (let i = 0; i < lines.length; ) {
    const first = i
    const inside: number[] = []
    let blank = 0
    let pages = 0
    for (; i < lines.length; i++) {
      if (isBlank(lines[i]!)) blank++
      else if (isCandidate(i)) inside.push(i)
      else break
      if (lines[i]!.opensPage && i > 0) pages++
    }
    const after = i < lines.length ? i : -1
    if (after !== -1 && lines[after]!.opensPage && after > 0) pages++
    // The ends of a text in pages are edges of pages too.
    if (isPaged && (before === -1 || after === -1)) pages++
    if (inside.length > 0) {
      const hasBlank = blank > 0 || before === -1 || after === -1
      const one: Break = {
        first,
        last: i - 1,
        filled: inside.length,
        hasBlank,
        pages,
        cuts: false,
        hasNumber: false,
        hasTitle: false,
      }
      found.push([one, before, after])
      for (const line of inside) of.set(line, one)
    } else if (before !== -1 && after !== -1 && !paragraph.isHeadingShaped(text, lines[before]!)) {
      plain++
      if (!paragraph.endsSentence(text, lines[before]!)) open++
    }
    before = after
    i++
  }
  const isTold = wrap !== null || open <= 0.5 * plain
  for (const [one, from, to] of found) {
    if (from === -1 || to === -1 || !(isTold || one.pages > 0)) continue
    one.cuts = cuts(text, lines[from]!, lines[to]!, wrap)
  }
  return of
}

/** Lines of prose are longer, on one side of a break at least. */
const VERSE = 20
/** How far from a break a mark of a sentence is looked for. */
const NEAR = 100

/** Does a sentence run from `before` to `after`? */
function cuts(text: string, before: Line, after: Line, wrap: Wrap | null): boolean {
  if (paragraph.isIndented(after) || before.isRow || after.isRow) return false
  if (paragraph.startsClosed(text, after)) return true
  if (paragraph.startsItem(text, after)) return false
  if (paragraph.endsSentence(text, before)) return false
  // A line of verse ends open too; and where nothing is punctuated, an open end shows nothing.
  if (Math.max(before.size, after.size) <= VERSE) return false
  const isPunctuated =
    paragraph.hasSentenceMark(text.slice(Math.max(before.from, before.to - NEAR), before.to)) ||
    paragraph.hasSentenceMark(text.slice(after.from, Math.min(after.to, after.from + NEAR)))
  return isPunctuated && (wrap?.isFull(before) || !paragraph.isHeadingShaped(text, before))
}
