/** 报错: who may read an item says what is wrong in it, archivists decide, the reporter sees what became of it; and nobody learns of what they may not read. */
import test from 'ava'
import sharp from 'sharp'
import { type Client, createClient, type Json, served } from '../support/client.ts'

const { service, admin, archivist, researcher, reviewer } = await served(test, {
  roles: ['archivist', 'researcher', 'reviewer'],
})
const any = { 'if-match': '*' }
const text = '青石渡义渡旧事\n当时义渡有大船两支、小船三只，船工九人。\n石级淹到第二十级，大船停摆。'
const items: Record<string, string> = {}
let picture: { id: string; objectId: string }

test.before(async () => {
  const { body: accession } = await admin.call('POST', '/api/v1/accessions', { title: '来稿' })
  const jpeg = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#886644' } })
    .jpeg()
    .toBuffer()
  for (const [name, data] of [
    ['open.txt', Buffer.from(text)],
    ['controlled.txt', Buffer.from(`暗记。${text}`)],
    ['open.jpg', jpeg],
  ] as const) {
    const { body } = await admin.upload(`/api/v1/accessions/${accession.id}/files`, [{ name, data }])
    const [{ itemIds, objectId }] = body.results
    items[name] = String(itemIds[0])
    if (name.endsWith('.jpg')) picture = { id: String(itemIds[0]), objectId: String(objectId) }
  }
  await admin.settled(String(accession.id))
  for (const name of ['open.txt', 'open.jpg'])
    await admin.call('PATCH', `/api/v1/items/${items[name]}`, { access: 'open' }, any)
  await admin.call(
    'PATCH',
    `/api/v1/items/${items['controlled.txt']}`,
    { access: 'controlled', title: '暗记之题' },
    any,
  )
})

const report = (client: Client, item: string, body: Json) =>
  client.call('POST', `/api/v1/items/${items[item] ?? item}/reports`, body)
const waiting = async (client: Client, kind: string): Promise<Json> =>
  (await client.get('/api/v1/desk')).body.waiting.find((one: Json) => one.kind === kind)
const start = text.indexOf('两支')
let made: Json

test.serial('a passage is reported with its words and page of the text that was read', async (t) => {
  const { status, body } = await report(researcher, 'open.txt', {
    kind: 'wrong',
    start,
    end: start + 2,
    textRevision: (await researcher.get(`/api/v1/items/${items['open.txt']}/text`)).body.revision,
    proposal: '两只',
    remark: '见影印本',
  })
  made = body
  t.is(status, 201)
  t.like(body, { kind: 'wrong', proposal: '两只', remark: '见影印本', decided: null, sheet: null })
  t.like(body.item, { id: items['open.txt'], title: 'open' })
  t.like(body.passage, { start, end: start + 2, exact: '两支', suffix: text.slice(start + 2, start + 34) })
  const audit = (await admin.get('/api/v1/audit', { act: 'report.make' })).body
  t.like(audit.items[0], { subject: items['open.txt'], actorName: 'u-researcher' })
})

test.serial('a picture and a whole item are reported too; nonsense is refused with a sentence', async (t) => {
  t.is((await report(researcher, picture.id, { kind: 'picture', objectId: picture.objectId })).status, 201)
  t.is((await report(reviewer, picture.id, { kind: 'description', remark: '题名不对' })).status, 201)
  const refused: [Json, number, string][] = [
    [{ kind: 'other' }, 400, 'request.invalid'],
    [{ kind: 'wrong', start: 3 }, 400, 'request.invalid'],
    [{ kind: 'wrong', start: 3, end: 3 }, 422, 'report.range'],
    [{ kind: 'wrong', start: 0, end: 999 }, 422, 'report.range'],
    [{ kind: 'wrong', start: 0, end: 2, textRevision: 99 }, 404, 'revision.not-found'],
    [{ kind: 'picture', objectId: picture.objectId }, 404, 'object.not-found'],
  ]
  for (const [body, status, code] of refused) {
    const answer = await report(researcher, 'open.txt', body)
    t.is(answer.status, status, JSON.stringify(body))
    t.is(answer.body.code, code)
    t.true(answer.body.detail.length > 5)
  }
  t.is((await report(researcher, picture.id, { kind: 'wrong', start: 0, end: 1 })).body.code, 'item.no-text')
  t.is((await report(createClient(service.url), 'open.txt', { kind: 'other', remark: 'x' })).status, 401)
})

test.serial('archivists have it on the desk, in the list and on the item; others see their own only', async (t) => {
  t.like(await waiting(archivist, 'reports'), { count: 3 })
  t.is(await waiting(researcher, 'reports'), undefined)
  t.like(await waiting(researcher, 'reported'), { count: 2, waiting: 2, accepted: 0, refused: 0 })
  const list = async (client: Client, state = 'open') => (await client.get('/api/v1/reports', { state })).body
  t.is((await list(archivist)).total, 3)
  t.is((await list(archivist)).items[0].id, made.id, 'the oldest first')
  t.is((await list(researcher)).total, 2)
  t.is((await list(reviewer)).total, 1)
  const on = async (client: Client) => (await client.get(`/api/v1/items/${items['open.txt']}/reports`)).body
  t.like((await on(archivist)).items[0], { id: made.id, place: { start, end: start + 2, state: 'valid' } })
  t.is((await on(researcher)).total, 1)
  t.is((await on(reviewer)).total, 0)
  t.is((await reviewer.call('PUT', `/api/v1/reports/${made.id}/decision`, { outcome: 'accepted' })).status, 403)
})

test.serial('accepted with the corrected text: the reporter sees what became of it, and where', async (t) => {
  const path = `/api/v1/reports/${made.id}/decision`
  t.is((await archivist.call('PUT', path, { outcome: 'refused' })).body.code, 'report.reason')
  const corrected = await archivist.call(
    'PUT',
    `/api/v1/items/${items['open.txt']}/text`,
    { text: text.replace('两支', '两只'), note: '据报错' },
    any,
  )
  const correctedRevision = corrected.body.revision
  t.is((await archivist.call('PUT', path, { outcome: 'accepted', correctedRevision: 99 })).status, 404)
  const { status, body } = await archivist.call('PUT', path, { outcome: 'accepted', correctedRevision })
  t.is(status, 200)
  t.like(body.decided, { outcome: 'accepted', correctedRevision, byName: 'u-archivist' })
  t.is((await admin.call('PUT', path, { outcome: 'refused', reason: '不对' })).body.code, 'report.decided')
  t.is((await admin.call('PUT', path, { outcome: 'accepted' })).status, 200, 'decided so already')
  const { body: seen } = await researcher.get(`/api/v1/items/${items['open.txt']}/reports`)
  t.like(seen.items[0], {
    decided: { outcome: 'accepted', correctedRevision },
    place: { start, end: start + 2, state: 'moved' },
  })
  t.like(await waiting(researcher, 'reported'), { waiting: 1, accepted: 1 })
  t.like(await waiting(archivist, 'reports'), { count: 2 })
})

test.serial('a decision is taken back, and a refusal gives its reason', async (t) => {
  const [, other] = (await researcher.get('/api/v1/reports')).body.items.toSorted((a: Json) =>
    a.id === made.id ? -1 : 1,
  )
  const path = `/api/v1/reports/${other.id}/decision`
  t.is((await archivist.call('PUT', path, { outcome: 'refused', reason: '影像无误' })).status, 200)
  t.is((await archivist.call('PUT', path, { outcome: null })).body.decided, null)
  t.is((await archivist.call('PUT', path, { outcome: 'refused', reason: '影像与著录相符' })).status, 200)
  const { items: mine } = (await researcher.get('/api/v1/reports', { state: 'refused' })).body
  t.deepEqual(
    mine.map((one: Json) => one.decided.reason),
    ['影像与著录相符'],
  )
  const acts = (await admin.get('/api/v1/audit')).body.items.map((one: Json) => one.act)
  for (const act of ['report.accepted', 'report.refused', 'report.reopen']) t.true(acts.includes(act), act)
})

test.serial(
  'what may not be read cannot be reported; and once the right is gone the report is gone as well',
  async (t) => {
    const id = items['controlled.txt']!
    const body = { kind: 'wrong', start: 0, end: 2, remark: 'x' }
    t.is((await report(researcher, id, body)).status, 404)
    t.is((await researcher.get(`/api/v1/items/${id}/reports`)).status, 404)
    const grant = { purpose: '写文', expiresAt: '2099-01-01T00:00:00Z' }
    await admin.call('PUT', `/api/v1/items/${id}/grants/${researcher.id}`, grant)
    t.is((await report(researcher, id, body)).status, 201)
    const seen = async () =>
      JSON.stringify([
        (await researcher.get('/api/v1/reports')).body,
        (await researcher.get('/api/v1/desk')).body,
        (await researcher.get(`/api/v1/items/${id}/reports`)).body,
      ])
    t.true((await seen()).includes('暗记'))
    t.like(await waiting(researcher, 'reported'), { count: 3 })
    await admin.call('DELETE', `/api/v1/items/${id}/grants/${researcher.id}`)
    t.false((await seen()).includes('暗记'))
    t.like(await waiting(researcher, 'reported'), { count: 2 })
    t.is((await researcher.get('/api/v1/reports')).body.total, 2)
    t.is((await archivist.get('/api/v1/reports')).body.total, 4)
    await admin.call('DELETE', `/api/v1/items/${id}?reason=x`)
    t.is((await archivist.get('/api/v1/reports')).body.total, 3, 'nor for anybody what is in the recycle bin')
    t.like(await waiting(archivist, 'reports'), { count: 1 })
  },
)
