import { z } from 'zod'
import { outcomes, reportKinds } from './report.ts'

const offset = z.int().min(0).max(100_000_000)

export const newReport = z
  .strictObject({
    kind: z
      .enum(reportKinds)
      .meta({ description: '错字 wrong, 漏字 missing, 图文不符 picture, 著录有误 description, 其他 other' }),
    start: offset.optional().meta({ description: 'UTF-16 offset of the passage in the text' }),
    end: offset.optional(),
    textRevision: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'that the offsets are of; without it the present one' }),
    objectId: z.string().min(1).max(100).optional().meta({ description: 'a picture of the item' }),
    objectPage: z.int().min(1).max(100_000).optional(),
    proposal: z.string().max(2000).default('').meta({ description: 'the reading proposed' }),
    remark: z.string().trim().max(5000).default(''),
  })
  .refine(({ start, end }) => (start === undefined) === (end === undefined), { path: ['end'] })
  .refine(({ objectId, objectPage }) => objectPage === undefined || objectId !== undefined, { path: ['objectId'] })
  // Of a place it may be enough to point at it; of a whole item something has to be said.
  .refine(
    ({ start, objectId, proposal, remark }) =>
      start !== undefined || objectId !== undefined || proposal + remark !== '',
    {
      path: ['remark'],
    },
  )
  .meta({ id: 'NewReport' })
export type NewReport = z.infer<typeof newReport>

export const reportDecision = z
  .strictObject({
    outcome: z.enum(outcomes).nullable().meta({ description: 'null: undecided again' }),
    reason: z.string().trim().max(2000).default('').meta({ description: 'the reporter reads it; a refusal needs one' }),
    correctedRevision: z.int().min(1).optional().meta({ description: 'the text version in which it was mended' }),
  })
  .meta({ id: 'ReportDecision' })
export type ReportDecision = z.infer<typeof reportDecision>

export const reportsQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
  state: z.enum(['open', ...outcomes]).optional(),
})
export type ReportsQuery = z.infer<typeof reportsQuery>
