/** /volumes/:id/plates and /plates: pictures of the archive placed in a volume. A stale change is answered with what is there now in `present`. */
import { z } from 'zod'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { created, noContent, ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import type { Clearance } from '../publications/clearance.ts'
import { newPlate, platePatch, platePlace } from '../publications/input.ts'
import { plateKinds } from '../publications/plate.ts'
import type { PlateList, Plates, PlateView } from '../publications/plates.ts'
import { fitnessWarnings } from '../publications/print-fitness.ts'
import { declare, idParam, ifMatchHeader } from './answers.ts'
import { missingSchema, shownMissing } from './rights.ts'

const words = z.object({
  text: z.string().meta({ description: 'as printed' }),
  made: z.string().meta({ description: 'as the archive says now' }),
  isOwn: z.boolean(),
  isChanged: z.boolean().meta({ description: 'the archive says something else than when the editor wrote' }),
})
const size = z.object({ width: z.int(), height: z.int() })
const plateSchema = z
  .object({
    id: z.string(),
    volumeId: z.string(),
    kind: z.enum(plateKinds).meta({ description: '图版, 插图' }),
    number: z.int().meta({ description: 'within its kind, in the order of the book; 0: its chapter is empty or gone' }),
    chapterId: z.string().nullable(),
    afterBlock: z.int().nullable(),
    itemId: z.string(),
    title: z.string().nullable().meta({ description: 'of its item; null: not there, or not for this reader' }),
    referenceCode: z.string().nullable(),
    objectId: z.string(),
    page: z.int(),
    pixels: size.nullable().meta({ description: 'of the upright picture' }),
    crop: z.object({ x: z.int(), y: z.int(), ...size.shape }).nullable(),
    widthMm: z.number(),
    caption: words,
    credit: words,
    fitness: z
      .object({
        dpi: z.int().meta({ description: 'effective, at the placed size' }),
        heightMm: z.number(),
        most: z
          .object({ widthMm: z.number(), heightMm: z.number() })
          .meta({ description: 'at 300 dpi; line art: 600' }),
        colour: z.enum(['grey', 'rgb', 'cmyk']),
        bits: z.int().nullable(),
        warnings: z.array(z.enum(fitnessWarnings)),
      })
      .nullable(),
    revision: z.int(),
    createdAt: z.string(),
  })
  .meta({ id: 'Plate' })
const listSchema = z
  .object({ revision: z.int().meta({ description: 'of the order' }), items: z.array(plateSchema) })
  .meta({ id: 'PlateList' })

const answered = (view: PlateView) => ok(view, { etag: revisionTag(view.revision) })
const listed = (list: PlateList) => ok(list, { etag: revisionTag(list.revision) })
const answers = { 200: { description: 'the picture', schema: plateSchema } }
const listAnswers = { 200: { description: 'in their order', schema: listSchema } }

export const plateRoutes = (plates: Plates, clearance: Pick<Clearance, 'ofItems'>): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/plates',
    summary: '一辑的图版和插图',
    tag: 'plates',
    params: idParam,
    answers: listAnswers,
    handle: async ({ actor, params }) => listed(await plates.list(actor, params.id)),
  }),
  declare({
    method: 'post',
    path: '/api/v1/volumes/:id/plates',
    summary: '放一幅图：图版，或一篇里的插图',
    tag: 'plates',
    params: idParam,
    body: newPlate,
    answers: {
      201: {
        description: 'the picture, and what it may not be printed without',
        schema: plateSchema.extend({ missing: z.array(missingSchema) }),
      },
    },
    async handle({ actor, params, body, language }) {
      const view = await plates.add(actor, params.id, body)
      const missing = shownMissing(await clearance.ofItems(params.id, [body.itemId], 'picture'), language)
      return created({ ...view, missing }, { etag: revisionTag(view.revision) })
    },
  }),
  declare({
    method: 'patch',
    path: '/api/v1/plates/:id',
    summary: '改一幅图：裁切、尺寸、图说、来源、位置（须带 If-Match）',
    tag: 'plates',
    params: idParam,
    headers: ifMatchHeader,
    body: platePatch,
    answers,
    handle: async ({ actor, params, body, request }) =>
      answered(await plates.change(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    method: 'put',
    path: '/api/v1/plates/:id/place',
    summary: '移动一幅图（须带 If-Match：次序的版本）',
    tag: 'plates',
    params: idParam,
    headers: ifMatchHeader,
    body: platePlace,
    answers: listAnswers,
    handle: async ({ actor, params, body, request }) =>
      listed(await plates.place(actor, params.id, body.beforeId, ifMatchOf(request))),
  }),
  declare({
    method: 'delete',
    path: '/api/v1/plates/:id',
    summary: '移除一幅图（馆藏不受影响；须带 If-Match）',
    tag: 'plates',
    params: idParam,
    headers: ifMatchHeader,
    answers: { 204: { description: 'done' } },
    async handle({ actor, params, request }) {
      await plates.remove(actor, params.id, ifMatchOf(request))
      return noContent
    },
  }),
]
