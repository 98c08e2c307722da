import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import sharp from 'sharp'
import { type Kind, kinds, type Role, reads, roles } from '../support/access-table.ts'
import { chartPng, seen } from '../support/chart.ts'
import { type Client, createClient, type Json, served, withRole } from '../support/client.ts'

const { storage, service, admin } = await served(test, { env: { ANONYMOUS_READING: 'on' } })
const chart = { width: 1801, height: 1203 }
const callers = {} as Record<Role | 'anonymous', Client>
const items = {} as Record<Kind, { id: string; object: string; sha256: string }>
const ids = {} as Record<Role, string>

async function received(name: string, data: Buffer): Promise<{ id: string; object: string; sha256: string }> {
  const { body } = await admin.upload('/api/v1/files', [{ name, data }])
  await admin.settled(String(body.accessionId))
  return { id: String(body.id), object: String(body.objectId), sha256: String(body.sha256) }
}

test.before(async () => {
  callers.anonymous = createClient(service.url)
  callers.admin = admin
  for (const role of roles.slice(0, -1)) {
    const caller = await withRole(service.url, admin, role)
    callers[role] = caller
    ids[role] = caller.id
  }
  const png = await chartPng(chart)
  for (const kind of kinds) {
    items[kind] = await received(`${kind}.png`, Buffer.concat([png, Buffer.from(kind)]))
    const access = kind === 'open' || kind === 'internal' ? kind : 'controlled'
    await admin.call('PATCH', `/api/v1/items/${items[kind].id}`, { access }, { 'if-match': '*' })
  }
  await admin.call('PUT', `/api/v1/items/${items.withdrawn.id}/withdrawal`, { reason: '家属要求' })
  const grant = { purpose: '写文', expiresAt: '2099-01-01T00:00:00Z' }
  for (const role of ['researcher', 'reviewer', 'editor'] as const)
    await admin.call('PUT', `/api/v1/items/${items.granted.id}/grants/${ids[role]}`, grant)
  await admin.call('DELETE', `/api/v1/items/${items.deleted.id}?reason=x`)
})

const service3 = (object: string) => `/iiif/image/3/${object}`
const open = (path: string) => callers.anonymous.bytes(`${service3(items.open.object)}/${path}`)
const pyramidOf = (sha256: string, page = 1) =>
  join(storage, 'derivatives', 'images', sha256.slice(0, 2), sha256, String(page), 'pyramid.tif')

test.serial('info.json says what there is, as JSON and as JSON-LD, and the bare address leads to it', async (t) => {
  const base = service3(items.open.object)
  const { body, headers } = await callers.anonymous.get(`${base}/info.json`)
  t.like(body, {
    '@context': 'http://iiif.io/api/image/3/context.json',
    id: service.url + base,
    type: 'ImageService3',
    profile: 'level2',
    ...chart,
    tiles: [{ width: 512, height: 512, scaleFactors: [1, 2, 4] }],
  })
  t.deepEqual(
    body.sizes.map((size: Json) => size.width),
    [200, 600, 1600],
  )
  t.regex(headers.get('content-type')!, /^application\/json/)
  const linked = await callers.anonymous.call('GET', `${base}/info.json`, undefined, { accept: 'application/ld+json' })
  t.is(linked.headers.get('content-type'), 'application/ld+json;profile="http://iiif.io/api/image/3/context.json"')
  const bare = await fetch(service.url + base, { redirect: 'manual' })
  t.deepEqual([bare.status, bare.headers.get('location')], [303, `${service.url}${base}/info.json`])
  for (const { width, height } of body.sizes) {
    const stored = await sharp((await open(`full/${width},${height}/0/default.jpg`)).data).metadata()
    t.deepEqual([stored.width, stored.height], [width, height])
  }
})

/** What is asked, the size of the answer, the region of the chart it shows, and how it lies: its corners A B over C D, read in rows. */
const pictures = `
  full/max/0/default.jpg                    1801 1203   0 0 1801 1203         ABCD
  full/max/0/default.png                    1801 1203   0 0 1801 1203         ABCD
  full/max/0/color.webp                     1801 1203   0 0 1801 1203         ABCD
  square/max/0/default.jpg                  1203 1203   299 0 1203 1203       ABCD
  100,200,300,150/max/0/default.jpg         300 150     100 200 300 150       ABCD
  1500,1000,512,512/max/0/default.jpg       301 203     1500 1000 301 203     ABCD
  pct:50,25,25,50/max/0/default.jpg         450 601     901 301 450 601       ABCD
  full/600,/0/default.jpg                   600 401     0 0 1801 1203         ABCD
  full/450,/0/default.jpg                   450 301     0 0 1801 1203         ABCD
  full/,301/0/default.jpg                   451 301     0 0 1801 1203         ABCD
  full/pct:10/0/default.jpg                 180 120     0 0 1801 1203         ABCD
  full/333,444/0/default.jpg                333 444     0 0 1801 1203         ABCD
  full/!500,200/0/default.jpg               299 200     0 0 1801 1203         ABCD
  0,0,400,200/^800,/0/default.jpg           800 400     0 0 400 200           ABCD
  0,0,400,200/^pct:150/0/default.jpg        600 300     0 0 400 200           ABCD
  0,0,400,200/^!900,900/0/default.jpg       900 450     0 0 400 200           ABCD
  100,200,300,150/max/90/default.jpg        150 300     100 200 300 150       CADB
  100,200,300,150/max/180/default.jpg       300 150     100 200 300 150       DCBA
  100,200,300,150/200,100/270/default.jpg   100 200     100 200 300 150       BDAC
  100,200,300,150/max/!0/default.jpg        300 150     100 200 300 150       BADC
  100,200,300,150/max/!90/default.jpg       150 300     100 200 300 150       DBCA
  512,512,512,512/512,512/0/default.jpg     512 512     512 512 512 512       ABCD
  0,0,1024,1024/512,512/0/default.jpg       512 512     0 0 1024 1024         ABCD
  1536,512,265,512/265,512/0/default.jpg    265 512     1536 512 265 512      ABCD
  1024,1024,777,179/389,90/0/default.jpg    389 90      1024 1024 777 179     ABCD
  0,0,1801,1203/451,301/0/default.jpg       451 301     0 0 1801 1203         ABCD`

test.serial('every feature of level 2 and some more, by the pixels of the answer', async (t) => {
  for (const line of pictures.trim().split('\n')) {
    const [path = '', ...rest] = line.trim().split(/\s+/)
    const [width, height, x, y, across, down] = rest.map(Number) as [number, number, number, number, number, number]
    const { status, headers, data } = await open(path)
    t.is(status, 200, path)
    const picture = await seen(data, chart)
    t.deepEqual([picture.width, picture.height], [width, height], path)
    t.is(picture.format, path.endsWith('.jpg') ? 'jpeg' : path.split('.')[1]!, path)
    t.is(headers.get('content-type'), `image/${picture.format}`)
    const places = { A: [0.02, 0.02], B: [0.98, 0.02], C: [0.02, 0.98], D: [0.98, 0.98] } as const
    for (const [i, corner] of [...rest.at(-1)!].entries()) {
      const found = picture.at(...places['ABCD'[i] as 'A'])
      const [right, below] = places[corner as 'A']
      const isNear = Math.hypot(found[0] - x - right * across, found[1] - y - below * down) < 36
      t.true(isNear, `${path}: corner ${i} shows ${found}, not ${corner}`)
    }
  }
})

test.serial('gray is gray and bitonal is black and white', async (t) => {
  const values = async (path: string) => {
    const { data, info } = await sharp((await open(path)).data)
      .raw()
      .toBuffer({ resolveWithObject: true })
    if (info.channels === 3)
      for (let i = 0; i < data.length; i += 3) if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) t.fail(path)
    return [...new Set(data)]
  }
  t.true((await values('full/300,/0/gray.png')).length > 50)
  t.deepEqual((await values('full/300,/0/bitonal.png')).sort(), [0, 255])
  t.true((await values('full/300,/90/bitonal.jpg')).every((value) => value < 40 || value > 215))
})

test.serial('a stored tile goes out byte for byte as it came in; the canonical address is told', async (t) => {
  const one = await open('512,512,512,512/512,512/0/default.jpg')
  const file = readFileSync(pyramidOf(items.open.sha256))
  t.true(file.includes(one.data.subarray(-1000)), 'its coded pixels are those of the pyramid')
  const other = await open('512,512,512,512/,512/0.0/color.jpg')
  t.deepEqual(other.data, one.data)
  const address = `${service.url}${service3(items.open.object)}/512,512,512,512/max/0/default.jpg`
  for (const { headers } of [one, other])
    t.is(headers.get('link'), `<${address}>;rel="canonical",<http://iiif.io/api/image/3/level2.json>;rel="profile"`)
})

test.serial('each page of a file is an image of its own', async (t) => {
  const colours = ['#c03020', '#20c030', '#2030c0']
  const pages = colours.map((background) =>
    sharp({ create: { width: 640, height: 480, channels: 3, background } })
      .png()
      .toBuffer(),
  )
  const tiff = sharp(await Promise.all(pages), { join: { animated: true } }).tiff({ compression: 'lzw' })
  const book = await received('三页.tif', await tiff.toBuffer())
  for (const [i, id] of [book.object, `${book.object}~2`, `${book.object}~3`].entries()) {
    const { body } = await admin.get(`${service3(id)}/info.json`)
    t.like(body, { width: 640, height: 480, id: `${service.url}${service3(id)}` })
    const { dominant } = await sharp((await admin.bytes(`${service3(id)}/full/201,/0/default.jpg`)).data).stats()
    t.is(
      ['r', 'g', 'b'].findIndex((c) => dominant[c as 'r'] > 128),
      i,
    )
  }
  for (const page of ['~1', '~4', '~0', '~', '~2~3', '~-1', '~999999999999', '~2/..', '%2F..'])
    t.is((await admin.get(`${service3(book.object + page)}/info.json`)).status, 404, page)
})

test.serial(
  'each role gets the tiles, pictures and descriptions of what it may read, and nothing of anything else',
  async (t) => {
    const paths = [
      'info.json',
      '',
      '512,512,512,512/512,512/0/default.jpg',
      'full/200,/0/default.jpg',
      'full/77,/90/gray.png',
    ]
    for (const who of [...roles, 'anonymous'] as const) {
      for (const kind of kinds) {
        // As for thumbnails: who describes looks into the recycle bin.
        const isFound = reads[who].includes(kind) || (kind === 'deleted' && ['archivist', 'admin'].includes(who))
        for (const path of paths) {
          const known = { 'if-none-match': '*' }
          const address = `${service3(items[kind].object)}/${path}`
          t.is((await callers[who].bytes(address)).status, isFound ? 200 : 404, `${who} ${kind} ${path}`)
          const again = await callers[who].bytes(address, known)
          t.is(again.status, isFound ? 304 : 404, `${who} ${kind} ${path} known`)
        }
      }
    }
  },
)

test.serial('caches ask again, and permission comes before what they know', async (t) => {
  const picture = await received('又一幅.png', await chartPng({ width: 700, height: 600 }))
  const [item, tile] = [`/api/v1/items/${picture.id}`, `${service3(picture.object)}/0,0,512,512/512,512/0/default.jpg`]
  const own = await admin.bytes(tile)
  t.is(own.headers.get('cache-control'), 'private, no-cache')
  t.is(own.headers.get('cross-origin-resource-policy'), 'same-origin')
  t.is(own.headers.get('access-control-allow-origin'), '*')
  const known = { 'if-none-match': own.headers.get('etag')! }
  t.regex(known['if-none-match'], new RegExp(`^"${picture.sha256}-\\d+-i\\d+"$`))
  t.is((await admin.bytes(tile, known)).status, 304)
  t.is((await callers.anonymous.bytes(tile, known)).status, 404)
  await admin.call('PATCH', item, { access: 'open' }, { 'if-match': '*' })
  const shared = await callers.anonymous.bytes(tile)
  t.is(shared.headers.get('cache-control'), 'public, no-cache')
  t.is(shared.headers.get('cross-origin-resource-policy'), 'cross-origin')
  t.is((await callers.anonymous.bytes(tile, known)).status, 304)
  t.is((await callers.anonymous.bytes(tile, { 'if-none-match': '"another"' })).status, 200)
  await admin.call('PUT', `${item}/withdrawal`, { reason: '再议' })
  t.is((await callers.anonymous.bytes(tile, known)).status, 404)
  t.is((await callers.researcher.bytes(tile)).status, 404)
})

test.serial('hostile addresses are refused and leave nothing behind', async (t) => {
  const paths: [path: string, status: number][] = [
    ['full/full/0/default.jpg', 400],
    ['-1,-1,5,5/max/0/default.jpg', 400],
    ['0,0,0,0/max/0/default.jpg', 400],
    ['1801,0,1,1/max/0/default.jpg', 400],
    ['pct:0,0,1e309,1/max/0/default.jpg', 400],
    ['full/^99999999,99999999/0/default.jpg', 400],
    ['full/^pct:99999999/0/default.jpg', 400],
    ['full/2000,/0/default.jpg', 400],
    ['full/max/12.5/default.jpg', 400],
    ['full/max/0/default.svg', 400],
    ['full/max/0/__proto__.jpg', 400],
    ['..%2f..%2f..%2fetc%2fpasswd/max/0/default.jpg', 400],
    [`${'9'.repeat(5000)},0,1,1/max/0/default.jpg`, 400],
    [`full/${'('.repeat(150)}/0/default.jpg`, 400],
    ['full/max/0/default.jpg%00.png', 400],
    ['full/max/0', 404],
    ['full/max/0/default.jpg/more', 404],
  ]
  for (const [path, status] of paths) {
    const { status: told, body } = await callers.anonymous.get(`${service3(items.open.object)}/${path}`)
    t.is(told, status, path)
    t.regex(String(body.code), /^(image\.request|request\.invalid|request\.not-found)$/, path)
  }
  t.is((await callers.anonymous.call('POST', `${service3(items.open.object)}/info.json`, {})).status, 405)
  t.deepEqual(
    service.output.filter((line) => /"level":50|Error/.test(line)),
    [],
  )
})

test.serial(
  'more than can be made at a time is put off, nobody takes every place, others go on meanwhile',
  async (t) => {
    const image = service3(items.open.object)
    const asked = (client: Client, path: string) => client.bytes(`${image}/${path}/90/default.jpg`)
    const small = Array.from({ length: 90 }, (_, i) => asked(callers.researcher, `full/${700 + i},`))
    const large = Array.from({ length: 6 }, (_, i) => asked(callers.researcher, `full/^${4000 + i},`))
    const [tile, other] = await Promise.all([
      open('512,512,512,512/512,512/0/default.jpg'),
      asked(callers.editor, 'full/99,'),
    ])
    t.deepEqual([tile.status, other.status], [200, 200])
    for (const [answers, places] of [
      [await Promise.all(small), 64],
      [await Promise.all(large), 4],
    ] as const) {
      const refused = answers.filter(({ status }) => status === 503)
      t.true(answers.every(({ status }) => status === 200 || status === 503))
      t.true(refused.length <= answers.length - places, String(refused.length))
      for (const { headers } of refused) t.is(headers.get('retry-after'), '5')
    }
    t.is((await asked(callers.researcher, 'full/789,')).status, 200, 'and everybody gets a place again')
    t.is((await asked(callers.researcher, 'full/^4009,')).status, 200)
  },
)

test.serial('a pyramid that is torn is said to be damaged, and shown again when it is whole', async (t) => {
  for (const [i, part] of [0.25, 0.001, 0].entries()) {
    const picture = await received(`断${part}.png`, await chartPng({ width: 1500 + i, height: 1100 }))
    const file = pyramidOf(picture.sha256)
    const whole = readFileSync(file)
    const told = async (...paths: string[]) =>
      Promise.all(paths.map(async (path) => (await admin.get(`${service3(picture.object)}/${path}`)).status))
    const tile = '512,512,512,512/512,512/0/default.jpg'
    t.deepEqual(await told('info.json', tile), [200, 200])
    truncateSync(file, Math.floor(whole.length * part))
    // What was read of it before is found out with the first tile.
    t.deepEqual(await told(tile), [503])
    t.deepEqual(await told('info.json', tile, 'full/300,/90/default.jpg'), [503, 503, 503], `${part} of it`)
    t.is((await admin.get(`${service3(picture.object)}/info.json`)).body.code, 'image.derivative-damaged')
    t.is((await admin.bytes(`/api/v1/objects/${picture.object}/thumbnails/600`)).status, 200)
    writeFileSync(file, whole)
    t.deepEqual(await told('info.json', tile, 'full/300,/90/default.jpg'), [200, 200, 200])
  }
})

test.serial('many tiles at once, some broken off: each answer is its own', async (t) => {
  const tiles = [0, 512, 1024].flatMap((x) => [0, 512].map((y) => `${x},${y},512,512/512,512/0/default.jpg`))
  const expected = new Map<string, string>()
  for (const tile of tiles) expected.set(tile, (await open(tile)).data.toString('base64'))
  const ask = async (i: number) => {
    const tile = tiles[i % tiles.length]!
    const stop = new AbortController()
    const answer = fetch(`${service.url}${service3(items.open.object)}/${tile}`, { signal: stop.signal })
    if (i % 7 === 3) {
      if (i % 2) await answer
      stop.abort()
      return answer
        .then((found) => found.arrayBuffer())
        .then(
          () => true,
          () => true,
        )
    }
    return Buffer.from(await (await answer).arrayBuffer()).toString('base64') === expected.get(tile)
  }
  for (let round = 0; round < 6; round++)
    t.true((await Promise.all(Array.from({ length: 120 }, (_, i) => ask(i + round)))).every(Boolean))
})
