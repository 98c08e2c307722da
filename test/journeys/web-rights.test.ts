/** 授权书 and 权利核定 in the browser: entered with an accession and for one item, revoked; a volume becomes one that may be exported. */
import ava, { type TestFn } from 'ava'
import type { Browser } from 'playwright-core'
import { axeFinds, noBrowser, openBrowser, picture, signInThere, visit } from '../support/browser.ts'
import { type Client, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
let service: Service
let browser: Browser
let editor: Client
let accession = ''
let item = ''
let volume = ''

ava.before(async () => {
  if (noBrowser) return
  service = await startService(temporary())
  const admin = await signedIn(service.url)
  editor = await withRole(service.url, admin, 'editor')
  await withRole(service.url, admin, 'archivist')
  const batch = { title: '张家旧稿', contributor: { name: '张甲' } }
  accession = (await admin.call('POST', '/api/v1/accessions', batch)).body.id
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, [
    { name: '渡口.txt', data: Buffer.from('渡口\n　　我十六岁那年，跟着父亲上了渡船。\n') },
    { name: '授权书.txt', data: Buffer.from('授权书扫描件代用文件\n') },
  ])
  item = body.results[0].itemIds[0]
  await admin.settled(accession)
  await admin.call('PATCH', `/api/v1/items/${item}`, { access: 'open', title: '渡口' }, { 'if-match': '*' })
  const series = (await editor.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  volume = (await editor.call('POST', `/api/v1/publications/${series.id}/volumes`, { number: 12 })).body.id
  const { revision } = (await editor.get(`/api/v1/items/${item}/text`)).body
  const basedOn = [{ itemId: item, textRevision: revision }]
  await editor.call('POST', `/api/v1/volumes/${volume}/chapters`, { title: '渡口', basedOn })
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})

const lacking = async (): Promise<string[]> =>
  (await editor.get(`/api/v1/volumes/${volume}/clearance`)).body.items.flatMap(
    ({ missing }: { missing: { text: string }[] }) => missing.map(({ text }) => text),
  )

test('a consent is entered with its scan and revoked; the rights to an item are decided', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url, 'u-archivist', ROLE_PASSWORD)
  t.deepEqual(await lacking(), ['著作权授权书（出版）'])

  await page.goto(`${service.url}/accessions/${accession}`)
  await page.click('.place-head button[aria-label="更多"]')
  await page.click('.ant-dropdown-menu-item:has-text("授权书")')
  await page.waitForSelector('.consents:has-text("还没有登记过授权书")')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.consents button:has-text("登记一份授权书")')
  await page.waitForSelector('.rights-form')
  t.is(await page.inputValue('#signer'), '张甲', 'the contributor is proposed')
  t.true(await page.isDisabled('.rights-form button[type=submit]'), 'it was signed on a day')
  await page.fill('#signedDate', '2026-03-01')
  await page.fill('#relation', '本人')
  await page.click('.ant-form-item:has(#objectId) .ant-select')
  await page.click('.ant-select-item-option:has-text("授权书.txt")')
  await page.waitForSelector('.ant-select-dropdown', { state: 'hidden' })
  await picture(page, 'consent-form')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.rights-form button[type=submit]')
  await page.waitForSelector('.consents li:has-text("张甲（本人）")')
  await page.waitForSelector('.rights-form', { state: 'detached' })
  t.deepEqual(await lacking(), [])
  await picture(page, 'consents')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.consents li button:has-text("撤回")')
  await page.fill('#revoke-reason', '作者来信')
  await page.click('.rights-form .ant-btn-dangerous')
  await page.waitForSelector('.consents li:has-text("已撤回：作者来信")')
  t.is((await lacking()).length, 1)

  await page.goto(`${service.url}/items/${item}?tab=rights`)
  await page.click('.item-rights button:has-text("核定")')
  await page.click('.ant-form-item:has(#copyright) .ant-select')
  await page.click('.ant-select-item-option:has-text("个人作品")')
  await page.waitForSelector('.ant-select-dropdown', { state: 'hidden' })
  await page.fill('#copyrightYear', '1950')
  await picture(page, 'item-rights')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.rights-form button[type=submit]')
  await page.waitForSelector('.item-rights dd:has-text("1950")')
  t.deepEqual(await lacking(), [], 'its author died more than fifty years ago')
  t.deepEqual(await axeFinds(page), [])
  t.deepEqual(complaints, [])
  await page.context().close()
})
