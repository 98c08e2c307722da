/** A rebuild for which there is no room: not begun, told in figures, and made as soon as there is room; the index there is goes on serving. */
import { cpSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { signedIn } from '../support/client.ts'
import { MARK, makeArchive, outdate, rebuildWhen, searchFiles } from '../support/rebuilding.ts'
import { remove, startService, temporary } from '../support/service.ts'
import { fill, mounted, unmount } from '../support/small-disk.ts'

const MIB = 1 << 20
const disk = temporary()
const isMounted = mounted(disk, '120m')
test.after.always(() => {
  if (isMounted) unmount(disk)
  remove(disk)
})

const onDisk = isMounted ? test : test.skip
onDisk(
  'too little room is said before a rebuild begins, with figures, and it goes on when there is room',
  async (t) => {
    t.timeout(200_000)
    const made = await makeArchive(20, 50_000)
    cpSync(made, disk, { recursive: true })
    remove(made)
    const [former] = searchFiles(disk)
    const size = statSync(join(disk, 'derivatives', former!)).size
    outdate(disk)
    // What is left holds a few records, and no second index.
    const filling = join(disk, 'filling')
    fill(filling)
    truncateSync(filling, statSync(filling).size - 7 * MIB)
    const service = await startService(disk)
    t.teardown(() => service.kill())
    const client = await signedIn(service.url)
    const failed = await rebuildWhen(client, (job) => job.finishedAt)
    t.like(failed, { state: 'failed', problem: { code: 'search.no-room' } })
    const [, needed, free] = /约需 (\d+) MiB，可用的只有 (\d+) MiB/.exec(failed.problem.detail) ?? []
    t.true(Number(needed) * MIB >= size && Number(needed) * MIB < 3 * size, failed.problem.detail)
    t.true(Number(free) <= 7, failed.problem.detail)
    t.deepEqual(searchFiles(disk), [former], 'nothing was begun')
    t.is((await client.search(MARK)).total, 19, 'the former index serves')
    t.is(await service.stop(), 0)

    // Noticed again at the next start, by the same job.
    rmSync(filling)
    const again = await startService(disk)
    t.teardown(() => again.kill())
    const other = await signedIn(again.url)
    const done = await rebuildWhen(other, (job) => job.state === 'done')
    t.is(done.id, failed.id)
    t.is((await other.search(MARK)).total, 20)
    t.is(await again.stop(), 0)
  },
)
