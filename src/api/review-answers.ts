/** 审校 as it is answered: rounds, opinions, the ledger. */
import { z } from 'zod'
import { gates, type Opinion, type Round, reviewStages, steps, verdicts } from '../publications/review.ts'

export const partSchema = z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })
export const stage = z.enum(reviewStages).meta({ description: '初审, 复审, 终审' })
export const chapterSchema = z.object({
  id: z.string(),
  title: z.string(),
  byline: z.string(),
  revision: z.int(),
  chars: z.int(),
  sha256: z.string(),
})
export const closingSchema = z
  .object({
    how: z.enum(['signed', 'paper', 'recalled']),
    verdict: z.enum(verdicts).nullable(),
    returned: z.array(z.string()),
    opinion: z.string(),
    byName: z.string(),
    day: z.string().nullable(),
    fileId: z.string().nullable(),
    enteredByName: z.string(),
    at: z.string(),
  })
  .nullable()
export const roundSchema = z
  .object({
    id: z.string(),
    volumeId: z.string(),
    volumeTitle: z.string(),
    seriesTitle: z.string(),
    number: z.int().nullable(),
    stage,
    hash: z.string().meta({ description: 'sha256 of the snapshot' }),
    isWhole: z.boolean(),
    chapters: z.array(chapterSchema),
    assigneeId: z.string(),
    assigneeName: z.string(),
    note: z.string(),
    dueOn: z.string().nullable(),
    sentByName: z.string(),
    sentAt: z.string(),
    closing: closingSchema,
  })
  .meta({ id: 'ReviewRound' })
export const opinionSchema = z
  .object({
    id: z.string(),
    roundId: z.string(),
    chapterId: z.string(),
    revision: z.int(),
    start: z.int(),
    end: z.int(),
    exact: z.string(),
    gate: z.enum(gates),
    text: z.string(),
    byName: z.string(),
    at: z.string(),
    answered: z
      .object({ answer: z.enum(['changed', 'kept']), reason: z.string(), byName: z.string(), at: z.string() })
      .nullable(),
    place: z
      .object({ revision: z.int(), state: z.enum(['valid', 'moved', 'lost']), start: z.int(), end: z.int() })
      .meta({ description: 'where it stands in a later version; lost: where it stood last' }),
  })
  .meta({ id: 'ReviewOpinion' })
export const fileSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    mediaType: z.string(),
    sha256: z.string(),
    size: z.int(),
    byName: z.string(),
    at: z.string(),
  })
  .meta({ id: 'ReviewFile' })
export const publisherSchema = z.object({
  id: z.string(),
  stage,
  name: z.string(),
  day: z.string(),
  opinion: z.string(),
  enteredByName: z.string(),
  at: z.string(),
})
export const reviewsSchema = z
  .object({
    steps: z.array(z.object({ step: z.enum(steps), isDone: z.boolean() })),
    chapters: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        stage: stage.nullable(),
        state: z.enum(['none', 'reviewing', 'passed', 'returned']),
        unanswered: z.int(),
        changes: z.int().meta({ description: 'places changed since it was read' }),
      }),
    ),
    rounds: z.array(roundSchema).meta({ description: 'oldest first; to a reader, those given to them' }),
    publisher: z.array(publisherSchema).meta({ description: 'the publisher’s own 三审, only recorded' }),
  })
  .meta({ id: 'Reviews' })
export const ledgerSchema = z
  .object({
    isIntact: z.boolean(),
    broken: z.array(z.object({ what: z.enum(['entry', 'missing', 'round', 'proof', 'text']), id: z.string() })),
    entries: z.array(
      z.object({
        number: z.int(),
        at: z.string(),
        byName: z.string(),
        act: z.string(),
        of: z.object({ kind: z.enum(['round', 'proof']), id: z.string(), record: z.string() }),
        details: z.record(z.string(), z.unknown()),
        hash: z.string(),
      }),
    ),
  })
  .meta({ id: 'Ledger' })

export const shownRound = ({ snapshot, sentById: _, closing, ...round }: Round) => {
  const { title, seriesTitle, number } = snapshot.volume
  const { byId: _by, enteredById: _entered, ...closed } = closing ?? { byId: '', enteredById: '' }
  return {
    ...round,
    volumeTitle: title,
    seriesTitle,
    number,
    isWhole: snapshot.isWhole,
    chapters: snapshot.chapters.map(({ editorNote: _note, ...chapter }) => chapter),
    closing: closing && closed,
  }
}
export const shownOpinion = ({ byId: _, answered, ...opinion }: Opinion) => {
  const { byId: _by, ...told } = answered ?? { byId: '' }
  return { ...opinion, answered: answered && told }
}
