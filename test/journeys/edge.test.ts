import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import test from 'ava'
import { type Client, createClient, type Json, ROLE_PASSWORD, signedIn, withRole } from '../support/client.ts'
import { PASSWORD, remove, type Service, startService, temporary } from '../support/service.ts'

const storage = temporary()
const METRICS_TOKEN = 'a-token-for-metrics-only'
const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
let service: Service
let admin: Client
let anonymous: Client

async function start(): Promise<void> {
  service = await startService(storage, { PUBLIC_URL: 'https://wenshi.example', METRICS_TOKEN })
  anonymous = createClient(service.url)
}
test.before(async () => {
  await start()
  while ((await anonymous.get('/readyz')).status !== 200);
  admin = await signedIn(service.url)
})
test.after.always(async () => {
  await service?.stop()
  remove(storage)
})

/** A browser: its cookie, and the token it sends with changes. */
async function browser(username: string, password: string): Promise<{ cookie: string; 'x-csrf-token': string }> {
  const { headers, body } = await anonymous.call('POST', '/api/v1/session', { username, password })
  return { cookie: headers.getSetCookie()[0]!.split(';')[0]!, 'x-csrf-token': String(body.csrfToken) }
}
const makeToken = (headers: Record<string, string>) => anonymous.call('POST', '/api/v1/tokens', { name: 'a' }, headers)

/** The messages of a stream as they come. */
async function* messages(client: Record<string, string>, subjects: string): AsyncGenerator<Json> {
  const response = await fetch(`${service.url}/api/v1/events?subjects=${subjects}`, { headers: client })
  let text = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1]
      text = text.slice(end + 2)
      if (data) yield JSON.parse(data)
    }
  }
}

test.serial('the same headers are on every answer, and no cache keeps what it should not', async (t) => {
  for (const [path, status] of [
    ['/healthz', 200],
    ['/api/v1/items', 401],
    ['/nowhere', 404],
    ['/api/v1/docs', 200],
  ] as const) {
    const answer = await anonymous.get(path)
    t.is(answer.status, status)
    t.is(answer.headers.get('content-security-policy'), CSP)
    t.is(answer.headers.get('x-content-type-options'), 'nosniff')
    t.truthy(answer.headers.get('referrer-policy'))
    t.regex(answer.headers.get('strict-transport-security')!, /max-age=\d{7}/)
    t.regex(answer.headers.get('cache-control')!, /no-store|private, no-cache/)
  }
})

test.serial(
  'a problem says type, title, status, code, detail and requestId, in Chinese unless English is asked for',
  async (t) => {
    const path = '/api/v1/items?page=0'
    const { headers, body } = await admin.call('GET', path)
    t.is(headers.get('content-type'), 'application/problem+json; charset=utf-8')
    t.deepEqual(Object.keys(body), ['type', 'title', 'status', 'code', 'detail', 'errors', 'requestId'])
    t.deepEqual(Object.keys(body.errors[0]), ['pointer', 'code', 'detail'])
    t.is(body.requestId, headers.get('x-request-id'))
    t.regex(body.title, /\p{Script=Han}/u)
    const english = (await admin.call('GET', path, undefined, { 'accept-language': 'en-GB, zh;q=0.5' })).body
    t.notRegex(JSON.stringify(english), /\p{Script=Han}/u)
    const link = { cookie: 'wenshi_language=en', 'accept-language': 'zh-CN' }
    const { body: chosen } = await admin.call('GET', path, undefined, link)
    t.is(chosen.detail, english.detail, 'what was chosen in the client holds for its links')
  },
)

test.serial('every list has pages of 200 at most and ends at 10,000, where the export is named', async (t) => {
  const { body: document } = await admin.get('/api/v1/openapi.json')
  const lists = Object.entries<Json>(document.paths).filter(([, operations]) =>
    operations.get?.parameters?.some((one: Json) => one.name === 'size' && one.in === 'query'),
  )
  t.true(lists.length >= 11)
  for (const [path] of lists) {
    const at = path.replace(/\{\w+\}/g, 'x')
    const deep = await admin.get(at, { page: '51', size: '200' })
    t.like(deep, { status: 400, body: { code: 'search.too-deep' } }, path)
    t.true(deep.body.detail.includes('/api/v1/search/export'))
    t.is((await admin.get(at, { size: '201' })).status, 400, path)
    const { status, body } = await admin.get(at, { page: '50', size: '200' })
    if (status === 200) t.like(body, { page: 50, size: 200 }, path)
    else t.is(status, 404, path)
  }
})

test.serial('a session is a cookie for this site alone, and changes come from its own pages', async (t) => {
  const session = await anonymous.call('POST', '/api/v1/session', { username: 'admin', password: PASSWORD })
  t.regex(session.headers.getSetCookie()[0]!, /; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
  const own = await browser('admin', PASSWORD)
  t.is((await makeToken({ ...own, origin: 'https://wenshi.example', 'sec-fetch-site': 'same-origin' })).status, 201)
  t.is((await makeToken({ ...own, origin: 'https://elsewhere.example' })).status, 403)
  t.is((await makeToken({ ...own, origin: 'null' })).status, 403, 'a sandboxed page is not ours')
  t.is((await makeToken({ ...own, 'sec-fetch-site': 'same-site' })).status, 403)
  t.is((await makeToken({ ...own, 'x-csrf-token': 'é'.repeat(own['x-csrf-token'].length) })).status, 403)
})

test.serial('beside a token the cookie is not looked at', async (t) => {
  const kept = await withRole(service.url, admin, 'editor')
  const own = await browser('admin', PASSWORD)
  const { body } = await kept.call('GET', '/api/v1/session', undefined, { cookie: own.cookie })
  t.is(body.user.username, 'u-editor')
  t.is(body.csrfToken, null)
  t.is((await kept.call('DELETE', '/api/v1/session', undefined, { cookie: own.cookie })).status, 204)
  t.is((await anonymous.call('GET', '/api/v1/session', undefined, { cookie: own.cookie })).status, 200)
})

test.serial('a session ends after twelve idle hours, and after seven days at most', async (t) => {
  const HOUR = 3_600_000
  const records = new DatabaseSync(join(storage, 'archive.db'), { timeout: 5000 })
  const after = async (column: 'seen_at' | 'created_at', hours: number) => {
    const own = await browser('admin', PASSWORD)
    const hash = createHash('sha256').update(own.cookie.split('=')[1]!).digest('hex')
    records.prepare(`UPDATE sessions SET ${column} = ${column} - ? WHERE hash = ?`).run(hours * HOUR, hash)
    return (await anonymous.call('GET', '/api/v1/session', undefined, own)).status
  }
  t.deepEqual([await after('seen_at', 11.9), await after('seen_at', 12.1)], [200, 401])
  t.deepEqual([await after('created_at', 167), await after('created_at', 169)], [200, 401])
  records.close()
})

test.serial('suspension, another role and another password hold at once', async (t) => {
  const user = await withRole(service.url, admin, 'archivist')
  t.is((await user.get('/api/v1/accessions')).status, 200)
  await admin.call('PATCH', `/api/v1/users/${user.id}`, { roles: ['researcher'] })
  t.is((await user.get('/api/v1/accessions')).status, 403)
  const [one, two] = [await browser('u-archivist', ROLE_PASSWORD), await browser('u-archivist', ROLE_PASSWORD)]
  const path = `/api/v1/users/${user.id}/password`
  t.is(
    (await anonymous.call('POST', path, { password: 'short', current: ROLE_PASSWORD }, one)).body.code,
    'password.weak',
  )
  t.is(
    (await anonymous.call('POST', path, { password: 'x'.repeat(64), current: 'wrong' }, one)).body.code,
    'password.wrong',
  )
  const long = 'vier und sechzig Zeichen und mehr sind erlaubt, auch mit Leerzeichen 文史'
  t.is((await anonymous.call('POST', path, { password: long, current: ROLE_PASSWORD }, one)).status, 204)
  t.is((await anonymous.call('GET', '/api/v1/session', undefined, one)).status, 200)
  t.is((await anonymous.call('GET', '/api/v1/session', undefined, two)).status, 401, 'the other session has ended')
  await admin.call('PUT', `/api/v1/users/${user.id}/suspension`, { suspended: true, reason: '离任' })
  t.is((await anonymous.call('GET', '/api/v1/session', undefined, one)).status, 401)
  t.like(await user.get('/api/v1/session'), { status: 401, body: { code: 'login.suspended' } })
})

test.serial('forty guesses sent at once are counted one by one, and lock nobody out', async (t) => {
  await withRole(service.url, admin, 'reviewer')
  const guess = () => anonymous.call('POST', '/api/v1/session', { username: 'u-reviewer', password: 'wrong' })
  const statuses = (await Promise.all(Array.from({ length: 40 }, guess))).map(({ status }) => status)
  t.true(statuses.filter((status) => status === 401).length <= 5, String(statuses))
  t.true(statuses.includes(429))
  t.is((await anonymous.call('POST', '/api/v1/session', { username: 'admin', password: PASSWORD })).status, 200)
})

test.serial('metrics are for this machine without a proxy between, or for who has the token', async (t) => {
  const proxied = { 'x-forwarded-for': '203.0.113.9' }
  const ask = (headers: Record<string, string>) => anonymous.call('GET', '/metrics', undefined, headers)
  t.is((await ask({})).status, 200)
  t.is((await ask(proxied)).status, 401)
  t.is((await ask({ ...proxied, authorization: `Bearer ${METRICS_TOKEN}` })).status, 200)
  t.is((await ask({ ...proxied, authorization: `Bearer ${'é'.repeat(METRICS_TOKEN.length)}` })).status, 401)
})

test.serial(
  'a stream begins with everything, ends with the right to it and with the service, and goes on after a restart',
  async (t) => {
    const { body } = await admin.call('POST', '/api/v1/accessions', { title: '进度' })
    const reader = await withRole(service.url, admin, 'admin')
    const subjects = `accession:${body.id}`
    const stream = messages({ authorization: `Bearer ${reader.token}` }, subjects)
    t.like((await stream.next()).value[subjects], { files: 0, items: 0 })
    await admin.upload(`/api/v1/accessions/${body.id}/files`, [{ name: 'a.txt', data: Buffer.from('进度样例。') }])
    for (let seen = 0; seen !== 1; ) seen = (await stream.next()).value[subjects].ready
    await admin.call('PATCH', `/api/v1/users/${reader.id}`, { roles: ['researcher'] })
    t.true((await stream.next()).done, 'who may no longer read is told no more')
    const own = await browser('admin', PASSWORD)
    const open = messages({ cookie: own.cookie }, subjects)
    t.like((await open.next()).value[subjects], { files: 1, ready: 1 })
    const stopped = service.stop()
    t.true((await open.next()).done)
    t.is(await stopped, 0)
    await start()
    const again = messages({ cookie: own.cookie }, subjects)
    t.like((await again.next()).value[subjects], { files: 1, ready: 1 })
    await again.return(undefined)
    const many = Array.from({ length: 201 }, () => subjects).join(',')
    t.is((await createClient(service.url, own).get(`/api/v1/events?subjects=${many}`)).status, 400)
  },
)
