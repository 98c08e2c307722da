import { z } from 'zod'
import { authorOrders, MOST_AUTHORS } from './authors.ts'
import { MOST_ENTRIES } from './chronicle.ts'

const id = z.string().min(1).max(100)
const offset = z.int().min(0).max(100_000_000)
/** One paragraph of the book. */
const written = z
  .string()
  .trim()
  .max(5000)
  .regex(/^[^\u0000-\u001f\u007f\ufffc]*$/)
  .refine((text) => text.isWellFormed())

export const authorNotesInput = z
  .strictObject({
    order: z.enum(authorOrders),
    notes: z
      .array(
        z.strictObject({
          name: z.string().trim().min(1).max(200),
          text: written.nullable().meta({ description: 'null: as the archive says' }),
          isLeftOut: z.boolean().default(false),
        }),
      )
      .max(MOST_AUTHORS),
  })
  .meta({ id: 'AuthorNotesInput', description: 'who is not named keeps what was written of him' })
export type AuthorNotesInput = z.infer<typeof authorNotesInput>

const dateText = written.min(1).max(200)
export const chronicleInput = z
  .strictObject({
    isByDate: z.boolean(),
    entries: z
      .array(
        z.strictObject({
          id: id.optional().meta({ description: 'of one that is there already: it keeps its anchor' }),
          date: z
            .union([
              dateText,
              z.strictObject({ text: dateText, edtf: z.string().min(1).max(200), isVague: z.boolean().default(false) }),
            ])
            .meta({ description: 'in words, which are read; or as it was offered' }),
          text: written.min(1),
          anchor: z
            .strictObject({ chapterId: id, revision: z.int().min(1), start: offset, end: offset })
            .nullable()
            .default(null),
        }),
      )
      .max(MOST_ENTRIES),
  })
  .meta({ id: 'ChronicleInput' })
export type ChronicleInput = z.infer<typeof chronicleInput>
