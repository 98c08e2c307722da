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
import { printedPassword, remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
const storage = temporary()
let service: Service
let browser: Browser

ava.before(async () => {
  if (noBrowser) return
  service = await startService(storage, { ADMIN_PASSWORD: '' })
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  remove(storage)
})

test('the first day: the printed password is replaced, the sample looked at and removed', async (t) => {
  t.timeout(240_000)
  const printed = await printedPassword(service)
  const { page, complaints } = await visit(browser, service.url, { expected: ['422 POST'] })
  await signInThere(page, service.url, 'admin', printed)
  await page.waitForSelector('.steps .is-now:has-text("管理员密码")')
  await page.fill('#own_current', 'not this one')
  await page.fill('#own_password', 'quiet-willow-orchid-77')
  await page.fill('#own_again', 'quiet-willow-orchid-78')
  await page.click('.own-password .ant-btn-primary')
  await page.waitForSelector('.ant-form-item:has(#own_again) .ant-form-item-explain-error')
  await page.fill('#own_again', 'quiet-willow-orchid-77')
  await page.click('.own-password .ant-btn-primary')
  await page.waitForSelector('.ant-form-item:has(#own_current) .ant-form-item-explain-error')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'firstrun-password')
  await page.fill('#own_current', printed)
  await page.click('.own-password .ant-btn-primary')
  await page.waitForSelector('.steps .is-now:has-text("本馆")')
  await page.waitForSelector('.steps .is-done:has-text("管理员密码")')
  await page.setViewportSize(narrow)
  t.true(Boolean(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')))
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'firstrun-390')
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.click('.sample-offer .ant-btn')
  await page.waitForSelector('.sample-note')
  await page.waitForSelector('.sample-note:has-text("12 件")')
  await until(page, `!document.querySelector('.sample-progress')`)
  await page.waitForSelector('.waiting-list')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'home-sample')
  await page.goto(`${service.url}/accessions`)
  await page.waitForSelector('.tag:has-text("示例")')
  await page.goto(`${service.url}/search?q=义渡`)
  await page.waitForSelector('.hits li')

  await page.goto(service.url)
  await page.click('.sample-note .ant-btn')
  await page.waitForSelector('.ant-modal-confirm:has-text("12 件")')
  await page.click('.ant-modal-confirm .ant-btn-primary')
  await page.waitForSelector('.first-run')
  await page.goto(`${service.url}/accessions`)
  await page.waitForSelector('#content h1')
  await page.waitForLoadState('networkidle')
  t.is(await counted(page.locator('.tag:has-text("示例")'), 0), 0)
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('anybody changes their own password from the menu', async (t) => {
  t.timeout(60_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url, 'admin', 'quiet-willow-orchid-77')
  await page.click('.account')
  await page.click('.ant-dropdown-menu-item:has-text("修改密码")')
  await page.fill('.ant-modal #own_current', 'quiet-willow-orchid-77')
  await page.fill('.ant-modal #own_password', 'quiet-willow-orchid-80')
  await page.fill('.ant-modal #own_again', 'quiet-willow-orchid-80')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.ant-modal .ant-btn-primary')
  await page.waitForSelector('.ant-modal', { state: 'detached' })
  const other = await visit(browser, service.url)
  await signInThere(other.page, service.url, 'admin', 'quiet-willow-orchid-80')
  t.deepEqual([...complaints, ...other.complaints], [])
  await page.context().close()
})
