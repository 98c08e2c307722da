import { setTimeout as rest } from 'node:timers/promises'
import test from 'ava'
import sharp from 'sharp'
import { allRoutes } from '../../src/api/routes.ts'
import { type Client, type Json, ROLE_PASSWORD, signedIn } from '../support/client.ts'
import { essay } from '../support/essay.ts'
import { type Contract, contractOf, underContract } from '../support/openapi.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const [storage, backups] = [temporary(), temporary()]
const complaints: string[] = []
let service: Service
let contract: Contract
let admin: Client

test.before(async () => {
  service = await startService(storage, { BACKUP_DIR: backups })
  const client = await signedIn(service.url)
  contract = await contractOf(client)
  admin = underContract(client, contract, complaints)
})
test.after.always(async () => {
  await service?.stop()
  remove(storage)
  remove(backups)
})

const any = { 'if-match': '*' }
const text = (value: string) => Buffer.from(value)

/** The job of an answer, when it has ended. */
async function ended({ body }: { body: Json }): Promise<Json> {
  for (;;) {
    const job = (await admin.get(`/api/v1/jobs/${body.job.id}`)).body
    if (!['waiting', 'running'].includes(job.state)) return job
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('every route is in the document, and every reference in it leads somewhere', (t) => {
  const told = Object.entries<Json>(contract.document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  )
  const routes = allRoutes({} as never).map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  t.deepEqual(told.sort(), routes.sort())
  const names = Object.keys(contract.document.components.schemas)
  for (const [, name] of JSON.stringify(contract.document).matchAll(/#\/components\/schemas\/(\w+)/g))
    t.true(names.includes(name!), name!)
  for (const [path, operations] of Object.entries<Json>(contract.document.paths)) {
    for (const operation of Object.values<Json>(operations)) {
      const named = (operation.parameters ?? []).filter((one: Json) => one.in === 'path').map((one: Json) => one.name)
      t.deepEqual(named.sort(), [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort(), path)
    }
  }
})

test('what the service answers is what the document says, for every route', async (t) => {
  await admin.call('GET', '/healthz')
  await admin.call('GET', '/metrics')

  // Users and rights.
  const session = await admin.call('POST', '/api/v1/session', { username: 'admin', password: 'wrong' })
  t.is(session.status, 401)
  const user = await admin.call('POST', '/api/v1/users', {
    username: 'kan',
    password: ROLE_PASSWORD,
    roles: ['researcher'],
  })
  const reader = underContract(await signedIn(service.url, 'kan', ROLE_PASSWORD), contract, complaints)
  await admin.call('POST', '/api/v1/session', { username: 'kan', password: ROLE_PASSWORD })
  await admin.get('/api/v1/session')
  await admin.get('/api/v1/users', { size: '1' })
  await admin.call('PATCH', `/api/v1/users/${user.body.id}`, { displayName: '阅' })
  await admin.call('PUT', `/api/v1/users/${user.body.id}/suspension`, { suspended: false })
  const token = await reader.call('POST', '/api/v1/tokens', { name: 'x' })
  await reader.get('/api/v1/tokens')
  await reader.call('DELETE', `/api/v1/tokens/${token.body.id}`)

  // Receiving.
  const accession = await admin.call('POST', '/api/v1/accessions', {
    title: '对照',
    contributor: { name: '某君', phone: '000', workUnit: '某厂' },
  })
  const id = String(accession.body.id)
  const jpeg = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#886644' } })
    .jpeg()
    .toBuffer()
  const files = [
    { name: '甲.txt', data: text('第一页写渡口。\f第二页写文昌阁。') },
    { name: '甲.txt', data: text('第一页写渡口。\f第二页写文昌阁。') },
    { name: '乙.jpg', data: jpeg },
    { name: '空.txt', data: Buffer.alloc(0) },
  ]
  const received = await admin.upload(`/api/v1/accessions/${id}/files`, files)
  const [item, , picture] = received.body.results.map((one: Json) => ({ id: one.itemIds?.[0], object: one.objectId }))
  const short = await admin.upload('/api/v1/files', [{ name: '丙.txt', data: text('短形式。') }])
  await admin.upload('/api/v1/files', [{ name: '丙.txt', data: text('短形式。') }])
  await admin.settled(id)
  await admin.settled(String(short.body.accessionId))
  await admin.get('/api/v1/accessions', { q: '对', state: 'open' })
  await admin.get(`/api/v1/accessions/${id}`)
  await admin.call('PATCH', `/api/v1/accessions/${id}`, { returnOriginal: true, returnDue: '2026-12-31' })
  await admin.call('PUT', `/api/v1/accessions/${id}/return`, { date: '2026-11-30', note: '本人取回' })
  const { items: lines } = (await admin.get(`/api/v1/accessions/${id}/files`)).body
  t.is(lines[0].problem.code, 'file.empty', 'what needs somebody comes first')
  await admin.call('PUT', `/api/v1/accessions/${id}/files/${lines[0].id}/decision`, { decision: 'asked' })
  await admin.get(`/api/v1/accessions/${id}/receipt`)
  await admin.get(`/api/v1/accessions/${id}/page-folders`)
  await admin.call('DELETE', `/api/v1/accessions/${id}/encoding`)
  await admin.get(`/api/v1/accessions/${id}/papers/register`)
  await admin.get(`/api/v1/accessions/${id}/papers/consent`, { format: 'docx' })
  await admin.get('/api/v1/catalogues/filing', { accession: id })
  await admin.get('/api/v1/catalogues/photographs', { format: 'docx' })
  await admin.get('/api/v1/catalogues/volume', { format: 'xlsx' })
  await admin.get('/api/v1/originals-to-return', { format: 'xlsx' })
  const tus = { 'tus-resumable': '1.0.0' }
  const metadata = `filename ${Buffer.from('丁.txt').toString('base64')},accessionId ${Buffer.from(id).toString('base64')}`
  const begun = await admin.call('POST', '/api/v1/uploads', undefined, {
    ...tus,
    'upload-length': '3',
    'upload-metadata': metadata,
  })
  const upload = `/api/v1/uploads/${begun.body.id}`
  await admin.call('OPTIONS', '/api/v1/uploads')
  await admin.get('/api/v1/uploads')
  const part = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  await admin.call('PATCH', upload, 'abc', part)
  await admin.get(upload)
  await admin.call('DELETE', upload, undefined, tus)
  await admin.call('PUT', `/api/v1/accessions/${id}/closure`)
  const list = '文件名,题名,日期\n甲.txt,甲稿,1938\n无.txt,无,\n'
  await admin.call('POST', `/api/v1/accessions/${id}/metadata?dryRun=true`, list, { 'content-type': 'text/csv' })
  await admin.get(`/api/v1/accessions/${id}/metadata`)

  // Items, texts, objects.
  const path = `/api/v1/items/${item.id}`
  await admin.get('/api/v1/items', { sort: 'title' })
  const paper = await admin.call('POST', '/api/v1/items', { title: '只有纸本' })
  await admin.call('PATCH', path, { date: '民国二十七年六月', subjects: ['渡口'], note: '样例' }, any)
  await admin.call('PATCH', path, { title: '' }, any)
  await admin.get(path)
  await admin.get(`${path}/history`)
  await reader.get(`${path}/history`)
  const present = await admin.get(`${path}/text`)
  await admin.call('PUT', `${path}/pages`, [{ number: 1, label: '一', start: 0, end: present.body.text.length }], any)
  await admin.call('PUT', `${path}/text`, { text: '文昌阁在渡口。', note: '改' }, any)
  await admin.get(`${path}/text/preview`, { encoding: 'gb18030' })
  await admin.get(`${path}/text/versions`)
  await admin.get(`${path}/occurrences`, { q: '渡口' })
  await ended(await admin.call('PUT', `${path}/encoding`, { encoding: 'utf-8', replaceCorrected: true }))
  const pictured = `/api/v1/items/${picture.id}/transcription`
  await admin.get(pictured)
  await admin.call('PUT', `${pictured}/pages/1`, { text: '渡口石刻', revision: 0 })
  await admin.call('PUT', `${pictured}/completion`, { round: 'transcribing' })
  await admin.call('PUT', `${path}/objects`, [{ objectId: item.object, role: 'original' }], any)
  await admin.call('POST', '/api/v1/items/reference-codes', { ids: [item.id] })
  const whole = { creators: ['某君'], genre: '回忆录', referenceCode: 'X-1' }
  await admin.call('PATCH', path, whole, any)
  for (const noun of ['submission', 'filing']) await admin.call('PUT', `${path}/${noun}`)
  await admin.call('DELETE', `${path}/filing?reason=x`)
  await admin.call('DELETE', `${path}/submission`)
  await admin.call('PUT', `${path}/withdrawal`, { reason: '再议' })
  await admin.call('DELETE', `${path}/withdrawal`)
  await admin.call('DELETE', `/api/v1/items/${paper.body.id}?reason=x`)
  await admin.get('/api/v1/items', { deleted: 'true' })
  await admin.call('POST', `/api/v1/items/${paper.body.id}/restoration`, {})
  t.like(
    (
      await ended(
        await admin.call('PATCH', '/api/v1/items', { ids: [item.id], changes: { genre: '回忆' }, dryRun: true }),
      )
    ).result,
    {
      items: 1,
      changed: 1,
      dryRun: true,
    },
  )
  await admin.get(`/api/v1/objects/${item.object}/content`)
  await admin.call('GET', `/api/v1/objects/${item.object}/content`, undefined, { range: 'bytes=0-1' })
  await admin.call('GET', `/api/v1/objects/${item.object}/content`, undefined, { range: 'bytes=999-' })
  const shown = await admin.get(`/api/v1/objects/${picture.object}/thumbnails/200`)
  t.is(shown.status, 200, JSON.stringify([shown.body, received.body, complaints]))
  t.regex(shown.headers.get('etag')!, /^"[0-9a-f]{64}-\d+"$/)
  await admin.call('GET', `/api/v1/objects/${picture.object}/thumbnails/200`, undefined, {
    'if-none-match': shown.headers.get('etag')!,
  })
  await admin.get(`/api/v1/items/${picture.id}/thumbnail`)
  const image = `/iiif/image/3/${picture.object}`
  await admin.get(`${image}/info.json`)
  await admin.call('GET', `${image}/info.json`, undefined, { accept: 'application/ld+json' })
  for (const output of ['default.jpg', 'gray.png', 'bitonal.webp']) await admin.get(`${image}/full/100,/0/${output}`)
  await admin.get(`${image}/full/9999,/0/default.jpg`)
  const { body: manifest } = await admin.get(`/iiif/presentation/3/${item.id}/manifest`)
  await admin.get(new URL(manifest.items[0].annotations[0].id).pathname)
  await admin.get(`/iiif/search/2/${item.id}`, { q: '渡口' })

  // Grants.
  const asked = await reader.call('POST', '/api/v1/access-requests', { itemId: item.id, purpose: '写文' })
  await reader.get('/api/v1/access-requests')
  await admin.call('PUT', `/api/v1/access-requests/${asked.body.id}/decision`, { decision: 'granted' })
  await admin.get(`${path}/exports/citation`)
  await admin.get('/api/v1/condition')
  await admin.call('POST', '/api/v1/backups')
  const basket = await admin.call('POST', '/api/v1/baskets', { title: '篮' })
  const own = `/api/v1/baskets/${basket.body.id}`
  await admin.get('/api/v1/baskets')
  await admin.get(own)
  await admin.call('PATCH', own, { note: '说明' })
  const entry = await admin.call('POST', `${own}/entries`, { itemId: path.split('/').at(-1) })
  await admin.call('POST', `${own}/hits`, { q: '渡口' })
  const entries = (await admin.get(`${own}/entries`)).body.items
  await admin.call('PUT', `${own}/order`, { ids: entries.map((one: Json) => one.id) })
  await admin.call('PATCH', `${own}/entries/${entry.body.id}`, { note: '批注' })
  await admin.get(`${own}/export`)
  await admin.call('DELETE', `${own}/entries/${entry.body.id}`)
  await admin.call('DELETE', own)
  await admin.get(`${path}/grants`)
  const grant = { purpose: '写文', expiresAt: '2099-01-01T00:00:00Z' }
  await admin.call('PUT', `${path}/grants/${user.body.id}`, grant)
  await admin.call('DELETE', `${path}/grants/${user.body.id}`)

  // Searching.
  await admin.settled(id)
  await admin.get('/api/v1/search', { q: '渡口' })
  await admin.get('/api/v1/search', { q: '“' })
  await admin.get('/api/v1/search/occurrences', { q: '渡口' })
  const exported = await admin.get('/api/v1/search/export', { q: '渡口', format: 'csv' })
  t.true(String(exported.body).startsWith('\ufeffid,') || String(exported.body).startsWith('id,'))
  await admin.get('/api/v1/concordance', { q: '渡口' })
  await admin.get('/api/v1/concordance/export', { q: '渡口' })
  await admin.get(`${path}/names`)
  await admin.get(`${path}/dates`)
  const search = { name: '渡口', filters: { q: '渡口', kind: ['text'], keep: 'script' }, display: { view: 'kwic' } }
  const saved = `/api/v1/saved-searches/${(await admin.call('POST', '/api/v1/saved-searches', search)).body.id}`
  await admin.get('/api/v1/saved-searches')
  await admin.call('PATCH', saved, { name: '渡口旧事' })
  await admin.get(`${saved}/news`)
  await admin.call('PUT', `${saved}/opening`)
  await admin.call('DELETE', saved)
  const reported = await admin.call('POST', `${path}/reports`, { kind: 'wrong', start: 0, end: 2, proposal: '渡口' })
  await admin.call('POST', `${path}/reports`, { kind: 'other' })
  await admin.get(`${path}/reports`)
  await admin.get('/api/v1/reports', { state: 'open' })
  await admin.call('PUT', `/api/v1/reports/${reported.body.id}/decision`, { outcome: 'accepted', reason: '已核' })
  await admin.get('/api/v1/search/suggest', { q: 'du' })
  await admin.call('POST', '/api/v1/quotations', { text: '所谓“渡口设在城东”者' })
  await ended(await admin.call('POST', '/api/v1/search/rebuild'))

  // The same piece once more.
  const piece = essay(1, 300)
  const [first, again] = [
    await admin.upload('/api/v1/files', [{ name: '原.txt', data: text(piece) }]),
    await admin.upload('/api/v1/files', [{ name: '再.txt', data: text(`再投${piece}龘`) }]),
  ].map(({ body }) => `/api/v1/items/${body.id}`)
  for (const at of [first, again]) while (!(await admin.get(`${at}/similar`)).body.isCompared) await rest(20)
  await admin.get(`${again}/similar/${first!.split('/').at(-1)}`)
  await admin.get(again!)
  const [pair] = (await admin.get('/api/v1/reuse')).body.items
  const decision = { decision: 'duplicate', note: '已收' }
  await admin.call('PUT', `/api/v1/reuse/${pair.id}/decision`, decision, { 'if-match': `W/"${pair.revision}"` })
  await admin.get('/api/v1/reuse', { decision: 'duplicate' })

  // Settings and tables.
  await admin.get('/api/v1/settings')
  await admin.call('PATCH', '/api/v1/settings', { officeName: '文史委' }, any)
  for (const [table, entry] of [
    ['eras', { name: '保民', first: 1920, last: 1925, months: 'solar' }],
    ['periods', { names: ['郑县沦陷'], start: '1944-04-22', end: '1945-08-15' }],
  ] as const) {
    const { body } = await admin.call('POST', `/api/v1/${table}`, entry)
    await admin.get(`/api/v1/${table}`, { size: '200' })
    await admin.call('PATCH', `/api/v1/${table}/${body.id}`, { note: '县志' }, any)
    await admin.call('DELETE', `/api/v1/${table}/${body.id}`)
  }
  const person = { kind: 'person', name: '孙文', aliases: [{ name: '逸仙', type: 'courtesy' }], existence: '1866—1925' }
  const [one, other] = [1, 2].map(() => admin.call('POST', '/api/v1/authorities', person))
  const authority = `/api/v1/authorities/${(await one!).body.id}`
  await admin.get('/api/v1/authorities', { q: '逸仙' })
  const csv = { 'content-type': 'text/csv' }
  await admin.call('POST', '/api/v1/authorities/imports?dryRun=true', '类型,规范名\n人物,1911\n地名,汝川', csv)
  await admin.call('PATCH', authority, { note: '样例' }, any)
  await admin.call('PATCH', path, { authorities: [(await other!).body.id] }, any)
  await admin.call('POST', `${authority}/merge`, { into: (await other!).body.id })
  await admin.get(authority)
  await admin.call('POST', `${authority}/restoration`)
  await admin.get(`${authority}/history`)
  await admin.call('DELETE', authority)
  await admin.get(path)
  await admin.get('/api/v1/dates', { text: '光绪三十四年', context: '1900' })
  await admin.get('/api/v1/dates', { text: '不详' })

  // Jobs, preservation, audit.
  const run = await admin.call('POST', '/api/v1/fixity/runs')
  t.like(await ended(run), { state: 'done', result: { bad: 0 } })
  await admin.get(`/api/v1/fixity/runs/${run.body.id}`)
  await admin.call('PUT', `/api/v1/jobs/${run.body.job.id}/retry`)
  await admin.call('PUT', `/api/v1/jobs/${run.body.job.id}/cancellation`)
  await admin.get('/api/v1/jobs', { state: 'done' })
  await admin.get('/api/v1/audit', { act: 'item.describe', from: '2020-01-01', to: '2099-01-01' })
  await admin.get('/api/v1/audit/verification')
  await admin.call('POST', '/api/v1/sample')
  await admin.get('/api/v1/sample')
  await admin.call('DELETE', '/api/v1/sample')
  await admin.get('/api/v1/statistics')
  await admin.get('/api/v1/statistics', { year: '2026' })
  await admin.get('/api/v1/statistics/2026')
  await admin.get('/api/v1/statistics/2026/report')
  await admin.get('/api/v1/statistics/2026/report', { format: 'docx' })
  await admin.get('/api/v1/statistics/2026/report', { format: 'xlsx' })
  const { waiting } = (await admin.get('/api/v1/desk')).body
  t.true(waiting.some(({ kind }: Json) => kind === 'describe'))
  await reader.get('/api/v1/desk')
  await admin.call('GET', '/readyz')
  await admin.get('/api/v1/openapi.json')
  await admin.get('/api/v1/docs')
  await admin.get('/api/v1/docs/start.js')
  await admin.call('POST', `/api/v1/users/${user.body.id}/password`, { password: 'another-willow-orchid-43' })
  await admin.call('DELETE', '/api/v1/session?all=true')

  t.deepEqual(complaints, [])
  // Streams do not end by themselves; a failed job cannot be had at will; a redirect is followed.
  const elsewhere = [
    'get /iiif/image/3/{id}',
    'get /api/v1/events',
    'put /api/v1/jobs/{id}/retry',
    'put /api/v1/jobs/{id}/cancellation',
  ]
  const unseen = Object.entries<Json>(contract.document.paths)
    .flatMap(([at, operations]) => Object.keys(operations).map((method) => `${method} ${at}`))
    .filter((one) => ![...contract.seen].some((seen) => seen.startsWith(`${one} 2`)) && !elsewhere.includes(one))
  t.deepEqual(unseen, [])
})
