/** Changes of the lines of the contents while others are on their way: said of the lines as they were seen, done on those that there are then. Pure. */

/** What a saved change did with the places of the lines: one was taken away, all stayed, or they were read anew. */
export type Moved = { removed: number } | 'kept' | 'anew'

/** `null`: the line is taken away; one at most. `added`: behind the others. */
export interface LineChanges<Line> {
  at: ReadonlyMap<number, Partial<Line> | null>
  added?: Line
}

/** By the revision of the answer. */
export type Moves = ReadonlyMap<number, Moved>

/** Where the line stands now; null: nowhere any more. Undefined where it cannot be told: read anew, or changed by somebody else. */
export function placeNow(moves: Moves, place: number, seen: number, now: number): number | null | undefined {
  let at = place
  for (let revision = seen + 1; revision <= now; revision++) {
    const moved = moves.get(revision)
    if (moved === undefined || moved === 'anew') return
    if (moved === 'kept') continue
    if (moved.removed === at) return null
    if (moved.removed < at) at--
  }
  return at
}

/** A line keeps its key wherever it stands, so that what is being typed stays in it; those that are new have new ones. `count`: so many lines there are now. */
export function keysAfter(keys: readonly number[], moved: Moved, count: number): number[] {
  const stay = moved === 'anew' ? [] : moved === 'kept' ? keys : keys.filter((_, i) => i !== moved.removed)
  const next = Math.max(-1, ...keys) + 1
  return Array.from({ length: count }, (_, i) => stay[i] ?? next + i)
}

/** The lines with the changes, and what that does with their places. Null where it cannot be told any more which lines were meant. */
export function changedLines<Line>(
  present: { revision: number; lines: readonly Line[] },
  changes: LineChanges<Line> & { seen: number },
  moves: Moves,
): { lines: Line[]; moved: Moved } | null {
  const lines: (Line | null)[] = [...present.lines]
  let moved: Moved = 'kept'
  for (const [place, change] of changes.at) {
    const at = placeNow(moves, place, changes.seen, present.revision)
    if (at === undefined) return null
    if (at === null) continue
    if (change === null) moved = { removed: at }
    const line = lines[at]
    lines[at] = change && line ? { ...line, ...change } : null
  }
  const left = lines.filter((line) => line !== null)
  return { lines: changes.added ? [...left, changes.added] : left, moved }
}
