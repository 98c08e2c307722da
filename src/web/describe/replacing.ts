/** 查找替换 in a sheet: where it is found, and what comes instead. Pure. */
import { type Column, typedCell } from './cells.ts'
import type { Sheet } from './sheet.ts'

export interface Replacing {
  from: string
  to: string
  /** Only in the current column. */
  isInColumn: boolean
}
export interface FoundCell {
  id: string
  row: number
  column: Column
}

/** Row by row, in the order of the columns; choices are found in their own column only. */
export function foundCells(
  sheet: Sheet,
  ids: readonly string[],
  columns: readonly Column[],
  current: Column,
  { from, isInColumn }: Replacing,
): FoundCell[] {
  const within = isInColumn ? [current] : columns.filter(({ kind }) => kind !== 'choice')
  return ids.flatMap((id, row) =>
    within.filter((column) => sheet.cell(id, column).text.includes(from)).map((column) => ({ id, row, column })),
  )
}

/** How many rows are locked and stay as they are. */
export function replaceIn(
  sheet: Sheet,
  cells: readonly FoundCell[],
  { from, to }: Replacing,
  labels: (column: Column) => Parameters<typeof typedCell>[2],
): number {
  const entries = cells.map(({ id, column }) => ({
    id,
    field: column.field,
    cell: typedCell(
      column,
      sheet.cell(id, column).text.replaceAll(from, () => to),
      labels(column),
    ),
  }))
  return sheet.put({ kind: 'replaced', cells: entries.length, rows: entries.length, columns: 1 }, entries)
}
