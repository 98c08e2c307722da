import test from 'ava'
import { citationOf, quotationOf, quoted } from '../../src/citations/citation.ts'

const source = {
  title: '青石渡义渡旧事',
  creators: ['张甲'],
  date: '1961年',
  year: '1961',
  referenceCode: 'Y108-WS·1961-Y-0042',
  kind: 'text',
  keeper: '云川市政协文史馆',
  city: '',
}

test('the historians’ note, with and without page', (t) => {
  t.is(
    citationOf(source, 'note', 3, 3),
    '张甲：《青石渡义渡旧事》（1961年），云川市政协文史馆藏，档号：Y108-WS·1961-Y-0042，第3页。',
  )
  t.is(
    citationOf({ ...source, creators: [], date: null, referenceCode: null }, 'note'),
    '《青石渡义渡旧事》，云川市政协文史馆藏。',
  )
  t.is(
    citationOf({ ...source, title: '读《渡口》' }, 'note', 3, 4),
    '张甲：《读〈渡口〉》（1961年），云川市政协文史馆藏，档号：Y108-WS·1961-Y-0042，第3—4页。',
  )
})

test('an archive that has not said its name is left out', (t) => {
  const unnamed = { ...source, keeper: '', referenceCode: null }
  t.is(citationOf(unnamed, 'note', 3), '张甲：《青石渡义渡旧事》（1961年），第3页。')
  t.is(citationOf(unnamed, 'gbt2015', 3), '张甲. 青石渡义渡旧事[A]. 1961: 3.')
})

test('GB/T 7714: three authors and 等, pages, kind of source', (t) => {
  const many = { ...source, creators: ['张甲', '李乙', '王丙', '赵丁'] }
  t.is(
    citationOf(many, 'gbt2015', 3, 5),
    '张甲, 李乙, 王丙, 等. 青石渡义渡旧事[A]. 云川市政协文史馆, 1961: 3-5. 档号: Y108-WS·1961-Y-0042.',
  )
  t.is(
    citationOf({ ...source, city: '云川' }, 'gbt2015', 3),
    '张甲. 青石渡义渡旧事[A]. 云川: 云川市政协文史馆, 1961: 3. 档号: Y108-WS·1961-Y-0042.',
  )
  t.is(
    citationOf({ ...source, city: '云川' }, 'gbt2025', 3),
    '张甲. 青石渡义渡旧事：Y108-WS·1961-Y-0042[A]. 云川：云川市政协文史馆，1961：3.',
  )
  t.is(
    citationOf({ ...source, kind: 'photograph', date: null, year: null, referenceCode: null }, 'gbt2025'),
    '张甲. 青石渡义渡旧事[Z]. 云川市政协文史馆.',
  )
})

test('a quotation keeps its script, and inner quotation marks become the inner kind', (t) => {
  t.is(quotationOf('父亲说：“凭的是良心”。', 'x'), '“父亲说：‘凭的是良心’。”\nx')
  t.is(quotationOf('父親常說：「憑的是良心。」', 'x'), '「父親常說：『憑的是良心。』」\nx')
})

test('what is quoted is verbatim, closed over broken lines and pages', (t) => {
  const text = '第一章\n我父亲在\n—3—\n渡口撑船。\n后来停了。'
  const layout = { joins: [[8, 13]] as [number, number][], furniture: [[9, 12]] as [number, number][] }
  t.is(quoted(text, layout, 4, text.indexOf('船') + 1), '我父亲在渡口撑船')
  t.is(quoted(text, layout, 15, text.length), '撑船。\n后来停了。')
  t.is(quoted(text, layout, 9, 12), '')
})
