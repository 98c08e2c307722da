/** Baskets and their entries in archive.db. */
import { type Selectable, sql } from 'kysely'
import type { BasketEntry } from '../../baskets/basket.ts'
import type { BasketStore } from '../../baskets/store.ts'
import type { Database } from './database.ts'
import type { BasketEntryRow, BasketRow } from './rows/readers.ts'

const basket = (row: Selectable<BasketRow>) => ({
  id: row.id,
  ownerId: row.owner_id,
  title: row.title,
  note: row.note,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})
const entry = (row: Selectable<BasketEntryRow>): BasketEntry => ({
  id: row.id,
  basketId: row.basket_id,
  itemId: row.item_id,
  textRevision: row.text_revision,
  range: row.start === null || row.end === null ? null : { start: row.start, end: row.end },
  note: row.note,
  order: row.ord,
  createdAt: row.created_at,
})

export function createBasketStore(db: Database): BasketStore {
  return {
    async ofOwner(ownerId) {
      const rows = await db
        .selectFrom('baskets')
        .selectAll()
        .select((eb) =>
          eb
            .selectFrom('basket_entries')
            .select(sql<number>`count(*)`.as('n'))
            .whereRef('basket_id', '=', 'baskets.id')
            .as('entries'),
        )
        .where('owner_id', '=', ownerId)
        .orderBy('updated_at', 'desc')
        .orderBy('id')
        .execute()
      return rows.map((row) => ({ ...basket(row), entries: row.entries ?? 0 }))
    },
    async get(id) {
      const row = await db.selectFrom('baskets').selectAll().where('id', '=', id).executeTakeFirst()
      return row && basket(row)
    },
    async insert({ id, ownerId, title, note, createdAt, updatedAt }) {
      await db
        .insertInto('baskets')
        .values({ id, owner_id: ownerId, title, note, created_at: createdAt, updated_at: updatedAt })
        .execute()
    },
    async update(id, { updatedAt, ...changes }) {
      await db
        .updateTable('baskets')
        .set({ ...changes, updated_at: updatedAt })
        .where('id', '=', id)
        .execute()
    },
    async delete(id) {
      await db.deleteFrom('basket_entries').where('basket_id', '=', id).execute()
      await db.deleteFrom('baskets').where('id', '=', id).execute()
    },
    async entries(basketId) {
      const rows = await db
        .selectFrom('basket_entries')
        .selectAll()
        .where('basket_id', '=', basketId)
        .orderBy('ord')
        .orderBy('id')
        .execute()
      return rows.map(entry)
    },
    async insertEntries(entries) {
      for (const one of entries)
        await db
          .insertInto('basket_entries')
          .values({
            id: one.id,
            basket_id: one.basketId,
            item_id: one.itemId,
            text_revision: one.textRevision,
            start: one.range?.start ?? null,
            end: one.range?.end ?? null,
            note: one.note,
            ord: one.order,
            created_at: one.createdAt,
          })
          .execute()
    },
    async setNote(basketId, entryId, note) {
      const { numUpdatedRows } = await db
        .updateTable('basket_entries')
        .set({ note })
        .where('id', '=', entryId)
        .where('basket_id', '=', basketId)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async deleteEntry(basketId, entryId) {
      const { numDeletedRows } = await db
        .deleteFrom('basket_entries')
        .where('id', '=', entryId)
        .where('basket_id', '=', basketId)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    async setOrder(basketId, ids) {
      // One statement, however many there are.
      await sql`UPDATE basket_entries SET ord = wanted.key FROM json_each(${JSON.stringify(ids)}) AS wanted
        WHERE basket_entries.id = wanted.value AND basket_id = ${basketId}`.execute(db)
    },
  }
}
