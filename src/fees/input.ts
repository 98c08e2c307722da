import { z } from 'zod'
import { countings, feeKinds, shareRoles } from './fee.ts'

const id = z.string().min(1).max(100)
const name = z.string().trim().min(1).max(100)
/** At most a million yuan. */
const money = z.int().min(0).max(100_000_000)

export const feeSheetInput = z
  .strictObject({
    rates: z
      .strictObject({ original: money, oral: money, photograph: money })
      .meta({ description: '分 for 1,000 characters of 原创 and of 口述整理, and for a picture' }),
    counting: z.enum(countings).meta({ description: '字数 of the text, or 版面字数 as printed' }),
    withholdsTax: z.boolean().meta({ description: '稿酬所得 is withheld' }),
    chapters: z
      .array(
        z.strictObject({
          chapterId: id,
          kind: z.enum(feeKinds),
          shares: z.array(z.strictObject({ name, role: z.enum(shareRoles), weight: z.int().min(1).max(1000) })).max(50),
        }),
      )
      .max(3000),
    plates: z
      .array(
        z.strictObject({ plateId: id, name: z.string().trim().max(100).meta({ description: "'': nothing is paid" }) }),
      )
      .max(1000),
  })
  .meta({ id: 'FeeSheetInput', description: 'what is not named stays as the bylines have it' })
export type FeeSheetInput = z.infer<typeof feeSheetInput>

export const newPayment = z
  .strictObject({
    name,
    gross: money.min(1).meta({ description: 'what is owed, in 分: as it was shown' }),
    paidOn: z.iso.date(),
    receiver: z.string().trim().max(100).default(''),
    way: z.string().trim().max(100).default(''),
    note: z.string().trim().max(1000).default(''),
  })
  .meta({ id: 'NewPayment' })
export type NewPayment = z.infer<typeof newPayment>
export const paymentVoid = z.strictObject({ reason: z.string().trim().min(1).max(1000) }).meta({ id: 'PaymentVoid' })
