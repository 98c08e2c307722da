/** How long a session lasts: until the browser is closed or nothing is done for half a day; on one's own computer, a fortnight. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import test from 'ava'
import { createClient } from '../support/client.ts'
import { PASSWORD, remove, type Service, startService, temporary } from '../support/service.ts'

const storage = temporary()
const HOUR = 3_600_000
let service: Service

test.before(async () => {
  service = await startService(storage)
})
test.after.always(async () => {
  await service?.stop()
  remove(storage)
})

/** Signs in; `back`: as if it had been so long ago, with nothing done since. */
async function session(keep: boolean) {
  const { headers } = await createClient(service.url).call('POST', '/api/v1/session', {
    username: 'admin',
    password: PASSWORD,
    keep,
  })
  const [set = ''] = headers.getSetCookie()
  const cookie = set.split(';')[0]!
  return { set, status: async () => (await createClient(service.url, { cookie }).get('/api/v1/session')).status }
}
function back(hours: number): void {
  const db = new DatabaseSync(join(storage, 'archive.db'))
  db.prepare('update sessions set created_at = created_at - ?, seen_at = seen_at - ?').run(hours * HOUR, hours * HOUR)
  db.close()
}

test.serial('a session that is not kept ends with the browser, and after 12 idle hours', async (t) => {
  const { set, status } = await session(false)
  t.notRegex(set, /Max-Age/i)
  back(13)
  t.is(await status(), 401)
})

test.serial('one that is kept outlives the night, for 14 days', async (t) => {
  const { set, status } = await session(true)
  t.regex(set, /; Max-Age=1209600/)
  t.regex(set, /HttpOnly; SameSite=Lax/)
  back(13 * 24)
  t.is(await status(), 200)
  const old = await session(true)
  back(15 * 24)
  t.is(await old.status(), 401)
})

test('who is not signed in is told the name of the house, and nothing else of the settings', async (t) => {
  const anonymous = createClient(service.url)
  t.deepEqual((await anonymous.get('/api/v1/office')).body, { name: '' })
  t.is((await anonymous.get('/api/v1/settings')).status, 401)
})
