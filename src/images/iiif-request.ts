/** One image request of the IIIF Image API 3.0 (§4), read and reckoned out: pure. */
import { Fault } from '../faults.ts'

export interface Size {
  width: number
  height: number
}
export interface Region extends Size {
  x: number
  y: number
}
export const qualities = ['default', 'color', 'gray', 'bitonal'] as const
export const formats = ['jpg', 'png', 'webp'] as const
export type Quality = 'default' | 'gray' | 'bitonal'
export type Format = (typeof formats)[number]

export interface ImageRequest {
  /** Pixels of the whole upright image, within it. */
  region: Region
  /** Before rotation. */
  size: Size
  /** Mirrored on the vertical axis, before rotation. */
  isMirrored: boolean
  /** Clockwise. */
  rotation: 0 | 90 | 180 | 270
  quality: Quality
  format: Format
  /** `region/size/rotation/quality.format` as §4.7 has it: one way to write each picture. */
  canonical: string
}

/** The four parts of the path as they were written. */
export interface Written {
  region: string
  size: string
  rotation: string
  /** `default.jpg` */
  output: string
}

/** The id of an image service: an object, and `~<page>` from its second page on. */
export const serviceId = (objectId: string, page: number): string => (page === 1 ? objectId : `${objectId}~${page}`)

/** Fault object.not-found. */
export function readServiceId(id: string): { objectId: string; page: number } {
  const [, objectId = '', page = '1'] = /^([^~]{1,100})(?:~([2-9]|[1-9]\d{1,5}))?$/.exec(id) ?? []
  if (objectId === '') throw new Fault('object.not-found', { id })
  return { objectId, page: Number(page) }
}

/** Answers are at most this large, said in info.json: an A4 page at 600 dpi. */
export const limits = { maxWidth: 12_000, maxHeight: 12_000, maxArea: 36_000_000 } as const

type Part = keyof Written

const refuse = (part: Part, value: string): never => {
  throw new Fault('image.request', { part, value: value.slice(0, 100) })
}

const WHOLE = String.raw`(\d{1,9})`
const DECIMAL = String.raw`(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})`
const pattern = (...parts: string[]) => new RegExp(`^${parts.join(',')}$`)
const pixels = pattern(WHOLE, WHOLE, WHOLE, WHOLE)
const percents = pattern(`pct:${DECIMAL}`, DECIMAL, DECIMAL, DECIMAL)
const sizePattern = /^(\^?)(?:(max)|pct:(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})|(!?)(\d{1,9})?,(\d{1,9})?)$/

function numbers(found: RegExpExecArray | null): [number, number, number, number] | null {
  return found && (found.slice(1).map(Number) as [number, number, number, number])
}

function regionOf(written: string, { width, height }: Size): Region {
  if (written === 'full') return { x: 0, y: 0, width, height }
  if (written === 'square') {
    const side = Math.min(width, height)
    return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), width: side, height: side }
  }
  let edges: [left: number, top: number, right: number, bottom: number]
  const exact = numbers(pixels.exec(written))
  const parts = exact ?? numbers(percents.exec(written)) ?? refuse('region', written)
  const [x, y, w, h] = parts
  if (exact) edges = [x, y, x + w, y + h]
  else {
    const across = (percent: number) => Math.round((width * percent) / 100)
    const down = (percent: number) => Math.round((height * percent) / 100)
    edges = [across(x), down(y), across(x + w), down(y + h)]
  }
  const [left, top, right, bottom] = edges
  const region = { x: left, y: top, width: Math.min(right, width) - left, height: Math.min(bottom, height) - top }
  if (region.width < 1 || region.height < 1) return refuse('region', written)
  return region
}

/** The largest scale that no limit forbids. */
const scaleWithin = ({ width, height }: Size): number =>
  Math.min(limits.maxWidth / width, limits.maxHeight / height, Math.sqrt(limits.maxArea / (width * height)))

const scaled = ({ width, height }: Size, scale: number): Size => ({
  width: Math.max(1, Math.floor(width * scale)),
  height: Math.max(1, Math.floor(height * scale)),
})

/** What `max` is for a region. */
export const largest = (region: Size): Size => scaled(region, Math.min(1, scaleWithin(region)))

/** What a longest side of `longest` makes of an image; never larger than it is. */
export function within({ width, height }: Size, longest: number): Size {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function sizeOf(written: string, region: Size): Size {
  const found = sizePattern.exec(written) ?? refuse('size', written)
  const [, caret, max, percent, confined, w, h] = found
  const mayGrow = caret === '^'
  if (max) return mayGrow ? scaled(region, scaleWithin(region)) : largest(region)
  let size: Size
  if (percent !== undefined) {
    const scale = Number(percent) / 100
    size = { width: Math.round(region.width * scale), height: Math.round(region.height * scale) }
  } else if (confined) {
    // A box that is larger both ways is refused with whatever else would grow (docs/decisions/0005).
    if (w === undefined || h === undefined) return refuse('size', written)
    const [fitting, most] = [Math.min(Number(w) / region.width, Number(h) / region.height), scaleWithin(region)]
    if (most < fitting && (most <= 1 || mayGrow)) return scaled(region, most)
    // The narrow side of a strip is still there.
    const side = (length: number) => Math.max(fitting > 0 ? 1 : 0, Math.round(length * fitting))
    size = { width: side(region.width), height: side(region.height) }
  } else if (w !== undefined && h !== undefined) size = { width: Number(w), height: Number(h) }
  else if (w !== undefined) size = { width: Number(w), height: Math.round((region.height * Number(w)) / region.width) }
  else if (h !== undefined) size = { width: Math.round((region.width * Number(h)) / region.height), height: Number(h) }
  else return refuse('size', written)
  const isLarger = size.width > region.width || size.height > region.height
  const isForbidden =
    size.width > limits.maxWidth || size.height > limits.maxHeight || size.width * size.height > limits.maxArea
  if (size.width < 1 || size.height < 1 || isForbidden || (isLarger && !mayGrow)) return refuse('size', written)
  return size
}

function rotationOf(written: string): Pick<ImageRequest, 'isMirrored' | 'rotation'> {
  const [, mirror, degrees] = /^(!?)(0|90|180|270)(?:\.0{1,9})?$/.exec(written) ?? refuse('rotation', written)
  return { isMirrored: mirror === '!', rotation: Number(degrees) as ImageRequest['rotation'] }
}

function outputOf(written: string): Pick<ImageRequest, 'quality' | 'format'> {
  const [, quality, format] = /^([a-z]{1,20})\.([a-z0-9]{1,10})$/.exec(written) ?? refuse('output', written)
  if (!qualities.includes(quality as never) || !formats.includes(format as never)) return refuse('output', written)
  // Every picture that is shown is in colour, so that is what it is by default.
  return { quality: quality === 'color' ? 'default' : (quality as Quality), format: format as Format }
}

/** `image`: upright pixels. Fault image.request, naming the part. */
export function readImageRequest(written: Written, image: Size): ImageRequest {
  const region = regionOf(written.region, image)
  const size = sizeOf(written.size, region)
  const { isMirrored, rotation } = rotationOf(written.rotation)
  const { quality, format } = outputOf(written.output)
  const isWhole = region.width === image.width && region.height === image.height
  const most = largest(region)
  const isMost = size.width === most.width && size.height === most.height
  const caret = size.width > region.width || size.height > region.height ? '^' : ''
  const canonical = [
    isWhole ? 'full' : `${region.x},${region.y},${region.width},${region.height}`,
    isMost ? 'max' : `${caret}${size.width},${size.height}`,
    `${isMirrored ? '!' : ''}${rotation}`,
    `${quality}.${format}`,
  ].join('/')
  return { region, size, isMirrored, rotation, quality, format, canonical }
}
