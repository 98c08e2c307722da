/** The search index in Elasticsearch, through the official client. A copy of the records, never the archive. */
import type { estypes } from '@elastic/elasticsearch'
import { Fault } from '../../faults.ts'
import {
  type FacetName,
  mostValues,
  type SearchAnswer,
  type SearchIndex,
  type WriteOutcome,
} from '../../ports/search-index.ts'
import { type Action, BULK_LIMIT, createPosting, drop, put } from './bulk.ts'
import { behind, connect, guarded } from './client.ts'
import { createFilling, originOf } from './fill.ts'
import { boundedQuery, keyOf, searchAfter, sortOf } from './query.ts'

/** Of an answer, what is looked at. */
const READ =
  'filter_path=timed_out,_shards.failed,hits.total,hits.hits.fields,hits.hits._score,hits.hits.sort,aggregations.*.buckets'

export function createElasticsearchIndex(options: {
  url: string
  apiKey: string | null
  caFile: string | null
  prefix: string
}): SearchIndex {
  const { prefix } = options
  const client = connect(options)
  const path = `/${encodeURIComponent(prefix)}/_search`

  async function through(actions: readonly Action[]): Promise<WriteOutcome[]> {
    return guarded(async () => {
      const outcomes: WriteOutcome[] = []
      const posting = createPosting(client, prefix, (outcome) => outcomes.push(outcome))
      await posting.post(actions)
      await posting.end()
      await client.indices.refresh({ index: prefix }, { requestTimeout: BULK_LIMIT })
      return outcomes
    })
  }

  function facetsOf(
    aggregations: Record<string, estypes.AggregationsAggregate> | undefined,
    facets: readonly FacetName[],
  ): SearchAnswer['facets'] {
    const counted: SearchAnswer['facets'] = {}
    for (const facet of facets) {
      const { buckets = [] } = (aggregations?.[facet] ?? {}) as { buckets?: { key: string; doc_count: number }[] }
      counted[facet] = buckets.map(({ key, doc_count }) => ({ value: key, count: doc_count }))
    }
    return counted
  }

  return {
    engine: 'elasticsearch',
    write: (documents) => through(documents.map(put)),
    remove: (removals) => through(removals.map(drop)),
    search: (request) =>
      guarded(async () => {
        const facets = request.after ? [] : request.facets
        const aggs = Object.fromEntries(
          facets.map((facet) => [
            facet,
            {
              terms: {
                field: facet,
                size: request.mostValues ?? mostValues(facet),
                shard_size: Math.max(10_000, request.mostValues ?? 0),
                order: [{ _count: 'desc' as const }, { _key: 'asc' as const }],
              },
            },
          ]),
        )
        const body = {
          // From columns: the stored documents would have to be unpacked.
          _source: false,
          stored_fields: '_none_',
          docvalue_fields: ['item', 'number', 'seq'],
          query: boundedQuery(request),
          sort: sortOf(request),
          from: request.from,
          size: request.size,
          ...searchAfter(request),
          track_total_hits: !request.after,
          track_scores: request.sort === 'relevance',
          ...(facets.length ? { aggs } : {}),
          timeout: '8s',
        }
        const answer = await client.transport.request<estypes.SearchResponse>(
          { method: 'POST', path, querystring: READ, body },
          // Somebody waits: the second try comes at once, then the embedded index answers.
          { retryBackoff: () => 0 },
        )
        if (answer.timed_out || answer._shards.failed > 0) throw new Fault('search.unavailable')
        const { total, hits = [] } = answer.hits ?? {}
        return {
          total: typeof total === 'number' ? total : (total?.value ?? 0),
          hits: hits.map(({ fields, _score, sort }) => ({
            item: fields!.item[0],
            number: fields!.number[0],
            seq: fields!.seq[0],
            score: _score ?? 0,
            key: keyOf(request.sort, sort),
          })),
          facets: facetsOf(answer.aggregations, facets),
        }
      }),
    origin: () =>
      guarded(async () => {
        const index = await behind(client, prefix)
        if (!index) return null
        const meta = (await client.indices.getMapping({ index }))[index]?.mappings._meta
        return meta ? originOf(meta) : null
      }),
    count: () => guarded(async () => (await client.count({ index: prefix })).count),
    ...createFilling(client, prefix),
    close: () => client.close(),
  }
}
