/** What was written on an item and is not saved, and what becomes of it when the item has changed. Pure. */
import type { Item } from '../api-types.ts'
import { type Cell, columnOf, isSame, storedCell } from './cells.ts'

/** What was written on an item, over which state of it. */
export interface Draft {
  revision: number
  /** As the fields stood when they were first written on. */
  base: Record<string, Cell>
  cells: Record<string, Cell>
}
/** A draft over a newer state of its item: what was written alike is done, what only one wrote stands, the rest is for people to decide. */
export function rebased(draft: Draft, theirs: Item): { draft: Draft | null; conflicts: string[] } {
  const next: Draft = { revision: theirs.revision, base: {}, cells: {} }
  const conflicts: string[] = []
  for (const [field, mine] of Object.entries(draft.cells)) {
    const there = storedCell(theirs, columnOf.get(field)!)
    if (isSame(mine, there) || (mine.read === undefined && mine.text === there.text)) continue
    if (!isSame(draft.base[field]!, there)) conflicts.push(field)
    next.base[field] = there
    next.cells[field] = mine
  }
  return { draft: Object.keys(next.cells).length > 0 ? next : null, conflicts }
}
