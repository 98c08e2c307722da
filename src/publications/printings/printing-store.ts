/** 印次 and 勘误 as the features need them stored. */
import type { Erratum, Kept } from './erratum.ts'
import type { PageStart, Printing } from './printing.ts'

export interface PrintingStore {
  get(id: string): Promise<Printing | undefined>
  /** Oldest first. */
  ofVolume(volumeId: string): Promise<Printing[]>
  /** 印数 of all printings; null: not printed yet. */
  printRun(volumeId: string): Promise<number | null>
  /** `itemIds`: what it is made of, texts and pictures. */
  insert(printing: Printing, itemIds: readonly string[]): Promise<void>
  /** Null: not looked for yet, or never. */
  pages(id: string): Promise<PageStart[] | null>
  setPages(id: string, pages: readonly PageStart[]): Promise<void>
  /** Printed versions that are based on an item, whatever became of their chapters since. */
  printedOf(itemId: string): Promise<{ printingId: string; chapterId: string; revision: number }[]>
  itemsOf(id: string): Promise<string[]>
  /** Printings that have a picture of an item. */
  picturing(itemId: string): Promise<string[]>
}

export interface ErratumStore {
  get(id: string): Promise<Erratum | undefined>
  /** Oldest first; of all volumes. */
  list(): Promise<Erratum[]>
  insert(erratum: Erratum): Promise<void>
  setWithdrawn(id: string, withdrawn: Erratum['withdrawn']): Promise<void>
  /** By part: a chapter or a plate of a volume. */
  kept(erratumId: string): Promise<Map<string, Kept>>
  /** Null: open again. */
  keep(erratumId: string, partId: string, kept: Kept | null): Promise<void>
}
