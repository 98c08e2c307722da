/** /items: what an item is to its readers, and every change of it. */
import { z } from 'zod'
import type { Cursors } from '../http/cursor.ts'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { shownProblem } from '../http/problem.ts'
import { type Call, created, noContent, ok, type Route } from '../http/route.ts'
import type { Language } from '../http/sentences.ts'
import { batchPatch, itemPatch, itemQuery, newItem, objectOrder, reason } from '../items/input.ts'
import { type Item, stagesOf, stateOf } from '../items/item.ts'
import type { Items } from '../items/items.ts'
import type { Review } from '../items/review.ts'
import type { ListPlace } from '../items/store.ts'
import type { ItemView } from '../items/views.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Actor } from '../policy.ts'
import {
  declare,
  idParam,
  ifMatchHeader,
  itemSchema,
  jobAnswer,
  listOf,
  paged,
  paging,
  shownPrinted,
} from './answers.ts'
import { shownJob } from './jobs.ts'
import { shownBrief } from './reuse.ts'

const optional = <T>(name: string, value: T | null | undefined) =>
  value === null || value === undefined ? {} : { [name]: value }

export const shownStages = (item: Item, language: Language) =>
  stagesOf(item).map(({ name, state, problem }) => ({
    name,
    state,
    ...(problem ? { problem: shownProblem(problem, language) } : {}),
  }))
export const textOf = (item: Item) =>
  item.textRevision === null ? null : { revision: item.textRevision, charCount: item.charCount, pages: item.textPages }

export function shownItem({ item, objects, members, reuse, printed }: ItemView, language: Language) {
  const problem = item.read.problem ?? item.render.problem
  return {
    id: item.id,
    accessionId: item.accessionId,
    containerId: item.containerId,
    ...(members.length ? { members } : {}),
    kind: item.kind,
    access: item.access,
    withdrawn: item.withdrawn,
    deleted: item.deleted,
    title: item.title,
    referenceCode: item.referenceCode,
    date: item.date,
    creators: item.creators,
    persons: item.persons,
    places: item.places,
    genre: item.genre,
    category: item.category,
    caption: item.caption,
    review: item.review,
    ...item.description,
    revision: item.revision,
    state: stateOf(item),
    stages: shownStages(item, language),
    searchable: item.indexedSeq >= item.indexSeq,
    objects: objects.map((object) => ({
      id: object.id,
      role: object.role,
      filename: object.filename,
      ...optional('originalPath', object.originalPath),
      mediaType: object.mediaType,
      size: object.size,
      sha256: object.sha256,
      ...optional('width', object.width),
      ...optional('height', object.height),
      ...optional('pages', object.pages),
      ...optional('encoding', object.encoding),
      ...optional('derivedFrom', object.derivedFrom),
      ...optional('part', object.part),
    })),
    text: textOf(item),
    ...(reuse ? { reuse: shownBrief(reuse) } : {}),
    ...(printed ? { printed: shownPrinted(printed) } : {}),
    imageOnlyPages: item.imageOnlyPages,
    ...(problem ? { problem: shownProblem(problem, language) } : {}),
    warnings: item.warnings.map((warning) => shownProblem(warning, language)),
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
  }
}

const revisionSchema = z
  .object({
    revision: z.int(),
    action: z.string(),
    actorId: z.string().meta({ description: 'empty for readers who do not describe' }),
    actorName: z.string(),
    at: z.string(),
    changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })).meta({
      description: 'before and after are null for readers who do not describe',
    }),
  })
  .meta({ id: 'ItemRevision' })
const itemAnswer = { 200: { description: 'the item', schema: itemSchema } }
type IdCall = Call<Actor, { id: string }, unknown, unknown>
const answered = (view: ItemView, { language }: Pick<IdCall, 'language'>) =>
  ok(shownItem(view, language), { etag: revisionTag(view.item.revision) })

export const itemRoutes = (items: Items, review: Review, jobs: Jobs, cursors: Cursors): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/items',
    summary: '件的列表',
    tag: 'items',
    query: itemQuery,
    answers: {
      200: {
        description: 'items',
        schema: listOf(itemSchema).extend({
          next: z.string().nullable().meta({
            description: 'for `after`; null where nothing follows. What follows tells the total of the beginning',
          }),
        }),
      },
    },
    async handle({ actor, query, language }) {
      const { page, size } = query
      const after = query.after === undefined ? undefined : (cursors.open(query.after) as ListPlace)
      const { total, items: found, last } = await items.list(actor, query, after)
      const next = last && found.length === size ? cursors.seal(last) : null
      return ok({ total, page, size, next, items: found.map((view) => shownItem(view, language)) })
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/items',
    summary: '新建一件（仅有纸质，或由已有文件组成）',
    tag: 'items',
    body: newItem,
    answers: { 201: { description: 'the item', schema: itemSchema } },
    async handle({ actor, body, language }) {
      const view = await items.create(actor, body)
      return created(shownItem(view, language), { etag: revisionTag(view.item.revision) })
    },
  }),
  declare({
    method: 'patch',
    path: '/api/v1/items',
    summary: '批量修改著录（后台任务）',
    tag: 'items',
    body: batchPatch,
    answers: { 202: jobAnswer },
    async handle({ actor, body, language }) {
      return {
        status: 202,
        body: { job: shownJob(await jobs.get(actor, await items.describeMany(actor, body)), language) },
      }
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/items/:id',
    summary: '一件',
    tag: 'items',
    params: idParam,
    answers: itemAnswer,
    handle: async (call) => answered(await items.get(call.actor, call.params.id), call),
  }),
  declare({
    method: 'patch',
    path: '/api/v1/items/:id',
    summary: '修改著录（JSON Merge Patch，须带 If-Match）',
    tag: 'items',
    params: idParam,
    headers: ifMatchHeader,
    body: itemPatch,
    answers: itemAnswer,
    handle: async (call) =>
      answered(await items.describe(call.actor, call.params.id, call.body, ifMatchOf(call.request)), call),
  }),
  declare({
    method: 'delete',
    path: '/api/v1/items/:id',
    summary: '放入回收站',
    tag: 'items',
    params: idParam,
    query: z.object({ reason: z.string().trim().max(2000).default('') }),
    answers: { 204: { description: 'in the recycle bin' } },
    async handle({ actor, params, query }) {
      await items.delete(actor, params.id, query.reason)
      return noContent
    },
  }),
  declare({
    method: 'put',
    path: '/api/v1/items/:id/withdrawal',
    summary: '撤下（停止利用，仍保存）',
    tag: 'items',
    params: idParam,
    body: reason,
    answers: itemAnswer,
    handle: async (call) => answered(await items.withdraw(call.actor, call.params.id, call.body.reason), call),
  }),
  declare({
    method: 'delete',
    path: '/api/v1/items/:id/withdrawal',
    summary: '恢复利用',
    tag: 'items',
    params: idParam,
    answers: itemAnswer,
    handle: async (call) => answered(await items.putBack(call.actor, call.params.id), call),
  }),
  declare({
    method: 'get',
    path: '/api/v1/items/:id/history',
    summary: '修改历史',
    tag: 'items',
    params: idParam,
    query: z.object(paging),
    answers: { 200: { description: 'revisions, newest first', schema: listOf(revisionSchema) } },
    handle: async ({ actor, params, query }) => paged(await items.history(actor, params.id, query), query),
  }),
  declare({
    method: 'post',
    path: '/api/v1/items/:id/restoration',
    summary: '从回收站取出，或恢复到某一版著录',
    tag: 'items',
    params: idParam,
    body: z.strictObject({ revision: z.int().min(1).optional() }).default({}),
    answers: itemAnswer,
    handle: async (call) => answered(await items.restore(call.actor, call.params.id, call.body.revision ?? null), call),
  }),
  declare({
    method: 'post',
    path: '/api/v1/items/reference-codes',
    summary: '拟编档号：按设置的格式接着编下去，不写入',
    tag: 'items',
    body: z.strictObject({
      ids: z.array(z.string().max(100)).min(1).max(10_000),
      year: z
        .int()
        .min(1900)
        .max(2200)
        .optional()
        .meta({ description: 'of the codes; else when the accession was received' }),
    }),
    answers: {
      200: {
        description: 'for each item the code it has, or the next free one',
        schema: z.object({
          proposals: z.array(
            z.object({
              id: z.string(),
              referenceCode: z.string().nullable(),
              missing: z.array(z.string()).meta({
                description: 'elements, or settings, that a code needs; knownRetention: another one than is written',
              }),
            }),
          ),
        }),
      },
    },
    handle: async ({ actor, body }) => ok({ proposals: await review.propose(actor, body.ids, body.year ?? null) }),
  }),
  ...(['submission', 'filing'] as const).flatMap((noun) => [
    declare({
      method: 'put',
      path: `/api/v1/items/:id/${noun}`,
      summary: noun === 'submission' ? '送审' : '入库：锁定著录，档号从此不变',
      tag: 'items',
      params: idParam,
      answers: itemAnswer,
      async handle(call) {
        await review.move(call.actor, call.params.id, noun === 'submission' ? 'submitted' : 'filed', '')
        return answered(await items.get(call.actor, call.params.id), call)
      },
    }),
    declare({
      method: 'delete',
      path: `/api/v1/items/:id/${noun}`,
      summary: noun === 'submission' ? '退回修改' : '解锁（须写明缘由）',
      tag: 'items',
      params: idParam,
      query: z.object({ reason: z.string().trim().max(2000).default('') }),
      answers: itemAnswer,
      async handle(call) {
        const from = noun === 'submission' ? 'submitted' : 'filed'
        await review.move(call.actor, call.params.id, 'describing', call.query.reason, from)
        return answered(await items.get(call.actor, call.params.id), call)
      },
    }),
  ]),
  declare({
    method: 'put',
    path: '/api/v1/items/:id/objects',
    summary: '文件的顺序与角色；把其他件的文件并入此件',
    tag: 'items',
    params: idParam,
    headers: ifMatchHeader,
    body: objectOrder,
    answers: itemAnswer,
    handle: async (call) =>
      answered(await items.order(call.actor, call.params.id, call.body, ifMatchOf(call.request)), call),
  }),
]
