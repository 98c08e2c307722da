import { z } from 'zod'
import { MOST_ENTRIES } from './basket.ts'

const title = z.string().trim().min(1).max(200)
const note = z.string().max(5000)
const offset = z.int().min(0).max(100_000_000)

export const newBasket = z.strictObject({ title, note: note.default('') }).meta({ id: 'NewBasket' })
export type NewBasket = z.infer<typeof newBasket>

export const basketPatch = z
  .strictObject({ title: title.optional(), note: note.optional() })
  .meta({ id: 'BasketPatch' })
export type BasketPatch = z.infer<typeof basketPatch>

export const newEntry = z
  .strictObject({
    itemId: z.string().min(1).max(100),
    start: offset.optional(),
    end: offset.optional(),
    textRevision: z.int().min(1).optional(),
    note: note.default(''),
  })
  .refine(({ start, end }) => (start === undefined) === (end === undefined), { path: ['end'] })
  .meta({ id: 'NewBasketEntry' })
export type NewEntry = z.infer<typeof newEntry>

/** What was chosen one by one. */
export const newItems = z
  .strictObject({ itemIds: z.array(z.string().min(1).max(100)).min(1).max(MOST_ENTRIES) })
  .meta({ id: 'NewBasketItems', description: 'in the order wanted' })
export type NewItems = z.infer<typeof newItems>

export const entryPatch = z
  .strictObject({ note: note.optional(), place: z.int().min(0).max(MOST_ENTRIES).optional() })
  .meta({ id: 'BasketEntryPatch', description: 'place: among the entries, from 0; the others close up' })
export type EntryPatch = z.infer<typeof entryPatch>
export const entryOrder = z
  .strictObject({ ids: z.array(z.string().max(100)).max(2000) })
  .meta({ id: 'BasketOrder', description: 'every entry of the basket, once, in the order wanted' })
