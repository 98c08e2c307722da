/** Texts that look like syntax, and questions that no reader would ask. */
import type { Random } from '../../scripts/sample/random.ts'

/** Names with titles and texts: whatever a question below could catch on stands somewhere. */
export const nastyTexts: [title: string, text: string][] = [
  ['甲乙丙', '甲乙丙丁，甲乙丙。甲在乙前，乙在丙前。'],
  ['乙甲', '乙甲丙，丁戊己。甲，乙；丙。丁'],
  ['"甲" AND 乙', '"甲" AND "乙" OR NOT 丙 NEAR(甲 乙, 3) key : 甲* ^甲 {title_key}'],
  ['title_key:甲', 'title_key:甲 _exists_:key +甲 -乙 甲~2 /甲.*/ [甲 TO 乙] && || ! \\'],
  ['{"query":{"match_all":{}}}', '{"query":{"match_all":{}}} null undefined __proto__ constructor'],
  ["'; DROP TABLE doc; --", "' OR 1=1 -- % _ #{7*7} {{7*7}} <script>alert(1)</script> ../../etc/passwd"],
  ['引号', '“甲”「乙」『丙』＂丁＂"戊"‘己’《庚》，“甲「乙『丙』乙」甲”。'],
  ['方向', '\u202e甲乙\u202c \u200f甲\u200f \u2066乙\u2069 甲\u200b乙\ufeff丙\u00ad丁'],
  ['非字', '甲\uffff乙 \ufffe \ufdd0 \u{1ffff} \ue000甲\ue000'],
  ['生僻', '𰻞𰻞麵 ⿰亻尔 甲□乙 □□ 饿□载道 ㈠ ﬁ ㍿ ½ é e\u0301 İ ß ﷺ 한국어 ひらがな 甲々'],
  ['数字', '1938年，一九三八年，民国廿七年六月九日，27年，二十七年，998，1998，12,500，3.5，１９３８'],
  ['西文', 'Archives of the archive, arch ARCH ａｒｃｈ archaeology; a b c A.B.C.'],
  ['长', '甲'.repeat(3000)],
  // Where a scan was misread: more of one character than a call takes arguments.
  ['口口口', '口'.repeat(150_000)],
  ['长字母', `${'a'.repeat(500)} ${'ab '.repeat(500)}`],
  ['换行', '甲\n乙\n\n— 12 —\n汝川文史\n\n丙（注：丁）戊〔己〕庚①辛'],
  ['日期', '光绪二十六年七月廿一日，民国一百二十一年，1938-02-30，二〇〇八年八月八日，甲子年'],
  ['只有标点', '，。！？……——（）“”'],
]

/** Descriptions, by title: values that are asked for as they stand. */
export const nastyDescriptions: Record<string, object> = {
  甲乙丙: {
    persons: ['__proto__', '甲*', '“甲”'],
    genre: '"报"',
    category: "it's",
    date: '1938年',
    referenceCode: 'A-1*',
  },
  乙甲: { persons: ['constructor', '甲 乙'], places: ['甲/乙'], genre: '报', date: '民国二十七年六月' },
  数字: { creators: ['甲|乙', 'NEAR'], date: '1937/1945', category: '甲:乙' },
}

/** Some in a line, to be read at a glance. */
const apart = (...lines: string[]) => lines.flatMap((line) => line.split('‖'))
const many = (text: string, count: number) => text.repeat(count)
/** Group within group, what stands before each as given in turns. */
const nested = (depth: number, ...before: string[]): string =>
  depth === 0 ? '丁' : `(${before[depth % before.length]}${nested(depth - 1, ...before)})`

const quotes = apart('"‖“‖”‖「‖」‖『‖』‖＂‖\'‖‘')
const fields = apart(
  '题名‖标题‖title‖作者‖author‖档号‖code‖类别‖category‖体裁‖genre‖人名‖person‖地名‖place‖机构‖事件‖主题词‖征集',
  'accession‖文中日期‖in-text date‖日期‖年‖date',
)
const dates = apart(
  '..‖...‖1938..‖..1938‖1938..1937‖1937..1945‖1937..1945..1950‖1938-13‖1938-00‖1938-02-30‖1900-02-29‖1938-06-31‖0‖0000',
  '-1‖-9999‖99999‖9999999999999999999999‖NaN‖Infinity‖1e9‖0x10‖民国一百二十一年‖民国二十七年十三月‖民国〇年‖光绪三十五年',
  '昨天‖一九三八‖甲子年‖二〇〇八年二月三十日‖抗战时期‖“1938”‖"1938‖1938…1945‖１９３８‖1938-6-9‖春‖*‖1938*‖?‖1938|1945',
  '(1938|1945)‖-‖1938-‖\0‖\uffff',
)

export const nastyQueries: string[] = [
  ...quotes.flatMap((one) => [one, `${one}甲`, `甲${one}`, `甲${one}乙`, many(one, 1000)]),
  ...apart(
    '“”‖""‖“ ”‖「」乙‖“甲”乙”‖“甲“乙”‖「甲『乙」丙』‖"甲" "‖“甲』‖题名:“‖题名:""‖人名:“‖人名:“”‖人名:"甲 乙"‖“，。”‖“甲，乙”',
    '-“甲” 乙‖“甲”|‖“\n”‖“甲\n乙”',
  ),
  // groups
  ...apart(
    '(‖)‖()‖(())‖)(‖（甲‖甲）‖（甲)‖()甲‖甲()‖(|甲)‖(甲|)‖((甲|乙) (丙|丁))‖(甲|(乙|(丙|(丁))))‖-(甲)‖-(-甲)‖甲 -(-(乙))',
    '甲 -(乙 -(丙 -丁))‖题名:()‖题名:(甲‖( )‖(-甲 乙)‖(-甲)|乙‖甲 (-乙)',
  ),
  ...[9, 10, 11, 1000].map((depth) => `${many('(', depth)}甲${many(')', depth)}`),
  ...[
    many('(', 4000),
    many(')', 4000),
    many('-(', 1000),
    many('题名:', 1000),
    many('()', 2000),
    `甲 ${many('-', 1000)}乙`,
  ],
  ...[3, 4, 5, 8, 9, 10, 13, 16].flatMap((depth) => [
    nested(depth, '甲 乙|'),
    nested(depth, '甲|乙 '),
    nested(depth, '甲 ', '乙|'),
    nested(depth, '甲 -', '乙|'),
    nested(depth, '甲 乙|丙 -'),
    nested(depth, '27年 乙?丙|“丁” -'),
    nested(depth, '题名:', '甲|乙 '),
    nested(depth, '人名:甲|乙 -'),
  ]),
  // operators
  ...[...'|-~:*?＊'].map((one) => many(one, 1000)),
  ...[many('- ', 1000), `甲${many('|甲', 1000)}`, `${many('甲|', 60)}甲`, `甲${many(' -乙', 60)}`, many('甲 ', 64)],
  ...[
    many('甲 ', 65),
    `${many('甲 ~1 ', 7)}甲`,
    `${many('甲 ~100 ', 7)}甲`,
    `${many('甲 ~1 ', 8)}甲`,
    `${many('甲 ~100 ', 63)}甲`,
    `甲${many(' ', 7000)}乙`,
  ],
  ...apart(
    '|‖-‖甲|‖|甲‖甲||乙‖甲 | | 乙‖甲 -‖甲 - 乙‖甲 --乙‖甲--乙‖--甲‖甲|-乙‖-甲|乙‖−甲 乙‖－甲 乙‖甲-乙‖-甲‖-甲 -乙‖-， 甲‖甲 -，',
    '，‖，|甲‖，|。',
  ),
  // patterns
  ...apart(
    '?*?*‖甲?*?*乙‖*甲‖甲*‖?甲‖甲?‖**‖*?‖a*‖ar*ch‖1*‖9*8‖19?8‖a?‖“*”‖“甲*乙”‖题名:*‖题名:?‖题名:甲?丙‖甲 * 乙‖甲？乙‖甲＊乙',
    '甲*a*‖-甲*丙 乙‖甲?|乙?丙‖*|甲‖(*)‖𰻞?面‖□?□‖，?。‖甲?，?乙‖1?‖?1?‖甲?乙?丙‖甲*乙*丙 ~3 丁',
  ),
  ...[`甲${many('?', 100)}乙`, `甲${many('*', 100)}乙`, `${many('甲?', 400)}甲`, many('a* ', 64)],
  // nearness
  ...apart(
    '~0‖~9999‖甲 ~0 乙‖甲 ~00 乙‖甲 ~9999 乙‖甲 ~100 乙‖甲 ~101 乙‖甲~3乙‖甲 ~-1 乙‖甲 ~ 乙‖甲 ~1e3 乙‖甲 ~3‖甲 ~3 ~3 乙',
    '甲 ~3 “乙”‖甲 ~3 乙?丙‖甲 ~3 ，‖， ~3 甲‖甲 ~0 甲‖甲 ～3 乙‖甲　～６　乙‖甲 ~3 乙 ~3 丙‖甲 ~3 (乙)‖甲 ~3 (乙|丙)',
    '甲 ~3 -乙‖-甲 ~3 乙‖甲|乙 ~3 丙‖题名:甲 ~3 乙‖甲 ~3 题名:乙‖甲 ~3 人名:乙‖甲 ~3 a*‖27年 ~9 1938年‖甲 ~99999999999999 乙',
    '“甲 ~3 乙”‖甲 ~3 乙 ~3 甲‖丁 ~3 戊 ~3 丁‖甲?乙 ~3 甲‖丁戊 ~3 丁‖甲 ~1 甲 ~1 甲‖丁 ~9 丁‖arch ~9 arch*‖arch* ~9 arch* ~9 arch*',
  ),
  // fields
  ...fields.flatMap((one) =>
    [':', '：', ':甲', ': 甲', ':(', ':“', ':*', ':__proto__'].map((end) => one + end).concat(`-${one}:甲 乙`),
  ),
  ...apart(
    '题名:题名:甲‖题名:(人名:乙)‖题名:-甲‖:甲‖::‖甲:‖甲:乙‖TITLE:甲‖Person:constructor‖人名:甲*‖人名:“甲”‖体裁:"报"‖类别:it\'s',
    '体裁:＂"报"＂‖人名:甲|乙‖档号:A-1*‖人名:甲 乙‖人名:\ufffd‖人名:\0‖人名:\uffff‖题名:甲|-体裁:报‖甲 -(体裁:报 “甲”)',
  ),
  ...[`人名:${many('甲', 2500)}`, `体裁:${many('a', 40)}`],
  ...dates.flatMap((date) => [`日期:${date}`, `文中日期:${date}`]),
  // what engines, shells and templates would read
  ...apart(
    'key : "甲"‖NEAR("甲" "乙", 3)‖NEAR(‖NEAR‖AND‖OR‖NOT‖甲 AND 乙‖甲 OR 乙‖NOT 甲‖甲 NOT 乙‖{title_key} : 甲‖-{title_key} : 甲',
    'doc_fts‖rank‖rowid‖^甲‖甲^2‖"甲" *‖"甲" + "乙"‖+甲 -乙‖甲~2‖/甲.*/‖[甲 TO 乙]‖{甲 TO 乙}‖title_key:甲‖_exists_:key‖_all:甲',
    '*:*‖甲\\‖\\‖\\"‖"\\‖甲 && 乙 || !丙‖!甲‖<甲‖>=甲‖a AND (b OR‖{"query":{"match_all":{}}}‖{"match_all":{}}‖[1,2,3]‖"}‖{"q":"',
    "\\u0000‖\\ud800‖'; DROP TABLE doc; --‖' OR 1=1 --‖%‖_‖%27‖%00‖#{7*7}‖{{7*7}}‖<script>alert(1)</script>‖../../etc/passwd",
    'null‖undefined‖true‖__proto__‖constructor‖toString‖hasOwnProperty‖␟‖甲 ␟ 乙‖MATCH‖json_group_array‖; --‖/*‖*/‖#‖&‖=‖甲&q=乙',
  ),
  // code points
  ...apart(
    '\0‖甲\0乙‖\0甲‖\u0001‖\u001b[31m‖\u007f‖\u0085‖\uffff‖甲\uffff乙‖\ufffe‖\ufdd0‖\u{1ffff}‖\u{10ffff}‖\ufffd‖甲\ufffd',
    '\u202e甲乙\u202c‖\u202e‖\u200f甲‖\u2066甲\u2069‖甲\u200b乙‖\u200b‖\ufeff甲‖\u00ad‖e\u0301‖\u0301‖🏳️‍🌈‖👨‍👩‍👧‖𰻞𰻞面‖\ue000‖\ue000甲',
    '㈠‖ﬁ‖㍿‖½‖⿰亻尔‖⿰‖⿰⿰⿰‖□‖□□□□‖饿殍载道‖饿?载道‖甲□乙‖\t‖\n‖\r\n甲\r\n‖\u2028甲‖\u3000‖\u00a0甲‖甲\u00a0乙‖Ａ＊‖ａｒｃｈ＊',
    '（甲｜乙）－丙‖１９３８‖日期：１９３８‖题名：甲‖İ‖ß‖ſ‖ﷺ‖한국어‖ひらがな‖々‖甲々‖〻‖①‖[1]‖甲[1]乙‖（注1）‖○‖二○○八‖1,‖,1',
    '12,500‖12，500‖3.5‖3·5‖.5‖5.',
  ),
  ...[`a${many('\u0301', 500)}`, `甲${many('\ufe0f', 500)}`, many('⿰', 1000)],
  // one character over and over
  ...apart('口‖“口”‖口?口‖口*口‖口 ~1 口‖口 ~100 口 ~100 口‖口|“口”‖口 -丁‖口口口‖口口丁'),
  // numbers
  ...apart(
    '27年‖998‖一千万亿年‖999999999999999999999年‖零年‖〇‖十年‖百年‖一九‖十三五‖第100000000000页‖1938年6月9日‖二十七年|27年',
    '-27年 甲‖“27年”‖27?年',
  ),
  ...[`${many('九', 64)}年`, `${many('二', 900)}年`, many('27年', 30), many('1938年', 20), many('1', 900)],
  // length
  ...[999, 1000, 1001, 2500, 7999, 8000, 8001, 10_000].map((length) => many('甲', length)),
  ...[many('a', 7000), many('a', 10_000), many('a ', 3000), `“${many('甲', 3000)}”`, `“${many('，', 3000)}”`],
  ...[
    many('𰻞', 900),
    many('甲乙丙丁戊己庚辛', 124),
    `-${many('甲', 900)} 乙`,
    `${many('甲', 500)}?${many('乙', 400)}`,
  ],
]

const pieces = apart(
  '甲‖乙‖丙‖甲乙‖乙丙‖丁‖渡口‖arch‖archive‖1938‖27年‖998‖𰻞‖□‖饿‖\ue000‖NEAR‖AND‖OR‖NOT‖key:‖ ‖ ‖ ‖\u3000‖|‖｜‖-‖－',
  '(‖)‖（‖）‖"‖“‖”‖「‖」‖『‖』‖＂‖~3‖ ~3 ‖ ~0 ‖ ～9 ‖~‖*‖?‖＊‖？‖:‖题名:‖作者:‖人名:‖体裁:‖日期:‖文中日期:‖日期:1938',
  "..‖，‖。‖\0‖\uffff‖\u200b‖\u202e‖\n‖^‖{‖}‖[‖]‖\\‖/‖'‖+‖&‖%‖␟‖①‖（注）",
)
/** A question put together by lot. */
export const nastyQuery = (random: Random): string =>
  Array.from({ length: random.int(1, 9) }, () => random.pick(pieces)).join('')

/** As they come over the line: what no address may hold, and what no setting is. */
export const nastyAddresses = apart(
  'q=%ED%A0%80‖q=%ED%B0%80%ED%A0%80‖q=%ff%fe‖q=%‖q=%E4%BD‖q=%C0%80‖q=%00‖q=%u7532‖q=甲&q=乙‖q[]=甲‖q[$ne]=1‖q‖‖q=+‖q=%2B甲‖q=甲;DROP',
  ...apart(
    'page=0‖page=-1‖page=1e9‖page=501‖page=x‖page=1.5‖size=0‖size=201‖size=NaN‖sort=rank‖sort=‖facets=x‖facets=__proto__‖facets=,,',
    'keep=x‖keep=script,script‖keep=script,variants,width,punctuation‖count=maybe‖from=x‖from=1938-02-30‖from=1945&to=1938‖from=..',
    'from=99999‖from=-9999&to=9999‖to=%00‖kind=‖kind=__proto__‖kind=text&kind=photograph‖genre=%22报%22‖genre=%00‖genre=%ED%A0%80',
    'genre=\uffff‖person=%00‖person=constructor‖person=甲&person=constructor‖accession=%27‖item=x‖category=it%27s‖after=1‖limit=1',
  ).map((setting) => `q=甲&${setting}`),
).map((address) => address.replace(/[^\x21-\x7e]/gu, encodeURIComponent))
