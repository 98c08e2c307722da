/** Open pyramids: the file and its directories are kept as long as they are asked for, so that a tile costs one read. */
import { close, fstat, open, read } from 'node:fs'
import { promisify } from 'node:util'
import { Fault } from '../../faults.ts'
import type { Pyramid, Tile, TilePlace } from '../../ports/derivatives.ts'
import { diskFault } from './durable.ts'
import { DamagedTiff, readLevels, readTile, type TiledLevel } from './tiff.ts'
import { createTileMemory } from './tile-memory.ts'

interface Opened {
  fd: number
  size: number
  levels: TiledLevel[]
  shape: Pyramid
  /** Reads under way: a file is closed after the last. */
  users: number
  isEvicted: boolean
}

export interface Pyramids {
  shape(name: string): Promise<Pyramid | null>
  tile(name: string, place: TilePlace): Promise<Tile>
}

const reading = (fd: number, buffer: Buffer, at: number, length: number, position: number): Promise<number> =>
  new Promise((resolve, reject) =>
    read(fd, buffer, at, length, position, (error, count) => (error ? reject(error) : resolve(count))),
  )

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
  const known = new Map<string, Promise<Opened | null>>()
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
      const at = async (position: number, length: number) => {
        const buffer = Buffer.alloc(length)
        return buffer.subarray(0, await reading(fd, buffer, 0, length, position))
      }
      const levels = await readLevels(at, size)
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
  function evict(name: string, opening: Promise<Opened | null>): void {
    if (known.get(name) !== opening) return
    known.delete(name)
    opening.then(
      (one) => {
        if (one) one.isEvicted = true
        closeUnused(one)
      },
      () => undefined,
    )
  }

  /** What is damaged, or not there, is looked at anew the next time: it may have been made again. */
  async function using<Value>(name: string, work: (one: Opened | null) => Promise<Value>): Promise<Value> {
    const opening = known.get(name) ?? openAt(pathOf(name))
    known.delete(name)
    known.set(name, opening)
    for (const [oldest, other] of known) {
      if (known.size <= most) break
      evict(oldest, other)
    }
    let one: Opened | null = null
    try {
      one = await opening
      if (one) one.users++
      else evict(name, opening)
      return await work(one)
    } catch (error) {
      evict(name, opening)
      throw fault(error)
    } finally {
      if (one) one.users--
      closeUnused(one)
    }
  }

  return {
    shape: (name) => using(name, async (one) => one?.shape ?? null),
    async tile(name, { level, column, row }) {
      const key = `${name}/${level}/${column}/${row}`
      const kept = memory.get(key)
      if (kept) return kept
      return using(name, async (one) => {
        const found = one?.levels[level]
        if (!one || !found) throw new Fault('object.no-thumbnail')
        const from = (buffer: Buffer, at: number, length: number, position: number) =>
          reading(one.fd, buffer, at, length, position)
        return memory.keep(key, await readTile(found, { column, row }, one.size, from, memory.room))
      })
    },
  }
}
