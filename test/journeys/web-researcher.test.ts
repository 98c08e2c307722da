import { setTimeout as rest } from 'node:timers/promises'
import ava, { type TestFn } from 'ava'
import mammoth from 'mammoth'
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
  until,
  visit,
} from '../support/browser.ts'
import { type Client, type Json, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
let service: Service
let browser: Browser

const memoir = `青石渡义渡旧事

　　义渡是哪一年办起来的，老辈人说法不一。我祖父说是光绪三十二年，由两岸十几家米行、布号合捐，置田二十四亩，收租养船。
过渡的人不取分文。
　　漲水的時候最難。石級淹到第二十級，大船停擺，只走小船；義渡會在岸邊豎一根紅白兩色的水尺，我負責每天早晚去看。
　　民国三十七年秋天那场大水，是我见过最大的一次。义
渡停了十九天。
`

ava.before(async () => {
  service = await startService(temporary())
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})

test('a researcher signs in, finds in either script, reads, and takes a quotation with its source away', async (t) => {
  t.timeout(120_000)
  const api = await signedIn(service.url)
  const { body: accession } = await api.call('POST', '/api/v1/accessions', { title: '临溪县移交' })
  await api.upload(`/api/v1/accessions/${accession.id}/files`, [
    { name: '义渡旧事.txt', data: Buffer.from(memoir) },
    { name: '别的.txt', data: Buffer.from('与此无关的一段话，说的是纱厂。') },
  ])
  await api.settled(accession.id)

  browser = await openBrowser()
  const { page, complaints } = await visit(browser, service.url, { expected: ['401 POST', '400 GET'] })
  await page.goto(service.url)
  await page.waitForSelector('#username')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'signin')
  await page.fill('#username', 'admin')
  await page.fill('#password', 'not the password')
  await page.click('button[type=submit]')
  await page.waitForSelector('.sign-in-problem:not(:empty)')
  t.true((await page.textContent('.sign-in-problem'))!.length > 4, 'the refusal is a sentence')
  await signInThere(page, service.url)

  await page.goto(`${service.url}/search`)
  await page.fill('.search-box input', '義渡')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.hits > li')
  t.is(await counted(page.locator('.hits > li'), 1), 1)
  t.regex((await page.textContent('.summary'))!, /1\s*件，\s*4\s*处/)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'search')

  await page.fill('.search-box input', '渡口 (')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.failure')
  t.true((await page.textContent('.failure'))!.includes('（') || (await page.textContent('.failure'))!.includes('('))

  await page.goto(`${service.url}/search?q=${encodeURIComponent('义渡')}&view=kwic`)
  await page.waitForSelector('.kwic-line')
  t.is(await counted(page.locator('.kwic-line'), 4), 4)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'search-kwic')
  t.regex((await page.textContent('.kwic-foot'))!, /第 1–4 处，共 4 处/)
  await page.keyboard.press('j')
  await page.waitForSelector('.kwic-line.is-current mark.now')
  await page.keyboard.press('c')
  await page.waitForSelector('.ant-message-success:has-text("引文已复制")')
  t.true(String(await page.evaluate('navigator.clipboard.readText()')).includes('义渡'))

  await page.goto(`${service.url}/search?q=${encodeURIComponent('义渡')}`)
  await page.waitForSelector('.hits > li')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.reading mark.now')
  t.is(await counted(page.locator('.reading mark'), 5), 5, 'four hits, one of them cut by a line')
  await page.keyboard.press('n')
  await page.keyboard.press('n')
  t.is(await page.textContent('.reading mark.now'), '義渡')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'reader')

  // Selected with the mouse of the browser itself, over the line that was only broken.
  await page.evaluate(`{
    const marks = [...document.querySelectorAll('.reading mark[data-hit="3"]')]
    const range = document.createRange()
    range.setStart(marks[0].firstChild, 0)
    range.setEnd(marks[1].firstChild, 1)
    getSelection().removeAllRanges()
    getSelection().addRange(range)
  }`)
  await page.waitForSelector('.selection-acts')
  await page.keyboard.press('c')
  await page.waitForSelector('.cited')
  const copied = String(await page.evaluate('navigator.clipboard.readText()'))
  t.true(copied.startsWith('“义渡”\n'), copied)
  t.true(copied.includes('《'), copied)
  await picture(page, 'reader-cited')

  await page.click('.selection-acts button:has-text("入篮")')
  await page.waitForSelector('.ant-message-success')
  await page.goto(`${service.url}/search?q=${encodeURIComponent('纱厂')}`)
  await page.click('button:has-text("全部入篮")')
  await page.click('.ant-message-success a')
  await page.waitForSelector('.entries li:nth-child(2)')
  t.deepEqual(await page.locator('.entry h2').allTextContents(), ['义渡旧事', '别的'])
  await page.fill('.entry textarea >> nth=0', '可作开头')
  await page.click('.entries li:nth-child(2) button[aria-label="上移"]')
  await page.waitForSelector('.entries li:nth-child(1) h2:has-text("别的")')
  await page.reload()
  await page.waitForSelector('.entries li:nth-child(2)')
  t.deepEqual(await page.locator('.entry h2').allTextContents(), ['别的', '义渡旧事'])
  t.is(await page.inputValue('.entry textarea >> nth=1'), '可作开头')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'basket')
  const waiting = page.waitForEvent('download')
  await page.click('a:has-text("导出 Word")')
  const { value } = await mammoth.extractRawText({ path: await (await waiting).path() })
  for (const said of ['可作开头', '义渡', '资料来源', '别的']) t.true(value.includes(said), said)
  t.deepEqual(complaints, [])
})

/** A memoir of three pages: their pictures, and what stands on each. */
async function scanned(api: Client): Promise<string> {
  const written = [
    '青石渡义渡旧事\n义渡是光绪三十二年办起来的，由两岸十几家米行捐资。',
    '置田二十四亩，收田租养船。过义渡的人不取分文，只在年节时随意投几个铜板。',
    '民国三十七年秋天那场大水，义渡停了十九天。',
  ]
  const page = (text: string) =>
    `<svg width="700" height="1000"><rect width="700" height="1000" fill="#efe6d2"/><text x="60" y="120" font-size="24">${text.slice(0, 20)}</text></svg>`
  const { body: accession } = await api.call('POST', '/api/v1/accessions', { title: '张甲捐' })
  const pictures = await Promise.all(
    written.map((text) =>
      sharp(Buffer.from(page(text)))
        .jpeg()
        .toBuffer(),
    ),
  )
  const { body } = await api.upload(
    `/api/v1/accessions/${accession.id}/files`,
    pictures.map((data, i) => ({ name: `稿${i + 1}.jpg`, data })),
  )
  const objectIds = body.results.map((one: Json) => String(one.objectId))
  const { body: item } = await api.call('POST', '/api/v1/items', { title: '青石渡义渡旧事', objectIds })
  const text = written.join('\n')
  const starts = written.map((_, i) => written.slice(0, i).join('\n').length + (i > 0 ? 1 : 0))
  const pages = starts.map((start, i) => ({
    number: i + 1,
    label: '',
    start,
    end: starts[i + 1] ?? text.length,
    objectId: objectIds[i],
  }))
  const any = { 'if-match': '*' }
  const put = await api.call('PUT', `/api/v1/items/${item.id}/text`, { text, kind: 'transcription', pages }, any)
  if (put.status !== 200) throw new Error(JSON.stringify(put.body))
  await api.call(
    'PATCH',
    `/api/v1/items/${item.id}`,
    { access: 'open', creators: ['张甲'], date: { text: '1961年' }, referenceCode: 'Y108-WS·1961-Y-0042' },
    any,
  )
  await api.settled(accession.id)
  return String(item.id)
}

test('three searches, every line in its context, its page beside its picture, a quotation to the page, a basket, and a Word file that says the same', async (t) => {
  t.timeout(180_000)
  const api = await signedIn(service.url)
  await scanned(api)
  await withRole(service.url, api, 'researcher')
  const { body: found } = await api.get('/api/v1/items', { size: '100' })
  for (const { id, access } of found.items)
    if (access !== 'open') await api.call('PATCH', `/api/v1/items/${id}`, { access: 'open' }, { 'if-match': '*' })
  while ((await api.get('/api/v1/items', { size: '100' })).body.items.some((one: Json) => !one.searchable))
    await rest(20)

  const { page, complaints } = await visit(browser, service.url)
  const sound = async (place: string) => t.deepEqual(await axeFinds(page), [], place)
  await signInThere(page, service.url, 'u-researcher', ROLE_PASSWORD)
  await page.waitForSelector('.home-head')
  await sound('desk')

  const search = async (q: string, total: RegExp) => {
    await page.goto(`${service.url}/search`)
    await page.fill('.search-box input', q)
    await page.keyboard.press('Enter')
    await page.waitForSelector('.hits > li')
    t.regex((await page.textContent('.summary'))!, total)
  }
  await search('義渡', /2\s*件，\s*8\s*处/)
  await search('义渡 ~16 田租', /1\s*件/)
  await search('义渡 文中日期:1948', /2\s*件/)
  for (const view of ['图片墙', '年代', '逐条']) {
    await page.click(`.search-bar .ant-segmented-item:has-text("${view}")`)
    await page.waitForSelector({ 图片墙: '.wall', 年代: '.years', 逐条: '.kwic-line' }[view]!)
    await sound(view)
  }
  await page.click('.search-bar .ant-select')
  await page.click('.ant-select-item:has-text("按右文")')
  await page.waitForURL(/lines=right/)
  await page.waitForSelector('.kwic-line:has-text("停了十九天")')
  await picture(page, 'search-kwic-right')

  // The line of the third page, with its picture.
  await page.click('.kwic-line:has-text("那场大水"):has(.kwic-number:last-child:text-is("3"))')
  await page.waitForSelector('.reading mark.now')
  await page.waitForSelector('.strip [aria-current]')
  await until(page, `document.querySelector('.strip [aria-current] span').textContent === '3'`)
  t.regex((await page.textContent('section[data-page="3"]'))!, /停了十九天/)
  t.is(await counted(page.locator('section[data-page="3"] mark.now'), 1), 1, 'on the page that the line is of')
  await sound('page and text')
  const selectQuote = async () => {
    // Whoever selects with the mouse has left the field they were in.
    await page.click('section[data-page="2"] p:not(.page-bar)')
    await page.evaluate(`{
    const run = [...document.querySelectorAll('section[data-page="3"] [data-start]')].at(-1).firstChild
    const range = document.createRange()
    range.setStart(run, 0)
    range.setEnd(run, 5)
    getSelection().removeAllRanges()
    getSelection().addRange(range)
  }`)
    await page.waitForSelector('.selection-acts')
  }
  await selectQuote()
  await page.keyboard.press('c')
  await page.waitForSelector('.cited')
  const copied = async () => String(await page.evaluate('navigator.clipboard.readText()'))
  t.regex(await copied(), /^“停了十九天”\n张甲：《青石渡义渡旧事》.*Y108-WS·1961-Y-0042.*第3页/)
  await picture(page, 'reader-cited-page')
  await page.click('.cited .ant-select')
  await page.click('.ant-select-item:has-text("2025")')
  await until(page, `navigator.clipboard.readText().then((text) => /青石渡义渡旧事：.*\\[[AZ]]/.test(text))`)
  t.regex(await copied(), /张甲\. 青石渡义渡旧事：Y108-WS·1961-Y-0042\[[AZ]\].*3\./)
  await page.waitForSelector('.ant-select-dropdown', { state: 'hidden' })
  await sound('cited')
  await selectQuote()
  await page.keyboard.press('b')
  await page.waitForSelector('.ant-message-success')
  for (const tab of ['著录', '权利', '历史', '同文', '人地时']) {
    await page.click(`.text-pane .ant-tabs-tab:has-text("${tab}")`)
    await page.waitForSelector('.tab-body')
    await page.waitForLoadState('networkidle')
    await sound(tab)
  }
  await page.keyboard.press('?')
  await page.waitForSelector('.key-list')
  await sound('keys')
  await page.keyboard.press('Escape')

  await search('水尺', /1\s*件/)
  await page.click('button:has-text("全部入篮")')
  await page.click('.ant-message-success a')
  await page.waitForSelector('.entries li:nth-child(2)')
  t.regex((await page.textContent('.entries li:nth-child(1)'))!, /停了十九天[\s\S]*第3页/)
  await page.fill('.entries li:nth-child(1) textarea', '与县志相印证')
  await page.click('.entries li:nth-child(2) button[aria-label="上移"]')
  await page.waitForSelector('.entries li:nth-child(1) h2:has-text("义渡旧事")')
  await sound('basket')
  const waiting = page.waitForEvent('download')
  await page.click('a:has-text("导出 Word")')
  const download = await waiting
  t.regex(download.suggestedFilename(), /\.docx$/)
  const { value: html } = await mammoth.convertToHtml({ path: await download.path() })
  t.regex(html, /停了十九天[\s\S]*footnote-ref/)
  t.regex(html, /与县志相印证/)
  const [, notes = ''] = html.split('资料来源')
  t.regex(notes, /张甲：《青石渡义渡旧事》/)
  t.regex(html.slice(html.lastIndexOf('<ol>')), /第3页/, 'the footnote names the page')
  await page.goto(`${service.url}/baskets`)
  await page.waitForSelector('.basket-list li')
  await sound('baskets')
  await page.goto(`${service.url}/reports`)
  await page.waitForSelector('.empty')
  await sound('reports')
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('search and reading hold on a narrow screen, in the dark, and in English', async (t) => {
  t.timeout(120_000)
  const { page, complaints } = await visit(browser, service.url, { viewport: narrow, colorScheme: 'dark' })
  await signInThere(page, service.url)
  await page.goto(`${service.url}/search?q=${encodeURIComponent('义渡')}`)
  await page.waitForSelector('.hits > li')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'search-390')
  t.true(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'nothing is wider than the screen')
  await page.click('.hits h2 a')
  await page.waitForSelector('.reading mark.now')
  t.deepEqual(await axeFinds(page), [])
  t.true(Boolean(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')))
  await picture(page, 'reader-390')
  await page.evaluate(`localStorage.setItem('wenshi.language', 'en')`)
  await page.goto(`${service.url}/search`)
  await page.waitForSelector('.search-start')
  t.regex((await page.textContent('.search-start'))!, /Begin with a word/)
  t.is(await page.evaluate('document.documentElement.lang'), 'en')
  t.deepEqual(complaints, [])
})

test('a session that ends is taken up again over the place, which stays as it was', async (t) => {
  t.timeout(60_000)
  const { page } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.goto(`${service.url}/search?q=${encodeURIComponent('义渡')}`)
  await page.waitForSelector('.hits > li')
  await page.context().clearCookies()
  // Asking for suggestions meets the end of the session.
  await page.fill('.search-box input', '未完成的检索式')
  await page.waitForSelector('.ant-modal #password')
  await page.fill('.ant-modal #password', 'pomegranate-lantern-7')
  await page.click('.ant-modal button[type=submit]')
  await page.waitForSelector('.ant-modal', { state: 'hidden' })
  t.is(await page.inputValue('.search-box input'), '未完成的检索式')
})
