/**
 * The chain of performance.md §8, inside an ingest child: one read → sha256 → metadata → pyramid TIFF → thumbnails from its first level that is
 * large enough → difference hash. Colours are converted where the profile is not sRGB; an sRGB tag is a transform that changes nothing and costs
 * more than decoding.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { Fault } from '../../faults.ts'
import { type RenderedImage, type RenderedPage, thumbnailSizes } from '../../ports/image-engine.ts'
import { heicAsTiff } from './heic.ts'
import { metadataOf } from './metadata.ts'

export interface RenderTask {
  path: string
  folder: string
  maxPixels: number
}

sharp.concurrency(1)
sharp.cache(false)

const TILE = 512
const MAX_PAGES = 2000
/** Decoders that hold the whole image: progressive JPEG, interlaced PNG, WebP, GIF, AVIF, HEIC. */
const MAX_WHOLE_PIXELS = 100_000_000
const mediaTypes: Record<string, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  tiff: 'image/tiff',
  webp: 'image/webp',
  gif: 'image/gif',
  heif: 'image/avif',
}

interface Source {
  /** One page, upright, in sRGB, on white. */
  open(page: number): Promise<Sharp>
  /** Of the first page. */
  meta: Metadata
  pages: number
}

/** A profile that names sRGB says nothing new; without one there is nothing to convert but CMYK. Grey has profiles too: Dot Gain 20% is far from sRGB. */
function needsConversion({ icc, space }: Metadata): boolean {
  if (space === 'cmyk') return true
  if (!icc) return false
  const description = icc.toString('latin1').replaceAll('\0', '')
  return !/sRGB|IEC ?61966/.test(description)
}

/** With 16 bits sharp converts to P3 and leaves it so, and grey not at all: such pictures become 8 bits before their profile is applied. */
const eightBits: Record<string, string> = { rgb16: 'srgb', grey16: 'b-w' }

function shown(image: Sharp, meta: Metadata): Sharp {
  const upright = image.autoOrient()
  const eight = needsConversion(meta) ? eightBits[meta.space] : undefined
  if (eight) upright.pipelineColourspace(eight)
  if (meta.hasAlpha) upright.flatten({ background: '#ffffff' })
  return upright.toColourspace('srgb')
}

/** Scanners write TIFFs whose further pages are the same picture at half the size: a pyramid, not a book. */
async function isPyramid(bytes: Buffer, meta: Metadata): Promise<boolean> {
  if ((meta.pages ?? 1) < 2 || meta.format !== 'tiff') return false
  const second = await sharp(bytes, { page: 1, limitInputPixels: false }).metadata()
  const half = (a: number, b: number) => Math.abs(a / 2 - b) <= 1
  return half(meta.width, second.width) && half(meta.height, second.height)
}

async function sourceOf(bytes: Buffer, maxPixels: number): Promise<Source> {
  let meta: Metadata
  try {
    meta = await sharp(bytes, { limitInputPixels: false }).metadata()
  } catch (error) {
    const isKnown = /^(?:\xff\xd8\xff|\x89PNG|GIF8|II\*\0|MM\0\*|RIFF)/.test(bytes.toString('latin1', 0, 8))
    // A kind of TIFF that libvips does not know is not damaged.
    throw isKnown && !/not \d+ bands|unsupported|unknown/i.test(String(error))
      ? new Fault('image.damaged', { reason: '读不出图像头' }, { cause: error })
      : new Fault('image.unsupported', {}, { cause: error })
  }
  if (meta.format === 'svg') throw new Fault('file.svg')
  if (!(meta.format in mediaTypes)) throw new Fault('image.unsupported', { format: meta.format })
  const { width, height } = meta
  const isSequential =
    meta.format === 'tiff' ||
    (meta.format === 'jpeg' && !meta.isProgressive) ||
    (meta.format === 'png' && !meta.isProgressive)
  const limit = isSequential ? maxPixels : Math.min(maxPixels, MAX_WHOLE_PIXELS)
  if (width * height > limit) throw new Fault('image.too-many-pixels', { width, height, limit })
  if (meta.format === 'heif' && meta.compression !== 'av1') {
    const { tiff, ...size } = await heicAsTiff(bytes, meta.icc, limit)
    const own = { ...meta, ...size, orientation: 1, hasAlpha: true }
    return {
      meta: own,
      pages: 1,
      open: async () => shown(sharp(tiff, { limitInputPixels: limit, ignoreIcc: !needsConversion(own) }), own),
    }
  }
  const pages = meta.format === 'tiff' && !(await isPyramid(bytes, meta)) ? Math.min(meta.pages ?? 1, MAX_PAGES) : 1
  return {
    meta,
    pages,
    async open(page) {
      // Pages of one file may differ: a colour cover before pages in black and white.
      const own = page === 0 ? meta : await sharp(bytes, { page, limitInputPixels: false }).metadata()
      const options = { limitInputPixels: limit, failOn: 'error', ignoreIcc: !needsConversion(own) } as const
      return shown(sharp(bytes, { page, ...options, sequentialRead: true }), own)
    },
  }
}

/** 64 bits: each pixel against its right neighbour in a 9 × 8 grey image (N. Krawetz, “Kind of Like That”, 2013). */
async function differenceHash(small: Sharp): Promise<string> {
  const grey = await small.resize(9, 8, { fit: 'fill' }).toColourspace('b-w').raw().toBuffer()
  let bits = 0n
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) bits = (bits << 1n) | (grey[y * 9 + x]! < grey[y * 9 + x + 1]! ? 1n : 0n)
  }
  return bits.toString(16).padStart(16, '0')
}

/** The cascade: each size from the pixels of the one before, decoded once. Returns the difference hash of the smallest. */
export async function renderThumbnails(source: Sharp, folder: string): Promise<string> {
  let from = source
  let dhash = ''
  for (const size of thumbnailSizes) {
    const { data, info } = await from
      .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const raw = { raw: { width: info.width, height: info.height, channels: info.channels } }
    await sharp(data, raw)
      .jpeg({ quality: 80, optimiseCoding: false })
      .toFile(join(folder, `${size}.jpg`))
    if (size === thumbnailSizes.at(-1)) dhash = await differenceHash(sharp(data, raw))
    from = sharp(data, raw)
  }
  return dhash
}

/** libvips does not read a tile that is many times larger than its picture; the side of one is a multiple of 16 (TIFF 6.0 §15). */
async function tileOf(image: Sharp): Promise<number> {
  const { width, height } = await image.metadata()
  return Math.min(TILE, Math.ceil(Math.max(width, height) / 16) * 16)
}

async function renderPage(source: Source, page: number, folder: string): Promise<RenderedPage> {
  await mkdir(folder, { recursive: true })
  const pyramid = join(folder, 'pyramid.tif')
  const image = await source.open(page)
  const tile = await tileOf(image)
  const { width, height } = await image
    .tiff({ compression: 'jpeg', quality: 85, tile: true, tileWidth: tile, tileHeight: tile, pyramid: true })
    .toFile(pyramid)
  const [largest] = thumbnailSizes
  const level = Math.max(0, Math.floor(Math.log2(Math.max(width, height) / largest)))
  const from = sharp(pyramid, { page: Math.min(level, levels(width, height) - 1), limitInputPixels: false })
  const dhash = await renderThumbnails(from, folder)
  return { page: page + 1, width, height, dhash }
}

/** libvips halves until a level fits into one tile, or is one pixel wide. */
function levels(width: number, height: number): number {
  let count = 1
  for (let [w, h] = [width, height]; Math.max(w, h) > TILE && Math.min(w, h) > 1; count++)
    [w, h] = [Math.floor(w / 2), Math.floor(h / 2)]
  return count
}

/** What stands there goes away in one step; where the same bytes of another item were made meanwhile, by the same rules, that stays. */
async function replace(folder: string, making: string): Promise<void> {
  const unless = (codes: readonly string[]) => (error: NodeJS.ErrnoException) => {
    if (!codes.includes(error.code ?? '')) throw error
  }
  await rename(folder, `${making}.old`).catch(unless(['ENOENT']))
  await rename(making, folder).catch(unless(['ENOTEMPTY', 'EEXIST']))
}

export async function handle({ path, folder, maxPixels }: RenderTask): Promise<RenderedImage> {
  const bytes = await readFile(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const source = await sourceOf(bytes, maxPixels)
  const { meta } = source
  const making = `${folder}.${randomUUID()}`
  try {
    const pages: RenderedPage[] = []
    for (let page = 0; page < source.pages; page++)
      pages.push(await renderPage(source, page, join(making, String(page + 1))))
    await writeFile(join(making, 'done'), '')
    await replace(folder, making)
    return {
      mediaType: meta.format === 'heif' && meta.compression !== 'av1' ? 'image/heic' : mediaTypes[meta.format]!,
      pages,
      metadata: await metadataOf(bytes, meta),
      colour: meta.space,
      bits: meta.bitsPerSample ?? (meta.depth === 'ushort' ? 16 : 8),
      orientation: meta.orientation ?? 1,
      sha256,
    }
  } catch (error) {
    if (error instanceof Fault) throw error
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC' || /No space left/i.test(String(error)))
      throw new Fault('storage.full', {}, { cause: error })
    throw new Fault(
      'image.damaged',
      { reason: /premature|truncat|end of/i.test(String(error)) ? '文件不完整' : '解码失败' },
      { cause: error },
    )
  } finally {
    for (const left of [making, `${making}.old`]) await rm(left, { recursive: true, force: true })
  }
}
