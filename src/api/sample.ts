/** /sample: invented material to look at on the first day. */
import { z } from 'zod'
import { ok, type Route } from '../http/route.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Actor } from '../policy.ts'
import type { Sample } from '../sample/sample.ts'
import { declare, jobAnswer, jobSchema } from './answers.ts'
import { shownJob } from './jobs.ts'

export const sampleRoutes = (sample: Sample, jobs: Jobs): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/sample',
    summary: '示例材料：有没有装入，装到哪里',
    tag: 'sample',
    answers: {
      200: {
        description: 'what of it is here',
        schema: z.object({ items: z.int(), accessions: z.int(), job: jobSchema.nullable() }),
      },
    },
    async handle({ actor, language }) {
      const { jobId, ...view } = await sample.view(actor)
      return ok({ ...view, job: jobId === null ? null : shownJob(await jobs.get(actor, jobId), language) })
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/sample',
    summary: '装入示例材料（后台任务）：不计入统计，不占用登记号和档号',
    tag: 'sample',
    answers: { 202: jobAnswer },
    async handle({ actor, language }) {
      const id = await sample.request(actor)
      return { status: 202, body: { job: shownJob(await jobs.get(actor, id), language) } }
    },
  }),
  declare({
    method: 'delete',
    path: '/api/v1/sample',
    summary: '整批清除示例材料',
    tag: 'sample',
    answers: {
      200: { description: 'how many items went to the recycle bin', schema: z.object({ removed: z.int() }) },
    },
    handle: async ({ actor }) => ok({ removed: await sample.remove(actor) }),
  }),
]
