import test from 'ava'
import { type Answered, type Client, type Json, served } from '../support/client.ts'

const { admin, archivist } = await served(test, { roles: ['archivist'] })
const any = { 'if-match': '*' }

test.before(async () => {
  await admin.call('PATCH', '/api/v1/settings', { fondsNumber: 'A182' }, any)
})

const whole = { creators: ['张甲'], date: '民国三十七年', genre: '回忆录', retention: '永久', category: '文史稿件' }
let count = 0
/** Items on paper only: nothing has to be read. */
async function item(more: object = whole): Promise<{ id: string; path: string }> {
  const { body } = await admin.call('POST', '/api/v1/items', { title: `样例${++count}` })
  await admin.call('PATCH', `/api/v1/items/${body.id}`, more, any)
  return { id: String(body.id), path: `/api/v1/items/${body.id}` }
}
const propose = async (ids: string[], year?: number) =>
  (await archivist.call('POST', '/api/v1/items/reference-codes', { ids, ...(year ? { year } : {}) })).body
    .proposals as Json[]
async function ended({ body }: Answered, client: Client = archivist): Promise<Json> {
  for (;;) {
    const job = (await client.get(`/api/v1/jobs/${body.job.id}`)).body
    if (!['waiting', 'running'].includes(job.state)) return job
  }
}

test.serial(
  'codes follow the mask and go on from the highest there is, deleted ones included; nothing is written',
  async (t) => {
    const [one, two, three, photo, bare] = [
      await item(),
      await item(),
      await item(),
      await item({ ...whole, category: '照片' }),
      await item({}),
    ]
    t.deepEqual(await propose([one.id, two.id, photo.id, bare.id], 2026), [
      { id: one.id, referenceCode: 'A182-WS·2026-Y-0001', missing: [] },
      { id: two.id, referenceCode: 'A182-WS·2026-Y-0002', missing: [] },
      { id: photo.id, referenceCode: 'A182-ZP·2026-Y-0001', missing: [] },
      { id: bare.id, referenceCode: null, missing: ['retention'] },
    ])
    t.is((await admin.get(one.path)).body.referenceCode, null)
    await admin.call('PATCH', one.path, { referenceCode: 'A182-WS·2026-Y-0041' }, any)
    await admin.call('PATCH', two.path, { referenceCode: 'A182-WS·2026-Y-00X9' }, any)
    await admin.call('DELETE', `${one.path}?reason=x`)
    t.deepEqual(
      (await propose([two.id, three.id], 2026)).map(({ referenceCode }) => referenceCode),
      ['A182-WS·2026-Y-00X9', 'A182-WS·2026-Y-0042'],
    )
    const year = new Date().getFullYear()
    t.regex((await propose([three.id]))[0].referenceCode, new RegExp(`^A182-WS·${year}-Y-`), 'the year it came in')
    await admin.call('PATCH', '/api/v1/settings', { referenceCodeMask: '文{年度}第{件号}号' }, any)
    t.is((await propose([bare.id], 1999))[0].referenceCode, '文1999第1号')
    t.is((await admin.call('PATCH', '/api/v1/settings', { referenceCodeMask: '{年度}' }, any)).status, 400)
    await admin.call(
      'PATCH',
      '/api/v1/settings',
      { referenceCodeMask: '{全宗号}-{门类}·{年度}-{保管期限}-{件号:4}' },
      any,
    )
  },
)

test.serial(
  'handed in when whole, filed when handed in, then locked for all but administrators, opened again with a reason',
  async (t) => {
    const { id, path } = await item({ ...whole, genre: null })
    const incomplete = await archivist.call('PUT', `${path}/submission`)
    t.like(incomplete, { status: 422, body: { code: 'item.incomplete' } })
    t.regex(incomplete.body.detail, /genre/)
    await archivist.call('PATCH', path, { genre: '日记' }, any)
    t.is((await archivist.call('PUT', `${path}/filing`)).body.code, 'item.not-submitted')
    t.like((await archivist.call('PUT', `${path}/submission`)).body, { review: 'submitted' })
    t.like((await archivist.call('PUT', `${path}/submission`)).body, { review: 'submitted' }, 'twice is once')
    t.deepEqual(
      (await admin.get('/api/v1/items', { review: 'submitted' })).body.items.map((one: Json) => one.id),
      [id],
    )
    t.is(
      (await archivist.call('PUT', `${path}/filing`)).body.code,
      'item.incomplete',
      'without a code nothing is filed',
    )
    await archivist.call('PATCH', path, { referenceCode: 'A182-WS·2026-Y-0100' }, any)
    t.like((await archivist.call('PUT', `${path}/filing`)).body, { review: 'filed' })

    for (const refused of [
      await archivist.call('PATCH', path, { title: '改' }, any),
      await archivist.call('POST', `${path}/restoration`, { revision: 2 }),
      await archivist.call('DELETE', `${path}?reason=x`),
      await archivist.call('PUT', `${path}/submission`),
    ])
      t.like(refused, { status: 409, body: { code: 'item.filed' } })
    t.is(
      (await archivist.call('PATCH', path, { genre: '日记' }, any)).body.code,
      'item.filed',
      'whatever it would change',
    )
    const batch = await ended(await archivist.call('PATCH', '/api/v1/items', { ids: [id], changes: { genre: '书信' } }))
    t.like(batch.result, { changed: 0, failed: 1, problems: [`${id}: item.filed`] })
    t.is((await admin.get(path)).body.genre, '日记')
    t.is((await admin.call('PATCH', path, { note: '管理员所注' }, any)).status, 200)

    const given = await archivist.call('DELETE', `${path}/submission?reason=想改一改`)
    t.like(given, { status: 409, body: { code: 'item.filed' } }, 'giving back is not unlocking')
    t.is((await admin.get(path)).body.review, 'filed')
    t.is((await archivist.call('DELETE', `${path}/filing`)).body.code, 'item.unlock-reason')
    t.like((await archivist.call('DELETE', `${path}/filing?reason=题名有误`)).body, { review: 'describing' })
    t.is((await archivist.call('PATCH', path, { title: '改正' }, any)).status, 200)
    const { items } = (await admin.get(`${path}/history`)).body
    t.like(items[1], {
      action: 'reopen',
      actorName: 'u-archivist',
      changes: [
        { field: 'review', before: 'filed', after: 'describing' },
        { field: 'reason', after: '题名有误' },
      ],
    })
    const { body: audit } = await admin.get('/api/v1/audit', { subject: id })
    t.deepEqual(
      audit.items.map(({ act }: Json) => act).filter((act: string) => /submit|file|reopen/.test(act)),
      ['item.reopen', 'item.file', 'item.submit'],
    )
  },
)

test.serial('a code that was filed is nobody else’s, whatever becomes of its item', async (t) => {
  const [one, two] = [await item({ ...whole, referenceCode: 'A182-WS·2025-Y-0900' }), await item()]
  for (const noun of ['submission', 'filing']) await archivist.call('PUT', `${one.path}/${noun}`)
  await admin.call('PATCH', one.path, { referenceCode: 'A182-WS·2025-Y-0901' }, any)
  for (const code of ['A182-WS·2025-Y-0900', 'A182-WS·2025-Y-0901'])
    t.is(
      (await archivist.call('PATCH', two.path, { referenceCode: code }, any)).body.code,
      'item.reference-code-taken',
      code,
    )
  t.is((await propose([two.id], 2025))[0].referenceCode, 'A182-WS·2025-Y-0902')
  t.is(
    (await admin.call('PATCH', one.path, { referenceCode: 'A182-WS·2025-Y-0900' }, any)).status,
    200,
    'it may have its own back',
  )
})

test.serial(
  'many are handed in and filed at once, after a preview of which are not whole; by another person where the office wants it',
  async (t) => {
    const [one, two, bare] = [
      await item({ ...whole, referenceCode: 'B-1' }),
      await item({ ...whole, referenceCode: 'B-2' }),
      await item({}),
    ]
    const ids = [one.id, two.id, bare.id]
    const planned = await ended(
      await archivist.call('PATCH', '/api/v1/items', { ids, review: 'submitted', dryRun: true }),
    )
    t.like(planned.result, { items: 3, changed: 2, failed: 1, problems: [`${bare.id}: item.incomplete`] })
    t.like(planned.result.refused[0], { id: bare.id, code: 'item.incomplete' })
    t.true(planned.result.refused[0].fields.includes('genre'), 'and which elements it lacks')
    t.is((await admin.get(one.path)).body.review, 'describing')
    await ended(await archivist.call('PATCH', '/api/v1/items', { ids, review: 'submitted' }))
    t.is((await admin.get(two.path)).body.review, 'submitted')
    await admin.call('PATCH', '/api/v1/settings', { filingByAnother: true }, any)
    t.is((await archivist.call('PUT', `${one.path}/filing`)).body.code, 'item.own-submission')
    const filed = await ended(
      await admin.call('PATCH', '/api/v1/items', { ids: [one.id, two.id], review: 'filed' }),
      admin,
    )
    t.like(filed.result, { changed: 2, failed: 0 })
    await admin.call('PATCH', '/api/v1/settings', { filingByAnother: false }, any)
    const back = await ended(
      await archivist.call('PATCH', '/api/v1/items', { ids: [one.id], review: 'describing', reason: '重编' }),
    )
    t.like(back.result, { changed: 1 })
    t.is((await admin.get(one.path)).body.review, 'describing')
  },
)

test.serial('a description that was given back is open again at once', async (t) => {
  const { path } = await item()
  await archivist.call('PUT', `${path}/submission`)
  t.like((await archivist.call('DELETE', `${path}/filing?reason=不是入库的`)).body, { review: 'submitted' })
  t.like((await archivist.call('DELETE', `${path}/submission?reason=日期存疑`)).body, { review: 'describing' })
  t.is((await archivist.call('PATCH', path, { title: '改' }, any)).status, 200)
})
