/** 选材篮 in the browser: no note is lost, every entry has its place, and what is taken out can be put back. */
import { setTimeout as rest } from 'node:timers/promises'
import ava, { type TestFn } from 'ava'
import type { Browser, Page } from 'playwright-core'
import { axeFinds, counted, noBrowser, openBrowser, picture, signInThere, until, visit } from '../support/browser.ts'
import { type Client, type Json, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
let service: Service
let browser: Browser
let own: Client
let itemId = ''
const text = Array.from({ length: 230 }, (_, i) => `第${i + 1}条说义渡。`).join('\n')

ava.before(async () => {
  if (noBrowser) return
  service = await startService(temporary())
  const admin = await signedIn(service.url)
  own = await withRole(service.url, admin, 'researcher')
  const accession = String((await admin.call('POST', '/api/v1/accessions', { title: '临溪县移交' })).body.id)
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, [
    { name: '青石渡义渡旧事.txt', data: Buffer.from(text) },
  ])
  await admin.settled(accession)
  itemId = String(body.results[0].itemIds[0])
  await admin.call('PATCH', `/api/v1/items/${itemId}`, { access: 'open', creators: ['张甲'] }, { 'if-match': '*' })
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})

/** A basket with so many passages of the item, the nth saying “第n条”. */
async function basketOf(count: number): Promise<string> {
  const { id } = (await own.call('POST', '/api/v1/baskets', { title: '津渡' })).body
  for (let n = 1; n <= count; n++) {
    const start = text.indexOf(`第${n}条`)
    await own.call('POST', `/api/v1/baskets/${id}/entries`, { itemId, start, end: start + `第${n}条`.length })
  }
  return id
}
async function entriesOf(id: string): Promise<Json[]> {
  const page = async (n: string) =>
    (await own.get(`/api/v1/baskets/${id}/entries`, { size: '200', page: n })).body.items as Json[]
  return [...(await page('1')), ...(await page('2'))]
}
async function saved(id: string, note: string): Promise<void> {
  while (!(await entriesOf(id)).some((one) => one.note === note)) await rest(50)
}
async function researcher(id: string, expected: string[] = []) {
  const watched = await visit(browser, service.url, { expected })
  await signInThere(watched.page, service.url, 'u-researcher', ROLE_PASSWORD)
  await watched.page.goto(`${service.url}/baskets/${id}`)
  await watched.page.waitForSelector('.entry')
  return watched
}
const note = (page: Page) => page.locator('.entry textarea').first()

test('a note half written when the session ends is there after signing in again, and saved', async (t) => {
  t.timeout(120_000)
  const id = await basketOf(2)
  const { page } = await researcher(id)
  await page.context().clearCookies()
  await note(page).fill('与县志相印证')
  await note(page).blur()
  await page.waitForSelector('.ant-modal #password')
  await page.waitForSelector('.note-state:has-text("未保存")')
  await page.fill('.ant-modal #password', ROLE_PASSWORD)
  await page.click('.ant-modal button[type=submit]')
  await page.waitForSelector('.ant-modal', { state: 'hidden' })
  t.is(await note(page).inputValue(), '与县志相印证')
  await saved(id, '与县志相印证')
  await until(page, `!document.querySelector('.entries').textContent.includes('未保存')`)
  t.is(await note(page).inputValue(), '与县志相印证')
  await page.context().close()
})

test('while the service is away a basket stays, says that a note is not saved, and saves it afterwards', async (t) => {
  t.timeout(120_000)
  const id = await basketOf(3)
  const { page } = await researcher(id, ['ERR_FAILED'])
  let asked = 0
  await page.route('**/api/v1/**', (route) => {
    if (route.request().url().includes('/entries?')) asked++
    return route.abort()
  })
  await note(page).fill('写在断线时')
  await page.locator('.entry button[aria-label="上移"]').nth(1).click()
  await page.waitForSelector('.note-state:has-text("未保存：暂时送不到")')
  await page.waitForSelector('.ant-message-error')
  // Asked for again four times, and then not any more.
  while (asked < 4) await rest(50)
  await until(page, 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))')
  t.is(await counted(page.locator('.entry'), 3), 3)
  t.is(await page.locator('.failure').count(), 0)
  t.true(
    (
      await page.locator('.entry textarea').evaluateAll((all) => all.map((one) => 'value' in one && one.value))
    ).includes('写在断线时'),
  )
  await picture(page, 'basket-unsaved')
  await page.unroute('**/api/v1/**')
  await saved(id, '写在断线时')
  await page.waitForSelector('.note-state:has-text("未保存")', { state: 'detached' })
  await page.context().close()
})

test('a note being written is there after a reload, and after going back and coming again; a pause saves it too', async (t) => {
  t.timeout(120_000)
  const id = await basketOf(2)
  const { page, complaints } = await researcher(id)
  await note(page).fill('先写一句')
  await saved(id, '先写一句')
  await note(page).fill('先写一句，再写一句')
  await page.reload()
  await until(page, `document.querySelector('.entry textarea')?.value === '先写一句，再写一句'`)
  await saved(id, '先写一句，再写一句')
  await page.click('.basket-place a[href="/baskets"]')
  await page.click(`.basket-list a[href="/baskets/${id}"]`)
  await note(page).fill('正要离开')
  await page.goBack()
  await page.waitForSelector('.basket-list')
  await saved(id, '正要离开')
  await page.goForward()
  await until(page, `document.querySelector('.entry textarea')?.value === '正要离开'`)
  t.deepEqual(await axeFinds(page), [])
  t.deepEqual(complaints, [])
  await page.context().close()
})

const quoted = (page: Page) => page.locator('.entry blockquote').allTextContents()
const focusIs = (page: Page, what: string) =>
  until(
    page,
    `(() => {
      const at = document.activeElement
      return (at.closest('.entry')?.querySelector('blockquote').textContent ?? '') + ' ' +
        (at.getAttribute('aria-label') ?? at.textContent) === ${JSON.stringify(what)}
    })()`,
    10,
  )

test('every entry of a long basket is reached and has its place, by a step or by its number', async (t) => {
  t.timeout(180_000)
  const id = await basketOf(225)
  const { page, complaints } = await researcher(id)
  t.true((await page.locator('.entry').count()) < 60, 'only what is in sight exists')
  const end = async () => {
    // To the end, until the end is there.
    while (!(await page.locator('.entry:has-text("第225条")').count())) {
      await page.evaluate(`document.querySelector('#content').scrollTo(0, 1e6)`)
      await rest(50)
    }
  }
  await end()
  const card = (n: number) => page.locator(`.entry:has(blockquote:text-is("第${n}条"))`)
  await card(225).getByRole('button', { name: '上移' }).click()
  await card(225).getByRole('button', { name: '上移' }).click()
  while ((await entriesOf(id))[222].quote !== '第225条') await rest(50)
  await card(224).getByLabel('第几条').fill('1')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.ant-message-success:has-text("已移到第 1 条")')
  while ((await entriesOf(id))[0].quote !== '第224条') await rest(50)
  t.is(new Set((await entriesOf(id)).map((one) => one.id)).size, 225)
  await page.reload()
  await page.waitForSelector('.entry')
  t.is((await quoted(page))[0], '第224条')
  await card(224).dragTo(card(2))
  await until(page, `document.querySelectorAll('.entry blockquote')[2].textContent === '第224条'`)
  while ((await entriesOf(id))[2].quote !== '第224条') await rest(50)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'basket-long')
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('a move that is not taken is not shown as taken', async (t) => {
  t.timeout(120_000)
  const id = await basketOf(3)
  const { page } = await researcher(id)
  await page.route('**/api/v1/baskets/*/entries/*', (route) => route.abort())
  await page.locator('.entry').nth(2).getByRole('button', { name: '上移' }).click()
  await page.waitForSelector('.ant-message-error')
  await until(page, `[...document.querySelectorAll('.entry blockquote')].at(-1).textContent === '第3条'`)
  t.deepEqual(await quoted(page), ['第1条', '第2条', '第3条'])
  await page.context().close()
})

test('by keyboard: the focus goes on where an entry went, or stood; what is taken out is put back with its note', async (t) => {
  t.timeout(120_000)
  const id = await basketOf(3)
  const { page, complaints } = await researcher(id)
  const button = (nth: number, name: string) => page.locator('.entry').nth(nth).getByRole('button', { name })
  await button(2, '上移').focus()
  for (const _ of '12') await page.keyboard.press('Enter')
  await focusIs(page, '第3条 下移')
  t.deepEqual(await quoted(page), ['第3条', '第1条', '第2条'])
  await page.keyboard.press('Enter')
  await focusIs(page, '第3条 下移')
  await page.keyboard.press('Enter')
  await focusIs(page, '第3条 上移')
  t.deepEqual(await quoted(page), ['第1条', '第2条', '第3条'])

  await page.locator('.entry textarea').nth(1).fill('与县志相印证')
  await button(1, '从篮中取出').focus()
  await page.keyboard.press('Enter')
  await focusIs(page, '第3条 从篮中取出')
  t.deepEqual(await quoted(page), ['第1条', '第3条'])
  await page.click('.ant-message:has-text("已取出“青石渡义渡旧事”") button:has-text("撤销")')
  await focusIs(page, '第2条 从篮中取出')
  t.deepEqual(await quoted(page), ['第1条', '第2条', '第3条'])
  t.is(await page.locator('.entry textarea').nth(1).inputValue(), '与县志相印证')
  t.is((await entriesOf(id))[1].note, '与县志相印证')

  await button(2, '从篮中取出').focus()
  await page.keyboard.press('Enter')
  await focusIs(page, '第2条 从篮中取出')
  await page.keyboard.press('Enter')
  await focusIs(page, '第1条 从篮中取出')
  await page.keyboard.press('Enter')
  await focusIs(page, ' 去检索')
  t.deepEqual(complaints, [])
  await page.context().close()
})
