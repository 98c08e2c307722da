import test from 'ava'
import { paperOfYear, reportOf, sheetsOfYear, type YearFigures } from '../../src/statistics/report.ts'

const sums = { accessions: 12, contributors: 7, items: 2000, texts: 330, characters: 1_502_300, images: 1670 }
const none = { accessions: 0, contributors: 0, items: 0, texts: 0, characters: 0, images: 0 }
const tally = (value: string, items: number) => ({ value, items, texts: items, characters: items * 4500, images: 0 })
const figures = (given: Partial<YearFigures> = {}): YearFigures => ({
  year: 2026,
  office: '云川市政协文史馆',
  sums,
  before: none,
  divided: {
    sources: [tally('市直委员', 104), tally('临溪县', 57), tally('', 40), tally('石桥县', 30)],
    units: [tally('', 330)],
    types: [tally('donation', 200), tally('transfer', 130)],
    categories: [tally('文史稿件', 330)],
    genres: [tally('', 100), tally('回忆录', 90), tally('口述', 50), tally('书信', 3)],
    subjects: [tally('', 200), tally('抗日战争', 60), tally('盐业', 50)],
    months: [tally('3', 100), tally('11', 230)],
    access: [tally('internal', 300), tally('controlled', 30)],
  },
  ...given,
})

test('the sentence of a year names what came, from whom, and about what', (t) => {
  t.is(
    reportOf(figures(), 'zh-CN').sentence,
    '云川市政协文史馆2026年征集文史资料330篇、150.2万字，图片1670幅，来自市直委员、临溪县、石桥县等7处；体裁以回忆录、口述为主，涉及抗日战争、盐业等专题。',
  )
  t.is(
    reportOf(figures(), 'en').sentence,
    'In 2026 云川市政协文史馆 collected 330 texts (1,502,300 characters) and 1,670 images from 市直委员, 临溪县, 石桥县 and 4 other sources; mostly 回忆录, 口述, on 抗日战争, 盐业 and more.',
  )
})

test('what there was none of is not said', (t) => {
  const { divided } = figures()
  const bare = Object.fromEntries(Object.keys(divided).map((name) => [name, []])) as unknown as typeof divided
  const of = (some: Partial<typeof sums>) =>
    reportOf(figures({ office: '', sums: { ...none, ...some }, divided: bare }), 'zh-CN').sentence
  t.is(of({}), '2026年没有征集到文史资料。')
  t.is(of({ items: 3, images: 3 }), '2026年征集图片3幅。')
  t.is(of({ items: 2, texts: 2, characters: 9123 }), '2026年征集文史资料2篇、9123字。')
  t.is(of({ items: 2 }), '2026年征集资料2件。')
})

test('what nobody has said anything about is no table; codes are words', (t) => {
  const { tables } = reportOf(figures(), 'zh-CN')
  t.deepEqual(
    tables.map(({ title }) => title),
    ['来源', '征集方式', '门类', '体裁', '专题（主题词）', '收到月份', '开放状态'],
  )
  const labels = (name: string) => tables.find((one) => one.name === name)!.rows.map(({ label }) => label)
  t.deepEqual(labels('types'), ['捐赠', '移交'])
  t.deepEqual(labels('months'), ['3月', '11月'])
  t.deepEqual(labels('access'), ['内部', '控制'])
  t.deepEqual(labels('sources'), ['市直委员', '临溪县', '未注明来源', '石桥县'])
})

test('paper and workbook say the same as the page', (t) => {
  const report = reportOf(figures(), 'zh-CN')
  const paper = paperOfYear(report, 'zh-CN')
  t.deepEqual(paper.parts[0], { is: 'text', text: report.sentence })
  t.is(paper.parts.filter(({ is }) => is === 'table').length, report.tables.length)
  const sheets = sheetsOfYear(report, 'zh-CN')
  t.deepEqual(
    sheets.map(({ name }) => name),
    ['2026', ...report.tables.map(({ title }) => title)],
  )
  t.deepEqual([...(sheets[1]!.rows as Iterable<unknown>)][0], ['市直委员', 104, 104, 468_000, 0])
})
