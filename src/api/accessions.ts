/** /accessions: batches, registered and counted. */
import { z } from 'zod'
import { acquisitionTypes } from '../accessions/accession.ts'
import type { Accessions } from '../accessions/accessions.ts'
import { accessionPatch, accessionQuery, newAccession, returnInput } from '../accessions/input.ts'
import { created, ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { encodings } from '../ports/text-reader.ts'
import { declare, idParam, listOf, paged } from './answers.ts'

const counts = z.object({
  files: z.int(),
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  items: z.int(),
  processing: z.int(),
  ready: z.int(),
  failed: z.int(),
  read: z.int().meta({ description: 'items that are through this stage or never needed it' }),
  rendered: z.int(),
  searchable: z.int(),
  attention: z.int().meta({ description: 'lines that wait for a decision; with working and done: files' }),
  working: z.int(),
  done: z.int(),
})
const accessionSchema = z
  .object({
    id: z.string(),
    accessionNumber: z.string(),
    title: z.string(),
    acquisitionType: z.enum(acquisitionTypes),
    contributor: z
      .looseObject({ name: z.string() })
      .nullable()
      .meta({ description: 'phone, address and id number for archivists only' }),
    receivedDate: z.string(),
    handler: z.string(),
    returnOriginal: z.boolean(),
    returnDue: z.string().nullable(),
    returned: z.object({ at: z.string(), note: z.string() }).nullable(),
    note: z.string(),
    isSample: z.boolean().meta({ description: 'of the sample: counted nowhere, removed as one' }),
    createdBy: z.string(),
    createdAt: z.string(),
    closedAt: z.string().nullable(),
    counts,
    triedFirst: z
      .enum(encodings)
      .nullable()
      .meta({ description: 'so doubtful files of its source are read, because somebody said so' }),
  })
  .meta({ id: 'Accession' })
const accessionAnswer = { 200: { description: 'the accession', schema: accessionSchema } }
export const accessionRoutes = (accessions: Accessions): Route<Actor>[] => [
  declare({
    method: 'post',
    path: '/api/v1/accessions',
    summary: '登记一个征集批次',
    tag: 'accessions',
    body: newAccession,
    answers: { 201: { description: 'the accession', schema: accessionSchema } },
    handle: async ({ actor, body }) => created(await accessions.register(actor, body)),
  }),
  declare({
    method: 'get',
    path: '/api/v1/accessions',
    summary: '征集批次列表',
    tag: 'accessions',
    query: accessionQuery,
    answers: { 200: { description: 'accessions, newest first', schema: listOf(accessionSchema) } },
    handle: async ({ actor, query }) => paged(await accessions.list(actor, query), query),
  }),
  declare({
    method: 'get',
    path: '/api/v1/accessions/:id',
    summary: '一个征集批次，及其进度',
    tag: 'accessions',
    params: idParam,
    answers: accessionAnswer,
    handle: async ({ actor, params }) => ok(await accessions.get(actor, params.id)),
  }),
  declare({
    method: 'patch',
    path: '/api/v1/accessions/:id',
    summary: '更正登记（JSON Merge Patch）',
    tag: 'accessions',
    params: idParam,
    body: accessionPatch,
    answers: accessionAnswer,
    handle: async ({ actor, params, body }) => ok(await accessions.change(actor, params.id, body)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/accessions/:id/return',
    summary: '登记原件已退还（date 为 null 即尚未退还）',
    tag: 'accessions',
    params: idParam,
    body: returnInput,
    answers: accessionAnswer,
    handle: async ({ actor, params, body }) => ok(await accessions.giveBack(actor, params.id, body)),
  }),
  declare({
    method: 'delete',
    path: '/api/v1/accessions/:id/encoding',
    summary: '此来源不再先试某一编码',
    tag: 'accessions',
    params: idParam,
    answers: accessionAnswer,
    handle: async ({ actor, params }) => ok(await accessions.forgetEncoding(actor, params.id)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/accessions/:id/closure',
    summary: '结束收件',
    tag: 'accessions',
    params: idParam,
    answers: { 200: { description: 'the closed accession', schema: accessionSchema } },
    handle: async ({ actor, params }) => ok(await accessions.close(actor, params.id)),
  }),
]
