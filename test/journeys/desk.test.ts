/** 工作台: what waits, for whom, in which order; and nobody learns a number of what they may not read. */
import test from 'ava'
import iconv from 'iconv-lite'
import sharp from 'sharp'
import { type Client, type Json, served } from '../support/client.ts'

const { admin, archivist, researcher } = await served(test, { roles: ['archivist', 'researcher'] })

const desk = async (client: Client): Promise<Json> => (await client.get('/api/v1/desk')).body
const waiting = async (client: Client, kind: string): Promise<Json> =>
  (await desk(client)).waiting.find((one: Json) => one.kind === kind)
const day = (offset: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now() + offset * 86_400_000)
const any = { 'if-match': '*' }

test.serial('an empty archive says so to those who receive, and has nothing waiting', async (t) => {
  t.deepEqual(await desk(archivist), { waiting: [], recent: [], isEmpty: true, hasSample: false })
  t.deepEqual(await desk(researcher), { waiting: [], recent: [], isEmpty: false, hasSample: false })
})

test.serial('what waits is counted by what is asked, most urgent first', async (t) => {
  const register = async (input: Json) => (await archivist.call('POST', '/api/v1/accessions', input)).body
  const photograph = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#886644' } })
    .jpeg()
    .toBuffer()
  const early = await register({ title: '早先', contributor: { name: '市直委员' }, receivedDate: '2025-05-01' })
  await archivist.upload(`/api/v1/accessions/${early.id}/files`, [{ name: '照.jpg', data: photograph }])
  const late = await register({
    title: '临溪县移交',
    contributor: { name: '临溪县' },
    returnOriginal: true,
    receivedDate: day(-9),
    returnDue: day(-2),
  })
  await archivist.upload(`/api/v1/accessions/${late.id}/files`, [
    { name: '好.txt', data: Buffer.from('渡口在城东，商会设在渡口旁。') },
    { name: '照.jpg', data: photograph },
    { name: '短.txt', data: iconv.encode('义渡旧事', 'gb18030') },
    { name: '坏.docx', data: Buffer.from('PK\u0003\u0004不是文档') },
    { name: '空.txt', data: Buffer.alloc(0) },
  ])
  await archivist.settled(early.id)
  await archivist.settled(late.id)
  t.like(await waiting(archivist, 'files'), {
    count: 4,
    refused: 1,
    same: 1,
    encoding: 1,
    damaged: 1,
    accessions: [{ id: late.id, title: '临溪县移交', count: 4 }],
  })
  t.like(await waiting(archivist, 'describe'), { count: 5, old: 0, onlyDate: 0 })
  t.like(await waiting(archivist, 'returns'), { count: 1, overdue: 1, first: { id: late.id, due: day(-2) } })
  t.deepEqual(
    (await desk(archivist)).waiting.map(({ kind }: Json) => kind),
    ['files', 'returns', 'describe'],
  )
  await archivist.call('PATCH', `/api/v1/accessions/${late.id}`, { returnDue: day(10) })
  t.like(await waiting(archivist, 'returns'), { count: 1, overdue: 0 })
  t.is((await desk(archivist)).waiting.at(-1).kind, 'describe')
  await archivist.call('PATCH', `/api/v1/accessions/${late.id}`, { returnDue: day(40) })
  t.is(await waiting(archivist, 'returns'), undefined, 'nobody is told weeks ahead')

  const { items } = (await archivist.get('/api/v1/items', { accession: late.id })).body
  const good = items.find(({ title }: Json) => title === '好')
  const path = `/api/v1/items/${good.id}`
  await archivist.call('PATCH', path, { creators: ['张甲'], genre: '回忆录' }, any)
  t.like(await waiting(archivist, 'describe'), { count: 5, onlyDate: 1 })
  await archivist.call('PATCH', path, { date: '1961年' }, any)
  t.like(await waiting(archivist, 'describe'), { count: 4, onlyDate: 0 })
  t.like((await desk(archivist)).recent, [{ item: { id: good.id, title: '好' }, action: 'describe' }])
  t.deepEqual((await desk(admin)).recent, [], 'each sees what they did themselves')
  await archivist.call('DELETE', `${path}?reason=x`)
  t.deepEqual((await desk(archivist)).recent, [])
  await archivist.call('POST', `${path}/restoration`, {})
})

test.serial('what was handed in waits for those who file, until it is filed or given back', async (t) => {
  const { items } = (await archivist.get('/api/v1/items')).body
  const path = `/api/v1/items/${items.find(({ title }: Json) => title === '好').id}`
  t.is((await archivist.call('PUT', `${path}/submission`)).status, 200)
  const waits = await waiting(admin, 'review')
  t.like(waits, { count: 1, oldest: { by: 'u-archivist' } })
  t.is(waits.oldest.at.slice(0, 2), '20')
  t.is(await waiting(researcher, 'review'), undefined)
  await archivist.call('DELETE', `${path}/submission?reason=再看`)
  t.is(await waiting(admin, 'review'), undefined)
})

test.serial(
  'a request waits for those who decide; who asked learns what became of it, and of nothing else',
  async (t) => {
    const { items } = (await archivist.get('/api/v1/items')).body
    const [one, two] = [items[0].id, items[1].id]
    const ask = (itemId: string) => researcher.call('POST', '/api/v1/access-requests', { itemId, purpose: '写文' })
    const [first, second] = [await ask(one), await ask(two)]
    t.like(await waiting(archivist, 'requests'), { count: 2 })
    t.deepEqual(
      (await desk(researcher)).waiting,
      [{ kind: 'asked', count: 2, waiting: 2, granted: [], refused: 0 }],
      'nothing of files, of items to describe, of others',
    )
    const decide = (request: Json, decision: string) =>
      archivist.call('PUT', `/api/v1/access-requests/${request.body.id}/decision`, {
        decision,
        reason: '见附',
        ...(decision === 'granted' ? { expiresAt: '2099-01-01T00:00:00Z' } : {}),
      })
    await decide(first, 'granted')
    await decide(second, 'refused')
    t.is(await waiting(archivist, 'requests'), undefined)
    t.deepEqual((await desk(researcher)).waiting, [{ kind: 'asked', count: 2, waiting: 0, granted: [one], refused: 1 }])
    await archivist.call('DELETE', `/api/v1/items/${one}/grants/${researcher.id}`)
    t.like(await waiting(researcher, 'asked'), { count: 1, granted: [] }, 'what holds no more is not offered')
    t.false((await desk(researcher)).isEmpty)
  },
)

test.serial('a right that runs out within a fortnight is told to those who decide', async (t) => {
  const { items } = (await archivist.get('/api/v1/items')).body
  const grant = (i: number, expiresAt: string) =>
    archivist.call('PUT', `/api/v1/items/${items[i].id}/grants/${researcher.id}`, { purpose: '写文', expiresAt })
  const at = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString()
  await grant(0, at(40))
  t.is(await waiting(archivist, 'expiring'), undefined)
  const soon = at(5)
  await grant(1, soon)
  await grant(2, at(9))
  t.deepEqual(await waiting(archivist, 'expiring'), {
    kind: 'expiring',
    count: 2,
    first: { userName: 'u-researcher', title: items[1].title, expiresAt: soon },
  })
  t.is(await waiting(researcher, 'expiring'), undefined)
  for (const { id } of items.slice(0, 3)) await archivist.call('DELETE', `/api/v1/items/${id}/grants/${researcher.id}`)
})

test.serial(
  'a consent that ends within sixty days is told to those who keep consents, until it is revoked',
  async (t) => {
    const { body } = await archivist.call('POST', '/api/v1/accessions', { title: '张家旧藏' })
    const signed = async (until: string | null) =>
      (
        await archivist.call('POST', `/api/v1/accessions/${body.id}/consents`, {
          ...{ scopes: ['publication'], signer: '张甲', relation: '本人', signedDate: '2020-01-01', until },
        })
      ).body.id
    await signed(null)
    await signed(day(-1))
    await signed(day(75))
    t.is(await waiting(archivist, 'consents'), undefined)
    await signed(day(50))
    const first = await signed(day(30))
    t.deepEqual(await waiting(archivist, 'consents'), {
      kind: 'consents',
      count: 2,
      first: { accessionId: body.id, title: '张家旧藏', signer: '张甲', until: day(30) },
    })
    t.is(await waiting(researcher, 'consents'), undefined)
    await archivist.call('PUT', `/api/v1/consents/${first}/revocation`, { reason: '改签' })
    t.like(await waiting(archivist, 'consents'), { count: 1, first: { until: day(50) } })
  },
)

test.serial('the sums of a year are of what was received in it, and by whom', async (t) => {
  const year = day(0).slice(0, 4)
  const now = (await archivist.get('/api/v1/statistics', { year })).body
  t.like(now, { items: 4, texts: 2, images: 1 })
  t.is(now.characters, 18)
  t.deepEqual(now.contributors, [{ name: '临溪县', items: 4, characters: 18, images: 1 }])
  const before = (await archivist.get('/api/v1/statistics', { year: '2025' })).body
  t.deepEqual(before, {
    items: 1,
    characters: 0,
    texts: 0,
    images: 1,
    contributors: [{ name: '市直委员', items: 1, characters: 0, images: 1 }],
  })
  t.like((await archivist.get('/api/v1/statistics')).body, { items: 5 })
  t.is((await archivist.get('/api/v1/statistics', { year: '0' })).status, 400)
  t.is((await researcher.get('/api/v1/statistics', { year })).status, 403)
})

test.serial('a picture that cannot be shown was received: every sum counts it', async (t) => {
  const { body } = await archivist.call('POST', '/api/v1/accessions', { title: '残', receivedDate: '2023-03-01' })
  const data = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70])
  const images = async () => (await archivist.get('/api/v1/statistics')).body.images
  const before = await images()
  await archivist.upload(`/api/v1/accessions/${body.id}/files`, [{ name: '残.jpg', data }])
  t.is((await archivist.settled(body.id)).failed, 1)
  t.is(await images(), before + 1)
  t.is((await archivist.get('/api/v1/statistics', { year: '2023' })).body.images, 1)
  t.is((await archivist.get('/api/v1/statistics/2023')).body.images, 1)
})
