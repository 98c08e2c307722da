/** What an image says of itself: EXIF, IPTC and XMP, Chinese intact. */
import exifr from 'exifr'
import type { Metadata } from 'sharp'
import type { ImageMetadata } from '../../ports/image-engine.ts'
import { type ExifText, exifText } from './exif-text.ts'

/** Old programs wrote UTF-8 or GBK bytes where the standard has ASCII; read as Latin-1 they are noise, and can be put right. */
export function intact(value: unknown): string | undefined {
  const text =
    typeof value === 'string' ? value : value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : undefined
  if (text === undefined) return undefined
  const clean = text.replaceAll('\0', '').trim()
  if (clean === '' || !/[\u0080-\u00ff]/.test(clean) || /[^\u0000-\u00ff]/.test(clean)) return clean || undefined
  const bytes = Buffer.from(clean, 'latin1')
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next one.
    }
  }
  return clean
}

/** Han where there is a choice of languages. */
function inChinese(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every((one) => one && typeof one === 'object' && 'lang' in one)) return value
  return value.find(({ lang }) => /^zh/i.test(lang)) ?? value.find(({ lang }) => lang === 'x-default') ?? value[0]
}

const words = (given: unknown): string | undefined => {
  const value = inChinese(given)
  if (Array.isArray(value)) return value.map(words).filter(Boolean).join('、') || undefined
  if (value && typeof value === 'object' && 'value' in value) return intact(value.value)
  return intact(value)
}

/** What Windows writes of a picture’s properties: UTF-16 without a mark. */
const ofWindows = (value: unknown): string | undefined =>
  value instanceof Uint8Array
    ? new TextDecoder('utf-16le').decode(value).replaceAll('\0', '').trim() || undefined
    : words(value)

/** EXIF’s UserComment names its encoding in eight bytes; cameras fill it with all sorts of things, people with Han. */
function userComment(value: unknown, isLittle: boolean): string | undefined {
  if (!(value instanceof Uint8Array) || value.length < 10) return undefined
  const bytes = Buffer.from(value)
  const body = bytes.subarray(8)
  const isUnicode = bytes.toString('latin1', 0, 7) === 'UNICODE'
  const text = isUnicode ? new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(body) : intact(body)
  return text && /\p{Script=Han}/u.test(text) ? text.replaceAll('\0', '').trim() : undefined
}

/** `1958:06:09 10:30:00` or `1958-06-09`, as ISO 8601. */
function localTime(value: unknown): string | undefined {
  const [, year, month, day, time] = /^(\d{4})[:-](\d\d)[:-](\d\d)(?:[ T](\d\d:\d\d:\d\d))?/.exec(String(value)) ?? []
  if (year === undefined || year === '0000' || month === '00' || day === '00') return undefined
  return `${year}-${month}-${day}${time ? `T${time}` : ''}`
}

const LONGEST_SEGMENT = 0xffff - 2
function segment(marker: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  if (body.length > LONGEST_SEGMENT) return Buffer.alloc(0)
  return Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body])
}

/** libvips finds the blocks in every format; exifr reads them in a JPEG: so they are given to it in the shell of one. */
function shellOf({ exif, xmp, iptc }: Metadata): Buffer {
  const segments: Buffer[] = [Buffer.from([0xff, 0xd8])]
  if (exif) segments.push(segment(0xe1, Buffer.from('Exif\0\0'), tiffOf(exif)))
  if (xmp) segments.push(segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0'), xmp))
  if (iptc) segments.push(segment(0xed, photoshop(iptc)))
  segments.push(Buffer.from([0xff, 0xda, 0, 2, 0xff, 0xd9]))
  return Buffer.concat(segments)
}
const tiffOf = (exif: Buffer) => (exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif)

/** TIFF keeps IPTC bare, JPEG as resource 0x0404 of Photoshop’s. */
function photoshop(iptc: Buffer): Buffer {
  if (iptc.toString('latin1', 0, 9) === 'Photoshop') return iptc
  const head = Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0', 'latin1')
  head.writeUInt32BE(iptc.length, head.length - 4)
  return Buffer.concat([head, iptc, Buffer.alloc(iptc.length % 2)])
}

const parse = async (bytes: Buffer, blocks: boolean): Promise<Record<string, unknown>> =>
  (await exifr
    .parse(bytes, {
      exif: true,
      iptc: blocks,
      xmp: blocks,
      icc: false,
      jfif: false,
      userComment: true,
      mergeOutput: true,
      reviveValues: false,
      sanitize: true,
    })
    .catch(() => undefined)) ?? {}

/** Never throws: an image with broken metadata is still an image. */
export async function metadataOf(bytes: Buffer, meta: Metadata): Promise<ImageMetadata> {
  // A TIFF is itself what EXIF is in the others.
  const exif = meta.format === 'tiff' ? bytes : meta.exif
  const found = { ...(meta.format === 'tiff' ? await parse(bytes, false) : {}), ...(await parse(shellOf(meta), true)) }
  const entries: ImageMetadata = {}
  const own = (name: ExifText) =>
    (exif && String(found[name] ?? '').includes('\ufffd') && intact(exifText(exif, name))) || words(found[name])
  const isLittle = exif !== undefined && tiffOf(exif).toString('latin1', 0, 2) === 'II'
  const takenAt = localTime(found.DateTimeOriginal) ?? localTime(found.CreateDate) ?? localTime(found.DateCreated)
  if (takenAt) entries.takenAt = takenAt
  const text = {
    caption:
      words(found.description) ??
      words(found.Caption) ??
      own('ImageDescription') ??
      ofWindows(found.XPComment) ??
      ofWindows(found.XPSubject) ??
      userComment(found.userComment ?? found.UserComment, isLittle),
    title: words(found.title) ?? words(found.ObjectName) ?? words(found.Headline) ?? ofWindows(found.XPTitle),
    creator: words(found.creator) ?? words(found.Byline) ?? own('Artist') ?? ofWindows(found.XPAuthor),
    copyright: words(found.rights) ?? words(found.CopyrightNotice) ?? own('Copyright'),
    device: [words(found.Make), words(found.Model)].filter(Boolean).join(' ') || undefined,
  }
  for (const [name, value] of Object.entries(text)) if (value) entries[name as 'caption'] = value.slice(0, 2000)
  const keywords = found.Keywords ?? found.subject ?? ofWindows(found.XPKeywords)?.split(';')
  const list = (Array.isArray(keywords) ? keywords : [keywords])
    .map(words)
    .filter((word): word is string => word !== undefined)
  if (list.length) entries.keywords = list.slice(0, 100)
  if (meta.density && meta.density > 1) entries.dpi = Math.round(meta.density)
  return entries
}
