/**
 * Keys that sort binary as people expect (chinese-text.md §12): Latin before Han, Han by pinyin and tone, Chinese and Arabic numerals by value,
 * traditional and simplified together. ASCII, at most 64 characters, so that SQLite and Elasticsearch order alike.
 */
import { pinyin } from 'pinyin-pro'
import { fold } from './fold.ts'
import { numeralValue } from './numerals.ts'

const MAX_KEY = 64
/** Readings that dictionaries get wrong for place names. */
const overrides: Record<string, string> = {
  重庆: 'chong2 qing4',
  浚县: 'xun4 xian4',
  单县: 'shan4 xian4',
  蔚县: 'yu4 xian4',
  泌阳: 'bi4 yang2',
  涡阳: 'guo1 yang2',
  洪洞: 'hong2 tong2',
  乐亭: 'lao4 ting2',
  尉氏: 'wei4 shi4',
}

/** A number, by its length and its digits: 9 before 10, without padding every number to the longest. */
const numberKey = (value: number): string => {
  const text = String(value)
  return `1${String(text.length).padStart(2, '0')}${text}`
}

function readings(text: string): string[] {
  let given = text
  const fixed = new Map<number, string>()
  for (const [name, reading] of Object.entries(overrides)) {
    for (let at = given.indexOf(name); at !== -1; at = given.indexOf(name, at + 1)) {
      for (const [i, syllable] of reading.split(' ').entries()) fixed.set(at + i, syllable)
    }
  }
  given = given.replace(/[\ud800-\udfff]/g, '?')
  const found = pinyin(given, { type: 'array', toneType: 'num', v: true })
  return [...given].map((_, i) => fixed.get(i) ?? found[i] ?? '')
}

/** The key of a title or name; '' for one without any letter, digit or character. */
export function titleSort(text: string): string {
  const { tok } = fold(text.slice(0, 60))
  const joined = tok.map((token) => (token.length === 1 ? token : '?')).join('')
  const read = readings(joined)
  let key = ''
  for (let i = 0; i < tok.length && key.length < MAX_KEY; i++) {
    const token = tok[i]!
    if (/^\d+$/.test(token)) key += numberKey(Number(token))
    else if (/^[a-z]/.test(token)) key += `2${token.replace(/[^a-z0-9]/g, '')} `
    else {
      // A numeral of several characters (第十一章) sorts by its value; a single 一 in a name by its sound.
      let end = i
      while (end < tok.length && /^[〇一二三四五六七八九十百千廿卅]$/.test(tok[end]!)) end++
      const value = end > i && (end - i > 1 || tok[i - 1] === '第') ? numeralValue(tok.slice(i, end).join('')) : null
      if (value !== null) {
        key += numberKey(value)
        i = end - 1
      } else {
        const syllable = /^[a-zü]+\d?$/.test(read[i] ?? '') ? read[i]! : '~'
        // The code point keeps homophones apart, and unknown characters after known ones.
        key += `3${syllable} ${token.codePointAt(0)!.toString(16)} `
      }
    }
  }
  return key.slice(0, MAX_KEY)
}

/** 档号 and other codes: as written, with numbers by value. */
export function codeSort(code: string): string {
  const plain = code.normalize('NFKC').toUpperCase()
  const padded = plain.replace(/\d+/g, (number) => numberKey(Number(number)))
  return [...padded]
    .map((one) => (one <= '~' && one >= ' ' ? one : `~${one.codePointAt(0)!.toString(16)}`))
    .join('')
    .slice(0, MAX_KEY)
}
