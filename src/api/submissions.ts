/** /submissions: 稿件, what was decided about them, and their register as a page to print or a spreadsheet. */
import { z } from 'zod'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import type { TableWriter } from '../ports/table-writer.ts'
import type { WordWriter } from '../ports/word-writer.ts'
import { searchFilters } from '../search/input.ts'
import type { Settings } from '../settings/settings.ts'
import {
  accessionInput,
  itemsInput,
  submissionFilters,
  submissionPatch,
  submissionQuery,
  submissionStep,
  submissionSteps,
} from '../submissions/input.ts'
import { registerPaper } from '../submissions/register.ts'
import { checkNames, type Step, submissionStates, verdicts } from '../submissions/submission.ts'
import type { Submissions, SubmissionView } from '../submissions/submissions.ts'
import { dateSchema, declare, idParam, ifMatchHeader, listOf, reuseSchema } from './answers.ts'
import { useSchema } from './chapter-sources.ts'
import { paperAnswer, WORD, WORKBOOK, workbookFile } from './papers.ts'
import { shownBrief } from './reuse.ts'

/** Nobody prints more; the spreadsheet has them all. */
const MOST = 5000

const states = z.enum(submissionStates)
export const submissionSchema = z
  .object({
    id: z.string(),
    number: z.string().meta({ description: '稿号' }),
    item: z.object({
      id: z.string(),
      title: z.string(),
      referenceCode: z.string().nullable(),
      date: dateSchema,
      creators: z.array(z.string()),
      charCount: z.int(),
      textRevision: z.int().nullable(),
    }),
    receivedDate: z.string(),
    contributor: z.string(),
    county: z.string(),
    topicId: z.string().nullable(),
    checks: z.partialRecord(z.enum(checkNames), z.object({ verdict: z.enum(verdicts), note: z.string() })),
    state: states,
    reason: z.string(),
    decidedName: z.string(),
    decidedAt: z.string(),
    use: useSchema,
    reuse: reuseSchema.nullable(),
    revision: z.int(),
  })
  .meta({ id: 'Submission' })
const openSchema = submissionSchema
  .extend({
    history: z.array(
      z.object({
        revision: z.int(),
        state: states,
        reason: z.string(),
        fields: z.array(z.string()).meta({ description: '`chapters`: it followed them, and the reason names the one' }),
        actorName: z.string(),
        at: z.string(),
      }),
    ),
  })
  .meta({ id: 'OpenSubmission' })

export const shownSubmission = ({ item, itemId: _, usage, reuse, ...submission }: SubmissionView) => ({
  ...submission,
  item: {
    id: item.id,
    title: item.title,
    referenceCode: item.referenceCode,
    date: item.date,
    creators: item.creators,
    charCount: item.charCount,
    textRevision: item.textRevision,
  },
  use: usage,
  reuse: reuse && shownBrief(reuse),
})
const opened = ({ history, ...view }: SubmissionView & { history: Step[] }) => ({
  ...shownSubmission(view),
  history: history.map(({ actorId: _, ...step }) => step),
})
const answered = (view: SubmissionView) => ok(shownSubmission(view), { etag: revisionTag(view.revision) })
const answers = { 200: { description: 'the submission', schema: submissionSchema } }

export const submissionRoutes = (
  submissions: Submissions,
  settings: Pick<Settings, 'officeName'>,
  word: WordWriter,
  tables: TableWriter,
): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/submissions',
    summary: '稿件：按处理、县区、选题、收稿期间、用稿筛选',
    tag: 'submissions',
    query: submissionQuery,
    answers: {
      200: {
        description: 'with how many there are in each state, and the counties they come from',
        schema: listOf(submissionSchema).extend({
          counts: z.partialRecord(states, z.int()),
          counties: z.array(z.string()),
        }),
      },
    },
    async handle({ actor, query }) {
      const { items, ...found } = await submissions.list(actor, query)
      return ok({ ...found, page: query.page, size: query.size, items: items.map(shownSubmission) })
    },
  }),
  declare({
    method: 'post',
    path: '/api/v1/submissions',
    summary: '登记为稿件：几件，或一批征集、一次检索的全部文稿',
    tag: 'submissions',
    body: z.union([itemsInput, accessionInput, z.strictObject({ hits: searchFilters })]).meta({ id: 'NewSubmissions' }),
    answers: {
      200: {
        description: 'those that are submissions already stay as they are',
        schema: z.object({ made: z.int(), known: z.int(), numbers: z.array(z.string()) }),
      },
    },
    handle: async ({ actor, body }) => ok(await submissions.register(actor, body)),
  }),
  declare({
    method: 'patch',
    path: '/api/v1/submissions',
    summary: '成批处理：各按所见的一版',
    tag: 'submissions',
    body: submissionSteps,
    answers: {
      200: {
        description: 'what became of each',
        schema: z.object({
          items: z.array(z.object({ id: z.string(), outcome: z.enum(['done', 'stale', 'absent']) })),
        }),
      },
    },
    handle: async ({ actor, body }) => ok({ items: await submissions.stepMany(actor, body) }),
  }),
  declare({
    method: 'get',
    path: '/api/v1/submission-register',
    summary: '稿件登记：任一筛选，可打印，或 Word、Excel 文件',
    tag: 'submissions',
    query: submissionFilters.extend({ format: z.enum(['html', 'docx', 'xlsx']).default('html') }),
    answers: {
      200: { description: 'a page to print, a .docx or an .xlsx file', mediaType: ['text/html', WORD, WORKBOOK] },
    },
    async handle({ actor, query, language }) {
      const { format, ...filters } = query
      const { title, columns, row } = registerPaper(language)
      const views = submissions.walk(actor, filters)
      // Who may not is told before the file begins.
      const first = await views.next()
      async function* rows(most: number) {
        let place = 0
        for (let next = first; !next.done && place < most; next = await views.next()) yield row(next.value, ++place)
      }
      const officeName = await settings.officeName()
      if (format === 'xlsx') {
        const lines = officeName ? [officeName] : []
        const sheet = { name: title, title, lines, columns, rows: rows(Number.POSITIVE_INFINITY) }
        return workbookFile(tables.write([{ ...sheet, isForm: true, isLandscape: true }]), title)
      }
      const table = {
        is: 'table' as const,
        head: columns.map(({ heading }) => heading),
        widths: columns.map(({ width }) => width),
        numeric: columns.flatMap(({ isNumeric }, i) => (isNumeric ? [i] : [])),
        rows: await Array.fromAsync(rows(MOST)),
      }
      const facts: [string, string][] = officeName ? [['', officeName]] : []
      const parts = [...(facts.length ? [{ is: 'facts' as const, rows: facts }] : []), table]
      return paperAnswer(word, { title, isLandscape: true, signatures: [], parts }, '', format, language)
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/submissions/:id',
    summary: '一件稿件，及其经过',
    tag: 'submissions',
    params: idParam,
    answers: { 200: { description: 'the history newest first', schema: openSchema } },
    async handle({ actor, params }) {
      const found = await submissions.get(actor, params.id)
      return ok(opened(found), { etag: revisionTag(found.revision) })
    },
  }),
  declare({
    method: 'patch',
    path: '/api/v1/submissions/:id',
    summary: '改登记项、记初筛（须带 If-Match）',
    tag: 'submissions',
    params: idParam,
    headers: ifMatchHeader,
    body: submissionPatch,
    answers,
    handle: async ({ actor, params, body, request }) =>
      answered(await submissions.change(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    method: 'put',
    path: '/api/v1/submissions/:id/state',
    summary: '处理：采用、存稿、退改、退稿、转送……（须带 If-Match）',
    tag: 'submissions',
    params: idParam,
    headers: ifMatchHeader,
    body: submissionStep,
    answers,
    handle: async ({ actor, params, body, request }) =>
      answered(await submissions.step(actor, params.id, body, ifMatchOf(request))),
  }),
]
