/** /accessions/:id/metadata: descriptions as a list, in and out. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Accessions } from '../accessions/accessions.ts'
import { bodyBytes } from '../http/body-bytes.ts'
import { shownProblem } from '../http/problem.ts'
import { attachment } from '../http/range.ts'
import { ok, type Route } from '../http/route.ts'
import { headings, rowOf } from '../items/metadata/columns.ts'
import type { Metadata } from '../items/metadata/metadata.ts'
import { type Actor, demand } from '../policy.ts'
import type { TableWriter } from '../ports/table-writer.ts'
import { declare, fileProblem, idParam } from './answers.ts'
import { row as csvRow } from './csv.ts'
import { WORKBOOK, workbookFile } from './papers.ts'

const MOST_BYTES = 16 * (1 << 20)
const flag = z.enum(['true', 'false']).default('false')

const reportSchema = z
  .object({
    dryRun: z.boolean(),
    changed: z.int(),
    unchanged: z.int(),
    refused: z.int(),
    undated: z.int().meta({ description: 'rows whose date is kept as written and resolved to no days' }),
    ignored: z.array(z.string()).meta({ description: 'columns that say nothing to us' }),
    left: z
      .object({ count: z.int(), titles: z.array(z.string()) })
      .meta({ description: 'items that no row describes; the first hundred titles' }),
    rows: z
      .array(
        z.object({
          row: z.int(),
          outcome: z.enum(['changed', 'unchanged', 'refused']),
          itemId: z.string().nullable(),
          title: z.string(),
          changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
          problem: fileProblem.nullable(),
          fields: z.array(z.string()).meta({ description: 'cells that are not as required' }),
          isUndated: z.boolean(),
        }),
      )
      .meta({ description: 'changed and refused ones, the first thousand' }),
  })
  .meta({ id: 'MetadataReport' })

export const metadataRoutes = (
  metadata: Metadata,
  accessions: Pick<Accessions, 'get'>,
  tables: TableWriter,
): Route<Actor>[] => [
  declare({
    method: 'post',
    path: '/api/v1/accessions/:id/metadata',
    summary: '导入著录：CSV 或 XLSX，按文件名、路径或档号对应各件；可先试运行',
    tag: 'accessions',
    params: idParam,
    query: z.object({
      dryRun: flag.meta({ description: 'true: a report, and nothing is written' }),
      clear: flag.meta({ description: 'true: an empty cell clears the field; else it leaves what is there' }),
    }),
    raw: true,
    takes: [WORKBOOK, 'text/csv'],
    answers: { 200: { description: 'what became of the rows, one by one', schema: reportSchema } },
    async handle({ actor, params, query, request, language }) {
      demand(actor, 'item.describe')
      await accessions.get(actor, params.id)
      const bytes = await bodyBytes(request, MOST_BYTES)
      const { rows, ...report } = await metadata.import(actor, params.id, bytes, {
        dryRun: query.dryRun === 'true',
        clears: query.clear === 'true',
      })
      return ok({
        ...report,
        rows: rows.map((row) => ({ ...row, problem: row.problem && shownProblem(row.problem, language) })),
      })
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/accessions/:id/metadata',
    summary: '导出著录：XLSX 或 CSV，可改后再导入',
    tag: 'accessions',
    params: idParam,
    query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    answers: { 200: { description: 'every item with every element', mediaType: WORKBOOK } },
    async handle({ actor, params, query, language }) {
      demand(actor, 'item.describe')
      const { accessionNumber } = await accessions.get(actor, params.id)
      async function* rows() {
        for await (const view of metadata.items(actor, params.id)) yield rowOf(view, language)
      }
      if (query.format === 'xlsx') {
        const columns = headings(language).map((heading) => ({ heading, width: 16 }))
        return workbookFile(tables.write([{ name: accessionNumber, columns, rows: rows() }]), accessionNumber)
      }
      async function* lines() {
        yield `\ufeff${csvRow(headings(language))}`
        for await (const cells of rows()) yield csvRow(cells)
      }
      return {
        status: 200,
        stream: Readable.from(lines()),
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': attachment(`${accessionNumber}.csv`),
          'cache-control': 'no-store',
        },
      }
    },
  }),
]
