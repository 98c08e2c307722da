/** What may be said about an authority, parsed once for API, import and OpenAPI. */
import { z } from 'zod'
import { authorityKinds, authorityStatuses, nameTypes } from './authority.ts'

const line = (most: number) => z.string().trim().max(most)
/** As search keeps it: composed, without the characters nobody sees. */
const name = line(200)
  .min(1)
  .transform((text) => text.normalize('NFC').replace(/[\p{Cc}\u200b\ufeff]/gu, ''))

const alias = z.strictObject({
  name,
  type: z.enum(nameTypes).default('other'),
  inText: z.boolean().default(true).meta({ description: 'looked for in texts; never a single character' }),
})
const identifier = z.strictObject({ scheme: line(40).default(''), value: line(200).min(1) })
const existence = z.union([
  line(200).min(1),
  z.strictObject({ text: line(200).min(1).optional(), edtf: line(100).min(1) }),
])

const fields = {
  kind: z.enum(authorityKinds),
  name,
  inText: z.boolean(),
  aliases: z.array(alias).max(200),
  existence: existence.nullable().meta({ description: '生卒、存续：1866—1925, 1901—, or EDTF' }),
  history: line(20_000),
  note: line(10_000),
  identifiers: z.array(identifier).max(50),
  status: z.enum(authorityStatuses),
}

export const newAuthority = z
  .strictObject({
    ...fields,
    inText: fields.inText.default(true),
    aliases: fields.aliases.default([]),
    existence: fields.existence.default(null),
    history: fields.history.default(''),
    note: fields.note.default(''),
    identifiers: fields.identifiers.default([]),
    status: fields.status.default('established'),
  })
  .meta({ id: 'NewAuthority' })
export type NewAuthority = z.infer<typeof newAuthority>

export const authorityPatch = z
  .strictObject(fields)
  .partial()
  .meta({ id: 'AuthorityPatch', description: 'RFC 7396 merge patch; lists are replaced whole' })
export type AuthorityPatch = z.infer<typeof authorityPatch>

export const mergeInput = z.strictObject({ into: z.string().min(1).max(100) }).meta({ id: 'AuthorityMerge' })

export const importQuery = z.object({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  kind: z.enum(authorityKinds).optional().meta({ description: 'of rows that do not say' }),
})

export const authorityQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
  kind: z.enum(authorityKinds).optional(),
  q: line(200).default(''),
  status: z.enum(authorityStatuses).optional(),
  deleted: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'those deleted or merged into others; for those who keep the list' }),
})
export type AuthorityQuery = z.infer<typeof authorityQuery>
