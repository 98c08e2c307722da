/** What is still to do in a sheet. Pure. */
import type { Item } from '../api-types.ts'
import { columnOf } from './cells.ts'
import type { Sheet } from './sheet.ts'

const codeColumn = columnOf.get('referenceCode')!

/** Of the rows that are held: required cells that are empty, and which codes stand in more than one row. */
export function surveyed(sheet: Sheet, ids: readonly string[], required: readonly string[]) {
  const requiredColumns = required.flatMap((field) => columnOf.get(field) ?? [])
  let [counted, ready, gaps] = [0, 0, 0]
  const inState: Record<Item['review'], string[]> = { describing: [], submitted: [], filed: [] }
  const whole = new Set<string>()
  const codes = new Map<string, number>()
  const incomplete: string[] = []
  for (const id of ids) {
    const row = sheet.row(id)
    if (!row) continue
    counted++
    const missing = requiredColumns.filter((column) => sheet.cell(id, column).text === '').length
    gaps += missing
    if (missing === 0) {
      ready++
      whole.add(id)
    } else incomplete.push(id)
    inState[row.item.review].push(id)
    const code = sheet.cell(id, codeColumn).text
    if (code !== '') codes.set(code, (codes.get(code) ?? 0) + 1)
  }
  const taken = new Set([...codes].filter(([, count]) => count > 1).map(([code]) => code))
  return {
    counted,
    ready,
    gaps,
    incomplete,
    taken,
    inState,
    toSubmit: inState.describing.filter((id) => whole.has(id)),
  }
}
export type Survey = ReturnType<typeof surveyed>
