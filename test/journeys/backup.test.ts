import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { type Client, type Json, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const folders = [temporary(), temporary(), temporary()] as const
const services: Service[] = []
test.after.always(async () => {
  for (const service of services) await service.stop()
  for (const folder of folders) remove(folder)
})

async function started(storage: string, env: Record<string, string> = {}): Promise<[Service, Client]> {
  const service = await startService(storage, env)
  services.push(service)
  return [service, await signedIn(service.url)]
}
async function ended(admin: Client, id: string): Promise<Json> {
  for (;;) {
    const { body } = await admin.get(`/api/v1/jobs/${id}`)
    if (body.state !== 'waiting' && body.state !== 'running') return body
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('an administrator starts a backup; the condition of the archive tells of it, and of what is damaged', async (t) => {
  const [storage, target] = folders
  const [service, admin] = await started(storage, { BACKUP_DIR: target })
  const archivist = await withRole(service.url, admin, 'archivist')
  const { body: accession } = await admin.call('POST', '/api/v1/accessions', { title: '移交' })
  await admin.upload(`/api/v1/accessions/${accession.id}/files`, [
    { name: '渡口.txt', data: Buffer.from('老渡口旧事。') },
  ])
  await admin.settled(accession.id)
  t.like((await archivist.get('/api/v1/condition')).body, {
    originals: 1,
    fixity: null,
    backup: { isSet: true, madeAt: null },
    unindexed: 0,
  })
  t.is((await archivist.call('POST', '/api/v1/backups')).status, 403)

  const begun = await admin.call('POST', '/api/v1/backups')
  t.is(begun.status, 202)
  const job = await ended(admin, begun.body.job.id)
  t.like(job, { state: 'done', result: { items: 1, blobs: 1 } })
  t.true(existsSync(join(target, 'archive.db')))
  const after = (await archivist.get('/api/v1/condition')).body
  t.is(after.backup.madeAt, job.result.madeAt)
  t.true(after.free > 0)

  // A damaged original is named and keeps the good copy of the backup.
  const originals = join(storage, 'originals')
  const file = readdirSync(originals, { recursive: true })
    .map((name) => join(originals, String(name)))
    .find((name) => /[0-9a-f]{64}$/.test(name))!
  chmodSync(file, 0o600)
  writeFileSync(file, '不是原来的')
  const run = await admin.call('POST', '/api/v1/fixity/runs')
  await ended(admin, run.body.job.id)
  const { fixity } = (await archivist.get('/api/v1/condition')).body
  t.like(fixity, { id: run.body.id, checked: 1, bad: 1 })
  const [bad, ...others] = (await archivist.get(`/api/v1/fixity/runs/${fixity.id}`)).body.bad
  t.deepEqual(others, [])
  const [item] = (await archivist.get('/api/v1/items')).body.items
  t.like(bad, { itemId: item.id, title: item.title, kind: 'changed' })
  t.true(file.endsWith(bad.sha256))
  t.regex(bad.filename, /\.txt$/)
})

test('without a folder the way to one is said', async (t) => {
  const [, admin] = await started(folders[2])
  const refused = await admin.call('POST', '/api/v1/backups')
  t.is(refused.body.code, 'backup.no-folder')
  t.true(refused.body.detail.includes('BACKUP_DIR'))
})

test('where nobody works, what waits to be found is told', async (t) => {
  const storage = temporary()
  const [service, admin] = await started(storage, { ROLE: 'web' })
  const { body } = await admin.call('POST', '/api/v1/accessions', { title: '移交' })
  await admin.upload(`/api/v1/accessions/${body.id}/files`, [
    { name: '渡口.txt', data: Buffer.from('老渡口旧事。') },
    { name: '义渡.txt', data: Buffer.from('义渡旧事。') },
  ])
  t.is((await admin.get('/api/v1/condition')).body.unindexed, 2)
  await service.stop()
  remove(storage)
})
