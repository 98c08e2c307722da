/** Resumable uploads (tus 1.0): cut anywhere, the service killed, taken up again, byte for byte. */
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import test from 'ava'
import { Upload } from 'tus-js-client'
import { createWeb } from '../../src/app/web.ts'
import { readConfig } from '../../src/config.ts'
import { system } from '../../src/policy.ts'
import { type Client, type Json, tokenOf, withRole, withToken } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const storage = temporary()
let service: Service
let token = ''
let admin: Client

test.before(async () => {
  service = await startService(storage, { MAX_FILE_BYTES: String(64 << 20) })
  token = await tokenOf(service.url)
  admin = withToken(service.url, token)
})
test.after.always(async () => {
  await service?.stop()
  remove(storage)
})
async function startAgain(): Promise<void> {
  service = await startService(storage, { MAX_FILE_BYTES: String(64 << 20) })
  admin = withToken(service.url, token)
}

const tus = { 'tus-resumable': '1.0.0' }
const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex')
const register = async (title: string) => String((await admin.call('POST', '/api/v1/accessions', { title })).body.id)
const metadata = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')
const begin = (accessionId: string, filename: string, length: number, more: Record<string, string> = {}, by = admin) =>
  by.call('POST', '/api/v1/uploads', undefined, {
    ...tus,
    'upload-length': String(length),
    'upload-metadata': metadata({ filename, accessionId, ...more }),
  })
const offsetOf = async (id: string) =>
  Number((await admin.call('HEAD', `/api/v1/uploads/${id}`, undefined, tus)).headers.get('upload-offset'))

/** Sends bytes from `offset`; with `cut`, the line breaks after so many of them. */
function send(
  id: string,
  data: Buffer,
  offset: number,
  { cut, headers = {} }: { cut?: number; headers?: Record<string, string> } = {},
): Promise<{ status: number; headers: Record<string, unknown>; body: Json }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${service.url}/api/v1/uploads/${id}`, {
      method: 'PATCH',
      headers: {
        ...tus,
        authorization: `Bearer ${token}`,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
        'content-length': String(data.length),
        ...headers,
      },
    })
    asked.once('error', reject)
    asked.once('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.once('end', () => {
        const text = Buffer.concat(parts).toString()
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text ? JSON.parse(text) : null })
      })
    })
    if (cut === undefined) asked.end(data)
    else asked.write(data.subarray(0, cut), () => asked.destroy())
  })
}
const cutOff = (id: string, data: Buffer, offset: number, cut: number) =>
  send(id, data, offset, { cut }).then(
    () => undefined,
    () => undefined,
  )

test.serial(
  'cut at ten places, the service killed in between: resumed each time, and byte for byte what was sent',
  async (t) => {
    const id = await register('一次没传完')
    const data = randomBytes(3_000_000)
    const { status, headers, body } = await begin(id, '渡口全景.tif', data.length, { path: '来稿/老照片/渡口全景.tif' })
    t.is(status, 201)
    t.is(headers.get('location'), `/api/v1/uploads/${body.id}`)
    t.is(headers.get('tus-resumable'), '1.0.0')
    t.true(Date.parse(headers.get('upload-expires')!) > Date.now())
    const cuts = Array.from({ length: 10 }, (_, i) => 1 + ((i * 7919 + 104_729) % 250_000))
    for (const [i, cut] of cuts.entries()) {
      const offset = await offsetOf(body.id)
      t.true(offset < data.length)
      await cutOff(body.id, data.subarray(offset), offset, cut)
      if (i === 4) {
        await service.kill()
        await startAgain()
      }
    }
    t.like((await admin.get('/api/v1/uploads', { accession: id })).body, {
      total: 1,
      items: [{ id: body.id, result: null }],
    })
    // The service may hear the question before it hears the line that was cut; a client that is told so asks again.
    let offset: number
    let last: Awaited<ReturnType<typeof send>>
    do {
      offset = await offsetOf(body.id)
      last = await send(body.id, data.subarray(offset), offset)
    } while (last.status === 409)
    t.true(offset > 0, 'what had come before a cut is not sent again')
    t.is(last.status, 204, JSON.stringify(last.body))
    t.is(last.headers['upload-offset'], String(data.length))
    const { result } = (await admin.get(`/api/v1/uploads/${body.id}`)).body
    t.like(result, { outcome: 'accepted', filename: '渡口全景.tif', sha256: sha256(data), size: data.length })
    const kept = await admin.bytes(`/api/v1/objects/${result.objectId}/content`)
    t.true(kept.data.equals(data))
    const [line] = (await admin.get(`/api/v1/accessions/${id}/files`)).body.items
    t.like(line, { filename: '渡口全景.tif', originalPath: '来稿/老照片/渡口全景.tif', outcome: 'accepted' })
    t.is(await offsetOf(body.id), data.length, 'a lost answer is no second upload')
    t.deepEqual(readdirSync(join(storage, 'incoming', 'uploads')), [])
    t.is((await admin.get('/api/v1/uploads')).body.total, 0)

    const again = (await begin(id, '渡口全景.tif', data.length, { path: '来稿/老照片/渡口全景.tif' })).body
    await send(again.id, data, 0)
    t.like((await admin.get(`/api/v1/uploads/${again.id}`)).body.result, {
      outcome: 'duplicate',
      objectId: result.objectId,
      itemIds: result.itemIds,
    })
  },
)

test.serial('a client that others wrote uploads, stops, and takes it up again', async (t) => {
  const id = await register('通用客户端')
  const data = randomBytes(2_500_000)
  const options = {
    endpoint: `${service.url}/api/v1/uploads`,
    headers: { authorization: `Bearer ${token}` },
    chunkSize: 400_000,
    retryDelays: null,
    metadata: { filename: '口述录音.wav', accessionId: id },
  }
  const url = await new Promise<string>((resolve, reject) => {
    const upload = new Upload(data, {
      ...options,
      onError: reject,
      onChunkComplete(_, accepted) {
        if (accepted >= 800_000) void upload.abort().then(() => resolve(upload.url!))
      },
    })
    upload.start()
  })
  await service.kill()
  await startAgain()
  const resumed = url.replace(/^http:\/\/[^/]+/, service.url)
  const sent: number[] = []
  await new Promise<void>((resolve, reject) => {
    new Upload(data, {
      ...options,
      endpoint: `${service.url}/api/v1/uploads`,
      uploadUrl: resumed,
      onProgress: (bytes) => sent.push(bytes),
      onSuccess: () => resolve(),
      onError: reject,
    }).start()
  })
  t.true(sent[0]! >= 800_000, 'it began where it had stopped')
  const { result } = (await admin.get(new URL(resumed).pathname)).body
  t.like(result, { outcome: 'accepted', sha256: sha256(data) })
})

test.serial('a part with a checksum counts when it matches, and else not a byte of it', async (t) => {
  const id = await register('校验码')
  const data = Buffer.from('渡口在城东，商会设在渡口旁。'.repeat(100))
  const upload = String((await begin(id, '甲.txt', data.length)).body.id)
  const half = data.subarray(0, 1000)
  const digest = (algorithm: string, of: Buffer) => ({
    headers: { 'upload-checksum': `${algorithm} ${createHash(algorithm).update(of).digest('base64')}` },
  })
  const wrong = await send(upload, half, 0, digest('sha1', data))
  t.is(wrong.status, 460)
  t.is(wrong.body.code, 'upload.checksum')
  t.is(await offsetOf(upload), 0)
  await send(upload, half, 0, { cut: 500, ...digest('sha1', half) }).catch(() => undefined)
  t.is(await offsetOf(upload), 0, 'half of a part cannot be checked')
  t.is((await send(upload, half, 0, digest('sha1', half))).status, 204)
  t.is((await send(upload, data.subarray(1000), 1000, digest('sha256', data.subarray(1000)))).status, 204)
  t.is((await admin.get(`/api/v1/uploads/${upload}`)).body.result.sha256, sha256(data))
  const unknown = await send(upload, half, 0, { headers: { 'upload-checksum': 'crc32 AAAA' } })
  t.is(unknown.status, 400)
})

test.serial('what is not as it should be is refused, and says why', async (t) => {
  const id = await register('拒收')
  const upload = String((await begin(id, '乙.txt', 100)).body.id)
  const some = Buffer.alloc(10, 'x')
  t.like(await send(upload, some, 5), { status: 409, body: { code: 'upload.offset' } })
  t.like(await send(upload, some, 0, { headers: { 'tus-resumable': '0.2.2' } }), { status: 412 })
  t.like(await send(upload, some, 0, { headers: { 'content-type': 'text/plain' } }), { status: 415 })
  t.like(await send(upload, some, 0, { headers: { 'upload-offset': '-1' } }), { status: 400 })
  t.like(await send(upload, Buffer.alloc(101), 0), { status: 413, body: { code: 'upload.beyond' } })
  t.is(await offsetOf(upload), 0)
  t.like(await send('nothing', some, 0), { status: 404 })
  t.like(await send('..%2f..%2farchive.db', some, 0), { status: 404 })
  t.is((await begin(id, 'x', (64 << 20) + 1)).status, 413)
  t.is((await begin(id, 'x', 0)).status, 422)
  t.is((await begin('nothing', 'x', 1)).status, 404)
  for (const headers of [
    { 'upload-length': '1' },
    { 'upload-length': 'x', 'upload-metadata': metadata({ filename: 'x', accessionId: id }) },
    { 'upload-length': '1', 'upload-metadata': `filename ????,accessionId ${Buffer.from(id).toString('base64')}` },
    { 'upload-length': '1', 'upload-metadata': metadata({ filename: 'x' }) },
  ])
    t.is((await admin.call('POST', '/api/v1/uploads', undefined, { ...tus, ...headers })).status, 400)
  const able = await admin.call('OPTIONS', '/api/v1/uploads')
  t.is(able.status, 204)
  t.is(able.headers.get('tus-extension'), 'creation,termination,checksum,expiration')
  t.is(able.headers.get('tus-max-size'), String(64 << 20))

  const archivist = await withRole(service.url, admin, 'archivist')
  for (const method of ['GET', 'DELETE', 'PATCH'])
    t.is(
      (
        await archivist.call(method, `/api/v1/uploads/${upload}`, undefined, {
          ...tus,
          'content-type': 'application/offset+octet-stream',
          'upload-offset': '0',
        })
      ).status,
      404,
      `another’s upload: ${method}`,
    )
  t.is((await archivist.get('/api/v1/uploads')).body.total, 0)

  t.is((await admin.call('DELETE', `/api/v1/uploads/${upload}`, undefined, tus)).status, 204)
  t.is((await admin.get(`/api/v1/uploads/${upload}`)).status, 404)

  const late = String((await begin(id, '晚到.txt', 10)).body.id)
  await admin.call('PUT', `/api/v1/accessions/${id}/closure`)
  t.is((await begin(id, 'x', 1)).status, 409)
  await send(late, some, 0)
  t.like((await admin.get(`/api/v1/uploads/${late}`)).body.result, {
    outcome: 'rejected',
    problem: { code: 'accession.closed' },
  })
})

test.serial('two lines on one upload: the later one wins, and nothing is mixed', async (t) => {
  const id = await register('两条线')
  const data = randomBytes(1_000_000)
  const upload = String((await begin(id, '大.bin', data.length)).body.id)
  // The first hangs: its line is lost, and nobody has told the service.
  const hanging = request(`${service.url}/api/v1/uploads/${upload}`, {
    method: 'PATCH',
    headers: {
      ...tus,
      authorization: `Bearer ${token}`,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
      'content-length': String(data.length),
    },
  })
  const lost = new Promise<void>((resolve) => hanging.once('error', () => resolve()))
  hanging.write(data.subarray(0, 300_000))
  // Looking does not disturb; who asks in order to go on ends the part that hangs.
  while ((await admin.get(`/api/v1/uploads/${upload}`)).body.offset === 0);
  const offset = await offsetOf(upload)
  const answer = await send(upload, data.subarray(offset), offset)
  t.is(answer.status, 204, JSON.stringify(answer.body))
  await lost
  t.is((await admin.get(`/api/v1/uploads/${upload}`)).body.result.sha256, sha256(data))
})

test('what had come of a part is kept when its line is lost before any of it was written', async (t) => {
  const folder = temporary()
  const web = await createWeb(readConfig({ STORAGE_DIR: folder, LOG_LEVEL: 'silent' }))
  const { uploads, accessions } = web.features
  const { id: accessionId } = await accessions.register(system, {
    title: '断线',
    acquisitionType: 'collection',
    returnOriginal: false,
    note: '',
  })
  const ends: ((source: Readable, id: string) => unknown)[] = [
    (_, id) => uploads.get(system, id, true),
    (source) => source.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
  ]
  for (const end of ends) {
    const { upload } = await uploads.begin(system, { accessionId, filename: '断.txt', originalPath: null, length: 10 })
    const source = new Readable({ read: () => undefined })
    source.push(Buffer.from('12345'))
    const written = uploads.append(system, upload.id, { offset: 0, source, checksum: null })
    await new Promise(setImmediate)
    await end(source, upload.id)
    t.is((await written).offset, 5)
    t.is((await uploads.get(system, upload.id)).offset, 5)
  }
  await web.close()
  remove(folder)
})

test.serial('an upload that was whole when the service ended is received when it is back', async (t) => {
  const id = await register('末尾断电')
  const data = Buffer.from('最后一个字节到了，服务断了。')
  const upload = String((await begin(id, '末.txt', data.length)).body.id)
  await service.kill()
  // As the crash leaves it: every byte acknowledged to nobody.
  writeFileSync(join(storage, 'incoming', 'uploads', upload), data)
  await startAgain()
  let found: Json = null
  while (!found) found = (await admin.get(`/api/v1/uploads/${upload}`)).body.result
  t.like(found, { outcome: 'accepted', sha256: sha256(data) })
})

test('what nobody took up again for a week is forgotten, and its bytes go', async (t) => {
  const folder = temporary()
  let now = Date.now()
  const web = await createWeb(readConfig({ STORAGE_DIR: folder, LOG_LEVEL: 'silent' }), { clock: { now: () => now } })
  const { uploads, accessions } = web.features
  const { id: accessionId } = await accessions.register(system, {
    title: '过期',
    acquisitionType: 'collection',
    returnOriginal: false,
    note: '',
  })
  const begun = await uploads.begin(system, { accessionId, filename: '旧.txt', originalPath: null, length: 10 })
  const part = { offset: 0, source: Readable.from([Buffer.from('12345')]), checksum: null }
  t.is((await uploads.append(system, begun.upload.id, part)).offset, 5)
  now += 6 * 86_400_000
  await uploads.expire()
  t.is((await uploads.get(system, begun.upload.id)).offset, 5)
  now += 2 * 86_400_000
  await uploads.expire()
  await t.throwsAsync(() => uploads.get(system, begun.upload.id), { message: 'upload.not-found' })
  t.deepEqual(readdirSync(join(folder, 'incoming', 'uploads')), [])
  await web.close()
  remove(folder)
})
