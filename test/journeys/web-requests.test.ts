/** 利用申请 in the browser: a researcher asks where an address leads to nothing, an archivist decides, the right is opened from the desk until it ends. */
import { randomUUID } from 'node:crypto'
import ava, { type TestFn } from 'ava'
import type { Browser } from 'playwright-core'
import { axeFinds, narrow, noBrowser, openBrowser, picture, signInThere, visit } from '../support/browser.ts'
import { type Client, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
const TITLE = '藏锋题名'
let service: Service
let browser: Browser
let admin: Client
let researcher: Client & { id: string }
let open = ''
let hidden = ''

ava.before(async () => {
  if (noBrowser) return
  service = await startService(temporary())
  admin = await signedIn(service.url)
  await withRole(service.url, admin, 'archivist')
  researcher = await withRole(service.url, admin, 'researcher')
  const received = async (access: string, title: string) => {
    const { body } = await admin.upload('/api/v1/files', [{ name: `${title}.txt`, data: Buffer.from(`渡口${title}`) }])
    await admin.settled(String(body.accessionId))
    await admin.call('PATCH', `/api/v1/items/${body.id}`, { access, title }, { 'if-match': '*' })
    return String(body.id)
  }
  open = await received('open', '渡口')
  hidden = await received('controlled', TITLE)
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})

test('a researcher asks at the address, is told the same of what is not there, and finds the answer on the desk', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await visit(browser, service.url, { expected: ['404 GET'] })
  await signInThere(page, service.url, 'u-researcher', ROLE_PASSWORD)
  const shown: string[] = []
  for (const id of [hidden, randomUUID()]) {
    await page.goto(`${service.url}/items/${id}`)
    await page.waitForSelector('.ask form')
    await page.click('.ask button[type=submit]')
    await page.waitForSelector('.ask .ant-form-item-explain-error')
    await page.fill('#ask-purpose', '写县志')
    if (id === hidden) {
      t.deepEqual(await axeFinds(page), [])
      await picture(page, 'ask-1440')
    }
    await page.click('.ask button[type=submit]')
    await page.waitForSelector('.ask:not(:has(form)) .tag:has-text("已提交")')
    shown.push((await page.innerText('.ask')).replaceAll(/\d+/g, ''))
  }
  t.is(shown[0], shown[1])
  await page.click('.ask a:has-text("我的利用申请")')
  await page.waitForSelector('.requests li')
  t.notRegex(await page.innerText('.ant-modal'), new RegExp(TITLE))
  t.is(await page.locator('.requests li:has-text("未公开的材料")').count(), 2)
  await page.context().close()
  t.deepEqual(complaints, [])
})

test('a day that is over or none, and a refusal without a reason, are marked and not sent', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url, 'u-archivist', ROLE_PASSWORD)
  await page.goto(`${service.url}/?requests=1`)
  await page.click('.requests button:has-text("不同意")')
  await page.waitForSelector('.requests [role=alert]:has-text("写明理由")')
  for (const day of ['2020-01-01', '']) {
    await page.fill('.requests input[type=date]', day)
    await page.waitForSelector('.requests [role=alert]', { state: 'detached' })
    await page.click('.requests .ant-btn-primary')
    await page.waitForSelector('.requests input[type=date][aria-invalid=true]')
    await page.waitForSelector('.requests [role=alert]:has-text("今天或以后")')
  }
  t.deepEqual(await axeFinds(page), [])
  t.is((await admin.get('/api/v1/access-requests', { state: 'open' })).body.total, 1)
  await page.fill('.requests input[type=date]', '2099-01-01')
  await page.click('.requests .ant-btn-primary')
  await page.waitForSelector('.ant-modal:has-text("没有待审的申请")')
  await page.context().close()
  t.deepEqual(complaints, [])
})

test('what is granted is opened from the desk while it holds, and not any more when it was taken back', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await visit(browser, service.url, { expected: ['404 GET'] })
  await signInThere(page, service.url, 'u-researcher', ROLE_PASSWORD)
  await page.click('.waiting-list li:has-text("1 件可阅览") button')
  await page.waitForSelector('.requests .tag.good:has-text("有效至 2099")')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'own-requests-1440')
  await page.click('.requests button:has-text("撤回")')
  await page.waitForSelector('.requests:not(:has-text("待审批"))')
  await page.setViewportSize(narrow)
  await picture(page, 'own-requests-390')
  await page.click(`.requests a:has-text("${TITLE}")`)
  await page.waitForSelector(`.item-bar h1:has-text("${TITLE}")`)

  await admin.call('DELETE', `/api/v1/items/${hidden}/grants/${researcher.id}`)
  await page.goto(`${service.url}/items/${hidden}`)
  await page.waitForSelector('.ask form')
  t.regex(await page.innerText('.ask'), /现已到期或收回/)
  await picture(page, 'ask-390')
  await page.goto(service.url)
  await page.waitForSelector('.all-done')
  await page.click('.home-head button:has-text("我的利用申请")')
  await page.waitForSelector('.requests li:has-text("现已到期或收回") a:has-text("再次申请")')
  t.notRegex(await page.innerText('.ant-modal'), new RegExp(TITLE))
  await page.context().close()
  t.deepEqual(complaints, [])
})

test('the history names to readers what was changed, and says that more is not told them', async (t) => {
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url, 'u-researcher', ROLE_PASSWORD)
  await page.goto(`${service.url}/items/${open}?tab=history`)
  await page.waitForSelector('.history li:has-text("具体内容仅工作人员可见")')
  const history = await page.innerText('.history')
  t.notRegex(history, /—/)
  t.regex(history, /开放/)
  await page.context().close()
  t.deepEqual(complaints, [])
})
