/**
 * Memory for tiles. They come and go by the thousand, and memory that is asked for anew each time costs as much as reading them does: so it is used
 * again. Tiles that are asked for a second time soon stay in it; a stream of others passes by and leaves it as it is (bench iiif).
 */
import type { Tile } from '../../ports/derivatives.ts'

/** Sizes of a piece of memory; a tile that is larger than the largest is not kept. */
const SIZES = [1 << 15, 1 << 16, 1 << 17, 1 << 18]
/** Unused pieces of each size. */
const MOST_SPARE = 16

interface Kept {
  data: Buffer
  /** Answers it is on its way in. One that is broken off never says that it is done: its memory is not used again. */
  users: number
  isKept: boolean
}

export interface TileMemory {
  get(key: string): Tile | undefined
  /** Room for a tile, with whatever was in it before. */
  room(length: number): Buffer
  keep(key: string, data: Buffer): Tile
}

/** `most`: bytes of all that is kept. */
export function createTileMemory(most: number): TileMemory {
  const spare = new Map<number, ArrayBufferLike[]>(SIZES.map((size) => [size, []]))
  // A Map keeps insertion order: the first key is the one longest unused.
  const known = new Map<string, Kept>()
  const passed = new Set<string>()
  let taken = 0

  const recycle = ({ data: { buffer }, users, isKept }: Kept) => {
    const pieces = spare.get(buffer.byteLength)
    if (!isKept && users === 0 && pieces && pieces.length < MOST_SPARE) pieces.push(buffer)
  }
  function used(one: Kept): Tile {
    let isDone = false
    one.users++
    return {
      data: one.data,
      release() {
        if (isDone) return
        isDone = true
        one.users--
        recycle(one)
      },
    }
  }
  /** As many as there would be room for: a second time among them is soon. */
  function isSecond(key: string): boolean {
    if (passed.delete(key)) return true
    passed.add(key)
    for (const oldest of passed) {
      if (passed.size <= most / SIZES[1]!) break
      passed.delete(oldest)
    }
    return false
  }
  return {
    get(key) {
      const hit = known.get(key)
      if (!hit) return undefined
      known.delete(key)
      known.set(key, hit)
      return used(hit)
    },
    room(length) {
      const size = SIZES.find((one) => one >= length)
      if (size === undefined) return Buffer.allocUnsafeSlow(length)
      return Buffer.from(spare.get(size)!.pop() ?? Buffer.allocUnsafeSlow(size).buffer, 0, length)
    },
    keep(key, data) {
      const one: Kept = {
        data,
        users: 0,
        isKept: spare.has(data.buffer.byteLength) && !known.has(key) && isSecond(key),
      }
      const tile = used(one)
      if (!one.isKept) return tile
      known.set(key, one)
      taken += data.buffer.byteLength
      for (const [oldest, other] of known) {
        if (taken <= most) break
        known.delete(oldest)
        taken -= other.data.buffer.byteLength
        other.isKept = false
        recycle(other)
      }
      return tile
    },
  }
}
