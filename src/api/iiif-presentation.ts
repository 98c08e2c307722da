/** /iiif/presentation and /iiif/search: an item as a manifest (Presentation API 3.0), and where a query stands in it (Content Search API 2.0). */
import { hash } from 'node:crypto'
import { z } from 'zod'
import type { OriginOf } from '../http/origin.ts'
import type { Route } from '../http/route.ts'
import type { Canvas } from '../images/canvases.ts'
import type { Presentations } from '../images/presentation.ts'
import type { Actor } from '../policy.ts'
import type { ItemOccurrences, Search } from '../search/search.ts'
import { declare, idParam } from './answers.ts'
import { conditional, LD_JSON, linked, shared } from './iiif-answers.ts'
import { canvasUri, manifestOf, transcriptionOf } from './iiif-manifest.ts'

const PRESENTATION = 'http://iiif.io/api/presentation/3/context.json'
const SEARCH = 'http://iiif.io/api/search/2/context.json'
const HITS_A_PAGE = 100

const languages = z.record(z.string(), z.array(z.string()))
const annotation = z.looseObject({ id: z.url(), type: z.literal('Annotation'), motivation: z.string() })
const annotationPage = z
  .looseObject({ '@context': z.string(), id: z.url(), type: z.literal('AnnotationPage'), items: z.array(annotation) })
  .meta({ id: 'AnnotationPage' })
const manifest = z
  .looseObject({
    '@context': z.array(z.string()),
    id: z.url(),
    type: z.literal('Manifest'),
    label: languages,
    metadata: z.array(z.object({ label: languages, value: languages })),
    rights: z.url(),
    requiredStatement: z.object({ label: languages, value: languages }),
    items: z
      .array(
        z.looseObject({
          id: z.url(),
          type: z.literal('Canvas'),
          label: languages,
          width: z.int(),
          height: z.int(),
          items: z.array(z.looseObject({ type: z.literal('AnnotationPage') })),
        }),
      )
      .min(1),
  })
  .meta({ id: 'Manifest', description: 'IIIF Presentation API 3.0' })
const json = ['application/json', LD_JSON]
const headers = conditional.extend({ accept: z.string().optional() })
const known = { 304: { description: 'it is known already' } }

/** Of what is answered, address and all. */
const tagOf = (body: object): string => hash('sha256', JSON.stringify(body)).slice(0, 32)

/** Content Search 2.0 has these too; §4.2.4: what is not looked at is named. */
const unused = ['motivation', 'date', 'user'] as const
const searchQuery = z.object({
  q: z.string().max(8000),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  ...Object.fromEntries(unused.map((name) => [name, z.string().optional()])),
})

interface Asked {
  base: string
  itemId: string
  q: string
  page: number
  ignored: readonly string[]
}

function hitsOf(
  { base, itemId, q, page, ignored }: Asked,
  canvases: readonly Canvas[],
  { textRevision, total, occurrences }: ItemOccurrences,
) {
  const service = `${base}/iiif/search/2/${itemId}`
  const at = (n: number) => ({
    id: `${service}?${new URLSearchParams({ q, page: String(n) })}`,
    type: 'AnnotationPage',
  })
  const last = Math.max(1, Math.ceil(total / HITS_A_PAGE))
  const placed = occurrences.map(({ start, end, page: number, quote }) => ({
    id: `${service}/annotation/${textRevision}/${start}-${end}`,
    canvas: canvases.find(({ textPages }) => textPages.includes(number ?? 0)) ?? canvases[0]!,
    quote: quote!,
  }))
  return {
    '@context': SEARCH,
    ...at(page),
    partOf: {
      id: `${service}?${new URLSearchParams({ q })}`,
      type: 'AnnotationCollection',
      total,
      first: at(1),
      last: at(last),
    },
    ...(page < last ? { next: at(page + 1) } : {}),
    ...(page > 1 ? { prev: at(page - 1) } : {}),
    startIndex: (page - 1) * HITS_A_PAGE,
    ...(ignored.length ? { ignored } : {}),
    items: placed.map(({ id, canvas, quote }) => ({
      id,
      type: 'Annotation',
      motivation: 'supplementing',
      body: { type: 'TextualBody', value: quote.exact, language: 'zh', format: 'text/plain' },
      target: canvasUri(base, itemId, canvas),
    })),
    annotations: [
      {
        type: 'AnnotationPage',
        items: placed.map(({ id, quote }) => ({
          id: `${id}/context`,
          type: 'Annotation',
          motivation: 'contextualizing',
          target: { type: 'SpecificResource', source: id, selector: [{ type: 'TextQuoteSelector', ...quote }] },
        })),
      },
    ],
  }
}

export const presentationRoutes = (
  presentations: Presentations,
  search: Search,
  originOf: OriginOf,
): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/iiif/presentation/3/:id/manifest',
    summary: 'IIIF 清单（Presentation API 3.0）：页、著录、权利',
    tag: 'iiif',
    params: idParam,
    headers,
    answers: { 200: { description: 'the item', schema: manifest, mediaType: json }, ...known },
    async handle({ actor, params, request }) {
      const presented = await presentations.present(actor, params.id)
      const body = manifestOf(originOf(request), presented)
      return linked(request, PRESENTATION, shared({ tag: tagOf(body), isPublic: presented.isPublic }), () => body)
    },
  }),
  declare({
    method: 'get',
    path: '/iiif/presentation/3/:id/canvas/:key/transcription',
    summary: 'IIIF 注释页：一页的文字',
    tag: 'iiif',
    params: idParam.extend({ key: idParam.shape.id }),
    headers,
    answers: { 200: { description: 'the text of the page', schema: annotationPage, mediaType: json }, ...known },
    async handle({ actor, params, request }) {
      const { text, isPublic } = await presentations.transcription(actor, params.id, params.key)
      const body = transcriptionOf(originOf(request), params.id, params.key, text)
      return linked(request, PRESENTATION, shared({ tag: tagOf(body), isPublic }), () => body)
    },
  }),
  declare({
    method: 'get',
    path: '/iiif/search/2/:id',
    summary: 'IIIF 件内检索（Content Search API 2.0）',
    tag: 'iiif',
    params: idParam,
    query: searchQuery,
    headers,
    answers: { 200: { description: 'every occurrence', schema: annotationPage, mediaType: json }, ...known },
    async handle({ actor, params, query, request }) {
      const { item, canvases, isPublic } = await presentations.present(actor, params.id)
      const found = await search.occurrences(actor, params.id, query.q, {
        revision: item.textRevision,
        keep: [],
        quoted: { from: (query.page - 1) * HITS_A_PAGE, size: HITS_A_PAGE },
      })
      const ignored = unused.filter((name) => name in query && (query as Record<string, unknown>)[name] !== undefined)
      const asked = { base: originOf(request), itemId: params.id, q: query.q, page: query.page, ignored }
      const body = hitsOf(asked, canvases, found)
      return linked(request, SEARCH, shared({ tag: tagOf(body), isPublic }), () => body)
    },
  }),
]
