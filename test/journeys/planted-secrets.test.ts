/**
 * A researcher's searches never count, show, sort, suggest or compare what they may not read (issue 4, Must show 7). Secrets are planted in an archive, each
 * kept from the researcher in a way of its own; whatever is asked is answered as by an archive that never had them: at once after they were hidden, and
 * when the index has been told. That they would be told otherwise is shown by the same questions before, and by those who may read them. On both engines.
 */
import test, { type ExecutionContext } from 'ava'
import mammoth from 'mammoth'
import type { Client, Json } from '../support/client.ts'
import { elasticsearchUrl, randomPrefix, removeIndices } from '../support/elasticsearch.ts'
import { secretWords, seenBefore, type Twin, twin, ways } from '../support/twins.ts'

const facets = 'kind,category,genre,decade,year,accession,person,corporateBody,place,event,term'
const searches: [q: string, query?: Record<string, string>][] = [
  ['灯火渡口', { facets }],
  ['灯火渡口', { sort: 'date' }],
  ['灯火渡口', { sort: 'title' }],
  ['灯火渡口', { sort: 'referenceCode' }],
  ['灯火渡口', { size: '1', page: '2' }],
  ['灯火渡口', { count: 'false' }],
  // forms: 峰顶 and 峯頂
  ['山峰顶上'],
  ['山峯頂上', { keep: 'variants' }],
  // 近似结果: one that may be read says it less nearly; none does
  ['饿殍载道'],
  ['候补委员会议'],
  // 另有
  ['五年计划'],
  ['“五年计画”'],
  // decades and years, in columns and in words
  ['', { facets, from: '1938', to: '1938' }],
  ['日期:1938'],
  ['文中日期:1938-06-09'],
  ['“民國廿七年”|闲话'],
  ['灯?渡口'],
  ['灯火*行动|灯火*结冰'],
  ['船工 ~20 灯火'],
  ['题名:绝密'],
  ['作者:单田芳'],
  ['档号:JM'],
  ['体裁:密报'],
  ['人名:冯玉祥'],
  ['人名:密台'],
  ['地名:浚县'],
  ['灯火 -堤工'],
  ['-闲话 渡口', { facets }],
  ['', { facets }],
  ['', { person: '焕章' }],
  ['', { genre: '密报', category: '军事' }],
]
const suggestions = [
  '绝密',
  'juemi',
  'jmdk',
  '渡口',
  '单田芳',
  'shantianfang',
  'xunxian',
  'JM-0',
  '冯玉祥',
  'fyx',
  '密台',
  'mitai',
]
const manuscript =
  '所谓“渡口结冰三尺有余”，又“船工们在风雪之夜点起三十六盏灯火”，又“饥年路上饿□载道”，又“五年计画，侯补委员会议”。'

/** What is asked, each by a name; every answer as both archives would give it. */
async function told({ items, alike }: Twin, client: Client): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {}
  const ask = async (name: string, path: string, query: Record<string, string> = {}) => {
    const { status, body } = await client.get(path, query)
    answers[name] = alike({ status, body })
  }
  const file = async (path: string, q: string, format: string) => {
    const { status, data } = await client.bytes(`${path}?${new URLSearchParams({ q, format })}`)
    answers[`${path} ${format}`] = alike({ status, text: data.toString() })
  }
  for (const [q, query = {}] of searches)
    await ask(`search ${q} ${JSON.stringify(query)}`, '/api/v1/search', { q, ...query })
  await ask('occurrences', '/api/v1/search/occurrences', { q: '灯火' })
  for (const format of ['csv', 'json', 'ris']) await file('/api/v1/search/export', '灯火渡口', format)
  for (const sort of ['item', 'date', 'left', 'right'])
    await ask(`concordance ${sort}`, '/api/v1/concordance', { q: '灯火', sort, size: '10' })
  for (const format of ['csv', 'txt', 'json']) await file('/api/v1/concordance/export', '灯火', format)
  for (const q of ['灯火', '渡口']) await ask(`related ${q}`, '/api/v1/search/related', { q })
  for (const q of suggestions) await ask(`suggest ${q}`, '/api/v1/search/suggest', { q })
  await ask('list', '/api/v1/items', { size: '200' })
  await ask('people', '/api/v1/authorities', { kind: 'person' })
  for (const name of ['见闻', '闲话']) {
    const item = `/api/v1/items/${items[name]}`
    await ask(`${name}: similar`, `${item}/similar`)
    await ask(`${name}: itself`, item)
  }
  await ask('见闻: names', `/api/v1/items/${items.见闻}/names`)
  const checked = await client.call('POST', '/api/v1/quotations', { text: manuscript })
  answers.quotations = alike(checked)
  // Lists that go on by a mark, to their end.
  for (const path of ['/api/v1/search?q=灯火&sort=number&size=2&facets=', '/api/v1/items?size=2']) {
    const pages: unknown[] = []
    for (let mark: string | null = ''; mark !== null; ) {
      const { body }: { body: Json } = await client.get(`${path}${mark && `&after=${encodeURIComponent(mark)}`}`)
      pages.push([body.total, (body.hits ?? body.items).map((one: Json) => (one.item ?? one).title)])
      mark = body.next
    }
    answers[`page by page ${path}`] = pages
  }
  const saved = (await client.call('POST', '/api/v1/saved-searches', { name: '灯火', filters: { q: '灯火' } })).body.id
  answers.saved = (await client.get(`/api/v1/saved-searches/${saved}/news`)).body
  await client.call('DELETE', `/api/v1/saved-searches/${saved}`)
  const basket = (await client.call('POST', '/api/v1/baskets', { title: '灯火' })).body.id
  answers.basket = alike([
    (await client.call('POST', `/api/v1/baskets/${basket}/hits`, { q: '灯火渡口' })).body,
    (await client.get(`/api/v1/baskets/${basket}/entries`)).body,
  ])
  await client.call('DELETE', `/api/v1/baskets/${basket}`)
  return answers
}

/** What a secret would be read by, if its id were known. */
const byId = (id: string, other: string, person: string) => [
  `/api/v1/items/${id}`,
  `/api/v1/items/${id}/names`,
  `/api/v1/items/${id}/text`,
  `/api/v1/items/${id}/similar`,
  `/api/v1/items/${id}/similar/${other}`,
  `/api/v1/items/${other}/similar/${id}`,
  `/api/v1/items/${id}/occurrences?q=${encodeURIComponent('灯火')}`,
  `/api/v1/items/${id}/exports/citation`,
  `/api/v1/items/${id}/dates`,
  `/api/v1/items/${id}/reports`,
  `/iiif/search/2/${id}?q=${encodeURIComponent('灯火')}`,
  `/iiif/presentation/3/${id}/manifest`,
  `/api/v1/authorities/${person}`,
]

async function nothingIsTold(t: ExecutionContext, env: Record<string, string>, engine: string): Promise<void> {
  t.timeout(280_000)
  const plain = await twin(t, {}, false)
  const full = await twin(t, env, true)
  const { admin, researcher, items, people } = full
  t.is((await researcher.search('灯火')).engine, engine)
  const right = await told(plain, plain.researcher)
  // An answer about quotations repeats them.
  for (const [name, answer] of Object.entries(right))
    if (name !== 'quotations') t.notRegex(JSON.stringify(answer), secretWords, name)

  // As long as some may be read, every one of these questions tells of them.
  const before = await told(full, researcher)
  for (const [name, answer] of Object.entries(before)) t.notDeepEqual(answer, right[name], `${name} could tell`)
  const basket = String((await researcher.call('POST', '/api/v1/baskets', { title: '先前' })).body.id)
  for (const way of seenBefore) {
    const entry = { itemId: items[`密${way}`], start: 0, end: 10, note: `批注${way}` }
    t.is((await researcher.call('POST', `/api/v1/baskets/${basket}/entries`, entry)).status, 201)
    const report = { kind: 'other', remark: '日期有误' }
    t.is((await researcher.call('POST', `/api/v1/items/${entry.itemId}/reports`, report)).status, 201)
    for (const path of byId(items[`密${way}`]!, items.见闻!, people.贾秘!))
      t.is((await researcher.get(path)).status, 200, `${way} ${path}`)
  }
  const reported = async () => (await researcher.get('/api/v1/reports')).body.total
  t.is(await reported(), seenBefore.length)
  const search = { name: '先前', filters: { q: '灯火' } }
  const saved = String((await researcher.call('POST', '/api/v1/saved-searches', search)).body.id)
  const words = async () => {
    const { data } = await researcher.bytes(`/api/v1/baskets/${basket}/export`)
    return (await mammoth.extractRawText({ buffer: data })).value
  }
  t.regex(await words(), /第4号密件/)
  t.regex(JSON.stringify(await told(full, admin)), secretWords)

  await full.hide()
  const same = async (when: string) => {
    const now = await told(full, researcher)
    for (const [name, answer] of Object.entries(now)) t.deepEqual(answer, right[name], `${when}: ${name}`)
    for (const way of ways)
      for (const path of byId(items[`密${way}`]!, items.见闻!, people.贾秘!))
        t.is((await researcher.get(path)).status, 404, `${when}: ${way} ${path}`)
    const { items: kept } = (await researcher.get(`/api/v1/baskets/${basket}/entries`)).body
    t.deepEqual(
      kept.map(({ item, quote, citation, note }: Json) => [item, quote, citation, note]),
      seenBefore.map((way) => [null, '', '', `批注${way}`]),
    )
    t.notRegex(await words(), secretWords)
    t.is(await reported(), 0)
    t.like((await researcher.get(`/api/v1/saved-searches/${saved}/news`)).body, { total: 3, fresh: 0 })
  }
  await same('at once')
  await full.settled()
  await same('when the index has been told')

  // Whoever may read them is told, by every question; only what is deleted is nowhere.
  const [archivist, theirs] = [await told(full, admin), await told(plain, plain.admin)]
  // Who keeps the list of people sees all of it anyhow, and whoever has a name of it.
  for (const [name, answer] of Object.entries(archivist))
    if (name !== 'people' && name !== '见闻: names') t.notDeepEqual(answer, theirs[name], name)
  t.notRegex(JSON.stringify(archivist), /密deleted|密照deleted|第5号密件|绝密渡口行动纪要5/)
  // On intake: the line of a file names what it shares with, for those who may read that.
  const line = async ({ admin: client, accession }: Twin) => {
    const { items: lines } = (await client.get(`/api/v1/accessions/${accession}/files`, { size: '200' })).body
    return lines.find((one: Json) => one.item?.title === '渡口见闻').item.reuse.total
  }
  t.deepEqual([await line(full), await line(plain)], [ways.length, 1])
}

test.serial('embedded: what may not be read is as if it were not there', async (t) => {
  await nothingIsTold(t, {}, 'sqlite')
})

const url = elasticsearchUrl()
const withServer = url ? test.serial : test.skip
withServer('Elasticsearch: what may not be read is as if it were not there', async (t) => {
  const prefix = randomPrefix()
  t.teardown(() => removeIndices(url!, prefix))
  await nothingIsTold(t, { ELASTICSEARCH_URL: url!, ELASTICSEARCH_PREFIX: prefix }, 'elasticsearch')
})
