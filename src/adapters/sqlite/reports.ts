/** 报错 in archive.db. */
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import type { Outcome, Report, ReportKind } from '../../reports/report.ts'
import type { ListedReport, ReportStore } from '../../reports/store.ts'
import type { Database } from './database.ts'
import { visible } from './item-scope.ts'
import type { ReportRow } from './rows/readers.ts'
import type { Schema } from './schema.ts'

function anchorOf(row: Selectable<ReportRow>): Report['anchor'] {
  if (row.text_revision === null || row.start === null || row.end === null) return null
  const { text_revision: textRevision, start, end, exact, prefix, suffix, page } = row
  return { textRevision, start, end, exact, prefix, suffix, page }
}
const toReport = (row: Selectable<ReportRow> & { title: string; reference_code: string | null }): ListedReport => ({
  id: row.id,
  itemId: row.item_id,
  kind: row.kind as ReportKind,
  anchor: anchorOf(row),
  sheet: row.object_id === null ? null : { objectId: row.object_id, page: row.object_page ?? 1 },
  proposal: row.proposal,
  remark: row.remark,
  reporterId: row.reporter_id,
  reporterName: row.reporter_name,
  reportedAt: row.reported_at,
  decided:
    row.outcome === null
      ? null
      : {
          outcome: row.outcome as Outcome,
          reason: row.reason,
          correctedRevision: row.corrected_revision,
          byId: row.decided_by ?? '',
          byName: row.decided_name ?? '',
          at: row.decided_at ?? '',
        },
  title: row.title,
  referenceCode: row.reference_code,
})

export function createReportStore(db: Database): ReportStore {
  const within = (scope: Parameters<typeof visible>[1]) =>
    db
      .selectFrom('reports')
      .innerJoin('items', 'items.id', 'reports.item_id')
      .where('items.deleted_at', 'is', null)
      .where((eb) => visible(eb as unknown as ExpressionBuilder<Schema, 'items'>, scope))
  return {
    async insert({ anchor, sheet, ...report }) {
      await db
        .insertInto('reports')
        .values({
          id: report.id,
          item_id: report.itemId,
          kind: report.kind,
          text_revision: anchor?.textRevision ?? null,
          start: anchor?.start ?? null,
          end: anchor?.end ?? null,
          exact: anchor?.exact ?? '',
          prefix: anchor?.prefix ?? '',
          suffix: anchor?.suffix ?? '',
          page: anchor?.page ?? null,
          object_id: sheet?.objectId ?? null,
          object_page: sheet?.page ?? null,
          proposal: report.proposal,
          remark: report.remark,
          reporter_id: report.reporterId,
          reporter_name: report.reporterName,
          reported_at: report.reportedAt,
        })
        .execute()
    },
    async get(id, scope) {
      const row = await within(scope)
        .selectAll('reports')
        .select(['items.title', 'items.reference_code'])
        .where('reports.id', '=', id)
        .executeTakeFirst()
      return row && toReport(row)
    },
    async list({ itemId, reporterId, state }, scope, { from, size }) {
      let all = within(scope)
      if (itemId !== undefined) all = all.where('item_id', '=', itemId)
      if (reporterId !== undefined) all = all.where('reporter_id', '=', reporterId)
      if (state !== undefined)
        all = all.where('outcome', state === 'open' ? 'is' : '=', state === 'open' ? null : state)
      const { total } = await all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await all
        .selectAll('reports')
        .select(['items.title', 'items.reference_code'])
        .$if(state === undefined, (query) => query.orderBy(sql`outcome is not null`))
        .orderBy('reported_at', state === 'open' ? 'asc' : 'desc')
        .orderBy('reports.id')
        .offset(from)
        .limit(size)
        .execute()
      return { total, reports: rows.map(toReport) }
    },
    async countOpen(reporterId) {
      const { n } = await db
        .selectFrom('reports')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('reporter_id', '=', reporterId)
        .where('outcome', 'is', null)
        .executeTakeFirstOrThrow()
      return n
    },
    async decide(id, before, decided) {
      const { numUpdatedRows } = await db
        .updateTable('reports')
        .set({
          outcome: decided?.outcome ?? null,
          reason: decided?.reason ?? '',
          corrected_revision: decided?.correctedRevision ?? null,
          decided_by: decided?.byId ?? null,
          decided_name: decided?.byName ?? null,
          decided_at: decided?.at ?? null,
        })
        .where('id', '=', id)
        .where('outcome', before === null ? 'is' : '=', before)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}
