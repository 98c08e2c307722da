/**
 * Searching against the bare statements, over HTTP, with Elasticsearch; growth with the archive, the concordance, the size of the index
 * (performance.md §4; §9: 8, 9, 11). 1.5 M and 15 M characters; `--size 150M` instead of them.
 */
import { parseArgs } from 'node:util'
import { startElasticsearch } from '../elasticsearch/server.ts'
import { print, type Row } from './rounds.ts'
import { filled, sizeOf } from './search/archive.ts'
import { concordanceRows } from './search/concordance.ts'
import { elasticsearchRows } from './search/elasticsearch.ts'
import { classes, embeddedRows, httpRow } from './search/embedded.ts'

/** Rows are printed as they come: the whole takes minutes. */
export async function search(): Promise<Row[]> {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: { size: { type: 'string' } },
    allowPositionals: true,
  })
  const sizes = values.size ? [Number(values.size.replace(/M$/i, '')) * 1e6] : [1.5e6, 15e6]
  const server = await startElasticsearch()
  if ('missing' in server) console.log(`SKIPPED Elasticsearch: ${server.missing}`)
  const medians: Map<string, number>[] = []
  try {
    for (const size of sizes) {
      const archive = await filled(size, 'url' in server ? server.url : null)
      try {
        const { rows, p50 } = await embeddedRows(archive)
        rows.forEach(print)
        print(await httpRow(archive))
        for (const measure of [elasticsearchRows, concordanceRows]) (await measure(archive)).forEach(print)
        print({
          what: `index file, ${sizeOf(archive)} characters, against the UTF-8 text (no bigram table)`,
          ours: archive.indexBytes / 1e6,
          reference: archive.bytes / 1e6,
          ratio: archive.indexBytes / archive.bytes,
          unit: 'MB',
          goal: { atMost: 2 },
        })
        medians.push(p50)
      } finally {
        await archive.remove()
      }
    }
  } finally {
    if ('stop' in server) await server.stop()
  }
  const [small, large] = medians
  if (!small || !large) return []
  return classes.map(([name]): Row => {
    const [before, after] = [small.get(name)!, large.get(name)!]
    return {
      what: `growth from 1.5 M to 15 M, ${name}: p50`,
      ours: after,
      reference: before,
      ratio: after / before,
      unit: 'ms',
      goal: { atMost: 15 },
    }
  })
}
