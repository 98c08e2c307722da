/** Changes of items that make a revision, and the revisions that were made. */
import type { Selectable } from 'kysely'
import { Fault } from '../../faults.ts'
import type { Item, Made } from '../../items/item.ts'
import type { ItemStore } from '../../items/store.ts'
import { type Database, nextIndexSeq, uniqueViolation } from './database.ts'
import { revisionRow, toRevision } from './history.ts'
import { columnsOf, toItem } from './item-row.ts'
import { demandFree, fileCode } from './reference-codes.ts'
import type { ItemRow } from './rows/items.ts'

export function createItemRevisions(
  db: Database,
): Pick<ItemStore, 'describe' | 'setReview' | 'mark' | 'setText' | 'lastRevision' | 'revisions'> {
  async function revise(item: Item, columns: Partial<ItemRow>, made: Made): Promise<Item> {
    const seq = await nextIndexSeq(db)
    let changed: Selectable<ItemRow> | undefined
    try {
      changed = await db
        .updateTable('items')
        .set({ ...(columns as object), revision: item.revision + 1, index_seq: seq, updated_at: made.at })
        .where('id', '=', item.id)
        .where('revision', '=', item.revision)
        .returningAll()
        .executeTakeFirst()
    } catch (error) {
      if (uniqueViolation(error) === 'items.reference_code')
        throw new Fault('item.reference-code-taken', {}, { cause: error })
      throw error
    }
    if (!changed) {
      const now = await db.selectFrom('items').select('revision').where('id', '=', item.id).executeTakeFirst()
      throw new Fault('item.stale', { revision: now?.revision ?? '?' })
    }
    await db
      .insertInto('item_revisions')
      .values({ item_id: item.id, ...revisionRow(changed.revision, made) })
      .execute()
    return toItem(changed)
  }

  return {
    async describe(item, next, made) {
      const code = next.referenceCode
      const isNew = code !== null && code !== item.referenceCode
      if (isNew) await demandFree(db, code, item.id)
      const after = await revise(item, columnsOf(next), made)
      if (isNew && item.review === 'filed') await fileCode(db, after)
      return after
    },
    async setReview(item, review, made) {
      const after = await revise(item, { review }, made)
      if (review === 'filed') await fileCode(db, after)
      return after
    },
    mark(item, { withdrawn, deleted }, made) {
      const columns: Partial<ItemRow> = {}
      if (withdrawn !== undefined)
        Object.assign(columns, { withdrawn_at: withdrawn?.at ?? null, withdrawal_reason: withdrawn?.reason ?? null })
      if (deleted !== undefined)
        Object.assign(columns, { deleted_at: deleted?.at ?? null, deletion_reason: deleted?.reason ?? null })
      return revise(item, columns, made)
    },
    async setText(item, text, made) {
      const columns = {
        text_revision: text.revision,
        char_count: text.charCount,
        text_pages: text.pages,
        image_only_pages: text.imageOnlyPages,
        warnings: JSON.stringify(text.warnings),
      }
      if (made) return revise(item, columns, made)
      const row = await db
        .updateTable('items')
        .set({ ...columns, index_seq: await nextIndexSeq(db) })
        .where('id', '=', item.id)
        .returningAll()
        .executeTakeFirstOrThrow()
      return toItem(row)
    },
    async lastRevision(itemId, action) {
      const row = await db
        .selectFrom('item_revisions')
        .select(({ fn }) => fn.max('revision').as('revision'))
        .where('item_id', '=', itemId)
        .where('action', '=', action)
        .executeTakeFirst()
      return row?.revision ?? null
    },
    async revisions(itemId) {
      const rows = await db
        .selectFrom('item_revisions')
        .selectAll()
        .where('item_id', '=', itemId)
        .orderBy('revision', 'desc')
        .execute()
      return rows.map(toRevision)
    },
  }
}
