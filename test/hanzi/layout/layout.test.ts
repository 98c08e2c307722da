import { readFileSync } from 'node:fs'
import test from 'ava'
import fc from 'fast-check'
import { writeStory } from '../../../scripts/sample/prose.ts'
import { createRandom, type Random } from '../../../scripts/sample/random.ts'
import { type Layout, layOut } from '../../../src/hanzi/layout/layout.ts'

const cases = JSON.parse(readFileSync(new URL('../../cases/chinese-cases.json', import.meta.url), 'utf8'))

const furnitureOf = (text: string, pageStarts?: number[]) =>
  layOut(text, pageStarts).furniture.map(([start, end]) => text.slice(start, end))
const notesOf = (text: string) => layOut(text).notes.map(({ start, end }) => text.slice(start, end))
const headingsOf = (text: string) => layOut(text).headings.map(([start, end]) => text.slice(start, end))
/** The text as a reader sees it: furniture away, joins closed. */
function shown(text: string, { joins, furniture }: Layout = layOut(text)): string {
  let out = ''
  let at = 0
  for (const [start, end] of [...joins, ...furniture].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (end <= at) continue
    out += text.slice(at, start)
    at = end
  }
  return out + text.slice(at)
}

for (const { id, text, breaks, drop = [] } of cases.reflow) {
  test(`${id}: ${JSON.stringify(text)} → ${breaks.join(', ')}`, (t) => {
    const { joins } = layOut(text)
    t.is(joins.length, breaks.filter((one: string) => one === 'join').length)
    t.deepEqual(furnitureOf(text), drop)
    if (!breaks.includes('para')) t.false(shown(text).includes('\n'))
  })
}

test('the documents of the search cases: breaks closed, notes found, note markers left to the fold', (t) => {
  const textOf = (id: string) => cases.docs.find((one: { id: string }) => one.id === id).text
  t.deepEqual(layOut(textOf('d02')).joins, [
    [29, 31],
    [51, 53],
  ])
  t.deepEqual(notesOf(textOf('d23')), ['（音雌）'])
  t.deepEqual(notesOf(textOf('d25')), ['（俗称马渡）', '〔旧〕'])
})

const flood = '那年大水，房屋倒塌许多间，灾民都聚集在学堂里面，由商会每日施粥两次，前后一个多月才散去。'
const winter = '船工们凿冰开船，一天只能往返三次，遇到风雪便停在对岸的关帝庙里过夜，乡里人都知道这件事'
const bare = '那年大水房屋倒塌许多间灾民都聚集在学堂里面由商会每日施粥两次前后一个多月才散去'

/** A line break that is closed (join) or not, by the rule that decides it. */
const breaks: [string, string, string, 'join' | 'para'][] = [
  ['an indented line', '船工们凿冰开船，', '　　那年大水', 'para'],
  ['four spaces', '船工们凿冰开船', '    那年大水，', 'para'],
  ['a tab', '船工们凿冰开船，', '\t那年大水', 'para'],
  ['a line that starts with a comma', '船工们都说。', '，那年大水', 'join'],
  ['an ASCII comma', '船工们都说', ', 那年大水', 'join'],
  ['a closing quote', '他说：“走吧。', '”大家就走了。', 'join'],
  ['a note marker before a comma', '老渡口在城东', '①，船工多姓马。', 'join'],
  ['a chapter', '船工们凿冰开船，', '第三章 渡口', 'para'],
  ['an enumerator', '船工们凿冰开船，', '（三）渡口', 'para'],
  ['an Arabic enumerator', '船工们凿冰开船，', '3. 渡口', 'para'],
  ['a decimal is no enumerator', '去年增产百分之二十，今年增产', '3.5万斤，都交了公粮。', 'join'],
  ['a number cut in two is no enumerator', '他们先后在第一、第', '二、第三小学读书。', 'join'],
  ['一、二 in prose is no enumerator', '学堂设在关帝庙，收的是小学', '一、二年级的学生。', 'join'],
  ['a bracketed heading', '船工们凿冰开船，', '【附记】渡口', 'para'],
  ['a dash', '船工们凿冰开船，', '——摘自《渡口志》', 'para'],
  ['a byline', '船工们凿冰开船，', '整理：沈季清', 'para'],
  ['a byline at the end', '（沈季清供稿）', '那年大水，房屋倒塌。', 'para'],
  ['an open quote', '他说：“走吧。', '大家都走。”船就开了。', 'join'],
  ['an open book title', '他读过《临汝川', '渡口志》的抄本。', 'join'],
  ['an open bracket', '老渡口（今属', '临汝川市）设义渡。', 'join'],
  ['each paragraph of a quotation opens it', '“那年大水。', '“房屋倒塌。”', 'para'],
  ['a quote that is never closed', '他说：“走吧。', '那年大水，房屋倒塌。', 'para'],
  ['a comma', '船工们凿冰开船，', '一天往返三次。', 'join'],
  ['an ASCII comma at the end', '船工们凿冰开船,', '一天往返三次.', 'join'],
  ['a full stop', '船工们凿冰开船。', '一天往返三次。', 'para'],
  ['a full stop and a note marker', '船工们凿冰开船。①', '一天往返三次。', 'para'],
  ['an ASCII question mark', '船工们为什么凿冰?', '一天往返三次.', 'para'],
  ['a heading', '渡口旧事', '那年大水，房屋倒塌。', 'para'],
  ['a numbered heading', '一、渡口旧事', '那年大水，房屋倒塌。', 'para'],
  ['a heading ends with no 的', '我们都知道老渡口的', '船工多姓马。', 'join'],
  ['a heading before no 们', '那时候的船工', '们都姓马。', 'join'],
  ['a long open line', bare, bare, 'join'],
  ['rows of a table', '马二\t船工\t', '马三\t会计', 'para'],
  ['lines of a form', '姓名：马二', '职务：船工', 'para'],
  ['question and answer', '问：您哪年上的船', '答：民国二十七年', 'para'],
  ['他说： goes on', '我问了好几遍，最后他', '说：那年大水。', 'join'],
  ['entries of a table of contents', '渡口旧事……………1', '商会始末……………12', 'para'],
]
for (const [what, before, after, is] of breaks) {
  test(`${what}: ${is}`, (t) => {
    for (const between of ['\n', '\n\n', '\r\n\f\n']) {
      const text = `${before}${between}${after}`
      const start = before.trimEnd().length
      const end = before.length + between.length + after.search(/\S/)
      t.deepEqual(layOut(text).joins, is === 'join' ? [[start, end]] : [], JSON.stringify(text))
    }
  })
}

test('a word that stands elsewhere in the text and is cut by a break is no heading', (t) => {
  const cut = '果木栽培示\n\n范基地建成以后，各乡都来看。'
  t.deepEqual(layOut(cut).joins, [])
  t.deepEqual(layOut(`${cut}示范用的苗木由县里供给，示范的法子也由县里教。`).joins, [[5, 7]])
})

test('headings are told, lists and verse are not headings', (t) => {
  t.deepEqual(headingsOf(`渡口旧事\n沈季清\n\n一、缘起\n　　${flood}\n二、结语\n　　${flood}\n沈季清`), [
    '渡口旧事',
    '沈季清',
    '一、缘起',
    '二、结语',
  ])
  t.deepEqual(headingsOf('马二\n马三\n马四\n马五\n马六'), [])
  t.deepEqual(layOut('朝辞白帝彩云间\n千里江陵一日还\n两岸猿声啼不住\n轻舟已过万重山').joins, [])
})

test('a hard-wrapped text is one paragraph to its short line, also where a full line ends a sentence', (t) => {
  const prose = `${flood}${winter}。`.repeat(3)
  const wrapped = (width: number, indent: string) =>
    `${indent}${prose}`.replace(new RegExp(`.{${width}}`, 'gu'), '$&\n')
  for (const width of [14, 20, 28, 40])
    for (const indent of ['', '　　']) {
      const text = `${wrapped(width, indent)}\n　　${wrapped(width, '').slice(0, -2)}`
      t.true(shown(text).startsWith(`${indent}${prose}\n`), `${width}`)
    }
  // By columns, as a printer does: figures take half of one.
  const columns = `${'民国27年'.repeat(3)}大水，`.repeat(20)
  let text = ''
  let column = 0
  for (const one of columns) {
    const width = one < '\u1100' ? 1 : 2
    if (column + width > 36) {
      text += '\n'
      column = 0
    }
    text += one
    column += width
  }
  t.is(shown(text), columns)
  const verse = '两岸青山相对出，孤帆一片日边来。\n'.repeat(12)
  t.deepEqual(layOut(verse).joins, [])
  t.deepEqual(layOut('民国廿七年渡口大水照片\n民国廿八年学堂旧址照片\n'.repeat(6)).joins, [])
  // An unpunctuated edition.
  t.is(shown(bare.repeat(9).replace(/.{21}/gu, '$&\n')), bare.repeat(9))
})

const paged = (numbers: readonly string[], words = flood) =>
  numbers.map((one) => `${winter}\n\n${one}\n\n的${words}`).join('\n')
test('page numbers in their many forms', (t) => {
  for (const one of [
    '— 12 —',
    '- 12 -',
    '－１２－',
    '·12·',
    '~ 12 ~',
    '第12页',
    '第 12 页 共 30 页',
    '第十二页',
    '第三版',
    '共30页 第12页',
    'Page 12 of 30',
    '— 第12页 —',
  ])
    t.deepEqual(furnitureOf(`${winter}\n\n${one}\n\n的${flood}`), [one], one)
  for (const series of [
    '12|13|14',
    '一二|一三|一四',
    '十二|十三|十四',
    'xii|xiii|xiv',
    '〔12〕|〔13〕|〔14〕',
    '（9）|（10）|（11）',
    '12/30|13/30|15/30',
    '· 8|· 9|· 10',
    '12 —|13 —|14 —',
    '１２|１３|１４',
  ])
    t.deepEqual(furnitureOf(paged(series.split('|'))), series.split('|'), series)
})

test('a number is no page number where nothing shows a page', (t) => {
  const quiet = (text: string, pageStarts?: number[]) =>
    t.deepEqual(furnitureOf(text, pageStarts), [], text.slice(0, 30))
  quiet(`${winter}\n\n12\n\n的${flood}`)
  for (const sections of [
    '1 2 3 4',
    '一 二 三 四',
    '（一） （二） （三）',
    'I II III IV',
    '1938 1939 1940',
    '１ ２ ３',
  ])
    quiet(
      sections
        .split(' ')
        .map((one) => `${one}\n\n${flood}\n\n${winter}。\n`)
        .join('\n'),
    )
  quiet(paged(['1938', '1939', '1940', '1941']))
  quiet(paged(['12', '3', '77']))
  quiet('船只\n12\n13\n14\n15\n\n木料\n16\n17\n18\n19\n')
  quiet(['1', '2', '3', '4', '5'].map((one) => `船只\n${one}\n渡口`).join('\n'))
  quiet(['1.', '2.', '3.'].map((one) => `${winter}\n\n${one}\n\n的${flood}`).join('\n'))
  // Sections and pages in one text: the pages only.
  const both = [1, 2, 3].map((one) => `${one}\n\n${flood}${winter}\n\n${one + 30}\n\n的${flood}`).join('\n\n')
  t.deepEqual(furnitureOf(both), ['31', '32', '33'])
})

test('a page number stands at the edge of a page and goes up with the pages', (t) => {
  const pages = ['1', '2', '3', '4'].map((one) => `${flood}\n${winter}。\n${one}`)
  t.deepEqual(furnitureOf(pages.join('\f')), ['1', '2', '3', '4'])
  const starts = pages.map((_, i) => pages.slice(0, i).join('\n').length + (i ? 1 : 0))
  t.deepEqual(furnitureOf(pages.join('\n'), starts), ['1', '2', '3', '4'])
  t.deepEqual(furnitureOf(pages.join('\n')), [])
  t.deepEqual(furnitureOf(['4', '9', '1', '7'].map((one) => `${flood}\n${winter}。\n${one}`).join('\f')), [])
})

test('running titles in their many forms, and a title stays text at the top', (t) => {
  const book = (lines: (page: number) => string, top = '花园口见闻\n沈季清\n\n') =>
    top + [12, 13, 14, 15].map((page) => `　　${flood}${winter}${lines(page)}的${flood}`).join('\n')
  const forms: [string, (page: number) => string][] = [
    ['number above', (page) => `\n\n${page}\n花园口见闻\n\n`],
    ['number below', (page) => `\n\n花园口见闻\n${page}\n\n`],
    ['no blank lines', (page) => `\n— ${page} —\n花园口见闻\n`],
    ['no blank lines, bare', (page) => `\n${page}\n花园口见闻\n`],
    ['on one line', (page) => `\n\n花园口见闻   ${page}\n\n`],
    ['on one line, in turns', (page) => (page % 2 ? `\n\n${page}  花园口见闻\n\n` : `\n\n花园口见闻　${page}\n\n`)],
    ['on one line, glued', (page) => `\n\n${page}花园口见闻\n\n`],
    ['with a rule', (page) => `\n\n花园口见闻 · ${page}\n\n`],
    ['no number', () => '\n\n花园口见闻\n\n'],
    ['a form feed', () => '\f花园口见闻\n'],
    ['two titles', (page) => `\n\n汝川文史资料　第三辑\n\n花园口见闻\n第${page}页\n\n`],
    ['numbers that are lost', (page) => `\n\n${page * 40}\n花园口见闻\n\n`],
  ]
  for (const [what, lines] of forms) {
    const text = book(lines)
    const wanted = [12, 13, 14, 15].flatMap((page) =>
      lines(page)
        .split(/[\n\f]+/)
        .filter(Boolean),
    )
    t.deepEqual(furnitureOf(text), wanted, what)
    t.true(text.startsWith('花园口见闻') && layOut(text).joins.length === 4, what)
    t.deepEqual(headingsOf(text), ['花园口见闻', '沈季清'], what)
  }
})

test('lines that come again and are no running titles', (t) => {
  const quiet = (what: string, text: string, pageStarts?: number[]) =>
    t.deepEqual(furnitureOf(text, pageStarts), [], what)
  const again = (of: (i: number) => string, between = '\n\n') => [1, 2, 3, 4, 5].map(of).join(between)
  quiet(
    'question and answer',
    again(() => '问：后来呢\n\n答：好'),
  )
  quiet(
    'question and answer, tight',
    again(() => '问：后来呢？\n答：走了。', '\n'),
  )
  quiet(
    'speakers',
    again(() => `记者\n\n${flood}\n\n马先生\n\n${winter}。`),
  )
  quiet(
    'speakers, nothing punctuated',
    again((i) => `记者\n\n${bare}${bare.slice(i * 3)}\n\n马先生\n\n${bare.slice(i)}`),
  )
  quiet(
    'a diary',
    again((i) => `5月${i}日　晴\n\n${flood}`),
  )
  quiet(
    'a chronicle',
    again((i) => `193${i}年\n\n${flood}`),
  )
  quiet(
    'a refrain',
    again(() => '渡口啊渡口\n\n东边日出西边雨\n山高水又长，\n云淡天又高'),
  )
  quiet(
    'a refrain in a song',
    again((i) => `渡口啊渡口\n渡口啊渡口\n大水来过${i}回`),
  )
  quiet(
    'chapters of one name',
    again((i) => `第${i}章\n\n概述\n\n${flood}\n\n结语\n\n${winter}。`),
  )
  quiet(
    'chapters by number',
    again((i) => `第${i}章　渡口\n\n${flood}`),
  )
  quiet(
    'a list',
    again((i) => `${i}  船工`),
  )
  quiet(
    'captions',
    again((i) => `${flood}\n\n图${i}　渡口\n\n${winter}。`),
  )
  quiet(
    'a table on every page',
    ['马二', '马三', '马四'].map((name) => `姓名　职务\n${name}　船工\n${name}　会计\n`).join('\f'),
  )
  quiet(
    'a head over every part of a table',
    again((i) => `姓名　职务　年份\n马二　船工　193${i}`, '\n'),
  )
  quiet(
    'separators',
    again(() => `${flood}\n\n＊＊＊\n\n${winter}。`),
  )
  quiet(
    'credits',
    again(() => `${flood}\n\n（图片由作者提供）\n\n${winter}。`),
  )
  const letters = ['父亲', '母亲', '兄长', '先生'].map(
    (whom) => `${whom}大人：\n　　${flood}\n　　此致\n敬礼\n　　　　沈季清\n　　　　一九三八年六月\n`,
  )
  quiet('letters', letters.join('\n'))
  quiet('letters, each on its page', letters.join('\f'))
  quiet(
    'letters as files',
    letters.join(''),
    letters.map((_, i) => letters.slice(0, i).join('').length),
  )
})

test("a chapter's own heading stays text, its running title does not", (t) => {
  const text = `渡口志\n\n　　${flood}\n　　${flood}\n\n商会始末\n\n　　${flood}${winter}\n\n商会始末\n\n的${flood}${winter}\n\n商会始末\n\n的${flood}`
  t.deepEqual(furnitureOf(text), ['商会始末', '商会始末'])
  t.true(shown(text).includes('\n\n商会始末\n\n'))
})

const noted: [string, string[]][] = [
  ['郴（chēn）州', ['（chēn）']],
  ['郴(chen1)州，郴〔Chēn〕', ['(chen1)', '〔Chēn〕']],
  ['西安（Xī’ān）城，女（nǚ）儿，𠮷（jí）', ['（Xī’ān）', '（nǚ）', '（jí）']],
  ['蒋〔介石〕委员长', ['〔介石〕']],
  ['他（错）〔正〕说', ['（错）', '〔正〕']],
  ['民国二十七年（1938年）大水[原文如此]，［下缺］', ['（1938年）', '[原文如此]', '［下缺］']],
  ['《（道光）临汝县志》', ['（道光）']],
  ['渡口（俗称马渡（又作码渡））设义渡', ['（俗称马渡（又作码渡））']],
  ['渡口（俗称\n\n马渡）设义渡', ['（俗称\n\n马渡）']],
  ['天下大同，〔一〕选贤与能。〔二〕讲信', ['〔一〕', '〔二〕']],
  // None:
  ['老渡口在城东①，船工[1]多姓马，〔12〕云（注3）。', []],
  ['（一）渡口。（二）商会。', []],
  ['办法如下：（1）修路；（2）架桥。', []],
  ['（此处字迹不清）', []],
  ['〔介石〕委员长', []],
  ['船就开了。（众笑）大家都走。', []],
  ['空（　）白（）（——）', []],
  [`渡口（${'甲'.repeat(31)}）设义渡`, []],
  ['渡口（俗称马渡。\n　　设义渡）', []],
  ['不配（对〕的）', ['（对〕的）']],
  ['只开（不关', []],
]
for (const [text, notes] of noted) {
  test(`notes: ${JSON.stringify(text.slice(0, 30))}`, (t) => {
    t.deepEqual(notesOf(text), notes)
  })
}

test('pinyin is told from a word of another language', (t) => {
  const kinds = (text: string) => layOut(text).notes.map(({ kind }) => kind)
  t.deepEqual(kinds('郴（chēn）州，汝（rǔ）川，郴（chen1）州，尉迟（yù chí），“郴”（chēn）字'), Array(5).fill('pinyin'))
  t.deepEqual(
    kinds('咖啡（café）馆，郴（chen）州，郴（音chēn）州，老马（Lao Ma）说，甲（A4）纸'),
    Array(5).fill('bracket'),
  )
})

test('a note is thirty code points at most, without the break and the furniture in it', (t) => {
  const note = `（${'𠮷'.repeat(15)}\n\n— 12 —\n\n${'甲'.repeat(15)}）`
  t.deepEqual(notesOf(`渡口${note}设义渡`), [note])
  t.deepEqual(notesOf(`渡口${note.replace('甲', '甲甲')}设义渡`), [])
})

const alphabet = fc.string({
  unit: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...'渡口船工一二第章页123（）〔〕[]“”《》，。：、—-· 　') },
    { weight: 4, arbitrary: fc.constantFrom('\n', '\n\n', '\f', '\r\n', '\t', '　　') },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        '\n— 12 —\n',
        '\n\n3\n',
        '\n4\n\n',
        '\n花园口见闻\n',
        '\n\n花园口见闻  5\n',
        '（chēn）',
        flood,
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom('\ud842', '\udfb7', '𠮷', '\u200b', '\ufeff', '\u2028', 'é', '①', '[1]') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  ),
  maxLength: 60,
})

test('spans are in order, inside the text, cut no surrogate pair, and swallow nothing but white space and furniture', (t) => {
  fc.assert(
    fc.property(alphabet, fc.array(fc.nat(200), { maxLength: 5 }), (text, starts) => {
      const layout = layOut(
        text,
        starts.sort((a, b) => a - b),
      )
      const cuts = (at: number) => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1))
      const notes = layout.notes.map(({ start, end }): [number, number] => [start, end])
      for (const spans of [layout.joins, layout.furniture, layout.headings, notes])
        for (const [i, [start, end]] of spans.entries()) {
          if (!(start < end && start >= (spans[i - 1]?.[1] ?? 0) && end <= text.length)) return false
          if (cuts(start) || cuts(end)) return false
        }
      const isFurniture = new Uint8Array(text.length)
      for (const [start, end] of layout.furniture) {
        if (/[\n\f]/.test(text.slice(start, end))) return false
        isFurniture.fill(1, start, end)
      }
      for (const [start, end] of layout.joins) {
        for (let i = start; i < end; i++) if (!isFurniture[i] && !/[\s\u200b\u2060]/.test(text[i]!)) return false
        // Furniture lies in a join or outside, whole.
        if (isFurniture[start - 1] || isFurniture[end] || start === 0 || end === text.length) return false
      }
      for (const [start, end] of layout.headings)
        if (isFurniture[start] || /\n/.test(text.slice(start, end))) return false
      return notes.every(
        ([start, end]) => /^[（(〔[［].*[）)〕\]］]$/s.test(text.slice(start, end)) && !isFurniture[start],
      )
    }),
    { numRuns: 4000 },
  )
  t.pass()
})

test('long and hostile texts take the time of their length', (t) => {
  const many = 100_000
  for (const text of [
    flood.repeat(many / 50),
    '（'.repeat(many),
    '（'.repeat(many) + '）'.repeat(many),
    '“\n'.repeat(many),
    '12\n'.repeat(many),
    '12\n\n'.repeat(many),
    '花园口见闻\n\n'.repeat(many / 5),
    `甲${' '.repeat(45)}\n`.repeat(many / 50),
    '- '.repeat(many),
    '\ud842\n'.repeat(many),
    Array.from({ length: many / 5 }, (_, i) => `${i % 9999}\n\n`).join(''),
  ])
    t.truthy(layOut(text))
})

/** A text, and what was done to it. */
interface Planted {
  text: string
  pageStarts?: number[]
  joins: Set<string>
  furniture: Set<string>
}

interface Setting {
  between: string
  indent: string
  /** What a page puts between its last line and the first of the next; \f begins a page. */
  page?: (number: number, title: string) => string
  wrap?: number
  isHeaded?: boolean
}

/** Our own, beside the sample's sentences: with talk, quotations, notes and figures, of very uneven length. */
const own = [
  '祖父常说，渡口是先有船后有街的。光绪末年，河东来了三户人家，搭起茅棚卖茶，后来才有了客栈、盐店和那座只容得下二十人的小戏台。',
  '“你们这一辈人，”他放下烟袋，慢慢地说，“没有见过真正的大水。”我们几个孩子围着他，谁也不敢出声。他又说：“民国二十四年七月，水是半夜里来的。先听见狗叫，后听见牛叫，等到人喊起来，院子里已经能行船了。”',
  '据《临汝川志稿》（未刊）载，这一年全县共倒房1，203间，淹地3.5万亩，死伤不详。',
  '学堂的钟是用一段铁轨做的。敲钟的老韩原来是船工，左手少了两个指头。有人问他怎么伤的，他总是笑笑，说：“叫河神借去了。”',
  '船费怎样收，是很有讲究的：单身客人收铜元两枚，挑担的收四枚，牛马加倍；读书人、郎中和报丧的不收。这个规矩一直守到公私合营那年，中间只破过一次例，就是队伍过河的那天晚上，六条船来回走了十九趟，天亮时船工们连篙都举不起来了，没有一个人提起船费的事。',
  '后来修了大桥，渡口就冷落了。',
  '我离开的那天下着小雨，街上没有人，只有照相馆的门还开着；掌柜从里面追出来，塞给我一个纸包，打开一看，是那张站在石阶上的合影，背面用铅笔写着年月和每个人的名字，字迹已经很淡，有两个名字我至今认不出来。',
  '以上几件事，有的是亲见，有的是听老人讲的，年月恐怕有出入；文中提到的人，多数已经不在了。',
]
const heads = ['第一章　缘起', '一、家世', '渡口旧貌', '（二）商会的兴衰', '办学经过', '尾声']

function plant(random: Random, number: number, { between, indent, page, wrap, isHeaded }: Setting): Planted {
  const story = writeStory(random, number, random.int(4200, 6000), number % 6 === 0)
  const paragraphs = story.paragraphs.flatMap((paragraph) =>
    random.chance(0.4) ? [paragraph, random.pick(own)] : [paragraph],
  )
  const joins = new Set<string>()
  const furniture = new Set<string>()
  const pageStarts = [0]
  let text = `${story.title}${between}${story.author}`
  let left = random.int(500, 1000)
  let pageNumber = random.int(1, 40)
  for (const paragraph of paragraphs) {
    if (isHeaded && random.chance(0.15)) text += `${between}${random.pick(heads)}`
    text += between
    let column = 0
    for (const [i, one] of [...`${indent}${paragraph}`].entries()) {
      const isInside = i > indent.length
      const start = text.length
      if (page && left <= 0 && isInside && (!wrap || column === wrap)) {
        for (const part of page(pageNumber++, story.title.slice(0, 12)).split(/([\n\f])/)) {
          if (part.trim() !== '') furniture.add(`${text.length},${text.length + part.length}`)
          text += part
          if (part === '\f') pageStarts.push(text.length)
        }
        joins.add(`${start},${text.length}`)
        left = random.int(500, 1000)
        column = 0
      } else if (wrap && column === wrap) {
        text += '\n'
        joins.add(`${start},${text.length}`)
        column = 0
      }
      text += one
      column++
      left--
    }
  }
  return { text, joins, furniture, ...(pageStarts.length > 1 ? { pageStarts } : {}) }
}

const numbered = (number: number, title: string) => `\n\n— ${number} —\n${title}\n\n`
/** The design's figures for joins (chinese-text.md §3), as the least we accept: precision, recall. */
const sets: [string, Setting, [precision: number, recall: number]][] = [
  ['pages cut by blank lines', { between: '\n\n', indent: '', page: () => '\n\n', isHeaded: true }, [0.972, 0.919]],
  ['… in indented paragraphs', { between: '\n', indent: '　　', page: () => '\n\n' }, [0.972, 0.919]],
  ['pages cut by form feeds', { between: '\n', indent: '', page: () => '\f', isHeaded: true }, [0.972, 0.919]],
  ['— number — and running title', { between: '\n\n', indent: '', page: numbered, isHeaded: true }, [0.977, 0.925]],
  [
    'bare number and running title',
    { between: '\n', indent: '　　', page: (n, title) => `\n\n${n}\n${title}\n\n` },
    [0.977, 0.925],
  ],
  ['… without blank lines', { between: '\n', indent: '', page: (n, title) => `\n${title}\n${n}\n` }, [0.977, 0.925]],
  [
    'title and number on one line',
    {
      between: '\n',
      indent: '　　',
      page: (n, title) => (n % 2 ? `\n\n${title}   ${n}\n\n` : `\n\n${n}  ${title}\n\n`),
    },
    [0.977, 0.925],
  ],
  ['bare numbers alone', { between: '\n\n', indent: '', page: (n) => `\n\n${n}\n\n`, isHeaded: true }, [0.977, 0.925]],
  [
    'running titles alone',
    { between: '\n\n', indent: '', page: (_, title) => `\n\n${title}\n\n`, isHeaded: true },
    [0.977, 0.925],
  ],
  [
    'number, form feed, running title',
    { between: '\n', indent: '　　', page: (n, title) => `\n${n}\n\f${title}\n` },
    [0.977, 0.925],
  ],
  [
    'wrapped at 28, indented',
    { between: '\n', indent: '　　', page: numbered, wrap: 28, isHeaded: true },
    [0.996, 0.99],
  ],
  [
    'wrapped at 28, pages of a PDF',
    { between: '\n', indent: '　　', page: (n, title) => `\n${n}\n\f${title}\n`, wrap: 28 },
    [0.996, 0.99],
  ],
  ['wrapped at 28', { between: '\n', indent: '', page: numbered, wrap: 28 }, [0.919, 0.996]],
  ['wrapped at 40', { between: '\n', indent: '', page: () => '\n\n', wrap: 40, isHeaded: true }, [0.98, 0.985]],
  ['no pages at all', { between: '\n', indent: '', isHeaded: true }, [1, 1]],
]
for (const [what, setting, [precision, recall]] of sets) {
  test(`planted pages are found again: ${what}`, (t) => {
    const random = createRandom(11)
    const count = { joins: 0, found: 0, right: 0, furniture: 0, called: 0, planted: 0 }
    for (let number = 0; number < 24; number++) {
      const { text, pageStarts, joins, furniture } = plant(random, number, setting)
      const layout = layOut(text, pageStarts)
      count.joins += joins.size
      count.found += layout.joins.length
      count.right += layout.joins.filter((span) => joins.has(String(span))).length
      count.planted += furniture.size
      count.called += layout.furniture.length
      count.furniture += layout.furniture.filter((span) => furniture.has(String(span))).length
    }
    const [p, r] = [count.right / (count.found || 1), count.right / (count.joins || 1)]
    t.log(
      `joins ${count.joins}: precision ${p.toFixed(3)}, recall ${r.toFixed(3)}; furniture ${count.furniture} of ${count.planted}, ${count.called - count.furniture} false`,
    )
    t.is(count.furniture, count.planted)
    t.is(count.called, count.planted)
    if (count.joins === 0) t.is(count.found, 0)
    else t.true(p >= precision && r >= recall)
  })
}
