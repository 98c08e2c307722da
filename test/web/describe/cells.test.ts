import test from 'ava'
import fc from 'fast-check'
import { shapeOf } from '../../../src/items/reference-code.ts'
import { standardSettings } from '../../../src/settings/setting.ts'
import type { Item } from '../../../src/web/api-types.ts'
import { columnOf, complaintOf, isSame, patchOf, storedCell, typedCell } from '../../../src/web/describe/cells.ts'
import { cleared, countedOn, filledDown, pasted } from '../../../src/web/describe/fill.ts'
import { did, empty, redo, undo } from '../../../src/web/describe/history.ts'
import { namesOf, namesText } from '../../../src/web/describe/names.ts'
import { boxOf, isIn, jumped, keptRange, moved, nextCell } from '../../../src/web/describe/range.ts'
import { cellsOf, textOf } from '../../../src/web/describe/table-text.ts'

test('a table from Excel: tabs, lines, a cell with a break in it, either script, nothing changed', (t) => {
  t.deepEqual(cellsOf('义渡旧事\t張甲\r\n"兩行\n題名"\t\r\n'), [
    ['义渡旧事', '張甲'],
    ['兩行\n題名', ''],
  ])
  t.deepEqual(cellsOf('"所谓""义渡""者\t其实"\t二'), [['所谓"义渡"者\t其实', '二']])
  t.deepEqual(
    cellsOf('"渡口"\t"未闭\n下一行'),
    [['"渡口"', '"未闭'], ['下一行']],
    'quotation marks of the text are its own',
  )
  t.deepEqual(cellsOf(''), [['']])
  t.deepEqual(cellsOf('\t\n\t'), [
    ['', ''],
    ['', ''],
  ])
})

test('what is copied is pasted unchanged, whatever stands in it', (t) => {
  const text = fc.string({ unit: fc.constantFrom('渡', '"', '\t', '\n', 'a', '；', ' ') })
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((wide) => fc.array(fc.array(text, { minLength: wide, maxLength: wide }), { minLength: 1, maxLength: 5 }))
  fc.assert(
    fc.property(table, (cells) => {
      // A last line that is empty cannot be told from the break that every program puts at the end.
      fc.pre(cells.length === 1 || cells.at(-1)!.some((one) => one !== ''))
      t.deepEqual(cellsOf(textOf(cells)), cells)
    }),
  )
})

test('names in one cell: every separator people use; a name that has one in it comes through', (t) => {
  t.deepEqual(namesOf('张甲；李乙; 王丙、 张甲\n赵丁；'), ['张甲', '李乙', '王丙', '赵丁'])
  t.is(namesText(['文化、文史委', '张甲']), '"文化、文史委"；张甲')
  const name = fc.string({ minLength: 1, unit: fc.constantFrom('甲', '、', '；', '"', ';', ' ', '乙') })
  fc.assert(
    fc.property(fc.uniqueArray(name), (given) => {
      const names = [...new Set(given.map((one) => one.trim()).filter((one) => one !== ''))]
      t.deepEqual(namesOf(namesText(names)), names)
    }),
  )
})

const item = {
  title: '大水那年',
  referenceCode: null,
  creators: ['郑辛', '文化、文史委'],
  access: 'internal',
  date: { text: '民国三十七年秋', edtf: '1948-23', calendar: 'republic', start: '1948-08-01', end: '1948-11-30' },
} as unknown as Item
const of = (field: string) => columnOf.get(field)!
const labels = { open: '开放', internal: '内部', controlled: '控制' }

test('a retention period is one of those that codes are made of; what is none is marked', (t) => {
  for (const text of [
    '永久',
    'y',
    '30年',
    '定期三十年',
    'D30',
    '10年',
    '十年',
    'D10',
    '永远',
    '长期',
    '300年',
    '20年',
  ]) {
    const shape = shapeOf({ kind: 'text', category: null, description: { retention: text } }, 2026, {
      ...standardSettings,
      fondsNumber: 'A182',
    })
    t.is(complaintOf(of('retention'), { text }), 'missing' in shape ? 'not-retention' : null, text)
  }
  t.is(complaintOf(of('retention'), { text: '' }), null)
})

test('a cell is what the item has, and as a patch gives the same back', (t) => {
  t.deepEqual(patchOf(of('creators'), storedCell(item, of('creators'))), { creators: ['郑辛', '文化、文史委'] })
  t.deepEqual(patchOf(of('date'), storedCell(item, of('date'))), {
    date: { text: '民国三十七年秋', edtf: '1948-23', calendar: 'republic', start: '1948-08-01', end: '1948-11-30' },
  })
  t.deepEqual(patchOf(of('date'), { text: '民国三十八年' }), { date: '民国三十八年' })
  t.deepEqual(patchOf(of('genre'), { text: '' }), { genre: null })
  const open = { edtf: null, calendar: null, start: null, end: '1937-07-31' }
  t.deepEqual(patchOf(of('date'), { text: '抗战前', read: open }), {
    date: { text: '抗战前', start: null, end: '1937-07-31' },
  })
})

test('typed words become cells: access by its word, breaks only where the field has several lines', (t) => {
  t.deepEqual(typedCell(of('access'), ' 控制 ', labels), { text: 'controlled' })
  t.is(complaintOf(of('access'), typedCell(of('access'), '公开', labels)), 'not-a-choice')
  t.deepEqual(typedCell(of('title'), ' 两行\r\n题名 ', labels), { text: '两行 题名' })
  t.deepEqual(typedCell(of('note'), '两行\r\n附注', labels), { text: '两行\n附注' })
  t.deepEqual(typedCell(of('persons'), '张甲\n李乙', labels), { text: '张甲；李乙' })
  t.is(complaintOf(of('title'), { text: '' }), 'required')
  t.is(complaintOf(of('referenceCode'), { text: 'x'.repeat(101) }), 'too-long')
  t.is(complaintOf(of('persons'), { text: Array(100).fill('某人').join('；') }), null)
  t.true(isSame({ text: '' }, { text: '', read: { edtf: null, calendar: null, start: null, end: null } }))
})

test('a paste fills the selection where it goes into it in whole, and says what found no room', (t) => {
  const size = { rows: 5, columns: 3 }
  const box = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right })
  t.deepEqual(pasted([['甲']], box(1, 1, 2, 2), size).cells, [
    { row: 1, column: 1, text: '甲' },
    { row: 1, column: 2, text: '甲' },
    { row: 2, column: 1, text: '甲' },
    { row: 2, column: 2, text: '甲' },
  ])
  const block = pasted([['甲', '乙'], ['丙']], box(4, 2), size)
  t.deepEqual(block.cells, [{ row: 4, column: 2, text: '甲' }])
  t.deepEqual(block.lost, { rows: 1, columns: 1 })
  t.is(pasted([['甲'], ['乙']], box(0, 0, 2, 0), size).cells.length, 2, 'three rows do not hold two pairs')
  t.is(pasted([['甲'], ['乙']], box(0, 0, 3, 0), size).cells.length, 4)
})

test('filling down repeats the first row, or the one above; codes are counted on', (t) => {
  const read = (row: number, column: number) => (column === 0 ? `Y108-WS·2026-Y-${'0098'}` : `r${row}`)
  const counts = (column: number) => column === 0
  t.deepEqual(
    filledDown({ top: 0, bottom: 2, left: 0, right: 1 }, read, counts).map(({ row, column, text }) => [
      row,
      column,
      text,
    ]),
    [
      [1, 0, 'Y108-WS·2026-Y-0099'],
      [2, 0, 'Y108-WS·2026-Y-0100'],
      [1, 1, 'r0'],
      [2, 1, 'r0'],
    ],
  )
  t.deepEqual(filledDown({ top: 3, bottom: 3, left: 1, right: 1 }, read, counts), [{ row: 3, column: 1, text: 'r2' }])
  t.deepEqual(filledDown({ top: 0, bottom: 0, left: 0, right: 0 }, read, counts), [])
  t.is(countedOn('甲字第九号', 1), null)
  t.is(countedOn('A-99-2', 8), 'A-99-10')
  t.is(cleared({ top: 1, bottom: 2, left: 0, right: 1 }).length, 4)
})

test('moving stays inside; Ctrl with an arrow goes to the end of what is filled', (t) => {
  const size = { rows: 6, columns: 2 }
  t.deepEqual(moved({ row: 0, column: 0 }, -3, 9, size), { row: 0, column: 1 })
  t.deepEqual(nextCell({ row: 0, column: 1 }, 1, size), { row: 1, column: 0 })
  t.is(nextCell({ row: 5, column: 1 }, 1, size), null)
  const filled = new Set([0, 1, 2, 4])
  const jump = (row: number, by: number) => jumped({ row, column: 0 }, [by, 0], size, (at) => filled.has(at)).row
  t.deepEqual([jump(0, 1), jump(2, 1), jump(4, 1), jump(5, -1), jump(2, -1)], [2, 4, 5, 4, 0])
  const range = { at: { row: 4, column: 1 }, to: { row: 2, column: 0 } }
  t.deepEqual(boxOf(range), { top: 2, bottom: 4, left: 0, right: 1 })
  t.true(isIn(boxOf(range), 3, 1))
  t.deepEqual(boxOf(keptRange(range, { rows: 3, columns: 1 })), { top: 2, bottom: 2, left: 0, right: 0 })
})

test('a step is undone in the opposite order and done again; a new one ends what could be done again', (t) => {
  const edit = (field: string, before: string, after: string) => ({ id: 'a', field, before, after })
  let history = did(empty<string, string>(), { label: 'one', edits: [edit('x', '', '1'), edit('x', '1', '2')] })
  const back = undo(history)!
  t.deepEqual(
    back.edits.map(({ after }) => after),
    ['1', ''],
  )
  t.is(redo(back.history)!.step.label, 'one')
  history = did(back.history, { label: 'two', edits: [edit('y', '', '3')] })
  t.is(redo(history), null)
  for (let i = 0; i < 600; i++) history = did(history, { label: String(i), edits: [] })
  t.is(history.done.length, 500)
  t.is(history.done.at(-1)!.label, '599')
})
