/** /jobs and /events. */
import { z } from 'zod'
import type { Accessions } from '../accessions/accessions.ts'
import { shownProblem } from '../http/problem.ts'
import { ok, type Route } from '../http/route.ts'
import type { Language } from '../http/sentences.ts'
import type { Streams } from '../http/sse.ts'
import { stateOf } from '../items/item.ts'
import type { Items } from '../items/items.ts'
import type { Job } from '../jobs/job.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Actor } from '../policy.ts'
import { declare, idParam, jobAnswer, jobSchema, jobStates, listOf, paging } from './answers.ts'

export const shownJob = (job: Job, language: Language) => ({
  id: job.id,
  kind: job.kind,
  subject: job.subject,
  state: job.state,
  attempts: job.attempts,
  phase: job.phase,
  done: job.done,
  total: job.total,
  result: job.result,
  problem: job.problem && shownProblem(job.problem, language),
  createdAt: new Date(job.createdAt).toISOString(),
  finishedAt: job.finishedAt === null ? null : new Date(job.finishedAt).toISOString(),
})

const subjects = z
  .string()
  .min(1)
  .max(10_000)
  .transform((text) => text.split(','))
  .pipe(z.array(z.string().regex(/^(?:accession|job|item):[\w-]+$/)).max(200))

export const jobRoutes = (jobs: Jobs, accessions: Accessions, items: Items, streams: Streams): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/jobs',
    summary: '后台任务（自己的；管理员可见全部）',
    tag: 'jobs',
    query: z.object({ ...paging, state: z.enum(jobStates).optional(), kind: z.string().max(20).optional() }),
    answers: {
      200: {
        description: 'jobs, newest first',
        schema: listOf(jobSchema).extend({
          titles: z
            .record(z.string(), z.string())
            .meta({ description: 'of the items that stand as subjects, as far as they may be read' }),
        }),
      },
    },
    async handle({ actor, query, language }) {
      const { page, size } = query
      const { total, items: found, titles } = await jobs.list(actor, query, query)
      return ok({ total, page, size, items: found.map((job) => shownJob(job, language)), titles })
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/jobs/:id',
    summary: '一个后台任务',
    tag: 'jobs',
    params: idParam,
    answers: { 200: { description: 'the job', schema: jobSchema } },
    handle: async ({ actor, params, language }) => ok(shownJob(await jobs.get(actor, params.id), language)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/jobs/:id/retry',
    summary: '重试失败的任务',
    tag: 'jobs',
    params: idParam,
    answers: { 202: jobAnswer },
    handle: async ({ actor, params, language }) => ({
      status: 202,
      body: { job: shownJob(await jobs.retry(actor, params.id), language) },
    }),
  }),
  declare({
    method: 'put',
    path: '/api/v1/jobs/:id/cancellation',
    summary: '取消任务',
    tag: 'jobs',
    params: idParam,
    answers: { 200: jobAnswer },
    handle: async ({ actor, params, language }) => ok({ job: shownJob(await jobs.cancel(actor, params.id), language) }),
  }),
  declare({
    method: 'get',
    path: '/api/v1/events',
    summary: '进度（SSE）：subjects=accession:<id>,item:<id>,job:<id>',
    tag: 'jobs',
    query: z.object({ subjects }),
    answers: { 200: { description: 'first a full snapshot, then changes', mediaType: 'text/event-stream' } },
    async handle({ actor, query, language, callerNow }) {
      const look = async (caller: Actor, subject: string): Promise<unknown> => {
        const [kind, id = ''] = subject.split(':')
        if (kind === 'accession') return (await accessions.get(caller, id)).counts
        if (kind === 'job') return shownJob(await jobs.get(caller, id), language)
        const { item } = await items.get(caller, id)
        return { state: stateOf(item), searchable: item.indexedSeq >= item.indexSeq, revision: item.revision }
      }
      const snapshot = async (caller: Actor) =>
        Object.fromEntries(
          await Promise.all(query.subjects.map(async (subject) => [subject, await look(caller, subject)])),
        )
      // Each subject is asked for once before the stream begins, so that a refusal is an answer and not a silence.
      await snapshot(actor)
      return streams.open(async () => snapshot(await callerNow()))
    },
  }),
]
