import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import iconv from 'iconv-lite'
import sharp, { type Sharp } from 'sharp'
import { handle } from '../../../src/adapters/sharp/render.ts'
import { Fault } from '../../../src/faults.ts'

async function render(data: Buffer, maxPixels = 200_000_000) {
  const folder = await mkdtemp(join(tmpdir(), 'wenshi-render-'))
  const path = join(folder, 'original')
  await writeFile(path, data)
  const made = join(folder, 'made')
  const result = await handle({ path, folder: made, maxPixels })
  const thumbnail = (size: number, page = 1) => readFile(join(made, String(page), `${size}.jpg`))
  /** Colour at a place, 0–1 across. */
  const at = async (x: number, y: number, page = 1) => {
    const { data: pixels, info } = await sharp(await thumbnail(200, page))
      .raw()
      .toBuffer({ resolveWithObject: true })
    const i = (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) * info.channels
    return [...pixels.subarray(i, i + info.channels)]
  }
  return { result, made, thumbnail, at }
}
async function faultOf(data: Buffer, maxPixels?: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wenshi-render-'))
  await writeFile(join(folder, 'original'), data)
  try {
    await handle({ path: join(folder, 'original'), folder: join(folder, 'made'), maxPixels: maxPixels ?? 200_000_000 })
    return 'nothing'
  } catch (error) {
    if ((await readdir(folder)).length > 1) return 'something was left behind'
    return error instanceof Fault ? error.code : String(error)
  }
}
const isRed = ([r = 0, g = 0, b = 0]: number[]) => r > 180 && g < 90 && b < 90

/** Blue, with a red corner above on the left. */
const flag = (width = 640, height = 480) =>
  sharp({ create: { width, height, channels: 3, background: '#2040c0' } }).composite([
    {
      input: { create: { width: width / 4, height: height / 4, channels: 3, background: '#ff0000' } },
      left: 0,
      top: 0,
    },
  ])
/** Something with structure, so that the difference hash has something to tell. */
const waves = (seed: number, width = 400, height = 300) => {
  const raw = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      raw.fill(
        128 + 100 * Math.sin((x * seed) / 37 + y / 50) * Math.cos((y * (seed + 3)) / 41),
        (y * width + x) * 3,
        (y * width + x) * 3 + 3,
      )
  return sharp(raw, { raw: { width, height, channels: 3 } })
}

/** How a camera stores the upright picture under each orientation. */
const stored: Record<number, (image: Sharp) => Sharp | Promise<Sharp>> = {
  1: (image) => image,
  2: (image) => image.flop(),
  3: (image) => image.rotate(180),
  4: (image) => image.flip(),
  5: async (image) => sharp(await image.rotate(90).toBuffer()).flop(),
  6: (image) => image.rotate(-90),
  7: async (image) => sharp(await image.rotate(-90).toBuffer()).flop(),
  8: (image) => image.rotate(90),
}
for (const [orientation, turn] of Object.entries(stored)) {
  test(`orientation ${orientation} comes out upright`, async (t) => {
    const upright = await flag().png().toBuffer()
    const data = await (await turn(sharp(upright)))
      .jpeg({ quality: 95 })
      .withMetadata({ orientation: Number(orientation) })
      .toBuffer()
    const { result, at } = await render(data)
    t.is(result.orientation, Number(orientation))
    t.deepEqual([result.pages[0]!.width, result.pages[0]!.height], [640, 480])
    t.true(isRed(await at(0.1, 0.1)))
    t.false(isRed(await at(0.9, 0.9)))
  })
}

test('thumbnails are 1600, 600 and 200 at most, and never enlarged', async (t) => {
  const large = await render(await flag(2400, 1200).jpeg().toBuffer())
  for (const size of [1600, 600, 200]) t.is((await sharp(await large.thumbnail(size)).metadata()).width, size)
  const small = await render(await flag(320, 240).png().toBuffer())
  t.deepEqual(
    await Promise.all(
      [1600, 600, 200].map(async (size) => (await sharp(await small.thumbnail(size)).metadata()).width),
    ),
    [320, 320, 200],
  )
})

test('the pyramid has tiles of 512 and a level for every halving', async (t) => {
  const { made } = await render(await flag(2400, 1200).jpeg().toBuffer())
  const meta = await sharp(join(made, '1', 'pyramid.tif')).metadata()
  t.deepEqual([meta.width, meta.height, meta.pages], [2400, 1200, 4])
})

test('CMYK, 16 bits, grey with alpha, palette, WebP, GIF and AVIF show what they show', async (t) => {
  const cases: Record<string, Buffer> = {
    cmyk: await flag().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
    '16 bits': await flag().toColourspace('rgb16').png().toBuffer(),
    palette: await flag().png({ palette: true }).toBuffer(),
    webp: await flag().webp().toBuffer(),
    gif: await flag().gif().toBuffer(),
    avif: await flag().avif().toBuffer(),
    tiff: await flag().tiff({ compression: 'lzw' }).toBuffer(),
    p3: await flag().withIccProfile('p3').jpeg({ quality: 95 }).toBuffer(),
  }
  for (const [name, data] of Object.entries(cases)) {
    const { at } = await render(data)
    const [corner, middle] = [await at(0.1, 0.1), await at(0.7, 0.7)]
    t.true(corner[0]! > 150 && corner[2]! < 110, `${name}: ${corner}`)
    t.true(middle[2]! > 120 && middle[0]! < 110, `${name}: ${middle}`)
  }
  const alpha = sharp({ create: { width: 300, height: 200, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
  const grey = await render(await alpha.toColourspace('b-w').png().toBuffer())
  t.true(
    (await grey.at(0.5, 0.5)).every((value) => value > 245),
    'what is transparent is white',
  )
})

test('a picture of any small size is shown', async (t) => {
  const whole = await flag().png().toBuffer()
  for (const [width, height] of [
    [1, 1],
    [17, 40],
    [128, 128],
    [3000, 2],
  ] as const) {
    const data = await sharp(whole).resize(width, height, { fit: 'fill' }).png().toBuffer()
    const { result } = await render(data)
    t.deepEqual([result.pages[0]!.width, result.pages[0]!.height], [width, height])
  }
})

test('16 bits of a wide colour space come out in sRGB', async (t) => {
  const data = await flag().toColourspace('rgb16').withIccProfile('p3').png().toBuffer()
  t.is((await sharp(data).metadata()).depth, 'ushort')
  const [r = 0, g = 0, b = 0] = await (await render(data)).at(0.1, 0.1)
  t.true(r > 245 && g < 20 && b < 20, `${r} ${g} ${b}`)
})

/** The smallest grey profile (ICC.1:2001 §6): linear light, far from sRGB. */
function linearGrey(): Buffer {
  const tag = (type: string, ...body: number[]) => Buffer.concat([Buffer.from(`${type}\0\0\0\0`), Buffer.from(body)])
  const white = [0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d]
  const tags: [string, Buffer][] = [
    ['wtpt', tag('XYZ ', ...white)],
    ['kTRC', tag('curv', 0, 0, 0, 1, 1, 0, 0, 0)],
  ]
  const head = Buffer.alloc(128)
  head.writeUInt32BE(0x02400000, 8)
  head.write('mntrGRAYXYZ ', 12)
  head.write('acsp', 36)
  Buffer.from(white).copy(head, 68)
  const table = Buffer.alloc(4 + tags.length * 12)
  table.writeUInt32BE(tags.length)
  let at = head.length + table.length
  for (const [i, [name, body]] of tags.entries()) {
    table.write(name, 4 + i * 12)
    table.writeUInt32BE(at, 8 + i * 12)
    table.writeUInt32BE(body.length, 12 + i * 12)
    at += body.length
  }
  const profile = Buffer.concat([head, table, ...tags.map(([, body]) => body)])
  profile.writeUInt32BE(profile.length)
  return profile
}

test('grey with a profile of its own is as light as it was, with 8 bits and with 16', async (t) => {
  // A TIFF of one strip, head first: sharp itself would convert the pixels to the profile it writes.
  const icc = linearGrey()
  for (const bits of [8, 16]) {
    const side = 256
    const pixels = Buffer.alloc((side * side * bits) / 8, bits === 8 ? Buffer.from([55]) : Buffer.from([55, 55]))
    const fields = [
      [256, 4, 1, side],
      [257, 4, 1, side],
      [258, 3, 1, bits],
      [259, 3, 1, 1],
      [262, 3, 1, 1],
      [273, 4, 1, 146 + icc.length],
      [277, 3, 1, 1],
      [278, 4, 1, side],
      [279, 4, 1, pixels.length],
      [34675, 7, icc.length, 146],
    ]
    const head = Buffer.alloc(146)
    head.write('II*\0')
    head.writeUInt32LE(8, 4)
    head.writeUInt16LE(fields.length, 8)
    for (const [i, [tag = 0, type = 0, count = 0, value = 0]] of fields.entries()) {
      head.writeUInt16LE(tag, 10 + i * 12)
      head.writeUInt16LE(type, 12 + i * 12)
      head.writeUInt32LE(count, 14 + i * 12)
      head.writeUInt32LE(value, 18 + i * 12)
    }
    const { at } = await render(Buffer.concat([head, icc, pixels]))
    // 55 of 255 in linear light is 128 in sRGB.
    const [value = 0] = await at(0.5, 0.5)
    t.true(Math.abs(value - 128) < 4, `${bits} bits: ${value}`)
  }
})

test('HEIC as a telephone takes it: its colours in sRGB, its caption kept', async (t) => {
  // heif-enc of libheif 1.15 made it from a PNG in Display P3; exiftool wrote the caption.
  const { result, at } = await render(await readFile(new URL('samples/telephone.heic', import.meta.url)))
  t.is(result.mediaType, 'image/heic')
  t.deepEqual([result.pages[0]!.width, result.pages[0]!.height], [96, 64])
  const [r = 0, g = 0, b = 0] = await at(0.1, 0.1)
  t.true(r > 240 && g < 25 && b < 25, `${r} ${g} ${b}`)
  t.is(result.metadata.caption, '花园口渡口旧影')
})

test('what Windows writes of a picture is read, and the camera’s clock as it stood', async (t) => {
  // exiftool wrote XPTitle, XPComment, XPKeywords and DateTimeOriginal.
  const { metadata } = (await render(await readFile(new URL('samples/windows.jpg', import.meta.url)))).result
  t.is(metadata.title, '老渡口')
  t.is(metadata.caption, '花园口渡口旧影')
  t.deepEqual(metadata.keywords, ['渡口', '旧影'])
  t.is(metadata.takenAt, '1998-07-15T10:30:00')
})

test('a TIFF of three pages is three pages, a pyramid is one', async (t) => {
  const width = 200
  const pages = await Promise.all(
    ['#ff0000', '#00ff00', '#0000ff'].map((background) =>
      sharp({ create: { width, height: 100, channels: 3, background } })
        .raw()
        .toBuffer(),
    ),
  )
  const strip = sharp(Buffer.concat(pages), { raw: { width, height: 300, channels: 3, pageHeight: 100 } })
  const { result, at } = await render(await strip.tiff().toBuffer())
  t.is(result.pages.length, 3)
  t.true(isRed(await at(0.5, 0.5, 1)))
  t.true((await at(0.5, 0.5, 3))[2]! > 180)
  const pyramid = await flag(1600, 1200).tiff({ pyramid: true, tile: true, tileWidth: 256, tileHeight: 256 }).toBuffer()
  t.is((await render(pyramid)).result.pages.length, 1)
})

test('a caption in Chinese is kept: from XMP, and from EXIF that an old program wrote in GBK', async (t) => {
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">花园口渡口旧影</rdf:li></rdf:Alt></dc:description>
    <dc:creator><rdf:Seq><rdf:li>沈季清</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`
  for (const format of ['jpeg', 'png', 'webp', 'tiff', 'avif'] as const) {
    const { metadata } = (await render(await flag(64, 48).toFormat(format).withXmp(xmp).toBuffer())).result
    t.deepEqual([metadata.caption, metadata.creator], ['花园口渡口旧影', '沈季清'], format)
  }
  const placeholder = 'ABCDEFGHIJKLMN'
  const data = await flag()
    .jpeg()
    .withExif({ IFD0: { ImageDescription: placeholder } })
    .toBuffer()
  iconv.encode('花园口渡口旧影', 'gb18030').copy(data, data.indexOf(placeholder))
  t.is((await render(data)).result.metadata.caption, '花园口渡口旧影')
})

test('the same picture saved again hashes alike, another picture differently', async (t) => {
  const distance = (a: string, b: string) =>
    (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length
  const hash = async (data: Buffer) => (await render(data)).result.pages[0]!.dhash
  const one = await hash(await waves(1).jpeg({ quality: 95 }).toBuffer())
  t.true(distance(one, await hash(await waves(1).jpeg({ quality: 60 }).toBuffer())) <= 4)
  t.true(distance(one, await hash(await waves(1).flop().jpeg({ quality: 95 }).toBuffer())) > 10)
})

test('what cannot be shown says why, quickly, and leaves nothing', async (t) => {
  const jpeg = await waves(5, 1200, 900).jpeg().toBuffer()
  t.is(await faultOf(jpeg.subarray(0, jpeg.length / 2)), 'image.damaged')
  t.is(
    await faultOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>')),
    'file.svg',
  )
  t.is(await faultOf(Buffer.from('这不是图像'.repeat(50))), 'image.unsupported')
  t.is(await faultOf(await flag(640, 480).png().toBuffer(), 1000), 'image.too-many-pixels')
})

test('rendering twice gives the same folder', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'wenshi-render-'))
  await writeFile(join(folder, 'original'), await flag().jpeg().toBuffer())
  const task = { path: join(folder, 'original'), folder: join(folder, 'made'), maxPixels: 1e8 }
  const first = await handle(task)
  t.deepEqual(await handle(task), first)
  t.true(existsSync(join(folder, 'made', 'done')))
  t.is((await readdir(folder)).length, 2)
})

test('the same bytes made six times at once are made, and nothing is left beside them', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'wenshi-render-'))
  const path = join(folder, 'original')
  await writeFile(path, await flag(80, 60).jpeg().toBuffer())
  const made = join(folder, 'made')
  const results = await Promise.all(
    Array.from({ length: 6 }, () => handle({ path, folder: made, maxPixels: 200_000_000 })),
  )
  t.is(new Set(results.map((result) => JSON.stringify(result))).size, 1)
  t.deepEqual((await readdir(folder)).sort(), ['made', 'original'])
  t.true(existsSync(join(made, 'done')) && existsSync(join(made, '1', '200.jpg')))
})
