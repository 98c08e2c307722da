/** A volume's pages cut into what stands in them. Every character stays in exactly one part, every page in at least one. Pure. */

/** Where a part begins. `offset`: in the text of the page, 0 with it. `isShared`: the part before goes on over this page, which has no text to tell. */
export interface Start {
  page: number
  offset: number
  isShared: boolean
}
export interface Slice {
  /** Place among the pages of the volume. */
  page: number
  start: number
  end: number
}
export interface Part {
  /** Place among the starts; null: what stands before the first. */
  start: number | null
  /** Of consecutive pages; empty where it has a page's picture only. */
  slices: Slice[]
}

const compare = (a: Start, b: Start) => a.page - b.page || a.offset - b.offset

/** `lengths`: of each page's text, UTF-16 units. Starts in any order; beyond a page's end, or in the middle of a pair, they count as the next place. */
export function cutVolume(lengths: readonly number[], starts: readonly Start[]): Part[] {
  if (lengths.length === 0) return []
  const within = starts
    .map((start, i) => ({ i, ...start, offset: Math.min(Math.max(0, start.offset), lengths[start.page] ?? 0) }))
    .filter(({ page }) => page >= 0 && page < lengths.length)
    .sort((a, b) => compare(a, b) || a.i - b.i)
  const bounds: (Start & { i: number | null })[] = [...within]
  const first = within[0]
  if (!first || first.page > 0 || first.offset > 0) bounds.unshift({ i: null, page: 0, offset: 0, isShared: false })
  return bounds.map((from, k): Part => {
    const to = bounds[k + 1]
    // A part has the page it begins on, and the one the next begins on where some of that is its own.
    const last = !to ? lengths.length - 1 : to.offset > 0 || to.isShared ? to.page : to.page - 1
    const slices: Slice[] = []
    for (let page = from.page; page <= Math.max(from.page, last); page++) {
      const start = page === from.page ? from.offset : 0
      const end = to && page === to.page ? to.offset : lengths[page]!
      slices.push({ page, start: Math.min(start, end), end })
    }
    return { start: from.i, slices }
  })
}
