/** /concordance. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import { attachment } from '../http/range.ts'
import { ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import type { ConcordanceLine } from '../search/concordance.ts'
import { concordanceLines, concordanceQuery } from '../search/input.ts'
import type { Search } from '../search/search.ts'
import { declare } from './answers.ts'
import { row } from './csv.ts'

const lineSchema = z
  .object({
    itemId: z.string(),
    textRevision: z.int(),
    title: z.string(),
    referenceCode: z.string().nullable(),
    page: z.int().nullable(),
    start: z.int().meta({ description: 'UTF-16 offset in that text version' }),
    end: z.int(),
    left: z.string(),
    match: z.string(),
    right: z.string(),
  })
  .meta({ id: 'ConcordanceLine' })

const formats = {
  csv: {
    mediaType: 'text/csv; charset=utf-8',
    head: `\ufeff${row(['题名', '档号', '页', '左', '命中', '右', 'itemId', 'textRevision', 'start', 'end'])}`,
    line: (one: ConcordanceLine) =>
      row([
        one.title,
        one.referenceCode ?? '',
        one.page === null ? '' : String(one.page),
        one.left,
        one.match,
        one.right,
        one.itemId,
        String(one.textRevision),
        String(one.start),
        String(one.end),
      ]),
  },
  txt: {
    mediaType: 'text/plain; charset=utf-8',
    head: '\ufeff',
    line: ({ left, match, right, title, referenceCode, page }: ConcordanceLine) =>
      `${left}【${match}】${right}\t${title}${referenceCode ? ` ${referenceCode}` : ''}${page === null ? '' : ` 第${page}页`}\r\n`,
  },
  json: {
    mediaType: 'application/x-ndjson; charset=utf-8',
    head: '',
    line: (one: ConcordanceLine) => `${JSON.stringify(one)}\n`,
  },
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
    query: concordanceLines.extend({ format: z.enum(['csv', 'txt', 'json']).default('csv') }),
    answers: { 200: { description: 'every line, streamed; json is one object a line', mediaType: 'text/csv' } },
    async handle({ actor, query, callerNow }) {
      const { head, line, mediaType } = formats[query.format]
      // The first batch is asked for before the answer begins, so that a wrong query is a problem and not a broken file.
      let batch = await search.concordanceBatch(actor, query, 0)
      async function* lines() {
        yield head
        for (;;) {
          yield batch.lines.map(line).join('')
          if (batch.next === null) break
          batch = await search.concordanceBatch(await callerNow(), query, batch.next)
        }
      }
      const headers = {
        'content-type': mediaType,
        'content-disposition': attachment(`逐字索引.${query.format}`),
        'cache-control': 'no-store',
      }
      return { status: 200, stream: Readable.from(lines()), headers }
    },
  }),
]
