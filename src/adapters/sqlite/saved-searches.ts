/** Saved searches in archive.db. */
import type { Selectable } from 'kysely'
import type { SavedSearch } from '../../saved-searches/saved-search.ts'
import type { SavedSearchStore } from '../../saved-searches/store.ts'
import type { Database } from './database.ts'
import type { SavedSearchRow } from './rows/readers.ts'

const columns = ['id', 'owner_id', 'name', 'filters', 'display', 'created_at', 'opened_at'] as const
const toSearch = (row: Pick<Selectable<SavedSearchRow>, (typeof columns)[number]>): SavedSearch => ({
  id: row.id,
  ownerId: row.owner_id,
  name: row.name,
  filters: JSON.parse(row.filters) as SavedSearch['filters'],
  display: JSON.parse(row.display) as SavedSearch['display'],
  createdAt: row.created_at,
  openedAt: row.opened_at,
})

export function createSavedSearchStore(db: Database): SavedSearchStore {
  return {
    async ofOwner(ownerId) {
      const rows = await db
        .selectFrom('saved_searches')
        .select(columns)
        .where('owner_id', '=', ownerId)
        .orderBy('opened_at', 'desc')
        .orderBy('id')
        .execute()
      return rows.map(toSearch)
    },
    async get(id) {
      const row = await db.selectFrom('saved_searches').select(columns).where('id', '=', id).executeTakeFirst()
      return row && toSearch(row)
    },
    async seen(id) {
      const row = await db.selectFrom('saved_searches').select('seen').where('id', '=', id).executeTakeFirst()
      return row?.seen ?? ''
    },
    async insert({ id, ownerId, name, filters, display, createdAt, openedAt }, seen) {
      await db
        .insertInto('saved_searches')
        .values({
          id,
          owner_id: ownerId,
          name,
          filters: JSON.stringify(filters),
          display: JSON.stringify(display),
          created_at: createdAt,
          opened_at: openedAt,
          seen,
        })
        .execute()
    },
    async rename(id, name) {
      await db.updateTable('saved_searches').set({ name }).where('id', '=', id).execute()
    },
    async open(id, seen, at) {
      await db.updateTable('saved_searches').set({ seen, opened_at: at }).where('id', '=', id).execute()
    },
    async delete(id) {
      await db.deleteFrom('saved_searches').where('id', '=', id).execute()
    },
  }
}
