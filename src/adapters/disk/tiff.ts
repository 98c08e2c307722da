/**
 * The pyramids that the image engine writes, read without decoding a pixel: tiled TIFF (6.0 §15) or BigTIFF, JPEG-compressed (Technical Note 2),
 * one directory per level, each half of the one before. A tile and the tables its directory keeps for all of them make a JPEG by itself.
 * Nothing of the file is believed: what leads out of it, or is no such pyramid, throws DamagedTiff.
 */
import type { TilePlace } from '../../ports/derivatives.ts'

/** Bytes [position, position + length) of the file; fewer where it ends. */
export type ReadAt = (position: number, length: number) => Promise<Buffer>

export class DamagedTiff extends Error {}

export interface TiledLevel {
  width: number
  height: number
  /** Pixels of a tile's side; at the right and lower edges the picture ends inside a tile. */
  tile: number
  columns: number
  rows: number
  /** By row, then column. */
  offsets: Float64Array
  counts: Float64Array
  /** What a JPEG of this level begins with, before what follows a tile's own SOI. */
  head: Buffer
}

const MOST_LEVELS = 32
const MOST_ENTRIES = 256
const LARGEST_TILE_SIDE = 4096
const LARGEST_TILE_BYTES = 1 << 24
const LARGEST_TABLES = 1 << 16

const tags = {
  width: 256,
  height: 257,
  compression: 259,
  photometric: 262,
  samples: 277,
  planar: 284,
  tileWidth: 322,
  tileHeight: 323,
  offsets: 324,
  counts: 325,
  tables: 347,
} as const
/** Bytes of one value: BYTE, SHORT, LONG, UNDEFINED, LONG8. */
const sizes: Record<number, number> = { 1: 1, 3: 2, 4: 4, 7: 1, 16: 8 }
const [JPEG, YCBCR, GREY] = [7, 6, 1]

const SOI = Buffer.from([0xff, 0xd8])
/** Says that three components are YCbCr and one is grey (T.871): without it a reader has to guess. */
const JFIF = Buffer.from([0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0])

interface Field {
  type: number
  count: number
  /** The values where they fit, else where they are. */
  value: Buffer
}

const demand = (isSo: boolean, what: string): void => {
  if (!isSo) throw new DamagedTiff(what)
}

/** Every level, the largest first. `size`: bytes of the file. */
export async function readLevels(read: ReadAt, size: number): Promise<TiledLevel[]> {
  const exactly = async (position: number, length: number): Promise<Buffer> => {
    demand(position >= 0 && length >= 0 && position + length <= size, 'an offset leads out of the file')
    const bytes = await read(position, length)
    demand(bytes.length === length, 'the file ends early')
    return bytes
  }
  const start = await exactly(0, 8)
  const order = start.toString('latin1', 0, 2)
  demand(order === 'II' || order === 'MM', 'no TIFF')
  const isLittle = order === 'II'
  const short = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const long = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  // Above 2^53 it is no longer exact, and far out of any file.
  const long8 = (bytes: Buffer, at: number) => Number(isLittle ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))
  const number = (bytes: Buffer, at: number, type: number) =>
    type === 16 ? long8(bytes, at) : type === 4 ? long(bytes, at) : type === 3 ? short(bytes, at) : bytes[at]!
  const version = short(start, 2)
  demand(version === 42 || version === 43, 'no TIFF')
  const isBig = version === 43
  const [word, entrySize, countSize] = isBig ? [8, 20, 8] : [4, 12, 2]
  const offset = (bytes: Buffer, at: number) => (isBig ? long8(bytes, at) : long(bytes, at))

  async function directory(at: number): Promise<{ fields: Map<number, Field>; next: number }> {
    const count = number(await exactly(at, countSize), 0, isBig ? 16 : 3)
    demand(count > 0 && count <= MOST_ENTRIES, 'no directory')
    const body = await exactly(at + countSize, count * entrySize + word)
    const fields = new Map<number, Field>()
    for (let i = 0; i < count; i++) {
      const entry = i * entrySize
      fields.set(short(body, entry), {
        type: short(body, entry + 2),
        count: offset(body, entry + 4),
        value: body.subarray(entry + 4 + word, entry + entrySize),
      })
    }
    return { fields, next: offset(body, count * entrySize) }
  }

  async function bytesOf(field: Field | undefined, most: number): Promise<Buffer> {
    const each = sizes[field?.type ?? 0]
    if (!field || each === undefined || field.count < 1 || field.count > most)
      throw new DamagedTiff('a field is missing')
    const length = field.count * each
    return length <= word ? field.value.subarray(0, length) : exactly(offset(field.value, 0), length)
  }
  async function list(field: Field | undefined, count: number): Promise<Float64Array> {
    const bytes = await bytesOf(field, count)
    demand(field!.count === count, 'a list of tiles is too short')
    return Float64Array.from({ length: count }, (_, i) => number(bytes, i * sizes[field!.type]!, field!.type))
  }

  async function level(fields: Map<number, Field>): Promise<TiledLevel> {
    const one = async (tag: number, standard?: number): Promise<number> => {
      const field = fields.get(tag)
      if (!field && standard !== undefined) return standard
      return number(await bytesOf(field, 1), 0, field!.type)
    }
    const [width, height, tile] = [await one(tags.width), await one(tags.height), await one(tags.tileWidth)]
    const [photometric, samples] = [await one(tags.photometric), await one(tags.samples, 1)]
    demand(width > 0 && height > 0, 'an empty picture')
    demand(tile % 16 === 0 && tile > 0 && tile <= LARGEST_TILE_SIDE, 'no tiles')
    demand((await one(tags.tileHeight)) === tile, 'tiles that are not square')
    const isKnown = (photometric === YCBCR && samples === 3) || (photometric === GREY && samples === 1)
    demand((await one(tags.compression)) === JPEG && (await one(tags.planar, 1)) === 1 && isKnown, 'another coding')
    const [columns, rows] = [Math.ceil(width / tile), Math.ceil(height / tile)]
    const [offsets, counts] = [
      await list(fields.get(tags.offsets), columns * rows),
      await list(fields.get(tags.counts), columns * rows),
    ]
    const tables = await bytesOf(fields.get(tags.tables), LARGEST_TABLES)
    demand(isJpeg(tables), 'no JPEG tables')
    const head = Buffer.concat([SOI, JFIF, tables.subarray(2, -2)])
    return { width, height, tile, columns, rows, offsets, counts, head }
  }

  const levels: TiledLevel[] = []
  for (let at = offset(isBig ? await exactly(8, 8) : start, isBig ? 0 : 4); at !== 0; ) {
    demand(levels.length < MOST_LEVELS, 'directories without end')
    const { fields, next } = await directory(at)
    const found = await level(fields)
    const [largest] = levels
    const half = (length: number) => Math.floor(length / 2 ** levels.length)
    demand(
      !largest ||
        (found.tile === largest.tile && found.width === half(largest.width) && found.height === half(largest.height)),
      'levels that are not halves',
    )
    levels.push(found)
    at = next
  }
  demand(levels.length > 0, 'no picture')
  return levels
}

const isJpeg = (bytes: Buffer): boolean =>
  bytes.length > 4 &&
  bytes.readUInt16BE(0) === 0xffd8 &&
  bytes[2] === 0xff &&
  bytes.readUInt16BE(bytes.length - 2) === 0xffd9

/** Tiles that are read together, and how large those may be that nobody asked for. */
const TOGETHER = 4
const LARGEST_BESIDE = 1 << 17

/** The first column of those that may be read along with one. */
export const groupOf = (column: number): number => column - (column % TOGETHER)

/**
 * The columns of the tiles that are read along with one, itself among them, as they follow each other in the file without a gap: viewers ask for what
 * lies side by side. libvips writes the rows of the largest level from right to left. A tile in which the picture ends is not read along: it is seldom
 * asked for as it is.
 */
export function beside(
  { width, tile, offsets, counts, columns }: TiledLevel,
  { column, row }: Pick<TilePlace, 'column' | 'row'>,
  isWanted: (column: number) => boolean,
): number[] {
  const first = groupOf(column)
  const last = Math.min(first + TOGETHER, Math.floor(width / tile)) - 1
  const at = (one: number) => row * columns + one
  const isNext = (one: number, other: number) =>
    offsets[at(one)]! + counts[at(one)]! === offsets[at(other)] &&
    counts[at(one)]! <= LARGEST_BESIDE &&
    counts[at(other)]! <= LARGEST_BESIDE
  const isIn = (one: number) => one >= first && one <= last && isWanted(one)
  const run = (step: 1 | -1): number[] => {
    const found = [column]
    for (let one = column; isIn(one + step) && isNext(one, one + step); one += step) found.push(one + step)
    for (let one = column; isIn(one - step) && isNext(one - step, one); one -= step) found.unshift(one - step)
    return found
  }
  const [forward, backward] = [run(1), run(-1)]
  return forward.length >= backward.length ? forward : backward
}

/**
 * Tiles of a row, each a JPEG by itself and as large as every tile; `columns` as `beside` tells them. `into` fills the buffers one after the other with
 * what is in the file from `position` on, and answers how many bytes came: it reads straight into the memory that `room` gives. One that is no JPEG
 * is left out.
 */
export async function readTiles(
  { columns, rows, offsets, counts, head }: TiledLevel,
  { row, columns: wanted }: { row: number; columns: readonly number[] },
  size: number,
  into: (buffers: Buffer[], position: number) => Promise<number>,
  room: (length: number) => Buffer = Buffer.allocUnsafe,
): Promise<Map<number, Buffer>> {
  const tiles = wanted.map((column) => {
    demand(column >= 0 && column < columns && row >= 0 && row < rows, 'no such tile')
    const [offset, count] = [offsets[row * columns + column]!, counts[row * columns + column]!]
    demand(count > 4 && count <= LARGEST_TILE_BYTES && offset + count <= size, 'a tile leads out of the file')
    return { column, offset, count }
  })
  // The tile's own SOI falls on the last two bytes of the head, which are written after it was looked at.
  const jpegs = tiles.map(({ count }) => room(head.length - 2 + count))
  const bodies = jpegs.map((jpeg) => jpeg.subarray(head.length - 2))
  const length = tiles.reduce((sum, { count }) => sum + count, 0)
  demand((await into(bodies, tiles[0]!.offset)) === length, 'the file ends early')
  const found = new Map<number, Buffer>()
  for (const [i, { column }] of tiles.entries()) {
    if (!isJpeg(bodies[i]!)) continue
    head.copy(jpegs[i]!)
    found.set(column, jpegs[i]!)
  }
  return found
}
