import { readFileSync } from 'node:fs'
import test from 'ava'
import fc from 'fast-check'
import { matchPinyin, pinyinMatcher, readings } from '../../../src/hanzi/pinyin/pinyin.ts'

const cases = JSON.parse(readFileSync(new URL('../../cases/chinese-cases.json', import.meta.url), 'utf8'))
const score = (query: string, title: string) => matchPinyin(query, readings(title))

for (const { id, query, text, match } of cases.pinyin) {
  test(`${id}: ${query} ${match ? 'finds' : 'does not find'} ${text}`, (t) => {
    t.is(score(query, text) > 0, match)
  })
}

test('the reading in context is worth 3, initials or another reading 2, both 1', (t) => {
  t.is(score('chongqing', '重庆'), 3)
  t.is(score('zhongqing', '重庆'), 2)
  t.is(score('cq', '重庆'), 2)
  t.is(score('zq', '重庆'), 1)
  t.is(score('kq', '重庆'), 0)
})

test('every usual way of typing ü, and 陕西 as it is spelled', (t) => {
  for (const query of ['lvbu', 'lubu', 'lyubu', 'lübu', 'lǚbù']) t.is(score(query, '吕布'), 3, query)
  t.is(score('shaanxi', '陕西省志'), 3)
  t.is(score('shaanxi', '山西省志'), 0)
})

test('the last syllable may be unfinished, the query may begin anywhere, characters may stand among letters', (t) => {
  t.is(score('zhengzho', '郑州'), 3)
  t.is(score('zhengzh', '郑州'), 2)
  t.is(score('kaifeng', '郑州与开封'), 3)
  t.is(score('zhzh', '郑州'), 2)
  t.is(score('郑zhou', '鄭州'), 3)
  t.is(score('zheng州', '郑州'), 3)
  t.is(score('鄭州', '郑州'), 3)
  t.is(score('zheng feng', '郑州与开封'), 0)
  t.is(score('nian1938', '年1938'), 3)
})

test('marks, spaces and apostrophes in a query do not matter', (t) => {
  t.is(score("xi'an", '西安'), 3)
  t.is(score('Zhèng Zhōu', '郑州'), 3)
  t.is(score('', '郑州'), 0)
  t.is(score('，。', '郑州'), 0)
})

test('places and people are read as their own people read them', (t) => {
  for (const [query, title] of [
    ['xunxian', '浚县'],
    ['shanxian', '单县志'],
    ['yuxian', '蔚县'],
    ['biyang', '泌阳'],
    ['guoyang', '涡阳'],
    ['hongtong', '洪洞'],
    ['laoting', '乐亭'],
    ['weishi', '尉氏'],
    ['jiyuan', '济源'],
    ['zengguofan', '曾国藩家书'],
    ['moqi', '万俟卨'],
    ['yuchigong', '尉迟恭'],
    ['qianlong', '乾隆年间'],
    ['jiefang', '解放'],
    ['leshan', '乐山'],
    ['shanshi', '单氏族谱'],
  ] as const)
    t.is(score(query, title), 3, title)
  t.is(matchPinyin('xiemin', readings('解敏', { isName: true })), 3)
})

test('the readings of a title are one storable line', (t) => {
  t.is(readings('重庆，1938：ABC'), '重chong/zhong 庆qing/ 1 9 3 8 a b c')
  t.is(readings('吕布'), '吕lv,lu,lyu/ 布bu/')
})

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'郑重吕单zhengvü1 /,’𠮷一') }),
)

test('any title and any query: a score from 0 to 3, and a title is found by its own reading', (t) => {
  fc.assert(
    fc.property(anything, anything, (title, query) => {
      const line = readings(title)
      t.true([0, 1, 2, 3].includes(matchPinyin(query, line)))
      const own = line
        .split(' ')
        .map((one) => (one.length > 1 ? one.slice(1).split(/[,/]/)[0] || one[0] : one))
        .join('')
      if (own !== '' && own.length < 100) t.is(matchPinyin(own, line), 3, `${title} ${own}`)
    }),
    { numRuns: 3000 },
  )
})

test('each of 3,000 titles is found by its beginning, its initials and what it ends with', (t) => {
  const titles = Array.from({ length: 3000 }, (_, i) =>
    readings(`郑州文史资料选辑${String.fromCharCode(0x4e00 + i * 6)}回忆录`),
  )
  for (const query of ['zz', 'zhengzhou', 'wenshiziliao', 'z', 'hyl']) {
    const match = pinyinMatcher(query)
    t.is(titles.filter((title) => match(title) > 0).length, 3000, query)
  }
})
