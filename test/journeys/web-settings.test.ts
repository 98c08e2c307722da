import ava, { type TestFn } from 'ava'
import type { Browser } from 'playwright-core'
import { axeFinds, counted, noBrowser, openBrowser, picture, signInThere, visit } from '../support/browser.ts'
import { type Client, signedIn } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
const storage = temporary()
let service: Service
let browser: Browser
let api: Client

ava.before(async () => {
  if (noBrowser) return
  service = await startService(storage)
  api = await signedIn(service.url)
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  remove(storage)
})

const explained = (id: string) => `.ant-form-item:has(${id}) .ant-form-item-explain-error`

test('an administrator sets everything an office sets for itself, and is told at the field what is wrong', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await visit(browser, service.url, { expected: ['400 PATCH', '412 PATCH'] })
  await signInThere(page, service.url)
  await page.goto(`${service.url}/admin/settings`)
  await page.fill('#fondsNumber', 'Y108')
  const year = new Date().getFullYear()
  const example = (text: string) => page.waitForSelector(`.mask-example output:text-is("${text}")`)
  await example(`Y108-WS·${year}-Y-0001`)
  await example(`Y108-ZP·${year}-Y-0001`)

  const save = () => page.click('button:has-text("保存设置")')
  await page.fill('#referenceCodeMask', '{全宗号}-{门类}·{年份}-{件号:3}')
  await page.waitForSelector(`${explained('#referenceCodeMask')}:has-text("不认得“{年份}”")`)
  t.is(await counted(page.locator('.mask-example'), 0), 0)
  await page.fill('#referenceCodeMask', '{全宗号}·{门类}{年度}-{件号:3}')
  await example(`Y108·WS${year}-001`)
  await page.click('button:has-text("加一个门类")')
  await page.locator('.category input[aria-label="门类"]').last().fill('拓片')
  const code = page.locator('.category input[aria-label="代码"]').last()
  await code.fill('T P')
  // By its key: what is told meanwhile at the fields above moves it.
  await page.press('.elements label:has-text("保管期限") input', 'Space')
  await page.click('#filingByAnother')
  await page.fill('#yearPlan_items', '330')
  await page.fill('#liberationDate', '1948-10-32')
  await page.fill('#ganzhiYears_from', '1990')
  await page.fill('#ganzhiYears_to', '1850')
  await save()
  await page.waitForSelector('.category .ant-form-item-explain-error')
  await page.waitForSelector(`${explained('#liberationDate')}:has-text("1948-10-22")`)
  await page.waitForSelector(`${explained('#ganzhiYears_to')}:has-text("不能早于")`)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'admin-settings-wrong')
  t.is((await api.get('/api/v1/settings')).body.revision, 0, 'nothing of it is stored')

  await code.fill('TP')
  await page.fill('#liberationDate', '1948-10-22')
  await page.fill('#ganzhiYears_from', '1850')
  await page.fill('#ganzhiYears_to', '1990')
  await page.fill('#majorTopics', '党史、国史上重大事件\n\n民族、宗教\n')
  await page.fill('#proofWeights_punctuation', '0.2')
  await save()
  await page.waitForSelector('.ant-message-success')
  const { values } = (await api.get('/api/v1/settings')).body
  t.like(values, {
    fondsNumber: 'Y108',
    referenceCodeMask: '{全宗号}·{门类}{年度}-{件号:3}',
    filingByAnother: true,
    liberationDate: '1948-10-22',
    ganzhiYears: { from: 1850, to: 1990 },
    yearPlan: { items: 330 },
    majorTopics: ['党史、国史上重大事件', '民族、宗教'],
    proofWeights: { wrong: 1, punctuation: 0.2 },
  })
  t.is(values.categoryCodes.拓片, 'TP')
  t.true(values.requiredFields.includes('retention'))

  // What is not saved is there after a look at another section, until it is given up.
  const unsaved = '.settings-foot:has-text("未保存")'
  t.is(await counted(page.locator(unsaved), 0), 0)
  await page.fill('#city', '云川')
  await page.click('button:has-text("加一个门类")')
  await page.locator('.category input[aria-label="门类"]').last().fill('碑刻')
  await page.click('.admin-tabs a:has-text("审计")')
  await page.waitForSelector('.filters')
  await page.click('.admin-tabs a:has-text("设置")')
  await page.waitForSelector(unsaved)
  t.is(await page.inputValue('#city'), '云川')
  t.is(await page.locator('.category input[aria-label="门类"]').last().inputValue(), '碑刻')
  t.deepEqual(await axeFinds(page), [])
  await page.click('button:has-text("放弃改动")')
  await page.waitForSelector(unsaved, { state: 'detached' })
  t.is(await page.inputValue('#city'), '')
  t.is(await page.locator('.category input[aria-label="门类"]').last().inputValue(), '拓片')

  // What the page lets through and the service does not is said where it stands.
  await page.route('**/api/v1/settings', (route) =>
    route.request().method() === 'PATCH'
      ? route.continue({ postData: JSON.stringify({ ...JSON.parse(route.request().postData()!), fondsNumber: 'Y 1' }) })
      : route.continue(),
  )
  await page.fill('#officeName', '云川市政协')
  await save()
  await page.waitForSelector(explained('#fondsNumber'))
  await page.unroute('**/api/v1/settings')
  // Somebody else was here meanwhile: nothing of theirs is overwritten.
  await api.call('PATCH', '/api/v1/settings', { officeName: '云川文史' }, { 'if-match': '*' })
  await page.fill('#fondsNumber', 'Y109')
  await save()
  await page.waitForSelector('.ant-message-error:has-text("别人刚改过设置")')
  t.like((await api.get('/api/v1/settings')).body.values, { officeName: '云川文史', fondsNumber: 'Y108' })
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('periods and eras are added, changed, put out of use and taken back, and a date tried beside them', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await visit(browser, service.url, { expected: ['422 POST', '409 POST'] })
  await signInThere(page, service.url)
  await page.goto(`${service.url}/admin/settings?table=periods`)
  await page.fill('#try-date', '郑县沦陷时期')
  await page.waitForSelector('.try-date .warn')
  await page.click('button:has-text("加一个时期")')
  await page.fill('.ant-modal #names', '郑县沦陷时期\n抗战')
  await page.fill('.ant-modal #start', '1944-04-19')
  await page.fill('.ant-modal #end', '1941')
  await page.click('.ant-modal .ant-btn-primary')
  await page.waitForSelector(explained('#end'))
  await page.fill('.ant-modal #end', '1945-08')
  await page.click('.ant-modal .ant-btn-primary')
  await page.waitForSelector(`${explained('#names')}:has-text("抗战")`)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'admin-period')
  await page.fill('.ant-modal #names', '郑县沦陷时期\n郑县沦陷')
  await page.click('.ant-modal .ant-btn-primary')
  await page.waitForSelector('tr:has-text("郑县沦陷时期"):has-text("自己的")')
  await page.waitForSelector('.try-date [role=status]:has-text("1944-04-19/1945-08")')
  await page.waitForSelector('.ant-modal', { state: 'hidden' })
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'admin-periods')
  const own = page.locator('tr:has-text("郑县沦陷时期")')
  await own.locator('button:has-text("停用")').click()
  await page.waitForSelector('tr:has-text("郑县沦陷时期"):has-text("已停用")')
  await page.waitForSelector('.try-date .warn')
  await own.locator('button:has-text("删除")').click()
  await page.click('.ant-modal-confirm .ant-btn-primary')
  await page.waitForSelector('tr:has-text("郑县沦陷时期")', { state: 'detached' })

  const builtIn = page.locator('tr:has-text("内置")').first()
  const name = (await builtIn.locator('b').textContent())!
  await builtIn.locator('button:has-text("停用")').click()
  await page.waitForSelector(`tr:has(b:text-is("${name}")):has-text("改过")`)
  await page.locator(`tr:has(b:text-is("${name}")) button:has-text("复原")`).click()
  await page.click('.ant-modal-confirm .ant-btn-primary')
  await page.waitForSelector(`tr:has(b:text-is("${name}")):has-text("内置")`)

  await page.goto(`${service.url}/admin/settings?table=eras`)
  await page.click('button:has-text("加一个年号")')
  await page.fill('.ant-modal #name', '保境')
  await page.fill('.ant-modal #dynasty', '义军')
  await page.fill('.ant-modal #first', '1901')
  await page.fill('.ant-modal #last', '1903')
  await page.click('.ant-modal .ant-btn-primary')
  await page.waitForSelector('tr:has-text("义军"):has-text("自己的")')
  await page.waitForSelector('.ant-modal', { state: 'hidden' })
  await page.fill('#try-date', '保境二年')
  await page.waitForSelector('.try-date [role=status]:has-text("1902")')
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'admin-eras')
  t.deepEqual(complaints, [])
  await page.context().close()
})
