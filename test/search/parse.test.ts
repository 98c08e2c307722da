import test from 'ava'
import fc from 'fast-check'
import { Fault, type FaultCode } from '../../src/faults.ts'
import { parseQuery } from '../../src/search/parse.ts'
import { places, type Query, terms } from '../../src/search/query.ts'

/** A query as its shape: words folded, everything else in brackets. */
function shape(query: Query): string {
  switch (query.is) {
    case 'term':
      if (query.pattern)
        return `<${query.pattern.map((part) => (part.is === 'tokens' ? part.tokens.join('') : part.is === 'one' ? '?' : '*')).join('')}>`
      return `${query.fields.length === 4 ? '' : `${query.fields.join()}:`}${query.literal ? `“${query.text}”` : query.tokens.join('')}${query.prefix ? '*' : ''}`
    case 'near':
      return `(${shape(query.left)} ~${query.distance} ${shape(query.right)})`
    case 'value':
      return `${query.field}=${query.values.join()}`
    case 'days':
    case 'mentions':
      return `${query.is}[${query.from},${query.to}]`
    case 'not':
      return `-${shape(query.of)}`
    default:
      return `(${query.of.map(shape).join(query.is === 'and' ? ' & ' : ' | ')})`
  }
}

const shapes: [text: string, wanted: string][] = [
  ['', '()'],
  ['  ', '()'],
  ['政協', '政协'],
  ['政协 洛阳', '(政协 & 洛阳)'],
  ['政协　洛阳', '(政协 & 洛阳)'],
  ['洛阳|陇海', '(洛阳 | 陇海)'],
  ['洛阳 | 陇海 开封', '((洛阳 | 陇海) & 开封)'],
  ['（洛阳｜开封） －抗战', '((洛阳 | 开封) & -抗战)'],
  ['((甲))', '甲'],
  ['1937-1945年', '19371945年'],
  ['甲 -乙 -丙', '(甲 & -乙 & -丙)'],
  ['甲 -（乙 丙）', '(甲 & -(乙 & 丙))'],
  ['“执着”', '“执着”'],
  ['“……” “😀”', '(“……” & “😀”)'],
  ['"执 着" 「甲」 『乙』 ＂丙＂', '(“执 着” & “甲” & “乙” & “丙”)'],
  ['学而时习之，不亦说乎？', '学而时习之不亦说乎'],
  ['？？甲？', '甲'],
  ['郑?新区', '<郑?新区>'],
  ['郑＊区', '<郑*区>'],
  ['郑*', '郑'],
  ['arch*', 'arch*'],
  ['199＊', '199*'],
  ['抗战 ~6 河南', '(抗战 ~6 河南)'],
  ['抗战 ～6 河南 ~3 省', '((抗战 ~6 河南) ~3 省)'],
  ['甲 ~2 乙|丙', '((甲 ~2 乙) | 丙)'],
  ['题名:花园口', 'title:花园口'],
  ['標題：會議 作者:周敏', '(title:会议 & author:周敏)'],
  ['档号:WS-01', 'names:ws01'],
  ['题名:（甲|乙）', '(title:甲 | title:乙)'],
  ['题名:“甲”', 'title:“甲”'],
  ['人名:“王 某”', 'person=王 某'],
  ['Title:abc', 'title:abc'],
  ['日期:1938', 'days[-11688,-11324]'],
  ['日期:1938-06 甲', '(days[-11537,-11508] & 甲)'],
  ['年:1937..1945', 'days[-12053,-8767]'],
  ['日期:..1945', 'days[null,-8767]'],
  ['date:1938..', 'days[-11688,null]'],
  ['文中日期:1938', 'mentions[-11688,-11324]'],
  ['ＡＢＣ', 'abc'],
  ['甲:乙', '甲乙'],
]
/** Two titles must not differ in their spaces only. */
const visible = (text: string) => text.replaceAll('\u3000', '\\u3000')

for (const [text, wanted] of shapes)
  test(`${visible(JSON.stringify(text))} is read as ${wanted}`, (t) => {
    t.is(shape(parseQuery(text)), wanted)
  })

const faults: [text: string, code: FaultCode, position?: number, expected?: string][] = [
  ['“甲', 'search.unpaired', 0],
  ['乙 (甲', 'search.unpaired', 2],
  ['甲)', 'search.unpaired', 1],
  ['，。', 'search.nothing', 0],
  ['😀', 'search.nothing', 0],
  ['“”', 'search.nothing', 0],
  ['“\u200b ”', 'search.nothing', 0],
  ['（）', 'search.nothing', 0],
  ['～', 'search.nothing', 0],
  ['\\', 'search.nothing', 0],
  ['＊', 'search.nothing', 0],
  ['？', 'search.nothing', 0],
  ['渡口 %', 'search.nothing', 3],
  ['渡口 （ ）', 'search.nothing', 3],
  ['渡口|%', 'search.nothing', 3],
  ['渡口 -，', 'search.nothing', 4],
  ['题名:%', 'search.nothing', 3],
  ['渡口 ~3 ，', 'search.nothing', 6],
  ['甲 |', 'search.syntax', 2, '|词'],
  ['| 甲', 'search.syntax', 0, '词'],
  ['甲 ~6', 'search.syntax', 2],
  ['~6 甲', 'search.syntax', 0],
  ['甲 ~6 （乙 丙）', 'search.syntax', 2],
  ['甲 ~6 -乙', 'search.syntax', 2],
  ['日期:昨天', 'search.syntax', 0],
  ['日期:1945..1938', 'search.syntax', 0],
  ['题名: 甲', 'search.syntax', 0],
  ['人名:“”', 'search.syntax', 0],
  ['-甲', 'search.only-not'],
  ['-甲 -乙', 'search.only-not'],
  ['甲|-乙', 'search.only-not'],
  ['甲'.repeat(1001), 'search.too-long'],
  ['甲 '.repeat(65), 'search.too-long'],
  [`${'甲 ~3 '.repeat(8)}甲`, 'search.too-long'],
  [`${'('.repeat(20)}甲${')'.repeat(20)}`, 'search.too-long'],
]
for (const [text, code, position, expected] of faults)
  test(`${JSON.stringify(text.slice(0, 20))} is refused: ${code}`, (t) => {
    const fault = t.throws(() => parseQuery(text), { instanceOf: Fault })
    t.is(fault?.code, code)
    if (expected !== undefined) t.is(fault?.details.expected, expected)
    if (position !== undefined) t.is(fault?.details.position, position)
  })

test('a number is asked for in every way it may be written', (t) => {
  const forms = (text: string) => terms(parseQuery(text))[0]!.forms.map(({ tokens }) => tokens.join(''))
  t.true(['二十七年', '廿七年', '27年'].every((form) => forms('27年').includes(form)))
  t.true(forms('2008年8月8日').includes('二〇〇八年八月八日'))
  t.true(forms('312种').includes('三百一十二种'))
  for (const text of ['十三五', '一九', '998', '百年']) t.is(forms(text).length, 1, text)
  t.true(forms('二〇〇八年八月').length <= 12)
  t.is(forms('“27年”').length, 1)
})

test('a fault says what has nothing to search by, and which mark stands alone', (t) => {
  const found = (text: string) => t.throws(() => parseQuery(text), { instanceOf: Fault })?.details.found
  t.is(found('渡口 😀 甲'), '😀')
  t.is(found('渡口 “ ” 甲'), '“ ”')
  t.is(found('渡口 「甲'), '「')
})

test('what is excluded is not marked', (t) => {
  t.deepEqual(
    places(parseQuery('甲 -乙 丙|丁')).map((place) => (place.is === 'term' ? place.text : '')),
    ['甲', '丙', '丁'],
  )
})

test('no text whatever breaks the parser: it is read, or refused with a place', (t) => {
  const piece = fc.constantFrom(
    '甲',
    '抗战',
    'arch',
    '1938',
    ' ',
    '\u3000',
    '|',
    '｜',
    '-',
    '(',
    ')',
    '（',
    '）',
    '"',
    '“',
    '”',
    '「',
    '」',
    '~3',
    '～',
    '*',
    '?',
    '＊',
    '？',
    ':',
    '题名:',
    '日期:',
    '..',
    '\0',
    '\ud800',
    '𠮷',
    '\u200b',
    '\n',
    '年',
    '廿',
    'NEAR',
    'AND',
    '^',
    '{',
    '\\',
    "'",
  )
  const text = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  fc.assert(
    fc.property(text, (one) => {
      try {
        parseQuery(one)
      } catch (error) {
        if (!(error instanceof Fault) || !error.code.startsWith('search.')) throw error
      }
    }),
    { numRuns: 100_000 },
  )
  t.pass()
})
