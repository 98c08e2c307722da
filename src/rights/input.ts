import { z } from 'zod'
import { consentKinds, consentScopes, copyrights, portraits, privacies } from './right.ts'

const id = z.string().min(1).max(100)
const day = z.iso.date()

export const rightsInput = z
  .strictObject({
    copyright: z.enum(copyrights).nullable(),
    copyrightYear: z.int().min(1).max(2200).nullable().meta({
      description:
        'of the author’s death; organisation, photograph: of first publication, or of making where there is none',
    }),
    portrait: z.enum(portraits).nullable(),
    privacy: z.enum(privacies).nullable(),
    note: z.string().trim().max(2000).default(''),
  })
  .meta({ id: 'ItemRightsInput' })
export type RightsInput = z.infer<typeof rightsInput>

export const newConsent = z
  .strictObject({
    kind: z.enum(consentKinds).default('copyright'),
    scopes: z.array(z.enum(consentScopes)).min(1).max(consentScopes.length),
    itemIds: z
      .array(id)
      .min(1)
      .max(10_000)
      .nullable()
      .default(null)
      .meta({ description: 'null: all of the accession' }),
    volumeId: id.nullable().default(null).meta({ description: 'for this volume only; null: for any' }),
    signer: z.string().trim().min(1).max(200),
    relation: z.string().trim().max(200).default(''),
    signedDate: day,
    until: day.nullable().default(null),
    objectId: id.nullable().default(null).meta({ description: 'its scan, a file of the accession' }),
    note: z.string().trim().max(2000).default(''),
  })
  .meta({ id: 'NewConsent' })
export type NewConsent = z.infer<typeof newConsent>

export const revocationInput = z.strictObject({ reason: z.string().trim().min(1).max(2000) }).meta({ id: 'Revocation' })
