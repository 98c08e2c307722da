/** How long a session lasts: until the browser is closed or nothing is done for half a day; on one's own computer, a fortnight. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import test from 'ava'
import { createClient, signedIn } from '../support/client.ts'
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
async function session(keep: boolean, username = 'admin') {
  const { headers } = await createClient(service.url).call('POST', '/api/v1/session', {
    username,
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

test.serial(
  'whose name is corrected goes on working; only roles that change end sessions, and only they are told',
  async (t) => {
    const admin = await signedIn(service.url)
    const roles = ['editor', 'archivist']
    const user = { username: 'liyi', displayName: '李已', password: PASSWORD, roles }
    const { body: made } = await admin.call('POST', '/api/v1/users', user)
    const change = (body: object) => admin.call('PATCH', `/api/v1/users/${made.id}`, body)
    const told = async () =>
      (await admin.get('/api/v1/audit', { subject: made.id })).body.items
        .map(({ act }: { act: string }) => act)
        .filter((act: string) => act.startsWith('user.'))
    const { status } = await session(false, 'liyi')

    t.is((await change({ displayName: '李乙', roles: roles.toReversed() })).body.displayName, '李乙')
    t.is(await status(), 200)
    t.is((await change({ displayName: '李乙', roles })).status, 200)
    t.deepEqual(await told(), ['user.rename', 'user.create'])

    t.deepEqual((await change({ displayName: '李一', roles: ['editor'] })).body.roles, ['editor'])
    t.is(await status(), 401)
    t.deepEqual(await told(), ['user.roles', 'user.rename', 'user.rename', 'user.create'])
  },
)
