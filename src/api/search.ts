/** /search. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Accessions } from '../accessions/accessions.ts'
import { risEntry } from '../citations/ris.ts'
import { keepNames } from '../hanzi/keep.ts'
import type { Cursors } from '../http/cursor.ts'
import { attachment } from '../http/range.ts'
import { ok, type Route } from '../http/route.ts'
import type { Language } from '../http/sentences.ts'
import type { Item } from '../items/item.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Actor } from '../policy.ts'
import { may } from '../policy.ts'
import type { Preservation } from '../preservation/preservation.ts'
import { printedPlace } from '../printed/printed.ts'
import { searchFilters, searchQuery } from '../search/input.ts'
import type { FacetValue } from '../search/naming.ts'
import type { Found, HitPlace, Search } from '../search/search.ts'
import { suggestionKinds } from '../search/suggest.ts'
import { declare, hitSchema, jobAnswer } from './answers.ts'
import { row } from './csv.ts'
import { shownJob } from './jobs.ts'

const kinds: Record<string, [zh: string, en: string]> = {
  text: ['文稿', 'Texts'],
  photograph: ['照片', 'Photographs'],
  scan: ['扫描件', 'Scans'],
  audio: ['录音', 'Sound'],
  video: ['录像', 'Film'],
  object: ['其他文件', 'Other files'],
}

function labelOf(
  facet: string,
  { value, label, isShared }: FacetValue,
  titles: ReadonlyMap<string, string>,
  language: Language,
): string {
  if (label !== undefined) return label
  if (isShared) return language === 'en' ? `${value} (several of that name)` : `${value}（同名）`
  if (facet === 'kind') return kinds[value]?.[language === 'en' ? 1 : 0] ?? value
  if (facet === 'decade') return language === 'en' ? `${value}s` : `${value}年代`
  if (facet === 'year') {
    const year = Number(value)
    if (language === 'en') return year > 0 ? value : `${1 - year} BC`
    return year > 0 ? `${year}年` : `公元前${1 - year}年`
  }
  return (facet === 'accession' && titles.get(value)) || value
}

const briefly = (item: Item) => ({
  id: item.id,
  kind: item.kind,
  title: item.title,
  referenceCode: item.referenceCode,
  date: item.date,
  creators: item.creators,
})

const shownHit = ({ item, thumbnailRatio, described, printed, ...hit }: Found['hits'][number]) => ({
  item: {
    ...briefly(item),
    ...(thumbnailRatio === null ? {} : { thumbnail: `/api/v1/items/${item.id}/thumbnail`, thumbnailRatio }),
    ...(printed ? { printed: printedPlace(printed) } : {}),
  },
  ...hit,
  described: described && { field: described.field, text: described.text, highlights: described.highlights },
})

type Line = { item: Item; occurrences: number }
const formats = {
  csv: {
    mediaType: 'text/csv; charset=utf-8',
    head: '\ufeffid,档号,题名,责任者,日期,类型,命中处\r\n',
    line: ({ item, occurrences }: Line) =>
      row([
        item.id,
        item.referenceCode ?? '',
        item.title,
        item.creators.join('；'),
        item.date?.text ?? '',
        item.kind,
        String(occurrences),
      ]),
    foot: '',
  },
  json: {
    mediaType: 'application/json; charset=utf-8',
    head: '[',
    // One hit a line, so that what was cut off can still be read.
    line: ({ item, occurrences }: Line, isFirst: boolean) =>
      `${isFirst ? '' : ','}\n${JSON.stringify({ ...briefly(item), occurrences })}`,
    foot: '\n]\n',
  },
  ris: {
    mediaType: 'application/x-research-info-systems; charset=utf-8',
    head: '',
    line: ({ item }: Line) => {
      const fields: [string, string][] = [
        ['TY', item.kind === 'text' ? 'MANSCPT' : 'ART'],
        ['ID', item.id],
        ['TI', item.title],
        ...item.creators.map((name): [string, string] => ['AU', name]),
        ['PY', item.date?.start?.slice(0, 4) ?? ''],
        ['CN', item.referenceCode ?? ''],
      ]
      return risEntry(fields)
    },
    foot: '',
  },
}

export const searchRoutes = (
  search: Search,
  accessions: Accessions,
  preservation: Preservation,
  jobs: Jobs,
  cursors: Cursors,
): Route<Actor>[] => [
  declare({
    method: 'get',
    path: '/api/v1/search',
    summary: '检索',
    tag: 'search',
    query: searchQuery,
    answers: {
      200: {
        description: 'what was found; total is exact unless totalRelation says otherwise',
        schema: z.object({
          total: z.int(),
          totalRelation: z.enum(['exact', 'atLeast']),
          occurrences: z.object({ count: z.int(), relation: z.enum(['exact', 'atLeast']) }),
          approximate: z.boolean(),
          engine: z.enum(['elasticsearch', 'sqlite']),
          tookMs: z.number(),
          applied: z.object({
            script: z.boolean(),
            variants: z.boolean(),
            width: z.boolean(),
            punctuation: z.boolean(),
          }),
          forms: z
            .array(z.object({ text: z.string(), count: z.int() }))
            .meta({ description: 'written forms that were united, over the hits read so far' }),
          alternatives: z
            .array(z.object({ text: z.string(), total: z.int() }))
            .meta({ description: '另有: other spellings that are found' }),
          notSearched: z.object({ imagesOnly: z.int(), unreadable: z.int() }),
          page: z.int(),
          size: z.int(),
          first: z.int().meta({ description: 'which of all the first hit here is, from 1' }),
          next: z.string().nullable().meta({
            description:
              'for `after`, in every order; null where nothing follows. A page may be short and go on all the same',
          }),
          hits: z.array(hitSchema),
          facets: z.record(z.string(), z.array(z.object({ value: z.string(), label: z.string(), count: z.int() }))),
        }),
      },
    },
    async handle({ actor, query, language }) {
      const started = performance.now()
      const after = query.after === undefined ? undefined : (cursors.open(query.after) as HitPlace)
      const { hits, facets, next, ...found } = await search.search(actor, query, after)
      const wanted = facets.accession?.map(({ value }) => value) ?? []
      const titles =
        wanted.length && may(actor, 'accession.read')
          ? await accessions.titles(actor, wanted)
          : new Map<string, string>()
      const labelled = Object.entries(facets).map(([name, values]) => [
        name,
        (values ?? []).map((one) => ({
          value: one.value,
          label: labelOf(name, one, titles, language),
          count: one.count,
        })),
      ])
      return ok({
        ...found,
        tookMs: Math.round((performance.now() - started) * 10) / 10,
        applied: Object.fromEntries(keepNames.map((name) => [name, !query.keep.includes(name)])),
        page: query.page,
        size: query.size,
        next: next && cursors.seal(next),
        hits: hits.map(shownHit),
        facets: Object.fromEntries(labelled),
      })
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/search/occurrences',
    summary: '全部命中处的总数',
    tag: 'search',
    query: searchFilters,
    answers: {
      200: {
        description: 'counted to the end; at least, where a text has more than can be told',
        schema: z.object({
          total: z.int(),
          occurrences: z.object({ count: z.int(), relation: z.enum(['exact', 'atLeast']) }),
        }),
      },
    },
    handle: async ({ actor, query }) => ok(await search.countAll(actor, query)),
  }),
  declare({
    method: 'get',
    path: '/api/v1/search/export',
    summary: '导出全部检索结果',
    tag: 'search',
    query: searchFilters.extend({ format: z.enum(['csv', 'json', 'ris']).default('csv') }),
    answers: {
      200: { description: 'all hits, streamed: text/csv, application/json (an array) or RIS', mediaType: 'text/csv' },
    },
    async handle({ actor, query, callerNow }) {
      const { head, line, foot, mediaType } = formats[query.format]
      // The first page is asked for before the answer begins, so that a wrong query is a problem and not a broken file.
      let page = await search.exportPage(actor, query, 0)
      async function* lines() {
        yield head
        for (let count = 0; ; ) {
          yield page.items.map((item) => line(item, count++ === 0)).join('')
          if (page.next === null) break
          page = await search.exportPage(await callerNow(), query, page.next)
        }
        yield foot
      }
      const headers = {
        'content-type': mediaType,
        'content-disposition': attachment(`检索结果.${query.format}`),
        'cache-control': 'no-store',
      }
      return { status: 200, stream: Readable.from(lines()), headers }
    },
  }),
  declare({
    method: 'get',
    path: '/api/v1/search/suggest',
    summary: '检索提示：题名，规范档中的人物、机构、地名等（用任一名称），档号；可用汉字或拼音',
    tag: 'search',
    query: z.object({ q: z.string().max(200) }),
    answers: {
      200: {
        description: 'the best of each kind, best first',
        schema: z.object({
          suggestions: z.array(
            z.object({
              kind: z.enum(suggestionKinds),
              text: z.string(),
              alias: z.string().nullable().meta({ description: 'the other name by which the authority was found' }),
              authorityId: z.string().nullable(),
              itemId: z.string().nullable(),
              count: z.int(),
            }),
          ),
        }),
      },
    },
    handle: async ({ actor, query }) => ok(await search.suggest(actor, query.q)),
  }),
  declare({
    method: 'get',
    path: '/api/v1/search/related',
    summary: '相近的词：命中处前后常见的词',
    tag: 'search',
    query: searchFilters,
    answers: {
      200: {
        description: 'the best first: by how often near, times log2 of all items through those that have the word',
        schema: z.object({
          words: z.array(
            z.object({
              text: z.string(),
              near: z.int().meta({ description: 'how often it stands near a place that was read' }),
              items: z.int().meta({ description: 'that the caller may read and that have it' }),
            }),
          ),
          read: z
            .int()
            .meta({ description: 'places that were read: of the first few hundred items, in the order received' }),
          around: z.int().meta({ description: 'near is: so many tokens to either side' }),
        }),
      },
    },
    handle: async ({ actor, query }) => ok(await search.related(actor, query)),
  }),
  declare({
    method: 'post',
    path: '/api/v1/search/rebuild',
    summary: '重建索引（后台任务；期间检索照常）',
    tag: 'search',
    answers: { 202: jobAnswer },
    async handle({ actor, language }) {
      return {
        status: 202,
        body: { job: shownJob(await jobs.get(actor, await preservation.requestRebuild(actor)), language) },
      }
    },
  }),
]
