/** 选题: its plan becomes a volume, and the 存稿 that agree with it come back, with why. */
import test from 'ava'
import { type Json, served } from '../support/client.ts'

const { admin, editor, archivist } = await served(test, { roles: ['editor', 'archivist'] })
const items: Record<string, string> = {}
const said = (revision: number) => ({ 'if-match': `"${revision}"` })
const texts: Record<string, [text: string, described: object]> = {
  青石渡旧事: [
    '　　临溪县的渡口有船五只。民国二十七年涨大水，船工日夜不停。\n',
    { places: ['临溪县'], subjects: ['津渡'], date: '1938年' },
  ],
  大水那年: ['　　民国二十八年，我在石桥渡口帮工。\n', {}],
  丝厂岁月: ['　　一九五六年公私合营，丝厂的女工进了夜校。\n', { places: ['石桥县'], date: '1956年' }],
  盐号账房: ['　　盐号在潭州城东，账房先生姓李。\n', { places: ['潭州县'] }],
  津渡调查: ['　　查本县义渡凡七处。\n', { date: '1947年' }],
  无关之事: ['　　院里种了两棵桂花树。\n', {}],
}

test.before(async () => {
  const place = await admin.call('POST', '/api/v1/authorities', {
    kind: 'place',
    name: '临溪县',
    aliases: [{ name: '潭州县', type: 'former' }],
    status: 'established',
  })
  if (place.status !== 201) throw new Error(JSON.stringify(place.body))
  const { body: accession } = await admin.call('POST', '/api/v1/accessions', { title: '各处来稿' })
  for (const [title, [text, described]] of Object.entries(texts)) {
    const { body } = await admin.upload(`/api/v1/accessions/${accession.id}/files`, [
      { name: `${title}.txt`, data: Buffer.from(text) },
    ])
    items[title] = body.results[0].itemIds[0]
    await admin.settled(accession.id)
    const patch = { title, ...described }
    const patched = await admin.call('PATCH', `/api/v1/items/${items[title]}`, patch, { 'if-match': '*' })
    if (patched.status !== 200) throw new Error(JSON.stringify(patched.body))
  }
  await admin.settled(accession.id)
  await archivist.call('POST', '/api/v1/submissions', { itemIds: Object.values(items) })
})

const topicInput = {
  title: '水陆旧踪',
  rationale: '渡口将废，亲历者年高。',
  period: '抗战时期',
  places: ['临溪县'],
  subjects: ['津渡', '渡口'],
  plan: [
    { title: '津渡与码头', wantedChars: 40_000 },
    { title: '师友忆往', wantedChars: 20_000 },
  ],
}
const held = async (id: string, query: Record<string, string> = {}): Promise<Json> => {
  const { body } = await editor.get(`/api/v1/topics/${id}/held`, query)
  return {
    total: body.total,
    isWhole: body.isWhole,
    items: body.items.map(({ submission, reasons }: Json) => [
      submission.item.title,
      reasons.map(({ kind, where, value }: Json) => `${kind} ${where} ${value}`),
    ]),
  }
}

test.serial(
  'a topic is planned, approved and filed; its period is read by the archive’s tables; two editors do not write over each other',
  async (t) => {
    const made = await editor.call('POST', '/api/v1/topics', topicInput)
    t.is(made.status, 201)
    t.deepEqual(made.body.period, { text: '抗战时期', start: '1931-09-18', end: '1945-09-03' })
    const at = `/api/v1/topics/${made.body.id}`
    t.is((await archivist.call('PATCH', at, { state: 'approved' }, said(1))).status, 403)
    t.is((await archivist.get(at)).body.title, '水陆旧踪')
    t.is((await editor.call('PATCH', at, { state: 'approved' })).status, 428)
    const { majorTopics } = (await editor.get('/api/v1/settings')).body.values
    const filing = { state: 'applied', appliedOn: '2026-02-01', repliedOn: '', number: '' }
    const approvals = [{ by: '主席会议', on: '2026-01-20', meeting: '第三次主席会议' }]
    const patch = { majorCategory: majorTopics[2], filing, approvals, state: 'approved' }
    t.like((await editor.call('PATCH', at, patch, said(1))).body, { ...patch, revision: 2 })
    t.is((await editor.call('PATCH', at, { state: 'closed' }, said(1))).body.code, 'topic.stale')
    t.is((await editor.call('PATCH', at, { period: '说不清的年头' }, said(2))).body.period.start, null)
    t.is((await editor.get('/api/v1/topics')).body.total, 1)
    t.is((await editor.get('/api/v1/topics/nothing')).status, 404)
  },
)

test.serial('a volume made for a topic has its planned 栏目, and is counted with it', async (t) => {
  const [topic] = (await editor.get('/api/v1/topics')).body.items
  const series = (await editor.call('POST', '/api/v1/publications', { title: '云川文史资料' })).body
  const path = `/api/v1/publications/${series.id}/volumes`
  t.is((await editor.call('POST', path, { topicId: 'nothing' })).body.code, 'topic.not-found')
  const { body: volume } = await editor.call('POST', path, { number: 12, topicId: topic.id })
  t.is(volume.topicId, topic.id)
  const { nodes } = (await editor.get(`/api/v1/volumes/${volume.id}/outline`)).body
  t.deepEqual(
    nodes.map(({ title, kind }: Json) => [title, kind]),
    [
      ['津渡与码头', 'section'],
      ['师友忆往', 'section'],
    ],
  )
  t.is((await editor.get('/api/v1/topics')).body.items[0].volumes, 1)
  t.is((await editor.call('PATCH', `/api/v1/volumes/${volume.id}`, { topicId: null }, said(1))).body.topicId, null)
})

test.serial(
  'what was held comes back for a topic by period, place and subject, of description and text, with why; best first, counted exactly',
  async (t) => {
    const { body: topic } = await editor.call('POST', '/api/v1/topics', topicInput)
    t.deepEqual(await held(topic.id), {
      total: 4,
      isWhole: true,
      items: [
        // 2 + 2 + 2
        [
          '青石渡旧事',
          ['period described 1938年', 'place described 临溪县', 'subject described 津渡', 'subject text 渡口'],
        ],
        // A period named in the text, and a subject: 1 + 1; the former name of the place: 2; the title: 2. Then by what is left, then by number.
        ['大水那年', ['period text 抗战时期', 'subject text 渡口']],
        ['盐号账房', ['place described 临溪县']],
        ['津渡调查', ['subject described 津渡']],
      ].sort(() => 0),
    })
    t.deepEqual(
      (await held(topic.id, { words: '账房先生' })).items.map(([title]: Json) => title),
      ['盐号账房'],
    )
    t.is((await held(topic.id, { page: '2', size: '3' })).items.length, 1)

    // What was declined, or is wholly in a volume, does not come back; what a chapter no longer has does.
    const { items: all } = (await editor.get('/api/v1/submissions')).body
    const of = (title: string) => all.find((one: Json) => one.item.title === title)
    await editor.call(
      'PUT',
      `/api/v1/submissions/${of('盐号账房').id}/state`,
      { state: 'declined', reason: '非亲历' },
      said(1),
    )
    const [volume] = (await editor.get('/api/v1/volumes')).body.items
    const basedOn = [{ itemId: items.大水那年, textRevision: of('大水那年').item.textRevision }]
    const { body: chapter } = await editor.call('POST', `/api/v1/volumes/${volume.id}/chapters`, {
      title: '大水那年',
      basedOn,
    })
    const titles = async () => (await held(topic.id)).items.map(([title]: Json) => title)
    t.deepEqual(await titles(), ['青石渡旧事', '津渡调查'])
    await editor.call('DELETE', `/api/v1/chapters/${chapter.id}`)
    t.deepEqual(await titles(), ['青石渡旧事', '大水那年', '津渡调查'])
  },
)
