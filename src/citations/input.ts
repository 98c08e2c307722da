import { z } from 'zod'
import { type ReferenceText, referenceKinds, referenceTexts } from './reference.ts'

const line = z
  .string()
  .trim()
  .max(500)
  .regex(/^[^\u0000-\u001f\u007f]*$/)
const names = z.array(line.min(1).max(100)).max(50)
const texts = Object.fromEntries(referenceTexts.map((name) => [name, line.default('')])) as Record<
  ReferenceText,
  z.ZodDefault<typeof line>
>
const partOf = ['chapter', 'article', 'newspaper', 'wenshi']

export const referenceInput = z
  .strictObject({
    kind: z.enum(referenceKinds),
    ...texts,
    title: line.min(1),
    url: line.regex(/^(?:https?:\/\/\S+)?$/).default(''),
    accessed: z
      .string()
      .regex(/^(?:\d{4}-\d\d-\d\d)?$/)
      .default(''),
    authors: names.default([]),
    translators: names.default([]),
    containerAuthors: names.default([]),
    interviewers: names.default([]),
    isInternal: z.boolean().default(false),
  })
  .refine(({ kind, container }) => container !== '' || !partOf.includes(kind), { path: ['container'] })
  .meta({ id: 'ReferenceInput' })

/** A source as its fields say it, or the item it is. */
export const newReference = z
  .union([z.strictObject({ itemId: z.string().min(1).max(100) }), referenceInput])
  .meta({ id: 'NewReference' })
export type NewReference = z.infer<typeof newReference>
