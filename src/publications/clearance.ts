/** 授权: what of a volume may not be printed yet, chapter by chapter and picture by picture, and which document is missing. */
import { Fault } from '../faults.ts'
import { accessOf, type Item } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demand, mayRead } from '../policy.ts'
import { type Clock, instant } from '../ports/clock.ts'
import { noRights } from '../rights/right.ts'
import type { RightsStore } from '../rights/store.ts'
import { type GateFacts, type Missing, missingFor, missingText } from './gate.ts'
import type { PlateKind } from './plate.ts'
import type { ChapterStore, CountedVolume, PlateStore, PublicationStore } from './store.ts'

/** Where an item is used. */
export type ItemPlace = { kind: 'chapter'; id: string; title: string } | { kind: PlateKind; id: string; title: string }
export interface Uncleared {
  place: ItemPlace
  /** Without its title where this reader may not read it. */
  item: { id: string; title: string | null; referenceCode: string | null; accessionId: string }
  missing: Missing[]
}

/** Fault of every one: volume.not-found. */
export interface Clearance {
  /** In the order of the outline, then the pictures. */
  of(actor: Actor, volumeId: string): Promise<Uncleared[]>
  /** Of items that are about to be used. */
  ofItems(volumeId: string, itemIds: readonly string[], use: GateFacts['use']): Promise<Missing[]>
  /** `chapterId`: of this chapter and its 插图 only. Fault export.blocked, which names every document. */
  demand(volumeId: string, chapterId?: string): Promise<void>
}

/** Lines of a refusal that are told; the rest is counted. */
const MOST_LINES = 100

type Used = { place: ItemPlace; itemId: string; use: GateFacts['use']; chapterId: string | null }

export function createClearance(deps: {
  publications: Pick<PublicationStore, 'volume'>
  chapters: Pick<ChapterStore, 'ofVolume'>
  plates: Pick<PlateStore, 'ofVolume'>
  itemStore: Pick<ItemStore, 'getMany'>
  rights: Pick<RightsStore, 'ofItems' | 'consents'>
  clock: Clock
}): Clearance {
  async function volumeOf(id: string): Promise<CountedVolume> {
    const volume = await deps.publications.volume(id)
    if (!volume) throw new Fault('volume.not-found', { id })
    return volume
  }
  async function gateOf({ id, type }: CountedVolume, itemIds: readonly string[]) {
    const items = await deps.itemStore.getMany([...new Set(itemIds)])
    const known = new Map((await deps.rights.ofItems(items.map((one) => one.id))).map((one) => [one.itemId, one]))
    const consents = await deps.rights.consents([...new Set(items.map(({ accessionId }) => accessionId))])
    const edition = { volumeId: id, type, day: instant(deps.clock).slice(0, 10) }
    const missing = (item: Item, use: GateFacts['use']) =>
      missingFor(
        {
          access: item.deleted ? 'deleted' : accessOf(item),
          kind: item.kind,
          use,
          rights: known.get(item.id) ?? noRights(item.id),
          consents: consents.filter(
            ({ accessionId, itemIds: own }) => accessionId === item.accessionId && (own?.includes(item.id) ?? true),
          ),
        },
        edition,
      )
    return { items: new Map(items.map((one) => [one.id, one])), missing }
  }
  async function uses(volumeId: string): Promise<Used[]> {
    const used: Used[] = []
    for (const { id, title, itemIds } of await deps.chapters.ofVolume(volumeId))
      for (const itemId of itemIds)
        used.push({ place: { kind: 'chapter', id, title }, itemId, use: 'text', chapterId: id })
    for (const { id, kind, itemId, chapterId, caption } of (await deps.plates.ofVolume(volumeId)).plates)
      used.push({ place: { kind, id, title: caption?.text ?? '' }, itemId, use: 'picture', chapterId })
    return used
  }
  async function uncleared(volume: CountedVolume, some: readonly Used[], isShown: (item: Item) => boolean) {
    const gate = await gateOf(
      volume,
      some.map(({ itemId }) => itemId),
    )
    return some.flatMap(({ place, itemId, use }): Uncleared[] => {
      const item = gate.items.get(itemId)
      const missing = item ? gate.missing(item, use) : []
      if (!item || missing.length === 0) return []
      const { id, title, referenceCode, accessionId } = item
      return [{ place, item: { id, title: isShown(item) ? title : null, referenceCode, accessionId }, missing }]
    })
  }

  return {
    async of(actor, volumeId) {
      demand(actor, 'volume.compile')
      const volume = await volumeOf(volumeId)
      return uncleared(volume, await uses(volumeId), (item) => mayRead(actor, { id: item.id, access: accessOf(item) }))
    },
    async ofItems(volumeId, itemIds, use) {
      const { items, missing } = await gateOf(await volumeOf(volumeId), itemIds)
      return [...items.values()].flatMap((item) => missing(item, use))
    },
    async demand(volumeId, chapterId) {
      const volume = await volumeOf(volumeId)
      const all = await uses(volumeId)
      const some = chapterId === undefined ? all : all.filter((one) => one.chapterId === chapterId)
      // Whoever exports may read what is open and what is internal; of the rest its number is told.
      const blocks = await uncleared(
        volume,
        some,
        (item) => !item.deleted && ['open', 'internal'].includes(accessOf(item)),
      )
      if (blocks.length === 0) return
      const count = blocks.reduce((sum, { missing }) => sum + missing.length, 0)
      throw new Fault('export.blocked', {
        count,
        blocks: blockLines(blocks, 'zh-CN').slice(0, MOST_LINES).join('；'),
        blocksEn: blockLines(blocks, 'en').slice(0, MOST_LINES).join('; '),
      })
    },
  }
}

const placeNames = { chapter: ['篇', 'chapter'], plate: ['图版', 'plate'], figure: ['插图', 'figure'] } as const
/** 篇《渡船》所用 Y108-WS-1《渡口》：缺著作权授权书（出版） */
function blockLines(blocks: readonly Uncleared[], language: 'zh-CN' | 'en'): string[] {
  return blocks.flatMap(({ place, item, missing }) => {
    const named = [item.referenceCode, item.title && `《${item.title}》`].filter(Boolean).join('')
    const what = placeNames[place.kind][language === 'en' ? 1 : 0]
    const where = `${what}${place.title && `《${place.title}》`}`
    return missing.map((one) =>
      language === 'en'
        ? `${where}, ${named}: ${missingText(one, 'en')}`
        : `${where}所用${named}：缺${missingText(one, 'zh-CN')}`,
    )
  })
}
