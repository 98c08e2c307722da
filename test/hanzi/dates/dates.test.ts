import { readFileSync } from 'node:fs'
import test from 'ava'
import fc from 'fast-check'
import { type DateOptions, edtfBounds, readDate } from '../../../src/hanzi/dates/dates.ts'
import { eras } from '../../../src/hanzi/dates/eras.ts'
import { periods } from '../../../src/hanzi/dates/periods.ts'

const cases = JSON.parse(readFileSync(new URL('../../cases/chinese-cases.json', import.meta.url), 'utf8'))
const edtf = (text: string, options?: DateOptions) => readDate(text, options)?.edtf ?? null

for (const { id, text, edtf: expected, start, end } of cases.dates) {
  test(`${id}: ${text} is ${expected ?? 'no date'}`, (t) => {
    const read = readDate(text)
    t.is(read?.edtf ?? null, expected)
    if (start) t.like(read, { start, end })
  })
}
for (const { id, text, contextYear, edtf: expected } of cases.datesWithContext) {
  test(`${id}: ${text} after ${contextYear} is ${expected}`, (t) => {
    t.is(edtf(text, { context: { year: contextYear } }), expected)
  })
}

/** One table a rule of chinese-text.md §9: text, EDTF. */
const rules: Record<string, [text: string, edtf: string | null][]> = {
  'the republic counts from 1912, on and back': [
    ['民国前十年', '1902'],
    ['民前三年', '1909'],
    ['民国贰拾柒年陆月玖日', '1938-06-09'],
    ['民国27.6.9', '1938-06-09'],
    ['民国121年', null],
    ['民国二十七年二月三十日', null],
    ['民国戊寅年', '1938'],
  ],
  'an era before the republic has lunar months, and ends': [
    ['光绪三十四年十月上旬', '1908-10-25/1908-11-03'],
    ['光绪三十四年冬十月癸酉', '1908-11-14'],
    ['光绪三十四年秋十月癸酉', null],
    ['光绪三十四年闰三月', null],
    ['宣统三年闰六月', '1911-07-26/1911-08-23'],
    ['宣统四年', null],
    ['洪武元年正月初四', '1368-01-31'],
    ['洪武元年正月初四（1368年1月23日）', '1368-01-31'],
    ['洪武三十五年', '1402'],
    ['洪武三十二年', null],
    ['同治十三年十二月初五日', '1875-01-12'],
    ['明乾隆元年', null],
  ],
  '干支 with an era is one year, alone it is several': [
    ['光绪戊子', '1888'],
    ['康熙壬寅年', '[1662,1722]'],
    ['光绪二十四年（戊戌）', '1898'],
    ['清光绪二十四年戊戌', '1898'],
    ['戊戌年八月初六', '[1838-09-24,1898-09-21,1958-09-18,2018-09-15]'],
    ['甲丑年', null],
    ['岁次甲子', '[1804,1864,1924,1984]'],
  ],
  'feasts, 初一…初十, 望 朔 晦 are lunar after any year': [
    ['1938年端午节', '1938-06-02'],
    ['民国二十七年中秋', '1938-10-08'],
    ['1938年除夕', '1939-02-18'],
    ['1938年八月初一', '1938-09-24'],
    ['1938年八月望日', '1938-10-08'],
    ['1938年八月廿七', '1938-08-27'],
    ['光绪三十四年八月晦', '1908-09-24'],
    ['1938年闰七月', '1938-08-25/1938-09-23'],
    ['1938年闰六月', null],
    ['1938年腊月', '1939-01-20/1939-02-18'],
  ],
  'two numbers in one are a stretch': [
    ['民国三十六七年', '1947/1948'],
    ['民国三十六、七年', '1947/1948'],
    ['民国十几年', '1922/1930'],
    ['一九三七八年', '1937/1938'],
    ['民国二三年', '[1913,1914,1934]'],
    ['1938年六七月间', '1938-06/1938-07'],
    ['六、七十年代', '196X/197X'],
    ['30至40年代', '193X/194X'],
  ],
  'parts of a year and of a month': [
    ['1938年春夏之交', '1938-21/1938-22'],
    ['1938年深秋', '1938-23'],
    ['1938年年初', '1938-01~'],
    ['1938年第一季度', '1938-01/1938-03'],
    ['1938年6月上半月', '1938-06-01/1938-06-15'],
    ['1938年6月底', '1938-06-21~/1938-06-30~'],
    ['1938年元月', '1938-01'],
    ['1938年清明', '1938-04-05'],
  ],
  'ranges take what they leave out from their other end': [
    ['民国二十六年至三十四年', '1937/1945'],
    ['民国二十六至三十四年', '1937/1945'],
    ['光绪二十六年三月至五月', '1900-03-31/1900-06-26'],
    ['1937年7月7日至8月13日', '1937-07-07/1937-08-13'],
    ['1937.7.7—1945.9.3', '1937-07-07/1945-09-03'],
    ['1937-1945', '1937/1945'],
    ['1938-39', '1938/1939'],
    ['1938年春至1939年秋', '1938-21/1939-23'],
    ['道光、咸丰年间', '1821/1861'],
    ['1945年至1937年', null],
  ],
  'two years that disagree are both kept': [
    ['民国二十八年（1938年）', '[1938,1939]'],
    ['民国二十八年（1938年）六月', '[1938-06,1939-06]'],
    ['1938年（一说1939年）', '[1938,1939]'],
    ['1938年或1939年', '[1938,1939]'],
    ['光绪三十四年十二月（1909年1月）', '1908-12-23/1909-01-21'],
    ['1938年6月9日（农历五月十二）', '1938-06-09'],
    ['1938年1月24日（腊月廿三）', '1938-01-24'],
  ],
  'eras of occupation, of Japan, of rebels, of the Yellow Emperor': [
    ['大同元年', '1932'],
    ['大同三年', null],
    ['大同三年一月', '1934-01'],
    ['康德十二年九月', null],
    ['洪宪元年五月', null],
    ['昭和十三年七月', '1938-07'],
    ['大正元年三月', null],
    ['明治五年三月', null],
    ['成吉思汗纪元七三四年', '1939'],
    ['黄帝纪元四千六百零九年十一月十三日', '1912-01-01'],
    ['太平天国癸好三年二月十四日', '1853-03-19'],
    ['太平天国丙辰六年七月廿七日', '1856-09-02'],
    ['太平天国甲寅三年', null],
  ],
  'older eras, told apart by their dynasty': [
    ['开元二十九年', '0741'],
    ['天宝三载', '0744'],
    ['唐上元二年', '[0675,0761]'],
    ['上元三年（762年）春夏', '0762-21/0762-22'],
    ['后至元三年', '1337'],
    ['至元三十年', '1293'],
    ['元天顺元年', '1328'],
    ['天顺元年', '1457'],
    ['梁大同二年', '0536'],
    ['建元二年', '[-0138,0344,0480]'],
    ['汉建元二年', '-0138'],
    ['汉建元二年三月', null],
  ],
  'named periods, before and after': [
    ['文革后', '1976-11/..'],
    ['抗战前', '../1931-09-17'],
    ['抗战胜利后', '1945-09-03/..'],
    ['建国', '1949-10-01'],
    ['十三五期间', '2016/2020'],
    ['“一五”时期', '1953/1957'],
    ['咸同年间', '1851/1874'],
    ['民国末年', '1945~/1949~'],
  ],
  'about, before, since': [
    ['大约民国二十七年', '1938~'],
    ['1938年6月9日左右', '1938-06-09~'],
    ['1938年？', '1938?'],
    ['1949年10月1日前', '../1949-09-30'],
    ['1949年以前', '../1949'],
    ['自1949年起', '1949/..'],
    ['公元前3世纪', '-0299/-0200'],
  ],
  'what is impossible or says no date is null': [
    ['6月31日', null],
    ['19381309', null],
    ['0年', null],
    ['20000年', null],
    ['不详', null],
    ['除夕', null],
    ['1938年六月二三日', null],
    ['', null],
  ],
}
for (const [rule, examples] of Object.entries(rules)) {
  test(rule, (t) => {
    for (const [text, expected] of examples) t.is(edtf(text), expected, text)
  })
}

test('a context carries its era and calendar', (t) => {
  const context = { year: 1900, calendar: 'era', era: '光绪' } as const
  t.is(edtf('同年八月', { context }), '1900-08-25/1900-09-23')
  t.is(edtf('九月初三', { context }), '1900-10-25')
  t.is(edtf('二十七年三月', { context: { year: 1937, calendar: 'republic' } }), '1938-03')
  t.is(edtf('三十六七年', { context: { year: 1937, calendar: 'republic', era: '民国' } }), '1947/1948')
  t.is(edtf('三十年代', { context: { year: 1890 } }), '183X')
  t.is(edtf('三十年代', { century: 1800 }), '183X')
  t.is(edtf('甲子年', { context: { year: 1954 } }), '[1924,1984]')
  const read = readDate('光绪二十六年八月')
  t.like(read?.context, { year: 1900, calendar: 'era', era: '光绪', month: 8 })
  t.is(edtf('次年三月', { context: read!.context! }), '1901-04-19/1901-05-17')
})

test('解放 came on its own day to each place, 建国 to all at once', (t) => {
  const options = { liberationDate: '1948-10-22' }
  t.is(edtf('解放前', options), '../1948-10-21')
  t.is(edtf('解放初期', options), '1948-10-22/1952~')
  t.is(edtf('建国前', options), '../1949-09-30')
  for (const text of ['解放前', '解放后', '解放初期']) t.is(edtf(text, { liberationDate: null }), null, text)
})

test('an archive may bring its own eras and periods', (t) => {
  t.is(edtf('保民三年'), null)
  const own = { name: '保民', dynasty: '', first: 1920, last: 1925, months: 'solar' } as const
  t.is(edtf('保民三年', { eras: [...eras, own] }), '1922')
  const flood = { names: ['大水'], start: '1931-07', end: '1931-09' }
  t.is(edtf('大水后', { periods: [...periods, flood] }), '1931-10/..')
})

test('what must be told with a date is told', (t) => {
  t.deepEqual(readDate('民国二十八年（1938年）')?.remarks, ['years-disagree'])
  t.deepEqual(readDate('光绪三十四年')?.remarks, ['lunar-year'])
  t.deepEqual(readDate('甲子年')?.remarks, ['candidates', 'lunar-year'])
  t.is(readDate('康德九年')?.shown, '伪满“康德”九年')
  t.is(readDate('成吉思汗纪元七三四年')?.shown, '伪蒙疆“成吉思汗纪元”七三四年')
  t.is(readDate('民国元年')?.shown, '民国元年')
})

const pieces = fc.constantFrom(
  ...'年 月 日 十 二 初三 廿 元 民国 光绪 乾隆 甲子 康德 1938 27 9 （ ） 至 — - . 约 前后 春 上旬 闰 正 腊 除夕 世纪 年代 初 末 抗战 解放 前 后 同年 次年 农历 公元前 太平天国 癸好 望 底 几 、 或 ? ㋅ 𠮷'.split(
    ' ',
  ),
  ' ',
  '\n',
  '\u0000',
  '\ud800',
)
const writing = fc.oneof(
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
)
const contexts = fc.option(
  fc.record({
    year: fc.integer({ min: -3000, max: 2200 }),
    calendar: fc.constantFrom('era', 'lunar', 'republic', 'gregorian'),
    era: fc.constantFrom('光绪', '民国', '无'),
    month: fc.integer({ min: 1, max: 12 }),
  }),
  { nil: undefined },
)

test('one of several of which one is doubtful itself: a set, not a set of sets', (t) => {
  const read = readDate('同年癸好或㋅', { context: { year: -7 } })
  t.true(read === null || edtfBounds(read.edtf) !== null, read?.edtf)
  for (let year = -12; year < 12; year++) {
    const other = readDate('同年癸好或㋅', { context: { year } })
    t.true(other === null || /^XXXX/.test(other.edtf) || edtfBounds(other.edtf) !== null, other?.edtf)
  }
})

test('whatever is written: no exception, and an answer is EDTF with its bounds in order', (t) => {
  fc.assert(
    fc.property(writing, contexts, (text, context) => {
      const read = readDate(text, context ? { context } : {})
      if (read === null) return
      const { start, end } = read
      if (/^XXXX/.test(read.edtf)) return
      const bounds = edtfBounds(read.edtf)
      t.truthy(bounds, `${text} → ${read.edtf}`)
      t.true(start !== null || end !== null, text)
      if (start !== null && end !== null) t.truthy(edtfBounds(`${start}/${end}`), `${text} → ${start} … ${end}`)
    }),
    { numRuns: 20_000 },
  )
})

test('a hostile date of the greatest length is none', (t) => {
  for (const one of ['一', '1', '至', '(', '民国', '甲子', '年', '月', '1938年至', '(1938年', '三十'])
    t.is(readDate(one.repeat(200).slice(0, 200)), null, one)
})
