import { z } from 'zod'
import { filingStates, topicStates } from './topic.ts'

const line = (most: number) => z.string().trim().max(most)
const names = z.array(line(100).min(1)).max(20)
const day = z.union([z.iso.date(), z.literal('')])

const fields = {
  title: line(200).min(1),
  rationale: line(10_000),
  period: line(200).meta({ description: 'as written: 抗战时期, 1937—1945; it is read by the archive’s tables' }),
  places: names,
  subjects: names,
  plan: z.array(z.strictObject({ title: line(200).min(1), wantedChars: z.int().min(0).max(100_000_000) })).max(100),
  majorCategory: line(200),
  filing: z.strictObject({ state: z.enum(filingStates), appliedOn: day, repliedOn: day, number: line(100) }),
  approvals: z.array(z.strictObject({ by: line(200).min(1), on: day, meeting: line(500) })).max(50),
  state: z.enum(topicStates),
}
export const newTopic = z
  .strictObject({
    ...fields,
    rationale: fields.rationale.default(''),
    period: fields.period.default(''),
    places: fields.places.default([]),
    subjects: fields.subjects.default([]),
    plan: fields.plan.default([]),
    majorCategory: fields.majorCategory.default(''),
    filing: fields.filing.default({ state: 'none', appliedOn: '', repliedOn: '', number: '' }),
    approvals: fields.approvals.default([]),
    state: fields.state.default('proposed'),
  })
  .meta({ id: 'NewTopic' })
export type NewTopic = z.infer<typeof newTopic>
export const topicPatch = z.strictObject(fields).partial().meta({ id: 'TopicPatch' })
export type TopicPatch = z.infer<typeof topicPatch>

export const heldQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(30),
  words: z.string().max(2000).default('').meta({ description: 'that the item says, as a search finds them' }),
})
export type HeldQuery = z.infer<typeof heldQuery>
