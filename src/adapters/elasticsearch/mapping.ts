/** The index in Elasticsearch: built-in analysis only, so that any distribution of the server will do (chinese-text.md §5). */
import { decadesOf, type IndexDocument, type IndexOrigin, nameFields, yearsOf } from '../../ports/search-index.ts'

const keyword = { type: 'keyword' } as const
const long = { type: 'long' } as const
const tokens = { type: 'text', analyzer: 'whitespace' } as const

export const mappings = (origin: IndexOrigin) => ({
  dynamic: 'strict' as const,
  _meta: { ...origin },
  _source: { includes: ['item', 'number', 'seq'] },
  properties: {
    item: keyword,
    number: long,
    seq: long,
    kind: keyword,
    category: keyword,
    genre: keyword,
    accession: keyword,
    access: keyword,
    ...Object.fromEntries(nameFields.map((field) => [field, keyword])),
    decade: keyword,
    year: keyword,
    day_min: long,
    day_max: long,
    title_key: tokens,
    author_key: tokens,
    names_key: tokens,
    key: tokens,
    plain_key: tokens,
    furniture_key: tokens,
    mentions: { type: 'integer_range' as const },
    title_sort: keyword,
    code_sort: keyword,
  },
})

/** `gc_deletes`: for an hour a removal is remembered with its version, so that a late write of an older state stays away. */
export const settings = {
  number_of_shards: 1,
  number_of_replicas: 0,
  auto_expand_replicas: '0-1',
  gc_deletes: '1h',
  'query.default_field': ['key'],
  max_result_window: 10_000,
}

export const sourceOf = (document: IndexDocument): string =>
  JSON.stringify({
    item: document.item,
    number: document.number,
    seq: document.seq,
    kind: document.kind,
    category: document.category ?? undefined,
    genre: document.genre ?? undefined,
    accession: document.accession,
    access: document.access,
    ...document.names,
    decade: decadesOf(document),
    year: yearsOf(document),
    day_min: document.dayMin ?? undefined,
    day_max: document.dayMax ?? undefined,
    title_key: document.titleKey,
    author_key: document.authorKey,
    names_key: document.namesKey,
    key: document.key,
    plain_key: document.plainKey || undefined,
    furniture_key: document.furnitureKey || undefined,
    mentions: document.mentions.map(({ from, to }) => ({ gte: from, lte: to })),
    title_sort: document.titleSort || undefined,
    code_sort: document.codeSort || undefined,
  })
