/** The editor's journey, in the browser: basket → three 栏目 → twelve chapters and twenty plates → edits → a source corrected → reviewed by three → the book in every format. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ava, { type TestFn } from 'ava'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { measureZip } from '../../src/adapters/readers/zip-limits.ts'
import { axeFinds, noBrowser, openBrowser, picture, signInThere, until, visit } from '../support/browser.ts'
import { type Client, type Json, ROLE_PASSWORD, signedIn, tokenOf, withRole, withToken } from '../support/client.ts'
import { docxParagraphs } from '../support/office.ts'
import { isThere, pagesOf } from '../support/pdf-text.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
let service: Service
let browser: Browser
let admin: Client
let own: Client
let accession = ''
let volumeAt = ''
const items: Record<string, string> = {}
const plan: Record<string, string[]> = {
  津渡与码头: ['茶亭与义渡', '青石渡旧事', '最后一班渡船', '米业公会始末'],
  丝厂岁月: ['女工夜校', '缫丝间的十二年', '厂歌与墙报', '工会的第一年'],
  师友忆往: ['石桥小学纪事', '先生的油印讲义', '船上读书记', '校门口的槐树'],
}
const titles = Object.values(plan).flat()
const photos: string[] = []
const memoir = (title: string, i: number) =>
  [
    `我第一次听说“${title}”，是民国${20 + i}年的冬天，那年我${10 + i}岁。`,
    `那时城里只有${i + 3}条街，河上没有桥，来往全靠渡船。`,
    `后来的事情，县志里只写了${i + 1}行，我把记得的都写在这里。`,
  ].join('\n　　')

ava.before(async () => {
  if (noBrowser) return
  service = await startService(temporary())
  admin = await signedIn(service.url)
  own = await withRole(service.url, admin, 'editor')
  accession = String((await admin.call('POST', '/api/v1/accessions', { title: '临溪县移交' })).body.id)
  const { body } = await admin.upload(
    `/api/v1/accessions/${accession}/files`,
    titles.map((title, i) => ({ name: `${title}.txt`, data: Buffer.from(memoir(title, i)) })),
  )
  await admin.settled(accession)
  const { body: basket } = await own.call('POST', '/api/v1/baskets', { title: '水陆旧踪' })
  for (const [i, title] of titles.entries()) {
    items[title] = String(body.results[i].itemIds[0])
    const patch = { access: 'open', title, creators: [`作者${i + 1}`] }
    await admin.call('PATCH', `/api/v1/items/${items[title]}`, patch, { 'if-match': '*' })
    await own.call('POST', `/api/v1/baskets/${basket.id}/entries`, { itemId: items[title] })
  }
  const pictures = await Promise.all(
    Array.from({ length: 20 }, async (_, i) => {
      const background = { r: 60 + i * 8, g: 110, b: 200 - i * 7 }
      const drawn = sharp({ create: { width: 1500, height: 1000, channels: 3, background } })
      return { name: `合影${i + 1}.jpg`, data: await drawn.jpeg().toBuffer() }
    }),
  )
  const sent = await admin.upload(`/api/v1/accessions/${accession}/files`, pictures)
  photos.push(...sent.body.results.map((one: Json) => one.itemIds[0]))
  for (const [i, id] of photos.entries()) {
    const depicted = [
      { name: `张${i}`, row: 1 },
      { name: `李${i}`, row: 1 },
      { name: `王${i}`, row: 2 },
    ]
    const patch = { access: 'open', title: `渡口合影之${i + 1}`, event: '义渡会合影', date: '1936年', depicted }
    await admin.call('PATCH', `/api/v1/items/${id}`, patch, { 'if-match': '*' })
  }
  await admin.settled(accession)
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  if (service) remove(service.storage)
})

async function as(username: string, expected: string[] = []) {
  const watched = await visit(browser, service.url, { expected })
  await signInThere(watched.page, service.url, username, ROLE_PASSWORD)
  return watched
}
const name = (title: string) => `.outline-name:has-text("${title}")`
const volumeId = () => new URL(volumeAt).pathname.split('/').at(-1)!
const chapters = async (): Promise<Json[]> => {
  const { body } = await own.get(`/api/v1/volumes/${volumeId()}/outline`)
  return body.nodes.flatMap((node: Json) => node.children ?? [node])
}
const saved = (page: Page) => page.waitForSelector('.save-state:has-text("已存")')

test('a basket of twelve memoirs becomes a volume of three 栏目 and twelve chapters', async (t) => {
  t.timeout(300_000)
  const { page, complaints } = await as('u-editor')
  await page.click('.top nav a:has-text("编研")')
  await page.click('button:has-text("新建丛刊")')
  await page.fill('.name-dialog input', '云川文史资料')
  await page.keyboard.press('Enter')
  await page.click('.series button:has-text("新编一辑")')
  await page.fill('#title', '水陆旧踪')
  await page.fill('#number', '12')
  await page.click('.volume-form .ant-btn-primary')
  await page.waitForSelector('.volume-place h1:has-text("第十二辑")')
  volumeAt = page.url()
  for (const [section, wanted] of Object.entries(plan)) {
    await page.click('.outline-pane footer button:has-text("栏目")')
    await page.fill('.name-dialog input', section)
    await page.keyboard.press('Enter')
    await page.waitForSelector(name(section))
    for (const title of wanted) {
      // Whether a press on its name has just closed it or not, what comes into it is seen.
      await page.click(name(section))
      await page.click(`.pieces li:has-text("${title}") button`)
      await page.waitForSelector(name(title))
    }
  }
  await until(page, `document.querySelectorAll('.pieces .tag.good').length === 12`, 20)
  t.deepEqual(
    (await own.get(`/api/v1/volumes/${volumeId()}/outline`)).body.nodes.map((node: Json) => [
      node.title,
      node.children.map((child: Json) => child.title),
    ]),
    Object.entries(plan),
  )
  await picture(page, 'editor-outline')
  t.deepEqual(await axeFinds(page), [])
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('a chapter is edited; its source is corrected, and the correction taken over beside the edit', async (t) => {
  t.timeout(180_000)
  const [first, , , , fifth] = titles as [string, string, string, string, string]
  const { page, complaints } = await as('u-editor')
  await page.goto(volumeAt)
  for (const title of [first, fifth]) {
    await page.click(name(title))
    await page.waitForSelector(`.writing:has-text("${title}")`)
    await page.click('.writing p >> nth=-1')
    await page.keyboard.press('Control+End')
    await page.keyboard.insertText('（编者据县志核过。）')
    await saved(page)
  }
  const text = (await own.get(`/api/v1/items/${items[first]}/text`)).body.text.replace('来往全靠渡船', '来往全靠义渡')
  await admin.call('PUT', `/api/v1/items/${items[first]}/text`, { text, note: '据原件' }, { 'if-match': '*' })
  await page.goto(volumeAt)
  await page.click(name(first))
  await page.click('.changes-told button')
  await page.click('.source-changes button:has-text("采用 2 处")')
  await page.waitForSelector('.writing:has-text("来往全靠义渡")')
  const own1 = (await chapters()).find(({ title }) => title === first)
  const chapter = (await own.get(`/api/v1/chapters/${own1.id}`)).body.text
  t.true(chapter.includes('来往全靠义渡'))
  t.true(chapter.endsWith('（编者据县志核过。）'))
  // Every sentence but the editor's own leads to its place in the corrected text.
  const { sentences } = (await own.get(`/api/v1/chapters/${own1.id}/sources`)).body
  for (const { start, end, pieces } of sentences.slice(0, -1)) {
    t.true(pieces.length > 0, chapter.slice(start, end))
    for (const { state } of pieces) t.is(state, 'valid')
  }
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('twenty photographs become 图版 and 插图, and the rights to everything are cleared', async (t) => {
  const at = `/api/v1/volumes/${volumeId()}`
  const own1 = await chapters()
  for (const [i, itemId] of photos.entries()) {
    // A third of them stand in a chapter, behind its first paragraph.
    const place = i % 3 === 0 ? { kind: 'figure', chapterId: own1[i % own1.length].id, afterBlock: 0 } : {}
    const { status, body } = await own.call('POST', `${at}/plates`, { itemId, widthMm: 100, ...place })
    t.is(status, 201, JSON.stringify(body))
    t.is(body.caption.text, `1936年，义渡会合影。前排左起：张${i}、李${i}；后排：王${i}。`)
    t.true(body.fitness.dpi > 300)
  }
  const lacking = async () => (await own.get(`${at}/clearance`)).body.items.length
  t.is(await lacking(), titles.length + photos.length)
  await admin.call('POST', `/api/v1/accessions/${accession}/consents`, {
    scopes: ['publication'],
    signer: '临溪县政协',
    signedDate: '2020-01-01',
  })
  t.is(await lacking(), photos.length)
  const rights = { copyright: null, copyrightYear: null, portrait: 'public', privacy: null }
  for (const id of photos) await admin.call('PUT', `/api/v1/items/${id}/rights`, rights, { 'if-match': '*' })
  t.is(await lacking(), 0)
})

test('three people read and sign, each a stage of their own', async (t) => {
  const at = `/api/v1/volumes/${volumeId()}/reviews`
  for (const [stage, displayName, username] of [
    ['first', '赵丁', 'zhao'],
    ['second', '钱戊', 'qian'],
    ['final', '孙己', 'sun'],
  ] as const) {
    const user = await admin.call('POST', '/api/v1/users', {
      username,
      displayName,
      password: ROLE_PASSWORD,
      roles: ['reviewer'],
    })
    const reader = withToken(service.url, await tokenOf(service.url, username, ROLE_PASSWORD))
    const sent = await own.call('POST', at, { stage, assigneeId: user.body.id })
    t.is(sent.status, 201, JSON.stringify(sent.body))
    const signature = { hash: sent.body.hash, verdict: 'passed', password: ROLE_PASSWORD }
    t.is((await reader.call('POST', `${at}/${sent.body.id}/signature`, signature)).status, 200)
  }
  const { steps } = (await own.get(at)).body
  t.deepEqual(
    steps.filter(({ isDone }: Json) => isDone).map(({ step }: Json) => step),
    ['topic', 'compile', 'first', 'second', 'final'],
  )
})

/** Asks for a format in the menu and gives the file. */
async function exported(page: Page, label: string): Promise<Buffer> {
  await page.click('.volume-head button:has-text("导出")')
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith('/exports')),
    page.click(`.ant-dropdown-menu-item:has-text("${label}")`),
  ])
  const link = `.ant-message a[href*="${(await answer.json()).job.id}"]`
  const [file] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    page.click(link, { timeout: 60_000 }),
  ])
  return readFileSync((await file.path())!)
}

const bare = (text: string) => text.replaceAll(/\s/gu, '')

test('the book in every format says what the chapters say', async (t) => {
  t.timeout(300_000)
  const { page, complaints } = await as('u-editor')
  await page.goto(volumeAt)
  const wanted: string[] = []
  for (const { id } of await chapters()) wanted.push(...(await own.get(`/api/v1/chapters/${id}`)).body.text.split('\n'))
  const says = (text: string, format: string) => {
    const all = bare(text)
    let at = 0
    for (const line of wanted) {
      const found = all.indexOf(bare(line), at)
      t.true(found >= 0, `${format}: ${line}`)
      at = found
    }
  }
  says((await exported(page, '纯文本')).toString('utf8'), 'txt')
  const word = await docxParagraphs(await exported(page, 'Word'))
  says(word.paragraphs.map(({ text }) => text).join('\n'), 'docx')
  t.is(word.pictures, photos.length)
  const { parts } = await measureZip(await exported(page, '电子书'), (part) => part.endsWith('.xhtml'))
  says([...parts.values()].map((part) => part.toString('utf8').replaceAll(/<[^>]+>/g, '')).join('\n'), 'epub')
  const pdf = join(service.storage, 'book.pdf')
  writeFileSync(pdf, await exported(page, 'PDF'))
  if (isThere('pdftotext')) says(pagesOf(pdf, { widthMm: 170, heightMm: 240 }).join(''), 'pdf')
  t.deepEqual(complaints, [])
  await page.context().close()
})
