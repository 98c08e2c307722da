/** /topics: 选题, and the 存稿 that come back for one. */
import { z } from 'zod'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { created, ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { reasonKinds } from '../topics/held.ts'
import { heldQuery, newTopic, topicPatch } from '../topics/input.ts'
import { filingStates, type Topic, topicStates } from '../topics/topic.ts'
import type { Topics } from '../topics/topics.ts'
import { declare, idParam, ifMatchHeader, listOf, paged, paging } from './answers.ts'
import { shownSubmission, submissionSchema } from './submissions.ts'

const topicSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    rationale: z.string(),
    period: z
      .object({ text: z.string(), start: z.string().nullable(), end: z.string().nullable() })
      .nullable()
      .meta({ description: 'as written, and the days it was read as' }),
    places: z.array(z.string()),
    subjects: z.array(z.string()),
    plan: z.array(z.object({ title: z.string(), wantedChars: z.int() })).meta({ description: '栏目 in order' }),
    majorCategory: z.string(),
    filing: z.object({
      state: z.enum(filingStates),
      appliedOn: z.string(),
      repliedOn: z.string(),
      number: z.string(),
    }),
    approvals: z.array(z.object({ by: z.string(), on: z.string(), meeting: z.string() })),
    state: z.enum(topicStates),
    revision: z.int(),
    createdAt: z.string(),
  })
  .meta({ id: 'Topic' })
const heldSchema = listOf(
  z.object({
    submission: submissionSchema,
    reasons: z.array(z.object({ kind: z.enum(reasonKinds), where: z.enum(['described', 'text']), value: z.string() })),
  }),
).extend({
  isWhole: z.boolean().meta({ description: 'false: the texts could not be searched to their end' }),
})
const answered = (topic: Topic) => ok(topic, { etag: revisionTag(topic.revision) })
const answers = { 200: { description: 'the topic', schema: topicSchema } }

export const topicRoutes = (topics: Topics): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/topics',
    summary: '选题',
    tag: 'topics',
    query: z.object(paging),
    answers: { 200: { description: 'latest made first', schema: listOf(topicSchema.extend({ volumes: z.int() })) } },
    handle: async ({ actor, query }) => paged(await topics.list(actor, query), query),
  }),
  declare({
    method: 'post',
    path: '/api/v1/topics',
    summary: '新建选题',
    tag: 'topics',
    body: newTopic,
    answers: { 201: answers[200] },
    handle: async ({ actor, body }) => created(await topics.create(actor, body)),
  }),
  declare({
    method: 'get',
    path: '/api/v1/topics/:id',
    summary: '一个选题',
    tag: 'topics',
    params: idParam,
    answers,
    handle: async ({ actor, params }) => answered(await topics.get(actor, params.id)),
  }),
  declare({
    method: 'patch',
    path: '/api/v1/topics/:id',
    summary: '改选题：期间、地方、主题、栏目、备案、审批（须带 If-Match）',
    tag: 'topics',
    params: idParam,
    headers: ifMatchHeader,
    body: topicPatch,
    answers,
    handle: async ({ actor, params, body, request }) =>
      answered(await topics.change(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/topics/:id/held',
    summary: '与选题相合的存稿（存而未用、未作决定、用了一部分的），说明理由',
    tag: 'topics',
    params: idParam,
    query: heldQuery,
    answers: {
      200: {
        description:
          'best first: each of 期间, 地名, 主题 counts 2 where the description says it and 1 where only the text does; then what has more left',
        schema: heldSchema,
      },
    },
    async handle({ actor, params, query }) {
      const { items, ...found } = await topics.held(actor, params.id, query)
      return ok({
        ...found,
        page: query.page,
        size: query.size,
        items: items.map(({ submission, reasons }) => ({ submission: shownSubmission(submission), reasons })),
      })
    },
  }),
]
