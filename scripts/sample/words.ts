/** Word lists of our own for an invented city, 临汝川市: every person, place and event is made up. */
const list = (text: string) => text.split(' ')

export const surnames = list('沈 陆 周 马 苏 韩 顾 秦 贺 邵 宋 孟 田 郭 董 阮 蔡 鲁 段 温 欧阳 尉迟')
export const givenNames = list(
  '季清 怀瑾 树人 守业 云程 鹤年 秉章 慕贞 淑仪 兆麟 文焕 景行 维岳 伯钧 少川 玉堂 德润 若愚 静安 士谦 梦周 思源 仲华 宝珍 长庚 大有',
)
export const places = list(
  '临汝川 老渡口 文昌阁 南关街 北寺巷 石桥镇 柳林铺 白沙滩 青龙岭 十字街 东門外 西河湾 三官庙 杏花村 马家集 黑石关 双塔寺 铁炉营 望江楼 柏树坪',
)
export const trades = list(
  '船行 钱庄 粮栈 药铺 染坊 油坊 木器社 铁工厂 纱厂 火柴厂 印刷所 照相馆 茶馆 戏园 书局 邮亭 骡马店 酱园 砖瓦窑 面粉厂',
)
export const schools = list('临川中学 文昌小学 县立师范 女子学校 乡村师范 夜校 识字班 农业学堂 教会医院 国货商场')
export const operas = list('卷席筒 穆桂英挂帅 秦香莲 打渔杀家 白蛇传 花打朝 三哭殿 桃花庵')
export const goods = list('棉花 土布 桐油 食盐 煤油 茶叶 药材 生漆 粮食 杂货 瓷器 纸张')
export const crafts = list('剪纸 木版年画 泥塑 竹编 制笔 制墨 刺绣 铸铁 烧瓷 皮影')
export const offices = list('县长 科长 校长 会长 站长 厂长 区长 主任 秘书 督学 队长 经理')
export const titles = list('回忆录 见闻 始末 琐记 往事 纪略 口述 忆旧 小史 片断')
export const topics = list(
  '渡口 商会 学堂 纱厂 戏班 水灾 旱荒 抗战 迁校 修路 办报 印书 行医 护桥 支前 公私合营 扫盲 架线 治河 造林 办厂 古塔 庙会 集市 码头',
)

export const openings = [
  '我生于{year}，祖居{place}，自幼随父亲在{trade}学徒。',
  '{year}，我在{school}读书，亲眼看到了这件事的经过。',
  '先父{person}曾任{office}，晚年常对我们讲起{topic}的旧事。',
  '本文根据{person}先生{year}的口述整理，经本人审阅。',
  '{place}的{trade}，起于{year}，前后经营三代。',
  '关于{topic}，各家说法不一，现就我所知，记述如下。',
]
export const sentences = [
  '{year}{month}，{person}与{person2}在{place}合办{trade}，资本{amount}元，雇工{count}人。',
  '当时{place}往来商旅不绝，{goods}、{goods2}都由老渡口起岸，再用骡马转运。',
  '{year}大水，{place}一带房屋倒塌{count}间，灾民聚集在{school}，由商会施粥。',
  '{person}性情耿直，遇事不避艰险，乡里至今称道。',
  '{school}初设时只有学生{count}名，教员{small}人，课本由{trade}石印。',
  '敌机轰炸{place}，{trade}的厂房被炸毁，工友{person}为抢救账册负伤。',
  '戏班在{place}搭台，连演{opera}、{opera2}，四乡来看戏的人挤满了河滩。',
  '那年冬天格外冷，河面封冻，船工们凿冰开船，一天只能往返{small}次。',
  '{person}回忆说：“我们抬着机器过河，水没到胸口，谁也没有松手。”',
  '县里派{office}{person}下乡查勘，在{place}住了{small}天，写成报告一份。',
  '{craft}是{place}的老手艺，{person}的祖父做了一辈子，传到他已是第{small}代。',
  '公私合营以后，{trade}并入{trade2}，老师傅{person}被请去带徒弟。',
  '修路时缺少石料，{place}的群众把自家的石磨、石槽都抬了出来。',
  '{year}{month}{day}，{school}师生{count}人离开{place}，沿河西行，路上走了{small}个月。',
  '商会会长{person}变卖田产，凑足{amount}元，才把这批{goods}运到。',
  '办夜校没有灯油，{person}就用松明照着教大家识字，一个冬天教会了{count}个人。',
  '老渡口的码头有石阶{count}级，船行共有木船{count2}只，船工多姓马。',
  '这份账册后来由{person}的女儿{person2}保存，{year}交给了文史委员会。',
  '{place}的{trade}门前有一副对联，是{person}写的，字体端正，可惜后来毁了。',
  '抗战胜利的消息传来，{place}的人整夜没有睡，{school}的钟敲了一遍又一遍。',
  '关于这件事，{person}与{person2}的说法不同，姑且两存，以待查考。',
  '我当时在{trade}当学徒，月薪只有{small}元，逢年过节才能回{place}一趟。',
  '后来查县志稿，知道{place}旧有{trade}{small}家，民国年间只剩{small2}家。',
  '照片背面写着“{year}于{place}”，前排左起第{small}人就是{person}。',
  '治河工地上红旗招展，{count}名民工分成{small}个大队，日夜不停。',
  '印书没有铅字，{person}带着徒弟刻了{count}块木板，一块也没有刻错。',
]
export const closings = [
  '以上所记，均为亲历亲见，如有出入，请知情者指正。',
  '事隔多年，人名地名或有误记，谨供参考。',
  '往事如烟，写出来留给后人看看。',
  '（此件为样例，人物、地点、事件均系虚构。）',
]
