import { join } from 'node:path'
import test from 'ava'
import sharp from 'sharp'
import { createDiskDerivatives } from '../../src/adapters/disk/derivatives.ts'
import { handle as cut } from '../../src/adapters/sharp/cut.ts'
import { handle as render } from '../../src/adapters/sharp/render.ts'
import { cutOf } from '../../src/images/levels.ts'
import { createPlatePictures } from '../../src/publications/plate-pictures.ts'
import type { PlateSource } from '../../src/publications/plates.ts'
import { remove, temporary } from '../support/service.ts'

/** Left half red, right half blue. */
const halves = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#d01010' } }).composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: '#1010d0' } },
      left: width / 2,
      top: 0,
    },
  ])

test('a placed picture is made at the pixels print wants of its place: its crop, its colours, never enlarged', async (t) => {
  const folder = temporary()
  t.teardown(() => remove(folder))
  const path = join(folder, 'in.png')
  await halves(3000, 2000).png().toFile(path)
  const derivatives = createDiskDerivatives(join(folder, 'derivatives'), { cacheBytes: 0 })
  const sha256 = 'a'.repeat(64)
  const { pages, colour } = await render({ path, folder: derivatives.folder(sha256), maxPixels: 100_000_000 })
  t.like(pages[0], { width: 3000, height: 2000 })
  const make = createPlatePictures({ derivatives, cutter: { cut }, levelOf: cutOf })
  const facts = { colour, bits: 8, filename: 'in.png', device: null }
  const source = { pixels: { width: 3000, height: 2000 }, facts, sha256 } as PlateSource

  const whole = await make({ crop: null, widthMm: 101.6, page: 1 }, source)
  t.like(whole, { placed: { widthMm: 101.6, heightMm: 67.7 }, image: { widthPx: 1200, heightPx: 800 } })
  t.like(await sharp(whole.image.bytes).metadata(), {
    format: 'jpeg',
    width: 1200,
    height: 800,
    density: 300,
    space: 'srgb',
  })

  const right = await make({ crop: { x: 1600, y: 200, width: 900, height: 600 }, widthMm: 152.4, page: 1 }, source)
  t.like(await sharp(right.image.bytes).metadata(), { width: 900, height: 600, density: 150 })
  const [red, , blue] = (await sharp(right.image.bytes).stats()).channels
  t.true(blue!.mean > 190 && red!.mean < 40, 'only what is within the crop')

  const grey = await make({ crop: null, widthMm: 50, page: 1 }, { ...source, facts: { ...facts, colour: 'b-w' } })
  t.is((await sharp(grey.image.bytes).metadata()).space, 'b-w')
  await t.throwsAsync(() => make({ crop: null, widthMm: 50, page: 2 }, source), { message: 'object.no-thumbnail' })
})
