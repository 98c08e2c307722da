/** The trail is read by people: what its ids stand for is told with it, to those who may read all of it. */
import test from 'ava'
import { served } from '../support/client.ts'

const { admin, archivist } = await served(test, { roles: ['archivist'] })

test('a page of the audit names what its records speak of', async (t) => {
  const { body: file } = await admin.upload('/api/v1/files', [{ name: '渡口.txt', data: Buffer.from('老渡口旧事。') }])
  const title = '老渡口的来历'
  await archivist.call('PATCH', `/api/v1/items/${file.id}`, { title }, { 'if-match': '*' })
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
  await admin.call('PUT', `/api/v1/items/${file.id}/grants/${archivist.id}`, { purpose: '核对', expiresAt })

  const { status, body } = await admin.get('/api/v1/audit', { subject: file.id })
  t.is(status, 200)
  t.deepEqual(body.names[file.id], { kind: 'item', name: title })
  t.deepEqual(body.names[archivist.id], { kind: 'user', name: 'u-archivist' })
  const all = (await admin.get('/api/v1/audit', { act: 'file.receive' })).body
  const { name, kind } = all.names[file.accessionId]
  t.is(kind, 'accession')
  t.regex(name, /\S+ \S+/)
  t.is((await archivist.get('/api/v1/audit')).status, 403)
})
