import { z } from 'zod'
import { encodings } from '../ports/text-reader.ts'
import { textKinds } from './text.ts'

const page = z.strictObject({
  number: z.int().min(1).max(100_000),
  label: z.string().max(100).default(''),
  start: z.int().min(0),
  end: z.int().min(0),
  objectId: z.string().max(100).nullable().default(null),
})

export const pagesInput = z.array(page).max(100_000).meta({ id: 'PagesInput' })
export type PagesInput = z.infer<typeof pagesInput>

export const textInput = z
  .strictObject({
    text: z.string().max(20_000_000),
    note: z.string().trim().max(2000).default(''),
    kind: z.enum(textKinds).default('correction'),
    pages: pagesInput.optional(),
  })
  .meta({ id: 'TextInput' })
export type TextInput = z.infer<typeof textInput>

export const previewQuery = z.object({
  encoding: z.enum(encodings).optional().meta({ description: 'without it, the likeliest' }),
})

export const encodingInput = z
  .strictObject({
    encoding: z.enum(encodings),
    replaceCorrected: z.boolean().default(false),
    remember: z.boolean().default(false).meta({ description: 'doubtful files of this source are read so from now on' }),
  })
  .meta({ id: 'EncodingInput' })
export type EncodingInput = z.infer<typeof encodingInput>
