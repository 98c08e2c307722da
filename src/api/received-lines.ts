/** The list of an accession's files: one line each, as it stands now. */
import { z } from 'zod'
import { lineDecisions, lineStates } from '../accessions/accession.ts'
import type { Accessions, LineView } from '../accessions/accessions.ts'
import { lineDecision, lineQuery } from '../accessions/input.ts'
import { shownProblem } from '../http/problem.ts'
import { ok, type Route } from '../http/route.ts'
import type { Language } from '../http/sentences.ts'
import { stateOf } from '../items/item.ts'
import type { Actor } from '../policy.ts'
import { declare, idParam, itemSchema, listOf, paged } from './answers.ts'
import { shownStages, textOf } from './items.ts'
import { resultSchema } from './receiving.ts'
import { shownBrief } from './reuse.ts'

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

export const receivedLineRoutes = (accessions: Accessions): Route<Actor>[] => [
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
]
