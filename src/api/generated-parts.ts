/** /volumes/:id/authors and /volumes/:id/chronicle: what editors keep of 作者简介 and 大事记. A stale change is answered with what is there now in `present`. */
import { z } from 'zod'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import type { VolumeAuthors } from '../publications/author-notes.ts'
import type { Chronicles } from '../publications/chronicles.ts'
import { authorOrders } from '../publications/generated/authors.ts'
import { authorNotesInput, chronicleInput } from '../publications/generated/input.ts'
import { declare, idParam, ifMatchHeader, listOf, paged, paging } from './answers.ts'

const authorListSchema = z
  .object({
    revision: z.int(),
    order: z.enum(authorOrders),
    items: z.array(
      z.object({
        name: z.string(),
        chapters: z.array(z.object({ id: z.string(), title: z.string() })),
        text: z.string().meta({ description: 'as printed behind the name; "": nothing is known, it is left out' }),
        made: z.string().meta({ description: 'as the archive says now' }),
        isOwn: z.boolean(),
        isChanged: z.boolean().meta({ description: 'the archive says something else than when the editor wrote' }),
        isLeftOut: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'VolumeAuthors' })

const date = z.object({
  text: z.string().meta({ description: 'as printed' }),
  edtf: z.string(),
  isVague: z.boolean().meta({ description: 'a month or year of another calendar' }),
})
const anchor = z.object({
  chapterId: z.string(),
  revision: z.int(),
  start: z.int(),
  end: z.int(),
  exact: z.string(),
})
const chronicleSchema = z
  .object({
    revision: z.int(),
    isByDate: z.boolean().meta({ description: 'else as the editor ordered them' }),
    entries: z.array(
      z.object({
        id: z.string(),
        date,
        text: z.string(),
        anchor: anchor
          .extend({
            title: z.string().nullable().meta({ description: 'of the chapter; null: it is gone' }),
            state: z.enum(['valid', 'moved', 'lost']),
            now: z.object({ start: z.int(), end: z.int() }).nullable().meta({ description: 'in the present version' }),
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'Chronicle' })
const candidateSchema = z
  .object({ written: z.string(), date, text: z.string(), title: z.string(), isTaken: z.boolean(), anchor })
  .meta({ id: 'ChronicleCandidate' })

const tagged = <One extends { revision: number }>(one: One) => ok(one, { etag: revisionTag(one.revision) })
const authorAnswers = { 200: { description: 'who wrote the volume', schema: authorListSchema } }
const chronicleAnswers = { 200: { description: 'in their order', schema: chronicleSchema } }

export const generatedPartRoutes = (authors: VolumeAuthors, chronicles: Chronicles): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/authors',
    summary: '作者简介',
    tag: 'publications',
    params: idParam,
    answers: authorAnswers,
    handle: async ({ actor, params }) => tagged(await authors.list(actor, params.id)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/volumes/:id/authors',
    summary: '改作者简介（须带 If-Match）',
    tag: 'publications',
    params: idParam,
    headers: ifMatchHeader,
    body: authorNotesInput,
    answers: authorAnswers,
    handle: async ({ actor, params, body, request }) =>
      tagged(await authors.save(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/chronicle',
    summary: '大事记',
    tag: 'publications',
    params: idParam,
    answers: chronicleAnswers,
    handle: async ({ actor, params }) => tagged(await chronicles.get(actor, params.id)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/volumes/:id/chronicle',
    summary: '改大事记（须带 If-Match）',
    tag: 'publications',
    params: idParam,
    headers: ifMatchHeader,
    body: chronicleInput,
    answers: chronicleAnswers,
    handle: async ({ actor, params, body, request }) =>
      tagged(await chronicles.save(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/chronicle/candidates',
    summary: '篇目里写明日期的句子，供大事记选用',
    tag: 'publications',
    params: idParam,
    query: z.object({ chapterId: z.string().max(100).optional(), ...paging }),
    answers: { 200: { description: 'earliest first', schema: listOf(candidateSchema) } },
    handle: async ({ actor, params, query }) =>
      paged(await chronicles.candidates(actor, params.id, query.chapterId ?? null, query), query),
  }),
]
