import { z } from 'zod'
import { acquisitionTypes, lineDecisions, lineStates, outcomes } from './accession.ts'

const line = (most: number) => z.string().trim().max(most)
const isoDay = z.iso.date()

const contributor = z.strictObject({
  name: line(200).min(1),
  identityThen: line(500).optional(),
  identityNow: line(500).optional(),
  workUnit: line(500).optional(),
  phone: line(100).optional(),
  address: line(500).optional(),
  idNo: line(100).optional(),
  relationToEvent: line(500).optional(),
})

export const newAccession = z
  .strictObject({
    title: line(500).min(1),
    acquisitionType: z.enum(acquisitionTypes).default('collection'),
    contributor: contributor.optional(),
    receivedDate: isoDay.optional(),
    handler: line(200).optional(),
    returnOriginal: z.boolean().default(false),
    returnDue: isoDay.optional(),
    note: line(10_000).default(''),
  })
  .meta({ id: 'NewAccession' })
export type NewAccession = z.infer<typeof newAccession>

/** RFC 7396: null clears. */
export const accessionPatch = z
  .strictObject({
    title: line(500).min(1),
    acquisitionType: z.enum(acquisitionTypes),
    contributor: contributor.nullable().meta({ description: 'whole, not merged' }),
    receivedDate: isoDay,
    handler: line(200),
    returnOriginal: z.boolean(),
    returnDue: isoDay.nullable(),
    note: line(10_000),
  })
  .partial()
  .meta({ id: 'AccessionPatch' })
export type AccessionPatch = z.infer<typeof accessionPatch>

const paging = {
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
}
export const accessionQuery = z.object({
  ...paging,
  q: line(200).default('').meta({ description: 'in number, title, contributor or handler' }),
  type: z.enum(acquisitionTypes).optional(),
  year: z.coerce.number().int().min(1).max(9999).optional().meta({ description: 'of receipt' }),
  state: z.enum(['open', 'closed', 'to-return']).optional(),
})
export type AccessionQuery = z.infer<typeof accessionQuery>

export const lineQuery = z.object({
  ...paging,
  offset: z.coerce.number().int().min(0).max(10_000_000).optional().meta({
    description: 'the first row by its place instead of by page: one accession may be walked to its end',
  }),
  outcome: z.enum(outcomes).optional(),
  state: z.enum(lineStates).optional(),
})
export type LineQuery = z.infer<typeof lineQuery>

export const lineDecision = z.strictObject({ decision: z.enum(lineDecisions).nullable() }).meta({ id: 'LineDecision' })

export const returnInput = z
  .strictObject({
    date: isoDay.nullable().meta({ description: 'null: not given back after all' }),
    note: line(2000).default(''),
  })
  .meta({ id: 'ReturnOfOriginals' })
export type ReturnInput = z.infer<typeof returnInput>
