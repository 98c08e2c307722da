import { buffer } from 'node:stream/consumers'
import test from 'ava'
import { ZipFile } from 'yazl'
import { type Answered, type Client, type Json, served, withRole } from '../support/client.ts'

const { service, admin, archivist } = await served(test, { roles: ['archivist'] })
const any = { 'if-match': '*' }

let count = 0
/** A text of its own, read and indexed. */
async function received(text = `样例正文第${++count}篇。`) {
  const { body } = await admin.call('POST', '/api/v1/accessions', { title: '样例' })
  const answer = await admin.upload(`/api/v1/accessions/${body.id}/files`, [{ name: 'a.txt', data: Buffer.from(text) }])
  await admin.settled(body.id)
  const [{ itemIds, objectId }] = answer.body.results
  return {
    id: String(itemIds[0]),
    objectId: String(objectId),
    path: `/api/v1/items/${itemIds[0]}`,
    accession: String(body.id),
  }
}
async function ended(client: Client, { body }: Answered): Promise<Json> {
  for (;;) {
    const job = (await client.get(`/api/v1/jobs/${body.job.id}`)).body
    if (!['waiting', 'running'].includes(job.state)) return job
  }
}

test('a date that cannot be one is said to be none, and a calendar alone changes nothing else', async (t) => {
  const { path } = await received()
  for (const date of [
    '',
    { edtf: '1938', start: 'abc' },
    { edtf: '1938', end: '1930' },
    { start: '1949', end: '1938' },
    { edtf: 'whenever' },
    { calendar: 'lunar' },
  ]) {
    const { status } = await admin.call('PATCH', path, { date }, any)
    t.true(status === 400 || status === 422, `${JSON.stringify(date)}: ${status}`)
  }
  await admin.call('PATCH', path, { date: '民国二十七年六月' }, any)
  const { body } = await admin.call('PATCH', path, { date: { calendar: '民国' } }, any)
  t.like(body.date, { text: '民国二十七年六月', edtf: '1938-06', calendar: '民国', start: '1938-06-01' })
  const open = (await admin.call('PATCH', path, { date: { text: '抗战前', end: '1937-07' } }, any)).body
  t.like(open.date, { text: '抗战前', start: null, end: '1937-07-31' })
})

test('an item is made in an accession that exists, and takes no file from the recycle bin', async (t) => {
  t.like(await admin.call('POST', '/api/v1/items', { title: '纸本', accessionId: 'nothing' }), {
    status: 404,
    body: { code: 'accession.not-found' },
  })
  const { path, objectId } = await received()
  await admin.call('DELETE', `${path}?reason=x`)
  t.is((await admin.call('POST', '/api/v1/items', { title: '新', objectIds: [objectId] })).body.code, 'item.deleted')
})

test('files of a controlled item stay controlled in a new one', async (t) => {
  const { path, objectId } = await received()
  await admin.call('PATCH', path, { access: 'controlled' }, any)
  const { body } = await admin.call('POST', '/api/v1/items', { title: '合订', objectIds: [objectId] })
  t.is(body.access, 'controlled')
})

test('what came out of an archive file does not name it to those who may not read it', async (t) => {
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from('包中之文。'), '包中.txt')
  zip.end()
  const { body } = await admin.call('POST', '/api/v1/accessions', { title: '压缩包' })
  await admin.upload(`/api/v1/accessions/${body.id}/files`, [{ name: 'a.zip', data: await buffer(zip.outputStream) }])
  await admin.settled(body.id)
  const list = { accession: String(body.id) }
  const { items } = (await admin.get('/api/v1/items', list)).body
  const member = items.find((item: Json) => item.containerId !== null)
  t.truthy(member.objects[0].derivedFrom)
  await admin.call('PATCH', `/api/v1/items/${member.id}`, { access: 'open' }, any)
  const reader = await withRole(service.url, admin, 'researcher')
  for (const one of [
    (await reader.get('/api/v1/items', list)).body.items[0],
    (await reader.get(`/api/v1/items/${member.id}`)).body,
  ]) {
    t.is(one.id, member.id)
    t.is(one.containerId, null)
    t.is(one.objects[0].derivedFrom, undefined)
  }
})

test('state secrets have no files, however they would come by them', async (t) => {
  const { path, objectId } = await received()
  t.is((await admin.call('PATCH', path, { secrecyLevel: '秘密' }, any)).body.code, 'item.secret')
  const paper = (await admin.call('POST', '/api/v1/items', { title: '只登记纸本' })).body
  await admin.call('PATCH', `/api/v1/items/${paper.id}`, { secrecyLevel: '机密' }, any)
  t.is((await admin.call('PUT', `/api/v1/items/${paper.id}/objects`, [{ objectId }], any)).body.code, 'item.secret')
  await admin.call('PATCH', `/api/v1/items/${paper.id}`, { secrecyLevel: null }, any)
  t.is((await admin.call('PUT', `/api/v1/items/${paper.id}/objects`, [{ objectId }], any)).status, 200)
  t.is((await admin.call('POST', `/api/v1/items/${paper.id}/restoration`, { revision: 2 })).body.code, 'item.secret')
})

test('files stand in the order that is said, each once', async (t) => {
  const [one, two] = [await received(), await received()]
  const both = [{ objectId: one.objectId }, { objectId: two.objectId }]
  const path = `${one.path}/objects`
  await admin.call('PUT', path, both, any)
  const [a, b] = both.map(({ objectId }) => objectId)
  const turned = await admin.call(
    'PUT',
    path,
    [
      { objectId: a, order: 1 },
      { objectId: b, order: 0 },
    ],
    any,
  )
  t.deepEqual(
    turned.body.objects.map((object: Json) => object.id),
    [b, a],
  )
  const stale = { 'if-match': 'W/"1"' }
  t.is((await admin.call('PUT', path, [{ objectId: b }, { objectId: a }], stale)).status, 200, 'it is so already')
  t.is((await admin.call('PUT', path, both, stale)).status, 412)
  t.is((await admin.call('PUT', path, [...both, both[0]], any)).status, 400)
  t.is((await admin.call('PUT', path, both)).status, 428)
})

test('two people setting pages at once: one wins, one is told; the same pages twice are no conflict', async (t) => {
  const { path } = await received('甲乙丙丁。')
  const { headers, body } = await admin.get(`${path}/text`)
  const match = { 'if-match': headers.get('etag')! }
  const pages = (at: number) => [
    { number: 1, label: '', start: 0, end: at, objectId: null },
    { number: 2, label: '', start: at, end: 5, objectId: null },
  ]
  const first = await admin.call('PUT', `${path}/pages`, pages(2), match)
  t.is(first.status, 200)
  t.is((await admin.call('PUT', `${path}/pages`, pages(3), match)).status, 412)
  t.is((await admin.call('PUT', `${path}/pages`, pages(2), match)).status, 200)
  t.is((await admin.get(path)).body.text.pages, 2)
  const next = { 'if-match': first.headers.get('etag')! }
  t.is((await admin.call('PUT', `${path}/pages`, pages(3), next)).status, 200)
  t.is(
    (await admin.call('PUT', `${path}/text`, { text: body.text, pages: pages(3) }, match)).status,
    200,
    'it is so already',
  )
  const foreign = [{ number: 1, label: '', start: 0, end: 5, objectId: 'nothing' }]
  t.is((await admin.call('PUT', `${path}/text`, { text: '戊己庚辛。', pages: foreign }, any)).status, 404)
})

test('many corrections at once: every one is kept or refused, none is lost and nothing breaks', async (t) => {
  const { path } = await received()
  const { headers } = await admin.get(`${path}/text`)
  const match = { 'if-match': headers.get('etag')! }
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => admin.call('PUT', `${path}/text`, { text: `改作第${i}稿。` }, match)),
  )
  t.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(7).fill(412)])
  t.is((await admin.get(`${path}/text/versions`)).body.total, 2)
})

test('an encoding is asked for again only over what people wrote; the job can be looked up by who asked', async (t) => {
  const { path } = await received()
  const again = (body: object) => archivist.call('PUT', `${path}/encoding`, { encoding: 'utf-8', ...body })
  t.is((await ended(archivist, await again({}))).state, 'done')
  await archivist.call('PUT', `${path}/text`, { text: '人所誊录。', kind: 'transcription' }, any)
  t.is((await again({})).body.code, 'text.corrected', 'whatever kind of text it was called')
  t.is((await ended(archivist, await again({ replaceCorrected: true }))).state, 'done')
  t.is((await again({})).status, 202, 'the present text is the original’s again')
})

test('a batch says what it would change, then changes that, and is signed by who asked', async (t) => {
  const [one, two] = [await received(), await received()]
  await admin.call('PATCH', one.path, { genre: '回忆录' }, any)
  const batch = { ids: [one.id, two.id, 'nothing'], changes: { genre: '回忆录' } }
  const planned = await ended(archivist, await archivist.call('PATCH', '/api/v1/items', { ...batch, dryRun: true }))
  t.like(planned, {
    done: 3,
    total: 3,
    result: {
      items: 3,
      changed: 1,
      failed: 1,
      problems: ['nothing: item.not-found'],
      examples: [{ id: two.id, changes: [{ field: 'genre', before: null, after: '回忆录' }] }],
    },
  })
  t.is((await admin.get(two.path)).body.genre, null)
  const made = await ended(archivist, await archivist.call('PATCH', '/api/v1/items', batch))
  t.like(made.result, { items: 3, changed: 1, failed: 1, dryRun: false })
  t.is((await admin.get(two.path)).body.genre, '回忆录')
  t.like((await admin.get(`${two.path}/history`)).body.items[0], { actorId: archivist.id, actorName: 'u-archivist' })
})

test('what is done to an item is undone by restoration, and the same bytes come in again after the recycle bin', async (t) => {
  const { path, accession } = await received('同一份字节。')
  await admin.call('PATCH', path, { title: '甲', note: '附记', persons: ['某君'] }, any)
  await admin.call('PATCH', path, { title: '乙', note: null, persons: [] }, any)
  const back = await admin.call('POST', `${path}/restoration`, { revision: 2 })
  t.like(back.body, { title: '甲', note: '附记', persons: ['某君'] })
  t.is((await admin.call('POST', `${path}/restoration`, { revision: 99 })).status, 404)
  await admin.call('DELETE', `${path}?reason=x`)
  const file = [{ name: 'b.txt', data: Buffer.from('同一份字节。') }]
  const again = await admin.upload(`/api/v1/accessions/${accession}/files`, file)
  t.is(again.body.results[0].outcome, 'accepted')
  t.is(again.body.results[0].duplicateOf, undefined)
})

test('who may no longer do a thing may not have it retried', async (t) => {
  const user = await withRole(service.url, admin, 'admin')
  const job = (await user.call('PATCH', '/api/v1/items', { ids: ['nothing'], changes: {} })).body.job
  await ended(user, { body: { job } } as Answered)
  await admin.call('PATCH', `/api/v1/users/${user.id}`, { roles: ['researcher'] })
  t.is((await user.get(`/api/v1/jobs/${job.id}`)).status, 200, 'it is still theirs to look at')
  t.is((await user.call('PUT', `/api/v1/jobs/${job.id}/retry`)).status, 403)
})
