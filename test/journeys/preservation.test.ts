import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import test from 'ava'
import { type Client, type Json, signedIn } from '../support/client.ts'
import { remove, startService, temporary } from '../support/service.ts'

/** Runs a script as `npm run` would; its exit code and what it said. */
async function script(name: string, storage: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const file = fileURLToPath(new URL(`../../scripts/${name}.ts`, import.meta.url))
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, STORAGE_DIR: storage }
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [file, ...args], { env })
    return { code: 0, said: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, said: stdout + stderr }
  }
}

const texts = Array.from(
  { length: 12 },
  (_, i) => `第${i}号材料：老渡口在城东，船工多姓马。${i % 3 ? '商会修桥。' : '學堂遷址。'}`,
)
const queries = ['老渡口', '学堂', '商会 -学堂', '“學堂遷址”', '材料']
const answers = async (client: Client) =>
  Promise.all(
    queries.map(async (q) => {
      const { total, occurrences, hits } = await client.search(q, { size: '50' })
      return { q, total, occurrences, ids: hits.map((hit: Json) => hit.item.id).sort() }
    }),
  )

async function filled(storage: string): Promise<{ received: Json[]; before: Json }> {
  const service = await startService(storage)
  const client = await signedIn(service.url)
  const { body: accession } = await client.call('POST', '/api/v1/accessions', { title: '保存' })
  const files = texts.map((text, i) => ({ name: `材料${i}.txt`, data: Buffer.from(text) }))
  const { body } = await client.upload(`/api/v1/accessions/${accession.id}/files`, files)
  await client.settled(accession.id)
  const before = await answers(client)
  await service.stop()
  return { received: body.results, before }
}

test('index deleted, one command, the same answers; a flipped byte is named; a backup on an empty folder is the same archive', async (t) => {
  t.timeout(120_000)
  const [storage, backup, other] = [temporary(), join(temporary(), 'backup'), join(temporary(), 'storage')]
  t.teardown(() => [storage, join(backup, '..'), join(other, '..')].forEach(remove))
  const { received, before } = await filled(storage)
  t.deepEqual(
    before.map(({ total }: Json) => total),
    [12, 4, 8, 4, 12],
  )

  // Rebuild.
  const derivatives = join(storage, 'derivatives')
  for (const name of readdirSync(derivatives)) if (name.startsWith('search-')) rmSync(join(derivatives, name))
  const rebuilt = await script('rebuild-index', storage)
  t.is(rebuilt.code, 0, rebuilt.said)
  const again = await startService(storage)
  t.deepEqual(await answers(await signedIn(again.url)), before)
  await again.stop()

  // Backup, before the damage.
  const made = await script('backup', storage, backup)
  t.is(made.code, 0, made.said)

  // Fixity.
  const sound = await script('verify-fixity', storage)
  t.is(sound.code, 0, sound.said)
  const victim = received[4]
  const file = join(storage, 'originals', victim.sha256.slice(0, 2), victim.sha256)
  const bytes = readFileSync(file)
  bytes[7]! ^= 1
  writeFileSync(file, bytes)
  const found = await script('verify-fixity', storage)
  t.is(found.code, 1)
  t.true(found.said.includes(victim.objectId) && found.said.includes('changed'), found.said)
  t.true(found.said.includes('12 originals checked, 1 bad'), found.said)

  // Restore.
  const refused = await script('restore', storage, backup)
  t.is(refused.code, 1, 'a restore never overwrites')
  const restored = await script('restore', other, backup)
  t.is(restored.code, 0, restored.said)
  const service = await startService(other)
  t.teardown(() => service.stop())
  const client = await signedIn(service.url)
  // Until the new index is there a search says that it is not.
  while ((await client.get('/api/v1/search', { q: '材料' })).body.total !== texts.length);
  t.deepEqual(await answers(client), before)
  for (const { objectId, sha256 } of received) {
    const { data } = await client.bytes(`/api/v1/objects/${objectId}/content`)
    t.is(createHash('sha256').update(data).digest('hex'), sha256)
  }
  t.true((await client.get('/api/v1/audit/verification')).body.isWhole)
  await service.stop()
})

test('a damaged original is never served as if it were whole, and sending it again heals it', async (t) => {
  const storage = temporary()
  t.teardown(() => remove(storage))
  const service = await startService(storage)
  t.teardown(() => service.stop())
  const client = await signedIn(service.url)
  const file = { name: '孤本.txt', data: Buffer.from('只此一份的材料。') }
  const { body } = await client.upload('/api/v1/files', [file])
  const path = join(storage, 'originals', body.sha256.slice(0, 2), body.sha256)
  writeFileSync(path, 'short')
  const refused = await client.get(`/api/v1/objects/${body.objectId}/content`)
  t.is(refused.status, 503)
  t.is(refused.body.code, 'object.damaged')
  t.is((await client.upload('/api/v1/files', [file])).body.outcome, 'duplicate')
  t.deepEqual((await client.bytes(`/api/v1/objects/${body.objectId}/content`)).data, file.data)
  await service.stop()
})
