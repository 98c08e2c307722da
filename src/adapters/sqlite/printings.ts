/** 印次 and 勘误 in archive.db. */
import { type Selectable, sql } from 'kysely'
import type { Erratum } from '../../publications/printings/erratum.ts'
import type { Printing } from '../../publications/printings/printing.ts'
import type { ErratumStore, PrintingStore } from '../../publications/printings/printing-store.ts'
import type { Database } from './database.ts'
import type { ErratumRow, PrintingRow } from './rows/printings.ts'

const printing = (row: Selectable<PrintingRow>): Printing => {
  const fields = JSON.parse(row.fields) as Omit<Printing, 'id' | 'volumeId' | 'number' | 'text' | 'hash'>
  const { proofId, publishedOn, printRun, note, ...rest } = fields
  const own = { id: row.id, volumeId: row.volume_id, number: row.number, proofId, publishedOn, printRun, note }
  return { ...own, text: JSON.parse(row.text), hash: row.hash, ...rest }
}
const erratum = (row: Selectable<ErratumRow>): Erratum => ({
  ...(JSON.parse(row.fields) as Erratum),
  id: row.id,
  volumeId: row.volume_id,
  printingId: row.printing_id,
  reportId: row.report_id,
  at: row.at,
  withdrawn: row.withdrawn === null ? null : JSON.parse(row.withdrawn),
})

export function createPrintingStore(db: Database): PrintingStore {
  const printings = () => db.selectFrom('printings').selectAll()
  return {
    async get(id) {
      const row = await printings().where('id', '=', id).executeTakeFirst()
      return row && printing(row)
    },
    ofVolume: async (volumeId) =>
      (await printings().where('volume_id', '=', volumeId).orderBy('number').execute()).map(printing),
    async printRun(volumeId) {
      const { sum } = await db
        .selectFrom('printings')
        .select(sql<number | null>`sum(fields ->> 'printRun')`.as('sum'))
        .where('volume_id', '=', volumeId)
        .executeTakeFirstOrThrow()
      return sum
    },
    async insert({ id, volumeId, number, text, hash, ...fields }, itemIds) {
      await db
        .insertInto('printings')
        .values({
          id,
          volume_id: volumeId,
          number,
          text: JSON.stringify(text),
          hash,
          fields: JSON.stringify(fields),
          pages: null,
        })
        .execute()
      if (text.chapters.length)
        await db
          .insertInto('printed_versions')
          .values(text.chapters.map((one) => ({ printing_id: id, chapter_id: one.id, revision: one.revision })))
          .execute()
      if (itemIds.length)
        await db
          .insertInto('printed_items')
          .values(itemIds.map((item_id) => ({ printing_id: id, item_id })))
          .execute()
    },
    async pages(id) {
      const row = await db.selectFrom('printings').select('pages').where('id', '=', id).executeTakeFirst()
      return row?.pages ? JSON.parse(row.pages) : null
    },
    async setPages(id, pages) {
      await db
        .updateTable('printings')
        .set({ pages: JSON.stringify(pages) })
        .where('id', '=', id)
        .execute()
    },
    printedOf: (itemId) =>
      db
        .selectFrom('printed_items')
        .innerJoin('printings', 'printings.id', 'printed_items.printing_id')
        .innerJoin('printed_versions', 'printed_versions.printing_id', 'printings.id')
        .innerJoin('chapter_versions', (join) =>
          join
            .onRef('chapter_versions.chapter_id', '=', 'printed_versions.chapter_id')
            .onRef('chapter_versions.revision', '=', 'printed_versions.revision'),
        )
        .select(['printings.id as printingId', 'chapter_versions.chapter_id as chapterId', 'chapter_versions.revision'])
        .where('item_id', '=', itemId)
        .where('based_on', 'like', `%${itemId}%`)
        .orderBy('printings.volume_id')
        .orderBy('printings.number')
        .orderBy('chapter_versions.chapter_id')
        .execute(),
    async itemsOf(id) {
      const rows = await db.selectFrom('printed_items').select('item_id').where('printing_id', '=', id).execute()
      return rows.map(({ item_id }) => item_id)
    },
    async picturing(itemId) {
      const rows = await db
        .selectFrom('printed_items')
        .innerJoin('printings', 'printings.id', 'printing_id')
        .select('printings.id')
        .where('item_id', '=', itemId)
        .orderBy('volume_id')
        .orderBy('number')
        .execute()
      return rows.map(({ id }) => id)
    },
  }
}

export function createErratumStore(db: Database): ErratumStore {
  const errata = () => db.selectFrom('errata').selectAll()
  return {
    async get(id) {
      const row = await errata().where('id', '=', id).executeTakeFirst()
      return row && erratum(row)
    },
    list: async () => (await errata().orderBy('at').orderBy('id').execute()).map(erratum),
    async insert({ id, volumeId, printingId, reportId, at, withdrawn: _, ...fields }) {
      const row = { id, volume_id: volumeId, printing_id: printingId, report_id: reportId, at, withdrawn: null }
      await db
        .insertInto('errata')
        .values({ ...row, fields: JSON.stringify(fields) })
        .execute()
    },
    async setWithdrawn(id, withdrawn) {
      await db
        .updateTable('errata')
        .set({ withdrawn: withdrawn && JSON.stringify(withdrawn) })
        .where('id', '=', id)
        .execute()
    },
    async kept(erratumId) {
      const rows = await db.selectFrom('errata_kept').selectAll().where('erratum_id', '=', erratumId).execute()
      return new Map(rows.map(({ part_id, kept }) => [part_id, JSON.parse(kept)]))
    },
    async keep(erratumId, partId, kept) {
      await db.deleteFrom('errata_kept').where('erratum_id', '=', erratumId).where('part_id', '=', partId).execute()
      if (kept)
        await db
          .insertInto('errata_kept')
          .values({ erratum_id: erratumId, part_id: partId, kept: JSON.stringify(kept) })
          .execute()
    },
  }
}
