/** Names of the list in texts: found in any writing, counted, asked for by any alias, told only to those who may read where they stand. On both engines. */
import { setTimeout as rest } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { type Client, type Json, signedIn, withRole } from '../support/client.ts'
import { elasticsearchUrl, randomPrefix, removeIndices } from '../support/elasticsearch.ts'
import { remove, startService, temporary } from '../support/service.ts'

const url = elasticsearchUrl()
const any = { 'if-match': '*' }

interface Archive {
  admin: Client
  researcher: Client
  /** Receives texts; their items' ids, in that order. */
  receive(...texts: string[]): Promise<string[]>
  add(kind: string, name: string, ...aliases: (string | object)[]): Promise<string>
  patch(id: string, patch: object): Promise<Json>
  /** When what changed in the list has come to the index. */
  matched(): Promise<void>
  foundBy(q: string, query?: Record<string, string>): Promise<string[]>
  facet(name: string, query?: Record<string, string>): Promise<Json>
  names(id: string, client?: Client): Promise<Json>
}

async function opened(t: ExecutionContext, env: Record<string, string>): Promise<Archive> {
  const service = await startService(temporary(), env)
  t.teardown(async () => {
    await service.stop()
    remove(service.storage)
  })
  const admin = await signedIn(service.url)
  const researcher = await withRole(service.url, admin, 'researcher')
  const accession = String((await admin.call('POST', '/api/v1/accessions', { title: '样例' })).body.id)
  let received = 0
  return {
    admin,
    researcher,
    async receive(...texts) {
      const files = texts.map((text) => ({ name: `${++received}.txt`, data: Buffer.from(text) }))
      const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, files)
      await admin.settled(accession)
      return body.results.map((one: Json) => String(one.itemIds[0]))
    },
    async add(kind, name, ...aliases) {
      const given = aliases.map((one) => (typeof one === 'string' ? { name: one } : one))
      const { status, body } = await admin.call('POST', '/api/v1/authorities', { kind, name, aliases: given })
      t.is(status, 201, JSON.stringify(body))
      return String(body.id)
    },
    async patch(id, patch) {
      const { status, body } = await admin.call('PATCH', `/api/v1/authorities/${id}`, patch, any)
      t.is(status, 200, JSON.stringify(body))
      return body
    },
    async matched() {
      for (;;) {
        const { items } = (await admin.get('/api/v1/jobs', { kind: 'match' })).body
        t.false(items.some(({ state }: Json) => state === 'failed'))
        if (items.every(({ state }: Json) => state === 'done')) break
        await rest(20)
      }
      await admin.settled(accession)
    },
    foundBy: async (q, query = {}) => (await admin.search(q, query)).hits.map((hit: Json) => hit.item.id).sort(),
    async facet(name, query = {}) {
      const { facets } = await admin.search('', { facets: name, ...query })
      return facets[name].map(({ label, count }: Json) => [label, count])
    },
    async names(id, client = admin) {
      const { status, body } = await client.get(`/api/v1/items/${id}/names`)
      t.is(status, 200)
      return body
    },
  }
}

function onBothEngines(title: string, run: (t: ExecutionContext, archive: Archive) => Promise<void>): void {
  test.serial(`embedded: ${title}`, async (t) => run(t, await opened(t, {})))
  const withServer = url ? test.serial : test.skip
  withServer(`Elasticsearch: ${title}`, async (t) => {
    const prefix = randomPrefix()
    t.teardown(() => removeIndices(url!, prefix))
    const archive = await opened(t, { ELASTICSEARCH_URL: url!, ELASTICSEARCH_PREFIX: prefix })
    await run(t, archive)
    t.is((await archive.admin.search('')).engine, 'elasticsearch')
  })
}

const pages = ['甲', '乙', '丙'].map(
  (one, i) =>
    `${one}事记在此处，文昌阁在渡口之东，是夜与${i === 1 ? '冯玉' : '友人'}\n\n— ${i + 1} —\n汝川文史，第一辑\n\n${i === 1 ? '祥' : ''}同行。`,
)

onBothEngines('an alias finds where another name of the same person stands', async (t, archive) => {
  const { add, patch, matched, foundBy, facet, names, admin } = archive
  const [whole, cut, alias, none] = (await archive.receive(
    '馮玉祥到郑州，又到中牟县城。冯玉祥讲演。',
    pages.join(''),
    '焕章先生讲演于\n郑县。',
    '玉祥号轮船，冯、玉祥二人。',
  )) as [string, string, string, string]
  t.deepEqual(await foundBy('人名:冯玉祥'), [])

  const feng = await add(
    'person',
    '冯玉祥',
    { name: '焕章', type: 'courtesy' },
    { name: '馮玉祥', type: 'traditional' },
  )
  const zhengzhou = await add('place', '郑州', { name: '郑县', type: 'former' })
  await matched()
  const all = [whole, cut, alias].sort()
  for (const q of ['人名:冯玉祥', '人物:煥章', 'person:焕章', `人名:${feng}`]) t.deepEqual(await foundBy(q), all, q)
  t.deepEqual(await foundBy('', { person: '馮玉祥' }), all)
  t.deepEqual(await foundBy('', { person: feng, place: '郑县' }), [whole, alias].sort())
  t.deepEqual(await foundBy('地名:郑县 讲演'), [whole, alias].sort())
  t.deepEqual(await foundBy('人名:冯玉祥 -地名:郑州'), [cut])
  t.deepEqual(await foundBy('二人 -人名:焕章'), [none])
  t.deepEqual(await foundBy('“讲演” -(地名:郑州 “到郑州”)'), [alias], 'decided by the text')
  t.deepEqual(await facet('person'), [['冯玉祥', 3]])
  t.deepEqual(await facet('place', { q: '讲演' }), [['郑州', 2]])
  t.deepEqual(await facet('corporateBody'), [])

  const told = await names(whole)
  t.deepEqual(
    told.found.map(({ authority, count }: Json) => [authority.name, count]),
    [
      ['冯玉祥', 2],
      ['郑州', 1],
    ],
  )
  t.deepEqual(told.found[0].names, [
    { text: '馮玉祥', count: 1 },
    { text: '冯玉祥', count: 1 },
  ])
  const { text } = (await admin.get(`/api/v1/items/${cut}/text`)).body
  const [place] = (await names(cut)).found[0].places
  t.deepEqual(
    place.ranges.map(([start, end]: [number, number]) => text.slice(start, end)),
    ['冯玉', '祥'],
  )
  t.deepEqual((await names(none)).found, [])

  await patch(feng, { aliases: [] })
  await matched()
  t.deepEqual(await foundBy('人名:冯玉祥'), [whole, cut].sort())
  t.deepEqual(await foundBy('人名:焕章'), [])
  await patch(feng, { name: '馮煥章', aliases: [{ name: '玉祥' }, { name: '焕章' }] })
  await matched()
  t.deepEqual(await foundBy('人名:玉祥'), [whole, cut, alias, none].sort(), 'the longest name there is now')
  t.deepEqual(await facet('person'), [['馮煥章', 4]])
  t.is((await admin.call('DELETE', `/api/v1/authorities/${zhengzhou}`)).status, 204)
  t.deepEqual(await facet('place'), [], 'what is deleted is gone at once')
  await matched()
  t.deepEqual(await foundBy('地名:郑州'), [])
})

onBothEngines('a name of two is said to be one of two; what archivists say decides', async (t, archive) => {
  const { add, patch, matched, foundBy, facet, names, admin } = archive
  const [text, other, photo] = (await archive.receive(
    '中山先生演说，中山舰停泊。',
    '孙中山与中山先生。',
    '一张。',
  )) as [string, string, string]
  const sun = await add('person', '孙文', '孙中山', '中山')
  const county = await add('place', '中山县', '中山')
  const ship = await add('event', '中山舰')
  await matched()
  t.deepEqual(await facet('person'), [
    ['中山（同名）', 2],
    ['孙文', 1],
  ])
  t.deepEqual(await facet('place'), [['中山（同名）', 2]])
  t.deepEqual(await facet('event'), [['中山舰', 1]])
  const told = await names(text)
  t.deepEqual(
    told.ambiguous.map(({ text: name, count, candidates }: Json) => [
      name,
      count,
      candidates.map(({ id }: Json) => id).sort(),
    ]),
    [['中山', 1, [sun, county].sort()]],
  )
  t.deepEqual(
    told.found.map(({ authority }: Json) => authority.id),
    [ship],
  )
  t.deepEqual(await foundBy('人名:孙文'), [other], 'nobody knows that it is he')
  t.deepEqual(await foundBy('人名:中山'), [text, other].sort())
  t.deepEqual(await foundBy('地名:中山县'), [])

  await patch(county, { aliases: [{ name: '中山', inText: false }] })
  await matched()
  t.deepEqual(await foundBy('人名:孙文'), [text, other].sort(), 'the county’s is only described now')
  t.deepEqual((await names(text)).ambiguous, [])

  const describe = (patch: object) => admin.call('PATCH', `/api/v1/items/${photo}`, patch, any)
  await describe({ persons: ['孫中山', '某君', '中山'], places: ['中山'], caption: '左起：孙\n文、某君' })
  await matched()
  t.deepEqual(await foundBy('地名:中山县'), [photo])
  t.deepEqual(await foundBy('人名:某君 人名:孙文'), [photo])
  t.deepEqual(await facet('person', { person: '某君' }), [
    ['孙文', 1],
    ['某君', 1],
  ])
  t.deepEqual(
    (await names(photo)).described.map(({ text: name, authority }: Json) => [name, authority?.name ?? null]),
    [
      ['孫中山', '孙文'],
      ['某君', null],
      ['中山', '孙文'],
      ['中山', '中山县'],
    ],
  )
  const [caption] = (await names(photo)).found[0].places
  t.deepEqual([caption.field, caption.start, caption.end, caption.page], ['caption', 3, 6, null])
  await describe({ persons: [], places: [], caption: null, authorities: [ship] })
  await matched()
  t.deepEqual(await foundBy('', { event: ship }), [text, photo].sort())
})

onBothEngines('merged, they are one at once and after; taken apart, two again', async (t, archive) => {
  const { add, matched, foundBy, facet, admin } = archive
  const [one, other, linked] = (await archive.receive('豫丰纱厂开工。', '郑州纱厂罢工。', '厂史一篇。')) as [
    string,
    string,
    string,
  ]
  const kept = await add('corporateBody', '豫丰纱厂')
  const twin = await add('corporateBody', '郑州纱厂')
  await admin.call('PATCH', `/api/v1/items/${linked}`, { authorities: [twin] }, any)
  await matched()
  t.deepEqual(await foundBy('机构:豫丰纱厂'), [one])
  t.is((await admin.call('POST', `/api/v1/authorities/${twin}/merge`, { into: kept })).status, 200)
  const all = [one, other, linked].sort()
  t.deepEqual(await foundBy('机构:豫丰纱厂'), all, 'the index has not been told')
  t.deepEqual(await facet('corporateBody'), [['豫丰纱厂', 3]])
  await matched()
  for (const q of ['机构:豫丰纱厂', '机构:郑州纱厂', `机构:${twin}`]) t.deepEqual(await foundBy(q), all, q)
  t.deepEqual(await facet('corporateBody'), [['豫丰纱厂', 3]])
  await admin.call('POST', `/api/v1/authorities/${twin}/restoration`)
  await matched()
  t.deepEqual(await foundBy('机构:豫丰纱厂'), [one])
  t.deepEqual(await foundBy('机构:郑州纱厂'), [other, linked].sort())
})

onBothEngines('suggested by any name, in characters and by how they are spoken', async (t, archive) => {
  const { add, matched, admin } = archive
  await archive.receive(
    '单田芳说书，曾国藩家书，解缙修典。',
    '单田芳到浚县，又到蔚县、洪洞、陕西。',
    '尉迟恭与单雄信。',
  )
  await add('person', '单田芳', { name: '单老', type: 'other' })
  for (const name of ['曾国藩', '解缙', '尉迟恭', '单雄信', '无人提起']) await add('person', name)
  for (const name of ['浚县', '蔚县', '洪洞', '陕西']) await add('place', name)
  await matched()
  const suggested = async (q: string) => (await admin.get('/api/v1/search/suggest', { q })).body.suggestions
  const texts = async (q: string) =>
    (await suggested(q)).filter(({ authorityId }: Json) => authorityId).map(({ text }: Json) => text)
  for (const [q, name] of [
    ['shantianfang', '单田芳'],
    ['stf', '单田芳'],
    ['shantf', '单田芳'],
    ['单tf', '单田芳'],
    ['單田芳', '单田芳'],
    ['zenggf', '曾国藩'],
    ['zgf', '曾国藩'],
    ['xiejin', '解缙'],
    ['yuchigong', '尉迟恭'],
    ['xunxian', '浚县'],
    ['yuxian', '蔚县'],
    ['hongtong', '洪洞'],
    ['shaanxi', '陕西'],
    ['陕x', '陕西'],
  ] as const)
    t.deepEqual(await texts(q), [name], q)
  t.deepEqual((await texts('shan')).sort(), ['单田芳', '单雄信', '陕西'])
  t.like((await suggested('shanlao'))[0], { kind: 'person', text: '单田芳', alias: '单老', count: 2, itemId: null })
  t.like((await suggested('单老'))[0], { text: '单田芳', alias: '单老' })
  t.deepEqual(await texts('无人提起'), [], 'stands in no item')
})

onBothEngines('who stands only in what may not be read is not there', async (t, archive) => {
  const { add, matched, admin, researcher, names } = archive
  const [open, closed] = (await archive.receive(
    '如心先生与林知白同行。',
    '密如心、林知白密谈于绝影镇。密如心口述。',
  )) as [string, string]
  await admin.call('PATCH', `/api/v1/items/${open}`, { access: 'open' }, any)
  await admin.call('PATCH', `/api/v1/items/${closed}`, { access: 'controlled' }, any)
  const secret = await add('person', '密如心', '如心')
  const known = await add('person', '林知白', '如心')
  const town = await add('place', '绝影镇')
  await matched()

  const told = async (client: Client) => ({
    facets: (await client.search('', { facets: 'person,place' })).facets,
    suggested: await Promise.all(
      ['密如心', 'mrx', '如心', '绝影', 'jyz', '林知白', 'lzb'].map(
        async (q) => (await client.get('/api/v1/search/suggest', { q })).body.suggestions,
      ),
    ),
    authorities: (await client.get('/api/v1/authorities')).body,
    names: await names(open, client),
    one: (await client.get(`/api/v1/authorities/${known}`)).body.shared,
    asked: await Promise.all(
      ['人名:密如心', `人名:${secret}`, '地名:绝影镇', '密如心'].map(async (q) => (await client.search(q)).total),
    ),
  })
  const isTold = (answer: unknown) =>
    /密如心|绝影|密谈/.test(JSON.stringify(answer).replaceAll(secret, '密如心').replaceAll(town, '绝影'))
  t.true(isTold(await told(admin)))
  const reader = await told(researcher)
  t.false(isTold(reader), JSON.stringify(reader))
  t.deepEqual(reader.asked, [0, 0, 0, 0])
  t.deepEqual(reader.facets.person, [
    { value: known, label: '林知白', count: 1 },
    { value: '如心', label: '如心（同名）', count: 1 },
  ])
  t.deepEqual(reader.suggested[5], [
    { kind: 'person', text: '林知白', alias: null, authorityId: known, itemId: null, count: 1 },
  ])
  t.deepEqual(
    reader.authorities.items.map(({ name, note }: Json) => [name, note]),
    [['林知白', '']],
  )
  t.deepEqual(
    reader.names.ambiguous.map(({ text, candidates }: Json) => [text, candidates.map(({ id }: Json) => id)]),
    [['如心', [known]]],
  )
  for (const id of [secret, town, 'nothing']) t.is((await researcher.get(`/api/v1/authorities/${id}`)).status, 404)
  t.is((await researcher.get('/api/v1/authorities', { deleted: 'true' })).status, 403)
  t.is((await researcher.get(`/api/v1/items/${closed}/names`)).status, 404)

  await admin.call('PUT', `/api/v1/items/${open}/withdrawal`, { reason: '再议' })
  t.is(
    (await researcher.get(`/api/v1/authorities/${known}`)).status,
    404,
    'at once, though the index has not been told',
  )
  t.is((await researcher.get('/api/v1/authorities')).body.total, 0)
  t.deepEqual((await researcher.get('/api/v1/search/suggest', { q: 'lzb' })).body.suggestions, [])
})

test.serial('a tagger’s guesses are told to those who describe, and are neither searched nor counted', async (t) => {
  const { add, matched, foundBy, facet, names, admin, researcher, receive } = await opened(t, {})
  const [id] = (await receive(
    '民國二十六年，馮玉祥到鄭\n州，與胡景翼、密如心先生在安陽相見，高興非常。胡景翼言：中國銀行已遷。',
  )) as [string]
  await admin.call('PATCH', `/api/v1/items/${id}`, { access: 'open', places: ['安阳'] }, any)
  const guessed = async (some: (suggested: Json) => boolean = (suggested) => suggested.length > 0) => {
    for (;;) {
      const { suggested } = await names(id)
      if (some(suggested)) return suggested.map(({ text, kind, count }: Json) => `${text} ${kind} ${count}`)
      await rest(50)
    }
  }
  const first = await guessed()
  for (const one of [
    '胡景翼 person 2',
    '馮玉祥 person 1',
    '密如心 person 1',
    '鄭州 place 1',
    '中國銀行 corporateBody 1',
  ])
    t.true(first.includes(one), `${one} of ${first}`)
  t.false(/高興|安陽|先生/.test(first.join()), 'no name, or described already')
  t.deepEqual(await foundBy('人名:胡景翼'), [])
  t.deepEqual(await facet('person'), [])
  t.deepEqual((await names(id, researcher)).suggested, [], 'they are unconfirmed')
  t.deepEqual((await researcher.get('/api/v1/search/suggest', { q: 'hujingyi' })).body.suggestions, [])

  await add('person', '胡景翼')
  await matched()
  t.false(
    (await guessed()).some((one: string) => one.startsWith('胡景翼')),
    'the list knows him now',
  )
  t.deepEqual(await foundBy('人名:胡景翼'), [id])
  await admin.call('PUT', `/api/v1/items/${id}/text`, { text: '樊钟秀到了临汝。', note: '改' }, any)
  t.true(
    (await guessed((suggested) => suggested.some(({ text }: Json) => text === '樊钟秀'))).every(
      (one: string) => !/馮/.test(one),
    ),
  )
})
