/** The printed number of each page: from what stands at its head or foot, or counted on from where a person said. Pure. */
import { pageNumberOf, runningTitleOf } from '../hanzi/layout/page-number.ts'

/** From this page of the volume (from 0) on it is counted from `label`; '' : from here on none is printed. */
export interface Anchor {
  page: number
  label: string
}

/** So many pages around one must count alike before its number is believed. */
const NEIGHBOURS = 12
/** Characters of a running title. */
const LONGEST = 30

/** Numbers in the first and the last line of a page. */
function numbersOn(text: string): number[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const edges = lines.length > 1 ? [lines[0]!, lines.at(-1)!] : lines
  return edges.flatMap((line) => {
    // Alone, or on one line with the running title: 12　花园口见闻.
    const own = pageNumberOf(line)?.value ?? runningTitleOf(line, LONGEST)?.number
    return own === undefined || own === null ? [] : [own]
  })
}

/** Labels as far as they are printed and agree with each other; '' elsewhere. A gap between two that agree is filled, one that does not is left. */
export function printedLabels(texts: readonly string[]): string[] {
  const labels = texts.map(() => '')
  const found = texts.map(numbersOn)
  const sure: { page: number; value: number }[] = []
  for (const [page, values] of found.entries()) {
    const value = values.find((one) => {
      let alike = 0
      for (let i = Math.max(0, page - NEIGHBOURS); i <= Math.min(texts.length - 1, page + NEIGHBOURS); i++)
        if (i !== page && found[i]!.includes(one + i - page)) alike++
      return alike >= 2
    })
    if (value !== undefined) sure.push({ page, value })
  }
  for (const [k, { page, value }] of sure.entries()) {
    const before = sure[k - 1]
    labels[page] = String(value)
    const isEven = before && value - before.value === page - before.page
    if (isEven) for (let i = before.page + 1; i < page; i++) labels[i] = String(before.value + i - before.page)
    // The first pages of the text often have no number: counted back to 1.
    if (!before) for (let i = page - 1; i >= 0 && value - (page - i) > 0; i--) labels[i] = String(value - (page - i))
  }
  return labels
}

/** What people say goes before what is printed: behind an anchor it is counted on to the next. */
export function anchored(labels: readonly string[], anchors: readonly Anchor[]): string[] {
  const sorted = anchors.filter(({ page }) => page < labels.length).sort((a, b) => a.page - b.page)
  const result = [...labels]
  for (const [k, { page, label }] of sorted.entries()) {
    const end = sorted[k + 1]?.page ?? result.length
    const isCounted = /^\d{1,4}$/.test(label)
    for (let i = page; i < end; i++) result[i] = isCounted ? String(Number(label) + i - page) : i === page ? label : ''
  }
  return result
}

/** Where the titles of the contents were found tells how the pages are counted, if most of them agree: at which page stands number 1, or null. */
export function offsetAmong(places: readonly { page: number; label: string }[]): number | null {
  const counts = new Map<number, number>()
  for (const { page, label } of places) {
    const first = page - Number(label) + 1
    if (/^\d{1,4}$/.test(label)) counts.set(first, (counts.get(first) ?? 0) + 1)
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1])
  return best && best[1] >= Math.max(2, places.length / 2) ? best[0] : null
}
