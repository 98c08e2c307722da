/** Accessions in archive.db. */
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import { type Accession, type AcquisitionType, accessionNumber, sampleNumber } from '../../accessions/accession.ts'
import type { AccessionFilter, AccessionStore } from '../../accessions/store.ts'
import type { Encoding } from '../../ports/text-reader.ts'
import { among, type Database } from './database.ts'
import { createLineStore } from './received-files.ts'
import type { AccessionRow } from './rows/accessions.ts'
import type { Schema } from './schema.ts'

const NOT_SAMPLE = 0
const SAMPLE = 1
const REMOVED = 2

const toAccession = (row: Selectable<AccessionRow>): Accession => ({
  id: row.id,
  accessionNumber: row.accession_number,
  title: row.title,
  acquisitionType: row.acquisition_type as AcquisitionType,
  contributor: row.contributor === null ? null : JSON.parse(row.contributor),
  receivedDate: row.received_date,
  handler: row.handler,
  returnOriginal: row.return_original === 1,
  returnDue: row.return_due,
  returned: row.returned_at === null ? null : { at: row.returned_at, note: row.return_note },
  note: row.note,
  isSample: row.sample !== NOT_SAMPLE,
  createdBy: row.created_by,
  createdAt: row.created_at,
  closedAt: row.closed_at,
})

/** What a person corrects. */
const columnsOf = (accession: Omit<Accession, 'accessionNumber'>) => ({
  title: accession.title,
  acquisition_type: accession.acquisitionType,
  contributor: accession.contributor && JSON.stringify(accession.contributor),
  received_date: accession.receivedDate,
  handler: accession.handler,
  return_original: Number(accession.returnOriginal),
  return_due: accession.returnDue,
  returned_at: accession.returned?.at ?? null,
  return_note: accession.returned?.note ?? '',
  note: accession.note,
})

function matching(eb: ExpressionBuilder<Schema, 'accessions'>, filter: AccessionFilter) {
  const all = [eb('sample', '<>', REMOVED)]
  if (filter.text !== '') {
    const like = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`
    const within = (column: string) => sql<boolean>`${sql.raw(column)} like ${like} escape '\\'`
    const places = ['accession_number', 'title', 'handler', "json_extract(contributor, '$.name')"]
    all.push(eb.or(places.map(within)))
  }
  if (filter.acquisitionType !== null) all.push(eb('acquisition_type', '=', filter.acquisitionType))
  if (filter.year !== null) all.push(eb('received_date', 'like', `${String(filter.year).padStart(4, '0')}-%`))
  if (filter.state === 'open') all.push(eb('closed_at', 'is', null))
  if (filter.state === 'closed') all.push(eb('closed_at', 'is not', null))
  if (filter.state === 'to-return') all.push(eb('return_original', '=', 1), eb('returned_at', 'is', null))
  return eb.and(all)
}

export function createAccessionStore(db: Database): AccessionStore {
  return {
    async get(id) {
      const row = await db
        .selectFrom('accessions')
        .selectAll()
        .where('id', '=', id)
        .where('sample', '<>', REMOVED)
        .executeTakeFirst()
      return row && toAccession(row)
    },
    async getMany(ids) {
      if (ids.length === 0) return []
      const rows = await db.selectFrom('accessions').selectAll().where('id', 'in', ids).execute()
      return rows.map(toAccession)
    },
    async encodings(sources) {
      const rows = await db
        .selectFrom('source_encodings')
        .select(['source', 'encoding'])
        .where('source', 'in', among(sources))
        .execute()
      return new Map(rows.map(({ source, encoding }) => [source, encoding as Encoding]))
    },
    async rememberEncoding(source, encoding, by, at) {
      if (encoding === null) await db.deleteFrom('source_encodings').where('source', '=', source).execute()
      else await db.replaceInto('source_encodings').values({ source, encoding, actor_id: by, at }).execute()
    },
    async ofDay(dayKey) {
      const row = await db.selectFrom('accessions').selectAll().where('day_key', '=', dayKey).executeTakeFirst()
      return row && toAccession(row)
    },
    async insert(accession, year, dayKey) {
      const { value } = await db
        .insertInto('counters')
        .values({ name: accession.isSample ? 'accession/sample' : `accession/${year}`, value: 1 })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: sql`value + 1` }))
        .returning('value')
        .executeTakeFirstOrThrow()
      const row = await db
        .insertInto('accessions')
        .values({
          id: accession.id,
          accession_number: accession.isSample ? sampleNumber(value) : accessionNumber(year, value),
          sample: accession.isSample ? SAMPLE : NOT_SAMPLE,
          ...columnsOf(accession),
          day_key: dayKey,
          created_by: accession.createdBy,
          created_at: accession.createdAt,
          closed_at: accession.closedAt,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return toAccession(row)
    },
    async update(accession) {
      await db.updateTable('accessions').set(columnsOf(accession)).where('id', '=', accession.id).execute()
    },
    async close(id, at) {
      await db.updateTable('accessions').set({ closed_at: at }).where('id', '=', id).execute()
    },
    async samples() {
      const rows = await db.selectFrom('accessions').selectAll().where('sample', '=', SAMPLE).orderBy('id').execute()
      return rows.map(toAccession)
    },
    async removeSample(id) {
      await db
        .updateTable('accessions')
        .set({ sample: REMOVED })
        .where('id', '=', id)
        .where('sample', '=', SAMPLE)
        .execute()
    },
    async list(filter, { from, size }) {
      const base = db.selectFrom('accessions').where((eb) => matching(eb as never, filter))
      const { total } = await base.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const ordered =
        filter.state === 'to-return'
          ? base.orderBy(sql`return_due is null`).orderBy('return_due')
          : base.orderBy('created_at', 'desc')
      const rows = await ordered.selectAll().orderBy('id').offset(from).limit(size).execute()
      return { total, accessions: rows.map(toAccession) }
    },
    ...createLineStore(db),
  }
}
