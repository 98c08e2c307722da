/** Where one is in the sheet, and what is selected. Pure; 0-based. */
export interface Place {
  row: number
  column: number
}
/** `at` is the current cell; `to` the corner opposite to it. */
export interface Range {
  at: Place
  to: Place
}
export interface Box {
  top: number
  bottom: number
  left: number
  right: number
}
export interface Size {
  rows: number
  columns: number
}

export const single = (at: Place): Range => ({ at, to: at })

export const boxOf = ({ at, to }: Range): Box => ({
  top: Math.min(at.row, to.row),
  bottom: Math.max(at.row, to.row),
  left: Math.min(at.column, to.column),
  right: Math.max(at.column, to.column),
})
export const sizeOf = ({ top, bottom, left, right }: Box): Size => ({
  rows: bottom - top + 1,
  columns: right - left + 1,
})
export const isIn = ({ top, bottom, left, right }: Box, row: number, column: number): boolean =>
  row >= top && row <= bottom && column >= left && column <= right

const within = (value: number, count: number) => Math.min(Math.max(value, 0), Math.max(0, count - 1))
export const kept = ({ row, column }: Place, size: Size): Place => ({
  row: within(row, size.rows),
  column: within(column, size.columns),
})
/** A range of a sheet that has become smaller. */
export const keptRange = ({ at, to }: Range, size: Size): Range => ({ at: kept(at, size), to: kept(to, size) })

export const moved = ({ row, column }: Place, rows: number, columns: number, size: Size): Place =>
  kept({ row: row + rows, column: column + columns }, size)

/** As Tab goes: to the next cell, at the end of a row to the next row; null past the last or before the first. */
export function nextCell({ row, column }: Place, by: 1 | -1, size: Size): Place | null {
  const index = row * size.columns + column + by
  if (index < 0 || index >= size.rows * size.columns) return null
  return { row: Math.floor(index / size.columns), column: index % size.columns }
}

/** As Ctrl with an arrow goes: to the end of what is filled, or to where it begins again. */
export function jumped(
  from: Place,
  direction: readonly [rows: number, columns: number],
  size: Size,
  isFilled: (row: number, column: number) => boolean,
): Place {
  const step = (place: Place): Place | null => {
    const next = { row: place.row + direction[0], column: place.column + direction[1] }
    return next.row === within(next.row, size.rows) && next.column === within(next.column, size.columns) ? next : null
  }
  const filled = (place: Place | null) => place !== null && isFilled(place.row, place.column)
  let at = from
  let next = step(at)
  const goesOn = filled(at) && filled(next)
  while (next) {
    if (goesOn && !filled(next)) return at
    at = next
    if (!goesOn && filled(at)) return at
    next = step(at)
  }
  return at
}

/** From where the pointer went down to where it is: a number (column -1) stands for its row, a heading (row -1) for its column. */
export const pointed = (from: Place, to: Place, size: Size): Range => ({
  at: { row: Math.max(0, from.row), column: Math.max(0, from.column) },
  to: {
    row: to.row < 0 || from.row < 0 ? size.rows - 1 : to.row,
    column: to.column < 0 || from.column < 0 ? size.columns - 1 : to.column,
  },
})
