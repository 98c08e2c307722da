/** What a volume consists of for those who settle it: as last printed, or, before that, as it is now. */
import { Fault } from '../../faults.ts'
import { system } from '../../policy.ts'
import { chaptersInOrder } from '../outline.ts'
import { plateName } from '../plate.ts'
import type { Plates } from '../plates.ts'
import type { ChapterLine, ChapterStore, PublicationStore } from '../store.ts'
import type { Imprint, VolumeType } from '../volume.ts'
import { volumeName } from '../volume.ts'
import type { PrintedChapter } from './printing.ts'
import type { PrintingStore } from './printing-store.ts'

export interface BookContentsView {
  name: string
  type: VolumeType
  imprint: Imprint
  /** 第几次印刷; null: not printed yet. */
  printing: number | null
  /** Of all printings; null: not printed yet. */
  printRun: number | null
  /** 版面字数 of some of them are known. */
  hasLayout: boolean
  /** In the order of the book. */
  chapters: {
    id: string
    title: string
    byline: string
    chars: number
    /** 版面字数 as printed; null: of this text nobody knows them. */
    layoutChars: number | null
    /** What it is made of, as printed. */
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
    const all = await deps.chapters.ofVolume(volumeId)
    const lines = new Map(all.map((line) => [line.id, line]))
    const present = chaptersInOrder(await deps.publications.outline(volumeId), all)
    const unprinted = ({ id, title, byline, chars, itemIds }: ChapterLine) => ({
      ...{ id, title, byline, chars, itemIds },
      layoutChars: null,
    })
    const printed = async ({ id, revision, title, byline, chars }: PrintedChapter) => {
      // An impression of the same text, of which no file was kept, has the pages of the one before.
      const set = printings.findLast(
        ({ text, layoutChars }) =>
          layoutChars.some((one) => one.chapterId === id) &&
          text.chapters.some((one) => one.id === id && one.revision === revision),
      )
      const line = lines.get(id)
      const based = line?.revision === revision ? line : await deps.chapters.version(id, revision)
      const itemIds = !based ? [] : 'itemIds' in based ? based.itemIds : based.basedOn.map(({ itemId }) => itemId)
      const layoutChars = set?.layoutChars.find((one) => one.chapterId === id)?.chars ?? null
      return { id, title, byline, chars, layoutChars, itemIds: [...new Set(itemIds)] }
    }
    const plates = last ? last.text.plates : (await deps.pictured.inBook(system, volumeId)).map(({ plate }) => plate)
    const chapters = last ? await Promise.all(last.text.chapters.map(printed)) : present.map(unprinted)
    return {
      name: volumeName(volume),
      type: volume.type,
      imprint: volume.imprint,
      printing: last?.number ?? null,
      printRun: last ? printings.reduce((sum, { printRun }) => sum + printRun, 0) : null,
      hasLayout: chapters.some(({ layoutChars }) => layoutChars !== null),
      chapters,
      plates: plates.map(({ id, kind, number, itemId }) => ({
        ...{ id, itemId },
        title: plateName(kind, number),
      })),
    }
  }
