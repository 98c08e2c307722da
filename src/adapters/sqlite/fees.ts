/** 稿酬 in archive.db. */
import type { Selectable } from 'kysely'
import type { Payment } from '../../fees/fee.ts'
import type { FeeStore } from '../../fees/store.ts'
import type { Database } from './database.ts'
import type { FeePaymentRow } from './rows/printings.ts'

const payment = (row: Selectable<FeePaymentRow>): Payment => ({
  id: row.id,
  volumeId: row.volume_id,
  name: row.name,
  gross: row.gross,
  tax: row.tax,
  paidOn: row.paid_on,
  receiver: row.receiver,
  way: row.way,
  note: row.note,
  byName: row.by_name,
  at: row.at,
  voided: row.voided === null ? null : JSON.parse(row.voided),
})

export function createFeeStore(db: Database): FeeStore {
  const payments = () => db.selectFrom('fee_payments').selectAll()
  return {
    async sheet(volumeId) {
      const row = await db.selectFrom('fee_sheets').selectAll().where('volume_id', '=', volumeId).executeTakeFirst()
      return row && { ...JSON.parse(row.fields), revision: row.revision }
    },
    async setSheet(volumeId, { revision, ...fields }) {
      const row = { volume_id: volumeId, revision, fields: JSON.stringify(fields) }
      await db
        .insertInto('fee_sheets')
        .values(row)
        .onConflict((conflict) => conflict.column('volume_id').doUpdateSet(row))
        .execute()
    },
    payments: async (volumeId) =>
      (await payments().where('volume_id', '=', volumeId).orderBy('at').orderBy('id').execute()).map(payment),
    async payment(id) {
      const row = await payments().where('id', '=', id).executeTakeFirst()
      return row && payment(row)
    },
    async addPayment({ volumeId, paidOn, byName, voided: _, ...own }) {
      const row = { ...own, volume_id: volumeId, paid_on: paidOn, by_name: byName, voided: null }
      await db.insertInto('fee_payments').values(row).execute()
    },
    async void(id, voided) {
      await db
        .updateTable('fee_payments')
        .set({ voided: JSON.stringify(voided) })
        .where('id', '=', id)
        .execute()
    },
  }
}
