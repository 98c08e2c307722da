/** /uploads: large files in parts (tus 1.0: creation, termination, checksum, expiration). */
import { z } from 'zod'
import { expiresAt } from '../accessions/upload.ts'
import type { Uploads, UploadView } from '../accessions/uploads.ts'
import { Fault } from '../faults.ts'
import { ok, type Route } from '../http/route.ts'
import type { Language } from '../http/sentences.ts'
import { bytesOf, checksumOf, demandPart, demandTus, metadataOf, tusAbilities, tusHeaders } from '../http/tus.ts'
import type { Actor } from '../policy.ts'
import { declare, idParam, listOf, paged, paging } from './answers.ts'
import { resultSchema, shownResult } from './receiving.ts'

const uploadSchema = z
  .object({
    id: z.string(),
    accessionId: z.string(),
    filename: z.string(),
    originalPath: z.string().optional(),
    length: z.int(),
    offset: z.int().meta({ description: 'bytes that have arrived and are on the disk' }),
    createdAt: z.string(),
    expiresAt: z.string(),
    result: resultSchema.nullable().meta({ description: 'what the whole file came to' }),
  })
  .meta({ id: 'Upload' })

const shown = ({ upload, offset }: UploadView, language: Language) => ({
  id: upload.id,
  accessionId: upload.accessionId,
  filename: upload.filename,
  ...(upload.originalPath ? { originalPath: upload.originalPath } : {}),
  length: upload.length,
  offset,
  createdAt: upload.createdAt,
  expiresAt: new Date(expiresAt(upload)).toISOString(),
  result: upload.result && shownResult(upload.result, language),
})
const headersOf = ({ upload, offset }: UploadView) => ({
  ...tusHeaders,
  'upload-offset': String(offset),
  'upload-length': String(upload.length),
  'upload-expires': new Date(expiresAt(upload)).toUTCString(),
})
const resumable = z.object({ 'tus-resumable': z.literal('1.0.0') })

export const uploadRoutes = (uploads: Uploads): Route<Actor>[] => [
  declare({
    method: 'options',
    path: '/api/v1/uploads',
    summary: '续传能做什么（tus 1.0）',
    tag: 'uploads',
    answers: { 204: { description: 'Tus-Version, Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm' } },
    handle: async ({ actor }) => ({ status: 204, headers: tusAbilities(uploads.most(actor)) }),
  }),
  declare({
    method: 'post',
    path: '/api/v1/uploads',
    summary: '开始一个续传：Upload-Length；Upload-Metadata 含 filename、accessionId，可含 path',
    tag: 'uploads',
    headers: resumable.extend({
      'upload-length': z.string(),
      'upload-metadata': z.string().meta({ description: 'filename, accessionId and path, base64 each' }),
    }),
    answers: { 201: { description: 'Location of the upload', schema: uploadSchema } },
    async handle({ actor, request: { headers }, language }) {
      demandTus(headers)
      const metadata = metadataOf(headers)
      const [filename, accessionId] = [metadata.get('filename') ?? '', metadata.get('accessionId') ?? '']
      if (filename === '' || accessionId === '') throw new Fault('upload.header', { header: 'Upload-Metadata' })
      const view = await uploads.begin(actor, {
        accessionId,
        filename,
        originalPath: metadata.get('path') || null,
        length: bytesOf(headers, 'upload-length'),
      })
      const location = `/api/v1/uploads/${view.upload.id}`
      return { status: 201, body: shown(view, language), headers: { ...headersOf(view), location } }
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/uploads',
    summary: '自己没有传完的续传',
    tag: 'uploads',
    query: z.object({ ...paging, accession: z.string().max(100).optional() }),
    answers: { 200: { description: 'uploads on their way, newest first', schema: listOf(uploadSchema) } },
    async handle({ actor, query, language }) {
      const { total, items } = await uploads.list(actor, query.accession ?? null, query)
      return paged({ total, items: items.map((view) => shown(view, language)) }, query)
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/uploads/:id',
    summary: '续传到了哪里（HEAD 即 tus 的查询）；传完后是收件结果',
    tag: 'uploads',
    params: idParam,
    answers: { 200: { description: 'the upload', schema: uploadSchema } },
    async handle({ actor, params, request, language }) {
      const view = await uploads.get(actor, params.id, request.method === 'HEAD')
      return ok(shown(view, language), headersOf(view))
    },
  }),
  declare({
    method: 'patch',
    path: '/api/v1/uploads/:id',
    summary: '续传的一段：Upload-Offset，可带 Upload-Checksum',
    tag: 'uploads',
    params: idParam,
    headers: resumable.extend({ 'upload-offset': z.string(), 'upload-checksum': z.string().optional() }),
    raw: true,
    takes: ['application/offset+octet-stream'],
    answers: { 204: { description: 'Upload-Offset as it is now; the last part makes it a file of the accession' } },
    async handle({ actor, params, request }) {
      demandTus(request.headers)
      demandPart(request.headers)
      const offset = bytesOf(request.headers, 'upload-offset')
      const checksum = checksumOf(request.headers)
      const view = await uploads.append(actor, params.id, { offset, source: request, checksum })
      return { status: 204, headers: headersOf(view) }
    },
  }),
  declare({
    method: 'delete',
    path: '/api/v1/uploads/:id',
    summary: '放弃一个续传',
    tag: 'uploads',
    params: idParam,
    headers: resumable,
    answers: { 204: { description: 'nothing is left of it' } },
    async handle({ actor, params, request }) {
      demandTus(request.headers)
      await uploads.abandon(actor, params.id)
      return { status: 204, headers: { ...tusHeaders } }
    },
  }),
]
