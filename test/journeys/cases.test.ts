/** The shared cases on both engines, over real HTTP (chinese-text.md): which documents, which offsets, which forms. */
import { readFileSync } from 'node:fs'
import test, { type ExecutionContext } from 'ava'
import { type Client, type Json, signedIn } from '../support/client.ts'
import { elasticsearchUrl, randomPrefix, removeIndices } from '../support/elasticsearch.ts'
import { remove, startService, temporary } from '../support/service.ts'

interface Doc {
  id: string
  title: string
  author: string
  dateMin: string
  dateMax: string
  text: string
}
type Marked = { doc: string; highlights: [number, number, string][] }
interface Case {
  id: string
  query: string
  hits: Marked[]
  titleHighlights?: Marked[]
  forms?: Record<string, number>
}
const { docs, search } = JSON.parse(readFileSync(new URL('../cases/chinese-cases.json', import.meta.url), 'utf8')) as {
  docs: Doc[]
  search: Case[]
}

interface Archive {
  client: Client
  itemOf: Map<string, string>
  docOf: Map<string, string>
}

async function opened(t: ExecutionContext, env: Record<string, string>): Promise<Archive> {
  const service = await startService(temporary(), env)
  t.teardown(async () => {
    await service.stop()
    remove(service.storage)
  })
  const client = await signedIn(service.url)
  const accession = String((await client.call('POST', '/api/v1/accessions', { title: '用例' })).body.id)
  const files = docs.map(({ id, text }) => ({ name: `${id}.txt`, data: Buffer.from(text) }))
  const { body } = await client.upload(`/api/v1/accessions/${accession}/files`, files)
  const itemOf = new Map<string, string>(docs.map(({ id }, i) => [id, body.results[i].itemIds[0]]))
  await client.settled(accession)
  for (const { id, title, author, dateMin, dateMax } of docs) {
    const edtf = dateMin === dateMax ? dateMin : `${dateMin}/${dateMax}`
    const patch = { title, creators: author ? [author] : [], date: dateMin ? { text: edtf, edtf } : null }
    const answer = await client.call('PATCH', `/api/v1/items/${itemOf.get(id)}`, patch, { 'if-match': '*' })
    t.is(answer.status, 200, JSON.stringify(answer.body))
  }
  await client.settled(accession)
  return { client, itemOf, docOf: new Map([...itemOf].map(([doc, item]) => [item, doc])) }
}

const slices = (text: string, ranges: readonly [number, number][]) =>
  ranges.map(([start, end]) => [start, end, text.slice(start, end)])

async function agrees(t: ExecutionContext, { client, itemOf, docOf }: Archive, engine: string) {
  for (const { id, query, hits, titleHighlights = [], forms } of search) {
    const answer = await client.search(query, { size: '200' })
    t.is(answer.engine, engine)
    // What is only nearly so is said to be, and is no hit.
    if (answer.approximate) {
      t.deepEqual(hits, [], `${id} ${query}`)
      continue
    }
    const found = answer.hits.map((hit: Json) => docOf.get(hit.item.id))
    t.deepEqual(found.sort(), hits.map(({ doc }) => doc).sort(), `${id} ${query}`)
    t.is(answer.total, hits.length, `${id} ${query}`)
    let count = 0
    for (const { doc, highlights } of hits) {
      const { text } = docs.find((one) => one.id === doc)!
      const { body } = await client.get(`/api/v1/items/${itemOf.get(doc)}/occurrences`, { q: query })
      const ranges = body.occurrences
        .flatMap((one: Json) => one.ranges)
        .sort((a: number[], b: number[]) => a[0]! - b[0]!)
      t.deepEqual(slices(text, ranges), highlights, `${id} ${query} in ${doc}`)
      count += body.total
      const hit = answer.hits.find((one: Json) => one.item.id === itemOf.get(doc))
      t.is(hit.occurrences, body.total, `${id} ${query} in ${doc}`)
    }
    t.deepEqual(answer.occurrences, { count, relation: 'exact' }, `${id} ${query}`)
    for (const { doc, highlights } of titleHighlights) {
      const hit = answer.hits.find((one: Json) => one.item.id === itemOf.get(doc))
      t.deepEqual(slices(hit.item.title, hit.titleHighlights), highlights, `${id} ${query} in the title of ${doc}`)
    }
    if (forms) t.deepEqual(Object.fromEntries(answer.forms.map((form: Json) => [form.text, form.count])), forms, id)
  }
}

test.serial('every case of the specification holds on the embedded engine', async (t) => {
  await agrees(t, await opened(t, {}), 'sqlite')
})

const url = elasticsearchUrl()
const withServer = url ? test.serial : test.skip
withServer('every case of the specification holds on Elasticsearch', async (t) => {
  const prefix = randomPrefix()
  t.teardown(() => removeIndices(url!, prefix))
  await agrees(t, await opened(t, { ELASTICSEARCH_URL: url!, ELASTICSEARCH_PREFIX: prefix }), 'elasticsearch')
})
