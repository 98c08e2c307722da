/** An archive in which thousands of texts have common pairs of characters: what nearly says it is found among them, not what came first. */
import test from 'ava'
import { createWork } from '../../src/app/work.ts'
import { readConfig } from '../../src/config.ts'
import { system } from '../../src/policy.ts'
import { silent } from '../../src/ports/log.ts'
import { type Client, type Json, signedIn } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

/** More than are ordered by how well they answer (adapters/sqlite/search-index.ts). */
const TEXTS = 5300
const storage = temporary()
let service: Service
let client: Client
let nearest = ''

test.before(async (t) => {
  t.timeout(200_000)
  const work = await createWork(readConfig({ STORAGE_DIR: storage, LOG_LEVEL: 'silent' }), { log: silent })
  const { items, texts } = work.features
  for (let i = 0; i < TEXTS; i++) {
    const { item } = await items.create(system, { title: `第${i}号` })
    // Each has pairs of the question; a long one that came early has most of them, scattered.
    const scattered = '商会的人，会长说，长沙来的，沙河边上，河边有渡，渡口上，口岸。'
    const text =
      i === TEXTS - 1
        ? '是年冬，商会会长沙河边渡口施粥，全活甚众。'
        : i % 500 === 3
          ? scattered
          : `第${i}份材料：商会开会，渡口修好，河边种树。`
    await texts.correct(system, item.id, { text, kind: 'transcription', note: '' }, '*')
    nearest = item.id
  }
  await work.rebuildNow()
  await work.close()
  service = await startService(storage)
  client = await signedIn(service.url)
})
test.after.always(async () => {
  await service?.stop()
  remove(storage)
})

test.serial(
  '近似结果: the one text that nearly says it is found, though it came last of thousands that share its pairs',
  async (t) => {
    t.true((await client.search('商会|渡口')).total > 5000)
    // One character lost.
    const answer = await client.search('商会会长沙河边渡口施粥全活其众')
    t.true(answer.approximate)
    t.deepEqual(
      answer.hits.map((hit: Json) => hit.item.id),
      [nearest],
    )
    const filtered = await client.search('商会会长沙河边渡口施粥全活其众', { kind: answer.hits[0].item.kind })
    t.is(filtered.hits[0]?.item.id, nearest, 'also beside a filter')
  },
)

test.serial('引文核对: a quotation altered by one character is traced to it', async (t) => {
  const { body } = await client.call('POST', '/api/v1/quotations', {
    text: '原文作“商会会长沙河边渡口施粥，全活其众”。',
  })
  t.like(body.quotations[0], { state: 'altered', source: { itemId: nearest } })
})
