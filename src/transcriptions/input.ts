import { z } from 'zod'
import { rounds } from './transcription.ts'

export const draftInput = z
  .strictObject({
    text: z.string().max(200_000),
    done: z.boolean().default(false).meta({ description: 'this page is ready' }),
    revision: z.int().min(0).meta({ description: 'of the draft that was seen; 0: there was none' }),
    overPresent: z
      .boolean()
      .default(false)
      .meta({ description: 'the text was changed elsewhere since, and this draft is to stand over it' }),
  })
  .meta({ id: 'TranscriptionDraft' })
export type DraftInput = z.infer<typeof draftInput>

export const completionInput = z.strictObject({ round: z.enum(rounds) }).meta({ id: 'TranscriptionCompletion' })
