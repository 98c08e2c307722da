/** An archivist's day at 征集 in a real Chromium: registered, a folder dropped, what is wrong put right, joined, found, closed; a killed service in between. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ava, { type TestFn } from 'ava'
import iconv from 'iconv-lite'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import {
  axeFinds,
  counted,
  noBrowser,
  openBrowser,
  picture,
  signInThere,
  until,
  visit,
  wide,
} from '../support/browser.ts'
import { type Client, type Json, signedIn } from '../support/client.ts'
import { freePort, remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
const storage = temporary()
const given = temporary()
let service: Service
let browser: Browser
let api: Client
let port = 0

const told =
  '我祖父说，义渡是光绪三十二年办起来的，由两岸十几家米行布号合捐，置田二十四亩，收租养船，过渡的人不取分文，逢年过节还给船工添一件棉衣。'
const photograph = (colour: string, text = '') =>
  sharp({ create: { width: 320, height: 240, channels: 3, background: colour } })
    .composite([
      { input: Buffer.from(`<svg width="320" height="240"><text x="20" y="120" font-size="40">${text}</text></svg>`) },
    ])
    .jpeg()
    .toBuffer()

/** Nobody else tells the like: what repeats itself would be a question of its own. */
const others: readonly [name: string, told: string][] = [
  ['茶亭与义渡', '茶亭在渡口西边的坡上，三间瓦房，夏天施茶，冬天施粥，都由义渡会出钱。'],
  ['我父亲的渡船', '父亲撑了四十年船，篙子换过十七根，最后一根现在还靠在堂屋门后。'],
  ['石桥丝厂女工夜校', '夜校每周开三晚，先认厂里的牌子，再认工资单上的字，先生是从省城请来的。'],
  ['船上读书记', '船从城里到县里要走两天一夜，我就在舱里借着马灯把半部旧小说看完了。'],
  ['云川水上运输简史', '解放前全县有木船三百余条，分属四个帮口，各有码头，互不相让。'],
  ['米行学徒', '学徒三年不拿工钱，头一年扫地挑水，第二年才许摸斗，第三年学看成色。'],
  ['会馆的戏台', '每年三月三唱戏酬神，台上挂汽灯，河对岸的人划船来看，把船一字排在台前。'],
  ['两岸的集市', '单日在东岸，双日在西岸，卖竹器的总赶两头，人称走水客。'],
  ['修堤', '堤是分段包给各村的，冬闲时开工，一担土给一根签，收工凭签领米。'],
  ['水文站的记录', '站里有本厚册子，逐日记着水位，最早的一页是一九三四年五月。'],
  ['渡口小学', '学校借义渡会的祠堂，一个先生教四个年级，铃是一截断了的铁轨。'],
  ['船家的规矩', '船上不说翻字，鱼吃了一面不翻身，把骨头拿掉再吃下面。'],
  ['邮差', '邮差每逢三六九过渡，肩上一只绿布袋，渡夫从不收他的钱。'],
  ['盐路', '川盐从上游下来，在这里起岸，改由挑夫翻山，一担一百二十斤。'],
  ['老艄公', '老艄公姓周，左眼是年轻时被缆绳打坏的，单凭水声就知道浅滩在哪里。'],
  ['那座石桥', '石桥修了六年，最后一年停了两次工，一次因为发水，一次因为没有钱。'],
  ['夜渡', '夜里过渡要先在岸上喊三声，对岸点起灯笼才算应了。'],
  ['竹篾社', '合作化以后篾匠都进了社，产品由供销社包销，样式反倒少了。'],
  ['测量队', '测量队住在我家两个月，走时把一把旧皮尺留给了我弟弟。'],
  ['最后一班船', '大桥通车那天，渡船照样开了最后一班，船上只有渡夫一个人和一只狗。'],
]

/** What a county sends, forty files: texts in three encodings, one doubtful; photographs, one had before; a manuscript in five; one file broken, one empty. */
async function writeFolder(): Promise<void> {
  const put = (path: string, data: Buffer | string) => {
    mkdirSync(join(given, path, '..'), { recursive: true })
    writeFileSync(join(given, path), data)
  }
  put('来稿/文稿/青石渡.txt', '青石渡在城东十二里，两岸相距不过百来丈，水却急。')
  put('来稿/文稿/青石渡（副本）.txt', '青石渡在城东十二里，两岸相距不过百来丈，水却急。')
  put('来稿/文稿/米业公会.txt', iconv.encode('米业公会设在渡口旁的会馆里，逢五逢十议价，由各行轮流做东。', 'gb18030'))
  put('来稿/文稿/漲水.txt', iconv.encode('漲水的時候最難，石級淹到第二十級，大船停擺，只走小船。', 'big5'))
  put('来稿/文稿/残题.txt', iconv.encode('义渡旧事', 'gb18030'))
  put('来稿/口述/周己口述.docx', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(3000, 7)]))
  put('来稿/文稿/渡口旧闻抄.txt', `抄自旧稿。${told}`)
  put('来稿/口述/空白.txt', '')
  put('来稿/老照片/DSC_0457.JPG', await photograph('#887755', '渡船'))
  for (let i = 1; i <= 5; i++) put(`来稿/手稿/页${i}.jpg`, await photograph('#efe6d0', `页${i}`))
  for (const [i, [name, told]] of others.entries())
    put(`来稿/文稿/${name}.txt`, i % 3 === 1 ? iconv.encode(told, 'gb18030') : told)
  for (const [i, name] of ['渡口石级', '义渡会馆', '米业公会旧址', '茶亭', '船工合影', '大桥工地'].entries())
    put(`来稿/老照片/${name}.jpg`, await photograph(`#${i + 2}0806${i}`, name))
  put('来稿/Thumbs.db', 'not what anybody gives')
}

ava.before(async () => {
  if (noBrowser) return
  port = await freePort()
  service = await startService(storage, { PORT: String(port) })
  api = await signedIn(service.url)
  await writeFolder()
  const { body } = await api.call('POST', '/api/v1/accessions', { title: '早先捐赠', receivedDate: '2024-03-12' })
  await api.upload(`/api/v1/accessions/${body.id}/files`, [
    { name: '青石渡码头.jpg', data: await photograph('#887755', '渡船') },
    { name: '渡口旧闻.txt', data: Buffer.from(told) },
  ])
  await api.settled(body.id)
  await api.call('PATCH', '/api/v1/settings', { fondsNumber: 'A182' }, { 'if-match': '*' })
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  remove(storage)
  rmSync(given, { recursive: true, force: true })
})

const row = (page: Page, name: string) => page.locator('.file-rows', { hasText: name })
const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1)!

test('a batch is registered in one form, whose draft outlives the page', async (t) => {
  t.timeout(120_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.goto(`${service.url}/accessions`)
  await page.waitForSelector('.accession-table')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'accessions')
  await page.click('.place-head .ant-btn-primary')
  await page.fill('#name', '临溪县政协文史委')
  await page.check('#returnOriginal')
  await page.fill('#returnDue', '2099-01-31')
  await page.reload()
  await page.waitForSelector('#name')
  t.is(await page.inputValue('#name'), '临溪县政协文史委')
  t.is(await page.inputValue('#returnDue'), '2099-01-31')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'accession-form')
  await page.click('.form-foot .ant-btn-primary')
  await page.waitForSelector('.pipe')
  const { body } = await api.get(`/api/v1/accessions/${idOf(page)}`)
  t.like(body, { contributor: { name: '临溪县政协文史委' }, returnOriginal: true, returnDue: '2099-01-31' })
  t.is(
    await page.evaluate(`Object.keys(localStorage).find((key) => key.startsWith('wenshi.draft.accession')) ?? null`),
    null,
  )
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('a folder comes in, what is wrong is put right while looking at it, pages are joined, everything is found', async (t) => {
  t.timeout(600_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  await page.goto(`${service.url}/accessions`)
  await page.click('.accession-table tbody tr:first-child a')
  await page.waitForSelector('.pipe')
  const id = idOf(page)
  await page.setInputFiles('input[webkitdirectory]', join(given, '来稿'))
  await until(
    page,
    `[...document.querySelectorAll('.tabs .count')].map((e) => e.textContent).join() === '40,5,0,35'`,
    180,
  )
  await until(page, `document.querySelectorAll('.question').length === 5`)
  await page.waitForSelector('.on-its-way:has-text("本次收到 39 个文件，另有 1 个没有收下")')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'accession')
  // Rows are there only in sight: a screen on which all forty are.
  await page.setViewportSize({ width: 1440, height: 3000 })
  const { body: listed } = await api.get(`/api/v1/accessions/${id}/files`, { size: '200' })
  t.true(
    listed.items.some(({ originalPath }: Json) => originalPath === '来稿/老照片/DSC_0457.JPG'),
    'folders are kept',
  )
  t.false(listed.items.some(({ filename }: Json) => filename === 'Thumbs.db'))

  await row(page, '渡口旧闻抄.txt').locator('.reuse', { hasText: '“渡口旧闻”' }).waitFor()

  // The encoding: seen under each, then said.
  const doubtful = row(page, '残题.txt')
  t.regex((await doubtful.textContent())!, /编码拿不准/)
  await doubtful.locator('.ant-segmented-item', { hasText: 'UTF-8' }).click()
  await doubtful.locator('.tag.bad').waitFor()
  await doubtful.locator('.ant-segmented-item', { hasText: 'GBK' }).click()
  await doubtful.locator('.tag:not(.bad)').waitFor()
  t.true((await doubtful.locator('.excerpt').last().textContent())!.includes('义渡旧事'))
  await doubtful.locator('.acts .ant-btn').first().click()
  await until(page, `document.querySelectorAll('.question').length === 4`)

  // The one that was had before: side by side, made one, undone, kept.
  const same = row(page, 'DSC_0457.JPG')
  await same.locator('figure a', { hasText: '青石渡码头' }).waitFor()
  t.is(await counted(same.locator('figure'), 2), 2)
  await same.locator('.ant-btn', { hasText: '并为一件' }).click()
  await until(page, `document.querySelectorAll('.question').length === 3`)
  await page.locator('.ant-message .ant-btn').click()
  await until(page, `document.querySelectorAll('.question').length === 4`)
  await row(page, 'DSC_0457.JPG').locator('.ant-btn', { hasText: '各自保留' }).click()
  await row(page, '青石渡（副本）').locator('.acts .ant-btn', { hasText: '知道了' }).click()
  await until(page, `document.querySelectorAll('.question').length === 2`)

  // The broken one: a letter to whoever sent it.
  const broken = row(page, '周己口述.docx')
  t.regex((await broken.textContent())!, /文件不完整.*已原样保存/)
  await broken.locator('.ant-btn', { hasText: '复制补发请求' }).click()
  await until(page, `document.querySelectorAll('.question').length === 1`)
  const letter = String(await page.evaluate('navigator.clipboard.readText()'))
  t.regex(letter, /^临溪县政协文史委：[\s\S]*“周己口述\.docx”[\s\S]*ZJ\d{4}-\d{4}/)
  await row(page, '空白.txt').locator('.acts .ant-btn', { hasText: '知道了' }).click()
  await until(page, `!document.querySelector('.question')`)
  await until(page, `!document.querySelector('.tabs .count.hot')`)

  await page.locator('.file-row.head input').click()
  const { body: there } = await api.get(`/api/v1/accessions/${id}/files`, { size: '200' })
  const whole = there.items.filter(({ item }: Json) => item && !item.deleted).length
  await page.locator('.selection-bar b', { hasText: String(whole) }).waitFor()
  t.true(whole >= 38)
  await page.locator('.file-row.head input').click()
  await page.locator('.selection-bar').waitFor({ state: 'detached' })

  // Five pages of one manuscript: proposed; the last put before the fourth with the keyboard.
  for (let i = 1; i <= 2; i++) await row(page, `页${i}.jpg`).locator('input[type=checkbox]').check()
  await page.locator('.selection-bar', { hasText: '合为一件' }).waitFor()
  await page.locator('.selection-bar .ant-btn-text').click()
  t.regex(String(await page.textContent('.page-folder')), /“来稿\/手稿”里的 5 张图片像是一件的各页/)
  t.is(await counted(page.locator('.page-folder'), 1), 1, 'old photographs are no pages')
  await page.locator('.page-folder .ant-btn').first().click()
  await page.waitForSelector('.join-order li')
  t.deepEqual(await axeFinds(page), [])
  await page.setViewportSize(wide)
  await picture(page, 'accession-join')
  await page.setViewportSize({ width: 1440, height: 3000 })
  t.is(await page.inputValue('#join-title'), '手稿')
  await page.fill('#join-title', '渡口手稿')
  await page.locator('.join-order li').last().locator('button').first().focus()
  await page.keyboard.press('Enter')
  await page.locator('.join-order li').first().dragTo(page.locator('.join-order li').nth(1))
  t.deepEqual(
    await page.locator('.join-order .ellipsis').allTextContents(),
    [2, 1, 3, 5, 4].map((i) => `页${i}.jpg`),
  )
  await page.locator('.join-dialog .ant-btn-primary').click()
  await page.waitForSelector('.join-order', { state: 'detached' })
  await api.settled(id)
  const { body: items } = await api.get('/api/v1/items', { accession: id, size: '200' })
  const manuscript = items.items.find(({ title }: Json) => title === '渡口手稿')
  t.deepEqual(
    manuscript.objects.map(({ filename }: Json) => filename),
    [2, 1, 3, 5, 4].map((i) => `页${i}.jpg`),
  )
  t.is(manuscript.kind, 'scan')
  await row(page, '页4.jpg').locator('text=已并入“渡口手稿”').waitFor()
  await page.waitForSelector('.page-folder', { state: 'detached' })
  await page.locator('.accession-facts', { hasText: '拿不准时先按 GBK 读' }).waitFor()

  await page.setViewportSize(wide)
  // Described in the grid: pasted, numbered, handed in, filed.
  const count = items.items.length
  t.is(count, 34)
  await page.locator('.place-head .ant-btn-primary').click()
  await page.waitForSelector(`.cell[data-row="0"][data-field=creators]`)
  const paste = async (field: string, block: string) => {
    await page.click(`.cell[data-row="0"][data-field=${field}]`)
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(block)})`)
    await page.keyboard.press('Control+v')
  }
  const rows = Array.from(
    { length: count },
    (_, i) => `讲述者${i}\t民国三十${i % 8 === 0 ? '' : '一二三四五六七'[(i % 8) - 1]}年\t回忆录\t文史稿件`,
  )
  await paste('creators', rows.join('\n'))
  await paste('retention', Array(count).fill('永久').join('\n'))
  await page.waitForSelector('.save-state:has-text("已保存")')
  await page.waitForSelector(`.describe-head .ant-btn-primary:has-text("送审 ${count} 件")`)
  await page.click('.describe-tools >> text=编档号')
  await page.click(`.ant-modal-footer button:has-text("写入 ${count} 个")`)
  for (const act of ['送审', '入库']) {
    await page.click(`.describe-head .ant-btn-primary:has-text("${act} ${count} 件")`)
    await page.click('.ant-modal-footer button:has-text("先核对")')
    await page.click(`.ant-modal-footer button:has-text("${act} ${count} 件")`)
    await page.waitForSelector(`.ant-alert-success:has-text("已${act} ${count} 件")`)
    await page.click('.ant-modal-footer button:has-text("关闭")')
  }
  await page.waitForSelector('.sheet-row.is-filed')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.cell[data-row="3"][data-field=title]')
  await picture(page, 'archivist-filed')
  const { body: filed } = await api.get('/api/v1/items', { accession: id, review: 'filed', size: '200' })
  t.is(filed.total, count)
  t.is(new Set(filed.items.map(({ referenceCode }: Json) => referenceCode)).size, count)
  await api.settled(id)

  for (const [q, title] of [
    ['青石渡在城东', '青石渡'],
    ['逢五逢十', '米业公会'],
    ['涨水的时候', '漲水'],
    ['义渡旧事', '残题'],
  ] as const) {
    await page.goto(`${service.url}/search?q=${encodeURIComponent(q)}`)
    await page.waitForSelector('.hits > li')
    // Of two that are the same, whichever came first has the text.
    const titles = (await page.locator('.hits h2').allTextContents()).map((one) => one.replace('（副本）', ''))
    t.deepEqual(titles, [title], q)
    t.regex(String(await page.textContent('.hits > li')), /A182-WS·\d{4}-Y-\d{4}/, 'found under its code')
  }

  await page.goto(`${service.url}/accessions/${id}`)
  await page.click('[aria-label="更多"]')
  await page.click('.ant-dropdown-menu-item:has-text("登记已退还")')
  await page.click('.ant-modal .ant-btn-primary')
  await page.waitForSelector('.accession-facts:has-text("已退还")')
  await page.click('[aria-label="更多"]')
  await page.click('.ant-dropdown-menu-item:has-text("结束收件")')
  await page.click('.ant-modal-confirm .ant-btn-primary')
  await page.waitForSelector('.accession-facts .tag')
  await page.click('.place-head .ant-btn:has-text("打印")')
  const [receipt] = await Promise.all([
    page.context().waitForEvent('page'),
    page.click('.ant-dropdown-menu-item:has-text("收据") a'),
  ])
  await receipt.waitForLoadState()
  t.regex((await receipt.textContent('body'))!, /文史资料收据.*青石渡\.txt.*合计 39/s)
  t.deepEqual(await axeFinds(receipt), [])
  await picture(receipt, 'accession-receipt')
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('a service that is killed while files come in: the rest is sent when it is back, nothing twice', async (t) => {
  t.timeout(240_000)
  const folder = join(given, '大批')
  mkdirSync(folder)
  const COUNT = 40
  for (let i = 0; i < COUNT; i++) writeFileSync(join(folder, `材料${i}.bin`), Buffer.alloc(200_000, `材料${100 + i}\n`))
  const { body } = await api.call('POST', '/api/v1/accessions', { title: '中途断电' })
  const id = String(body.id)
  const { page } = await visit(browser, service.url)
  await signInThere(page, service.url)
  const network = await page.context().newCDPSession(page)
  await page.goto(`${service.url}/accessions/${id}`)
  await page.waitForSelector('.pipe')
  // As slow as a county's line, so that the end comes in the middle.
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    downloadThroughput: -1,
    uploadThroughput: 1_500_000,
  })
  await page.setInputFiles('input[webkitdirectory]', folder)
  await until(page, `Number(document.querySelector('.stages b').textContent) >= 8`)
  await service.kill()
  await page.waitForSelector('.on-its-way .warn')
  await picture(page, 'accession-waiting')
  service = await startService(storage, { PORT: String(port) })
  await until(page, `document.querySelector('.on-its-way')?.textContent.includes('本次收到 ${COUNT}')`, 120)
  const counts = await api.settled(id)
  t.is(counts.accepted, COUNT)
  t.like(counts, { items: COUNT, rejected: 0, attention: 0 })
  await page.context().close()
})

test('a large file goes in parts: the service is killed, the page is left, and it goes on where it was', async (t) => {
  t.timeout(240_000)
  const large = join(given, '渡口全景.tif')
  writeFileSync(large, Buffer.concat([Buffer.from('II*\0'), randomBytes(58 << 20)]))
  const { body } = await api.call('POST', '/api/v1/accessions', { title: '大文件' })
  const id = String(body.id)
  const { page } = await visit(browser, service.url)
  await signInThere(page, service.url)
  const network = await page.context().newCDPSession(page)
  const slow = { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: 12_000_000 }
  await page.goto(`${service.url}/accessions/${id}`)
  await page.waitForSelector('.pipe')
  await network.send('Network.emulateNetworkConditions', slow)
  const arrived = async () => Number((await api.get('/api/v1/uploads', { accession: id })).body.items[0]?.offset ?? 0)
  await page.setInputFiles('input[type=file]:not([webkitdirectory])', large)
  while ((await arrived()) < 10_000_000);
  await service.kill()
  service = await startService(storage, { PORT: String(port) })
  while ((await arrived()) < 30_000_000);
  const before = await arrived()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await page.waitForSelector('.unfinished li')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'accession-unfinished')
  const patched: number[] = []
  page.on('request', (asked) => {
    if (asked.method() === 'PATCH') patched.push(Number(asked.headers()['upload-offset']))
  })
  await page.setInputFiles('input[type=file]:not([webkitdirectory])', large)
  await until(page, `document.querySelector('.on-its-way')?.textContent.includes('本次收到 1')`, 120)
  t.true(patched[0]! >= before, `it went on at ${patched[0]}, ${before} had arrived`)
  const { items } = (await api.get(`/api/v1/accessions/${id}/files`)).body
  t.is(items.length, 1)
  t.is(items[0].sha256, createHash('sha256').update(readFileSync(large)).digest('hex'))
  await page.context().close()
})

test('a pause holds, and what is left can be given up', async (t) => {
  t.timeout(120_000)
  const { body } = await api.call('POST', '/api/v1/accessions', { title: '暂停' })
  const { page } = await visit(browser, service.url)
  await signInThere(page, service.url)
  const network = await page.context().newCDPSession(page)
  await page.goto(`${service.url}/accessions/${body.id}`)
  await page.waitForSelector('.pipe')
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    downloadThroughput: -1,
    uploadThroughput: 400_000,
  })
  await page.setInputFiles('input[webkitdirectory]', join(given, '大批'))
  await page.locator('.on-its-way .ant-btn', { hasText: '暂停' }).click()
  await page.locator('.on-its-way .ant-btn', { hasText: '继续' }).waitFor()
  const { counts: before } = (await api.get(`/api/v1/accessions/${body.id}`)).body
  await page.locator('.on-its-way .ant-btn', { hasText: '继续' }).click()
  await until(page, `Number(document.querySelector('.stages b').textContent) > ${before.files}`)
  await page.locator('.on-its-way .ant-btn', { hasText: '暂停' }).click()
  await page.locator('.on-its-way .ant-btn', { hasText: '不再上传' }).click()
  await until(page, `!document.querySelector('.on-its-way .ant-btn')`)
  t.true((await api.settled(String(body.id))).files < 40)
  await page.context().close()
})

test('what cannot be registered is said at its field, and nothing that was typed is lost', async (t) => {
  t.timeout(120_000)
  const { page } = await visit(browser, service.url, { expected: ['422 '] })
  await signInThere(page, service.url)
  await page.goto(`${service.url}/accessions?new=1`)
  const errorAt = (id: string, text: string) =>
    page.waitForSelector(`.ant-form-item:has(#${id}) .ant-form-item-explain-error:has-text("${text}")`)
  const register = () => page.click('.form-foot .ant-btn-primary')
  await page.fill('#title', '老照片一袋')
  await page.click('.accession-form summary')
  await page.fill('#phone', '000-1')
  await register()
  await errorAt('name', '请写明是哪位供稿人或单位')
  await page.fill('#name', '郑辛')
  await page.fill('#receivedDate', '2099-01-01')
  await register()
  await errorAt('receivedDate', '不能晚于今天')
  await page.fill('#receivedDate', '2025-03-02')
  await page.check('#returnOriginal')
  await page.fill('#returnDue', '2025-03-01')
  await register()
  await errorAt('returnDue', '不能早于收到日期（2025-03-02）')
  t.deepEqual(await axeFinds(page), [])
  const drafts = () => page.evaluate<string[]>(`Object.keys(localStorage).filter((key) => key.includes('draft'))`)
  const me = await page.evaluate<Json>(`fetch('/api/v1/session').then((answer) => answer.json())`)
  t.deepEqual(await drafts(), [`wenshi.draft.accession.${me.user.id}`], 'of who wrote it')
  await page.fill('#returnDue', '2025-03-02')
  await register()
  await page.waitForSelector('.pipe')
  t.like((await api.get(`/api/v1/accessions/${idOf(page)}`)).body.contributor, { name: '郑辛', phone: '000-1' })
  await page.context().close()
})
