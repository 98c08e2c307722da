/** A placed picture on the screen: what is used of it. Pure. */
import type { AnswerOf } from '../api.ts'

export type Plate = AnswerOf<'get /volumes/{id}/plates'>['items'][number]
export type Crop = NonNullable<Plate['crop']>

/** At most so many pixels long. */
export function pictureOf({ objectId, page, crop, pixels }: Plate, longest: number): string {
  const { width, height } = crop ?? pixels ?? { width: 1, height: 1 }
  const region = crop ? `${crop.x},${crop.y},${crop.width},${crop.height}` : 'full'
  const most = Math.min(longest, Math.max(width, height))
  return `/iiif/image/3/${objectId}${page > 1 ? `~${page}` : ''}/${region}/!${most},${most}/0/default.jpg`
}

/** Between two points of the picture, as shares of its sides. */
export function cropBetween(
  a: { x: number; y: number },
  b: { x: number; y: number },
  { width, height }: { width: number; height: number },
): Crop | null {
  const within = (share: number) => Math.min(1, Math.max(0, share))
  const [left, right] = [within(Math.min(a.x, b.x)), within(Math.max(a.x, b.x))]
  const [top, bottom] = [within(Math.min(a.y, b.y)), within(Math.max(a.y, b.y))]
  const [x, y] = [Math.round(left * width), Math.round(top * height)]
  const crop = { x, y, width: Math.round(right * width) - x, height: Math.round(bottom * height) - y }
  // A press is no drag.
  return crop.width < 10 || crop.height < 10 ? null : crop
}
