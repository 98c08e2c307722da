/** How a title or name is read aloud: one syllable a character, by its context, with the readings of places and surnames. */
import { pinyin, polyphonic } from 'pinyin-pro'
import { foldUnit } from '../fold.ts'
import { fixedWords, surnames } from './reading-table.ts'

/** The characters of GB 2312, level 1 and 2: what a simplified text writes. */
const simplified: Uint8Array = (() => {
  const bytes = new Uint8Array(72 * 94 * 2)
  let n = 0
  for (let row = 0xb0; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      bytes[n++] = row
      bytes[n++] = cell
    }
  const flags = new Uint8Array(0x10000)
  for (const one of new TextDecoder('gbk').decode(bytes)) flags[one.charCodeAt(0)] = 1
  return flags
})()

/** Han of the BMP, without the hexagrams (䷀–䷿) that stand among them. */
export const isHan = (unit: number): boolean =>
  (unit >= 0x3400 && unit <= 0x4dbf) || (unit >= 0x4e00 && unit <= 0x9fff) || unit === 0x3007
/** pinyin-pro knows the words of simplified texts. 乾 in 乾隆 and 著 in 名著 stay themselves there, though the fold unites them with 干 and 着. */
const asSimplified = (unit: number): number => {
  const one = simplified[unit] ? unit : foldUnit(unit)
  return isHan(one) ? one : 0x3f
}

const isSyllable = /^[a-z]+[1-4]?$/
const tones = '\u0304\u0301\u030c\u0300'
const numbered = new Map<string, string>()

/** zhèng → zheng4, lǚ → lv3; '' for what is no syllable. pinyin-pro writes marks six times faster than numbers, and there are only some 1,300. */
function withNumber(marked: string): string {
  let found = numbered.get(marked)
  if (found === undefined) {
    const parts = marked.normalize('NFD').toLowerCase()
    const tone = [...parts].map((one) => tones.indexOf(one) + 1).find((one) => one > 0)
    const plain = parts
      .replace('u\u0308', 'v')
      .replace(/u([\u0300-\u030c])\u0308/, 'v$1')
      .replace(/[\u0300-\u036f]/g, '')
    found = isSyllable.test(plain) ? plain + (tone ?? '') : ''
    if (numbered.size < 3000) numbered.set(marked, found)
  }
  return found
}

/** 单氏, 曾姓: a surname. */
const afterSurname = new Set([...'氏姓'].map((one) => one.charCodeAt(0)))

export interface ReadingOptions {
  /** The text is the name of a person: its surname is read as one. */
  isName?: boolean
}

/** The syllable of each UTF-16 unit, tone numbered 1–4 (none: neutral), ü as v; '' where the unit is no Han character of the BMP. */
export function syllables(text: string, { isName = false }: ReadingOptions = {}): string[] {
  const units = Array.from({ length: text.length }, (_, i) => asSimplified(text.charCodeAt(i)))
  const plain = units.map((unit) => String.fromCharCode(unit)).join('')
  const found = /[㐀-鿿〇]/.test(plain)
    ? pinyin(plain, { type: 'array', toneSandhi: false, ...(isName ? { surname: 'head' as const } : {}) })
    : []
  const result = units.map((unit, i) => (unit === 0x3007 ? 'ling2' : unit === 0x3f ? '' : withNumber(found[i] ?? '')))
  for (let i = 0; i < plain.length; i++) {
    const surname = surnames.get(plain[i]!)
    if (surname && ((isName && i === 0) || afterSurname.has(units[i + 1] ?? 0))) result[i] = surname
    for (const [word, fixed] of fixedWords.get(plain[i]!) ?? []) {
      if (!plain.startsWith(word, i)) continue
      for (const [k, syllable] of fixed.entries()) result[i + k] = syllable
      break
    }
  }
  return result
}

const known = new Map<number, readonly string[]>()
const MAX_KNOWN = 30_000

/** Every reading of a character (BMP unit), the usual one first, without tones, ü as v. */
export function readingsOf(unit: number): readonly string[] {
  let found = known.get(unit)
  if (!found) {
    const one = String.fromCharCode(unit)
    const all = isHan(unit) ? (polyphonic(one, { type: 'array', toneType: 'none', v: true })[0] ?? []) : []
    const surname = surnames.get(one)?.slice(0, -1)
    found = [...new Set([...all, ...(surname ? [surname] : [])])].filter((syllable) => isSyllable.test(syllable))
    if (known.size < MAX_KNOWN) known.set(unit, found)
  }
  return found
}
