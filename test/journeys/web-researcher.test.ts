import ava, { type TestFn } from 'ava'
import mammoth from 'mammoth'
import type { Browser } from 'playwright-core'
import { axeFinds, narrow, noBrowser, openBrowser, picture, signInThere, visit } from '../support/browser.ts'
import { signedIn } from '../support/client.ts'
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
  t.is(await page.locator('.hits > li').count(), 1)
  t.regex((await page.textContent('.summary'))!, /1\s*件，\s*4\s*处/)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'search')

  await page.fill('.search-box input', '渡口 (')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.failure')
  t.true((await page.textContent('.failure'))!.includes('（') || (await page.textContent('.failure'))!.includes('('))

  await page.goto(`${service.url}/search?q=${encodeURIComponent('义渡')}&view=kwic`)
  await page.waitForSelector('.kwic-line')
  t.is(await page.locator('.kwic-line').count(), 4)
  t.deepEqual(await axeFinds(page), [])
  await picture(page, 'search-kwic')

  await page.goto(`${service.url}/search?q=${encodeURIComponent('义渡')}`)
  await page.waitForSelector('.hits > li')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.reading mark.now')
  t.is(await page.locator('.reading mark').count(), 5, 'four hits, one of them cut by a line')
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
  await page.waitForSelector('.entry:nth-child(2)')
  t.deepEqual(await page.locator('.entry h2').allTextContents(), ['义渡旧事', '别的'])
  await page.fill('.entry textarea >> nth=0', '可作开头')
  await page.click('.entry:nth-child(2) button[aria-label="上移"]')
  await page.waitForSelector('.entry:nth-child(1) h2:has-text("别的")')
  await page.reload()
  await page.waitForSelector('.entry:nth-child(2)')
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
