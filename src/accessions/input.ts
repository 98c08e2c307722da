import { z } from 'zod'
import { acquisitionTypes } from './accession.ts'

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
    note: line(10_000).default(''),
  })
  .meta({ id: 'NewAccession' })
export type NewAccession = z.infer<typeof newAccession>
