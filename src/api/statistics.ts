/** /statistics: sums, and the report of a year as figures, a page to print, a Word file, or a workbook. */
import { z } from 'zod'
import type { Desk } from '../desk/desk.ts'
import { ok, type Route } from '../http/route.ts'
import type { Language } from '../http/sentences.ts'
import type { Items } from '../items/items.ts'
import type { Actor } from '../policy.ts'
import type { TableWriter } from '../ports/table-writer.ts'
import type { WordWriter } from '../ports/word-writer.ts'
import { paperOfYear, reportOf, sheetsOfYear } from '../statistics/report.ts'
import type { Statistics } from '../statistics/statistics.ts'
import { divisions } from '../statistics/store.ts'
import { declare } from './answers.ts'
import { paperAnswer, WORD, WORKBOOK, workbookFile } from './papers.ts'

const count = z.int()
const totals = { items: count, characters: count, texts: count, images: count }
const year = z.coerce.number().int().min(1).max(9999)
const sums = { ...totals, accessions: count, contributors: count }
const reportSchema = z
  .object({
    ...sums,
    year: count,
    title: z.string(),
    sentence: z.string().meta({ description: 'for the yearly report' }),
    before: z.object(sums).meta({ description: 'the year before' }),
    tables: z.array(
      z.object({
        name: z.enum(divisions),
        title: z.string(),
        rows: z
          .array(z.object({ value: z.string(), label: z.string(), ...totals }))
          .meta({ description: 'most items first, at most 200' }),
      }),
    ),
    years: z.array(count).meta({ description: 'in which something was received, latest first' }),
  })
  .meta({ id: 'YearReport' })

export function statisticsRoutes(
  statistics: Statistics,
  desk: Desk,
  items: Pick<Items, 'totals'>,
  word: WordWriter,
  tables: TableWriter,
): Route<Actor>[] {
  const made = async (actor: Actor, which: number, language: Language) =>
    reportOf(await statistics.year(actor, which), language)
  return [
    declare({
      method: 'get',
      path: '/api/v1/statistics',
      summary: '字数、篇数、图片数；某一年收到的，及各处来稿',
      tag: 'statistics',
      query: z.object({ year: year.optional() }),
      answers: {
        200: {
          description: 'sums; contributors only of a year',
          schema: z.object({
            ...totals,
            contributors: z
              .array(z.object({ name: z.string(), items: count, characters: count, images: count }))
              .optional()
              .meta({ description: 'most items first, at most twelve' }),
          }),
        },
      },
      handle: async ({ actor, query }) =>
        ok(query.year === undefined ? await items.totals(actor) : await desk.year(actor, query.year)),
    }),
    declare({
      method: 'get',
      path: '/api/v1/statistics/:year',
      summary: '年度统计：总数、上年、各来源、门类、专题……，和写进年度报告的一句话',
      tag: 'statistics',
      params: z.object({ year }),
      answers: { 200: { description: 'of what was received in the year', schema: reportSchema } },
      async handle({ actor, params, language }) {
        const figures = await statistics.year(actor, params.year)
        return ok({ ...reportOf(figures, language), years: figures.years })
      },
    }),
    declare({
      method: 'get',
      path: '/api/v1/statistics/:year/report',
      summary: '年度统计（可打印，或 Word、Excel 文件）',
      tag: 'statistics',
      params: z.object({ year }),
      query: z.object({ format: z.enum(['html', 'docx', 'xlsx']).default('html') }),
      answers: {
        200: { description: 'a page to print, a .docx or an .xlsx file', mediaType: ['text/html', WORD, WORKBOOK] },
      },
      async handle({ actor, params, query, language }) {
        const report = await made(actor, params.year, language)
        if (query.format === 'xlsx') return workbookFile(tables.write(sheetsOfYear(report, language)), report.title)
        return paperAnswer(word, paperOfYear(report, language), '', query.format, language)
      },
    }),
  ]
}
