/** HEIC through libheif (WASM, LGPL-3.0): the prebuilt libvips does not decode HEVC. */
import { Fault } from '../../faults.ts'

interface HeifImage {
  get_width(): number
  get_height(): number
  display(target: { data: Uint8ClampedArray; width: number; height: number }, done: (shown: unknown) => void): void
}

const ROWS_PER_STRIP = 64
const [SHORT, LONG, UNDEFINED] = [3, 4, 7]

/** The head of an uncompressed RGBA TIFF (TIFF 6.0 §2) whose pixels follow it: the one container in which raw pixels keep their colour profile. */
function tiffHead(width: number, height: number, icc: Buffer): Buffer {
  const strips = Math.ceil(height / ROWS_PER_STRIP)
  const stripBytes = ROWS_PER_STRIP * width * 4
  const entries = 10 + (icc.length ? 1 : 0)
  let at = 8 + 2 + entries * 12 + 4
  const place = (bytes: number) => {
    const start = at
    at += bytes + (bytes % 2)
    return start
  }
  const bits = place(8)
  const offsets = place(strips * 4)
  const counts = place(strips * 4)
  const profile = place(icc.length)
  const head = Buffer.alloc(at)
  head.write('II*\0')
  head.writeUInt32LE(8, 4)
  head.writeUInt16LE(entries, 8)
  const fields: [tag: number, type: number, count: number, value: number][] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, 4, bits],
    [259, SHORT, 1, 1], // not compressed
    [262, SHORT, 1, 2], // RGB
    [273, LONG, strips, strips === 1 ? at : offsets],
    [277, SHORT, 1, 4],
    [278, LONG, 1, ROWS_PER_STRIP],
    [279, LONG, strips, strips === 1 ? height * width * 4 : counts],
    [338, SHORT, 1, 2], // the fourth is alpha, not multiplied in
  ]
  if (icc.length) fields.push([34675, UNDEFINED, icc.length, profile])
  for (const [i, [tag, type, count, value]] of fields.entries()) {
    const entry = 10 + i * 12
    head.writeUInt16LE(tag, entry)
    head.writeUInt16LE(type, entry + 2)
    head.writeUInt32LE(count, entry + 4)
    head.writeUInt32LE(value, entry + 8)
  }
  for (let i = 0; i < 4; i++) head.writeUInt16LE(8, bits + i * 2)
  for (let i = 0; i < strips; i++) {
    head.writeUInt32LE(at + i * stripBytes, offsets + i * 4)
    head.writeUInt32LE(Math.min(stripBytes, height * width * 4 - i * stripBytes), counts + i * 4)
  }
  icc.copy(head, profile)
  return head
}

/** As an RGBA TIFF with the file's profile (a telephone's is Display P3), upright as the file's own transformations say. */
export async function heicAsTiff(
  bytes: Buffer,
  icc: Buffer | undefined,
  maxPixels: number,
): Promise<{ tiff: Buffer; width: number; height: number }> {
  const { default: libheif } = (await import('libheif-js/wasm-bundle.js' as string)) as {
    default: { HeifDecoder: new () => { decode(bytes: Buffer): HeifImage[] } }
  }
  const [image] = new libheif.HeifDecoder().decode(bytes)
  if (!image) throw new Fault('image.damaged', { reason: 'HEIC' })
  const [width, height] = [image.get_width(), image.get_height()]
  if (width * height > maxPixels) throw new Fault('image.too-many-pixels', { width, height, limit: maxPixels })
  const head = tiffHead(width, height, icc ?? Buffer.alloc(0))
  const tiff = Buffer.alloc(head.length + width * height * 4)
  head.copy(tiff)
  const data = new Uint8ClampedArray(tiff.buffer, tiff.byteOffset + head.length, width * height * 4)
  await new Promise<void>((resolve, reject) =>
    image.display({ data, width, height }, (done) =>
      done ? resolve() : reject(new Fault('image.damaged', { reason: 'HEIC' })),
    ),
  )
  return { tiff, width, height }
}
