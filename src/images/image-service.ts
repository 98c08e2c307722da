/** IIIF Image API 3.0, level 2, of every page that was rendered: stored tiles and thumbnails as they are, everything else made in a child. */
import { Fault } from '../faults.ts'
import { isInPart } from '../items/item.ts'
import type { Items } from '../items/items.ts'
import type { Actor } from '../policy.ts'
import type { Derivatives } from '../ports/derivatives.ts'
import type { ImageCutter } from '../ports/image-cutter.ts'
import { thumbnailSizes } from '../ports/image-engine.ts'
import { isForAll, tagOf } from './files.ts'
import {
  type ImageRequest,
  largest,
  readImageRequest,
  readServiceId,
  type Size,
  type Written,
  within,
} from './iiif-request.ts'
import { jpegSize } from './jpeg-size.ts'
import { cutOf, isPlain, storedTile } from './levels.ts'
import { createMaking } from './making.ts'

/** Part of every tag; raise it when pictures that are made on request come out otherwise. */
const VERSION = 1
const MIB = 1 << 20
const LARGEST_ANSWER = 64 * MIB
/** What slow readers may make the process hold: larger answers count until they have been read. */
const LARGE = MIB
const MOST_HELD = 192 * MIB
/** Image requests that are remembered as they were read. */
const MOST_REQUESTS = 5000

export interface ShownImage extends Size {
  /** Pixels of a tile's side. */
  tile: number
  /** 1, 2, 4 …: how much smaller each level is. */
  scaleFactors: number[]
  /** Of the whole image, small to large: what is there already. */
  sizes: Size[]
  tag: string
  isPublic: boolean
}

export interface AskedPicture {
  request: ImageRequest
  tag: string
  isPublic: boolean
  /**
   * `untilSent` hears what to call when nothing more is done with the bytes, and only then: their memory is used again. With false where they may
   * still be under way. Faults image.*.
   */
  data(untilSent: (release: (isSent: boolean) => void) => void): Promise<Buffer>
}

export interface ImageService {
  /** `id` as `serviceId` writes it. Faults object.not-found, object.no-thumbnail, image.derivative-damaged. */
  describe(actor: Actor, id: string): Promise<ShownImage>
  /** As `describe`; and image.request. */
  picture(actor: Actor, id: string, written: Written): Promise<AskedPicture>
}

export function createImageService(deps: {
  items: Pick<Items, 'object'>
  derivatives: Pick<Derivatives, 'pyramid' | 'tile' | 'thumbnail'>
  cutter: Pick<ImageCutter, 'cut'>
  anonymousReading: boolean
  /** Memory for pictures that were made on request. */
  cacheBytes: number
}): ImageService {
  const { derivatives } = deps
  const make = createMaking(deps.cutter, deps.cacheBytes)
  let held = 0

  /** Viewers ask for the same tiles of pictures of one size again and again: a request is read once. */
  const requests = new Map<string, ImageRequest>()
  function read(written: Written, image: Size): ImageRequest {
    const { region, size, rotation, output } = written
    const key = `${region}/${size}/${rotation}/${output} ${image.width},${image.height}`
    const known = requests.get(key)
    if (known) return known
    const request = readImageRequest(written, image)
    if (requests.size >= MOST_REQUESTS) requests.clear()
    requests.set(key, Object.freeze(request))
    return request
  }

  async function found(actor: Actor, id: string) {
    const { objectId, page } = readServiceId(id)
    const { object, item } = await deps.items.object(actor, objectId, 'see')
    const pyramid = isInPart(object.part, page) && (await derivatives.pyramid(object.sha256, page))
    if (!pyramid) throw new Fault('object.no-thumbnail')
    const tag = `${tagOf(object.sha256, page)}-i${VERSION}`
    return { sha256: object.sha256, page, pyramid, tag, isPublic: isForAll(item, deps.anonymousReading) }
  }

  /** A thumbnail that is this picture to the pixel. */
  async function storedWhole(sha256: string, page: number, { region, size }: ImageRequest): Promise<Buffer | null> {
    for (const longest of thumbnailSizes) {
      const near = within(region, longest)
      if (Math.abs(near.width - size.width) > 1 || Math.abs(near.height - size.height) > 1) continue
      const data = await derivatives.thumbnail(sha256, page, longest)
      const own = data && jpegSize(data)
      if (own && own.width === size.width && own.height === size.height) return data
    }
    return null
  }

  return {
    async describe(actor, id) {
      const { pyramid, tag, isPublic } = await found(actor, id)
      const { width, height } = pyramid.levels[0]!
      const most = largest({ width, height })
      const sizes = thumbnailSizes
        .map((longest) => within({ width, height }, longest))
        .filter((size) => size.width < most.width)
        .reverse()
      const { tile, levels } = pyramid
      return { width, height, tile, scaleFactors: levels.map((_, i) => 2 ** i), sizes, tag, isPublic }
    },
    async picture(actor, id, written) {
      const { sha256, page, pyramid, tag, isPublic } = await found(actor, id)
      const request = read(written, pyramid.levels[0]!)
      return {
        request,
        tag,
        isPublic,
        async data(untilSent) {
          const place = storedTile(request, pyramid)
          if (place) {
            const { data, release } = await derivatives.tile(sha256, page, place)
            if (release) untilSent((isSent) => isSent && release())
            return data
          }
          const isWhole = request.canonical.startsWith('full/') && isPlain(request)
          const stored = isWhole ? await storedWhole(sha256, page, request) : null
          if (stored) return stored
          if (held >= MOST_HELD) throw new Fault('image.busy')
          const { size, isMirrored, rotation, quality, format } = request
          const how = { size, isMirrored, rotation, quality, format, limit: LARGEST_ANSWER }
          const key = `${sha256}/${page}/${request.canonical}`
          const data = await make(actor.id ?? actor.address, key, {
            path: pyramid.path,
            ...cutOf(request, pyramid),
            ...how,
          })
          if (data.length > LARGE) {
            held += data.length
            untilSent(() => {
              held -= data.length
            })
          }
          return data
        },
      }
    },
  }
}
