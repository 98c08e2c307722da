/**
 * `npm run verify-search -- [--queries 2000] [--seed 1] [--texts 120]`: random questions drawn from the sample's texts, asked on both engines and
 * answered by a plain scan of every stored text. Prints each difference in ids, totals, occurrences or highlights; exits 1 when there is one.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freePort, startService } from './demo/service.ts'
import { startElasticsearch } from './elasticsearch/server.ts'
import { createRandom } from './sample/random.ts'
import { filled } from './verify-search/archive.ts'
import { planned } from './verify-search/corpus.ts'
import { verify } from './verify-search/verify.ts'

const PASSWORD = 'verify-lantern-orchid'
const SHOWN = 20

const { values } = parseArgs({
  options: {
    queries: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    texts: { type: 'string', default: '120' },
  },
})
const [queries, seed, texts] = [values.queries, values.seed, values.texts].map(Number) as [number, number, number]
const started = performance.now()
const seconds = () => `${Math.round((performance.now() - started) / 1000)} s`

const folder = await mkdtemp(join(tmpdir(), 'wenshi-verify-'))
const random = createRandom(seed)
const plan = planned(random, texts)
await mkdir(join(folder, 'texts'))
const files = await Promise.all(
  plan.map(async ({ name, data }) => {
    const path = join(folder, 'texts', name)
    await writeFile(path, data)
    return { path, relative: name, size: Buffer.byteLength(data) }
  }),
)
const services: Awaited<ReturnType<typeof startService>>[] = []
async function opened(engine: string, env: Record<string, string>) {
  const service = await startService({
    STORAGE_DIR: join(folder, engine),
    PORT: String(await freePort(3950)),
    ADMIN_PASSWORD: PASSWORD,
    LOG_LEVEL: 'error',
    ...env,
  })
  services.push(service)
  return filled({ engine, url: service.url, password: PASSWORD }, files, plan)
}
const elasticsearch = await startElasticsearch()
const prefix = `verify-${process.pid}`
let [said, wrong] = [0, 1]
try {
  const archives = [await opened('sqlite', { ELASTICSEARCH_URL: '' })]
  if ('url' in elasticsearch) {
    console.log(`Elasticsearch ${elasticsearch.version}`)
    const env = { ELASTICSEARCH_URL: elasticsearch.url, ELASTICSEARCH_PREFIX: prefix }
    archives.push(await opened('elasticsearch', env))
  } else console.log(`Elasticsearch: NOT VERIFIED. ${elasticsearch.missing}`)
  console.log(`${texts} texts on ${archives.length} engines, ${seconds()}`)
  const { hits, occurrences, differences } = await verify(
    archives,
    { queries, random },
    (what) => {
      if (++said <= SHOWN) console.log(`DIFFERENT ${what}`)
    },
    (done) => {
      if (done % 500 === 0) console.log(`${done} questions, ${said} differences, ${seconds()}`)
    },
  )
  wrong = differences
  console.log(
    `${queries} questions on ${archives.length} engines: ${hits} hits, ${occurrences} occurrences, ${differences} differences, ${seconds()}`,
  )
} finally {
  for (const service of services) await service.stop()
  if ('url' in elasticsearch) {
    const indices = (await (await fetch(`${elasticsearch.url}/${prefix}-*`)).json()) as object
    for (const index of Object.keys(indices)) await fetch(`${elasticsearch.url}/${index}`, { method: 'DELETE' })
    await elasticsearch.stop()
  }
  await rm(folder, { recursive: true, force: true })
}
process.exit(wrong === 0 ? 0 : 1)
