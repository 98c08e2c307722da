/** /items/:id/text and what belongs to it. */
import { z } from 'zod'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { ok, type Route } from '../http/route.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Actor } from '../policy.ts'
import { encodings } from '../ports/text-reader.ts'
import { keepParam } from '../search/input.ts'
import type { Search } from '../search/search.ts'
import { encodingInput, pagesInput, previewQuery, textInput } from '../texts/input.ts'
import { type TextVersion, textKinds } from '../texts/text.ts'
import type { Texts, TextView } from '../texts/texts.ts'
import { declare, idParam, ifMatchHeader, jobAnswer, listOf, paged, paging } from './answers.ts'
import { shownJob } from './jobs.ts'

const span = z.tuple([z.int(), z.int()])
const layout = {
  joins: z.array(span).meta({ description: 'breaks that a reader closes' }),
  notes: z.array(z.object({ start: z.int(), end: z.int(), kind: z.enum(['bracket', 'pinyin']) })),
  furniture: z.array(span).meta({ description: 'page numbers and running titles' }),
  headings: z.array(span),
}
const versionSchema = z
  .object({
    revision: z.int(),
    kind: z.enum(textKinds),
    charCount: z.int(),
    encoding: z.string().nullable(),
    uncertain: z.boolean(),
    candidates: z.array(z.string()),
    note: z.string(),
    author: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: 'TextVersion' })
const textSchema = versionSchema
  .extend({
    text: z.string(),
    pages: z.array(
      z.object({ number: z.int(), label: z.string(), start: z.int(), end: z.int(), objectId: z.string().nullable() }),
    ),
    ...layout,
  })
  .meta({ id: 'Text' })
const previewSchema = z
  .object({
    encoding: z.enum(encodings),
    text: z.string().meta({ description: 'at most 2,000 characters' }),
    whole: z.boolean().meta({ description: '`text` is all there is' }),
    unreadable: z.int().meta({ description: 'characters of the first 256 KiB that are none' }),
    doubtful: z.boolean().meta({ description: 'it does not look like anything written' }),
    candidates: z.array(z.enum(encodings)).meta({ description: 'decode these bytes strictly, most likely first' }),
  })
  .meta({ id: 'TextPreview' })
const textAnswer = { 200: { description: 'the text', schema: textSchema } }
const revisionQuery = z.object({ revision: z.coerce.number().int().min(1).optional() })

const shownVersion = (version: Omit<TextVersion, 'text'>) => ({
  revision: version.revision,
  kind: version.kind,
  charCount: version.charCount,
  encoding: version.encoding,
  uncertain: version.uncertain,
  candidates: version.candidates,
  note: version.note,
  author: version.authorName,
  createdAt: version.createdAt,
})
const shown = (view: TextView) => ({
  ...shownVersion(view),
  text: view.text,
  pages: view.pages,
  ...view.layout,
})
const answered = (view: TextView) => ok(shown(view), { etag: revisionTag(view.since) })
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
    headers: ifMatchHeader,
    body: textInput,
    maxBody: MAX_TEXT_BODY,
    answers: textAnswer,
    handle: async ({ actor, params, body, request }) =>
      answered(await texts.correct(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/items/:id/text/versions',
    summary: '文本的各版',
    tag: 'texts',
    params: idParam,
    query: z.object(paging),
    answers: { 200: { description: 'versions, newest first', schema: listOf(versionSchema) } },
    async handle({ actor, params, query }) {
      const { total, items } = await texts.versions(actor, params.id, query)
      return paged({ total, items: items.map(shownVersion) }, query)
    },
  }),
  declare({
    method: 'put',
    path: '/api/v1/items/:id/pages',
    summary: '分页（须带 If-Match）',
    tag: 'texts',
    params: idParam,
    headers: ifMatchHeader,
    body: pagesInput,
    answers: textAnswer,
    handle: async ({ actor, params, body, request }) =>
      answered(await texts.setPages(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/items/:id/text/preview',
    summary: '原件开头按某种编码读出来的样子，供选定编码',
    tag: 'texts',
    params: idParam,
    query: previewQuery,
    answers: { 200: { description: 'the beginning of the original', schema: previewSchema } },
    async handle({ actor, params, query }) {
      const { isWhole, isDoubtful, ...preview } = await texts.preview(actor, params.id, query.encoding ?? null)
      return ok({ ...preview, whole: isWhole, doubtful: isDoubtful })
    },
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
    query: revisionQuery.extend({ q: z.string().max(8000), keep: keepParam }),
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
      ok(await search.occurrences(actor, params.id, query.q, { revision: query.revision ?? null, keep: query.keep })),
  }),
  declare({
    method: 'get',
    path: '/api/v1/items/:id/dates',
    summary: '此件文本中写到的日期，按本馆的年号与时期表读出',
    tag: 'texts',
    params: idParam,
    answers: {
      200: {
        description: 'dates, the earliest first',
        schema: z.object({
          textRevision: z.int().nullable(),
          dates: z.array(
            z.object({
              edtf: z.string(),
              calendar: z.string(),
              from: z.string().meta({ description: 'inclusive ISO day' }),
              to: z.string(),
              count: z.int(),
              texts: z.array(z.string()).meta({ description: 'how it is written, most frequent first' }),
              places: z
                .array(z.object({ start: z.int(), end: z.int(), page: z.int().nullable() }))
                .meta({ description: 'UTF-16 offsets in the text; the first of them' }),
            }),
          ),
          isCut: z.boolean().meta({ description: 'there are more' }),
        }),
      },
    },
    handle: async ({ actor, params }) => ok(await search.datesOf(actor, params.id)),
  }),
]
