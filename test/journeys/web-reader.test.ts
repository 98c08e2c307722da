/** In the browser: an error is reported, corrected and told back; shared passages are decided about; a search is saved and tells what is new; names lead to their places. */
import { setTimeout as rest } from 'node:timers/promises'
import ava, { type TestFn } from 'ava'
import type { Browser, Page } from 'playwright-core'
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
import { type Client, type Json, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { essay } from '../support/essay.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
const any = { 'if-match': '*' }
let service: Service
let browser: Browser
let admin: Client
let accession: string
let memoir: string

const text = `青石渡义渡旧事

　　${essay(3, 900)}
　　民国二十七年，我随父亲到渡口。当时义渡有大船两支、小船三只，船工九人。白天不停，夜里留一只小船应急。
　　民国三十七年秋天那场大水，是我见过最大的一次。李长庚带头捐了米。
`

async function received(name: string, content: string): Promise<string> {
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, [{ name, data: Buffer.from(content) }])
  await admin.settled(accession)
  const id = String(body.results[0].itemIds[0])
  await admin.call('PATCH', `/api/v1/items/${id}`, { access: 'open' }, any)
  await admin.settled(accession)
  return id
}

ava.before(async () => {
  if (noBrowser) return
  service = await startService(temporary())
  admin = await signedIn(service.url)
  await withRole(service.url, admin, 'researcher')
  accession = String((await admin.call('POST', '/api/v1/accessions', { title: '临溪县移交' })).body.id)
  await admin.call('POST', '/api/v1/authorities', { kind: 'person', name: '李长庚', aliases: [{ name: '李老七' }] })
  memoir = await received('义渡旧事.txt', text)
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})

/** As the mouse does it: the runs of the page carry where they begin. */
async function select(page: Page, words: string): Promise<void> {
  await page.waitForSelector('.reading')
  await page.evaluate(`{
    const walker = document.createTreeWalker(document.querySelector('.reading'), NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(${JSON.stringify(words)})
      if (at === -1) continue
      node.parentElement.scrollIntoView({ block: 'center' })
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + ${words.length})
      getSelection().removeAllRanges()
      getSelection().addRange(range)
      break
    }
  }`)
  await page.waitForSelector('.selection-acts')
}
/** Once the pages on the way to it have been laid out. */
const inSight = (page: Page, selector: string) =>
  until(
    page,
    `(() => {
      const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect()
      const pane = document.querySelector('.flow').getBoundingClientRect()
      return box.top >= pane.top && box.bottom <= pane.bottom
    })()`,
    10,
  )

test('a reader reports a wrong character; an archivist corrects it with the passage in view; the reader is told', async (t) => {
  t.timeout(120_000)
  const reader = await visit(browser, service.url)
  await signInThere(reader.page, service.url, 'u-researcher', ROLE_PASSWORD)
  await reader.page.goto(`${service.url}/items/${memoir}`)
  await select(reader.page, '大船两支')
  await picture(reader.page, 'reader-selected')
  await reader.page.keyboard.press('e')
  await reader.page.waitForSelector('#report-proposal')
  t.is(await reader.page.inputValue('#report-proposal'), '大船两支')
  t.deepEqual(await axeFinds(reader.page), [])
  await reader.page.fill('#report-proposal', '大船两只')
  await reader.page.fill('#report-remark', '下文作“三只”')
  await picture(reader.page, 'report-form')
  // What was typed is not thrown away by a press beside it.
  await reader.page.mouse.click(20, 600)
  t.is(await reader.page.inputValue('#report-remark'), '下文作“三只”')
  await reader.page.click('.ant-modal .ant-btn-primary')
  await reader.page.waitForSelector('.ant-message-success')
  await reader.page.waitForSelector('.ant-tabs-tab:has-text("报错")')

  const desk = await visit(browser, service.url)
  await signInThere(desk.page, service.url)
  await desk.page.waitForSelector('.waiting-list h3:has-text("报错待核对")')
  await desk.page.click('button:has-text("逐条核对")')
  await desk.page.waitForSelector('.report-list li')
  t.is(await desk.page.textContent('.report-list del'), '支')
  t.is(await desk.page.textContent('.report-list ins'), '只')
  t.deepEqual(await axeFinds(desk.page), [])
  await picture(desk.page, 'reports')
  await desk.page.click('.report-list h2 a')
  await desk.page.waitForSelector('.report-card')
  await desk.page.waitForSelector('.reading .pointed')
  t.is(await desk.page.textContent('.reading .pointed'), '大船两支')
  await inSight(desk.page, '.reading .pointed')
  t.deepEqual(await axeFinds(desk.page), [])
  await desk.page.click('.report-card button:has-text("改正文")')
  t.is(await desk.page.inputValue('.correct-passage textarea'), '大船两只')
  await picture(desk.page, 'report-correct')
  await desk.page.click('.report-card button:has-text("改正并采纳")')
  await desk.page.waitForSelector('.report-card .tag:has-text("已采纳")')
  await desk.page.waitForSelector('.reading .pointed:has-text("大船两只")')
  const { body: now } = await admin.get(`/api/v1/items/${memoir}/text`)
  t.true(now.text.includes('当时义渡有大船两只、小船三只'))
  t.is(now.kind, 'correction')
  t.is((await admin.get(`/api/v1/items/${memoir}/text/versions`)).body.total, 2, 'the former one stays')

  await reader.page.goto(service.url)
  await reader.page.waitForSelector('.waiting-list h3:has-text("条报错")')
  await reader.page.click('.waiting-list li:has(h3:has-text("条报错")) button')
  await reader.page.waitForSelector('.report-list .outcome')
  t.regex((await reader.page.textContent('.report-list .outcome'))!, /正文已改/)
  t.deepEqual([...reader.complaints, ...desk.complaints], [])
  await reader.page.context().close()
  await desk.page.context().close()
})

test('a refusal needs a reason, and is taken back with one press', async (t) => {
  t.timeout(120_000)
  const report = { kind: 'description', remark: '题名应作“青石渡”' }
  await admin.call('POST', `/api/v1/items/${memoir}/reports`, report)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.goto(`${service.url}/items/${memoir}?tab=reports`)
  await page.click('.report-list li:first-child button')
  await page.waitForSelector('.report-card')
  await page.click('.report-card .acts button:has-text("不采纳")')
  t.true(await page.isDisabled('.report-card form button[type=submit]'))
  await page.fill('.report-card form input', '题名照原件')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.report-card .tag:has-text("未采纳")')
  t.regex((await page.textContent('.report-card .outcome'))!, /题名照原件/)
  await page.click('.ant-message button:has-text("撤销")')
  await page.waitForSelector('.report-card .tag:has-text("待处理")')
  t.deepEqual(complaints, [])
  await page.context().close()
})

const pairs = (count: number) => `document.querySelectorAll('.pair-list li').length === ${count}`

test('shared passages: side by side with what differs, decided by one key, undone, the next one', async (t) => {
  t.timeout(120_000)
  const [one, two] = [essay(21, 700), essay(22, 500)]
  const ids: string[] = []
  for (const [name, content] of [
    ['旧稿甲.txt', one],
    ['再投甲.txt', `又寄来一次。${one.slice(0, 300)}龘${one.slice(301)}`],
    ['旧稿乙.txt', two],
    ['再投乙.txt', `另附一信，说明来历。\n${two}`],
  ] as const)
    ids.push(await received(name, content))
  for (const id of ids) while (!(await admin.get(`/api/v1/items/${id}/similar`)).body.isCompared) await rest(20)

  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.waitForSelector('.waiting-list h3:has-text("相同段落")')
  await page.click('button:has-text("逐对判断")')
  await page.waitForSelector('.side-by-side li')
  t.is(await counted(page.locator('.pair-list li'), 2), 2)
  t.is(await page.textContent('.heads header:first-child h2'), '旧稿甲', 'what came first is on the left')
  t.is(await page.textContent('.compared.is-own ins'), '龘')
  t.is(await page.textContent('.compared.is-other del'), one[300]!)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'reuse')
  await page.keyboard.press('j')
  await page.waitForSelector('.heads h2:has-text("旧稿乙")')
  await page.waitForSelector('.passage-facts .good')
  await page.keyboard.press('1')
  await page.waitForSelector('.ant-message-success')
  await until(page, pairs(1))
  await page.waitForSelector('.heads h2:has-text("旧稿甲")')
  t.is((await admin.get('/api/v1/reuse', { decision: 'duplicate' })).body.total, 1)
  await page.keyboard.press('u')
  await until(page, pairs(2))
  t.is((await admin.get('/api/v1/reuse', { decision: 'duplicate' })).body.total, 0)
  await page.waitForSelector('.heads h2:has-text("旧稿乙")')
  await page.fill('.decision-why', '乙稿据甲稿改写')
  await page.click('.decision-bar button:has-text("同稿异本")')
  await until(page, pairs(1))
  const version = async () => (await admin.get('/api/v1/reuse', { decision: 'version' })).body.items[0]
  t.is((await version()).decided.note, '乙稿据甲稿改写')
  await page.keyboard.press('4')
  await page.waitForSelector('.empty')
  await page.goto(`${service.url}/reuse?decision=unrelated`)
  await page.waitForSelector('.pair-list li')
  t.is(await counted(page.locator('.pair-list li'), 1), 1)
  // A reason that is thought of later changes nothing else.
  await page.goto(`${service.url}/reuse?decision=version`)
  await page.waitForSelector('.decision-why')
  t.is(await page.inputValue('.decision-why'), '乙稿据甲稿改写')
  await page.fill('.decision-why', '乙稿是甲稿的改写')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.ant-message-success')
  t.like((await version()).decided, { decision: 'version', note: '乙稿是甲稿的改写' })

  await page.goto(`${service.url}/accessions/${accession}`)
  await page.click('a.reuse >> nth=0')
  await page.waitForSelector('.side-by-side li')
  t.deepEqual(await axeFinds(page), [])
  await page.goto(`${service.url}/items/${ids[1]}?tab=similar`)
  await page.click('.similar a:has-text("逐字对照")')
  await page.waitForSelector('.compared')
  await page.click('.compared.is-other a')
  await page.waitForSelector('.reading .pointed')
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('a reader without the right to decide compares, and is offered no decision', async (t) => {
  t.timeout(60_000)
  const { items } = (await admin.get('/api/v1/reuse', { decision: 'version' })).body
  const [pair] = items as Json[]
  const { page, complaints } = await visit(browser, service.url, { viewport: narrow })
  await signInThere(page, service.url, 'u-researcher', ROLE_PASSWORD)
  await page.goto(`${service.url}/items/${pair.item.id}/similar/${pair.other.id}`)
  await page.waitForSelector('.compared')
  t.is(await counted(page.locator('.decision-bar'), 0), 0)
  t.true(Boolean(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')))
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'compare-390')
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('an archivist corrects what is selected, with a way back; whoever may not is not asked', async (t) => {
  t.timeout(120_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.goto(`${service.url}/items/${memoir}`)
  await select(page, '船工九人')
  await page.keyboard.press('g')
  await page.waitForSelector('.correct-passage textarea')
  t.is(await page.inputValue('.correct-passage textarea'), '船工九人')
  t.deepEqual(await axeFinds(page), [])
  await page.fill('.correct-passage textarea', '船工十人')
  await picture(page, 'reader-correct')
  await page.click('.correct-passage .ant-btn-primary')
  await page.waitForSelector('.reading :text("船工十人")')
  t.is((await admin.get(`/api/v1/items/${memoir}/text`)).body.kind, 'correction')
  await page.click('.ant-message button:has-text("撤销")')
  await page.waitForSelector('.reading :text("船工九人")')
  t.deepEqual(complaints, [])
  await page.context().close()

  const reader = await visit(browser, service.url)
  await signInThere(reader.page, service.url, 'u-researcher', ROLE_PASSWORD)
  await reader.page.goto(`${service.url}/items/${memoir}`)
  await select(reader.page, '船工九人')
  t.is(await counted(reader.page.locator('.selection-acts button:has-text("改字")'), 0), 0)
  await reader.page.context().close()
})

test('a concordance of many lines: any of them is reached; beside the hits stand the words that go with them', async (t) => {
  t.timeout(120_000)
  const nights = Array.from({ length: 900 }, (_, i) => `第${i + 1}夜更鼓响过，${i % 3 ? '茶馆' : '城门'}已闭。`)
  await received('更鼓.txt', nights.join('\n'))
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url, 'u-researcher', ROLE_PASSWORD)
  const at = `${service.url}/search?q=${encodeURIComponent('更鼓')}`
  await page.goto(`${at}&view=kwic`)
  await page.waitForSelector('.kwic-line')
  t.regex((await page.textContent('.kwic-foot'))!, /共 900 处/)
  const line = (number: number) => `.kwic-line:has(.kwic-number:first-child:text-is("${number}"))`
  await page.evaluate(`document.getElementById('content').scrollTo({ top: 1e6 })`)
  await page.waitForSelector(line(900))
  t.regex((await page.textContent(line(900)))!, /第900夜/)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'search-kwic-end')
  await page.click('button[aria-label="往前一屏"]')
  await page.waitForSelector(line(870))
  await until(page, `!document.querySelector('.kwic-foot').textContent.includes('–900 处')`)
  await page.evaluate(`document.getElementById('content').scrollTo({ top: 13000 })`)
  await page.waitForSelector(line(450))
  await page.goto(at)
  await page.click('.search-aside button:text-is("茶馆")')
  await page.waitForSelector('.hits mark:text-is("茶馆")')
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('a search is saved, tells what is new, is renamed, and deleted with a way back', async (t) => {
  t.timeout(120_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url, 'u-researcher', ROLE_PASSWORD)
  await page.goto(`${service.url}/search?q=${encodeURIComponent('义渡')}&view=kwic`)
  await page.waitForSelector('.kwic-line')
  t.is(await counted(page.locator('.facets h2:has-text("征集批次")'), 0), 0, 'no codes to choose from')
  await page.click('.search-bar button:has-text("保存")')
  await page.waitForSelector('#saved-name')
  t.deepEqual(await axeFinds(page), [])
  await page.fill('#saved-name', '义渡旧闻')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.saved-list li')
  await page.waitForSelector('.saved-list .saved-news')
  await picture(page, 'search-saved')
  await page.click('.saved-list button:has-text("改名")')
  await page.fill('.saved-list input', '义渡的来历')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.saved-list a:has-text("义渡的来历")')

  await received('新到.txt', '新到的一篇也说义渡。')
  await page.goto(service.url)
  await page.waitForSelector('.home-saved .tag:has-text("新增 1")')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'home-researcher')
  await page.click('.home-saved a')
  await until(page, `document.querySelectorAll('.kwic-line').length === 3`)
  t.regex(page.url(), /view=kwic/)
  await page.goto(service.url)
  await page.waitForSelector('.home-saved .saved-news')
  t.is(await counted(page.locator('.home-saved .tag'), 0), 0, 'what was opened is no news')

  await page.goto(`${service.url}/search`)
  await page.click('.search-bar button:has-text("保存")')
  await page.click('.saved-list button:has-text("删除")')
  await page.waitForSelector('.saved-panel p:has-text("还没有")')
  await page.click('.ant-message button:has-text("撤销")')
  // Whoever clicks beside it closes the panel.
  await page.waitForSelector('.saved-panel', { state: 'hidden' })
  await page.click('.search-bar button:has-text("保存")')
  await page.waitForSelector('.saved-list a:has-text("义渡的来历")')
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('names and dates read from the text lead to a search of each and to their places', async (t) => {
  t.timeout(120_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url, 'u-researcher', ROLE_PASSWORD)
  await page.goto(`${service.url}/items/${memoir}?tab=names`)
  await page.waitForSelector('.names-panel li a:has-text("李长庚")')
  t.is(await counted(page.locator('.names-panel h2:has-text("推测")'), 0), 0, 'guesses are for those who describe')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'reader-names')
  await page.click('.names-panel li:has(a:has-text("民国三十七年秋")) .name-places button')
  await page.waitForSelector('.reading .pointed')
  t.regex((await page.textContent('.reading .pointed'))!, /民国三十七年/)
  await inSight(page, '.reading .pointed')
  await page.goto(`${service.url}/items/${memoir}?tab=names`)
  await page.click('.names-panel li a:has-text("民国二十七年")')
  await page.waitForSelector('.hits > li')
  t.true((await page.locator('.hits h2').allTextContents()).some((title) => title.includes('义渡旧事')))
  await page.goto(`${service.url}/items/${memoir}?tab=names`)
  await page.click('.names-panel li a:has-text("李长庚")')
  await page.waitForSelector('.hits > li')
  t.is(await counted(page.locator('.hits > li'), 1), 1)
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('a machine’s guesses stand apart as 推测, for those who describe', async (t) => {
  t.timeout(60_000)
  const id = await received('会见.txt', '民国二十六年，冯玉祥到郑州，与胡景翼在安阳相见。胡景翼言：中国银行已迁。')
  while ((await admin.get(`/api/v1/items/${id}/names`)).body.suggested.length === 0) await rest(50)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.goto(`${service.url}/items/${id}?tab=names`)
  await page.waitForSelector('.names-panel h2:has-text("推测")')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'reader-guesses')
  await page.click('.guesses a:has-text("胡景翼")')
  await page.waitForSelector('.reading mark.now')
  t.is(await counted(page.locator('.reading mark'), 2), 2, 'shown where it stands')
  t.deepEqual(complaints, [])
  await page.context().close()
})
