/** Room for a new index beside the present one: asked for before it is begun, not found missing at its end. */
import { Fault } from '../faults.ts'

/** While its parts are laid together an index takes more than in the end. */
const PEAK = 1.5

const MIB = 1 << 20
const inWords = (bytes: number) =>
  bytes < 1024 * MIB ? `${Math.ceil(bytes / MIB)} MiB` : `${(bytes / 1024 / MIB).toFixed(1)} GiB`

/** All in bytes. `present`: size of the index that serves; `made`: of what is half-built already; `reserved`: left to others. Fault search.no-room. */
export function demandRoom(sizes: { present: number; made: number; free: number; reserved: number }): void {
  const needed = Math.max(0, sizes.present * PEAK - sizes.made)
  const free = Math.max(0, sizes.free - sizes.reserved)
  if (needed > free) throw new Fault('search.no-room', { needed: inWords(needed), free: inWords(free) })
}
