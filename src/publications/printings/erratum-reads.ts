/** What the errata of one question are looked for in: each row is read once, however many of them ask for it. */
import type { Actor } from '../../policy.ts'
import type { Texts } from '../../texts/texts.ts'
import type { Plates } from '../plates.ts'
import type { ChapterStore, PublicationStore } from '../store.ts'
import { volumeName } from '../volume.ts'
import type { PrintingStore } from './printing-store.ts'

export interface ReadFrom {
  publications: Pick<PublicationStore, 'volume'>
  chapters: Pick<ChapterStore, 'get' | 'version'>
  pictured: Pick<Plates, 'list'>
  printings: Pick<PrintingStore, 'get' | 'ofVolume' | 'pages'>
  texts: Pick<Texts, 'get' | 'versions'>
}

/** `load` is asked once for each key, also where nothing is found. */
function once<Value>(load: (...key: string[]) => Promise<Value>): (...key: string[]) => Promise<Value> {
  const known = new Map<string, Promise<Value>>()
  return (...key) => {
    const of = key.join(' ')
    const value = known.get(of) ?? load(...key)
    known.set(of, value)
    return value
  }
}

/** As `actor` reads. For one question: what is changed meanwhile is not seen. */
export function erratumReads({ publications, chapters, pictured, printings, texts }: ReadFrom, actor: Actor) {
  const version = once((id, revision) => chapters.version(id!, Number(revision)))
  const text = once(async (itemId, revision) => (await texts.get(actor, itemId!, Number(revision))).text)
  return {
    /** '' of one that is gone. */
    volumeName: once(async (id) => {
      const volume = await publications.volume(id!)
      return volume ? volumeName(volume) : ''
    }),
    printing: once((id) => printings.get(id!)),
    printingsOf: once((volumeId) => printings.ofVolume(volumeId!)),
    pages: once(async (printingId) => (await printings.pages(printingId!)) ?? []),
    chapter: once((id) => chapters.get(id!)),
    version: (id: string, revision: number) => version(id, String(revision)),
    plates: once(async (volumeId) => (await pictured.list(actor, volumeId!)).items),
    /** Faults of Texts.get. */
    text: (itemId: string, revision: number) => text(itemId, String(revision)),
    /** Of an item's texts. Faults of Texts.versions. */
    revisions: once(async (itemId) =>
      (await texts.versions(actor, itemId!, { page: 1, size: 200 })).items.map(({ revision }) => revision),
    ),
  }
}
export type ErratumReads = ReturnType<typeof erratumReads>
