/** Shapes of answers, for OpenAPI and for the clients typed from it. */
import { z } from 'zod'
import { ok, route } from '../http/route.ts'
import { depicted } from '../items/input.ts'
import { descriptionFields, reviewStates } from '../items/item.ts'
import type { Actor } from '../policy.ts'
import { type PrintedIn, partKinds, printedPlace } from '../printed/printed.ts'
import { reuseDecisions, reuseKinds } from '../reuse/pair.ts'
import { describedFields } from '../search/hits.ts'

export const declare = route<Actor>()

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
    present: z.unknown().optional().meta({ description: 'of a stale change: what is there now' }),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' })

export const fileProblem = z.object({ code: z.string(), detail: z.string() }).meta({ id: 'FileProblem' })
export const listOf = (item: z.ZodType) =>
  z.object({ total: z.int(), page: z.int(), size: z.int(), items: z.array(item) })

/** One page of a list as it is answered. */
export const paged = (found: { total: number; items: unknown[] }, { page, size }: { page: number; size: number }) =>
  ok({ total: found.total, page, size, items: found.items })

export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export const jobSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    subject: z.string(),
    state: z.enum(jobStates),
    attempts: z.int(),
    phase: z.string().nullable().meta({
      description:
        'what is under way: sqlite.fill, sqlite.merge, sqlite.switch, elasticsearch.fill …; `done` of `total` counts within it',
    }),
    done: z.int(),
    total: z.int().nullable(),
    result: z.unknown(),
    problem: fileProblem.nullable(),
    createdAt: z.string(),
    finishedAt: z.string().nullable(),
  })
  .meta({ id: 'Job' })
export const jobAnswer = { description: 'a job', schema: z.object({ job: jobSchema }) }

/** Said in the document only: that it is missing is told after what may not be done at all. */
export const ifMatchHeader = z.object({
  'if-match': z.string().meta({ description: 'the revision seen: "3", W/"3", or *' }),
})
export const idParam = z.object({ id: z.string().min(1).max(100) })
export const paging = {
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
}

export const dateSchema = z
  .object({
    text: z.string(),
    edtf: z.string().nullable(),
    calendar: z.string().nullable(),
    start: z.string().nullable(),
    end: z.string().nullable(),
  })
  .nullable()
/** The optional elements of the description, as far as they are set. */
const lists: readonly string[] = ['subjects', 'relatedItems', 'authorities']
const elements = Object.fromEntries(
  descriptionFields.map((field) => [
    field,
    (field === 'depicted' ? depicted : lists.includes(field) ? z.array(z.string()) : z.string()).optional(),
  ]),
)
export const reuseSchema = z
  .object({
    total: z.int(),
    items: z.array(
      z.object({
        itemId: z.string(),
        title: z.string(),
        referenceCode: z.string().nullable(),
        kind: z.enum(reuseKinds),
        characters: z.int(),
        share: z.number(),
        decision: z.enum(reuseDecisions).nullable(),
        printed: z.string().nullable().meta({ description: '已刊: in which volume, on which pages' }),
      }),
    ),
  })
  .meta({ id: 'Reuse', description: 'items whose texts share passages with this one: the first few, the most first' })

export const printedSchema = z
  .object({
    volumeId: z.string(),
    place: z.string().meta({ description: '《云川文史资料》第5辑第12—18页' }),
    seriesTitle: z.string(),
    number: z.int().nullable(),
    volumeTitle: z.string(),
    year: z.string(),
    kind: z.enum(partKinds),
    column: z.string(),
    title: z.string(),
    byline: z.string(),
    from: z.string().meta({ description: 'printed number of its first page; empty where none is printed' }),
    to: z.string(),
  })
  .meta({ id: 'PrintedIn', description: '已刊' })
export const shownPrinted = (of: PrintedIn) => ({
  volumeId: of.volumeId,
  place: printedPlace(of),
  seriesTitle: of.seriesTitle,
  number: of.number,
  volumeTitle: of.volumeTitle,
  year: of.year,
  kind: of.kind,
  column: of.column,
  title: of.title,
  byline: of.byline,
  from: of.from,
  to: of.to,
})

const span = z.tuple([z.int(), z.int()])
export const itemSchema = z
  .object({
    id: z.string(),
    accessionId: z.string(),
    containerId: z.string().nullable(),
    members: z.array(z.string()).optional(),
    kind: z.enum(['text', 'photograph', 'scan', 'audio', 'video', 'object']),
    access: z.enum(['open', 'internal', 'controlled']),
    withdrawn: z.object({ at: z.string(), reason: z.string() }).nullable(),
    deleted: z.object({ at: z.string(), reason: z.string() }).nullable(),
    title: z.string(),
    referenceCode: z.string().nullable(),
    date: dateSchema,
    creators: z.array(z.string()),
    persons: z.array(z.string()),
    places: z.array(z.string()),
    genre: z.string().nullable(),
    category: z.string().nullable(),
    caption: z.string().nullable(),
    review: z.enum(reviewStates).meta({ description: '待著录, 待审核, 入库: a filed description is locked' }),
    revision: z.int(),
    state: z.enum(['processing', 'ready', 'failed']),
    stages: z.array(
      z.object({
        name: z.string(),
        state: z.enum(['none', 'waiting', 'done', 'failed']),
        problem: fileProblem.optional(),
      }),
    ),
    searchable: z.boolean(),
    objects: z.array(
      z.object({
        id: z.string(),
        role: z.string(),
        filename: z.string(),
        originalPath: z.string().optional(),
        mediaType: z.string(),
        size: z.int(),
        sha256: z.string(),
        width: z.int().optional(),
        height: z.int().optional(),
        pages: z.int().optional(),
        encoding: z.string().optional(),
        derivedFrom: z.string().optional(),
        part: z
          .object({ from: z.int(), to: z.int() })
          .optional()
          .meta({ description: 'of a file that is of several items: its pages that are of this one' }),
      }),
    ),
    text: z.object({ revision: z.int(), charCount: z.int(), pages: z.int() }).nullable(),
    reuse: reuseSchema.optional(),
    printed: printedSchema.optional(),
    imageOnlyPages: z.int(),
    problem: fileProblem.optional(),
    warnings: z.array(fileProblem),
    createdAt: z.string(),
    updatedAt: z.string(),
    ...elements,
  })
  .meta({ id: 'Item' })

export const hitSchema = z
  .object({
    item: z.object({
      id: z.string(),
      kind: z.string(),
      title: z.string(),
      referenceCode: z.string().nullable(),
      date: dateSchema,
      creators: z.array(z.string()),
      thumbnail: z.string().optional(),
      thumbnailRatio: z.number().optional().meta({ description: 'width through height, before the picture arrives' }),
      printed: z.string().optional().meta({ description: '已刊: in which volume, on which pages' }),
    }),
    extent: z.object({ pages: z.int(), images: z.int() }).meta({ description: 'pages of its text, and pictures' }),
    textRevision: z.int().nullable(),
    score: z.number(),
    occurrences: z.int(),
    titleHighlights: z.array(span),
    snippets: z.array(
      z.object({
        text: z.string(),
        highlights: z.array(span).meta({ description: 'UTF-16 offsets within `text`' }),
        page: z.int().nullable(),
        pageLabel: z.string().meta({ description: 'as printed on that page, or empty' }),
        start: z.int().meta({ description: 'UTF-16 offset of `text` in the stored text version' }),
        joins: z.array(span).meta({ description: 'breaks within `text` that a reader closes' }),
      }),
    ),
    described: z
      .object({ field: z.enum(describedFields), text: z.string(), highlights: z.array(span) })
      .nullable()
      .meta({ description: 'where no snippet of the text answers: a slice of the description that does' }),
  })
  .meta({ id: 'Hit' })
