/**
 * Memory for tiles. They come and go by the thousand, and memory that is asked for anew each time costs as much as reading them does: so it is used
 * again. A tile that is asked for a second time stays in it, unless all that stay have been asked for since its first time: a stream of others passes
 * by, and what is more than there is room for does not push itself out in turns (bench iiif).
 */
import type { Tile } from '../../ports/derivatives.ts'

/** Sizes of a piece of memory; a tile that is larger than the largest is not kept. */
const SIZES = [1 << 15, 1 << 16, 1 << 17, 1 << 18]
const USUAL = 1 << 16
/** How many are remembered that did not stay, for each that there is room for. */
const PASSED = 4
/** Unused pieces of each size that are kept in any case. */
const FEWEST_SPARE = 16

interface Kept extends Tile {
  key: string
  /** When it was last asked for, counted in tiles asked for. */
  used: number
}

export interface TileMemory {
  /** Whether it would keep a tile that is read ahead: there is room for such, and it has it not. */
  isWanted(key: string): boolean
  get(key: string): Tile | undefined
  /** Room for a tile, with whatever was in it before. */
  room(length: number): Buffer
  /** A tile that somebody asked for. */
  keep(key: string, data: Buffer): Tile
  /** A tile that was read along with another: it waits until it is asked for, or others have come. */
  ahead(key: string, data: Buffer): void
}

/** `bytes`: of all that is kept, an eighth of them for what was read ahead and for what is read next. */
export function createTileMemory(bytes: number): TileMemory {
  const spare = new Map<number, ArrayBufferLike[]>(SIZES.map((size) => [size, []]))
  const mostAhead = bytes / 8
  const most = bytes - mostAhead
  // A Map keeps insertion order: the first key is the one longest unused.
  const known = new Map<string, Kept>()
  const waiting = new Map<string, Buffer>()
  /** When those were asked for that did not stay. */
  const passed = new Map<string, number>()
  let [taken, takenAhead, unused, turn] = [0, 0, 0, 0]

  const recycle = ({ buffer }: Buffer) => {
    const pieces = spare.get(buffer.byteLength)
    const isRoom = takenAhead + unused + buffer.byteLength <= mostAhead
    if (!pieces || (pieces.length >= FEWEST_SPARE && !isRoom)) return
    pieces.push(buffer)
    unused += buffer.byteLength
  }
  /** One that is broken off never says that it is done: its memory is not used again. */
  function passing(data: Buffer): Tile {
    let isDone = false
    return {
      data,
      release() {
        if (!isDone) recycle(data)
        isDone = true
      },
    }
  }
  function mayStay(key: string, { byteLength }: ArrayBufferLike): boolean {
    const before = passed.get(key)
    passed.delete(key)
    const [oldest] = known.values()
    const isRoom = taken + byteLength <= most
    if (before !== undefined && byteLength <= most && (isRoom || oldest!.used < before)) return true
    passed.set(key, turn)
    for (const first of passed.keys()) {
      if (passed.size <= (PASSED * most) / USUAL) break
      passed.delete(first)
    }
    return false
  }
  function keep(key: string, data: Buffer): Tile {
    turn++
    if (!spare.has(data.buffer.byteLength)) return { data }
    if (known.has(key) || !mayStay(key, data.buffer)) return passing(data)
    const tile = { key, data, used: turn }
    known.set(key, tile)
    taken += data.buffer.byteLength
    // Others may be on their way in any number of answers: their memory is left to the collector.
    for (const [oldest, other] of known) {
      if (taken <= most) break
      known.delete(oldest)
      taken -= other.data.buffer.byteLength
    }
    return tile
  }
  function takeAhead(key: string): Buffer | undefined {
    const data = waiting.get(key)
    if (data && waiting.delete(key)) takenAhead -= data.buffer.byteLength
    return data
  }
  const isWanted = (key: string) => mostAhead >= USUAL && !known.has(key) && !waiting.has(key)
  return {
    isWanted,
    keep,
    get(key) {
      const hit = known.get(key)
      if (!hit) {
        const data = takeAhead(key)
        return data && keep(key, data)
      }
      hit.used = ++turn
      known.delete(key)
      // By the key it has: one that is new each time would live as long, and give the collector as much to do as all the rest.
      known.set(hit.key, hit)
      return hit
    },
    room(length) {
      const size = SIZES.find((one) => one >= length)
      if (size === undefined) return Buffer.allocUnsafeSlow(length)
      const piece = spare.get(size)!.pop()
      if (piece) unused -= size
      return Buffer.from(piece ?? Buffer.allocUnsafeSlow(size).buffer, 0, length)
    },
    ahead(key, data) {
      if (!isWanted(key)) return recycle(data)
      waiting.set(key, data)
      takenAhead += data.buffer.byteLength
      for (const oldest of waiting.keys()) {
        if (takenAhead <= mostAhead) break
        recycle(takeAhead(oldest)!)
      }
    },
  }
}
