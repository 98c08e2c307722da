import test from 'ava'
import fc from 'fast-check'
import { datesIn } from '../../../src/hanzi/dates/dates-in.ts'

/** `text EDTF` of every date found. */
const found = (text: string) => datesIn(text).map(({ text: written, edtf }) => `${written} ${edtf}`)

test('a date builds on the dates before it, in the calendar they were told in', (t) => {
  t.deepEqual(
    found('光绪二十六年（1900年）八月，联军入京。九月初三，县令到任。次年三月，设学堂。是年冬，大雪。翌年，大火。'),
    [
      '光绪二十六年（1900年）八月 1900-08-25/1900-09-23',
      '九月初三 1900-10-25',
      '次年三月 1901-04-19/1901-05-17',
      '是年冬 1901-24',
      '翌年 1902',
    ],
  )
  t.deepEqual(
    found(
      '民国二十六年七月七日，事变爆发。二十七年三月，县政府西迁。同月九日，开会。次日，散会。三十四年八月，日本投降。',
    ),
    [
      '民国二十六年七月七日 1937-07-07',
      '二十七年三月 1938-03',
      '同月九日 1938-03-09',
      '次日 1938-03-10',
      '三十四年八月 1945-08',
    ],
  )
})

test('a chronicle: each month is of the year above it', (t) => {
  t.deepEqual(found('1938年\n\n三月，春旱。\n5月，水灾。\n8月15日，开会。9日晚，散。\n\n1939年\n\n2月，大雪。'), [
    '1938年 1938',
    '三月 1938-03',
    '5月 1938-05',
    '8月15日 1938-08-15',
    '9日 1938-08-09',
    '1939年 1939',
    '2月 1939-02',
  ])
})

test('an Arabic month after a lunar year may be either calendar’s and is left out', (t) => {
  t.deepEqual(found('光绪二十六年，大旱。8月14日，联军入京。'), ['光绪二十六年 1900'])
})

for (const text of [
  '一九二师、八一厂、十分高兴、一时、百年大计、千年古城',
  '三年级、五年计划、第三年、十余年、三年来、工作了58年、数月、三个月、十月革命',
  '民国时，他读三年级。三年来，历时三年，五年计划',
  '这是年轻人的事，同年级的同学，想当年',
  '有2000年历史，距今1300年，近1000年来，2000年前',
  '康熙字典、道光皇帝、景德镇、大同煤矿、绍兴师爷',
  '抗战老兵，解放思想，大跃进，解放前家贫，解放时他在家，建国后恢复，清代',
  '说明初步计划，甲子年，九月初三，6月9日，同年八月',
  '电话0371-6-9，1.1938.6，编号1938-06-09-12，版本3.2.1',
]) {
  test(`no date is in: ${text}`, (t) => {
    t.deepEqual(found(text), [])
  })
}

test('what is no date is none after a date either', (t) => {
  t.deepEqual(
    found(
      '1938年6月9日，十分一时，三年级，五年计划第三年，十余年来，三年来，八一建军，百年，十月革命，三个月，约3月余，三月三，近5月。',
    ),
    ['1938年6月9日 1938-06-09'],
  )
  t.deepEqual(found('民国十二年，三年来，他在五年计划第三年，十年后，三年级，二十年间，共三十年。'), [
    '民国十二年 1923',
  ])
})

test('ranges, decades, reigns, periods and lives are dates', (t) => {
  t.deepEqual(
    found(
      '王某（1893—1976），乾隆甲子科举人，清末迁居，抗战时期迁校，20世纪30—40年代，1937年7月至1938年6月，光绪初任知县，三十一、二年',
    ),
    [
      '1893—1976 1893/1976',
      '乾隆甲子 1744',
      '清末 1901~/1911~',
      '抗战时期 1931-09-18/1945-09-03',
      '20世纪30—40年代 193X/194X',
      '1937年7月至1938年6月 1937-07/1938-06',
      '光绪初 1875~/1879~',
    ],
  )
})

test('typesetting inside a date does not hide it, and its place is in the original', (t) => {
  const text = '據載：中華民國\n廿七年 六\u200b月 ９ 日，縣長某；約 1990 年；大清光緒卅四年'
  const dates = datesIn(text)
  t.deepEqual(
    dates.map(({ edtf }) => edtf),
    ['1938-06-09', '1990~', '1908'],
  )
  for (const { start, end, text: written } of dates) t.is(text.slice(start, end), written)
  t.is(dates[2]?.text, '大清光緒卅四年')
})

test('each date has its days', (t) => {
  t.like(datesIn('光绪三十四年，')[0], { edtf: '1908', calendar: 'era', from: '1908-02-02', to: '1909-01-21' })
})

const pieces = fc.constantFrom(
  ...'年 月 日 十 二 初三 民国 光绪 甲子 1938 27 9 （ ） 至 — . 约 前后 春 ， 。 同年 次年 次日 年代 世纪 清末 抗战 时期 的 我 𠮷 约 𰻞'.split(
    ' ',
  ),
  '\n',
  ' ',
  '\u200b',
  '\ud800',
)

test('on any text: no exception, dates in order and apart, each slice its own text', (t) => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), fc.string({ unit: 'binary' }), (parts, more) => {
      const text = parts.join('') + more
      let last = 0
      for (const { start, end, text: written, from, to } of datesIn(text)) {
        t.true(start >= last && end > start && end <= text.length)
        t.is(text.slice(start, end), written)
        t.regex(from, /^-?\d{4,}-\d\d-\d\d$/)
        t.regex(to, /^-?\d{4,}-\d\d-\d\d$/)
        last = end
      }
    }),
    { numRuns: 5000 },
  )
})

test('in texts of nothing but the beginnings of dates only whole dates are some', (t) => {
  for (const one of ['一', '1', '甲子', '民国', '1938年至', '(', '（1938年', '三十、', '月', '约', '1938—', '初'])
    t.is(datesIn(one.repeat(60_000 / one.length)).length, { '1938年至': 5000, '（1938年': 10_000 }[one] ?? 0, one)
})
