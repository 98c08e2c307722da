/** /volumes/:id/fees: 稿酬. For editors alone: whom a volume pays what is nobody else's. */
import { z } from 'zod'
import { countings, feeKinds, shareRoles } from '../fees/fee.ts'
import { feeList, feeLists } from '../fees/fee-list.ts'
import type { Fees, FeesView } from '../fees/fees.ts'
import { feeSheetInput, newPayment, paymentVoid } from '../fees/input.ts'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { created, ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import type { TableWriter } from '../ports/table-writer.ts'
import type { WordWriter } from '../ports/word-writer.ts'
import { bookName } from '../publications/front.ts'
import type { Publications } from '../publications/publications.ts'
import { declare, idParam, ifMatchHeader } from './answers.ts'
import { paperAnswer, paperSheets, WORD, WORKBOOK, workbookFile } from './papers.ts'

const share = { name: z.string(), role: z.enum(shareRoles), weight: z.int() }
const feesSchema = z
  .object({
    revision: z.int(),
    rates: z.object({ original: z.int(), oral: z.int(), photograph: z.int() }).meta({ description: '分' }),
    counting: z.enum(countings),
    withholdsTax: z.boolean(),
    printing: z.int().nullable().meta({ description: 'that is counted; null: the text as it is now' }),
    hasLayout: z.boolean().meta({ description: '版面字数 of what was printed are known, of some chapters at least' }),
    chapters: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        chars: z
          .int()
          .nullable()
          .meta({ description: 'null: 版面字数 of what was printed are not known, nothing is reckoned' }),
        kind: z.enum(feeKinds),
        rate: z.int(),
        amount: z.int(),
        shares: z.array(z.object({ ...share, amount: z.int() })),
      }),
    ),
    plates: z.array(z.object({ id: z.string(), title: z.string(), name: z.string(), amount: z.int() })),
    persons: z.array(
      z.object({
        name: z.string(),
        parts: z.array(z.object({ title: z.string(), role: z.enum(shareRoles), amount: z.int() })),
        gross: z.int(),
        tax: z.int(),
        paid: z.int(),
        taxPaid: z.int(),
        due: z.int().meta({ description: 'below nothing: too much was paid' }),
        taxDue: z.int(),
      }),
    ),
    total: z.int(),
    tax: z.int(),
    paid: z.int(),
    due: z.int(),
    payments: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        gross: z.int(),
        tax: z.int(),
        paidOn: z.string(),
        receiver: z.string(),
        way: z.string(),
        note: z.string(),
        byName: z.string(),
        at: z.string(),
        voided: z.object({ reason: z.string(), byName: z.string(), at: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'Fees', description: 'all money in 分' })
function shownFees({ sheet, account, payments, printing, hasLayout }: FeesView) {
  const { revision, rates, counting, withholdsTax } = sheet
  return {
    ...{ revision, rates, counting, withholdsTax, printing, hasLayout, ...account },
    payments: payments.map(({ volumeId: _, ...payment }) => payment),
  }
}
const answered = (view: FeesView) => ok(shownFees(view), { etag: revisionTag(view.sheet.revision) })
const answers = { 200: { description: 'the fees', schema: feesSchema } }

export const feeRoutes = (
  fees: Fees,
  publications: Publications,
  word: WordWriter,
  tables: TableWriter,
): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/fees',
    summary: '一辑的稿酬：各篇、各人、已付未付（单位：分）',
    tag: 'after print',
    params: idParam,
    answers,
    handle: async ({ actor, params }) => answered(await fees.get(actor, params.id)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/volumes/:id/fees',
    summary: '定单价、计字办法、各篇的署酬人和份数、代扣与否（须带 If-Match）',
    tag: 'after print',
    params: idParam,
    headers: ifMatchHeader,
    body: feeSheetInput,
    answers,
    handle: async ({ actor, params, body, request }) =>
      answered(await fees.set(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/payments',
    summary: '付一人的稿酬：数目须等于现在应付的',
    tag: 'after print',
    params: idParam,
    body: newPayment,
    answers: { 201: answers[200] },
    handle: async ({ actor, params, body }) => created(shownFees(await fees.pay(actor, params.id, body))),
  }),
  declare({
    method: 'put',
    path: '/api/v1/payments/:id/void',
    summary: '作废一笔记错的付款',
    tag: 'after print',
    params: idParam,
    body: paymentVoid,
    answers,
    handle: async ({ actor, params, body }) => answered(await fees.void(actor, params.id, body.reason)),
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/fee-list',
    summary: '稿酬单（签领）或未付名单：打印、Word、Excel',
    tag: 'after print',
    params: idParam,
    query: z.object({
      list: z.enum(feeLists).default('all'),
      format: z.enum(['html', 'docx', 'xlsx']).default('html'),
    }),
    answers: { 200: { description: 'the list', mediaType: ['text/html', WORD, WORKBOOK] } },
    async handle({ actor, params, query, language }) {
      const view = await fees.get(actor, params.id)
      const volume = bookName(await publications.volume(actor, params.id))
      const { number, ...paper } = feeList(view, volume, query.list, language)
      if (query.format === 'xlsx') return workbookFile(tables.write(paperSheets(paper)), `${paper.title} ${number}`)
      return paperAnswer(word, paper, number, query.format, language)
    },
  }),
]
