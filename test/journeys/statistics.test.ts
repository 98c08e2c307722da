/** 年度统计: what a year brought, counted over everything, and told only to those who may read everything. */
import test from 'ava'
import exceljs from 'exceljs'
import mammoth from 'mammoth'
import sharp from 'sharp'
import { type Json, served, withRole } from '../support/client.ts'

const { service, admin } = await served(test)
test.before(async () => {
  await admin.call('PATCH', '/api/v1/settings', { officeName: '云川市政协文史馆' }, { 'if-match': '*' })
  const photograph = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#886644' } })
    .jpeg()
    .toBuffer()
  const receive = async (input: Json, names: readonly string[]) => {
    const { body } = await admin.call('POST', '/api/v1/accessions', input)
    await admin.upload(
      `/api/v1/accessions/${body.id}/files`,
      names.map((name) => ({
        name,
        data: name.endsWith('.jpg') ? Buffer.concat([photograph, Buffer.from(name)]) : Buffer.from(`${name}渡口旧事`),
      })),
    )
    await admin.settled(body.id)
    return (await admin.get('/api/v1/items', { accession: body.id })).body.items as Json[]
  }
  await receive({ title: '去年', receivedDate: '2025-12-31', contributor: { name: '市直委员' } }, ['旧.txt'])
  const items = await receive(
    { title: '一', receivedDate: '2026-01-01', contributor: { name: '临溪县', workUnit: '临溪县政协' } },
    ['甲.txt', '乙.txt', '丙.txt', '丁.txt', '图.jpg'],
  )
  await receive({ title: '二', receivedDate: '2026-03-31', acquisitionType: 'donation' }, ['戊.txt'])
  const of = (title: string) => items.find((item) => item.title === title).id
  const describe = (title: string, changes: Json) =>
    admin.call('PATCH', `/api/v1/items/${of(title)}`, changes, { 'if-match': '*' })
  await describe('甲', { genre: '回忆录', subjects: ['盐业', '抗战'], access: 'open' })
  await describe('乙', { genre: '回忆录', subjects: ['盐业'], access: 'controlled', category: '文史稿件' })
  await admin.call('PUT', `/api/v1/items/${of('丙')}/withdrawal`, { reason: '再议' })
  await admin.call('DELETE', `/api/v1/items/${of('丁')}?reason=x`)
})

test('a year counts what was received in it, controlled and withdrawn too, without what was deleted', async (t) => {
  const { status, body } = await admin.get('/api/v1/statistics/2026')
  t.is(status, 200)
  t.like(body, { accessions: 2, contributors: 1, items: 5, texts: 4, images: 1, years: [2026, 2025] })
  t.like(body.before, { accessions: 1, items: 1 })
  const rows = (name: string) =>
    body.tables
      .find((one: Json) => one.name === name)
      .rows.map(({ label, items }: Json) => [label, items] as [string, number])
  t.deepEqual(rows('sources'), [
    ['临溪县', 4],
    ['未注明来源', 1],
  ])
  t.deepEqual(rows('units'), [
    ['临溪县政协', 4],
    ['未注明单位', 1],
  ])
  t.deepEqual(rows('types'), [
    ['征集', 4],
    ['捐赠', 1],
  ])
  t.deepEqual(rows('subjects'), [
    ['未标主题词', 3],
    ['盐业', 2],
    ['抗战', 1],
  ])
  t.deepEqual(rows('months'), [
    ['1月', 4],
    ['3月', 1],
  ])
  t.deepEqual(Object.fromEntries(rows('access')), { 内部: 2, 停止利用: 1, 开放: 1, 控制: 1 })
  t.regex(
    body.sentence,
    /^云川市政协文史馆2026年征集文史资料4篇、\d+字，图片1幅，来自临溪县；体裁以回忆录为主，涉及盐业、抗战等专题。$/,
  )
  const desk = (await admin.get('/api/v1/statistics', { year: '2026' })).body
  for (const name of ['items', 'texts', 'characters', 'images']) t.is(body[name], desk[name], 'as on the desk')
  t.like((await admin.get('/api/v1/statistics/1999')).body, { items: 0, tables: [] })
  t.is((await admin.get('/api/v1/statistics/0')).status, 400)
})

test('the report is a page to print, a Word file and a workbook that say the same', async (t) => {
  const { body } = await admin.get('/api/v1/statistics/2026')
  const page = await admin.get('/api/v1/statistics/2026/report')
  t.true((page.body as unknown as string).includes(body.sentence))
  const word = await admin.bytes('/api/v1/statistics/2026/report?format=docx')
  const { value } = await mammoth.extractRawText({ buffer: word.data })
  t.true(value.includes(body.sentence))
  t.regex(value, /临溪县/)
  t.regex(decodeURIComponent(word.headers.get('content-disposition')!), /2026年度文史资料征集统计\.docx/)
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load((await admin.bytes('/api/v1/statistics/2026/report?format=xlsx')).data as never)
  const sheet = workbook.getWorksheet('来源')!
  t.deepEqual((sheet.getRow(3).values as unknown[]).slice(1, 4), ['临溪县', 4, 3])
  const english = await admin.call('GET', '/api/v1/statistics/2026/report', undefined, { 'accept-language': 'en' })
  t.regex(english.body as unknown as string, /Collecting in 2026/)
})

test('who may not read every item is told no number of them', async (t) => {
  const archivist = await withRole(service.url, admin, 'archivist')
  t.is((await archivist.get('/api/v1/statistics/2026')).body.items, 5)
  for (const role of ['editor', 'reviewer', 'contributor', 'researcher']) {
    const client = await withRole(service.url, admin, role)
    for (const path of ['', '/report', '/report?format=docx', '/report?format=xlsx']) {
      const { status, body } = await client.get(`/api/v1/statistics/2026${path}`)
      t.is(status, 403, role)
      t.false(/盐业|临溪/.test(JSON.stringify(body)))
    }
  }
})
