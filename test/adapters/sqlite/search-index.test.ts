import { readdirSync } from 'node:fs'
import test from 'ava'
import { createSqliteSearchIndex } from '../../../src/adapters/sqlite/search-index.ts'
import { searchIndexContract } from '../../contracts/search-index.ts'
import { remove, temporary } from '../../support/service.ts'

function present() {
  let name: string | null = null
  return {
    current: async () => name,
    switchTo: async (next: string) => {
      name = next
    },
  }
}

searchIndexContract(test, 'sqlite', async () => {
  const folder = temporary()
  return {
    index: createSqliteSearchIndex({ folder, ...present(), readOnly: false }),
    kept: async () => readdirSync(folder).filter((name) => name.endsWith('.db')),
    remove: async () => remove(folder),
  }
})

const stamp = { archiveId: 'archive', epoch: 1, foldVersion: 1, layoutVersion: 0, datesVersion: 1, documentVersion: 1 }

test('sqlite: a reader in another thread follows a rebuild at its next question, and keeps the former file until then', async (t) => {
  const folder = temporary()
  const which = present()
  const writer = createSqliteSearchIndex({ folder, ...which, readOnly: false })
  await (await writer.rebuild(stamp)).complete()
  const reader = createSqliteSearchIndex({ folder, ...which, readOnly: true })
  t.is((await reader.stamp())?.epoch, 1)
  await (await writer.rebuild({ ...stamp, epoch: 2 })).complete()
  t.is((await reader.stamp())?.epoch, 2)
  await Promise.all([reader.close(), writer.close()])
  remove(folder)
})

test('sqlite: a file that a rebuild removes between its naming and its opening is not missed', async (t) => {
  const folder = temporary()
  const which = present()
  const writer = createSqliteSearchIndex({ folder, ...which, readOnly: false })
  await (await writer.rebuild(stamp)).complete()
  const former = await which.current()
  await (await writer.rebuild({ ...stamp, epoch: 2 })).complete()
  const named = [former]
  const current = async () => named.pop() ?? which.current()
  const reader = createSqliteSearchIndex({ folder, ...which, current, readOnly: true })
  t.is(await reader.count(), 0)
  t.is((await reader.stamp())?.epoch, 2)
  await Promise.all([reader.close(), writer.close()])
  remove(folder)
})

test('sqlite: a switch that fails leaves the former index serving and nothing behind', async (t) => {
  const folder = temporary()
  const { current, switchTo } = present()
  let isFull = false
  const index = createSqliteSearchIndex({
    folder,
    current,
    switchTo: async (name) => {
      if (isFull) throw new Error('disk full')
      await switchTo(name)
    },
    readOnly: false,
  })
  await (await index.rebuild(stamp)).complete()
  isFull = true
  const fresh = await index.rebuild({ ...stamp, epoch: 2 })
  await t.throwsAsync(fresh.complete(), { message: 'disk full' })
  await fresh.abandon()
  t.is((await index.stamp())?.epoch, 1)
  t.is(readdirSync(folder).filter((name) => name.endsWith('.db')).length, 1)
  await index.close()
  remove(folder)
})
