/** /baskets. */
import { z } from 'zod'
import type { Basket, EntryView } from '../baskets/basket.ts'
import type { Baskets } from '../baskets/baskets.ts'
import { basketPatch, entryOrder, entryPatch, newBasket, newEntry, newItems } from '../baskets/input.ts'
import { written } from '../citations/citation.ts'
import { created, noContent, ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { searchFilters } from '../search/input.ts'
import { declare, idParam, listOf, paged, paging } from './answers.ts'
import { WORD, wordFile } from './papers.ts'

const basketSchema = z
  .object({ id: z.string(), title: z.string(), note: z.string(), createdAt: z.string(), updatedAt: z.string() })
  .meta({ id: 'Basket' })
const entrySchema = z
  .object({
    id: z.string(),
    itemId: z.string(),
    note: z.string(),
    textRevision: z.int().nullable(),
    start: z.int().nullable().meta({ description: 'UTF-16 offset in that text version; null: the whole item' }),
    end: z.int().nullable(),
    item: z
      .object({ title: z.string(), referenceCode: z.string().nullable(), kind: z.string() })
      .nullable()
      .meta({ description: 'null: not there any more, or not for this reader' }),
    quote: z.string().meta({ description: 'verbatim' }),
    citation: z.string(),
    pages: z.object({ from: z.int().nullable(), to: z.int().nullable() }),
    createdAt: z.string(),
  })
  .meta({ id: 'BasketEntry' })

const shown = ({ id, title, note, createdAt, updatedAt }: Basket) => ({ id, title, note, createdAt, updatedAt })
const shownEntry = ({ entry, shown: found }: EntryView) => ({
  id: entry.id,
  itemId: entry.itemId,
  note: entry.note,
  textRevision: entry.textRevision,
  start: entry.range?.start ?? null,
  end: entry.range?.end ?? null,
  item: found && { title: found.item.title, referenceCode: found.item.referenceCode, kind: found.item.kind },
  quote: found?.cited.quote ?? '',
  citation: found ? written(found.cited, 'note').citation : '',
  pages: found?.cited.pages ?? { from: null, to: null },
  createdAt: entry.createdAt,
})
const answers = { 200: { description: 'the basket', schema: basketSchema } }
const entryParams = z.object({ id: z.string().max(100), entryId: z.string().max(100) })
const added = {
  200: {
    description: 'how many were added; isFull: there was no room for all',
    schema: z.object({ added: z.int(), isFull: z.boolean() }),
  },
}
const gone = { 204: { description: 'done' } }

export const basketRoutes = (baskets: Baskets): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/baskets',
    summary: '自己的选材篮',
    tag: 'baskets',
    query: z.object(paging),
    answers: {
      200: { description: 'latest changed first', schema: listOf(basketSchema.extend({ entries: z.int() })) },
    },
    async handle({ actor, query }) {
      const { total, items } = await baskets.list(actor, query)
      return paged({ total, items: items.map((one) => ({ ...shown(one), entries: one.entries })) }, query)
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/baskets',
    summary: '新建选材篮',
    tag: 'baskets',
    body: newBasket,
    answers: { 201: { description: 'the basket', schema: basketSchema } },
    handle: async ({ actor, body }) => created(shown(await baskets.create(actor, body))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/baskets/:id',
    summary: '一个选材篮',
    tag: 'baskets',
    params: idParam,
    answers,
    handle: async ({ actor, params }) => ok(shown(await baskets.get(actor, params.id))),
  }),
  declare({
    method: 'patch',
    path: '/api/v1/baskets/:id',
    summary: '改名称或说明',
    tag: 'baskets',
    params: idParam,
    body: basketPatch,
    answers,
    handle: async ({ actor, params, body }) => ok(shown(await baskets.change(actor, params.id, body))),
  }),
  declare({
    method: 'delete',
    path: '/api/v1/baskets/:id',
    summary: '删除选材篮（馆藏不受影响）',
    tag: 'baskets',
    params: idParam,
    answers: gone,
    async handle({ actor, params }) {
      await baskets.delete(actor, params.id)
      return noContent
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/baskets/:id/entries',
    summary: '篮中各条，按自己排的次序',
    tag: 'baskets',
    params: idParam,
    query: z.object(paging),
    answers: { 200: { description: 'entries in order', schema: listOf(entrySchema) } },
    async handle({ actor, params, query }) {
      const { total, items } = await baskets.entries(actor, params.id, query)
      return paged({ total, items: items.map(shownEntry) }, query)
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/baskets/:id/entries',
    summary: '入篮：一件，或其中一段',
    tag: 'baskets',
    params: idParam,
    body: newEntry,
    answers: { 201: { description: 'the entry, also where it was in the basket already', schema: entrySchema } },
    handle: async ({ actor, params, body }) => created(shownEntry(await baskets.add(actor, params.id, body))),
  }),
  declare({
    method: 'post',
    path: '/api/v1/baskets/:id/hits',
    summary: '全部入篮：一次检索找到的每一件',
    tag: 'baskets',
    params: idParam,
    body: searchFilters,
    answers: added,
    handle: async ({ actor, params, body }) => ok(await baskets.addHits(actor, params.id, body)),
  }),
  declare({
    method: 'post',
    path: '/api/v1/baskets/:id/items',
    summary: '选中的各件入篮',
    tag: 'baskets',
    params: idParam,
    body: newItems,
    maxBody: 256 * 1024,
    answers: added,
    handle: async ({ actor, params, body }) => ok(await baskets.addItems(actor, params.id, body)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/baskets/:id/order',
    summary: '排次序',
    tag: 'baskets',
    params: idParam,
    body: entryOrder,
    maxBody: 256 * 1024,
    answers: gone,
    async handle({ actor, params, body }) {
      await baskets.setOrder(actor, params.id, body.ids)
      return noContent
    },
  }),
  declare({
    method: 'patch',
    path: '/api/v1/baskets/:id/entries/:entryId',
    summary: '改一条的批注，或移到别处',
    tag: 'baskets',
    params: entryParams,
    body: entryPatch,
    answers: gone,
    async handle({ actor, params, body }) {
      await baskets.changeEntry(actor, params.id, params.entryId, body)
      return noContent
    },
  }),
  declare({
    method: 'delete',
    path: '/api/v1/baskets/:id/entries/:entryId',
    summary: '从篮中取出',
    tag: 'baskets',
    params: entryParams,
    answers: gone,
    async handle({ actor, params }) {
      await baskets.remove(actor, params.id, params.entryId)
      return noContent
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/baskets/:id/export',
    summary: '导出为 Word：引文、脚注、资料来源',
    tag: 'baskets',
    params: idParam,
    answers: { 200: { description: 'a .docx file', mediaType: WORD } },
    async handle({ actor, params }) {
      const { title, data } = await baskets.asWord(actor, params.id)
      return wordFile(data, title)
    },
  }),
]
