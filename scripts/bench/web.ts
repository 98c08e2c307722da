/** The browser client: what is loaded for the first paint, and how long after Enter the results stand there (ui.md, “Manners”). */
import { existsSync, statSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { freePort, startService } from '../demo/service.ts'
import { setPages, writeStory } from '../sample/prose.ts'
import { createRandom } from '../sample/random.ts'
import { createApi, sendAll, signIn } from '../upload/client.ts'
import { buildClient } from '../web/build.ts'
import { alternate, type Row } from './rounds.ts'

const PASSWORD = 'bench-lantern-orchid'
const TEXTS = 200
const MOST = 320
const dist = fileURLToPath(new URL('../../dist', import.meta.url))
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
/** Each is in the texts that are written here. */
const QUERIES = ['渡口', '商会', '民国二十七年', '公私合营', '木船', '县志']

/** Kilobytes of the scripts and styles asked for until `selector` is there, as gzip. */
async function painted(page: Page, address: string, selector: string): Promise<number> {
  const names = new Set<string>()
  const note = (request: { url(): string }) => {
    const { pathname } = new URL(request.url())
    if (/\.(?:js|css)$/.test(pathname)) names.add(pathname)
  }
  page.on('request', note)
  await page.goto(address)
  await page.waitForSelector(selector)
  page.off('request', note)
  return [...names].reduce((sum, name) => sum + statSync(`${join(dist, name)}.gz`).size, 0) / 1000
}

const kilobytes = (what: string, value: number): Row => ({
  what,
  ours: value,
  reference: MOST,
  unit: 'kB gzip',
  ratio: value / MOST,
  goal: { atMost: 1 },
})

export async function web(): Promise<Row[]> {
  if (!executablePath) {
    console.log('       web: NOT MEASURED, no Chromium on this machine')
    return []
  }
  await buildClient()
  const folder = await mkdtemp(join(tmpdir(), 'wenshi-bench-'))
  const service = await startService({
    STORAGE_DIR: join(folder, 'storage'),
    ADMIN_PASSWORD: PASSWORD,
    PORT: String(await freePort(3400)),
    LOG_LEVEL: 'error',
  })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const api = createApi(service.url, await signIn(service.url, 'admin', PASSWORD))
    const random = createRandom(11)
    const files = await Promise.all(
      Array.from({ length: TEXTS }, async (_, i) => {
        const path = join(folder, `${i}.txt`)
        const text = String(setPages(writeStory(random, i, 4500, i % 4 === 0), random))
        await writeFile(path, text)
        return { path, relative: `${i}.txt`, size: Buffer.byteLength(text) }
      }),
    )
    const { id } = await api.post<{ id: string }>('/accessions', { title: '量测' })
    await sendAll(api, id, files, () => undefined)
    while ((await api.get<{ counts: { processing: number } }>(`/accessions/${id}`)).counts.processing > 0)
      await new Promise((resolve) => setTimeout(resolve, 200))

    const page = await browser.newPage()
    await page.goto(service.url)
    await page.fill('#username', 'admin')
    await page.fill('#password', PASSWORD)
    await page.click('button[type=submit]')
    await page.waitForSelector('.top')
    const search = await painted(page, `${service.url}/search?q=${encodeURIComponent('渡口')}`, '.hits > li')
    const href = await page.getAttribute('.hits h2 a', 'href')
    const reader = await painted(page, `${service.url}${href}`, '.reading mark')

    await page.goto(`${service.url}/search`)
    let nth = 0
    /** From Enter until other results stand there. */
    const typed = async () => {
      const q = QUERIES[nth++ % QUERIES.length]!
      await page.fill('.search-box input', q)
      return (await page.evaluate(`new Promise((resolve, reject) => {
        const before = document.querySelector('.hits')?.textContent
        const started = performance.now()
        const look = () => {
          const answers = document.querySelector('.answers:not(.is-old) .hits > li')
          if (answers && new URLSearchParams(location.search).get('q') === ${JSON.stringify(q)} && document.querySelector('.hits')?.textContent !== before) resolve(performance.now() - started)
          else if (performance.now() - started > 10000) reject(new Error('no results after 10 s'))
          else requestAnimationFrame(look)
        }
        document.querySelector('.search-box .ant-btn-primary').click()
        look()
      })`)) as number
    }
    const asked = async () => {
      const q = QUERIES[nth % QUERIES.length]!
      const took = (await page.evaluate(`(async () => {
        const started = performance.now()
        await (await fetch('/api/v1/search?size=20&q=' + encodeURIComponent(${JSON.stringify(q)}))).json()
        return performance.now() - started
      })()`)) as number
      return took * 1.5 + 50
    }
    await typed()
    const typing = await alternate(13, typed, asked)
    return [
      kilobytes('/search, scripts and styles of the first paint', search),
      kilobytes('reader, scripts and styles of the first paint', reader),
      {
        what: 'from Enter to results, against 1.5 × the API + 50 ms',
        ...typing,
        unit: 'ms',
        goal: { atMost: 1 },
        note: 'median of 13',
      },
    ]
  } finally {
    await browser.close()
    await service.stop()
    await rm(folder, { recursive: true })
  }
}
