/** A disk that really is full (reliability.md, promise 2): a small tmpfs as STORAGE_DIR, which only root can mount. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { createClient, type Json, signedIn } from '../support/client.ts'
import * as bad from '../support/hostile.ts'
import { leftBehind, remove, startService, temporary } from '../support/service.ts'
import { fill, mounted, unmount } from '../support/small-disk.ts'

const MIB = 1 << 20

const disk = temporary()
const isMounted = mounted(disk, '40m')
test.after.always(() => {
  if (isMounted) unmount(disk)
  remove(disk)
})

const onDisk = isMounted ? test : test.skip
onDisk(
  'a full disk: uploads are refused with 507 and the reason, reads go on, and all works again once there is room',
  async (t) => {
    const service = await startService(disk)
    t.teardown(() => service.kill())
    const admin = await signedIn(service.url)
    // A token that is used for the first time when nothing can be noted of it.
    const fresh = (await admin.call('POST', '/api/v1/tokens', { name: 'fresh' })).body.token
    const { id } = (await admin.call('POST', '/api/v1/accessions', { title: '来稿' })).body
    const path = `/api/v1/accessions/${id}/files`
    const send = (...files: [string, Buffer | string][]) =>
      admin.upload(
        path,
        files.map(([name, data]) => ({ name, data: Buffer.from(data as string) })),
      )
    const [kept] = (await send(['渡口.txt', '老渡口在城东，满之前收下。'])).body.results
    await admin.settled(id)

    const large = randomBytes(50 * MIB)
    const alone = await send(['大.bin', large])
    t.is(alone.status, 507)
    t.is(alone.body.code, 'storage.full')
    t.regex(alone.body.detail, /存储空间已满/)
    const beside = await send(['大.bin', large], ['小.txt', '大的放不下，小的照收。'])
    t.deepEqual(
      beside.body.results.map(({ outcome, problem }: Json) => [outcome, problem?.code]),
      [
        ['rejected', 'storage.full'],
        ['accepted', undefined],
      ],
      'one that does not fit does not cost the others',
    )
    // It needs 36 MiB here and as much again to be received: it waits for them, and is no damaged archive.
    const members = Array.from({ length: 36 }, (_, i) => ({
      name: `${i}.bin`,
      data: Buffer.alloc(MIB, randomBytes(16_384)),
    }))
    const [archive] = (await send(['来稿.zip', bad.zip(members)])).body.results
    t.is(archive.outcome, 'accepted')

    fill(join(disk, 'filling'))
    for (let i = 0; i < 3; i++) {
      const refused = await send([`${i}.txt`, `满时第${i}份`])
      t.is(refused.status, 507, JSON.stringify(refused.body))
      t.is(refused.body.code, 'storage.full')
    }
    t.is((await admin.call('POST', '/api/v1/accessions', { title: '再来' })).status, 507)
    const reader = createClient(service.url, { authorization: `Bearer ${fresh}` })
    t.is((await reader.get('/api/v1/items')).status, 200)
    t.is((await reader.search('老渡口')).total, 1)
    const read = await reader.bytes(`/api/v1/objects/${kept.objectId}/content`)
    t.is(read.data.toString(), '老渡口在城东，满之前收下。')

    execFileSync('mount', ['-o', 'remount,size=300m', disk])
    rmSync(join(disk, 'filling'))
    const again = await send(['0.txt', '满时第0份'])
    t.is(again.body.results[0].outcome, 'accepted')
    const { accepted, duplicates } = await admin.settled(id)
    t.deepEqual(
      [accepted, duplicates],
      [4 + members.length, 0],
      'the archive that waited was unpacked by itself, each member once',
    )
    t.is((await admin.search('满时第0份')).total, 1)
    t.is(await service.stop(), 0)
    t.deepEqual(await leftBehind(disk), [])
  },
)
