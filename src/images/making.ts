/** Pictures in the making: each once, few of one caller, and never a small one behind many large ones. */
import { Fault } from '../faults.ts'
import { createByteCache } from '../ports/byte-cache.ts'
import type { Cut, ImageCutter } from '../ports/image-cutter.ts'

/** Pictures that may wait, of all callers and of one; more are refused, and asked for again. A viewer asks for a screenful of edge tiles at once. */
const PLACES = { small: { all: 256, one: 64 }, large: { all: 12, one: 4 } } as const
/** Pixels that are read or made for a large one: tiles and thumbnails are far below. */
const LARGE = 4_000_000

export type Make = (caller: string, key: string, cut: Cut) => Promise<Buffer>

/** `cacheBytes`: memory for what was made. */
export function createMaking(cutter: Pick<ImageCutter, 'cut'>, cacheBytes: number): Make {
  const cache = createByteCache(cacheBytes)
  const making = new Map<string, Promise<Buffer>>()
  const waiting = new Map<string, number>()
  let last: Promise<unknown> = Promise.resolve()

  const count = (name: string, by: number) => {
    const now = (waiting.get(name) ?? 0) + by
    if (now > 0) waiting.set(name, now)
    else waiting.delete(name)
  }
  return async (caller, key, cut) => {
    // Who comes second gets the first one's.
    const known = cache.get(key) ?? making.get(key)
    if (known) return known
    const { region, size } = cut
    const kind = Math.max(region.width * region.height, size.width * size.height) > LARGE ? 'large' : 'small'
    const own = `${kind} ${caller}`
    if ((waiting.get(kind) ?? 0) >= PLACES[kind].all || (waiting.get(own) ?? 0) >= PLACES[kind].one)
      throw new Fault('image.busy')
    const run = () => cutter.cut(cut)
    // Large ones take turns: the child's other place is for tiles and thumbnails.
    const made = kind === 'large' ? last.then(run) : run()
    // Without its value, which may be large.
    if (kind === 'large')
      last = made.then(
        () => undefined,
        () => undefined,
      )
    making.set(key, made)
    count(kind, 1)
    count(own, 1)
    try {
      const data = await made
      cache.set(key, data)
      return data
    } finally {
      making.delete(key)
      count(kind, -1)
      count(own, -1)
    }
  }
}
