/** How a volume falls into its pieces: each line of the contents is looked for on its page. What is not certain is told, and waits for a person. Pure. */
import { pageNumberOf } from '../hanzi/layout/page-number.ts'
import { contentsPages } from './contents.ts'
import { cutVolume, type Slice, type Start } from './cut.ts'
import type { Anchor } from './labels.ts'
import { volumeLabels } from './numbering.ts'
import type { PartKind } from './printed.ts'
import { createTitleFinder, type FoundTitle, foldedPages, headKey } from './titles.ts'

/** A line of the contents as it stands now, with where a person said that it begins. */
export interface Entry {
  kind: 'column' | 'piece' | 'matter'
  title: string
  byline: string
  page: string
  isSure: boolean
  /** null: as it is found. */
  start: Start | null
}

export const entryDoubts = [
  'line',
  'no-page',
  'not-found',
  'no-text',
  'elsewhere',
  'several',
  'similar',
  'order',
  'no-place',
] as const
/**
 * The line can be read in two ways · no page has that number · the title is not on its page · its page has no text · the title is on another page ·
 * in several places · not letter for letter · before the one above it · it has no place at all.
 */
export type EntryDoubt = (typeof entryDoubts)[number]

export interface PlannedEntry {
  /** Where it begins; null: nowhere, of a column or where nothing was found. */
  start: Start | null
  /** None where a person said where it begins. */
  doubts: EntryDoubt[]
}
export interface PlannedPart {
  kind: PartKind
  /** Place among the entries; null: what stands before the first of them. */
  entry: number | null
  column: string
  title: string
  byline: string
  from: string
  to: string
  slices: Slice[]
  /** How its text begins. */
  firstLine: string
}
export interface Plan {
  labels: string[]
  /** No page has a printed number. */
  isUnnumbered: boolean
  entries: PlannedEntry[]
  parts: PlannedPart[]
  /** A page at the end that looks like an imprint, and is of no entry; null: none. */
  imprintPage: number | null
  /** Pages of the contents. */
  contentsPages: number[]
}

export const FRONT = '前置部分'
/** So far from where it should be a title is still looked for. */
const NEAR = [0, 1, -1, 2, -2]
const FIRST_LINE = 60

const isBefore = (a: Start, b: Start) => a.page < b.page || (a.page === b.page && a.offset < b.offset)
const isSame = (a: Start, b: Start) => a.page === b.page && a.offset === b.offset

/** Never between the two units of one character. */
const onCharacter = (start: Start, texts: readonly string[]): Start => {
  const unit = texts[start.page]?.charCodeAt(start.offset) ?? 0
  return unit >= 0xdc00 && unit <= 0xdfff ? { ...start, offset: start.offset - 1 } : start
}

export function planVolume(
  texts: readonly string[],
  given: { labels: readonly string[]; entries: readonly Entry[]; anchors: readonly Anchor[]; seriesTitle: string },
): Plan {
  const { entries, seriesTitle } = given
  const contents = contentsPages(texts)
  const isContents = new Set(contents)
  const pageAt = foldedPages(texts)
  const heads = new Set([seriesTitle, ...entries.map(({ title }) => title)].filter(Boolean).map(headKey))
  const finders = entries.map(({ kind, title }) => (kind === 'column' ? null : createTitleFinder(title, heads)))
  const labels = volumeLabels(texts, given, { isContents, pageAt })

  function placed(entry: Entry, i: number, previous: Start | null): PlannedEntry {
    if (entry.start) return { start: onCharacter(entry.start, texts), doubts: [] }
    const finder = finders[i]!
    const doubts: EntryDoubt[] = entry.isSure ? [] : ['line']
    const from = previous?.page ?? 0
    const look = (page: number, how: 'find' | 'exact' = 'find'): FoundTitle | null =>
      page < 0 || page >= texts.length || texts[page] === '' || isContents.has(page) ? null : finder[how](pageAt(page))
    const settled = (page: number, found: FoundTitle, isElsewhere: boolean): PlannedEntry => {
      if (isElsewhere) doubts.push('elsewhere')
      if (!found.isAlone) doubts.push('several')
      if (!found.isExact) doubts.push('similar')
      return { start: { page, offset: found.offset, isShared: false }, doubts }
    }
    const numbered = labels.flatMap((label, page) =>
      label === entry.page && label !== '' && !isContents.has(page) ? [page] : [],
    )
    const expected = [...numbered.filter((page) => page >= from), ...numbered]
    for (const step of NEAR)
      for (const page of expected) {
        const found = look(page + step)
        if (found) return settled(page + step, found, step !== 0)
      }
    const [page] = expected
    if (page !== undefined) {
      doubts.push(texts[page] === '' ? 'no-text' : 'not-found')
      return { start: { page, offset: 0, isShared: false }, doubts }
    }
    doubts.push('no-page')
    for (let at = from; at < texts.length; at++) {
      const found = look(at, 'exact')
      if (found) return settled(at, found, true)
    }
    return { start: null, doubts: [...doubts, 'no-place'] }
  }

  let previous: Start | null = null
  const planned = entries.map((entry, i): PlannedEntry => {
    if (entry.kind === 'column') return { start: null, doubts: [] }
    const { start, doubts } = placed(entry, i, previous)
    if (
      start &&
      previous &&
      !entry.start &&
      (isBefore(start, previous) || (isSame(start, previous) && texts[start.page] !== ''))
    )
      doubts.push('order')
    if (start && (!previous || isBefore(previous, start))) previous = start
    return { start, doubts }
  })

  const begun = planned.flatMap(({ start }, entry) => (start ? [{ start, entry }] : []))
  const columns: string[] = []
  for (const [i, { kind, title }] of entries.entries()) columns.push(kind === 'column' ? title : (columns[i - 1] ?? ''))
  const parts = cutVolume(
    texts.map(({ length }) => length),
    begun.map(({ start }) => start),
  ).map((part): PlannedPart => {
    const entry = part.start === null ? null : begun[part.start]!.entry
    const own = entry === null ? null : entries[entry]!
    const numbers = part.slices.map(({ page }) => labels[page]!).filter((label) => label !== '')
    return {
      kind: own === null ? 'front' : own.kind === 'matter' ? 'matter' : 'piece',
      entry,
      column: own?.kind === 'piece' ? columns[entry!]! : '',
      title: own?.title ?? FRONT,
      byline: own?.byline ?? '',
      from: numbers[0] ?? own?.page ?? '',
      to: numbers.at(-1) ?? '',
      slices: part.slices,
      firstLine: firstLineOf(part.slices.map(({ page, start, end }) => texts[page]!.slice(start, end)).join('')),
    }
  })
  return {
    labels,
    isUnnumbered: labels.every((label) => label === ''),
    entries: planned,
    parts,
    imprintPage: imprintAmong(
      texts,
      begun.map(({ start }) => start),
    ),
    contentsPages: contents,
  }
}

function firstLineOf(text: string): string {
  for (const [line] of text.slice(0, 4000).matchAll(/[^\n]+/g)) {
    const bare = line.trim()
    if (bare !== '' && !pageNumberOf(bare)) return bare.slice(0, FIRST_LINE)
  }
  return ''
}

const imprintWords = [/编(?:辑|印|者)/, /出版/, /印刷|承印/, /印数|印张|字数/, /开本/, /准印|ISBN|书号/i, /定价|工本费/]
/** The last pages only, and behind where the last piece begins. */
function imprintAmong(texts: readonly string[], starts: readonly Start[]): number | null {
  const last = Math.max(-1, ...starts.map(({ page }) => page))
  for (let page = Math.max(texts.length - 4, last + 1); page < texts.length; page++)
    if (imprintWords.filter((word) => word.test(texts[page]!)).length >= 3) return page
  return null
}
