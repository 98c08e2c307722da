import { z } from 'zod'
import { proofDecisions, proofStages } from './proof.ts'
import { gates, reviewStages, verdicts } from './review.ts'

const id = z.string().min(1).max(100)
const day = z.iso.date()
const said = z.string().trim().max(5000)

export const newReview = z
  .strictObject({
    stage: z.enum(reviewStages),
    assigneeId: id,
    chapterIds: z
      .array(id)
      .min(1)
      .max(3000)
      .optional()
      .meta({ description: 'all of the volume where nothing is said' }),
    note: z.string().trim().max(2000).default(''),
    dueOn: day.nullable().default(null),
  })
  .meta({ id: 'NewReview' })
export type NewReview = z.infer<typeof newReview>

export const newOpinion = z
  .strictObject({
    chapterId: id,
    start: z.int().min(0).max(1_000_000).meta({ description: 'UTF-16 offset in the text of the snapshot' }),
    end: z.int().min(1).max(1_000_000),
    gate: z.enum(gates).meta({ description: '政治关, 史实关, 文字关' }),
    text: said.min(1),
  })
  .meta({ id: 'NewOpinion' })
export type NewOpinion = z.infer<typeof newOpinion>

export const answerInput = z
  .strictObject({ answer: z.enum(['changed', 'kept']), reason: z.string().trim().max(2000).default('') })
  .refine(({ answer, reason }) => answer === 'changed' || reason !== '', { path: ['reason'] })
  .meta({ id: 'OpinionAnswer', description: '改了, 或不改及其理由' })
export type AnswerInput = z.infer<typeof answerInput>

const closing = {
  hash: z.string().length(64).meta({ description: 'of the snapshot that is signed' }),
  verdict: z.enum(verdicts),
  returned: z
    .array(id)
    .max(3000)
    .default([])
    .meta({ description: 'chapters to be changed; all, where a returned round names none' }),
  opinion: said.default(''),
}
export const signatureInput = z
  .strictObject({ ...closing, password: z.string().min(1).max(1024) })
  .meta({ id: 'ReviewSignature' })
export type SignatureInput = z.infer<typeof signatureInput>
export const paperInput = z
  .strictObject({ ...closing, name: z.string().trim().min(1).max(100), day, fileId: id })
  .meta({ id: 'PaperSignature', description: '纸面签批: the name and day on the sheet, and its scan' })
export type PaperInput = z.infer<typeof paperInput>

export const publisherReviewInput = z
  .strictObject({
    stage: z.enum(reviewStages),
    name: z.string().trim().min(1).max(100),
    day,
    opinion: said.default(''),
  })
  .meta({ id: 'PublisherReviewInput' })
export type PublisherReviewInput = z.infer<typeof publisherReviewInput>

export const newProof = z
  .strictObject({
    stage: z.enum(proofStages),
    fileId: id.nullable().default(null).meta({ description: 'the proof; 通读 and 付印 may do without' }),
    layoutChars: z.int().min(1).max(1_000_000_000).nullable().default(null).meta({ description: '版面字数' }),
  })
  .meta({ id: 'NewProof' })
export type NewProof = z.infer<typeof newProof>
export const decisionInput = z
  .strictObject({
    numbers: z.array(z.int().min(1)).min(1).max(5000),
    decision: z.enum(proofDecisions).nullable().meta({ description: '付改样单, 采入正文, 不计; null: open again' }),
  })
  .meta({ id: 'ProofDecision' })
export const proofSignature = z
  .strictObject({ password: z.string().min(1).max(1024), note: said.default('') })
  .meta({ id: 'ProofSignature' })
