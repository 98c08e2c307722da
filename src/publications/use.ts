/** 已用 · 部分用 · 未用: how much of an item's text is in the book, counted in characters that a reader reads. Pure. */
import { countCharacters } from '../texts/text.ts'
import { contentFrom, startBehind } from './content.ts'
import type { Range } from './tracing.ts'

/** `left`: what is in no chapter, in the order of the text; between two parts of one is nothing that a reader reads. */
export interface Use {
  total: number
  used: number
  left: Range[]
}

export const useStates = ['unused', 'part', 'all'] as const
export type UseState = (typeof useStates)[number]
export const stateOfUse = ({ total, used }: Pick<Use, 'total' | 'used'>): UseState =>
  used === 0 ? 'unused' : used < total ? 'part' : 'all'

/** What a reader reads of a text: no furniture, no closed breaks, not the `head` that the book prints itself. In order, apart. */
export function readableOf(text: string, layout: Parameters<typeof contentFrom>[1], head: readonly string[]): Range[] {
  const start = startBehind(text, layout, { start: 0, end: text.length }, head)
  return contentFrom(text, layout, { start, end: text.length }, 0).origins.map(({ from, length }) => ({
    start: from,
    end: from + length,
  }))
}

const united = (ranges: readonly Range[]): Range[] => {
  const result: Range[] = []
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else result.push({ start, end })
  }
  return result
}
/** `stretches`: what chapters have of the text, in any order, over one another as they come. */
export function measuredUse(text: string, readable: readonly Range[], stretches: readonly Range[]): Use {
  const covered = united(stretches)
  const left: Range[] = []
  let [total, used, next, isOpen] = [0, 0, 0, false]
  const pass = (start: number, end: number, isUsed: boolean) => {
    const count = countCharacters(text.slice(start, end))
    if (count === 0) return
    total += count
    if (isUsed) used += count
    else if (isOpen) left.at(-1)!.end = end
    else left.push({ start, end })
    isOpen = !isUsed
  }
  for (const { start, end } of readable) {
    let at = start
    while (covered[next] && covered[next]!.end <= start) next++
    for (let i = next; covered[i] && covered[i]!.start < end; i++) {
      const [from, to] = [Math.max(start, covered[i]!.start), Math.min(end, covered[i]!.end)]
      pass(at, from, false)
      pass(from, to, true)
      at = to
    }
    pass(at, end, false)
  }
  return { total, used, left }
}
