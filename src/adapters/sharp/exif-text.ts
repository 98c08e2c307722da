/** The bytes of a text in EXIF's first directory: what old programs wrote there in GBK, readers of strings have already spoilt. */
const tags = { ImageDescription: 0x010e, Artist: 0x013b, Copyright: 0x8298 } as const
export type ExifText = keyof typeof tags
const ASCII = 2

/** `exif`: the block as sharp gives it, with or without its `Exif\0\0`. Undefined where there is no such text (EXIF 2.3, TIFF 6.0 §2). */
export function exifText(exif: Buffer, name: ExifText): Buffer | undefined {
  const tiff = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif
  try {
    const isLittle = tiff.toString('latin1', 0, 2) === 'II'
    const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
    const long = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
    const directory = long(4)
    for (let i = 0; i < short(directory); i++) {
      const entry = directory + 2 + i * 12
      if (short(entry) !== tags[name] || short(entry + 2) !== ASCII) continue
      const length = long(entry + 4)
      const start = length <= 4 ? entry + 8 : long(entry + 8)
      return tiff.subarray(start, start + length)
    }
  } catch {
    // Offsets that lead out of the block: damaged, and no text.
  }
  return undefined
}
