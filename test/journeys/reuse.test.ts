/** A piece that comes in again: named on its line and on both items, shown side by side, decided about; and to nobody who may not read the other. */
import { setTimeout as rest } from 'node:timers/promises'
import test from 'ava'
import * as OpenCC from 'opencc-js'
import { type Client, type Json, signedIn, withRole } from '../support/client.ts'
import { essay } from '../support/essay.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

const storage = temporary()
const any = { 'if-match': '*' }
const traditional = OpenCC.Converter({ from: 'cn', to: 't' })
let service: Service
let admin: Client
let archivist: Client
let editor: Client
let researcher: Client
let accession: string

test.before(async () => {
  service = await startService(storage)
  admin = await signedIn(service.url)
  archivist = await withRole(service.url, admin, 'archivist')
  editor = await withRole(service.url, admin, 'editor')
  researcher = await withRole(service.url, admin, 'researcher')
  accession = String((await admin.call('POST', '/api/v1/accessions', { title: '来稿' })).body.id)
})
test.after.always(async () => {
  await service?.stop()
  remove(storage)
})

/** Takes in texts and waits until they have been compared; the ids in the same order. */
async function received(...texts: string[]): Promise<string[]> {
  const files = texts.map((text, i) => ({ name: `稿${i}.txt`, data: Buffer.from(text) }))
  const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, files)
  await admin.settled(accession)
  const ids = body.results.map((one: Json) => String(one.itemIds[0]))
  for (const id of ids) while (!(await admin.get(`/api/v1/items/${id}/similar`)).body.isCompared) await rest(20)
  return ids
}
const similar = async (id: string, client = admin) => (await client.get(`/api/v1/items/${id}/similar`)).body

test.serial(
  'a piece sent in again in the other script is named on its line, on both items, and side by side',
  async (t) => {
    const piece = essay(1, 2400)
    const altered = traditional(`再投稿\n${piece.slice(0, 700)}龘${piece.slice(701, 1500)}${piece.slice(1504)}`)
    const [old, again] = await received(piece, altered)
    await admin.call('PATCH', `/api/v1/items/${old}`, { referenceCode: 'WS-001', title: '旧稿' }, any)

    const { items } = await similar(again!)
    t.like(items, [{ itemId: old, referenceCode: 'WS-001', kind: 'same', decision: null }])
    const { body: lines } = await archivist.get(`/api/v1/accessions/${accession}/files`)
    const line = lines.items.find((one: Json) => one.item?.id === again)
    t.like(line.item.reuse, {
      total: 1,
      items: [{ itemId: old, title: '旧稿', referenceCode: 'WS-001', kind: 'same' }],
    })
    t.like((await admin.get(`/api/v1/items/${old}`)).body.reuse, { total: 1, items: [{ itemId: again }] })
    t.like((await admin.get('/api/v1/items', { accession })).body.items.find((one: Json) => one.id === again).reuse, {
      total: 1,
    })

    const { status, body, headers } = await admin.get(`/api/v1/items/${again}/similar/${old}`)
    t.is(status, 200)
    t.is(headers.get('etag'), `W/"${body.revision}"`)
    t.like(body, { id: items[0].id, kind: 'same', total: 1, item: { id: again }, other: { id: old, title: '旧稿' } })
    const texts = [
      (await admin.get(`/api/v1/items/${again}/text`)).body,
      (await admin.get(`/api/v1/items/${old}/text`)).body,
    ]
    t.deepEqual(
      [body.item.textRevision, body.other.textRevision],
      texts.map(({ revision }) => revision),
    )
    const [passage] = body.items
    t.is(passage.text, texts[0].text.slice(passage.start, passage.end))
    t.is(passage.otherText, texts[1].text.slice(passage.otherStart, passage.otherEnd))
    t.is(passage.differences.length, 2, JSON.stringify(passage.differences))
    const [changed, missing] = passage.differences
    t.like(changed, { is: 'changed', own: '龘', other: piece[700] })
    t.is(texts[0].text.slice(...changed.ownSpan), '龘')
    t.is(texts[1].text.slice(...changed.otherSpan), piece[700])
    t.is(missing.is, 'missing')
    t.is(texts[1].text.slice(...missing.otherSpan), missing.other)
    // The other way round, what is missing here was added there.
    const back = (await admin.get(`/api/v1/items/${old}/similar/${again}`)).body
    t.is(back.id, body.id)
    t.like(back.items[0], {
      start: passage.otherStart,
      end: passage.otherEnd,
      otherStart: passage.start,
      otherEnd: passage.end,
    })
    t.deepEqual(
      back.items[0].differences.map(({ is }: Json) => is),
      ['changed', 'added'],
    )
  },
)

test.serial('pages are told where the texts have them', async (t) => {
  const piece = essay(5, 900)
  const [old, again] = await received(`${essay(6, 500)}${piece}`, `${essay(7, 300)}${piece}`)
  const { text } = (await admin.get(`/api/v1/items/${old}/text`)).body
  const pages = [
    { number: 1, label: '一', start: 0, end: 400 },
    { number: 2, label: '二', start: 400, end: text.length },
  ]
  t.is((await admin.call('PUT', `/api/v1/items/${old}/pages`, pages, any)).status, 200)
  const [passage] = (await admin.get(`/api/v1/items/${again}/similar/${old}`)).body.items
  t.like(passage, { page: null, otherPage: 2, differences: [] })
})

test.serial('what a caller may not read is not named, shown or counted, from whichever side', async (t) => {
  const piece = essay(10, 1500)
  const [open, internal, controlled, withdrawn, deleted] = await received(
    piece,
    `甲${piece}`,
    `乙${piece}`,
    `丙${piece}`,
    `丁${piece}`,
  )
  await admin.call('PATCH', `/api/v1/items/${open}`, { access: 'open' }, any)
  await admin.call('PATCH', `/api/v1/items/${controlled}`, { access: 'controlled' }, any)
  await admin.call('PUT', `/api/v1/items/${withdrawn}/withdrawal`, { reason: '家属要求' })
  await admin.call('DELETE', `/api/v1/items/${deleted}?reason=x`)
  const seen = async (client: Client, id = open!) => {
    const { total, items } = await similar(id, client)
    const { reuse } = (await client.get(`/api/v1/items/${id}`)).body
    t.is(reuse?.total ?? 0, total)
    t.is(items.length, total)
    return items.map(({ itemId }: Json) => itemId).sort()
  }
  t.deepEqual(await seen(researcher), [])
  t.deepEqual(await seen(editor), [internal])
  t.deepEqual(await seen(archivist), [internal, controlled, withdrawn].sort())
  for (const [client, other, status] of [
    [researcher, internal, 404],
    [editor, internal, 200],
    [editor, controlled, 404],
    [editor, withdrawn, 404],
    [archivist, withdrawn, 200],
    [archivist, deleted, 404],
  ] as const) {
    const answer = await client.get(`/api/v1/items/${open}/similar/${other}`)
    t.is(answer.status, status)
    if (status === 404) t.is(answer.body.code, 'reuse.not-found')
  }
  t.like(await researcher.get(`/api/v1/items/${internal}/similar/${open}`), {
    status: 404,
    body: { code: 'item.not-found' },
  })
  t.is((await admin.get(`/api/v1/items/${open}/similar/nothing`)).body.code, 'reuse.not-found')
  // Put back and restored, they are named again without anybody's help.
  await admin.call('DELETE', `/api/v1/items/${withdrawn}/withdrawal`)
  await admin.call('POST', `/api/v1/items/${deleted}/restoration`, {})
  while ((await seen(editor)).length < 3) await rest(20)
  t.deepEqual(await seen(editor), [internal, withdrawn, deleted].sort())
})

test.serial(
  'archivists decide what a pair is; of two at once one is told; the decision is seen, audited, and can be taken back',
  async (t) => {
    const piece = essay(20, 1000)
    const [old, again] = await received(piece, piece.slice(0, 600))
    const undecided = async (query: Record<string, string> = {}) =>
      (await archivist.get('/api/v1/reuse', { accession, size: '200', ...query })).body.items
    const [pair] = (await undecided()).filter((one: Json) => one.item.id === again && one.other.id === old)
    t.like(pair, { kind: 'part', share: 1, decided: null, passages: 1 })
    t.true((await undecided({ kind: 'part' })).some((one: Json) => one.id === pair.id))
    t.false((await undecided({ kind: 'contains' })).some((one: Json) => one.id === pair.id))
    t.deepEqual(await undecided({ accession: 'another' }), [])
    for (const client of [editor, researcher]) t.is((await client.get('/api/v1/reuse')).status, 403)

    const path = `/api/v1/reuse/${pair.id}/decision`
    const seen = { 'if-match': `W/"${pair.revision}"` }
    t.is((await archivist.call('PUT', path, { decision: 'excerpt' })).status, 428)
    t.is((await editor.call('PUT', path, { decision: 'excerpt' }, seen)).status, 403)
    t.is((await archivist.call('PUT', path, { decision: 'copied' }, seen)).status, 400)
    t.is((await archivist.call('PUT', '/api/v1/reuse/nothing/decision', { decision: 'excerpt' }, seen)).status, 404)
    const answers = await Promise.all(
      (['excerpt', 'version'] as const).map((decision) =>
        archivist.call('PUT', path, { decision, note: '二人同断' }, seen),
      ),
    )
    t.deepEqual(answers.map(({ status }) => status).sort(), [200, 412])
    t.is(answers.find(({ status }) => status === 412)!.body.code, 'reuse.stale')
    const { body: won, headers } = answers.find(({ status }) => status === 200)!
    t.is(headers.get('etag'), `W/"${pair.revision + 1}"`)
    t.like(won.decided, { note: '二人同断', byName: 'u-archivist' })
    const same = await archivist.call('PUT', path, { decision: won.decided.decision, note: '二人同断' }, seen)
    t.is(same.status, 200, 'what is decided so already is no conflict')

    t.false((await undecided()).some((one: Json) => one.id === pair.id))
    t.true((await undecided({ decision: won.decided.decision })).some((one: Json) => one.id === pair.id))
    t.is((await similar(old!, editor)).items[0].decision, won.decided.decision)
    t.is((await archivist.call('PUT', path, { decision: 'unrelated' }, any)).status, 200)
    t.is((await similar(old!, editor)).items[0].decision, 'unrelated')
    t.is((await editor.get(`/api/v1/items/${old}`)).body.reuse, undefined, 'what is unrelated is no news on the item')
    const { items: log } = (await admin.get('/api/v1/audit', { act: 'reuse.decide', subject: pair.id })).body
    t.is(log.length, 2)
    t.like(log[0].details, { decision: 'unrelated', before: won.decided.decision })

    // The text becomes the whole piece: nobody has decided about that.
    await admin.call('PUT', `/api/v1/items/${again}/text`, { text: piece }, any)
    while (!(await similar(again!)).isCompared) await rest(20)
    const [reopened] = (await undecided()).filter((one: Json) => one.id === pair.id)
    t.like(reopened, { kind: 'same', decided: null })
    const stale = { 'if-match': `W/"${pair.revision + 2}"` }
    t.is((await archivist.call('PUT', path, { decision: 'duplicate' }, stale)).status, 412)
    t.is((await admin.get('/api/v1/audit', { act: 'reuse.reopen', subject: pair.id })).body.total, 1)
    // A misprint corrected changes nothing about a decision.
    t.is((await archivist.call('PUT', path, { decision: 'duplicate' }, any)).status, 200)
    await admin.call('PUT', `/api/v1/items/${again}/text`, { text: `${piece.slice(0, 500)}龘${piece.slice(501)}` }, any)
    while (!(await similar(again!)).isCompared) await rest(20)
    t.is((await similar(again!)).items.find(({ itemId }: Json) => itemId === old).decision, 'duplicate')
    t.is((await archivist.call('PUT', path, { decision: null }, any)).body.decided, null)
  },
)

test.serial(
  'kill -9 in the middle of the comparison: it goes on by itself, and nothing is named twice or forgotten',
  async (t) => {
    const piece = essay(30, 800)
    const texts = Array.from({ length: 60 }, (_, i) =>
      i % 6 === 0 ? `${essay(300 + i, 60)}${piece}` : essay(300 + i, 700),
    )
    const files = texts.map((text, i) => ({ name: `${i}.txt`, data: Buffer.from(text) }))
    const { body } = await admin.upload(`/api/v1/accessions/${accession}/files`, files)
    const ids = body.results.map((one: Json) => String(one.itemIds[0]))
    for (const wait of [300, 900]) {
      await rest(wait)
      await service.kill()
      service = await startService(storage)
      admin = await signedIn(service.url)
    }
    for (const id of ids) while (!(await similar(id)).isCompared) await rest(50)
    for (const [i, id] of ids.entries()) t.is((await similar(id)).total, i % 6 === 0 ? 9 : 0, String(i))
  },
)
