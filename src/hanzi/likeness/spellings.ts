/** 异形词 and other spellings of one word (chinese-text.md §13b): offered as 另有, never folded, since the author's spelling is evidence too. */
import { fold } from '../fold.ts'

/**
 * Words of one sound and meaning written in several ways. From 《第一批异形词整理表》 (GF 1001-2001), those local history is likely to hold; forms of the
 * withdrawn second simplification of 1977 (付食, 另件, 予算, 歺厅), common in manuscripts until the eighties; older habits (那末, 澈底, 部份).
 */
const words =
  '按语/案语 百叶窗/百页窗 斑白/班白/颁白 保姆/保母 辈分/辈份 本分/本份 笔画/笔划 毕恭毕敬/必恭必敬 编者按/编者案 标志/标识 秉承/禀承 参与/参预 惨淡/惨澹 掺杂/搀杂 铲除/刬除 车厢/车箱 ' +
  '彻底/澈底 沉思/沈思 称心/趁心 成分/成份 部分/部份 身份/身分 充分/充份 月份/月分 年份/年分 省份/省分 筹划/筹画 筹码/筹马 踌躇/踌蹰 出谋划策/出谋画策 瓷器/磁器 瓷窑/磁窑 赐予/赐与 ' +
  '给予/给与 授予/授与 粗鲁/粗卤 搭档/搭挡 戴孝/带孝 担心/耽心 担忧/耽忧 耽搁/担搁 倒霉/倒楣 凋敝/雕敝 凋零/雕零 叮咛/丁宁 订单/定单 订婚/定婚 订货/定货 订阅/定阅 订购/定购 逗留/逗遛 ' +
  '独角戏/独脚戏 端午/端五 二黄/二簧 繁衍/蕃衍 吩咐/分付 分量/份量 分内/份内 分外/份外 分子/份子 愤愤/忿忿 丰富多彩/丰富多采 锋芒/锋铓 服侍/伏侍/服事 服罪/伏罪 负隅顽抗/负嵎顽抗 ' +
  '附会/傅会 干预/干与 告诫/告戒 耿直/梗直/鲠直 恭维/恭惟 勾画/勾划 勾连/勾联 孤苦伶仃/孤苦零丁 辜负/孤负 古董/骨董 股份/股分 关联/关连 光彩/光采 归根结底/归根结柢 过分/过份 含糊/含胡 ' +
  '喝彩/喝采 轰动/哄动 弘扬/宏扬 宏图/弘图/鸿图 宏愿/弘愿 洪福/鸿福 蝴蝶/胡蝶 糊涂/胡涂 花招/花着 恍惚/恍忽 浑水摸鱼/混水摸鱼 伙伴/火伴 激愤/激忿 计划/计画 规划/规画 策划/策画 ' +
  '谋划/谋画 纪念/记念 纪录/记录 寄予/寄与 嘉宾/佳宾 驾驭/驾御 架势/架式 嫁妆/嫁装 简练/简炼 狡猾/狡滑 精彩/精采 纠合/鸠合 纠集/鸠集 就座/就坐 角色/脚色 克期/刻期 刻画/刻划 烂漫/烂熳 ' +
  '狼藉/狼籍 累赘/累坠 连贯/联贯 连接/联接 连绵/联绵 连缀/联缀 联结/连结 联络/连络 联合/连合 嘹亮/嘹喨 缭乱/撩乱 溜达/蹓跶 流连/留连 鲁莽/卤莽 录像/录相 麻风/痲风 麻疹/痲疹 马虎/马糊 ' +
  '门槛/门坎 模仿/摹仿 模糊/模胡 模拟/摹拟 摩擦/磨擦 摩拳擦掌/磨拳擦掌 那么/那末 这么/这末 要么/要末 什么/甚么 内讧/内哄 凝练/凝炼 洗练/洗炼 锻炼/锻练 纽扣/钮扣 扒手/掱手 ' +
  '盘根错节/蟠根错节 盘踞/盘据/蟠踞 磐石/盘石 彷徨/旁皇 披星戴月/披星带月 漂泊/飘泊 漂流/飘流 飘零/漂零 凭空/平空 牵连/牵联 憔悴/蕉萃 清澈/清彻 透彻/透澈 劝诫/劝戒 训诫/训戒 热衷/热中 ' +
  '人才/人材 日食/日蚀 月食/月蚀 入座/入坐 色彩/色采 杀一儆百/杀一警百 山楂/山查 舢板/舢舨 艄公/梢公 申雪/伸雪 神采/神彩 什锦/十锦 收服/收伏 书简/书柬 思维/思惟 死心塌地/死心踏地 ' +
  '踏实/塌实 铤而走险/挺而走险 推诿/推委 玩意儿/玩艺儿 无动于衷/无动于中 毋宁/无宁 毋庸/无庸 稀罕/希罕 稀奇/希奇 稀少/希少 稀有/希有 贤惠/贤慧 相貌/像貌 小题大做/小题大作 信口开河/信口开合 ' +
  '序文/叙文 序言/叙言 押韵/压韵 鸦片/雅片 扬琴/洋琴 夜宵/夜消 一锤定音/一槌定音 衣襟/衣衿 义无反顾/义无返顾 淫雨/霪雨 盈余/赢余 余晖/余辉 渔具/鱼具 渔网/鱼网 渔民/鱼民 与会/预会 ' +
  '预备/豫备/予备 预算/豫算/予算 预防/予防 预告/予告 原来/元来 原原本本/元元本本/源源本本 缘故/原故 缘由/原由 再接再厉/再接再砺 崭新/斩新 辗转/展转 战栗/颤栗 账本/帐本 账目/帐目 ' +
  '账簿/帐簿 账房/帐房 账册/帐册 查账/查帐 折中/折衷 芝麻/脂麻 肢解/支解/枝解 直截了当/直捷了当/直接了当 指手画脚/指手划脚 周济/赒济 装潢/装璜 孜孜/孳孳 姿势/姿式 仔细/子细 佐证/左证 ' +
  '知识/智识 鸡蛋/鸡旦 停车/仃车 街道/亍道 餐厅/歺厅 信用社/伩用社 蓝色/兰色 零件/另件 零售/另售 零用/另用 副食/付食 副业/付业 副产品/付产品 副刊/付刊 副官/付官 副本/付本 舞台/午台 ' +
  '跳舞/跳午 豆腐/豆付 韭菜/艽菜'

/** County names whose rare characters the State Council replaced between 1955 and 1964 (盩厔 → 周至); some have come back since (波阳 → 鄱阳). */
const places =
  '勉县/沔县 户县/鄠县 周至/盩厔 眉县/郿县 彬县/邠县 富县/鄜县 洛南/雒南 礼泉/醴泉 合阳/郃阳 佳县/葭县 旬邑/栒邑 旬阳/洵阳 千阳/汧阳 爱辉/瑷珲/爱珲 若羌/婼羌 和田/和阗 于田/于阗 ' +
  '大余/大庾 全南/虔南 新干/新淦 新余/新喻 波阳/鄱阳 寻乌/寻邬 玉林/郁林 石柱/石砫 丰都/酆都 越西/越巂/越嶲 甘洛/呷洛 务川/婺川 习水/鳛水 铁力/铁骊 门源/亹源'

/** 付主席 for 副主席: only before an office or as part of a fixed word, since 付 is a word of its own. */
const offices =
  '主席 主任 主编 总理 总统 委员 议长 会长 社长 县长 市长 省长 区长 乡长 镇长 村长 保长 部长 局长 处长 科长 股长 厂长 矿长 经理 校长 院长 所长 站长 段长 队长 组长 班长 ' +
  '排长 连长 营长 团长 旅长 师长 军长 司令 总队 馆长 行长 书记 秘书 教授 专员 领事 总编 总裁 理事 农艺师 工程师'

/** Surnames and what the register offices made of them. */
const surnames = '萧/肖 阎/闫 傅/付 戴/代 邱/丘 蓝/兰 詹/占'

interface Form {
  tokens: string[]
  others: string[]
  /** Only where a name can stand: at the start of a term of two to four tokens. */
  isName: boolean
}

/** By first token. */
const forms = new Map<string, Form[]>()
const learn = (group: string, isName: boolean) => {
  const spellings = group.split('/')
  for (const spelling of spellings) {
    const { tok } = fold(spelling)
    const form = { tokens: tok, others: spellings.filter((other) => other !== spelling), isName }
    const known = forms.get(tok[0]!)
    if (known) known.push(form)
    else forms.set(tok[0]!, [form])
  }
}
for (const group of `${words} ${places}`.split(' ')) learn(group, false)
for (const office of offices.split(' ')) learn(`副${office}/付${office}`, false)
for (const group of surnames.split(' ')) learn(group, true)

/** Rare as anything but a surname, so worth trying inside a longer term too (烈士萧楚女生平). */
const plainSurnames = new Set('萧阎闫傅邱戴')

const MOST = 12
const LONGEST = 200

/**
 * The query with one word spelled otherwise (all its occurrences), everything else as typed, operators too; at most 12, none equal to the query
 * when folded (象/像 and 答复/答覆 are one already). They are guesses: offer those that are found.
 */
export function spellingAlternatives(query: string): string[] {
  if (query.length > LONGEST) return []
  const { tok, st, en, gap } = fold(query)
  const isStart = (at: number) => at === 0 || (gap[at]! & 3) > 0 || st[at]! > en[at - 1]!
  const nameAt = (at: number) => {
    if (plainSurnames.has(tok[at]!)) return true
    if (!isStart(at)) return false
    let length = 1
    while (at + length < tok.length && !isStart(at + length)) length++
    return length >= 2 && length <= 4
  }
  /** Replacement → where. */
  const found = new Map<string, { other: string; spans: [number, number][] }>()
  for (let at = 0; at < tok.length; at++) {
    for (const { tokens, others, isName } of forms.get(tok[at]!) ?? []) {
      // Not over a blank or an operator: 人) -才 is no 人才.
      if (tokens.some((token, i) => tok[at + i] !== token || (i > 0 && isStart(at + i)))) continue
      if (isName && !nameAt(at)) continue
      for (const other of others) {
        const key = `${tokens.join('')}/${other}`
        const place = found.get(key) ?? { other, spans: [] }
        place.spans.push([st[at]!, en[at + tokens.length - 1]!])
        found.set(key, place)
      }
    }
  }
  const alternatives = new Set<string>()
  for (const { other, spans } of found.values()) {
    let text = ''
    let from = 0
    for (const [start, end] of spans) {
      if (start < from) continue
      text += query.slice(from, start) + other
      from = end
    }
    alternatives.add(text + query.slice(from))
    if (alternatives.size === MOST) break
  }
  return [...alternatives]
}
