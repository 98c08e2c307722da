/** Lists longer than pages go: marks lead through them in every order, and people scroll to their ends. */
import { setTimeout as rest } from 'node:timers/promises'
import ava, { type TestFn } from 'ava'
import sharp from 'sharp'
import { createWork } from '../../src/app/work.ts'
import { readConfig } from '../../src/config.ts'
import { system } from '../../src/policy.ts'
import { silent } from '../../src/ports/log.ts'
import { axeFinds, noBrowser, openBrowser, picture, signInThere, until, visit } from '../support/browser.ts'
import { type Client, type Json, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = ava.serial
const shown = (noBrowser ? ava.skip : ava.serial) as TestFn
const ITEMS = 12_000
const LAST = 8
const storage = temporary()
let service: Service
let client: Client

ava.before(async (t) => {
  t.timeout(300_000)
  const work = await createWork(readConfig({ STORAGE_DIR: storage, LOG_LEVEL: 'silent' }), { log: silent })
  for (let i = 0; i < ITEMS; i++) {
    // Every fifth has a name of its own, the others share a few.
    const title = i % 5 === 0 ? `旧影第${String(i).padStart(5, '0')}号` : `合影${i % 7}`
    await work.features.items.create(system, { title, kind: 'photograph' })
  }
  await work.rebuildNow()
  await work.close()
  service = await startService(storage)
  client = await signedIn(service.url)
  const { body } = await client.call('POST', '/api/v1/accessions', { title: '最后一批' })
  const colours = ['#445566', '#665544', '#446655', '#664455', '#556644', '#554466', '#777', '#999']
  const photographs = await Promise.all(
    colours.map((background) =>
      sharp({ create: { width: 240, height: 160, channels: 3, background } })
        .jpeg()
        .toBuffer(),
    ),
  )
  const files = photographs.map((data, i) => ({ name: `末${i + 1}.jpg`, data }))
  await client.upload(`/api/v1/accessions/${body.id}/files`, files)
  await client.settled(body.id)
})
ava.after.always(async () => {
  await service?.stop()
  remove(storage)
})

/** Everything a list tells, by its marks. */
async function walked(path: string, query: Record<string, string>, of: 'items' | 'hits'): Promise<Json[]> {
  const all: Json[] = []
  for (let after: string | null = ''; after !== null; ) {
    const { status, body } = await client.get(path, { ...query, size: '200', ...(after ? { after } : {}) })
    if (status !== 200) throw new Error(JSON.stringify(body))
    all.push(...body[of].map((one: Json) => one.item ?? one))
    after = body.next
  }
  return all
}

test('items: every order leads through all of them once, and goes on where it was when others come', async (t) => {
  t.timeout(240_000)
  for (const sort of ['number', '-number', 'title', 'date', '-updatedAt']) {
    const ids = (await walked('/api/v1/items', { sort }, 'items')).map(({ id }) => id)
    t.is(ids.length, ITEMS + LAST, sort)
    t.is(new Set(ids).size, ids.length, sort)
    const pages: string[] = []
    for (const page of ['1', '2', '50'])
      pages.push(
        ...(await client.get('/api/v1/items', { sort, page, size: '200' })).body.items.map(({ id }: Json) => id),
      )
    t.deepEqual([...ids.slice(0, 400), ...ids.slice(9800, 10_000)], pages, `${sort}: as by pages`)
  }
  const first = (await client.get('/api/v1/items', { sort: '-number', size: '5' })).body
  await client.call('POST', '/api/v1/items', { title: '后来的', kind: 'object' })
  const second = (await client.get('/api/v1/items', { sort: '-number', size: '5', after: first.next })).body
  const both = (await client.get('/api/v1/items', { sort: '-number', size: '11' })).body.items
  t.deepEqual(
    [...first.items, ...second.items].map(({ id }: Json) => id),
    both.slice(1).map(({ id }: Json) => id),
  )
})

test('a mark of another order, of another list, or of nobody is refused with a sentence; pages are as deep as before', async (t) => {
  const { next } = (await client.get('/api/v1/items', { sort: 'title' })).body
  const wrong = await client.get('/api/v1/items', { sort: 'date', after: next })
  t.is(wrong.status, 400)
  t.is(wrong.body.code, 'request.cursor')
  t.is((await client.get('/api/v1/items', { after: 'nonsense' })).body.code, 'request.cursor')
  t.is((await client.get('/api/v1/items', { page: '51', size: '200' })).body.code, 'search.too-deep')
  t.is((await client.get('/api/v1/search', { page: '51', size: '200' })).body.code, 'search.too-deep')
  const byTitle = (await client.get('/api/v1/search', { q: '合影', sort: 'title' })).body
  t.is(
    (await client.get('/api/v1/search', { q: '合影', sort: 'date', after: byTitle.next })).body.code,
    'request.cursor',
  )
})

test('hits in the order received go on to the last one, with the total of the beginning', async (t) => {
  t.timeout(240_000)
  const all = await walked('/api/v1/search', { kind: 'photograph', count: 'false', facets: '' }, 'hits')
  t.is(all.length, ITEMS + LAST)
  t.is(new Set(all.map(({ id }) => id)).size, all.length)
  t.is(all.at(-1).title, `末${LAST}`)
  const words = await walked('/api/v1/search', { q: '题名:合影', sort: 'number', count: 'false', facets: '' }, 'hits')
  t.is(words.length, (ITEMS * 4) / 5)
  // Verified by the text, some of each stretch: pages are full all the same.
  const literal = await walked('/api/v1/search', { q: '“旧影第”', sort: 'number', facets: '' }, 'hits')
  t.is(literal.length, ITEMS / 5)
  const first = (await client.get('/api/v1/search', { kind: 'photograph', facets: '' })).body
  const second = (await client.get('/api/v1/search', { kind: 'photograph', facets: '', after: first.next })).body
  t.is(second.total, ITEMS + LAST)
  t.is(second.totalRelation, 'exact')
})

test('hits in every other order go on to the last one too, as by pages', async (t) => {
  t.timeout(240_000)
  for (const sort of ['title', 'date', 'referenceCode'] as const)
    for (const q of ['', '题名:合影', '“旧影第”']) {
      const query = { kind: 'photograph', q, sort, count: 'false', facets: '' }
      const ids = (await walked('/api/v1/search', query, 'hits')).map(({ id }) => id)
      t.is(ids.length, q === '' ? ITEMS + LAST : q === '“旧影第”' ? ITEMS / 5 : (ITEMS * 4) / 5, `${sort} ${q}`)
      t.is(new Set(ids).size, ids.length, sort)
      const third = (await client.get('/api/v1/search', { ...query, page: '3', size: '200' })).body
      t.deepEqual(
        ids.slice(400, 600),
        third.hits.map(({ item }: Json) => item.id),
        `${sort} ${q}: as by pages`,
      )
      t.is(third.first, 401)
    }
})

test('the best first: beyond what is ranked together the engine’s order goes on, without gap or repeat', async (t) => {
  t.timeout(240_000)
  // Everything says 影: more than the window of ten thousand.
  const query = { q: '影', kind: 'photograph', count: 'false', facets: '' }
  const hits = await walked('/api/v1/search', query, 'hits')
  t.is(hits.length, ITEMS)
  t.is(new Set(hits.map(({ id }) => id)).size, ITEMS)
  const last = (await client.get('/api/v1/search', { ...query, page: '50', size: '200' })).body
  t.deepEqual(
    hits.slice(9800, 10_000).map(({ id }) => id),
    last.hits.map(({ item }: Json) => item.id),
  )
  const beyond = (await client.get('/api/v1/search', { ...query, after: last.next })).body
  t.is(beyond.first, 10_001)
  t.is(beyond.total, ITEMS)
})

test('one change for all that answer a filter reaches every one of them', async (t) => {
  t.timeout(240_000)
  const body = { filter: { kind: 'photograph' }, changes: { genre: '照片' }, dryRun: true }
  const { job } = (await client.call('PATCH', '/api/v1/items', body)).body
  for (;;) {
    const { state, result } = (await client.get(`/api/v1/jobs/${job.id}`)).body
    if (state === 'waiting' || state === 'running') await rest(200)
    else {
      t.like({ state, ...result }, { state: 'done', items: ITEMS + LAST, changed: ITEMS + LAST, failed: 0 })
      return
    }
  }
})

test('a mark opens nothing to who may not read it', async (t) => {
  const researcher = await withRole(service.url, client, 'researcher')
  const { next } = (await client.get('/api/v1/search', { kind: 'photograph', facets: '' })).body
  t.deepEqual((await researcher.get('/api/v1/search', { kind: 'photograph', after: next })).body.hits, [])
  const items = (await client.get('/api/v1/items')).body
  t.deepEqual((await researcher.get('/api/v1/items', { after: items.next })).body.items, [])
})

shown('the wall scrolls through all of them to the last picture', async (t) => {
  t.timeout(300_000)
  const browser = await openBrowser()
  try {
    const { page, complaints } = await visit(browser, service.url)
    await signInThere(page, service.url)
    await page.goto(`${service.url}/search?view=wall&kind=photograph`)
    await page.waitForSelector('.wall-row')
    await page.hover('.wall')
    const end = `figure:has(img[alt="末${LAST}"])`
    while ((await page.locator(end).count()) === 0) {
      await page.evaluate(`document.getElementById('content').scrollTo(0, 1e9)`)
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
    }
    await page.locator(end).scrollIntoViewIfNeeded()
    await until(page, `document.querySelector('img[alt="末${LAST}"]')?.naturalWidth > 0`)
    t.true((await page.locator('.wall-row').count()) < 60, 'only what is in sight exists')
    t.deepEqual(await axeFinds(page), [])
    await picture(page, 'search-wall-end')

    // By title too: 末 comes after 合 and 旧.
    await page.goto(`${service.url}/search?view=wall&kind=photograph&sort=title`)
    await page.waitForSelector('.wall-row')
    while ((await page.locator(end).count()) === 0) {
      await page.evaluate(`document.getElementById('content').scrollTo(0, 1e9)`)
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
    }

    // The list goes by pages as far as they are counted, then from place to place.
    await page.goto(`${service.url}/search?kind=photograph&sort=title&page=500`)
    const whole = await walked(
      '/api/v1/search',
      { kind: 'photograph', sort: 'title', count: 'false', facets: '' },
      'hits',
    )
    const firstIs = (n: number) => page.waitForSelector(`.hits[start="${n}"] a[href^="/items/${whole[n - 1]!.id}"]`)
    await firstIs(9981)
    await page.click('.hits-foot .further')
    await firstIs(10_001)
    await page.click('.hits-foot .further')
    await firstIs(10_021)
    t.deepEqual(await axeFinds(page), [])
    await page.goBack()
    await firstIs(10_001)
    t.deepEqual(complaints, [])
  } finally {
    await browser.close()
  }
})
