/** Text versions and pages in archive.db. */
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Layout } from '../../hanzi/layout/layout.ts'
import type { ItemAccess } from '../../items/item.ts'
import type { TextStore } from '../../texts/store.ts'
import type { TextKind, TextPage, TextVersion } from '../../texts/text.ts'
import { among, compiled, type Database, rememberingEach } from './database.ts'
import { dateOf } from './item-row.ts'
import type { PageRow, TextVersionRow } from './rows/texts.ts'

const toVersion = (row: Omit<Selectable<TextVersionRow>, 'text'>): Omit<TextVersion, 'text'> => ({
  itemId: row.item_id,
  revision: row.revision,
  kind: row.kind as TextKind,
  parent: row.parent,
  charCount: row.char_count,
  encoding: row.encoding,
  uncertain: row.uncertain === 1,
  candidates: JSON.parse(row.candidates),
  objectId: row.object_id,
  note: row.note,
  authorId: row.author_id,
  authorName: row.author_name,
  createdAt: row.created_at,
})

const toPage = (row: Pick<Selectable<PageRow>, 'number' | 'label' | 'start' | 'end' | 'object_id'>): TextPage => ({
  number: row.number,
  label: row.label,
  start: row.start,
  end: row.end,
  objectId: row.object_id,
})

/** As bytes: node:sqlite makes a string of 4,500 characters in 50 µs, Buffer in 4. */
const bytes = (column: 't.text' | 'text') => sql<Uint8Array>`cast(${sql.ref(column)} as blob)`.as('bytes')
const parsed = (layout: string | null): Layout | null => (layout === null ? null : JSON.parse(layout))
const decoded = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString()

/** SQLite's limit of bound values is 32,766; a page has seven. */
const PAGE_ROWS = 1000

export function createTextStore(db: Database): TextStore {
  const insertPages: TextStore['replacePages'] = async (itemId, revision, pages) => {
    for (let i = 0; i < pages.length; i += PAGE_ROWS) {
      const rows = pages.slice(i, i + PAGE_ROWS).map((page) => ({
        item_id: itemId,
        text_revision: revision,
        number: page.number,
        label: page.label,
        start: page.start,
        end: page.end,
        object_id: page.objectId,
      }))
      await db.insertInto('pages').values(rows).execute()
    }
  }
  const presentOf = (ids: RawBuilder<string>) =>
    db
      .selectFrom('items')
      .innerJoin('text_versions as t', (join) =>
        join.onRef('t.item_id', '=', 'items.id').onRef('t.revision', '=', 'items.text_revision'),
      )
      .leftJoin('layouts as l', (join) =>
        join.onRef('l.item_id', '=', 'items.id').onRef('l.text_revision', '=', 'items.text_revision'),
      )
      .select([
        't.item_id as itemId',
        't.revision',
        'items.index_seq as indexSeq',
        bytes('t.text'),
        'l.layout',
        'l.version as layoutVersion',
      ])
      .where('items.id', 'in', ids)
  const present = compiled(db, presentOf)
  const headed = compiled(db, (ids) =>
    presentOf(ids).select([
      'items.title',
      'items.reference_code as referenceCode',
      'items.access',
      'items.withdrawn_at as withdrawnAt',
      'items.deleted_at as deletedAt',
      'items.text_pages as pages',
      'items.date_text',
      'items.date_edtf',
      'items.date_calendar',
      'items.date_start',
      'items.date_end',
    ]),
  )
  const { many: presentPages } = rememberingEach(db, async (itemIds) => {
    const rows = await db
      .selectFrom('items')
      .innerJoin('pages as p', (join) =>
        join.onRef('p.item_id', '=', 'items.id').onRef('p.text_revision', '=', 'items.text_revision'),
      )
      .select(['p.item_id', 'p.number', 'p.label', 'p.start', 'p.end', 'p.object_id'])
      .where('items.id', 'in', among(itemIds))
      .orderBy('p.item_id')
      .orderBy('p.number')
      .execute()
    const own = Map.groupBy(
      rows.map((row) => ({ itemId: row.item_id, ...toPage(row) })),
      ({ itemId }) => itemId,
    )
    return new Map(itemIds.map((id) => [id, own.get(id) ?? []]))
  })
  return {
    async get(itemId, revision) {
      const row = await db
        .selectFrom('text_versions')
        .selectAll()
        .where('item_id', '=', itemId)
        .where('revision', '=', revision)
        .executeTakeFirst()
      return row && { ...toVersion(row), text: row.text }
    },
    async present(itemIds) {
      const rows = await present(itemIds)
      return rows.map(({ layout, bytes, ...row }) => ({ ...row, text: decoded(bytes), layout: parsed(layout) }))
    },
    async headed(itemIds) {
      const rows = await headed(itemIds)
      return rows.map((row) => ({
        itemId: row.itemId,
        revision: row.revision,
        indexSeq: row.indexSeq,
        text: decoded(row.bytes),
        layout: parsed(row.layout),
        layoutVersion: row.layoutVersion,
        title: row.title,
        referenceCode: row.referenceCode,
        date: dateOf(row),
        access: row.withdrawnAt === null ? (row.access as ItemAccess) : 'withdrawn',
        isDeleted: row.deletedAt !== null,
        hasPages: row.pages > 0,
      }))
    },
    async layout(itemId, revision) {
      const row = await db
        .selectFrom('layouts')
        .select('layout')
        .where('item_id', '=', itemId)
        .where('text_revision', '=', revision)
        .executeTakeFirst()
      return row ? JSON.parse(row.layout) : null
    },
    async setLayouts(version, layouts) {
      for (const { itemId, revision, layout } of layouts) {
        await db
          .replaceInto('layouts')
          .values({ item_id: itemId, text_revision: revision, version, layout: JSON.stringify(layout) })
          .execute()
      }
    },
    async pages(itemId, revision) {
      const rows = await db
        .selectFrom('pages')
        .selectAll()
        .where('item_id', '=', itemId)
        .where('text_revision', '=', revision)
        .orderBy('number')
        .execute()
      return rows.map(toPage)
    },
    presentPages: async (itemIds) => [...(await presentPages(itemIds)).values()].flat(),
    async versions(itemId) {
      const rows = await db
        .selectFrom('text_versions')
        .select([
          'item_id',
          'revision',
          'kind',
          'parent',
          'char_count',
          'encoding',
          'uncertain',
          'candidates',
          'object_id',
          'note',
          'author_id',
          'author_name',
          'created_at',
        ])
        .where('item_id', '=', itemId)
        .orderBy('revision', 'desc')
        .execute()
      return rows.map(toVersion)
    },
    async insert(version, pages) {
      await db
        .insertInto('text_versions')
        .values({
          item_id: version.itemId,
          revision: version.revision,
          kind: version.kind,
          parent: version.parent,
          text: version.text,
          char_count: version.charCount,
          encoding: version.encoding,
          uncertain: Number(version.uncertain),
          candidates: JSON.stringify(version.candidates),
          object_id: version.objectId,
          note: version.note,
          author_id: version.authorId,
          author_name: version.authorName,
          created_at: version.createdAt,
        })
        .execute()
      await insertPages(version.itemId, version.revision, pages)
    },
    async replacePages(itemId, revision, pages) {
      await db.deleteFrom('pages').where('item_id', '=', itemId).where('text_revision', '=', revision).execute()
      await db.deleteFrom('layouts').where('item_id', '=', itemId).where('text_revision', '=', revision).execute()
      await insertPages(itemId, revision, pages)
      await db
        .updateTable('items')
        .set({ text_pages: pages.length })
        .where('id', '=', itemId)
        .where('text_revision', '=', revision)
        .execute()
    },
  }
}
