/** /chapters/:id/sources and its kin, /items/:id/uses: from the book to the archive and back. */
import { z } from 'zod'
import { keepNames } from '../hanzi/keep.ts'
import { ifMatchOf, revisionTag } from '../http/precondition.ts'
import { ok, type Route } from '../http/route.ts'
import type { Actor } from '../policy.ts'
import { takenOverInput } from '../publications/input.ts'
import { plateKinds } from '../publications/plate.ts'
import type { ItemUse, PassageLine, PlateUse, Sources } from '../publications/sources.ts'
import { useStates } from '../publications/use.ts'
import { declare, idParam, ifMatchHeader, printedSchema, shownPrinted } from './answers.ts'
import { answeredChapter, chapterAnswers } from './chapters.ts'

const range = z.object({ start: z.int(), end: z.int() })
const states = z.enum(['valid', 'moved', 'lost']).meta({
  description:
    '有效: where it was; 变动: the same characters elsewhere; 失锚: not there, or not to be told from what looks like it',
})
const pieceSchema = z
  .object({
    source: z.int(),
    start: z.int().meta({ description: 'UTF-16 offset in the stated version of the source' }),
    end: z.int(),
    chapter: range.meta({ description: 'UTF-16 offsets in the text of the chapter' }),
    page: z.int().nullable(),
    referenceCode: z.string().nullable(),
    state: states.nullable().meta({ description: 'null: its source is not for this reader' }),
    now: range.nullable().meta({ description: 'in the present version of the source' }),
  })
  .meta({ id: 'ChapterPassage' })
const sourcesSchema = z
  .object({
    revision: z.int().meta({ description: 'of the chapter' }),
    sources: z.array(
      z.object({
        source: z.int(),
        itemId: z.string(),
        title: z.string().nullable().meta({ description: 'null: not there any more, or not for this reader' }),
        referenceCode: z.string().nullable(),
        textRevision: z.int(),
        presentRevision: z.int().nullable(),
        start: z.int(),
        end: z.int(),
      }),
    ),
    sentences: z.array(range.extend({ isEdited: z.boolean(), pieces: z.array(pieceSchema) })),
  })
  .meta({ id: 'ChapterSources' })
const changesSchema = z
  .object({
    revision: z.int().meta({ description: 'of the chapter' }),
    changes: z.array(
      z.object({
        id: z.string(),
        source: z.int(),
        textRevision: z.int().meta({ description: 'the newer one, for taken-over' }),
        before: z.string(),
        after: z.string(),
        chapter: range
          .nullable()
          .meta({ description: 'null: the chapter does not have that place; it cannot be taken over' }),
        isEdited: z.boolean().meta({ description: 'the editor has changed this place: taking over writes over that' }),
      }),
    ),
  })
  .meta({ id: 'SourceChanges' })
const partsOf = (own: 'removed' | 'added') => z.array(z.object({ kind: z.enum(['same', own]), text: z.string() }))
const comparisonSchema = z
  .object({
    revision: z.int(),
    rows: z.array(
      z.object({
        source: range.extend({ source: z.int(), parts: partsOf('removed') }).nullable(),
        chapter: range.extend({ parts: partsOf('added') }).nullable(),
        page: z.int().nullable(),
        state: states.nullable().meta({ description: 'the worst of its passages; null: it has none' }),
      }),
    ),
  })
  .meta({ id: 'ChapterComparison' })
export const useSchema = z
  .object({
    state: z.enum(useStates),
    total: z.int().meta({
      description: 'characters that a reader reads, without the title and byline that the book prints itself',
    }),
    used: z.int(),
    left: z.array(range).meta({ description: 'UTF-16 offsets in the present text of what is in no chapter' }),
    volumes: z.array(z.object({ volumeId: z.string(), used: z.int() })),
  })
  .meta({ id: 'ItemUse', description: '已用, 部分用, 未用' })
const usedIn = z.object({
  id: z.string(),
  seriesTitle: z.string(),
  number: z.int().nullable(),
  title: z.string(),
})
const usesSchema = z
  .object({
    use: useSchema,
    printed: printedSchema.nullable(),
    total: z.int(),
    items: z.array(
      z.object({
        volume: usedIn,
        chapter: z.object({ id: z.string(), title: z.string(), revision: z.int() }),
        textRevision: z.int(),
        presentRevision: z.int(),
        passages: z.array(pieceSchema),
      }),
    ),
    plates: z
      .array(
        z.object({
          id: z.string(),
          volume: usedIn,
          kind: z.enum(plateKinds),
          chapterId: z.string().nullable(),
          page: z.int(),
          isCut: z.boolean(),
        }),
      )
      .meta({ description: 'pictures made of it, the first placed first' }),
  })
  .meta({ id: 'ItemUses' })

const shownPiece = ({ now, ...piece }: PassageLine) => ({
  ...piece,
  state: now?.state ?? null,
  now: now && now.state !== 'lost' ? { start: now.start, end: now.end } : null,
})
const shownVolume = ({ id, seriesTitle, number, title }: ItemUse['volume']) => ({ id, seriesTitle, number, title })
const shownPlate = ({ plate: { id, kind, chapterId, page, crop }, volume }: PlateUse) => ({
  id,
  volume: shownVolume(volume),
  kind,
  chapterId,
  page,
  isCut: crop !== null,
})
const shownUse = ({ volume, chapter, passages, ...use }: ItemUse) => ({
  ...use,
  volume: shownVolume(volume),
  chapter: { id: chapter.id, title: chapter.title, revision: chapter.revision },
  passages: passages.map(shownPiece),
})
const ignoreParam = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter((name) => name !== ''))
  .pipe(z.array(z.enum(keepNames)))
  .transform((names) => new Set(names))
  .meta({ description: `differences that are none: ${keepNames.join(',')}` })

export const chapterSourceRoutes = (sources: Sources): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/chapters/:id/sources',
    summary: '逐句的出处：哪一件、哪一版、哪一页、哪几个字，现在如何',
    tag: 'chapters',
    params: idParam,
    answers: { 200: { description: 'sentence by sentence', schema: sourcesSchema } },
    async handle({ actor, params }) {
      const found = await sources.of(actor, params.id)
      return ok({
        revision: found.revision,
        sources: found.sources.map(({ item, ...line }) => ({
          ...line,
          title: item?.title ?? null,
          referenceCode: item?.referenceCode ?? null,
        })),
        sentences: found.sentences.map((sentence) => ({ ...sentence, pieces: sentence.pieces.map(shownPiece) })),
      })
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/chapters/:id/source-changes',
    summary: '原文有更正：逐处列出，问要不要采入本篇',
    tag: 'chapters',
    params: idParam,
    answers: { 200: { description: 'in the order of the sources', schema: changesSchema } },
    handle: async ({ actor, params }) => ok(await sources.changes(actor, params.id)),
  }),
  declare({
    method: 'put',
    path: '/api/v1/chapters/:id/taken-over',
    summary: '采入选定的更正，成为新的一稿（须带 If-Match）',
    tag: 'chapters',
    params: idParam,
    headers: ifMatchHeader,
    body: takenOverInput,
    answers: chapterAnswers,
    handle: async ({ actor, params, body, request }) =>
      answeredChapter(await sources.takeOver(actor, params.id, body, ifMatchOf(request))),
  }),
  declare({
    method: 'get',
    path: '/api/v1/chapters/:id/comparison',
    summary: '原文对照：逐段，逐字标出差别',
    tag: 'chapters',
    params: idParam,
    query: z.object({ ignore: ignoreParam }),
    answers: { 200: { description: 'in the order of the chapter', schema: comparisonSchema } },
    async handle({ actor, params, query }) {
      const { revision, rows } = await sources.compare(actor, params.id, query.ignore)
      return ok({ revision, rows }, { etag: revisionTag(revision) })
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/items/:id/uses',
    summary: '此件用在哪一辑、哪一篇、哪几个字，作哪几幅图',
    tag: 'chapters',
    params: idParam,
    answers: { 200: { description: 'chapters, the first made first', schema: usesSchema } },
    async handle({ actor, params }) {
      const { usage, uses, printed, plates } = await sources.uses(actor, params.id)
      return ok({
        use: usage,
        printed: printed && shownPrinted(printed),
        total: uses.length,
        items: uses.map(shownUse),
        plates: plates.map(shownPlate),
      })
    },
  }),
]
