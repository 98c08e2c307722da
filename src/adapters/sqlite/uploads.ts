/** Uploads in parts, in archive.db: whose they are and what they came to. Their bytes are files. */
import type { Selectable } from 'kysely'
import type { Upload, UploadStore } from '../../accessions/upload.ts'
import type { Database } from './database.ts'
import type { UploadRow } from './rows/accessions.ts'

const toUpload = (row: Selectable<UploadRow>): Upload => ({
  id: row.id,
  accessionId: row.accession_id,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  filename: row.filename,
  originalPath: row.original_path,
  length: row.length,
  createdAt: row.created_at,
  touchedAt: row.touched_at,
  result: row.result === null ? null : JSON.parse(row.result),
})

export function createUploadStore(db: Database): UploadStore {
  return {
    async get(id) {
      const row = await db.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toUpload(row)
    },
    async insert(upload) {
      await db
        .insertInto('uploads')
        .values({
          id: upload.id,
          accession_id: upload.accessionId,
          owner_id: upload.ownerId,
          owner_name: upload.ownerName,
          filename: upload.filename,
          original_path: upload.originalPath,
          length: upload.length,
          created_at: upload.createdAt,
          touched_at: upload.touchedAt,
          result: null,
        })
        .execute()
    },
    async touch(id, at) {
      await db.updateTable('uploads').set({ touched_at: at }).where('id', '=', id).execute()
    },
    async settle(id, result) {
      await db
        .updateTable('uploads')
        .set({ result: JSON.stringify(result) })
        .where('id', '=', id)
        .execute()
    },
    async delete(id) {
      await db.deleteFrom('uploads').where('id', '=', id).execute()
    },
    async open({ ownerId, accessionId }, { from, size }) {
      let query = db.selectFrom('uploads').where('result', 'is', null)
      if (ownerId !== null) query = query.where('owner_id', '=', ownerId)
      if (accessionId !== null) query = query.where('accession_id', '=', accessionId)
      const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await query
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .offset(from)
        .limit(size)
        .execute()
      return { total, uploads: rows.map(toUpload) }
    },
    async older(than, limit) {
      const rows = await db.selectFrom('uploads').selectAll().where('touched_at', '<', than).limit(limit).execute()
      return rows.map(toUpload)
    },
  }
}
