import test from 'ava'
import fc from 'fast-check'
import type { Item } from '../../src/items/item.ts'
import { cellOf, elements, fieldOf, headings, patchOf, rowOf } from '../../src/items/metadata/columns.ts'
import { namesOf, namesText } from '../../src/items/metadata/names.ts'
import { Items, listOf } from '../../src/items/metadata/rows.ts'
import type { ItemView } from '../../src/items/views.ts'
import * as sheet from '../../src/web/describe/names.ts'

const view = (id: string, files: [filename: string, path?: string][] = [], item: Partial<Item> = {}): ItemView => ({
  item: {
    id,
    title: '题名',
    referenceCode: null,
    kind: 'text',
    access: 'internal',
    date: null,
    creators: [],
    persons: [],
    places: [],
    genre: null,
    category: null,
    caption: null,
    description: {},
    ...item,
  } as Item,
  objects: files.map(([filename, originalPath = null]) => ({ filename, originalPath })) as ItemView['objects'],
  members: [],
  reuse: null,
  printed: null,
})
const cells = (given: Record<string, string>) => new Map(Object.entries(given))

test('headings are known in Chinese and by their names in the API, with what people put around them', (t) => {
  for (const [heading, field] of [
    ['题名', 'title'],
    [' 档 号 ', 'referenceCode'],
    ['日期（照原文）', 'date'],
    ['日期（EDTF）', 'edtf'],
    ['责任者*', 'creators'],
    ['referenceCode', 'referenceCode'],
    ['ＴＩＴＬＥ', 'title'],
    ['写作年月', 'date'],
  ] as const)
    t.is(fieldOf(heading), field, heading)
  t.is(fieldOf('页数'), undefined)
  for (const language of ['zh-CN', 'en'] as const)
    t.deepEqual(headings(language).map(fieldOf), ['id', 'filename', 'path', ...elements.map(({ field }) => field)])
})

test('headings may stand under a title, on a later sheet; what is unknown is told', (t) => {
  const row = (number: number, ...cells: string[]) => ({ number, cells })
  const list = listOf({
    encoding: null,
    sheets: [
      { name: '说明', rows: [row(1, '本表由某县政协填报')] },
      {
        name: '清单',
        rows: [
          row(1, '文史稿件清单'),
          row(3, '文件名', '题名', '页数', ''),
          row(4, 'a.txt', '甲', '3'),
          row(5, 'b.txt'),
        ],
      },
    ],
  })
  t.deepEqual(list.ignored, ['页数'])
  t.deepEqual(
    list.rows.map(({ number, cells }) => [number, Object.fromEntries(cells)]),
    [
      [4, { filename: 'a.txt', title: '甲' }],
      [5, { filename: 'b.txt', title: '' }],
    ],
  )
  t.throws(() => listOf({ encoding: null, sheets: [{ name: '', rows: [row(1, '题名', '日期')] }] }), {
    message: 'metadata.no-columns',
  })
})

test('a row finds its item by id, by name with or without folder and ending, or by code', (t) => {
  const items = new Items([
    view('1', [['大水那年.txt', '稿件/上/大水那年.txt']]),
    view('2', [['大水那年.txt', '稿件/下/大水那年.txt']], { referenceCode: 'A-2' }),
    view('3', [['渡口全景.JPG']], { referenceCode: 'A-3' }),
    view('4', [], { referenceCode: 'A-4' }),
  ])
  const id = (given: Record<string, string>) => items.of(cells(given)).item.id
  t.is(id({ id: '2', filename: '渡口全景.JPG' }), '2')
  t.is(id({ filename: '渡口全景.jpg' }), '3')
  t.is(id({ filename: '渡口全景' }), '3')
  t.is(id({ path: '上\\大水那年.txt' }), '1')
  t.is(id({ path: './稿件/下/大水那年.txt', filename: '大水那年.txt' }), '2')
  t.is(id({ filename: '大水那年.txt', referenceCode: 'A-2' }), '2', 'namesakes told apart by the code they have')
  t.is(id({ referenceCode: 'A-4' }), '4')
  t.throws(() => id({ filename: '大水那年.txt', referenceCode: 'A-9' }), { message: 'metadata.ambiguous' })
  t.throws(() => id({ filename: '没有.txt', referenceCode: 'A-3' }), { message: 'metadata.unmatched' })
  t.throws(() => id({ filename: '' }), { message: 'metadata.unmatched' })
})

test('a list that was exported changes nothing, whatever stands in it', (t) => {
  const text = fc.string({ unit: fc.constantFrom('渡', '"', '、', '；', "'", '=', 'a'), minLength: 1, maxLength: 8 })
  const names = fc.uniqueArray(text, { maxLength: 3 })
  fc.assert(
    fc.property(names, text, text, names, (creators, title, genre, subjects) => {
      const one = view('1', [['a.txt', 'x/a.txt']], {
        creators,
        title,
        genre,
        description: { subjects },
        date: { text: '抗战前', edtf: null, calendar: null, start: null, end: '1937-07-06' },
      })
      for (const language of ['zh-CN', 'en'] as const) {
        const given = new Map(headings(language).map((heading, i) => [fieldOf(heading)!, rowOf(one, language)[i]!]))
        t.deepEqual(patchOf(one, given, false), {})
        t.deepEqual(patchOf(one, given, true), {})
      }
    }),
  )
})

test('names in a list are as in the sheet of the client', (t) => {
  const text = fc.string({ unit: fc.constantFrom('甲', '、', '；', '"', ';', ' ', '\n') })
  fc.assert(
    fc.property(text, (given) => {
      t.deepEqual(namesOf(given), sheet.namesOf(given))
      t.is(namesText(namesOf(given)), sheet.namesText(namesOf(given)))
    }),
  )
})

test('what a row says: an empty cell leaves what is there unless it is to clear; a date anew only where its writing changed', (t) => {
  const date = { text: '民国三十七年秋', edtf: '1948', calendar: 'republic', start: '1948-01-01', end: '1948-12-31' }
  const one = view('1', [], { genre: '日记', date, creators: ['甲'] })
  t.deepEqual(patchOf(one, cells({ genre: '', title: '', date: '', access: '' }), false), {})
  t.deepEqual(patchOf(one, cells({ genre: '', title: '', date: '', access: '' }), true), { genre: null, date: null })
  t.deepEqual(patchOf(one, cells({ date: '民国三十七年秋', edtf: '1948' }), false), {}, 'the chosen reading stands')
  t.deepEqual(patchOf(one, cells({ date: '民国三十八年', edtf: '1948' }), false), { date: '民国三十八年' })
  t.deepEqual(patchOf(one, cells({ date: '民国三十七年秋', edtf: '1948-23' }), false), {
    date: { text: '民国三十七年秋', edtf: '1948-23' },
  })
  t.deepEqual(patchOf(one, cells({ access: '开放', kind: '照片', creators: '甲；乙' }), false), {
    access: 'open',
    kind: 'photograph',
    creators: ['甲', '乙'],
  })
  t.deepEqual(patchOf(one, cells({ access: '公开' }), false), { access: '公开' }, 'to be refused by name')
  t.is(cellOf(one, 'access', 'zh-CN'), '内部')
})
