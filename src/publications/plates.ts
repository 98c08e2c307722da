/** 图版 and 插图 use-cases: pictures of the archive placed in a volume, by reference; two editors may move them at once. */
import { randomUUID } from 'node:crypto'
import type { AccessionStore } from '../accessions/store.ts'
import type { AuditStore } from '../audit/store.ts'
import { Fault } from '../faults.ts'
import type { DigitalObject, Item } from '../items/item.ts'
import { demandSeen, isInPart, type Seen } from '../items/item.ts'
import type { Items } from '../items/items.ts'
import type { ObjectStore } from '../items/store.ts'
import { type Actor, demand } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import { RENDER_VERSION, type RenderedImage } from '../ports/image-engine.ts'
import { said } from '../ports/patch.ts'
import type { Transact } from '../ports/transaction.ts'
import { type Content, textOf } from './content.ts'
import type { NewPlate, PlatePatch } from './input.ts'
import { nodesOf } from './outline.ts'
import {
  blockAfter,
  captionOf,
  creditOf,
  demandInside,
  inBookOrder,
  MOST_PLATES,
  movedBefore,
  type OwnWords,
  type Plate,
  type PlateKind,
  type Size,
} from './plate.ts'
import { type Fitness, fitnessOf, type PictureFacts } from './print-fitness.ts'
import type { ChapterStore, PlateStore, PublicationStore } from './store.ts'
import { demandUnprinted } from './volume.ts'

/** `text`: as printed; `made`: as the archive says now; changed: the archive says something else than when the editor wrote. */
export interface Words {
  text: string
  made: string
  isOwn: boolean
  isChanged: boolean
}
/** What it is made from. */
export interface PlateSource {
  item: Item
  pixels: Size
  facts: PictureFacts
  sha256: string
  credit: string
}
export interface PlateView extends Omit<Plate, 'caption' | 'credit'> {
  /** Within its kind, in the order of the book; 0: it is not in the book, its chapter is empty or gone. */
  number: number
  caption: Words
  credit: Words
  /** Of its item; null where that is not there any more, or not for this reader. */
  title: string | null
  referenceCode: string | null
  pixels: Size | null
  fitness: Fitness | null
}
export interface PlateList {
  /** Of the order. */
  revision: number
  items: PlateView[]
}

type Stores = { publications: PublicationStore; chapters: ChapterStore; plates: PlateStore }

/**
 * Faults of every one: volume.not-found or plate.not-found; of changes request.precondition, plate.stale, plate.order-stale (`present`: as it is now);
 * plate.place (a 插图 needs a chapter of this volume), plate.crop, plate.no-picture, plate.too-many; item.not-found.
 */
export interface Plates {
  list(actor: Actor, volumeId: string): Promise<PlateList>
  /** Those that are in the book, in its order, each behind the block that is there. */
  inBook(actor: Actor, volumeId: string): Promise<{ plate: PlateView; source: PlateSource | null }[]>
  add(actor: Actor, volumeId: string, input: NewPlate): Promise<PlateView>
  change(actor: Actor, id: string, patch: PlatePatch, seen: Seen): Promise<PlateView>
  /** `seen`: of the order. */
  place(actor: Actor, id: string, beforeId: string | null, seen: Seen): Promise<PlateList>
  remove(actor: Actor, id: string, seen: Seen): Promise<void>
}

/** 插图 stay behind their paragraph in the new version of a chapter. */
export async function keepFigures(plates: PlateStore, chapterId: string, before: Content, after: Content) {
  for (const figure of await plates.ofChapter(chapterId)) {
    const afterBlock = blockAfter(before, after, figure.afterBlock ?? 0)
    if (afterBlock !== figure.afterBlock) await plates.update({ ...figure, afterBlock })
  }
}

const wordsOf = (own: OwnWords | null, made: string): Words => ({
  text: own?.text ?? made,
  made,
  isOwn: own !== null,
  isChanged: own !== null && own.insteadOf !== made,
})

/** As printed below it. */
export const printedWords = ({ caption, credit }: Pick<PlateView, 'caption' | 'credit'>) => ({
  caption: caption.text,
  credit: credit.text,
})

export function createPlates(
  deps: Stores & {
    items: Pick<Items, 'get'>
    objects: Pick<ObjectStore, 'rendered'>
    accessions: Pick<AccessionStore, 'get'>
    transact: Transact<Stores & { audit: AuditStore }>
    clock: Clock
  },
): Plates {
  const { transact } = deps

  async function sourceOf(actor: Actor, { itemId, objectId, page }: Pick<Plate, 'itemId' | 'objectId' | 'page'>) {
    const { item, objects } = await deps.items.get(actor, itemId)
    const object = objects.find(({ id }) => id === objectId) as DigitalObject | undefined
    const rendered =
      object && ((await deps.objects.rendered(object.sha256, RENDER_VERSION)) as RenderedImage | undefined)
    const pixels = rendered?.pages.find((one) => one.page === page && isInPart(object!.part, page))
    if (!object || !rendered || !pixels) throw new Fault('plate.no-picture', { title: item.title })
    const { colour, bits = null, metadata } = rendered
    const contributor = (await deps.accessions.get(item.accessionId))?.contributor?.name ?? ''
    return {
      item,
      pixels: { width: pixels.width, height: pixels.height },
      facts: { colour, bits, filename: object.filename, device: metadata.device ?? null },
      sha256: object.sha256,
      credit: creditOf(item, contributor),
    }
  }
  async function readable(actor: Actor, plate: Plate): Promise<PlateSource | null> {
    try {
      return await sourceOf(actor, plate)
    } catch (error) {
      if (error instanceof Fault && error.kind !== 'internal') return null
      throw error
    }
  }
  async function withSource(actor: Actor, plate: Plate, number: number) {
    const source = await readable(actor, plate)
    const shown: PlateView = {
      ...plate,
      number,
      caption: wordsOf(plate.caption, source ? captionOf(source.item) : ''),
      credit: wordsOf(plate.credit, source?.credit ?? ''),
      title: source?.item.title ?? null,
      referenceCode: source?.item.referenceCode ?? null,
      pixels: source?.pixels ?? null,
      fitness: source && fitnessOf(plate.crop ?? source.pixels, plate.widthMm, source.facts),
    }
    return { plate: shown, source }
  }
  const view = async (actor: Actor, plate: Plate, number: number) => (await withSource(actor, plate, number)).plate
  async function blocksOf(volumeId: string): Promise<Map<string, number>> {
    const found = new Map<string, number>()
    for (const { node } of nodesOf(await deps.publications.outline(volumeId))) {
      if ('children' in node) continue
      const chapter = await deps.chapters.get(node.id)
      const version = chapter && (await deps.chapters.version(chapter.id, chapter.revision))
      if (version) found.set(node.id, textOf(version.content) === '' ? 0 : version.content.length)
    }
    return found
  }
  async function numbered(volumeId: string) {
    const { revision, plates } = await deps.plates.ofVolume(volumeId)
    const hasFigures = plates.some(({ kind }) => kind === 'figure')
    const ordered = inBookOrder(plates, hasFigures ? await blocksOf(volumeId) : new Map())
    const numbers = new Map(ordered.map(({ id, number }) => [id, number]))
    return { revision, plates, ordered, numberOf: (id: string) => numbers.get(id) ?? 0 }
  }
  async function list(actor: Actor, volumeId: string): Promise<PlateList> {
    demand(actor, 'volume.compile')
    if (!(await deps.publications.volume(volumeId))) throw new Fault('volume.not-found', { id: volumeId })
    const { revision, plates, numberOf } = await numbered(volumeId)
    return { revision, items: await Promise.all(plates.map((one) => view(actor, one, numberOf(one.id)))) }
  }
  const shown = async (actor: Actor, plate: Plate) =>
    view(actor, plate, (await numbered(plate.volumeId)).numberOf(plate.id))
  async function look(actor: Actor, id: string, from: Stores): Promise<Plate> {
    demand(actor, 'volume.compile')
    const plate = await from.plates.get(id)
    if (!plate) throw new Fault('plate.not-found', { id })
    return plate
  }
  /** Where a picture may stand. */
  async function placeOf(
    volumeId: string,
    { kind, chapterId, afterBlock }: { kind: PlateKind; chapterId: string | null; afterBlock: number | null },
    from: Stores,
  ) {
    if (kind === 'plate') return { kind, chapterId: null, afterBlock: null }
    const chapter = chapterId === null ? undefined : await from.chapters.get(chapterId)
    if (chapter?.volumeId !== volumeId) throw new Fault('plate.place')
    return { kind, chapterId, afterBlock: afterBlock ?? 0 }
  }
  const isStale = (seen: number | '*', revision: number) => seen !== '*' && seen !== revision
  /** What is shown is looked at when the transaction has ended: there is one connection. */
  const stale = async (actor: Actor, present: Plate) =>
    new Fault('plate.stale', { revision: present.revision }, { present: await shown(actor, present) })

  return {
    list: (actor, volumeId) => list(actor, volumeId),
    async inBook(actor, volumeId) {
      demand(actor, 'volume.compile')
      const { ordered } = await numbered(volumeId)
      return Promise.all(ordered.map((one) => withSource(actor, one, one.number)))
    },
    async add(actor, volumeId, input) {
      demand(actor, 'volume.compile')
      const { objects, item } = await deps.items.get(actor, input.itemId)
      const objectId = input.objectId ?? objects.find(({ width }) => width !== null)?.id
      if (!objectId) throw new Fault('plate.no-picture', { title: item.title })
      const { pixels } = await sourceOf(actor, { ...input, objectId })
      demandInside(input.crop, pixels)
      const made = await transact(async (tx) => {
        const volume = await tx.publications.volume(volumeId)
        if (!volume) throw new Fault('volume.not-found', { id: volumeId })
        demandUnprinted(volume)
        const { plates } = await tx.plates.ofVolume(volumeId)
        if (plates.length >= MOST_PLATES) throw new Fault('plate.too-many', { limit: MOST_PLATES })
        const plate: Plate = {
          id: randomUUID(),
          volumeId,
          ...(await placeOf(volumeId, input, tx)),
          itemId: input.itemId,
          objectId,
          page: input.page,
          crop: input.crop,
          // Between the margins of the page, where nobody says otherwise.
          widthMm: input.widthMm ?? Math.round(volume.trim.widthMm * 0.7),
          caption: null,
          credit: null,
          revision: 1,
          createdAt: instant(deps.clock),
        }
        await tx.plates.insert(plate)
        const details = { volumeId, itemId: plate.itemId, kind: plate.kind }
        await tx.audit.append({ actor, act: 'plate.add', subject: plate.id, details })
        return plate
      })
      return shown(actor, made)
    },
    async change(actor, id, { caption, credit, ...patch }, seen) {
      const before = await look(actor, id, deps)
      const source = await readable(actor, before)
      const own = (text: string | null | undefined, made: string, present: OwnWords | null) =>
        text === undefined ? present : text === null ? null : { text, insteadOf: made }
      const done = await transact(async (tx) => {
        const present = await look(actor, id, tx)
        const wanted: Plate = { ...present, ...said(patch) }
        const next: Plate = {
          ...wanted,
          ...(await placeOf(present.volumeId, wanted, tx)),
          caption: own(caption, source ? captionOf(source.item) : '', present.caption),
          credit: own(credit, source?.credit ?? '', present.credit),
        }
        if (source) demandInside(next.crop, source.pixels)
        demandSeen(seen)
        if (JSON.stringify(next) === JSON.stringify(present)) return { plate: present, isDone: true }
        if (isStale(seen, present.revision)) return { plate: present, isDone: false }
        const changed = { ...next, revision: present.revision + 1 }
        await tx.plates.update(changed)
        const fields = Object.keys(said).join(' ')
        await tx.audit.append({
          actor,
          act: 'plate.change',
          subject: id,
          details: { fields, revision: changed.revision },
        })
        return { plate: changed, isDone: true }
      })
      if (!done.isDone) throw await stale(actor, done.plate)
      return shown(actor, done.plate)
    },
    async place(actor, id, beforeId, seen) {
      const { volumeId } = await look(actor, id, deps)
      demandSeen(seen)
      const isDone = await transact(async (tx) => {
        const { revision, plates } = await tx.plates.ofVolume(volumeId)
        const ids = plates.map((one) => one.id)
        if (isStale(seen, revision) && beforeId !== null && !ids.includes(beforeId)) return false
        const next = movedBefore(ids, id, beforeId)
        if (String(next) === String(ids)) return true
        if (isStale(seen, revision)) return false
        await tx.plates.setOrder(volumeId, revision + 1, next)
        await tx.audit.append({ actor, act: 'plate.place', subject: id, details: { volumeId } })
        return true
      })
      const present = await list(actor, volumeId)
      if (!isDone) throw new Fault('plate.order-stale', { revision: present.revision }, { present })
      return present
    },
    async remove(actor, id, seen) {
      const kept = await transact(async (tx) => {
        const plate = await look(actor, id, tx)
        demandSeen(seen)
        if (isStale(seen, plate.revision)) return plate
        await tx.plates.delete(id, instant(deps.clock))
        const { volumeId, itemId } = plate
        await tx.audit.append({ actor, act: 'plate.remove', subject: id, details: { volumeId, itemId } })
        return null
      })
      if (kept) throw await stale(actor, kept)
    },
  }
}
