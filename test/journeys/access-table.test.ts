/**
 * Who reaches what: every route of the table, as every role, on items of every kind. A route that is not told of here fails the first test.
 */
import test from 'ava'
import { allRoutes } from '../../src/api/routes.ts'
import { archivists, downloads, type Kind, kinds, type Role, reads, roles, table } from '../support/access-table.ts'
import { type Client, createClient, type Json, signedIn, tokenOf, withRole, withToken } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const storage = temporary()
let service: Service
const callers = {} as Record<Role | 'anonymous', Client>
const tokens = {} as Record<Role, string>
const items = {} as Record<Kind, { id: string; object: string; authority: string }>
let accession = ''

/** The service anew, with the same people; without a worker the index stays as it is. */
async function start(env: Record<string, string> = {}): Promise<void> {
  service = await startService(storage, env)
  callers.anonymous = createClient(service.url)
  for (const role of roles) if (tokens[role]) callers[role] = withToken(service.url, tokens[role])
}

test.before(async () => {
  await start()
  tokens.admin = await tokenOf(service.url)
  const admin = await signedIn(service.url)
  const ids = {} as Record<Role, string>
  for (const role of roles.slice(0, -1)) {
    const user = await withRole(service.url, admin, role)
    tokens[role] = user.token
    ids[role] = user.id
  }
  for (const role of roles) callers[role] = withToken(service.url, tokens[role])
  accession = String(
    (
      await admin.call('POST', '/api/v1/accessions', {
        title: '批次之名不外传',
        contributor: { name: '某君', phone: '电话不外传' },
      })
    ).body.id,
  )
  for (const kind of kinds) {
    const file = { name: `文件名${kind}.txt`, data: Buffer.from(`共有词句，暗记${kind}。`) }
    const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, [file])
    const { itemIds, objectId } = body.results[0]
    const person = await admin.call('POST', '/api/v1/authorities', { kind: 'person', name: `人物${kind}` })
    items[kind] = { id: String(itemIds[0]), object: String(objectId), authority: String(person.body.id) }
    const access = kind === 'open' || kind === 'internal' ? kind : 'controlled'
    const patch = {
      access,
      title: `题名${kind}`,
      persons: [`人物${kind}`],
      places: [`地点${kind}`],
      genre: `体裁${kind}`,
    }
    await admin.settled(accession)
    await admin.call('PATCH', `/api/v1/items/${itemIds[0]}`, patch, { 'if-match': '*' })
  }
  await admin.call('PUT', `/api/v1/items/${items.withdrawn.id}/withdrawal`, { reason: '家属要求' })
  const grant = { purpose: '写文', expiresAt: '2099-01-01T00:00:00Z' }
  for (const role of ['researcher', 'reviewer', 'editor'] as const)
    await admin.call('PUT', `/api/v1/items/${items.granted.id}/grants/${ids[role]}`, grant)
  await admin.settled(accession)
  await admin.call('DELETE', `/api/v1/items/${items.deleted.id}?reason=x`)
  await admin.call('DELETE', `/api/v1/authorities/${items.deleted.authority}`)
})
test.after.always(async () => {
  await service?.stop()
  remove(storage)
})

const filled = (text: string, kind: Kind) =>
  text
    .replaceAll(':object', items[kind].object)
    .replace(':authority', items[kind].authority)
    .replace(':id', items[kind].id)

/** Asks, and of a stream only whether it begins. */
async function ask(who: Role | 'anonymous', route: string, kind: Kind, headers: Record<string, string> = {}) {
  const [method = '', path = ''] = route.split(' ')
  const { at = path, body, headers: needed } = table[route]!
  const url = filled(at, kind)
  if (route === 'get /api/v1/events') {
    const stop = new AbortController()
    const signed: Record<string, string> = who === 'anonymous' ? {} : { authorization: `Bearer ${tokens[who]}` }
    const { status } = await fetch(`${service.url}${url}`, { headers: signed, signal: stop.signal })
    stop.abort()
    return { status, body: { code: status === 404 ? 'item.not-found' : '' }, headers: new Headers() }
  }
  const sent = body === undefined ? undefined : filled(JSON.stringify(body), kind)
  return callers[who].call(method.toUpperCase(), url, sent, { ...needed, ...headers })
}

const isHidden = (code: string) => /^(?:item|object|authority)\.not-found$/.test(code)

/** Reads every item route and compares it with the table. */
async function compareItems(who: Role | 'anonymous', mayRead: readonly Kind[]): Promise<string[]> {
  const wrong: string[] = []
  for (const [route, { by, isList, inBin }] of Object.entries(table)) {
    if (by !== 'item' || isList) continue
    for (const kind of kinds) {
      const answer = await ask(who, route, kind, { 'if-none-match': '*' })
      const isFound =
        mayRead.includes(kind) || (kind === 'deleted' && inBin === true && archivists.includes(who as Role))
      const isDownload = route.endsWith('/content')
      let expected = isFound ? [200, 304] : [404]
      // A text has no pictures; those of pictures are in iiif.test.ts.
      if (/\/thumbnail|\/iiif\/image|:otherId/.test(route) && isFound) expected = [404]
      if (isDownload && isFound && kind !== 'deleted') {
        if (who === 'anonymous') expected = [401]
        else if (!downloads[who].includes(kind)) expected = [403]
      }
      if (!expected.includes(answer.status) || (answer.status === 404 && isHidden(answer.body.code) === isFound))
        wrong.push(`${who} ${route} ${kind}: ${answer.status} ${answer.body?.code ?? ''}`)
    }
  }
  return wrong
}

/** Reads every list: nothing of what is hidden may be in it, in whatever field, and the totals agree. */
async function compareLists(who: Role | 'anonymous', mayRead: readonly Kind[]): Promise<string[]> {
  const wrong: string[] = []
  const hidden = kinds.filter((kind) => !mayRead.includes(kind))
  for (const [route, { isList }] of Object.entries(table)) {
    if (!isList) continue
    const { status, body } = await ask(who, route, 'open')
    const text = JSON.stringify(body)
    for (const kind of hidden)
      if (text.includes(items[kind].id) || new RegExp(`(?:暗记|题名|人物|地点|体裁|文件名)${kind}`).test(text))
        wrong.push(`${who} ${route} tells of ${kind}`)
    const lines =
      typeof body === 'string' ? body.split('\n').filter((line) => /\S/.test(line.replace('\ufeff', ''))) : body
    const total = Array.isArray(lines) ? lines.length : (body.total ?? body.read ?? body.suggestions.length)
    if (status !== 200 || total !== mayRead.length)
      wrong.push(`${who} ${route}: ${status}, ${total} for ${mayRead.length}`)
    if (!archivists.includes(who as Role) && /不外传/.test(text)) wrong.push(`${who} ${route} tells of the accession`)
    for (const facet of Object.values<Json>(body.facets ?? {}))
      if (facet.some((one: Json) => one.count > mayRead.length)) wrong.push(`${who} ${route} counts more`)
    if (body.occurrences && body.occurrences.count !== mayRead.length) wrong.push(`${who} ${route} counts occurrences`)
  }
  return wrong
}

test.serial('every route of the service is told of in this table', (t) => {
  t.deepEqual(
    Object.keys(table).sort(),
    allRoutes({} as never)
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  )
})

test.serial('without signing in there is 401 everywhere, whatever is sent', async (t) => {
  for (const [route, { by }] of Object.entries(table)) {
    const { status } = await ask('anonymous', route, 'open')
    if (by === 'public') t.true(status === 200 || status === 401 || status === 503, `${route}: ${status}`)
    else t.is(status, 401, route)
    const [method = '', path = ''] = route.split(' ')
    if (by !== 'public' && method !== 'get')
      t.is((await callers.anonymous.call(method.toUpperCase(), path)).status, 401, `${route} with nothing in it`)
  }
})

test.serial('each role reads what the table says, by itself and in every list', async (t) => {
  for (const role of roles) {
    t.deepEqual(await compareItems(role, reads[role]), [])
    t.deepEqual(await compareLists(role, reads[role]), [])
  }
})

test.serial('an act is refused to those who may not: 403 on what they see, 404 on what they do not', async (t) => {
  for (const [route, { by, isAct }] of Object.entries(table)) {
    if (by === 'item' || by === 'public') continue
    for (const role of roles) {
      if (by.includes(role)) continue
      for (const kind of isAct ? kinds : (['open'] as const)) {
        const { status } = await ask(role, route, kind)
        t.is(status, isAct && !reads[role].includes(kind) ? 404 : 403, `${role} ${route} ${kind}`)
      }
    }
  }
})

test.serial('others’ jobs, tokens and requests are nobody else’s', async (t) => {
  const { body } = await callers.archivist.call('PATCH', '/api/v1/items', {
    ids: [items.open.id],
    changes: {},
    dryRun: true,
  })
  const path = `/api/v1/jobs/${body.job.id}`
  for (const role of ['researcher', 'editor'] as const) {
    t.is((await callers[role].get(path)).status, 404)
    t.is((await callers[role].call('PUT', `${path}/cancellation`)).status, 404)
    t.is((await callers[role].get(`/api/v1/events?subjects=job:${body.job.id}`)).status, 404)
    t.is((await callers[role].get('/api/v1/jobs')).body.total, 0)
  }
  t.is((await callers.archivist.get(path)).status, 200)
  t.is((await callers.admin.get(path)).status, 200)
  const token = (await callers.archivist.call('POST', '/api/v1/tokens', { name: 'own' })).body
  t.is((await callers.admin.call('DELETE', `/api/v1/tokens/${token.id}`)).status, 404)
  await callers.researcher.call('POST', '/api/v1/access-requests', { itemId: items.controlled.id, purpose: '写文' })
  t.is((await callers.researcher.get('/api/v1/access-requests')).body.total, 1)
  t.is((await callers.editor.get('/api/v1/access-requests')).body.total, 0)
})

test.serial('history tells readers what changed and when, not who did it nor what stood there', async (t) => {
  const ofReader = (await callers.researcher.get(`/api/v1/items/${items.open.id}/history`)).body
  t.true(ofReader.total > 1)
  t.true(ofReader.items.every((one: Json) => one.actorId === '' && one.actorName === ''))
  t.true(
    ofReader.items.flatMap((one: Json) => one.changes).every((change: Json) => change.field && change.before === null),
  )
  const [last] = (await callers.archivist.get(`/api/v1/items/${items.open.id}/history`)).body.items
  t.is(last.actorName, 'admin')
  t.true(last.changes.some((change: Json) => change.before === '文件名open' && change.after === '题名open'))
})

test.serial('where reading is open, nobody reads what is open and no more; and changes nothing', async (t) => {
  await service.stop()
  await start({ ROLE: 'web', ANONYMOUS_READING: 'on' })
  t.deepEqual(await compareItems('anonymous', ['open']), [])
  t.deepEqual(await compareLists('anonymous', ['open']), [])
  for (const [route, { by }] of Object.entries(table))
    if (by !== 'item' && by !== 'public') t.is((await ask('anonymous', route, 'open')).status, 401, route)
})

test.serial('what is hidden is gone from every answer at once, though the index has not been told', async (t) => {
  const admin = callers.admin
  const any = { 'if-match': '*' }
  t.is((await admin.call('PUT', `/api/v1/items/${items.open.id}/withdrawal`, { reason: '再议' })).status, 200)
  t.false((await admin.get(`/api/v1/items/${items.open.id}`)).body.searchable, 'no worker is there to tell it')
  t.deepEqual(await compareLists('anonymous', []), [])
  t.deepEqual(await compareLists('researcher', ['granted']), [])
  await admin.call('PATCH', `/api/v1/items/${items.internal.id}`, { access: 'controlled' }, any)
  t.deepEqual(await compareLists('editor', ['granted']), [])
  await admin.call('DELETE', `/api/v1/items/${items.granted.id}?reason=x`)
  t.deepEqual(await compareLists('editor', []), [])
})
