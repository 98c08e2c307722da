/** Reads the rows of a filter stretch by stretch: the ids of all that was passed stay, what stands in the rows only near what is in sight. */
import type { Item } from '../api-types.ts'

export interface Around {
  /** What follows a mark of the service; null: from the beginning. */
  ask(after: string | null): Promise<{ items: readonly Item[]; total: number; next: string | null }>
  /** Brings rows in; says how many cells of them came back from an earlier visit. */
  load(items: readonly Item[]): number
  /** All rows but these may be forgotten. */
  forgetOthers(kept: ReadonlySet<string>): void
  told(reading: Reading): void
  /** Rows of which more than the id is held; as many are read at once, further ones as they come into sight. */
  most: number
}

export interface Reading {
  /** From the first row on, as far as it was read. */
  ids: readonly string[]
  total: number | null
  /** Every row was read and is held. */
  isWhole: boolean
  /** Cells that came back from an earlier visit. */
  restored: number
  error: unknown
}

interface Stretch {
  after: string | null
  first: number
  ids: readonly string[]
  isHeld: boolean
}

/** Rows around what is in sight that are held too. */
const AROUND = 100
/** Stretches that are passed without a word. */
const SILENT = 10

export interface Reader {
  /** Rows that exist on the screen now. */
  sees(first: number, last: number): void
  close(): void
}

export function createReader(around: Around): Reader {
  const stretches: Stretch[] = []
  const ids: string[] = []
  const known = new Set<string>()
  let next: string | null = null
  let total: number | null = null
  let sight = { first: 0, last: 0 }
  let [wanted, restored, isBusy, isClosed] = [around.most, 0, false, false]

  const isEnded = () => stretches.length > 0 && next === null
  const distance = ({ first, ids: own }: Stretch) =>
    Math.max(first - sight.last, sight.first - first - own.length + 1, 0)
  const held = () => stretches.filter(({ isHeld }) => isHeld)
  const rowsOf = (some: readonly Stretch[]) => some.reduce((sum, one) => sum + one.ids.length, 0)
  const tell = (error: unknown = null) =>
    around.told({
      ids: [...ids],
      total,
      isWhole: isEnded() && stretches.every(({ isHeld }) => isHeld),
      restored,
      error,
    })

  function hold(stretch: Stretch, items: readonly Item[]): void {
    restored += around.load(items)
    stretch.isHeld = true
    const farthest = held().sort((a, b) => distance(a) - distance(b))
    if (rowsOf(farthest) <= around.most) return
    // A few more than there must be, so that it is not done for every stretch.
    while (farthest.length > 1 && rowsOf(farthest) > around.most * 0.9 && distance(farthest.at(-1)!) > 0)
      farthest.pop()!.isHeld = false
    around.forgetOthers(new Set(farthest.flatMap((one) => one.ids)))
  }
  async function goOn(): Promise<void> {
    const after = next
    const found = await around.ask(after)
    if (isClosed) return
    // What was moved meanwhile has its row already.
    const fresh = found.items.map(({ id }) => id).filter((id) => !known.has(id))
    const stretch: Stretch = { after, first: ids.length, ids: fresh, isHeld: false }
    for (const id of fresh) known.add(id)
    ids.push(...fresh)
    stretches.push(stretch)
    ;({ next, total } = found)
    if (distance(stretch) === 0 || rowsOf(held()) + fresh.length <= around.most) hold(stretch, found.items)
    if (stretch.isHeld || isEnded() || stretches.length % SILENT === 0) tell()
  }
  async function bringBack(stretch: Stretch): Promise<void> {
    const { items } = await around.ask(stretch.after)
    if (isClosed) return
    hold(stretch, items)
    tell()
  }
  async function read(): Promise<void> {
    if (isBusy) return
    isBusy = true
    try {
      while (!isClosed) {
        const lost = stretches.find((one) => !one.isHeld && distance(one) === 0)
        if (lost) await bringBack(lost)
        else if (!isEnded() && ids.length < wanted) await goOn()
        else break
      }
    } catch (error) {
      if (!isClosed) tell(error)
    } finally {
      isBusy = false
    }
  }
  return {
    sees(first, last) {
      sight = { first: first - AROUND, last: last + AROUND }
      wanted = Math.max(wanted, sight.last)
      void read()
    },
    close() {
      isClosed = true
    },
  }
}
