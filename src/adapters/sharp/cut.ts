/** One picture cut out of a pyramid, in a child process. */
import sharp, { type Sharp } from 'sharp'
import { Fault } from '../../faults.ts'
import type { Cut } from '../../ports/image-cutter.ts'

sharp.concurrency(1)
sharp.cache(false)

/** Middle grey is white from here on. */
const THRESHOLD = 128
const coded: Record<Cut['format'], (image: Sharp) => Sharp> = {
  jpg: (image) => image.jpeg({ quality: 85, optimiseCoding: false }),
  png: (image) => image.png({ compressionLevel: 3 }),
  webp: (image) => image.webp({ quality: 80, effort: 0 }),
}

/** One channel where it is grey: printers take three for colour. */
const forPrint = (image: Sharp, density: number, quality: Cut['quality']) =>
  image
    .toColourspace(quality === 'gray' ? 'b-w' : 'srgb')
    .withDensity(density)
    .jpeg({ quality: 92, chromaSubsampling: '4:4:4' })

async function made({ path, level, region, size, isMirrored, rotation, quality, format, dpi }: Cut): Promise<Buffer> {
  const image = sharp(path, { page: level, limitInputPixels: false, failOn: 'error' })
    .extract({ left: region.x, top: region.y, width: region.width, height: region.height })
    .resize(size.width, size.height, { fit: 'fill' })
  if (isMirrored) image.flop()
  if (quality === 'gray') image.grayscale()
  if (quality === 'bitonal') image.threshold(THRESHOLD)
  if (rotation === 0 && dpi) return forPrint(image, dpi, quality).toBuffer()
  if (rotation === 0) return coded[format](image).toBuffer()
  // A chain of sharp's turns before it scales, whatever the order it was told in.
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  const raw = { width: info.width, height: info.height, channels: info.channels }
  return coded[format](sharp(data, { raw, limitInputPixels: false }).rotate(rotation)).toBuffer()
}

export async function handle(cut: Cut): Promise<Buffer> {
  let picture: Buffer
  try {
    picture = await made(cut)
  } catch (error) {
    throw new Fault('image.derivative-damaged', {}, { cause: error })
  }
  if (picture.length > cut.limit) throw new Fault('image.answer-too-large', { limit: cut.limit })
  return picture
}
