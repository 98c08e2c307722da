import { mkdtempSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { beside, DamagedTiff, readLevels, readTiles, type TiledLevel } from '../../../src/adapters/disk/tiff.ts'
import { handle } from '../../../src/adapters/sharp/render.ts'

const folder = mkdtempSync(join(tmpdir(), 'wenshi-tiff-'))
const [WIDTH, HEIGHT] = [1801, 1203]

/** Every pixel tells where it is. */
function chart(): Buffer {
  const raw = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      raw.set([(x * 255) / WIDTH, (y * 255) / HEIGHT, (x ^ y) & 64 ? 200 : 40], (y * WIDTH + x) * 3)
  return raw
}
const picture = () => sharp(chart(), { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })

async function pyramidOf(name: string, image: Sharp): Promise<Buffer> {
  const path = join(folder, `${name}.png`)
  await writeFile(path, await image.png().toBuffer())
  await handle({ path, folder: join(folder, name), maxPixels: 1e9 })
  return readFile(join(folder, name, '1', 'pyramid.tif'))
}
const made = pyramidOf('chart', picture())
const rendered = () => made
const levelsOf = (file: Buffer) => readLevels(async (at, length) => file.subarray(at, at + length), file.length)
/** The bytes of a file, read into buffers one after the other as `readv` does. */
const into = (file: Buffer) => async (buffers: Buffer[], position: number) => {
  let at = position
  for (const buffer of buffers) at += file.copy(buffer, 0, at, Math.min(file.length, at + buffer.length))
  return at - position
}
async function tileOf(file: Buffer, level: TiledLevel, { column, row }: { column: number; row: number }) {
  const columns = beside(level, { column, row }, () => true)
  const tile = (await readTiles(level, { row, columns }, file.length, into(file))).get(column)
  if (!tile) throw new DamagedTiff('a tile that is no JPEG')
  return tile
}

/** Every tile of every level decodes to what libvips reads of the pyramid there. */
async function compared(file: Buffer): Promise<{ levels: number[][]; worst: number }> {
  let worst = 0
  const levels = await levelsOf(file)
  for (const [page, level] of levels.entries()) {
    for (let row = 0; row < level.rows; row++) {
      for (let column = 0; column < level.columns; column++) {
        const region = {
          left: column * level.tile,
          top: row * level.tile,
          width: Math.min(level.tile, level.width - column * level.tile),
          height: Math.min(level.tile, level.height - row * level.tile),
        }
        const jpeg = await tileOf(file, level, { column, row })
        const own = await sharp(jpeg, { failOn: 'warning' })
          .extract({ ...region, left: 0, top: 0 })
          .raw()
          .toBuffer()
        const theirs = await sharp(file, { page }).extract(region).raw().toBuffer()
        for (let i = 0; i < own.length; i++) worst = Math.max(worst, Math.abs(own[i]! - theirs[i]!))
      }
    }
  }
  return { levels: levels.map(({ width, height, columns, rows }) => [width, height, columns, rows]), worst }
}
const shape = [
  [1801, 1203, 4, 3],
  [900, 601, 2, 2],
  [450, 300, 1, 1],
]

test('a tile is a JPEG by itself, with the very pixels of the pyramid', async (t) => {
  t.deepEqual(await compared(await rendered()), { levels: shape, worst: 0 })
})

test('tiles side by side are read together, whichever way they were written', async (t) => {
  const file = await rendered()
  const [level] = await levelsOf(file)
  const together = (column: number, isWanted = (_: number) => true) =>
    beside(level!, { column, row: 1 }, isWanted).toSorted()
  t.deepEqual(
    [together(0), together(2)],
    [
      [0, 1, 2],
      [0, 1, 2],
    ],
  )
  t.deepEqual(together(3), [0, 1, 2, 3], 'the picture ends in it: only who asks for it gets it')
  t.deepEqual(
    together(0, (column) => column !== 1),
    [0],
  )
  const read = (columns: readonly number[], of = file) => readTiles(level!, { row: 1, columns }, of.length, into(of))
  const all = await read(beside(level!, { column: 1, row: 1 }, () => true))
  t.is(all.size, 3)
  for (const [column, tile] of all) t.deepEqual(tile, (await read([column])).get(column))
  const torn = Buffer.from(file).fill(0, level!.offsets[level!.columns], level!.offsets[level!.columns]! + 10)
  const whole = await read(
    beside(level!, { column: 1, row: 1 }, () => true),
    torn,
  )
  t.deepEqual([...whole.keys()].toSorted(), [1, 2], 'what is damaged is left out')
})

test('a strip of a picture has as many levels as it has', async (t) => {
  for (const [width, height, count] of [
    [20_000, 1, 1],
    [20_000, 3, 2],
    [3, 1, 1],
    [513, 511, 2],
  ] as const) {
    const strip = sharp({ create: { width, height, channels: 3, background: '#345' } })
    t.is((await compared(await pyramidOf(`${width}x${height}`, strip))).levels.length, count)
  }
})

test('so it is in a BigTIFF, and in grey', async (t) => {
  const options = {
    compression: 'jpeg',
    quality: 85,
    tile: true,
    tileWidth: 512,
    tileHeight: 512,
    pyramid: true,
  } as const
  const big = await picture()
    .tiff({ ...options, bigtiff: true })
    .toBuffer()
  t.is(big.readUInt16LE(2), 43)
  t.deepEqual(await compared(big), { levels: shape, worst: 0 })
  t.deepEqual(await compared(await picture().grayscale().tiff(options).toBuffer()), { levels: shape, worst: 0 })
})

/** The same file as a machine of the other byte order would have written it. */
function otherEnd(file: Buffer): Buffer {
  const other = Buffer.from(file)
  other.write('MM', 0, 'latin1')
  other.writeUInt16BE(42, 2)
  let at = file.readUInt32LE(4)
  other.writeUInt32BE(at, 4)
  while (at !== 0) {
    const count = file.readUInt16LE(at)
    other.writeUInt16BE(count, at)
    for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
      const [type, values] = [file.readUInt16LE(entry + 2), file.readUInt32LE(entry + 4)]
      other.writeUInt16BE(file.readUInt16LE(entry), entry)
      other.writeUInt16BE(type, entry + 2)
      other.writeUInt32BE(values, entry + 4)
      const size = { 3: 2, 4: 4, 5: 4 }[type] ?? 1
      const words = type === 5 ? values * 2 : values
      const isInside = size * words <= 4
      const from = isInside ? entry + 8 : file.readUInt32LE(entry + 8)
      if (!isInside) other.writeUInt32BE(from, entry + 8)
      for (let i = from; i < from + size * words; i += size) {
        if (size === 2) other.writeUInt16BE(file.readUInt16LE(i), i)
        if (size === 4) other.writeUInt32BE(file.readUInt32LE(i), i)
      }
    }
    const next = at + 2 + count * 12
    at = file.readUInt32LE(next)
    other.writeUInt32BE(at, next)
  }
  return other
}

test('so it is in the other byte order', async (t) => {
  t.deepEqual(await compared(otherEnd(await rendered())), { levels: shape, worst: 0 })
})

/** Everything there is to read of a file, or what it is damaged by. Any other error is one of ours. */
async function readAll(file: Buffer): Promise<number> {
  let tiles = 0
  try {
    for (const level of await levelsOf(file)) {
      if (level.columns * level.rows > 100) return tiles
      for (let row = 0; row < level.rows; row++)
        for (let column = 0; column < level.columns; column++) {
          await tileOf(file, level, { column, row })
          tiles++
        }
    }
    return tiles
  } catch (error) {
    if (error instanceof DamagedTiff) return -1
    throw error
  }
}

test('a torn file is damaged, wherever it was torn', async (t) => {
  const whole = await rendered()
  t.is(await readAll(whole), 17)
  for (let i = 0; i < 200; i++)
    t.is(await readAll(whole.subarray(0, Math.floor((whole.length * i) / 200))), -1, String(i))
  // Blocks that never reached the disk are zeros.
  for (let at = 0; at + 4096 < whole.length; at += 4096) {
    const holed = Buffer.from(whole)
    holed.fill(0, at, at + 4096)
    t.true([-1, 17].includes(await readAll(holed)))
  }
  const head = Buffer.from(whole).fill(0, 0, 16)
  t.is(await readAll(head), -1)
})

test('a hostile file is damaged, or read within its own bounds', async (t) => {
  const whole = await rendered()
  const places = [4, ...directories(whole).flatMap((at) => Array.from({ length: 190 }, (_, i) => at + i))]
  const change = fc.tuple(fc.constantFrom(...places), fc.constantFrom(0, 1, 2, 0x7f, 0x80, 0xff))
  const property = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
    const file = Buffer.from(whole)
    for (const [at, value] of changes) file[at] = value
    await readAll(file)
  })
  await fc.assert(property, { numRuns: 3000 })
  const endless = Buffer.from(whole)
  const [first] = directories(whole)
  endless.writeUInt32LE(first!, first! + 2 + whole.readUInt16LE(first!) * 12)
  t.is(await readAll(endless), -1, 'a directory that is its own next')
  t.is(await readAll(Buffer.from('II*\0')), -1)
  t.is(await readAll(await picture().tiff({ compression: 'lzw', tile: true }).toBuffer()), -1)
  t.is(await readAll(await picture().tiff({ compression: 'jpeg' }).toBuffer()), -1)
})

function directories(file: Buffer): number[] {
  const found: number[] = []
  for (let at = file.readUInt32LE(4); at !== 0; at = file.readUInt32LE(at + 2 + file.readUInt16LE(at) * 12))
    found.push(at)
  return found
}
