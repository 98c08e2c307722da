/**
 * Whatever is asked is answered, or refused with a sentence that says where: never a failure of the service, never an error of an engine; and what is
 * answered is answered alike by both engines, to the last snippet (chinese-text.md §4, §5).
 */
import { setTimeout as rest } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { createRandom } from '../../scripts/sample/random.ts'
import { type Client, type Json, signedIn } from '../support/client.ts'
import { elasticsearchUrl, randomPrefix, removeIndices } from '../support/elasticsearch.ts'
import { nastyAddresses, nastyDescriptions, nastyQueries, nastyQuery, nastyTexts } from '../support/nasty.ts'
import { copyOf } from '../support/rebuilding.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const RANDOM = 400
const SEED = 20_261_127
const url = elasticsearchUrl()
const storage = temporary()
const prefix = randomPrefix()

/** The same records behind each engine. */
const engines: { name: string; service: Service; client: Client }[] = []

test.before(async (t) => {
  t.timeout(200_000)
  const first = await startService(storage)
  const admin = await signedIn(first.url)
  const accession = String((await admin.call('POST', '/api/v1/accessions', { title: '怪题' })).body.id)
  const files = nastyTexts.map(([, text], i) => ({ name: `${i}.txt`, data: Buffer.from(text) }))
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, files)
  await admin.settled(accession)
  for (const [i, [title]] of nastyTexts.entries()) {
    const patch = { title, ...nastyDescriptions[title] }
    const answer = await admin.call('PATCH', `/api/v1/items/${body.results[i].itemIds[0]}`, patch, { 'if-match': '*' })
    t.is(answer.status, 200, JSON.stringify(answer.body))
  }
  await admin.settled(accession)
  await first.stop()
  const copy = url ? copyOf(storage) : null
  const open = async (name: string, folder: string, env: Record<string, string> = {}) => {
    const service = await startService(folder, env)
    engines.push({ name, service, client: await signedIn(service.url) })
  }
  await open('sqlite', storage)
  if (copy) {
    await open('elasticsearch', copy, { ELASTICSEARCH_URL: url!, ELASTICSEARCH_PREFIX: prefix })
    while ((await engines[1]!.client.search('甲')).engine !== 'elasticsearch') await rest(50)
  }
  for (const { client } of engines) await client.settled(accession)
})
test.after.always(async () => {
  for (const { service } of engines) {
    await service.stop()
    remove(service.storage)
  }
  if (url) await removeIndices(url, prefix)
})

const shown = (asked: string) => (asked.length > 80 ? `${asked.slice(0, 80)}… ${asked.length}` : asked)

/** A refusal says what is wrong, and of a query that cannot be read, where. */
function isRefusal(t: ExecutionContext, { status, body }: { status: number; body: Json }, asked: string): void {
  t.true(status >= 400 && status < 500, `${status} ${shown(asked)} ${JSON.stringify(body).slice(0, 500)}`)
  t.regex(String(body.detail), /[。.]$/, shown(asked))
  t.is(body.status, status)
  if (['search.syntax', 'search.unpaired', 'search.nothing'].includes(body.code))
    t.regex(body.detail, /第 \d+ 个字符/, shown(asked))
  else if (body.code === 'request.invalid') t.true(body.errors.length > 0, shown(asked))
  else
    t.true(
      ['search.only-not', 'search.too-long', 'search.too-deep', 'date.unreadable', 'request.cursor'].includes(
        body.code,
      ),
      `${body.code} ${shown(asked)}`,
    )
}

/** What both engines must answer alike. */
const alike = ({ tookMs: _tookMs, engine: _engine, ...answer }: Json) => answer

/** The status with which it is answered everywhere. */
async function asked(t: ExecutionContext, address: string, of: string): Promise<number> {
  const answers = []
  for (const { name, client } of engines) {
    const answer = await client.get(`/api/v1/search?${address}`)
    if (answer.status === 200) t.is(answer.body.engine, name, shown(of))
    else isRefusal(t, answer, of)
    answers.push(answer)
  }
  const [one, other = one] = answers
  t.is(other!.status, one!.status, shown(of))
  if (one!.status === 200) t.deepEqual(alike(other!.body), alike(one!.body), shown(of))
  else t.deepEqual([other!.body.code, other!.body.detail], [one!.body.code, one!.body.detail], shown(of))
  return one!.status
}

const facets = 'kind,category,genre,decade,year,accession,person,place'
const addressOf = (q: string) => `${new URLSearchParams({ q, size: '50', facets })}`

test.serial('hostile and odd questions are answered alike by both engines, or refused with a sentence', async (t) => {
  t.timeout(280_000)
  const counts = new Map<number, number>()
  for (const [i, q] of nastyQueries.entries()) {
    const keep = i % 5 === 0 ? '&keep=script,punctuation' : ''
    const status = await asked(t, `${addressOf(q)}${keep}`, q)
    counts.set(status, (counts.get(status) ?? 0) + 1)
  }
  t.log([...counts].map(([status, count]) => `${count} × ${status}`).join(', '))
  t.true(counts.get(200)! > 200 && counts.get(400)! > 100, 'of both kinds there are many')
})

test.serial(`${RANDOM} questions put together by lot are answered alike, or refused with a sentence`, async (t) => {
  t.timeout(280_000)
  const random = createRandom(SEED)
  let answered = 0
  for (let i = 0; i < RANDOM; i++) {
    const q = nastyQuery(random)
    if ((await asked(t, addressOf(q), JSON.stringify(q))) === 200) answered++
  }
  t.log(`${answered} answered of ${RANDOM}, seed ${SEED}`)
  t.true(answered > RANDOM / 5)
})

test.serial('addresses that no browser would make are answered alike, or refused with a sentence', async (t) => {
  for (const address of nastyAddresses) await asked(t, address, address)
})

test.serial(
  'the same questions break no other reading of them: concordance, occurrences, export, suggestions, quotations',
  async (t) => {
    t.timeout(280_000)
    const random = createRandom(SEED + 1)
    const some = [
      ...nastyQueries.filter((_, i) => i % 7 === 0),
      ...Array.from({ length: 60 }, () => nastyQuery(random)),
    ]
    const paths = ['/api/v1/concordance', '/api/v1/search/occurrences', '/api/v1/search/export?format=json']
    for (const [i, q] of some.entries()) {
      const path = paths[i % 3]!
      const answers = []
      for (const { client } of engines) {
        const answer = await client.get(`${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams({ q })}`)
        if (answer.status !== 200) isRefusal(t, answer, q)
        answers.push([answer.status, answer.status === 200 ? answer.body : answer.body.detail])
        const suggested = await client.get('/api/v1/search/suggest', { q })
        if (suggested.status !== 200) isRefusal(t, suggested, q)
        const quoted = await client.call('POST', '/api/v1/quotations', { text: `所谓“${q}”，又「${q}」。` })
        t.is(quoted.status, 200, `${shown(q)} ${JSON.stringify(quoted.body)}`)
      }
      t.deepEqual(answers.at(-1), answers[0], `${path} ${shown(q)}`)
    }
  },
)

test.serial('half a character, which only JSON can bring, breaks no engine', async (t) => {
  const bodies = [
    '"q":"\\ud800"',
    '"q":"甲\\udc00乙"',
    '"q":"人名:\\ud800"',
    '"genre":"\\ud800"',
    '"q":"“\\ud800”"',
    '"q":"甲","person":["\\udfff甲"]',
    '"q":"\\u0000甲"',
    '"from":"\\ud800"',
  ]
  const added: Json[] = []
  for (const { client } of engines)
    for (const body of bodies) {
      const basket = (await client.call('POST', '/api/v1/baskets', { title: '半字' })).body.id
      const answer = await client.call('POST', `/api/v1/baskets/${basket}/hits`, `{${body}}`)
      if (answer.status !== 200) isRefusal(t, answer, body)
      added.push(answer.status === 200 ? answer.body : answer.body.detail)
    }
  t.deepEqual(added.slice(-bodies.length), added.slice(0, bodies.length))
})

test.serial('nothing of all that was an error inside the service', (t) => {
  for (const { service } of engines)
    t.deepEqual(
      service.output.filter((line) => /"level":(50|60)|Error/.test(line)),
      [],
    )
})
