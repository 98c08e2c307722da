/** The editor's day in the browser: basket → volume → 栏目 → chapters by reference, moved, written, beside their source, taken over, exported. */
import { readFileSync } from 'node:fs'
import ava, { type TestFn } from 'ava'
import type { Browser, Page } from 'playwright-core'
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
import { type Client, type Json, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
let service: Service
let browser: Browser
let admin: Client
let own: Client
const items: Record<string, string> = {}
const texts: Record<string, string> = {
  青石渡義渡舊事: `青石渡義渡舊事

　　義渡是哪一年辦起來的，老輩人說法不一。我祖父說是光緒三十二年，由兩岸十幾家米行、布號合捐，置田二十四畝，收租養船。過渡的人不取分文，只在年節時隨意投幾個銅板，算是給船工添酒。
　　我十六歲那年，也就是民國二十七年，跟著父親上了船。當時義渡有大船兩隻、小船三隻，船工九人。白天不停，夜裏留一隻小船應急，誰家有人得急病，站在對岸喊一聲，船就過去。
　　漲水的時候最難。石級淹到第二十級，大船停擺，只走小船；淹到第三十級，全停。義渡會在岸邊竪一根紅白兩色的水尺。
　　民國三十七年秋天那場大水，是我見過最大的一次。水退以後，石級上積了半尺厚的泥，兩岸的人自己帶了鋤頭來清，沒有一個要工錢。
`,
  茶亭与义渡: '茶亭在渡口上首，是过渡人歇脚的地方。\n　　每年五月，义渡会在亭里施茶，到八月止。\n',
  石桥丝厂女工夜校: '夜校设在丝厂的食堂里。\n　　头一年来了四十一个人，大半不识字。\n',
  大水那年: '涨水的那几天，他早晚各去看一回，回来报给会首听。\n',
}

ava.before(async () => {
  if (noBrowser) return
  service = await startService(temporary())
  admin = await signedIn(service.url)
  own = await withRole(service.url, admin, 'editor')
  await withRole(service.url, admin, 'researcher')
  const accession = String((await admin.call('POST', '/api/v1/accessions', { title: '临溪县移交' })).body.id)
  for (const [title, text] of Object.entries(texts)) {
    const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, [
      { name: `${title}.txt`, data: Buffer.from(text) },
    ])
    await admin.settled(accession)
    items[title] = String(body.results[0].itemIds[0])
    const patch = { access: 'open', title, creators: ['张甲'] }
    await admin.call('PATCH', `/api/v1/items/${items[title]}`, patch, { 'if-match': '*' })
  }
  await admin.settled(accession)
  await admin.consented(accession)
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})

async function editor(expected: string[] = []) {
  const watched = await visit(browser, service.url, { expected })
  await signInThere(watched.page, service.url, 'u-editor', ROLE_PASSWORD)
  return watched
}
/** The outline as it is read, line by line, chapters indented. */
const shows = (page: Page, lines: string[]) =>
  until(
    page,
    `JSON.stringify([...document.querySelectorAll('.outline-line')].map((line) =>
      (line.classList.contains('is-section') ? '' : '　') + line.querySelector('.outline-name').textContent)) === ${JSON.stringify(JSON.stringify(lines))}`,
    15,
  )
const line = (title: string) => `.outline-line:has-text("${title}")`
const name = (title: string) => `.outline-name:has-text("${title}")`
let volumeAt = ''

test('a basket becomes a volume: a series, a volume of 内部资料 with its rules told, two 栏目, chapters by drag and by keyboard', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await editor()
  const { body: basket } = await own.call('POST', '/api/v1/baskets', { title: '津渡' })
  for (const itemId of Object.values(items)) await own.call('POST', `/api/v1/baskets/${basket.id}/entries`, { itemId })

  await page.click('.top nav a:has-text("编研")')
  await page.waitForSelector('.volumes-place .empty')
  t.deepEqual(await axeFinds(page), [])
  await page.click('button:has-text("新建丛刊")')
  await page.fill('.name-dialog input', '云川文史资料')
  await page.keyboard.press('Enter')
  await page.click('.series button:has-text("新编一辑")')
  await page.fill('#title', '云川月刊选')
  await page.waitForSelector('.volume-form .ant-form-item-explain:has-text("不能有“刊”")')
  t.true(await page.isDisabled('.volume-form .ant-btn-primary'))
  t.is(await counted(page.locator('.volume-form input[id=imprint_price]'), 0), 0, 'a price is not asked for')
  await picture(page, 'volume-form')
  t.deepEqual(await axeFinds(page), [])
  await page.fill('#title', '水陆旧踪')
  await page.fill('#number', '12')
  await page.fill('#imprint_permitNumber', '云内资准字第12号')
  await page.click('.volume-form .ant-btn-primary')
  await page.waitForSelector('.volume-place h1:has-text("第十二辑")')
  volumeAt = page.url()

  for (const title of ['津渡与码头', '丝厂岁月']) {
    await page.click('.outline-pane footer button:has-text("栏目")')
    await page.fill('.name-dialog input', title)
    await page.keyboard.press('Enter')
    await page.waitForSelector(name(title))
  }
  await page.waitForSelector('.pieces li')
  t.is(await counted(page.locator('.pieces .tag:has-text("未用")'), 4), 4)
  // By drag: onto a 栏目, and under a chapter; by a press: into the 栏目 the keyboard is in.
  const lower = { targetPosition: { x: 60, y: 30 } }
  await page.dragAndDrop('.pieces li:has-text("青石渡義渡舊事")', line('津渡与码头'), lower)
  await shows(page, ['津渡与码头', '　青石渡義渡舊事', '丝厂岁月'])
  await page.dragAndDrop('.pieces li:has-text("茶亭与义渡")', line('青石渡義渡舊事'), lower)
  await shows(page, ['津渡与码头', '　青石渡義渡舊事', '　茶亭与义渡', '丝厂岁月'])
  // That press has closed it: what comes into it opens it.
  await page.click(name('丝厂岁月'))
  await page.click('.pieces li:has-text("石桥丝厂女工夜校") button')
  await shows(page, ['津渡与码头', '　青石渡義渡舊事', '　茶亭与义渡', '丝厂岁月', '　石桥丝厂女工夜校'])
  await page.click('.outline-pane footer button:has-text("篇")')
  await page.fill('.name-dialog input >> nth=0', '编后记')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.chapter-pane h2:has-text("编后记")')
  await until(page, `document.querySelectorAll('.pieces .tag.good').length === 3`, 10)

  // By keyboard out of its 栏目, and a chapter to the front of its own.
  await page.focus(name('编后记'))
  await page.keyboard.press('Alt+ArrowDown')
  await shows(page, ['津渡与码头', '　青石渡義渡舊事', '　茶亭与义渡', '丝厂岁月', '　石桥丝厂女工夜校', '　编后记'])
  // At the root: indented like a 栏目.
  await page.waitForSelector(`${line('编后记')}[style*="12px"]`)
  await page.focus(name('茶亭与义渡'))
  await page.keyboard.press('Alt+ArrowUp')
  await shows(page, ['津渡与码头', '　茶亭与义渡', '　青石渡義渡舊事', '丝厂岁月', '　石桥丝厂女工夜校', '　编后记'])
  t.is(await page.evaluate('document.activeElement.textContent'), '茶亭与义渡', 'the keyboard stays with the line')
  // Faster than the service answers: every press counts.
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(`Alt+${key}`)
  await shows(page, ['津渡与码头', '　青石渡義渡舊事', '丝厂岁月', '　茶亭与义渡', '　石桥丝厂女工夜校', '　编后记'])
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(`Alt+${key}`)
  await shows(page, ['津渡与码头', '　茶亭与义渡', '　青石渡義渡舊事', '丝厂岁月', '　石桥丝厂女工夜校', '　编后记'])
  t.is(await counted(page.locator('.ant-message:has-text("别人")'), 0), 0)
  // By drag within the outline, back again.
  await page.dragAndDrop(line('茶亭与义渡'), line('青石渡義渡舊事'), lower)
  await shows(page, ['津渡与码头', '　青石渡義渡舊事', '　茶亭与义渡', '丝厂岁月', '　石桥丝厂女工夜校', '　编后记'])
  await picture(page, 'volume-outline')
  t.deepEqual(await axeFinds(page), [])
  t.deepEqual(complaints, [])
  await page.context().close()
})

/** Opens the volume on a chapter and waits until it can be written. */
async function writing(page: Page, title: string) {
  await page.goto(volumeAt)
  await page.click(name(title))
  await page.waitForSelector('.writing')
}
const saved = (page: Page) => page.waitForSelector('.save-state:has-text("已存")')
const textOf = async (title: string): Promise<string> => {
  const { body: outline } = await own.get(`/api/v1/volumes/${volumeAt.split('/').at(-1)!.split('?')[0]}/outline`)
  const chapters = outline.nodes.flatMap((node: Json) => node.children ?? [node])
  const { id } = chapters.find((node: Json) => node.title === title)
  return (await own.get(`/api/v1/chapters/${id}`)).body.text
}

test('a chapter is written: it saves itself, is undone, takes from Word what a chapter may have, and survives a reload', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await editor()
  await writing(page, '茶亭与义渡')
  await caretBehind(page, '.writing p >> nth=0')
  await page.keyboard.insertText('亭柱有联。')
  await saved(page)
  t.is((await textOf('茶亭与义渡')).split('\n')[0], '茶亭在渡口上首，是过渡人歇脚的地方。亭柱有联。')
  await page.keyboard.press('Control+z')
  await until(page, `!document.querySelector('.writing').textContent.includes('亭柱有联')`, 5)

  // An input method composes: its letters are never saved, its characters are.
  await caretBehind(page, '.writing p >> nth=-1')
  const method = await page.context().newCDPSession(page)
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.postData() ?? ''))
  await method.send('Input.imeSetComposition', { text: 'shicha', selectionStart: 6, selectionEnd: 6 })
  await until(page, `document.querySelector('.writing').textContent.endsWith('shicha')`, 5)
  await page.evaluate('new Promise((done) => setTimeout(done, 2000))')
  await method.send('Input.insertText', { text: '施茶' })
  await until(page, `document.querySelector('.writing').textContent.endsWith('施茶')`, 5)
  await page.waitForResponse((response) => response.request().postData()?.includes('到八月止。施茶') ?? false)
  t.false(sent.some((body) => body.includes('shicha')))
  await page.keyboard.press('Control+z')

  await caretBehind(page, '.writing p >> nth=-1')
  await page.keyboard.press('Enter')
  await page.evaluate(`{
    const html = \`<html><head><style>p.MsoNormal{margin:0}</style></head><body><!--StartFragment-->
      <h2 style="mso-list:l0">亭规</h2>
      <p class=MsoNormal style="text-indent:21pt"><span lang=EN-US>&nbsp;&nbsp;</span><b><span style="font-family:宋体">施茶</span></b>不取<i>分文</i><a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>。<br>五月初一开亭。</p>
      <table><tr><td><p class=MsoNormal>每日茶叶半斤</p></td></tr></table>
      <blockquote><p>渡人渡己</p></blockquote>
      <div style="mso-element:footnote" id="ftn1"><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> 据会首王某口述。</p></div>
      <!--EndFragment--></body></html>\`
    const data = new DataTransfer()
    data.setData('text/html', html)
    data.setData('text/plain', '亭规')
    document.querySelector('.writing').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }`)
  await page.waitForSelector('.write-notes textarea')
  t.is(await page.inputValue('.write-notes textarea'), '据会首王某口述。')
  await page.fill('.write-notes textarea', '据会首王某 1962 年口述。')
  await until(page, `/已存/.test(document.querySelector('.save-state').textContent)`, 15)
  const { body: outline } = await own.get(`/api/v1/volumes/${volumeAt.split('/').at(-1)!.split('?')[0]}/outline`)
  const { id } = outline.nodes[0].children.find((node: Json) => node.title === '茶亭与义渡')
  await until(
    page,
    `fetch('/api/v1/chapters/${id}').then((r) => r.json()).then((c) => JSON.stringify(c.content).includes('1962'))`,
    15,
  )
  const { body: chapter } = await own.get(`/api/v1/chapters/${id}`)
  t.deepEqual(chapter.content.slice(-5), [
    { kind: 'heading', level: 2, inlines: [{ text: '亭规' }] },
    {
      kind: 'paragraph',
      inlines: [
        { text: '施茶', marks: ['strong'] },
        { text: '不取' },
        { text: '分文', marks: ['emphasis'] },
        { note: [{ text: '据会首王某 1962 年口述。' }] },
        { text: '。' },
      ],
    },
    { kind: 'paragraph', inlines: [{ text: '五月初一开亭。' }] },
    { kind: 'paragraph', inlines: [{ text: '每日茶叶半斤' }] },
    { kind: 'quote', inlines: [{ text: '渡人渡己' }] },
  ])
  await picture(page, 'volume-write')
  t.deepEqual(await axeFinds(page), [])

  // The service is away: what is written stays in this browser, and is saved when it is back.
  await page.route('**/content', (route) => route.abort())
  await page.click('.writing p >> nth=0')
  await page.keyboard.press('Home')
  await page.keyboard.insertText('断线时写的。')
  await page.waitForSelector('.save-state:has-text("留在本机")')
  await page.unroute('**/content')
  await page.reload()
  await page.waitForSelector('.writing:has-text("断线时写的。")')
  await page.waitForSelector('.save-state:has-text("已恢复")')
  await saved(page)
  t.true((await textOf('茶亭与义渡')).startsWith('断线时写的。'))
  t.deepEqual(
    complaints.filter((one) => !one.includes('ERR_FAILED')),
    [],
  )
  await page.context().close()
})

test('two at once: a move is made again on the other one’s outline; of a chapter both versions stand', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await editor(['412'])
  const id = volumeAt.split('/').at(-1)!.split('?')[0]
  await writing(page, '石桥丝厂女工夜校')
  const before = (await own.get(`/api/v1/volumes/${id}/outline`)).body
  const tea = before.nodes[0].children.find((node: Json) => node.title === '茶亭与义渡')
  const place = { parentId: before.nodes[1].id, beforeId: null }
  await own.call('PUT', `/api/v1/volumes/${id}/outline/${tea.id}/place`, place, { 'if-match': `"${before.revision}"` })
  await page.focus(name('编后记'))
  await page.keyboard.press('Alt+ArrowUp')
  await page.waitForSelector('.ant-message:has-text("接着做好")')
  await shows(page, ['津渡与码头', '　青石渡義渡舊事', '丝厂岁月', '　石桥丝厂女工夜校', '　茶亭与义渡', '　编后记'])

  const school = before.nodes[1].children[0].id
  const { body: chapter } = await own.get(`/api/v1/chapters/${school}`)
  const theirs = [{ kind: 'paragraph', inlines: [{ text: '夜校设在丝厂的饭堂里。' }] }, ...chapter.content.slice(1)]
  await own.call(
    'PUT',
    `/api/v1/chapters/${school}/content`,
    { content: theirs },
    { 'if-match': `"${chapter.revision}"` },
  )
  await caretBehind(page, '.writing p >> nth=0')
  await page.keyboard.insertText('每晚两节课。')
  await page.waitForSelector('.both-versions')
  t.is(await page.textContent('.both-versions del'), '饭')
  await picture(page, 'volume-both-versions')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.both-versions button:has-text("用我的")')
  await saved(page)
  t.regex(await textOf('石桥丝厂女工夜校'), /^夜校设在丝厂的食堂里。每晚两节课。/)
  t.deepEqual(complaints, [])
  await page.context().close()
})

/** As somebody does who selects words with the mouse and writes over them. */
async function rewrite(page: Page, words: string, by: string) {
  await page.click('.writing p >> nth=0')
  await page.evaluate(`{
    const walker = document.createTreeWalker(document.querySelector('.writing'), NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(${JSON.stringify(words)})
      if (at === -1) continue
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + ${words.length})
      getSelection().removeAllRanges()
      getSelection().addRange(range)
      break
    }
  }`)
  await until(page, `getSelection().toString() === ${JSON.stringify(words)}`, 5)
  await page.keyboard.insertText(by)
  await until(page, `document.querySelector('.writing').textContent.includes(${JSON.stringify(by)})`, 5)
}
const memoir = '青石渡義渡舊事'

test('beside its source: what was changed is marked, what is only another script is not, and each paragraph leads to its place', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await editor()
  await writing(page, memoir)
  await rewrite(page, '義渡是哪一年辦起來的', '义渡是哪一年办起来的')
  await rewrite(page, '置田二十四畝', '置田24亩')
  await page.click('.chapter-bar .ant-segmented-item:has-text("原文对照")')
  await page.waitForSelector('.compare-rows ins')
  const row = '.compare-row:has-text("我祖父")'
  t.is(await page.textContent(`${row} .compare-source del`), '二十四')
  t.is(await page.textContent(`${row} .compare-chapter ins`), '24')
  t.is(await page.textContent('.compare-key'), '删 增 共 1 处')
  t.is(
    await page.locator('.compare-place .tag:has-text("有效")').count(),
    await page.locator('.compare-rows .compare-row').count(),
  )
  await picture(page, 'volume-compare')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.compare-bar label:has-text("繁简")')
  await until(page, `/共 [2-9]/.test(document.querySelector('.compare-key').textContent)`, 10)
  await page.click('.compare-bar label:has-text("繁简")')
  await page.waitForSelector('.compare-key:has-text("共 1 处")')

  // To the place in the source, and to the place in the text.
  t.regex(
    (await page.getAttribute('.compare-row:has-text("十六歲") .compare-place a', 'href'))!,
    /\/items\/[^?]+\?at=\d+-\d+$/,
  )
  await page.hover('.compare-row:has-text("十六歲") .compare-chapter')
  await page.click('.compare-row:has-text("十六歲") button:has-text("改这段")')
  await page.waitForSelector('.writing')
  await page.keyboard.insertText('（续）')
  await until(page, `document.querySelector('.writing').textContent.includes('（续）我十六歲那年')`, 5)
  await page.keyboard.press('Control+z')
  await saved(page)
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('a source is corrected: the chapter is told, asks change by change, and takes over what is accepted', async (t) => {
  t.timeout(180_000)
  const { body: before } = await own.get(`/api/v1/items/${items[memoir]}/text`)
  const corrected = before.text
    .replace('大船兩隻', '大船兩艘')
    .replace('置田二十四畝', '置田二十五畝')
    .replace('民國三十七年秋天', '前言。民國三十七年秋天')
  await admin.call(
    'PUT',
    `/api/v1/items/${items[memoir]}/text`,
    { text: corrected, note: '据原件' },
    { 'if-match': '*' },
  )

  const { page, complaints } = await editor()
  await page.goto(volumeAt)
  await page.waitForSelector(`${line(memoir)} .tag:has-text("原文有改动")`)
  await page.click(name(memoir))
  await page.waitForSelector('.changes-told:has-text("要采用吗？")')
  await picture(page, 'volume-source-changed')
  await page.click('.changes-told button')
  await page.waitForSelector('.source-changes li')
  await picture(page, 'volume-source-changes')
  t.deepEqual(await axeFinds(page), [])
  const changes = page.locator('.source-changes li')
  // Where the editor has written something else, nothing is ticked for them.
  t.true(await changes.filter({ hasText: '大船兩' }).locator('input').isChecked())
  t.false(await changes.filter({ hasText: '置田' }).locator('input').isChecked())
  await changes.filter({ hasText: '前言' }).locator('input').uncheck()
  await page.click('.source-changes button:has-text("采用 1 处")')
  await page.waitForSelector('.ant-message:has-text("已采用")')
  await page.waitForSelector('.changes-told', { state: 'detached' })
  await page.waitForSelector('.writing:has-text("大船兩艘")')
  const text = await textOf(memoir)
  t.true(text.includes('大船兩艘'))
  t.true(text.includes('置田24亩'), 'what the editor wrote stands')
  t.false(text.includes('前言'))
  await page.waitForSelector(`${line(memoir)} .tag:has-text("原文有改动")`, { state: 'detached' })
  t.deepEqual(complaints, [])

  // From the item to the book.
  await page.goto(`${service.url}/items/${items[memoir]}?tab=description`)
  await page.click('.tab-body a:has-text("云川文史资料第十二辑")')
  await page.waitForSelector(`.chapter-pane h2:has-text("${memoir}")`)
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('the volume is exported as text, as the chapters stand', async (t) => {
  t.timeout(120_000)
  const { page, complaints } = await editor()
  await page.goto(`${service.url}/volumes`)
  await page.waitForSelector('.volume-list li:has-text("4 篇")')
  await picture(page, 'volumes')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.volume-list a')
  await page.waitForSelector('.volume-place')
  await page.click('.volume-head button:has-text("导出")')
  await page.click('.ant-dropdown-menu-item:has-text("纯文本")')
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('.ant-message a:has-text("下载")')])
  const text = readFileSync((await file.path())!, 'utf8')
  t.regex(text, /内部资料，免费交流/)
  for (const part of [
    '津渡与码头',
    '丝厂岁月',
    '我祖父說是光緒三十二年',
    '每晚两节课。',
    '据会首王某 1962 年口述。',
    '编后记',
  ])
    t.true(text.includes(part), part)
  t.false(text.includes('大水那年'))
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('a chapter goes to Word and comes back; a file of an earlier version asks first', async (t) => {
  t.timeout(120_000)
  const { page, complaints } = await editor(['409', '415'])
  await page.goto(volumeAt)
  await page.click(name('编后记'))
  await page.waitForSelector('.chapter-pane .writing')
  await page.click('.chapter-head button:has-text("Word")')
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('a:has-text("导出 Word")')])
  const path = `${await file.path()}`
  const written = (await page.textContent('.writing'))!
  await page.click('.writing')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('又记。')
  await page.waitForSelector('.save-state:has-text("已存")')
  const bytes = { name: '编后记.docx', mimeType: 'application/octet-stream', buffer: readFileSync(path) }
  await page.setInputFiles('.chapter-head input[type=file]', bytes)
  await page.waitForSelector('.ant-modal:has-text("后来的改动")')
  await page.click('.ant-modal button:has-text("以它为准")')
  await page.waitForSelector('.ant-message:has-text("已从 Word 导入")')
  await page.waitForSelector('.ant-modal-confirm', { state: 'detached' })
  t.is(await page.textContent('.writing'), written)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'word')
  await page.setInputFiles('.chapter-head input[type=file]', { ...bytes, buffer: Buffer.from('no docx') })
  await page.waitForSelector('.ant-message:has-text("另存为 .docx")')
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('预览版面: the volume in pages, two by two; a part is shown by its line; the PDF is taken away', async (t) => {
  t.timeout(400_000)
  const { page, complaints } = await editor()
  await page.goto(volumeAt)
  await page.click('.volume-head button:has-text("预览版面")')
  await page.waitForSelector('.spread-pair img', { timeout: 240_000 })
  const isDrawn = (sheet: number) => until(page, `document.querySelector('#sheet-${sheet}').naturalHeight > 1000`, 120)
  await isDrawn(1)
  await isDrawn(2)
  const lines = await page.$$eval('.parts tbody tr', (rows) => rows.map((row) => row.textContent))
  t.regex(lines[0]!, /^津渡与码头122,108$/)
  await picture(page, 'pages-title')
  await page.click('.parts button:has-text("茶亭与义渡")')
  const sheet = Number((await page.locator('.parts tr:has-text("茶亭与义渡") td').first().textContent())!) + 4
  await isDrawn(sheet)
  await until(page, `Math.abs(document.querySelector('#sheet-${sheet}').getBoundingClientRect().top) < 400`)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'pages')
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('.volume-head a:has-text("下载 PDF")')])
  t.is(readFileSync((await file.path())!, 'latin1').slice(0, 5), '%PDF-')

  // Of one chapter, beside its text: from the words to their page and back.
  await page.goto(volumeAt)
  await page.click(name(memoir))
  await page.click('.writing p:has-text("漲水")')
  await page.click('.ant-segmented-item:has-text("版面")')
  await page.waitForSelector('.chapter-pages .is-here figcaption:has-text("第")', { timeout: 240_000 })
  await until(page, `document.querySelector('.chapter-pages img').naturalHeight > 1000`, 120)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'chapter-pages')
  await page.click('.chapter-pages button >> nth=0')
  await page.waitForSelector('.writing')
  await page.keyboard.insertText('〔首〕')
  await until(page, `/^〔首〕/.test(document.querySelector('.writing').textContent)`, 10)
  await page.keyboard.press('Control+z')

  // Where nothing was changed since the volume was set, nothing is set anew: pages are of the version they were set from.
  let asked = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/exports')) asked++
  })
  await page.click(name('茶亭与义渡'))
  await page.waitForSelector('.chapter-pane[aria-label*="茶亭与义渡"]')
  await page.click('.ant-segmented-item:has-text("版面")')
  await page.waitForSelector('.chapter-pages figcaption:has-text("第")', { timeout: 240_000 })
  t.is(asked, 0)
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('编研 is for editors: a researcher sees no way to it', async (t) => {
  const { page, complaints } = await visit(browser, service.url, { expected: ['403'] })
  await signInThere(page, service.url, 'u-researcher', ROLE_PASSWORD)
  t.is(await counted(page.locator('.top nav a:has-text("编研")'), 0), 0)
  await page.goto(volumeAt)
  await page.waitForSelector('.failure')
  t.deepEqual(complaints, [])
  await page.context().close()
})
