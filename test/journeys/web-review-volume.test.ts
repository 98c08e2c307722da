/** 三审 and 三校 in the browser: sent, read and spoken of, signed, answered beside the text; a proof's differences decided by keys. */
import ava, { type TestFn } from 'ava'
import type { Browser } from 'playwright-core'
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
import { type Client, type Json, type Known, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
let service: Service
let browser: Browser
let admin: Client
let own: Known
let at = ''
const chapters: string[] = []
const texts = [
  '义渡是哪一年办起来的，老辈人说法不一。\n涨水的时候最难。石级淹到第二十五级，大船停摆，只走小船。',
  '夜校设在丝厂的食堂里，头一年来了四十一个人。\n先生用油印讲义教我们认字，一晚两个钟头。',
]
const paragraphs = (text: string) => text.split('\n').map((line) => ({ kind: 'paragraph', inlines: [{ text: line }] }))

ava.before(async () => {
  if (noBrowser) return
  service = await startService(temporary())
  admin = await signedIn(service.url)
  own = await withRole(service.url, admin, 'editor')
  for (const [username, displayName] of [
    ['zhao', '赵丁'],
    ['qian', '钱戊'],
    ['sun', '孙己'],
  ])
    await admin.call('POST', '/api/v1/users', { username, displayName, password: ROLE_PASSWORD, roles: ['reviewer'] })
  const series = (await own.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  const volume = (
    await own.call('POST', `/api/v1/publications/${series.id}/volumes`, { number: 12, title: '水陆旧踪' })
  ).body
  at = `/volumes/${volume.id}`
  const accession = String((await admin.call('POST', '/api/v1/accessions', { title: '临溪县移交' })).body.id)
  const source = Buffer.from(texts[0]!.replace('第二十五级', '第二十级'))
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, [{ name: '义渡.txt', data: source }])
  await admin.settled(accession)
  const itemId = body.results[0].itemIds[0]
  for (const [i, text] of texts.entries()) {
    const made = await own.call('POST', `/api/v1${at}/chapters`, {
      title: ['青石渡义渡旧事', '石桥丝厂女工夜校'][i],
      byline: '张甲',
      ...(i === 0 ? { basedOn: [{ itemId, textRevision: 1 }] } : {}),
    })
    chapters.push(made.body.id)
    await own.call('PUT', `/api/v1/chapters/${chapters[i]}/content`, { content: paragraphs(text) }, { 'if-match': '*' })
  }
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})
async function as(username: string, address: string) {
  const watched = await visit(browser, service.url)
  await signInThere(watched.page, service.url, username, ROLE_PASSWORD)
  await watched.page.goto(`${service.url}${address}`)
  return watched
}

test('a volume is sent, read by its reader, an opinion is written on a passage and signed; the editor answers it beside the text', async (t) => {
  t.timeout(180_000)
  const editor = await as('u-editor', at)
  await editor.page.waitForSelector('.steps li.is-now:has-text("编排")')
  await editor.page.click('.steps a:has-text("审校")')
  await editor.page.waitForSelector('.reviews-sheet')
  await editor.page.click('.review-form .ant-select >> nth=1')
  await editor.page.waitForSelector('.ant-select-item-option-disabled:has-text("编过本辑的稿")')
  await editor.page.click('.ant-select-item-option:has-text("赵丁")')
  await editor.page.click('.review-chapters summary')
  await editor.page.click('.review-chapters label:has-text("石桥丝厂女工夜校")')
  await editor.page.waitForSelector('button:has-text("送审 1 篇")')
  await editor.page.click('.review-chapters label:has-text("石桥丝厂女工夜校")')
  await editor.page.click('button:has-text("送审 2 篇")')
  await editor.page.waitForSelector('.review-line .tag:has-text("在 赵丁 手里")')
  await picture(editor.page, 'reviews')
  t.deepEqual(await axeFinds(editor.page), [])

  const reader = await as('zhao', '/')
  await reader.page.click('.waiting-list button:has-text("审读")')
  await reader.page.waitForSelector('.review-text p')
  await reader.page.evaluate(`{
    const text = document.querySelectorAll('.review-text p')[1].firstChild
    const start = text.data.indexOf('第二十五级')
    getSelection().setBaseAndExtent(text, start, text, start + 5)
  }`)
  await reader.page.fill('textarea[aria-label="写意见"]', '原文作“二十级”，请注明出处。')
  await reader.page.click('button:has-text("记下")')
  await reader.page.waitForSelector('.opinion:has-text("第二十五级")')
  const read = (await own.get(`/api/v1${at}/reviews`)).body.rounds[0]
  const second = { chapterId: chapters[0], start: 0, end: 2, gate: 'wording', text: '前文未见“义渡”，请交代。' }
  const zhao = await signedIn(service.url, 'zhao', ROLE_PASSWORD)
  await zhao.call('POST', `/api/v1${at}/reviews/${read.id}/opinions`, second)
  t.is(await reader.page.textContent('.review-text mark'), '第二十五级')
  await picture(reader.page, 'review-round')
  t.deepEqual(await axeFinds(reader.page), [])
  await reader.page.click('.ant-radio-wrapper:has-text("退改")')
  await reader.page.click('.ant-checkbox-wrapper:has-text("青石渡义渡旧事")')
  await reader.page.fill('input[type=password]', ROLE_PASSWORD)
  await reader.page.click('.review-sign button:has-text("签字")')
  await reader.page.waitForSelector('.review-panes aside b:has-text("退改")')
  t.deepEqual(reader.complaints, [])
  await reader.page.context().close()

  const { page } = editor
  await page.goto(`${service.url}${at}`)
  await page.waitForSelector('.outline-line:has-text("青石渡义渡旧事") .tag:has-text("退改 2")')
  await page.waitForSelector('.outline-line:has-text("石桥丝厂女工夜校") .tag:has-text("初审过")')
  await page.click('.outline-name:has-text("青石渡义渡旧事")')
  // Beneath its own paragraph, carried along while one writes above it.
  const card = '.writing p:has(.opinion-mark:has-text("第二十五级")) + .beneath .opinion'
  await page.waitForSelector(`${card}:has-text("初审，史实")`)
  await page.waitForSelector(`${card} button:has-text("改回“第二十级”")`)
  await caretBehind(page, '.writing p >> nth=0')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('渡口在城东。')
  await page.waitForSelector('.save-state:has-text("已存")')
  await page.waitForSelector(card)
  await picture(page, 'chapter-opinions')
  t.deepEqual(await axeFinds(page), [])
  // In the text and beside the source; back to the source, and the answer says so.
  await page.click('.ant-segmented-item:has-text("原文对照")')
  await page.waitForSelector('.compare-row:has-text("涨水") .opinion:has-text("第二十五级")')
  await picture(page, 'compare-opinions')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.compare-row:has-text("涨水") button:has-text("改回“第二十级”")')
  await page.waitForSelector('.opinions summary:has-text("1 条")')
  await page.waitForSelector('.compare-row:has-text("涨水"):not(:has(ins))')
  await page.click('.ant-segmented-item:has-text("只看稿")')
  await page.click('button:has-text("改好，送回初审")')
  await page.waitForSelector('.ant-message:has-text("还有 1 条意见没有答复")')
  await page.click('.opinion button:has-text("不采纳")')
  await page.fill('.opinion input', '题目里已有')
  await page.click('.opinion button:has-text("不采纳")')
  await page.click('.opinions summary:has-text("2 条")')
  await page.waitForSelector('.opinion.is-answered:has-text("已改回“第二十级”")')
  await page.waitForSelector('.opinion.is-answered:has-text("题目里已有")')
  // What the reader has not seen yet, drawn in the text; then back to the reader, and taken back.
  await page.click('.chapter-bar label:has-text("审后改动 2 处")')
  await page.waitForSelector('.writing ins.since-mark:has-text("渡口在城东。")')
  t.is(await page.textContent('.writing del.since-mark'), '五')
  await picture(page, 'chapter-since')
  t.deepEqual(await axeFinds(page), [])
  const text = (await own.get(`/api/v1/chapters/${chapters[0]}`)).body.text
  t.true(text.includes('渡口在城东。\n涨水的时候最难。石级淹到第二十级，'), text)
  await page.click('button:has-text("改好，送回初审")')
  await page.waitForSelector('.outline-line:has-text("青石渡义渡旧事") .tag:has-text("初审中")')
  const [first, again] = (await own.get(`/api/v1${at}/reviews`)).body.rounds
  t.deepEqual(
    [again.stage, again.assigneeName, again.chapters.map(({ id }: Json) => id)],
    [first.stage, '赵丁', [chapters[0]]],
  )
  await page.click('.ant-message button:has-text("撤回")')
  await page.waitForSelector('.outline-line:has-text("青石渡义渡旧事") .tag:has-text("退改")')
  t.deepEqual(editor.complaints, [])
  await editor.page.context().close()
})

test('a proof’s differences stand side by side and are decided by keys', async (t) => {
  t.timeout(180_000)
  const scan = (await own.upload(`/api/v1${at}/review-files`, [{ name: 'x.pdf', data: Buffer.from('%PDF-1.4') }])).body
    .id
  const users = (await admin.get('/api/v1/users', { size: '50' })).body.items
  for (const [stage, name] of [
    ['first', '赵丁'],
    ['second', '钱戊'],
    ['final', '孙己'],
  ]) {
    const assigneeId = users.find((one: Json) => one.displayName === name).id
    const round = (await own.call('POST', `/api/v1${at}/reviews`, { stage, assigneeId })).body
    const paper = { hash: round.hash, verdict: 'passed', name, day: '2025-09-15', fileId: scan }
    t.is((await own.call('POST', `/api/v1${at}/reviews/${round.id}/paper`, paper)).status, 200)
  }
  const first = String((await own.get(`/api/v1/chapters/${chapters[0]}`)).body.text)
  const { Document, Packer, Paragraph } = await import('docx')
  const set = [
    '青石渡义渡旧事',
    '张甲',
    ...first.replace('停摆', '停罢').split('\n'),
    '石桥丝厂女工夜校',
    '张甲',
    ...texts[1]!.replace('四十一个人', '四十一人').split('\n'),
  ]
  const data = await Packer.toBuffer(new Document({ sections: [{ children: set.map((text) => new Paragraph(text)) }] }))
  const { page, complaints } = await as('u-editor', `${at}/reviews`)
  const publisher = 'section:has(h2:has-text("出版社三审"))'
  await page.fill(`${publisher} input >> nth=1`, '周庚')
  await page.fill(`${publisher} input[type=date]`, '2025-10-08')
  await page.click(`${publisher} button:has-text("录入")`)
  await page.waitForSelector(`${publisher} .review-line:has-text("周庚 2025-10-08 签")`)
  await page.setInputFiles('section:has(h2:has-text("三校")) input[type=file]', {
    name: '一校.docx',
    mimeType: 'application/octet-stream',
    buffer: data,
  })
  await page.click('button:has-text("开始校次")')
  await page.waitForSelector('section:has(h2:has-text("三校")) .review-line:has-text("差错率")', { timeout: 60_000 })
  await page.click('section:has(h2:has-text("三校")) .review-line a:has-text("看稿")')
  await page.waitForSelector('.differences li')
  t.is(await counted(page.locator('.differences li'), 2), 2)
  await page.keyboard.press('j')
  await until(page, `document.querySelector('.differences .is-current').dataset.number === '2'`, 5)
  await page.keyboard.press('k')
  await picture(page, 'proof')
  t.deepEqual(await axeFinds(page), [])
  await page.keyboard.press('p')
  await page.waitForSelector('.differences [data-number="1"] .tag:has-text("付改样单")')
  await page.keyboard.press('t')
  await page.waitForSelector('.differences [data-number="2"] .tag:has-text("采入正文")')
  t.true((await own.get(`/api/v1/chapters/${chapters[1]}`)).body.text.includes('四十一人'))
  await page.fill('.proof-bar input[type=password]', ROLE_PASSWORD)
  await page.click('.proof-bar button:has-text("签字")')
  await page.waitForSelector('.proof-bar input', { state: 'detached' })
  t.deepEqual(complaints, [])
  await page.context().close()
})
