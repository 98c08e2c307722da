/** /concordance. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import { attachment } from '../http/range.ts'
import { ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { type LineFormat, lineFormats } from '../search/concordance.ts'
import { concordanceLines, concordanceQuery } from '../search/input.ts'
import type { Search } from '../search/search.ts'
import { dateSchema, declare } from './answers.ts'
import { incomplete, lineHeads } from './line-formats.ts'

const lineSchema = z
  .object({
    itemId: z.string(),
    textRevision: z.int(),
    title: z.string(),
    referenceCode: z.string().nullable(),
    date: dateSchema,
    page: z.int().nullable(),
    start: z.int().meta({ description: 'UTF-16 offset in that text version' }),
    end: z.int(),
    left: z.string(),
    match: z.string(),
    right: z.string(),
  })
  .meta({ id: 'ConcordanceLine' })

const mediaTypes: Record<LineFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  json: 'application/x-ndjson; charset=utf-8',
}

export const concordanceRoutes = (search: Search): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/concordance',
    summary: '逐字索引（每处命中及其上下文）',
    tag: 'search',
    query: concordanceQuery,
    answers: {
      200: {
        description: 'one page of lines; total counts all of them unless totalRelation says otherwise',
        schema: z.object({
          total: z.int(),
          totalRelation: z.enum(['exact', 'atLeast']),
          page: z.int(),
          size: z.int(),
          lines: z.array(lineSchema),
        }),
      },
    },
    handle: async ({ actor, query }) =>
      ok({ ...(await search.concordance(actor, query)), page: query.page, size: query.size }),
  }),
  declare({
    method: 'get',
    path: '/api/v1/concordance/export',
    summary: '导出全部命中处（按件的次序，逐行输出）',
    tag: 'search',
    query: concordanceLines.extend({ format: z.enum(lineFormats).default('csv') }),
    answers: {
      200: {
        description:
          'every line, streamed; json is one object a line. Where not all could be told, a last row says so and names the items',
        mediaType: 'text/csv',
      },
    },
    async handle({ actor, query, callerNow, language }) {
      const { format } = query
      // The first batch is asked for before the answer begins, so that a wrong query is a problem and not a broken file.
      let batch = await search.concordanceBatch(actor, query, format, 0)
      async function* lines() {
        yield lineHeads[format]
        const cut: string[] = []
        for (let isSure = true; ; ) {
          yield batch.rows
          cut.push(...batch.cut)
          isSure &&= batch.isSure
          if (batch.next === null) {
            if (cut.length || !isSure) yield incomplete(format, cut, language)
            break
          }
          batch = await search.concordanceBatch(await callerNow(), query, format, batch.next)
        }
      }
      const headers = {
        'content-type': mediaTypes[format],
        'content-disposition': attachment(`逐字索引.${query.format}`),
        'cache-control': 'no-store',
      }
      return { status: 200, stream: Readable.from(lines()), headers }
    },
  }),
]
