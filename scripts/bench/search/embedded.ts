/** The embedded engine against bare statements, class by class, and what HTTP adds to it (performance.md §4; §9: 8). */
import { Agent, request } from 'node:http'
import { system } from '../../../src/policy.ts'
import { type SearchQuery, searchQuery } from '../../../src/search/input.ts'
import { freePort, startService } from '../../demo/service.ts'
import { signIn } from '../../upload/client.ts'
import { alternate, median, percentile, type Row, seconds } from '../rounds.ts'
import { type BenchArchive, PASSWORD, sizeOf } from './archive.ts'
import { bareSearch, FACETS } from './bare.ts'

/** One query of each class: how common its characters, and how many. */
export const classes: [name: string, q: string][] = [
  ['one common character', '的'],
  ['a common word', '渡口'],
  ['two common characters, seldom together', '本人'],
  ['a word of some texts', '剪纸'],
  ['four common characters', '公私合营'],
  ['two words', '渡口 商会'],
  ['a rare number', '样例007'],
]

const ROUNDS = 9
const TIMES = 6
/** Below this, in ms, what a search does besides the statement is told apart: at most `MORE` (docs/decisions/0009). */
const SHORT = 1
const MORE = 0.5
export const P95 = 10

const asked = (q: string, more: Record<string, string> = {}): SearchQuery =>
  searchQuery.parse({ q, size: 10, facets: FACETS.join(), count: 'false', sort: 'title', ...more })

/** Milliseconds of one call, the mean of several; each is also told apart. */
export const repeated =
  (work: () => Promise<unknown> | unknown, each: number[] = [], times = TIMES) =>
  async () => {
    const taken: number[] = []
    for (let i = 0; i < times; i++) taken.push(1000 * (await seconds(work)))
    each.push(...taken)
    return taken.reduce((sum, one) => sum + one, 0) / times
  }

export async function embeddedRows(archive: BenchArchive): Promise<{ rows: Row[]; p50: Map<string, number> }> {
  const { search } = archive
  const bare = bareSearch(archive)
  const size = sizeOf(archive)
  const rows: Row[] = []
  const p50 = new Map<string, number>()
  const [all, ranked, counted] = [[] as number[], [] as number[], [] as number[]]
  for (const [name, q] of classes) {
    const each: number[] = []
    const query = asked(q)
    const ours = repeated(() => search.search(system, query), each)
    const [theirs, statement] = [repeated(() => bare.whole(q)), repeated(() => bare.statement(q))]
    for (const warm of [ours, theirs, statement, ours, theirs]) await warm()
    each.length = 0
    const measured = await alternate(ROUNDS, ours, theirs)
    const alone = await alternate(ROUNDS, ours, statement)
    for (const [list, more] of [
      [ranked, { sort: 'relevance' }],
      [counted, { sort: 'relevance', count: 'true' }],
    ] as const)
      await repeated(() => search.search(system, asked(q, more)), list)()
    all.push(...each)
    p50.set(name, median(each))
    const isBelow = measured.reference < SHORT
    rows.push({
      what: `embedded search, ${size}, ${name} (${q}): exact total, four facets, 10 snippets, against bare statements for the same`,
      ...measured,
      ...(isBelow ? { ratio: measured.ours - measured.reference, isDifference: true } : {}),
      unit: 'ms',
      goal: { atMost: isBelow ? MORE : 1.5 },
      note: `${isBelow ? `ratio ${measured.ratio.toFixed(2)}; ` : ''}${bare.statement(q)} items; p95 ${percentile(each, 95).toFixed(1)} ms; the FTS5 statement with facets alone ${alone.reference.toFixed(2)} ms → ${alone.ratio.toFixed(2)}`,
    })
  }
  const told = (list: readonly number[]) => `p50 ${median(list).toFixed(1)}, p95 ${percentile(list, 95).toFixed(1)} ms`
  const p95 = percentile(all, 95)
  rows.push({
    what: `embedded search, ${size}, every class: p95 against ${P95} ms`,
    ours: p95,
    reference: P95,
    ratio: p95 / P95,
    unit: 'ms',
    goal: { atMost: 1 },
    note: `p50 ${median(all).toFixed(1)} ms; ranked as well: ${told(ranked)}; ranked, every occurrence of up to 2,000 hits counted, written forms: ${told(counted)}`,
  })
  return { rows, p50 }
}

/** One GET on a connection that is kept open, its JSON read. */
function httpGet(agent: Agent, url: string, token: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve(JSON.parse(Buffer.concat(chunks).toString()))
        else reject(new Error(`${answer.statusCode} ${Buffer.concat(chunks)}`))
      })
    })
    sent.once('error', reject)
    sent.end()
  })
}

/** The same question to the service and in this process, in turns. */
export async function httpRow(archive: BenchArchive): Promise<Row> {
  const port = String(await freePort(3970))
  const service = await startService({
    STORAGE_DIR: archive.folder,
    PORT: port,
    ADMIN_PASSWORD: PASSWORD,
    LOG_LEVEL: 'error',
    ELASTICSEARCH_URL: '',
  })
  const agent = new Agent({ keepAlive: true })
  try {
    const token = await signIn(service.url, 'admin', PASSWORD)
    const added: { ours: number; reference: number }[] = []
    for (const [, q] of classes) {
      const parameters = new URLSearchParams({ q, size: '10', facets: FACETS.join(), count: 'false', sort: 'title' })
      const over = repeated(() => httpGet(agent, `${service.url}/api/v1/search?${parameters}`, token))
      const within = repeated(() => archive.search.search(system, asked(q)))
      for (let i = 0; i < 3; i++) for (const warm of [over, within]) await warm()
      added.push(await alternate(ROUNDS, over, within))
    }
    return {
      what: `HTTP, ${sizeOf(archive)}: a search over HTTP against the same in this process, median of the classes`,
      ours: median(added.map(({ ours }) => ours)),
      reference: median(added.map(({ reference }) => reference)),
      ratio: median(added.map(({ ours, reference }) => ours - reference)),
      isDifference: true,
      unit: 'ms',
      goal: { atMost: 3 },
    }
  } finally {
    agent.destroy()
    await service.stop()
  }
}
