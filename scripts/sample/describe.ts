/** 著录表 of the sample: what an archivist would have written of its files. Some dates are missing and some cannot be read, as in every list. */
import { year } from './prose.ts'
import { createRandom, type Random } from './random.ts'
import * as words from './words.ts'

const HEADINGS = [
  '路径',
  '档号',
  '题名',
  '责任者',
  '日期',
  '体裁',
  '门类',
  '人物',
  '地点',
  '主题词',
  '三亲类型',
  '事由',
  '保管期限',
  '开放状态',
]
const people = words.surnames.flatMap((surname) => words.givenNames.map((given) => surname + given))

const mostNamed = (names: readonly string[], text: string) =>
  names
    .map((name) => ({ name, count: text.split(name).length - 1 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ name }) => name)

export interface Told {
  path: string
  title: string
  author: string
  text: string
}

const season = (random: Random) =>
  random.pick(['', '', '春', '秋', '冬', '三月', '八月', '十月', '十二月', '农历五月', '正月'])
/** As written, now and then not to be read. */
function date(random: Random): string {
  const roll = random.next()
  if (roll < 0.04) return ''
  if (roll < 0.06) return random.pick(['年代不详', '民国卅八年十三月', '某年秋'])
  if (roll < 0.16)
    return random.pick([
      '光绪三十二年',
      '宣统三年',
      '抗战初期',
      '抗战期间',
      '解放前夕',
      '约1952年',
      '1958年前后',
      '20世纪60年代',
    ])
  return `${year(random)}${season(random)}`
}
const code = (category: string, number: number) => `A182-${category}·2026-Y-${String(number).padStart(4, '0')}`
const access = (random: Random) => (random.chance(0.65) ? '开放' : random.chance(0.9) ? '内部' : '控制')
const genreOf = (title: string): string =>
  /口述/.test(title) ? '口述' : /始末|纪略|小史/.test(title) ? '调查报告' : '回忆录'
const cell = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

const csv = (rows: readonly (readonly string[])[]) =>
  `\ufeff${[HEADINGS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`

/** `seed`: the same files are told alike. */
export function listOfTexts(texts: readonly Told[], seed: number): string {
  const rows = texts.map(({ path, title, author, text }, i) => {
    const random = createRandom(seed + i)
    const named = mostNamed(people, text).slice(0, 6)
    const places = mostNamed(words.places, text).slice(0, 4)
    const topics = words.topics.filter((topic) => title.includes(topic))
    return [
      path,
      code('WS', i + 1),
      title.replace(/（.{0,4}\d+）/, '').trim(),
      author,
      date(random),
      genreOf(title),
      '文史稿件',
      named.join('；'),
      places.join('；'),
      topics.join('；'),
      random.pick(['亲历', '亲历', '亲见', '亲闻']),
      '',
      random.pick(['永久', '永久', '30年']),
      access(random),
    ]
  })
  return csv(rows)
}

export function listOfPictures(paths: readonly string[], seed: number): string {
  const rows = paths.map((path, i) => {
    const random = createRandom(seed + i)
    const [place, topic] = [random.pick(words.places), random.pick(words.topics)]
    const isPage = path.includes('/手稿/')
    const persons =
      isPage || random.chance(0.5) ? [] : Array.from({ length: random.int(1, 4) }, () => random.pick(people))
    return [
      path,
      code(isPage ? 'SG' : 'ZP', i + 1),
      isPage
        ? `${place}${topic}手稿第${random.int(1, 40)}页`
        : `${place}${topic}${random.pick(['旧影', '合影', '全景', '现场', '纪念'])}`,
      random.pick(people),
      date(random),
      isPage ? '档案抄件' : '照片',
      isPage ? '手稿' : '照片',
      [...new Set(persons)].join('；'),
      place,
      topic,
      '',
      isPage ? '' : `${place}${topic}`,
      '永久',
      access(random),
    ]
  })
  return csv(rows)
}
