/** 编校提示: of a chapter, what is not to be asked again, and the lists of the house. */
import { z } from 'zod'
import { type HintCode, hintClauses, hintCodes } from '../hanzi/proofing/hint.ts'
import { standardForms } from '../hanzi/proofing/variant-forms.ts'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { noContent, ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import type { Hints, HouseLists } from '../publications/hints.ts'
import { ignoredInput, proofingInput } from '../publications/input.ts'
import { declare, idParam, ifMatchHeader } from './answers.ts'

const code = z.enum(hintCodes as [HintCode, ...HintCode[]])
const hintSchema = z
  .object({
    code,
    clause: z.string().meta({ description: 'what it rests on' }),
    start: z.int().meta({ description: 'UTF-16 offsets of the chapter’s text' }),
    end: z.int(),
    found: z.string(),
    suggestion: z.string().nullable().meta({ description: 'null where only the writer can know' }),
  })
  .meta({ id: 'Hint' })
const listsSchema = z.object({ revision: z.int(), ...proofingInput.shape }).meta({ id: 'ProofingLists' })
const answered = ({ revision, lists }: HouseLists) => ok({ revision, ...lists }, { etag: revisionTag(revision) })
const listsAnswer = { 200: { description: 'the lists', schema: listsSchema } }

export const hintRoutes = (hints: Hints): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/chapters/:id/hints',
    summary: '编校提示：数字、标点、异形词、称谓、纪年；只提示，不改稿',
    tag: 'chapters',
    params: idParam,
    answers: {
      200: {
        description: 'of the present version, in the order of the text, at most 1,000',
        schema: z.object({
          revision: z.int(),
          hints: z.array(hintSchema),
          ignored: z.array(z.object({ code, found: z.string() })),
        }),
      },
    },
    async handle({ actor, params }) {
      const found = await hints.of(actor, params.id)
      return ok({ ...found, hints: found.hints.map((hint) => ({ ...hint, clause: hintClauses[hint.code] })) })
    },
  }),
  declare({
    method: 'put',
    path: '/api/v1/chapters/:id/ignored-hints',
    summary: '这一处在本篇不再提示（或重新提示）',
    tag: 'chapters',
    params: idParam,
    body: ignoredInput,
    answers: { 204: { description: 'done' } },
    async handle({ actor, params, body: { isIgnored, ...ignored } }) {
      await hints.ignore(actor, params.id, ignored, isIgnored)
      return noContent
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/proofing',
    summary: '编校提示的词表：停用的规则、本社增删的异形词、同一人的各种称谓',
    tag: 'publications',
    answers: listsAnswer,
    handle: async ({ actor }) => answered(await hints.lists(actor)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/proofing',
    summary: '改编校提示的词表（须带 If-Match）',
    tag: 'publications',
    headers: ifMatchHeader,
    body: proofingInput,
    answers: listsAnswer,
    handle: async ({ actor, body, request }) => answered(await hints.setLists(actor, body, ifMatchOf(request))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/proofing/forms',
    summary: '第一批异形词整理表（GF 1001—2001）：推荐词形与其他词形；以及各条规则所依据的条款',
    tag: 'publications',
    answers: {
      200: {
        description: 'the table as it is built in',
        schema: z.object({
          forms: z.array(z.object({ from: z.string(), to: z.string() })),
          rules: z.array(z.object({ code, clause: z.string() })),
        }),
      },
    },
    async handle({ actor }) {
      await hints.lists(actor)
      return ok({ forms: standardForms, rules: hintCodes.map((one) => ({ code: one, clause: hintClauses[one] })) })
    },
  }),
]
