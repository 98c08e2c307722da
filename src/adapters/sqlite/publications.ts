/** Series, volumes and their outlines in archive.db. */
import { type Selectable, sql } from 'kysely'
import type { CountedVolume, PublicationStore } from '../../publications/store.ts'
import type { Volume, VolumeType } from '../../publications/volume.ts'
import type { Database } from './database.ts'
import type { VolumeRow } from './rows/publications.ts'

type CountedRow = Selectable<Omit<VolumeRow, 'outline'>> & { series: string; chapters: number; chars: number }

export const countedVolume = (row: CountedRow): CountedVolume => ({
  id: row.id,
  publicationId: row.publication_id,
  number: row.number,
  title: row.title,
  type: row.type as VolumeType,
  trim: JSON.parse(row.trim),
  editors: JSON.parse(row.editors),
  imprint: JSON.parse(row.imprint),
  plannedChars: row.planned_chars,
  topicId: row.topic_id,
  citationStyle: row.citation_style as Volume['citationStyle'],
  generated: JSON.parse(row.generated),
  printed: row.printed === null ? null : JSON.parse(row.printed),
  revision: row.revision,
  outlineRevision: row.outline_revision,
  createdAt: row.created_at,
  seriesTitle: row.series,
  chapters: row.chapters,
  chars: row.chars,
})
const columns = (volume: Volume) => ({
  number: volume.number,
  title: volume.title,
  type: volume.type,
  trim: JSON.stringify(volume.trim),
  editors: JSON.stringify(volume.editors),
  imprint: JSON.stringify(volume.imprint),
  planned_chars: volume.plannedChars,
  topic_id: volume.topicId,
  citation_style: volume.citationStyle,
  generated: JSON.stringify(volume.generated),
  printed: volume.printed && JSON.stringify(volume.printed),
  revision: volume.revision,
})

export function createPublicationStore(db: Database): PublicationStore {
  const counted = () =>
    db
      .selectFrom('volumes')
      .innerJoin('publications', 'publications.id', 'volumes.publication_id')
      .select([
        'volumes.id',
        'publication_id',
        'number',
        'volumes.title',
        'type',
        'trim',
        'editors',
        'imprint',
        'planned_chars',
        'topic_id',
        'citation_style',
        'generated',
        'printed',
        'revision',
        'outline_revision',
        'volumes.created_at',
        'publications.title as series',
        sql<number>`(SELECT count(*) FROM chapters WHERE volume_id = volumes.id AND deleted_at IS NULL)
          + (SELECT count(*) FROM printed_parts WHERE volume_id = volumes.id AND kind = 'piece')`.as('chapters'),
        sql<number>`(SELECT coalesce(sum(chars), 0) FROM chapters WHERE volume_id = volumes.id AND deleted_at IS NULL)
          + (SELECT coalesce(sum(char_count), 0) FROM printed_parts p JOIN items i ON i.id = p.item_id WHERE p.volume_id = volumes.id)`.as(
          'chars',
        ),
      ])

  return {
    async list() {
      const rows = await db
        .selectFrom('publications')
        .selectAll()
        .select(sql<number>`(SELECT count(*) FROM volumes WHERE publication_id = publications.id)`.as('volumes'))
        .orderBy('title')
        .orderBy('id')
        .execute()
      return rows.map(({ created_at, ...row }) => ({ ...row, createdAt: created_at }))
    },
    async get(id) {
      const row = await db.selectFrom('publications').selectAll().where('id', '=', id).executeTakeFirst()
      return row && { id: row.id, title: row.title, createdAt: row.created_at }
    },
    async insert({ id, title, createdAt }) {
      await db.insertInto('publications').values({ id, title, created_at: createdAt }).execute()
    },
    async rename(id, title) {
      await db.updateTable('publications').set({ title }).where('id', '=', id).execute()
    },
    async volumes(publicationId) {
      const all = counted().orderBy('volumes.created_at', 'desc').orderBy('volumes.id')
      const rows = await (publicationId === null ? all : all.where('publication_id', '=', publicationId)).execute()
      return rows.map(countedVolume)
    },
    async volume(id) {
      const row = await counted().where('volumes.id', '=', id).executeTakeFirst()
      return row && countedVolume(row)
    },
    async insertVolume(volume) {
      await db
        .insertInto('volumes')
        .values({
          id: volume.id,
          publication_id: volume.publicationId,
          ...columns(volume),
          outline: '[]',
          outline_revision: volume.outlineRevision,
          created_at: volume.createdAt,
        })
        .execute()
    },
    async updateVolume(volume) {
      await db.updateTable('volumes').set(columns(volume)).where('id', '=', volume.id).execute()
    },
    async outline(volumeId) {
      const row = await db.selectFrom('volumes').select('outline').where('id', '=', volumeId).executeTakeFirst()
      return row ? JSON.parse(row.outline) : []
    },
    async setOutline(volumeId, outlineRevision, nodes) {
      await db
        .updateTable('volumes')
        .set({ outline: JSON.stringify(nodes), outline_revision: outlineRevision })
        .where('id', '=', volumeId)
        .execute()
    },
  }
}
