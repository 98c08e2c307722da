/**
 * Cells as spreadsheet programs put them on the clipboard: rows on lines, cells apart by tabs. Only a cell with a tab or a break in it stands in quotation
 * marks there, so any other quotation marks are the text's own. No character is changed.
 */
const isQuoted = (inside: string) => /[\t\n]|""/.test(inside)

/** The quoted cell that begins at `from`, or null where the quotation marks are part of the text. */
function quotedAt(text: string, from: number): { cell: string; end: number } | null {
  if (text[from] !== '"') return null
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') {
      at++
      continue
    }
    const inside = text.slice(from + 1, at)
    const isWhole = at + 1 === text.length || text[at + 1] === '\t' || text[at + 1] === '\n'
    return isWhole && isQuoted(inside) ? { cell: inside.replaceAll('""', '"'), end: at + 1 } : null
  }
  return null
}

export function cellsOf(given: string): string[][] {
  const text = given.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  const rows: string[][] = [[]]
  for (let at = 0; at <= text.length; ) {
    const plainEnd = /[\t\n]|$/g
    plainEnd.lastIndex = at
    const quoted = quotedAt(text, at)
    const end = quoted?.end ?? plainEnd.exec(text)!.index
    rows.at(-1)!.push(quoted?.cell ?? text.slice(at, end))
    if (text[end] === '\n') rows.push([])
    at = end + 1
  }
  return rows
}

export const textOf = (cells: readonly (readonly string[])[]): string =>
  cells
    .map((row) => row.map((cell) => (/[\t\n]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\n')
