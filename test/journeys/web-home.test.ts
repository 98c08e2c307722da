/** 工作台 in a real Chromium: the first day, an archivist's morning, a researcher's. */
import ava, { type TestFn } from 'ava'
import type { Browser } from 'playwright-core'
import {
  axeFinds,
  counted,
  narrow,
  noBrowser,
  openBrowser,
  picture,
  signInThere,
  until,
  visit,
} from '../support/browser.ts'
import { type Client, type Json, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
const storage = temporary()
let service: Service
let browser: Browser
let api: Client
let researcher: Client

ava.before(async () => {
  if (noBrowser) return
  service = await startService(storage)
  api = await signedIn(service.url)
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  remove(storage)
})

test('an empty archive shows what comes first, and one button to begin', async (t) => {
  t.timeout(120_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.waitForSelector('.first-run')
  const step = () => page.textContent('.steps .is-now button')
  t.is(await step(), '本馆', 'the password was set by who started the service')
  await page.fill('#officeName', '云川市政协文史馆')
  await page.fill('#city', '云川')
  await page.fill('#fondsNumber', 'Y108')
  await page.waitForSelector('.first-example:has-text("云川: 云川市政协文史馆, 1961: 3.")')
  await page.waitForSelector(`.first-example:has-text("Y108-WS·${new Date().getFullYear()}-Y-0001")`)
  await page.waitForSelector('.first-example:has-text("云川市政协文史馆藏，档号：Y108-WS·1961-Y-0042")')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'firstrun')
  await page.click('.first-card .ant-btn-primary')
  await page.waitForSelector('.steps .is-now:has-text("同事")')
  t.like((await api.get('/api/v1/settings')).body.values, {
    officeName: '云川市政协文史馆',
    city: '云川',
    fondsNumber: 'Y108',
  })
  await page.click('button:has-text("添加同事")')
  await page.fill('.ant-modal #username', 'liyi')
  await page.fill('.ant-modal #displayName', '李乙')
  await page.fill('.ant-modal #password', ROLE_PASSWORD)
  await page.click('.ant-modal .ant-btn-primary')
  await page.waitForSelector('.first-users:has-text("李乙")')
  await page.waitForSelector('.ant-modal', { state: 'hidden' })
  t.deepEqual(await axeFinds(page), [])
  await page.click('.first-card .ant-btn-primary')
  await page.waitForSelector('.steps .is-now:has-text("第一批材料")')
  await page.click('.first-card .ant-btn-primary')
  await page.waitForSelector('.accession-form')
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('in the morning: what waits, first things first; the plan is set in place; every number leads somewhere', async (t) => {
  t.timeout(180_000)
  researcher = await withRole(service.url, api, 'researcher')
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  await api.call('POST', '/api/v1/accessions', {
    title: '借来的原件',
    returnOriginal: true,
    receivedDate: yesterday,
    returnDue: yesterday,
  })
  // Of this year, whatever day it is.
  const { body: accession } = await api.call('POST', '/api/v1/accessions', {
    title: '临溪县移交',
    contributor: { name: '临溪县' },
  })
  const path = `/api/v1/accessions/${accession.id}/files`
  const { body } = await api.upload(path, [
    { name: '渡口.txt', data: Buffer.from('渡口在城东，商会设在渡口旁。'.repeat(900)) },
    { name: '坏.docx', data: Buffer.from('PK\u0003\u0004不是文档') },
  ])
  await api.settled(accession.id)
  const itemId = body.results[0].itemIds[0]
  await api.call('PATCH', `/api/v1/items/${itemId}`, { genre: '回忆录' }, { 'if-match': '*' })
  await researcher.call('POST', '/api/v1/access-requests', { itemId, purpose: '写县志' })

  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.waitForSelector('.waiting-list')
  t.deepEqual(
    (await page.locator('.waiting-list h3').allTextContents()).map((title) => title.replace(/^\d+ /, '')),
    ['个文件等您决定', '批借来的原件该还了', '份利用申请待审', '件待著录'],
  )
  t.regex((await page.textContent('.home-head p'))!, /有 5 件事等您，先决定 1 个文件怎么处理/)
  await page.waitForSelector('.year-line')
  await page.click('.plan-button')
  await page.fill('#plan-characters', '150')
  await page.fill('#plan-items', '330')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.ant-modal .ant-btn-primary')
  await page.waitForSelector('.year-bar')
  t.deepEqual((await api.get('/api/v1/settings')).body.values.yearPlan, {
    characters: 1_500_000,
    items: 330,
    images: null,
  })
  t.is(await counted(page.locator('.year-bar'), 2), 2, 'what has no plan has no bar')
  t.regex((await page.textContent('.sources'))!, /临溪县/)
  t.is(await page.locator('.recent .song').first().textContent(), '渡口')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'home')

  const hrefs = (await page.evaluate(
    `[...document.querySelectorAll('.home-place a[href]')].map((a) => a.getAttribute('href'))`,
  )) as string[]
  t.true(hrefs.length > 10)
  for (const href of new Set(hrefs.filter((one) => !one.startsWith('/?')))) {
    await page.goto(`${service.url}${href}`)
    await page.waitForSelector('#content h1, #content h2, .describe, .reader, .search-box')
    t.is(await counted(page.locator('#content .failure, .no-such-place'), 0), 0, href)
  }

  await page.goto(service.url)
  await page.locator('.waiting-list li', { hasText: '份利用申请' }).locator('.ant-btn').click()
  await page.waitForSelector('.requests li')
  t.regex((await page.textContent('.requests li'))!, /u-researcher.*渡口.*写县志/s)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'home-requests')
  await page.locator('.requests .ant-btn-primary').click()
  await page.waitForSelector('.requests li', { state: 'detached' })
  t.is((await researcher.get(`/api/v1/items/${itemId}`)).status, 200)

  await page.goto(service.url)
  await page.click('.top > .frame-link')
  await page.waitForSelector('.jobs-list')
  t.deepEqual(await axeFinds(page), [])
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('a researcher sees their own requests and what they read, and no number of anything else', async (t) => {
  t.timeout(120_000)
  const { page, complaints } = await visit(browser, service.url, { viewport: narrow })
  await signInThere(page, service.url, 'u-researcher', ROLE_PASSWORD)
  await page.waitForSelector('.waiting-list')
  t.regex((await page.textContent('.waiting-list'))!, /1 件可阅览/)
  t.is(await counted(page.locator('.home-columns aside'), 0), 0)
  t.false(/待著录|等您决定|来稿/.test((await page.textContent('#content'))!))
  t.is(await counted(page.locator('nav a', { hasText: '征集' }), 0), 0)
  t.deepEqual(await axeFinds(page), [])
  t.true(Boolean(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')))
  await page.locator('.waiting-list .ant-btn').click()
  await page.locator('.requests a').click()
  await page.waitForSelector('.reader, .reading')
  await page.goto(service.url)
  await page.waitForSelector('.recent')
  t.is(await page.locator('.recent .song').textContent(), '渡口')
  await picture(page, 'home-researcher-390')
  t.deepEqual(complaints, [])

  // Who may not read it any more does not learn of it here either.
  const { items } = (await api.get('/api/v1/items')).body
  const item = items.find(({ title }: Json) => title === '渡口')
  await api.call('PUT', `/api/v1/items/${item.id}/withdrawal`, { reason: '再议' })
  await page.goto(service.url)
  await page.waitForSelector('.home-place')
  await until(page, `!document.querySelector('.recent')`)
  await page.context().close()
})
