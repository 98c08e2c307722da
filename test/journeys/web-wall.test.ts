/** Choosing on the wall of pictures, by mouse and by keyboard, and what was chosen in a basket. */
import ava, { type TestFn } from 'ava'
import sharp from 'sharp'
import { axeFinds, counted, narrow, noBrowser, openBrowser, picture, signInThere, visit } from '../support/browser.ts'
import { type Client, type Json, signedIn } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const shown = (noBrowser ? ava.skip : ava.serial) as TestFn
const PICTURES = 14
const storage = temporary()
let service: Service
let client: Client

ava.before(async () => {
  service = await startService(storage)
  client = await signedIn(service.url)
  const { body } = await client.call('POST', '/api/v1/accessions', { title: '旧影' })
  const files = await Promise.all(
    Array.from({ length: PICTURES }, async (_, i) => ({
      name: `旧影${String(i + 1).padStart(2, '0')}.jpg`,
      data: await sharp({
        create: { width: 240 + 30 * (i % 4), height: 200, channels: 3, background: { r: 90 + 9 * i, g: 120, b: 140 } },
      })
        .jpeg()
        .toBuffer(),
    })),
  )
  await client.upload(`/api/v1/accessions/${body.id}/files`, files)
  await client.settled(body.id)
})
ava.after.always(async () => {
  await service?.stop()
  remove(storage)
})

shown('pictures are chosen one by one and by stretches, and go into a basket in their order', async (t) => {
  t.timeout(120_000)
  const browser = await openBrowser()
  try {
    const { page, complaints } = await visit(browser, service.url)
    await signInThere(page, service.url)
    await page.goto(`${service.url}/search?view=wall&kind=photograph&sort=title`)
    const corner = (n: number) => page.locator(`figure[data-at="${n - 1}"] input`)
    const status = async (text: string) => page.waitForSelector(`.wall-chosen [role=status]:text-is("${text}")`)
    await corner(6).hover()
    await corner(6).click()
    await status('已选 1 幅')
    await corner(3).click({ modifiers: ['Shift'] })
    await status('已选 4 幅')
    await corner(4).click()
    await status('已选 3 幅')

    // By keyboard: along, down a row, and a stretch back.
    await corner(8).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await status('已选 4 幅')
    await page.keyboard.press('Shift+ArrowRight')
    await status('已选 5 幅')
    t.true(await corner(10).isChecked())
    await page.keyboard.press('ArrowUp')
    t.true(Number(await page.evaluate(`document.activeElement.closest('figure').dataset.at`)) < 9, 'a row above')
    await picture(page, 'search-wall-chosen')
    t.deepEqual(await axeFinds(page), [])
    await page.keyboard.press('b')
    await page.waitForSelector('.ant-message :text("已入篮 5 件")')
    t.is(await counted(page.locator('figure.is-chosen'), 0), 0, 'what is in the basket is chosen no more')
    const [basket] = (await client.get('/api/v1/baskets')).body.items
    const titles = async () =>
      (await client.get(`/api/v1/baskets/${basket.id}/entries`)).body.items.map(({ item }: Json) => item.title)
    t.deepEqual(await titles(), ['旧影03', '旧影05', '旧影06', '旧影09', '旧影10'])

    // A picture still opens; with Shift it is the end of a stretch.
    await corner(1).check()
    await page.locator('figure[data-at="1"] a').click({ modifiers: ['Shift'] })
    await status('已选 2 幅')
    await page.keyboard.press('Escape')
    await page.waitForSelector('.wall-chosen .quiet')
    await page.locator('figure[data-at="1"] a').click()
    await page.waitForURL(/\/items\//)
    t.deepEqual(complaints, [])

    const small = await visit(browser, service.url, { viewport: narrow })
    await signInThere(small.page, service.url)
    await small.page.goto(`${service.url}/search?view=wall&kind=photograph&sort=title`)
    await small.page.locator('figure[data-at="1"] input').check()
    await small.page.waitForSelector('.wall-chosen [role=status]:text-is("已选 1 幅")')
    await picture(small.page, 'search-wall-chosen-390')
    t.deepEqual(await axeFinds(small.page), [])
    t.deepEqual(small.complaints, [])
  } finally {
    await browser.close()
  }
})
