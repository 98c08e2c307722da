/** /exchange-units and /volumes/:id/dispatches: 交流名单, 样书, 寄发. Addresses of people and units: for editors alone. */
import { z } from 'zod'
import { type Dispatch, dispatchKinds, dispatchStates } from '../dispatches/dispatch.ts'
import { dispatchList, dispatchLists, exchangeList } from '../dispatches/dispatch-list.ts'
import type { Dispatches, DispatchesView } from '../dispatches/dispatches.ts'
import { dispatchPatch, dispatchSteps, dispatchTakeOver, newDispatch, newUnit, unitPatch } from '../dispatches/input.ts'
import { ifMatchOf } from '../http/precondition.ts'
import { created, noContent, ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import type { TableWriter } from '../ports/table-writer.ts'
import type { WordWriter } from '../ports/word-writer.ts'
import { bookName } from '../publications/front.ts'
import type { Publications } from '../publications/publications.ts'
import { declare, idParam, ifMatchHeader } from './answers.ts'
import { paperAnswer, paperSheets, WORD, WORKBOOK, workbookFile } from './papers.ts'

const addressed = {
  id: z.string(),
  name: z.string(),
  category: z.string(),
  contact: z.string(),
  address: z.string(),
  postcode: z.string(),
  copies: z.int(),
  note: z.string(),
  revision: z.int(),
}
const unitSchema = z.object(addressed).meta({ id: 'ExchangeUnit' })
const dispatchesSchema = z
  .object({
    items: z.array(
      z
        .object({
          ...addressed,
          kind: z.enum(dispatchKinds),
          unitId: z.string().nullable(),
          state: z.enum(dispatchStates),
          sentOn: z.string(),
          receivedOn: z.string(),
          way: z.string(),
          isOutside: z.boolean().meta({ description: 'not named by the 发送对象 of 内部资料' }),
        })
        .meta({ id: 'Dispatch' }),
    ),
    copies: z.object({
      printRun: z.int().nullable(),
      byKind: z.object({ author: z.int(), unit: z.int(), other: z.int() }),
      sent: z.int(),
      received: z.int(),
      total: z.int(),
      left: z.int().nullable().meta({ description: 'below nothing: more are promised than were printed' }),
    }),
    sentTo: z.string().nullable().meta({ description: '发送对象; null: published to all' }),
  })
  .meta({ id: 'Dispatches' })
const shown = ({ items, ...view }: DispatchesView) => ({
  ...view,
  items: items.map(({ volumeId: _, createdAt: _at, ...one }: Dispatch & { isOutside: boolean }) => one),
})
const answers = { 200: { description: 'the list of the volume', schema: dispatchesSchema } }
const format = z.enum(['html', 'docx', 'xlsx']).default('html')
const papers = { 200: { description: 'the list', mediaType: ['text/html', WORD, WORKBOOK] } }

export const dispatchRoutes = (
  dispatches: Dispatches,
  publications: Publications,
  word: WordWriter,
  tables: TableWriter,
): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/exchange-units',
    summary: '交流名单',
    tag: 'after print',
    answers: { 200: { description: 'by name', schema: z.object({ items: z.array(unitSchema) }) } },
    handle: async ({ actor }) => ok({ items: await dispatches.units(actor) }),
  }),
  declare({
    method: 'post',
    path: '/api/v1/exchange-units',
    summary: '添一个交流单位',
    tag: 'after print',
    body: newUnit,
    answers: { 201: { description: 'the unit', schema: unitSchema } },
    handle: async ({ actor, body }) => created(await dispatches.addUnit(actor, body)),
  }),
  declare({
    method: 'patch',
    path: '/api/v1/exchange-units/:id',
    summary: '改一个交流单位（须带 If-Match）',
    tag: 'after print',
    params: idParam,
    headers: ifMatchHeader,
    body: unitPatch,
    answers: { 200: { description: 'the unit', schema: unitSchema } },
    handle: async ({ actor, params, body, request }) =>
      ok(await dispatches.changeUnit(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    method: 'delete',
    path: '/api/v1/exchange-units/:id',
    summary: '从交流名单去掉一个单位；以前各辑的寄发单不变',
    tag: 'after print',
    params: idParam,
    answers: { 204: { description: 'done' } },
    async handle({ actor, params }) {
      await dispatches.removeUnit(actor, params.id)
      return noContent
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/exchange-list',
    summary: '交流名单：打印、Word、Excel',
    tag: 'after print',
    query: z.object({ format }),
    answers: papers,
    async handle({ actor, query, language }) {
      const paper = exchangeList(await dispatches.units(actor), language)
      if (query.format === 'xlsx') return workbookFile(tables.write(paperSheets(paper)), paper.title)
      return paperAnswer(word, paper, '', query.format, language)
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/dispatches',
    summary: '一辑的样书和交流：寄给谁，几册，到了没有，还剩几册',
    tag: 'after print',
    params: idParam,
    answers,
    handle: async ({ actor, params }) => ok(shown(await dispatches.list(actor, params.id))),
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/dispatches',
    summary: '添一行寄发',
    tag: 'after print',
    params: idParam,
    body: newDispatch,
    answers: { 201: answers[200] },
    handle: async ({ actor, params, body }) => created(shown(await dispatches.add(actor, params.id, body))),
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/dispatches/taken-over',
    summary: '从各篇的作者和交流名单带入；已有的不动',
    tag: 'after print',
    params: idParam,
    body: dispatchTakeOver,
    answers,
    handle: async ({ actor, params, body }) => ok(shown(await dispatches.takeOver(actor, params.id, body))),
  }),
  declare({
    method: 'put',
    path: '/api/v1/volumes/:id/dispatches/state',
    summary: '若干行同时标为待寄、已寄、已签收',
    tag: 'after print',
    params: idParam,
    body: dispatchSteps,
    answers,
    handle: async ({ actor, params, body }) => ok(shown(await dispatches.step(actor, params.id, body))),
  }),
  declare({
    method: 'patch',
    path: '/api/v1/dispatches/:id',
    summary: '改一行寄发（须带 If-Match）',
    tag: 'after print',
    params: idParam,
    headers: ifMatchHeader,
    body: dispatchPatch,
    answers,
    handle: async ({ actor, params, body, request }) =>
      ok(shown(await dispatches.change(actor, params.id, body, ifMatchOf(request)))),
  }),
  declare({
    method: 'delete',
    path: '/api/v1/dispatches/:id',
    summary: '去掉一行寄发',
    tag: 'after print',
    params: idParam,
    answers,
    handle: async ({ actor, params }) => ok(shown(await dispatches.remove(actor, params.id))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/dispatch-list',
    summary: '样书签收单、寄发单、寄发地址：打印、Word、Excel',
    tag: 'after print',
    params: idParam,
    query: z.object({ list: z.enum(dispatchLists).default('authors'), format }),
    answers: papers,
    async handle({ actor, params, query, language }) {
      const view = await dispatches.list(actor, params.id)
      const volume = bookName(await publications.volume(actor, params.id))
      const { number, ...paper } = dispatchList(view, volume, query.list, language)
      if (query.format === 'xlsx') return workbookFile(tables.write(paperSheets(paper)), `${paper.title} ${number}`)
      return paperAnswer(word, paper, number, query.format, language)
    },
  }),
]
