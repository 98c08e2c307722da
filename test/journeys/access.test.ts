import test from 'ava'
import sharp from 'sharp'
import { type Client, createClient, type Json, served } from '../support/client.ts'

const { service, admin, researcher, editor } = await served(test, {
  roles: ['researcher', 'editor'],
  env: { ANONYMOUS_READING: 'on' },
})
let anonymous: Client
const items: Record<string, { id: string; objectId: string }> = {}
const SECRET = '只在此处出现的词句'

test.before(async () => {
  anonymous = createClient(service.url)
  let accession = ''
  for (const access of ['open', 'internal', 'controlled', 'withdrawn']) {
    const { body } = await admin.upload('/api/v1/files', [
      { name: `${access}.txt`, data: Buffer.from(`${SECRET}，${access}。`) },
    ])
    accession = String(body.accessionId)
    items[access] = { id: String(body.id), objectId: String(body.objectId) }
    if (access === 'withdrawn') await admin.call('PUT', `/api/v1/items/${body.id}/withdrawal`, { reason: '家属要求' })
    else if (access !== 'internal')
      await admin.call('PATCH', `/api/v1/items/${body.id}`, { access }, { 'if-match': '*' })
  }
  await admin.settled(accession)
})

/** Every path on which an item, or a trace of it, could be read. */
async function seen(client: Client): Promise<string[]> {
  const found = new Set<string>()
  const search = await client.search(SECRET, { size: '50' })
  const list = (await client.get('/api/v1/items', { size: '50' })).body
  const exported: Json[] = (await client.get('/api/v1/search/export', { q: SECRET, format: 'json' })).body
  const counted = (await client.get('/api/v1/search/occurrences', { q: SECRET })).body
  for (const [access, { id }] of Object.entries(items)) {
    const ways = {
      hit: search.hits!.some((hit: Json) => hit.item!.id === (id as never)),
      list: list.items!.some((item: Json) => item.id === (id as never)),
      item: (await client.get(`/api/v1/items/${id}`)).status === 200,
      text: (await client.get(`/api/v1/items/${id}/text`)).status === 200,
      versions: (await client.get(`/api/v1/items/${id}/text/versions`)).status === 200,
      history: (await client.get(`/api/v1/items/${id}/history`)).status === 200,
      occurrences: (await client.get(`/api/v1/items/${id}/occurrences`, { q: SECRET })).status === 200,
      export: exported.some((hit) => hit.id === id),
    }
    const values = new Set(Object.values(ways))
    if (values.size !== 1) throw new Error(`${access}: the ways disagree ${JSON.stringify(ways)}`)
    if (values.has(true)) found.add(access)
  }
  const { size } = found
  const kinds = search.facets!.kind!.reduce((sum: Json, facet: Json) => sum + Number(facet.count), 0)
  if (search.total !== size || counted.total !== size || list.total !== size || kinds !== size)
    throw new Error(`totals tell of more: ${JSON.stringify([search.total, counted, list.total, kinds, size])}`)
  return [...found]
}

test.serial('each sees what the table says, on every path alike', async (t) => {
  t.deepEqual(await seen(anonymous), ['open'])
  t.deepEqual(await seen(researcher), ['open'])
  t.deepEqual(await seen(editor), ['open', 'internal'])
  t.deepEqual(await seen(admin), ['open', 'internal', 'controlled', 'withdrawn'])
})

test.serial('originals are downloaded by those who may', async (t) => {
  const status = async (client: Client, access: string) =>
    (await client.bytes(`/api/v1/objects/${items[access]!.objectId}/content`)).status
  t.deepEqual([await status(anonymous, 'open'), await status(anonymous, 'internal')], [401, 404])
  t.deepEqual([await status(researcher, 'open'), await status(researcher, 'controlled')], [403, 404])
  t.deepEqual([await status(editor, 'internal'), await status(editor, 'controlled')], [200, 404])
  t.is(await status(admin, 'withdrawn'), 200)
})

test.serial(
  'a picture is shown, and kept by caches, as long as it may be seen: the permission comes before the 304',
  async (t) => {
    const pixels = { create: { width: 640, height: 480, channels: 3, background: '#997755' } } as const
    const jpeg = await sharp(pixels).jpeg().toBuffer()
    const { body } = await admin.upload('/api/v1/files', [{ name: '照片.jpg', data: jpeg }])
    const [item, thumbnail] = [`/api/v1/items/${body.id}`, `/api/v1/objects/${body.objectId}/thumbnails/200`]
    await admin.settled(String(body.accessionId))
    const own = await admin.bytes(thumbnail)
    const known = { 'if-none-match': own.headers.get('etag')! }
    t.regex(known['if-none-match'], new RegExp(`^"${body.sha256}-\\d+"$`))
    t.is(own.headers.get('cache-control'), 'private, no-cache')
    t.is((await anonymous.bytes(thumbnail, known)).status, 404)
    t.is((await researcher.bytes(`${item}/thumbnail`, known)).status, 404)
    await admin.call('PATCH', item, { access: 'open' }, { 'if-match': '*' })
    t.is((await anonymous.bytes(thumbnail)).headers.get('cache-control'), 'public, no-cache')
    t.is((await anonymous.bytes(thumbnail, known)).status, 304)
    t.is((await sharp((await anonymous.bytes(`${item}/thumbnail`)).data).metadata()).width, 600)
    await admin.call('DELETE', `${item}?reason=x`)
    t.is((await anonymous.bytes(thumbnail, known)).status, 404)
    t.is((await researcher.bytes(thumbnail)).status, 404)
  },
)

test.serial('a researcher asks, an archivist grants, and the right covers that item only', async (t) => {
  const asked = await researcher.call('POST', '/api/v1/access-requests', {
    itemId: items.controlled!.id,
    purpose: '写专报',
  })
  t.is(asked.status, 201)
  t.is(
    (await researcher.call('PUT', `/api/v1/access-requests/${asked.body.id}/decision`, { decision: 'granted' })).status,
    403,
  )
  const granted = { decision: 'granted', expiresAt: '2099-01-01T00:00:00.000Z' }
  t.is((await admin.call('PUT', `/api/v1/access-requests/${asked.body.id}/decision`, granted)).status, 200)
  t.deepEqual(await seen(researcher), ['open', 'controlled'], 'from the next request on')
  const held = async (client: Client) => (await client.get('/api/v1/access-requests', { state: 'held' })).body
  const [first] = (await held(admin)).items
  t.like(first, { id: asked.body.id, userId: researcher.id, purpose: '写专报', decision: 'granted' })
  t.is(first.heldUntil, granted.expiresAt)
  const { title } = (await admin.get(`/api/v1/items/${items.controlled!.id}`)).body
  t.is(first.title, title)
  t.is((await researcher.bytes(`/api/v1/objects/${items.controlled!.objectId}/content`)).status, 200)
  t.is((await admin.call('PUT', `/api/v1/items/${items.controlled!.id}/withdrawal`, { reason: '再议' })).status, 200)
  t.is(
    (await researcher.get(`/api/v1/items/${items.controlled!.id}`)).status,
    404,
    'a withdrawn item is not opened by a grant',
  )
  await admin.call('DELETE', `/api/v1/items/${items.controlled!.id}/withdrawal`)
  t.is((await researcher.get(`/api/v1/items/${items.controlled!.id}`)).status, 200)
  await admin.call('DELETE', `/api/v1/items/${items.controlled!.id}/grants/${researcher.id}`)
  t.is((await researcher.get(`/api/v1/items/${items.controlled!.id}`)).status, 404, 'taken back at once')
  t.is((await held(admin)).total, 0)
  const [own] = (await researcher.get('/api/v1/access-requests')).body.items
  t.like(own, { decision: 'granted', heldUntil: null, title: '' }, 'what may not be read any more is not named')
  const right = (expiresAt: string) =>
    admin.call('PUT', `/api/v1/items/${items.controlled!.id}/grants/${researcher.id}`, { purpose: '写专报', expiresAt })
  t.like((await right('2020-01-01T00:00:00Z')).body, { status: 422, code: 'grant.expires' })
  t.is((await right(new Date(Date.now() + 1500).toISOString())).status, 204)
  while ((await researcher.get(`/api/v1/items/${items.controlled!.id}`)).status === 200);
  t.deepEqual(await seen(researcher), ['open'], 'a right that has run out is none')
})

test.serial('what a role may not do is refused, and the refusal is audited', async (t) => {
  const { id } = items.open!
  const acts: [string, string, unknown][] = [
    ['POST', '/api/v1/accessions', { title: 'x' }],
    ['PATCH', `/api/v1/items/${id}`, { title: 'x' }],
    ['PUT', `/api/v1/items/${id}/text`, { text: 'x' }],
    ['PUT', `/api/v1/items/${id}/withdrawal`, { reason: 'x' }],
    ['DELETE', `/api/v1/items/${id}`, undefined],
    ['POST', '/api/v1/search/rebuild', undefined],
    ['POST', '/api/v1/fixity/runs', undefined],
    ['GET', '/api/v1/audit', undefined],
    ['GET', '/api/v1/users', undefined],
    ['GET', '/api/v1/accessions', undefined],
    ['GET', '/api/v1/statistics', undefined],
  ]
  for (const [method, path, body] of acts) {
    t.is(
      (await researcher.call(method, path, body, { 'if-match': '*' })).status,
      403,
      `${method} ${path} as researcher`,
    )
    t.is((await anonymous.call(method, path, body, { 'if-match': '*' })).status, 401, `${method} ${path} as nobody`)
  }
  // Counted at once, written within seconds, sealed when the minute is over: until then the verification names them.
  const told = async () => {
    const { body } = await admin.get('/api/v1/audit/verification')
    t.true(body.isWhole)
    return body.tail.concat(
      (await admin.get('/api/v1/audit', { act: 'refusals' })).body.items.flatMap((one: Json) => one.details.counts),
    )
  }
  const isTold = (list: Json[], who: string, act: string) =>
    list.some((one) => one.act === act && [one.actorId ?? one.actor, one.actorName ?? one.name].includes(who))
  let list = await told()
  while (!isTold(list, 'u-researcher', 'act.forbidden GET /api/v1/audit')) list = await told()
  t.true(isTold(list, 'u-researcher', 'act.forbidden DELETE /api/v1/items/:id'))
  t.true(isTold(list, '127.0.0.1', 'login.required GET /api/v1/audit'))
})

test.serial('a cookie needs its CSRF token, a bearer token does not, and a foreign page gets nowhere', async (t) => {
  const session = await anonymous.call('POST', '/api/v1/session', {
    username: 'u-editor',
    password: 'quiet-willow-orchid-42',
  })
  const cookie = session.headers.getSetCookie()[0]!
  t.regex(cookie, /HttpOnly; SameSite=Lax/)
  const bare = { cookie: cookie.split(';')[0]! }
  const token = { ...bare, 'x-csrf-token': String(session.body.csrfToken) }
  t.is((await anonymous.call('POST', '/api/v1/tokens', { name: 'a' }, bare)).status, 403)
  t.is(
    (await anonymous.call('POST', '/api/v1/tokens', { name: 'a' }, { ...token, 'sec-fetch-site': 'cross-site' }))
      .status,
    403,
  )
  t.is((await anonymous.call('POST', '/api/v1/tokens', { name: 'a' }, token)).status, 201)
  t.is((await anonymous.call('DELETE', '/api/v1/session', undefined, token)).status, 204)
  t.is((await anonymous.call('GET', '/api/v1/session', undefined, bare)).status, 401)
})

test.serial('guessing passwords becomes slow for the guesser and locks nobody out', async (t) => {
  const guess = () => anonymous.call('POST', '/api/v1/session', { username: 'u-editor', password: 'wrong' })
  const statuses: number[] = []
  let last = await guess()
  for (let i = 0; i < 6; i++) {
    last = await guess()
    statuses.push(last.status)
  }
  t.true(statuses.includes(429))
  t.truthy(last.headers.get('retry-after'))
  t.is(
    (await anonymous.call('POST', '/api/v1/session', { username: 'u-researcher', password: 'quiet-willow-orchid-42' }))
      .status,
    200,
  )
})
