import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import test, { type ExecutionContext } from 'ava'
import { type Client, type Json, signedIn } from '../support/client.ts'
import { elasticsearchUrl, randomPrefix, removeIndices } from '../support/elasticsearch.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const url = elasticsearchUrl()
const withServer = url ? test.serial : test.skip

interface Archive {
  service: Service
  client: Client
  accession: string
}

async function opened(t: ExecutionContext, env: Record<string, string>): Promise<Archive> {
  const service = await startService(temporary(), env)
  t.teardown(async () => {
    await service.stop()
    remove(service.storage)
  })
  const client = await signedIn(service.url)
  const accession = String((await client.call('POST', '/api/v1/accessions', { title: '两种引擎' })).body.id)
  return { service, client, accession }
}

async function upload({ client, accession }: Archive, some: { name: string; data: Buffer }[]): Promise<void> {
  const { status, body } = await client.upload(`/api/v1/accessions/${accession}/files`, some)
  if (status !== 200) throw new Error(JSON.stringify(body))
}

/** A line to the server that can be cut and joined again. */
async function createLine(to: string) {
  const { hostname, port } = new URL(to)
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one
        .on('error', () => other.destroy())
        .on('close', () => {
          sockets.delete(one)
          other.destroy()
        })
      one.pipe(other)
    }
  })
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve))
  await listen(0)
  const own = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${own}`,
    join: () => listen(own),
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

withServer('while Elasticsearch is away everything goes on, and when it is back it catches up', async (t) => {
  const prefix = randomPrefix()
  t.teardown(() => removeIndices(url!, prefix))
  const line = await createLine(url!)
  const archive = await opened(t, { ELASTICSEARCH_URL: line.url, ELASTICSEARCH_PREFIX: prefix })
  const { client, accession } = archive
  await upload(archive, [{ name: '前.txt', data: Buffer.from('渡口在前，船工合影。') }])
  await client.settled(accession)
  t.like(await client.search('渡口'), { total: 1, engine: 'elasticsearch' })

  await line.cut()
  await upload(archive, [{ name: '后.txt', data: Buffer.from('渡口在后，碑刻拓片。') }])
  t.like(await client.search('船工'), { total: 1, engine: 'sqlite' })
  while ((await client.search('碑刻')).total === 0);
  t.like(await client.search('渡口'), { total: 2, engine: 'sqlite', occurrences: { count: 2, relation: 'exact' } })
  const { body } = await client.get('/api/v1/items', { accession })
  for (const { id, title } of body.items)
    t.is(
      (await client.get(`/api/v1/items/${id}/text`)).body.text,
      title === '前' ? '渡口在前，船工合影。' : '渡口在后，碑刻拓片。',
    )
  t.false(body.items.find((item: Json) => item.title === '后').searchable)

  await line.join()
  await client.settled(accession)
  t.like(await client.search('碑刻'), { total: 1, engine: 'elasticsearch' })
  t.like(await client.search('渡口'), { total: 2, engine: 'elasticsearch' })
  await archive.service.stop()
  await line.cut()
})

withServer(
  'a service that starts while Elasticsearch is away builds its index there as soon as it comes',
  async (t) => {
    const prefix = randomPrefix()
    t.teardown(() => removeIndices(url!, prefix))
    const line = await createLine(url!)
    await line.cut()
    const archive = await opened(t, { ELASTICSEARCH_URL: line.url, ELASTICSEARCH_PREFIX: prefix })
    const { client, accession } = archive
    // The worker has made the embedded index, and met no server.
    while ((await client.get('/api/v1/search')).status !== 200);
    await upload(archive, [{ name: '前.txt', data: Buffer.from('渡口在前，船工合影。') }])
    while ((await client.search('渡口')).total === 0);
    t.is((await client.search('渡口')).engine, 'sqlite')
    await line.join()
    await client.settled(accession)
    t.like(await client.search('渡口'), { total: 1, engine: 'elasticsearch' })
    await archive.service.stop()
    await line.cut()
  },
)
