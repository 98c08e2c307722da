/** What pasting, filling down and clearing write. Pure. */
import { type Box, type Size, sizeOf } from './range.ts'

export interface Written {
  row: number
  column: number
  text: string
}

/**
 * A pasted block from the upper left corner of the selection; over a larger selection it is repeated as often as it goes in whole, as spreadsheets do.
 * `lost`: rows and columns of the block for which the sheet has no room.
 */
export function pasted(block: readonly (readonly string[])[], box: Box, size: Size): { cells: Written[]; lost: Size } {
  const rows = block.length
  const columns = Math.max(...block.map((row) => row.length), 0)
  const selected = sizeOf(box)
  const times = (own: number, wanted: number) => (own > 0 && wanted % own === 0 ? wanted : own)
  const [tall, wide] = [times(rows, selected.rows), times(columns, selected.columns)]
  const cells: Written[] = []
  for (let down = 0; down < tall && box.top + down < size.rows; down++) {
    for (let across = 0; across < wide && box.left + across < size.columns; across++) {
      const text = block[down % rows]?.[across % columns]
      if (text !== undefined) cells.push({ row: box.top + down, column: box.left + across, text })
    }
  }
  return {
    cells,
    lost: {
      rows: Math.max(0, box.top + tall - size.rows),
      columns: Math.max(0, box.left + wide - size.columns),
    },
  }
}

/** A code with its last figures counted on, as wide as they were: …-0148 → …-0149. Null where it has none. */
export function countedOn(code: string, by: number): string | null {
  const found = /^(.*?)(\d+)(\D*)$/s.exec(code)
  if (!found) return null
  const [, before = '', digits = '', after = ''] = found
  return `${before}${(BigInt(digits) + BigInt(by)).toString().padStart(digits.length, '0')}${after}`
}

/** The first row of the selection, or for a single row the one above, into the rest. What `counts` is counted on instead of repeated: codes are unique. */
export function filledDown(
  box: Box,
  read: (row: number, column: number) => string,
  counts: (column: number) => boolean,
): Written[] {
  const source = box.top === box.bottom ? box.top - 1 : box.top
  if (source < 0) return []
  const cells: Written[] = []
  for (let column = box.left; column <= box.right; column++) {
    const text = read(source, column)
    for (let row = source + 1; row <= box.bottom; row++) {
      const counted = counts(column) && text !== '' ? countedOn(text, row - source) : text
      if (counted !== null) cells.push({ row, column, text: counted })
    }
  }
  return cells
}

export const cleared = ({ top, bottom, left, right }: Box): Written[] =>
  Array.from({ length: bottom - top + 1 }, (_, down) =>
    Array.from({ length: right - left + 1 }, (_, across) => ({ row: top + down, column: left + across, text: '' })),
  ).flat()
