/** /authorities. */
import { z } from 'zod'
import type { Authorities, AuthorityView } from '../authorities/authorities.ts'
import { authorityKinds, authorityStatuses, nameTypes } from '../authorities/authority.ts'
import type { ImportList } from '../authorities/import.ts'
import { authorityPatch, authorityQuery, importQuery, mergeInput, newAuthority } from '../authorities/input.ts'
import { Fault } from '../faults.ts'
import { guessedKinds } from '../hanzi/names/guessed.ts'
import { bodyText, mediaTypeOf } from '../http/body-text.ts'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { shownProblem } from '../http/problem.ts'
import { created, noContent, ok, type Route } from '../http/route.ts'
import { type Actor, demand } from '../policy.ts'
import { namingFields } from '../search/names.ts'
import type { Search } from '../search/search.ts'
import { declare, fileProblem, idParam, ifMatchHeader, listOf, paged, paging } from './answers.ts'

export const namedSchema = z
  .object({ id: z.string(), kind: z.enum(authorityKinds), name: z.string() })
  .meta({ id: 'NamedAuthority' })
const authoritySchema = z
  .object({
    id: z.string(),
    kind: z.enum(authorityKinds),
    name: z.string().meta({ description: '规范名' }),
    inText: z.boolean().meta({ description: 'looked for in texts' }),
    aliases: z.array(z.object({ name: z.string(), type: z.enum(nameTypes), inText: z.boolean() })),
    existence: z
      .object({
        text: z.string(),
        edtf: z.string().nullable(),
        start: z.string().nullable(),
        end: z.string().nullable(),
      })
      .nullable(),
    history: z.string().meta({ description: '生平、沿革' }),
    note: z.string(),
    identifiers: z.array(z.object({ scheme: z.string(), value: z.string() })),
    status: z.enum(authorityStatuses),
    mergedInto: z.string().nullable(),
    deleted: z.object({ at: z.string(), reason: z.string() }).nullable(),
    shared: z.array(z.object({ name: z.string(), others: z.array(namedSchema) })).meta({
      description: '同名: names that others have too; where they stand in a text, nobody can tell who is meant',
    }),
    revision: z.int(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Authority' })
const revisionSchema = z
  .object({
    revision: z.int(),
    action: z.string(),
    actorId: z.string(),
    actorName: z.string(),
    at: z.string(),
    changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  })
  .meta({ id: 'AuthorityRevision' })

const shown = ({ authority, shared }: AuthorityView) => ({
  id: authority.id,
  kind: authority.kind,
  name: authority.name,
  inText: authority.inText,
  aliases: authority.aliases,
  existence: authority.existence,
  history: authority.history,
  note: authority.note,
  identifiers: authority.identifiers,
  status: authority.status,
  mergedInto: authority.merged?.into ?? null,
  deleted: authority.deleted,
  shared,
  revision: authority.revision,
  createdAt: authority.createdAt,
  updatedAt: authority.updatedAt,
})
const answered = (view: AuthorityView) => ok(shown(view), { etag: revisionTag(view.authority.revision) })
const answer = { 200: { description: 'the record', schema: authoritySchema } }

const placeSchema = z.object({
  field: z.enum(['text', ...namingFields]),
  start: z.int().meta({ description: 'UTF-16 offset in that field; of the text, in `textRevision`' }),
  end: z.int(),
  ranges: z.array(z.tuple([z.int(), z.int()])),
  page: z.int().nullable(),
})
const namesSchema = z
  .object({
    textRevision: z.int().nullable(),
    described: z
      .array(z.object({ text: z.string(), authority: namedSchema.nullable(), candidates: z.array(namedSchema) }))
      .meta({ description: 'linked or written into the description; `candidates`: several have that name' }),
    found: z
      .array(
        z.object({
          authority: namedSchema,
          count: z.int(),
          names: z.array(z.object({ text: z.string(), count: z.int() })),
          places: z.array(placeSchema).meta({ description: 'the first 200' }),
        }),
      )
      .meta({ description: 'in the text, by the names of the list' }),
    ambiguous: z
      .array(
        z.object({ text: z.string(), candidates: z.array(namedSchema), count: z.int(), places: z.array(placeSchema) }),
      )
      .meta({ description: '同名: names that several have; who is meant is not told' }),
    suggested: z
      .array(z.object({ text: z.string(), kind: z.enum(guessedKinds), count: z.int() }))
      .meta({ description: 'guesses, unconfirmed; for those who describe' }),
  })
  .meta({ id: 'ItemNames' })

const formats: Record<string, 'csv' | 'lines'> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'lines',
  'application/jsonl': 'lines',
}
const MOST_BYTES = 16 * (1 << 20)
const importSchema = z
  .object({
    dryRun: z.boolean(),
    created: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    refused: z.int(),
    ignored: z.array(z.string()).meta({ description: 'columns that say nothing to us' }),
    rows: z
      .array(
        z.object({
          row: z.int(),
          outcome: z.enum(['created', 'changed', 'unchanged', 'refused']),
          id: z.string().nullable(),
          name: z.string(),
          problem: fileProblem.nullable(),
          fields: z.array(z.string()).meta({ description: 'not as required, or kept as the record has them' }),
          shared: z.array(z.string()).meta({ description: '同名: names that others have too' }),
        }),
      )
      .meta({ description: 'those that somebody should look at, the first thousand' }),
  })
  .meta({ id: 'AuthorityImport' })

export const authorityRoutes = (
  authorities: Authorities,
  importList: ImportList,
  search: Pick<Search, 'names'>,
): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/authorities',
    summary: '规范档：人物、机构、地名、事件、主题词',
    tag: 'authorities',
    query: authorityQuery,
    answers: { 200: { description: 'records, by name', schema: listOf(authoritySchema) } },
    async handle({ actor, query }) {
      const { total, items } = await authorities.list(actor, query)
      return paged({ total, items: items.map(shown) }, query)
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/authorities',
    summary: '增加一条规范记录',
    tag: 'authorities',
    body: newAuthority,
    answers: { 201: { description: 'the record', schema: authoritySchema } },
    async handle({ actor, body }) {
      const view = await authorities.add(actor, body)
      return created(shown(view), { etag: revisionTag(view.authority.revision) })
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/authorities/imports',
    summary: '导入名单：CSV（首行栏目名：类型、规范名、字、号、别名、生卒、标识……）或每行一条的 JSON；可先试运行',
    tag: 'authorities',
    query: importQuery,
    raw: true,
    takes: Object.keys(formats),
    answers: {
      200: { description: 'what became of the rows; the same list again changes nothing', schema: importSchema },
    },
    async handle({ actor, query, request, language }) {
      demand(actor, 'authority.change')
      const format = formats[mediaTypeOf(request)]
      if (!format) throw new Fault('request.media-type', { expected: Object.keys(formats).join(', ') })
      const text = await bodyText(request, MOST_BYTES)
      if (text === null) throw new Fault('authority.list')
      const report = await importList(actor, text, { format, kind: query.kind, dryRun: query.dryRun })
      const rows = report.rows.map((row) => ({ ...row, problem: row.problem && shownProblem(row.problem, language) }))
      return ok({ ...report, rows })
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/authorities/:id',
    summary: '一条规范记录',
    tag: 'authorities',
    params: idParam,
    answers: answer,
    handle: async ({ actor, params }) => answered(await authorities.get(actor, params.id)),
  }),
  declare({
    method: 'patch',
    path: '/api/v1/authorities/:id',
    summary: '修改规范记录（JSON Merge Patch，须带 If-Match）',
    tag: 'authorities',
    params: idParam,
    headers: ifMatchHeader,
    body: authorityPatch,
    answers: answer,
    handle: async ({ actor, params, body, request }) =>
      answered(await authorities.change(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    method: 'delete',
    path: '/api/v1/authorities/:id',
    summary: '停用一条规范记录（仍保存，可恢复）；有著录关联的不能停用',
    tag: 'authorities',
    params: idParam,
    query: z.object({ reason: z.string().trim().max(2000).default('') }),
    answers: { 204: { description: 'out of use' } },
    async handle({ actor, params, query }) {
      await authorities.remove(actor, params.id, query.reason)
      return noContent
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/authorities/:id/merge',
    summary: '并入另一条：名称与标识归另一条，凡关联到此条的都指向另一条；可用 restoration 撤销',
    tag: 'authorities',
    params: idParam,
    body: mergeInput,
    answers: { 200: { description: 'the other record', schema: authoritySchema } },
    handle: async ({ actor, params, body }) => answered(await authorities.merge(actor, params.id, body.into)),
  }),
  declare({
    method: 'post',
    path: '/api/v1/authorities/:id/restoration',
    summary: '撤销停用或合并',
    tag: 'authorities',
    params: idParam,
    body: z.strictObject({}).default({}),
    answers: answer,
    handle: async ({ actor, params }) => answered(await authorities.restore(actor, params.id)),
  }),
  declare({
    method: 'get',
    path: '/api/v1/authorities/:id/history',
    summary: '修改历史',
    tag: 'authorities',
    params: idParam,
    query: z.object(paging),
    answers: { 200: { description: 'revisions, newest first', schema: listOf(revisionSchema) } },
    handle: async ({ actor, params, query }) => paged(await authorities.history(actor, params.id, query), query),
  }),
  declare({
    method: 'get',
    path: '/api/v1/items/:id/names',
    summary: '件中的人名、机构、地名、事件、主题词：著录的，按规范档在文中找到的，同名待考的，机器建议而未经确认的',
    tag: 'authorities',
    params: idParam,
    answers: { 200: { description: 'names', schema: namesSchema } },
    handle: async ({ actor, params }) => ok(await search.names(actor, params.id)),
  }),
]
