/** 导入旧刊 in the browser: a volume is described, cut beside its pages, left half-way and taken up again, imported and read as printed. */
import ava, { type TestFn } from 'ava'
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
import { signedIn } from '../support/client.ts'
import { printedFiles, printedPages } from '../support/printed-volume.ts'
import { remove, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn

test('a printed volume from its scans and contents to items 已刊', async (t) => {
  t.timeout(180_000)
  const service = await startService(temporary())
  const browser = await openBrowser()
  t.teardown(async () => {
    await browser.close()
    await service.stop()
    remove(service.storage)
  })
  const admin = await signedIn(service.url)
  const accession = (await admin.call('POST', '/api/v1/accessions', { title: '旧刊第五辑扫描件' })).body.id
  await admin.upload(`/api/v1/accessions/${accession}/files`, await printedFiles('第5辑'))
  await admin.settled(accession)

  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.goto(`${service.url}/volumes`)
  await page.getByRole('link', { name: '旧刊' }).click()
  await page.getByRole('button', { name: '导入一辑' }).click()
  const saved = () => page.getByText('已保存，随时可以离开').waitFor()
  const fill = async (label: string, value: string) => {
    await page.getByLabel(label, { exact: true }).fill(value)
    await page.getByLabel(label, { exact: true }).blur()
    await saved()
  }
  await fill('丛刊名', '云川文史资料')
  await fill('辑次', '5')
  await fill('出版年', '1989')
  await fill('编者', '云川县政协文史委')
  await page.getByLabel('征集批次').click()
  await page.locator('.ant-select-item-option', { hasText: '旧刊第五辑扫描件' }).click()
  await page.getByText(`共 ${printedPages.length} 面：`).waitFor()
  await page.locator('.entry').nth(7).waitFor()
  await page.getByText('每一篇的起处都已确定。').waitFor()

  // A piece that begins in the middle of its page, looked at beside the picture; another line is pointed at, and the first again.
  await page.getByRole('button', { name: '看《渡口旧事》起处' }).click()
  const begins = page.locator('.page-line.is-start')
  await begins.getByText('渡 口 旧 事').waitFor()
  await until(page, '[...document.images].every((one) => one.complete && one.naturalWidth > 0)')
  await picture(page, 'printed-import')
  t.deepEqual(await axeFinds(page), [])
  await page.locator('.page-line', { hasText: '李四 口述' }).click()
  await begins.getByText('李四 口述').waitFor()
  await page.locator('.page-line', { hasText: '渡 口 旧 事' }).click()
  await begins.getByText('渡 口 旧 事').waitFor()
  await page.getByRole('button', { name: '另作一件' }).click()
  await page.locator('.entry.is-matter').waitFor()
  await saved()

  // Several things are said before the first of them is answered: each stays.
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
  await page.route('**/api/v1/printed-imports/*', async (route) => {
    if (route.request().method() === 'PATCH') await answered
    await route.continue()
  })
  const byline = (i: number) => page.locator('.entry').nth(i).getByLabel('署名')
  await page.getByRole('button', { name: '删去这一条 抗战史料' }).click()
  await byline(1).fill('张三口述')
  await byline(5).fill('沈季清遗稿')
  await page.getByLabel('准印证号').fill('云文准字（89）12号')
  await page.getByLabel('编者').fill('云川县政协文史资料委员会')
  // Taken back before it was answered.
  for (const series of ['云川文史', '云川文史资料']) {
    await page.getByLabel('丛刊名').fill(series)
    await page.getByLabel('丛刊名').press('Enter')
  }
  // Typed again, and not yet said, while the line moves up and what was said of it before is answered.
  await byline(7).fill('编')
  await byline(7).blur()
  await byline(7).fill('编者')
  answer()
  await saved()
  t.is(await counted(page.locator('.entry'), 8), 8)
  t.is(await byline(6).inputValue(), '编者')
  await byline(6).blur()
  await saved()
  await page.unrouteAll()

  // Left half-way, and found as it was.
  await page.goto(`${service.url}/printed`)
  await page.getByRole('link', { name: '云川文史资料 第五辑' }).click()
  await page.locator('.entry.is-matter').waitFor()
  t.is(await counted(page.locator('.entry'), 8), 8)
  t.deepEqual(await Promise.all([0, 4, 6].map((i) => byline(i).inputValue())), ['张三口述', '沈季清遗稿', '编者'])
  t.is(await page.getByLabel('准印证号').inputValue(), '云文准字（89）12号')
  t.is(await page.getByLabel('编者').inputValue(), '云川县政协文史资料委员会')
  await page.setViewportSize(narrow)
  t.true(Boolean(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')))
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'printed-import-390')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await page.getByRole('link', { name: '看这一辑' }).click()
  await page.getByRole('link', { name: '花园口见闻' }).waitFor()
  await picture(page, 'printed-volume')
  t.deepEqual(await axeFinds(page), [])
  t.is(await counted(page.locator('.piece'), 8), 8)
  await admin.settled(accession)
  await page.getByRole('link', { name: '花园口见闻' }).click()
  await page.getByText('已刊于《云川文史资料》第5辑第15—20页').waitFor()
  await page.locator('.page-bar', { hasText: '第 15 页' }).waitFor({ state: 'attached' })
  await picture(page, 'printed-item')
  t.deepEqual(complaints, [])
})
