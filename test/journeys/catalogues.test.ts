/** Catalogues of what is described, and the list of what goes back: as pages, Word files and spreadsheets that open. */

import test from 'ava'
import exceljs from 'exceljs'
import mammoth from 'mammoth'
import sharp from 'sharp'
import { type Json, served } from '../support/client.ts'

const { admin, editor } = await served(test, { roles: ['editor'] })
const any = { 'if-match': '*' }
let accession = ''
let ids: string[] = []

test.before(async () => {
  await admin.call('PATCH', '/api/v1/settings', { officeName: '云川市政协文史馆' }, any)
  const { body } = await admin.call('POST', '/api/v1/accessions', {
    title: '义渡旧照<1>',
    contributor: { name: '郑辛', phone: '000-1' },
    returnOriginal: true,
    receivedDate: '2019-12-01',
    returnDue: '2020-01-31',
  })
  accession = String(body.id)
  const photograph = (colour: string) =>
    sharp({ create: { width: 60, height: 40, channels: 3, background: colour } })
      .jpeg()
      .toBuffer()
  const { body: given } = await admin.upload(`/api/v1/accessions/${accession}/files`, [
    { name: '乙.txt', data: Buffer.from('第一页。\f第二页。') },
    { name: '甲.jpg', data: await photograph('#806040') },
    { name: '丙.jpg', data: await photograph('#406080') },
  ])
  ids = given.results.map((one: Json) => one.itemIds[0])
  await admin.settled(accession)
  const describe = (i: number, patch: object) => admin.call('PATCH', `/api/v1/items/${ids[i]}`, patch, any)
  await describe(0, { title: '义渡旧事', referenceCode: 'A1-WS·2026-Y-0002', creators: ['张甲'], date: '1948年8月1日' })
  await describe(1, {
    title: '义渡会同人合影',
    referenceCode: 'A1-ZP·2026-Y-0001',
    photographer: '吴庚',
    event: '义渡会成立',
    depicted: [
      { name: '李乙', row: 1 },
      { name: '王丙', identity: '会长', row: 2 },
    ],
  })
})

const fetched = async (path: string) => (await admin.bytes(path)).data
async function cells(path: string): Promise<string[][]> {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load((await fetched(path)) as never)
  const rows: string[][] = []
  workbook.worksheets[0]!.eachRow((row) => {
    // Empty cells are holes.
    rows.push(Array.from((row.values as unknown[]).slice(1), (value) => String(value ?? '')))
  })
  return rows
}

test('归档文件目录: by code, with the date of the standard and the pages; the same in all three forms', async (t) => {
  const rows = await cells(`/api/v1/catalogues/filing?accession=${accession}&format=xlsx`)
  t.is(rows[0]![0], '归档文件目录')
  t.true(rows.some((row) => row[0]!.includes('云川市政协文史馆')))
  const head = rows.findIndex((row) => row[0] === '序号')
  t.deepEqual(rows[head], ['序号', '档号', '文号', '责任者', '题名', '日期', '密级', '页数', '备注'])
  t.deepEqual(rows[head + 1]!.slice(0, 8), ['1', 'A1-WS·2026-Y-0002', '', '张甲', '义渡旧事', '19480801', '', '2'])
  t.is(rows[head + 2]![4], '义渡会同人合影')
  t.is(rows.length, head + 4, 'what has no code stands last')
  const page = String(await fetched(`/api/v1/catalogues/filing?accession=${accession}`))
  t.regex(page, /<h1>归档文件目录<\/h1>.*<col style="width:3\.9%">.*A1-WS·2026-Y-0002.*19480801.*合计 3 件，4 页/s)
  t.true(page.includes('义渡旧照&#60;1&#62;') && !page.includes('<1>'))
  const word = await mammoth.extractRawText({
    buffer: await fetched(`/api/v1/catalogues/filing?accession=${accession}&format=docx`),
  })
  t.regex(word.value, /归档文件目录[\s\S]*义渡旧事[\s\S]*合计 3 件/)
})

test('卷内目录 counts the pages through; a filter says what is in it', async (t) => {
  const rows = await cells(`/api/v1/catalogues/volume?accession=${accession}&format=xlsx`)
  const head = rows.findIndex((row) => row[0] === '序号')
  t.deepEqual(
    rows.slice(head + 1).map((row) => row[5]),
    ['1-2', '3', '4'],
  )
  const photographs = await cells(`/api/v1/catalogues/volume?kind=photograph&format=xlsx`)
  t.is(photographs.filter((row) => /^\d+$/.test(row[0]!)).length, 2)
})

test('照片说明页 shows the picture and says who stands where', async (t) => {
  const page = String(await fetched(`/api/v1/catalogues/photographs?accession=${accession}`))
  t.regex(page, /<figure><img src="\/api\/v1\/objects\/[^"]+\/thumbnails\/600"/)
  t.regex(page, /义渡会成立。前排：李乙；后排：王丙（会长）/)
  t.false(page.includes('义渡旧事'), 'photographs only')
})

test('照片说明页 as a Word file has the pictures in it, each beside its words', async (t) => {
  const path = `/api/v1/catalogues/photographs?accession=${accession}&format=docx`
  const { value } = await mammoth.convertToHtml({ buffer: await fetched(path) })
  const [first, second] = value.split('<tr>').slice(-2)
  t.regex(first!, /<img src="data:image\/jpeg;base64,[^"]+"[^>]*>.*A1-ZP·2026-Y-0001.*前排：李乙/s)
  t.regex(second!, /<img src="data:image\/jpeg;base64,[^"]+"[^>]*>.*丙/s)
  const picture = Buffer.from(/base64,([^"]+)"/.exec(first!)![1]!, 'base64')
  t.like(await sharp(picture).metadata(), { width: 60, height: 40 })
})

test('待退还原件: the first due first, and that it is overdue', async (t) => {
  await admin.call('POST', '/api/v1/accessions', { title: '未约定', returnOriginal: true })
  await admin.call('POST', '/api/v1/accessions', { title: '留存' })
  const rows = await cells('/api/v1/originals-to-return?format=xlsx')
  const head = rows.findIndex((row) => row[0] === '序号')
  t.deepEqual(
    rows.slice(head + 1).map((row) => [row[2], row[4], row[6]]),
    [
      ['义渡旧照<1>', '000-1', '2020-01-31（已过期）'],
      ['未约定', '', ''],
    ],
  )
  t.regex(String(await fetched('/api/v1/originals-to-return')), /待退还原件清单.*合计 2 批/s)
})

test('catalogues are for those who describe', async (t) => {
  t.is((await editor.get('/api/v1/catalogues/filing')).status, 403)
  t.is((await editor.get('/api/v1/originals-to-return')).status, 403)
})
