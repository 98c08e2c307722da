import test from 'ava'
import { type Client, type Json, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

let service: Service
let admin: Client
let editor: Client
let at = ''

test.before(async () => {
  service = await startService(temporary())
  admin = await signedIn(service.url)
  editor = await withRole(service.url, admin, 'editor')
  const series = (await editor.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  const volume = (await editor.call('POST', `/api/v1/publications/${series.id}/volumes`, { number: 12 })).body.id
  const chapter = await editor.call('POST', `/api/v1/volumes/${volume}/chapters`, { title: '渡口' })
  at = `/api/v1/chapters/${chapter.body.id}`
  const aliases = [{ name: '冯焕章', type: 'courtesy', inText: true }]
  await admin.call('POST', '/api/v1/authorities', { kind: 'person', name: '冯玉祥', aliases, status: 'established' })
})
test.after.always(async () => {
  await service?.stop()
  if (service) remove(service.storage)
})

const save = (blocks: [kind: string, text: string][]) => {
  const content = blocks.map(([kind, text]) => ({ kind, inlines: [{ text }] }))
  return editor.call('PUT', `${at}/content`, { content }, { 'if-match': '*' })
}
const hints = async () => (await editor.get(`${at}/hints`)).body
const told = async () => (await hints()).hints.map(({ found, suggestion }: Json) => [found, suggestion])

test.serial(
  'hints stand where they are told, with their clause; an editor says which are not asked again; the lists are the house’s',
  async (t) => {
    await save([
      ['paragraph', '他参预了筹划，很是精采。'],
      ['quote', '余亦参预其事,甚慰。'],
      ['paragraph', '民国二十七年（1937），冯玉祥来过渡口。冯焕章还坐了船。'],
    ])
    const { revision, hints: all } = await hints()
    t.is(revision, 2)
    const { text } = (await editor.get(at)).body
    for (const { start, end, found, clause } of all) {
      t.is(text.slice(start, end), found)
      t.true(clause.length > 5)
    }
    t.deepEqual(await told(), [
      ['参预', '参与'],
      ['精采', '精彩'],
      ['1937', '1938'],
      ['冯焕章', '冯玉祥'],
    ])

    const ignore = (isIgnored: boolean) =>
      editor.call('PUT', `${at}/ignored-hints`, { code: 'words.variant', found: '参预', isIgnored })
    t.is((await ignore(true)).status, 204)
    t.is((await ignore(true)).status, 204, 'twice is once')
    await save([['paragraph', '那一年，他又参预了精采的演出。']])
    t.deepEqual(await told(), [['精采', '精彩']], 'not asked again after an edit')
    t.deepEqual((await hints()).ignored, [{ code: 'words.variant', found: '参预' }])
    await ignore(false)
    t.is((await told()).length, 2)
    t.is((await editor.call('PUT', `${at}/ignored-hints`, { code: 'no.such', found: 'x' })).status, 400)

    const lists = (await editor.get('/api/v1/proofing')).body
    t.deepEqual(lists, { revision: 0, off: [], added: [], dropped: [], persons: [] })
    const wanted = {
      dropped: ['精采'],
      added: [{ from: '那一年', to: '那年' }],
      persons: [{ preferred: '张甲', others: ['张子云'] }],
    }
    t.is((await editor.call('PUT', '/api/v1/proofing', wanted)).status, 428)
    t.is(
      (await editor.call('PUT', '/api/v1/proofing', { added: [{ from: '年', to: '当年' }] }, { 'if-match': '*' }))
        .status,
      400,
    )
    const changed = await editor.call('PUT', '/api/v1/proofing', wanted, { 'if-match': '"0"' })
    t.is(changed.body.revision, 1)
    t.is((await editor.call('PUT', '/api/v1/proofing', { off: [] }, { 'if-match': '"0"' })).status, 412)
    t.deepEqual(await told(), [
      ['那一年', '那年'],
      ['参预', '参与'],
    ])
    await editor.call('PUT', '/api/v1/proofing', { off: ['words.variant'] }, { 'if-match': '"1"' })
    t.deepEqual(await told(), [])
    const { forms, rules } = (await editor.get('/api/v1/proofing/forms')).body
    t.true(forms.some(({ from, to }: Json) => from === '参预' && to === '参与'))
    t.true(rules.every(({ clause }: Json) => clause.length > 5))
  },
)

test.serial('a long chapter is looked through while others are answered', async (t) => {
  const paragraph = '他参预了筹划，很是精采。1937年，渡口开了；民国二十七年（1938），又停了。'.repeat(8)
  await save(Array.from({ length: 400 }, (): [string, string] => ['paragraph', paragraph]))
  const asked = hints()
  let answered = 0
  const all = await Promise.race([
    asked,
    (async () => {
      for (;;) {
        await editor.get('/healthz')
        answered++
      }
    })(),
  ])
  t.is(all.hints.length, 0, 'the rule is off')
  t.true(answered > 0)
})
