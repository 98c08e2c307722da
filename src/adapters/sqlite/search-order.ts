/** The orders of hits, from columns in memory: a page is picked out of thousands of hits without comparing their texts. */
import type { SortOrder, SortPlace } from '../../ports/search-index.ts'

interface Sortable {
  titleSort: string
  codeSort: string
  dayMin: number | null
}

/** By code points, as Elasticsearch orders; by UTF-16 units 𠮷 would come before ！. */
const rankOf = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit)

export function compareText(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = rankOf(a.charCodeAt(i)) - rankOf(b.charCodeAt(i))
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

const MISSING = Number.POSITIVE_INFINITY
/** Days, or the first three units of a text, as a number of the same order. What is missing comes last. */
function headOf(key: SortPlace['key']): number {
  if (typeof key !== 'string') return key ?? MISSING
  const text = key
  let head = 0
  for (let i = 0; i < 3; i++) head = head * 0x10000 + (i < text.length ? rankOf(text.charCodeAt(i)) : 0)
  return head
}

const kept = {
  title: ({ titleSort }: Sortable) => titleSort || null,
  referenceCode: ({ codeSort }: Sortable) => codeSort || null,
  date: ({ dayMin }: Sortable) => dayMin,
}
type Kept = keyof typeof kept
const textOf = (key: SortPlace['key']): string => (typeof key === 'string' ? key : '')

/** What a row is sorted by; `score` for `relevance`. */
export const keyOf = (row: Sortable, sort: SortOrder, score: number): SortPlace['key'] =>
  sort === 'relevance' ? score : sort === 'number' ? null : kept[sort](row)

/** Up to here a page is picked; for longer ones all hits are sorted. */
const LONG_PAGE = 500

/** `at`: the row of a number. */
export function createOrder(at: (number: number) => Sortable | undefined) {
  const heads = { title: new Float64Array(1024), referenceCode: new Float64Array(1024), date: new Float64Array(1024) }
  return {
    set(number: number, row: Sortable): void {
      for (const sort of Object.keys(kept) as Kept[]) {
        if (number >= heads[sort].length) {
          const larger = new Float64Array(Math.max(number + 1, heads[sort].length * 2))
          larger.set(heads[sort])
          heads[sort] = larger
        }
        heads[sort][number] = headOf(kept[sort](row))
      }
    },
    /** One page of these ascending numbers, ties by number. `scores` for `relevance`: the highest first. */
    page(
      found: readonly number[],
      sort: SortOrder,
      scores: ReadonlyMap<number, number>,
      { from, size, after }: { from: number; size: number; after?: SortPlace },
    ): number[] {
      const to = from + size
      if (sort === 'number') return (after ? found.filter((number) => number > after.number) : found).slice(from, to)
      const column = sort === 'relevance' ? null : heads[sort]
      const text = sort === 'relevance' ? () => '' : (number: number) => textOf(kept[sort](at(number)!))
      const headAt = (number: number) => (column ? column[number]! : -(scores.get(number) ?? 0))
      const order = (a: { head: number; number: number }, b: { head: number; number: number }) => {
        if (a.head !== b.head) return a.head < b.head ? -1 : 1
        return compareText(text(a.number), text(b.number)) || a.number - b.number
      }
      const last = after && { head: column ? headOf(after.key) : -Number(after.key), text: textOf(after.key) }
      const numbers = last
        ? found.filter((number) => {
            const head = headAt(number)
            if (head !== last.head) return head > last.head
            return (compareText(text(number), last.text) || number - after.number) > 0
          })
        : found
      if (to > LONG_PAGE || to >= numbers.length)
        return numbers
          .map((number) => ({ head: headAt(number), number }))
          .sort(order)
          .slice(from, to)
          .map(({ number }) => number)
      const best: { head: number; number: number }[] = []
      let worst = MISSING
      for (const number of numbers) {
        const head = headAt(number)
        if (best.length === to) {
          if (head > worst || order({ head, number }, best[to - 1]!) >= 0) continue
          best.pop()
        }
        let [low, high] = [0, best.length]
        while (low < high) {
          const middle = (low + high) >> 1
          if (order(best[middle]!, { head, number }) <= 0) low = middle + 1
          else high = middle
        }
        best.splice(low, 0, { head, number })
        if (best.length === to) worst = best[to - 1]!.head
      }
      return best.slice(from).map(({ number }) => number)
    },
  }
}
