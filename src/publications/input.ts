import { z } from 'zod'
import { styles } from '../citations/reference.ts'
import { type HintCode, hintCodes } from '../hanzi/proofing/hint.ts'
import { bookFormats } from './book.ts'
import { MOST_SOURCES } from './chapter.ts'
import { marks } from './content.ts'
import { plateKinds } from './plate.ts'
import { generatedParts, imprintFields, volumeTypes } from './volume.ts'

const title = z.string().trim().min(1).max(200)
const offset = z.int().min(0).max(100_000_000)
const nodeId = z.string().min(1).max(100)

export const publicationInput = z.strictObject({ title }).meta({ id: 'PublicationInput' })

const imprint = z.strictObject(
  Object.fromEntries(imprintFields.map((field) => [field, z.string().trim().max(300).optional()])) as Record<
    (typeof imprintFields)[number],
    z.ZodOptional<z.ZodString>
  >,
)
const volumeFields = {
  number: z.int().min(1).max(9999).nullable(),
  title: z.string().trim().max(200),
  type: z.enum(volumeTypes),
  trim: z.strictObject({ widthMm: z.number().min(50).max(600), heightMm: z.number().min(50).max(900) }),
  editors: z
    .array(z.strictObject({ role: z.string().trim().max(50), name: z.string().trim().min(1).max(200) }))
    .max(200),
  imprint: imprint.meta({ id: 'ImprintInput', description: 'what is named is set; the rest stays' }),
  plannedChars: z.int().min(0).max(100_000_000),
  topicId: nodeId.nullable().meta({ description: '选题: a volume made for it has its planned 栏目' }),
  citationStyle: z.enum(styles),
  generated: z.array(z.enum(generatedParts)).max(generatedParts.length),
}
export const newVolume = z
  .strictObject({
    ...volumeFields,
    number: volumeFields.number.default(null),
    title: volumeFields.title.default(''),
    type: volumeFields.type.default('internal'),
    trim: volumeFields.trim.default({ widthMm: 170, heightMm: 240 }),
    editors: volumeFields.editors.default([]),
    imprint: volumeFields.imprint.default({}),
    plannedChars: volumeFields.plannedChars.default(0),
    topicId: volumeFields.topicId.default(null),
    citationStyle: volumeFields.citationStyle.default('note'),
    generated: volumeFields.generated.default([]),
  })
  .meta({ id: 'NewVolume' })
export type NewVolume = z.infer<typeof newVolume>
export const volumePatch = z.strictObject(volumeFields).partial().meta({ id: 'VolumePatch' })
export type VolumePatch = z.infer<typeof volumePatch>

export const newSection = z
  .strictObject({ title, parentId: nodeId.nullable().default(null) })
  .meta({ id: 'NewSection' })
export type NewSection = z.infer<typeof newSection>
export const sectionPatch = z.strictObject({ title }).meta({ id: 'SectionPatch' })
export const placeInput = z
  .strictObject({ parentId: nodeId.nullable(), beforeId: nodeId.nullable().default(null) })
  .meta({
    id: 'OutlinePlace',
    description: 'under a section (null: the root), before a child of it (null: at the end)',
  })

export const newChapter = z
  .strictObject({
    basedOn: z
      .array(
        z
          .strictObject({
            itemId: nodeId,
            textRevision: z.int().min(1),
            start: offset.optional(),
            end: offset.optional(),
          })
          .refine(({ start, end }) => (start === undefined) === (end === undefined), { path: ['end'] }),
      )
      .max(MOST_SOURCES)
      .default([]),
    title,
    byline: z.string().trim().max(200).default(''),
    parentId: nodeId.nullable().default(null),
  })
  .meta({ id: 'NewChapter' })
export type NewChapter = z.infer<typeof newChapter>
export const chapterPatch = z
  .strictObject({ title, byline: z.string().trim().max(200), editorNote: z.string().trim().max(5000) })
  .partial()
  .meta({ id: 'ChapterPatch' })
export type ChapterPatch = z.infer<typeof chapterPatch>

/** Breaks are blocks, notes are notes: neither is written into the text. */
const written = z
  .string()
  .max(100_000)
  .regex(/^[^\u0000-\u001f\u007f\ufffc]*$/)
  .refine((text) => text.isWellFormed())
const textInline = z.strictObject({ text: written, marks: z.array(z.enum(marks)).max(3).optional() })
const citation = z
  .strictObject({ referenceId: nodeId, pages: written.max(100).default('') })
  .meta({ id: 'Citation', description: 'printed behind the words of the note, as the style of the volume has it' })
const note = z.strictObject({ note: z.array(textInline).max(500), citation: citation.optional() })
const inlines = z.array(z.union([textInline, note])).max(5000)
export const contentInput = z
  .array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('heading'), level: z.literal([1, 2, 3]), inlines }),
      z.strictObject({ kind: z.enum(['paragraph', 'quote']), inlines }),
    ]),
  )
  .max(10_000)
  .meta({ id: 'ChapterContent' })
export const contentBody = z.strictObject({ content: contentInput }).meta({ id: 'ChapterContentInput' })

export const takenOverInput = z
  .strictObject({
    source: z.int().min(0).max(MOST_SOURCES),
    textRevision: z.int().min(1),
    accepted: z.array(z.string().max(50)).max(5000),
  })
  .meta({
    id: 'TakenOverInput',
    description: 'what is not accepted stays as the editor has it, and is not asked for again',
  })

export const exportInput = z.strictObject({ format: z.enum(bookFormats) }).meta({ id: 'ExportInput' })

const pixel = z.int().min(0).max(1_000_000)
const crop = z
  .strictObject({ x: pixel, y: pixel, width: pixel.min(1), height: pixel.min(1) })
  .nullable()
  .meta({
    description: 'pixels of the upright picture; null: all of it',
  })
const placing = {
  kind: z.enum(plateKinds),
  chapterId: nodeId.nullable().meta({ description: 'of a figure' }),
  afterBlock: z.int().min(0).max(10_000).nullable().meta({ description: 'behind which block of its chapter' }),
  crop,
  widthMm: z.number().min(5).max(1000),
}
export const newPlate = z
  .strictObject({
    itemId: nodeId,
    objectId: nodeId.optional().meta({ description: 'its first picture unless said' }),
    page: z.int().min(1).max(100_000).default(1),
    kind: placing.kind.default('plate'),
    chapterId: placing.chapterId.default(null),
    afterBlock: placing.afterBlock.default(null),
    crop: crop.default(null),
    widthMm: placing.widthMm.optional(),
  })
  .meta({ id: 'NewPlate' })
export type NewPlate = z.infer<typeof newPlate>
const ownWords = z.string().trim().max(5000).nullable().meta({ description: 'null: as the archive says' })
export const platePatch = z
  .strictObject({ ...placing, caption: ownWords, credit: ownWords })
  .partial()
  .meta({ id: 'PlatePatch' })
export type PlatePatch = z.infer<typeof platePatch>
export const platePlace = z.strictObject({ beforeId: nodeId.nullable() }).meta({ id: 'PlatePlace' })
const hintCode = z.enum(hintCodes as [HintCode, ...HintCode[]])
const form = z.string().trim().min(1).max(40)
export const ignoredInput = z
  .strictObject({ code: hintCode, found: z.string().min(1).max(500), isIgnored: z.boolean().default(true) })
  .meta({ id: 'IgnoredHint', description: 'by its code and by what stands there' })
export const proofingInput = z
  .strictObject({
    off: z.array(hintCode).max(100).default([]),
    added: z
      .array(
        z
          .strictObject({ from: form, to: form })
          .refine(({ from, to }) => from !== to && !to.includes(from), { path: ['to'] }),
      )
      .max(2000)
      .default([]),
    dropped: z.array(form).max(1000).default([]),
    persons: z
      .array(z.strictObject({ preferred: form, others: z.array(form).min(1).max(20) }))
      .max(2000)
      .default([]),
  })
  .meta({ id: 'ProofingInput' })
