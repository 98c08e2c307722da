/** A Match as Elasticsearch's query DSL: only term-level and phrase queries over tokens we made, never a query string. */
import type { estypes } from '@elastic/elasticsearch'
import type { IndexScope, Match, SearchHit, SearchRequest, TextField } from '../../ports/search-index.ts'

type Query = estypes.QueryDslQueryContainer

const columns: Record<TextField, readonly string[]> = {
  title: ['title_key'],
  author: ['author_key'],
  names: ['names_key'],
  text: ['key', 'plain_key', 'furniture_key'],
}
const boost: Partial<Record<TextField, number>> = { title: 3, author: 2, names: 2 }

/** A phrase as a stretch of a field. */
function interval(tokens: readonly string[], prefix: boolean): estypes.QueryDslIntervalsContainer {
  if (!prefix) return { match: { query: tokens.join(' '), analyzer: 'whitespace', ordered: true, max_gaps: 0 } }
  const parts = tokens.map((token, i) =>
    i < tokens.length - 1 ? { match: { query: token, analyzer: 'whitespace' } } : { prefix: { prefix: token } },
  )
  return { all_of: { ordered: true, max_gaps: 0, intervals: parts } }
}

function phrase(name: string, weight: number, tokens: readonly string[], prefix: boolean): Query {
  const [only] = tokens
  if (prefix && tokens.length === 1) return { prefix: { [name]: { value: only!, boost: weight } } }
  if (prefix) return { intervals: { [name]: { ...interval(tokens, true), boost: weight } } }
  if (tokens.length === 1) return { term: { [name]: { value: only!, boost: weight } } }
  return { match_phrase: { [name]: { query: tokens.join(' '), boost: weight } } }
}

const any = (should: Query[]): Query =>
  should.length === 1 ? should[0]! : { bool: { should, minimum_should_match: 1 } }

export function toQuery(match: Match): Query {
  switch (match.is) {
    case 'all':
      return { match_all: {} }
    case 'phrase':
      return any(
        match.fields.flatMap((field) =>
          columns[field].map((name) => phrase(name, boost[field] ?? 1, match.tokens, match.prefix ?? false)),
        ),
      )
    case 'near': {
      const intervals = match.phrases.map(({ tokens, prefix }) => interval(tokens, prefix ?? false))
      const near = { all_of: { ordered: false, max_gaps: match.distance, intervals } }
      return any(match.fields.flatMap((field) => columns[field].map((name) => ({ intervals: { [name]: near } }))))
    }
    case 'value':
      return { constant_score: { filter: { terms: { [match.field]: [...match.values] } } } }
    case 'days': {
      const filter: Query[] = [{ exists: { field: 'day_min' } }]
      if (match.to !== null) filter.push({ range: { day_min: { lte: match.to } } })
      if (match.from !== null) filter.push({ range: { day_max: { gte: match.from } } })
      return { bool: { filter } }
    }
    case 'mentions': {
      const bounds = {
        ...(match.from === null ? {} : { gte: match.from }),
        ...(match.to === null ? {} : { lte: match.to }),
      }
      return { bool: { filter: [{ range: { mentions: bounds } }] } }
    }
    case 'and': {
      const must = match.of.filter((part) => part.is !== 'not').map(toQuery)
      const mustNot = match.of.flatMap((part) => (part.is === 'not' ? [toQuery(part.of)] : []))
      return { bool: { must: must.length ? must : [{ match_all: {} }], must_not: mustNot } }
    }
    case 'or':
      return match.of.length ? any(match.of.map(toQuery)) : { match_none: {} }
    case 'not':
      return { bool: { must: [{ match_all: {} }], must_not: [toQuery(match.of)] } }
  }
}

function scopeFilter({ classes, alsoItems }: IndexScope): Query {
  const should: Query[] = [{ terms: { access: [...classes] } }]
  if (alsoItems.length)
    should.push({
      bool: { filter: [{ terms: { item: [...alsoItems] } }], must_not: [{ term: { access: 'withdrawn' } }] },
    })
  return any(should)
}

export const boundedQuery = ({ match, scope }: Pick<SearchRequest, 'match' | 'scope'>): Query => ({
  bool: { must: [toQuery(match)], filter: [scopeFilter(scope)] },
})

/** Stands for no date: the greatest whole number that is the same on both sides of JSON. */
const UNDATED = Number.MAX_SAFE_INTEGER

export function sortOf({ sort }: Pick<SearchRequest, 'sort'>): estypes.SortCombinations[] {
  const by: Record<SearchRequest['sort'], estypes.SortCombinations[]> = {
    relevance: [{ _score: { order: 'desc' } }],
    date: [{ day_min: { order: 'asc', missing: UNDATED } }],
    title: [{ title_sort: { order: 'asc', missing: '_last' } }],
    referenceCode: [{ code_sort: { order: 'asc', missing: '_last' } }],
    number: [],
  }
  return [...by[sort], { number: { order: 'asc' } }]
}

/** What the server sorted by, as places have it. */
export const keyOf = (sort: SearchRequest['sort'], values: estypes.SortResults = []): SearchHit['key'] =>
  sort === 'number' || values[0] === UNDATED ? null : (values[0] as SearchHit['key'])

export const searchAfter = ({
  sort,
  after,
}: Pick<SearchRequest, 'sort' | 'after'>): { search_after?: estypes.SortResults } => {
  if (!after) return {}
  const key = sort === 'date' ? (after.key ?? UNDATED) : after.key
  return { search_after: [...(sort === 'number' ? [] : [key]), after.number] }
}
