/** The parts of a volume beside its chapters, in the browser: 图版 placed, cut, written of, moved by keyboard; 授权; 大事记 and 作者简介. */
import ava, { type TestFn } from 'ava'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import {
  axeFinds,
  caretBehind,
  noBrowser,
  openBrowser,
  picture,
  signInThere,
  until,
  visit,
} from '../support/browser.ts'

import { type Client, type Json, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
let service: Service
let browser: Browser
let admin: Client
let volume = ''
let photos: string[] = []

ava.before(async () => {
  if (noBrowser) return
  service = await startService(temporary())
  admin = await signedIn(service.url)
  await withRole(service.url, admin, 'editor')
  const accession = (await admin.call('POST', '/api/v1/accessions', { title: '老照片' })).body.id
  const files = await Promise.all(
    ['义渡会同人合影', '石桥丝厂'].map(async (name, i) => ({
      name: `${name}.jpg`,
      data: await sharp({ create: { width: 1200 + i * 600, height: 800, channels: 3, background: '#8a7a60' } })
        .jpeg()
        .toBuffer(),
    })),
  )
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, files)
  photos = body.results.map((one: Json) => one.itemIds[0])
  await admin.settled(accession)
  const depicted = [
    { name: '张甲', identity: '会长', row: 1 },
    { name: '李乙', row: 1 },
  ]
  const told = { title: '义渡会同人合影', depicted, photographer: '吴庚', date: '1936年' }
  await admin.call('PATCH', `/api/v1/items/${photos[0]}`, told, { 'if-match': '*' })
  const series = (await admin.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  volume = (await admin.call('POST', `/api/v1/publications/${series.id}/volumes`, { number: 12, title: '水陆旧踪' }))
    .body.id
  await admin.call('POST', `/api/v1/volumes/${volume}/plates`, { itemId: photos[1] })
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})

const shownIn = (page: Page, titles: string[]) =>
  until(
    page,
    `JSON.stringify([...document.querySelectorAll('.plate-caption')].map((one) => one.textContent)) === ${JSON.stringify(JSON.stringify(titles))}`,
    20,
  )

test('图版: added from a search, moved by keyboard, cut, written of; and what is missing is told', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.goto(`${service.url}/volumes/${volume}`)
  await page.click('.outline-below button:has-text("图版 1 幅")')
  await page.waitForSelector('.plate-card')
  await page.click('.material-pane [role=tab]:has-text("检索")')
  await page.fill('.material-pane input', '义渡会')
  await page.press('.material-pane input', 'Enter')
  await page.click('.material-pane .pieces button')
  await page.waitForSelector('.ant-message:has-text("还缺：著作权授权书（出版）、肖像核定")')
  const caption = '1936年，义渡会同人合影。左起：张甲（会长）、李乙。'
  await shownIn(page, ['石桥丝厂。', caption])
  await page.focus('.plate-card:has-text("张甲") .plate-picture')
  await page.keyboard.press('Alt+ArrowLeft')
  await shownIn(page, [caption, '石桥丝厂。'])
  await page.waitForSelector('.plate-card img')
  await picture(page, 'plates')
  t.deepEqual(await axeFinds(page), [])

  await page.click('.plate-card:has-text("张甲") .plate-picture')
  // The dialog grows when it opens.
  await until(
    page,
    `!document.querySelector('[class*=zoom-]:not(.ant-zoom-big)') && document.querySelector('.crop-picture img').naturalWidth > 0 &&
      document.querySelector('.ant-modal').getAnimations({ subtree: true }).length === 0`,
    20,
  )
  const box = (await page.locator('.crop-picture').boundingBox())!
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.25)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.75, { steps: 4 })
  await page.mouse.up()
  await page.fill('.ant-modal textarea >> nth=0', '张甲与李乙。')
  await picture(page, 'plate-form')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.ant-modal button:has-text("保存")')
  await page.waitForSelector('.plate-card:has-text("张甲与李乙。"):has-text("不能印")')
  const [first] = (await admin.get(`/api/v1/volumes/${volume}/plates`)).body.items
  t.true(Math.abs(first.crop.width - 600) < 20 && Math.abs(first.crop.x - 300) < 20)
  await admin.call('PATCH', `/api/v1/items/${photos[0]}`, { photographer: '吴庚', event: '成立' }, { 'if-match': '*' })
  await page.reload()
  await page.waitForSelector('.plate-card:has-text("馆藏说明已改")')

  await page.click('.outline-below button:has-text("授权 还缺 4 份")')
  await page.waitForSelector('.uncleared li:has-text("肖像核定")')
  await picture(page, 'clearance')
  t.deepEqual(await axeFinds(page), [])
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('大事记 and 作者简介: taken from the chapters, written anew, ordered by keyboard, printed where they are wanted', async (t) => {
  t.timeout(180_000)
  const at = `/api/v1/volumes/${volume}`
  const chapter = { title: '渡口旧事', byline: '张甲口述　李乙整理' }
  const { id } = (await admin.call('POST', `${at}/chapters`, chapter)).body
  const paragraph = (text: string) => ({ kind: 'paragraph', inlines: [{ text }] })
  const content = ['民国二十七年三月，县城沦陷。', '光绪三十年设义渡于青石渡。'].map(paragraph)
  await admin.call('PUT', `/api/v1/chapters/${id}/content`, { content }, { 'if-match': '*' })

  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.goto(`${service.url}/volumes/${volume}`)
  await page.click('.outline-below button:has-text("大事记")')
  const dates = (wanted: string[]) =>
    until(
      page,
      `JSON.stringify([...document.querySelectorAll('.chronicle > li strong')].map((one) => one.textContent)) === ${JSON.stringify(JSON.stringify(wanted))}`,
      20,
    )
  const [founded, fallen] = ['1904年（光绪三十年）', '1938年3月（民国二十七年三月）']
  await page.click(`.candidates li:has-text("县城沦陷") button`)
  await dates([fallen])
  await page.click(`.candidates li:has-text("设义渡") button`)
  await dates([founded, fallen])
  await page.click('.chronicle > li:has-text("设义渡") button:has-text("修改")')
  await page.fill('.entry-form textarea', '乡人捐置义渡。')
  await page.click('.entry-form button:has-text("保存")')
  await page.waitForSelector('.chronicle > li:has-text("乡人捐置义渡。")')
  await page.click('#chronicle-by-date')
  await until(page, "document.querySelector('#chronicle-by-date').getAttribute('aria-checked') === 'false'", 20)
  await page.focus('.chronicle > li:has-text("乡人捐置义渡。") button:has-text("修改")')
  await page.keyboard.press('Alt+ArrowDown')
  await dates([fallen, founded])
  await page.click('#printed-chronicle')
  await until(page, "document.querySelector('#printed-chronicle').getAttribute('aria-checked') === 'true'", 20)
  await picture(page, 'chronicle')
  t.deepEqual(await axeFinds(page), [])
  const { entries } = (await admin.get(`${at}/chronicle`)).body
  t.deepEqual(
    entries.map(({ text, anchor }: Json) => [text, anchor.state]),
    [
      ['县城沦陷。', 'valid'],
      ['乡人捐置义渡。', 'valid'],
    ],
  )
  t.deepEqual((await admin.get(at)).body.generated, ['chronicle'])

  await page.click('.outline-below button:has-text("作者简介")')
  await page.click('button[aria-label="修改 李乙"]')
  await page.fill('.entry-form textarea', '云川县人，教师。')
  await page.click('.entry-form button:has-text("保存")')
  await page.waitForSelector('.chronicle > li:has-text("云川县人，教师。"):has-text("档案所载")')
  await page.click('label:has-text("按音序")')
  await until(page, "document.querySelector('.chronicle > li strong').textContent === '李乙'", 20)
  await picture(page, 'authors')
  t.deepEqual(await axeFinds(page), [])
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('插图: put at the cursor, carried along with its paragraph, moved, taken from the 图版, taken out; the item names its uses', async (t) => {
  t.timeout(180_000)
  const at = `/api/v1/volumes/${volume}`
  const { id } = (await admin.call('POST', `${at}/chapters`, { title: '丝厂旧事' })).body
  const texts = ['丝厂在石桥。', '头一年来了四十一个人。', '夜校设在食堂里。']
  const content = texts.map((text) => ({ kind: 'paragraph', inlines: [{ text }] }))
  await admin.call('PUT', `/api/v1/chapters/${id}/content`, { content }, { 'if-match': '*' })
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.goto(`${service.url}/volumes/${volume}?chapter=${id}`)
  await page.click('.writing p:has-text("头一年")')
  await page.click('.write-bar button:has-text("图")')
  await page.click('.picture-choices button:has-text("石桥丝厂")')
  const behind = (text: string) => `.writing p:has-text("${text}") + .beneath .figure-card`
  await page.waitForSelector(`${behind('头一年')}:has-text("图 1")`)
  await page.waitForSelector('.ant-modal', { state: 'hidden' })
  // A paragraph above it: it stays behind its own, here and with the service.
  await caretBehind(page, '.writing p:has-text("丝厂在")')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('厂房三进。')
  await page.waitForSelector('.save-state:has-text("已存")')
  await page.waitForSelector(behind('头一年'))
  const figures = async () =>
    ((await admin.get(`${at}/plates`)).body.items as Json[])
      .filter(({ kind }) => kind === 'figure')
      .map(({ itemId, afterBlock, number }) => [photos.indexOf(itemId), afterBlock, number])
  t.deepEqual(await figures(), [[1, 2, 1]])
  await page.click(`${behind('头一年')} button[aria-label="图 1移到下一段之后"]`)
  await page.waitForSelector(behind('夜校'))
  t.deepEqual(await figures(), [[1, 3, 1]])
  // A 图版 comes into the text, before it: the numbers follow the text.
  await page.click('.writing p:has-text("厂房")')
  await page.click('.write-bar button:has-text("图")')
  await page.click('.picture-choices[aria-label^="本辑图版"] button:has-text("张甲与李乙")')
  await page.waitForSelector(`${behind('厂房')}:has-text("图 1")`)
  await page.waitForSelector(`${behind('夜校')}:has-text("图 2")`)
  await page.waitForSelector('.ant-modal', { state: 'hidden' })
  await picture(page, 'figures')
  t.deepEqual(await axeFinds(page), [])
  // Dragged by hand.
  await page.dragAndDrop(behind('夜校'), '.writing p:has-text("丝厂在")')
  await page.waitForSelector(`${behind('丝厂在')}:has-text("图 1")`)
  await page.waitForSelector(`${behind('厂房')}:has-text("图 2")`)
  const { plates } = (await admin.get(`/api/v1/items/${photos[0]}/uses`)).body
  t.like(plates, [{ kind: 'figure', chapterId: id, isCut: true, volume: { number: 12 } }])
  await page.click(`${behind('厂房')} button[aria-label="移除图 2"]`)
  await page.click('.ant-modal-confirm .ant-btn-primary')
  await page.waitForSelector(behind('厂房'), { state: 'detached' })
  t.deepEqual(await figures(), [[1, 0, 1]])
  t.deepEqual(complaints, [])
  await page.context().close()
})
