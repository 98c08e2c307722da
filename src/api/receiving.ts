/** Files that are sent into an accession, and what became of each. */
import { z } from 'zod'
import { outcomes, type ReceivedFile } from '../accessions/accession.ts'
import type { Accessions } from '../accessions/accessions.ts'
import { nameBytes } from '../accessions/file-name.ts'
import type { Receive } from '../accessions/receive.ts'
import { Fault } from '../faults.ts'
import { shownProblem } from '../http/problem.ts'
import { ok, type Route } from '../http/route.ts'
import type { Language } from '../http/sentences.ts'
import { receiveParts } from '../http/upload.ts'
import type { Actor } from '../policy.ts'
import { declare, fileProblem, idParam } from './answers.ts'

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

export const shownResult = ({ problem, ...result }: ReceivedFile, language: Language) => ({
  ...result,
  ...(problem ? { problem: shownProblem(problem, language) } : {}),
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

export const receivingRoutes = (accessions: Pick<Accessions, 'get' | 'today'>, receive: Receive): Route<Actor>[] => [
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
