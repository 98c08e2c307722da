import test from 'ava'
import {
  type Alias,
  type Authority,
  changedNames,
  existenceOf,
  isSought,
  merge,
  namesOf,
  sound,
  unmerge,
} from '../../src/authorities/authority.ts'
import { foldKey } from '../../src/hanzi/fold.ts'

const alias = (name: string, type: Alias['type'] = 'other', inText = true): Alias => ({ name, type, inText })
const record = (name: string, aliases: Alias[] = [], more: Partial<Authority> = {}): Authority => ({
  id: name,
  kind: 'person',
  name,
  inText: true,
  aliases,
  existence: null,
  history: '',
  note: '',
  identifiers: [],
  status: 'established',
  revision: 1,
  merged: null,
  deleted: null,
  createdBy: '',
  createdAt: '',
  updatedAt: '',
  ...more,
})

test('years of life are read as works of reference write them, open and unknown ends told apart', (t) => {
  const edtf = (text: string) => existenceOf(text, {}).edtf
  for (const [text, expected] of [
    ['1866—1925', '1866/1925'],
    ['（1866－1925）', '1866/1925'],
    ['1866年11月12日—1925年3月12日', '1866-11-12/1925-03-12'],
    ['同治五年—民国十四年', '1866/1925'],
    ['？—1925', '/1925'],
    ['1901—', '1901/..'],
    ['1901～？', '1901/'],
    ['1901年生', '1901/..'],
    ['1925年卒', '/1925'],
    ['不详—不详', null],
    ['早年', null],
    ['1925—1866', null],
  ] as const)
    t.is(edtf(text), expected, text)
  t.deepEqual(existenceOf('1901年生', {}), { text: '1901年生', edtf: '1901/..', start: '1901-01-01', end: null })
  t.deepEqual(existenceOf('早年', {}), { text: '早年', edtf: null, start: null, end: null })
})

test('one character is never looked for in texts, nor are figures', (t) => {
  const sought = (name: string) => isSought(foldKey(name))
  for (const name of ['毛', '𠮷', '1911', '3.5', 'X', '〇']) t.false(sought(name), name)
  for (const name of ['孙文', 'Lenin', '列夫·托尔斯泰', 'K一', '九三', '𠮷野']) t.true(sought(name), name)
  const { aliases, inText } = sound(record('禹', [alias('大禹'), alias('夏')]))
  t.deepEqual([inText, ...aliases.map((one) => one.inText)], [false, true, false])
})

test('a name must say something; one that is written twice is kept once', (t) => {
  for (const name of ['。。', '1911', '□'])
    t.throws(() => sound(record('孙文', [alias(name)])), { message: 'authority.name' })
  t.deepEqual(
    sound(record('孙文', [alias('逸仙', 'courtesy'), alias('孙文'), alias('逸仙', 'art')])).aliases.map(
      ({ type }) => type,
    ),
    ['courtesy'],
  )
  t.deepEqual(
    namesOf(record('孙文', [alias('孫文', 'traditional'), alias('逸仙')])).map(({ key }) => key),
    ['孙 文', '逸 仙'],
  )
})

test('what changes the owner of a name is told, what does not is not', (t) => {
  const before = record('孙文', [alias('逸仙'), alias('中山')])
  t.deepEqual(changedNames(null, before), ['孙 文', '逸 仙', '中 山'])
  t.deepEqual(changedNames(before, { ...before, note: 'x', history: 'y' }), [])
  t.deepEqual(changedNames(before, { ...before, name: '孫文' }), [])
  t.deepEqual(changedNames(before, { ...before, aliases: [alias('逸仙'), alias('中山', 'other', false)] }), ['中 山'])
  t.deepEqual(changedNames(before, { ...before, aliases: [alias('中山'), alias('德明')] }), ['逸 仙', '德 明'])
  t.deepEqual(changedNames(before, { ...before, kind: 'place' }), ['孙 文', '逸 仙', '中 山'])
  const gone = { ...before, deleted: { at: '', reason: '' } }
  t.deepEqual(changedNames(before, gone), ['孙 文', '逸 仙', '中 山'])
  t.deepEqual(changedNames(gone, { ...gone, aliases: [] }), [])
  t.deepEqual(changedNames(null, record('孙文', [], { status: 'draft' })), [])
})

test('a merge that is undone leaves the other one as it was, but for what was changed since', (t) => {
  const one = record('孙文', [alias('逸仙')], { identifiers: [{ scheme: 'CBDB', value: '1' }] })
  const other = record('孙中山', [alias('逸仙'), alias('中山')], {
    identifiers: [
      { scheme: 'CBDB', value: '1' },
      { scheme: '', value: 'A2' },
    ],
  })
  const { next, got } = merge(one, other)
  t.deepEqual(
    next.aliases.map(({ name }) => name),
    ['逸仙', '孙中山', '中山'],
  )
  t.is(next.identifiers.length, 2)
  const merged = { into: one.id, at: '', ...got }
  t.deepEqual(unmerge({ ...one, ...next }, merged), one)
  const later = { ...one, ...next, aliases: [...next.aliases, alias('德明')] }
  t.deepEqual(
    unmerge(later, merged).aliases.map(({ name }) => name),
    ['逸仙', '德明'],
  )
})
