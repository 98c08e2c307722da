/** An item as standard viewers are shown it. */
import { Fault } from '../faults.ts'
import { type Item, isInPart } from '../items/item.ts'
import type { Items } from '../items/items.ts'
import type { ObjectStore } from '../items/store.ts'
import type { Actor } from '../policy.ts'
import { RENDER_VERSION, type RenderedImage } from '../ports/image-engine.ts'
import type { TextStore } from '../texts/store.ts'
import type { Texts } from '../texts/texts.ts'
import { type Canvas, canvasesOf } from './canvases.ts'
import { isForAll } from './files.ts'

export interface Presented {
  item: Item
  canvases: Canvas[]
  /** Or ''. */
  officeName: string
  isPublic: boolean
}

export interface Presentations {
  /** Faults item.not-found; item.no-pages: there is neither picture nor text. */
  present(actor: Actor, itemId: string): Promise<Presented>
  /** The text that stands on a canvas. Faults as `present`; item.no-text. */
  transcription(actor: Actor, itemId: string, key: string): Promise<{ text: string; isPublic: boolean }>
}

export function createPresentations(deps: {
  items: Pick<Items, 'get'>
  objects: Pick<ObjectStore, 'rendered'>
  texts: Pick<Texts, 'get'>
  pages: Pick<TextStore, 'pages'>
  officeName: () => Promise<string>
  anonymousReading: boolean
}): Presentations {
  async function present(actor: Actor, itemId: string): Promise<Presented> {
    const { item, objects } = await deps.items.get(actor, itemId)
    const pictured = await Promise.all(
      objects.map(async ({ id, sha256, width, part }) => {
        const rendered = width === null ? undefined : await deps.objects.rendered(sha256, RENDER_VERSION)
        const pages = (rendered as RenderedImage | undefined)?.pages ?? []
        return { id, pages: pages.filter(({ page }) => isInPart(part, page)) }
      }),
    )
    const pages = item.textRevision === null ? null : await deps.pages.pages(itemId, item.textRevision)
    const canvases = canvasesOf(pictured, pages)
    if (canvases.length === 0) throw new Fault('item.no-pages', { id: itemId })
    return { item, canvases, officeName: await deps.officeName(), isPublic: isForAll(item, deps.anonymousReading) }
  }
  return {
    present,
    async transcription(actor, itemId, key) {
      const { item, canvases, isPublic } = await present(actor, itemId)
      const canvas = canvases.find((one) => one.key === key)
      if (!canvas || canvas.textPages.length === 0) throw new Fault('item.no-text', { id: itemId })
      const { text, pages } = await deps.texts.get(actor, itemId, item.textRevision)
      const own = pages.filter(({ number }) => canvas.textPages.includes(number))
      return { text: own.length ? own.map(({ start, end }) => text.slice(start, end)).join('') : text, isPublic }
    },
  }
}
