import { createHash } from 'node:crypto'
import { chmodSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ava, { type TestFn } from 'ava'
import type { Browser } from 'playwright-core'
import { axeFinds, counted, noBrowser, openBrowser, picture, signInThere, visit } from '../support/browser.ts'
import { signedIn } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
const [storage, backups] = [temporary(), temporary()]
let service: Service
let browser: Browser

ava.before(async () => {
  service = await startService(storage, { BACKUP_DIR: backups })
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  remove(storage)
  remove(backups)
})

test('an administrator makes a user, changes their role, tries a failed task again, backs up, and reads of it in the audit', async (t) => {
  t.timeout(240_000)
  const api = await signedIn(service.url)
  const { body: accession } = await api.call('POST', '/api/v1/accessions', { title: '移交' })
  await api.upload(`/api/v1/accessions/${accession.id}/files`, [
    { name: '渡口.txt', data: Buffer.from('老渡口旧事。') },
  ])
  await api.settled(accession.id)

  browser = await openBrowser()
  const { page, complaints } = await visit(browser, service.url, { expected: ['409 POST', '422 POST'] })
  await signInThere(page, service.url)
  await page.click('nav a:has-text("管理")')
  await page.waitForSelector('.condition-line')
  t.deepEqual(await axeFinds(page), [])

  await page.click('button:has-text("现在备份")')
  await page.waitForSelector('.condition-line:has-text("备份完成")', { timeout: 60_000 })
  await page.click('button:has-text("核对全部原件")')
  await page.waitForSelector('.condition-line:has-text("1 个，全部相符")', { timeout: 60_000 })
  t.deepEqual(await page.locator('.figures a').evaluateAll((links) => links.map((link) => link.getAttribute('href'))), [
    '/search',
    '/search',
    '/search?view=wall&kind=photograph&kind=scan',
  ])
  await picture(page, 'admin-condition')

  await page.goto(`${service.url}/admin/users`)
  const fill = async (name: string, displayName: string) => {
    await page.click('button:has-text("新建用户")')
    await page.fill('.ant-modal #username', name)
    await page.fill('.ant-modal #displayName', displayName)
    await page.fill('.ant-modal #password', 'quiet-willow-orchid-42')
    await page.click('.ant-modal .ant-btn-primary')
  }
  await fill('liyi', '李乙')
  await page.waitForSelector('tr:has-text("李乙")')
  t.regex((await page.textContent('tr:has-text("李乙")'))!, /研究/)
  // What is wrong is said at the field, in a sentence.
  await fill('liyi', '另一个')
  await page.waitForSelector('.ant-form-item:has(#username) .ant-form-item-explain-error:has-text("liyi")')
  await page.fill('.ant-modal #username', '王 小/二')
  await page.click('.ant-modal .ant-btn-primary')
  await page.waitForSelector('.ant-form-item:has(#username) .ant-form-item-explain-error:has-text("不留空格")')
  await page.click('.ant-modal button:has-text("取")')
  // A password that is refused leaves the name what it was.
  await page.click('tr:has-text("李乙") button:has-text("修改")')
  await page.fill('.ant-modal #displayName', '李丁')
  await page.fill('.ant-modal #password', 'password1234')
  await page.click('.ant-modal .ant-btn-primary')
  await page.waitForSelector('.ant-form-item:has(#password) .ant-form-item-explain-error')
  await page.click('.ant-modal button:has-text("取")')
  t.is(await counted(page.locator('tr:has-text("李丁")'), 0), 0)
  await page.click('tr:has-text("李乙") button:has-text("修改")')
  await page.click('.ant-modal .ant-select')
  await page.keyboard.type('征集')
  await page.click('.ant-select-item-option:has-text("征集编目")')
  await page.keyboard.press('Escape')
  await page.click('.ant-modal .ant-btn-primary')
  await page.waitForSelector('tr:has-text("李乙"):has-text("征集编目")')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'admin-users')

  // What cannot be backed up as it was given is not backed up at all, and said.
  const bytes = Buffer.from('又一篇旧事。')
  await api.upload(`/api/v1/accessions/${accession.id}/files`, [{ name: '又.txt', data: bytes }])
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const name = readdirSync(join(storage, 'originals'), { recursive: true }).find((one) => String(one).endsWith(sha256))
  const original = join(storage, 'originals', String(name))
  chmodSync(original, 0o600)
  writeFileSync(original, '不是原来的')
  await page.goto(`${service.url}/admin`)
  await page.click('button:has-text("核对全部原件")')
  await page.waitForSelector('.condition-line:has-text("1 个与收到时不同")', { timeout: 60_000 })
  const bad = page.locator('.bad-originals tr:has-text("又.txt"):has-text("内容变了"):has-text("重新上传")')
  t.regex((await bad.locator('a').getAttribute('href'))!, /^\/items\//)
  t.deepEqual(await axeFinds(page), [])
  await page.click('button:has-text("现在备份")')
  await page.waitForSelector('.condition-line:has-text("没有完成")', { timeout: 60_000 })
  await page.click('.condition-line a')
  await page.waitForSelector('tr:has-text("备份"):has-text("1 个原件")')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'admin-jobs')
  writeFileSync(original, bytes)
  await page.click('button:has-text("重试")')
  await page.waitForSelector('td:has-text("没有任务")', { timeout: 60_000 })

  await page.goto(`${service.url}/admin/settings`)
  await page.fill('#officeName', '云川市政协文史馆')
  await page.click('button:has-text("保存设置")')
  await page.waitForSelector('.brand:has-text("云川市政协文史馆")')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'admin-settings')

  await page.goto(`${service.url}/admin/audit?act=user.create`)
  await page.waitForSelector('td:has-text("liyi")')
  // By names, as people know them.
  await page.goto(`${service.url}/admin/audit`)
  await page.fill('.filters input[aria-label^="何人"]', '管理员')
  await page.keyboard.press('Enter')
  await page.click('.filters .ant-select')
  await page.keyboard.type('新建用户')
  await page.click('.ant-select-item-option:has-text("新建用户")')
  await page.waitForURL((url) => url.searchParams.get('act') === 'user.create' && url.searchParams.has('actor'))
  await page.waitForSelector('td:has-text("liyi")')
  // What was done, to whom, in words.
  await page.waitForSelector('td:has-text("李乙") ~ td:has-text("角色：研究")')
  await page.click('button:has-text("核验记录链")')
  await page.waitForSelector('[role=status]:has-text("没有被改动")')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'admin-audit')
  t.deepEqual(complaints, [])
})

test('who is no administrator sees none of it', async (t) => {
  t.timeout(60_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url, 'liyi', 'quiet-willow-orchid-42')
  await page.goto(`${service.url}/admin/users`)
  await page.waitForSelector('h1:has-text("没有这个页面")')
  await page.goto(`${service.url}/admin`)
  await page.waitForSelector('.condition-line')
  t.is(await counted(page.locator('.admin-tabs a:has-text("审计")'), 0), 0)
  t.is(await counted(page.locator('button:has-text("现在备份")'), 0), 0)
  t.deepEqual(complaints, [])
})
