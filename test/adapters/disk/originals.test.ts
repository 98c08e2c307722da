import { createHash } from 'node:crypto'
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import test, { type ExecutionContext } from 'ava'
import { createDiskOriginals } from '../../../src/adapters/disk/originals.ts'
import type { SideFile } from '../../../src/ports/originals.ts'
import { remove, temporary } from '../../support/service.ts'

const DAY = 86_400_000
const EPOCH = 1

function store(t: ExecutionContext) {
  const folder = temporary()
  t.teardown(() => remove(folder))
  return { folder, originals: createDiskOriginals(folder) }
}
async function kept(originals: ReturnType<typeof createDiskOriginals>, text: string, epoch = EPOCH): Promise<string> {
  const incoming = await originals.receive(Readable.from([Buffer.from(text)]), 1 << 20)
  const { sha256, size } = incoming
  const side = { objectId: 'o', itemId: 'i', accessionId: 'a', accessionNumber: 'ZJ', sha256, size, epoch } as SideFile
  await originals.keep(incoming, side)
  return sha256
}
const aged = (file: string) => utimesSync(file, new Date(0), new Date(0))
const shelf = (folder: string, sha256: string) => join(folder, 'originals', sha256.slice(0, 2))
const nobody = async () => false

test('what a crash left in incoming/ and originals/ goes when it is a day old, what is younger or known stays', async (t) => {
  const { folder, originals } = store(t)
  const [orphan, known, young] = [
    await kept(originals, '孤件'),
    await kept(originals, '在册'),
    await kept(originals, '新孤件'),
  ]
  writeFileSync(join(folder, 'incoming', 'half'), 'half')
  writeFileSync(join(folder, 'incoming', 'fresh'), 'fresh')
  aged(join(folder, 'incoming', 'half'))
  for (const sha256 of [orphan, known])
    for (const name of readdirSync(shelf(folder, sha256))) aged(join(shelf(folder, sha256), name))

  t.is(await originals.sweep(Date.now() - DAY, EPOCH, async (sha256) => sha256 === known), 3)
  t.deepEqual(readdirSync(join(folder, 'incoming')), ['fresh'])
  t.false(existsSync(originals.path(orphan)))
  t.is(await originals.verify(known), 'sound')
  t.is(await originals.verify(young), 'sound')
})

test('a side file that was damaged neither stops the sweep nor costs its bytes', async (t) => {
  const { folder, originals } = store(t)
  const [damaged, orphan] = [await kept(originals, '一'), await kept(originals, '二')]
  writeFileSync(join(shelf(folder, damaged), `${damaged}.o.json`), '{"objectId":')
  for (const sha256 of [damaged, orphan])
    for (const name of readdirSync(shelf(folder, sha256))) aged(join(shelf(folder, sha256), name))

  await originals.sweep(Date.now() - DAY, EPOCH, nobody)
  t.is(await originals.verify(damaged), 'sound')
  t.false(existsSync(originals.path(orphan)))
  const sides: SideFile[] = []
  for await (const side of originals.sideFiles()) sides.push(side)
  t.deepEqual(sides, [], 'what cannot be read is not listed, and does not end the list')
})

test('an orphan of another epoch is newer than a restored backup and stays', async (t) => {
  const { folder, originals } = store(t)
  const sha256 = await kept(originals, '备份之后', 0)
  for (const name of readdirSync(shelf(folder, sha256))) aged(join(shelf(folder, sha256), name))
  t.is(await originals.sweep(Date.now() - DAY, EPOCH, nobody), 0)
  t.is(await originals.verify(sha256), 'sound')
})

test('an old orphan that is uploaded again is not swept from under its new row', async (t) => {
  const { folder, originals } = store(t)
  const sha256 = await kept(originals, '再来一次')
  for (const name of readdirSync(shelf(folder, sha256))) aged(join(shelf(folder, sha256), name))
  // The bytes are kept anew after the sweep has asked whether anybody knows them.
  const asked = async () => {
    await originals.keep(await originals.receive(Readable.from([Buffer.from('再来一次')]), 100), null)
    return false
  }
  await originals.sweep(Date.now() - DAY, EPOCH, asked)
  t.is(await originals.verify(sha256), 'sound')
})

test('an oversized stream is read to its end and refused, and leaves nothing behind', async (t) => {
  const { folder, originals } = store(t)
  const source = Readable.from(Array.from({ length: 50 }, () => Buffer.alloc(1000)))
  await t.throwsAsync(originals.receive(source, 10_000), { message: 'file.too-large' })
  t.true(source.readableEnded)
  t.deepEqual(readdirSync(join(folder, 'incoming')), [])
  const { sha256 } = await originals.receive(Readable.from([Buffer.from('x')]), 10_000)
  t.is(sha256, createHash('sha256').update('x').digest('hex'))
})
