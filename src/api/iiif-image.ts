/** /iiif/image: the Image API 3.0, for every viewer there is. */
import { z } from 'zod'
import type { OriginOf } from '../http/origin.ts'
import { isNotModified } from '../http/range.ts'
import type { Route } from '../http/route.ts'
import { formats, limits } from '../images/iiif-request.ts'
import type { ImageService, ShownImage } from '../images/image-service.ts'
import type { Actor } from '../policy.ts'
import { declare } from './answers.ts'
import { conditional, LD_JSON, linked, shared } from './iiif-answers.ts'

const CONTEXT = 'http://iiif.io/api/image/3/context.json'
/** A reader of a large picture that takes nothing of it for so long is gone. */
const STALLED = 60_000
const LARGE = 1 << 20

const mediaTypes = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const
const part = z.string().max(200)
const sizes = z.array(z.object({ width: z.int(), height: z.int() }))
const infoSchema = z
  .object({
    '@context': z.literal(CONTEXT),
    id: z.url(),
    type: z.literal('ImageService3'),
    protocol: z.literal('http://iiif.io/api/image'),
    profile: z.literal('level2'),
    width: z.int(),
    height: z.int(),
    maxWidth: z.int(),
    maxHeight: z.int(),
    maxArea: z.int(),
    sizes,
    tiles: z.array(z.object({ width: z.int(), height: z.int(), scaleFactors: z.array(z.int()) })),
    preferredFormats: z.array(z.string()),
    extraFormats: z.array(z.string()),
    extraQualities: z.array(z.string()),
    extraFeatures: z.array(z.string()),
  })
  .meta({ id: 'ImageInformation' })

const information = (id: string, { width, height, tile, scaleFactors, sizes: stored }: ShownImage) => ({
  '@context': CONTEXT,
  id,
  type: 'ImageService3',
  protocol: 'http://iiif.io/api/image',
  profile: 'level2',
  width,
  height,
  ...limits,
  sizes: stored,
  tiles: [{ width: tile, height: tile, scaleFactors }],
  preferredFormats: ['jpg'],
  extraFormats: ['webp'],
  extraQualities: ['color', 'gray', 'bitonal'],
  extraFeatures: ['canonicalLinkHeader', 'mirroring', 'profileLinkHeader', 'sizeUpscaling'],
})

export const imageRoutes = (images: ImageService, originOf: OriginOf): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/iiif/image/3/:id',
    summary: 'IIIF 图像服务（转到 info.json）',
    tag: 'iiif',
    params: z.object({ id: part }),
    answers: { 303: { description: 'to info.json' } },
    async handle({ actor, params, request }) {
      await images.describe(actor, params.id)
      const location = `${originOf(request)}/iiif/image/3/${encodeURIComponent(params.id)}/info.json`
      return { status: 303, headers: { location, 'access-control-allow-origin': '*' } }
    },
  }),
  declare({
    method: 'get',
    path: '/iiif/image/3/:id/info.json',
    summary: 'IIIF 图像信息（Image API 3.0，level 2）',
    tag: 'iiif',
    params: z.object({ id: part.meta({ description: 'an object; ~2 and so on behind it for its further pages' }) }),
    headers: conditional.extend({ accept: z.string().optional() }),
    answers: {
      200: { description: 'the image', schema: infoSchema, mediaType: ['application/json', LD_JSON] },
      304: { description: 'it is known already' },
    },
    async handle({ actor, params, request }) {
      const image = await images.describe(actor, params.id)
      const id = `${originOf(request)}/iiif/image/3/${encodeURIComponent(params.id)}`
      return linked(request, CONTEXT, shared(image), () => information(id, image))
    },
  }),
  declare({
    method: 'get',
    path: '/iiif/image/3/:id/:region/:size/:rotation/:output',
    isDirect: true,
    summary: 'IIIF 图像：区域、尺寸、旋转、质量.格式',
    tag: 'iiif',
    params: z.object({ id: part, region: part, size: part, rotation: part, output: part }),
    headers: conditional,
    answers: {
      200: { description: 'the picture', mediaType: formats.map((format) => mediaTypes[format]) },
      304: { description: 'the picture is known already' },
    },
    async handle({ actor, params, request, response }) {
      const picture = await images.picture(actor, params.id, params)
      const { format, canonical } = picture.request
      const address = `${originOf(request)}/iiif/image/3/${encodeURIComponent(params.id)}/${canonical}`
      const headers = {
        ...shared(picture),
        'content-type': mediaTypes[format],
        link: `<${address}>;rel="canonical",<http://iiif.io/api/image/3/level2.json>;rel="profile"`,
      }
      if (isNotModified(request.headers['if-none-match'], headers.etag)) return { status: 304, headers }
      const buffer = await picture.data((release) => {
        if (response.closed) return release(false)
        response.once('close', () => release(response.writableFinished))
      })
      if (buffer.length > LARGE) response.setTimeout(STALLED, () => response.destroy())
      return { status: 200, buffer, headers }
    },
  }),
]
