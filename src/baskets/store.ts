import type { Basket, BasketEntry } from './basket.ts'

export interface Counted extends Basket {
  entries: number
}

export interface BasketStore {
  /** Latest changed first. */
  ofOwner(ownerId: string): Promise<Counted[]>
  get(id: string): Promise<Basket | undefined>
  insert(basket: Basket): Promise<void>
  update(id: string, changes: Partial<Pick<Basket, 'title' | 'note'>> & { updatedAt: string }): Promise<void>
  /** With its entries. */
  delete(id: string): Promise<void>
  /** All of them, in their order. */
  entries(basketId: string): Promise<BasketEntry[]>
  insertEntries(entries: readonly BasketEntry[]): Promise<void>
  /** False where there is none. */
  setNote(basketId: string, entryId: string, note: string): Promise<boolean>
  deleteEntry(basketId: string, entryId: string): Promise<boolean>
  setOrder(basketId: string, ids: readonly string[]): Promise<void>
}
