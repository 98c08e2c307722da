/** Rebuilding the embedded index: noticed, interrupted, cancelled, while people go on working. */
import { readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import test from 'ava'
import { type Client, type Json, signedIn } from '../support/client.ts'
import {
  agreesWithScan,
  copyOf,
  killWhileFilling,
  MARK,
  makeArchive,
  outdate,
  rebuildJob,
  rebuildWhen,
  searchFiles,
} from '../support/rebuilding.ts'
import { remove, startService, temporary } from '../support/service.ts'

const ITEMS = 80
const ROUNDS = 3
const WORDS = [MARK, '老渡口', '新收']

let made = ''
test.before('an archive of five million characters', async (t) => {
  t.timeout(240_000)
  made = await makeArchive(ITEMS, 60_000)
})
test.after.always(() => remove(made || temporary()))

const ADDED = 3

/** People at work: something new, something changed, something thrown away, round by round. */
async function work(client: Client, ids: readonly string[], round: number): Promise<void> {
  const statuses: number[] = []
  for (let i = 0; i < ADDED; i++) {
    const data = Buffer.from(`第${round}轮新收之${i}，${MARK}又记，老渡口。`)
    statuses.push((await client.upload('/api/v1/files', [{ name: `新收${round}-${i}.txt`, data }])).status)
  }
  const [changed, deleted] = ids.slice(round * 2).map((id) => `/api/v1/items/${id}`)
  const title = { title: `改题第${round}轮` }
  statuses.push((await client.call('PATCH', changed!, title, { 'if-match': '*' })).status)
  statuses.push((await client.call('DELETE', `${deleted}?reason=x`)).status)
  if (statuses.join() !== '201,201,201,200,204') throw new Error(statuses.join())
}

test.serial(
  'rules that changed are noticed at start; killed again and again while people work, it goes on where it stood, and nothing is missing or left over',
  async (t) => {
    t.timeout(280_000)
    const storage = copyOf(made)
    t.teardown(() => remove(storage))
    outdate(storage)
    const [former] = searchFiles(storage)
    let service = await startService(storage)
    t.teardown(() => service.kill())
    let client = await signedIn(service.url)
    const ids = (await client.get('/api/v1/items', { size: '200' })).body.items.map(({ id }: Json) => id)
    t.is((await client.search(MARK)).total, ITEMS - 1, 'the former index answers')

    const lives: { first: Json; last: Json }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const who = round % 2 ? 'service' : 'worker'
      lives.push(await killWhileFilling(service, client, who, () => work(client, ids, round)))
      if (who === 'service') {
        service = await startService(storage)
        client = await signedIn(service.url)
      }
      const { total } = await client.search(MARK)
      t.true(total >= ITEMS - 1 - ROUNDS, `${total} while it is rebuilt`)
    }
    const ended = await rebuildWhen(client, (job) => job.finishedAt)
    t.log(lives.map(({ first, last }) => `${first.done}–${last.done}/${last.total}`).join(', '))
    t.is(ended.state, 'done')
    const seen = [...lives.map(({ first }) => first), ended]
    t.deepEqual(new Set(seen.map(({ id }) => id)).size, 1, 'one job from the first to the last')
    // What was changed and thrown away meanwhile is to be done again.
    for (const [i, { first }] of lives.entries())
      if (i > 0) t.true(first.done >= lives[i - 1]!.last.done - 2, 'nothing that was told as done is lost')
    t.true(lives.at(-1)!.first.done > 0)
    t.true(lives.filter(({ first }) => first.state === 'running').length >= 2, 'killed while it was filled')
    t.is(ended.result.documents, ITEMS + ROUNDS * (ADDED - 1))
    t.notDeepEqual(searchFiles(storage), [former])
    t.is(searchFiles(storage).length, 1)
    // What came in last may still be read.
    while ((await client.search(MARK)).total !== ITEMS + ROUNDS * (ADDED - 1)) await rest(100)
    // Last of all: connections grow cold during the scan.
    await agreesWithScan(t, client, WORDS)
    t.is(await service.stop(), 0)
    // Nothing is outdated any more.
    const again = await startService(storage)
    t.is((await rebuildJob(await signedIn(again.url))).id, ended.id)
    await again.stop()
  },
)

test.serial(
  'the service ends at once in the middle of a rebuild and goes on with it; a half-built index that was torn meanwhile is begun anew',
  async (t) => {
    t.timeout(200_000)
    const storage = copyOf(made)
    t.teardown(() => remove(storage))
    outdate(storage)
    const [former] = searchFiles(storage)
    const first = await startService(storage)
    const { id } = await rebuildWhen(await signedIn(first.url), (job) => job.done > 0)
    t.is(await first.stop(), 0, 'it ends by itself, before it is ended')
    const [halfBuilt] = searchFiles(storage).filter((name) => name !== former)
    const path = join(storage, 'derivatives', halfBuilt!)
    truncateSync(path, readFileSync(path).length >> 1)

    const service = await startService(storage)
    t.teardown(() => service.kill())
    const client = await signedIn(service.url)
    t.is((await client.search(MARK)).total, ITEMS - 1)
    t.like(await rebuildWhen(client, (job) => job.finishedAt), { id, state: 'done', result: { documents: ITEMS } })
    t.is(searchFiles(storage).length, 1)
    await agreesWithScan(t, client, WORDS)
    await service.stop()
  },
)

test.serial(
  'cancelled, a rebuild leaves nothing behind and the former index answers; tried again, it is made; asked for twice, it is one',
  async (t) => {
    t.timeout(200_000)
    const storage = copyOf(made)
    t.teardown(() => remove(storage))
    const service = await startService(storage)
    t.teardown(() => service.kill())
    const client = await signedIn(service.url)
    const { id } = (await client.call('POST', '/api/v1/search/rebuild')).body.job
    const running = await rebuildWhen(client, (job) => job.done > 0)
    t.like(running, { id, state: 'running', phase: 'sqlite.fill', total: ITEMS })
    t.is((await client.call('POST', '/api/v1/search/rebuild')).body.job.id, id)
    t.is((await client.call('PUT', `/api/v1/jobs/${id}/cancellation`)).body.job.state, 'cancelled')
    while (searchFiles(storage).length > 1) await rest(25)
    t.is((await client.search(MARK)).total, ITEMS)
    t.is((await rebuildJob(client)).state, 'cancelled')
    t.is((await client.call('PUT', `/api/v1/jobs/${id}/retry`)).status, 202)
    t.like(await rebuildWhen(client, (job) => job.finishedAt), { id, state: 'done', result: { documents: ITEMS } })
    t.is((await client.search(MARK)).total, ITEMS)
    t.is(searchFiles(storage).length, 1)
    await service.stop()
  },
)
