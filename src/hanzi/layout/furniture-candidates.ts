/** Lines that may be page furniture by their look: which of them are, `furniture.ts` judges by where they stand. Pure. */
import type { Line } from './lines.ts'
import { type PageNumber, pageNumberOf, type RunningTitle, runningTitleOf } from './page-number.ts'

/** A running title is at most this long, in code points, and comes at least so often. */
const LONGEST = 25
export const LEAST = 3
/** With a page number beside it, a line is looked at up to this length, in UTF-16 units. */
export const WIDEST = 48

/** Lines that look like page numbers, and short lines whose words come at least three times. */
export function candidatesOf(text: string, lines: readonly Line[]) {
  const numbers = new Map<number, PageNumber>()
  const alike = new Map<number, number>()
  const prints = new Int32Array(lines.length)
  for (const [i, { from, to }] of lines.entries()) {
    if (from === to || to - from > WIDEST) continue
    const number = pageNumberOf(text.slice(from, to))
    if (number) {
      numbers.set(i, number)
      continue
    }
    const print = fingerprint(text, from, to)
    if (print === 0) continue
    prints[i] = print
    alike.set(print, (alike.get(print) ?? 0) + 1)
  }
  const all: [number, RunningTitle][] = []
  const counts = new Map<string, number>()
  for (const [i, print] of prints.entries()) {
    if (print === 0 || alike.get(print)! < LEAST) continue
    const title = runningTitleOf(text.slice(lines[i]!.from, lines[i]!.to), LONGEST)
    if (!title) continue
    all.push([i, title])
    for (const key of [title.key, title.bareKey]) if (key) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const isCommon = (key: string | null) => key !== null && counts.get(key)! >= LEAST
  const titles = all.flatMap(([i, title]): [number, RunningTitle][] => {
    if (isCommon(title.key)) return [[i, title]]
    return isCommon(title.bareKey) ? [[i, { ...title, key: title.bareKey! }]] : []
  })
  return { numbers, titles: new Map(titles) }
}

const figures = new Set([...'〇零一二三四五六七八九十百第页頁ivxlIVXL'].map((one) => one.charCodeAt(0)))
const pauses = new Set([...'。！？；，、：…!?;,'].map((one) => one.charCodeAt(0)))

/**
 * Equal for lines that may have one key, from 1; 0 for a line that can have none. Most lines come once: they are never looked at more closely.
 * 30 bits, the largest that need no memory of their own; a collision costs a closer look.
 */
function fingerprint(text: string, from: number, to: number): number {
  if (pauses.has(text.charCodeAt(to - 1))) return 0
  let print = 0
  let letters = 0
  for (let i = from; i < to && letters <= LONGEST; i++) {
    let unit = text.charCodeAt(i)
    if (unit >= 0xff21 && unit <= 0xff5a) unit -= 0xfee0
    const isLetter = unit >= 0x2e80 ? unit < 0xff00 && unit !== 0x3000 : (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a
    if (!isLetter || figures.has(unit)) continue
    print = (Math.imul(print, 31) + unit) | 0
    if (unit < 0xdc00 || unit > 0xdfff) letters++
  }
  return letters > LONGEST ? 0 : (print & 0x3fffffff) | 1
}
