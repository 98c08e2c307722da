/** Accessions and received files in archive.db. */
import { type Selectable, sql } from 'kysely'
import { type Accession, type AcquisitionType, accessionNumber, type Outcome } from '../../accessions/accession.ts'
import type { AccessionStore } from '../../accessions/store.ts'
import type { Database } from './database.ts'
import type { AccessionRow } from './schema.ts'

const toAccession = (row: Selectable<AccessionRow>): Accession => ({
  id: row.id,
  accessionNumber: row.accession_number,
  title: row.title,
  acquisitionType: row.acquisition_type as AcquisitionType,
  contributor: row.contributor === null ? null : JSON.parse(row.contributor),
  receivedDate: row.received_date,
  handler: row.handler,
  returnOriginal: row.return_original === 1,
  note: row.note,
  createdBy: row.created_by,
  createdAt: row.created_at,
  closedAt: row.closed_at,
})

export function createAccessionStore(db: Database): AccessionStore {
  return {
    async get(id) {
      const row = await db.selectFrom('accessions').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toAccession(row)
    },
    async getMany(ids) {
      if (ids.length === 0) return []
      const rows = await db.selectFrom('accessions').selectAll().where('id', 'in', ids).execute()
      return rows.map(toAccession)
    },
    async ofDay(dayKey) {
      const row = await db.selectFrom('accessions').selectAll().where('day_key', '=', dayKey).executeTakeFirst()
      return row && toAccession(row)
    },
    async insert(accession, year, dayKey) {
      const { value } = await db
        .insertInto('counters')
        .values({ name: `accession/${year}`, value: 1 })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: sql`value + 1` }))
        .returning('value')
        .executeTakeFirstOrThrow()
      const row = await db
        .insertInto('accessions')
        .values({
          id: accession.id,
          accession_number: accessionNumber(year, value),
          title: accession.title,
          acquisition_type: accession.acquisitionType,
          contributor: accession.contributor && JSON.stringify(accession.contributor),
          received_date: accession.receivedDate,
          handler: accession.handler,
          return_original: Number(accession.returnOriginal),
          note: accession.note,
          day_key: dayKey,
          created_by: accession.createdBy,
          created_at: accession.createdAt,
          closed_at: accession.closedAt,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return toAccession(row)
    },
    async close(id, at) {
      await db.updateTable('accessions').set({ closed_at: at }).where('id', '=', id).execute()
    },
    async list({ from, size }) {
      const { total } = await db
        .selectFrom('accessions')
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      const rows = await db
        .selectFrom('accessions')
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .offset(from)
        .limit(size)
        .execute()
      return { total, accessions: rows.map(toAccession) }
    },
    async addFile(line, container) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('received_files')
        .values({
          accession_id: line.accessionId,
          filename: line.filename,
          original_path: line.originalPath,
          outcome: line.outcome,
          object_id: line.objectId,
          item_id: line.itemId,
          sha256: line.sha256,
          size: line.size,
          duplicate_of: line.duplicateOf,
          problem: line.problem && JSON.stringify(line.problem),
          received_by: line.receivedBy,
          received_at: line.receivedAt,
          container_id: container?.itemId ?? null,
          member: container?.member ?? null,
        })
        .onConflict((conflict) =>
          conflict.columns(['container_id', 'member']).where('container_id', 'is not', null).doNothing(),
        )
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    async files(accessionId, outcome, { from, size }) {
      let query = db.selectFrom('received_files').where('accession_id', '=', accessionId)
      if (outcome !== null) query = query.where('outcome', '=', outcome)
      const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await query.selectAll().orderBy('id').offset(from).limit(size).execute()
      const files = rows.map((row) => ({
        accessionId: row.accession_id,
        filename: row.filename,
        originalPath: row.original_path,
        outcome: row.outcome as Outcome,
        objectId: row.object_id,
        itemId: row.item_id,
        sha256: row.sha256,
        size: row.size,
        duplicateOf: row.duplicate_of,
        problem: row.problem === null ? null : JSON.parse(row.problem),
        receivedBy: row.received_by,
        receivedAt: row.received_at,
      }))
      return { total, files }
    },
    async counts(accessionId) {
      const outcomes = await db
        .selectFrom('received_files')
        .select(['outcome', ({ fn }) => fn.countAll<number>().as('count')])
        .where('accession_id', '=', accessionId)
        .groupBy('outcome')
        .execute()
      const of = (outcome: Outcome) => outcomes.find((row) => row.outcome === outcome)?.count ?? 0
      const waiting = sql`(read_state = 'waiting' or render_state = 'waiting')`
      const failed = sql`(read_state = 'failed' or render_state = 'failed')`
      const items = await db
        .selectFrom('items')
        .select(({ fn }) => [
          fn.countAll<number>().as('items'),
          sql<number>`coalesce(sum(${waiting} or (not ${failed} and indexed_seq = 0)), 0)`.as('processing'),
          sql<number>`coalesce(sum(${failed} and not ${waiting}), 0)`.as('failed'),
        ])
        .where('accession_id', '=', accessionId)
        .where('deleted_at', 'is', null)
        .executeTakeFirstOrThrow()
      const [accepted, duplicates, rejected] = [of('accepted'), of('duplicate'), of('rejected')]
      return {
        files: accepted + duplicates + rejected,
        accepted,
        duplicates,
        rejected,
        items: items.items,
        processing: items.processing,
        ready: items.items - items.processing - items.failed,
        failed: items.failed,
      }
    },
  }
}
