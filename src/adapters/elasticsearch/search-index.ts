/** The search index in Elasticsearch, through the official client. A copy of the records, never the archive. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Client, errors, type estypes } from '@elastic/elasticsearch'
import { Fault } from '../../faults.ts'
import type { Log } from '../../ports/log.ts'
import {
  type FacetName,
  type IndexDocument,
  type IndexStamp,
  mostValues,
  type SearchAnswer,
  type SearchIndex,
  type WriteOutcome,
} from '../../ports/search-index.ts'
import { mappings, settings, sourceOf } from './mapping.ts'
import { boundedQuery, sortOf } from './query.ts'

const LIMIT = 10_000
const BULK_LIMIT = 120_000
/** 5–10 MB a request is enough; the server is the limit (performance.md §3). */
const BULK_BYTES = 3 * (1 << 20)
const IN_FLIGHT = 2
const BUSY_TRIES = 5

interface Action {
  item: string
  lines: string
}

/** Whatever keeps the server from answering is one fault; a wrong request of ours flies. */
function unavailable(error: unknown): unknown {
  if (error instanceof Fault) return error
  if (error instanceof errors.ResponseError) {
    const status = error.statusCode ?? 0
    const isMissing = status === 404 && JSON.stringify(error.body ?? '').includes('index_not_found')
    const isDown = status === 429 || status >= 500 || status === 401 || status === 403 || isMissing
    return isDown ? new Fault('search.unavailable', {}, { cause: error }) : error
  }
  return new Fault('search.unavailable', {}, { cause: error })
}

export function createElasticsearchIndex(options: {
  url: string
  apiKey: string | null
  caFile: string | null
  prefix: string
  log: Log
}): SearchIndex {
  const { prefix, log } = options
  const client = new Client({
    node: options.url,
    ...(options.apiKey ? { auth: { apiKey: options.apiKey } } : {}),
    ...(options.caFile ? { tls: { ca: readFileSync(options.caFile) } } : {}),
    requestTimeout: LIMIT,
    maxRetries: 1,
  })

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw unavailable(error)
    }
  }

  /** One bulk request; items refused for being busy are tried again, with growing rests. */
  async function send(index: string, actions: readonly Action[]): Promise<WriteOutcome[]> {
    const outcomes: WriteOutcome[] = []
    let left = [...actions]
    for (let tries = 0; left.length > 0; tries++) {
      const answer = (await client.transport.request(
        { method: 'POST', path: `/${index}/_bulk`, bulkBody: left.map(({ lines }) => lines).join('') },
        { requestTimeout: BULK_LIMIT, headers: { 'content-type': 'application/x-ndjson', accept: 'application/json' } },
      )) as estypes.BulkResponse
      const busy: Action[] = []
      for (const [i, entry] of answer.items.entries()) {
        const [result] = Object.values(entry)
        const action = left[i]!
        const status = result?.status ?? 500
        if (status < 300 || status === 404) outcomes.push({ item: action.item, outcome: 'written' })
        else if (status === 409) outcomes.push({ item: action.item, outcome: 'older' })
        else if ((status === 429 || status >= 500) && tries < BUSY_TRIES) busy.push(action)
        else
          outcomes.push({
            item: action.item,
            outcome: 'failed',
            reason: `${status} ${result?.error?.type ?? ''} ${result?.error?.reason ?? ''}`.trim(),
          })
      }
      left = busy
      if (left.length) await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** tries))
    }
    return outcomes
  }

  /** Batches by size, two on the way at a time. */
  async function bulk(index: string, actions: Iterable<Action>): Promise<WriteOutcome[]> {
    const outcomes: WriteOutcome[] = []
    const flying = new Set<Promise<void>>()
    let batch: Action[] = []
    let bytes = 0
    const launch = async () => {
      const sent = batch
      batch = []
      bytes = 0
      const flight: Promise<void> = send(index, sent).then((done) => {
        outcomes.push(...done)
        flying.delete(flight)
      })
      flying.add(flight)
      flight.catch(() => undefined)
      if (flying.size >= IN_FLIGHT) await Promise.race(flying)
    }
    for (const action of actions) {
      batch.push(action)
      bytes += action.lines.length * 2
      if (bytes >= BULK_BYTES) await launch()
    }
    if (batch.length) await launch()
    await Promise.all(flying)
    return outcomes
  }

  const put = (document: IndexDocument): Action => ({
    item: document.item,
    lines: `{"index":{"_id":"${document.item}","version":${document.seq},"version_type":"external"}}\n${sourceOf(document)}\n`,
  })
  const drop = ({ item, seq }: { item: string; seq: number }): Action => ({
    item,
    lines: `{"delete":{"_id":"${item}","version":${seq},"version_type":"external"}}\n`,
  })

  async function present(): Promise<string | null> {
    try {
      const found = await client.indices.getAlias({ name: prefix })
      return Object.keys(found)[0] ?? null
    } catch (error) {
      if (error instanceof errors.ResponseError && error.statusCode === 404) return null
      throw error
    }
  }

  const refresh = (index: string) => client.indices.refresh({ index }, { requestTimeout: BULK_LIMIT })

  /** Removes what is ours beside `kept`: the former index, and what an interrupted rebuild left. `wenshi` is not to touch `wenshi-test-…`. */
  async function clear(kept: string): Promise<void> {
    const ours = new RegExp(`^${prefix}-\\d{8}-\\d+-[0-9a-f]{8}$`)
    const names = Object.keys(await client.indices.getAlias({ index: `${prefix}-*` }))
    const stale = names.filter((name) => name !== kept && ours.test(name))
    if (stale.length) await client.indices.delete({ index: stale })
  }

  async function through(actions: Iterable<Action>): Promise<WriteOutcome[]> {
    return guarded(async () => {
      // Writing to a name that is no alias would make an index of that name with guessed fields.
      const index = await present()
      if (!index) throw new Fault('search.unavailable', { reason: 'missing' })
      const outcomes = await bulk(index, actions)
      await refresh(index)
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
        const aggs = Object.fromEntries(
          request.facets.map((facet) => [
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
        const answer = await client.search<{ item: string; number: number; seq: number }>(
          {
            index: prefix,
            query: boundedQuery(request) as never,
            sort: sortOf(request),
            from: request.from,
            size: request.size,
            track_total_hits: true,
            track_scores: request.sort === 'relevance',
            ...(request.facets.length ? { aggs } : {}),
            timeout: '8s',
          },
          // Somebody waits: the second try comes at once, then the embedded index answers.
          { retryBackoff: () => 0 },
        )
        if (answer.timed_out || answer._shards.failed > 0) throw new Fault('search.unavailable')
        const { total } = answer.hits
        return {
          total: typeof total === 'number' ? total : (total?.value ?? 0),
          hits: answer.hits.hits.map(({ _source, _score }) => ({ ..._source!, score: _score ?? 0 })),
          facets: facetsOf(answer.aggregations, request.facets),
        }
      }),
    stamp: () =>
      guarded(async () => {
        const index = await present()
        if (!index) return null
        const found = await client.indices.getMapping({ index })
        return (found[index]?.mappings._meta as IndexStamp | undefined) ?? null
      }),
    count: () => guarded(async () => (await client.count({ index: prefix })).count),
    rebuild: (stamp) =>
      guarded(async () => {
        const day = new Date().toISOString().slice(0, 10).replaceAll('-', '')
        const index = `${prefix}-${day}-${stamp.foldVersion}-${randomBytes(4).toString('hex')}`
        // An index that nobody searches is hardly refreshed (search.idle); to say so would cost two more changes of the cluster's state.
        await client.indices.create({
          index,
          mappings: mappings(stamp) as estypes.MappingTypeMapping,
          settings: settings as never,
        })
        return {
          write: (documents) => guarded(() => bulk(index, documents.map(put))),
          remove: (removals) => guarded(() => bulk(index, removals.map(drop))),
          complete: () =>
            guarded(async () => {
              await refresh(index)
              const former = await present()
              await client.indices.updateAliases({
                actions: [
                  { add: { index, alias: prefix } },
                  // One step: what asks by the alias never finds both, or none.
                  ...(former ? [{ remove_index: { index: former } }] : []),
                ],
              })
              await clear(index).catch((error) => log.warn({ err: error }, 'a former index was left behind'))
            }),
          abandon: () =>
            guarded(async () => {
              // The switch may have happened though its answer was lost.
              if ((await present()) !== index) await client.indices.delete({ index, ignore_unavailable: true })
            }),
        }
      }),
    close: () => client.close(),
  }
}
