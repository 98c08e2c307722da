/** What the index is to hold of items, made of their records as they are now. */
import type { NameList } from '../authorities/name-list.ts'
import { dayNumber } from '../hanzi/dates/dates.ts'
import { LAYOUT_VERSION, type Layout, NO_LAYOUT } from '../hanzi/layout/layout.ts'
import type { DigitalObject, Item } from '../items/item.ts'
import type { ItemStore, ObjectStore } from '../items/store.ts'
import type { IndexDocument, IndexRemoval } from '../ports/search-index.ts'
import type { Transact } from '../ports/transaction.ts'
import type { Dates } from '../settings/tables.ts'
import type { PresentText, TextStore } from '../texts/store.ts'
import { laidOut } from '../texts/text.ts'
import { namesOfItem } from './names.ts'
import { mentionsIn, namesOf, project } from './projection.ts'

export interface Documents {
  /** Of the items that are alive, in their order. */
  documents: IndexDocument[]
  /** Of those that are in the recycle bin. */
  removals: IndexRemoval[]
}

const LAYOUTS = 20
const OPEN = 3_652_425

/** Bounds for the index; an open side reaches 10,000 years. */
function daysOf(item: Item): { min: number; max: number } | null {
  const { start = null, end = null } = item.date ?? {}
  if (start === null && end === null) return null
  return { min: start === null ? -OPEN : dayNumber(start), max: end === null ? OPEN : dayNumber(end) }
}

export function createDocuments(deps: {
  objects: ObjectStore
  texts: TextStore
  transact: Transact<{ items: ItemStore; texts: TextStore }>
  dates: Dates
  names: () => Promise<NameList>
}): (of: readonly Item[]) => Promise<Documents> {
  /** Texts with their layout; what is not yet laid out by the present rules is, and kept. */
  async function laidOutTexts(of: readonly Item[]): Promise<(PresentText & { layout: Layout })[]> {
    const present = await deps.texts.present(of.map(({ id }) => id))
    const stale = present.filter(({ layoutVersion }) => layoutVersion !== LAYOUT_VERSION)
    if (stale.length > 0) {
      const pages = Map.groupBy(
        await deps.texts.presentPages(stale.map(({ itemId }) => itemId)),
        ({ itemId }) => itemId,
      )
      for (const row of stale) row.layout = laidOut(row.text, pages.get(row.itemId) ?? [])
      const made = stale.map(({ itemId, revision, layout }) => ({ itemId, revision, layout: layout! }))
      for (let i = 0; i < made.length; i += LAYOUTS)
        await deps.transact(async (tx) => {
          const batch = made.slice(i, i + LAYOUTS)
          // What has changed meanwhile, its pages perhaps, is laid out by the job that the change has left.
          const seqs = new Map(
            (await tx.items.getMany(batch.map(({ itemId }) => itemId))).map((now) => [now.id, now.indexSeq]),
          )
          const still = new Set(of.filter(({ id, indexSeq }) => seqs.get(id) === indexSeq).map(({ id }) => id))
          await tx.texts.setLayouts(
            LAYOUT_VERSION,
            batch.filter(({ itemId }) => still.has(itemId)),
          )
        })
    }
    return present as (PresentText & { layout: Layout })[]
  }

  return async (changed) => {
    const alive = changed.filter((item) => !item.deleted)
    const [dates, list] = [await deps.dates(), await deps.names()]
    const ids = alive.map((item) => item.id)
    const texts = new Map((await laidOutTexts(alive)).map((row) => [row.itemId, row]))
    const objects = Map.groupBy(await deps.objects.ofItems(ids), (object) => object.itemId) as Map<
      string,
      DigitalObject[]
    >
    return {
      documents: alive.map((item) => {
        const { text, layout } = texts.get(item.id) ?? { text: '', layout: NO_LAYOUT }
        return project(item, {
          text,
          layout,
          names: namesOf(item, objects.get(item.id) ?? []),
          named: namesOfItem(list, item, text, layout),
          days: daysOf(item),
          mentions: mentionsIn(text, dates),
        })
      }),
      removals: changed
        .filter((item) => item.deleted)
        .map((item) => ({ item: item.id, number: item.number, seq: item.indexSeq })),
    }
  }
}
