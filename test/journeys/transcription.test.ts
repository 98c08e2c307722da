/** 誊录: what has only pictures is written down page by page, proofread by others, found, and read beside its picture. */
import test from 'ava'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import {
  axeFinds,
  narrow,
  noBrowser,
  openBrowser,
  picture,
  signInThere,
  until,
  visit,
  wide,
} from '../support/browser.ts'
import { type Client, type Json, ROLE_PASSWORD, signedIn, tokenOf, withToken } from '../support/client.ts'
import { freePort, remove, type Service, startService, temporary } from '../support/service.ts'

const storage = temporary()
const any = { 'if-match': '*' }
let service: Service
let port = 0
let admin: Client
const archivists: Client[] = []
let browser: Browser | undefined

const sheet = (text: string) =>
  sharp({ create: { width: 900, height: 1200, channels: 3, background: '#efe6d0' } })
    .composite([
      { input: Buffer.from(`<svg width="900" height="1200"><text x="80" y="300" font-size="90">${text}</text></svg>`) },
    ])
    .jpeg()
    .toBuffer()

/** Pictures of a manuscript as one item. */
async function manuscript(title: string, pages: readonly string[]): Promise<{ id: string; path: string }> {
  const { body } = await admin.call('POST', '/api/v1/accessions', { title })
  const { body: given } = await admin.upload(
    `/api/v1/accessions/${body.id}/files`,
    await Promise.all(
      pages.map(async (text, i) => ({ name: `${title}${i + 1}.jpg`, data: await sheet(`${title}${text}`) })),
    ),
  )
  await admin.settled(body.id)
  const objectIds = given.results.map(({ objectId }: Json) => objectId)
  const { body: item } = await admin.call('POST', '/api/v1/items', { title, objectIds, kind: 'scan' })
  await admin.settled(body.id)
  return { id: String(item.id), path: `/api/v1/items/${item.id}` }
}

test.before(async () => {
  port = await freePort()
  service = await startService(storage, { PORT: String(port) })
  admin = await signedIn(service.url)
  for (const name of ['lin', 'wang', 'zhao']) {
    await admin.call('POST', '/api/v1/users', { username: name, password: ROLE_PASSWORD, roles: ['archivist'] })
    archivists.push(withToken(service.url, await tokenOf(service.url, name, ROLE_PASSWORD)))
  }
  if (!noBrowser) browser = await openBrowser()
})
test.after.always(async () => {
  await browser?.close()
  await service?.stop()
  remove(storage)
})

const draft = (client: Client, path: string, number: number, text: string, revision = 0, more: object = {}) =>
  client.call('PUT', `${path}/transcription/pages/${number}`, { text, revision, ...more })
const complete = (client: Client, path: string, round: string) =>
  client.call('PUT', `${path}/transcription/completion`, { round })
async function found(q: string, id: string): Promise<boolean> {
  for (let tries = 0; tries < 200; tries++) {
    if ((await admin.search(q)).hits.some(({ item }: Json) => item.id === id)) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

test.serial(
  'pages are drafts until a round ends; then they are a version whose pages lie on the pictures',
  async (t) => {
    const [lin] = archivists as [Client]
    const { id, path } = await manuscript('义渡手稿', ['一', '二', '三'])
    const { body: before } = await lin.get(`${path}/transcription`)
    t.is(before.stage, 'transcribing')
    t.is(before.pages.length, 3)
    t.like((await complete(lin, path, 'transcribing')).body, { code: 'transcription.empty' })
    t.like((await draft(lin, path, 1, '义渡始于光绪三十二年，由两岸商')).body, { number: 1, revision: 1, by: 'lin' })
    t.like((await draft(lin, path, 1, '别的')).body, { code: 'transcription.stale' }, 'over nothing that was not seen')
    t.is((await draft(lin, path, 2, '号合捐，置田□十四亩。\n\n', 0, { done: true })).body.text, '号合捐，置田□十四亩。')
    t.is((await draft(lin, path, 9, 'x')).status, 404)
    t.is((await admin.get(path)).body.text, null, 'a draft is no text')
    t.is((await admin.search('两岸商号合捐')).total, 0)
    const { body: view } = await complete(lin, path, 'transcribing')
    t.like(view, { stage: 'first', ownWork: true })
    const { body: text } = await lin.get(`${path}/text`)
    t.like(text, {
      kind: 'transcription',
      note: '录入',
      text: '义渡始于光绪三十二年，由两岸商\n号合捐，置田□十四亩。\n',
    })
    const { objects } = (await lin.get(path)).body
    t.deepEqual(
      text.pages.map(({ objectId }: Json) => objectId),
      objects.map((object: Json) => object.id),
    )
    t.true(await found('两岸商号合捐', id), 'also over the break of a page')
  },
)

test.serial(
  'each proof is somebody else’s; what is changed is a new version; the last is final until it is taken up again',
  async (t) => {
    const [lin, wang, zhao] = archivists as [Client, Client, Client]
    const { path } = await manuscript('米市手稿', ['一', '二'])
    await draft(lin, path, 1, '米市逢五')
    await draft(lin, path, 2, '逢十议价')
    await complete(lin, path, 'transcribing')
    const proofs = async (client: Client) =>
      (await client.get('/api/v1/desk')).body.waiting.find((one: Json) => one.kind === 'proofs')
    const waits = await proofs(wang)
    t.true(waits.items.some(({ title }: Json) => title === '米市手稿'))
    t.true(waits.first >= 1)
    t.false((await proofs(lin))?.items.some(({ title }: Json) => title === '米市手稿') ?? false, 'not their own work')
    t.like((await draft(lin, path, 1, '自校')).body, { code: 'transcription.own-work' })
    t.like((await complete(lin, path, 'first')).body, { code: 'transcription.own-work' })
    t.like((await draft(wang, path, 1, '米市逢五日')).body, { base: '米市逢五', text: '米市逢五日', conflict: false })
    t.is((await complete(wang, path, 'second')).body.code, 'transcription.stale', 'one round after the other')
    t.like((await complete(wang, path, 'first')).body, { stage: 'second', ownWork: true })
    t.like((await wang.get(`${path}/text`)).body, { kind: 'correction', note: '一校', text: '米市逢五日\n逢十议价' })
    t.like((await complete(zhao, path, 'second')).body, { stage: 'final' }, 'nothing to change is a proof too')
    t.false((await proofs(wang))?.items.some(({ title }: Json) => title === '米市手稿') ?? false, 'it is final')
    t.like((await draft(lin, path, 2, '逢十日议价')).body, { revision: 1 })
    const { body } = await lin.get(`${path}/transcription`)
    t.like(body, { stage: 'second' })
    t.deepEqual(
      body.ended.map(({ round, by }: Json) => [round, by]),
      [
        ['transcribing', 'lin'],
        ['first', 'wang'],
        ['second', 'zhao'],
      ],
    )
    t.is((await lin.get(`${path}/text/versions`)).body.total, 2)
  },
)

test.serial('a text that was changed elsewhere is not written over', async (t) => {
  const [lin, wang] = archivists as [Client, Client]
  const { path } = await manuscript('茶亭手稿', ['一'])
  await draft(lin, path, 1, '茶亭在渡口')
  await complete(lin, path, 'transcribing')
  await draft(wang, path, 1, '茶亭在渡口旁')
  await lin.call('PUT', `${path}/text`, { text: '茶亭在渡口西' }, any)
  t.like((await complete(wang, path, 'first')).body, { code: 'transcription.conflict' })
  t.like((await wang.get(`${path}/transcription`)).body.pages[0], { conflict: true, base: '茶亭在渡口西' })
  await draft(wang, path, 1, '茶亭在渡口西旁', 1, { overPresent: true })
  t.like((await complete(wang, path, 'first')).body, { stage: 'second' })
  t.is((await wang.get(`${path}/text`)).body.text, '茶亭在渡口西旁')
})

test.serial('what has no pictures, or a text that does not lie on them, is not transcribed page by page', async (t) => {
  const [lin] = archivists as [Client]
  const { body } = await admin.call('POST', '/api/v1/items', { title: '只有纸本' })
  t.is((await lin.get(`/api/v1/items/${body.id}/transcription`)).body.code, 'item.no-pages')
  const { path } = await manuscript('残稿', ['一', '二'])
  await lin.call('PUT', `${path}/text`, { text: '整篇不分页' }, any)
  t.is((await lin.get(`${path}/transcription`)).body.code, 'transcription.other-text')
})

const inBrowser = noBrowser ? test.serial.skip : test.serial
const textNow = (page: Page) => page.inputValue('.transcribe-text')

inBrowser(
  'in the browser: image beside text, keys, drafts that survive reload and a killed service, proofs with what they changed',
  async (t) => {
    t.timeout(240_000)
    const { id, path } = await manuscript('大水手稿', ['一', '二', '三'])
    const shown = await visit(browser!, service.url)
    const { page } = shown
    await signInThere(page, service.url, 'lin', ROLE_PASSWORD)
    await page.goto(`${service.url}/items/${id}`)
    await page.click('text=逐页誊录')
    await page.waitForSelector('.transcribe-text')
    await page.waitForSelector('.viewer canvas')
    await page.click('.transcribe-text')
    await page.keyboard.type('那年大水，石级淹到第')
    await page.keyboard.press('F8')
    await page.keyboard.type('级。船工')
    await page.keyboard.press('F9')
    await page.keyboard.type('张甲')
    t.is(await textNow(page), '那年大水，石级淹到第□级。船工〔张甲〕')
    await page.keyboard.press('End')
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('.transcribe-strip [aria-current]:has-text("2")')
    await page.waitForSelector('.save-state:has-text("已保存")')
    t.deepEqual(await axeFinds(page), [])
    await picture(page, 'transcribe')

    // The service is killed while a page is written; the page is left; both come back.
    await page.click('.transcribe-text')
    await page.keyboard.type('第二页写到一半')
    await service.kill()
    await page.keyboard.type('，停电了')
    await page.waitForSelector('.save-state:has-text("连不上服务")')
    service = await startService(storage, { PORT: String(port) })
    await page.reload()
    await page.waitForSelector('.transcribe-text')
    t.is(await textNow(page), '第二页写到一半，停电了')
    await until(page, `document.querySelector('.save-state')?.textContent.includes('已保存')`)
    t.is((await admin.get(path)).status, 200)
    const { body: kept } = await admin.get(`${path}/transcription`)
    t.deepEqual(
      kept.pages.map(({ text }: Json) => text),
      ['那年大水，石级淹到第□级。船工〔张甲〕', '第二页写到一半，停电了', ''],
    )
    await page.click('.item-bar .ant-btn-primary:has-text("完成录入")')
    await page.waitForSelector('.ant-modal-confirm:has-text("1 页没有文字")')
    await page.click('.ant-modal-confirm .ant-btn-primary')
    await page.waitForSelector('.ant-alert:has-text("一校请由另一人来做")')
    t.true(
      await page.locator('.transcribe-text').evaluate((field) => (field as unknown as { readOnly: boolean }).readOnly),
    )
    t.true(await found('石级淹到第', id))
    await page.goto(`${service.url}/items/${id}?q=${encodeURIComponent('石级淹到第')}`)
    await page.waitForSelector('.text-pane mark')
    await page.waitForSelector('.viewer canvas')
    await picture(page, 'transcribed-reader')
    await page.context().close()

    const other = await visit(browser!, service.url, { viewport: wide })
    await signInThere(other.page, service.url, 'wang', ROLE_PASSWORD)
    await other.page.goto(`${service.url}/items/${id}/transcribe`)
    await other.page.waitForSelector('.transcribe-differences:has-text("与上一遍相同")')
    await other.page.fill('.transcribe-text', '那年大水，石级淹到第二十级。船工〔张甲〕')
    await other.page.waitForSelector('.differences ins:has-text("二十")')
    t.is(await other.page.textContent('.differences del'), '□')
    t.deepEqual(await axeFinds(other.page), [])
    await picture(other.page, 'transcribe-proof')
    await other.page.click('.item-bar .ant-btn-primary:has-text("完成一校")')
    await other.page.click('.ant-modal-confirm .ant-btn-primary')
    await other.page.waitForSelector('.ant-alert:has-text("校对请由另一人来做")')
    t.true(await found('石级淹到第二十级', id))
    t.deepEqual(other.complaints, [])
    await other.page.context().close()
  },
)

inBrowser('two on one page see both, and it is usable on a narrow screen', async (t) => {
  const { id, path } = await manuscript('同页手稿', ['一'])
  const { page, complaints } = await visit(browser!, service.url, { viewport: narrow, expected: ['412 PUT'] })
  await signInThere(page, service.url, 'lin', ROLE_PASSWORD)
  await page.goto(`${service.url}/items/${id}/transcribe`)
  await page.waitForSelector('.transcribe-text')
  await draft(archivists[1]!, path, 1, '王所录入')
  await page.fill('.transcribe-text', '林所录入')
  await page.waitForSelector('.ant-alert:has-text("wang也改了这一页")')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'transcribe-390')
  await page.click('.ant-alert button:has-text("用我的")')
  await page.waitForSelector('.save-state:has-text("已保存")')
  t.is((await admin.get(`${path}/transcription`)).body.pages[0].text, '林所录入')
  t.deepEqual(complaints, [])
  await page.context().close()
})
