/** 检索条件: /saved-searches. */
import { z } from 'zod'
import { created, noContent, ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { nameFields } from '../ports/search-index.ts'
import { newSavedSearch, savedSearchPatch } from '../saved-searches/input.ts'
import type { SavedSearch } from '../saved-searches/saved-search.ts'
import type { SavedSearches } from '../saved-searches/saved-searches.ts'
import { searchFilters } from '../search/input.ts'
import { declare, idParam, listOf, paged, paging } from './answers.ts'

const values = z.array(z.string()).optional()
const savedSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    filters: z.object({
      q: z.string(),
      kind: values,
      category: values,
      genre: values,
      accession: values,
      ...Object.fromEntries(nameFields.map((field) => [field, values])),
      from: z.string().optional(),
      to: z.string().optional(),
      keep: z.array(z.string()),
    }),
    display: z.object({ view: z.string().optional(), sort: z.string().optional(), lines: z.string().optional() }),
    createdAt: z.string(),
    openedAt: z.string(),
  })
  .meta({ id: 'SavedSearch' })
const newsSchema = z
  .object({
    total: z.int().meta({ description: 'items found now' }),
    fresh: z.int().meta({ description: 'of these, not found when it was last opened' }),
    relation: z.enum(['exact', 'atLeast']),
  })
  .meta({ id: 'SavedSearchNews' })

const shown = ({ ownerId: _, ...search }: SavedSearch) => search

export const savedSearchRoutes = (searches: SavedSearches): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/saved-searches',
    summary: '自己保存的检索条件',
    tag: 'search',
    query: z.object(paging),
    answers: { 200: { description: 'latest opened first', schema: listOf(savedSchema) } },
    async handle({ actor, query }) {
      const { total, items } = await searches.list(actor, query)
      return paged({ total, items: items.map(shown) }, query)
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/saved-searches',
    summary: '保存检索条件；现有的命中算作看过',
    tag: 'search',
    body: newSavedSearch(searchFilters),
    answers: { 201: { description: 'the saved search', schema: savedSchema } },
    handle: async ({ actor, body }) => created(shown(await searches.create(actor, body))),
  }),
  declare({
    method: 'patch',
    path: '/api/v1/saved-searches/:id',
    summary: '改名',
    tag: 'search',
    params: idParam,
    body: savedSearchPatch,
    answers: { 200: { description: 'the saved search', schema: savedSchema } },
    handle: async ({ actor, params, body }) => ok(shown(await searches.rename(actor, params.id, body.name))),
  }),
  declare({
    method: 'delete',
    path: '/api/v1/saved-searches/:id',
    summary: '删除检索条件',
    tag: 'search',
    params: idParam,
    answers: { 204: { description: 'done' } },
    async handle({ actor, params }) {
      await searches.delete(actor, params.id)
      return noContent
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/saved-searches/:id/news',
    summary: '自上次打开以来新增几件',
    tag: 'search',
    params: idParam,
    answers: { 200: { description: 'how many are new', schema: newsSchema } },
    handle: async ({ actor, params }) => ok(await searches.news(actor, params.id)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/saved-searches/:id/opening',
    summary: '打开：答新增几件，此后这些算作看过',
    tag: 'search',
    params: idParam,
    answers: { 200: { description: 'how many were new', schema: newsSchema } },
    handle: async ({ actor, params }) => ok(await searches.open(actor, params.id)),
  }),
]
