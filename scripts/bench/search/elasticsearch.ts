/** The same questions answered by Elasticsearch, against its bare `_search` with the same query, facets and order. */
import { Agent, request } from 'node:http'
import { boundedQuery, sortOf } from '../../../src/adapters/elasticsearch/query.ts'
import { scope, system } from '../../../src/policy.ts'
import { mostValues } from '../../../src/ports/search-index.ts'
import { searchQuery } from '../../../src/search/input.ts'
import { toMatch } from '../../../src/search/match.ts'
import { parseQuery } from '../../../src/search/parse.ts'
import { alternate, median, percentile, type Row } from '../rounds.ts'
import { type BenchArchive, sizeOf } from './archive.ts'
import { FACETS } from './bare.ts'
import { classes, repeated } from './embedded.ts'

const ROUNDS = 9

function post(agent: Agent, url: string, body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.once('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (answer.statusCode === 200) resolve(JSON.parse(text))
        else reject(new Error(`${answer.statusCode} ${text.slice(0, 300)}`))
      })
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

export async function elasticsearchRows(archive: BenchArchive): Promise<Row[]> {
  const { elastic } = archive
  if (!elastic) return []
  const agent = new Agent({ keepAlive: true })
  const rows: Row[] = []
  const all: number[] = []
  for (const [name, q] of classes) {
    const asked = { match: toMatch(parseQuery(q)), scope: scope(system), sort: 'title' as const }
    const body = JSON.stringify({
      query: boundedQuery(asked),
      sort: sortOf(asked),
      size: 10,
      track_total_hits: true,
      aggs: Object.fromEntries(FACETS.map((facet) => [facet, { terms: { field: facet, size: mostValues(facet) } }])),
    })
    const each: number[] = []
    const query = searchQuery.parse({ q, size: 10, facets: FACETS.join(), count: 'false', sort: 'title' })
    const ours = repeated(() => elastic.search.search(system, query), each)
    const theirs = repeated(() => post(agent, `${elastic.url}/${elastic.index}/_search`, body))
    for (let i = 0; i < 3; i++) for (const warm of [ours, theirs]) await warm()
    each.length = 0
    const measured = await alternate(ROUNDS, ours, theirs)
    all.push(...each)
    rows.push({
      what: `Elasticsearch, ${sizeOf(archive)}, ${name} (${q}): exact total, four facets, 10 snippets, against a bare _search`,
      ...measured,
      unit: 'ms',
      goal: { atMost: 1.3 },
      note: `p95 ${percentile(each, 95).toFixed(1)} ms`,
    })
  }
  agent.destroy()
  console.log(`       Elasticsearch, ${sizeOf(archive)}, every class: p50 ${median(all).toFixed(1)} ms`)
  return rows
}
