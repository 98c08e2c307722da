/** What of each item is in which volume, read from the chapters as they are now; what was read of an item holds until it or a chapter of it changes. */
import type { Item } from '../items/item.ts'
import type { TextStore } from '../texts/store.ts'
import { layoutOf } from '../texts/text.ts'
import { partsThrough, stepsBetween } from './follow.ts'
import type { ChapterStore, SourceUse } from './store.ts'
import type { Range } from './tracing.ts'
import { measuredUse, readableOf, stateOfUse, type Use, type UseState } from './use.ts'

export interface ItemUsage extends Use {
  state: UseState
  /** The characters of it that are in each volume. */
  volumes: { volumeId: string; used: number }[]
}
type Used = Pick<Item, 'id' | 'textRevision' | 'title' | 'creators' | 'charCount'>

/** Who asks has seen to it that the caller may read the items. An item no chapter is based on: 0 of its 字数, nothing is told as left. */
export interface Usage {
  of(items: readonly Used[]): Promise<Map<string, ItemUsage>>
  /** Items that a chapter is based on. */
  usedItems(): Promise<string[]>
}

const nothing = { state: 'unused', used: 0, left: [], volumes: [] } satisfies Omit<ItemUsage, 'total'>
const MOST_REMEMBERED = 20_000

export function createUsage(deps: {
  chapters: Pick<ChapterStore, 'sourceUses' | 'version'>
  texts: Pick<TextStore, 'get' | 'present' | 'versions'>
}): Usage {
  const remembered = new Map<string, { stamp: string; usage: ItemUsage }>()

  /** From the stated version of an item's text to the present one. */
  async function stepsFrom(itemId: string, stated: number, present: number) {
    if (stated === present) return []
    const revisions = (await deps.texts.versions(itemId)).map(({ revision }) => revision).sort((a, b) => a - b)
    const wanted = revisions.filter((revision) => revision >= stated && revision <= present)
    const versions = await Promise.all(wanted.map((revision) => deps.texts.get(itemId, revision)))
    return stepsBetween(versions.flatMap((version) => version?.text ?? []))
  }
  async function compute({ id, title, creators }: Used, uses: readonly SourceUse[]): Promise<ItemUsage> {
    const [present] = await deps.texts.present([id])
    if (!present) return { ...nothing, total: 0 }
    const stretches: (Range & { volumeId: string })[] = []
    for (const { chapterId, revision, volumeId } of new Map(uses.map((one) => [one.chapterId, one])).values()) {
      const version = await deps.chapters.version(chapterId, revision)
      for (const [source, { itemId, textRevision }] of version?.basedOn.entries() ?? []) {
        if (itemId !== id) continue
        const steps = await stepsFrom(id, textRevision, present.revision)
        for (const run of version!.origins)
          if (run.source === source)
            for (const part of partsThrough(steps, { start: run.from, end: run.from + run.length }))
              stretches.push({ ...part, volumeId })
      }
    }
    const head = [title, creators.join('　'), ...creators, ...uses.flatMap((use) => [use.title, use.byline])]
    const readable = readableOf(present.text, layoutOf(present), head)
    const volumes = [...Map.groupBy(stretches, ({ volumeId }) => volumeId)].map(([volumeId, own]) => ({
      volumeId,
      used: measuredUse(present.text, readable, own).used,
    }))
    const use = measuredUse(present.text, readable, stretches)
    return { state: stateOfUse(use), ...use, volumes }
  }

  return {
    async of(items) {
      const byItem = Map.groupBy(await deps.chapters.sourceUses(items.map(({ id }) => id)), ({ itemId }) => itemId)
      const found = new Map<string, ItemUsage>()
      for (const item of items) {
        const { id, textRevision, title, creators, charCount } = item
        const uses = byItem.get(id)
        if (!uses) {
          found.set(id, { ...nothing, total: charCount })
          continue
        }
        const stamp = JSON.stringify([textRevision, title, creators, uses])
        const known = remembered.get(id)
        const usage = known?.stamp === stamp ? known.usage : await compute(item, uses)
        remembered.delete(id)
        remembered.set(id, { stamp, usage })
        if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!)
        found.set(id, usage)
      }
      return found
    },
    usedItems: async () => [...new Set((await deps.chapters.sourceUses(null)).map(({ itemId }) => itemId))],
  }
}
