import test from 'ava'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { axeFinds, noBrowser, openBrowser, picture, signInThere, visit, type Watched } from '../support/browser.ts'
import { type Client, type Json, signedIn } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const storage = temporary()
const any = { 'if-match': '*' }
let service: Service
let admin: Client
let accession: string
let browser: Browser
let shown: Watched

const texts = ['大水那年', '义渡旧事', '我所知道的米业公会', '青石渡船工工资账', '茶亭与义渡']

test.before(async () => {
  service = await startService(storage)
  admin = await signedIn(service.url)
  const { body } = await admin.call('POST', '/api/v1/accessions', { title: '临溪县政协移交文史稿件（第三批）' })
  accession = String(body.id)
  const picture = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#c8b48c' } })
    .jpeg()
    .toBuffer()
  await admin.upload(`/api/v1/accessions/${accession}/files`, [
    ...texts.map((name) => ({ name: `${name}.txt`, data: Buffer.from(`${name}\n那年雨落了四十多天没有停。`) })),
    { name: '渡口全景.jpg', data: picture },
  ])
  await admin.settled(accession)
  if (noBrowser) return
  browser = await openBrowser()
  shown = await visit(browser, service.url, { expected: ['412 PATCH'] })
  await signInThere(shown.page, service.url)
})
test.after.always(async () => {
  await browser?.close()
  await service?.stop()
  remove(storage)
})

const items = async (): Promise<Json[]> => (await admin.get('/api/v1/items', { accession, size: '200' })).body.items
/** Until something is so, as the archive has it. */
async function until(what: (items: Json[]) => boolean): Promise<Json[]> {
  for (;;) {
    const found = await items()
    if (what(found)) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
const inBrowser = noBrowser ? test.serial.skip : test.serial

const cell = (row: number, field: string) => `.cell[data-row="${row}"][data-field=${field}]`

inBrowser(
  'a block from Excel is pasted: in either script, with dates as written and what they resolve to, and is saved',
  async (t) => {
    const { page } = shown
    await page.goto(`${service.url}/accessions/${accession}/describe`)
    await page.waitForSelector('.sheet-row')
    const rows = [
      ['A182-WS·2026-Y-0001', '大水那年', '郑辛', '民国三十七年秋', '回忆录'],
      ['A182-WS·2026-Y-0002', '義渡舊事', '張甲；李乙', '民国三十八年十三月', '回忆录'],
      ['A182-WS·2026-Y-0003', '"两行\n题名"', '', '光绪三十二年', '口述'],
    ]
    const block = rows.map((row) => row.join('\t')).join('\r\n')
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(block)})`)
    await page.keyboard.press('Control+v')
    await page.waitForSelector(`${cell(0, 'date')} small:text-is("1948-08／1948-11")`)
    await page.waitForSelector(`${cell(1, 'date')}.is-wrong small:has-text("没有这一月")`)
    const saved = await until((found) => found[2]?.genre === '口述')
    t.like(saved[0], { title: '大水那年', creators: ['郑辛'], referenceCode: 'A182-WS·2026-Y-0001', genre: '回忆录' })
    t.like(saved[0].date, { text: '民国三十七年秋', edtf: '1948-23', start: '1948-08-01' })
    t.like(saved[1], { title: '義渡舊事', creators: ['張甲', '李乙'] })
    t.like(saved[1].date, { text: '民国三十八年十三月', edtf: null, start: null }, 'kept as written, never guessed')
    t.is(saved[2].title, '两行 题名')
    await page.waitForSelector('.save-state:has-text("已保存")')
    t.regex(await page.textContent('.sheet-said').then(String), /已粘贴 15 格（5 列 × 3 行），1 格看不懂/)
    t.regex(String(await page.textContent('.describe-progress')), /必著已齐 2 件/)
  },
)

inBrowser('everything by the keyboard alone: typing, moving, filling down, undoing', async (t) => {
  const { page } = shown
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('佚名')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowUp')
  for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+d')
  await until((found) => found.slice(2, 5).every(({ creators }) => creators[0] === '佚名'))
  await page.keyboard.press('Control+z')
  const undone = await until((found) => found[3].creators.length === 0 && found[4].creators.length === 0)
  t.deepEqual(undone[2].creators, ['佚名'], 'only the last step')
  await page.keyboard.press('Control+y')
  await until((found) => found[4].creators[0] === '佚名')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('F2')
  await page.keyboard.type('（修订）')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F2')
  await page.keyboard.type('（续）')
  await page.keyboard.press('Tab')
  t.is((await until((found) => found[0].title !== '大水那年'))[0].title, '大水那年（续）')
})

inBrowser('an input method composes in the cell: its Enter is its own, the first syllable is not lost', async (t) => {
  const { page } = shown
  const session = await page.context().newCDPSession(page)
  await page.click(cell(3, 'date'))
  await session.send('Input.imeSetComposition', { text: 'minguo', selectionStart: 6, selectionEnd: 6 })
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', windowsVirtualKeyCode: 229 })
  t.is(await page.inputValue('.cell-field'), 'minguo')
  await session.send('Input.insertText', { text: '民国二十五年' })
  t.is(await page.inputValue('.cell-field'), '民国二十五年')
  await page.waitForSelector('.cell-options:has-text("1936 年")')
  await page.keyboard.press('Enter')
  t.like((await until((found) => found[3].date !== null))[3].date, { text: '民国二十五年', edtf: '1936' })
})

inBrowser('another reading of a date is chosen; the writing stays', async (t) => {
  const { page } = shown
  await page.click(cell(4, 'date'))
  await page.keyboard.type('民国三十六年四月')
  await page.waitForSelector('.cell-options [role=option]:has-text("按农历")')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  t.like((await until((found) => found[4].date !== null))[4].date, {
    text: '民国三十六年四月',
    start: '1947-05-20',
    end: '1947-06-18',
  })
})

inBrowser(
  'somebody else wrote the same cell: both versions are shown, the chosen one is saved, the other stays in the history',
  async (t) => {
    const { page } = shown
    const [, second] = await items()
    await admin.call('PATCH', `/api/v1/items/${second.id}`, { genre: '日记', note: '别处所注' }, any)
    await page.click(cell(1, 'genre'))
    await page.keyboard.type('书信')
    await page.keyboard.press('Enter')
    await page.click('.save-state button:has-text("同改")')
    await page.waitForSelector('.conflict')
    t.regex(String(await page.textContent('.conflict')), /书信.*日记/)
    t.is((await items())[1].genre, '日记', 'nothing is written over')
    t.deepEqual(await axeFinds(page), [])
    await page.click('.conflict td:has-text("书信") input')
    await page.click('.ant-modal button:has-text("按所选保存")')
    const [, decided] = await until((found) => found[1].genre === '书信')
    t.is(decided.note, '别处所注', 'what was not in question stands')
  },
)

inBrowser('drafts survive a line that breaks and a page that is opened again', async (t) => {
  const { page } = shown
  await page.route('**/api/v1/items/*', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  )
  await page.click(cell(0, 'persons'))
  await page.keyboard.type('郑辛；吴庚')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.save-state:has-text("连不上服务")')
  await page.unroute('**/api/v1/items/*')
  await page.reload()
  const [first] = await until((found) => found[0].persons.length > 0)
  t.deepEqual(first.persons, ['郑辛', '吴庚'])
  await page.waitForSelector(`${cell(0, 'persons')}:has-text("吴庚")`)
})

inBrowser('many items are changed at once: first it is shown what would change, then it is done', async (t) => {
  const { page } = shown
  await page.click('.sheet-number[data-row="2"]')
  await page.keyboard.down('Shift')
  await page.click('.sheet-number[data-row="4"]')
  await page.keyboard.up('Shift')
  await page.click('text=批量修改')
  await page.click('.ant-radio-group label:has-text("选区内 3 件")')
  await page.fill('.batch-line input[maxlength]', '口述')
  await page.click('text=先看看会改哪些')
  await page.waitForSelector('.ant-modal:has-text("将改动 2 件，其余 1 件不变")')
  t.regex(String(await page.textContent('.batch-examples')), /青石渡.*口述/)
  t.is((await items())[4].genre, null, 'a preview changes nothing')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.ant-modal-footer button:has-text("修改 2 件")')
  await page.waitForSelector('.ant-alert-success:has-text("已修改 2 件")')
  await page.click('.ant-modal-footer button')
  await page.waitForSelector(`${cell(4, 'genre')}:has-text("口述")`)
  t.deepEqual(
    (await items()).map(({ genre }) => genre),
    ['回忆录', '书信', '口述', '口述', '口述', null],
  )
})

inBrowser('a date that cannot be read is marked before it is written to many', async (t) => {
  const { page } = shown
  await page.click('text=批量修改')
  await page.click('.batch-line .ant-select')
  await page.click('.ant-select-item[title="日期"]')
  await page.fill('.batch-line input[maxlength]', '民国三十八年十三月')
  await page.click('text=先看看会改哪些')
  await page.waitForSelector('.batch-examples .warn:has-text("没有这一月或这一日")')
  t.deepEqual(await axeFinds(page), [])
  await page.click('.ant-modal-close')
})

inBrowser('what is no retention period is marked, and is not saved as one', async (t) => {
  const { page } = shown
  await page.click(cell(0, 'retention'))
  await page.keyboard.type('永远')
  await page.keyboard.press('Enter')
  await page.waitForSelector(`${cell(0, 'retention')}:has-text("不是保管期限")`)
  await page.click(cell(0, 'retention'))
  await page.keyboard.press('Delete')
  t.is((await items())[0].retention, undefined)
})

inBrowser(
  'a list is imported: its report is shown before anything is written; what is exported can be saved',
  async (t) => {
    const { page } = shown
    await page.goto(`${service.url}/accessions/${accession}/describe`)
    await page.click('text=导入著录表')
    const list = '文件名,责任者,日期,页数\n茶亭与义渡,王丙,民国卅八年十三月,3\n没有.txt,某,,\n'
    await page.setInputFiles('.ant-modal input[type=file]', {
      name: '清单.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(list),
    })
    await page.waitForSelector('.ant-alert:has-text("将修改 1 件")')
    t.regex(String(await page.textContent('.ant-modal-body')), /1 行不能导入.*页数.*没有“没有.txt”.*王丙/)
    t.not((await items())[4].creators[0], '王丙')
    t.deepEqual(await axeFinds(page), [])
    await picture(page, 'describe-import')
    await page.click('.ant-modal-footer button:has-text("写入 1 件")')
    await page.waitForSelector('.ant-alert:has-text("已修改 1 件")')
    await page.click('.ant-modal-footer button:has-text("关闭")')
    await page.waitForSelector(`${cell(4, 'creators')}:has-text("王丙")`)
    await page.click('.describe-tools >> text=导出')
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=著录表（CSV）')])
    t.regex(download.suggestedFilename(), /^ZJ\d{4}-\d{4}\.csv$/)
  },
)

inBrowser(
  'one item as a form: saved by itself, restored from its history, taken out of use and put back',
  async (t) => {
    const { page } = shown
    const [first] = await items()
    const field = (name: string) => `.form-field[data-field=${name}]`
    await page.goto(`${service.url}/items/${first.id}?tab=description`)
    await page.click('text=修改著录')
    await page.fill(`${field('note')} textarea`, '据口述整理。\n未见原稿。')
    await page.click(`${field('places')} input`)
    await page.keyboard.type('青石渡、临溪县')
    await page.keyboard.press('Enter')
    await page.fill(`${field('date')} input`, '民国三十七年十三月')
    await page.keyboard.press('Tab')
    await page.waitForSelector(`${field('date')} .bad:has-text("没有这一月")`)
    t.deepEqual(await axeFinds(page), [])
    await page.click('.form-bar >> text=撤销')
    await page.click('text=完成')
    const [saved] = await until(
      ([found]) => found.note !== undefined && found.places.length === 2 && found.date.text === '民国三十七年秋',
    )
    t.like(saved, { note: '据口述整理。\n未见原稿。', places: ['青石渡', '临溪县'] })
    t.is(saved.date.edtf, '1948-23', 'undone')
    await page.waitForSelector('.fields:has-text("未见原稿")')

    await page.click('.ant-tabs-tab:has-text("历史")')
    await page.click('.history li:last-child >> text=恢复到这一版')
    const [restored] = await until((found) => found[0].note === undefined)
    t.like(restored, { title: '大水那年', places: [], date: null, referenceCode: null })
    await page.waitForSelector('.history li:first-child:has-text("恢复")')
    await page.click('.history li:nth-child(2) >> text=恢复到这一版')
    await until((found) => found[0].note !== undefined)

    await page.click('.ant-tabs-tab:has-text("著录")')
    await page.click('.item-acts >> text=撤下')
    await page.waitForSelector('.ant-modal:has-text("停止利用")')
    t.deepEqual(await axeFinds(page), [])
    await page.fill('#act-reason', '家属有异议')
    await page.click('.ant-modal-footer .ant-btn-primary')
    await page.waitForSelector('.ant-alert:has-text("家属有异议")')
    t.truthy((await items())[0].withdrawn)
    await page.click('text=恢复利用')
    await until((found) => found[0].withdrawn === null)
  },
)

inBrowser('the place has no barriers, and console and network are clean', async (t) => {
  const { page, complaints } = shown
  await page.goto(`${service.url}/accessions/${accession}/describe`)
  await page.waitForSelector('.sheet-row')
  t.deepEqual(await axeFinds(page), [])
  await page.click(cell(5, 'title'))
  await page.waitForSelector('.source img')
  await picture(page, 'describe')
  t.deepEqual(complaints, [])
})
