/** 三校 in archive.db. */
import type { Selectable } from 'kysely'
import type { ProofRound, ProofStage } from '../../publications/proof.ts'
import type { ProofStore } from '../../publications/proof-store.ts'
import type { Database } from './database.ts'
import type { ProofRoundRow } from './rows/reviews.ts'

const parsed = (text: string | null) => (text === null ? null : JSON.parse(text))
const round = (row: Selectable<ProofRoundRow>): ProofRound => ({
  id: row.id,
  volumeId: row.volume_id,
  stage: row.stage as ProofStage,
  fileId: row.file_id,
  basis: JSON.parse(row.basis),
  layoutChars: row.layout_chars,
  openedById: row.opened_by,
  openedByName: row.opened_name,
  openedAt: row.opened_at,
  result: parsed(row.result),
  closing: parsed(row.closing),
})
/** Rows of one insert: two values and two more, far below what SQLite takes. */
const BATCH = 500

export function createProofStore(db: Database): ProofStore {
  const rounds = () => db.selectFrom('proof_rounds').selectAll().orderBy('opened_at').orderBy('id')
  return {
    async round(id) {
      const row = await rounds().where('id', '=', id).executeTakeFirst()
      return row && round(row)
    },
    rounds: async (volumeId) => (await rounds().where('volume_id', '=', volumeId).execute()).map(round),
    async insert(one) {
      await db
        .insertInto('proof_rounds')
        .values({
          id: one.id,
          volume_id: one.volumeId,
          stage: one.stage,
          file_id: one.fileId,
          basis: JSON.stringify(one.basis),
          layout_chars: one.layoutChars,
          opened_by: one.openedById,
          opened_name: one.openedByName,
          opened_at: one.openedAt,
          result: one.result && JSON.stringify(one.result),
          closing: null,
        })
        .execute()
    },
    async setResult(id, result, differences) {
      await db
        .updateTable('proof_rounds')
        .set({ result: JSON.stringify(result) })
        .where('id', '=', id)
        .execute()
      await db.deleteFrom('proof_differences').where('proof_id', '=', id).execute()
      for (let i = 0; i < differences.length; i += BATCH)
        await db
          .insertInto('proof_differences')
          .values(
            differences.slice(i, i + BATCH).map(({ number, decided: _, ...difference }) => ({
              proof_id: id,
              number,
              difference: JSON.stringify(difference),
              decided: null,
            })),
          )
          .execute()
    },
    async close(id, closing) {
      await db
        .updateTable('proof_rounds')
        .set({ closing: JSON.stringify(closing) })
        .where('id', '=', id)
        .execute()
    },
    async differences(id) {
      const rows = await db
        .selectFrom('proof_differences')
        .selectAll()
        .where('proof_id', '=', id)
        .orderBy('number')
        .execute()
      return rows.map(({ number, difference, decided }) => ({
        ...JSON.parse(difference),
        number,
        decided: parsed(decided),
      }))
    },
    async decide(id, numbers, decided) {
      await db
        .updateTable('proof_differences')
        .set({ decided: decided && JSON.stringify(decided) })
        .where('proof_id', '=', id)
        .where('number', 'in', numbers)
        .execute()
    },
  }
}
