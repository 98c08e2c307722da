/** Texts and descriptions to ask about: the sample's stories, with everything in them that makes a search miss. */
import * as OpenCC from 'opencc-js'
import { setPages, writeStory } from '../sample/prose.ts'
import type { Random } from '../sample/random.ts'

const toTraditional = OpenCC.Converter({ from: 'cn', to: 't' })

/** Sentences in which a character, a mark or a number is not what it seems. */
const hard = [
  '蒋〔介石〕委员长到临汝川视察，随行者三十余人。',
  '原稿作（错）〔正〕，今据县志（乾隆十五年刻本）改。',
  '郴（chēn）州来客与差（音雌）别不分，眾口一詞。',
  '⻓沙⻅闻一册，记車站旧事，⾏文平实。',
  'ＡＢＣ１２３號令下达，峯頂與峰顶並稱，裏外与里外不分。',
  '二○○八年修志，二〇一〇年付印，二O一二年再版，共印12，500册，每册3.5元。',
  '饿□载道，□□先生来信1998封，另有998件，arch、archive与Archives并存。',
  '⿰亻尔好，𰻞𰻞麵一碗，㐂事连连，人々称快，café 里谈naïve之事。',
  '民国廿七年元月初一，公历1938年1月31日，一九三八年一月卅一日，皆同一天。',
  '元年修城，二年修桥，两年而成，用工一千二百人，银三万两，木料贰佰根，砖20000块。',
  '执著于此，不亦说乎？有朋自远方来！学而时习之；温故而知新……',
  '計畫與计划，付主席与副主席，乾坤与干坤，皇后與之後，著作与穿着。',
  '他说：“我们‘抬着机器’过河①，水没到胸口[1]，谁也没有松手〔注2〕。”',
  '陇海路（郑州—洛阳段）通车，第12次列车十二时到站，载客１２００人。',
  '茶馆（后改戏园）、书局（今新华书店）、邮亭，都在十字街。',
  '船工（民国廿七年以前多住在东门外西河湾一带的草屋里）、商会（会址在十字街口旧名三官庙的后院之内）、学堂（光绪末年由县绅集资创办）合办夜校。',
  '電燈電話，樓上樓下；黨史資料徵集辦公室編印。',
  '鄭州、郑\u200b州、郑\u00ad州，同一地名；鄭，古國名。州治在此。',
  '第三卷第十二章一百二十页，第３卷第12章第120页。',
]

const categories = ['工商', '教育', '水利', '风俗', '軍事']
const genres = ['回忆录', '口述', '书信', '县志']

/** Days of another century, which nothing else in the texts names. */
const planted = [1701, 1723, 1738, 1745, 1760]

export interface Planned {
  name: string
  data: string
  description: Record<string, unknown>
  /** As the scan is told it. */
  told: {
    authors: string[]
    category: string | null
    genre: string | null
    persons: string[]
    places: string[]
    dated: [string, string] | null
    mentions: [string, string][]
    names: string[]
  }
  title: string
  access: 'open' | 'internal' | 'controlled' | 'granted'
}

const wrapped = (paragraphs: readonly string[], width: number, indent: string): string =>
  paragraphs.flatMap((one) => `${indent}${one}`.match(new RegExp(`[^]{1,${width}}`, 'gu')) ?? []).join('\n')

/** Full lines, cut into pages with a running title and a number. */
function typeset(title: string, paragraphs: readonly string[], random: Random): string {
  const lines = wrapped(paragraphs, random.pick([24, 28, 32, 40]), random.pick(['　　', '　　', ''])).split('\n')
  const size = random.int(12, 24)
  const pages: string[] = []
  for (let at = 0; at < lines.length; at += size) pages.push(lines.slice(at, at + size).join('\n'))
  const head = random.pick([(n: number) => `\n\n· ${n} ·\n${title}\n\n`, (n: number) => `\n${title}\n第${n}页\n`])
  return `${title}\n\n${pages.map((page, i) => (i === 0 ? page : head(i) + page)).join('')}\n`
}

export function planned(random: Random, count: number): Planned[] {
  return Array.from({ length: count }, (_, i): Planned => {
    const number = i + 1
    const story = writeStory(random, number, random.int(800, 4000), i % 3 === 0)
    const paragraphs = story.paragraphs.flatMap((one) => {
      const extra = random.chance(0.35) ? [random.pick(hard)] : []
      return random.chance(0.5)
        ? [one + extra.join('')]
        : [...extra.map((each) => (random.chance(0.3) ? toTraditional(each) : each)), one]
    })
    const year = i % 4 === 0 ? random.pick(planted) : null
    const [month, day] = [random.int(1, 12), random.int(1, 28)]
    if (year) paragraphs.push(`查旧志，${year}年${month}月${day}日立碑。`)
    const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    const told = { ...story, paragraphs }
    const data =
      i % 5 < 3
        ? setPages(told, random)
        : i % 5 === 3
          ? typeset(story.title.slice(0, 12), paragraphs, random)
          : `${story.title}\n\n${wrapped(paragraphs, random.pick([24, 28, 36]), '　　')}\n`
    const title = random.pick([
      story.title,
      `${story.title.slice(0, 4)}（今属石桥镇）${story.title.slice(4, 9)}`,
      `${story.title.slice(0, 3)}〔旧〕${story.title.slice(3, 9)}回忆`,
      `第${random.int(1, 30)}辑　${story.title}`,
    ])
    const [category, genre] = [random.pick(categories), random.pick(genres)]
    const persons = random.chance(0.5)
      ? [`${random.pick(['沈', '陆', '周'])}${random.pick(['季清', '怀瑾', '树人'])}`]
      : []
    const places = random.chance(0.5) ? [random.pick(['老渡口', '文昌阁', '石桥镇（柳林铺）'])] : []
    const from = random.int(1900, 1980)
    const to = from + random.pick([0, 0, 0, 2, 8])
    const isDated = random.chance(0.8)
    const summary = random.chance(0.4)
      ? `记${random.pick(['渡口', '商会', '學堂', '水灾'])}（${from}年）始末，兼及${random.pick(['船工', '教員', '染坊'])}。`
      : null
    const referenceCode = `WS·${from}-${String(number).padStart(4, '0')}`
    const name = `样本${String(number).padStart(3, '0')}.txt`
    return {
      name,
      data,
      title,
      access: random.pick(['open', 'open', 'internal', 'controlled', 'granted'] as const),
      description: {
        title,
        referenceCode,
        creators: [story.author],
        category,
        genre,
        persons,
        places,
        ...(summary === null ? {} : { scopeAndContent: summary }),
        date: isDated ? { text: String(from), edtf: from === to ? String(from) : `${from}/${to}` } : null,
      },
      told: {
        authors: [story.author],
        category,
        genre,
        persons,
        places,
        dated: isDated ? [`${from}-01-01`, `${to}-12-31`] : null,
        mentions: year ? [[iso, iso]] : [],
        names: [name, referenceCode, ...persons, ...places, ...(summary === null ? [] : [summary])],
      },
    }
  })
}
