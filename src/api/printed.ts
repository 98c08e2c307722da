/** /printed-imports: volumes that were printed before, on their way into the archive; /volumes/:id/pieces: what stands in one. */
import { z } from 'zod'
import { bodyBytes } from '../http/body-bytes.ts'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { created, noContent, ok, type Route } from '../http/route.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Actor } from '../policy.ts'
import { gatherDoubts } from '../printed/gather.ts'
import type { Imports, ImportView } from '../printed/imports.ts'
import { importPatch, newImport, startSchema } from '../printed/input.ts'
import { entryDoubts } from '../printed/plan.ts'
import { partKinds } from '../printed/printed.ts'
import type { PrintedVolumes } from '../printed/printed-volumes.ts'
import { importStates, type PrintedImport } from '../printed/store.ts'
import { volumeTypes } from '../publications/volume.ts'
import { declare, idParam, ifMatchHeader, jobAnswer, listOf, paged, paging } from './answers.ts'
import { shownJob } from './jobs.ts'
import { WORKBOOK } from './papers.ts'
import { shownVolume, volumeSchema } from './publications.ts'

const MOST_BYTES = 20 * (1 << 20)

const picture = z.object({ objectId: z.string(), page: z.int() }).nullable()
const briefSchema = z
  .object({
    id: z.string(),
    state: z.enum(importStates),
    seriesTitle: z.string(),
    number: z.int().nullable(),
    title: z.string(),
    year: z.string(),
    volumeId: z.string().nullable(),
    jobId: z.string().nullable(),
    createdName: z.string(),
    updatedAt: z.string(),
    revision: z.int(),
  })
  .meta({ id: 'PrintedImportBrief' })
const importSchema = briefSchema
  .extend({
    publicationId: z.string().nullable(),
    type: z.enum(volumeTypes),
    place: z.string(),
    imprint: z.record(z.string(), z.string()),
    accessionId: z.string().nullable(),
    path: z.string(),
    textStart: z.int().nullable(),
    marksAt: z.enum(['head', 'foot']).nullable(),
    anchors: z.array(z.object({ page: z.int(), label: z.string() })),
    contents: z.string(),
    entries: z.array(
      z.object({
        kind: z.enum(['column', 'piece', 'matter']),
        title: z.string(),
        byline: z.string(),
        page: z.string(),
        isSure: z.boolean(),
        start: startSchema.nullable(),
        place: startSchema.nullable().meta({ description: 'where it begins: as a person said, or as it was found' }),
        doubts: z.array(z.enum(entryDoubts)).meta({ description: 'why a person must look before it is taken in' }),
      }),
    ),
    source: z
      .object({
        files: z.int(),
        processing: z.int().meta({ description: 'items that are still being read or drawn' }),
        doubts: z.array(z.object({ code: z.enum(gatherDoubts), details: z.record(z.string(), z.number()) })),
        isUnnumbered: z
          .boolean()
          .meta({ description: 'no page has a printed number: say where one stands (`anchors`)' }),
        contentsPages: z.array(z.int()),
        imprintPage: z.int().nullable().meta({ description: 'looks like an imprint, and is of no entry' }),
        pages: z
          .array(z.object({ label: z.string(), picture, characters: z.int() }))
          .meta({ description: 'in order; counted from 0' }),
      })
      .nullable(),
    parts: z.array(
      z.object({
        kind: z.enum(partKinds),
        entry: z.int().nullable(),
        column: z.string(),
        title: z.string(),
        byline: z.string(),
        from: z.string(),
        to: z.string(),
        pages: z.object({ first: z.int(), last: z.int() }),
        firstLine: z.string(),
      }),
    ),
    doubtful: z.array(z.int()).meta({ description: 'entries that a person must look at: places among them' }),
  })
  .meta({ id: 'PrintedImport' })

const briefly = ({ fields, createdBy: _, createdAt: __, ...found }: PrintedImport) => ({
  ...found,
  seriesTitle: fields.seriesTitle,
  number: fields.number,
  title: fields.title,
  year: fields.year,
})
export const shownImport = ({ found, source, plan, doubtful }: ImportView) => ({
  ...briefly(found),
  ...found.fields,
  entries: found.fields.entries.map((entry, i) => ({
    ...entry,
    place: plan?.entries[i]?.start ?? null,
    doubts: plan?.entries[i]?.doubts ?? [],
  })),
  source:
    source && plan
      ? {
          files: source.files.length,
          processing: source.processing,
          doubts: source.doubts,
          isUnnumbered: plan.isUnnumbered,
          contentsPages: plan.contentsPages,
          imprintPage: plan.imprintPage,
          pages: source.pages.map((page, i) => ({
            label: plan.labels[i]!,
            picture: page.picture && { objectId: page.picture.objectId, page: page.picture.page },
            characters: source.texts[i]!.length,
          })),
        }
      : null,
  parts: (plan?.parts ?? []).map(({ slices, ...part }) => ({
    ...part,
    pages: { first: slices[0]!.page, last: slices.at(-1)!.page },
  })),
  doubtful,
})
const answered = (view: ImportView) => ok(shownImport(view), { etag: revisionTag(view.found.revision) })
const answers = { 200: { description: 'the import with its cuts as they are now', schema: importSchema } }
const shared = { tag: 'printed', params: idParam }

export const printedRoutes = (imports: Imports, volumes: PrintedVolumes, jobs: Jobs): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/printed-imports',
    summary: '导入旧刊：各辑的进度',
    tag: 'printed',
    query: z.object(paging),
    answers: { 200: { description: 'latest changed first', schema: listOf(briefSchema) } },
    async handle({ actor, query }) {
      const { total, items } = await imports.list(actor, query)
      return paged({ total, items: items.map(briefly) }, query)
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/printed-imports',
    summary: '开始导入一辑旧刊；存为草稿，随时接着做',
    tag: 'printed',
    body: newImport,
    answers: { 201: answers[200] },
    async handle({ actor, body }) {
      const view = await imports.create(actor, body)
      return created(shownImport(view), { etag: revisionTag(view.found.revision) })
    },
  }),
  declare({
    ...shared,
    method: 'get',
    path: '/api/v1/printed-imports/:id',
    summary: '一辑旧刊：页、目录各条的理解、各篇的起止',
    answers,
    handle: async ({ actor, params }) => answered(await imports.get(actor, params.id)),
  }),
  declare({
    ...shared,
    method: 'patch',
    path: '/api/v1/printed-imports/:id',
    summary: '改著录、文件、目录、起处（须带 If-Match）',
    headers: ifMatchHeader,
    body: importPatch,
    answers,
    handle: async ({ actor, params, body, request }) =>
      answered(await imports.change(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    ...shared,
    method: 'delete',
    path: '/api/v1/printed-imports/:id',
    summary: '放弃尚未导入的草稿；文件留在原处',
    answers: { 204: { description: 'gone' } },
    async handle({ actor, params }) {
      await imports.remove(actor, params.id)
      return noContent
    },
  }),
  declare({
    ...shared,
    method: 'put',
    path: '/api/v1/printed-imports/:id/contents',
    summary: '目录的表：CSV 或 XLSX，栏目、题名、署名、页码（须带 If-Match）',
    headers: ifMatchHeader,
    raw: true,
    takes: [WORKBOOK, 'text/csv'],
    answers,
    async handle({ actor, params, request }) {
      const bytes = await bodyBytes(request, MOST_BYTES)
      return answered(await imports.readTable(actor, params.id, bytes, ifMatchOf(request)))
    },
  }),
  declare({
    ...shared,
    method: 'get',
    path: '/api/v1/printed-imports/:id/folders',
    summary: '所选批次里的文件夹、压缩包和单个文档',
    answers: {
      200: {
        description: 'in the order of their names',
        schema: z.object({ items: z.array(z.object({ path: z.string(), files: z.int() })) }),
      },
    },
    handle: async ({ actor, params }) => ok({ items: await imports.folders(actor, params.id) }),
  }),
  declare({
    ...shared,
    method: 'get',
    path: '/api/v1/printed-imports/:id/pages/:page',
    summary: '旧刊的一面：图与文字',
    params: idParam.extend({ page: z.coerce.number().int().min(0).max(20_000) }),
    answers: { 200: { description: 'the page', schema: z.object({ label: z.string(), text: z.string(), picture }) } },
    async handle({ actor, params }) {
      const { picture: own, ...page } = await imports.page(actor, params.id, params.page)
      return ok({ ...page, picture: own && { objectId: own.objectId, page: own.page } })
    },
  }),
  declare({
    ...shared,
    method: 'put',
    path: '/api/v1/printed-imports/:id/import',
    summary: '导入：逐篇成为已刊的件（后台任务，须带 If-Match）',
    headers: ifMatchHeader,
    answers: { 202: jobAnswer },
    async handle({ actor, params, request, language }) {
      const job = await jobs.get(actor, await imports.start(actor, params.id, ifMatchOf(request)))
      return { status: 202, body: { job: shownJob(job, language) } }
    },
  }),
  declare({
    ...shared,
    method: 'get',
    path: '/api/v1/volumes/:id/pieces',
    summary: '已刊的一辑：各篇即馆藏的件',
    answers: {
      200: {
        description: 'in the order of the book',
        schema: z.object({
          volume: volumeSchema,
          items: z.array(
            z.object({
              order: z.int(),
              kind: z.enum(partKinds),
              column: z.string(),
              title: z.string(),
              byline: z.string(),
              from: z.string(),
              to: z.string(),
              item: z
                .object({ id: z.string(), title: z.string(), charCount: z.int() })
                .nullable()
                .meta({ description: 'null: not there any more, or not for this reader' }),
            }),
          ),
        }),
      },
    },
    async handle({ actor, params }) {
      const { volume, pieces } = await volumes.pieces(actor, params.id)
      return ok({
        volume: shownVolume(volume),
        items: pieces.map(({ order, kind, column, title, byline, from, to, item }) => ({
          ...{ order, kind, column, title, byline, from, to },
          item: item && { id: item.id, title: item.title, charCount: item.charCount },
        })),
      })
    },
  }),
]
