/** What an image says of itself: EXIF, IPTC and XMP, Chinese intact. */
import exifr from 'exifr'
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

const words = (value: unknown): string | undefined => {
  if (Array.isArray(value)) return value.map(words).filter(Boolean).join('、') || undefined
  if (value && typeof value === 'object' && 'value' in value) return intact(value.value)
  return intact(value)
}

/** `exif`: the EXIF block, where there is one. Never throws: an image with broken metadata is still an image. */
export async function metadataOf(bytes: Buffer, exif?: Buffer): Promise<ImageMetadata> {
  const found = ((await exifr
    .parse(bytes, {
      exif: true,
      iptc: true,
      xmp: true,
      icc: false,
      jfif: false,
      ihdr: true,
      mergeOutput: true,
      reviveValues: true,
      sanitize: true,
    })
    .catch(() => undefined)) ?? {}) as Record<string, unknown>
  const taken = found.DateTimeOriginal ?? found.CreateDate
  const keywords = found.Keywords ?? found.subject
  const entries: ImageMetadata = {}
  const own = (name: ExifText) =>
    (exif && String(found[name] ?? '').includes('\ufffd') && intact(exifText(exif, name))) || words(found[name])
  if (taken instanceof Date && !Number.isNaN(taken.getTime())) entries.takenAt = taken.toISOString()
  const text = {
    caption: words(found.description) ?? words(found.Caption) ?? own('ImageDescription'),
    title: words(found.title) ?? words(found.ObjectName) ?? words(found.Headline),
    creator: words(found.creator) ?? words(found.Byline) ?? own('Artist'),
    copyright: words(found.rights) ?? words(found.CopyrightNotice) ?? own('Copyright'),
    device: [words(found.Make), words(found.Model)].filter(Boolean).join(' ') || undefined,
  }
  for (const [name, value] of Object.entries(text)) if (value) entries[name as 'caption'] = value.slice(0, 2000)
  const list = (Array.isArray(keywords) ? keywords : [keywords])
    .map(words)
    .filter((word): word is string => word !== undefined)
  if (list.length) entries.keywords = list.slice(0, 100)
  if (typeof found.XResolution === 'number' && found.XResolution > 1)
    entries.dpi = Math.round(found.ResolutionUnit === 'cm' ? found.XResolution * 2.54 : found.XResolution)
  return entries
}
