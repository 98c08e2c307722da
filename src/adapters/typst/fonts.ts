/** The fonts a book is set in, and the characters they have. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'

/** 宋 regular and bold. 楷 is set where its package is installed; where not, what is marked for it stays in 宋. All are under the OFL. */
const fontFiles = {
  song: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  kai: '@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff',
}

async function read(name: string): Promise<Buffer | null> {
  try {
    return await readFile(fileURLToPath(import.meta.resolve(name)))
  } catch (error) {
    if (['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return null
    throw error
  }
}

const WOFF_ROW = 20
const SFNT_ROW = 16

/** A WOFF's tables, inflated, as the font file it was made of (W3C WOFF 1.0 §4). */
export function sfntOf(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(12 + SFNT_ROW * count)
  const log = Math.floor(Math.log2(count))
  woff.copy(head, 0, 4, 8)
  for (const [i, value] of [count, 16 << log, log, SFNT_ROW * count - (16 << log)].entries())
    head.writeUInt16BE(value, 4 + 2 * i)
  const parts: Buffer[] = [head]
  let at = head.length
  for (let i = 0; i < count; i++) {
    const row = 44 + WOFF_ROW * i
    const [from, packed, length, checksum] = [4, 8, 12, 16].map((k) => woff.readUInt32BE(row + k)) as [
      number,
      number,
      number,
      number,
    ]
    const stored = woff.subarray(from, from + packed)
    const table = packed < length ? inflateSync(stored, { maxOutputLength: length }) : stored
    const own = 12 + SFNT_ROW * i
    woff.copy(head, own, row, row + 4)
    for (const [k, value] of [checksum, at, length].entries()) head.writeUInt32BE(value, own + 4 + 4 * k)
    const padding = Buffer.alloc((4 - (length % 4)) % 4)
    parts.push(table, padding)
    at += length + padding.length
  }
  return Buffer.concat(parts)
}

/** Ranges [first, last] of code points that a TrueType font has, by the groups of its `cmap` (OpenType cmap, format 12). */
export function charactersOf(font: Buffer): [number, number][] {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + SFNT_ROW * i)
  const row = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap')
  const cmap = row === undefined ? null : font.readUInt32BE(row + 8)
  if (cmap === null) return []
  const ranges: [number, number][] = []
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const own = cmap + font.readUInt32BE(cmap + 8 + 8 * i)
    if (font.readUInt16BE(own) !== 12) continue
    for (let k = 0; k < font.readUInt32BE(own + 12); k++) {
      const group = own + 16 + 12 * k
      ranges.push([font.readUInt32BE(group), font.readUInt32BE(group + 4)])
    }
  }
  return ranges
}

/** The fonts' bytes, and whether one of them has a character. */
export async function loadFonts(): Promise<{ blobs: Buffer[]; has: (codePoint: number) => boolean }> {
  const [song, bold, kai] = await Promise.all([read(fontFiles.song), read(fontFiles.bold), read(fontFiles.kai)])
  const blobs = [song, bold, kai && sfntOf(kai)].filter((one) => one !== null)
  const known = new Uint8Array(0x110000)
  for (const blob of blobs) for (const [first, last] of charactersOf(blob)) known.fill(1, first, last + 1)
  return { blobs, has: (codePoint) => known[codePoint] === 1 }
}
