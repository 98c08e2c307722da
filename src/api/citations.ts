/** /items/:id/exports/citation. */
import { z } from 'zod'
import { written } from '../citations/citation.ts'
import type { Citations } from '../citations/citations.ts'
import { styles } from '../citations/reference.ts'
import { ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { declare, idParam } from './answers.ts'

const offset = z.coerce.number().int().min(0).max(100_000_000)
const citationQuery = z
  .object({
    style: z.enum(styles).default('note'),
    start: offset.optional().meta({ description: 'UTF-16 offset of the passage; without it the whole item is cited' }),
    end: offset.optional(),
    revision: z.coerce.number().int().min(1).optional().meta({ description: 'of the text' }),
  })
  .refine(({ start, end }) => (start === undefined) === (end === undefined), { path: ['end'] })

export const citationRoutes = (citations: Citations): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/items/:id/exports/citation',
    summary: '引文与出处：史学注，或 GB/T 7714（2015、2025）',
    tag: 'items',
    params: idParam,
    query: citationQuery,
    answers: {
      200: {
        description: 'the passage verbatim, its source, and both as they are copied',
        schema: z.object({
          quote: z.string(),
          citation: z.string(),
          text: z.string(),
          textRevision: z.int().nullable(),
          pages: z.object({ from: z.int().nullable(), to: z.int().nullable() }),
          printedPages: z
            .object({ from: z.string(), to: z.string() })
            .nullable()
            .meta({ description: '已刊: the pages as they are numbered in the book' }),
        }),
      },
    },
    async handle({ actor, params, query }) {
      const { start, end, revision = null } = query
      const range = start === undefined || end === undefined ? null : { start, end }
      const cited = await citations.passage(actor, { itemId: params.id, textRevision: revision, range })
      const { quote, textRevision, pages, printedPages } = cited
      return ok({ quote, textRevision, pages, printedPages, ...written(cited, query.style) })
    },
  }),
]
