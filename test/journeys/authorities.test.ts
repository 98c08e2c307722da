/** 规范档 over HTTP: kept by archivists, changed by two at once, merged and taken apart again, linked to from items. */
import test from 'ava'
import { type Client, type Json, served, withRole } from '../support/client.ts'

const { service, admin } = await served(test)
const any = { 'if-match': '*' }
let archivist: Client
let token = ''

test.before(async () => {
  const user = await withRole(service.url, admin, 'archivist')
  archivist = user
  token = user.token
})

const add = async (kind: string, name: string, ...aliases: (string | object)[]): Promise<Json> => {
  const given = aliases.map((one) => (typeof one === 'string' ? { name: one } : one))
  const { status, body } = await archivist.call('POST', '/api/v1/authorities', { kind, name, aliases: given })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body
}
const at = (id: string, part = '') => `/api/v1/authorities/${id}${part}`
const listed = async (query: Record<string, string>) =>
  (await archivist.get('/api/v1/authorities', query)).body.items.map(({ name }: Json) => name)

test.serial(
  'a record is added, found by any of its names in any writing, changed, put away and taken back',
  async (t) => {
    const { status, body, headers } = await archivist.call('POST', '/api/v1/authorities', {
      kind: 'person',
      name: '冯玉祥',
      aliases: [
        { name: '焕章', type: 'courtesy' },
        { name: '馮玉祥', type: 'traditional' },
        { name: '冯', type: 'short' },
      ],
      existence: '1882—1948',
      history: '巢县人，西北军将领。',
      identifiers: [{ scheme: 'Wikidata', value: 'Q710293' }],
    })
    t.is(status, 201)
    t.like(body, {
      kind: 'person',
      status: 'established',
      inText: true,
      existence: { text: '1882—1948', edtf: '1882/1948', start: '1882-01-01', end: '1948-12-31' },
      mergedInto: null,
      shared: [],
      revision: 1,
    })
    t.deepEqual(
      body.aliases.map(({ inText }: Json) => inText),
      [true, true, false],
    )
    await add('place', '巢县', '居巢')
    for (const q of ['冯玉祥', '馮玉祥', '焕章', '煥章', '玉祥']) t.deepEqual(await listed({ q }), ['冯玉祥'], q)
    for (const q of ['祥焕', '玉冯', '，']) t.deepEqual(await listed({ q }), [], q)
    t.deepEqual(await listed({ kind: 'place' }), ['巢县'])
    t.deepEqual(await listed({}), ['巢县', '冯玉祥'], 'as people sort')

    const path = at(body.id)
    t.is((await archivist.call('PATCH', path, { note: 'x' })).status, 428)
    const match = { 'if-match': headers.get('etag')! }
    const changed = await Promise.all(['甲', '乙'].map((note) => archivist.call('PATCH', path, { note }, match)))
    t.deepEqual(changed.map((one) => one.status).sort(), [200, 412])
    const { body: now } = await archivist.get(path)
    t.is((await archivist.call('PATCH', path, { note: now.note }, match)).status, 200, 'it is so already')
    t.is(
      (await archivist.call('PATCH', path, { existence: { edtf: '1882-11-06/1948-09-01' } }, any)).body.existence.end,
      '1948-09-01',
    )
    for (const [patch, expected, code] of [
      [{ existence: { edtf: '1882-13' } }, 422, 'date.unreadable'],
      [{ name: '1911' }, 422, 'authority.name'],
      [{ name: '' }, 400, 'request.invalid'],
      [{ aliases: [{ name: '…' }] }, 422, 'authority.name'],
      [{ nothing: 1 }, 400, 'request.invalid'],
    ] as const)
      t.like(
        await archivist.call('PATCH', path, patch, any),
        { status: expected, body: { code } },
        JSON.stringify(patch),
      )

    const history = (await archivist.get(at(body.id, '/history'))).body
    t.deepEqual(
      history.items.map(({ action, actorName }: Json) => [action, actorName]),
      [
        ['change', 'u-archivist'],
        ['change', 'u-archivist'],
        ['add', 'u-archivist'],
      ],
    )
    t.is(history.items[1].changes[0].before, '')

    t.is((await archivist.call('DELETE', `${path}?reason=${encodeURIComponent('重复')}`)).status, 204)
    t.deepEqual(await listed({ q: '冯玉祥' }), [])
    t.deepEqual(await listed({ q: '冯玉祥', deleted: 'true' }), ['冯玉祥'])
    t.like((await archivist.get(path)).body, { deleted: { reason: '重复' } })
    t.is((await archivist.call('PATCH', path, { note: 'z' }, any)).body.code, 'authority.gone')
    t.like(await archivist.call('POST', at(body.id, '/restoration')), { status: 200, body: { deleted: null } })
    t.deepEqual(await listed({ q: '冯玉祥' }), ['冯玉祥'])
    t.deepEqual(
      (await admin.get('/api/v1/audit', { subject: body.id })).body.items.map(({ act }: Json) => act),
      ['authority.restore', 'authority.remove', 'authority.change', 'authority.change', 'authority.add'],
    )
  },
)

test.serial('a name of two is named as shared, until one of them has it no more', async (t) => {
  const one = await add('person', '赵一荻', '四小姐')
  const other = await add('person', '朱五', '四小姐', '赵一荻')
  t.deepEqual(
    other.shared.map((shared: Json) => [shared.name, shared.others.map(({ name }: Json) => name)]),
    [
      ['四小姐', ['赵一荻']],
      ['赵一荻', ['赵一荻']],
    ],
  )
  t.is((await archivist.get(at(one.id))).body.shared.length, 2)
  await archivist.call('PATCH', at(other.id), { status: 'draft' }, any)
  t.deepEqual((await archivist.get(at(one.id))).body.shared, [], 'a draft names nothing yet')
  await archivist.call('PATCH', at(other.id), { status: 'established', aliases: [] }, any)
  t.deepEqual((await archivist.get(at(one.id))).body.shared, [])
})

test.serial('items are linked to it; merged into another, they lead there; undone, they lead back', async (t) => {
  const kept = await add('person', '孙文', { name: '逸仙', type: 'courtesy' })
  const twin = await add('person', '孙中山', '中山樵')
  const third = await add('person', '孙逸仙')
  const place = await add('place', '翠亨村')
  const { body: item } = await archivist.call('POST', '/api/v1/items', { title: '合影' })
  const path = `/api/v1/items/${item.id}`
  const links = async () => (await archivist.get(path)).body.authorities
  const link = (...ids: string[]) => archivist.call('PATCH', path, { authorities: ids }, any)
  t.is((await link('nothing')).body.code, 'authority.not-found')
  t.is((await link(third.id, place.id, third.id)).status, 200)
  t.deepEqual(await links(), [third.id, place.id])
  t.like(await archivist.call('DELETE', at(third.id)), { status: 409, body: { code: 'authority.in-use' } })

  const merge = (id: string, into: string) => archivist.call('POST', at(id, '/merge'), { into })
  t.is((await merge(twin.id, place.id)).body.code, 'authority.merge')
  t.is((await merge(twin.id, twin.id)).body.code, 'authority.merge')
  t.is((await merge(twin.id, 'nothing')).status, 404)
  t.is((await merge(third.id, twin.id)).status, 200)
  t.deepEqual(await links(), [twin.id, place.id])
  const merged = (await merge(twin.id, kept.id)).body
  t.deepEqual(
    merged.aliases.map(({ name }: Json) => name),
    ['逸仙', '孙中山', '中山樵', '孙逸仙'],
  )
  t.deepEqual(merged.shared, [])
  t.deepEqual(await links(), [kept.id, place.id], 'by way of the one between')
  t.is((await archivist.get(at(twin.id))).body.mergedInto, kept.id)
  t.is((await merge(twin.id, kept.id)).status, 200, 'asked for again, nothing more happens')
  t.is((await merge(kept.id, twin.id)).body.code, 'authority.gone')
  t.is((await archivist.call('DELETE', at(kept.id))).body.code, 'authority.in-use')
  t.is((await link(third.id)).status, 200)
  t.deepEqual(await links(), [kept.id], 'who links to what was merged links to the other')

  await archivist.call('PATCH', at(kept.id), { aliases: [...merged.aliases, { name: '德明' }] }, any)
  t.like((await archivist.call('POST', at(twin.id, '/restoration'))).body, { name: '孙中山', mergedInto: null })
  t.deepEqual(
    (await archivist.get(at(kept.id))).body.aliases.map(({ name }: Json) => name),
    ['逸仙', '德明'],
  )
  t.deepEqual(await links(), [twin.id])
  await archivist.call('POST', at(third.id, '/restoration'))
  t.deepEqual(await links(), [third.id])
  t.deepEqual(
    (await archivist.get(at(kept.id, '/history'))).body.items.map(({ action }: Json) => action),
    ['restore', 'change', 'merge', 'add'],
  )
})

test.serial('two merges against each other at once: one is made, the other is told', async (t) => {
  const [one, other] = [await add('corporateBody', '豫丰纱厂'), await add('corporateBody', '郑州豫丰纱厂')]
  const answers = await Promise.all([
    archivist.call('POST', at(one.id, '/merge'), { into: other.id }),
    archivist.call('POST', at(other.id, '/merge'), { into: one.id }),
  ])
  t.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
})

test.serial('a list is tried, taken in, and taken in again without any change', async (t) => {
  const csv = (text: string | Buffer, query = '') =>
    archivist.call('POST', `/api/v1/authorities/imports${query}`, text.toString(), {
      'content-type': 'text/csv; charset=utf-8',
    })
  await add('person', '刘峙', { name: '经扶', type: 'courtesy' })
  await add('person', '同名者')
  await add('person', '同名者')
  const list = [
    '类型,规范名,字,别名,生卒,标识',
    '人物,劉峙,经扶,刘经扶,1892—1971,CBDB:1',
    '人物,胡景翼,笠僧,,1892—1925,CBDB:2',
    '人物,胡景翼,,胡笠僧,1892—1925,CBDB:2',
    '人物,胡景翼,,,1901—1960,CBDB:3',
    '人物,同名者,,,,',
    '人物,1911,,,,',
    '人,樊钟秀,,,,',
    '地名,禹县,,经扶,,',
  ].join('\n')
  const tried = await csv(list, '?dryRun=true')
  t.like(tried, { status: 200, body: { dryRun: true, created: 3, changed: 2, unchanged: 0, refused: 3 } })
  t.deepEqual(
    tried.body.rows.map(({ row, outcome, id, problem, fields, shared }: Json) => [
      row,
      outcome,
      typeof id,
      problem?.code ?? '',
      fields.join(),
      shared.join(),
    ]),
    [
      [5, 'created', 'object', '', '', '胡景翼'],
      [6, 'refused', 'object', 'authority.several', '', ''],
      [7, 'refused', 'object', 'authority.name', '', ''],
      [8, 'refused', 'object', 'request.invalid', 'kind', ''],
      [9, 'created', 'object', '', '', '经扶'],
    ],
  )
  t.deepEqual(await listed({ q: '胡景翼' }), [], 'only tried')
  t.like((await csv(list)).body, { dryRun: false, created: 3, changed: 2, refused: 3 })
  t.like((await csv(list)).body, { created: 0, changed: 0, unchanged: 5, refused: 3 })
  const [liu] = (await archivist.get('/api/v1/authorities', { q: '刘经扶' })).body.items
  t.like(liu, { name: '刘峙', existence: { edtf: '1892/1971' }, identifiers: [{ scheme: 'CBDB', value: '1' }] })
  t.deepEqual(
    liu.aliases.map(({ name }: Json) => name),
    ['经扶', '劉峙', '刘经扶'],
  )
  t.deepEqual(
    (await archivist.get(at(liu.id, '/history'))).body.items.map(({ action }: Json) => action),
    ['import', 'add'],
  )
  t.deepEqual(await listed({ q: '胡景翼' }), ['胡景翼', '胡景翼'])

  const lines =
    '{"kind":"event","name":"二七大罢工","existence":{"edtf":"1923-02-04"},"aliases":[{"name":"京汉铁路大罢工"}]}\n'
  const both = await Promise.all(
    [1, 2].map(() =>
      archivist.call('POST', '/api/v1/authorities/imports', lines, { 'content-type': 'application/x-ndjson' }),
    ),
  )
  t.deepEqual(both.map(({ body }) => body.created).sort(), [0, 1], 'two at once')
  const gb = await fetch(`${service.url}/api/v1/authorities/imports?kind=place`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${token}` },
    body: Buffer.concat([Buffer.from('name\n'), Buffer.from([0xd6, 0xa3, 0xcf, 0xd8])]),
  })
  t.is(((await gb.json()) as Json).created, 1)
  t.deepEqual(await listed({ q: '郑县' }), ['郑县'])
  t.is((await csv('别名\n甲')).body.code, 'authority.list')
  t.is((await archivist.call('POST', '/api/v1/authorities/imports', '{}')).status, 415)
  t.is((await csv(`name\n${'某君'.repeat(3_000_000)}`)).status, 413)
})
