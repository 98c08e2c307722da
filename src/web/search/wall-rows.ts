/** Pictures in rows of one height, filled to the edge, each in its own proportions. Pure. */
export interface Sized {
  /** Width through height. */
  ratio: number
}
export interface Row<T> {
  /** Which of all the first picture is, from 0. */
  first: number
  height: number
  pictures: { of: T; width: number }[]
}

/** `width`, `gap`, `wanted` height: pixels. The last row keeps the wanted height. */
export function wallRows<T extends Sized>(pictures: readonly T[], width: number, wanted = 168, gap = 12): Row<T>[] {
  const rows: Row<T>[] = []
  let open: T[] = []
  let ratios = 0
  let first = 0
  const close = (height: number) => {
    rows.push({ first, height, pictures: open.map((of) => ({ of, width: of.ratio * height })) })
    first += open.length
    open = []
    ratios = 0
  }
  for (const picture of pictures) {
    open.push(picture)
    ratios += picture.ratio
    const room = width - gap * (open.length - 1)
    if (room / ratios <= wanted) close(Math.max(40, room / ratios))
  }
  if (open.length) close(Math.min(wanted, (width - gap * (open.length - 1)) / ratios))
  return rows
}

const arrows: Record<string, [rows: number, pictures: number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
}
/** The picture to which a key leads from the `at`th: the next, or the nearest above or below. Null: no such key, or none there. */
export function ledTo(rows: readonly Row<unknown>[], at: number, key: string): number | null {
  const [down, along] = arrows[key] ?? [0, 0]
  if (along !== 0) {
    const last = rows.at(-1)
    const to = at + along
    return last && to >= 0 && to < last.first + last.pictures.length ? to : null
  }
  const here = rows.findLastIndex(({ first }) => first <= at)
  const other = down === 0 ? undefined : rows[here + down]
  if (!other) return null
  const middles = (row: Row<unknown>) => {
    let left = 0
    return row.pictures.map(({ width }) => (left += width) - width / 2)
  }
  const own = middles(rows[here]!)[at - rows[here]!.first]!
  const away = middles(other).map((middle) => Math.abs(middle - own))
  return other.first + away.indexOf(Math.min(...away))
}
