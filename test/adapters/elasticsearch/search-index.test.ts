import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import test from 'ava'
import { createElasticsearchIndex } from '../../../src/adapters/elasticsearch/search-index.ts'
import type { Fault } from '../../../src/faults.ts'
import { phantomContract } from '../../contracts/phantoms.ts'
import { type Made, searchIndexContract } from '../../contracts/search-index.ts'
import { document } from '../../contracts/search-samples.ts'
import { elasticsearchUrl, indicesOf, randomPrefix, removeIndices } from '../../support/elasticsearch.ts'

const url = elasticsearchUrl()
const withServer = url ? test.serial : test.skip
const connect = (prefix: string, to = url!) => createElasticsearchIndex({ url: to, apiKey: null, caFile: null, prefix })

const make = async (): Promise<Made> => {
  const prefix = randomPrefix()
  return {
    index: connect(prefix),
    again: () => connect(prefix),
    kept: () => indicesOf(url!, prefix),
    remove: () => removeIndices(url!, prefix),
  }
}
searchIndexContract(withServer, 'elasticsearch', make)
phantomContract(withServer, 'elasticsearch', make)

const stamp = { archiveId: 'archive', epoch: 1, foldVersion: 1, layoutVersion: 0, datesVersion: 1, documentVersion: 1 }
const everything = {
  match: { is: 'all' },
  scope: { classes: ['open'], alsoItems: [] },
  sort: 'number',
  from: 0,
  size: 10,
  facets: [],
} as const

withServer(
  'elasticsearch: a rebuild leaves the indices of an archive alone whose prefix goes on from ours',
  async (t) => {
    const prefix = randomPrefix()
    const [ours, theirs] = [connect(prefix), connect(`${prefix}-other`)]
    try {
      await (await theirs.rebuild('first', { ...stamp, archiveId: 'theirs' })).complete()
      for (const id of ['first', 'second']) await (await ours.rebuild(id, stamp)).complete()
      await (await ours.rebuild('third', stamp)).pause()
      await ours.clear([])
      t.is((await theirs.origin())?.archiveId, 'theirs')
      t.is((await ours.origin())?.archiveId, 'archive')
      t.is((await indicesOf(url!, prefix)).length, 2)
    } finally {
      await Promise.all([ours.close(), theirs.close()])
      await removeIndices(url!, prefix)
    }
  },
)

withServer('elasticsearch: an index that already serves is not taken away by abandoning its rebuild', async (t) => {
  const prefix = randomPrefix()
  const index = connect(prefix)
  try {
    const fresh = await index.rebuild('first', stamp)
    await fresh.complete()
    await fresh.abandon()
    t.like(await index.origin(), { ...stamp, rebuild: 'first' })
  } finally {
    await index.close()
    await removeIndices(url!, prefix)
  }
})

test('elasticsearch: a server that is not there makes every question and every write unavailable', async (t) => {
  const index = connect('nobody', 'http://127.0.0.1:9')
  const tried = [
    () => index.search(everything),
    () => index.write([]),
    () => index.remove([]),
    () => index.origin(),
    () => index.count(),
    () => index.rebuild('first', stamp),
    () => index.clear([]),
  ]
  for (const work of tried) t.like(await t.throwsAsync(work), { code: 'search.unavailable' })
  await index.close()
})

withServer(
  'elasticsearch: an index that goes away while it is filled is not made again by writing to it; the next try begins anew',
  async (t) => {
    const prefix = randomPrefix()
    const index = connect(prefix)
    try {
      const fresh = await index.rebuild('first', stamp)
      await fresh.fill({ documents: [document(1, '甲')], removals: [], upTo: 1 })
      await fresh.settle()
      await removeIndices(url!, prefix)
      const more = async () => {
        await fresh.fill({ documents: [document(2, '甲')], removals: [], upTo: 2 })
        await fresh.settle()
      }
      t.like(await t.throwsAsync(more), { code: 'search.unavailable' })
      await fresh.pause()
      t.deepEqual(await indicesOf(url!, prefix), [])
      const again = await index.rebuild('first', stamp)
      t.is(again.filledTo, 0)
      await again.complete()
      await removeIndices(url!, prefix)
      t.like(await t.throwsAsync(index.write([document(1, '甲')])), { code: 'search.unavailable' })
      t.deepEqual(await indicesOf(url!, prefix), [])
    } finally {
      await index.close()
      await removeIndices(url!, prefix)
    }
  },
)

withServer(
  'elasticsearch: documents that the server refuses are named by the new index; too many of them are the fault of the index',
  async (t) => {
    const prefix = randomPrefix()
    const index = connect(prefix)
    // Longer than a term may be.
    const refused = (number: number) => document(number, '甲', { codeSort: '名'.repeat(20_000) })
    try {
      const fresh = await index.rebuild('first', stamp)
      await fresh.fill({ documents: [document(1, '甲'), refused(2), document(3, '甲')], removals: [], upTo: 3 })
      await fresh.settle()
      await fresh.pause()
      const again = await index.rebuild('first', stamp)
      t.is(again.filledTo, 3)
      await again.fill({ documents: [refused(4)], removals: [], upTo: 4 })
      await again.settle()
      await again.complete()
      t.is(await index.count(), 2)
      t.deepEqual([...(await index.origin())!.refused].sort(), ['item-2', 'item-4'])

      const hopeless = await index.rebuild('second', stamp)
      const documents = Array.from({ length: 101 }, (_, i) => refused(i + 1))
      await hopeless.fill({ documents, removals: [], upTo: 101 })
      t.like(await t.throwsAsync(hopeless.settle()), { code: 'search.refused' })
      await hopeless.abandon()
      t.is((await indicesOf(url!, prefix)).length, 1)
    } finally {
      await index.close()
      await removeIndices(url!, prefix)
    }
  },
)

/** The server, as it would answer if its disks had so many bytes left. */
async function withRoom(bytes: () => number) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const headers = Object.fromEntries(
      ['content-type', 'accept'].flatMap((name) =>
        request.headers[name] ? [[name, String(request.headers[name])]] : [],
      ),
    )
    const body = chunks.length ? { body: Buffer.concat(chunks) } : {}
    const answer = await fetch(`${url}${request.url}`, { method: request.method!, headers, ...body })
    const text = await answer.text()
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'application/json',
      'x-elastic-product': 'Elasticsearch',
    })
    response.end(text.replace(/"available_in_bytes":\d+/g, `"available_in_bytes":${bytes()}`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

withServer(
  'elasticsearch: a rebuild for which the disks have no room is not begun, and says how much it needs',
  async (t) => {
    const prefix = randomPrefix()
    let free = 1
    const server = await withRoom(() => free)
    const index = connect(prefix, server.url)
    try {
      await (await index.rebuild('first', stamp)).complete()
      await index.write(Array.from({ length: 200 }, (_, i) => document(i + 1, `甲 ${i} ${'乙 '.repeat(i)}`)))
      const fault = await t.throwsAsync<Fault>(async () => index.rebuild('second', stamp))
      t.is(fault?.code, 'search.no-room')
      t.regex(String(fault?.details.needed), /^\d+ MiB$/)
      t.is(fault?.details.free, '1 MiB')
      t.is((await indicesOf(url!, prefix)).length, 1, 'nothing was begun')
      t.is((await index.search(everything)).total, 200)
      free = 1 << 30
      await (await index.rebuild('second', stamp)).abandon()
    } finally {
      await index.close()
      server.close()
      await removeIndices(url!, prefix)
    }
  },
)
