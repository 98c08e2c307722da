import { z } from 'zod'
import { reuseDecisions, reuseKinds } from './pair.ts'

export const reuseQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
  decision: z.enum(['none', ...reuseDecisions]).default('none'),
  kind: z.enum(reuseKinds).optional().meta({ description: 'as seen from the item that came later' }),
  accession: z.string().max(100).optional().meta({ description: 'of either item' }),
})
export type ReuseQuery = z.infer<typeof reuseQuery>

export const decisionInput = z
  .strictObject({
    decision: z
      .enum(reuseDecisions)
      .nullable()
      .meta({ description: '重复 duplicate, 同稿异本 version, 摘录 excerpt, 无关 unrelated; null: undecided again' }),
    note: z.string().trim().max(2000).default(''),
  })
  .meta({ id: 'ReuseDecision' })
export type DecisionInput = z.infer<typeof decisionInput>
