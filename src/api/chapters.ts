/** /chapters: a text of the book, made of items by reference; its versions. */
import { z } from 'zod'
import { bodyBytes } from '../http/body-bytes.ts'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { attachment } from '../http/range.ts'
import { created, noContent, ok, type Route } from '../http/route.ts'
import { type Actor, demand } from '../policy.ts'
import { bookFiles } from '../publications/book.ts'
import type { ChapterFiles } from '../publications/chapter-files.ts'
import type { Chapters, ChapterView } from '../publications/chapters.ts'
import type { Clearance } from '../publications/clearance.ts'
import { charsOf, textOf } from '../publications/content.ts'
import { chapterPatch, contentBody, contentInput, newChapter } from '../publications/input.ts'
import { declare, idParam, ifMatchHeader, listOf, paged, paging } from './answers.ts'
import { missingSchema, shownMissing } from './rights.ts'

const basedOn = z.array(
  z.object({
    itemId: z.string(),
    textRevision: z.int(),
    start: z.int().meta({ description: 'UTF-16 offset in that text version' }),
    end: z.int(),
  }),
)
const versionSchema = z.object({
  revision: z.int(),
  chars: z.int(),
  basedOn,
  savedBy: z.string(),
  savedAt: z.string(),
})
const chapterSchema = z
  .object({
    id: z.string(),
    volumeId: z.string(),
    title: z.string(),
    byline: z.string(),
    editorNote: z.string(),
    revision: z.int().meta({ description: 'of the content that is told here' }),
    presentRevision: z.int(),
    content: contentInput,
    text: z
      .string()
      .meta({ description: 'blocks joined by LF, a note as U+FFFC: what offsets into a chapter count in' }),
    chars: z.int(),
    basedOn,
    savedBy: z.string(),
    savedAt: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: 'Chapter' })

const shown = ({ version, revision, chars: _, ...chapter }: ChapterView) => ({
  ...chapter,
  revision: version.revision,
  presentRevision: revision,
  content: version.content,
  text: textOf(version.content),
  chars: charsOf(version.content),
  basedOn: version.basedOn,
  savedBy: version.savedByName,
  savedAt: version.savedAt,
})
/** The tag names the version that is told: one that is not the present one saves nothing. */
export const answeredChapter = (view: ChapterView) => ok(shown(view), { etag: revisionTag(view.version.revision) })
export const chapterAnswers = { 200: { description: 'the chapter', schema: chapterSchema } }
/** Half a million characters with their marks, as JSON writes them. */
const MAX_CONTENT_BODY = 16 * (1 << 20)

/** A long memoir with its scanned pictures in it. */
const MAX_DOCX = 64 * (1 << 20)
const DOCX = bookFiles.docx.mediaType

export const chapterRoutes = (
  chapters: Chapters,
  files: ChapterFiles,
  clearance: Pick<Clearance, 'ofItems'>,
): Route<Actor>[] => [
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/chapters',
    summary: '新建一篇：由若干件的文本（整件或一段）编成',
    tag: 'chapters',
    params: idParam,
    body: newChapter,
    answers: {
      201: {
        description: 'the chapter, and what it may not be printed without',
        schema: chapterSchema.extend({ missing: z.array(missingSchema) }),
      },
    },
    async handle({ actor, params, body, language }) {
      const view = await chapters.create(actor, params.id, body)
      const itemIds = body.basedOn.map(({ itemId }) => itemId)
      const missing = shownMissing(await clearance.ofItems(params.id, itemIds, 'text'), language)
      return created({ ...shown(view), missing }, { etag: revisionTag(view.revision) })
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/chapters/:id',
    summary: '一篇（现稿，或某一稿）',
    tag: 'chapters',
    params: idParam,
    query: z.object({ revision: z.coerce.number().int().min(1).optional() }),
    answers: chapterAnswers,
    handle: async ({ actor, params, query }) =>
      answeredChapter(await chapters.get(actor, params.id, query.revision ?? null)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/chapters/:id/content',
    summary: '存一稿（须带 If-Match；旧稿都保留）',
    tag: 'chapters',
    params: idParam,
    headers: ifMatchHeader,
    body: contentBody,
    maxBody: MAX_CONTENT_BODY,
    answers: chapterAnswers,
    handle: async ({ actor, params, body, request }) =>
      answeredChapter(await chapters.save(actor, params.id, body.content, ifMatchOf(request))),
  }),
  declare({
    method: 'patch',
    path: '/api/v1/chapters/:id',
    summary: '改篇名、署名、编者按',
    tag: 'chapters',
    params: idParam,
    body: chapterPatch,
    answers: chapterAnswers,
    handle: async ({ actor, params, body }) => answeredChapter(await chapters.change(actor, params.id, body)),
  }),
  declare({
    method: 'delete',
    path: '/api/v1/chapters/:id',
    summary: '删去一篇（馆藏不受影响）',
    tag: 'chapters',
    params: idParam,
    answers: { 204: { description: 'done' } },
    async handle({ actor, params }) {
      await chapters.delete(actor, params.id)
      return noContent
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/chapters/:id/versions',
    summary: '一篇的各稿',
    tag: 'chapters',
    params: idParam,
    query: z.object(paging),
    answers: { 200: { description: 'newest first', schema: listOf(versionSchema) } },
    async handle({ actor, params, query }) {
      const { total, items } = await chapters.versions(actor, params.id, query)
      const lines = items.map(({ revision, chars, basedOn: sources, savedByName, savedAt }) => ({
        revision,
        chars,
        basedOn: sources,
        savedBy: savedByName,
        savedAt,
      }))
      return paged({ total, items: lines }, query)
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/chapters/:id/docx',
    summary: '一篇的现稿，作为 Word，供作者改定',
    tag: 'chapters',
    params: idParam,
    answers: { 200: { description: 'the chapter in the styles of the book, its notes as footnotes', mediaType: DOCX } },
    async handle({ actor, params }) {
      const { name, data } = await files.write(actor, params.id)
      const headers = { 'content-type': DOCX, 'content-disposition': attachment(name), 'cache-control': 'no-store' }
      return { status: 200, buffer: data, headers }
    },
  }),
  declare({
    method: 'put',
    path: '/api/v1/chapters/:id/docx',
    summary: '从 Word 导入，存为一稿（须带 If-Match；旧稿都保留）：标题、引文、着重、脚注都带入，各句的出处照旧可查',
    tag: 'chapters',
    params: idParam,
    query: z.object({
      override: z
        .enum(['true', 'false'])
        .default('false')
        .meta({ description: 'true: also a file that was made from an earlier version of the chapter' }),
    }),
    headers: ifMatchHeader,
    raw: true,
    takes: [DOCX],
    answers: {
      200: {
        description: 'the chapter, and what of the file is no text',
        schema: z.object({
          chapter: chapterSchema,
          left: z.object({
            numbered: z.int().meta({ description: 'paragraphs that Word numbers by itself: without their numbers' }),
            pictures: z.int(),
          }),
        }),
      },
    },
    async handle({ actor, params, query, request }) {
      demand(actor, 'volume.compile')
      const bytes = await bodyBytes(request, MAX_DOCX)
      const overrides = query.override === 'true'
      const { chapter, left } = await files.read(actor, params.id, bytes, ifMatchOf(request), overrides)
      return ok({ chapter: shown(chapter), left }, { etag: revisionTag(chapter.revision) })
    },
  }),
]
