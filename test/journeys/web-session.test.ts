/** One browser, several people: who signs out is gone at once, and the next sees nothing of what was read before. What else every place does is here too. */
import ava, { type TestFn } from 'ava'
import type { Browser, Page } from 'playwright-core'
import { narrow, noBrowser, openBrowser, signInThere, visit } from '../support/browser.ts'
import { type Client, type Json, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { PASSWORD, remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
const storage = temporary()
let service: Service
let browser: Browser
let admin: Client

ava.before(async () => {
  if (noBrowser) return
  service = await startService(storage)
  admin = await signedIn(service.url)
  await withRole(service.url, admin, 'researcher')
  const { body } = await admin.call('POST', '/api/v1/accessions', { title: '家信' })
  await admin.upload(
    `/api/v1/accessions/${body.id}/files`,
    ['渡口旧事', '致家兄书'].map((name) => ({ name: `${name}.txt`, data: Buffer.from(`${name}，说的是渡口。`) })),
  )
  await admin.settled(body.id)
  const { items } = (await admin.get('/api/v1/items')).body as { items: Json[] }
  for (const { id, title } of items)
    await admin.call(
      'PATCH',
      `/api/v1/items/${id}`,
      { access: title === '致家兄书' ? 'controlled' : 'open' },
      { 'if-match': '*' },
    )
  await admin.settled(body.id)
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  remove(storage)
})

const account = '.account'
/** The session goes, as time or another device would have it. */
const endSession = (page: Page) =>
  page.evaluate(`fetch('/api/v1/session').then((answer) => answer.json()).then(({ csrfToken }) =>
    fetch('/api/v1/session', { method: 'DELETE', headers: { 'x-csrf-token': csrfToken } }))`)

test('who signs out sees the sign-in page at once', async (t) => {
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.goto(`${service.url}/search?q=渡口`)
  await page.getByRole('link', { name: '致家兄书' }).waitFor()
  await page.click(account)
  await page.getByRole('menuitem', { name: '退出', exact: true }).click()
  await page.waitForSelector('.sign-in')
  t.is(await page.locator('.top').count(), 0)
  t.false((await page.textContent('body'))!.includes('致家兄书'))
  await page.fill('#username', 'u-researcher')
  await page.fill('#password', ROLE_PASSWORD)
  await page.click('button[type=submit]')
  await page.getByRole('link', { name: '渡口旧事' }).waitFor()
  t.is(await page.getByRole('link', { name: '致家兄书' }).count(), 0)
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('another who signs in where a session ended has places of his own', async (t) => {
  const { page } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.goto(`${service.url}/search?q=渡口`)
  await page.getByRole('link', { name: '致家兄书' }).waitFor()
  await endSession(page)
  await page.getByRole('link', { name: '渡口旧事' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('#username').fill('u-researcher')
  await dialog.locator('#password').fill(ROLE_PASSWORD)
  await dialog.locator('button[type=submit]').click()
  await page.locator(account, { hasText: 'u-researcher' }).waitFor()
  await dialog.waitFor({ state: 'detached' })
  t.is(await page.getByRole('link', { name: '征集' }).count(), 0)
  await page.goBack()
  await page.getByRole('link', { name: '渡口旧事' }).waitFor()
  t.is(await page.getByRole('link', { name: '致家兄书' }).count(), 0)
  await page.context().close()
})

test('the same who signs in again is where he was, with the focus on what he was at', async (t) => {
  const { page } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.goto(`${service.url}/search?q=渡口`)
  await page.getByRole('link', { name: '致家兄书' }).waitFor()
  await page.locator('.search-box input').fill('渡口 没打完')
  await endSession(page)
  await page.locator('.search-box input').press('Control+k')
  const dialog = page.getByRole('dialog', { name: '登录已过期' })
  await dialog.locator('#password').fill(PASSWORD)
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'detached' })
  t.is(await page.locator('.palette').count(), 0)
  t.is(await page.locator('.search-box input').inputValue(), '渡口 没打完')
  await page.locator('.search-box input').press('Control+k')
  await page.waitForSelector('.palette input:focus')
  await page.keyboard.press('Escape')
  await page.waitForSelector('.palette', { state: 'detached' })
  t.true(await page.locator('.search-box input').evaluate((box) => box === box.ownerDocument.activeElement))
  await page.context().close()
})

test('Enter is for what has the focus; after j and k it opens the hit that was moved to', async (t) => {
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  for (const view of ['', '&view=kwic']) {
    await page.goto(`${service.url}/search?q=渡口${view}`)
    await page.getByRole('link', { name: '致家兄书' }).first().waitFor()
    await page.keyboard.press('j')
    await page.getByRole('link', { name: '工作台' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('.home-place')
    await page.goBack()
    await page.getByRole('link', { name: '致家兄书' }).first().waitFor()
    await page.getByRole('link', { name: '工作台' }).focus()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/items\//)
  }
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('copying works in an office’s plain http, and where it cannot, nothing says it did', async (t) => {
  const { page, complaints } = await visit(browser, service.url)
  await page.addInitScript("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
  await signInThere(page, service.url)
  await page.goto(`${service.url}/search?q=渡口旧事`)
  await page.getByRole('link', { name: '渡口旧事' }).first().click()
  await page.getByRole('button', { name: '引用全篇' }).click()
  await page.getByText('出处已复制').waitFor()
  await page.goto(`${service.url}/search`)
  await page.locator('.search-box input').focus()
  await page.keyboard.press('Control+v')
  t.regex(await page.locator('.search-box input').inputValue(), /渡口旧事/)
  await page.goBack()
  await page.getByRole('button', { name: '引用全篇' }).waitFor()
  await page.evaluate('document.execCommand = () => false')
  await page.getByRole('button', { name: '引用全篇' }).click()
  await page.getByText('浏览器不让复制').waitFor()
  t.is(await page.getByText('出处已复制').count(), 0)
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('an item tells those who receive where it came from; it goes into a basket on a narrow screen too, and on white paper from a dark one', async (t) => {
  const { page, complaints } = await visit(browser, service.url, { colorScheme: 'dark', viewport: narrow })
  await signInThere(page, service.url)
  await page.goto(`${service.url}/search?q=渡口旧事`)
  await page.getByRole('link', { name: '渡口旧事' }).first().click()
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: '入篮' }).click()
  await page.locator('.ant-message a').waitFor()
  t.is((await admin.get('/api/v1/baskets')).body.items[0].entries, 1)
  const ink = () => page.evaluate("getComputedStyle(document.querySelector('.printed-head h1')).color")
  t.is(await ink(), 'rgb(233, 228, 218)')
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  t.is(await ink(), 'rgb(31, 35, 40)')
  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' })
  await page.getByRole('tab', { name: '著录' }).click()
  await page.getByRole('link', { name: /家信$/ }).click()
  await page.waitForURL(/\/accessions\//)
  t.deepEqual(complaints, [])
  await page.context().close()
})
