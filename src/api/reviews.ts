/** /volumes/:id/reviews: 三审; the ledger of a volume; the files that belong to a review. */
import { z } from 'zod'
import { nameBytes } from '../accessions/file-name.ts'
import { attachment } from '../http/range.ts'
import { created, noContent, ok, type Route } from '../http/route.ts'
import { receiveParts } from '../http/upload.ts'
import type { Actor } from '../policy.ts'
import type { WordWriter } from '../ports/word-writer.ts'
import { textOf } from '../publications/content.ts'
import { contentInput } from '../publications/input.ts'
import type { Ledger } from '../publications/ledger.ts'
import type { Opinions } from '../publications/opinions.ts'
import {
  answerInput,
  newOpinion,
  newReview,
  paperInput,
  publisherReviewInput,
  signatureInput,
} from '../publications/review-input.ts'
import { reviewSheet } from '../publications/review-sheet.ts'
import type { Reviews } from '../publications/reviews.ts'
import type { Signing } from '../publications/signing.ts'
import { declare, idParam } from './answers.ts'
import { paperAnswer, WORD } from './papers.ts'
import {
  chapterSchema,
  fileSchema,
  ledgerSchema,
  opinionSchema,
  partSchema,
  publisherSchema,
  reviewsSchema,
  roundSchema,
  shownOpinion,
  shownRound,
  stage,
} from './review-answers.ts'

const roundParams = idParam.extend({ roundId: z.string().max(100) })
const roundAnswer = { 200: { description: 'the round', schema: roundSchema } }
const opinionAnswer = { 200: { description: 'the opinion', schema: opinionSchema } }

export const reviewRoutes = (
  reviews: Reviews,
  opinions: Opinions,
  signing: Signing,
  ledger: Ledger,
  word: WordWriter,
): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/reviews',
    summary: '等我审读的',
    tag: 'reviews',
    answers: { 200: { description: 'oldest first', schema: z.object({ items: z.array(roundSchema) }) } },
    handle: async ({ actor }) => ok({ items: (await reviews.waiting(actor)).map(shownRound) }),
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/reviews',
    summary: '一辑的审校：走到哪一步，各篇在哪一审，各审次',
    tag: 'reviews',
    params: idParam,
    answers: { 200: { description: 'the reviews', schema: reviewsSchema } },
    async handle({ actor, params }) {
      const { rounds, publisher, ...view } = await reviews.get(actor, params.id)
      return ok({
        ...view,
        rounds: rounds.map(shownRound),
        publisher: publisher.map(({ volumeId: _, ...review }) => review),
      })
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/reviews',
    summary: '送审：整辑或若干篇，送给一人；送时留下快照',
    tag: 'reviews',
    params: idParam,
    body: newReview,
    answers: { 201: roundAnswer[200] },
    handle: async ({ actor, params, body }) => created(shownRound(await reviews.send(actor, params.id, body))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/readers',
    summary: '可以送给谁审：编过的、署名编辑的不能审自己的稿',
    tag: 'reviews',
    params: idParam,
    answers: {
      200: {
        description: 'users who review',
        schema: z.object({
          items: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              roles: z.array(z.string()),
              bar: z.enum(['wrote', 'compiled', 'signed']).nullable(),
            }),
          ),
        }),
      },
    },
    handle: async ({ actor, params }) => ok({ items: await reviews.readers(actor, params.id) }),
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/reviews/:roundId',
    summary: '一个审次和它的意见',
    tag: 'reviews',
    params: roundParams,
    answers: {
      200: {
        description: 'the round',
        schema: z.object({ round: roundSchema, opinions: z.array(opinionSchema) }).meta({ id: 'ReviewRoundRead' }),
      },
    },
    async handle({ actor, params }) {
      const found = await reviews.round(actor, params.id, params.roundId)
      return ok({ round: shownRound(found.round), opinions: found.opinions.map(shownOpinion) })
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/reviews/:roundId/chapters/:chapterId',
    summary: '送审时的一篇，及其后改了什么',
    tag: 'reviews',
    params: roundParams.extend({ chapterId: z.string().max(100) }),
    answers: {
      200: {
        description: 'as it was sent',
        schema: z
          .object({
            ...chapterSchema.shape,
            editorNote: z.string(),
            content: contentInput,
            text: z.string(),
            since: z
              .object({ revision: z.int(), before: z.array(partSchema), after: z.array(partSchema) })
              .nullable()
              .meta({ description: 'what was changed since' }),
          })
          .meta({ id: 'ReviewedChapter' }),
      },
    },
    async handle({ actor, params }) {
      const { chapter, version, since } = await reviews.chapter(actor, params.id, params.roundId, params.chapterId)
      return ok({ ...chapter, content: version.content, text: textOf(version.content), since })
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/reviews/:roundId/opinions',
    summary: '写一条意见，针对送审稿的一段',
    tag: 'reviews',
    params: roundParams,
    body: newOpinion,
    answers: { 201: opinionAnswer[200] },
    handle: async ({ actor, params, body }) =>
      created(shownOpinion(await opinions.add(actor, params.id, params.roundId, body))),
  }),
  declare({
    method: 'delete',
    path: '/api/v1/volumes/:id/reviews/:roundId/opinions/:opinionId',
    summary: '删去自己的一条意见（签字之前）',
    tag: 'reviews',
    params: roundParams.extend({ opinionId: z.string().max(100) }),
    answers: { 204: { description: 'done' } },
    async handle({ actor, params }) {
      await opinions.remove(actor, params.id, params.roundId, params.opinionId)
      return noContent
    },
  }),
  declare({
    method: 'put',
    path: '/api/v1/volumes/:id/reviews/:roundId/opinions/:opinionId/answer',
    summary: '答复一条意见：改了，或不改及理由',
    tag: 'reviews',
    params: roundParams.extend({ opinionId: z.string().max(100) }),
    body: answerInput,
    answers: opinionAnswer,
    handle: async ({ actor, params, body }) =>
      ok(shownOpinion(await opinions.answer(actor, params.id, params.roundId, params.opinionId, body))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/chapters/:id/opinions',
    summary: '一篇的审读意见，和它们在现稿里的位置',
    tag: 'reviews',
    params: idParam,
    answers: {
      200: {
        description: 'of signed rounds, in the order they were written',
        schema: z.object({ items: z.array(opinionSchema.extend({ stage }).meta({ id: 'ToldOpinion' })) }),
      },
    },
    async handle({ actor, params }) {
      const found = await opinions.ofChapter(actor, params.id)
      return ok({ items: found.map(({ stage: at, ...opinion }) => ({ ...shownOpinion(opinion), stage: at })) })
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/reviews/:roundId/signature',
    summary: '签字：须再报一次密码，并指明所签的快照',
    tag: 'reviews',
    params: roundParams,
    body: signatureInput,
    answers: roundAnswer,
    handle: async ({ actor, params, body }) =>
      ok(shownRound(await signing.sign(actor, params.id, params.roundId, body))),
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/reviews/:roundId/paper',
    summary: '纸面签批：签名、日期、扫描件',
    tag: 'reviews',
    params: roundParams,
    body: paperInput,
    answers: roundAnswer,
    handle: async ({ actor, params, body }) =>
      ok(shownRound(await signing.paper(actor, params.id, params.roundId, body))),
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/reviews/:roundId/recall',
    summary: '撤回送审（签字之前）',
    tag: 'reviews',
    params: roundParams,
    answers: roundAnswer,
    handle: async ({ actor, params }) => ok(shownRound(await signing.recall(actor, params.id, params.roundId))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/reviews/:roundId/sheet',
    summary: '审读单，打印或 Word',
    tag: 'reviews',
    params: roundParams,
    query: z.object({ format: z.enum(['html', 'docx']).default('html') }),
    answers: { 200: { description: 'the sheet', mediaType: ['text/html', WORD] } },
    async handle({ actor, params, query, language }) {
      const { round, opinions: said } = await reviews.round(actor, params.id, params.roundId)
      const { number, ...paper } = reviewSheet(round, said, language)
      return paperAnswer(word, paper, number, query.format, language)
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/review-files',
    summary: '上传签批单的扫描件或校样（multipart，字段 files，一个：PDF、JPEG、PNG、docx）',
    tag: 'reviews',
    params: idParam,
    raw: true,
    answers: { 201: { description: 'the file', schema: fileSchema } },
    async handle({ actor, params, request, response }) {
      await signing.admit(actor, params.id)
      const { results } = await receiveParts(
        request,
        response,
        ({ nameBytes: bytes, stream }) =>
          signing.receive(actor, params.id, bytes.toString('utf8').slice(0, 300), stream),
        nameBytes,
      )
      const { volumeId: _, ...file } = results[0]!
      return created(file)
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/review-files/:fileId',
    summary: '签批单的扫描件或校样',
    tag: 'reviews',
    params: idParam.extend({ fileId: z.string().max(100) }),
    answers: {
      200: { description: 'the bytes as received', mediaType: ['application/pdf', 'image/jpeg', 'image/png', WORD] },
    },
    async handle({ actor, params }) {
      const { file, open } = await signing.file(actor, params.id, params.fileId)
      const headers = {
        'content-type': file.mediaType,
        'content-length': String(file.size),
        'content-disposition': attachment(file.name),
        'cache-control': 'private, no-cache',
      }
      return { status: 200, stream: await open(), headers }
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/publisher-reviews',
    summary: '记下出版社的一审（只记录）',
    tag: 'reviews',
    params: idParam,
    body: publisherReviewInput,
    answers: { 201: { description: 'the record', schema: publisherSchema } },
    async handle({ actor, params, body }) {
      const { volumeId: _, ...made } = await reviews.recordPublisher(actor, params.id, body)
      return created(made)
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/ledger',
    summary: '一辑的审校台账，及其是否完好',
    tag: 'reviews',
    params: idParam,
    answers: { 200: { description: 'oldest first', schema: ledgerSchema } },
    handle: async ({ actor, params }) => ok(await ledger.get(actor, params.id)),
  }),
]
