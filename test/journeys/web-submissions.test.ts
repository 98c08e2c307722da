/** 选题, 稿件 and 存稿 in the browser: registered, checked, decided, found again for a topic, dragged into a volume, given back. */
import { setTimeout as rest } from 'node:timers/promises'
import ava, { type TestFn } from 'ava'
import type { Browser } from 'playwright-core'
import { axeFinds, counted, noBrowser, openBrowser, picture, signInThere, until, visit } from '../support/browser.ts'
import { type Client, type Json, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
let service: Service
let browser: Browser
let admin: Client
let editor: Client
const texts: Record<string, [text: string, described: object]> = {
  青石渡义渡旧事: [
    '　　义渡是哪一年办起来的，老辈人说法不一。\n　　民国二十七年，我跟着父亲上了船，临溪县的渡口有大船两只。\n',
    { places: ['临溪县'], subjects: ['津渡'], date: '1938年', creators: ['张甲'] },
  ],
  我父亲的渡船: [
    '　　我父亲十二岁便在义渡撑船，前后三十一年，只在大水那年误过一回渡口的班次。\n',
    { creators: ['张癸'] },
  ],
  大水那年: ['　　民国二十八年涨水，他早晚各去渡口看一回，回来报给会首听。\n', { creators: ['郑辛'] }],
  石桥丝厂女工夜校: ['　　夜校设在丝厂的食堂里，头一年来了四十一个人。\n', { places: ['石桥县'], date: '1952年' }],
  盐号账房: ['　　盐号在城东，账房先生姓李，写得一手好字。\n', { creators: ['李壬'] }],
}

ava.before(async () => {
  if (noBrowser) return
  service = await startService(temporary())
  admin = await signedIn(service.url)
  editor = await withRole(service.url, admin, 'editor')
  await withRole(service.url, admin, 'archivist')
  const { body: accession } = await admin.call('POST', '/api/v1/accessions', {
    title: '临溪县来稿',
    receivedDate: '2026-03-05',
    contributor: { name: '临溪县政协文史委', workUnit: '临溪县政协' },
  })
  for (const [title, [text, described]] of Object.entries(texts)) {
    const { body } = await admin.upload(`/api/v1/accessions/${accession.id}/files`, [
      { name: `${title}.txt`, data: Buffer.from(text) },
    ])
    await admin.settled(accession.id)
    const patch = { access: 'open', title, ...described }
    await admin.call('PATCH', `/api/v1/items/${body.results[0].itemIds[0]}`, patch, { 'if-match': '*' })
  }
  await admin.settled(accession.id)
  await editor.call('POST', '/api/v1/publications', { title: '云川文史资料' })
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})
const visitor = async (name: string) => {
  const watched = await visit(browser, service.url)
  await signInThere(watched.page, service.url, `u-${name}`, ROLE_PASSWORD)
  return watched
}

test('an accession becomes submissions with a press; checks and decisions are kept, by hand, by keyboard and several at once', async (t) => {
  t.timeout(180_000)
  const archivist = await visitor('archivist')
  await archivist.page.click('.top nav a:has-text("征集")')
  await archivist.page.click('a:has-text("临溪县来稿")')
  await archivist.page.click('.place-head button[aria-label="更多"]')
  await archivist.page.click('.ant-dropdown-menu-item:has-text("登记为稿件")')
  await archivist.page.click('.ant-message button:has-text("看稿件")')
  await archivist.page.waitForSelector('.submission-table tbody tr:nth-child(5)')
  t.is(await counted(archivist.page.locator('.batch-bar'), 0), 0)
  t.deepEqual(archivist.complaints, [])
  await archivist.page.context().close()

  const { page, complaints } = await visitor('editor')
  await page.click('.top nav a:has-text("编研")')
  await page.click('.compiling-tabs a:has-text("稿件")')
  await page.waitForSelector('.submission-table tbody tr:nth-child(5)')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'submissions')
  // The list is newest first: j goes down to the fourth, x selects it and the one before.
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
  await page.waitForSelector('.batch-bar:has-text("已选 2 件")')
  t.true(await page.isDisabled('.batch-bar button:has-text("退稿")'))
  await page.click('.batch-bar button:has-text("存稿")')
  await page.waitForSelector('.state-tabs button:has-text("存稿") .count:has-text("2")')
  await page.click('.submission-table button:has-text("青石渡义渡旧事")')
  await page.waitForSelector('.submission-open h2:has-text("青石渡义渡旧事")')
  await page.click('.check-row:has-text("三亲") .ant-segmented-item:has-text("是")')
  await page.waitForSelector('.check-row:has-text("三亲") input[aria-label="三亲的说明"]')
  await page.fill('.submission-open input[aria-label="理由"]', '年份待作者核实')
  await page.click('.submission-open .decisions button:has-text("退改")')
  await page.waitForSelector('.steps-list li:has-text("退改")')
  await page.click('.submission-open .decisions button:has-text("存稿")')
  await page.waitForSelector('.steps-list li:nth-child(4)')
  await until(page, `document.querySelector('.state-tabs').textContent.includes('存稿 3')`, 10)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'submission-open')
  await page.keyboard.press('Escape')
  await page.waitForSelector('.submission-open', { state: 'detached' })
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('what is half written over a submission stays while the service is away', async (t) => {
  t.timeout(120_000)
  const { page } = await visitor('editor')
  await page.goto(`${service.url}/submissions`)
  await page.click('.submission-table button:has-text("大水那年")')
  await page.waitForSelector('.submission-open h2:has-text("大水那年")')
  await page.fill('.submission-open input[aria-label="理由"]', '年份待作者核实')
  let asked = 0
  await page.route('**/api/v1/submissions/*', (route) => {
    if (route.request().method() === 'GET') asked++
    return route.abort()
  })
  await page.click('.check-row:has-text("三亲") .ant-segmented-item:has-text("是")')
  // Asked for again four times, and then not any more.
  while (asked < 4) await rest(50)
  await until(page, 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))')
  t.is(await page.inputValue('.submission-open input[aria-label="理由"]'), '年份待作者核实')
  await page.context().close()
})

test('a topic is written and becomes a volume; what is held comes back with why, is dragged into the outline, and is given back', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await visitor('editor')
  await page.goto(`${service.url}/topics`)
  await page.waitForSelector('.topics-place .empty')
  await page.click('button:has-text("新建选题")')
  await page.fill('.topic-form #title', '水陆旧踪')
  await page.fill('.topic-form #period', '1937—1945')
  for (const [name, value] of [
    ['places', '临溪县'],
    ['subjects', '渡口'],
  ]) {
    await page.fill(`.topic-form #${name}`, value!)
    await page.keyboard.press('Enter')
  }
  await page.fill('.topic-form #plan', '津渡与码头 4\n师友忆往 2')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'topic-form')
  await page.click('.topic-form .ant-btn-primary')
  await page.waitForSelector('.topic-list h2:has-text("水陆旧踪")')
  await page.waitForSelector('.topic-list summary:has-text("3")')
  await page.click('.topic-list summary')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'topics')
  await page.click('.topic-acts button:has-text("据此编一辑")')
  await page.click('.ant-dropdown-menu-item:has-text("云川文史资料")')
  await page.waitForSelector('.outline-name:has-text("师友忆往")')
  await page.click('.material-pane .ant-tabs-tab:has-text("存稿")')
  await page.waitForSelector('.pieces li:nth-child(3)')
  const first = await page.textContent('.pieces li:nth-child(1)')
  t.regex(first!, /青石渡义渡旧事.*期间 1938年.*地名 临溪县.*主题 渡口（文中）/s)
  await page.dragAndDrop('.pieces li:has-text("青石渡义渡旧事")', '.outline-line:has-text("津渡与码头")', {
    targetPosition: { x: 60, y: 30 },
  })
  await page.waitForSelector('.outline-name:has-text("青石渡义渡旧事")')
  await until(
    page,
    `document.querySelectorAll('.material-pane [role="tabpanel"][aria-hidden="false"] .pieces li').length === 2`,
    15,
  )
  await picture(page, 'volume-held')
  t.deepEqual(await axeFinds(page), [])
  const states = async () =>
    (await editor.get('/api/v1/submissions')).body.items.map(({ item, state }: Json) => `${item.title} ${state}`)
  t.true((await states()).includes('青石渡义渡旧事 compiled'))
  await page.hover('.outline-line:has-text("青石渡义渡旧事")')
  await page.click('.outline-line:has-text("青石渡义渡旧事") .ant-dropdown-trigger')
  await page.click('.ant-dropdown-menu-item:has-text("删除")')
  await page.click('.ant-modal-confirm .ant-btn-dangerous')
  await page.waitForSelector('.ant-message:has-text("《青石渡义渡旧事》已退回存稿")')
  t.true((await states()).includes('青石渡义渡旧事 held'))
  // From a basket's name, or a search, to what is held and says it.
  await page.click('.material-pane .ant-tabs-tab:has-text("检索")')
  await page.fill('.material-pane [role="tabpanel"][aria-hidden="false"] input', '渡口')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.held-also:has-text("存稿里还有 3 篇写到渡口")')
  await page.click('.held-also button')
  await page.waitForSelector('.ant-tabs-tab-active:has-text("存稿")')
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('a list of any length is one list: only what is in sight exists, the keyboard and a search for all of it reach the rest', async (t) => {
  t.timeout(180_000)
  const { body: old } = await admin.call('POST', '/api/v1/accessions', { title: '旧存' })
  const many = Array.from({ length: 80 }, (_, i) => ({
    name: `津渡志稿${i + 1}.txt`,
    data: Buffer.from(`津渡志稿第${i + 1}篇。`),
  }))
  await admin.upload(`/api/v1/accessions/${old.id}/files`, many)
  await admin.settled(old.id)
  const { page, complaints } = await visitor('archivist')
  await page.goto(`${service.url}/search?q=津渡志稿`)
  await page.waitForSelector('.summary b:has-text("80")')
  await page.click('.search-bar button:has-text("全部登记")')
  await page.click('.ant-modal-confirm:has-text("80 件") .ant-btn-primary')
  await page.click('.ant-message button:has-text("看稿件")')
  await page.waitForSelector('.submission-table table[aria-rowcount="86"]')
  t.true((await page.locator('.submission-table tbody tr[aria-rowindex]').count()) < 60)
  await page.evaluate(`document.querySelector('#content').scrollTo(0, 1e6)`)
  await page.waitForSelector('.submission-table tr[aria-rowindex="86"] .reference')
  t.is(await counted(page.locator('.submission-table tr[aria-rowindex="5"]'), 0), 0)
  t.deepEqual(await axeFinds(page), [])
  await page.setViewportSize({ width: 390, height: 844 })
  await page.waitForSelector('.submission-table tbody tr .title button')
  t.true(Boolean(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')))
  await picture(page, 'submissions-390')
  t.deepEqual(complaints, [])
  await page.context().close()
})
