import { join } from 'node:path'
import test from 'ava'
import { openDatabase } from '../../src/adapters/sqlite/database.ts'
import { createJobStore } from '../../src/adapters/sqlite/jobs.ts'
import { Fault } from '../../src/faults.ts'
import { createWorker } from '../../src/jobs/worker.ts'
import { systemClock as clock } from '../../src/ports/clock.ts'
import { silent as log } from '../../src/ports/log.ts'
import { remove, temporary } from '../support/service.ts'

test('a disk that is too full to write down what a job came to: it is written when there is room, and the job is not done twice', async (t) => {
  const folder = temporary()
  const db = openDatabase(join(folder, 'archive.db'))
  t.teardown(() => remove(folder))
  t.teardown(() => db.destroy())
  const jobs = createJobStore(db, clock)
  await jobs.add({ kind: 'read', subject: 'item', requestedBy: '' })
  let refusals = 2
  let runs = 0
  const written = Promise.withResolvers<void>()
  const worker = createWorker({
    jobs: {
      ...jobs,
      async settle(settled) {
        if (refusals-- > 0) throw new Fault('storage.full')
        await jobs.settle(settled)
        written.resolve()
      },
    },
    clock,
    log,
    lanes: {
      read: {
        batch: 1,
        parallel: 1,
        async run(batch) {
          runs++
          return batch.map(() => ({ is: 'done' }))
        },
      },
    },
  })
  await worker.start()
  await written.promise
  await worker.stop()
  t.is(runs, 1)
  t.deepEqual(await jobs.depth(), [], 'done, and not left under a lease for ever')
})
