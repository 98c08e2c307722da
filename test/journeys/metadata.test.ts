import { buffer } from 'node:stream/consumers'
import test from 'ava'
import exceljs from 'exceljs'
import iconv from 'iconv-lite'
import { ZipFile } from 'yazl'
import { type Json, served, tokenOf } from '../support/client.ts'

const { service, admin, archivist } = await served(test, { roles: ['archivist'] })
const any = { 'if-match': '*' }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
let token: string

test.before(async () => {
  token = await tokenOf(service.url)
})

/** An accession with these files. */
async function accession(...names: string[]): Promise<string> {
  const { body } = await admin.call('POST', '/api/v1/accessions', { title: '样例' })
  const files = names.map((name) => ({ name, data: Buffer.from(`${name}的正文，各不相同。`) }))
  await admin.upload(`/api/v1/accessions/${body.id}/files`, files)
  await admin.settled(body.id)
  return String(body.id)
}
const items = async (id: string): Promise<Json[]> =>
  (await admin.get('/api/v1/items', { accession: id, size: '200' })).body.items

async function send(
  id: string,
  data: Uint8Array | string,
  query = '',
  type = 'text/csv',
  by = token,
): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${service.url}/api/v1/accessions/${id}/metadata${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by}`, 'content-type': type },
    body: data as Uint8Array<ArrayBuffer>,
  })
  return { status: response.status, body: await response.json() }
}
async function workbook(rows: unknown[][]): Promise<Buffer> {
  const book = new exceljs.Workbook()
  book.addWorksheet('清单').addRows(rows)
  return Buffer.from(await book.xlsx.writeBuffer())
}

const list = `文件名,档号,题名,责任者,日期,人物,开放状态,页数
大水那年.txt,A182-WS·2026-Y-0001,大水那年,郑辛,民国三十七年秋,張甲；李乙,开放,6
义渡旧事.txt,A182-WS·2026-Y-0002,义渡旧事,张甲,民国三十八年十三月,,,
没有.txt,,无此文件,,,,,
大水那年.txt,,重写一次,,,,,
茶亭.txt,,茶亭与义渡,,,,公开,
`

test('a list is tried first: it tells row by row what it would do, and nothing is written; then it is done', async (t) => {
  const id = await accession('大水那年.txt', '义渡旧事.txt', '茶亭.txt', '未列.txt')
  const before = JSON.stringify(await items(id))
  const tried = await send(id, list, '?dryRun=true')
  t.is(tried.status, 200)
  t.like(tried.body, { dryRun: true, changed: 2, unchanged: 0, refused: 3, undated: 1, ignored: ['页数'] })
  t.deepEqual(tried.body.left, { count: 1, titles: ['未列'] })
  const row = (number: number): Json => tried.body.rows.find((one: Json) => one.row === number)
  t.like(row(2), { outcome: 'changed', title: '大水那年', isUndated: false })
  t.deepEqual(
    row(2).changes.find(({ field }: Json) => field === 'persons'),
    { field: 'persons', before: [], after: ['張甲', '李乙'] },
  )
  t.true(row(3).isUndated)
  t.is(row(4).problem.code, 'metadata.unmatched')
  t.regex(row(4).problem.detail, /没有“没有.txt”/)
  t.like(row(5).problem, { code: 'metadata.twice' })
  t.like(row(6), { problem: { code: 'metadata.value' }, fields: ['access'] })
  t.is(JSON.stringify(await items(id)), before)

  const done = await send(id, list)
  t.like(done.body, { dryRun: false, changed: 2, refused: 3 })
  const [first, second, third] = await items(id)
  t.like(first, {
    title: '大水那年',
    creators: ['郑辛'],
    persons: ['張甲', '李乙'],
    access: 'open',
    referenceCode: 'A182-WS·2026-Y-0001',
  })
  t.is(first.date.edtf, '1948-23')
  t.like(second.date, { text: '民国三十八年十三月', edtf: null, start: null })
  t.is(third.title, '茶亭')
  t.like(
    (await send(id, list, '', 'text/csv', token)).body,
    { changed: 0, unchanged: 2, refused: 3 },
    'again: nothing to do',
  )
  const { body: audit } = await admin.get('/api/v1/audit', { act: 'accession.metadata', subject: id })
  t.like(audit.items[1], { subject: id, details: { changed: 2, refused: 3 } })
})

test('what was exported is imported unchanged, from XLSX and from CSV; what was edited meanwhile in the list is told', async (t) => {
  const id = await accession('甲.txt', '乙.txt', '丙.txt')
  const [a, b, c] = await items(id)
  await admin.call(
    'PATCH',
    `/api/v1/items/${a.id}`,
    {
      title: '=1+1，“题名”',
      creators: ['文化、文史委', '@张甲'],
      date: { text: '民国三十六年四月', edtf: '1947-05-20/1947-06-18' },
      note: '第一行\n第二行，"引号"',
      subjects: ['-减'],
      access: 'controlled',
    },
    any,
  )
  await admin.call(
    'PATCH',
    `/api/v1/items/${b.id}`,
    { date: { text: '抗战前', end: '1937-07-06' }, referenceCode: 'B-1', caption: "'=x" },
    any,
  )
  await admin.settled(id)
  const before = await items(id)
  for (const [format, type] of [
    ['csv', 'text/csv'],
    ['xlsx', XLSX],
  ] as const) {
    const { data, headers, status } = await admin.bytes(`/api/v1/accessions/${id}/metadata?format=${format}`)
    t.is(status, 200)
    t.regex(headers.get('content-disposition')!, new RegExp(`^attachment.*\\.${format}`))
    for (const query of ['', '?clear=true']) {
      const { body } = await send(id, data, query, type)
      t.like(
        body,
        { changed: 0, unchanged: 3, refused: 0, left: { count: 0 } },
        `${format}${query} ${JSON.stringify(body)}`,
      )
    }
  }
  t.deepEqual(await items(id), before)

  const { data } = await admin.bytes(`/api/v1/accessions/${id}/metadata`)
  const book = new exceljs.Workbook()
  await book.xlsx.load(data as unknown as ArrayBuffer)
  const sheet = book.worksheets[0]!
  const at = (heading: string) => (sheet.getRow(1).values as string[]).indexOf(heading)
  sheet.getRow(4).getCell(at('题名')).value = '丙稿'
  const day = sheet.getRow(4).getCell(at('日期'))
  Object.assign(day, { value: new Date(Date.UTC(1948, 8, 3)), numFmt: 'yyyy-mm-dd' })
  sheet.getRow(4).getCell(at('责任者')).value = { richText: [{ text: '吴' }, { text: '庚' }] }
  const { body } = await send(id, Buffer.from(await book.xlsx.writeBuffer()), '', XLSX)
  t.like(body, { changed: 1, unchanged: 2 })
  const [, , changed] = await items(id)
  t.like(changed, { id: c.id, title: '丙稿', creators: ['吴庚'], date: { text: '1948-09-03', edtf: '1948-09-03' } })
})

test('a list as people have them: GBK from Excel, a title above, other names for columns, no endings, a code that is taken', async (t) => {
  const id = await accession('大水.txt', '义渡.txt')
  const other = await accession('别批.txt')
  const [held] = await items(other)
  await admin.call('PATCH', `/api/v1/items/${held.id}`, { referenceCode: 'C-9' }, any)
  const text =
    '某县政协文史稿件清单\r\n\r\n序号,文件,标题,作者,写作年月,档号\r\n1,大水,大水那年,郑辛,1948.9,C-1\r\n2,义渡,义渡旧事,张甲,,C-9\r\n'
  const { body } = await send(id, iconv.encode(text, 'gb18030'), '?dryRun=true')
  t.like(body, { changed: 1, refused: 1, ignored: ['序号'] })
  t.like(body.rows[1], { row: 5, problem: { code: 'item.reference-code-taken' } })
  await send(id, iconv.encode(text, 'gb18030'))
  t.like((await items(id))[0], { title: '大水那年', referenceCode: 'C-1', date: { edtf: '1948-09' } })
  const byCode = await send(id, '档号,题名\nC-1,大水那一年\n')
  t.like(byCode.body, { changed: 1 })
})

test('a list that changes nothing is refused nothing, though items of it are locked', async (t) => {
  const id = await accession('甲.txt', '乙.txt')
  const [a] = await items(id)
  const whole = { title: '甲稿', creators: ['张甲'], date: '民国三十七年', genre: '回忆录', retention: '永久' }
  await admin.call('PATCH', `/api/v1/items/${a.id}`, { ...whole, referenceCode: 'M-1' }, any)
  for (const step of ['submission', 'filing'])
    t.is((await admin.call('PUT', `/api/v1/items/${a.id}/${step}`, undefined, any)).status, 200)
  const { token } = archivist
  const exported = await fetch(`${service.url}/api/v1/accessions/${id}/metadata?format=csv`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const list = await exported.text()
  t.like((await send(id, list, '', 'text/csv', token)).body, { changed: 0, unchanged: 2, refused: 0 })
  const changed = (await send(id, list.replace('甲稿', '甲文'), '', 'text/csv', token)).body
  t.like(changed, { unchanged: 1, refused: 1 })
  t.is(changed.rows[0].problem.code, 'item.filed')
})

test('a row for a file that was there already says so', async (t) => {
  const { body } = await admin.call('POST', '/api/v1/accessions', { title: '重复' })
  const data = Buffer.from('同一张合影。')
  await admin.upload(`/api/v1/accessions/${body.id}/files`, [
    { name: '合影.txt', data },
    { name: '合影 副本.txt', data },
  ])
  await admin.settled(body.id)
  const { rows } = (await send(body.id, '文件名,题名\n合影 副本.txt,合影\n')).body
  t.is(rows[0].problem.code, 'metadata.duplicate')
  t.regex(rows[0].problem.detail, /“合影 副本.txt”与“合影”/)
})

test('hostile files fail alone, in a child with limits, and the service goes on', async (t) => {
  const id = await accession('甲.txt')
  const zip = new ZipFile()
  zip.addBuffer(Buffer.alloc(600 * (1 << 20)), 'xl/worksheets/sheet1.xml')
  zip.addBuffer(Buffer.from('<workbook/>'), 'xl/workbook.xml')
  zip.end()
  const bomb = await buffer(zip.outputStream)
  const wide = `文件名,题名\n甲.txt,${'x,'.repeat(300)}\n`
  for (const [data, code, why] of [
    [bomb, 'archive.too-large', 'a bomb'],
    [Buffer.from('PK\x03\x04 not a zip'), 'table.damaged', 'no workbook'],
    [(await workbook([['文件名', '题名']])).subarray(0, -200), 'table.damaged', 'a workbook cut short'],
    [Buffer.from('渡口在城东。\n商会设在渡口旁。'), 'table.none', 'prose'],
    [Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'table.none', 'a picture'],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'table.old-excel', 'an old Excel file'],
    [Buffer.from(wide), 'table.too-large', 'too many columns'],
    [Buffer.from(`文件名,题名\n${'甲.txt,x\n'.repeat(20_001)}`), 'table.too-large', 'too many rows'],
    [Buffer.from('题名,日期\n甲,乙\n'), 'metadata.no-columns', 'no key'],
    [Buffer.alloc(0), 'file.empty', 'nothing'],
    [Buffer.from([0xff, 0xfe, 0xff, 0xff, 0x81]), /table.none|metadata.no-columns/, 'no text'],
  ] as const) {
    const { status, body } = await send(id, data)
    t.is(status, 422, why)
    if (typeof code === 'string') t.is(body.code, code, why)
    else t.regex(body.code, code, why)
  }
  t.is((await send(id, Buffer.alloc(17 * (1 << 20), 'x'))).status, 413)
  t.is((await send('nothing', '文件名,题名\n')).status, 404)
  const long = await send(id, `文件名,题名\n甲.txt,${'长'.repeat(1001)}\n`)
  t.like(long.body.rows[0], { problem: { code: 'metadata.value' }, fields: ['title'] })
  const image = await workbook([
    ['文件名', '题名'],
    ['甲.txt', { formula: '1+1', result: 2 }],
  ])
  t.like((await send(id, image, '', XLSX)).body, { changed: 1 })
  t.is((await items(id))[0].title, '2', 'a formula is what it shows')
})

test('a list of a thousand rows is taken whole', async (t) => {
  const names = Array.from({ length: 1000 }, (_, i) => `第${i}件.txt`)
  const id = await accession(...names)
  const rows = names.map((name, i) => `${name},题名${i},作者${i % 7},${1900 + (i % 80)}年`)
  const { body } = await send(id, `文件名,题名,责任者,日期\n${rows.join('\n')}\n`)
  t.like(body, { changed: 1000, refused: 0, undated: 0 })
  t.is(body.rows.length, 1000)
})
