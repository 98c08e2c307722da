/** The pictures of a book, made for print: what is placed of them, at the pixels their place needs, sRGB or grey. */
import { Fault } from '../faults.ts'
import type { Derivatives } from '../ports/derivatives.ts'
import type { Cut, ImageCutter } from '../ports/image-cutter.ts'
import type { BookPlate } from './book.ts'
import type { PlateSource, PlateView } from './plates.ts'
import { fitnessOf, MM_PER_INCH, printedSize } from './print-fitness.ts'

export type MakePicture = (
  plate: Pick<PlateView, 'crop' | 'widthMm' | 'page'>,
  source: PlateSource,
) => Promise<Pick<BookPlate, 'image' | 'placed'>>

const LARGEST = 64 * (1 << 20)

/** `levelOf`: the level of a pyramid that has pixels enough, and the region in its pixels. */
export function createPlatePictures(deps: {
  derivatives: Pick<Derivatives, 'pyramid'>
  cutter: Pick<ImageCutter, 'cut'>
  levelOf: (
    request: Pick<Cut, 'region' | 'size'>,
    pyramid: NonNullable<Awaited<ReturnType<Derivatives['pyramid']>>>,
  ) => Pick<Cut, 'level' | 'region'>
}): MakePicture {
  return async ({ crop, widthMm, page }, { pixels, facts, sha256 }) => {
    const pyramid = await deps.derivatives.pyramid(sha256, page)
    if (!pyramid) throw new Fault('object.no-thumbnail')
    const region = crop ?? { x: 0, y: 0, ...pixels }
    const size = printedSize(region, widthMm, facts)
    const { colour, heightMm } = fitnessOf(region, widthMm, facts)
    const bytes = await deps.cutter.cut({
      path: pyramid.path,
      ...deps.levelOf({ region, size }, pyramid),
      size,
      isMirrored: false,
      rotation: 0,
      quality: colour === 'grey' ? 'gray' : 'default',
      format: 'jpg',
      dpi: Math.round((size.width / widthMm) * MM_PER_INCH),
      limit: LARGEST,
    })
    return {
      image: { bytes, mediaType: 'image/jpeg', widthPx: size.width, heightPx: size.height },
      placed: { widthMm, heightMm },
    }
  }
}
