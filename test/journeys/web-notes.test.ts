/** Notes that cite, and hints beside the text, in the browser. */
import ava, { type TestFn } from 'ava'
import type { Browser } from 'playwright-core'
import {
  axeFinds,
  caretBehind,
  counted,
  noBrowser,
  openBrowser,
  picture,
  signInThere,
  until,
  visit,
} from '../support/browser.ts'
import { type Client, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
let service: Service
let browser: Browser
let own: Client
let place = ''
let chapter = ''

ava.before(async () => {
  if (noBrowser) return
  service = await startService(temporary())
  const admin = await signedIn(service.url)
  own = await withRole(service.url, admin, 'editor')
  await admin.call('PATCH', '/api/v1/settings', { officeName: '云川市政协文史馆' }, { 'if-match': '*' })
  const accession = String((await admin.call('POST', '/api/v1/accessions', { title: '临溪县移交' })).body.id)
  const text = '义渡以青石渡为最大。\n民国二十七年，我上了船。\n'
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, [
    { name: '青石渡义渡旧事.txt', data: Buffer.from(text) },
  ])
  await admin.settled(accession)
  const itemId = String(body.results[0].itemIds[0])
  await admin.call('PATCH', `/api/v1/items/${itemId}`, { access: 'open', creators: ['张甲'] }, { 'if-match': '*' })
  const basket = (await own.call('POST', '/api/v1/baskets', { title: '津渡' })).body.id
  await own.call('POST', `/api/v1/baskets/${basket}/entries`, { itemId })
  const series = (await own.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  const made = await own.call('POST', `/api/v1/publications/${series.id}/volumes`, { number: 12, title: '水陆旧踪' })
  const { revision } = (await own.get(`/api/v1/items/${itemId}/text`)).body
  const basedOn = [{ itemId, textRevision: revision }]
  const one = await own.call('POST', `/api/v1/volumes/${made.body.id}/chapters`, { title: '青石渡义渡', basedOn })
  chapter = one.body.id
  place = `${service.url}/volumes/${made.body.id}?chapter=${chapter}`
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})

async function editor() {
  const watched = await visit(browser, service.url)
  await signInThere(watched.page, service.url, 'u-editor', ROLE_PASSWORD)
  await watched.page.goto(place)
  await watched.page.waitForSelector('.writing')
  return watched
}
const notes = async (): Promise<string[]> =>
  (await own.get(`/api/v1/chapters/${chapter}/notes`)).body.notes.map((one: { words: { text: string }[] }) =>
    one.words.map(({ text }) => text).join(''),
  )

test('a note cites: from the chapter’s own source, from the list, typed; it is shown as it will be printed, and again when the style changes', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await editor()
  await caretBehind(page, '.writing p >> nth=0')
  await page.click('.write-bar button:has-text("引注")')
  await page.waitForSelector('.cite-dialog .cite-choices button:has-text("青石渡义渡旧事")')
  await picture(page, 'cite-dialog')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.cite-dialog .cite-choices button')
  await page.waitForSelector('.cite-dialog', { state: 'detached' })
  await page.fill('.note-pages', '1')
  await page.waitForSelector('.note-cited:has-text("张甲：《青石渡义渡旧事》，云川市政协文史馆藏，第1页。")')

  await caretBehind(page, '.writing p >> nth=1')
  await page.click('.write-bar button:has-text("引注")')
  await page.click('.cite-dialog .ant-tabs-tab:has-text("新的文献")')
  await page.fill('.reference-form #title', '云川县志')
  await page.fill('.reference-form #authors', '云川县志办')
  await page.fill('.reference-form #role', '编')
  await picture(page, 'cite-typed')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.reference-form button[type=submit]')
  await page.waitForSelector('.note-cited >> nth=1')
  await page.fill('.write-notes textarea >> nth=1', '一说见')
  await page.waitForSelector('.note-cited:has-text("云川县志办编：《云川县志》。")')
  await page.waitForSelector('.save-state:has-text("已存")')
  await picture(page, 'notes-cited')
  t.deepEqual(await axeFinds(page), [])
  t.deepEqual(await notes(), [
    '张甲：《青石渡义渡旧事》，云川市政协文史馆藏，第1页。',
    '一说见云川县志办编：《云川县志》。',
  ])

  await page.click('.volume-head button:has-text("本辑信息")')
  await page.click('.volume-form label:has-text("GB/T 7714—2015")')
  await picture(page, 'volume-form-style')
  await page.click('.volume-form .ant-btn-primary')
  await page.waitForSelector('.note-cited:has-text("张甲. 青石渡义渡旧事[A]. 云川市政协文史馆: 1.")')

  await page.click('.volume-head button:has-text("文献")')
  await page.waitForSelector('.reference-list li:has-text("[2] 云川县志办. 云川县志[M].")')
  await picture(page, 'references-volume')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.references-dialog .ant-tabs-tab:has-text("文献目录")')
  await page.click('.reference-list li:has-text("云川县志") button:has-text("改")')
  await page.fill('.reference-form #date', '1990')
  await page.click('.reference-form button[type=submit]')
  await page.waitForSelector('.reference-list li:has-text("《云川县志》，1990年。")')
  await picture(page, 'references-house')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.references-dialog .ant-modal-close')
  await until(page, `document.querySelector('.write-notes').textContent.includes('云川县志[M]. 1990')`, 10)
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('hints stand beside the text: one click takes a suggestion over, what is ignored does not come back, the lists are the house’s', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await editor()
  await caretBehind(page, '.writing p >> nth=0')
  await page.keyboard.insertText('他参预了《县志》、《府志》的编写,很是精采。民国二十七年（1937）停刊。')
  await page.click('.chapter-head button:has-text("按体例检查")')
  await page.waitForSelector('.hint-panel li:has-text("参预")')
  await until(page, `document.querySelectorAll('.hint-panel li').length === 5`, 20)
  t.is(await counted(page.locator('.writing .hint-mark'), 5), 5)
  await picture(page, 'hints')
  t.deepEqual(await axeFinds(page), [])

  await page.click('.hint-panel li:has-text("1937") button:has-text("改")')
  await until(page, `document.querySelector('.writing').textContent.includes('民国二十七年（1938）')`, 10)
  await page.click('.hint-panel li:has-text("并列的") button:has-text("改")')
  await until(page, `document.querySelector('.writing').textContent.includes('《县志》《府志》')`, 10)
  await page.click('.hint-panel li:has-text("参预") button:has-text("忽略")')
  await page.waitForSelector('.hints-ignored:has-text("已忽略 1 种")')
  await page.waitForSelector('.save-state:has-text("已存")')
  await until(page, `document.querySelectorAll('.hint-panel li').length === 2`, 20)
  await page.keyboard.press('Escape')

  await page.click('.hint-panel header button:has-text("词表")')
  await page.click('.proofing-dialog .ant-tabs-tab:has-text("异形词")')
  await page.fill('#dropped', '精采')
  await picture(page, 'hints-lists')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.proofing-dialog button[type=submit]')
  await until(page, `document.querySelectorAll('.hint-panel li').length === 1`, 20)
  const saved = page.waitForResponse((one) => one.request().method() === 'PUT' && one.url().endsWith('/content'))
  await page.click('.hint-panel li button:has-text("改")')
  await page.waitForSelector('.hint-panel:has-text("没有要问的")')
  await saved
  const { body } = await own.get(`/api/v1/chapters/${chapter}`)
  t.true(body.text.includes('他参预了《县志》《府志》的编写，很是精采。民国二十七年（1938）停刊。'))
  t.deepEqual(complaints, [])
  await page.context().close()
})
