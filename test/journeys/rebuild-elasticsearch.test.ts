/** Building the index on Elasticsearch: for the first time, killed on the way; and again when the rules have changed, noticed at start while the former serves. */
import test from 'ava'
import { type Client, signedIn } from '../support/client.ts'
import { elasticsearchUrl, indicesOf, randomPrefix, removeIndices } from '../support/elasticsearch.ts'
import {
  agreesWithScan,
  killWhileFilling,
  MARK,
  makeArchive,
  outdateOnServer,
  rebuildJob,
  rebuildWhen,
  searchFiles,
} from '../support/rebuilding.ts'
import { remove, startService, temporary } from '../support/service.ts'

const ITEMS = 80
const WORDS = [MARK, '老渡口', '新收']
const url = elasticsearchUrl()
const prefix = randomPrefix()
const env = { ELASTICSEARCH_URL: url ?? '', ELASTICSEARCH_PREFIX: prefix }
const withServer = url ? test.serial : test.skip

let storage = ''
/** Texts with the mark by now. */
let held = ITEMS
test.before(async (t) => {
  t.timeout(240_000)
  if (url) storage = await makeArchive(ITEMS, 25_000)
})
test.after.always(async () => {
  remove(storage || temporary())
  if (url) await removeIndices(url, prefix)
})

const add = async (client: Client, name: string) =>
  (await client.upload('/api/v1/files', [{ name: `${name}.txt`, data: Buffer.from(`新收之${name}，${MARK}又记。`) }]))
    .body
const searched = async (client: Client) => {
  const { engine, total } = await client.search(MARK)
  return [engine, total]
}

withServer(
  'a fresh index is filled beside the embedded one, which answers; killed, it goes on where it stood',
  async (t) => {
    t.timeout(280_000)
    const [embedded] = searchFiles(storage)
    const service = await startService(storage, env)
    t.teardown(() => service.kill())
    const client = await signedIn(service.url)
    const meanwhile = async () => void (await add(client, '途中'))
    const { first, last } = await killWhileFilling(service, client, 'worker', meanwhile)
    t.is((await searched(client))[0], 'sqlite', 'the embedded index answers until the new one is whole')
    // The phase is told anew by each life.
    const next = await rebuildWhen(client, (job) => job.finishedAt || (job.state === 'running' && job.phase !== null))
    const ended = await rebuildWhen(client, (job) => job.finishedAt)
    t.log(`${first.done}–${last.done}, ${next.done}–${ended.done} of ${ended.total}`)
    t.like(ended, { state: 'done', id: first.id, result: { documents: ITEMS + 1 } })
    t.is(first.phase, 'elasticsearch.fill')
    t.true(last.done > 0 && next.done >= last.done, 'nothing that was told as done is lost')
    held = ITEMS + 1
    while ((await searched(client)).join() !== `elasticsearch,${held}`);
    t.deepEqual(searchFiles(storage), [embedded], 'the embedded index was in order')
    t.is((await indicesOf(url!, prefix)).length, 1)
    t.is(await service.stop(), 0)
  },
)

for (const rule of ['foldVersion', 'layoutVersion'] as const)
  withServer(
    `a changed ${rule} is noticed at start, and the former index serves until the new one is whole`,
    async (t) => {
      t.timeout(200_000)
      const before = await indicesOf(url!, prefix)
      await outdateOnServer(url!, prefix, rule)
      const service = await startService(storage, env)
      t.teardown(() => service.kill())
      const client = await signedIn(service.url)
      const running = await rebuildWhen(client, (job) => job.state === 'running' && job.done > 0)
      t.is(running.phase, 'elasticsearch.fill')
      t.deepEqual(await searched(client), ['elasticsearch', held - 1], 'the former index, in which one is missing')
      // What comes in meanwhile is in the one and in the other.
      await add(client, rule)
      t.is((await rebuildWhen(client, (job) => job.finishedAt)).state, 'done')
      held++
      while ((await searched(client)).join() !== `elasticsearch,${held}`);
      const after = await indicesOf(url!, prefix)
      t.is(after.length, 1)
      t.notDeepEqual(after, before)
      if (rule === 'layoutVersion') await agreesWithScan(t, client, WORDS)
      t.is(await service.stop(), 0)
      // Nothing is outdated any more.
      const again = await startService(storage, env)
      t.is((await rebuildJob(await signedIn(again.url))).id, running.id)
      t.is(await again.stop(), 0)
    },
  )
