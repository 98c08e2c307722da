/** /references: the house's list of sources; what a volume cites of them, and how a chapter's notes are printed. */
import { z } from 'zod'
import { newReference, referenceInput } from '../citations/input.ts'
import { referenceKinds, referenceText, styles } from '../citations/reference.ts'
import type { References } from '../citations/references.ts'
import { risOf } from '../citations/ris.ts'
import type { KeptReference } from '../citations/store.ts'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { attachment } from '../http/range.ts'
import { created, noContent, ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import type { Citing } from '../publications/citing.ts'
import { declare, idParam, ifMatchHeader, listOf, paged, paging } from './answers.ts'

const text = z.string().meta({ description: 'the whole source, as a historians’ note has it' })
const referenceSchema = z
  .object({
    id: z.string(),
    kind: z.enum(referenceKinds),
    reference: referenceInput,
    itemId: z.string().nullable().meta({ description: 'the item it is: described there' }),
    text,
    revision: z.int(),
    createdAt: z.string(),
  })
  .meta({ id: 'Reference' })
const shown = (kept: KeptReference) => ({
  ...kept,
  kind: kept.reference.kind,
  text: referenceText(kept.reference, 'note'),
})
const answered = (kept: KeptReference) => ok(shown(kept), { etag: revisionTag(kept.revision) })
const answers = { 200: { description: 'the source', schema: referenceSchema } }

const citedSchema = z.object({
  style: z.enum(styles),
  title: z.string().meta({ description: '征引文献, 参考文献' }),
  items: z.array(
    z.object({ id: z.string(), kind: z.enum(referenceKinds), number: z.int(), text: z.string(), notes: z.int() }),
  ),
})
const words = z.array(z.object({ text: z.string(), marks: z.array(z.string()).optional() }))
const listFormats = {
  ris: { extension: 'ris', mediaType: 'application/x-research-info-systems' },
  txt: { extension: 'txt', mediaType: 'text/plain' },
} as const

export const referenceRoutes = (references: References, citing: Citing): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/references',
    summary: '文献目录：引注可以引用的文献',
    tag: 'references',
    query: z.object({ ...paging, q: z.string().trim().max(100).default('') }),
    answers: { 200: { description: 'latest first', schema: listOf(referenceSchema) } },
    async handle({ actor, query }) {
      const { total, items } = await references.list(actor, query)
      return paged({ total, items: items.map(shown) }, query)
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/references',
    summary: '加一条文献：逐项写明，或馆藏的一件（{itemId}）',
    tag: 'references',
    body: newReference,
    answers: { 201: answers[200] },
    handle: async ({ actor, body }) => created(shown(await references.add(actor, body))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/references/:id',
    summary: '一条文献',
    tag: 'references',
    params: idParam,
    answers,
    handle: async ({ actor, params }) => answered(await references.get(actor, params.id)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/references/:id',
    summary: '改一条文献（须带 If-Match）',
    tag: 'references',
    params: idParam,
    headers: ifMatchHeader,
    body: referenceInput,
    answers,
    handle: async ({ actor, params, body, request }) =>
      answered(await references.change(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    method: 'delete',
    path: '/api/v1/references/:id',
    summary: '从文献目录删去一条；已引用它的注不变',
    tag: 'references',
    params: idParam,
    answers: { 204: { description: 'done' } },
    async handle({ actor, params }) {
      await references.remove(actor, params.id)
      return noContent
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/references',
    summary: '一辑引用的文献，按本辑引注体例排列',
    tag: 'references',
    params: idParam,
    answers: { 200: { description: 'in the order in which the book prints them', schema: citedSchema } },
    async handle({ actor, params }) {
      const { items, ...list } = await citing.sources(actor, params.id)
      return ok({ ...list, items: items.map(({ reference, ...one }) => ({ ...one, kind: reference.kind })) })
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/references/:format',
    summary: '一辑引用的文献：RIS，或纯文本',
    tag: 'references',
    params: idParam.extend({ format: z.enum(['ris', 'txt']) }),
    answers: { 200: { description: 'the file', mediaType: Object.values(listFormats).map((one) => one.mediaType) } },
    async handle({ actor, params: { id, format } }) {
      const { title, items } = await citing.sources(actor, id)
      const { extension, mediaType } = listFormats[format]
      const lines = format === 'ris' ? items.map((one) => risOf(one.reference)) : items.map((one) => `${one.text}\n`)
      return {
        status: 200,
        buffer: Buffer.from(lines.join('')),
        headers: {
          'content-type': `${mediaType}; charset=utf-8`,
          'content-disposition': attachment(`${title}.${extension}`),
          'cache-control': 'no-store',
        },
      }
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/chapters/:id/notes',
    summary: '一篇的注，照印出来的样子（引注按本辑体例，重引从简）',
    tag: 'chapters',
    params: idParam,
    answers: {
      200: {
        description: 'of the present version, in the order of their references',
        schema: z.object({ revision: z.int(), notes: z.array(z.object({ words })) }),
      },
    },
    async handle({ actor, params }) {
      const { revision, notes } = await citing.notes(actor, params.id)
      return ok({ revision, notes: notes.map((one) => ({ words: one })) })
    },
  }),
]
