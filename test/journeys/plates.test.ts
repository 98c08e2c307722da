/** 图版: pictures of the archive placed in a volume by reference, moved by two editors at once, and told in the book. */
import test from 'ava'
import sharp from 'sharp'
import { type Client, type Json, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

let service: Service
let admin: Client
let editor: Client
let text = ''
let photos: string[] = []
let volume = ''

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#886644' } })
test.before(async () => {
  service = await startService(temporary())
  admin = await signedIn(service.url)
  editor = await withRole(service.url, admin, 'editor')
  const accession = (await admin.call('POST', '/api/v1/accessions', { title: '老照片', contributor: { name: '张家' } }))
    .body.id
  const files = [
    {
      name: '1.txt',
      data: Buffer.from('渡口\n　　我十六岁那年，跟着父亲上了渡船。\n　　涨水的时候最难，大船停摆。\n'),
    },
    { name: '合影.jpg', data: await picture(1800, 1200).jpeg().toBuffer() },
    { name: 'mmexport1690000000000.jpg', data: await picture(1080, 720).jpeg().toBuffer() },
    {
      name: '契约.tif',
      data: await picture(1200, 1600)
        .threshold()
        .toColourspace('b-w')
        .tiff({ compression: 'none', bitdepth: 1 })
        .toBuffer(),
    },
  ]
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, files)
  const [first, ...others] = body.results.map((one: Json) => one.itemIds[0])
  text = first
  photos = others
  await admin.settled(accession)
  await admin.consented(accession)
  const series = (await editor.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  volume = (await editor.call('POST', `/api/v1/publications/${series.id}/volumes`, { number: 12 })).body.id
})
test.after.always(async () => {
  await service?.stop()
  if (service) remove(service.storage)
})

const at = () => `/api/v1/volumes/${volume}/plates`
const tag = (revision: number) => ({ 'if-match': `W/"${revision}"` })
const describe = (id: string, patch: object) => admin.call('PATCH', `/api/v1/items/${id}`, patch, { 'if-match': '*' })

test.serial('a photograph becomes a 图版: its words from the archive, its fitness for print', async (t) => {
  await describe(photos[0]!, {
    title: '义渡会同人合影',
    event: '义渡会成立',
    date: '1936年',
    places: ['青石渡'],
    depicted: [
      { name: '张甲', identity: '会长', row: 1 },
      { name: '佚名', row: 1 },
      { name: '李乙', row: 2 },
    ],
    photographer: '吴庚',
  })
  const made = await editor.call('POST', at(), { itemId: photos[0], widthMm: 152.4 })
  t.is(made.status, 201)
  t.like(made.body, { kind: 'plate', number: 1, pixels: { width: 1800, height: 1200 }, crop: null, revision: 1 })
  t.is(made.body.caption.text, '1936年，青石渡，义渡会成立。前排左起：张甲（会长）、佚名；后排：李乙。')
  t.is(made.body.credit.text, '吴庚摄')
  t.like(made.body.fitness, { dpi: 300, heightMm: 101.6, colour: 'rgb', bits: 8, warnings: [] })
  const wechat = (await editor.call('POST', at(), { itemId: photos[1], widthMm: 180 })).body
  t.deepEqual(wechat.fitness.warnings, ['unfit', 'wechat'])
  t.is(wechat.credit.text, '张家提供')
  const deed = (await editor.call('POST', at(), { itemId: photos[2], widthMm: 100 })).body
  t.like(deed.fitness, { colour: 'grey', bits: 1, warnings: ['line-art'] })
  t.is((await editor.call('POST', at(), { itemId: text })).body.code, 'plate.no-picture')
  t.is((await editor.call('POST', at(), { itemId: 'nothing' })).status, 404)
})

test.serial('a crop has fewer pixels; what the editor writes stays, and what has changed since is told', async (t) => {
  const [plate] = (await editor.get(at())).body.items
  const path = `/api/v1/plates/${plate.id}`
  t.is((await editor.call('PATCH', path, { widthMm: 100 })).status, 428)
  const beyond = await editor.call('PATCH', path, { crop: { x: 1700, y: 0, width: 200, height: 100 } }, tag(1))
  t.is(beyond.body.code, 'plate.crop')
  const crop = { x: 100, y: 100, width: 900, height: 600 }
  const cut = await editor.call('PATCH', path, { crop, caption: '义渡会诸人。' }, tag(1))
  t.like(cut.body, { revision: 2, crop, caption: { text: '义渡会诸人。', isOwn: true, isChanged: false } })
  t.deepEqual(cut.body.fitness.warnings, ['unfit'])
  t.is(cut.body.fitness.dpi, 150)
  const stale = await editor.call('PATCH', path, { widthMm: 90 }, tag(1))
  t.is(stale.status, 412)
  t.is(stale.body.present.revision, 2)
  await describe(photos[0]!, { event: '义渡会成立周年' })
  const told = (await editor.get(at())).body.items[0]
  t.like(told.caption, { text: '义渡会诸人。', isChanged: true })
  t.regex(told.caption.made, /周年/)
  const seen = await editor.call('PATCH', path, { caption: '义渡会诸人。' }, tag(2))
  t.like(seen.body.caption, { text: '义渡会诸人。', isChanged: false })
  const back = await editor.call('PATCH', path, { caption: null, crop: null }, tag(3))
  t.like(back.body, { crop: null, caption: { isOwn: false } })
  t.regex(back.body.caption.text, /周年/)
})

test.serial('two editors move plates at once: the second is told the order as it is, and moves again', async (t) => {
  const { revision, items } = (await editor.get(at())).body
  const ids = items.map((one: Json) => one.id)
  const place = (client: Client, id: string, beforeId: string | null, seen: number) =>
    client.call('PUT', `/api/v1/plates/${id}/place`, { beforeId }, tag(seen))
  const moves = await Promise.all([place(editor, ids[2], ids[0], revision), place(admin, ids[0], null, revision)])
  t.deepEqual(moves.map(({ status }) => status).sort(), [200, 412])
  const lost = moves.findIndex(({ status }) => status === 412)
  const { present } = moves[lost]!.body
  t.deepEqual(present, (await editor.get(at())).body)
  const again =
    lost === 0 ? place(editor, ids[2], ids[0], present.revision) : place(admin, ids[0], null, present.revision)
  t.is((await again).status, 200)
  const now = (await editor.get(at())).body
  t.deepEqual(
    now.items.map((one: Json) => one.id),
    lost === 0 ? [ids[1], ids[2], ids[0]] : [ids[2], ids[1], ids[0]],
  )
  t.deepEqual(
    now.items.map((one: Json) => one.number),
    [1, 2, 3],
  )
  t.is((await place(editor, ids[0], null, revision)).status, 200, 'what is already so is not stale')
})

test.serial('a 插图 stays behind its paragraph while the chapter is written; the book tells all of it', async (t) => {
  const revision = (await editor.get(`/api/v1/items/${text}/text`)).body.revision
  const basedOn = [{ itemId: text, textRevision: revision }]
  const chapter = (await editor.call('POST', `/api/v1/volumes/${volume}/chapters`, { title: '渡船', basedOn })).body
  const lone = await editor.call('POST', at(), { itemId: photos[0], kind: 'figure' })
  t.is(lone.body.code, 'plate.place')
  const figure = (
    await editor.call('POST', at(), {
      itemId: photos[0],
      kind: 'figure',
      chapterId: chapter.id,
      afterBlock: 1,
      widthMm: 60,
    })
  ).body
  t.like(figure, { kind: 'figure', number: 1, afterBlock: 1 })
  const content = [{ kind: 'paragraph', inlines: [{ text: '编者新加的一段。' }] }, ...chapter.content]
  await editor.call('PUT', `/api/v1/chapters/${chapter.id}/content`, { content }, tag(1))
  const listed = (await editor.get(at())).body.items.find((one: Json) => one.id === figure.id)
  t.is(listed.afterBlock, 2)
  for (const id of photos) {
    const seen = { copyright: null, copyrightYear: null, portrait: 'deceased', privacy: null }
    await admin.call('PUT', `/api/v1/items/${id}/rights`, seen, { 'if-match': '*' })
  }
  const { body } = await editor.call('POST', `/api/v1/volumes/${volume}/exports`, { format: 'txt' })
  let job = body.job
  while (job.state === 'waiting' || job.state === 'running') job = (await editor.get(`/api/v1/jobs/${job.id}`)).body
  t.is(job.state, 'done', JSON.stringify(job.problem))
  const file = (await editor.bytes(job.result.file)).data.toString('utf8')
  t.regex(
    file,
    /跟着父亲上了渡船。\n［图 1　1936年，青石渡，义渡会成立周年。前排左起：张甲（会长）、佚名；后排：李乙。（吴庚摄）］\n涨水/,
  )
  t.is(file.match(/^图版 \d/gm)?.length, 3)
  const gone = await editor.call('DELETE', `/api/v1/plates/${figure.id}`, undefined, tag(figure.revision + 5))
  t.is(gone.status, 412)
  t.is((await editor.call('DELETE', `/api/v1/plates/${figure.id}`, undefined, tag(figure.revision))).status, 204)
  t.is((await editor.get(at())).body.items.length, 3)
  t.is((await editor.call('DELETE', `/api/v1/plates/${figure.id}`, undefined, tag(1))).status, 404)
})
