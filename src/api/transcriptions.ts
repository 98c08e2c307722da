/** /items/:id/transcription: what has only pictures is written down page by page, and proofread. */
import { z } from 'zod'
import { ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { completionInput, draftInput } from '../transcriptions/input.ts'
import { rounds } from '../transcriptions/transcription.ts'
import type { PageView, Transcriptions, TranscriptionView } from '../transcriptions/transcriptions.ts'
import { declare, idParam } from './answers.ts'

const pageSchema = z
  .object({
    number: z.int(),
    objectId: z.string(),
    page: z.int().meta({ description: 'within the object' }),
    text: z.string().meta({ description: 'the draft, or what stands there' }),
    base: z.string().meta({ description: 'of the present version of the text' }),
    conflict: z.boolean().meta({ description: 'the present version was changed here since the draft was begun' }),
    done: z.boolean(),
    revision: z.int().meta({ description: 'of the draft; 0: there is none' }),
    by: z.string().nullable(),
    at: z.string().nullable(),
  })
  .meta({ id: 'TranscriptionPage' })
const viewSchema = z
  .object({
    stage: z.enum([...rounds, 'final']).meta({ description: '录入, 一校, 二校, 定本' }),
    ownWork: z.boolean().meta({ description: 'the caller ended the round before: this one is somebody else’s' }),
    ended: z.array(z.object({ round: z.enum(rounds), by: z.string(), at: z.string(), textRevision: z.int() })),
    pages: z.array(pageSchema),
  })
  .meta({ id: 'Transcription' })

const shownPage = ({ number, objectId, page, text, base, isConflict, draft }: PageView) => ({
  number,
  objectId,
  page,
  text,
  base,
  conflict: isConflict,
  done: draft?.isDone ?? false,
  revision: draft?.revision ?? 0,
  by: draft?.actorName ?? null,
  at: draft?.at ?? null,
})
const shown = ({ stage, isOwnWork, ended, pages }: TranscriptionView) => ({
  stage,
  ownWork: isOwnWork,
  ended: ended.map(({ round, actorName, at, textRevision }) => ({ round, by: actorName, at, textRevision })),
  pages: pages.map(shownPage),
})
/** 200,000 characters, as JSON escapes them at worst. */
const MAX_PAGE_BODY = 2 * (1 << 20)

export const transcriptionRoutes = (transcriptions: Transcriptions): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/items/:id/transcription',
    summary: '逐页誊录：各页的草稿与现行文字',
    tag: 'texts',
    params: idParam,
    answers: { 200: { description: 'every page', schema: viewSchema } },
    handle: async ({ actor, params }) => ok(shown(await transcriptions.get(actor, params.id))),
  }),
  declare({
    method: 'put',
    path: '/api/v1/items/:id/transcription/pages/:number',
    summary: '保存一页的草稿',
    tag: 'texts',
    params: idParam.extend({ number: z.coerce.number().int().min(1).max(100_000) }),
    body: draftInput,
    maxBody: MAX_PAGE_BODY,
    answers: { 200: { description: 'the page', schema: pageSchema } },
    handle: async ({ actor, params, body }) =>
      ok(shownPage(await transcriptions.save(actor, params.id, params.number, body))),
  }),
  declare({
    method: 'put',
    path: '/api/v1/items/:id/transcription/completion',
    summary: '完成录入、一校或二校：成为一个文本版本',
    tag: 'texts',
    params: idParam,
    body: completionInput,
    answers: { 200: { description: 'every page, in the next round', schema: viewSchema } },
    handle: async ({ actor, params, body }) => ok(shown(await transcriptions.complete(actor, params.id, body.round))),
  }),
]
