/** /desk: what waits, what was done. */
import { z } from 'zod'
import type { Desk } from '../desk/desk.ts'
import { ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { declare, itemSchema } from './answers.ts'

const count = z.int()
const accessions = z
  .array(z.object({ id: z.string(), accessionNumber: z.string(), title: z.string(), count }))
  .meta({ description: 'those with most of them' })
const waiting = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('files'),
    count,
    refused: count,
    damaged: count,
    encoding: count,
    same: count,
    accessions,
  }),
  z.object({ kind: z.literal('describe'), count, old: count, onlyDate: count, accessions }),
  z.object({
    kind: z.literal('returns'),
    count,
    overdue: count,
    first: z.object({ id: z.string(), accessionNumber: z.string(), title: z.string(), due: z.string() }).nullable(),
  }),
  z.object({
    kind: z.literal('review'),
    count,
    oldest: z.object({ by: z.string(), at: z.string() }).nullable(),
  }),
  z.object({
    kind: z.literal('proofs').meta({ description: 'transcriptions whose next round the caller may do' }),
    count,
    first: count.meta({ description: 'at 一校; the others are at 二校' }),
    items: z.array(z.object({ id: z.string(), title: z.string() })).meta({ description: 'the longest waiting' }),
  }),
  z.object({
    kind: z.literal('expiring').meta({ description: 'rights to read that run out within a fortnight' }),
    count,
    first: z.object({ userName: z.string(), title: z.string(), expiresAt: z.string() }).nullable(),
  }),
  z.object({
    kind: z.literal('consents').meta({ description: '授权书 whose last day is within sixty days' }),
    count,
    first: z.object({ accessionId: z.string(), title: z.string(), signer: z.string(), until: z.string() }).nullable(),
  }),
  z.object({ kind: z.literal('requests'), count, oldest: z.string().nullable() }),
  z.object({ kind: z.literal('reports'), count, oldest: z.string().nullable() }),
  z.object({ kind: z.literal('reported'), count, waiting: count, accepted: count, refused: count }),
  z.object({ kind: z.literal('reuse'), count }),
  z.object({ kind: z.literal('jobs'), count }),
  z.object({
    kind: z.literal('rounds').meta({ description: '三审: given to the caller to be read and signed' }),
    count,
    first: z
      .object({
        id: z.string(),
        volumeId: z.string(),
        title: z.string(),
        stage: z.string(),
        by: z.string(),
        dueOn: z.string().nullable(),
      })
      .nullable(),
  }),
  z.object({
    kind: z.literal('asked'),
    count,
    waiting: count,
    granted: z.array(z.string()).meta({ description: 'items that may be read now' }),
    refused: count,
  }),
])
const deskSchema = z
  .object({
    waiting: z.array(waiting).meta({ description: 'most urgent first; what is nought is left out' }),
    recent: z.array(
      z.object({
        item: itemSchema.pick({ id: true, title: true, kind: true, referenceCode: true, date: true }).extend({
          thumbnail: z.string().optional(),
        }),
        at: z.string(),
        action: z.string(),
        lacks: z.array(z.string()).meta({ description: 'elements without which it is not handed in' }),
      }),
    ),
    isEmpty: z.boolean().meta({ description: 'nothing but a sample has ever been received' }),
    hasSample: z.boolean(),
  })
  .meta({ id: 'Desk' })
export const deskRoutes = (desk: Desk): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/desk',
    summary: '工作台：等我处理的，按急缓；最近做过的',
    tag: 'desk',
    answers: { 200: { description: 'of the caller', schema: deskSchema } },
    async handle({ actor }) {
      const { recent, ...view } = await desk.get(actor)
      return ok({
        ...view,
        recent: recent.map(({ item: { id, title, kind, referenceCode, date, render }, at, action, lacks }) => ({
          item: {
            id,
            title,
            kind,
            referenceCode,
            date,
            ...(render.state === 'done' ? { thumbnail: `/api/v1/items/${id}/thumbnail` } : {}),
          },
          at,
          action,
          lacks,
        })),
      })
    },
  }),
]
