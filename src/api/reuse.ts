/** What stands elsewhere too: /items/:id/similar, /quotations. */
import { z } from 'zod'
import { revisionTag } from '../http/precondition.ts'
import { ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { reuseDecisions, reuseKinds } from '../reuse/pair.ts'
import type { Reuse, Similar } from '../reuse/reuse.ts'
import type { createSideBySide, SideBySide } from '../reuse/side-by-side.ts'
import type { ReuseBrief } from '../reuse/store.ts'
import { MOST_QUOTATIONS } from '../search/quotations.ts'
import type { Search } from '../search/search.ts'
import { declare, idParam, listOf, paging } from './answers.ts'

type Comparing = ReturnType<typeof createSideBySide>
const span = z.tuple([z.int(), z.int()])
/** Five million characters, as JSON escapes them at worst. */
const MAX_MANUSCRIPT = 32 * (1 << 20)

const passageSchema = z.object({
  start: z.int(),
  end: z.int(),
  otherStart: z.int(),
  otherEnd: z.int(),
  characters: z.int(),
})
const similarSchema = z
  .object({
    id: z.string().meta({ description: 'of the pair; the same from the other item' }),
    itemId: z.string().meta({ description: 'the other item' }),
    title: z.string(),
    referenceCode: z.string().nullable(),
    kind: z.enum(reuseKinds).meta({ description: 'same text, contains the other, part of the other, shares passages' }),
    characters: z.int().meta({ description: 'equal ones, as folded' }),
    share: z.number().meta({ description: 'of this item’s text that stands in the other, 0–1' }),
    otherShare: z.number(),
    textRevision: z.int().meta({ description: 'of the other item' }),
    ownTextRevision: z.int(),
    quote: z.string().meta({ description: 'how the longest passage begins' }),
    passages: z.array(passageSchema).meta({ description: 'UTF-16 offsets in either text version' }),
    foundAt: z.string(),
    decision: z.enum(reuseDecisions).nullable(),
    revision: z.int(),
  })
  .meta({ id: 'SimilarItem' })

const namedSchema = z.object({ id: z.string(), title: z.string(), referenceCode: z.string().nullable() })
const differenceSchema = z.object({
  is: z.enum(['changed', 'missing', 'added']).meta({ description: 'added: this item has it, the other does not' }),
  own: z.string(),
  other: z.string(),
  ownSpan: span,
  otherSpan: span,
})
const sideBySideSchema = similarSchema
  .pick({
    id: true,
    kind: true,
    characters: true,
    share: true,
    otherShare: true,
    foundAt: true,
    decision: true,
    revision: true,
  })
  .extend({
    item: namedSchema.extend({ textRevision: z.int() }),
    other: namedSchema.extend({ textRevision: z.int() }),
    total: z.int(),
    page: z.int(),
    size: z.int(),
    items: z.array(
      passageSchema.extend({
        page: z.int().nullable(),
        otherPage: z.int().nullable(),
        text: z.string(),
        otherText: z.string(),
        differences: z.array(differenceSchema).nullable().meta({
          description:
            'UTF-16 offsets in the texts; script and variants are no difference; null: ask for fewer passages',
        }),
        punctuation: z.int().nullable().meta({ description: 'places at which only the punctuation differs' }),
      }),
    ),
  })
  .meta({ id: 'SideBySide' })

function shownSideBySide({ sharing, item, other, total, passages }: SideBySide, asked: { page: number; size: number }) {
  const { id, kind, characters, share, otherShare, foundAt, revision, decided } = sharing
  return {
    id,
    kind,
    characters,
    share,
    otherShare,
    foundAt,
    decision: decided?.decision ?? null,
    revision,
    item: { ...item, textRevision: sharing.textRevision },
    other: { ...other, textRevision: sharing.otherTextRevision },
    total,
    ...asked,
    items: passages.map((one) => ({
      ...one,
      differences:
        one.differences?.map(({ is, quote = '', passage = '', quoteSpan, passageSpan }) => ({
          is,
          own: quote,
          other: passage,
          ownSpan: quoteSpan,
          otherSpan: passageSpan,
        })) ?? null,
    })),
  }
}

export const shownBrief = ({ total, items }: ReuseBrief) => ({
  total,
  items: items.map(({ id, ...one }) => ({ itemId: id, ...one })),
})
const shownSimilar = ({ sharing, other, passages }: Similar) => ({
  id: sharing.id,
  itemId: other.id,
  title: other.title,
  referenceCode: other.referenceCode,
  kind: sharing.kind,
  characters: sharing.characters,
  share: sharing.share,
  otherShare: sharing.otherShare,
  textRevision: sharing.otherTextRevision,
  ownTextRevision: sharing.textRevision,
  quote: sharing.quote,
  passages,
  foundAt: sharing.foundAt,
  decision: sharing.decided?.decision ?? null,
  revision: sharing.revision,
})

export const reuseRoutes = (reuse: Reuse, search: Search & Comparing): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/items/:id/similar',
    summary: '与本件有相同段落的其他件',
    tag: 'reuse',
    params: idParam,
    query: z.object(paging),
    answers: {
      200: {
        description: 'items that share passages, the most first',
        schema: listOf(similarSchema).extend({
          isCompared: z.boolean().meta({ description: 'false: the present text waits to be compared' }),
        }),
      },
    },
    async handle({ actor, params, query }) {
      const { total, isCompared, items } = await reuse.similar(actor, params.id, query)
      const { page, size } = query
      return ok({ total, page, size, isCompared, items: items.map(shownSimilar) })
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/items/:id/similar/:otherId',
    summary: '两件的相同段落对照，逐字标出不同',
    tag: 'reuse',
    params: idParam.extend({ otherId: idParam.shape.id }),
    query: z.object(paging),
    answers: { 200: { description: 'the passages in their order', schema: sideBySideSchema } },
    async handle({ actor, params, query }) {
      const found = await search.sideBySide(actor, params.id, params.otherId, query)
      const { page, size } = query
      return ok(shownSideBySide(found, { page, size }), { etag: revisionTag(found.sharing.revision) })
    },
  }),
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
