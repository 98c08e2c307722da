/** What stands elsewhere too: /items/:id/similar, /reuse. */
import { z } from 'zod'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { printedPlace } from '../printed/printed.ts'
import type { Comparing, SideBySide } from '../reuse/comparing.ts'
import { decisionInput, reuseQuery } from '../reuse/input.ts'
import { reuseDecisions, reuseKinds } from '../reuse/pair.ts'
import type { Reuse, Similar } from '../reuse/reuse.ts'
import type { Pair, ReuseBrief } from '../reuse/store.ts'
import { declare, idParam, ifMatchHeader, listOf, paged, paging } from './answers.ts'

const span = z.tuple([z.int(), z.int()])
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
    printed: z.string().nullable().meta({ description: '已刊: in which volume, on which pages' }),
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
const pairSchema = similarSchema
  .pick({
    id: true,
    kind: true,
    characters: true,
    share: true,
    otherShare: true,
    quote: true,
    foundAt: true,
    revision: true,
  })
  .extend({
    item: namedSchema.meta({ description: 'the one that came later; kind and share are told from here' }),
    other: namedSchema,
    passages: z.int(),
    decided: z
      .object({
        decision: z.enum(reuseDecisions),
        note: z.string(),
        byId: z.string(),
        byName: z.string(),
        at: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'ReusePair' })
const shownPair = ({ sharing, item, other }: Pair) => ({
  id: sharing.id,
  kind: sharing.kind,
  characters: sharing.characters,
  share: sharing.share,
  otherShare: sharing.otherShare,
  quote: sharing.quote,
  foundAt: sharing.foundAt,
  revision: sharing.revision,
  item,
  other,
  passages: sharing.passageCount,
  decided: sharing.decided,
})
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
    note: z.string().meta({ description: 'why it was decided so; told to those who decide' }),
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

function shownSideBySide(
  { sharing, note, item, other, total, passages }: SideBySide,
  asked: { page: number; size: number },
) {
  const { id, kind, characters, share, otherShare, foundAt, revision, decided } = sharing
  return {
    id,
    kind,
    characters,
    share,
    otherShare,
    foundAt,
    decision: decided?.decision ?? null,
    note,
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
  items: items.map(({ id, printed, ...one }) => ({
    itemId: id,
    ...one,
    printed: printed ? printedPlace(printed) : null,
  })),
})
const shownSimilar = ({ sharing, other, passages }: Similar) => ({
  id: sharing.id,
  itemId: other.id,
  title: other.title,
  referenceCode: other.referenceCode,
  printed: other.printed ? printedPlace(other.printed) : null,
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

export const reuseRoutes = (reuse: Reuse, compared: Comparing): Route<Actor>[] => [
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
      const found = await compared.sideBySide(actor, params.id, params.otherId, query)
      const { page, size } = query
      return ok(shownSideBySide(found, { page, size }), { etag: revisionTag(found.sharing.revision) })
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/reuse',
    summary: '查重：有相同段落的两件，尚未判断的，或判断为某一种的',
    tag: 'reuse',
    query: reuseQuery,
    answers: { 200: { description: 'pairs, the most shared first', schema: listOf(pairSchema) } },
    async handle({ actor, query }) {
      const { total, items } = await compared.reusePairs(actor, query)
      return paged({ total, items: items.map(shownPair) }, query)
    },
  }),
  declare({
    method: 'put',
    path: '/api/v1/reuse/:id/decision',
    summary: '判断：重复、同稿异本、摘录、无关（须带 If-Match）',
    tag: 'reuse',
    params: idParam,
    headers: ifMatchHeader,
    body: decisionInput,
    answers: { 200: { description: 'the pair', schema: pairSchema } },
    async handle({ actor, params, body, request }) {
      const pair = await reuse.decide(actor, params.id, body, ifMatchOf(request))
      return ok(shownPair(pair), { etag: revisionTag(pair.sharing.revision) })
    },
  }),
]
