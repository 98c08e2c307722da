/**
 * A reader without the right sees a restricted item nowhere: everything is opened in the browser, and every answer of the network and every screen is
 * searched for it. An archivist walks the same way and meets it, so that each step is known to be able to tell.
 */
import { setTimeout as rest } from 'node:timers/promises'
import ava, { type TestFn } from 'ava'
import mammoth from 'mammoth'
import type { Browser, Page, Response } from 'playwright-core'
import sharp from 'sharp'
import { noBrowser, openBrowser, picture, signInThere, visit } from '../support/browser.ts'
import { type Client, type Json, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { essay } from '../support/essay.ts'
import { PASSWORD, remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
const any = { 'if-match': '*' }
/** Whatever is only of what may not be read has this in it; nothing that anybody asks for has. */
const SECRET = '藏锋'
const shared = essay(31, 600)
const passage = { start: 0, end: 6 }

let service: Service
let browser: Browser
let admin: Client
let researcher: Client & { id: string }
let open: string
const secret = { text: '', picture: '', object: '' }

ava.before(async () => {
  if (noBrowser) return
  service = await startService(temporary())
  admin = await signedIn(service.url)
  researcher = await withRole(service.url, admin, 'researcher')
  const { body: accession } = await admin.call('POST', '/api/v1/accessions', { title: `${SECRET}批次` })
  await admin.call('POST', '/api/v1/authorities', { kind: 'person', name: `${SECRET}先生` })
  const jpeg = await sharp({ create: { width: 900, height: 700, channels: 3, background: '#997755' } })
    .jpeg()
    .toBuffer()
  const { body } = await admin.upload(`/api/v1/accessions/${accession.id}/files`, [
    { name: '义渡旧事.txt', data: Buffer.from(`义渡在城东，渡口有碑。\n${shared}`) },
    { name: `${SECRET}文件.txt`, data: Buffer.from(`义渡与${SECRET}先生同来。民国二十七年事。\n${shared}`) },
    { name: `${SECRET}照片.jpg`, data: jpeg },
  ])
  const [one, two, three] = body.results as Json[]
  open = String(one.itemIds[0])
  Object.assign(secret, {
    text: String(two.itemIds[0]),
    picture: String(three.itemIds[0]),
    object: String(three.objectId),
  })
  await admin.settled(accession.id)
  const hidden = {
    access: 'controlled',
    title: `${SECRET}题名义渡`,
    persons: [`${SECRET}人物`],
    places: [`${SECRET}地点`],
    genre: `${SECRET}体裁`,
    category: `${SECRET}门类`,
    date: { text: '1938' },
    scopeAndContent: `${SECRET}提要`,
  }
  const described = [
    await admin.call('PATCH', `/api/v1/items/${open}`, { access: 'open', date: { text: '1956' } }, any),
    await admin.call('PATCH', `/api/v1/items/${secret.text}`, { ...hidden, referenceCode: `WS-${SECRET}` }, any),
    await admin.call('PATCH', `/api/v1/items/${secret.picture}`, { ...hidden, caption: `${SECRET}图说，义渡` }, any),
  ]
  for (const { status, body: answer } of described) if (status !== 200) throw new Error(JSON.stringify(answer))
  await admin.settled(accession.id)
  for (const id of [open, secret.text])
    while (!(await admin.get(`/api/v1/items/${id}/similar`)).body.isCompared) await rest(20)
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})

/** An address without the ids that were asked for. */
const anonymous = (path: string) => path.replaceAll(/[0-9a-f-]{36}/g, '…')

/** All that is answered and shown, step by step. */
async function watch(page: Page) {
  const told = new Map<string, string[]>()
  const pending = new Set<Promise<void>>()
  let step = ''
  const put = (text: string) => void told.set(step, [...(told.get(step) ?? []), text])
  const read = async (response: Response) => {
    const of = step
    const type = response.headers()['content-type'] ?? ''
    // What is built is the same for all; of a picture it is enough that it was given.
    if (!/\/(?:api|iiif)\//.test(response.url())) return
    const body = /json|text|csv|ris/.test(type) ? await response.text().catch(() => '') : `${response.status()} ${type}`
    told.set(of, [...(told.get(of) ?? []), `${anonymous(new URL(response.url()).pathname)} ${body}`])
  }
  page.on('response', (response) => {
    const reading = read(response)
    pending.add(reading)
    void reading.finally(() => pending.delete(reading))
  })
  return {
    told,
    put,
    async at(name: string, act: () => Promise<unknown>) {
      step = name
      await act()
      await page.waitForLoadState('networkidle')
      await Promise.all(pending)
      put(await page.innerText('body'))
    },
  }
}

/** The way through every place where an item could show itself. */
async function walk(page: Page, basket: string, saved: string): Promise<Map<string, string[]>> {
  const { told, at, put } = await watch(page)
  /** Until what is waited for stands there, or that there is nothing. */
  const go =
    (path: string, ready = 'h1') =>
    async () => {
      await page.goto(`${service.url}${path}`)
      await page.waitForSelector(`#content :is(${ready}, .failure)`)
    }
  const q = encodeURIComponent('义渡')
  const wall = '.wall img, .wall p'
  const views = { list: '.hits-foot', kwic: '.kwic-head', wall, time: '.years' }
  await at('desk', go('/', '.recent'))
  for (const [view, ready] of Object.entries(views))
    await at(`search ${view}`, go(`/search?q=${q}&view=${view}`, ready))
  await at('wall of all', go('/search?view=wall', wall))
  await at('search by date', go('/search?from=1938&to=1938', '.hits-foot'))
  await at('search in text', go(`/search?q=${encodeURIComponent('文中日期:1938')}`, '.hits-foot'))
  for (const text of [SECRET, 'cangfeng', 'WS-', '义渡'])
    await at(`suggest ${text}`, async () => {
      await page.goto(`${service.url}/search`)
      const answered = page.waitForResponse((response) => response.url().includes('/search/suggest'))
      await page.fill('.search-box input', text)
      await answered
      // What was typed is no answer.
      await page.evaluate(`document.querySelector('.search-box input').blur()`)
    })
  await at('saved searches', async () => {
    await page.goto(`${service.url}/search`)
    await page.click('.search-bar button:has-text("保存")')
    await page.waitForSelector('.saved-list .saved-news')
  })
  await at('saved search news', () => page.goto(`${service.url}/api/v1/saved-searches/${saved}/news`))
  await at('baskets', go('/baskets', '.basket-list'))
  await at('basket', go(`/baskets/${basket}`, '.entry'))
  await at('reports', go('/reports', '.report-list li, .empty'))
  await at('similar', go(`/items/${open}?tab=similar`, '.similar li, .tab-body > .quiet'))
  await at('side by side', go(`/items/${open}/similar/${secret.text}`, '.side-by-side'))
  await at('names', go(`/items/${open}?tab=names`, '.names-panel'))
  await at('history', go(`/items/${open}?tab=history`, '.history li, .tab-body > .quiet'))
  for (const tab of ['text', 'description', 'history', 'names', 'reports'])
    await at(`item ${tab}`, go(`/items/${secret.text}?tab=${tab}`, '.tab-body, .reading'))
  await at('picture', go(`/items/${secret.picture}`))
  for (const path of ['/reuse', '/describe', '/accessions']) await at(path, go(path))
  const text = `/api/v1/items/${secret.text}`
  for (const path of [
    `/api/v1/search/export?format=csv&q=${q}`,
    `/api/v1/search/export?format=ris&q=${q}`,
    `/api/v1/search/occurrences?q=${q}`,
    `/api/v1/concordance/export?format=txt&q=${q}`,
    '/api/v1/items?size=100',
    '/api/v1/authorities?kind=person&size=100',
    `${text}/exports/citation`,
    `${text}/exports/citation?start=0&end=8`,
    `${text}/text/versions`,
    `${text}/occurrences?q=${q}`,
    `/iiif/presentation/3/${secret.text}/manifest`,
    `/iiif/search/2/${secret.text}?q=${q}`,
    `/iiif/presentation/3/${secret.picture}/manifest`,
    `/iiif/image/3/${secret.object}/info.json`,
    `/iiif/image/3/${secret.object}/0,0,256,256/256,/0/default.jpg`,
    `/api/v1/items/${secret.picture}/thumbnail`,
    `/api/v1/objects/${secret.object}/thumbnails/600`,
    `/api/v1/objects/${secret.object}/content`,
  ])
    await at(anonymous(path), async () =>
      put(
        String(
          await page.evaluate(`fetch(${JSON.stringify(path)}).then(async (answer) =>
            answer.ok && /image/.test(answer.headers.get('content-type')) ? 'a picture is given' : answer.text())`),
        ),
      ),
    )
  await at('word', async () => {
    const data = await page.evaluate(`fetch('/api/v1/baskets/${basket}/export').then(async (answer) =>
      [...new Uint8Array(await answer.arrayBuffer())])`)
    put((await mammoth.extractRawText({ buffer: Buffer.from(data as number[]) })).value)
  })
  return told
}

/** What somebody has of it while they may read it: read, in a basket, in a saved search, reported. */
async function use(page: Page, client: Client, username: string, password: string) {
  await signInThere(page, service.url, username, password)
  for (const id of [open, secret.text, secret.picture]) {
    await page.goto(`${service.url}/items/${id}`)
    await page.waitForSelector('.item-bar h1')
  }
  const basket = (await client.call('POST', '/api/v1/baskets', { title: '选材' })).body.id
  for (const entry of [{ itemId: open }, { itemId: secret.text }, { itemId: secret.text, ...passage }])
    await client.call('POST', `/api/v1/baskets/${basket}/entries`, entry)
  const saved = (await client.call('POST', '/api/v1/saved-searches', { name: '渡', filters: { q: '义渡' } })).body.id
  await client.call('POST', `/api/v1/items/${secret.text}/reports`, { kind: 'wrong', ...passage, remark: '疑' })
  return { basket: String(basket), saved: String(saved) }
}

/** Steps at which nothing of it is told even to those who may read it. */
const SILENT = new Set(['saved searches', 'saved search news', 'names', 'history', 'baskets'])

test('an archivist meets the restricted items at every step of the way', async (t) => {
  t.timeout(300_000)
  const { page } = await visit(browser, service.url)
  const { basket, saved } = await use(page, admin, 'admin', PASSWORD)
  const told = await walk(page, basket, saved)
  const isTold = ([step, texts]: [string, string[]]) =>
    /thumbnail|content|0,0,256/.test(step)
      ? texts.includes('a picture is given')
      : texts.some((text) => text.includes(SECRET) || text.includes(secret.object))
  t.deepEqual(
    [...told].filter((one) => !SILENT.has(one[0]) && !isTold(one)).map(([step]) => step),
    [],
  )
  t.regex(told.get('saved search news')!.join(), /"total":3/)
  await page.context().close()
})

test('a reader whose right is gone meets nothing of them, anywhere', async (t) => {
  t.timeout(300_000)
  const grant = { purpose: '写文', expiresAt: '2099-01-01T00:00:00Z' }
  for (const id of [secret.text, secret.picture])
    t.is((await admin.call('PUT', `/api/v1/items/${id}/grants/${researcher.id}`, grant)).status < 300, true)
  const { page, complaints } = await visit(browser, service.url, { expected: ['404 GET', '403 GET'] })
  const { basket, saved } = await use(page, researcher, 'u-researcher', ROLE_PASSWORD)
  const before = await researcher.search('义渡')
  t.is(before.total, 3, 'while the right lasts they are found')
  for (const id of [secret.text, secret.picture])
    await admin.call('DELETE', `/api/v1/items/${id}/grants/${researcher.id}`)

  const told = await walk(page, basket, saved)
  const tells: string[] = []
  for (const [step, texts] of told)
    for (const text of texts) {
      const found = [SECRET, secret.object, 'a picture is given'].find((one) => text.includes(one))
      if (found)
        tells.push(
          `${step}: ${found} in ${text.slice(Math.max(0, text.indexOf(found) - 80), text.indexOf(found) + 40)}`,
        )
    }
  t.deepEqual(tells, [])

  // What is left to be seen is counted as if there were nothing else.
  const list = told.get('search list')!.join('\n')
  t.regex(list, /"total":1,/)
  t.regex(list, /1 件，\s*1 处/)
  t.notRegex(list, /"value":"1930"/, 'no decade')
  t.true(told.get('search by date')!.some((text) => /"total":0,/.test(text)))
  t.true(told.get('search in text')!.some((text) => /"total":0,/.test(text)))
  t.regex(told.get('saved search news')!.join(), /"total":1,"fresh":0/)
  t.regex(told.get('word')!.join(), /此件现已不可查阅/)
  t.regex(told.get('basket')!.join(), /此件现已不可查阅/)
  t.true(told.get('similar')!.some((text) => text.includes('没有与本件相同的段落')))
  t.true(told.get('reports')!.some((text) => /\/reports .*"total":0/.test(text)))
  t.true(told.get('item text')!.some((text) => text.includes('没有这一件')))
  await page.goto(`${service.url}/items/${secret.text}`)
  await page.waitForSelector('.failure')
  await picture(page, 'restricted')
  t.deepEqual(complaints, [])
  await page.context().close()
})
