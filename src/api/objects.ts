/** /objects: untouched bytes, and thumbnails. */
import { z } from 'zod'
import { Fault } from '../faults.ts'
import { attachment, isNotModified, rangeOf } from '../http/range.ts'
import type { Answer, Route } from '../http/route.ts'
import type { Files } from '../images/files.ts'
import type { Actor } from '../policy.ts'
import { thumbnailSizes } from '../ports/image-engine.ts'
import { declare, idParam } from './answers.ts'

const sizes = thumbnailSizes.map(String) as [string, ...string[]]
const pictureAnswer = { 200: { description: 'JPEG, upright', mediaType: 'image/jpeg' } }

export const objectRoutes = (files: Files): Route<Actor>[] => {
  /** The tag is checked after the permission and before any byte. */
  const picture = (found: Awaited<ReturnType<Files['thumbnail']>>, ifNoneMatch: string | undefined): Answer => {
    const headers = {
      etag: `"${found.tag}"`,
      'cache-control': found.isPublic ? 'public, no-cache' : 'private, no-cache',
      'content-type': 'image/jpeg',
    }
    if (isNotModified(ifNoneMatch, headers.etag)) return { status: 304, headers }
    return { status: 200, buffer: found.data, headers }
  }
  return [
    declare({
      method: 'get',
      path: '/api/v1/objects/:id/content',
      summary: '原件（逐字节不变；支持 Range）',
      tag: 'objects',
      params: idParam,
      answers: {
        200: { description: 'the bytes as received', mediaType: 'application/octet-stream' },
        206: { description: 'a range of them', mediaType: 'application/octet-stream' },
      },
      async handle({ actor, params, request }) {
        const { object, isPublic, open } = await files.content(actor, params.id)
        const etag = `"${object.sha256}"`
        const headers: Record<string, string> = {
          etag,
          'accept-ranges': 'bytes',
          'cache-control': isPublic ? 'public, no-cache' : 'private, no-cache',
          'content-type': object.mediaType.startsWith('text/') ? 'application/octet-stream' : object.mediaType,
          'content-disposition': attachment(object.filename),
        }
        if (isNotModified(request.headers['if-none-match'], etag)) return { status: 304, headers }
        const ifRange = request.headers['if-range']
        const range = ifRange !== undefined && ifRange !== etag ? 'whole' : rangeOf(request.headers.range, object.size)
        if (range === 'unsatisfiable') throw new Fault('request.range', { size: object.size })
        const { start, end } = range === 'whole' ? { start: 0, end: object.size - 1 } : range
        headers['content-length'] = String(end - start + 1)
        if (range !== 'whole') headers['content-range'] = `bytes ${start}-${end}/${object.size}`
        return { status: range === 'whole' ? 200 : 206, headers, stream: await open(start, end) }
      },
    }),
    declare({
      method: 'get',
      path: '/api/v1/objects/:id/thumbnails/:size',
      summary: '缩略图',
      tag: 'objects',
      params: z.object({ id: z.string().max(100), size: z.string() }),
      query: z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) }),
      answers: pictureAnswer,
      async handle({ actor, params, query, request }) {
        if (!sizes.includes(params.size)) throw new Fault('object.no-thumbnail')
        return picture(
          await files.thumbnail(actor, params.id, query.page, Number(params.size) as 200),
          request.headers['if-none-match'],
        )
      },
    }),
    declare({
      method: 'get',
      path: '/api/v1/items/:id/thumbnail',
      summary: '件的第一幅缩略图（600）',
      tag: 'objects',
      params: idParam,
      answers: pictureAnswer,
      async handle({ actor, params, request }) {
        return picture(await files.firstThumbnail(actor, params.id), request.headers['if-none-match'])
      },
    }),
  ]
}
