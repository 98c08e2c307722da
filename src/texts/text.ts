/** 文本: versions of an item's text and the pages that partition it. A version is immutable; a correction is a new one. */
import { diffArrays } from 'diff'
import { Fault } from '../faults.ts'
import { type Layout, layOut } from '../hanzi/layout/layout.ts'

export const textKinds = ['transcription', 'ocr', 'correction', 'edition'] as const
/** 原件誊录 (also: read from the file), OCR, 校订, 编辑. */
export type TextKind = (typeof textKinds)[number]

export interface TextPage {
  /** 1-based. */
  number: number
  label: string
  /** UTF-16 offsets; pages partition the text. */
  start: number
  end: number
  objectId: string | null
}

export interface TextVersion {
  itemId: string
  revision: number
  kind: TextKind
  parent: number | null
  /** LF newlines, no NUL. */
  text: string
  charCount: number
  encoding: string | null
  uncertain: boolean
  candidates: string[]
  objectId: string | null
  note: string
  authorId: string
  authorName: string
  createdAt: string
}

/** 字数 as the office counts it: Han characters, letters, digits and marks; not white space. Code points, not UTF-16 units. */
export function countCharacters(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const isSpace =
      unit <= 0x20 || unit === 0x3000 || unit === 0xa0 || unit === 0x2028 || unit === 0x2029 || unit === 0xfeff
    const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff
    if (!isSpace && !isLowSurrogate) count++
  }
  return count
}

/** The layout of a text, by the present rules. */
export const laidOut = (text: string, pages: readonly Pick<TextPage, 'start'>[]): Layout =>
  layOut(
    text,
    pages.map(({ start }) => start),
  )

/** As it is kept, or found now where the index has not come to it yet. */
export const layoutOf = (
  { text, layout }: { text: string; layout: Layout | null },
  pages: readonly Pick<TextPage, 'start'>[] = [],
): Layout => layout ?? laidOut(text, pages)

/** Newlines as LF, no BOM, no NUL, no lone surrogates: what is stored can always be written as UTF-8 and XML-escaped. */
export const normalised = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .toWellFormed()

/** Pages must follow one another without gap from 0 to the text's end. Fault text.pages. */
export function checkPages(pages: readonly TextPage[], length: number): void {
  let at = 0
  for (const [i, page] of pages.entries()) {
    if (page.number !== i + 1 || page.start !== at || page.end < page.start)
      throw new Fault('text.pages', { page: i + 1, expected: at })
    at = page.end
  }
  if (pages.length > 0 && at !== length) throw new Fault('text.pages', { page: pages.length, expected: length })
}

/** Small enough for a diff to be quick, large enough to be found again. */
const segments = (text: string): string[] =>
  text.match(/[^。！？；，、\n]*[。！？；，、\n]+|[^。！？；，、\n]+/gu) ?? []

/** Where an offset of the old text lies in the new one. Beyond this many segments the changed middle is mapped by proportion. */
const DIFF_LIMIT = 20_000

/**
 * Carries page starts from one text to its correction: exact where the text around them did not change, in proportion inside a changed stretch.
 * The new pages partition the new text.
 */
export function carryPages(before: string, after: string, pages: readonly TextPage[]): TextPage[] {
  let prefix = 0
  const shorter = Math.min(before.length, after.length)
  while (prefix < shorter && before.charCodeAt(prefix) === after.charCodeAt(prefix)) prefix++
  let suffix = 0
  while (
    suffix < shorter - prefix &&
    before.charCodeAt(before.length - 1 - suffix) === after.charCodeAt(after.length - 1 - suffix)
  )
    suffix++
  const oldMiddle = before.slice(prefix, before.length - suffix)
  const newMiddle = after.slice(prefix, after.length - suffix)

  // Stretches [old start, old end, new start, new end) in order; inside one, offsets are mapped by proportion.
  const stretches: [number, number, number, number][] = [[0, prefix, 0, prefix]]
  const push = (oldLength: number, newLength: number) => {
    const [, oldEnd, , newEnd] = stretches.at(-1)!
    stretches.push([oldEnd, oldEnd + oldLength, newEnd, newEnd + newLength])
  }
  const [old, fresh] = [segments(oldMiddle), segments(newMiddle)]
  if (old.length + fresh.length > DIFF_LIMIT) push(oldMiddle.length, newMiddle.length)
  else {
    let [removed, added] = [0, 0]
    for (const part of diffArrays(old, fresh)) {
      const length = part.value.reduce((sum, segment) => sum + segment.length, 0)
      if (part.removed) removed += length
      else if (part.added) added += length
      else {
        push(removed, added)
        push(length, length)
        ;[removed, added] = [0, 0]
      }
    }
    push(removed, added)
  }
  push(suffix, suffix)

  const carried = (offset: number): number => {
    const stretch = stretches.find(([, oldEnd]) => offset < oldEnd)
    if (!stretch) return after.length
    const [oldStart, oldEnd, newStart, newEnd] = stretch
    return newStart + Math.round(((offset - oldStart) * (newEnd - newStart)) / (oldEnd - oldStart))
  }
  const starts = pages.map((page, i) => (i === 0 ? 0 : carried(page.start)))
  return pages.map((page, i) => ({ ...page, start: starts[i]!, end: starts[i + 1] ?? after.length }))
}

/** The page an offset lies on, or null where the text has none. */
export function pageAt(pages: readonly TextPage[], offset: number): TextPage | null {
  let [low, high] = [0, pages.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (pages[middle]!.start <= offset) low = middle
    else high = middle - 1
  }
  return pages[low] ?? null
}
