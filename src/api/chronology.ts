/** /eras, /periods, /dates. */
import { z } from 'zod'
import { refusals } from '../hanzi/dates/date-refusal.ts'
import { monthKinds } from '../hanzi/dates/eras.ts'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { created, noContent, ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import type { Chronology } from '../settings/chronology.ts'
import type { Entry, EraValue, PeriodValue, TableKind } from '../settings/entry.ts'
import { dateQuery, entryQuery, eraPatch, newEra, newPeriod, periodPatch } from '../settings/input.ts'
import { declare, idParam, ifMatchHeader, listOf, paged } from './answers.ts'

const common = {
  id: z.string(),
  origin: z.enum(['built-in', 'changed', 'own']),
  revision: z.int().meta({ description: '0: as it is built in' }),
  hidden: z.boolean(),
  note: z.string(),
}
const periodSchema = z
  .object({
    ...common,
    names: z.array(z.string()),
    start: z.string(),
    end: z.string(),
    isEvent: z.boolean(),
    isLocal: z.boolean(),
    standsAlone: z.boolean(),
  })
  .meta({ id: 'Period' })
const eraSchema = z
  .object({
    ...common,
    name: z.string(),
    dynasty: z.string(),
    first: z.int(),
    last: z.int(),
    months: z.enum(monthKinds),
    from: z.int().nullable(),
    start: z.string().nullable(),
    end: z.string().nullable(),
    occupation: z.string().nullable(),
  })
  .meta({ id: 'Era' })
const dateAnswer = z
  .object({
    text: z.string(),
    date: z
      .object({
        text: z.string(),
        shown: z.string(),
        edtf: z.string(),
        calendar: z.string(),
        start: z.string().nullable(),
        end: z.string().nullable(),
        remarks: z.array(z.string()),
        printed: z
          .string()
          .nullable()
          .meta({ description: 'the Julian day that works in print give, before 1582-10-15' }),
      })
      .nullable(),
    refusal: z.enum(refusals).nullable(),
  })
  .meta({ id: 'ReadDate' })

const shownPeriod = ({ value, ...entry }: Entry<PeriodValue>) => ({
  ...entry,
  isEvent: false,
  isLocal: false,
  standsAlone: false,
  ...value,
})
const shownEra = ({ value, ...entry }: Entry<EraValue>) => ({
  ...entry,
  from: null,
  start: null,
  end: null,
  occupation: null,
  ...value,
})

/** The routes of one table, alike for both. */
function tableRoutes<Kind extends TableKind>(
  chronology: Chronology,
  kind: Kind,
  table: {
    path: string
    word: string
    schema: z.ZodType
    added: z.ZodType
    patch: z.ZodType
    shown: (entry: Awaited<ReturnType<typeof chronology.add<Kind>>>) => object
  },
): Route<Actor>[] {
  const { path, word, schema, shown } = table
  const answer = { 200: { description: 'the entry', schema } }
  type Given = Parameters<typeof chronology.add<Kind>>[2]
  return [
    declare({
      method: 'get',
      path,
      summary: `${word}：内置的与自己的`,
      tag: 'settings',
      query: entryQuery,
      answers: { 200: { description: 'own entries first', schema: listOf(schema) } },
      async handle({ actor, query }) {
        const { total, items } = await chronology.list(actor, kind, query)
        return paged({ total, items: items.map(shown) }, query)
      },
    }),
    declare({
      method: 'post',
      path,
      summary: `${word}：增加一条；已著录的日期由后台任务重新推算`,
      tag: 'settings',
      body: table.added,
      answers: { 201: { description: 'the entry', schema } },
      async handle({ actor, body }) {
        const entry = await chronology.add(actor, kind, body as Given)
        return created(shown(entry), { etag: revisionTag(entry.revision) })
      },
    }),
    declare({
      method: 'patch',
      path: `${path}/:id`,
      summary: `${word}：修改或隐藏一条（JSON Merge Patch，须带 If-Match）`,
      tag: 'settings',
      params: idParam,
      headers: ifMatchHeader,
      body: table.patch,
      answers: answer,
      async handle({ actor, params, body, request }) {
        const entry = await chronology.change(actor, kind, params.id, body as Partial<Given>, ifMatchOf(request))
        return ok(shown(entry), { etag: revisionTag(entry.revision) })
      },
    }),
    declare({
      method: 'delete',
      path: `${path}/:id`,
      summary: `${word}：删除自己的一条；改过的内置条目复原`,
      tag: 'settings',
      params: idParam,
      answers: { 204: { description: 'gone, or as it was built in' } },
      async handle({ actor, params }) {
        await chronology.remove(actor, kind, params.id)
        return noContent
      },
    }),
  ]
}

export const chronologyRoutes = (chronology: Chronology): Route<Actor>[] => [
  ...tableRoutes(chronology, 'era', {
    path: '/api/v1/eras',
    word: '年号表',
    schema: eraSchema,
    added: newEra,
    patch: eraPatch,
    shown: shownEra,
  }),
  ...tableRoutes(chronology, 'period', {
    path: '/api/v1/periods',
    word: '时期表',
    schema: periodSchema,
    added: newPeriod,
    patch: periodPatch,
    shown: shownPeriod,
  }),
  declare({
    method: 'get',
    path: '/api/v1/dates',
    summary: '日期推算：怎样写就怎样读，读不了的说明原因',
    tag: 'settings',
    query: dateQuery,
    answers: { 200: { description: 'the date, or why it is none', schema: dateAnswer } },
    handle: async ({ actor, query }) => ok(await chronology.read(actor, query.text, query.context)),
  }),
]
