/** 出图, as a job: the pictures of an item's files. What rendering found is kept per blob, so the same bytes are rendered once. */
import { type Problem, problemOf } from '../faults.ts'
import type { DigitalObject, Item } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import type { Job } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/store.ts'
import type { Derivatives } from '../ports/derivatives.ts'
import { type ImageEngine, RENDER_VERSION, type RenderedImage } from '../ports/image-engine.ts'
import type { Log } from '../ports/log.ts'
import type { Originals } from '../ports/originals.ts'
import type { TextReader } from '../ports/text-reader.ts'
import type { Transact } from '../ports/transaction.ts'

type Stores = { items: ItemStore; objects: ObjectStore; jobs: JobQueue }

export type RenderItem = (job: Pick<Job, 'subject' | 'requestedBy'>) => Promise<void>

/** Pages of a PDF drawn in one call of the reader. */
const PDF_CHUNK = 8
const PDF_LONG_SIDE = 2400

export function createRenderItem(deps: {
  items: ItemStore
  objects: ObjectStore
  originals: Originals
  derivatives: Derivatives
  images: ImageEngine
  reader: Pick<TextReader, 'drawPages'>
  transact: Transact<Stores>
  maxPixels: number
  log: Log
}): RenderItem {
  const { objects, originals, derivatives, images, transact, maxPixels } = deps

  async function renderPdf(object: DigitalObject): Promise<RenderedImage> {
    const pages: RenderedImage['pages'] = []
    let total = 1
    for (let from = 1; from <= total; from += PDF_CHUNK) {
      const scratch = await derivatives.scratch()
      try {
        const source = {
          path: originals.path(object.sha256),
          scratch,
          from,
          to: from + PDF_CHUNK - 1,
          longSide: PDF_LONG_SIDE,
        }
        const drawn = await deps.reader.drawPages(source)
        total = drawn.total
        for (const { page, path } of drawn.pages) {
          const folder = `${path}.rendered`
          const { pages: made } = await images.render({ path, folder, maxPixels })
          await derivatives.adopt(object.sha256, folder, page)
          pages.push({ ...made[0]!, page })
        }
      } finally {
        await derivatives.discard(scratch)
      }
    }
    return { mediaType: object.mediaType, pages, metadata: {}, colour: 'srgb', orientation: 1, sha256: object.sha256 }
  }

  /** By checksum: two items with the same bytes wait for one rendering. */
  const making = new Map<string, Promise<RenderedImage>>()
  function rendered(object: DigitalObject): Promise<RenderedImage> {
    const { sha256 } = object
    const present = making.get(sha256) ?? renderedAnew(object).finally(() => making.delete(sha256))
    making.set(sha256, present)
    return present
  }
  async function renderedAnew(object: DigitalObject): Promise<RenderedImage> {
    const known = (await objects.rendered(object.sha256, RENDER_VERSION)) as RenderedImage | undefined
    if (known) return known
    const made =
      object.mediaType === 'application/pdf'
        ? await renderPdf(object)
        : await images.render({
            path: originals.path(object.sha256),
            folder: derivatives.folder(object.sha256),
            maxPixels,
          })
    if (made.sha256 !== object.sha256)
      deps.log.error({ object: object.id, sha256: object.sha256 }, 'an original has changed on disk')
    return made
  }

  return async (job) => {
    const item = await deps.items.get(job.subject)
    if (item?.render.state !== 'waiting') return
    const pictures = (await objects.ofItems([item.id])).filter(
      ({ mediaType }) => mediaType.startsWith('image/') || mediaType === 'application/pdf',
    )
    const made: { object: DigitalObject; image: RenderedImage }[] = []
    let problem: Problem | null = null
    for (const object of pictures) {
      try {
        made.push({ object, image: await rendered(object) })
      } catch (error) {
        const found = problemOf(error)
        if (!found || found.code.startsWith('storage.')) throw error
        problem ??= found
      }
    }
    await transact(async (tx) => {
      for (const { object, image } of made) {
        const [first] = image.pages
        await tx.objects.setRendered(object.sha256, RENDER_VERSION, image)
        if (first)
          await tx.objects.setPixels(object.id, { width: first.width, height: first.height, pages: image.pages.length })
      }
      await tx.items.setStage(item.id, 'render', { state: problem ? 'failed' : 'done', problem })
      const caption = captionOf(item, made)
      if (caption) await tx.items.setCaption(item.id, caption)
      await tx.items.touch(item.id)
      await tx.jobs.add({ kind: 'index', subject: item.id, requestedBy: job.requestedBy })
    })
  }
}

/** What the file says of itself becomes the caption where people have said nothing. */
function captionOf(item: Item, made: { image: RenderedImage }[]): string | null {
  if (item.caption !== null) return null
  const { caption, title } = made[0]?.image.metadata ?? {}
  return caption?.trim() || title?.trim() || null
}
