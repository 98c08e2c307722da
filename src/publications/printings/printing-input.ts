import { z } from 'zod'

const id = z.string().min(1).max(100)

export const newPrinting = z
  .strictObject({
    number: z
      .int()
      .min(1)
      .optional()
      .meta({ description: '第几次印刷 it is taken for: refused where that one is registered already' }),
    publishedOn: z.iso.date(),
    printRun: z.int().min(1).max(10_000_000).meta({ description: '印数' }),
    exportId: id.optional().meta({ description: 'the export that went to the printer: it is kept' }),
    fileId: id.optional().meta({ description: 'or what the printer set, uploaded as a file of the review' }),
    sheetsBefore: z
      .int()
      .min(0)
      .max(1000)
      .default(0)
      .meta({ description: 'sheets of the uploaded file before its page 1; of an export it is known' }),
    note: z.string().trim().max(2000).default(''),
  })
  .refine(({ exportId, fileId }) => exportId === undefined || fileId === undefined, { path: ['fileId'] })
  .meta({ id: 'NewPrinting' })
export type NewPrinting = z.infer<typeof newPrinting>

const line = z.string().trim().max(200)
const words = z.string().max(1000)
export const newErratum = z
  .strictObject({
    printingId: id.optional().meta({ description: 'the last one, where nothing is said' }),
    place: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('passage'),
        chapterId: id,
        start: z.int().min(0).max(1_000_000).meta({ description: 'UTF-16 offset in the printed text' }),
        end: z.int().min(1).max(1_000_000),
      }),
      z.strictObject({ kind: z.literal('plate'), plateId: id }),
      z.strictObject({ kind: z.literal('other').meta({ description: 'title page, contents, index' }) }),
    ]),
    page: line.default('').meta({ description: 'as printed; without it as far as it is known' }),
    line: line.default(''),
    wrong: words.default('').meta({ description: 'as printed; of a passage that is no misprint what stands there' }),
    right: words,
    isMisprint: z.boolean().default(false).meta({ description: 'the book has it wrong, the text is right' }),
    reporter: line.default(''),
    evidence: z.string().trim().max(5000).default(''),
  })
  .meta({ id: 'NewErratum' })
export type NewErratum = z.infer<typeof newErratum>

export const keptInput = z
  .strictObject({ reason: z.string().trim().min(1).max(2000).nullable() })
  .meta({ id: 'ErratumKept', description: '不改 and why; null: open again' })
export const erratumWithdrawal = z
  .strictObject({ reason: z.string().trim().min(1).max(2000).nullable() })
  .meta({ id: 'ErratumWithdrawal', description: 'it was no error; null: it was one after all' })
