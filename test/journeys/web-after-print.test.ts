/** 出版之后 in the browser: a payment that was entered by mistake is voided with a reason; what a line of the dispatches is called by is put right. */
import ava, { type TestFn } from 'ava'
import type { Browser } from 'playwright-core'
import { axeFinds, noBrowser, openBrowser, signInThere, visit } from '../support/browser.ts'
import { type Client, type Json, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
let service: Service
let browser: Browser
let editor: Client
let at = ''

ava.before(async () => {
  if (noBrowser) return
  service = await startService(temporary())
  editor = await withRole(service.url, await signedIn(service.url), 'editor')
  const series = (await editor.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  const about = { number: 12, type: 'internal', imprint: { sentTo: '各县区政协' } }
  at = `/volumes/${(await editor.call('POST', `/api/v1/publications/${series.id}/volumes`, about)).body.id}`
  const chapter = (await editor.call('POST', `/api/v1${at}/chapters`, { title: '渡口旧事' })).body
  const content = [{ kind: 'paragraph', inlines: [{ text: '义渡始于光绪二十九年。' }] }]
  await editor.call('PUT', `/api/v1/chapters/${chapter.id}/content`, { content }, { 'if-match': '*' })
  const sheet = {
    ...{ rates: { original: 100_000, oral: 0, photograph: 0 }, counting: 'text', withholdsTax: false, plates: [] },
    chapters: [{ chapterId: chapter.id, kind: 'original', shares: [{ name: '张甲', role: 'author', weight: 1 }] }],
  }
  const { persons } = (await editor.call('PUT', `/api/v1${at}/fees`, sheet, { 'if-match': '*' })).body
  const payment = { name: '张甲', gross: persons[0].due, paidOn: '2026-10-01' }
  await editor.call('POST', `/api/v1${at}/payments`, payment)
  await editor.call('POST', '/api/v1/exchange-units', { name: '临溪县政协', category: '县政协', copies: 20 })
  await editor.call('POST', `/api/v1${at}/dispatches/taken-over`, { units: true })
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})

test('作废 asks for its reason, and keeps it', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url, 'u-editor', ROLE_PASSWORD)
  await page.goto(`${service.url}${at}/after?tab=fees`)
  await page.getByRole('button', { name: '作废 张甲 2026-10-01' }).click()
  const reason = page.getByRole('textbox', { name: '理由' })
  await reason.waitFor()
  t.true(await page.getByRole('button', { name: '作废', exact: true }).isDisabled())
  t.deepEqual(await axeFinds(page), [])
  await reason.fill(' 记到了别人名下 ')
  await page.getByRole('button', { name: '作废', exact: true }).click()
  await page.getByRole('button', { name: '付 张甲' }).waitFor()
  const { payments } = (await editor.get(`/api/v1${at}/fees`)).body
  t.deepEqual(
    payments.map(({ voided }: Json) => voided.reason),
    ['记到了别人名下'],
  )
  t.deepEqual(complaints, [])
})

test('a unit that is not named is called by what 发送对象 says, on its line', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url, 'u-editor', ROLE_PASSWORD)
  await page.goto(`${service.url}${at}/after?tab=dispatches`)
  const outside = page.getByText('不在发送对象之内')
  await outside.waitFor()
  await page.getByRole('textbox', { name: '类别 临溪县政协' }).fill('各县区政协')
  await page.getByRole('textbox', { name: '类别 临溪县政协' }).blur()
  await outside.waitFor({ state: 'detached' })
  t.deepEqual(await axeFinds(page), [])
  const [line] = (await editor.get(`/api/v1${at}/dispatches`)).body.items
  t.like(line, { category: '各县区政协', isOutside: false })
  t.deepEqual(complaints, [])
})
