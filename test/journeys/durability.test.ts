import { setTimeout as rest } from 'node:timers/promises'
import test from 'ava'
import { signedIn } from '../support/client.ts'
import { leftBehind, remove, startService, temporary } from '../support/service.ts'

const paragraph = (i: number) =>
  `第${i}份材料，记第${i}号渡口之事。${'民国年间渡口往来商旅不绝，船工号子相闻。'.repeat(40)}结语${i}完。`

test('kill -9 ten times in the middle of an ingest: every acknowledged upload is there, byte for byte, and becomes searchable', async (t) => {
  t.timeout(280_000)
  const storage = temporary()
  t.teardown(() => remove(storage))
  const acknowledged = new Map<string, { objectId: string; data: string }>()
  let sent = 0
  for (let round = 0; round < 10; round++) {
    const service = await startService(storage)
    const client = await signedIn(service.url)
    const moment = rest(150 + Math.random() * 700).then(() => service.kill())
    // What is under way when the service dies was not acknowledged, and nothing is claimed of it.
    const uploads = (async () => {
      for (;;) {
        const data = paragraph(sent++)
        const { status, body } = await client.upload('/api/v1/files', [
          { name: `材料${sent}.txt`, data: Buffer.from(data) },
        ])
        if (status === 201) acknowledged.set(String(body.id), { objectId: String(body.objectId), data })
      }
    })().catch(() => undefined)
    await Promise.all([moment, uploads])
    t.deepEqual(await leftBehind(storage), [], 'no process is left behind')
  }
  t.true(acknowledged.size >= 5, `${acknowledged.size} acknowledged`)

  const service = await startService(storage)
  const client = await signedIn(service.url)
  for (const [itemId, { objectId, data }] of acknowledged) {
    const { status, data: bytes } = await client.bytes(`/api/v1/objects/${objectId}/content`)
    t.is(status, 200)
    t.is(bytes.toString(), data)
    let item = (await client.get(`/api/v1/items/${itemId}`)).body
    while (!item.searchable || item.state !== 'ready') {
      await rest(100)
      item = (await client.get(`/api/v1/items/${itemId}`)).body
    }
    const ending = data.slice(data.lastIndexOf('结语'), -2)
    t.is((await client.search(ending)).total, 1, ending)
  }
  t.log(`${acknowledged.size} acknowledged uploads over ten kills, none lost`)
  t.is(await service.stop(), 0, 'SIGTERM ends the service with exit 0')
  t.deepEqual(await leftBehind(storage), [])
})
