import type { Size } from './iiif-request.ts'

/** Upright pixels as the frame header of a JPEG has them (T.81, B.2.2), or null. */
export function jpegSize(jpeg: Buffer): Size | null {
  for (let at = 2; at + 9 < jpeg.length && jpeg[at] === 0xff; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: jpeg.readUInt16BE(at + 7), height: jpeg.readUInt16BE(at + 5) }
  }
  return null
}
