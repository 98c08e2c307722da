/** 选材篮 in the browser: no note is lost, every entry has its place, and what is taken out can be put back. */
import { setTimeout as rest } from 'node:timers/promises'
import ava, { type TestFn } from 'ava'
import type { Browser, Page } from 'playwright-core'
import { axeFinds, counted, noBrowser, openBrowser, picture, signInThere, until, visit } from '../support/browser.ts'
import { type Client, type Json, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
let service: Service
let browser: Browser
let own: Client
let itemId = ''
const text = Array.from({ length: 230 }, (_, i) => `第${i + 1}条说义渡。`).join('\n')

ava.before(async () => {
  if (noBrowser) return
  service = await startService(temporary())
  const admin = await signedIn(service.url)
  own = await withRole(service.url, admin, 'researcher')
  const accession = String((await admin.call('POST', '/api/v1/accessions', { title: '临溪县移交' })).body.id)
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, [
    { name: '青石渡义渡旧事.txt', data: Buffer.from(text) },
  ])
  await admin.settled(accession)
  itemId = String(body.results[0].itemIds[0])
  await admin.call('PATCH', `/api/v1/items/${itemId}`, { access: 'open', creators: ['张甲'] }, { 'if-match': '*' })
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})

/** A basket with so many passages of the item, the nth saying “第n条”. */
async function basketOf(count: number): Promise<string> {
  const { id } = (await own.call('POST', '/api/v1/baskets', { title: '津渡' })).body
  for (let n = 1; n <= count; n++) {
    const start = text.indexOf(`第${n}条`)
    await own.call('POST', `/api/v1/baskets/${id}/entries`, { itemId, start, end: start + `第${n}条`.length })
  }
  return id
}
async function entriesOf(id: string): Promise<Json[]> {
  const page = async (n: string) =>
    (await own.get(`/api/v1/baskets/${id}/entries`, { size: '200', page: n })).body.items as Json[]
  return [...(await page('1')), ...(await page('2'))]
}
async function saved(id: string, note: string): Promise<void> {
  while (!(await entriesOf(id)).some((one) => one.note === note)) await rest(50)
}
async function researcher(id: string, expected: string[] = []) {
  const watched = await visit(browser, service.url, { expected })
  await signInThere(watched.page, service.url, 'u-researcher', ROLE_PASSWORD)
  await watched.page.goto(`${service.url}/baskets/${id}`)
  await watched.page.waitForSelector('.entry')
  return watched
}
const note = (page: Page) => page.locator('.entry textarea').first()

test('a note half written when the session ends is there after signing in again, and saved', async (t) => {
  t.timeout(120_000)
  const id = await basketOf(2)
  const { page } = await researcher(id)
  await page.context().clearCookies()
  await note(page).fill('与县志相印证')
  await note(page).blur()
  await page.waitForSelector('.ant-modal #password')
  await page.waitForSelector('.note-state:has-text("未保存")')
  await page.fill('.ant-modal #password', ROLE_PASSWORD)
  await page.click('.ant-modal button[type=submit]')
  await page.waitForSelector('.ant-modal', { state: 'hidden' })
  t.is(await note(page).inputValue(), '与县志相印证')
  await saved(id, '与县志相印证')
  await until(page, `!document.querySelector('.entries').textContent.includes('未保存')`)
  t.is(await note(page).inputValue(), '与县志相印证')
  await page.context().close()
})

test('while the service is away a basket stays, says that a note is not saved, and saves it afterwards', async (t) => {
  t.timeout(120_000)
  const id = await basketOf(3)
  const { page } = await researcher(id, ['ERR_FAILED'])
  let asked = 0
  await page.route('**/api/v1/**', (route) => {
    if (route.request().url().includes('/entries?')) asked++
    return route.abort()
  })
  await note(page).fill('写在断线时')
  await page.locator('.entry button[aria-label="上移"]').nth(1).click()
  await page.waitForSelector('.note-state:has-text("未保存：暂时送不到")')
  await page.waitForSelector('.ant-message-error')
  // Asked for again four times, and then not any more.
  while (asked < 4) await rest(50)
  await until(page, 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))')
  t.is(await counted(page.locator('.entry'), 3), 3)
  t.is(await page.locator('.failure').count(), 0)
  t.true(
    (
      await page.locator('.entry textarea').evaluateAll((all) => all.map((one) => 'value' in one && one.value))
    ).includes('写在断线时'),
  )
  await picture(page, 'basket-unsaved')
  await page.unroute('**/api/v1/**')
  await saved(id, '写在断线时')
  await page.waitForSelector('.note-state:has-text("未保存")', { state: 'detached' })
  await page.context().close()
})

test('a note being written is there after a reload, and after going back and coming again; a pause saves it too', async (t) => {
  t.timeout(120_000)
  const id = await basketOf(2)
  const { page, complaints } = await researcher(id)
  await note(page).fill('先写一句')
  await saved(id, '先写一句')
  await note(page).fill('先写一句，再写一句')
  await page.reload()
  await until(page, `document.querySelector('.entry textarea')?.value === '先写一句，再写一句'`)
  await saved(id, '先写一句，再写一句')
  await page.click('.basket-place a[href="/baskets"]')
  await page.click(`.basket-list a[href="/baskets/${id}"]`)
  await note(page).fill('正要离开')
  await page.goBack()
  await page.waitForSelector('.basket-list')
  await saved(id, '正要离开')
  await page.goForward()
  await until(page, `document.querySelector('.entry textarea')?.value === '正要离开'`)
  t.deepEqual(await axeFinds(page), [])
  t.deepEqual(complaints, [])
  await page.context().close()
})
