/** 选材篮: what a reader sets aside while searching, in an order of their own. */
import type { Cited } from '../citations/citation.ts'
import type { Item } from '../items/item.ts'

export interface Basket {
  id: string
  ownerId: string
  title: string
  note: string
  createdAt: string
  updatedAt: string
}

/** A passage, or a whole item (`range` null). Only where it stands is kept: what it says is read when it is shown, by whoever may read it then. */
export interface BasketEntry {
  id: string
  basketId: string
  itemId: string
  /** The text version the offsets are of; null: a whole item. */
  textRevision: number | null
  /** UTF-16 offsets. */
  range: { start: number; end: number } | null
  note: string
  /** Place in the basket, from 0. */
  order: number
  createdAt: string
}

export interface EntryView {
  entry: BasketEntry
  /** Null where the item, or that version of its text, is not there for this reader any more. */
  shown: { item: Item; cited: Cited } | null
}

export const MOST_BASKETS = 200
export const MOST_ENTRIES = 2000
