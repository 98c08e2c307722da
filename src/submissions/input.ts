import { z } from 'zod'
import type { SearchFilters } from '../search/input.ts'
import { checkNames, submissionStates, verdicts } from './submission.ts'

const id = z.string().min(1).max(100)
const line = (most: number) => z.string().trim().max(most)

/** In one request; a list longer than that is registered in several. */
export const MOST_AT_ONCE = 2000
export const itemsInput = z.strictObject({ itemIds: z.array(id).min(1).max(MOST_AT_ONCE) })
export const accessionInput = z.strictObject({ accession: id })
/** These items, or the texts of an accession, or those that a search finds. */
export type NewSubmissions = z.infer<typeof itemsInput> | z.infer<typeof accessionInput> | { hits: SearchFilters }

export const submissionPatch = z
  .strictObject({
    receivedDate: z.iso.date(),
    contributor: line(200),
    county: line(100),
    topicId: id.nullable(),
    checks: z.partialRecord(
      z.enum(checkNames),
      z.strictObject({ verdict: z.enum(verdicts), note: line(2000).default('') }).nullable(),
    ),
  })
  .partial()
  .meta({ id: 'SubmissionPatch', description: 'what is named is set; a check set to null is taken back' })
export type SubmissionPatch = z.infer<typeof submissionPatch>

export const submissionStep = z
  .strictObject({ state: z.enum(submissionStates), reason: line(2000).default('') })
  .meta({ id: 'SubmissionStep', description: '退改, 退稿, 转送 need a reason; 编入 follows the chapters' })
export type SubmissionStep = z.infer<typeof submissionStep>
export const submissionSteps = submissionStep
  .extend({
    of: z
      .array(z.strictObject({ id, revision: z.int().min(1) }))
      .min(1)
      .max(500),
  })
  .meta({ id: 'SubmissionSteps', description: 'of several, each as it was seen' })
export type SubmissionSteps = z.infer<typeof submissionSteps>

export const submissionFilters = z.object({
  q: line(200).default('').meta({ description: 'in number, title or contributor' }),
  words: z.string().max(2000).default('').meta({ description: 'that the item says, as a search finds them' }),
  state: z
    .string()
    .max(200)
    .transform((text) => text.split(',').filter((name) => name !== ''))
    .pipe(z.array(z.enum(submissionStates)))
    .default([])
    .meta({ description: 'one or several: held,adopted' }),
  county: line(100).optional(),
  topic: id.optional(),
  from: z.iso.date().optional().meta({ description: 'received on that day or later' }),
  to: z.iso.date().optional(),
  use: z.enum(['unused', 'part', 'all', 'left']).optional().meta({ description: 'left: unused, or used in part' }),
  item: id.optional(),
})
export type SubmissionFilters = z.infer<typeof submissionFilters>
export const submissionQuery = submissionFilters.extend({
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
  sort: z.enum(['-number', 'number', 'received', '-received', 'county']).default('-number'),
})
export type SubmissionQuery = z.infer<typeof submissionQuery>
