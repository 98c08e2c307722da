import test from 'ava'
import type { AuthorityKind } from '../../src/authorities/authority.ts'
import { MOST_ROWS, readList as rowsOf } from '../../src/authorities/list-file.ts'

function readList(text: string, format: 'csv' | 'lines', kind?: AuthorityKind) {
  const ignored: string[] = []
  return { rows: [...rowsOf(text, format, kind, ignored)], ignored }
}

test('a CSV names its columns, in Chinese or English; several values stand in one cell', (t) => {
  const { rows, ignored } = readList(
    '\ufeff规范名,类型,字,别名,生卒,标识,备用\r\n孙文,人物,逸仙、载之,"孙中山；中山樵",1866—1925,CBDB:65534；Q8573,x\r\n\r\n郑州,地名,,,,,\r\n',
    'csv',
  )
  t.deepEqual(ignored, ['备用'])
  t.deepEqual(
    rows.map(({ row, fields }) => [row, fields]),
    [
      [2, []],
      [4, []],
    ],
  )
  t.like(rows[0]!.given, { kind: 'person', name: '孙文', existence: '1866—1925', status: 'established' })
  t.deepEqual(
    rows[0]!.given!.aliases.map(({ name, type }) => [name, type]),
    [
      ['逸仙', 'courtesy'],
      ['载之', 'courtesy'],
      ['孙中山', 'other'],
      ['中山樵', 'other'],
    ],
  )
  t.deepEqual(rows[0]!.given!.identifiers, [
    { scheme: 'CBDB', value: '65534' },
    { scheme: '', value: 'Q8573' },
  ])
  t.like(rows[1]!.given, { kind: 'place', name: '郑州', existence: null })
})

test('what is not as required is told by row and field; a kind may be said for all', (t) => {
  const fields = (text: string, format: 'csv' | 'lines', kind?: 'person') =>
    readList(text, format, kind).rows.map((one) => [one.row, ...one.fields])
  t.deepEqual(fields('name,kind\n甲乙,人\n,人物\n丙丁,', 'csv'), [
    [2, 'kind'],
    [3, 'name'],
    [4, 'kind'],
  ])
  t.deepEqual(fields('name,状态\n甲乙,待核\n丙丁,可疑', 'csv', 'person'), [[2], [3, 'status']])
  t.deepEqual(
    fields(
      '{"name":"甲乙"}\n\n{"name":"丙丁","kind":"place","aliases":[{"name":"戊"}]}\n{"name":1}\n[]\nnull\n{',
      'lines',
      'person',
    ),
    [[1], [3], [4, 'name'], [5, ''], [6, ''], [7, '']],
  )
  t.deepEqual(fields('{"name":"甲乙","kind":"place","id":"x","__proto__":{}}', 'lines'), [[1, 'id']])
})

test('rows are numbered as a spreadsheet does, over many of them, with cells of several lines and empty rows between', (t) => {
  const lines = Array.from({ length: 1000 }, (_, i) => (i % 7 === 3 ? '' : `某君${i},"其一\r\n其二"`))
  const { rows } = readList(`name\t附注\n${lines.join('\n').replaceAll(',', '\t')}`, 'csv', 'person')
  const expected = lines.flatMap((line, i) => (line === '' ? [] : [{ row: i + 2, name: `某君${i}` }]))
  t.deepEqual(
    rows.map(({ row, given }) => ({ row, name: given?.name })),
    expected,
  )
  t.true(rows.every(({ given }) => given?.note === '其一\n其二'))
})

test('a table without a column of names is none, and a list has an end', (t) => {
  for (const text of ['', '类型,别名\n人物,甲', '甲乙丙'])
    t.throws(() => readList(text, 'csv'), { message: 'authority.list' })
  const long = (rows: number) => Array.from({ length: rows }, (_, i) => `某${i}`).join('\n')
  t.throws(() => readList(`name\n${long(MOST_ROWS + 1)}`, 'csv', 'person'), { message: 'authority.too-many' })
  t.is(readList(`name\n${long(MOST_ROWS)}`, 'csv', 'person').rows.length, MOST_ROWS)
})
