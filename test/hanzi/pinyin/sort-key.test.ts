import { readFileSync } from 'node:fs'
import test from 'ava'
import fc from 'fast-check'
import { codeSort, titleSort } from '../../../src/hanzi/pinyin/sort-key.ts'
import { syllablePlace } from '../../../src/hanzi/pinyin/syllables.ts'

const { collation } = JSON.parse(readFileSync(new URL('../../cases/chinese-cases.json', import.meta.url), 'utf8'))
const sorted = (titles: readonly string[], key: (title: string) => string = titleSort) =>
  [...titles].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
const staysSorted = (titles: readonly string[], key?: (title: string) => string) => ({
  expected: titles,
  found: sorted([...titles].reverse(), key),
})

test('places by their sound: 重庆 under chóng, 单县 under shàn', (t) => {
  const { expected, found } = staysSorted(collation.pinyin)
  t.deepEqual(found, expected)
})

test('numerals by their value, Chinese and Arabic alike', (t) => {
  const { expected, found } = staysSorted(collation.numerals)
  t.deepEqual(found, expected)
  const mixed = staysSorted(['第1章', '第二章', '第3章', '第十章', '第11章', '第一百〇二章'])
  t.deepEqual(mixed.found, mixed.expected)
})

test('numbers, then Latin, then Han by syllable and tone, ü with u', (t) => {
  const titles = [
    '3',
    '3.12',
    '12',
    'abc',
    'Zoo',
    '阿',
    '路',
    '吕',
    '绿',
    '乱',
    '略',
    '罗',
    '妈',
    '麻',
    '马',
    '骂',
    '郑州',
    '𠮷',
  ]
  const { expected, found } = staysSorted(titles)
  t.deepEqual(found, expected)
})

test('traditional and simplified stand together', (t) => {
  t.is(titleSort('鄭州'), titleSort('郑州'))
  t.deepEqual(
    sorted(['郑州二', '鄭州一', '新郑', '鄭州三', '周口']).filter((title) => /州/.test(title)),
    ['鄭州三', '郑州二', '鄭州一'].sort((a, b) => (titleSort(a) < titleSort(b) ? -1 : 1)),
  )
  t.true(titleSort('乾隆') > titleSort('前门') && titleSort('乾隆') < titleSort('钱'))
})

test('surnames are read as surnames in names, and only there', (t) => {
  const name = (text: string) => titleSort(text, { isName: true })
  const names = ['曹操', '仇鳌', '任伯年', '单士', '万俟卨', '解敏', '尉迟恭', '曾巩', '查慎行', '翟让']
  const expected = ['曹操', '万俟卨', '仇鳌', '任伯年', '单士', '解敏', '尉迟恭', '曾巩', '查慎行', '翟让']
  t.deepEqual(
    sorted(names, name),
    expected.sort((a, b) => (name(a) < name(b) ? -1 : 1)),
  )
  const near = (text: string, syllable: string) => t.is(name(text).slice(0, 2), titleSort(syllable).slice(0, 2), text)
  near('单雄', '善')
  near('解敏', '谢')
  near('查某', '渣')
  near('曾某', '增')
  near('尉迟恭', '玉')
  near('万俟卨', '墨')
  near('任某', '人')
  t.is(titleSort('解放').slice(0, 2), titleSort('姐').slice(0, 2))
  t.is(titleSort('曾经').slice(0, 2), titleSort('层').slice(0, 2))
  t.is(titleSort('单氏族谱').slice(0, 2), titleSort('善').slice(0, 2))
})

test('codes: as written, with numbers by value', (t) => {
  const { expected, found } = staysSorted(['A-2', 'A-10', 'B-1', '档-9', '档-10'], codeSort)
  t.deepEqual(found, expected)
  t.is(codeSort('ａ-０１２'), codeSort('A-12'))
})

const titles = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'郑州鄭重第一二十百〇○1２3.,章Aé々𠮷□乾单氏 \n'), maxLength: 80 }),
)

test('any title gives a key of ASCII letters and digits, of at most 64 bytes, and the same one again', (t) => {
  fc.assert(
    fc.property(titles, (title) => {
      t.regex(titleSort(title), /^[0-9A-Za-z]{0,64}$/)
      t.is(titleSort(title), titleSort(title))
      t.regex(titleSort(title, { isName: true }), /^[0-9A-Za-z]{0,64}$/)
      t.regex(codeSort(title), /^[ -~]{0,64}$/)
    }),
    { numRuns: 5000 },
  )
})

test('only the beginning of a long title makes its key', (t) => {
  const long = '郑州市文史资料选辑'.repeat(20_000)
  t.is(titleSort(long), titleSort(long.slice(0, 200)))
})

test('syllables stand in dictionary order, each once', (t) => {
  t.is(syllablePlace.get('a'), 0)
  t.true(syllablePlace.get('lu')! < syllablePlace.get('lv')! && syllablePlace.get('lv')! < syllablePlace.get('luan')!)
  t.is(syllablePlace.size, 415)
})
