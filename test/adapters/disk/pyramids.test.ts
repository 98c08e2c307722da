import { mkdtempSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import sharp from 'sharp'
import { createPyramids } from '../../../src/adapters/disk/pyramids.ts'
import { readLevels } from '../../../src/adapters/disk/tiff.ts'
import { handle } from '../../../src/adapters/sharp/render.ts'

const MIB = 1 << 20
const folder = mkdtempSync(join(tmpdir(), 'wenshi-pyramids-'))
const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 }
const create = { width: 4300, height: 1100, channels: 3 as const, background: '#888', noise }

async function made(name: string): Promise<string> {
  const path = join(folder, `${name}.png`)
  await writeFile(path, await sharp({ create }).png().toBuffer())
  await handle({ path, folder: join(folder, name), maxPixels: 1e9 })
  return join(folder, name, '1', 'pyramid.tif')
}
const places = Array.from({ length: 2 }, (_, row) =>
  Array.from({ length: 8 }, (_, column) => ({ level: 0, row, column })),
).flat()

test('a viewer that asks for a screenful at once gets each tile as if it had asked for it alone', async (t) => {
  const path = await made('many')
  const alone = createPyramids(() => path, { most: 2, tileBytes: 0 })
  const expected = new Map<object, Buffer>()
  for (const place of places) expected.set(place, Buffer.from((await alone.tile('a', place)).data))
  const pyramids = createPyramids(() => path, { most: 2, tileBytes: 8 * MIB })
  t.deepEqual(await pyramids.shape('a'), await alone.shape('a'))
  for (let round = 0; round < 4; round++)
    await Promise.all(
      [...places, ...places].map(async (place) => {
        const { data, release } = await pyramids.tile('a', place)
        t.true(data.equals(expected.get(place)!))
        release?.()
      }),
    )
})

test('a damaged tile is nobody’s but its own', async (t) => {
  const path = await made('damaged')
  const file = await readFile(path)
  const [level] = await readLevels(async (at, length) => file.subarray(at, at + length), file.length)
  await writeFile(path, file.fill(0, level!.offsets[2], level!.offsets[2]! + 64))
  const pyramids = createPyramids(() => path, { most: 2, tileBytes: 8 * MIB })
  const ask = (column: number) =>
    pyramids.tile('a', { level: 0, row: 0, column }).then(
      ({ data }) => data.length > 0,
      (error) => error.code as string,
    )
  t.deepEqual(await Promise.all([0, 1, 2, 3, 4].map(ask)), [true, true, 'image.derivative-damaged', true, true])
  t.is(await ask(3), true)
})
