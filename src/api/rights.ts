/** /items/:id/rights, /accessions/:id/consents, /volumes/:id/clearance: what is known of rights, who allowed what, and what is still missing for a volume. */
import { z } from 'zod'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { created, ok, type Route } from '../http/route.ts'
import type { Language } from '../http/sentences.ts'
import type { Actor } from '../policy.ts'
import type { Clearance } from '../publications/clearance.ts'
import { type Missing, missingDocuments, missingReasons, missingText } from '../publications/gate.ts'
import { newConsent, revocationInput, rightsInput } from '../rights/input.ts'
import type { ItemRights } from '../rights/right.ts'
import type { Rights } from '../rights/rights.ts'
import { declare, idParam, ifMatchHeader } from './answers.ts'

const rightsSchema = rightsInput
  .extend({ itemId: z.string(), note: z.string(), revision: z.int() })
  .meta({ id: 'ItemRights' })
const consentSchema = z
  .object({
    ...newConsent.shape,
    id: z.string(),
    accessionId: z.string(),
    revoked: z.object({ at: z.string(), reason: z.string() }).nullable(),
    createdBy: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: 'Consent' })
export const missingSchema = z
  .object({ document: z.enum(missingDocuments), reason: z.enum(missingReasons), text: z.string() })
  .meta({ id: 'MissingDocument', description: 'without which an item may not be printed' })
const unclearedSchema = z
  .object({
    place: z.object({ kind: z.enum(['chapter', 'plate', 'figure']), id: z.string(), title: z.string() }),
    item: z.object({
      id: z.string(),
      title: z.string().nullable(),
      referenceCode: z.string().nullable(),
      accessionId: z.string(),
    }),
    missing: z.array(missingSchema),
  })
  .meta({ id: 'Uncleared' })

export const shownMissing = (missing: readonly Missing[], language: Language) =>
  missing.map((one) => ({ ...one, text: missingText(one, language) }))
const rightsAnswer = { 200: { description: 'what is known', schema: rightsSchema } }
const consentAnswer = { description: 'the consent', schema: consentSchema }
const answered = (rights: ItemRights) => ok(rights, { etag: revisionTag(rights.revision) })

export const rightsRoutes = (rights: Rights, clearance: Clearance): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/items/:id/rights',
    summary: '一件的权利：著作权、肖像、隐私',
    tag: 'rights',
    params: idParam,
    answers: rightsAnswer,
    handle: async ({ actor, params }) => answered(await rights.get(actor, params.id)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/items/:id/rights',
    summary: '核定一件的权利（须带 If-Match）',
    tag: 'rights',
    params: idParam,
    headers: ifMatchHeader,
    body: rightsInput,
    answers: rightsAnswer,
    handle: async ({ actor, params, body, request }) =>
      answered(await rights.put(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/accessions/:id/consents',
    summary: '一批的授权书',
    tag: 'rights',
    params: idParam,
    answers: { 200: { description: 'latest signed first', schema: z.object({ items: z.array(consentSchema) }) } },
    handle: async ({ actor, params }) => ok({ items: await rights.consents(actor, params.id) }),
  }),
  declare({
    method: 'post',
    path: '/api/v1/accessions/:id/consents',
    summary: '登记一份授权书：整批，或其中若干件',
    tag: 'rights',
    params: idParam,
    body: newConsent,
    answers: { 201: consentAnswer },
    handle: async ({ actor, params, body }) => created(await rights.addConsent(actor, params.id, body)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/consents/:id/revocation',
    summary: '授权撤回',
    tag: 'rights',
    params: idParam,
    body: revocationInput,
    answers: { 200: consentAnswer },
    handle: async ({ actor, params, body }) => ok(await rights.revoke(actor, params.id, body.reason)),
  }),
  declare({
    method: 'get',
    path: '/api/v1/volumes/:id/clearance',
    summary: '一辑还缺的授权书和核定',
    tag: 'rights',
    params: idParam,
    answers: {
      200: {
        description: 'where which item lacks what',
        schema: z.object({ missing: z.int(), items: z.array(unclearedSchema) }),
      },
    },
    async handle({ actor, params, language }) {
      const found = await clearance.of(actor, params.id)
      const items = found.map((one) => ({ ...one, missing: shownMissing(one.missing, language) }))
      return ok({ missing: items.reduce((sum, { missing }) => sum + missing.length, 0), items })
    },
  }),
]
