/** /accessions and /files: receiving. */
import { z } from 'zod'
import { acquisitionTypes, type ReceivedFile } from '../accessions/accession.ts'
import type { Accessions } from '../accessions/accessions.ts'
import { nameBytes } from '../accessions/file-name.ts'
import { newAccession } from '../accessions/input.ts'
import type { Receive } from '../accessions/receive.ts'
import type { FileLine } from '../accessions/store.ts'
import { Fault } from '../faults.ts'
import { shownProblem } from '../http/problem.ts'
import { created, ok, type Route } from '../http/route.ts'
import type { Language } from '../http/sentences.ts'
import { receiveParts } from '../http/upload.ts'
import type { Actor } from '../policy.ts'
import type { Settings } from '../settings/settings.ts'
import { declare, fileProblem, idParam, listOf, paged, paging } from './answers.ts'
import { receiptPage } from './receipt.ts'

const counts = z.object({
  files: z.int(),
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  items: z.int(),
  processing: z.int(),
  ready: z.int(),
  failed: z.int(),
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
    note: z.string(),
    createdBy: z.string(),
    createdAt: z.string(),
    closedAt: z.string().nullable(),
    counts,
  })
  .meta({ id: 'Accession' })
const listed = accessionSchema.omit({ counts: true }).meta({ id: 'ListedAccession' })
const resultSchema = z
  .object({
    filename: z.string(),
    outcome: z.enum(['accepted', 'duplicate', 'rejected']),
    objectId: z.string().optional(),
    itemIds: z.array(z.string()).optional(),
    sha256: z.string().optional(),
    size: z.int().optional(),
    duplicateOf: z.string().optional(),
    problem: fileProblem.optional(),
  })
  .meta({ id: 'ReceivedFile' })

const lineSchema = resultSchema
  .extend({ originalPath: z.string().optional(), receivedBy: z.string(), receivedAt: z.string() })
  .meta({ id: 'ReceivedLine' })

const shown = ({ problem, ...result }: ReceivedFile, language: Language) => ({
  ...result,
  ...(problem ? { problem: shownProblem(problem, language) } : {}),
})

/** A line of the list, in the same form as the answer to the upload. */
const shownLine = ({ itemId, originalPath, receivedBy, receivedAt, ...line }: FileLine, language: Language) => ({
  filename: line.filename,
  outcome: line.outcome,
  ...(line.objectId ? { objectId: line.objectId } : {}),
  ...(itemId ? { itemIds: [itemId] } : {}),
  ...(line.sha256 ? { sha256: line.sha256 } : {}),
  ...(line.size === null ? {} : { size: line.size }),
  ...(line.duplicateOf ? { duplicateOf: line.duplicateOf } : {}),
  ...(line.problem ? { problem: shownProblem(line.problem, language) } : {}),
  ...(originalPath ? { originalPath } : {}),
  receivedBy,
  receivedAt,
})

/** `paths` as a JSON array or as repeated fields; what is no text is no path. One per request: asked for every file, it reads a long list once. */
function pathReader() {
  let text: unknown
  let read: readonly unknown[] = []
  function listed(paths: string): readonly unknown[] {
    try {
      const parsed: unknown = JSON.parse(paths)
      if (Array.isArray(parsed)) return parsed
    } catch {
      // One path, as it is.
    }
    return [paths]
  }
  return ({ paths }: Readonly<Record<string, unknown>>): readonly unknown[] => {
    if (Array.isArray(paths)) return paths
    if (paths !== text) read = typeof paths === 'string' ? listed(paths) : []
    text = paths
    return read
  }
}

const shortForm = {
  ...resultSchema.omit({ problem: true, outcome: true }).required({ objectId: true, itemIds: true, sha256: true })
    .shape,
  id: z.string().meta({ description: 'of the item' }),
  accessionId: z.string(),
}

/** The storage refused everything: that is an answer about the service (503, 507), not about the files. */
function demandTaken(results: readonly ReceivedFile[]): void {
  const refused = results.every(
    ({ problem }) => problem?.code === 'storage.full' || problem?.code === 'storage.failing',
  )
  if (refused && results[0]?.problem) throw new Fault(results[0].problem.code)
}

export const accessionRoutes = (
  accessions: Accessions,
  receive: Receive,
  settings: Pick<Settings, 'get'>,
): Route<Actor>[] => [
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
    query: z.object(paging),
    answers: { 200: { description: 'accessions, newest first', schema: listOf(listed) } },
    handle: async ({ actor, query }) => paged(await accessions.list(actor, query), query),
  }),
  declare({
    method: 'get',
    path: '/api/v1/accessions/:id',
    summary: '一个征集批次，及其进度',
    tag: 'accessions',
    params: idParam,
    answers: { 200: { description: 'the accession', schema: accessionSchema } },
    handle: async ({ actor, params }) => ok(await accessions.get(actor, params.id)),
  }),
  declare({
    method: 'get',
    path: '/api/v1/accessions/:id/files',
    summary: '逐个文件的收件结果',
    tag: 'accessions',
    params: idParam,
    query: z.object({ ...paging, outcome: z.enum(['accepted', 'duplicate', 'rejected']).optional() }),
    answers: { 200: { description: 'files in the order received', schema: listOf(lineSchema) } },
    async handle({ actor, params, query, language }) {
      const { total, items } = await accessions.files(actor, params.id, query.outcome ?? null, query)
      return paged({ total, items: items.map((line) => shownLine(line, language)) }, query)
    },
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
  declare({
    method: 'get',
    path: '/api/v1/accessions/:id/receipt',
    summary: '收据（可打印）',
    tag: 'accessions',
    params: idParam,
    answers: { 200: { description: 'a page to print', mediaType: 'text/html' } },
    async handle({ actor, params, language }) {
      const accession = await accessions.get(actor, params.id)
      const items: FileLine[] = []
      for (let page = 1, total = 1; items.length < total; page++) {
        const found = await accessions.files(actor, params.id, null, { page, size: 1000 })
        items.push(...found.items)
        total = found.items.length ? found.total : 0
      }
      return {
        status: 200,
        text: receiptPage(accession, items, language, (await settings.get(actor)).values.officeName),
        headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
      }
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/accessions/:id/files',
    summary: '上传文件（multipart，字段 files，可多个；可选 paths 为相对路径，与 files 同序）',
    tag: 'accessions',
    params: idParam,
    raw: true,
    answers: {
      200: {
        description: 'one result per file, in the order sent',
        schema: z.object({ results: z.array(resultSchema) }),
      },
    },
    async handle({ actor, params, request, response, language }) {
      // Fails before any byte is read where nothing could be taken.
      await accessions.get(actor, params.id)
      const pathsOf = pathReader()
      let known = 0
      const { results, fields } = await receiveParts(
        request,
        response,
        async ({ nameBytes: filenameBytes, index, stream, before, fields: told }) => {
          const paths = pathsOf(told)
          known = Math.max(known, paths.length)
          const originalPath = paths[index]
          return receive.file(actor, params.id, {
            filenameBytes,
            stream,
            before,
            ...(typeof originalPath === 'string' && originalPath !== '' ? { originalPath } : {}),
          })
        },
        nameBytes,
      )
      const paths = pathsOf(fields)
      for (const [i, { outcome, objectId }] of results.entries()) {
        const path = paths[i]
        if (i >= known && outcome === 'accepted' && objectId && typeof path === 'string')
          await receive.path(actor, objectId, path)
      }
      demandTaken(results)
      return ok({ results: results.map((result) => shown(result, language)) })
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/files',
    summary: '上传一个文件到当日批次（脚本用的短形式）',
    tag: 'accessions',
    raw: true,
    answers: {
      200: {
        description: 'the bytes are here already',
        schema: z.object({ ...shortForm, outcome: z.literal('duplicate') }),
      },
      201: {
        description: 'taken in',
        schema: z.object({ ...shortForm, outcome: z.literal('accepted') }),
      },
    },
    async handle({ actor, request, response, language }) {
      const accession = await accessions.today(actor)
      const { results } = await receiveParts(
        request,
        response,
        ({ nameBytes: filenameBytes, stream, before }) =>
          receive.file(actor, accession.id, { filenameBytes, stream, before }),
        nameBytes,
      )
      const result = results[0]!
      if (result.problem) throw new Fault(result.problem.code, result.problem.details)
      return {
        status: result.outcome === 'duplicate' ? 200 : 201,
        body: { id: result.itemIds?.[0], accessionId: accession.id, ...shown(result, language) },
      }
    },
  }),
]
