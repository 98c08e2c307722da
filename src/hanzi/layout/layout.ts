/**
 * How a text lies on its pages (chinese-text.md §3): which breaks a reader closes, what is page furniture, what a phrase may skip. For display,
 * snippets and the index; nothing here edits a text. Pure, linear, safe on any string.
 */

import type { Span } from '../phrases.ts'
import { type Note, notesOf, openOver } from './brackets.ts'
import { type Cut, wordsAmong } from './cohesion.ts'
import { furnitureOf } from './furniture.ts'
import { isBlank, type Line, linesOf, type Wrap, wrapOf } from './lines.ts'
import * as paragraph from './paragraphs.ts'

/** Part of every index's stamp: raise it when any decision can come out differently. */
export const LAYOUT_VERSION = 1

/** Every span is [start, end) in UTF-16 units of the text; each list is in order and without overlaps. */
export interface Layout {
  /**
   * Breaks that a reader closes: the white space, with any furniture in it, between two stretches of one paragraph. It starts where the content
   * before ends and ends where the content after starts. Between Latin letters a reader still needs a space.
   */
  joins: Span[]
  /** Page numbers and running titles: whole lines without their line break. The title at the top of the document is text, its recurrences are not. */
  furniture: Span[]
  /** Insertions and inline notes of up to 30 characters inside a sentence, that a phrase may skip, with their brackets. Nested ones are within the outer. */
  notes: Note[]
  /** Lines judged headings, without the white space around them. */
  headings: Span[]
}

/** More lines in a row that look like headings are a list or verse. */
const MOST_HEADINGS = 3

/** A line so short that ends open, after another line and in a text that is not wrapped, is of verse: prose would have filled it. */
const VERSE = 16

/** Between two lines of text, with nothing but blank lines and furniture between them. */
interface Break {
  before: Line
  after: Line
  /** A quote or bracket stands open over it. */
  isOver: boolean
  /** What a paragraph's end would look like too: blank lines and no more. */
  isBlankOnly: boolean
}

/** How this text is written. */
interface Style {
  wrap: Wrap | null
  /** White space that every full line begins with. */
  margin: number
  /** Wrapped, and its paragraphs are told by blank lines. */
  isSpaced: boolean
}

/** Of no text. */
export const NO_LAYOUT: Layout = { joins: [], furniture: [], notes: [], headings: [] }

/** Of a title, a name, a caption: lines as they are, but for the notes in brackets. */
export function lineLayout(text: string): Layout {
  if (!/[（(〔［[]/.test(text)) return NO_LAYOUT
  const lines = linesOf(text, [])
  return { ...NO_LAYOUT, notes: notesOf(text, lines, new Uint8Array(lines.length), new Uint8Array(lines.length)) }
}

/**
 * `pageStarts`: where pages begin, ascending UTF-16 offsets, as the text's pages have them. Files that begin in the middle of it are pages too:
 * where they must never be joined, lay each one out alone.
 */
export function layOut(text: string, pageStarts: readonly number[] = []): Layout {
  const lines = linesOf(text, pageStarts)
  const wrap = wrapOf(text, lines)
  const furniture = furnitureOf(text, lines, wrap)
  const over = openOver(text, lines, furniture)
  const texts = [...lines.keys()].filter((i) => furniture[i] === 0 && !isBlank(lines[i]!))

  const breaks = texts.slice(0, -1).map((from, k): Break => {
    const to = texts[k + 1]!
    let isBlankOnly = to > from + 1
    for (let i = from + 1; i <= to && isBlankOnly; i++) isBlankOnly = furniture[i] === 0 && !lines[i]!.opensPage
    return { before: lines[from]!, after: lines[to]!, isOver: over[from] === 1, isBlankOnly }
  })
  const style = styleOf(lines, texts, breaks, wrap)
  const words = wordsAmong(
    text,
    breaks.map((one) => cutOf(text, one, wrap)).filter((cut) => cut !== null),
  )

  const joined = new Uint8Array(lines.length)
  const shaped: boolean[] = []
  let isStart = true
  for (const [k, one] of breaks.entries()) {
    const isJoin = joins(text, one, style, isStart, words)
    if (isJoin) joined[texts[k]!] = 1
    shaped.push(!isJoin && isStart && looksHeading(text, one.before))
    isStart = !isJoin
  }
  return {
    joins: breaks.filter((_, k) => joined[texts[k]!]).map(({ before, after }): Span => [before.to, after.from]),
    furniture: lines.filter((_, i) => furniture[i]).map(({ start, end }): Span => [start, end]),
    notes: notesOf(text, lines, furniture, joined),
    headings: headingsAmong(breaks, shaped),
  }
}

function styleOf(lines: readonly Line[], texts: readonly number[], breaks: readonly Break[], wrap: Wrap | null): Style {
  if (!wrap) return { wrap, margin: 0, isSpaced: false }
  const margin = texts.reduce((least, i) => (wrap.isFull(lines[i]!) ? Math.min(least, lines[i]!.indent) : least), 80)
  const indented = texts.filter((i) => paragraph.isIndented(lines[i]!, margin)).length
  const blank = breaks.filter(({ isBlankOnly }) => isBlankOnly).length
  return { wrap, margin, isSpaced: indented <= 0.03 * texts.length && blank > 0 && blank <= 0.5 * breaks.length }
}

/** The rules of chinese-text.md §3 in its order, the first match wins; what is added to them says why. */
function joins(text: string, one: Break, style: Style, isStart: boolean, words: ReadonlySet<string>): boolean {
  const { before, after } = one
  const { wrap, margin, isSpaced } = style
  if (paragraph.isIndented(after, margin)) return false
  // Rows of a table and entries of a table of contents, which the rules do not speak of, are never one paragraph.
  if (before.isRow || after.isRow || paragraph.isEntry(text, before)) return false
  if (paragraph.startsClosed(text, after)) return true
  if (startsParagraph(text, one, isStart)) return false
  if (one.isOver) return true
  if (paragraph.endsPausing(text, before)) return true
  const isEnded = paragraph.endsSentence(text, before)
  if (wrap?.isFull(before)) {
    if (!isEnded) return true
    // A full line that ends a sentence is undecidable by itself. Blank lines decide it where paragraphs are told by them; so does a line one
    // character short, unless the typesetter had a reason to end it there.
    const isReasoned = paragraph.startsOpening(text, after) || paragraph.startsTakenDown(text, after)
    return !(isSpaced && one.isBlankOnly) && (!wrap.isShort(before) || isReasoned)
  }
  if (isEnded) return false
  if (isStart && paragraph.isHeadingShaped(text, before)) return isCut(text, one, words)
  if (isStart && paragraph.isLabelled(text, before)) return false
  if (!isStart && !wrap && before.size <= VERSE && paragraph.isHeadingShaped(text, before))
    return isCut(text, one, words)
  return !paragraph.isByline(text, before)
}

function startsParagraph(text: string, { before, after }: Break, isStart: boolean): boolean {
  if (paragraph.startsItem(text, after)) {
    // 第|二、第三小学 and 一百|二、三十人: a number cut in two is no enumerator.
    const isCutNumber = paragraph.endsNumber(text, before) && paragraph.startsNumber(text, after)
    return !isCutNumber || (isStart && paragraph.isHeadingShaped(text, before))
  }
  if (paragraph.isByline(text, after)) return true
  // 姓名：… over 籍贯：…, 问：… over 答：…
  return paragraph.startsLabel(text, after) && paragraph.startsLabel(text, before)
}

const han = /[\u3400-\u9fff]/
const neverLast = /[的与與及或把被且但而]$/u
const neverFirst = /^(?:[们們]|的(?![确確士]))/u

/** The two characters at a break that might be a word: where the line before would be taken for a heading. */
function cutOf(text: string, { before, after, isOver }: Break, wrap: Wrap | null): Cut | null {
  const [last, first] = [text.charAt(before.to - 1), text.charAt(after.from)]
  if (isOver || wrap?.isFull(before) || !han.test(last) || !han.test(first)) return null
  return paragraph.isHeadingShaped(text, before) ? [last, first] : null
}

/** A word straddles the break: what looks like a heading is the first line of a paragraph. Without a segmenter: see `wordsAmong`. */
function isCut(text: string, { before, after }: Break, words: ReadonlySet<string>): boolean {
  const [last, first] = [text.charAt(before.to - 1), text.charAt(after.from)]
  if (words.has(last + first) || neverLast.test(last) || neverFirst.test(text.slice(after.from, after.from + 2)))
    return true
  return /[0-9０-９]/.test(last) && /[年月日号]/u.test(first)
}

const looksHeading = (text: string, line: Line): boolean =>
  paragraph.isHeadingShaped(text, line) &&
  /[\p{L}\p{N}]/u.test(text.slice(line.from, line.to)) &&
  !paragraph.isByline(text, line)

function headingsAmong(breaks: readonly Break[], shaped: readonly boolean[]): Span[] {
  const headings: Span[] = []
  for (let k = 0; k < shaped.length; ) {
    let end = k
    while (shaped[end]) end++
    if (end - k <= MOST_HEADINGS)
      for (let i = k; i < end; i++) headings.push([breaks[i]!.before.from, breaks[i]!.before.to])
    k = end + 1
  }
  return headings
}
