/** What the screen makes of a comparison: how much differs, where a row stands in the present source, what stands around a change. Pure. */

interface Range {
  start: number
  end: number
}
export interface Row {
  source: (Range & { source: number; parts: readonly Part[] }) | null
  chapter: (Range & { parts: readonly Part[] }) | null
}
export interface Part {
  kind: string
  text: string
}
export interface Passage extends Range {
  source: number
  now: Range | null
}

const unlike = (side: Row['chapter']): number => side?.parts.filter(({ kind }) => kind !== 'same').length ?? 0

/** A place where both differ is one: what was removed stands beside what was added for it. */
export const differencesIn = (rows: readonly Row[]): number =>
  rows.reduce((sum, { source, chapter }) => sum + Math.max(unlike(source), unlike(chapter)), 0)

/** The stretch of the present source that a row has, or null: of the passages that lie in it, from the first to the last that is still there. */
export function nowOf(row: Row, passages: readonly Passage[]): Range | null {
  const { source } = row
  if (!source) return null
  const there = passages.flatMap(({ source: of, start, end, now }) =>
    now && of === source.source && start < source.end && end > source.start ? [now] : [],
  )
  if (there.length === 0) return null
  return { start: Math.min(...there.map(({ start }) => start)), end: Math.max(...there.map(({ end }) => end)) }
}

/** A stretch of a text that was written in the stead of another; either may be empty. */
export interface Change extends Range {
  text: string
  insteadOf: string
}
/** What differs between two sides of a comparison, told on its right one, which begins at `from`: they share their `same` parts in order. */
export function changesIn(left: readonly Part[], right: readonly Part[], from: number): Change[] {
  const gaps = [{ start: from, end: from, text: '', insteadOf: '' }]
  for (const { kind, text } of right) {
    const last = gaps.at(-1)!
    const end = last.end + text.length
    if (kind === 'same') gaps.push({ start: end, end, text: '', insteadOf: '' })
    else Object.assign(last, { end, text: last.text + text })
  }
  let gap = 0
  for (const { kind, text } of left) {
    if (kind === 'same') gap++
    else if (gaps[gap]) gaps[gap]!.insteadOf += text
  }
  return gaps.filter(({ text, insteadOf }) => text !== '' || insteadOf !== '')
}
/** What a passage of the chapter differs in from its source, and how it would read. Whatever parts paragraphs, or has a note in it, is left. */
export function asSource(rows: readonly Row[], { start, end }: Range): { changes: Change[]; reads: string } {
  const all = rows.map(({ source, chapter }) => {
    if (!source || !chapter || chapter.end < start || chapter.start > end) return { changes: [], reads: '' }
    const changes = changesIn(source.parts, chapter.parts, chapter.start).filter(
      (one) =>
        (one.start === one.end ? start <= one.start && one.end <= end : one.start < end && start < one.end) &&
        !/[\n\ufffc]/.test(one.text + one.insteadOf),
    )
    const from = Math.max(chapter.start, Math.min(start, ...changes.map((one) => one.start)))
    const to = Math.max(end, ...changes.map((one) => one.end))
    const text = chapter.parts.map((part) => part.text).join('')
    const reads = changes.reduceRight(
      (now, one) => now.slice(0, one.start - from) + one.insteadOf + now.slice(one.end - from),
      text.slice(from - chapter.start, to - chapter.start),
    )
    return { changes, reads }
  })
  return { changes: all.flatMap(({ changes }) => changes), reads: all.map(({ reads }) => reads).join('') }
}

const AROUND = 14
/** The characters before and after a stretch, within its paragraph; what is left out is told by dots. */
export function around(text: string, { start, end }: Range): { before: string; after: string } {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const to = text.indexOf('\n', end)
  const [head, tail] = [text.slice(from, start), text.slice(end, to === -1 ? undefined : to)]
  return {
    before: head.length > AROUND ? `……${head.slice(-AROUND)}` : head,
    after: tail.length > AROUND ? `${tail.slice(0, AROUND)}……` : tail,
  }
}
