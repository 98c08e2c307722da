/** 报错: what a reader says is wrong at a place of an item. Kept with the words that stood there, so that the place is found again in a later text (W3C TextQuote and TextPosition). Pure. */
import { Fault } from '../faults.ts'
import { pageAt, type TextPage } from '../texts/text.ts'

export const reportKinds = ['wrong', 'missing', 'picture', 'description', 'other'] as const
/** 错字, 漏字, 图文不符, 著录有误, 其他. */
export type ReportKind = (typeof reportKinds)[number]

export const outcomes = ['accepted', 'refused'] as const
export type Outcome = (typeof outcomes)[number]

export interface Anchor {
  textRevision: number
  /** UTF-16 offsets in that text version. */
  start: number
  end: number
  exact: string
  /** What stands before and after, at most `AROUND` units. */
  prefix: string
  suffix: string
  /** Number of the page it begins on; null where the text has none. */
  page: number | null
}

export interface Decided {
  outcome: Outcome
  reason: string
  /** The text version in which it was mended; null where the text was not touched. */
  correctedRevision: number | null
  byId: string
  byName: string
  at: string
}

export interface Report {
  id: string
  itemId: string
  kind: ReportKind
  /** Null: of the whole item, or of a picture. */
  anchor: Anchor | null
  /** A picture of the item; its page counts from 1 within the object. */
  sheet: { objectId: string; page: number } | null
  /** The reading proposed in place of what stands there. */
  proposal: string
  remark: string
  reporterId: string
  reporterName: string
  reportedAt: string
  decided: Decided | null
}

/** UTF-16 units of a passage. */
export const MOST_PASSAGE = 2000
/** Reports of one person that nobody has decided. */
export const MOST_OPEN = 200
const AROUND = 32
/** Shorter words are found again only where their surroundings are the same. */
const DISTINCT = 12
const ENOUGH = 4

const cut = (text: string, start: number, end: number) => text.slice(Math.max(0, start), end).toWellFormed()

/** Fault report.range unless the passage lies within the text and is no longer than `MOST_PASSAGE`. */
export function anchorOf(
  { text, revision, pages }: { text: string; revision: number; pages: readonly TextPage[] },
  { start, end }: { start: number; end: number },
): Anchor {
  if (start >= end || end > text.length || end - start > MOST_PASSAGE)
    throw new Fault('report.range', { length: text.length, limit: MOST_PASSAGE })
  return {
    textRevision: revision,
    start,
    end,
    exact: text.slice(start, end),
    prefix: cut(text, start - AROUND, start),
    suffix: cut(text, end, end + AROUND),
    page: pageAt(pages, start)?.number ?? null,
  }
}

export interface Place {
  start: number
  end: number
  /** 有效: as it was reported; 变动: the text there has changed or moved. */
  state: 'valid' | 'moved'
}

function sharedBefore(a: string, b: string): number {
  let count = 0
  while (count < a.length && count < b.length && a.at(-1 - count) === b.at(-1 - count)) count++
  return count
}
function sharedAfter(a: string, b: string): number {
  let count = 0
  while (count < a.length && count < b.length && a[count] === b[count]) count++
  return count
}

/** Where the passage stands in a text, which may be a later version; null: lost. */
export function placeIn(text: string, anchor: Anchor): Place | null {
  const { start, end, exact, prefix, suffix } = anchor
  const around = (from: number, to: number) =>
    sharedBefore(text.slice(Math.max(0, from - AROUND), from), prefix) +
    sharedAfter(text.slice(to, to + AROUND), suffix)
  const whole = prefix.length + suffix.length
  if (text.startsWith(exact, start) && around(start, end) === whole) return { start, end, state: 'valid' }
  let best: { at: number; score: number } | null = null
  for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + 1)) {
    const score = around(at, at + exact.length)
    const isNearer = best !== null && score === best.score && Math.abs(at - start) < Math.abs(best.at - start)
    if (best === null || score > best.score || isNearer) best = { at, score }
  }
  if (best && (best.score >= Math.min(ENOUGH, whole) || exact.length >= DISTINCT))
    return { start: best.at, end: best.at + exact.length, state: 'moved' }
  // The words themselves were changed: between what stood before and after them.
  if (prefix === '' || suffix === '') return null
  const room = exact.length * 2 + 50
  for (let at = text.indexOf(prefix); at !== -1; at = text.indexOf(prefix, at + 1)) {
    const from = at + prefix.length
    const to = text.indexOf(suffix, from)
    if (to !== -1 && to - from <= room) return { start: from, end: to, state: 'moved' }
  }
  return null
}
