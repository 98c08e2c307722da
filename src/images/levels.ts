/** What of a pyramid answers an image request: a tile as it is stored, or pixels of one level. Pure. */
import type { Pyramid, TilePlace } from '../ports/derivatives.ts'
import type { ImageRequest, Region, Size } from './iiif-request.ts'

/** Pixels that are decoded for one answer at most; what is flattened out of all proportion is made of a smaller level. */
const MOST_PIXELS = 64_000_000

/** Nothing to do but to cut out and to scale. */
export const isPlain = ({ isMirrored, rotation, quality, format }: ImageRequest): boolean =>
  !isMirrored && rotation === 0 && quality === 'default' && format === 'jpg'

/** The stored tile that is exactly this picture, or null: at the right and lower edges tiles are stored larger than the picture. */
export function storedTile(request: ImageRequest, { tile, levels }: Pyramid): TilePlace | null {
  const { region, size } = request
  if (!isPlain(request) || size.width !== tile || size.height !== tile || region.width !== region.height) return null
  const level = Math.log2(region.width / tile)
  const found = Number.isInteger(level) && level >= 0 ? levels[level] : undefined
  if (!found || region.x % region.width !== 0 || region.y % region.width !== 0) return null
  const [column, row] = [region.x / region.width, region.y / region.width]
  const isInside = (column + 1) * tile <= found.width && (row + 1) * tile <= found.height
  return isInside ? { level, column, row } : null
}

/** The smallest level that still has as many pixels as are asked for, and the region in its pixels. */
export function cutOf(
  { region, size }: Pick<ImageRequest, 'region' | 'size'>,
  { levels }: Pyramid,
): {
  level: number
  region: Region
} {
  const at = (level: number): Size => {
    const scale = 2 ** level
    return { width: region.width / scale, height: region.height / scale }
  }
  const suffices = (level: number) => {
    const { width, height } = at(level)
    return Math.ceil(width) >= size.width && Math.ceil(height) >= size.height
  }
  let level = 0
  while (level + 1 < levels.length && suffices(level + 1)) level++
  while (level + 1 < levels.length && at(level).width * at(level).height > MOST_PIXELS) level++
  const { width, height } = levels[level]!
  const scale = 2 ** level
  const span = (start: number, length: number, whole: number) => {
    const from = Math.min(Math.floor(start / scale), whole - 1)
    return [from, Math.max(1, Math.min(Math.ceil((start + length) / scale), whole) - from)] as const
  }
  const [x, across] = span(region.x, region.width, width)
  const [y, down] = span(region.y, region.height, height)
  return { level, region: { x, y, width: across, height: down } }
}
