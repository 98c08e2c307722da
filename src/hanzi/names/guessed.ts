/** What a tagger's words are guessed to name; guesses for people to confirm, never facts (chinese-text.md §8). Pure. */
import { eras } from '../dates/eras.ts'
import { foldUnit } from '../fold.ts'

export const guessedKinds = ['person', 'place', 'corporateBody'] as const
export interface GuessedName {
  /** As it is first written. */
  text: string
  kind: (typeof guessedKinds)[number]
  count: number
}

/** Raise it when guesses come out differently: texts are then read for them again. */
export const GUESS_VERSION = 1

/** The commonest, and those of two characters. A word that the tagger does not know and that begins so may be a person's name. */
const surnames = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边净阴闫佘练肖付代密'.split(
    '',
  ),
)
const doubleSurnames =
  /^(?:欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|长孙|慕容|司徒|令狐|宇文|端木|东方|南宫|西门|独孤|万俟|澹台)/
/** Words of the dictionary that are tagged as names and name nobody. */
const stop = new Set(
  '高兴 明白 和平 安静 严格 方便 温和 平时 那时 何时 连长 白天 许可 高明 高尚 高升 高大 高峰 高潮 成功 成立 成长 金属 金银 白银 白色 黄金 黄色 黄昏 马上 马路 石头 石油 江山 江河 文明 文化 文史 文艺 田地 田野 方法 方向 方针 史料 史实 史学 温暖 安全 安定 安排 严重 严肃 包括 包围 关系 关于 关心 时代 时候 时间 成员 任务 任何 任命 任职 管理 管辖 常常 常识 常委 强大 强调 解放 解决 解释 路线 路上 阳光 左右 童年 游击 武器 武装 武力 万分 万一 万岁 钱财 钱粮 何处 何等 何必 于是 于此 余人 程度 曾经 单位 单独 向来 向上 席位 位置 边区 边疆 边界 强迫 华侨 房屋 车辆 车站 宁可 祝贺 项目 费用 盛大 盛况 莫名 代表 代理 付出 季节 申请 毕业 毕竟 易于 康复 秦腔 梅花 柳树 兰花 桂花 牛羊 龙灯 熊猫 石碑 钟楼 鼓楼 乔装 安插 安置 查明 查封 查办 路过 路费 国民 共和 民主 先生 同志'.split(
    ' ',
  ),
)
for (const { name } of eras) stop.add(name)
const title =
  /(?:先生|女士|同志|老师|皇帝|将军|小姐|夫人|太太|师傅|师长|团长|旅长|军长|司令|主席|总理|部长|县长|市长|省长|主任|委员|书记|大人|老爷|大爷|大娘|老汉|某某|某)$/

/** One word as a tagger gives it (jieba: nr person, ns place, nt body, x none that it knows); null where it guesses no name. */
export function guessOf(word: string, tag: string): GuessedName['kind'] | null {
  if (!/^[\p{Script=Han}·]{2,12}$/u.test(word) || stop.has(word) || title.test(word)) return null
  if (tag.startsWith('nr')) return 'person'
  if (tag === 'ns') return 'place'
  if (tag === 'nt') return 'corporateBody'
  const isNamed = doubleSurnames.test(word) ? word.length <= 4 && word.length >= 3 : surnames.has(word[0]!)
  return tag === 'x' && word.length <= 4 && (word.length <= 3 || doubleSurnames.test(word)) && isNamed ? 'person' : null
}

/** One unit for one unit, as dictionaries of simplified texts know it: offsets stay. */
export const simplified = (text: string): string => {
  let result = ''
  for (let i = 0; i < text.length; i++) result += String.fromCharCode(foldUnit(text.charCodeAt(i)))
  return result
}

const MOST_GUESSES = 200
const sentence = /[^。！？；!?;\n]+/g

/** Every name guessed in a text, most frequent first. `tag`: the words of a sentence, all of them, in order. */
export function guessedNames(
  text: string,
  tag: (sentence: string) => readonly { word: string; tag: string }[],
): GuessedName[] {
  const found = new Map<string, GuessedName>()
  for (const { index, 0: written } of text.matchAll(sentence)) {
    let at = 0
    for (const { word, tag: kindOf } of tag(simplified(written))) {
      const kind = guessOf(word, kindOf)
      const known = kind && found.get(word)
      if (known) known.count++
      else if (kind) {
        const start = index + at
        found.set(word, { text: text.slice(start, start + word.length), kind, count: 1 })
      }
      at += word.length
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count).slice(0, MOST_GUESSES)
}
