/** What a volume consists of for those who settle it: as last printed, or, before that, as it is now. */
import { Fault } from '../../faults.ts'
import { system } from '../../policy.ts'
import { chapterIds } from '../outline.ts'
import type { Plates } from '../plates.ts'
import type { ChapterStore, PublicationStore } from '../store.ts'
import type { Imprint, VolumeType } from '../volume.ts'
import { volumeName } from '../volume.ts'
import type { PrintingStore } from './printing-store.ts'

export interface BookContentsView {
  name: string
  type: VolumeType
  imprint: Imprint
  /** 第几次印刷; null: not printed yet. */
  printing: number | null
  /** Of all printings; null: not printed yet. */
  printRun: number | null
  hasLayout: boolean
  /** In the order of the book. */
  chapters: {
    id: string
    title: string
    byline: string
    chars: number
    /** 版面字数 as printed. */
    layoutChars: number | null
    itemIds: string[]
  }[]
  plates: { id: string; title: string; itemId: string }[]
}
/** Who asks has seen to it that the caller may. Fault volume.not-found. */
export type BookContents = (volumeId: string) => Promise<BookContentsView>

export const createBookContents =
  (deps: {
    publications: PublicationStore
    chapters: ChapterStore
    printings: PrintingStore
    pictured: Pick<Plates, 'inBook'>
  }): BookContents =>
  async (volumeId) => {
    const volume = await deps.publications.volume(volumeId)
    if (!volume) throw new Fault('volume.not-found', { id: volumeId })
    const printings = await deps.printings.ofVolume(volumeId)
    const last = printings.at(-1)
    const layout = new Map(
      printings.findLast(({ layoutChars }) => layoutChars.length)?.layoutChars.map((one) => [one.chapterId, one.chars]),
    )
    const lines = new Map((await deps.chapters.ofVolume(volumeId)).map((line) => [line.id, line]))
    const present = chapterIds(await deps.publications.outline(volumeId)).flatMap((id) => lines.get(id) ?? [])
    const plates = last ? last.text.plates : (await deps.pictured.inBook(system, volumeId)).map(({ plate }) => plate)
    return {
      name: volumeName(volume),
      type: volume.type,
      imprint: volume.imprint,
      printing: last?.number ?? null,
      printRun: last ? printings.reduce((sum, { printRun }) => sum + printRun, 0) : null,
      hasLayout: layout.size > 0,
      chapters: (last?.text.chapters ?? present).map(({ id, title, byline, chars }) => ({
        ...{ id, title, byline, chars },
        layoutChars: layout.get(id) ?? null,
        itemIds: lines.get(id)?.itemIds ?? [],
      })),
      plates: plates.map(({ id, kind, number, itemId }) => ({
        ...{ id, itemId },
        title: `${kind === 'plate' ? '图版' : '插图'} ${number}`,
      })),
    }
  }
