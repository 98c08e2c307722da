import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { createRandom } from '../../../scripts/sample/random.ts'
import { createSqliteSearchIndex } from '../../../src/adapters/sqlite/search-index.ts'
import type { SearchRequest } from '../../../src/ports/search-index.ts'
import { phantomContract } from '../../contracts/phantoms.ts'
import { type Made, searchIndexContract } from '../../contracts/search-index.ts'
import { document, randomDocument } from '../../contracts/search-samples.ts'
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

const make = async (): Promise<Made> => {
  const folder = temporary()
  const which = present()
  const again = () => createSqliteSearchIndex({ folder, ...which, readOnly: false })
  return {
    index: again(),
    again,
    kept: async () => readdirSync(folder).filter((name) => name.endsWith('.db')),
    remove: async () => remove(folder),
  }
}
searchIndexContract(test, 'sqlite', make)
phantomContract(test, 'sqlite', make)

const everything: SearchRequest = {
  match: { is: 'all' },
  scope: { classes: ['open', 'internal', 'controlled', 'withdrawn'], alsoItems: [] },
  sort: 'number',
  from: 0,
  size: 10,
  facets: [],
}
const stamp = { archiveId: 'archive', epoch: 1, foldVersion: 1, layoutVersion: 0, datesVersion: 1, documentVersion: 1 }

test('sqlite: a reader in another thread follows a rebuild at its next question, and keeps the former file until then', async (t) => {
  const folder = temporary()
  const which = present()
  const writer = createSqliteSearchIndex({ folder, ...which, readOnly: false })
  await (await writer.rebuild('first', stamp)).complete()
  const reader = createSqliteSearchIndex({ folder, ...which, readOnly: true })
  t.is((await reader.origin())?.epoch, 1)
  await (await writer.rebuild('second', { ...stamp, epoch: 2 })).complete()
  t.is((await reader.origin())?.epoch, 2)
  await Promise.all([reader.close(), writer.close()])
  remove(folder)
})

test('sqlite: a file that a rebuild removes between its naming and its opening is not missed', async (t) => {
  const folder = temporary()
  const which = present()
  const writer = createSqliteSearchIndex({ folder, ...which, readOnly: false })
  await (await writer.rebuild('first', stamp)).complete()
  const former = await which.current()
  await (await writer.rebuild('second', { ...stamp, epoch: 2 })).complete()
  const named = [former]
  const current = async () => named.pop() ?? which.current()
  const reader = createSqliteSearchIndex({ folder, ...which, current, readOnly: true })
  t.is(await reader.count(), 0)
  t.is((await reader.origin())?.epoch, 2)
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
  await (await index.rebuild('first', stamp)).complete()
  isFull = true
  const fresh = await index.rebuild('second', { ...stamp, epoch: 2 })
  await t.throwsAsync(fresh.complete(), { message: 'disk full' })
  await fresh.abandon()
  t.is((await index.origin())?.epoch, 1)
  t.is(readdirSync(folder).filter((name) => name.endsWith('.db')).length, 1)
  await index.close()
  remove(folder)
})

const random = createRandom(5)
const damages: [string, (file: string) => void][] = [
  ['cut in half', (file) => truncateSync(file, readFileSync(file).length / 2)],
  ['empty', (file) => truncateSync(file, 0)],
  ['gone', (file) => rmSync(file)],
  ['no database', (file) => writeFileSync(file, randomBytes(100_000))],
  [
    'torn inside',
    (file) => {
      const bytes = readFileSync(file)
      bytes.fill(randomBytes(3 * 4096), bytes.length / 2, bytes.length / 2 + 3 * 4096)
      writeFileSync(file, bytes)
    },
  ],
]
for (const [name, damage] of damages)
  test(`sqlite: a half-built file that is ${name} is begun anew, and the former one serves`, async (t) => {
    const folder = temporary()
    const which = present()
    const index = createSqliteSearchIndex({ folder, ...which, readOnly: false })
    await (await index.rebuild('first', stamp)).complete()
    await index.write([document(1, '旧')])
    const documents = Array.from({ length: 300 }, (_, i) => randomDocument(random, i + 1))
    const fresh = await index.rebuild('second', stamp)
    await fresh.fill({ documents, removals: [], upTo: 300 })
    await fresh.settle()
    await fresh.pause()
    const former = await which.current()
    damage(join(folder, readdirSync(folder).find((file) => file.endsWith('.db') && file !== former)!))
    const again = await index.rebuild('second', stamp)
    t.is(again.filledTo, 0)
    t.is((await index.search(everything)).total, 1)
    await again.fill({ documents, removals: [], upTo: 300 })
    await again.settle()
    while (await again.merge());
    await again.complete()
    t.is(await index.count(), 300)
    await index.clear([])
    t.is(readdirSync(folder).filter((file) => file.endsWith('.db')).length, 1)
    await index.close()
    remove(folder)
  })

test('sqlite: two processes that write beside each other: a reader misses neither', async (t) => {
  const folder = temporary()
  const which = present()
  const [one, other] = [0, 1].map(() => createSqliteSearchIndex({ folder, ...which, readOnly: false }))
  await (await one!.rebuild('first', stamp)).complete()
  const reader = createSqliteSearchIndex({ folder, ...which, readOnly: true })
  for (let i = 1; i <= 6; i++) {
    await (i % 2 ? one! : other!).write([document(i, '甲')])
    t.is((await reader.search(everything)).total, i)
  }
  await Promise.all([one!, other!, reader].map((each) => each.close()))
  remove(folder)
})
