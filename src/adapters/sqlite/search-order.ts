/** The orders of hits, from columns in memory: a page is picked out of thousands of hits without comparing their texts. */
import type { SortOrder } from '../../ports/search-index.ts'

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
/** The first three units of a text as a number of the same order. What is missing comes last. */
function headOf(text: string): number {
  if (text === '') return MISSING
  let head = 0
  for (let i = 0; i < 3; i++) head = head * 0x10000 + (i < text.length ? rankOf(text.charCodeAt(i)) : 0)
  return head
}

const kept = {
  title: { head: ({ titleSort }: Sortable) => headOf(titleSort), text: ({ titleSort }: Sortable) => titleSort },
  referenceCode: { head: ({ codeSort }: Sortable) => headOf(codeSort), text: ({ codeSort }: Sortable) => codeSort },
  date: { head: ({ dayMin }: Sortable) => dayMin ?? MISSING, text: () => '' },
}
type Kept = keyof typeof kept

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
        heads[sort][number] = kept[sort].head(row)
      }
    },
    /** One page of these numbers, ties by number. `scores` for `relevance`: the highest first. */
    page(
      numbers: readonly number[],
      sort: SortOrder,
      scores: ReadonlyMap<number, number>,
      from: number,
      size: number,
    ): number[] {
      const to = from + size
      if (sort === 'number') return numbers.slice(from, to)
      const column = sort === 'relevance' ? null : heads[sort]
      const text = sort === 'relevance' ? () => '' : kept[sort].text
      const headAt = (number: number) => (column ? column[number]! : -(scores.get(number) ?? 0))
      const order = (a: { head: number; number: number }, b: { head: number; number: number }) => {
        if (a.head !== b.head) return a.head < b.head ? -1 : 1
        return compareText(text(at(a.number)!), text(at(b.number)!)) || a.number - b.number
      }
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
