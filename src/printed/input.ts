import { z } from 'zod'
import { imprintFields, volumeTypes } from '../publications/volume.ts'
import { MOST_LINES } from './contents.ts'

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\u0000-\u001f\u007f]*$/)
const id = z.string().min(1).max(100)
const place = z.int().min(0).max(20_000)

export const startSchema = z
  .strictObject({ page: place, offset: z.int().min(0).max(10_000_000), isShared: z.boolean().default(false) })
  .meta({
    id: 'PieceStart',
    description:
      'page of the volume from 0, UTF-16 offset in its text; isShared: the piece before goes on over this page, of which there is only a picture',
  })
const entry = z
  .strictObject({
    kind: z.enum(['column', 'piece', 'matter']),
    title: line(500).min(1),
    byline: line(300).default(''),
    page: line(20).default('').meta({ description: 'as printed in the contents' }),
    isSure: z.boolean().default(true),
    start: startSchema
      .nullable()
      .default(null)
      .meta({ description: 'where a person said that it begins; null: as it is found' }),
  })
  .meta({ id: 'ContentsEntry' })

const fields = {
  publicationId: id.nullable().meta({ description: 'null: a new series, called `seriesTitle`' }),
  seriesTitle: line(200),
  number: z.int().min(1).max(9999).nullable(),
  title: line(200),
  type: z.enum(volumeTypes),
  year: z.string().regex(/^(?:\d{4})?$/),
  place: line(100).meta({ description: '出版地' }),
  imprint: z
    .strictObject(
      Object.fromEntries(imprintFields.map((field) => [field, line(300).optional()])) as Record<
        (typeof imprintFields)[number],
        z.ZodOptional<ReturnType<typeof line>>
      >,
    )
    .meta({ id: 'PrintedImprint' }),
  accessionId: id.nullable(),
  path: line(2000).meta({
    description: 'of the accession: a folder, an archive file or one file; all of it where empty',
  }),
  textStart: place
    .nullable()
    .meta({ description: 'on which picture the first page of text stands, from 0; null: as it looks' }),
  marksAt: z
    .enum(['head', 'foot'])
    .nullable()
    .meta({ description: 'where page marks in a text stand; null: as it looks' }),
  anchors: z
    .array(z.strictObject({ page: place, label: line(20) }))
    .max(200)
    .meta({
      description:
        'from this page on printed numbers are counted from `label`; an empty one: none is printed from here on',
    }),
  contents: z.string().max(200_000).meta({ description: '目录 as pasted; read anew into entries' }),
  entries: z.array(entry).max(MOST_LINES),
}
export const importPatch = z
  .strictObject({
    ...fields,
    contentsPages: z
      .array(place)
      .min(1)
      .max(40)
      .meta({ description: 'read the contents from these pages of the volume' }),
  })
  .partial()
  .meta({ id: 'PrintedImportPatch' })
export type ImportPatch = z.infer<typeof importPatch>
export const newImport = z
  .strictObject({ ...fields })
  .partial()
  .meta({ id: 'NewPrintedImport' })
