import { titleSort } from '../../hanzi/pinyin/sort-key.ts'
import type { ItemStore } from '../../items/store.ts'
import { among, type Database, nextIndexSeq, rememberingEach } from './database.ts'
import { createItemIndex } from './item-index.ts'
import { createItemLists } from './item-lists.ts'
import { createItemRevisions } from './item-revisions.ts'
import { toItem } from './item-row.ts'
import { createReferenceCodes } from './reference-codes.ts'

export function createItemStore(db: Database): ItemStore {
  const { one, many } = rememberingEach(db, async (ids) => {
    const rows = await db.selectFrom('items').selectAll().where('id', 'in', among(ids)).execute()
    return new Map(rows.map((row) => [row.id, toItem(row)]))
  })
  return {
    ...createItemRevisions(db),
    ...createReferenceCodes(db),
    ...createItemLists(db),
    ...createItemIndex(db),
    get: one,
    async getMany(ids) {
      if (ids.length === 0) return []
      const byId = await many(ids)
      return ids.flatMap((id) => byId.get(id) ?? [])
    },
    async idsOfAccession(accessionId, limit) {
      const rows = await db
        .selectFrom('items')
        .select('id')
        .where('accession_id', '=', accessionId)
        .where('deleted_at', 'is', null)
        .orderBy('number')
        .limit(limit)
        .execute()
      return rows.map(({ id }) => id)
    },
    async insert(item) {
      const row = await db
        .insertInto('items')
        .values({
          id: item.id,
          accession_id: item.accessionId,
          container_id: item.containerId,
          kind: item.kind,
          access: item.access ?? 'internal',
          title: item.title,
          creators: '[]',
          persons: '[]',
          places: '[]',
          description: '{}',
          title_sort: titleSort(item.title),
          code_sort: '',
          char_count: 0,
          text_pages: 0,
          image_only_pages: 0,
          read_state: item.read,
          render_state: item.render,
          warnings: '[]',
          revision: 1,
          index_seq: await nextIndexSeq(db),
          indexed_seq: 0,
          created_by: item.createdBy,
          created_at: item.createdAt,
          updated_at: item.createdAt,
        } as never)
        .returningAll()
        .executeTakeFirstOrThrow()
      return toItem(row)
    },
    async setKind(id, kind) {
      await db.updateTable('items').set({ kind }).where('id', '=', id).execute()
    },
    async setStage(id, name, { state, problem }) {
      const text = problem && JSON.stringify(problem)
      await db
        .updateTable('items')
        .set(
          name === 'read' ? { read_state: state, read_problem: text } : { render_state: state, render_problem: text },
        )
        .where('id', '=', id)
        .execute()
    },
    async setWarnings(id, warnings) {
      await db
        .updateTable('items')
        .set({ warnings: JSON.stringify(warnings) })
        .where('id', '=', id)
        .execute()
    },
    async setCaption(id, caption) {
      await db.updateTable('items').set({ caption }).where('id', '=', id).where('caption', 'is', null).execute()
    },
  }
}
