/** Every place, as an administrator sees it with the sample: pictures at two sizes as build artefacts, axe, a clean console and network. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ava, { type ExecutionContext, type TestFn } from 'ava'
import type { Browser, Page } from 'playwright-core'
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
import { type Client, type Json, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const test = (noBrowser ? ava.skip : ava.serial) as TestFn
const storage = temporary()
const dist = fileURLToPath(new URL('../../dist', import.meta.url))
let service: Service
let browser: Browser
let api: Client
const ids = {
  text: '',
  photograph: '',
  ledger: '',
  accession: '',
  basket: '',
  volume: '',
  chapter: '',
  imported: '',
  later: '',
  earlier: '',
}

ava.before(async (t) => {
  if (noBrowser) return
  t.timeout(180_000)
  service = await startService(storage)
  api = await signedIn(service.url)
  await api.call(
    'PATCH',
    '/api/v1/settings',
    { officeName: '云川市政协文史馆', fondsNumber: 'Y108' },
    { 'if-match': '*' },
  )
  await api.call(
    'PATCH',
    '/api/v1/settings',
    { yearPlan: { characters: 1_500_000, items: 330, images: 2500 } },
    { 'if-match': '*' },
  )
  await api.call('POST', '/api/v1/sample')
  while ((await api.get('/api/v1/sample')).body.job) await new Promise((done) => setTimeout(done, 100))
  const accessions = (await api.get('/api/v1/accessions')).body.items as Json[]
  for (const { id } of accessions) await api.settled(id)
  const items = (await api.get('/api/v1/items', { size: '50' })).body.items as Json[]
  const named = (title: string) => items.find((item) => item.title === title)
  ids.text = named('青石渡义渡旧事').id
  ids.photograph = named('义渡会同人合影').id
  ids.ledger = named('船工工资账-1').id
  ids.earlier = ids.text
  ids.later = named('义渡旧事补记').id
  ids.accession = named('青石渡义渡旧事').accessionId
  const { body: basket } = await api.call('POST', '/api/v1/baskets', { title: '义渡专题' })
  ids.basket = basket.id
  for (const itemId of [ids.text, ids.photograph])
    await api.call('POST', `/api/v1/baskets/${basket.id}/entries`, { itemId, note: '备选' })
  const { body: series } = await api.call('POST', '/api/v1/publications', { title: '云川文史资料' })
  const about = { number: 12, title: '水陆旧踪', plannedChars: 120_000 }
  ids.volume = (await api.call('POST', `/api/v1/publications/${series.id}/volumes`, about)).body.id
  const { revision: textRevision } = (await api.get(`/api/v1/items/${ids.text}/text`)).body
  const chapter = { title: '青石渡义渡旧事', basedOn: [{ itemId: ids.text, textRevision }] }
  const made = await api.call('POST', `/api/v1/volumes/${ids.volume}/chapters`, chapter)
  t.is(made.status, 201, JSON.stringify(made.body))
  ids.chapter = made.body.id
  const printed = {
    seriesTitle: '云川文史资料',
    number: 5,
    accessionId: ids.accession,
    contents: '渡口旧事……张三（1）',
  }
  ids.imported = (await api.call('POST', '/api/v1/printed-imports', printed)).body.id
  await api.call('POST', '/api/v1/submissions', { itemIds: [ids.text, ids.later] })
  const researcher = await withRole(service.url, api, 'researcher')
  await researcher.call('POST', '/api/v1/access-requests', { itemId: named('石桥镇盐号口述').id, purpose: '写县志' })
  const other = await api.call('POST', '/api/v1/accessions', {
    title: '临溪县政协移交',
    contributor: { name: '临溪县' },
    returnOriginal: true,
    receivedDate: '2019-12-01',
    returnDue: '2020-01-01',
  })
  await api.upload(`/api/v1/accessions/${other.body.id}/files`, [
    { name: '渡口商会.txt', data: Buffer.from('渡口在城东，商会设在渡口旁。'.repeat(200)) },
    { name: '坏.docx', data: Buffer.from('PK\u0003\u0004不是文档') },
  ])
  await api.settled(other.body.id)
  while (!(await api.get(`/api/v1/items/${ids.later}/similar`)).body.isCompared)
    await new Promise((done) => setTimeout(done, 100))
  browser = await openBrowser()
})
ava.after.always(async () => {
  await browser?.close()
  await service?.stop()
  remove(storage)
})

interface Place {
  name: string
  path: () => string
  /** What stands there when it is ready. */
  ready: string
}
const places: Place[] = [
  { name: 'home', path: () => '/', ready: '.waiting-list' },
  { name: 'requests', path: () => '/?requests=1', ready: '.requests li' },
  { name: 'accessions', path: () => '/accessions', ready: 'tbody tr' },
  { name: 'accession-new', path: () => '/accessions?new=1', ready: '.accession-form' },
  { name: 'accession', path: () => `/accessions/${ids.accession}`, ready: '#content h1' },
  { name: 'describe', path: () => `/accessions/${ids.accession}/describe`, ready: '[role=grid] [role=row]' },
  { name: 'describe-all', path: () => '/describe', ready: '[role=grid] [role=row]' },
  { name: 'search-start', path: () => '/search', ready: '.search-start' },
  { name: 'search-list', path: () => '/search?q=渡口', ready: '.hits li' },
  { name: 'search-kwic', path: () => '/search?q=渡船&view=kwic', ready: '.kwic li' },
  { name: 'search-wall', path: () => '/search?view=wall', ready: '.wall img' },
  { name: 'search-time', path: () => '/search?q=义渡&view=time', ready: '.answers h2' },
  { name: 'search-nothing', path: () => '/search?q=没有这样的词句', ready: '.nothing' },
  { name: 'reader-text', path: () => `/items/${ids.text}?q=义渡`, ready: '.reader mark' },
  { name: 'reader-image', path: () => `/items/${ids.photograph}`, ready: '.reader h1' },
  { name: 'transcribe', path: () => `/items/${ids.ledger}/transcribe`, ready: '#content textarea' },
  { name: 'compare', path: () => `/items/${ids.later}/similar/${ids.earlier}`, ready: '#content h1' },
  { name: 'baskets', path: () => '/baskets', ready: '#content h1' },
  { name: 'basket', path: () => `/baskets/${ids.basket}`, ready: '#content h1' },
  { name: 'volumes', path: () => '/volumes', ready: '.volume-list li' },
  { name: 'volume', path: () => `/volumes/${ids.volume}?chapter=${ids.chapter}`, ready: '.writing' },
  { name: 'printed-imports', path: () => '/printed', ready: '.import-list li' },
  { name: 'printed-import', path: () => `/printed/${ids.imported}`, ready: '.entries li' },
  { name: 'pages', path: () => `/volumes/${ids.volume}/pages`, ready: '.pages-wait, .spread-pair, .failure' },
  { name: 'reviews', path: () => `/volumes/${ids.volume}/reviews`, ready: '.review-form' },
  { name: 'submissions', path: () => '/submissions', ready: '.submission-table tbody tr' },
  { name: 'chronicle', path: () => `/volumes/${ids.volume}?open=chronicle`, ready: '.candidates li' },
  { name: 'authors', path: () => `/volumes/${ids.volume}?open=authors`, ready: '.generated-pane .ant-radio-group' },
  { name: 'after-print', path: () => `/volumes/${ids.volume}/after`, ready: '.after-next' },
  { name: 'after-print-fees', path: () => `/volumes/${ids.volume}/after?tab=fees`, ready: '.after-table tr' },
  { name: 'after-print-copies', path: () => `/volumes/${ids.volume}/after?tab=dispatches`, ready: '.after-next' },
  { name: 'reports', path: () => '/reports', ready: '#content h1' },
  { name: 'reuse', path: () => '/reuse', ready: '#content h1' },
  { name: 'admin-condition', path: () => '/admin/condition', ready: '.condition-line' },
  { name: 'admin-statistics', path: () => '/admin/statistics', ready: '.year-sentence' },
  { name: 'admin-requests', path: () => '/admin/requests', ready: 'tbody tr[data-row-key]' },
  { name: 'admin-users', path: () => '/admin/users', ready: 'tbody tr[data-row-key]' },
  { name: 'admin-jobs', path: () => '/admin/jobs?state=done', ready: 'tbody tr[data-row-key]' },
  { name: 'admin-audit', path: () => '/admin/audit', ready: 'tbody tr[data-row-key]' },
  { name: 'admin-settings', path: () => '/admin/settings', ready: '.mask-example' },
  { name: 'admin-periods', path: () => '/admin/settings?table=periods', ready: 'tbody tr[data-row-key]' },
  { name: 'admin-eras', path: () => '/admin/settings?table=eras', ready: 'tbody tr[data-row-key]' },
  { name: 'admin-tokens', path: () => '/admin/tokens', ready: 'tbody tr' },
  { name: 'no-such-place', path: () => '/nowhere', ready: '#content h1' },
]

const isWithin = 'document.documentElement.scrollWidth <= innerWidth'
const open = async (page: Page, { path, ready }: Pick<Place, 'path' | 'ready'>) => {
  await page.goto(`${service.url}${path()}`)
  await page.waitForSelector(ready)
  await until(page, `[...document.images].filter((one) => one.loading !== 'lazy').every((one) => one.complete)`)
}

async function walk(t: ExecutionContext, viewport: typeof wide, ending: string) {
  t.timeout(400_000)
  const { page, complaints } = await visit(browser, service.url, { viewport })
  await page.goto(service.url)
  await page.waitForSelector('.sign-in')
  t.deepEqual(await axeFinds(page), [], 'signin')
  await picture(page, `place-signin${ending}`)
  await signInThere(page, service.url)
  for (const place of places) {
    await open(page, place)
    t.deepEqual(await axeFinds(page), [], place.name)
    t.true(Boolean(await page.evaluate(isWithin)), `${place.name} is not wider than the screen`)
    t.deepEqual(complaints, [], place.name)
    await picture(page, `place-${place.name}${ending}`)
  }
  await page.context().close()
}

test('every place at 1440 × 900: axe finds nothing, console and network are clean', (t) => walk(t, wide, ''))

test('whatever list opens beneath a field has its name', async (t) => {
  t.timeout(180_000)
  const { page, complaints } = await visit(browser, service.url)
  await signInThere(page, service.url)
  const opened = new Set<string>()
  const form = { path: () => `/items/${ids.text}?tab=description&edit=yes`, ready: '.form-field input' }
  for (const place of [
    ...places.filter(({ name }) => /^(?:acc|describe|search-(?:list|kwic)|admin)/.test(name)),
    form,
  ]) {
    await open(page, place)
    // What is behind a dialog is out of reach.
    const within = (await page.locator('.ant-modal:visible').count()) > 0 ? '.ant-modal ' : ''
    const fields = page.locator(`${within}.ant-select:not(.ant-select-disabled):not(.search-complete)`)
    for (const field of await fields.all()) {
      if (!(await field.isVisible())) continue
      await field.locator('input').press('Enter')
      // Where nothing is offered before something is typed, nothing opens.
      if ((await field.locator('input').getAttribute('aria-expanded')) === 'true') {
        await page.waitForSelector('.ant-select-dropdown:not(.ant-select-dropdown-hidden) [role=listbox][aria-label]', {
          state: 'attached',
        })
        opened.add(
          `${place.path()} ${await page.locator('.ant-select-dropdown [role=listbox]').last().getAttribute('aria-label')}`,
        )
        t.deepEqual(await axeFinds(page), [], place.path())
        await field.locator('input').press('Escape')
      }
    }
  }
  t.true(opened.size >= 5, [...opened].join(', '))
  t.deepEqual(complaints, [])
  await page.context().close()
})

test('every place at 390 × 844, and none wider than the screen', (t) => walk(t, narrow, '-390'))

test('search and reader at 200 %: nothing is cut off, nothing scrolls sideways', async (t) => {
  t.timeout(120_000)
  const { page, complaints } = await visit(browser, service.url, { viewport: { width: 720, height: 450 } })
  await signInThere(page, service.url)
  for (const place of places.filter(({ name }) => /^(?:search|reader)-/.test(name))) {
    await open(page, place)
    t.true(Boolean(await page.evaluate(isWithin)), place.name)
    t.deepEqual(await axeFinds(page), [], place.name)
    await picture(page, `place-${place.name}-200`)
  }
  t.deepEqual(complaints, [])
  await page.context().close()
})

/** Whether what has the focus can be seen to have it: within sight, and marked around itself or the field it is in. */
const focused = `(() => {
  const at = document.activeElement
  if (!at || at === document.body) return null
  // Of a choice, what is drawn is its label.
  const drawn = at.closest('label') ?? at
  const { width, height, top, bottom } = drawn.getBoundingClientRect()
  const marked = (one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none'
  }
  const around = [at, drawn, at.parentElement, at.parentElement?.parentElement, at.nextElementSibling].filter(Boolean)
  return {
    what: at.outerHTML.slice(0, 140),
    isSeen: width > 0 && height > 0 && bottom > 0 && top < innerHeight,
    isMarked: around.some(marked),
  }
})()`

test('search and reader by keyboard: whatever has the focus shows it', async (t) => {
  t.timeout(120_000)
  const { page } = await visit(browser, service.url)
  await signInThere(page, service.url)
  for (const place of places.filter(({ name }) => ['search-list', 'reader-text', 'reader-image'].includes(name))) {
    await open(page, place)
    const seen = new Set<string>()
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab')
      const found = (await page.evaluate(focused)) as { what: string; isSeen: boolean; isMarked: boolean } | null
      if (!found) continue
      seen.add(found.what)
      t.true(found.isSeen, `${place.name}: out of sight: ${found.what}`)
      t.true(found.isMarked, `${place.name}: not marked: ${found.what}`)
    }
    t.true(seen.size > 12, place.name)
  }
  await page.context().close()
})

test('the first paint of search and reader needs at most 320 kB of scripts and styles', async (t) => {
  t.timeout(60_000)
  const { page } = await visit(browser, service.url)
  await signInThere(page, service.url)
  for (const place of places.filter(({ name }) => ['search-list', 'reader-text'].includes(name))) {
    const names = new Set<string>()
    page.removeAllListeners('request')
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (/\.(?:js|css)$/.test(pathname)) names.add(pathname)
    })
    await page.goto(`${service.url}${place.path()}`)
    await page.waitForSelector(place.ready)
    const size = [...names].reduce((sum, name) => sum + statSync(join(dist, `${name}.gz`)).size, 0) / 1000
    t.log(`${place.name}: ${size.toFixed(1)} kB`)
    t.true(names.size > 0 && size <= 320, `${place.name}: ${size.toFixed(1)} kB`)
  }
  await page.context().close()
})
