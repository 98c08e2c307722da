/** A text that has the numbers of its pages on lines of their own, parted there. Pure. */
import { pageNumberOf } from '../hanzi/layout/page-number.ts'

/** Part of a text, UTF-16 offsets, with the number printed on it or ''. */
export interface Stretch {
  start: number
  end: number
  label: string
}

/** Pages of a text that has marks of them: 第12页 or — 12 — on a line of its own, each counting on. Null where it has none. */
export function markedPages(text: string, at: 'head' | 'foot' | null): { pages: Stretch[]; isSure: boolean } | null {
  const marks: { start: number; end: number; value: number }[] = []
  for (const { index, 0: line } of text.matchAll(/[^\n]+\n?/g)) {
    const number = pageNumberOf(line.trim())
    const last = marks.at(-1)
    if (number?.isCertain && (!last || (number.value > last.value && number.value - last.value < 20)))
      marks.push({ start: index, end: index + line.length, value: number.value })
  }
  const [first, last] = [marks[0], marks.at(-1)]
  if (!first || !last || marks.length < 3) return null
  const isBlank = (start: number, end: number) => text.slice(start, end).trim() === ''
  const looks = isBlank(0, first.start) ? 'head' : isBlank(last.end, text.length) ? 'foot' : null
  const isHead = (at ?? looks ?? 'head') === 'head'
  const bounds = isHead ? marks.map(({ start }) => start) : marks.map(({ end }) => end)
  const cuts = [...new Set([0, ...bounds, text.length])]
  const pages = cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1]!
    const mark = marks.find((one) => one.start >= start && one.end <= end)
    return { start, end, label: mark ? String(mark.value) : '' }
  })
  return { pages, isSure: at !== null || looks !== null }
}
