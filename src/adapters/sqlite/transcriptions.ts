/** Transcriptions and the drafts of their pages in archive.db. */
import type { Selectable } from 'kysely'
import type { TranscriptionStore } from '../../transcriptions/store.ts'
import type { Draft, Stage } from '../../transcriptions/transcription.ts'
import type { Database } from './database.ts'
import type { TranscriptionDraftRow } from './rows/texts.ts'

const toDraft = (row: Selectable<TranscriptionDraftRow>): Draft => ({
  itemId: row.item_id,
  objectId: row.object_id,
  page: row.page,
  text: row.text,
  base: row.base,
  isDone: row.is_done === 1,
  revision: row.revision,
  actorId: row.actor_id,
  actorName: row.actor_name,
  at: row.at,
})

export function createTranscriptionStore(db: Database): TranscriptionStore {
  return {
    async get(itemId) {
      const row = await db.selectFrom('transcriptions').selectAll().where('item_id', '=', itemId).executeTakeFirst()
      return row && { itemId, stage: row.stage as Stage, ended: JSON.parse(row.ended) }
    },
    async put({ itemId, stage, ended }, at) {
      await db
        .replaceInto('transcriptions')
        .values({ item_id: itemId, stage, ended: JSON.stringify(ended), updated_at: at })
        .execute()
    },
    async drafts(itemId) {
      return (await db.selectFrom('transcription_drafts').selectAll().where('item_id', '=', itemId).execute()).map(
        toDraft,
      )
    },
    async save(draft) {
      const columns = {
        text: draft.text,
        base: draft.base,
        is_done: Number(draft.isDone),
        revision: draft.revision,
        actor_id: draft.actorId,
        actor_name: draft.actorName,
        at: draft.at,
      }
      const key = { item_id: draft.itemId, object_id: draft.objectId, page: draft.page }
      const done =
        draft.revision === 1
          ? await db
              .insertInto('transcription_drafts')
              .values({ ...key, ...columns })
              .onConflict((conflict) => conflict.doNothing())
              .returning('revision')
              .executeTakeFirst()
          : await db
              .updateTable('transcription_drafts')
              .set(columns)
              .where('item_id', '=', draft.itemId)
              .where('object_id', '=', draft.objectId)
              .where('page', '=', draft.page)
              .where('revision', '=', draft.revision - 1)
              .returning('revision')
              .executeTakeFirst()
      return done !== undefined
    },
    async deleteDrafts(itemId) {
      await db.deleteFrom('transcription_drafts').where('item_id', '=', itemId).execute()
    },
  }
}
