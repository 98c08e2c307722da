/**
 * How probable a text is as something that somebody wrote: the logarithm of its probability, character by character. Readings of the same
 * bytes are compared by it as a whole, so a long text decides and a short one does not, and Latin between the Han weighs nothing.
 */
import { readFileSync } from 'node:fs'

/** The most used characters, simplified and traditional, most used first: written for this project from general knowledge of Chinese prose. */
const common = [...readFileSync(new URL('./common-characters.txt', import.meta.url), 'utf8').replace(/\s/g, '')]

const UNLIKELY = -20
const OTHER = -12
/** Per UTF-16 unit: natural logarithms, rounded; a surrogate counts as half of a rare character. */
const weights = new Float32Array(0x10000).fill(OTHER)
const set = (from: number, to: number, weight: number) => weights.fill(weight, from, to + 1)
const each = (characters: Iterable<string>, weight: number) => {
  for (const one of characters) weights[one.charCodeAt(0)] = weight
}

/** Every character whose first byte lies in a range: both standards put what is used most into their first level. */
function level(encoding: string, from: number, to: number, trails: [number, number][]): string {
  const bytes: number[] = []
  for (let lead = from; lead <= to; lead++)
    for (const [first, last] of trails) for (let trail = first; trail <= last; trail++) bytes.push(lead, trail)
  return new TextDecoder(encoding).decode(Uint8Array.from(bytes)).replace(/[^\u4e00-\u9fff]/g, '')
}
const gb: [number, number][] = [[0xa1, 0xfe]]
const big5: [number, number][] = [
  [0x40, 0x7e],
  [0xa1, 0xfe],
]

set(0, 0x1f, UNLIKELY)
set(0x20, 0x7e, -6)
set(0x30, 0x39, -4)
set(0x41, 0x5a, -5)
set(0x61, 0x7a, -3.5)
set(0x7f, 0x9f, UNLIKELY)
set(0x3400, 0x4dbf, -17)
set(0x4e00, 0x9fff, -15.5)
set(0xd800, 0xdfff, -9)
set(0xe000, 0xf8ff, UNLIKELY)
set(0xff01, 0xff5e, -8)
set(0xfff0, 0xffff, UNLIKELY)
each(level('big5', 0xc9, 0xf9, big5), -13.8)
each(level('gb18030', 0xd8, 0xf7, gb), -13.8)
each(level('big5', 0xa4, 0xc6, big5), -11)
each(level('gb18030', 0xb0, 0xd7, gb), -11)
for (const [i, one] of common.entries()) weights[one.charCodeAt(0)] = i < 200 ? -6.2 : i < 600 ? -7.6 : -8.4
each('，。、', -4)
each('；：？！（）《》〈〉“”‘’「」『』·—…　', -6)
each('【】〔〕［］①②③④⑤⑥⑦⑧⑨⑩○●□■△▲◎★※－～〇％', -8.5)
each('─│┌┐└┘├┤┬┴┼━┃', -8.5)
each(' \n', -3)
each('\r\t', -4)
each('\f\u001a', -8)
each('\0', OTHER)

/** Scripts that come in runs: their first letter says little, the next ones much. A wrong reading strews them about. */
const scripts: [from: number, to: number, script: number][] = [
  [0xc0, 0x24f, 1],
  [0x370, 0x3ff, 2],
  [0x400, 0x4ff, 3],
  [0x3041, 0x30fe, 4],
  [0xac00, 0xd7a3, 5],
]
const scriptOf = new Uint8Array(0x10000)
for (const [from, to, script] of scripts) scriptOf.fill(script, from, to + 1)
/** Within a run: a word in that script, of Latin also between plain letters. */
const within = [0, -7, -5, -4, -5, -10]

const isLetter = (unit: number) => (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a)

export interface Likelihood {
  total: number
  /** Per character that is not ASCII: about -8 for prose, -9.5 for lists of names, below -10 for a wrong reading. 0 where there is none. */
  mean: number
  /** Characters that are not ASCII. */
  count: number
}

export function likelihoodOf(text: string): Likelihood {
  let [ascii, rest, count, before] = [0, 0, 0, 0]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const script = scriptOf[unit]!
    const isInRun = script > 0 && (script === scriptOf[before] || (script === 1 && isLetter(before)))
    const weight = isInRun ? within[script]! : weights[unit]!
    if (unit < 0x80) ascii += weight
    else {
      rest += weight
      count++
    }
    if (unit !== 0x20) before = unit
  }
  return { total: ascii + rest, mean: count ? rest / count : 0, count }
}
