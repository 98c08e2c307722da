/** Open pyramids: the file and its directories are kept as long as they are asked for, so that a tile costs one read. */
import { close, fstat, open, readv } from 'node:fs'
import { promisify } from 'node:util'
import { Fault } from '../../faults.ts'
import type { Pyramid, Tile, TilePlace } from '../../ports/derivatives.ts'
import { diskFault } from './durable.ts'
import { beside, DamagedTiff, groupOf, type ReadAt, readLevels, readTiles, type TiledLevel } from './tiff.ts'
import { createTileMemory } from './tile-memory.ts'

/** Bytes: a level's directory and its lists, of all but the largest pictures. */
const BLOCK = 8192

interface Opened {
  fd: number
  size: number
  levels: TiledLevel[]
  shape: Pyramid
  /** Reads under way: a file is closed after the last. */
  users: number
  isEvicted: boolean
}

interface Known {
  opening: Promise<Opened | null>
  /** As soon as it is open. */
  shape?: Pyramid
}

export interface Pyramids {
  shape(name: string): Promise<Pyramid | null>
  tile(name: string, place: TilePlace): Promise<Tile>
}

const readInto = (fd: number, buffers: Buffer[], position: number): Promise<number> =>
  new Promise((resolve, reject) =>
    readv(fd, buffers, position, (error, count) => (error ? reject(error) : resolve(count))),
  )

/** A directory and what it leads to lie close together: a few reads of a block instead of some five for each level. */
function inBlocks(fd: number): ReadAt {
  let [start, block] = [0, Buffer.alloc(0)]
  return async (position, length) => {
    if (position < start || position + length > start + block.length) {
      const buffer = Buffer.alloc(Math.max(length, BLOCK))
      block = buffer.subarray(0, await readInto(fd, [buffer], position))
      start = position
    }
    return block.subarray(position - start, position - start + length)
  }
}

const fault = (error: unknown): unknown => {
  if (error instanceof DamagedTiff) return new Fault('image.derivative-damaged', {}, { cause: error })
  return diskFault(error)
}

/** `pathOf` tells where the file of a name is; `most`: files open at the same time; `tileBytes`: memory for tiles. */
export function createPyramids(
  pathOf: (name: string) => string,
  { most, tileBytes }: { most: number; tileBytes: number },
): Pyramids {
  // A Map keeps insertion order: the first key is the one longest unused.
  const known = new Map<string, Known>()
  const memory = createTileMemory(tileBytes)

  async function openAt(path: string): Promise<Opened | null> {
    let fd: number
    try {
      fd = await promisify(open)(path, 'r')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
    try {
      const { size } = await promisify(fstat)(fd)
      const levels = await readLevels(inBlocks(fd), size)
      const shape = { path, tile: levels[0]!.tile, levels: levels.map(({ width, height }) => ({ width, height })) }
      return { fd, size, levels, shape, users: 0, isEvicted: false }
    } catch (error) {
      close(fd)
      throw error
    }
  }
  const closeUnused = (one: Opened | null) => {
    if (one?.isEvicted && one.users === 0) close(one.fd)
  }
  function evict(name: string, one: Known): void {
    if (known.get(name) !== one) return
    known.delete(name)
    one.opening.then(
      (opened) => {
        if (opened) opened.isEvicted = true
        closeUnused(opened)
      },
      () => undefined,
    )
  }

  /** What is damaged, or not there, is looked at anew the next time: it may have been made again. */
  async function using<Value>(name: string, work: (one: Opened | null) => Promise<Value>): Promise<Value> {
    const asked = known.get(name) ?? { opening: openAt(pathOf(name)) }
    known.delete(name)
    known.set(name, asked)
    for (const [oldest, other] of known) {
      if (known.size <= most) break
      evict(oldest, other)
    }
    let one: Opened | null = null
    try {
      one = await asked.opening
      if (one) {
        one.users++
        asked.shape = one.shape
      } else evict(name, asked)
      return await work(one)
    } catch (error) {
      evict(name, asked)
      throw fault(error)
    } finally {
      if (one) one.users--
      closeUnused(one)
    }
  }

  const keyOf = (name: string, { level, column, row }: TilePlace) => `${name}/${level}/${column}/${row}`
  /** Readings under way, by the first place of their group. */
  const under = new Map<string, Promise<void>>()
  async function readTogether(one: Opened | null, name: string, place: TilePlace): Promise<Tile> {
    const level = one?.levels[place.level]
    if (!one || !level) throw new Fault('object.no-thumbnail')
    const into = (buffers: Buffer[], position: number) => readInto(one.fd, buffers, position)
    const keyAt = (column: number) => keyOf(name, { ...place, column })
    const columns = beside(level, place, (column) => memory.isWanted(keyAt(column)))
    const tiles = await readTiles(level, { row: place.row, columns }, one.size, into, memory.room)
    const own = tiles.get(place.column)
    for (const [column, data] of tiles) if (data !== own) memory.ahead(keyAt(column), data)
    if (!own) throw new DamagedTiff('a tile that is no JPEG')
    return memory.keep(keyOf(name, place), own)
  }

  return {
    // What is known is told without more: this is asked before every tile.
    shape: async (name) => known.get(name)?.shape ?? using(name, async (one) => one?.shape ?? null),
    async tile(name, place) {
      const kept = memory.get(keyOf(name, place))
      if (kept) return kept
      const group = keyOf(name, { ...place, column: groupOf(place.column) })
      // Who asks for its neighbour meanwhile waits for the same reading.
      const other = under.get(group)
      if (other) {
        await other
        const ahead = memory.get(keyOf(name, place))
        if (ahead) return ahead
      }
      const own = using(name, (one) => readTogether(one, name, place))
      const done = own.then(
        () => undefined,
        () => undefined,
      )
      under.set(group, done)
      done.then(() => under.get(group) === done && under.delete(group))
      return own
    },
  }
}
