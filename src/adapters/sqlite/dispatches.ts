/** 交流名单 and 寄发 in archive.db. */
import type { Selectable } from 'kysely'
import type { Dispatch, ExchangeUnit } from '../../dispatches/dispatch.ts'
import type { DispatchStore } from '../../dispatches/store.ts'
import type { Database } from './database.ts'
import type { DispatchRow, ExchangeUnitRow } from './rows/printings.ts'

const toUnit = ({ id, name, fields, revision }: Selectable<ExchangeUnitRow>): ExchangeUnit => ({
  ...JSON.parse(fields),
  id,
  name,
  revision,
})
const toDispatch = (row: Selectable<DispatchRow>): Dispatch => ({
  ...JSON.parse(row.fields),
  id: row.id,
  volumeId: row.volume_id,
  kind: row.kind as Dispatch['kind'],
  unitId: row.unit_id,
  name: row.name,
  revision: row.revision,
  createdAt: row.created_at,
})
const unitColumns = ({ id, name, revision, ...fields }: ExchangeUnit) => ({
  ...{ id, name, revision },
  fields: JSON.stringify(fields),
})
const columns = ({ id, volumeId, kind, unitId, name, revision, createdAt, ...fields }: Dispatch) => ({
  ...{ id, kind, name, revision, volume_id: volumeId, unit_id: unitId, created_at: createdAt },
  fields: JSON.stringify(fields),
})

export function createDispatchStore(db: Database): DispatchStore {
  const units = () => db.selectFrom('exchange_units').selectAll().where('deleted_at', 'is', null)
  const dispatches = () => db.selectFrom('dispatches').selectAll()
  return {
    units: async () => (await units().orderBy('name').orderBy('id').execute()).map(toUnit),
    async unit(id) {
      const row = await units().where('id', '=', id).executeTakeFirst()
      return row && toUnit(row)
    },
    async insertUnit(unit) {
      await db
        .insertInto('exchange_units')
        .values({ ...unitColumns(unit), deleted_at: null })
        .execute()
    },
    async updateUnit(unit) {
      await db.updateTable('exchange_units').set(unitColumns(unit)).where('id', '=', unit.id).execute()
    },
    async deleteUnit(id, at) {
      await db.updateTable('exchange_units').set({ deleted_at: at }).where('id', '=', id).execute()
    },
    ofVolume: async (volumeId) =>
      (await dispatches().where('volume_id', '=', volumeId).orderBy('created_at').orderBy('id').execute()).map(
        toDispatch,
      ),
    async get(id) {
      const row = await dispatches().where('id', '=', id).executeTakeFirst()
      return row && toDispatch(row)
    },
    async insert(one) {
      await db.insertInto('dispatches').values(columns(one)).execute()
    },
    async update(one) {
      await db.updateTable('dispatches').set(columns(one)).where('id', '=', one.id).execute()
    },
    async delete(id) {
      await db.deleteFrom('dispatches').where('id', '=', id).execute()
    },
  }
}
