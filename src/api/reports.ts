/** 报错: /items/:id/reports, /reports. */
import { z } from 'zod'
import { created, ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { newReport, reportDecision, reportsQuery } from '../reports/input.ts'
import { outcomes, reportKinds } from '../reports/report.ts'
import type { PlacedReport, Reports } from '../reports/reports.ts'
import type { ListedReport } from '../reports/store.ts'
import { declare, idParam, listOf, paged, paging } from './answers.ts'

const reportSchema = z
  .object({
    id: z.string(),
    item: z.object({ id: z.string(), title: z.string(), referenceCode: z.string().nullable() }),
    kind: z.enum(reportKinds),
    passage: z
      .object({
        textRevision: z.int(),
        start: z.int(),
        end: z.int(),
        exact: z.string(),
        prefix: z.string(),
        suffix: z.string(),
        page: z.int().nullable(),
      })
      .nullable()
      .meta({ description: 'UTF-16 offsets in that text version, and the words that stood there' }),
    sheet: z.object({ objectId: z.string(), page: z.int() }).nullable().meta({ description: 'a picture of the item' }),
    proposal: z.string(),
    remark: z.string(),
    reporter: z.object({ id: z.string(), name: z.string() }),
    reportedAt: z.string(),
    decided: z
      .object({
        outcome: z.enum(outcomes),
        reason: z.string(),
        correctedRevision: z.int().nullable(),
        byName: z.string(),
        at: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'Report' })
const placedSchema = reportSchema
  .extend({
    place: z
      .object({ start: z.int(), end: z.int(), state: z.enum(['valid', 'moved']) })
      .nullable()
      .meta({ description: 'of the passage in the present text; null: not found there any more, or none' }),
  })
  .meta({ id: 'PlacedReport' })

const shown = (report: ListedReport) => ({
  id: report.id,
  item: { id: report.itemId, title: report.title, referenceCode: report.referenceCode },
  kind: report.kind,
  passage: report.anchor,
  sheet: report.sheet,
  proposal: report.proposal,
  remark: report.remark,
  reporter: { id: report.reporterId, name: report.reporterName },
  reportedAt: report.reportedAt,
  decided: report.decided && {
    outcome: report.decided.outcome,
    reason: report.decided.reason,
    correctedRevision: report.decided.correctedRevision,
    byName: report.decided.byName,
    at: report.decided.at,
  },
})
const placed = ({ place, ...report }: PlacedReport) => ({ ...shown(report), place })

export const reportRoutes = (reports: Reports): Route<Actor>[] => [
  declare({
    method: 'post',
    path: '/api/v1/items/:id/reports',
    summary: '报错：一段文字、一页影像，或整件',
    tag: 'reports',
    params: idParam,
    body: newReport,
    answers: { 201: { description: 'the report', schema: reportSchema } },
    handle: async ({ actor, params, body }) => created(shown(await reports.make(actor, params.id, body))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/items/:id/reports',
    summary: '本件的报错：征集编目见全部，其余各人见自己的',
    tag: 'reports',
    params: idParam,
    query: z.object(paging),
    answers: {
      200: {
        description: 'undecided ones first',
        schema: listOf(placedSchema).extend({
          textRevision: z.int().nullable().meta({ description: 'the present text, that the places are of' }),
        }),
      },
    },
    async handle({ actor, params, query }) {
      const { total, textRevision, items } = await reports.ofItem(actor, params.id, query)
      const { page, size } = query
      return ok({ total, page, size, textRevision, items: items.map(placed) })
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/reports',
    summary: '报错：征集编目见全部，其余各人见自己的',
    tag: 'reports',
    query: reportsQuery,
    answers: { 200: { description: 'open ones the oldest first, others the newest', schema: listOf(reportSchema) } },
    async handle({ actor, query }) {
      const { total, items } = await reports.list(actor, query)
      return paged({ total, items: items.map(shown) }, query)
    },
  }),
  declare({
    method: 'put',
    path: '/api/v1/reports/:id/decision',
    summary: '采纳，或写明理由不采纳',
    tag: 'reports',
    params: idParam,
    body: reportDecision,
    answers: { 200: { description: 'the report', schema: reportSchema } },
    handle: async ({ actor, params, body }) => ok(shown(await reports.decide(actor, params.id, body))),
  }),
]
