/** HEIC through libheif (WASM, LGPL-3.0): the prebuilt libvips does not decode HEVC. */
import { Fault } from '../../faults.ts'

interface HeifImage {
  get_width(): number
  get_height(): number
  display(target: { data: Uint8ClampedArray; width: number; height: number }, done: (shown: unknown) => void): void
}

/** RGBA, upright as the file's own transformations say. */
export async function decodeHeic(
  bytes: Buffer,
  maxPixels: number,
): Promise<{ data: Buffer; width: number; height: number }> {
  const { default: libheif } = (await import('libheif-js/wasm-bundle.js' as string)) as {
    default: { HeifDecoder: new () => { decode(bytes: Buffer): HeifImage[] } }
  }
  const [image] = new libheif.HeifDecoder().decode(bytes)
  if (!image) throw new Fault('image.damaged', { reason: 'HEIC' })
  const [width, height] = [image.get_width(), image.get_height()]
  if (width * height > maxPixels) throw new Fault('image.too-many-pixels', { width, height, limit: maxPixels })
  const target = { data: new Uint8ClampedArray(width * height * 4), width, height }
  await new Promise<void>((resolve, reject) =>
    image.display(target, (shown) => (shown ? resolve() : reject(new Fault('image.damaged', { reason: 'HEIC' })))),
  )
  return { data: Buffer.from(target.data.buffer), width, height }
}
