/** Chapters and their versions in archive.db; beside the present version, the items it is based on. */
import { type Selectable, sql } from 'kysely'
import type { Chapter, ChapterVersion } from '../../publications/chapter.ts'
import type { ChapterStore } from '../../publications/store.ts'
import { among, type Database } from './database.ts'
import { createPublicationStore } from './publications.ts'
import type { ChapterRow, ChapterVersionRow } from './rows/publications.ts'

const chapter = (row: Selectable<ChapterRow>): Chapter => ({
  id: row.id,
  volumeId: row.volume_id,
  title: row.title,
  byline: row.byline,
  editorNote: row.editor_note,
  revision: row.revision,
  chars: row.chars,
  createdAt: row.created_at,
})
const listed = (row: Selectable<Omit<ChapterVersionRow, 'content' | 'origins'>>) => ({
  chapterId: row.chapter_id,
  revision: row.revision,
  basedOn: JSON.parse(row.based_on) as ChapterVersion['basedOn'],
  chars: row.chars,
  savedBy: row.saved_by,
  savedByName: row.saved_name,
  savedAt: row.saved_at,
})

export function createChapterStore(db: Database): ChapterStore {
  async function insertVersion(version: ChapterVersion): Promise<void> {
    const { chapterId, revision, basedOn } = version
    await db
      .insertInto('chapter_versions')
      .values({
        chapter_id: chapterId,
        revision,
        content: JSON.stringify(version.content),
        based_on: JSON.stringify(basedOn),
        origins: JSON.stringify(version.origins),
        chars: version.chars,
        saved_by: version.savedBy,
        saved_name: version.savedByName,
        saved_at: version.savedAt,
      })
      .execute()
    await db.deleteFrom('chapter_sources').where('chapter_id', '=', chapterId).execute()
    if (basedOn.length === 0) return
    await db
      .insertInto('chapter_sources')
      .values(
        basedOn.map(({ itemId, textRevision }, source) => ({
          chapter_id: chapterId,
          source,
          item_id: itemId,
          text_revision: textRevision,
        })),
      )
      .execute()
  }
  const present = () => db.selectFrom('chapters').where('deleted_at', 'is', null)

  return {
    async get(id) {
      const row = await present().selectAll().where('id', '=', id).executeTakeFirst()
      return row && chapter(row)
    },
    async ofVolume(volumeId) {
      const rows = await present()
        .selectAll()
        .select([
          sql<string>`(SELECT json_group_array(DISTINCT own.item_id) FROM chapter_sources AS own
            WHERE own.chapter_id = chapters.id)`.as('item_ids'),
          sql<number>`EXISTS (SELECT 1 FROM chapter_sources AS own JOIN items ON items.id = own.item_id
            WHERE own.chapter_id = chapters.id AND items.text_revision > own.text_revision)`.as('newer'),
        ])
        .where('volume_id', '=', volumeId)
        .execute()
      return rows.map((row) => ({
        ...chapter(row),
        itemIds: JSON.parse(row.item_ids) as string[],
        hasNewerSource: row.newer === 1,
      }))
    },
    async insert(made, version) {
      await db
        .insertInto('chapters')
        .values({
          id: made.id,
          volume_id: made.volumeId,
          title: made.title,
          byline: made.byline,
          editor_note: made.editorNote,
          revision: made.revision,
          chars: made.chars,
          created_at: made.createdAt,
        })
        .execute()
      await insertVersion(version)
    },
    async addVersion(version) {
      const { revision, chars } = version
      await insertVersion(version)
      await db.updateTable('chapters').set({ revision, chars }).where('id', '=', version.chapterId).execute()
    },
    async setDetails(id, { title, byline, editorNote }) {
      await db.updateTable('chapters').set({ title, byline, editor_note: editorNote }).where('id', '=', id).execute()
    },
    async delete(id, at) {
      await db.updateTable('chapters').set({ deleted_at: at }).where('id', '=', id).execute()
    },
    async version(id, revision) {
      const row = await db
        .selectFrom('chapter_versions')
        .selectAll()
        .where('chapter_id', '=', id)
        .where('revision', '=', revision)
        .executeTakeFirst()
      return row && { ...listed(row), content: JSON.parse(row.content), origins: JSON.parse(row.origins) }
    },
    async versions(id) {
      const rows = await db
        .selectFrom('chapter_versions')
        .select(['chapter_id', 'revision', 'based_on', 'chars', 'saved_by', 'saved_name', 'saved_at'])
        .where('chapter_id', '=', id)
        .orderBy('revision', 'desc')
        .execute()
      return rows.map(listed)
    },
    async using(itemId) {
      const rows = await present()
        .innerJoin('chapter_sources', 'chapter_sources.chapter_id', 'chapters.id')
        .selectAll('chapters')
        .select('source')
        .where('item_id', '=', itemId)
        .orderBy('chapters.created_at')
        .orderBy('chapters.id')
        .orderBy('source')
        .execute()
      const { volume } = createPublicationStore(db)
      const found = []
      for (const { source, ...row } of rows)
        found.push({ chapter: chapter(row), volume: (await volume(row.volume_id))!, source })
      return found
    },
    async sourceUses(itemIds) {
      return present()
        .innerJoin('chapter_sources', 'chapter_sources.chapter_id', 'chapters.id')
        .select([
          'item_id as itemId',
          'chapters.id as chapterId',
          'volume_id as volumeId',
          'revision',
          'title',
          'byline',
        ])
        .distinct()
        .$if(itemIds !== null, (query) => query.where('item_id', 'in', among(itemIds ?? [])))
        .orderBy('item_id')
        .orderBy('chapters.id')
        .execute()
    },
  }
}
