/** Reading bytes and pictures, each after one question to the policy. */
import type { Readable } from 'node:stream'
import { Fault } from '../faults.ts'
import { type DigitalObject, type Item, isInPart } from '../items/item.ts'
import type { Items } from '../items/items.ts'
import type { Actor } from '../policy.ts'
import type { Derivatives } from '../ports/derivatives.ts'
import { RENDER_VERSION, type ThumbnailSize } from '../ports/image-engine.ts'
import type { Originals } from '../ports/originals.ts'

export interface Picture {
  data: Buffer
  tag: string
  isPublic: boolean
}

/** `<sha256>-<render version>`, and the page where it is not the first. */
export const tagOf = (sha256: string, page: number): string =>
  `${sha256}-${RENDER_VERSION}${page === 1 ? '' : `-${page}`}`

/** Anybody may read it: shared caches may keep it. */
export const isForAll = (item: Item, anonymousReading: boolean): boolean =>
  anonymousReading && item.access === 'open' && !item.withdrawn && !item.deleted

export interface Files {
  /** Faults object.not-found, act.forbidden; `open` object.damaged. */
  content(
    actor: Actor,
    objectId: string,
  ): Promise<{ object: DigitalObject; open: (start: number, end: number) => Promise<Readable> }>
  /** Faults object.not-found, object.no-thumbnail. */
  thumbnail(actor: Actor, objectId: string, page: number, size: ThumbnailSize): Promise<Picture>
  firstThumbnail(actor: Actor, itemId: string): Promise<Picture>
}

export function createFiles(deps: {
  items: Pick<Items, 'object' | 'get'>
  originals: Originals
  derivatives: Derivatives
  anonymousReading: boolean
}): Files {
  async function pictureOf(object: DigitalObject, item: Item, page: number, size: ThumbnailSize): Promise<Picture> {
    const data = isInPart(object.part, page) && (await deps.derivatives.thumbnail(object.sha256, page, size))
    if (!data) throw new Fault('object.no-thumbnail')
    return { data, tag: tagOf(object.sha256, page), isPublic: isForAll(item, deps.anonymousReading) }
  }
  return {
    async content(actor, objectId) {
      const { object } = await deps.items.object(actor, objectId, 'download')
      return {
        object,
        open: (start, end) => deps.originals.open(object.sha256, { size: object.size, start, end }),
      }
    },
    async thumbnail(actor, objectId, page, size) {
      const { object, item } = await deps.items.object(actor, objectId, 'see')
      return pictureOf(object, item, page, size)
    },
    async firstThumbnail(actor, itemId) {
      const { item, objects } = await deps.items.get(actor, itemId)
      const pictured = objects.find((object) => object.width !== null)
      if (!pictured) throw new Fault('object.no-thumbnail')
      return pictureOf(pictured, item, pictured.part?.from ?? 1, 600)
    },
  }
}
