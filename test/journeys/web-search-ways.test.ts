/** What the place of search does where something is odd: nothing to look up, a slow answer, the way back, a view without hits, a year that is none. */
import ava, { type TestFn } from 'ava'
import type { Browser, Page } from 'playwright-core'
import { axeFinds, counted, noBrowser, openBrowser, picture, signInThere, until, visit } from '../support/browser.ts'
import { signedIn } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
const ITEMS = 30
const SCROLLED = 1200
let service: Service
let browser: Browser
let page: Page
let complaints: string[]

ava.before(async (t) => {
  if (noBrowser) return
  t.timeout(120_000)
  service = await startService(temporary())
  const api = await signedIn(service.url)
  const { body } = await api.call('POST', '/api/v1/accessions', { title: '临溪县移交' })
  await api.upload(
    `/api/v1/accessions/${body.id}/files`,
    Array.from({ length: ITEMS }, (_, i) => ({
      name: `${i === 0 ? '义渡旧事' : `渡口记闻第${i + 1}`}.txt`,
      data: Buffer.from(`渡口在城东，第${i + 1}回说到码头。\n老人们在渡口等船，船工姓马。`),
    })),
  )
  await api.settled(body.id)
  browser = await openBrowser()
  ;({ page, complaints } = await visit(browser, service.url, { expected: ['400 GET', '422 GET'] }))
  await signInThere(page, service.url)
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})

const open = (query: Record<string, string>) => page.goto(`${service.url}/search?${new URLSearchParams(query)}`)
const scrollTop = `document.getElementById('content').scrollTop`

test('what has nothing to look up is refused, here as in an item', async (t) => {
  for (const q of ['😀', '渡口 %']) {
    await open({ q })
    t.regex((await page.textContent('.failure'))!, /没有可查的字/, q)
    t.is(await page.locator('button:has-text("全部入篮")').count(), 0)
  }
  await open({ q: '渡口 (' })
  t.regex((await page.textContent('.failure'))!, /第 4 个字符的 \( 没有配对/)
  await open({ q: '渡口' })
  await page.click('.hits h2 a >> nth=0')
  await page.fill('.find-in-item input', '%')
  await page.keyboard.press('Enter')
  t.regex((await page.textContent('.failure'))!, /没有可查的字/)
})

test('while another question waits for its answer, nothing is said of it and nothing done with the old one', async (t) => {
  await open({ q: '渡口' })
  await page.waitForSelector('.summary b')
  let answer = () => {}
  const held = new Promise<void>((done) => {
    answer = done
  })
  await page.route(/\/api\/v1\/search\?/, async (route) => {
    await held
    await route.continue()
  })
  await page.fill('.search-box input', '马')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.summary:text-is("正在检索…")')
  t.true(await page.isDisabled('button:has-text("全部入篮")'))
  t.true(await page.isDisabled('button:has-text("导出")'))
  t.true(await page.isDisabled('.search-bar button:has-text("保存")'))
  await picture(page, 'search-waiting')
  answer()
  await page.waitForSelector('.summary b')
  t.true(await page.isEnabled('button:has-text("全部入篮")'))
  await page.unroute(/\/api\/v1\/search\?/)
})

test('who comes back to the results is where they were', async (t) => {
  await open({ q: '渡口' })
  await page.waitForSelector('.hits > li')
  for (const back of [() => page.goBack(), () => page.click('.back')]) {
    await page.evaluate(`document.getElementById('content').scrollTo(0, ${SCROLLED})`)
    await until(
      page,
      `sessionStorage.getItem('wenshi.place ' + location.pathname + location.search)?.includes(${SCROLLED})`,
    )
    await page.click('.hits > li:nth-child(13) h2 a')
    await page.waitForSelector('.reading')
    await back()
    await page.waitForSelector('.hits > li')
    await until(page, `Math.abs(${scrollTop} - ${SCROLLED}) < 2`, 10)
  }
  await page.evaluate(`document.getElementById('content').scrollTo(0, 0)`)
  for (let i = 0; i < 3; i++) await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.reading')
  await page.goBack()
  await page.waitForSelector('.hits > li:nth-child(3).is-current')
  await page.fill('.search-box input', '码头')
  await page.keyboard.press('Enter')
  await until(page, `${scrollTop} === 0`)
  t.is(await counted(page.locator('.hits > li.is-current'), 0), 0)
})

test('every view says that there is nothing, or what it needs', async (t) => {
  for (const view of ['list', 'kwic', 'wall', 'time']) {
    await open({ q: '没有这样的词', view })
    await page.waitForSelector('.nothing:has-text("没有找到")')
    t.is(await page.locator('.kwic-foot, .years').count(), 0, view)
  }
  for (const view of ['list', 'kwic', 'time']) {
    await open({ q: '渡口在城北', view })
    await page.waitForSelector('.approximate')
    t.is(await page.locator('.kwic-foot, .years').count(), 0, view)
  }
  await open({ kind: 'text', view: 'kwic' })
  await page.waitForSelector('.nothing:has-text("请写上要查的词")')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.nothing button')
  t.is(await counted(page.locator('.hits > li'), 20), 20)
})

test('a year that is none is marked where it was written, and is not asked for', async (t) => {
  await open({ q: '渡口' })
  await page.fill('.year-range input >> nth=0', 'abc')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.year-range .ant-input-status-error')
  t.false(page.url().includes('from='))
  await open({ q: '渡口', from: 'abc' })
  await page.waitForSelector('.failure')
  t.is(await page.inputValue('.year-range input >> nth=0'), 'abc')
  await page.waitForSelector('.year-wrong')
  await picture(page, 'search-year')
  await page.fill('.year-range input >> nth=0', '')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.hits > li')
  t.is(await page.locator('.failure').count(), 0)
})

test('suggestions close on Escape, and only arrows choose one for Enter', async (t) => {
  await open({ q: '码头' })
  const list = page.locator('.search-suggestions:not(.ant-select-dropdown-hidden) .ant-select-item-option')
  await page.fill('.search-box input', 'yidu')
  await list.first().waitFor()
  await page.keyboard.press('Escape')
  await list.first().waitFor({ state: 'hidden' })
  t.is(await page.inputValue('.search-box input'), 'yidu')

  await page.fill('.search-box input', 'dukou')
  await list.first().hover()
  await page.mouse.move(700, 700)
  await page.keyboard.press('Enter')
  await page.waitForURL(/q=dukou/)
  await page.waitForSelector('.meant')

  await page.fill('.search-box input', 'yidu')
  await list.filter({ hasText: '义渡旧事' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/items\//)
})

test('letters that stand nowhere lead to what they are the sounds of', async (t) => {
  await open({ q: 'yidu' })
  await page.waitForSelector('.meant')
  await picture(page, 'search-meant')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.meant a:has-text("义渡旧事")')
  await page.waitForSelector('.reading')
})

test('behind the last page it is said, and led back', async (t) => {
  await open({ q: '渡口', page: '30' })
  await page.click('.nothing button:has-text("到最后一页")')
  t.is(await counted(page.locator('.hits > li'), ITEMS - 20), ITEMS - 20)
})

test('in English the bar is one row and the help stays in the sheet', async (t) => {
  await page.evaluate(`localStorage.setItem('wenshi.language', 'en')`)
  await open({ q: '渡口' })
  await page.waitForSelector('.hits > li')
  await picture(page, 'search-english')
  t.true(Number(await page.evaluate(`document.querySelector('.search-bar').clientHeight`)) < 70)
  t.true(
    (await page.evaluate(
      `[...document.querySelectorAll('.helps dd')].every((dd) => dd.scrollWidth <= dd.clientWidth && dd.getBoundingClientRect().right <= document.querySelector('.sheet').getBoundingClientRect().right)`,
    )) as boolean,
  )
  t.deepEqual(complaints, [])
})
