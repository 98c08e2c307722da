/**
 * Readings that pinyin-pro 3.29 gets wrong, by whole words: places by the readings of their own people (《中国地名录》, 《现代汉语词典》), peoples and offices of
 * history, persons whose surname has its own reading. In simplified characters, numbered tones, ü as v.
 */
const words = `浚县 xun4 xian4|单县 shan4 xian4|蔚县 yu4 xian4|蔚州 yu4 zhou1|泌阳 bi4 yang2|涡阳 guo1 yang2|涡河 guo1 he2|洪洞 hong2 tong2|乐亭 lao4 ting2|乐陵 lao4 ling2
|尉氏 wei4 shi4|尉犁 yu4 li2|六合县 lu4 he2 xian4|六合区 lu4 he2 qu1|台州 tai1 zhou1|天台 tian1 tai1|会稽 kuai4 ji1|解州 xie4 zhou1|解县 xie4 xian4|莘庄 xin1 zhuang1
|歙县 she4 xian4|浒墅关 xu3 shu4 guan1|浒湾 xu3 wan1|乐清 yue4 qing1|监利 jian4 li4|黄陂 huang2 pi2|华阴 hua4 yin1|华县 hua4 xian4|华州 hua4 zhou1|华山 hua4 shan1
|吴堡 wu2 bu3|柴沟堡 chai2 gou1 bu3|什邡 shi2 fang1|大埔 da4 bu4|喀什 ka1 shi2|珲春 hun2 chun1|穆棱 mu4 ling2|任丘 ren2 qiu1|任县 ren2 xian4|任城 ren2 cheng2
|蠡县 li3 xian4|繁峙 fan2 shi4|都匀 du1 yun2|济源 ji3 yuan2|济宁 ji3 ning2|济水 ji3 shui3|济渎 ji3 du2|重庆 chong2 qing4|大城县 dai4 cheng2 xian4
|大宛 da4 yuan1|高句丽 gao1 gou1 li2|冒顿 mo4 du2|吐蕃 tu3 bo1|龟兹 qiu1 ci2|月氏 yue4 zhi1|可汗 ke4 han2|单于 chan2 yu2|朝鲜 chao2 xian3
|地藏 di4 zang4|列传 lie4 zhuan4|大传 da4 zhuan4|小传 xiao3 zhuan4|评传 ping2 zhuan4|合传 he2 zhuan4|自传 zi4 zhuan4
|万俟 mo4 qi2|尉迟 yu4 chi2|澹台 tan2 tai2|长孙 zhang3 sun1|令狐 ling2 hu2|宿松 su4 song1
|曾国藩 zeng1 guo2 fan1|曾国荃 zeng1 guo2 quan2|曾纪泽 zeng1 ji4 ze2|曾巩 zeng1 gong3|曾参 zeng1 shen1|曾子 zeng1 zi3|曾侯乙 zeng1 hou2 yi3|曾志 zeng1 zhi4
|单田芳 shan4 tian2 fang1|单雄信 shan4 xiong2 xin4|解缙 xie4 jin4|解琬 xie4 wan3|解珍 xie4 zhen1|查良镛 zha1 liang2 yong1|查慎行 zha1 shen4 xing2|查继佐 zha1 ji4 zuo3
|任弼时 ren2 bi4 shi2|任伯年 ren2 bo2 nian2|华罗庚 hua4 luo2 geng1|华国锋 hua4 guo2 feng1|仇英 qiu2 ying1|仇鳌 qiu2 ao2|乐毅 yue4 yi4|纪晓岚 ji3 xiao3 lan2|纪昀 ji3 yun2
|乾隆 qian2 long2|乾嘉 qian2 jia1`

/** Single surnames with a reading of their own; taken before 氏 and 姓, and at the head of a person's name. */
const surnameReadings = `单 shan4|解 xie4|查 zha1|曾 zeng1|任 ren2|华 hua4|仇 qiu2|乐 yue4|区 ou1|盖 ge3|朴 piao2|缪 miao4|员 yun2|召 shao4|种 chong2|翟 zhai2|燕 yan1|应 ying1|纪 ji3
|那 na1|句 gou1|尉 wei4|冼 xian3|洗 xian3|覃 qin2|牟 mu4|哈 ha3|葛 ge3|祭 zhai4|隗 wei3|折 she2|秘 bi4|车 che1|薄 bo2|柏 bai3|卜 bu3|谌 chen2|过 guo1|贾 jia3|沈 shen3`

const entries = (table: string): [string, string[]][] =>
  table.split('|').map((line) => {
    const [word = '', ...syllables] = line.trim().split(' ')
    return [word, syllables]
  })

export const surnames: ReadonlyMap<string, string> = new Map(
  entries(surnameReadings).map(([surname, [reading]]) => [surname, reading!]),
)

/** By first character, longest word first. */
export const fixedWords: ReadonlyMap<string, readonly (readonly [word: string, syllables: readonly string[]])[]> =
  (() => {
    const byFirst = new Map<string, [string, string[]][]>()
    for (const entry of entries(words)) {
      const first = entry[0][0]!
      byFirst.set(
        first,
        [...(byFirst.get(first) ?? []), entry].sort(([a], [b]) => b.length - a.length),
      )
    }
    return byFirst
  })()
