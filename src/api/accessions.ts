/** /accessions and /files: receiving. */
import { z } from 'zod'
import { acquisitionTypes, lineDecisions, lineStates, outcomes, type ReceivedFile } from '../accessions/accession.ts'
import type { Accessions, LineView } from '../accessions/accessions.ts'
import { nameBytes } from '../accessions/file-name.ts'
import {
  accessionPatch,
  accessionQuery,
  lineDecision,
  lineQuery,
  newAccession,
  returnInput,
} from '../accessions/input.ts'
import { type Paper, type PaperName, paperNames, paperOf } from '../accessions/papers.ts'
import type { Receive } from '../accessions/receive.ts'
import { Fault } from '../faults.ts'
import { shownProblem } from '../http/problem.ts'
import { attachment } from '../http/range.ts'
import { type Answer, created, ok, type Route } from '../http/route.ts'
import type { Language } from '../http/sentences.ts'
import { receiveParts } from '../http/upload.ts'
import { stateOf } from '../items/item.ts'
import type { Actor } from '../policy.ts'
import { encodings } from '../ports/text-reader.ts'
import type { WordWriter } from '../ports/word-writer.ts'
import type { Settings } from '../settings/settings.ts'
import { declare, fileProblem, idParam, itemSchema, listOf, paged } from './answers.ts'
import { shownStages, textOf } from './items.ts'
import { paperBlocks, paperPage, WORD } from './papers.ts'
import { shownBrief } from './reuse.ts'

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
export const resultSchema = z
  .object({
    filename: z.string(),
    outcome: z.enum(outcomes),
    objectId: z.string().optional(),
    itemIds: z.array(z.string()).optional(),
    sha256: z.string().optional(),
    size: z.int().optional(),
    duplicateOf: z.string().optional(),
    problem: fileProblem.optional(),
  })
  .meta({ id: 'ReceivedFile' })

const lineSchema = resultSchema
  .extend({
    id: z.string(),
    state: z.enum(lineStates),
    originalPath: z.string().optional(),
    receivedBy: z.string(),
    receivedAt: z.string(),
    decision: z.enum(lineDecisions).nullable(),
    decidedAt: z.string().nullable(),
    mediaType: z.string().optional(),
    item: itemSchema
      .pick({
        id: true,
        kind: true,
        title: true,
        revision: true,
        state: true,
        stages: true,
        text: true,
        reuse: true,
        warnings: true,
        deleted: true,
      })
      .extend({ pages: z.int().optional() })
      .nullable()
      .meta({ description: 'the item that holds the file now' }),
  })
  .meta({ id: 'ReceivedLine' })

export const shownResult = ({ problem, ...result }: ReceivedFile, language: Language) => ({
  ...result,
  ...(problem ? { problem: shownProblem(problem, language) } : {}),
})

/** A line of the list, in the same form as the answer to the upload, and what has become of it. */
const shownLine = ({ line, item, object, reuse }: LineView, language: Language) => ({
  id: String(line.id),
  filename: line.filename,
  outcome: line.outcome,
  state: line.state,
  ...(line.objectId ? { objectId: line.objectId } : {}),
  ...(line.itemId ? { itemIds: [line.itemId] } : {}),
  ...(line.sha256 ? { sha256: line.sha256 } : {}),
  ...(line.size === null ? {} : { size: line.size }),
  ...(line.duplicateOf ? { duplicateOf: line.duplicateOf } : {}),
  ...(line.problem ? { problem: shownProblem(line.problem, language) } : {}),
  ...(line.originalPath ? { originalPath: line.originalPath } : {}),
  receivedBy: line.receivedBy,
  receivedAt: line.receivedAt,
  decision: line.decision,
  decidedAt: line.decidedAt,
  ...(object ? { mediaType: object.mediaType } : {}),
  item: item && {
    id: item.id,
    kind: item.kind,
    title: item.title,
    revision: item.revision,
    state: stateOf(item),
    stages: shownStages(item, language),
    text: textOf(item),
    ...(reuse ? { reuse: shownBrief(reuse) } : {}),
    warnings: item.warnings.map((warning) => shownProblem(warning, language)),
    deleted: item.deleted,
    ...(object?.pages ? { pages: object.pages } : {}),
  },
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

/** What a paper says now; its number names the page and the file. */
const papersOf =
  (accessions: Accessions, settings: Pick<Settings, 'get'>) =>
  async (actor: Actor, id: string, name: PaperName, language: Language) => {
    const accession = await accessions.get(actor, id)
    const lines = await accessions.lines(actor, id)
    const { officeName } = (await settings.get(actor)).values
    return { paper: paperOf(name, accession, lines, language, officeName), number: accession.accessionNumber }
  }
const page = ({ paper, number }: { paper: Paper; number: string }, language: Language): Answer => ({
  status: 200,
  text: paperPage(paper, number, language),
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
})

export const accessionRoutes = (
  accessions: Accessions,
  receive: Receive,
  settings: Pick<Settings, 'get'>,
  word: WordWriter,
): Route<Actor>[] => {
  const papers = papersOf(accessions, settings)
  return [
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
      method: 'get',
      path: '/api/v1/accessions/:id/files',
      summary: '逐个文件的收件结果和进度；不指明 state 时，需要处理的在前',
      tag: 'accessions',
      params: idParam,
      query: lineQuery,
      answers: { 200: { description: 'files, in the order received within each state', schema: listOf(lineSchema) } },
      async handle({ actor, params, query, language }) {
        const { total, items } = await accessions.files(actor, params.id, query)
        return paged({ total, items: items.map((line) => shownLine(line, language)) }, query)
      },
    }),
    declare({
      method: 'put',
      path: '/api/v1/accessions/:id/files/:line/decision',
      summary: '对一个需处理的文件作出决定（null 为撤回）',
      tag: 'accessions',
      params: idParam.extend({ line: z.string().max(20) }),
      body: lineDecision,
      answers: { 200: { description: 'the line as it stands now', schema: lineSchema } },
      handle: async ({ actor, params, body, language }) =>
        ok(shownLine(await accessions.decide(actor, params.id, params.line, body.decision), language)),
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
      method: 'get',
      path: '/api/v1/accessions/:id/page-folders',
      summary: '像是一件之各页的文件夹（或压缩包），供合为一件',
      tag: 'accessions',
      params: idParam,
      answers: {
        200: {
          description: 'folders, each with its files in the order of their numbers',
          schema: z.object({ folders: z.array(z.object({ folder: z.string(), lines: z.array(lineSchema) })) }),
        },
      },
      handle: async ({ actor, params, language }) =>
        ok({
          folders: (await accessions.pageFolders(actor, params.id)).map(({ folder, lines }) => ({
            folder,
            lines: lines.map((line) => shownLine(line, language)),
          })),
        }),
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
      handle: async ({ actor, params, language }) =>
        page(await papers(actor, params.id, 'receipt', language), language),
    }),
    declare({
      method: 'get',
      path: '/api/v1/accessions/:id/papers/:paper',
      summary: '征集登记表、收据、捐赠证书、授权书（可打印，或 Word 文件）',
      tag: 'accessions',
      params: idParam.extend({ paper: z.enum(paperNames) }),
      query: z.object({ format: z.enum(['html', 'docx']).default('html') }),
      answers: { 200: { description: 'a page to print, or a .docx file', mediaType: ['text/html', WORD] } },
      async handle({ actor, params, query, language }) {
        const made = await papers(actor, params.id, params.paper, language)
        if (query.format === 'html') return page(made, language)
        return {
          status: 200,
          buffer: await word.write(paperBlocks(made.paper)),
          headers: {
            'content-type': WORD,
            'content-disposition': attachment(`${made.paper.title} ${made.number}.docx`),
            'cache-control': 'no-store',
          },
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
        return ok({ results: results.map((result) => shownResult(result, language)) })
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
          body: { id: result.itemIds?.[0], accessionId: accession.id, ...shownResult(result, language) },
        }
      },
    }),
  ]
}
