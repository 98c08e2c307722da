/**
 * Keys that sort binary as people expect (chinese-text.md §12): numbers before Latin before Han, Han by syllable, tone and character, Chinese and Arabic
 * numerals by value, traditional and simplified together. ASCII letters and digits, at most 64 bytes, so that SQLite and Elasticsearch order alike.
 * 姓氏笔画 is not here: no source at hand gives the strokes themselves (GF 3003), and counts alone are not that order.
 */
import { fold } from '../fold.ts'
import { numeralValue } from '../numerals.ts'
import { type ReadingOptions, readingsOf, syllables } from './reading.ts'
import { syllablePlace } from './syllables.ts'

const MAX_KEY = 64
/** More of a title than a key can hold: Han takes five bytes a character. */
const MAX_READ = 48

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const base = alphabet.length
const digits2 = (n: number): string => alphabet[Math.floor(n / base) % base]! + alphabet[n % base]!
const digits3 = (n: number): string => alphabet[Math.floor(n / base / base) % base]! + digits2(n)

/** A number, by its length and its digits: 9 before 10, without padding every number to the longest. Written 1…, so first of all. */
function numberKey(digits: string): string {
  const plain = digits.replace(/^0+(?=\d)/, '')
  return `1${alphabet[Math.min(plain.length, base - 1)]}${plain}`
}

/** Han begins with 3 … b, what has no reading with z; Latin with 2. */
const FIRST_HAN = 3 * base
function hanKey(syllable: string, token: string): string {
  const cp = token.codePointAt(0)!
  const tone = /[1-4]$/.test(syllable) ? Number(syllable.at(-1)) : 0
  const place = syllablePlace.get(syllable.replace(/\d$/, ''))
  // Homophones stay together, character by character.
  return place === undefined ? `z${digits3(cp)}` : digits2(FIRST_HAN + place * 5 + tone) + digits3(cp)
}

const isNumeral = /^[〇一二三四五六七八九十百千廿卅]$/
const letters = /^[a-z]/

/** The key of a title or, with `isName`, of a person's name; '' for one without any letter, digit or character. */
export function titleSort(text: string, options: ReadingOptions = {}): string {
  const head = text.slice(0, MAX_READ)
  const { tok, st } = fold(head)
  const spoken = syllables(head, options)
  let key = ''
  for (let i = 0; i < tok.length && key.length < MAX_KEY; i++) {
    const token = tok[i]!
    if (/^[0-9]/.test(token)) {
      const [whole = '', fraction] = token.split('·')
      key += numberKey(whole) + (fraction === undefined ? '' : `zz${fraction}`)
    } else if (letters.test(token)) key += `2${token.replace(/[^a-z0-9]/g, '')}0`
    else {
      // A numeral of several characters (第十一章) sorts by its value; a single 一 in a name by its sound.
      let end = i
      while (end < tok.length && isNumeral.test(tok[end]!)) end++
      const value = end > i && (end - i > 1 || tok[i - 1] === '第') ? numeralValue(tok.slice(i, end).join('')) : null
      if (value !== null) {
        key += numberKey(String(value))
        i = end - 1
      } else {
        const usual = token.length === 1 ? readingsOf(token.charCodeAt(0))[0] : undefined
        key += hanKey(spoken[st[i]!] || (usual ?? ''), token)
      }
    }
  }
  return key.slice(0, MAX_KEY)
}

/** 档号 and other codes: as written, with numbers by value. */
export function codeSort(code: string): string {
  const plain = code
    .slice(0, 2 * MAX_KEY)
    .normalize('NFKC')
    .toUpperCase()
  const padded = plain.replace(/[0-9]+/g, (digits) => {
    const number = digits.replace(/^0+(?=[0-9])/, '')
    return `1${String(number.length).padStart(2, '0')}${number}`
  })
  return [...padded]
    .map((one) => (one <= '~' && one >= ' ' ? one : `~${one.codePointAt(0)!.toString(16)}`))
    .join('')
    .slice(0, MAX_KEY)
}
