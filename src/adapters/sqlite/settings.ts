/** Settings and edited tables in archive.db, by revision. */
import { sql } from 'kysely'
import type { SetKind, SettingStore } from '../../settings/store.ts'
import { type Database, rememberingOne } from './database.ts'

export function createSettingStore(db: Database): SettingStore {
  const counter = async (name: string): Promise<number> =>
    (await db.selectFrom('counters').select('value').where('name', '=', name).executeTakeFirstOrThrow()).value
  return {
    revision: rememberingOne(db, () => counter('settings')),
    async rows() {
      const rows = await db.selectFrom('settings').selectAll().orderBy('since').execute()
      return rows.map((row) => ({ ...row, kind: row.kind as SetKind, value: JSON.parse(row.value) }))
    },
    async set(kind, id, value) {
      const { value: revision } = await db
        .updateTable('counters')
        .set({ value: sql`value + 1` })
        .where('name', '=', 'settings')
        .returning('value')
        .executeTakeFirstOrThrow()
      await db
        .updateTable('settings')
        .set({ until: revision })
        .where('kind', '=', kind)
        .where('id', '=', id)
        .where('until', 'is', null)
        .execute()
      if (value !== null)
        await db
          .insertInto('settings')
          .values({ kind, id, since: revision, until: null, value: JSON.stringify(value) })
          .execute()
    },
    applied: () => counter('datesApplied'),
    async setApplied(revision) {
      await db
        .updateTable('counters')
        .set({ value: revision })
        .where('name', '=', 'datesApplied')
        .where('value', '<', revision)
        .execute()
    },
  }
}
