/** 著录 of more than a hundred thousand items: every row can be reached, few are held, and what acts on many says on what. */

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import ava, { type TestFn } from 'ava'
import { axeFinds, noBrowser, openBrowser, picture, signInThere, until, visit } from '../support/browser.ts'
import { type Client, signedIn } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const shown = (noBrowser ? ava.skip : ava.serial) as TestFn
const COPIES = 100_400
const ROWS = COPIES + 1
const storage = temporary()
let service: Service
let client: Client
let accession: string

ava.before(async (t) => {
  t.timeout(120_000)
  service = await startService(storage)
  client = await signedIn(service.url)
  accession = String((await client.call('POST', '/api/v1/accessions', { title: '历年底片' })).body.id)
  await client.call('POST', '/api/v1/items', { title: '底片', kind: 'photograph', accessionId: accession })
  await client.settled(accession)
  await service.stop()
  // The rows as the service writes them, a hundred thousand times over.
  const db = new DatabaseSync(join(storage, 'archive.db'))
  const columns = db
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all('items')
    .map(({ name }) => String(name))
  const own: Record<string, string> = {
    number: 'number + n',
    id: "'copy-' || n",
    title: "'底片' || n",
    title_sort: "'底片' || n",
  }
  db.exec(
    `WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < ${COPIES})
     INSERT INTO items (${columns.join(', ')}) SELECT ${columns.map((name) => own[name] ?? name).join(', ')} FROM items, many`,
  )
  db.close()
  service = await startService(storage)
  client = await signedIn(service.url)
})
ava.after.always(async () => {
  await service?.stop()
  remove(storage)
})

shown('a sheet of a hundred thousand rows is scrolled to its end and written there, with few rows held', async (t) => {
  t.timeout(480_000)
  const browser = await openBrowser()
  try {
    const { page, complaints } = await visit(browser, service.url)
    await signInThere(page, service.url)
    await page.goto(`${service.url}/accessions/${accession}/describe`)
    const cell = (row: number) => `.cell[data-row="${row}"][data-field=title]`
    const says = (row: number, title: string) =>
      until(page, `document.querySelector('${cell(row)}')?.textContent === '${title}'`, 240)
    await says(0, '底片')
    t.is(await page.getAttribute('[role=grid]', 'aria-rowcount'), String(ROWS + 1))
    await page.waitForSelector('.describe-note:has-text("100,401")')

    await page.click(cell(0))
    await page.keyboard.press('Control+End')
    await says(ROWS - 1, `底片${COPIES}`)
    t.true((await page.locator('.sheet-row').count()) < 60, 'only what is in sight exists')
    await page.click(cell(ROWS - 1))
    await page.keyboard.type('最后一张')
    await page.keyboard.press('Enter')
    for (;;) if ((await client.get(`/api/v1/items/copy-${COPIES}`)).body.title === '最后一张') break
    await picture(page, 'describe-long-sheet')
    t.deepEqual(await axeFinds(page), [])

    // In the middle, by the scrollbar; then back to the first.
    await page.evaluate(`document.querySelector('.sheet-scroll').scrollTo(0, 44 * 60_000)`)
    await says(60_005, '底片60005')
    await page.keyboard.press('Control+Home')
    await says(0, '底片')

    // All rows are selected, not all are read: nothing is cleared, and that is said.
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await page.waitForSelector(':text("行尚未读入，未作改动")')
    t.is((await client.get('/api/v1/items/copy-1')).body.title, '底片1')
    // What acts on all of them asks the service for all of them.
    await page.click('.describe-tools button:has-text("批量修改")')
    await page.waitForSelector('.ant-modal :text("符合当前筛选的全部 100,401 件")')
    t.deepEqual(complaints, [])
  } finally {
    await browser.close()
  }
})
