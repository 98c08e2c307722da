import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import test from 'ava'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import { z } from 'zod'
import { FONT_FILE } from '../../scripts/sample/font.ts'
import { type Client, createClient, type Json, served } from '../support/client.ts'

const { service, admin } = await served(test, { env: { ANONYMOUS_READING: 'on' } })
const any = { 'if-match': '*' }
const schema = z.fromJSONSchema(
  JSON.parse(readFileSync(new URL('../support/iiif/presentation-3.schema.json', import.meta.url), 'utf8')),
)
let anonymous: Client

async function received(...files: { name: string; data: Buffer }[]): Promise<{ ids: string[]; objects: string[] }> {
  const accession = String((await admin.call('POST', '/api/v1/accessions', { title: '清单' })).body.id)
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, files)
  await admin.settled(accession)
  return {
    ids: body.results.map((one: Json) => String(one.itemIds[0])),
    objects: body.results.map((one: Json) => String(one.objectId)),
  }
}
const settled = async (id: string) => {
  const { body } = await admin.get(`/api/v1/items/${id}`)
  await admin.settled(String(body.accessionId))
}

const pages = ['第一页写渡口与商会。', '第二页也写渡口，渡口在城东。', '第三页写文昌阁。']
async function pdf(): Promise<Buffer> {
  const document = new PDFDocument({ size: [300, 420], autoFirstPage: false })
  document.registerFont('song', FONT_FILE)
  for (const text of pages) document.addPage().font('song').fontSize(14).text(text, 30, 40)
  document.end()
  return buffer(document as never)
}
const photo = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()

let book = { id: '', object: '' }
let photos = { id: '', objects: [] as string[] }
let text = { id: '' }

test.before(async () => {
  anonymous = createClient(service.url)
  const { ids, objects } = await received(
    { name: '渡口.pdf', data: await pdf() },
    { name: '正面.jpg', data: await photo(640, 480, '#a07050') },
    { name: '背面.jpg', data: await photo(300, 500, '#e0d8c0') },
    { name: '纸本.txt', data: Buffer.from(`甲页：渡口。\f乙页：${'渡口，'.repeat(240)}完。`) },
  )
  book = { id: ids[0]!, object: objects[0]! }
  photos = { id: ids[1]!, objects: [objects[1]!, objects[2]!] }
  text = { id: ids[3]! }
  await admin.call(
    'PUT',
    `/api/v1/items/${photos.id}/objects`,
    photos.objects.map((objectId) => ({ objectId, role: 'original' })),
    any,
  )
  const written = '背面题：商会同人合影'
  const onBack = { number: 2, label: '背面', start: 0, end: written.length, objectId: photos.objects[1] }
  const onFront = { number: 1, label: '', start: 0, end: 0, objectId: photos.objects[0] }
  await admin.call(
    'PUT',
    `/api/v1/items/${photos.id}/text`,
    { text: written, note: '', kind: 'transcription', pages: [onFront, onBack] },
    any,
  )
  const description = {
    title: '渡口旧事',
    referenceCode: 'A182-WS·2022-Y-0001',
    creators: ['某君', '某女士'],
    date: '1938年6月',
    persons: ['某君'],
    scopeAndContent: '渡口与商会。',
    rightsHolder: '某君',
    provider: '某县政协',
  }
  await admin.call('PATCH', `/api/v1/items/${book.id}`, description, any)
  await admin.call('PATCH', '/api/v1/settings', { officeName: '某市政协文史委' }, any)
  await settled(photos.id)
})

const manifestOf = async (id: string, client = admin): Promise<Json> =>
  (await client.get(`/iiif/presentation/3/${id}/manifest`)).body
const complaints = (manifest: Json) =>
  schema.safeParse(manifest).error?.issues.map(({ path, message }) => `/${path.join('/')} ${message}`) ?? []

test.serial(
  'manifests are what the Presentation API 3.0 demands: a PDF, joined photographs, a text alone',
  async (t) => {
    for (const { id } of [book, photos, text]) {
      const manifest = await manifestOf(id)
      t.deepEqual(complaints(manifest), [])
      const ids = JSON.stringify(manifest).match(/"id":"[^"]+"/g)!
      t.true(ids.every((one) => one.startsWith(`"id":"${service.url}/`)))
    }
    const broken = await manifestOf(book.id)
    delete broken.items[0].items[0].items[0].body.format
    broken.items[1].label = '第 2 页'
    t.is(complaints(broken).length, 2, 'the schema can say no')
  },
)

test.serial('a manifest tells what is known, in Chinese and English', async (t) => {
  const manifest = await manifestOf(book.id)
  t.deepEqual(manifest.label, { zh: ['渡口旧事'] })
  t.deepEqual(manifest.summary, { zh: ['渡口与商会。'] })
  const told = Object.fromEntries(
    manifest.metadata.map(({ label, value }: Json) => [`${label.zh}/${label.en}`, value.zh]),
  )
  t.like(told, {
    '档号/Reference code': ['A182-WS·2022-Y-0001'],
    '责任者/Creator': ['某君', '某女士'],
    '日期/Date': ['1938年6月'],
    '提供者/Provided by': ['某县政协'],
  })
  t.is(manifest.navDate, '1938-06-01T00:00:00Z')
  t.is(manifest.rights, 'http://rightsstatements.org/vocab/InC/1.0/')
  t.deepEqual(manifest.requiredStatement.value.zh, ['著作权人：某君；收藏：某市政协文史委，A182-WS·2022-Y-0001'])
  t.deepEqual(manifest.provider[0].label, { zh: ['某市政协文史委'] })
  t.is((await manifestOf(photos.id)).rights, 'http://rightsstatements.org/vocab/CNE/1.0/')
  t.is(manifest.homepage[0].id, `${service.url}/items/${book.id}`)
  t.is((await admin.get(new URL(manifest.seeAlso[0].id).pathname)).body.title, '渡口旧事')
})

test.serial(
  'each page is a canvas with a picture that is there, as large as is said, and its text beside it',
  async (t) => {
    for (const [{ id }, sizes] of [
      [
        book,
        [
          [1200, 1680],
          [1200, 1680],
          [1200, 1680],
        ],
      ],
      [
        photos,
        [
          [640, 480],
          [300, 500],
        ],
      ],
    ] as const) {
      const manifest = await manifestOf(id)
      t.deepEqual(
        manifest.items.map(({ width, height }: Json) => [width, height]),
        sizes as never,
      )
      for (const canvas of [manifest, ...manifest.items]) {
        const painted = canvas.items[0]?.items?.[0]?.body
        for (const image of [canvas.thumbnail[0], ...(painted ? [painted] : [])]) {
          const { data } = await admin.bytes(new URL(image.id).pathname)
          const { width, height, format } = await sharp(data).metadata()
          t.deepEqual([width, height, `image/${format}`], [image.width, image.height, image.format])
          const info = (await admin.get(`${new URL(image.service[0].id).pathname}/info.json`)).body
          t.is(info.id, image.service[0].id)
          if (canvas !== manifest) t.deepEqual([info.width, info.height], [canvas.width, canvas.height])
        }
      }
    }
    const of = async (canvas: Json) => (await admin.get(new URL(canvas.annotations[0].id).pathname)).body
    const [, second] = (await manifestOf(book.id)).items
    const annotations = await of(second)
    t.is(annotations.id, second.annotations[0].id)
    t.is(annotations.items[0].target, second.id)
    t.is(annotations.items[0].body.value.trim(), pages[1]!)
    const [front, back] = (await manifestOf(photos.id)).items
    t.deepEqual([front.label.zh, back.label.zh], [['第 1 页'], ['背面']])
    t.is((await of(back)).items[0].body.value, '背面题：商会同人合影')
    const [first] = (await manifestOf(text.id)).items
    t.is((await of(first)).items[0].body.value, '甲页：渡口。\n')
    t.is((await admin.get(`/iiif/presentation/3/${book.id}/canvas/nothing/transcription`)).status, 404)
  },
)

/** Every page of an answer, as a viewer follows them. */
async function everything(path: string): Promise<{ first: Json; items: Json[]; contexts: Json[] }> {
  const first = (await admin.get(path)).body
  const [items, contexts] = [[...first.items], [...first.annotations[0].items]]
  for (let next = first.next; next; ) {
    const { pathname, search } = new URL(next.id)
    const { body } = await admin.get(pathname + search)
    t0(body.id === next.id && body.startIndex === items.length)
    items.push(...body.items)
    contexts.push(...body.annotations[0].items)
    next = body.next
  }
  return { first, items, contexts }
}
const t0 = (isSo: boolean) => {
  if (!isSo) throw new Error('a page that does not follow the one before')
}

test.serial(
  'a search within an item gives the occurrences of the API, each on its canvas and in its context',
  async (t) => {
    for (const [{ id }, q] of [
      [book, '渡口'],
      [book, '渡口 -商会'],
      [text, '渡口'],
      [photos, '商会|合影'],
      [book, '没有的词'],
    ] as const) {
      const manifest = await manifestOf(id)
      t.is(manifest.service[0].id, `${service.url}/iiif/search/2/${id}`)
      const { body: known } = await admin.get(`/api/v1/items/${id}/occurrences`, { q })
      const { body: stored } = await admin.get(`/api/v1/items/${id}/text`)
      const { first, items, contexts } = await everything(`/iiif/search/2/${id}?q=${encodeURIComponent(q)}`)
      t.is(first['@context'], 'http://iiif.io/api/search/2/context.json')
      t.is(first.partOf.total, known.total)
      t.is(items.length, known.total)
      t.is(new Set(items.map((one) => one.id)).size, known.total)
      for (const [i, { start, end, page }] of known.occurrences.entries()) {
        t.is(items[i].body.value, stored.text.slice(start, end))
        const canvas = manifest.items.find((one: Json) => one.id === items[i].target)
        const { body } = await admin.get(new URL(canvas.annotations[0].id).pathname)
        const own = stored.pages.find(({ number }: Json) => number === page)
        t.is(body.items[0].body.value, stored.text.slice(own.start, own.end), 'on the canvas whose text it is')
        const { source, selector } = contexts[i].target
        t.is(source, items[i].id)
        const [{ prefix, exact, suffix }] = selector
        t.is(stored.text.indexOf(prefix + exact + suffix, Math.max(0, start - prefix.length)), start - prefix.length)
        if (i >= 5) break
      }
    }
    const { body } = await admin.get(
      `/iiif/search/2/${text.id}?q=${encodeURIComponent('渡口')}&motivation=painting&user=x`,
    )
    t.deepEqual(body.ignored, ['motivation', 'user'])
    t.is((await admin.get(`/iiif/search/2/${text.id}`)).status, 400)
    t.is((await admin.get(`/iiif/search/2/${text.id}?q=${encodeURIComponent('（')}`)).body.code, 'search.unpaired')
    t.deepEqual(
      (await admin.get(`/iiif/search/2/${text.id}?q=${encodeURIComponent('渡口')}&page=99999`)).body.items,
      [],
    )
  },
)

test.serial('caches: a tag of what is told, permission first, open to all what all may read', async (t) => {
  const paths = [
    `/iiif/presentation/3/${book.id}/manifest`,
    `/iiif/presentation/3/${book.id}/canvas/${book.object}/transcription`,
    `/iiif/search/2/${book.id}?q=${encodeURIComponent('渡口')}`,
  ]
  for (const path of paths) {
    t.is((await anonymous.get(path)).status, 404, path)
    const own = await admin.get(path)
    t.is(own.headers.get('cache-control'), 'private, no-cache')
    t.is(own.headers.get('access-control-allow-origin'), '*')
    t.is((await admin.call('GET', path, undefined, { 'if-none-match': own.headers.get('etag')! })).status, 304)
    t.is((await anonymous.call('GET', path, undefined, { 'if-none-match': own.headers.get('etag')! })).status, 404)
    const linked = await admin.call('GET', path, undefined, { accept: 'application/ld+json' })
    t.regex(linked.headers.get('content-type')!, /^application\/ld\+json;profile="http:\/\/iiif\.io\/api\//)
  }
  const before = (await admin.get(paths[0]!)).headers.get('etag')!
  await admin.call('PATCH', `/api/v1/items/${book.id}`, { access: 'open', genre: '回忆' }, any)
  for (const path of paths) {
    const open = await anonymous.get(path)
    t.deepEqual([open.status, open.headers.get('cache-control')], [200, 'public, no-cache'])
    t.is(open.headers.get('cross-origin-resource-policy'), 'cross-origin')
  }
  t.is((await admin.call('GET', paths[0]!, undefined, { 'if-none-match': before })).status, 200)
  t.deepEqual(complaints(await manifestOf(book.id, anonymous)), [])
  await admin.call('PUT', `/api/v1/items/${book.id}/withdrawal`, { reason: '再议' })
  for (const path of paths) t.is((await anonymous.get(path)).status, 404)
})

test.serial('what has no page to show says so', async (t) => {
  const paper = await admin.call('POST', '/api/v1/items', { title: '只有纸本' })
  const { status, body } = await admin.get(`/iiif/presentation/3/${paper.body.id}/manifest`)
  t.deepEqual([status, body.code], [404, 'item.no-pages'])
  t.is((await admin.get('/iiif/presentation/3/nothing/manifest')).body.code, 'item.not-found')
  t.is((await admin.get('/iiif/presentation/3/..%2f..%2fetc/manifest')).status, 404)
})
