/** Settings and the tables of eras and periods: what an administrator changes holds at once, everywhere, and what was read by the former tables is read again. */
import { setTimeout as rest } from 'node:timers/promises'
import test from 'ava'
import { type Json, served } from '../support/client.ts'

const { admin, archivist } = await served(test, { roles: ['archivist'] })
const any = { 'if-match': '*' }
const fall = { names: ['郑县沦陷时期', '郑县沦陷'], start: '1944-04-22', end: '1945-08-15', note: '县志' }

/** Texts of their own, indexed. */
async function received(...texts: string[]) {
  const { body } = await admin.call('POST', '/api/v1/accessions', { title: '样例' })
  const files = texts.map((text, i) => ({ name: `${i}.txt`, data: Buffer.from(text) }))
  const answer = await admin.upload(`/api/v1/accessions/${body.id}/files`, files)
  await admin.settled(body.id)
  return {
    ids: answer.body.results.map((one: Json) => String(one.itemIds[0])) as string[],
    settled: () => admin.settled(String(body.id)),
  }
}
/** When nothing waits to be read again; the last job. */
async function redated(): Promise<Json> {
  for (;;) {
    const { items } = (await admin.get('/api/v1/jobs', { kind: 'redate' })).body
    if (items.every(({ state }: Json) => state === 'done')) return items[0]
    await rest(20)
  }
}
const foundBy = async (q: string) => (await admin.search(q)).hits.map((hit: Json) => hit.item.id).sort()

test.serial('a period is added: dates and texts that name it are found; it is removed: they are not', async (t) => {
  const { ids, settled } = await received('他在郑县沦陷时期避居乡间。', '与此无关的一篇。', '抗战时期的另一篇。')
  const [named, dated, given] = ids as [string, string, string]
  await admin.call('PATCH', `/api/v1/items/${dated}`, { date: '郑县沦陷时期' }, any)
  await admin.call(
    'PATCH',
    `/api/v1/items/${given}`,
    { date: { text: '郑县沦陷时期', start: '1944-05', end: '1945' } },
    any,
  )
  t.like((await admin.get(`/api/v1/items/${dated}`)).body.date, { edtf: null, start: null })
  t.like(await admin.get('/api/v1/search', { q: '日期:郑县沦陷时期' }), {
    status: 400,
    body: { code: 'search.syntax' },
  })
  t.like((await admin.get('/api/v1/dates', { text: '郑县沦陷时期' })).body, { date: null, refusal: 'not-a-date' })

  const added = await admin.call('POST', '/api/v1/periods', fall)
  t.like(added, { status: 201, body: { ...fall, origin: 'own', hidden: false, isEvent: false } })
  t.like((await archivist.get('/api/v1/dates', { text: '郑县沦陷后' })).body.date, { edtf: '1945-08-16/..' })
  t.deepEqual((await redated()).result, { items: 1, texts: 1 })
  await settled()

  const { body: item } = await admin.get(`/api/v1/items/${dated}`)
  t.deepEqual(item.date, {
    text: '郑县沦陷时期',
    edtf: '1944-04-22/1945-08-15',
    calendar: 'gregorian',
    start: '1944-04-22',
    end: '1945-08-15',
  })
  const [last] = (await admin.get(`/api/v1/items/${dated}/history`)).body.items
  t.like(last, { action: 'redate', actorName: 'admin', revision: item.revision })
  t.is(last.changes.find((one: Json) => one.field === 'datesReadBy').after, '郑县沦陷时期、郑县沦陷')
  t.is((await admin.get(`/api/v1/items/${given}`)).body.date.start, '1944-05-01', 'what people gave stays')
  t.deepEqual(await foundBy('日期:郑县沦陷时期'), [dated, given].sort())
  t.deepEqual(await foundBy('文中日期:郑县沦陷时期'), [named, given].sort())
  t.deepEqual(await foundBy('文中日期:1944-12'), [named, given].sort())
  t.deepEqual(await foundBy('与此无关 日期:1944..1945'), [dated])

  const path = `/api/v1/periods/${added.body.id}`
  const match = { 'if-match': added.headers.get('etag')! }
  t.is((await admin.call('PATCH', path, { start: '1944-05-01' }, match)).status, 200)
  await redated()
  t.is((await admin.get(`/api/v1/items/${dated}`)).body.date.edtf, '1944-05-01/1945-08-15')
  t.is((await admin.call('DELETE', path)).status, 204)
  await redated()
  await settled()
  t.like((await admin.get(`/api/v1/items/${dated}`)).body.date, { text: '郑县沦陷时期', edtf: null, start: null })
  t.is((await admin.get('/api/v1/search', { q: '文中日期:郑县沦陷时期' })).status, 400)
  t.deepEqual(await foundBy('文中日期:1944-12'), [given])
  t.is((await admin.call('DELETE', path)).status, 404)
})

test.serial('what was described between two changes is read again too, though no job ran between them', async (t) => {
  const { ids } = await received('两次改动之间著录。')
  const path = `/api/v1/items/${ids[0]}`
  const { body } = await admin.call('POST', '/api/v1/periods', { ...fall, names: ['黄泛时期'] })
  await admin.call('PATCH', path, { date: '黄泛时期' }, any)
  await admin.call('PATCH', `/api/v1/periods/${body.id}`, { start: '1938-06-09', end: '1947-03-15' }, any)
  await admin.call('PATCH', `/api/v1/periods/${body.id}`, { end: '1947-03' }, any)
  await redated()
  t.is((await admin.get(path)).body.date.edtf, '1938-06-09/1947-03')
})

test.serial('the day of liberation is the office’s own, or not known', async (t) => {
  const { ids } = await received('本市解放前的事。')
  const path = `/api/v1/items/${ids[0]}`
  const before = async () => (await admin.get(path)).body.date.edtf
  await admin.call('PATCH', path, { date: '解放前' }, any)
  t.is(await before(), '../1949-09-30')
  t.is((await admin.call('PATCH', '/api/v1/settings', { liberationDate: '1948-10-22' }, any)).status, 200)
  await redated()
  t.is(await before(), '../1948-10-21')
  await admin.call('PATCH', '/api/v1/settings', { liberationDate: null }, any)
  await redated()
  t.is(await before(), null)
  t.is((await admin.get('/api/v1/dates', { text: '解放前' })).body.refusal, 'liberation-date')
  await admin.call('PATCH', '/api/v1/settings', { centuryOfShortYears: 1800 }, any)
  t.is((await admin.get('/api/v1/dates', { text: '30年代' })).body.date.edtf, '183X')
})

test.serial('settings: staff read them, administrators change them, what is wrong is refused', async (t) => {
  const seen = await archivist.get('/api/v1/settings')
  t.is(seen.status, 200)
  t.true(seen.body.table.every((one: Json) => /\p{Script=Han}/u.test(one.description)))
  t.is((await archivist.call('PATCH', '/api/v1/settings', { officeName: 'x' }, any)).status, 403)
  const change = (body: object, headers: Record<string, string> = any) =>
    admin.call('PATCH', '/api/v1/settings', body, headers)
  t.is((await change({ officeName: 'x' }, {})).status, 428)
  for (const wrong of [
    { liberationDate: '1948-13-01' },
    { nothing: 1 },
    { yearPlan: { items: -1 } },
    { ganzhiYears: null },
  ])
    t.is((await change(wrong)).status, 400, JSON.stringify(wrong))
  t.is((await change({ ganzhiYears: { from: 2100 } })).status, 422)
  const match = { 'if-match': seen.headers.get('etag')! }
  const names = ['甲文史委', '乙文史委']
  const answers = await Promise.all(names.map((officeName) => change({ officeName, yearPlan: { items: 300 } }, match)))
  t.deepEqual(answers.map(({ status }) => status).sort(), [200, 412])
  const { values } = (await admin.get('/api/v1/settings')).body
  t.deepEqual(values.yearPlan, { characters: null, items: 300, images: null })
  const { body } = await admin.call('POST', '/api/v1/accessions', { title: '收据' })
  t.true(String((await archivist.get(`/api/v1/accessions/${body.id}/receipt`)).body).includes(values.officeName))
  t.is(
    (await admin.get('/api/v1/audit', { act: 'settings.change', size: '1' })).body.items[0].details.settings[0],
    'officeName',
  )
})

test.serial('built-in entries are changed, hidden and taken back, not removed', async (t) => {
  const at = (id: string) => `/api/v1/periods/${encodeURIComponent(id)}`
  const edtf = async (text: string) => (await admin.get('/api/v1/dates', { text })).body.date?.edtf ?? null
  t.is((await admin.call('DELETE', at('改革开放'))).body.code, 'chronology.built-in')
  const hidden = await admin.call('PATCH', at('改革开放'), { hidden: true }, { 'if-match': 'W/"0"' })
  t.like(hidden.body, { origin: 'changed', hidden: true, start: '1978-12' })
  t.is(await edtf('改革开放以来'), null)
  t.is((await admin.call('PATCH', at('改革开放'), { note: '再议' }, { 'if-match': 'W/"0"' })).status, 412)
  t.like((await admin.get('/api/v1/periods', { origin: 'changed' })).body, { total: 1, items: [{ id: '改革开放' }] })
  const own = { names: ['改革开放'], start: '1979', end: '..' }
  const { body } = await admin.call('POST', '/api/v1/periods', own)
  t.is(await edtf('改革开放以来'), '1979/..')
  t.like(await admin.call('DELETE', at('改革开放')), { status: 409, body: { code: 'chronology.taken' } })
  await admin.call('DELETE', at(body.id))
  t.is((await admin.call('DELETE', at('改革开放'))).status, 204)
  t.is(await edtf('改革开放以来'), '1978-12/..')

  const era = { name: '保民', first: 1920, last: 1925, months: 'solar' }
  t.is(await edtf('保民三年'), null)
  const added = await admin.call('POST', '/api/v1/eras', era)
  t.like(added, { status: 201, body: { ...era, origin: 'own', dynasty: '', start: null } })
  t.is(await edtf('保民三年'), '1922')
  t.is((await admin.call('POST', '/api/v1/eras', { ...era, last: 1921 })).body.code, 'chronology.taken')
  t.like((await admin.get('/api/v1/eras', { q: '光緒' })).body, {
    total: 1,
    items: [{ id: '清光绪1875', first: 1875 }],
  })
})

test.serial('what cannot be an entry is refused, and by whom', async (t) => {
  const add = (entry: object, client = admin) => client.call('POST', '/api/v1/periods', { ...fall, ...entry })
  t.is((await add({}, archivist)).status, 403)
  for (const [entry, status, code] of [
    [{ names: ['沦'] }, 400, 'request.invalid'],
    [{ names: [] }, 400, 'request.invalid'],
    [{ start: '沦陷' }, 400, 'request.invalid'],
    [{ start: '1944-02-30' }, 422, 'date.unreadable'],
    [{ start: '1946' }, 422, 'chronology.order'],
    [{ names: ['民国三十三年'] }, 422, 'chronology.name'],
    [{ names: ['抗戰'] }, 409, 'chronology.taken'],
    [{ names: ['汴郑沦陷', '汴鄭淪陷'] }, 422, 'chronology.name'],
  ] as const)
    t.like(await add(entry), { status, body: { code } }, JSON.stringify(entry))
  const bad = await admin.call('POST', '/api/v1/eras', { name: '保境', first: 1925, last: 1920, months: 'solar' })
  t.is(bad.body.code, 'chronology.order')
})

test.serial('two administrators at once: one wins, one is told; both add the same name: one has it', async (t) => {
  const added = await Promise.all(
    [1, 2].map(() => admin.call('POST', '/api/v1/periods', { ...fall, names: ['花园口决堤'] })),
  )
  t.deepEqual(added.map(({ status }) => status).sort(), [201, 409])
  const { body, headers } = added.find(({ status }) => status === 201)!
  const path = `/api/v1/periods/${body.id}`
  const match = { 'if-match': headers.get('etag')! }
  const changed = await Promise.all(['甲', '乙'].map((note) => admin.call('PATCH', path, { note }, match)))
  t.deepEqual(changed.map(({ status }) => status).sort(), [200, 412])
  t.is((await admin.call('PATCH', path, { note: '丙' })).status, 428)
  await redated()
})

test.serial('a date is read as the form shows it, with its context and the day that works in print give', async (t) => {
  const read = async (query: Record<string, string>) => (await admin.get('/api/v1/dates', query)).body
  t.like((await read({ text: '洪武元年正月初四' })).date, {
    edtf: '1368-01-31',
    printed: '1368-01-23',
    calendar: 'era',
  })
  t.is((await read({ text: '同年八月', context: '光绪二十六年' })).date.edtf, '1900-08-25/1900-09-23')
  t.is((await read({ text: '腊月廿三' })).refusal, 'needs-year')
  t.is((await read({ text: '光绪三十五年' })).refusal, 'outside-era')
  t.is((await admin.get('/api/v1/dates', { text: '同年', context: '不详' })).body.code, 'date.unreadable')
})

test.serial('a histogram of years is told where it is asked for', async (t) => {
  const { facets } = await admin.search('', { facets: 'year' })
  t.deepEqual(facets.year[0], { value: '1944', label: '1944年', count: 2 })
  t.deepEqual(Object.keys((await admin.search('')).facets).includes('year'), false)
})
