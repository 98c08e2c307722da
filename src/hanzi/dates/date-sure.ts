/** Whether what reads like a date in running text is one: durations (三年, 五十八年来), grades (三年级), places (大同) and common words are not. */
import { type DateContext, type Env, eraOf } from './date-eras.ts'
import type { Mention } from './date-mention.ts'

/** Where a phrase may begin and end. */
const opens = /[\n ，。、；：！？!?;:,()“”《》…—']|[于在自从至到由及与和]/
const closes = /[\n ，。、；：！？!?;:,()“”《》…—']/
const isOpen = (s: string, at: number): boolean => at <= 0 || opens.test(s[at - 1]!)
const isClosed = (s: string, end: number): boolean => end >= s.length || closes.test(s[end]!)

/** Names of eras that are also places or common words: 在大同二年 may be two years in a town. */
const alsoWords = new Set(
  '大同 永安 永康 永嘉 永宁 永兴 永和 永昌 咸宁 太平 太康 太安 建平 建德 长安 长兴 长寿 兴宁 兴安 兴平 宝应 宝庆 永泰 绍兴 嘉定 嘉禾 景德 隆安 隆昌 保定 武平 元和 中和 和平 普通 文明 大明 如意'.split(
    ' ',
  ),
)
/** 2000年历史, 近1500年: a round number of years. */
const durationBefore = /(?:有|近|约|达|逾|余|隔|距今|历经|历时|长达|超过|前后|整整|这)$/
const durationAfter = /^(?:历史|以来|来|前|之久|之后|后|间|悠久|文明|的(?:历史|文化|古))/
const notYear = /^[级鉴庚轮糕货薪票龄]/
const notInitial = /[说证表申声阐聪光发黎文鲜透分简标查人公农国全移澄看认弄搞还肃偿理]$/

const sameYearWord = /^[级龄代纪轻幼迈富长老青少仿终]/
const monthCountBefore = /[近约个满达共过余几前后每半多第历]$/
const dayLater = /^(?:日|[晨早晚夜上下午凌清傍起前后])/
/** Feasts by their bare day: 三月三 after a western year is of the lunar calendar all the same. */
const feastDay = /^(?:二月二|三月三|五月五|六月六|七月七|九月九|八月十五)$/

function sureMonth(s: string, start: number, { end }: Mention, env: Env): boolean {
  const written = s.slice(start, end)
  const before = s.slice(Math.max(0, start - 2), start)
  if (monthCountBefore.test(before) || /^十月革命/.test(s.slice(start, start + 4))) return false
  const isArabic = /^[0-9]/.test(written)
  const isLunar =
    env.context !== undefined && (eraOf(env.context, env)?.months === 'lunar' || env.context.calendar === 'lunar')
  // An Arabic month after a lunar year may be either calendar's.
  if (isArabic && isLunar) return false
  if (/[日号]$/.test(written)) return true
  if (/月份?$/.test(written)) {
    if (isArabic) return !/^[余多之份个]/.test(s.slice(end))
    return (
      isOpen(s, start) && (isClosed(s, end) || written.endsWith('份') || /^[初底末中上下间起以始]/.test(s.slice(end)))
    )
  }
  if (/[旬初底末中月望朔晦]$/.test(written)) return true
  if (feastDay.test(written) && !isLunar) return false
  return isClosed(s, end) || dayLater.test(s.slice(end))
}

function sureShort(s: string, start: number, { end, context }: Mention, before: DateContext | undefined): boolean {
  if (!context || !before) return false
  const written = s.slice(start, end)
  const diff = context.year - before.year
  if (Math.abs(diff) > 20 || /[第近约了过经共达前后满历]$/.test(s.slice(Math.max(0, start - 1), start))) return false
  if (/年$/.test(written)) return diff > 0 && written.length >= 3 && isOpen(s, start) && isClosed(s, end)
  return !/^[间来多]/.test(s.slice(end))
}

function sureYear(s: string, start: number, mention: Mention): boolean {
  const { end, context } = mention
  const written = s.slice(start, end)
  const rest = s.slice(end, end + 4)
  if (!/[年载]$/.test(written)) return true
  if (notYear.test(rest)) return false
  const before = s.slice(Math.max(0, start - 4), start)
  if (context && mention.calendar === 'gregorian' && context.year % 10 === 0) {
    if (context.year % 100 === 0 && durationBefore.test(before)) return false
    if (/(?:距今|历时|长达|超过)$/.test(before)) return false
    if (
      context.year % 100 === 0 &&
      durationAfter.test(rest) &&
      (context.year % 500 === 0 || /^(?:历史|之久|悠久|文明|的历史)/.test(rest))
    )
      return false
  }
  if (/^历史/.test(rest) && mention.calendar === 'gregorian') return false
  return !(context?.era && alsoWords.has(context.era) && /[在到住于赴]$/.test(before))
}

/** `distance`: characters since the date it would build on. */
export function isSure(s: string, start: number, mention: Mention, env: Env, distance: number): boolean {
  const { kind, end } = mention
  const written = s.slice(start, end)
  const rest = s.slice(end, end + 3)
  if (kind === 'name') return false
  if (kind === 'numeric') return !/[-./]/.test(s[start - 1] ?? '') && !/^[-./0-9A-Za-z]/.test(rest)
  if (kind === 'year') return sureYear(s, start, mention)
  if (kind === 'short') return sureShort(s, start, mention, env.context)
  if (kind === 'month') return sureMonth(s, start, mention, env)
  if (kind === 'day')
    return distance <= 300 && isOpen(s, start) && (isClosed(s, end) || /^[晨早晚夜上下午凌清拂中]/.test(rest))
  if (kind === 'stretch') {
    // 解放时 came to each place on a day of its own: the text does not say which.
    if (written.startsWith('解放') && mention.value.start === mention.value.end) return false
    if (/^[清明元民][初末]/.test(written) && notInitial.test(s.slice(Math.max(0, start - 1), start))) return false
    return !(/[初末]$/.test(written) && /^[步级中期次衷审稿等]/.test(rest))
  }
  if (/^[同是当次翌][日天]/.test(written)) return distance <= 300 && isOpen(s, start)
  if (/^[同次翌]年$/.test(written)) return !sameYearWord.test(rest)
  if (/^[是其该本此上]年$|^[同是]岁$|^[同是当该本次翌]月$/.test(written))
    return isOpen(s, start) && !sameYearWord.test(rest)
  // 当年, 来年 and 转年 alone are turns of speech.
  return !/^(?:当年|来年|转年|越年|第二年)$/.test(written)
}
