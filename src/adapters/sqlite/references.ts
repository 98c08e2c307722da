/** The house's list of sources in archive.db. */
import { type Selectable, sql } from 'kysely'
import type { KeptReference, ReferenceStore } from '../../citations/store.ts'
import { foldKey } from '../../hanzi/fold.ts'
import type { Database } from './database.ts'
import type { ReferenceRow } from './rows/publications.ts'

const kept = (row: Selectable<ReferenceRow>): KeptReference => ({
  id: row.id,
  reference: JSON.parse(row.reference),
  itemId: row.item_id,
  revision: row.revision,
  createdAt: row.created_at,
})
const columns = ({ reference, revision }: KeptReference) => ({
  reference: JSON.stringify(reference),
  sought: foldKey([reference.title, ...reference.authors, reference.container, reference.code].join(' ')),
  revision,
})

export function createReferenceStore(db: Database): ReferenceStore {
  const listed = () => db.selectFrom('references').where('removed_at', 'is', null)
  return {
    async list(key, { from, size }) {
      const sought = key === '' ? listed() : listed().where(sql<boolean>`instr(sought, ${key}) > 0`)
      const rows = await sought
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(size)
        .offset(from)
        .execute()
      const { total } = await sought.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
      return { total, items: rows.map(kept) }
    },
    async get(id) {
      const row = await listed().selectAll().where('id', '=', id).executeTakeFirst()
      return row && kept(row)
    },
    async getMany(ids) {
      if (ids.length === 0) return []
      const all = JSON.stringify(ids)
      const rows = await db
        .selectFrom('references')
        .selectAll()
        .where(sql<boolean>`id IN (SELECT value FROM json_each(${all}))`)
        .execute()
      return rows.map(kept)
    },
    async ofItem(itemId) {
      const row = await listed().selectAll().where('item_id', '=', itemId).executeTakeFirst()
      return row && kept(row)
    },
    async insert(made) {
      await db
        .insertInto('references')
        .values({ id: made.id, item_id: made.itemId, created_at: made.createdAt, ...columns(made) })
        .execute()
    },
    async update(next) {
      await db.updateTable('references').set(columns(next)).where('id', '=', next.id).execute()
    },
    async remove(id, at) {
      await db.updateTable('references').set({ removed_at: at }).where('id', '=', id).execute()
    },
  }
}
