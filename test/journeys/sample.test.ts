/** 示例材料: loaded by a job, counted nowhere, removed in one step; and the password that was printed. */
import { setTimeout as rest } from 'node:timers/promises'
import test from 'ava'
import { type Client, createClient, type Json, signedIn, withRole } from '../support/client.ts'
import { printedPassword, remove, type Service, startService, temporary } from '../support/service.ts'

const storage = temporary()
let service: Service
let admin: Client
test.before(async () => {
  service = await startService(storage)
  admin = await signedIn(service.url)
})
test.after.always(async () => {
  await service?.stop()
  remove(storage)
})

async function loaded(): Promise<Json> {
  for (;;) {
    const { body } = await admin.get('/api/v1/sample')
    if (!body.job) return body
    await rest(50)
  }
}

test.serial('the sample is loaded by a job, described, read and found, and counted nowhere', async (t) => {
  t.like((await admin.get('/api/v1/sample')).body, { items: 0, accessions: 0, job: null })
  const started = await admin.call('POST', '/api/v1/sample')
  t.is(started.status, 202)
  t.is((await admin.call('POST', '/api/v1/sample')).status, 409, 'not twice')
  t.like(await loaded(), { items: 12, accessions: 3 })
  t.like((await admin.get(`/api/v1/jobs/${started.body.job.id}`)).body, { state: 'done', done: 12, total: 12 })
  t.is((await admin.call('POST', '/api/v1/sample')).status, 409)
  const accessions = (await admin.get('/api/v1/accessions')).body.items
  t.is(accessions.length, 3)
  for (const { id, isSample, accessionNumber } of accessions) {
    t.true(isSample)
    t.regex(accessionNumber, /^示例-\d+$/)
    await admin.settled(id)
  }
  const found = await admin.search('义渡')
  t.true(found.total >= 4)
  t.true((await admin.search('米业公会')).total >= 2, 'also the one in GBK')
  const { items } = (await admin.get('/api/v1/items', { size: '50' })).body
  t.true(items.every((item: Json) => item.state === 'ready' && item.referenceCode === null))
  const letter = items.find((item: Json) => item.title === '致家兄书')
  t.is(letter.date.start, '1944-07-27', 'by the lunar calendar')
  t.is(letter.access, 'controlled')

  const year = String(new Date().getFullYear())
  t.like((await admin.get('/api/v1/statistics', { year })).body, { items: 0, characters: 0 })
  t.like((await admin.get(`/api/v1/statistics/${year}`)).body, { items: 0, years: [] })
  t.like((await admin.get('/api/v1/statistics')).body, { items: 0, characters: 0, texts: 0, images: 0 })
  t.is((await admin.get('/api/v1/condition')).body.originals, 0)
  t.like((await admin.get('/api/v1/desk')).body, { isEmpty: true, hasSample: true })
  const first = await admin.call('POST', '/api/v1/accessions', { title: '自己的第一批' })
  t.regex(first.body.accessionNumber, /-0001$/, 'numbers of the office begin at one')
  t.false(first.body.isSample)
})

test.serial('it is removed in one step, and nothing else with it', async (t) => {
  const [own] = (await admin.get('/api/v1/accessions', { q: '自己的' })).body.items
  await admin.upload(`/api/v1/accessions/${own.id}/files`, [{ name: '甲.txt', data: Buffer.from('义渡也在这里。') }])
  await admin.settled(own.id)
  const { body } = await admin.get('/api/v1/accessions')
  const sample = body.items.find((one: Json) => one.isSample)
  t.deepEqual((await admin.call('DELETE', '/api/v1/sample')).body, { removed: 12 })
  t.like((await admin.get('/api/v1/sample')).body, { items: 0, accessions: 0 })
  t.deepEqual(
    (await admin.get('/api/v1/accessions')).body.items.map(({ title }: Json) => title),
    ['自己的第一批'],
  )
  t.is((await admin.get(`/api/v1/accessions/${sample.id}`)).status, 404)
  while ((await admin.search('义渡')).total !== 1) await rest(50)
  t.like((await admin.get('/api/v1/desk')).body, { isEmpty: false, hasSample: false })
  t.deepEqual((await admin.call('DELETE', '/api/v1/sample')).body, { removed: 0 })
  t.true((await admin.get('/api/v1/audit/verification')).body.isWhole)
})

test.serial('it can be loaded again; removed while it is being loaded, nothing of it stays', async (t) => {
  await admin.call('POST', '/api/v1/sample')
  while (((await admin.get('/api/v1/sample')).body.job?.done ?? 1) < 1) await rest(5)
  await admin.call('DELETE', '/api/v1/sample')
  for (;;) {
    const { accessions, job } = (await admin.get('/api/v1/sample')).body
    if (accessions === 0 && !job) break
    await rest(50)
  }
  await admin.call('POST', '/api/v1/sample')
  t.like(await loaded(), { items: 12, accessions: 3 })
  await admin.call('DELETE', '/api/v1/sample')
})

test.serial('only an administrator loads or removes it', async (t) => {
  const archivist = await withRole(service.url, admin, 'archivist')
  for (const method of ['GET', 'POST', 'DELETE'])
    t.is((await archivist.call(method, '/api/v1/sample')).status, 403, method)
})

test.serial('a password that the service printed is known as such until it is replaced', async (t) => {
  const folder = temporary()
  const fresh = await startService(folder, { ADMIN_PASSWORD: '' })
  try {
    const printed = await printedPassword(fresh)
    const anonymous = createClient(fresh.url)
    const signIn = (password: string) => anonymous.call('POST', '/api/v1/session', { username: 'admin', password })
    const { status, body } = await signIn(printed)
    t.is(status, 200)
    t.true(body.user.isPasswordPrinted)
    const client = await signedIn(fresh.url, 'admin', printed)
    const change = (current: string) =>
      client.call('POST', `/api/v1/users/${body.user.id}/password`, { current, password: 'quiet-willow-orchid-77' })
    t.is((await change('wrong')).status, 422)
    t.true((await signIn(printed)).body.user.isPasswordPrinted)
    t.is((await change(printed)).status, 204)
    t.is((await signIn(printed)).status, 401)
    t.false((await signIn('quiet-willow-orchid-77')).body.user.isPasswordPrinted)
  } finally {
    await fresh.stop()
    remove(folder)
  }
  t.false((await admin.get('/api/v1/session')).body.user.isPasswordPrinted, 'one that was given is nobody’s print')
})
