/** 勘误: what a printed page has wrong, where its words come from, and where else they stand. Pure. */
import type { ChapterVersion } from '../chapter.ts'
import { NOTE } from '../content.ts'
import type { Range } from '../tracing.ts'

export const erratumCauses = ['source', 'edited', 'misprint', 'other'] as const
/** The source has it so; the editors' own words; a misprint, the text is right; nothing of the text (title page, contents). */
export type ErratumCause = (typeof erratumCauses)[number]

export type ErratumPlace =
  | { kind: 'passage'; chapterId: string; start: number; end: number }
  | { kind: 'plate'; plateId: string }
  | { kind: 'other' }

export interface Erratum {
  id: string
  volumeId: string
  printingId: string
  place: ErratumPlace
  /** As printed, where somebody said it; ''. */
  page: string
  line: string
  wrong: string
  right: string
  cause: ErratumCause
  /** Of a passage: in the source's text, or where it is the editors' own. Of a caption the text is none: its item's description. */
  source: { itemId: string; textRevision: number; core: Range } | { itemId: string } | null
  /** 报错 that was made of it: what archivists decided about the source stands there. */
  reportId: string | null
  /** Chapters not printed that had it when it was found. */
  inWork: { volumeId: string; chapterId: string; revision: number; title: string }[]
  reporter: string
  evidence: string
  byName: string
  at: string
  withdrawn: { reason: string; byName: string; at: string } | null
}
/** 不改. */
export interface Kept {
  reason: string
  byName: string
  at: string
}
export const useStates = ['open', 'done', 'kept'] as const
/** 待改, 已改, 不改. */
export type ErratumState = (typeof useStates)[number]

/** What of `range` is not in `right`; where nothing is left, the characters on both sides of the gap. */
export function coreOf(text: string, { start, end }: Range, right: string): Range {
  const wrong = text.slice(start, end)
  let before = 0
  while (before < wrong.length && before < right.length && wrong[before] === right[before]) before++
  let behind = 0
  while (behind < Math.min(wrong.length, right.length) - before && wrong.at(-1 - behind) === right.at(-1 - behind))
    behind++
  const core = { start: start + before, end: end - behind }
  if (core.start < core.end) return core
  return { start: Math.max(0, core.start - 1), end: Math.min(text.length, core.start + 1) }
}

/** Where a chapter has the whole of it by its origins. `coresAt`: where it stands in each version of the item's text. */
export function rangesIn(
  { basedOn, origins }: Pick<ChapterVersion, 'basedOn' | 'origins'>,
  itemId: string,
  coresAt: ReadonlyMap<number, Range>,
): Range[] {
  return origins.flatMap(({ at, length, source, from }) => {
    const based = basedOn[source]
    if (based?.itemId !== itemId) return []
    const core = coresAt.get(based.textRevision)
    if (!core || core.start < from || core.end > from + length) return []
    return [{ start: at + core.start - from, end: at + core.end - from }]
  })
}

/** So many characters around it, on whichever side, tell that it is the same place (as words of eight units do in alignment.ts). */
const AROUND = 8
/** What setting and editing put between characters without changing a word. */
const isNothing = (unit: string) => /\s/u.test(unit) || unit === NOTE

function squeezed(text: string): { text: string; at: number[] } {
  const at: number[] = []
  let kept = ''
  for (let i = 0; i < text.length; i++)
    if (!isNothing(text[i]!)) {
      kept += text[i]
      at.push(i)
    }
  return { text: kept, at }
}
export interface Quote {
  before: string
  core: string
  behind: string
}
/** A core with the characters around it, blanks left out; null where too few stand there. */
export function quoteOf(text: string, { start, end }: Range): Quote | null {
  const before = squeezed(text.slice(Math.max(0, start - 4 * AROUND), start)).text.slice(-AROUND)
  const behind = squeezed(text.slice(end, end + 4 * AROUND)).text.slice(0, AROUND)
  const core = squeezed(text.slice(start, end)).text
  return core === '' || before.length + behind.length < AROUND ? null : { before, core, behind }
}
/** Where the very words stand, whatever became of their origin, and whatever was edited on one side of them. */
export function quotedIn(text: string, quote: Quote | null): Range[] {
  if (!quote) return []
  const { before, core, behind } = quote
  const { text: own, at } = squeezed(text)
  const found = new Set<number>()
  for (let left = Math.max(0, AROUND - behind.length); left <= before.length; left++) {
    const words = before.slice(before.length - left) + core + behind.slice(0, AROUND - left)
    for (let i = own.indexOf(words); i >= 0; i = own.indexOf(words, i + 1)) found.add(i + left)
  }
  return [...found].sort((a, b) => a - b).map((from) => ({ start: at[from]!, end: at[from + core.length - 1]! + 1 }))
}

/** In order, what overlaps or touches is one. */
export function unitedRanges(ranges: readonly Range[]): Range[] {
  const found: Range[] = []
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else found.push({ start, end })
  }
  return found
}
