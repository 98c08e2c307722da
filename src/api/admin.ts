/** Fixity, audit, statistics. */
import { z } from 'zod'
import type { Audit } from '../audit/audit.ts'
import { namedKinds } from '../audit/store.ts'
import { ok, type Route } from '../http/route.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Actor } from '../policy.ts'
import type { Preservation } from '../preservation/preservation.ts'
import { declare, idParam, jobAnswer, jobSchema, listOf, paging } from './answers.ts'
import { shownJob } from './jobs.ts'

const moment = z.union([z.iso.date(), z.iso.datetime()])
const auditRecord = z
  .object({
    seq: z.int(),
    at: z.string(),
    actorId: z.string(),
    actorName: z.string(),
    address: z.string(),
    act: z.string(),
    subject: z.string(),
    details: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ id: 'AuditRecord' })

export const adminRoutes = (preservation: Preservation, audit: Audit, jobs: Jobs): Route<Actor>[] => [
  declare({
    method: 'post',
    path: '/api/v1/fixity/runs',
    summary: '开始一次固定性检查（重新计算每个原件的校验码）',
    tag: 'preservation',
    answers: { 202: { description: 'the run and its job', schema: z.object({ id: z.string(), job: jobSchema }) } },
    async handle({ actor, language }) {
      const { id, jobId } = await preservation.requestFixity(actor)
      return { status: 202, body: { id, job: shownJob(await jobs.get(actor, jobId), language) } }
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/fixity/runs/:id',
    summary: '固定性检查的结果',
    tag: 'preservation',
    params: idParam,
    answers: {
      200: {
        description: 'the run; finishedAt is null while it goes on',
        schema: z.object({
          id: z.string(),
          total: z.int(),
          checked: z.int(),
          bad: z.array(
            z.object({
              objectId: z.string(),
              itemId: z.string(),
              title: z.string().meta({ description: 'of the item' }),
              filename: z.string(),
              sha256: z.string().meta({ description: 'where it lies: originals/<its first two letters>/<sha256>' }),
              kind: z.enum(['changed', 'missing', 'unreadable']),
            }),
          ),
          startedAt: z.string(),
          finishedAt: z.string().nullable(),
        }),
      },
    },
    async handle({ actor, params }) {
      const { id, total, checked, bad, startedAt, finishedAt } = await preservation.fixityRun(actor, params.id)
      return ok({ id, total, checked, bad, startedAt, finishedAt })
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/backups',
    summary: '备份到 BACKUP_DIR（后台任务；只复制新增的）',
    tag: 'preservation',
    answers: { 202: jobAnswer },
    async handle({ actor, language }) {
      const id = await preservation.requestBackup(actor)
      return { status: 202, body: { job: shownJob(await jobs.get(actor, id), language) } }
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/condition',
    summary: '馆藏安好：固定性检查、备份、存储余量',
    tag: 'preservation',
    answers: {
      200: {
        description: 'the last check of every original, the last backup, bytes left on the disk',
        schema: z.object({
          originals: z.int().meta({ description: 'without those of a sample' }),
          samples: z.int().meta({ description: 'those that only a sample has: a check counts them too' }),
          fixity: z
            .object({
              id: z.string().meta({ description: 'of the run, which names what is bad' }),
              startedAt: z.string(),
              finishedAt: z.string().nullable(),
              checked: z.int(),
              total: z.int(),
              bad: z.int(),
            })
            .nullable(),
          backup: z.object({ isSet: z.boolean(), madeAt: z.string().nullable() }),
          free: z.int(),
          unindexed: z.int().meta({ description: 'items whose last change search has not taken up' }),
        }),
      },
    },
    handle: async ({ actor }) => ok(await preservation.condition(actor)),
  }),
  declare({
    method: 'get',
    path: '/api/v1/audit',
    summary: '审计记录',
    tag: 'audit',
    query: z.object({
      ...paging,
      actor: z.string().max(100).optional(),
      act: z.string().max(100).optional(),
      subject: z.string().max(200).optional(),
      from: moment.optional(),
      to: moment.optional().meta({ description: 'a day includes all of it' }),
    }),
    answers: {
      200: {
        description: 'records, newest first',
        schema: listOf(auditRecord).extend({
          names: z
            .record(z.string(), z.object({ kind: z.enum(namedKinds), name: z.string() }))
            .meta({ description: 'what the ids in subjects and details stand for' }),
        }),
      },
    },
    async handle({ actor, query }) {
      const { page, size } = query
      return ok({ ...(await audit.list(actor, query, query)), page, size })
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/audit/verification',
    summary: '核验审计链',
    tag: 'audit',
    answers: {
      200: {
        description: 'whether every record follows from the one before it',
        schema: z.object({
          isWhole: z.boolean(),
          checked: z.int(),
          brokenAt: z.int().nullable(),
          unsealed: z.int().meta({ description: 'refusals not yet in the chain' }),
          tail: z
            .array(
              z.object({
                actorId: z.string().meta({ description: 'the address, where nobody was signed in' }),
                actorName: z.string(),
                act: z.string(),
                minute: z.string(),
                count: z.int(),
              }),
            )
            .meta({ description: 'the first thousand of them' }),
        }),
      },
    },
    handle: async ({ actor }) => ok(await audit.verify(actor)),
  }),
]
