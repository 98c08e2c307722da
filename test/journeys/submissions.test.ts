/** 稿件: what of the archive was handed in for print, what was decided about it, and how much of it the book has. */
import test from 'ava'
import type { Json } from '../support/client.ts'
import { served } from '../support/client.ts'

const { admin, editor, archivist, researcher } = await served(test, { roles: ['editor', 'archivist', 'researcher'] })
const items: string[] = []
let accessionId = ''
const memoirs = Array.from({ length: 8 }, (_, i) => {
  const parts = ['那年发大水', '船工九人', '米行合捐', '夜里留船', '石级淹没', '两岸清淤', '冬天结冰', '会首记账']
  return `渡口旧事${i + 1}\n　　${parts[i]}，第${i + 1}号船上的人都还记得。\n　　${parts.toReversed()[i]}之后，第${i + 1}号船又走了十年。\n`
})

test.before(async () => {
  const accession = await admin.call('POST', '/api/v1/accessions', {
    title: '渡口征集',
    receivedDate: '2026-03-05',
    contributor: { name: '张甲', workUnit: '临溪县政协' },
  })
  accessionId = accession.body.id
  const files = memoirs.map((text, i) => ({ name: `渡口旧事${i + 1}.txt`, data: Buffer.from(text) }))
  const { body } = await admin.upload(`/api/v1/accessions/${accession.body.id}/files`, files)
  items.push(...body.results.map((one: Json) => one.itemIds[0]))
  await admin.settled(accession.body.id)
})

async function makeVolume(more: object = {}): Promise<string> {
  const series = (await editor.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  return (await editor.call('POST', `/api/v1/publications/${series.id}/volumes`, { number: 12, ...more })).body.id
}
async function makeChapter(volume: string, itemId: string, range: object = {}): Promise<Json> {
  const { revision } = (await editor.get(`/api/v1/items/${itemId}/text`)).body
  const made = await editor.call('POST', `/api/v1/volumes/${volume}/chapters`, {
    title: (await editor.get(`/api/v1/items/${itemId}`)).body.title,
    basedOn: [{ itemId, textRevision: revision, ...range }],
  })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return made.body
}
const useOf = async (itemId: string): Promise<Json> => (await editor.get(`/api/v1/items/${itemId}/uses`)).body.use

test.serial(
  'how much of an item the book has is told exactly; what is cut, and what is deleted, is given back',
  async (t) => {
    const [itemId] = items as [string]
    const text: string = (await editor.get(`/api/v1/items/${itemId}/text`)).body.text
    const read = (part: string) => part.replaceAll(/\s/g, '').length
    const body = text.slice(text.indexOf('\n'))
    const second = text.slice(text.indexOf('会首'))
    t.is((await useOf(itemId)).state, 'unused')

    const [twelve, thirteen] = [await makeVolume(), await makeVolume({ number: 13 })]
    const whole = await makeChapter(twelve, itemId)
    t.deepEqual(await useOf(itemId), {
      state: 'all',
      total: read(body),
      used: read(body),
      left: [],
      volumes: [{ volumeId: twelve, used: read(body) }],
    })
    const part = await makeChapter(thirteen, itemId, { start: text.indexOf('会首'), end: text.length })
    t.deepEqual((await useOf(itemId)).volumes.map((one: Json) => one.used).sort(), [read(second), read(body)])

    // The second paragraph is cut out of the one chapter, and still in the other.
    const cut = whole.content.filter((_: Json, i: number) => i !== whole.content.length - 1)
    const put = await editor.call(
      'PUT',
      `/api/v1/chapters/${whole.id}/content`,
      { content: cut },
      { 'if-match': '"1"' },
    )
    t.is(put.status, 200)
    t.is((await useOf(itemId)).state, 'all')
    t.is((await editor.call('DELETE', `/api/v1/chapters/${part.id}`)).status, 204)
    const left = await useOf(itemId)
    t.like(left, { state: 'part', used: read(body) - read(second), total: read(body) })
    t.deepEqual(
      left.left.map(({ start, end }: Json) => text.slice(start, end)),
      [second.trimEnd()],
    )

    // The source goes on: one character of it is corrected, and is not in the book.
    const corrected = text.replace('发大水', '涨大水')
    await admin.call('PUT', `/api/v1/items/${itemId}/text`, { text: corrected }, { 'if-match': '*' })
    t.is((await useOf(itemId)).used, read(body) - read(second) - 1)
    await editor.call('DELETE', `/api/v1/chapters/${whole.id}`)
    t.like(await useOf(itemId), { state: 'unused', used: 0, volumes: [] })
  },
)

const all = async (query: Record<string, string> = {}) => (await editor.get('/api/v1/submissions', query)).body
const numbersOf = async (query: Record<string, string>) => {
  const { total, items: found } = await all(query)
  const numbers = found.map(({ number }: Json) => number).sort()
  return total === numbers.length ? numbers : [`${total}`, ...numbers]
}
const said = (revision: number) => ({ 'if-match': `"${revision}"` })

test.serial(
  'items become submissions with a press: by themselves, as an accession, as what a search finds; each once, numbered by year',
  async (t) => {
    const first = await archivist.call('POST', '/api/v1/submissions', { itemIds: items.slice(1, 3) })
    t.deepEqual([first.status, first.body], [200, { made: 2, known: 0, numbers: ['GJ2026-0001', 'GJ2026-0002'] }])
    const again = await editor.call('POST', '/api/v1/submissions', { itemIds: items.slice(1, 4) })
    t.deepEqual(again.body, { made: 1, known: 2, numbers: ['GJ2026-0003'] })
    const found = await editor.call('POST', '/api/v1/submissions', { hits: { q: '题名:渡口旧事5' } })
    t.deepEqual([found.body.made, found.body.known], [1, 0])
    const whole = await editor.call('POST', '/api/v1/submissions', { accession: accessionId })
    t.deepEqual([whole.body.made, whole.body.known], [4, 4])
    const {
      total,
      items: [last],
      counts,
      counties,
    } = await all()
    t.is(total, 8)
    t.deepEqual([counts, counties], [{ received: 8 }, ['临溪县']])
    t.like(last, {
      number: 'GJ2026-0008',
      contributor: '张甲',
      county: '临溪县',
      receivedDate: '2026-03-05',
      state: 'received',
    })
    t.is((await researcher.get('/api/v1/submissions')).status, 403)
    t.deepEqual((await editor.call('POST', '/api/v1/submissions', { itemIds: ['nothing'] })).body.made, 0)
  },
)

test.serial(
  'a decision is kept with its reason, who and when; back-steps stay in the history; nobody writes over what they have not seen',
  async (t) => {
    const {
      items: [one],
    } = await all({ item: items[2]! })
    const at = `/api/v1/submissions/${one.id}`
    t.is((await archivist.call('PUT', `${at}/state`, { state: 'held' }, said(1))).status, 403)
    t.is((await editor.call('PUT', `${at}/state`, { state: 'held' })).status, 428)
    t.is((await editor.call('PUT', `${at}/state`, { state: 'declined' }, said(1))).body.code, 'submission.reason')
    t.is((await editor.call('PUT', `${at}/state`, { state: 'compiled' }, said(1))).body.code, 'submission.compiled')
    const checks = { firsthand: { verdict: 'yes', note: '' }, authentic: { verdict: 'doubtful', note: '年份待核' } }
    const checked = await archivist.call('PATCH', at, { checks, county: '石桥县' }, said(1))
    t.like(checked.body, { checks, county: '石桥县', revision: 2 })
    const declined = await editor.call('PUT', `${at}/state`, { state: 'declined', reason: '非亲历' }, said(2))
    t.like(declined.body, { state: 'declined', reason: '非亲历', decidedName: 'u-editor', revision: 3 })
    const stale = await editor.call('PUT', `${at}/state`, { state: 'adopted' }, said(2))
    t.deepEqual([stale.status, stale.body.code], [412, 'submission.stale'])
    t.is(
      (await editor.call('PUT', `${at}/state`, { state: 'reading', reason: '作者补来证明' }, said(3))).body.revision,
      4,
    )
    const taken = await archivist.call('PATCH', at, { checks: { authentic: null } }, said(4))
    t.deepEqual(taken.body.checks, { firsthand: checks.firsthand })
    const { history } = (await editor.get(at)).body
    t.deepEqual(
      history.map(({ revision, state, reason, fields, actorName }: Json) => [
        revision,
        state,
        reason,
        fields.join(),
        actorName,
      ]),
      [
        [5, 'reading', '作者补来证明', 'checks', 'u-archivist'],
        [4, 'reading', '作者补来证明', 'state,reason', 'u-editor'],
        [3, 'declined', '非亲历', 'state,reason', 'u-editor'],
        [2, 'received', '', 'county,checks', 'u-archivist'],
        [1, 'received', '', '', 'u-archivist'],
      ],
    )
    t.is((await editor.get('/api/v1/submissions/nothing')).status, 404)
  },
)

test.serial(
  'several are decided at once, each as it was seen; the list is asked by state, county, days, words and use',
  async (t) => {
    const { items: found } = await all({ sort: 'number' })
    const of = found.slice(2, 5).map(({ id, revision }: Json) => ({ id, revision }))
    of[1].revision = 9
    const done = await editor.call('PATCH', '/api/v1/submissions', {
      of: [...of, { id: 'nothing', revision: 1 }],
      state: 'held',
    })
    t.deepEqual(
      done.body.items.map(({ outcome }: Json) => outcome),
      ['done', 'stale', 'done', 'absent'],
    )
    t.is(
      (await editor.call('PATCH', '/api/v1/submissions', { of, state: 'compiled' })).body.code,
      'submission.compiled',
    )
    t.deepEqual(await numbersOf({ state: 'held' }), ['GJ2026-0003', 'GJ2026-0005'])
    t.deepEqual((await all({ state: 'held' })).counts, { held: 2, received: 5, reading: 1 })
    t.deepEqual(await numbersOf({ county: '石桥县' }), ['GJ2026-0002'])
    t.deepEqual(await numbersOf({ q: '0007' }), ['GJ2026-0007'])
    t.deepEqual(await numbersOf({ q: '旧事4' }), ['GJ2026-0003'])
    t.is((await all({ from: '2026-03-06' })).total, 0)
    t.is((await all({ from: '2026-03-05', to: '2026-03-05' })).total, 8)
    // Said in the second paragraph of the one, in the third of the other.
    t.is((await all({ words: '石级淹没' })).total, 2)
    t.is((await all({ use: 'unused' })).total, 8)
  },
)

test.serial(
  'made into a chapter it is in a volume, the chapter deleted it is held again; how much is used is told and asked for',
  async (t) => {
    const volume = await makeVolume({ title: '水陆旧踪' })
    const {
      items: [one],
    } = await all({ item: items[5]! })
    const state = async () => (await editor.get(`/api/v1/submissions/${one.id}`)).body
    const { text } = (await editor.get(`/api/v1/items/${items[5]}/text`)).body
    const part = await makeChapter(volume, items[5]!, { start: 0, end: text.indexOf('\n', 12) })
    const rest = await makeChapter(volume, items[5]!, { start: text.indexOf('\n', 12), end: text.length })
    t.like(await state(), {
      state: 'compiled',
      reason: '云川文史资料第12辑 水陆旧踪《渡口旧事6》',
      use: { state: 'all', left: [] },
    })
    t.deepEqual([(await all({ use: 'all' })).total, (await all({ use: 'left' })).total], [1, 7])
    await editor.call('DELETE', `/api/v1/chapters/${rest.id}`)
    t.like(await state(), { state: 'compiled', use: { state: 'part' } })
    t.deepEqual(await numbersOf({ use: 'part' }), [one.number])
    const { body: outline } = await editor.get(`/api/v1/volumes/${volume}/outline`)
    const gone = await editor.call(
      'DELETE',
      `/api/v1/volumes/${volume}/outline/${part.id}`,
      undefined,
      said(outline.revision),
    )
    t.is(gone.status, 200)
    const now = await state()
    t.like(now, { state: 'held', use: { state: 'unused' } })
    t.deepEqual(
      now.history.map(({ state, fields }: Json) => [state, fields.join()]),
      [
        ['held', 'chapters'],
        ['compiled', 'chapters'],
        ['received', ''],
      ],
    )
    // Registered when the book has it already.
    const used = await makeChapter(volume, items[0]!)
    t.is((await all({ item: items[0]! })).items[0].state, 'compiled')
    await editor.call('DELETE', `/api/v1/chapters/${used.id}`)
  },
)

test.serial('the register is a page to print and a spreadsheet, of what was asked for', async (t) => {
  const page = await editor.call('GET', '/api/v1/submission-register?state=held&format=html')
  t.is(page.status, 200)
  const html = String(page.body)
  t.true(
    html.includes('稿件登记') && html.includes('GJ2026-0003') && html.includes('存稿') && !html.includes('GJ2026-0002'),
  )
  const file = await editor.bytes('/api/v1/submission-register?format=xlsx')
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(file.data as never)
  const rows = workbook.worksheets[0]!.getSheetValues().slice(2) as string[][]
  t.deepEqual(rows[0]?.slice(1, 4), ['序号', '稿号', '题名'])
  t.is(rows.length, 9)
  t.is(rows[2]?.[9], '三亲 是')
  t.is((await researcher.get('/api/v1/submission-register')).status, 403)
})
