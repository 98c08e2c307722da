import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import test from 'ava'
import { openDatabase } from '../../../src/adapters/sqlite/database.ts'
import { createDispatchStore } from '../../../src/adapters/sqlite/dispatches.ts'
import { createGrantStore } from '../../../src/adapters/sqlite/users.ts'
import { remove, temporary } from '../../support/service.ts'

test('lines of dispatches from before get what their unit is called by, also of a unit that was taken off the list', async (t) => {
  const folder = temporary()
  t.teardown(() => remove(folder))
  const file = join(folder, 'archive.db')
  await openDatabase(file).destroy()
  const before = new DatabaseSync(file)
  before.exec(`
    PRAGMA foreign_keys = OFF;
    DELETE FROM migrations WHERE name = '0059-dispatch-categories';
    INSERT INTO exchange_units VALUES ('a', '临溪县政协', '{"category":"各县区政协","copies":20}', 1, NULL);
    INSERT INTO exchange_units VALUES ('b', '省图书馆', '{"category":"图书馆","copies":2}', 1, '2026-01-01');
    INSERT INTO dispatches VALUES ('1', 'v', 'unit', 'a', '临溪县政协', '{"address":"某路1号","copies":20,"state":"sent"}', 3, '2026-01-01');
    INSERT INTO dispatches VALUES ('2', 'v', 'unit', 'b', '省图书馆', '{"copies":2,"state":"waiting"}', 1, '2026-01-02');
    INSERT INTO dispatches VALUES ('3', 'v', 'author', NULL, '张甲', '{"copies":2,"state":"waiting"}', 1, '2026-01-03');
  `)
  before.close()
  const db = openDatabase(file)
  t.teardown(() => db.destroy())
  const lines = await createDispatchStore(db).ofVolume('v')
  t.deepEqual(
    lines.map(({ name, category, copies, revision }) => [name, category, copies, revision]),
    [
      ['临溪县政协', '各县区政协', 20, 3],
      ['省图书馆', '图书馆', 2, 1],
      ['张甲', '', 2, 1],
    ],
  )
  t.is(lines[0]!.address, '某路1号')
})

test('requests from before are kept when they come to point to no row', async (t) => {
  const folder = temporary()
  t.teardown(() => remove(folder))
  const file = join(folder, 'archive.db')
  await openDatabase(file).destroy()
  const before = new DatabaseSync(file)
  before.exec(`
    PRAGMA foreign_keys = OFF;
    DELETE FROM migrations WHERE name = '0060-requests-of-anything';
    INSERT INTO users (id, username, display_name, password_hash, roles, created_at) VALUES ('u', 'u', '', '', '[]', '2026-01-01');
    INSERT INTO access_requests VALUES ('1', 'i', 'u', '写文', '2026-01-01', 'granted', 'a', '2026-01-02', '', '2026-03-01');
  `)
  before.close()
  const db = openDatabase(file)
  t.teardown(() => db.destroy())
  const grants = createGrantStore(db)
  t.like(await grants.getRequest('1'), { itemId: 'i', purpose: '写文', decision: 'granted', expiresAt: '2026-03-01' })
})
