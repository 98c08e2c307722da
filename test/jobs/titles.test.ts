import test from 'ava'
import type { Item } from '../../src/items/item.ts'
import type { Job } from '../../src/jobs/job.ts'
import { createJobs } from '../../src/jobs/jobs.ts'
import type { JobStore } from '../../src/jobs/store.ts'
import { system } from '../../src/policy.ts'

const items = [
  { id: 'a', title: '渡口', access: 'open', withdrawn: null },
  { id: 'b', title: '密件', access: 'controlled', withdrawn: null },
] as Item[]
const found = ['a', 'b', ''].map((subject, i) => ({ id: `${i}`, kind: 'read', subject }) as Job)
const jobs = createJobs({
  jobs: { list: async () => ({ total: 3, jobs: found }) } as unknown as JobStore,
  items: { getMany: async (ids) => items.filter(({ id }) => ids.includes(id)) },
  wake: () => undefined,
})
const page = { page: 1, size: 50 }

test('jobs are told with the titles of their items', async (t) => {
  t.deepEqual((await jobs.list(system, {}, page)).titles, { a: '渡口', b: '密件' })
})

test('of an item one may not read no title is told, whoever asked for the job', async (t) => {
  t.deepEqual((await jobs.list({ ...system, id: 'u', roles: ['researcher'] }, {}, page)).titles, { a: '渡口' })
})
