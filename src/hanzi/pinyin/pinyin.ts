/**
 * Titles and names found by how they are spoken (chinese-text.md §10): full pinyin, initials, mixed with characters, unfinished. Every reading of a
 * character counts, so that lvbu and lubu find 吕布 and both shantianfang and dantianfang find 单田芳.
 */
import { foldUnit } from '../fold.ts'
import { isHan, type ReadingOptions, readingsOf, syllables } from './reading.ts'

/** lv is also typed lu and lyu; 陕西 is spelled Shaanxi to tell it from 山西. */
const spellings = (syllable: string, character = ''): string[] =>
  syllable.includes('v')
    ? [syllable, syllable.replace('v', 'u'), syllable.replace('v', 'yu')]
    : character === '陕'
      ? [syllable, 'shaan']
      : [syllable]

/** Titles are told apart by their beginnings; the rest of a longer one is found by text. */
const MAX_CHARACTERS = 200

/**
 * What `matchPinyin` reads, as one storable string: an element for each character, parted by spaces; a Han character with its reading in context, then `/`
 * and its other readings, each by comma (`重chong/zhong,tong 庆qing/`); a letter or digit is itself. Punctuation is left out.
 */
export function readings(text: string, options: ReadingOptions = {}): string {
  const given = text.slice(0, MAX_CHARACTERS)
  const spoken = syllables(given, options)
  const elements: string[] = []
  for (let i = 0; i < given.length; i++) {
    const unit = given.charCodeAt(i)
    const folded = foldUnit(unit)
    const here = spoken[i]!
    if (here !== '' || isHan(folded)) {
      const context = spellings(here.replace(/\d$/, ''), String.fromCharCode(folded)).filter((one) => one !== '')
      // 着 that stands for 著 has the readings of both.
      const others = [...readingsOf(unit), ...(folded === unit ? [] : readingsOf(folded))].flatMap((one) =>
        spellings(one),
      )
      const more = [...new Set(others)].filter((one) => !context.includes(one))
      elements.push(`${String.fromCharCode(folded)}${context.join(',')}/${more.join(',')}`)
    } else elements.push(...plainOf(given[i]!))
  }
  return elements.join(' ')
}

/** Letters and digits of one unit, lower case, without marks; ü as v. */
const plainOf = (text: string): string[] => [
  ...text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/u\u0304?\u0308/g, 'v')
    .replace(/[^a-z0-9]/g, ''),
]

/** A query in the same letters: tone marks off (lǚ is lv), ' and spaces and punctuation out, characters folded. */
function letters(query: string): string {
  let plain = ''
  for (const one of query.slice(0, 100).normalize('NFKD').toLowerCase().normalize('NFC')) {
    if (one.length === 1 && isHan(foldUnit(one.charCodeAt(0))))
      plain += String.fromCharCode(foldUnit(one.charCodeAt(0)))
    else if (/[üǖǘǚǜ]/.test(one)) plain += 'v'
    else plain += one.normalize('NFKD').replace(/[^a-z0-9]/g, '')
  }
  return plain
}

/** What a way through the title has used: bit 0 an initial, bit 1 another reading than the context's. A set of ways is a mask of 1 << used. */
const INITIAL = 1
const OTHER = 2
const added = (ways: number, used: number): number => {
  let result = 0
  for (let way = 0; way < 4; way++) if (ways & (1 << way)) result |= 1 << (way | used)
  return result
}
const scoreOf = (ways: number): number => (ways & 1 ? 3 : ways & 6 ? 2 : ways & 8 ? 1 : 0)

/** Ways on from place `at` of the query through the readings `list` (by commas), added to `next`. */
function through(query: string, at: number, list: string, ways: number, used: number, next: Int8Array): void {
  for (let start = 0; start < list.length; ) {
    const comma = list.indexOf(',', start)
    const end = comma === -1 ? list.length : comma
    let same = 0
    while (start + same < end && at + same < query.length && list[start + same] === query[at + same]) same++
    if (same === end - start) next[at + same]! |= added(ways, used)
    // The last syllable may be unfinished, from its second letter on: zhengzho.
    else if (at + same === query.length && same > 1 && !(same === 2 && list[start + 1] === 'h'))
      next[at + same]! |= added(ways, used)
    if (same > 0) {
      next[at + 1]! |= added(ways, used | INITIAL)
      if (same > 1 && list[start + 1] === 'h') next[at + 2]! |= added(ways, used | INITIAL)
    }
    start = end + 1
  }
}

/** A query made ready for many titles: gives the score of each title's `readings`. */
export function pinyinMatcher(query: string): (readings: string) => number {
  const sought = letters(query)
  const { length } = sought
  if (length === 0) return () => 0
  let now = new Int8Array(length + 1)
  let next = new Int8Array(length + 1)
  return (title) => {
    now.fill(0)
    let best = 0
    for (let start = 0; start < title.length && best < 3; ) {
      const space = title.indexOf(' ', start)
      const end = space === -1 ? title.length : space
      next.fill(0)
      now[0] = 1
      const isSpoken = end - start > 1
      const slash = isSpoken ? title.indexOf('/', start) : -1
      for (let at = 0; at < length; at++) {
        const ways = now[at]!
        if (ways === 0) continue
        if (title[start] === sought[at]) next[at + 1]! |= ways
        if (!isSpoken) continue
        through(sought, at, title.slice(start + 1, slash), ways, 0, next)
        if (slash + 1 < end) through(sought, at, title.slice(slash + 1, end), ways, OTHER, next)
      }
      best = Math.max(best, scoreOf(next[length]!))
      ;[now, next] = [next, now]
      start = end + 1
    }
    return best
  }
}

/** 3 = as it is read here · 2 = by initials, or another reading · 1 = both · 0 = not found. Anywhere in the title, character after character. */
export const matchPinyin = (query: string, titleReadings: string): number => pinyinMatcher(query)(titleReadings)
