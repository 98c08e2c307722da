import test from 'ava'
import { captionFrom, type InPicture, peopleLine, peopleOfLine } from '../../src/hanzi/captions.ts'

/** Rows apart by |, from the front; names by spaces, from the left; who they were behind a slash; an empty row is one of which nobody is told. */
const people = (written: string): InPicture[] =>
  written.split('|').flatMap((row, i) =>
    row
      .split(' ')
      .filter(Boolean)
      .map((one): InPicture => {
        const [name = '', identity] = one.split('/')
        return { name, row: i + 1, ...(identity ? { identity } : {}) }
      }),
  )

const none = { event: '', time: '', places: [], people: [], persons: [], background: '', photographer: '' }
/** Group photographs of ten years' collecting: who stands where, and the line as an editor wrote it by hand (GB/T 11821-2002). */
const lines: [people: string, line: string][] = [
  // one row
  ['张甲 李乙', '左起：张甲、李乙'],
  ['张甲 李乙 王丙 赵丁', '左起：张甲、李乙、王丙、赵丁'],
  ['张甲/时任县长 李乙', '左起：张甲（时任县长）、李乙'],
  ['张甲/会长 李乙/副会长 王丙/司账', '左起：张甲（会长）、李乙（副会长）、王丙（司账）'],
  ['张甲', '张甲'],
  ['张甲/抱幼子', '张甲（抱幼子）'],
  ['欧阳修文 司马长青 诸葛明', '左起：欧阳修文、司马长青、诸葛明'],
  ['阿不都热西提·买买提 张甲', '左起：阿不都热西提·买买提、张甲'],
  ['J.Smith/传教士 张甲', '左起：J.Smith（传教士）、张甲'],
  // nobody knows all of them
  ['张甲 佚名 王丙', '左起：张甲、佚名、王丙'],
  ['张甲 不详 王丙', '左起：张甲、佚名、王丙'],
  ['未详 ？ 王丙', '左起：佚名、佚名、王丙'],
  ['张甲 待考/着军装者 王丙', '左起：张甲、佚名（着军装者）、王丙'],
  ['□□□ 张甲', '左起：佚名、张甲'],
  ['张甲 李某', '左起：张甲、李某'],
  ['张甲 李乙之子', '左起：张甲、李乙之子'],
  // two rows
  ['张甲 李乙|王丙 赵丁', '前排左起：张甲、李乙；后排左起：王丙、赵丁'],
  ['张甲/时任县长 李乙|王丙 佚名', '前排左起：张甲（时任县长）、李乙；后排左起：王丙、佚名'],
  ['张甲|王丙 赵丁', '前排：张甲；后排左起：王丙、赵丁'],
  ['张甲 李乙|王丙', '前排左起：张甲、李乙；后排：王丙'],
  ['张母陈氏|张甲 张乙 张丙', '前排：张母陈氏；后排左起：张甲、张乙、张丙'],
  ['张小明/幼童 张小红/幼童|张甲 李氏', '前排左起：张小明（幼童）、张小红（幼童）；后排左起：张甲、李氏'],
  ['佚名 佚名|王丙 赵丁', '前排左起：佚名、佚名；后排左起：王丙、赵丁'],
  [
    '张甲/坐者 李乙/坐者|王丙/立者 赵丁/立者',
    '前排左起：张甲（坐者）、李乙（坐者）；后排左起：王丙（立者）、赵丁（立者）',
  ],
  // three rows: 前、中、后
  ['甲 乙|丙 丁|戊 己', '前排左起：甲、乙；中排左起：丙、丁；后排左起：戊、己'],
  ['甲|乙|丙', '前排：甲；中排：乙；后排：丙'],
  ['甲 乙 丙|丁/校长 戊|佚名 己', '前排左起：甲、乙、丙；中排左起：丁（校长）、戊；后排左起：佚名、己'],
  // four and more are counted
  ['甲 乙|丙|丁 戊|己', '第一排左起：甲、乙；第二排：丙；第三排左起：丁、戊；第四排：己'],
  ['甲|乙|丙|丁|戊', '第一排：甲；第二排：乙；第三排：丙；第四排：丁；第五排：戊'],
  // a row of which nobody is told keeps the others' numbers
  ['|王丙 赵丁', '第二排左起：王丙、赵丁'],
  ['张甲 李乙||赵丁', '第一排左起：张甲、李乙；第三排：赵丁'],
  ['||||||||||甲 乙', '第十一排左起：甲、乙'],
  // brackets within brackets
  ['张甲/副主席（兼） 李乙', '左起：张甲（副主席〔兼〕）、李乙'],
  ['张甲/时任县长(代)|李乙', '前排：张甲（时任县长〔代〕）；后排：李乙'],
  ['张甲/连长，代理 李乙', '左起：张甲（连长，代理）、李乙'],
]

test('who stands where, as it is printed, and read again', (t) => {
  for (const [written, line] of lines) t.is(captionFrom({ ...none, people: people(written) }), `${line}。`)
  t.is(peopleLine(people('不详 甲')), '左起：不详、甲', 'in a list it stays as it was written')
  t.is(peopleLine([]), '')
})

const captions: [elements: Partial<Parameters<typeof captionFrom>[0]>, caption: string][] = [
  [
    {
      event: '义渡会成立',
      time: '民国二十五年春',
      places: ['青石渡'],
      people: people('张甲/会长 李乙|王丙'),
      background: '其时水患方息。',
      photographer: '吴庚',
    },
    '民国二十五年春，青石渡，义渡会成立。前排左起：张甲（会长）、李乙；后排：王丙。其时水患方息。吴庚摄。',
  ],
  [{ event: '合影', people: people('张甲 李乙') }, '合影。左起：张甲、李乙。'],
  [{ time: '1958年6月', people: people('张甲 李乙') }, '1958年6月。左起：张甲、李乙。'],
  [{ places: ['石桥镇', '盐号'], people: people('张甲') }, '石桥镇、盐号。张甲。'],
  [{ event: '渡口开渡。', time: '1931年' }, '1931年，渡口开渡。'],
  [{ event: '运动会', photographer: '佚名' }, '运动会。'],
  [{ event: '运动会', photographer: '照相馆' }, '运动会。照相馆摄。'],
  [{ event: '夜校开学', people: people('佚名 佚名 不详') }, '夜校开学。'],
  [{ event: '夜校开学', persons: ['张甲', '李乙'] }, '夜校开学。张甲、李乙。'],
  [{ event: '夜校开学', persons: ['张甲'], people: people('李乙 张甲') }, '夜校开学。左起：李乙、张甲。'],
  [{ event: '夜校开学', persons: ['张甲', '佚名'] }, '夜校开学。张甲。'],
  [{ background: '胜利归来！' }, '胜利归来！'],
  [{ event: '劳模会', background: '会后合影' }, '劳模会。会后合影。'],
  [
    { people: people('张甲 李乙|王丙 赵丁|佚名 己') },
    '前排左起：张甲、李乙；中排左起：王丙、赵丁；后排左起：佚名、己。',
  ],
  [
    { time: '约1920年', event: '全家福', people: people('祖母/坐者|父 母') },
    '约1920年，全家福。前排：祖母（坐者）；后排左起：父、母。',
  ],
  [{}, ''],
]

test('a caption of the six elements says what is known and nothing else', (t) => {
  for (const [elements, caption] of captions) t.is(captionFrom({ ...none, ...elements }), caption)
  t.true(lines.length + captions.length >= 50)
})

test('what is written is read: there and back, from the right, seated and standing, by figures, without a heading', (t) => {
  const named = (text: string) => peopleOfLine(text).map(({ name, row }) => `${row}${name}`)
  const back = lines.filter(([written]) => !/[（(]|不详|未详|？|待考|□/.test(written))
  for (const [written, line] of back) t.deepEqual(peopleOfLine(line), people(written), line)
  t.true(back.length > 20)
  t.deepEqual(named('前排右起：甲、乙、丙；后排自右至左：丁、戊'), ['1丙', '1乙', '1甲', '2戊', '2丁'])
  t.deepEqual(named('坐者左起：甲、乙；立者（左起）：丙'), ['1甲', '1乙', '2丙'])
  t.deepEqual(named('前排（坐者）左起：甲；二排左起：乙；后排左起：丙'), ['1甲', '2乙', '3丙'])
  t.deepEqual(named('第一排左起：甲；第二排左起：乙；最后排左起：丙'), ['1甲', '2乙', '3丙'])
  t.deepEqual(named('第十二排左起：甲'), ['12甲'])
  t.deepEqual(named('甲、乙'), ['1甲', '1乙'])
  t.deepEqual(named(' ；、'), [])
  t.deepEqual(
    peopleOfLine('第2排（自左至右）：甲，乙（科员，代理）\n3排：丙').map(({ name, row, identity }) => [
      name,
      row,
      identity,
    ]),
    [
      ['甲', 2, undefined],
      ['乙', 2, '科员，代理'],
      ['丙', 3, undefined],
    ],
  )
})
