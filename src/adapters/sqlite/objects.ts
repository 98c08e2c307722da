/** Objects (a file as given, in one item) and blobs (its bytes, once) in archive.db. */
import type { Selectable } from 'kysely'
import type { DigitalObject, ObjectRole } from '../../items/item.ts'
import type { ObjectStore } from '../../items/store.ts'
import { among, type Database, remembering, rememberingEach } from './database.ts'
import type { ObjectRow } from './rows/items.ts'

const toObject = (row: Selectable<ObjectRow>): DigitalObject => ({
  id: row.id,
  itemId: row.item_id,
  accessionId: row.accession_id,
  sha256: row.sha256,
  size: row.size,
  role: row.role as ObjectRole,
  order: row.ord,
  filename: row.filename,
  filenameBytes: row.filename_bytes,
  originalPath: row.original_path,
  mediaType: row.media_type,
  encoding: row.encoding,
  width: row.width,
  height: row.height,
  pages: row.pages,
  derivedFrom: row.derived_from,
  part: row.part_from === null || row.part_to === null ? null : { from: row.part_from, to: row.part_to },
  receivedBy: row.received_by,
  receivedAt: row.received_at,
})

export function createObjectStore(db: Database): ObjectStore {
  const set = async (id: string, changes: Partial<ObjectRow>) => {
    await db.updateTable('objects').set(changes).where('id', '=', id).execute()
  }
  const { many: ofItems } = rememberingEach(db, async (itemIds) => {
    const rows = await db
      .selectFrom('objects')
      .selectAll()
      .where('item_id', 'in', among(itemIds))
      .orderBy('ord')
      .orderBy('id')
      .execute()
    const own = Map.groupBy(rows.map(toObject), ({ itemId }) => itemId)
    return new Map(itemIds.map((id) => [id, own.get(id) ?? []]))
  })

  return {
    get: remembering(db, async (id) => {
      const row = await db.selectFrom('objects').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toObject(row)
    }),
    async getMany(ids) {
      const rows = await db.selectFrom('objects').selectAll().where('id', 'in', among(ids)).execute()
      return rows.map(toObject)
    },
    ofItems: async (itemIds) => [...(await ofItems(itemIds)).values()].flat(),
    async ofBlob(sha256) {
      const rows = await db
        .selectFrom('objects')
        .selectAll()
        .where('sha256', '=', sha256)
        .orderBy('received_at')
        .orderBy('id')
        .execute()
      return rows.map(toObject)
    },
    async insert(object) {
      await db
        .insertInto('objects')
        .values({
          id: object.id,
          item_id: object.itemId,
          accession_id: object.accessionId,
          sha256: object.sha256,
          size: object.size,
          role: object.role,
          ord: object.order,
          filename: object.filename,
          filename_bytes: object.filenameBytes,
          original_path: object.originalPath,
          media_type: object.mediaType,
          encoding: object.encoding,
          width: object.width,
          height: object.height,
          pages: object.pages,
          derived_from: object.derivedFrom,
          part_from: object.part?.from ?? null,
          part_to: object.part?.to ?? null,
          received_by: object.receivedBy,
          received_at: object.receivedAt,
        })
        .execute()
    },
    async addBlob(blob) {
      await db
        .insertInto('blobs')
        .values({ sha256: blob.sha256, size: blob.size, received_at: blob.receivedAt })
        .onConflict((conflict) => conflict.column('sha256').doNothing())
        .execute()
    },
    async assign(itemId, objects) {
      for (const { objectId, role, order, part } of objects)
        await set(objectId, {
          item_id: itemId,
          role,
          ord: order,
          ...(part === undefined ? {} : { part_from: part?.from ?? null, part_to: part?.to ?? null }),
        })
    },
    setPixels: (objectId, { width, height, pages }) => set(objectId, { width, height, pages }),
    setFormat: (objectId, { mediaType, encoding, pages }) =>
      set(objectId, {
        media_type: mediaType,
        ...(encoding === undefined ? {} : { encoding }),
        ...(pages === undefined ? {} : { pages }),
      }),
    setPath: (objectId, originalPath) => set(objectId, { original_path: originalPath }),
    async rendered(sha256, version) {
      const row = await db
        .selectFrom('blobs')
        .select('rendered')
        .where('sha256', '=', sha256)
        .where('render_version', '=', version)
        .executeTakeFirst()
      return row?.rendered ? JSON.parse(row.rendered) : undefined
    },
    async setRendered(sha256, version, rendered) {
      await db
        .updateTable('blobs')
        .set({ render_version: version, rendered: JSON.stringify(rendered) })
        .where('sha256', '=', sha256)
        .execute()
    },
    async blobKnown(sha256) {
      return (
        (await db.selectFrom('blobs').select('sha256').where('sha256', '=', sha256).executeTakeFirst()) !== undefined
      )
    },
  }
}
