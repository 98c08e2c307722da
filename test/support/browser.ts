/** A real Chromium on the real service: what it says, what it asks for, what axe finds, and pictures of it. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { PASSWORD } from './service.ts'

const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
/** Why nothing can be shown here, or null. */
export const noBrowser = executable ? null : 'no Chromium on this machine (Debian: apt install chromium fonts-noto-cjk)'
if (noBrowser) {
  console.log(`browser: NOT TESTED. ${noBrowser}`)
  if (process.env.CI === 'true') throw new Error(noBrowser)
}

const screens = fileURLToPath(new URL('../../coverage/screens', import.meta.url))
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

export const wide = { width: 1440, height: 900 }
export const narrow = { width: 390, height: 844 }

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: executable!, args: ['--no-sandbox', '--disable-gpu'] })

export interface Watched {
  page: Page
  /** Console errors and warnings, exceptions, answers of 400 and above, requests to elsewhere. */
  complaints: string[]
}

/** A fresh visitor. Refusals that a test provokes are told in `expected`: parts of the complaint. */
export async function visit(
  browser: Browser,
  url: string,
  { viewport = wide, expected = [] as string[], colorScheme = 'light' as 'light' | 'dark' } = {},
): Promise<Watched> {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    // What still moves is not where it is pressed, on a machine that is busy.
    reducedMotion: 'reduce',
    locale: 'zh-CN',
    acceptDownloads: true,
  })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  const complain = (text: string) => {
    if (!expected.some((part) => text.includes(part))) complaints.push(text)
  }
  page.on('console', (message) => {
    // The driver of a machine without a graphics card.
    if (!['error', 'warning'].includes(message.type()) || /GL Driver|WebGL|GPU stall/.test(message.text())) return
    if (!message.text().startsWith('Failed to load resource'))
      complain(`console: ${message.text()} (${page.url().slice(url.length)})`)
  })
  page.on('pageerror', (error) => complain(`exception: ${error.stack ?? error}`))
  page.on('response', (response) => {
    if (response.status() >= 400) complain(`${response.status()} ${response.request().method()} ${response.url()}`)
  })
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(url))
      complain(`elsewhere: ${request.url()}`)
  })
  return { page, complaints }
}

export async function signInThere(page: Page, url: string, username = 'admin', password = PASSWORD): Promise<void> {
  await page.goto(url)
  await page.fill('#username', username)
  await page.fill('#password', password)
  await page.click('button[type=submit]')
  await page.waitForSelector('.top')
}

/** Waits until an expression is true in the page: asked from outside, because the page itself evaluates no strings. */
export async function until(page: Page, expression: string, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await page.evaluate(expression))) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${expression}`)
    await rest(50)
  }
}

/** How many there are, as soon as there are as many as are expected, or at the end of a minute: lists are drawn a moment after they are asked for. */
export async function counted(places: Locator, expected: number): Promise<number> {
  const end = Date.now() + 60_000
  let count = await places.count()
  while (count !== expected && Date.now() < end) {
    await rest(50)
    count = await places.count()
  }
  return count
}

/** The caret behind the last character of a paragraph, whatever lines it has; an editor that takes the click a moment later puts it back. */
export async function caretBehind(page: Page, paragraph: string): Promise<void> {
  const isThere = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const { focusNode, focusOffset } = getSelection()
    const rest = document.createRange()
    rest.selectNodeContents(focusNode.parentElement.closest('p') ?? focusNode)
    rest.setStart(focusNode, focusOffset)
    done(rest.toString() === '')
  })))`
  const put = `{
    const { focusNode } = getSelection()
    const own = focusNode.parentElement.closest('p') ?? focusNode
    getSelection().collapse(own, own.childNodes.length)
  }`
  await page.click(paragraph)
  do await page.evaluate(put)
  while (!(await page.evaluate(isThere)))
}

/** What fades in is legible when it is there; what turns until something is done is not waited for. */
const isStill = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(
  document.getAnimations().every(({ effect, playState }) =>
    playState !== 'running' || effect.getComputedTiming().endTime === Infinity),
))))`

/** What axe finds against WCAG 2.2 AA: rule, places. */
export async function axeFinds(page: Page): Promise<string[]> {
  await until(page, isStill)
  await page.evaluate(axe)
  const found = (await page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { region: { enabled: false } },
  })`)) as { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }
  return found.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary?.slice(0, 200)}`)
        .join(' | ')}`,
  )
}

/** Kept under coverage/screens, a build artefact: to be put beside the pictures of the design. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(screens, { recursive: true })
  await page.screenshot({ path: join(screens, `${name}.png`) })
}
