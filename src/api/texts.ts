/** /items/:id/text and what belongs to it. */
import { z } from 'zod'
import { requireMatch, revisionTag } from '../http/precondition.ts'
import { ok, type Route } from '../http/route.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Actor } from '../policy.ts'
import type { Search } from '../search/search.ts'
import { encodingInput, pagesInput, textInput } from '../texts/input.ts'
import type { Texts, TextView } from '../texts/texts.ts'
import { declare, idParam, jobAnswer } from './answers.ts'
import { shownJob } from './jobs.ts'

const textSchema = z
  .object({
    revision: z.int(),
    text: z.string(),
    charCount: z.int(),
    kind: z.string(),
    encoding: z.string().nullable(),
    uncertain: z.boolean(),
    candidates: z.array(z.string()),
    pages: z.array(
      z.object({ number: z.int(), label: z.string(), start: z.int(), end: z.int(), objectId: z.string().nullable() }),
    ),
  })
  .meta({ id: 'Text' })
const textAnswer = { 200: { description: 'the text', schema: textSchema } }
const revisionQuery = z.object({ revision: z.coerce.number().int().min(1).optional() })

const shown = ({
  revision,
  text,
  charCount,
  kind,
  encoding,
  uncertain,
  candidates,
  note,
  authorName,
  createdAt,
  pages,
}: TextView) => ({
  revision,
  text,
  charCount,
  kind,
  encoding,
  uncertain,
  candidates,
  note,
  author: authorName,
  createdAt,
  pages,
})
const answered = (view: TextView) => ok(shown(view), { etag: revisionTag(view.revision) })
/** 20 million characters, as JSON escapes them at worst. */
const MAX_TEXT_BODY = 128 * (1 << 20)

export const textRoutes = (texts: Texts, search: Search, jobs: Jobs): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/items/:id/text',
    summary: '文本（现行版本，或某一版）',
    tag: 'texts',
    params: idParam,
    query: revisionQuery,
    answers: textAnswer,
    handle: async ({ actor, params, query }) => answered(await texts.get(actor, params.id, query.revision ?? null)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/items/:id/text',
    summary: '新的文本版本（须带 If-Match；旧版本都保留）',
    tag: 'texts',
    params: idParam,
    body: textInput,
    maxBody: MAX_TEXT_BODY,
    answers: textAnswer,
    handle: async ({ actor, params, body, request }) =>
      answered(await texts.correct(actor, params.id, body, requireMatch(request))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/items/:id/text/versions',
    summary: '文本的各版',
    tag: 'texts',
    params: idParam,
    answers: { 200: { description: 'versions, newest first', schema: z.object({ versions: z.array(z.unknown()) }) } },
    handle: async ({ actor, params }) => ok({ versions: await texts.versions(actor, params.id) }),
  }),
  declare({
    method: 'put',
    path: '/api/v1/items/:id/pages',
    summary: '分页（须带 If-Match）',
    tag: 'texts',
    params: idParam,
    body: pagesInput,
    answers: textAnswer,
    handle: async ({ actor, params, body, request }) =>
      answered(await texts.setPages(actor, params.id, body, requireMatch(request))),
  }),
  declare({
    method: 'put',
    path: '/api/v1/items/:id/encoding',
    summary: '换一种编码重新读取原件（后台任务）',
    tag: 'texts',
    params: idParam,
    body: encodingInput,
    answers: { 202: jobAnswer },
    async handle({ actor, params, body, language }) {
      return {
        status: 202,
        body: { job: shownJob(await jobs.get(actor, await texts.readAgain(actor, params.id, body)), language) },
      }
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/items/:id/occurrences',
    summary: '检索式在此件文本中的每一处',
    tag: 'texts',
    params: idParam,
    query: revisionQuery.extend({ q: z.string().max(8000) }),
    answers: {
      200: {
        description: 'occurrences in order of place; UTF-16 offsets in that text version',
        schema: z.object({
          textRevision: z.int(),
          total: z.int(),
          occurrences: z.array(
            z.object({
              start: z.int(),
              end: z.int(),
              ranges: z.array(z.tuple([z.int(), z.int()])),
              page: z.int().nullable(),
            }),
          ),
        }),
      },
    },
    handle: async ({ actor, params, query }) =>
      ok(await search.occurrences(actor, params.id, query.q, query.revision ?? null)),
  }),
]
