/** The lists of the house for 编校提示, and what a chapter's editor does not want to be asked again, in archive.db. */
import type { HintCode } from '../../hanzi/proofing/hint.ts'
import type { ProofingStore } from '../../publications/store.ts'
import type { Database } from './database.ts'

export function createProofingStore(db: Database): ProofingStore {
  return {
    async lists() {
      const row = await db.selectFrom('proofing_lists').selectAll().executeTakeFirst()
      return row && { revision: row.revision, lists: JSON.parse(row.lists) }
    },
    async setLists({ revision, lists }) {
      const row = { id: 1, revision, lists: JSON.stringify(lists) }
      await db
        .insertInto('proofing_lists')
        .values(row)
        .onConflict((of) => of.column('id').doUpdateSet(row))
        .execute()
    },
    async ignored(chapterId) {
      const rows = await db
        .selectFrom('ignored_hints')
        .select(['code', 'found'])
        .where('chapter_id', '=', chapterId)
        .orderBy('code')
        .orderBy('found')
        .execute()
      return rows.map(({ code, found }) => ({ code: code as HintCode, found }))
    },
    async ignore(chapterId, { code, found }, isIgnored) {
      if (isIgnored)
        await db
          .insertInto('ignored_hints')
          .values({ chapter_id: chapterId, code, found })
          .onConflict((of) => of.doNothing())
          .execute()
      else
        await db
          .deleteFrom('ignored_hints')
          .where('chapter_id', '=', chapterId)
          .where('code', '=', code)
          .where('found', '=', found)
          .execute()
    },
  }
}
