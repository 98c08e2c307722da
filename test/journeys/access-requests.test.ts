/** 利用申请: who asks learns nothing of what there is, who decides says until when, or why not; each request tells its own end. */
import { randomUUID } from 'node:crypto'
import test from 'ava'
import { type Client, type Json, served } from '../support/client.ts'

const { admin, archivist, researcher, editor } = await served(test, { roles: ['archivist', 'researcher', 'editor'] })
const TITLE = '藏锋题名'
const purpose = '写县志'
let hidden = ''
let deleted = ''

test.before(async () => {
  const made: string[] = []
  for (const name of ['一', '二']) {
    const { body } = await admin.upload('/api/v1/files', [
      { name: `${name}.txt`, data: Buffer.from(`义渡旧事${name}`) },
    ])
    made.push(String(body.id))
    await admin.call('PATCH', `/api/v1/items/${body.id}`, { access: 'controlled', title: TITLE }, { 'if-match': '*' })
  }
  ;[hidden = '', deleted = ''] = made
  await admin.call('DELETE', `/api/v1/items/${deleted}?reason=x`)
})

const ask = (client: Client, itemId: string) => client.call('POST', '/api/v1/access-requests', { itemId, purpose })
const asked = async (client: Client, query = {}): Promise<Json> =>
  (await client.get('/api/v1/access-requests', query)).body
const decide = (id: string, decision: Json) => archivist.call('PUT', `/api/v1/access-requests/${id}/decision`, decision)
const desk = async (client: Client, kind: string): Promise<Json> =>
  (await client.get('/api/v1/desk')).body.waiting.find((one: Json) => one.kind === kind)
/** Without what differs from request to request anyhow. */
const alike = ({ status, body }: { status: number; body: Json }) => {
  const { id: _id, itemId: _itemId, requestedAt: _requestedAt, requestId: _requestId, ...rest } = body
  return { status, rest }
}

test.serial('what is hidden, what is deleted and what is not there are asked for alike', async (t) => {
  const ids = [hidden, deleted, randomUUID()]
  const [first, ...others] = [
    await ask(researcher, ids[0]!),
    await ask(researcher, ids[1]!),
    await ask(researcher, ids[2]!),
  ]
  t.is(first!.status, 201)
  for (const other of others) t.deepEqual(alike(other), alike(first!))
  const own = await asked(researcher)
  t.deepEqual(own.items.map(({ itemId }: Json) => itemId).sort(), ids.toSorted())
  for (const one of own.items) t.like(one, { title: '', decision: null, heldUntil: null })
  t.like(await desk(researcher, 'asked'), { waiting: 3 })
  const [again, ...more] = [
    await ask(researcher, ids[0]!),
    await ask(researcher, ids[1]!),
    await ask(researcher, ids[2]!),
  ]
  t.like(again!.body, { status: 409, code: 'access-request.waiting' })
  for (const other of more) t.deepEqual(alike(other), alike(again!))
})

test.serial('what asks for nothing is shown to nobody else, and is not decided', async (t) => {
  t.deepEqual(
    (await asked(archivist)).items.map(({ itemId }: Json) => itemId),
    [hidden],
  )
  t.is((await asked(archivist, { state: 'open' })).total, 1)
  t.like(await desk(archivist, 'requests'), { count: 1 })
  for (const { id, itemId } of (await asked(researcher)).items)
    if (itemId !== hidden) t.is((await decide(id, { decision: 'refused', reason: '无' })).status, 404)
})

test.serial(
  'nonsense does not pile up: no ids but those that items have, and so many requests at a time',
  async (t) => {
    t.is((await ask(editor, 'nothing')).status, 400)
    for (let i = 0; i < 20; i++) t.is((await ask(editor, randomUUID())).status, 201)
    for (const id of [hidden, randomUUID()]) t.like((await ask(editor, id)).body, { code: 'access-request.too-many' })

    const [one] = (await asked(editor)).items
    const takeBack = (client: Client) => client.call('DELETE', `/api/v1/access-requests/${one.id}`)
    for (const client of [researcher, archivist]) t.is((await takeBack(client)).status, 404, 'of nobody else')
    t.is((await takeBack(editor)).status, 204)
    t.is((await takeBack(editor)).status, 404)
    t.is((await ask(editor, one.itemId)).status, 201)
  },
)

test.serial('a right without an end to come, and a refusal without a reason, are not taken', async (t) => {
  const { id } = (await asked(archivist, { state: 'open' })).items[0]
  for (const wrong of [{}, { expiresAt: '2020-01-01T00:00:00Z' }]) {
    const { body } = await decide(id, { decision: 'granted', ...wrong })
    t.like(body, { status: 422, code: 'grant.expires' })
    t.regex(body.detail, /今天或以后/)
  }
  t.like((await decide(id, { decision: 'refused', reason: ' ' })).body, { status: 422, code: 'access-request.reason' })
  t.is((await asked(archivist, { state: 'open' })).total, 1)
  t.like((await decide(id, { decision: 'refused', reason: '家属未同意' })).body, { decision: 'refused' })
  const [refused] = (await asked(researcher)).items.filter(({ itemId }: Json) => itemId === hidden)
  t.like(refused, { reason: '家属未同意', title: '' })
  t.is((await researcher.call('DELETE', `/api/v1/access-requests/${id}`)).status, 409, 'what was decided stands')
})

test.serial('each request tells its own end, and what has run out is neither counted nor offered', async (t) => {
  const soon = new Date(Date.now() + 2000).toISOString()
  const late = '2099-01-01T00:00:00.000Z'
  const first = (await ask(researcher, hidden)).body.id
  await decide(first, { decision: 'granted', expiresAt: soon })
  const own = async (id: string) => (await asked(researcher)).items.find((one: Json) => one.id === id)
  t.like(await own(first), { heldUntil: soon, title: TITLE })
  t.deepEqual((await desk(researcher, 'asked')).granted, [hidden])
  while ((await own(first)).heldUntil !== null);
  t.deepEqual((await desk(researcher, 'asked')).granted, [])

  const second = (await ask(researcher, hidden)).body.id
  await decide(second, { decision: 'granted', expiresAt: late })
  t.deepEqual(
    [await own(first), await own(second)].map(({ heldUntil, expiresAt }: Json) => [heldUntil, expiresAt]),
    [
      [null, soon],
      [late, late],
    ],
    'the later right does not speak for the earlier',
  )
  t.is((await asked(archivist, { state: 'held' })).total, 1)
  t.deepEqual((await desk(researcher, 'asked')).granted, [hidden])
  await admin.call('PUT', `/api/v1/items/${hidden}/withdrawal`, { reason: '再议' })
  t.deepEqual((await desk(researcher, 'asked')).granted, [], 'nor what was taken out of use')
})
