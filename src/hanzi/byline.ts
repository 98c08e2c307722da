/** 署名: who is named in a byline, and what they did: 张甲口述 李乙、王丙整理. Pure. */

/** What people do for a text, as bylines write it next to their names. */
const ROLE =
  '口述者?|自述|讲述|回忆|搜集整理|收集整理|采访整理|记录整理|整理|记录|纪录|笔录|采访|访谈|采写|执笔|撰文|撰稿|撰写|撰|主编|编著|编写|编译|编撰|合著|编|著|译|辑录|辑|遗稿|遗作|旧作|搜集|收集|供稿|提供|校订|校注|摄影'
/** These may be part of a name too, and are read only where they stand alone. */
const ALONE = `${ROLE}|文|述|记|注|校|摄|署名|作者`
const inBrackets = new RegExp(`^(.+?)[(（](${ALONE})[)）]$`, 'u')
const behind = new RegExp(`^(.*?)\\s*((?:${ROLE})+)$`, 'u')
const before = new RegExp(`^(${ALONE})(?:者|人)?\\s*[:：]\\s*`, 'u')
const between = new RegExp(`(${ROLE})(?=\\p{Script=Han}{2,4}(?:${ROLE}))`, 'gu')
const alone = new RegExp(`^[(（]?(${ALONE})[)）]?$`, 'u')
const separator = /[、，,;；/／|｜]+|\s+(?=[\p{Script=Han}(（])|(?<=[\p{Script=Han}）)])\s+/u

export interface Responsible {
  names: string[]
  /** As the byline writes it; '': wrote it. */
  role: string
}

const roleSaid = (written: string) => (/^(?:作者|署名|文)$/.test(written) ? '' : written.replace(/^口述者$/, '口述'))

/** Who is named, by what they did. 张甲、李乙整理: of both; 张甲、李乙（记录）: of the second; 整理：李乙、王丙: of those behind it. */
export function responsibleIn(byline: string): Responsible[] {
  const found: Responsible[] = []
  let names: string[] = []
  let announced = ''
  const close = (role = announced) => {
    if (names.length) found.push({ names, role: roleSaid(role) })
    names = []
  }
  for (const written of closedUp(byline).replace(between, '$1 ').split(separator).filter(Boolean)) {
    const [label, ahead] = before.exec(written) ?? ['']
    if (ahead !== undefined) {
      close()
      announced = ahead
    }
    const word = written.slice(label.length)
    const [, own, ownRole] = inBrackets.exec(word) ?? []
    const [, name = '', role] = behind.exec(word) ?? []
    const [, lone] = alone.exec(word) ?? []
    if (lone !== undefined) close(lone)
    else if (own !== undefined) {
      close()
      names = namesIn(own)
      close(ownRole)
    } else if (role !== undefined) {
      names.push(...namesIn(name))
      close(role)
    } else names.push(...namesIn(word))
  }
  close()
  return found
}

/** 张甲（委员） is one, 张学良和杨虎城 are two, 周和生 is one. */
function namesIn(written: string): string[] {
  const name = written.replace(/[(（][^)）]*[)）]$/u, '').trim()
  const two = /^(\p{Script=Han}{2,3})[和与及](\p{Script=Han}{2,3})$/u.exec(name)
  return (two && name.length > 4 ? [two[1]!, two[2]!] : [name]).filter((one) => /\p{L}/u.test(one))
}

/** Two characters of a name set apart, as lists print them: 张　三 → 张三. One space between the others. */
export const closedUp = (text: string): string =>
  text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/(?<![\p{Script=Han}])(\p{Script=Han})(?: (\p{Script=Han}))+(?![\p{Script=Han}])/gu, (run) =>
      run.replaceAll(' ', ''),
    )

const bodies = /(?:室|会|组|委|局|社|馆|办|队|校|厂|科|部|处|院|所)$/
/** Those of one character in the 百家姓, and others that are frequent. */
const surnames =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧肖尹姚邵汪祁毛狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊惠曲封芮储靳段富巫乌焦巴弓牧隗山谷车侯全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶黎薄印白怀蒲邰从索赖卓屠蒙池乔胥闻党翟谭贡劳逄姬申扶堵冉宰雍桑桂牛寿通边燕冀尚农温庄晏柴瞿阎闫充慕连习艾鱼容向古易戈廖庾居衡步都耿满弘匡国文寇广禄东欧沃利蔚越师巩聂晁敖融冷辛阚那简饶曾沙养丰关查荆红游竺权盖益桓公佘佟岳帅苑覃揭付代龐'
const isName = (word: string) =>
  /^[\p{Script=Han}]{2,4}$/u.test(word)
    ? surnames.includes(word[0]!)
    : /^[\p{Script=Han}]{1,6}·[\p{Script=Han}·]{1,12}$/u.test(word)

/** `isApart`: it stood behind wide white space or a leader, so that a name needs no known surname. */
export function looksLikeByline(text: string, isApart: boolean): boolean {
  const words = closedUp(text)
    .split(/[\s、,，]+/)
    .filter(Boolean)
  if (words.length === 0 || words.length > 12) return false
  return words.every((word) => {
    const [, name, role] = behind.exec(word.replace(/[(（)）]/g, '')) ?? []
    const bare = role === undefined ? word : (name ?? '')
    if (bare === '') return words.length > 1
    return isName(bare) || bodies.test(bare) || (isApart && /^[\p{Script=Han}]{2,4}$/u.test(bare))
  })
}
