import test from 'ava'
import { createElasticsearchIndex } from '../../../src/adapters/elasticsearch/search-index.ts'
import { silent } from '../../../src/ports/log.ts'
import { searchIndexContract } from '../../contracts/search-index.ts'
import { elasticsearchUrl, indicesOf, randomPrefix, removeIndices } from '../../support/elasticsearch.ts'

const url = elasticsearchUrl()
const withServer = url ? test.serial : test.skip
const connect = (prefix: string, to = url!) =>
  createElasticsearchIndex({ url: to, apiKey: null, caFile: null, prefix, log: silent })

searchIndexContract(withServer, 'elasticsearch', async () => {
  const prefix = randomPrefix()
  return {
    index: connect(prefix),
    kept: () => indicesOf(url!, prefix),
    remove: () => removeIndices(url!, prefix),
  }
})

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
      await (await theirs.rebuild({ ...stamp, archiveId: 'theirs' })).complete()
      for (let i = 0; i < 2; i++) await (await ours.rebuild(stamp)).complete()
      t.is((await theirs.stamp())?.archiveId, 'theirs')
      t.is((await ours.stamp())?.archiveId, 'archive')
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
    const fresh = await index.rebuild(stamp)
    await fresh.complete()
    await fresh.abandon()
    t.deepEqual(await index.stamp(), stamp)
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
    () => index.stamp(),
    () => index.count(),
    () => index.rebuild(stamp),
  ]
  for (const work of tried) t.like(await t.throwsAsync(work), { code: 'search.unavailable' })
  await index.close()
})
