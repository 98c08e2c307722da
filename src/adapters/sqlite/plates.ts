/** 图版 and 插图 in archive.db; their order is one row of their volume. */
import type { Selectable } from 'kysely'
import type { Plate, PlateKind } from '../../publications/plate.ts'
import type { PlateStore } from '../../publications/store.ts'
import type { Database } from './database.ts'
import { createPublicationStore } from './publications.ts'
import type { PlateRow } from './rows/publications.ts'

const plate = (row: Selectable<PlateRow>): Plate => ({
  id: row.id,
  volumeId: row.volume_id,
  kind: row.kind as PlateKind,
  chapterId: row.chapter_id,
  afterBlock: row.after_block,
  itemId: row.item_id,
  objectId: row.object_id,
  page: row.page,
  crop: row.crop && JSON.parse(row.crop),
  widthMm: row.width_mm,
  caption: row.caption && JSON.parse(row.caption),
  credit: row.credit && JSON.parse(row.credit),
  revision: row.revision,
  createdAt: row.created_at,
})
const json = (value: object | null) => value && JSON.stringify(value)
const columns = (one: Plate) => ({
  kind: one.kind,
  chapter_id: one.chapterId,
  after_block: one.afterBlock,
  crop: json(one.crop),
  width_mm: one.widthMm,
  caption: json(one.caption),
  credit: json(one.credit),
  revision: one.revision,
})

export function createPlateStore(db: Database): PlateStore {
  const present = () => db.selectFrom('plates').selectAll().where('deleted_at', 'is', null)
  async function order(volumeId: string): Promise<{ revision: number; ids: string[] }> {
    const row = await db.selectFrom('plate_orders').selectAll().where('volume_id', '=', volumeId).executeTakeFirst()
    return row ? { revision: row.revision, ids: JSON.parse(row.ids) } : { revision: 1, ids: [] }
  }
  async function setOrder(volumeId: string, revision: number, ids: readonly string[]): Promise<void> {
    const row = { volume_id: volumeId, revision, ids: JSON.stringify(ids) }
    await db
      .insertInto('plate_orders')
      .values(row)
      .onConflict((conflict) => conflict.column('volume_id').doUpdateSet(row))
      .execute()
  }
  /** What comes and goes is told as a change of the order too. */
  async function reorder(volumeId: string, to: (ids: readonly string[]) => string[]): Promise<void> {
    const { revision, ids } = await order(volumeId)
    await setOrder(volumeId, revision + 1, to(ids))
  }

  return {
    async get(id) {
      const row = await present().where('id', '=', id).executeTakeFirst()
      return row && plate(row)
    },
    async ofVolume(volumeId) {
      const { revision, ids } = await order(volumeId)
      const rows = await present().where('volume_id', '=', volumeId).execute()
      const byId = new Map(rows.map((row) => [row.id, plate(row)]))
      return { revision, plates: ids.flatMap((id) => byId.get(id) ?? []) }
    },
    async ofChapter(chapterId) {
      return (await present().where('chapter_id', '=', chapterId).execute()).map(plate)
    },
    async using(itemId) {
      const rows = await present().where('item_id', '=', itemId).orderBy('created_at').orderBy('id').execute()
      const { volume } = createPublicationStore(db)
      const found = []
      for (const row of rows) found.push({ plate: plate(row), volume: await volume(row.volume_id) })
      return found.flatMap((one) => (one.volume ? [{ ...one, volume: one.volume }] : []))
    },
    async insert(one) {
      const { id, volumeId, itemId, objectId, page, createdAt } = one
      const row = { id, volume_id: volumeId, item_id: itemId, object_id: objectId, page, created_at: createdAt }
      await db
        .insertInto('plates')
        .values({ ...row, ...columns(one) })
        .execute()
      await reorder(volumeId, (ids) => [...ids, id])
    },
    async update(one) {
      await db.updateTable('plates').set(columns(one)).where('id', '=', one.id).execute()
    },
    async delete(id, at) {
      const row = await db
        .updateTable('plates')
        .set({ deleted_at: at })
        .where('id', '=', id)
        .returning('volume_id')
        .executeTakeFirst()
      if (row) await reorder(row.volume_id, (ids) => ids.filter((one) => one !== id))
    },
    setOrder,
  }
}
