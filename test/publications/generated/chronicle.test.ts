import test from 'ava'
import { dateWords } from '../../../src/hanzi/dates/date-words.ts'
import { byDate, candidatesOf, chronicleContent } from '../../../src/publications/generated/chronicle.ts'

test('a resolved date is said in the figures of a book', (t) => {
  for (const [edtf, words] of [
    ['1938', '1938年'],
    ['1938-03', '1938年3月'],
    ['1938-03-09', '1938年3月9日'],
    ['1938~', '约1938年'],
    ['1938-03?', '1938年3月（？）'],
    ['193X', '1930年代'],
    ['19XX', '20世纪'],
    ['1938-21', '1938年春'],
    ['1904-04-16/1904-05-14', '1904年4月16日—5月14日'],
    ['1938-04-01/1938-04-29', '1938年4月1日—29日'],
    ['1937/1945', '1937年—1945年'],
    ['1949-10-01/..', '1949年10月1日以后'],
    ['../1911', '1911年以前'],
    ['[1938,1939]', '1938年或1939年'],
    ['-0220', '公元前221年'],
    ['XXXX-06-09', 'XXXX-06-09'],
  ] as const)
    t.is(dateWords(edtf), words, edtf)
})

const paragraph = (text: string) => ({ kind: 'paragraph' as const, inlines: [{ text }] })
const offered = (...texts: string[]) =>
  candidatesOf({ id: 'c', revision: 3, content: texts.map(paragraph) }, {}).map(({ date, text, written }) => [
    date.text,
    date.edtf,
    text,
    written,
  ])

test('each dated sentence is offered, its date resolved, with the words of the source where these are of another calendar or a name', (t) => {
  t.deepEqual(
    offered(
      '民国二十七年三月，县城沦陷。同年八月，义渡停摆。',
      '光绪三十年设学堂于祠堂，宣统二年改为官立。先生姓李。',
      '一九五六年一月，丝厂公私合营。抗战时期，渡口常有难民。',
      '光绪三十年三月初一，渡船成。九月初三，大水。',
    ),
    [
      ['1938年3月（民国二十七年三月）', '1938-03', '县城沦陷。', '民国二十七年三月'],
      ['1938年8月', '1938-08', '义渡停摆。', '同年八月'],
      ['1904年（光绪三十年）', '1904', '设学堂于祠堂，宣统二年改为官立。', '光绪三十年'],
      ['1910年（宣统二年）', '1910', '光绪三十年设学堂于祠堂，宣统二年改为官立。', '宣统二年'],
      ['1956年1月', '1956-01', '丝厂公私合营。', '一九五六年一月'],
      ['1931年9月18日—1945年9月3日（抗战时期）', '1931-09-18/1945-09-03', '渡口常有难民。', '抗战时期'],
      ['1904年4月16日（光绪三十年三月初一）', '1904-04-16', '渡船成。', '光绪三十年三月初一'],
      ['1904年10月11日（农历九月初三）', '1904-10-11', '大水。', '九月初三'],
    ],
  )
})

test('a candidate stands on its very sentence; a note’s sign is no word of it', (t) => {
  const content = [
    paragraph('先生姓李。'),
    {
      kind: 'paragraph' as const,
      inlines: [{ text: '1938年' }, { note: [{ text: '一说1939年' }] }, { text: '夏，大水。后退。' }],
    },
  ]
  const [one, ...more] = candidatesOf({ id: 'c', revision: 3, content }, {})
  t.deepEqual(more, [])
  t.is(one!.anchor.exact, '1938年￼夏，大水。')
  t.is('先生姓李。\n1938年￼夏，大水。后退。'.slice(one!.anchor.start, one!.anchor.end), one!.anchor.exact)
  t.false(one!.text.includes('￼'))
})

test('what is known to the day stands before what is known to the month, the season, the year; what lasts, where it begins', (t) => {
  const sorted = ['1939', '1938', '1938-03', '1938-21', '1937-07-07/1945-08-15', '1938-03-09', '1938-03-31', '193X']
  const entries = [...sorted, '1938-02-01'].map((edtf) => ({ date: { text: edtf, edtf, isVague: false } }))
  t.deepEqual(
    byDate(entries).map(({ date }) => date.edtf),
    ['1937-07-07/1945-08-15', '1938-02-01', '1938-03-09', '1938-03-31', '1938-03', '1938-21', '1938', '1939', '193X'],
  )
  // 农历三月 of that year lies over two months of ours: behind its own days.
  const lunar = [
    { date: { text: '三月', edtf: '1904-04-16/1904-05-14', isVague: true } },
    { date: { text: '三月二十', edtf: '1904-05-05', isVague: false } },
  ]
  t.deepEqual(
    byDate(lunar).map(({ date }) => date.text),
    ['三月二十', '三月'],
  )
  t.deepEqual(
    chronicleContent({ entries: [{ id: 'a', date: lunar[0]!.date, text: '大水。', anchor: null }] })[0]!.inlines,
    [{ text: '三月', marks: ['strong'] }, { text: '　大水。' }],
  )
})
