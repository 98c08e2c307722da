/**
 * Characters a machine, a typesetter or a copyist takes for one another (chinese-text.md §4 "Zero hits").
 *
 * Basis: our own list, by shape alone: one stroke longer, shorter or missing (己已巳, 未末, 大太犬), the same outline (日曰, 田由甲申), the same body
 * with a look-alike part (侯候, 治冶洽, 析折拆), and the misprints every proof-reader knows by name (鲁鱼, 亥豕, 乌焉马). Sound plays no part. No pair
 * of numerals is here: a misread figure is another fact, not a misprint to look past. All members are folded characters; groups may overlap and are
 * not transitive.
 */

const groups = (
  '己已巳 未末 日曰 侯候 大太犬 大丈 人入八 土士 千干于 天夫无 王玉主 木本术 刀力刁 田由甲申 目日 目自 自白 贝见 乌鸟 乌焉马 免兔 午牛 今令 代伐 拔拨 晴睛 ' +
  '析折拆 徒徙 戊戌戍戎 毫亳 崇祟 辨辩辫 祖租 住往佳 住任 汨汩 沐沭 治冶洽 准淮 凤风 几儿 九丸凡 万方 旦且 早旱 晋普 查杳 栗粟 柬束 果杲 板扳 技枝 待侍恃 持特 ' +
  '捐损 援授 推椎堆 摸模 扎札礼 抢抡枪 沦沧 钓钩钧 勾匀勺 予子矛 子孑 母毋 末朱 半羊 平乎 壬王 廷延 微徽 衷哀衰 袁哀 冠寇 宜宣 官宫 家冢 密蜜 塞寨寒 穴六 崔雀 ' +
  '陈阵 阳阴 都部 郎朗 邢刑 那邦 邵郡 郊效 刺剌 幻幼 社杜 壮状 又叉 友反 瓜爪 斤斥 丘兵 第弟 间问闻 内丙 西酉 洒酒 重童 熟热 亨享亭 茶荼 薄簿 苦若 苟荀 旬句 ' +
  '司同 右石 各名 佘余 逐遂 遗遣 迁迂 达迭 运远 述术 廿甘 县具 历厉 庆庄 斗头 买卖 仑仓 抑仰 卯卵 昂昴 却卸 即既 眼眠 着看 春舂 泰秦奏奉 季李 孝考老 肓盲 胄胃 ' +
  '赢羸嬴 券卷 诊珍 含舍 贪贫 孟盂 宇字 竽竿 汗污 计汁 乃及 设没 泊汨 永水 尸户 尺尽 民氏氐 比此北 浙淅 署暑 钤铃 竟竞 庐芦驴 汇江 仟任 伸仲 徐涂 裴斐 褚楮 祁祈 ' +
  '祠词 祥详 神袖 福幅 禄绿 积枳 槐愧 樟獐 蔡察 菜采 莱菜 萧肃 营菅 管菅 蓝篮 帅师 帝常带 帝虎 币布 席度 底低 辟辞 壁璧碧 墓幕慕暮募 堂常党 兴与 失矢 失夫朱 ' +
  '充允克 决诀 鲁鱼 渔鱼 亥豕 狗拘 博搏 傅博 传转 轮轸 较校 辑揖 钟种 铜钢 钢纲网 调绸 给结 经径 续读 缓援 纪记 级极 织识 组祖 细油 绝色 绪诸 锦绵棉 料科'
).split(' ')

const confusedWith = new Map<string, Set<string>>()
for (const group of groups)
  for (const one of group) {
    const others = confusedWith.get(one) ?? new Set()
    for (const other of group) if (other !== one) others.add(other)
    confusedWith.set(one, others)
  }

const none: ReadonlySet<string> = new Set()

/** The characters a folded token is mistaken for; none for most. */
export const confusables = (token: string): ReadonlySet<string> => confusedWith.get(token) ?? none

/** What it costs to take one folded token for the other: 0 equal · 0.3 a lost character (□) · 0.4 confusable · else 1. Symmetric. */
export function substitutionCost(a: string, b: string): number {
  if (a === b) return 0
  if (a === '□' || b === '□') return 0.3
  return confusedWith.get(a)?.has(b) ? 0.4 : 1
}
