/** /quotations: a manuscript held against the archive. */
import { z } from 'zod'
import { ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { MOST_QUOTATIONS } from '../search/quotations.ts'
import type { Search } from '../search/search.ts'
import { declare } from './answers.ts'

const span = z.tuple([z.int(), z.int()])
/** Five million characters, as JSON escapes them at worst. */
const MAX_MANUSCRIPT = 32 * (1 << 20)

export const quotationRoutes = (search: Search): Route<Actor>[] => [
  declare({
    method: 'post',
    path: '/api/v1/quotations',
    summary: '引文核对：稿中每一处引文与馆藏逐字比对',
    tag: 'search',
    body: z.strictObject({ text: z.string().min(1).max(5_000_000) }).meta({ id: 'Manuscript' }),
    maxBody: MAX_MANUSCRIPT,
    answers: {
      200: {
        description: `each quoted span, up to ${MOST_QUOTATIONS}; isComplete false: send the rest by itself`,
        schema: z.object({
          total: z.int(),
          verbatim: z.int(),
          altered: z.int(),
          notFound: z.int(),
          isComplete: z.boolean(),
          quotations: z.array(
            z.object({
              start: z.int(),
              end: z.int(),
              text: z.string(),
              state: z.enum(['verbatim', 'altered', 'not-found']),
              source: z
                .object({
                  itemId: z.string(),
                  title: z.string(),
                  referenceCode: z.string().nullable(),
                  textRevision: z.int(),
                  page: z.int().nullable(),
                  start: z.int(),
                  end: z.int(),
                })
                .nullable(),
              differences: z.array(
                z.object({
                  is: z.enum(['changed', 'missing', 'added']),
                  quote: z.string(),
                  passage: z.string(),
                  quoteSpan: span,
                  passageSpan: span,
                }),
              ),
            }),
          ),
        }),
      },
    },
    async handle({ actor, body }) {
      const { quotations, isComplete } = await search.quotations(actor, body.text)
      const count = (state: string) => quotations.filter((one) => one.state === state).length
      return ok({
        total: quotations.length,
        verbatim: count('verbatim'),
        altered: count('altered'),
        notFound: count('not-found'),
        isComplete,
        quotations,
      })
    },
  }),
]
