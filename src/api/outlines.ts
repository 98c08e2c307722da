/** /volumes/:id/outline: 栏目 and chapters in their order. A stale change is answered with the present outline in `present`. */
import { z } from 'zod'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { created, ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { newSection, placeInput, sectionPatch } from '../publications/input.ts'
import type { Outlines, OutlineView } from '../publications/outlines.ts'
import { declare, idParam, ifMatchHeader } from './answers.ts'

const chapterNode = z
  .object({
    id: z.string(),
    kind: z.literal('chapter'),
    title: z.string(),
    byline: z.string(),
    chars: z.int(),
    revision: z.int(),
    state: z
      .enum(['built', 'edited'])
      .meta({ description: 'edited: its text was changed since it was made of its sources' }),
    itemIds: z.array(z.string()).meta({ description: 'the items it is based on' }),
    hasNewerSource: z.boolean().meta({ description: 'an item it is based on has a newer text: see source-changes' }),
  })
  .meta({ id: 'OutlineChapter' })
const sectionNode = z
  .object({
    id: z.string(),
    kind: z.literal('section'),
    title: z.string(),
    chapters: z.int().meta({ description: 'below it, at whatever depth' }),
    chars: z.int(),
    get children() {
      return z.array(nodeSchema)
    },
  })
  .meta({ id: 'OutlineSection' })
const nodeSchema: z.ZodType = z.union([sectionNode, chapterNode]).meta({ id: 'OutlineNode' })
const outlineSchema = z.object({ revision: z.int(), nodes: z.array(nodeSchema) }).meta({ id: 'Outline' })

const answered = (view: OutlineView) => ok(view, { etag: revisionTag(view.revision) })
const answers = { 200: { description: 'the outline', schema: outlineSchema } }
const nodeParams = idParam.extend({ nodeId: z.string().min(1).max(100) })
const shared = { tag: 'publications', headers: ifMatchHeader, answers }

export const outlineRoutes = (outlines: Outlines): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/outline',
    summary: '一辑的篇目',
    tag: 'publications',
    params: idParam,
    answers,
    handle: async ({ actor, params }) => answered(await outlines.get(actor, params.id)),
  }),
  declare({
    ...shared,
    method: 'post',
    path: '/api/v1/volumes/:id/outline/sections',
    summary: '加一个栏目（须带 If-Match）',
    params: idParam,
    body: newSection,
    answers: {
      201: { description: 'its id, and the outline', schema: z.object({ id: z.string(), outline: outlineSchema }) },
    },
    async handle({ actor, params, body, request }) {
      const made = await outlines.addSection(actor, params.id, body, ifMatchOf(request))
      return created(made, { etag: revisionTag(made.outline.revision) })
    },
  }),
  declare({
    ...shared,
    method: 'patch',
    path: '/api/v1/volumes/:id/outline/:nodeId',
    summary: '改栏目名（须带 If-Match）',
    params: nodeParams,
    body: sectionPatch,
    handle: async ({ actor, params, body, request }) =>
      answered(await outlines.rename(actor, params.id, params.nodeId, body.title, ifMatchOf(request))),
  }),
  declare({
    ...shared,
    method: 'put',
    path: '/api/v1/volumes/:id/outline/:nodeId/place',
    summary: '移动一个栏目或一篇（须带 If-Match）',
    params: nodeParams,
    body: placeInput,
    handle: async ({ actor, params, body, request }) =>
      answered(await outlines.place(actor, params.id, params.nodeId, body, ifMatchOf(request))),
  }),
  declare({
    ...shared,
    method: 'delete',
    path: '/api/v1/volumes/:id/outline/:nodeId',
    summary: '删去一个空栏目，或一篇（须带 If-Match）',
    params: nodeParams,
    handle: async ({ actor, params, request }) =>
      answered(await outlines.remove(actor, params.id, params.nodeId, ifMatchOf(request))),
  }),
]
