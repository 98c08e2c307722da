/** 授权: what may not be printed is told when it is used, and is in no file; each missing document is named until it is there. */
import test from 'ava'
import sharp from 'sharp'
import { bookFormats } from '../../src/publications/book.ts'
import { type Client, type Json, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

let service: Service
let admin: Client
let editor: Client
let accession = ''
let volume = ''
let text = ''
let photo = ''
let scan = ''

test.before(async () => {
  service = await startService(temporary())
  admin = await signedIn(service.url)
  editor = await withRole(service.url, admin, 'editor')
  accession = (await admin.call('POST', '/api/v1/accessions', { title: '张家旧稿' })).body.id
  const jpeg = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#886644' } })
    .jpeg()
    .toBuffer()
  const files = [
    { name: '渡口.txt', data: Buffer.from('渡口\n　　我十六岁那年，跟着父亲上了渡船。\n') },
    { name: '合影.jpg', data: jpeg },
    { name: '授权书.txt', data: Buffer.from('授权书扫描件代用文件\n') },
  ]
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, files)
  ;[text, photo] = body.results.map((one: Json) => one.itemIds[0])
  scan = body.results[2].objectId
  await admin.settled(accession)
  await admin.call(
    'PATCH',
    `/api/v1/items/${text}`,
    { title: '渡口旧事', referenceCode: 'A1-WS-1' },
    { 'if-match': '*' },
  )
  const series = (await editor.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  volume = (await editor.call('POST', `/api/v1/publications/${series.id}/volumes`, { number: 12, type: 'public' })).body
    .id
})
test.after.always(async () => {
  await service?.stop()
  if (service) remove(service.storage)
})

async function exported(format: string, client = editor): Promise<Json> {
  const { body } = await client.call('POST', `/api/v1/volumes/${volume}/exports`, { format })
  for (;;) {
    const job = (await client.get(`/api/v1/jobs/${body.job.id}`)).body
    if (job.state !== 'waiting' && job.state !== 'running') return job
  }
}
const names = (missing: Json[]) => missing.map((one) => one.text)
const lacking = async () => {
  const { body } = await editor.get(`/api/v1/volumes/${volume}/clearance`)
  return body.items.map((one: Json) => `${one.place.kind} ${one.item.title}: ${names(one.missing)}`)
}
const rights = (itemId: string, input: object) =>
  admin.call(
    'PUT',
    `/api/v1/items/${itemId}/rights`,
    { copyright: null, copyrightYear: null, portrait: null, privacy: null, ...input },
    { 'if-match': '*' },
  )
const consent = (input: object) =>
  admin.call('POST', `/api/v1/accessions/${accession}/consents`, {
    scopes: ['publication'],
    signer: '张甲',
    signedDate: '2020-01-01',
    ...input,
  })

test.serial('what is missing is told at the moment of use; nothing is exported in any format', async (t) => {
  const { revision } = (await editor.get(`/api/v1/items/${text}/text`)).body
  const basedOn = [{ itemId: text, textRevision: revision }]
  const chapter = await editor.call('POST', `/api/v1/volumes/${volume}/chapters`, { title: '渡船', basedOn })
  t.deepEqual(names(chapter.body.missing), ['开放审核意见（现不能用于本辑）', '著作权授权书（出版）'])
  const plate = await editor.call('POST', `/api/v1/volumes/${volume}/plates`, { itemId: photo })
  t.deepEqual(names(plate.body.missing), ['开放审核意见（现不能用于本辑）', '著作权授权书（出版）', '肖像核定'])
  t.deepEqual(await lacking(), [
    'chapter 渡口旧事: 开放审核意见（现不能用于本辑）,著作权授权书（出版）',
    'plate 合影: 开放审核意见（现不能用于本辑）,著作权授权书（出版）,肖像核定',
  ])
  for (const format of bookFormats) {
    const job = await exported(format)
    t.is(job.state, 'failed', format)
    t.is(job.problem.code, 'export.blocked')
    t.regex(job.problem.detail, /还缺 5 份/)
    t.regex(job.problem.detail, /篇《渡船》所用A1-WS-1《渡口旧事》：缺著作权授权书（出版）/)
    t.regex(job.problem.detail, /图版所用《合影》：缺肖像核定/)
    t.is((await editor.get(`/api/v1/volumes/${volume}/exports/${job.id}`)).status, 404)
  }
})

test.serial(
  'document by document it is cleared; a consent that is for something else, over or revoked is none',
  async (t) => {
    for (const id of [text, photo])
      await admin.call('PATCH', `/api/v1/items/${id}`, { access: 'open' }, { 'if-match': '*' })
    t.is((await consent({ itemIds: ['nothing'] })).body.code, 'consent.item')
    t.is((await consent({ objectId: 'nothing' })).body.code, 'consent.object')
    t.is((await consent({ until: '2019-01-01' })).body.code, 'consent.days')
    await consent({ scopes: ['network'] })
    t.deepEqual(await lacking(), [
      'chapter 渡口旧事: 著作权授权书（出版）：未授权出版',
      'plate 合影: 著作权授权书（出版）：未授权出版,肖像核定',
    ])
    await consent({ until: '2021-12-31' })
    t.regex((await lacking())[0], /不在授权期内/)
    const good = (await consent({ itemIds: [text], objectId: scan, relation: '本人' })).body
    t.deepEqual(await lacking(), ['plate 合影: 著作权授权书（出版）：不在授权期内,肖像核定'])
    t.is((await rights(photo, { copyright: 'photograph', copyrightYear: 1958, portrait: 'living' })).status, 200)
    t.deepEqual(await lacking(), ['plate 合影: 肖像授权书（出版）'])
    await consent({ kind: 'portrait', itemIds: [photo] })
    await rights(text, { privacy: 'review' })
    t.deepEqual(await lacking(), ['chapter 渡口旧事: 隐私复核意见'])
    t.is((await exported('txt')).state, 'failed')
    await rights(text, { privacy: 'cleared' })
    t.deepEqual(await lacking(), [])
    t.is((await exported('txt')).state, 'done')
    const revoked = await admin.call('PUT', `/api/v1/consents/${good.id}/revocation`, { reason: '家属要求' })
    t.is(revoked.body.revoked.reason, '家属要求')
    t.is(
      (await admin.call('PUT', `/api/v1/consents/${good.id}/revocation`, { reason: 'x' })).body.code,
      'consent.revoked',
    )
    t.is((await exported('txt')).problem.code, 'export.blocked')
    t.is((await admin.get(`/api/v1/accessions/${accession}/consents`)).body.items.length, 4)
  },
)

test.serial(
  '控制 never goes into print, and is not named to who may not read it; who describes says what is known',
  async (t) => {
    await consent({})
    t.deepEqual(await lacking(), [])
    await admin.call('PATCH', `/api/v1/items/${text}`, { access: 'controlled' }, { 'if-match': '*' })
    t.deepEqual(await lacking(), ['chapter null: 开放审核意见（现不能用于本辑）'])
    const { problem } = await exported('txt')
    t.regex(problem.detail, /篇《渡船》所用A1-WS-1：缺开放审核意见/)
    t.false(problem.detail.includes('渡口旧事'))
    const seen = await admin.get(`/api/v1/items/${photo}/rights`)
    t.like(seen.body, { portrait: 'living', copyrightYear: 1958 })
    const body = { copyright: null, copyrightYear: null, portrait: 'none', privacy: null, note: '' }
    t.is((await admin.call('PUT', `/api/v1/items/${photo}/rights`, body)).status, 428)
    const stale = await admin.call('PUT', `/api/v1/items/${photo}/rights`, body, { 'if-match': '0' })
    t.is(stale.status, 412)
    t.is(stale.body.present.portrait, 'living')
    t.is((await editor.call('PUT', `/api/v1/items/${photo}/rights`, body, { 'if-match': '*' })).status, 403)
  },
)
