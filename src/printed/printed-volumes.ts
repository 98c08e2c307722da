/** 已刊的辑 use-cases: what stands in a printed volume, as far as the caller may read it. */
import { Fault } from '../faults.ts'
import { accessOf, type Item } from '../items/item.ts'
import type { ItemStore } from '../items/store.ts'
import { type Actor, demand, mayRead } from '../policy.ts'
import type { CountedVolume, PublicationStore } from '../publications/store.ts'
import type { PrintedStore, StoredPart } from './store.ts'

export type PieceView = StoredPart & {
  /** null: not there any more, or not for this reader. */
  item: Pick<Item, 'id' | 'title' | 'charCount' | 'kind' | 'access'> | null
}

export interface PrintedVolumes {
  /** In the order of the book; none where it is not printed. Fault volume.not-found. */
  pieces(actor: Actor, volumeId: string): Promise<{ volume: CountedVolume; pieces: PieceView[] }>
}

export function createPrintedVolumes(deps: {
  printed: Pick<PrintedStore, 'parts'>
  publications: Pick<PublicationStore, 'volume'>
  items: Pick<ItemStore, 'getMany'>
}): PrintedVolumes {
  return {
    async pieces(actor, volumeId) {
      demand(actor, 'printed.read')
      const volume = await deps.publications.volume(volumeId)
      if (!volume) throw new Fault('volume.not-found', { id: volumeId })
      const parts = await deps.printed.parts(volumeId)
      const items = new Map(
        (await deps.items.getMany(parts.map(({ itemId }) => itemId))).map((item) => [item.id, item]),
      )
      const pieces = parts.map((part): PieceView => {
        const item = items.get(part.itemId)
        const isShown = item && !item.deleted && mayRead(actor, { id: item.id, access: accessOf(item) })
        return { ...part, item: isShown ? item : null }
      })
      return { volume, pieces }
    },
  }
}
