/** /volumes/:id/printings and /volumes/:id/errata: 出版, and what turned out to be wrong in the book. */
import { z } from 'zod'
import { created, ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import type { WordWriter } from '../ports/word-writer.ts'
import { bookName } from '../publications/front.ts'
import type { Errata, ErratumView } from '../publications/printings/errata.ts'
import { errataList, errataLists } from '../publications/printings/errata-list.ts'
import { erratumCauses, useStates } from '../publications/printings/erratum.ts'
import type { Printing } from '../publications/printings/printing.ts'
import { erratumWithdrawal, keptInput, newErratum, newPrinting } from '../publications/printings/printing-input.ts'
import type { Printings } from '../publications/printings/printings.ts'
import type { Publications } from '../publications/publications.ts'
import { declare, idParam } from './answers.ts'
import { paperAnswer, WORD } from './papers.ts'

const printingSchema = z
  .object({
    id: z.string(),
    number: z.int().meta({ description: '第几次印刷' }),
    publishedOn: z.string(),
    printRun: z.int(),
    note: z.string(),
    hash: z.string().meta({ description: 'sha256 of the printed text: what the ledger has' }),
    file: z.object({ id: z.string(), name: z.string(), sha256: z.string() }).nullable(),
    chapters: z.array(z.object({ id: z.string(), title: z.string(), revision: z.int(), chars: z.int() })),
    plates: z.array(z.object({ id: z.string(), kind: z.string(), number: z.int(), caption: z.string() })),
    publishedByName: z.string(),
    publishedAt: z.string(),
  })
  .meta({ id: 'Printing' })
const shownPrinting = ({ id, number, publishedOn, printRun, note, hash, file, text, ...by }: Printing) => ({
  ...{ id, number, publishedOn, printRun, note, hash, file },
  publishedByName: by.publishedByName,
  publishedAt: by.publishedAt,
  chapters: text.chapters.map(({ id: of, title, revision, chars }) => ({ id: of, title, revision, chars })),
  plates: text.plates.map(({ id: of, kind, number: nth, caption }) => ({ id: of, kind, number: nth, caption })),
})

const keptSchema = z.object({ reason: z.string(), byName: z.string(), at: z.string() })
const useSchema = z
  .object({
    volumeId: z.string(),
    volume: z.string(),
    printing: z.object({ id: z.string(), number: z.int() }).nullable().meta({ description: 'null: not printed yet' }),
    part: z.object({ kind: z.enum(['chapter', 'plate', 'other']), id: z.string(), title: z.string() }),
    page: z.string(),
    paragraph: z.int().nullable(),
    before: z.string(),
    exact: z.string(),
    after: z.string(),
    state: z.enum(useStates).meta({ description: '待改, 已改, 不改' }),
    kept: keptSchema.nullable(),
  })
  .meta({ id: 'ErratumUse' })
const erratumSchema = z
  .object({
    id: z.string(),
    volumeId: z.string(),
    printingId: z.string(),
    page: z.string(),
    line: z.string(),
    wrong: z.string(),
    right: z.string(),
    cause: z.enum(erratumCauses).meta({
      description:
        'source: the archive has it so; edited: the editors’ words; misprint: the text is right; other: nothing of the text',
    }),
    itemId: z.string().nullable().meta({ description: 'the source it is from' }),
    report: z
      .object({
        id: z.string(),
        outcome: z.enum(['accepted', 'refused']).nullable(),
        reason: z.string(),
        correctedRevision: z.int().nullable(),
      })
      .nullable()
      .meta({ description: 'the 报错 on the source, and what was decided' }),
    reporter: z.string(),
    evidence: z.string(),
    byName: z.string(),
    at: z.string(),
    withdrawn: keptSchema.nullable(),
    uses: z.array(useSchema),
  })
  .meta({ id: 'Erratum' })
const shownErratum = ({ source, reportId, decided, place: _, inWork: _inWork, ...erratum }: ErratumView) => ({
  ...erratum,
  itemId: source?.itemId ?? null,
  report: reportId && {
    id: reportId,
    outcome: decided?.outcome ?? null,
    reason: decided?.reason ?? '',
    correctedRevision: decided?.correctedRevision ?? null,
  },
})
const erratumAnswer = { 200: { description: 'with every place that has it', schema: erratumSchema } }

export const printingRoutes = (
  printings: Printings,
  errata: Errata,
  publications: Publications,
  word: WordWriter,
): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/printings',
    summary: '一辑的印次，付印签字与否，其后改了哪些篇',
    tag: 'after print',
    params: idParam,
    answers: {
      200: {
        description: 'oldest first',
        schema: z.object({
          items: z.array(printingSchema),
          signed: z
            .object({ byName: z.string(), at: z.string(), isPrinted: z.boolean() })
            .nullable()
            .meta({ description: '付印签字; isPrinted: this text was printed already' }),
          changed: z.array(z.object({ id: z.string(), title: z.string() })),
        }),
      },
    },
    async handle({ actor, params }) {
      const { printings: items, signed, changed } = await printings.list(actor, params.id)
      const { byName, at, isPrinted } = signed ?? {}
      return ok({ items: items.map(shownPrinting), signed: signed && { byName, at, isPrinted }, changed })
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/printings',
    summary: '登记出版：付印签字之后，记下出版日期、印数和付印的文件；印出的文字从此不变',
    tag: 'after print',
    params: idParam,
    body: newPrinting,
    answers: { 201: { description: 'the printing', schema: printingSchema } },
    handle: async ({ actor, params, body }) => created(shownPrinting(await printings.publish(actor, params.id, body))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/printings/:printingId/chapters/:chapterId',
    summary: '印出来的一篇，及各页从哪里起',
    tag: 'after print',
    params: idParam.extend({ printingId: z.string().max(100), chapterId: z.string().max(100) }),
    answers: {
      200: {
        description: 'as it was printed',
        schema: z
          .object({
            title: z.string(),
            byline: z.string(),
            revision: z.int(),
            text: z.string(),
            starts: z
              .array(z.object({ start: z.int(), page: z.int() }))
              .meta({ description: 'UTF-16 offsets; empty where the pages are not known' }),
          })
          .meta({ id: 'PrintedChapter' }),
      },
    },
    async handle({ actor, params }) {
      const { starts, ...chapter } = await printings.chapter(actor, params.id, params.printingId, params.chapterId)
      return ok({ ...chapter, starts: starts.map(({ start, page }) => ({ start, page })) })
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/errata',
    summary: '一辑的勘误：在本辑发现的，和从别辑牵连到本辑的',
    tag: 'after print',
    params: idParam,
    answers: {
      200: {
        description: 'oldest first, each with its places in this volume',
        schema: z.object({ items: z.array(erratumSchema) }),
      },
    },
    handle: async ({ actor, params }) => ok({ items: (await errata.list(actor, params.id)).map(shownErratum) }),
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/errata',
    summary: '记一条勘误：源文也有的，同时报错；所有用到的地方一并列出',
    tag: 'after print',
    params: idParam,
    body: newErratum,
    answers: { 201: erratumAnswer[200] },
    handle: async ({ actor, params, body }) => created(shownErratum(await errata.report(actor, params.id, body))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/errata/:id',
    summary: '一条勘误，和有它的每一处',
    tag: 'after print',
    params: idParam,
    answers: erratumAnswer,
    handle: async ({ actor, params }) => ok(shownErratum(await errata.get(actor, params.id))),
  }),
  declare({
    method: 'put',
    path: '/api/v1/errata/:id/parts/:partId/kept',
    summary: '定一篇或一幅图不改及理由，或重开',
    tag: 'after print',
    params: idParam.extend({ partId: z.string().max(100) }),
    body: keptInput,
    answers: erratumAnswer,
    handle: async ({ actor, params, body }) =>
      ok(shownErratum(await errata.keep(actor, params.id, params.partId, body.reason))),
  }),
  declare({
    method: 'put',
    path: '/api/v1/errata/:id/withdrawal',
    summary: '撤销一条勘误（原来不误），或恢复',
    tag: 'after print',
    params: idParam,
    body: erratumWithdrawal,
    answers: erratumAnswer,
    handle: async ({ actor, params, body }) => ok(shownErratum(await errata.withdraw(actor, params.id, body.reason))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/errata-list',
    summary: '勘误表（给读者），再版勘误表（给编者、印厂）：打印或 Word',
    tag: 'after print',
    params: idParam,
    query: z.object({
      list: z.enum(errataLists).default('printed'),
      printing: z.string().max(100).optional().meta({ description: 'the last one, where nothing is said' }),
      format: z.enum(['html', 'docx']).default('html'),
    }),
    answers: { 200: { description: 'the list', mediaType: ['text/html', WORD] } },
    async handle({ actor, params, query, language }) {
      const volume = await publications.volume(actor, params.id)
      const printing = await printings.get(actor, params.id, query.printing)
      const found = await errata.list(actor, params.id)
      const { number, ...paper } = errataList(printing, found, query.list, bookName(volume), language)
      return paperAnswer(word, paper, number, query.format, language)
    },
  }),
]
