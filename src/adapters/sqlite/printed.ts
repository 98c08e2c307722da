/** Printed volumes and their parts in archive.db. */
import type { Selectable } from 'kysely'
import type { PartKind, PrintedIn } from '../../printed/printed.ts'
import type { PrintedImport, PrintedStore, StoredPart } from '../../printed/store.ts'
import type { Imprint } from '../../publications/volume.ts'
import { among, type Database, rememberingEach } from './database.ts'
import type { PrintedImportRow, PrintedPartRow } from './rows/printed.ts'

const IMPORT = [
  'id',
  'state',
  'fields',
  'volume_id',
  'job_id',
  'revision',
  'created_by',
  'created_name',
  'created_at',
  'updated_at',
] as const
const toImport = (row: Selectable<Omit<PrintedImportRow, 'frozen'>>): PrintedImport => ({
  id: row.id,
  state: row.state as PrintedImport['state'],
  fields: JSON.parse(row.fields),
  volumeId: row.volume_id,
  jobId: row.job_id,
  revision: row.revision,
  createdBy: row.created_by,
  createdName: row.created_name,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})
const columns = (of: PrintedImport) => ({
  id: of.id,
  state: of.state,
  fields: JSON.stringify(of.fields),
  volume_id: of.volumeId,
  job_id: of.jobId,
  revision: of.revision,
  created_by: of.createdBy,
  created_name: of.createdName,
  created_at: of.createdAt,
  updated_at: of.updatedAt,
})
const toPart = (row: Selectable<PrintedPartRow>): StoredPart => ({
  itemId: row.item_id,
  volumeId: row.volume_id,
  order: row.ord,
  kind: row.kind as PartKind,
  column: row.column_title,
  title: row.title,
  byline: row.byline,
  from: row.page_from,
  to: row.page_to,
})

export function createPrintedStore(db: Database): PrintedStore {
  const { many: ofItems } = rememberingEach(db, async (itemIds) => {
    const rows = await db
      .selectFrom('printed_parts as part')
      .innerJoin('volumes as v', 'v.id', 'part.volume_id')
      .innerJoin('publications as p', 'p.id', 'v.publication_id')
      .selectAll('part')
      .select(['v.number', 'v.title as volumeTitle', 'v.type', 'v.imprint', 'v.printed', 'p.title as seriesTitle'])
      .where('part.item_id', 'in', among(itemIds))
      .execute()
    return new Map(
      rows.map((row) => {
        const { itemId, ...part } = toPart(row)
        const imprint: Imprint = JSON.parse(row.imprint)
        const { year = '', place = '' } = JSON.parse(row.printed ?? '{}') as { year?: string; place?: string }
        const { number, volumeTitle, seriesTitle } = row
        const { compiledBy, publisher } = imprint
        const isInternal = row.type === 'internal'
        const printed: PrintedIn = {
          ...part,
          number,
          volumeTitle,
          seriesTitle,
          compiledBy,
          publisher,
          place,
          year,
          isInternal,
        }
        return [itemId, printed]
      }),
    )
  })
  return {
    async imports() {
      const rows = await db
        .selectFrom('printed_imports')
        .select(IMPORT)
        .orderBy('updated_at', 'desc')
        .orderBy('id')
        .execute()
      return rows.map(toImport)
    },
    async getImport(id) {
      const row = await db.selectFrom('printed_imports').select(IMPORT).where('id', '=', id).executeTakeFirst()
      return row && toImport(row)
    },
    async insertImport(found) {
      await db.insertInto('printed_imports').values(columns(found)).execute()
    },
    async updateImport(found) {
      await db.updateTable('printed_imports').set(columns(found)).where('id', '=', found.id).execute()
    },
    async freeze(id, frozen) {
      await db
        .updateTable('printed_imports')
        .set({ frozen: JSON.stringify(frozen) })
        .where('id', '=', id)
        .execute()
    },
    async frozen(id) {
      const row = await db.selectFrom('printed_imports').select('frozen').where('id', '=', id).executeTakeFirst()
      return row?.frozen ? JSON.parse(row.frozen) : undefined
    },
    async removeImport(id) {
      await db.deleteFrom('printed_imports').where('id', '=', id).execute()
    },
    async insertPart(part) {
      await db
        .insertInto('printed_parts')
        .values({
          item_id: part.itemId,
          volume_id: part.volumeId,
          ord: part.order,
          kind: part.kind,
          column_title: part.column,
          title: part.title,
          byline: part.byline,
          page_from: part.from,
          page_to: part.to,
        })
        .execute()
    },
    async parts(volumeId) {
      const rows = await db
        .selectFrom('printed_parts')
        .selectAll()
        .where('volume_id', '=', volumeId)
        .orderBy('ord')
        .execute()
      return rows.map(toPart)
    },
    ofItems,
  }
}
