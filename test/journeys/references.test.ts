import test from 'ava'
import { type Client, type Json, signedIn, withRole } from '../support/client.ts'
import { remove, type Service, startService, temporary } from '../support/service.ts'

let service: Service
let admin: Client
let editor: Client
let item = ''
let volume = ''

test.before(async () => {
  service = await startService(temporary())
  admin = await signedIn(service.url)
  editor = await withRole(service.url, admin, 'editor')
  const accession = (await admin.call('POST', '/api/v1/accessions', { title: '渡口' })).body.id
  const files = [{ name: '呈报渡船失修文.txt', data: Buffer.from('渡船失修。\n请拨款。') }]
  item = (await admin.upload(`/api/v1/accessions/${accession}/files`, files)).body.results[0].itemIds[0]
  await admin.settled(accession)
  await admin.consented(accession)
  const series = (await editor.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  volume = (await editor.call('POST', `/api/v1/publications/${series.id}/volumes`, { number: 12 })).body.id
})
test.after.always(async () => {
  await service?.stop()
  if (service) remove(service.storage)
})

const gazetteer = { kind: 'gazetteer', reign: '乾隆', title: '云川县志', volume: '卷12', part: '津梁' }
const add = (body: object) => editor.call('POST', '/api/v1/references', body)

test.serial(
  'the list of sources: what is of no kind, or names nothing, is refused; an item comes in once; a stale change is told',
  async (t) => {
    t.is((await add({ kind: 'book', title: '' })).status, 400)
    t.is((await add({ kind: 'newspaper', title: '渡口新貌' })).status, 400, 'a piece stands in something')
    t.is((await add({ kind: 'web', title: 'x', url: 'javascript:alert(1)' })).status, 400)
    t.is((await add({ itemId: 'nothing' })).status, 404)
    const { body: made } = await add(gazetteer)
    t.is(made.text, '乾隆《云川县志》卷12《津梁》。')
    const at = `/api/v1/references/${made.id}`
    const put = (body: object, revision?: number) =>
      editor.call('PUT', at, body, revision ? { 'if-match': `"${revision}"` } : {})
    t.is((await put({ ...gazetteer, volume: '卷13' })).status, 428)
    t.is((await put({ ...gazetteer, volume: '卷13' }, 1)).body.revision, 2)
    t.is((await put({ ...gazetteer, volume: '卷14' }, 1)).status, 412)
    const { body: own } = await add({ itemId: item })
    t.is(own.kind, 'archive')
    t.is((await add({ itemId: item })).body.id, own.id)
    t.is(
      (await editor.call('PUT', `/api/v1/references/${own.id}`, gazetteer, { 'if-match': '*' })).body.code,
      'reference.of-item',
    )
    const found = (await editor.get('/api/v1/references', { q: '雲川縣誌' })).body
    t.is(found.total, 1, 'found in the other script')
    t.is(found.items[0].id, made.id)
    t.is((await editor.get('/api/v1/references')).body.total, 2)
  },
)

test.serial(
  'notes cite: printed as the volume has it, whole and in short, on the screen and in the file; what an item is called later is what is printed',
  async (t) => {
    const { items } = (await editor.get('/api/v1/references')).body
    const [own, county] = [
      items.find((one: Json) => one.itemId === item),
      items.find((one: Json) => one.itemId === null),
    ]
    const make = async (title: string, notes: object[]) => {
      const { body } = await editor.call('POST', `/api/v1/volumes/${volume}/chapters`, { title })
      const inlines = notes.flatMap((note) => [{ text: '一句。' }, note])
      const at = `/api/v1/chapters/${body.id}`
      const saved = await editor.call(
        'PUT',
        `${at}/content`,
        { content: [{ kind: 'paragraph', inlines }] },
        { 'if-match': '*' },
      )
      return { at, saved }
    }
    const cite = (referenceId: string, pages = '', words = '') => ({
      note: words ? [{ text: words }] : [],
      citation: { referenceId, pages },
    })
    const unknown = await make('无', [cite('nothing')])
    t.is(unknown.saved.body.code, 'reference.not-found')
    await editor.call('DELETE', unknown.at)
    const { at, saved } = await make('青石渡', [cite(own.id, '1'), cite(own.id, '1'), cite(county.id, '7b', '一说见')])
    t.deepEqual(saved.body.content[0].inlines[1], cite(own.id, '1'))
    await make('米业', [cite(county.id)])

    const notes = async () =>
      (await editor.get(`${at}/notes`)).body.notes.map((one: Json) => one.words.map(({ text }: Json) => text).join(''))
    t.deepEqual(await notes(), [
      '《呈报渡船失修文》，第1页。',
      '同上。',
      '一说见乾隆《云川县志》卷13《津梁》，第7页b。',
    ])
    await admin.call(
      'PATCH',
      `/api/v1/items/${item}`,
      { creators: ['张甲'], referenceCode: 'Y108-1' },
      { 'if-match': '*' },
    )
    await admin.call('PATCH', '/api/v1/settings', { officeName: '云川市政协' }, { 'if-match': '*' })
    t.is((await notes())[0], '张甲：《呈报渡船失修文》，云川市政协藏，档号：Y108-1，第1页。')

    const exported = async () => {
      const { body } = await editor.call('POST', `/api/v1/volumes/${volume}/exports`, { format: 'txt' })
      for (;;) {
        const { body: job } = await editor.get(`/api/v1/jobs/${body.job.id}`)
        if (job.state === 'failed') throw new Error(JSON.stringify(job))
        if (job.state === 'done') return (await editor.bytes(job.result.file)).data.toString('utf8')
      }
    }
    const ends = (text: string, expected: string) => t.is(text.slice(-expected.length), expected)
    ends(
      await exported(),
      `青石渡\n\n一句。［1］一句。［2］一句。［3］\n\n［1］张甲：《呈报渡船失修文》，云川市政协藏，档号：Y108-1，第1页。\n［2］同上。\n［3］一说见乾隆《云川县志》卷13《津梁》，第7页b。\n\n米业\n\n一句。［1］\n\n［1］乾隆《云川县志》卷13《津梁》。\n\n征引文献\n\n张甲：《呈报渡船失修文》，云川市政协藏，档号：Y108-1。\n乾隆《云川县志》卷13《津梁》。\n`,
    )
    const list = async () => (await editor.get(`/api/v1/volumes/${volume}/references`)).body
    t.deepEqual(
      (await list()).items.map((one: Json) => [one.kind, one.notes]),
      [
        ['archive', 2],
        ['gazetteer', 2],
      ],
    )

    const style = await editor.call(
      'PATCH',
      `/api/v1/volumes/${volume}`,
      { citationStyle: 'gbt2025' },
      { 'if-match': '*' },
    )
    t.is(style.body.citationStyle, 'gbt2025')
    t.deepEqual(await notes(), [
      '张甲. 呈报渡船失修文：Y108-1[A]. 云川市政协：1.',
      '参考文献[1]：1.',
      '一说见云川县志：卷13 津梁[M]. 乾隆本. 7b.',
    ])
    ends(
      await exported(),
      '\n［1］参考文献[2].\n\n参考文献\n\n[1] 张甲. 呈报渡船失修文：Y108-1[A]. 云川市政协.\n[2] 云川县志：卷13 津梁[M]. 乾隆本.\n',
    )
    const ris = (await editor.bytes(`/api/v1/volumes/${volume}/references/ris`)).data.toString('utf8')
    t.is(
      ris,
      'TY  - MANSCPT\r\nAU  - 张甲\r\nTI  - 呈报渡船失修文\r\nPB  - 云川市政协\r\nCN  - Y108-1\r\nER  - \r\n\r\nTY  - BOOK\r\nTI  - 乾隆云川县志 津梁\r\nVL  - 卷13\r\nER  - \r\n\r\n',
    )
    const txt = (await editor.bytes(`/api/v1/volumes/${volume}/references/txt`)).data.toString('utf8')
    t.is(txt.split('\n').length, 3)

    // Taken off the list, it is still what the notes say.
    t.is((await editor.call('DELETE', `/api/v1/references/${county.id}`)).status, 204)
    t.is((await editor.get(`/api/v1/references/${county.id}`)).status, 404)
    t.is((await list()).items.length, 2)
  },
)
