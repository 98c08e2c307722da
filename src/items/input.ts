/** What may be said about an item, parsed once for API, scripts and OpenAPI. */
import { z } from 'zod'
import { itemAccess, itemKinds, objectRoles, reviewStates } from './item.ts'

const line = (most: number) => z.string().trim().max(most)
const names = z.array(line(200).min(1)).max(500)

const dateInput = z.union([
  line(200).min(1),
  z.strictObject({
    text: line(200).min(1).optional(),
    edtf: line(200).min(1).optional(),
    calendar: line(40).optional(),
    start: line(20).nullable().optional(),
    end: line(20).nullable().optional(),
  }),
])

const share = z.number().min(0).max(1)
export const depicted = z
  .array(
    z.strictObject({
      name: line(200).min(1),
      identity: line(200).optional(),
      row: z.int().min(1).max(100).meta({ description: '排, from the front' }),
      x: share.optional().meta({ description: 'of the picture’s width' }),
      y: share.optional(),
      objectId: z.string().max(100).optional(),
    }),
  )
  .max(500)
  .meta({
    id: 'Depicted',
    description: '人物 by row, and within a row in order from the left; their names join `persons`',
  })

const text = (most: number) => line(most).nullable().optional()

/** JSON merge patch of an item: null clears. */
export const itemPatch = z
  .strictObject({
    title: line(1000).min(1).optional(),
    referenceCode: text(100),
    kind: z.enum(itemKinds).optional(),
    access: z.enum(itemAccess).optional(),
    date: dateInput.nullable().optional(),
    creators: names.nullable().optional(),
    persons: names.nullable().optional(),
    places: names.nullable().optional(),
    genre: text(100),
    category: text(100),
    caption: text(10_000),
    scopeAndContent: text(20_000),
    recordNumber: text(200),
    sanqinType: text(40),
    narrationBy: text(200),
    manuscriptStage: text(100),
    extentMedium: text(500),
    language: text(100),
    subjects: names.nullable().optional(),
    classCode: text(100),
    retention: text(40),
    secrecyLevel: text(40),
    openStatus: text(40),
    location: text(500),
    relatedItems: names.nullable().optional(),
    originalOrCopy: text(40),
    event: text(2000),
    background: text(10_000),
    depicted: depicted.nullable().optional(),
    photographer: text(200),
    provider: text(200),
    rightsHolder: text(200),
    note: text(10_000),
    authorities: z.array(z.string().min(1).max(100)).max(500).nullable().optional(),
  })
  .meta({ id: 'ItemPatch', description: 'RFC 7396 merge patch of the description; null clears a field' })
export type ItemPatch = z.infer<typeof itemPatch>

export const newItem = z
  .strictObject({
    title: line(1000).min(1),
    accessionId: z.string().max(100).optional(),
    objectIds: z.array(z.string().max(100)).max(1000).optional(),
    kind: z.enum(itemKinds).optional(),
  })
  .meta({ id: 'NewItem' })
export type NewItem = z.infer<typeof newItem>

export const reason = z.strictObject({ reason: line(2000).min(1) }).meta({ id: 'Reason' })

export const objectOrder = z
  .array(
    z.strictObject({
      objectId: z.string().max(100),
      role: z.enum(objectRoles).default('original'),
      order: z.int().min(0).max(100_000).optional(),
    }),
  )
  .min(1)
  .max(10_000)
  .refine((entries) => new Set(entries.map(({ objectId }) => objectId)).size === entries.length, {
    message: 'each object once',
  })
  .meta({ id: 'ObjectOrder' })
export type ObjectOrder = z.infer<typeof objectOrder>

export const paging = {
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
}

/** `next` of an answer; with it `page` is not looked at, and there is no end to the depth. */
export const afterParam = z
  .string()
  .max(4000)
  .optional()
  .meta({ description: '`next` of the answer before: lists what follows, however deep; `page` is not looked at' })

export const itemQuery = z.object({
  ...paging,
  after: afterParam,
  accession: z.string().max(100).optional(),
  container: z.string().max(100).optional(),
  kind: z.enum(itemKinds).optional(),
  category: line(100).optional(),
  genre: line(100).optional(),
  state: z.enum(['processing', 'ready', 'failed']).optional(),
  access: z.enum([...itemAccess, 'withdrawn']).optional(),
  review: z.enum(reviewStates).optional(),
  person: line(200).optional(),
  place: line(200).optional(),
  from: line(10).optional(),
  to: line(10).optional(),
  deleted: z.enum(['true', 'false']).default('false'),
  sort: z.enum(['number', '-number', 'title', 'date', 'referenceCode', '-updatedAt']).default('number'),
})
export type ItemQuery = z.infer<typeof itemQuery>

export const batchPatch = z
  .strictObject({
    ids: z.array(z.string().max(100)).min(1).max(10_000).optional(),
    filter: itemQuery.omit({ page: true, after: true, size: true, sort: true, deleted: true }).partial().optional(),
    changes: itemPatch.default({}),
    review: z.enum(reviewStates).optional().meta({ description: 'hands in, files, or opens again' }),
    reason: z.string().trim().max(2000).default(''),
    dryRun: z.boolean().default(false),
  })
  .refine((value) => (value.ids === undefined) !== (value.filter === undefined), { message: 'ids or filter' })
  .meta({ id: 'BatchPatch' })
export type BatchPatch = z.infer<typeof batchPatch>
