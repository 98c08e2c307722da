/** 编档号, 送审, 入库, 退回, 解锁, and the six elements of a photograph, in a real Chromium. */
import test from 'ava'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import {
  axeFinds,
  counted,
  narrow,
  noBrowser,
  openBrowser,
  picture,
  signInThere,
  visit,
  type Watched,
} from '../support/browser.ts'
import { type Client, type Json, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const storage = temporary()
const any = { 'if-match': '*' }
let service: Service
let admin: Client
let accession: string
let browser: Browser
let shown: Watched
const inBrowser = noBrowser ? test.serial.skip : test.serial
const cell = (row: number, field: string) => `.cell[data-row="${row}"][data-field=${field}]`

test.before(async () => {
  service = await startService(storage)
  admin = await signedIn(service.url)
  await withRole(service.url, admin, 'archivist')
  await admin.call('PATCH', '/api/v1/settings', { fondsNumber: 'A182' }, any)
  const { body } = await admin.call('POST', '/api/v1/accessions', { title: '临溪县政协移交（第四批）' })
  accession = String(body.id)
  const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#a09070' } })
    .jpeg()
    .toBuffer()
  const { body: given } = await admin.upload(`/api/v1/accessions/${accession}/files`, [
    ...['大水那年', '义渡旧事', '茶亭与义渡'].map((name) => ({ name: `${name}.txt`, data: Buffer.from(`${name}。`) })),
    { name: '合影.jpg', data: photo },
    { name: '会议记.txt', data: Buffer.from('民国二十五年春，冯玉祥到青石渡，冯玉祥说了话。') },
  ])
  await admin.settled(accession)
  for (const { itemIds } of given.results.slice(0, 2))
    await admin.call(
      'PATCH',
      `/api/v1/items/${itemIds[0]}`,
      { creators: ['张甲'], date: '民国三十七年', genre: '回忆录', retention: '永久', category: '文史稿件' },
      any,
    )
  await admin.call('POST', '/api/v1/authorities', { kind: 'person', name: '冯焕章', aliases: [{ name: '冯玉祥' }] })
  if (noBrowser) return
  browser = await openBrowser()
  shown = await visit(browser, service.url, { expected: ['422 PUT', '409 '] })
  await signInThere(shown.page, service.url, 'u-archivist', ROLE_PASSWORD)
})
test.after.always(async () => {
  await browser?.close()
  await service?.stop()
  remove(storage)
})

const items = async (): Promise<Json[]> => (await admin.get('/api/v1/items', { accession, size: '200' })).body.items
async function until(what: (items: Json[]) => boolean): Promise<Json[]> {
  for (;;) {
    const found = await items()
    if (what(found)) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

inBrowser('codes are seen before they are written, say what they lack, and can be undone', async (t) => {
  const { page } = shown
  await page.goto(`${service.url}/accessions/${accession}/describe`)
  await page.waitForSelector(cell(3, 'title'))
  await page.click('.describe-tools >> text=编档号')
  await page.waitForSelector('.ant-modal .reference')
  const year = new Date().getFullYear()
  t.deepEqual(await page.locator('.ant-modal .reference').allTextContents(), [
    `A182-WS·${year}-Y-0001`,
    `A182-WS·${year}-Y-0002`,
  ])
  t.regex(String(await page.textContent('.ant-modal-body')), /茶亭与义渡.*缺保管期限/)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'describe-codes')
  t.is((await items())[0].referenceCode, null, 'nothing is written yet')
  await page.click('.ant-modal-footer button:has-text("写入 2 个")')
  await until((found) => found[1].referenceCode === `A182-WS·${year}-Y-0002`)
  await page.click('.describe-tools >> text=撤销编号')
  await until((found) => found[1].referenceCode === null)
  await page.click('.describe-tools >> text=重做')
  await until((found) => found[1].referenceCode !== null)
})

inBrowser('what is whole is handed in at once; what is not is told with what it lacks', async (t) => {
  const { page } = shown
  await page.waitForSelector('.describe-head .ant-btn-primary:has-text("送审 2 件")')
  await page.click('.sheet-number[data-row="0"]')
  await page.keyboard.down('Shift')
  await page.click('.sheet-number[data-row="2"]')
  await page.keyboard.up('Shift')
  await page.click('.describe-head .ant-btn-primary')
  await page.waitForSelector('.ant-radio-wrapper-checked:has-text("2 件")')
  await page.click('.ant-radio-group label:has-text("选区内 3 件")')
  await page.click('.ant-modal-footer button:has-text("先核对")')
  await page.waitForSelector('.ant-modal:has-text("2 件可以送审，共 3 件")')
  t.regex(String(await page.textContent('.batch-problems')), /茶亭与义渡.*必著项没有填齐：责任者、日期、体裁/)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'describe-review')
  t.is((await items())[0].review, 'describing')
  await page.click('.ant-modal-footer button:has-text("送审 2 件")')
  await page.waitForSelector('.ant-alert-success:has-text("已送审 2 件")')
  await page.click('.ant-modal-footer button:has-text("关闭")')
  await page.waitForSelector('.sheet-number[data-row="1"] .sheet-state:has-text("待审核")')
})

inBrowser('filed rows look locked, say why, and nothing is written over them', async (t) => {
  const { page } = shown
  await page.click('.describe-head .state-filter')
  await page.click('.ant-select-item:has-text("待审核 2")')
  await page.waitForSelector(`${cell(1, 'title')}`)
  t.true(page.url().includes('review=submitted'))
  t.is(await counted(page.locator('.sheet-row'), 2), 2)
  await page.click('.describe-head .ant-btn-primary:has-text("入库 2 件")')
  await page.click('.ant-modal-footer button:has-text("先核对")')
  await page.click('.ant-modal-footer button:has-text("入库 2 件")')
  await page.waitForSelector('.ant-alert-success:has-text("已入库 2 件")')
  await page.click('.ant-modal-footer button:has-text("关闭")')
  await page.goto(`${service.url}/accessions/${accession}/describe`)
  await page.waitForSelector('.sheet-row.is-filed')
  t.is(await counted(page.locator('.sheet-row.is-filed'), 2), 2)
  t.is(await page.getAttribute(cell(0, 'title'), 'aria-readonly'), 'true')
  await page.click(cell(0, 'genre'))
  t.regex(String(await page.textContent('.sheet-said')), /已入库锁定/)
  await page.evaluate(`navigator.clipboard.writeText('日记\\r\\n日记\\r\\n日记')`)
  await page.keyboard.press('Control+v')
  const found = await until((all) => all[2].genre === '日记')
  t.deepEqual(
    found.slice(0, 2).map(({ genre }) => genre),
    ['回忆录', '回忆录'],
  )
  t.regex(String(await page.textContent('.sheet-said')), /已粘贴 1 格.*2 行已入库锁定，没有改动/)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'describe-filed')
})

inBrowser('one item: locked fields, unlocked with a reason, handed in again, given back', async (t) => {
  const { page } = shown
  const [first] = await items()
  await page.goto(`${service.url}/items/${first.id}?tab=description`)
  await page.waitForSelector('.item-review:has-text("已归档")')
  await page.click('text=修改著录')
  await page.waitForSelector('.item-form fieldset[disabled]')
  t.true(await page.isDisabled('.form-field[data-field=title] input'))
  t.deepEqual(await axeFinds(page), [])
  await page.click('.item-review button:has-text("解锁")')
  t.true(await page.isDisabled('.ant-modal-footer .ant-btn-primary'), 'not without a reason')
  await page.fill('#review-reason', '题名有误')
  await page.click('.ant-modal-footer .ant-btn-primary')
  await page.waitForSelector('.item-review:has-text("待著录")')
  await page.fill('.form-field[data-field=genre] input', '')
  await page.keyboard.press('Tab')
  await until(([one]) => one.genre === null)
  await page.click('.item-review button:has-text("送审")')
  await page.waitForSelector('.item-review .ant-alert:has-text("体裁")')
  await page.fill('.form-field[data-field=genre] input', '口述')
  await page.keyboard.press('Tab')
  await until(([one]) => one.genre === '口述')
  await page.click('.item-review button:has-text("送审")')
  await page.waitForSelector('.item-review:has-text("待审核")')
  await page.click('.item-review button:has-text("退回修改")')
  await page.fill('#review-reason', '日期存疑')
  await page.click('.ant-modal-footer .ant-btn-primary')
  await page.waitForSelector('.item-review:has-text("待著录")')
  await page.click('.ant-tabs-tab:has-text("历史")')
  await page.waitForSelector('.history:has-text("日期存疑")')
  t.regex(String(await page.textContent('.history')), /待审核.*待著录/)
})

inBrowser(
  'a photograph: people by rows and by pointing at them, suggested from the list, and the caption made of it',
  async (t) => {
    const { page, complaints } = shown
    const photo = (await items())[3]
    await page.goto(`${service.url}/items/${photo.id}?tab=description`)
    await page.click('text=修改著录')
    const field = (name: string) => `.form-field[data-field=${name}]`
    await page.fill(`${field('event')} input`, '义渡会成立')
    await page.fill(`${field('date')} input`, '民国二十五年春')
    await page.keyboard.press('Tab')
    await page.click(`${field('places')} input`)
    await page.keyboard.type('青石渡、')
    await page.fill(`${field('photographer')} input`, '吴庚')
    const row = (i: number) => page.locator('.depicted-row').nth(i).locator('input')
    await row(0).click()
    await page.keyboard.type('冯玉')
    await page.waitForSelector('.depicted-row [role=option]:has-text("冯焕章")')
    await page.keyboard.press('ArrowDown')
    await page.waitForSelector('.depicted-row [role=option].is-chosen:has-text("冯焕章")')
    await page.evaluate(
      `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))`,
    )
    t.is(await counted(page.locator('.depicted-row .ant-select-selection-item'), 0), 0, 'the Enter of an input method')
    t.deepEqual(await axeFinds(page), [])
    await page.keyboard.press('Enter')
    await page.waitForSelector('.depicted-row .ant-select-selection-item:has-text("冯焕章")')
    await page.keyboard.type('李乙（会长）、')
    await page.click('.depicted-rows button:has-text("再加一排")')
    await row(1).click()
    await page.keyboard.type('王丙、')
    await page.keyboard.press('Tab')
    const faces = page.locator('.depicted-faces')
    const box = (await faces.boundingBox())!
    await faces.click({ position: { x: box.width * 0.5, y: box.height * 0.3 } })
    await page.selectOption('.name-here select', '2')
    await page.fill('.name-here input', '赵丁')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.face:has-text("赵丁")')
    await page.click(`${field('caption')} button`)
    await until((all) => all[3].caption !== null && all[3].depicted?.length === 4)
    const saved = (await items())[3]
    t.is(
      saved.caption,
      '民国二十五年春，青石渡，义渡会成立。前排左起：冯焕章、李乙（会长）；后排左起：王丙、赵丁。吴庚摄。',
    )
    t.deepEqual(saved.persons, ['冯焕章', '李乙', '王丙', '赵丁'], 'found by their names')
    t.like(saved.depicted[3], { name: '赵丁', row: 2 })
    t.true(Math.abs(saved.depicted[3].x - 0.5) < 0.02 && Math.abs(saved.depicted[3].y - 0.3) < 0.02)
    t.deepEqual(await axeFinds(page), [])
    await page.locator('.depicted').scrollIntoViewIfNeeded()
    await picture(page, 'describe-captions')
    await page.click('text=完成')
    await page.waitForSelector('.fields:has-text("前排左起：冯焕章")')
    t.deepEqual(complaints, [])
  },
)

inBrowser(
  'what the text names is put into its row; what the office requires is asked for in the sheet too',
  async (t) => {
    const { page, complaints } = await visit(browser, service.url)
    await signInThere(page, service.url, 'u-archivist', ROLE_PASSWORD)
    await page.goto(`${service.url}/accessions/${accession}/describe`)
    await page.click(cell(4, 'title'))
    await page.click('.from-text li:has-text("民国二十五年春") button')
    await page.click('.from-text li:has-text("冯焕章") button')
    await page.waitForSelector('.from-text li:has-text("冯焕章"):has-text("已填")')
    const [, , , , note] = await until((found) => found[4].persons.length > 0 && found[4].date !== null)
    t.deepEqual(note.persons, ['冯焕章'], 'by the name of the list, whatever stands in the text')
    t.like(note.date, { text: '民国二十五年春', start: '1936-02-01' })
    t.deepEqual(await axeFinds(page), [])
    await picture(page, 'describe-from-text')
    t.is(await counted(page.locator('.sheet-head em'), 5), 5)
    await admin.call('PATCH', '/api/v1/settings', { requiredFields: ['title', 'retention'] }, any)
    await page.reload()
    await page.waitForSelector(`${cell(4, 'retention')}:has-text("待填")`)
    t.is(await counted(page.locator('.sheet-head em'), 2), 2)
    await admin.call(
      'PATCH',
      '/api/v1/settings',
      { requiredFields: ['title', 'creators', 'date', 'genre', 'access'] },
      any,
    )
    t.deepEqual(complaints, [])
    await page.context().close()
  },
)

inBrowser('the sheet and its state are legible on a narrow screen', async (t) => {
  const { page, complaints } = await visit(browser, service.url, { viewport: narrow })
  await signInThere(page, service.url)
  await page.goto(`${service.url}/accessions/${accession}/describe`)
  await page.waitForSelector('.sheet-row.is-filed')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'describe-390')
  t.deepEqual(complaints, [])
  await page.context().close()
})
