/** /publications and /volumes: series, what a volume says of itself, its export. */
import { z } from 'zod'
import { styles } from '../citations/reference.ts'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { attachment } from '../http/range.ts'
import { created, ok, type Route } from '../http/route.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Actor } from '../policy.ts'
import { bookFiles } from '../publications/book.ts'
import type { Exports } from '../publications/exports.ts'
import { exportInput, newVolume, publicationInput, volumePatch } from '../publications/input.ts'
import type { Publications } from '../publications/publications.ts'
import type { CountedVolume } from '../publications/store.ts'
import { generatedParts, type Imprint, INTERNAL_NOTICE, imprintFields, volumeTypes } from '../publications/volume.ts'
import { declare, idParam, ifMatchHeader, jobAnswer, listOf, paged, paging } from './answers.ts'
import { shownJob } from './jobs.ts'

const publicationSchema = z
  .object({ id: z.string(), title: z.string(), createdAt: z.string() })
  .meta({ id: 'Publication' })
export const volumeSchema = z
  .object({
    id: z.string(),
    publicationId: z.string(),
    seriesTitle: z.string(),
    number: z.int().nullable().meta({ description: '辑次' }),
    title: z.string(),
    type: z.enum(volumeTypes),
    trim: z.object({ widthMm: z.number(), heightMm: z.number() }),
    editors: z.array(z.object({ role: z.string(), name: z.string() })),
    imprint: z.object(
      Object.fromEntries(imprintFields.map((field) => [field, z.string()])) as Record<keyof Imprint, z.ZodString>,
    ),
    notice: z.string().nullable().meta({ description: 'printed on the cover of 内部资料' }),
    plannedChars: z.int(),
    topicId: z.string().nullable(),
    citationStyle: z.enum(styles),
    generated: z
      .array(z.enum(generatedParts))
      .meta({ description: '大事记, 作者简介, 图片来源, 出处表: made at each print' }),
    printed: z
      .object({ year: z.string(), place: z.string() })
      .nullable()
      .meta({ description: '已刊 before there was this archive: it is made of items (/volumes/:id/pieces)' }),
    chapters: z.int(),
    chars: z.int(),
    revision: z.int(),
    outlineRevision: z.int(),
    createdAt: z.string(),
  })
  .meta({ id: 'Volume' })

export const shownVolume = (volume: CountedVolume) => ({
  ...volume,
  notice: volume.type === 'internal' ? INTERNAL_NOTICE : null,
})
const answered = (volume: CountedVolume) => ok(shownVolume(volume), { etag: revisionTag(volume.revision) })
const publication = { 200: { description: 'the series', schema: publicationSchema } }
const volumeAnswer = { 200: { description: 'the volume', schema: volumeSchema } }
const volumeList = { 200: { description: 'latest made first', schema: listOf(volumeSchema) } }

export const publicationRoutes = (publications: Publications, exports: Exports, jobs: Jobs): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/publications',
    summary: '丛刊',
    tag: 'publications',
    query: z.object(paging),
    answers: { 200: { description: 'by title', schema: listOf(publicationSchema.extend({ volumes: z.int() })) } },
    handle: async ({ actor, query }) => paged(await publications.list(actor, query), query),
  }),
  declare({
    method: 'post',
    path: '/api/v1/publications',
    summary: '新建丛刊',
    tag: 'publications',
    body: publicationInput,
    answers: { 201: publication[200] },
    handle: async ({ actor, body }) => created(await publications.create(actor, body.title)),
  }),
  declare({
    method: 'get',
    path: '/api/v1/publications/:id',
    summary: '一套丛刊',
    tag: 'publications',
    params: idParam,
    answers: publication,
    handle: async ({ actor, params }) => ok(await publications.get(actor, params.id)),
  }),
  declare({
    method: 'patch',
    path: '/api/v1/publications/:id',
    summary: '改丛刊名',
    tag: 'publications',
    params: idParam,
    body: publicationInput,
    answers: publication,
    handle: async ({ actor, params, body }) => ok(await publications.rename(actor, params.id, body.title)),
  }),
  declare({
    method: 'get',
    path: '/api/v1/publications/:id/volumes',
    summary: '一套丛刊的各辑',
    tag: 'publications',
    params: idParam,
    query: z.object(paging),
    answers: volumeList,
    async handle({ actor, params, query }) {
      const { total, items } = await publications.volumes(actor, params.id, query)
      return paged({ total, items: items.map(shownVolume) }, query)
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/publications/:id/volumes',
    summary: '新建一辑',
    tag: 'publications',
    params: idParam,
    body: newVolume,
    answers: { 201: volumeAnswer[200] },
    handle: async ({ actor, params, body }) =>
      created(shownVolume(await publications.createVolume(actor, params.id, body))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes',
    summary: '所有的辑，及其篇数、字数',
    tag: 'publications',
    query: z.object(paging),
    answers: volumeList,
    async handle({ actor, query }) {
      const { total, items } = await publications.volumes(actor, null, query)
      return paged({ total, items: items.map(shownVolume) }, query)
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id',
    summary: '一辑',
    tag: 'publications',
    params: idParam,
    answers: volumeAnswer,
    handle: async ({ actor, params }) => answered(await publications.volume(actor, params.id)),
  }),
  declare({
    method: 'patch',
    path: '/api/v1/volumes/:id',
    summary: '改一辑的著录：辑次、名称、类型、开本、编者、版权页（须带 If-Match）',
    tag: 'publications',
    params: idParam,
    headers: ifMatchHeader,
    body: volumePatch,
    answers: volumeAnswer,
    handle: async ({ actor, params, body, request }) =>
      answered(await publications.changeVolume(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/exports',
    summary: '导出一辑（后台任务；任务的 result.file 是文件的地址）',
    tag: 'publications',
    params: idParam,
    body: exportInput,
    answers: { 202: jobAnswer },
    async handle({ actor, params, body, language }) {
      const job = await jobs.get(actor, await exports.request(actor, params.id, body.format))
      return { status: 202, body: { job: shownJob(job, language) } }
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/exports/:jobId',
    summary: '导出的文件',
    tag: 'publications',
    params: idParam.extend({ jobId: z.string().max(100) }),
    answers: {
      200: {
        description: 'the file',
        mediaType: Object.values(bookFiles).map(({ mediaType }) => mediaType.replace(/;.*/, '')),
      },
    },
    async handle({ actor, params }) {
      const { name, mediaType, data } = await exports.file(actor, params.id, params.jobId)
      return {
        status: 200,
        buffer: data,
        headers: {
          'content-type': mediaType,
          'content-disposition': attachment(name),
          'cache-control': 'no-store',
        },
      }
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/exports/:jobId/pages/:sheet',
    summary: '导出的 PDF 的一面，画成图（预览版面）',
    tag: 'publications',
    params: idParam.extend({ jobId: z.string().max(100), sheet: z.coerce.number().int().min(1).max(10_000) }),
    answers: { 200: { description: 'the page', mediaType: 'image/jpeg' } },
    async handle({ actor, params }) {
      const buffer = await exports.page(actor, params.id, params.jobId, params.sheet)
      return {
        status: 200,
        buffer,
        headers: { 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=3600' },
      }
    },
  }),
]
