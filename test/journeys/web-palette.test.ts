import ava, { type TestFn } from 'ava'
import type { Browser, Page } from 'playwright-core'
import { axeFinds, counted, narrow, noBrowser, openBrowser, picture, signInThere, visit } from '../support/browser.ts'
import { type Client, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
const storage = temporary()
let service: Service
let browser: Browser
let api: Client

ava.before(async () => {
  if (noBrowser) return
  service = await startService(storage)
  api = await signedIn(service.url)
  const { body } = await api.call('POST', '/api/v1/accessions', { title: '移交' })
  await api.upload(
    `/api/v1/accessions/${body.id}/files`,
    ['渡口旧事', '盐号账房'].map((name) => ({ name: `${name}.txt`, data: Buffer.from(`${name}在城东。`) })),
  )
  await api.settled(body.id)
  const { items } = (await api.get('/api/v1/items')).body
  const { id } = items.find(({ title }: { title: string }) => title === '盐号账房')
  await api.call('PATCH', `/api/v1/items/${id}`, { referenceCode: 'Y108-WS·2026-Y-0007' }, { 'if-match': '*' })
  await api.settled(body.id)
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  remove(storage)
})

const open = async (page: Page) => {
  await page.keyboard.press('Control+k')
  await page.waitForSelector('.palette input:focus')
}
const chosen = (page: Page) => page.textContent('.palette [aria-selected="true"]')

test('keys alone lead to every place, to an item by title or 档号, and to a search for what was typed', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.waitForSelector('.home-place')
  await open(page)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'palette')
  await page.keyboard.type('ndtj')
  t.regex((await chosen(page))!, /年度统计/)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.year-report')
  t.true(page.url().endsWith('/admin/statistics'))
  t.is(await counted(page.locator('.palette'), 0), 0)

  await open(page)
  await page.keyboard.type('渡口')
  await page.waitForSelector('.palette-choice:has-text("渡口旧事")')
  t.regex((await chosen(page))!, /检索“渡口”/)
  await page.keyboard.press('ArrowDown')
  t.regex((await chosen(page))!, /渡口旧事/)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'palette-typed')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.reader')
  t.regex(page.url(), /\/items\//)

  // A whole 档号 is what is meant; also from a field in which somebody writes.
  await page.focus('.top-find')
  await open(page)
  await page.keyboard.type('Y108-WS·2026-Y-0007')
  await page.waitForSelector('.palette [aria-selected="true"]:has-text("Y108-WS·2026-Y-0007档号")')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.reader h1:has-text("盐号账房")')

  await open(page)
  await page.waitForSelector('.palette-group:has-text("最近读过")')
  t.regex((await chosen(page))!, /盐号账房/, 'what was read last is first')
  await page.keyboard.type('没有这样的词')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.search-box')
  t.is(new URL(page.url()).searchParams.get('q'), '没有这样的词')

  await open(page)
  await page.keyboard.press('ArrowUp')
  t.regex((await chosen(page))!, /退出/)
  await page.keyboard.press('Escape')
  await page.waitForSelector('.palette', { state: 'detached' })
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('an input method that composes chooses nothing', async (t) => {
  t.timeout(60_000)
  const { page } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.waitForSelector('.home-place')
  await open(page)
  const client = await page.context().newCDPSession(page)
  await client.send('Input.imeSetComposition', { text: 'dukou', selectionStart: 5, selectionEnd: 5 })
  await page.keyboard.press('Enter')
  t.is(await counted(page.locator('.palette'), 1), 1)
  t.true(new URL(page.url()).pathname === '/')
  await page.context().close()
})

test('the list of keys opens everywhere, with those of the place first, and once', async (t) => {
  t.timeout(120_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  const [item] = (await api.get('/api/v1/items')).body.items
  for (const [path, title] of [
    ['/', '检索'],
    ['/search?q=渡口', '检索'],
    [`/items/${item.id}`, '阅览'],
    [`/accessions/${item.accessionId}`, '征集批次'],
    [`/accessions/${item.accessionId}/describe`, '著录表'],
    ['/admin/jobs', '检索'],
  ] as const) {
    await page.goto(`${service.url}${path}`)
    await page.waitForSelector('#content h1, #content h2, .describe, .reader, .search-box, .admin')
    await page.evaluate('document.activeElement?.blur()')
    await page.keyboard.press('?')
    await page.waitForSelector('.key-list')
    t.is(await counted(page.locator('.ant-modal:visible'), 1), 1, path)
    t.is(await page.locator('.key-list h3').nth(1).textContent(), title, path)
    if (path === '/') t.deepEqual(await axeFinds(page), [])
    await page.keyboard.press('Escape')
    await page.waitForSelector('.key-list', { state: 'detached' })
  }
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('a researcher is offered no place that is not theirs, also on a narrow screen', async (t) => {
  t.timeout(60_000)
  await withRole(service.url, api, 'researcher')
  const { page, complaints } = await visit(browser, service.url, { viewport: narrow })
  await signInThere(page, service.url, 'u-researcher', ROLE_PASSWORD)
  await page.waitForSelector('.home-place')
  await page.click('.account')
  await page.click('.ant-dropdown-menu-item:has-text("直达")')
  await page.waitForSelector('.palette input:focus')
  const offered = (await page.textContent('.palette-list'))!
  t.false(/征集|年度统计|用户|审计|设置|登记/.test(offered))
  await page.keyboard.type('盐号')
  await page.waitForSelector('.palette [aria-selected="true"]:has-text("检索“盐号”")')
  t.is(await counted(page.locator('.palette-choice'), 1), 1, 'nothing of what they may not read')
  t.true(Boolean(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')))
  t.deepEqual(await axeFinds(page), [])
  t.deepEqual(complaints, [])
  await page.context().close()
})
