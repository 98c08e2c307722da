/** Pictures in rows of one height, filled to the edge, each in its own proportions. Pure. */
export interface Sized {
  /** Width through height. */
  ratio: number
}
export interface Row<T> {
  height: number
  pictures: { of: T; width: number }[]
}

/** `width`, `gap`, `wanted` height: pixels. The last row keeps the wanted height. */
export function wallRows<T extends Sized>(pictures: readonly T[], width: number, wanted = 168, gap = 12): Row<T>[] {
  const rows: Row<T>[] = []
  let open: T[] = []
  let ratios = 0
  const close = (height: number) => {
    rows.push({ height, pictures: open.map((of) => ({ of, width: of.ratio * height })) })
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
