/**
 * Folded keys as the embedded index keeps them for counting: tokens of one Han character stand side by side, any other token has a space on either
 * side. Half as long as with a space after every token, and searched as it is. Pure.
 */
import { isNumeralToken } from './numeral-forms.ts'
import type { Phrase } from './phrases.ts'

const SPACE = 0x20
/** Between the units of one token of several (⿰木子), so that nothing is found inside it. A noncharacter: no token holds it. */
const JOIN = 0xffff

/** Of a token that is one such unit no neighbour is parted by a space. */
export const isHan = (unit: number): boolean => unit >= 0x2e80 && unit < JOIN && (unit < 0xd800 || unit > 0xdfff)

/** From tokens joined by one space (`fold(text).key`). */
export function pack(key: string): string {
  const { length } = key
  const units = new Uint16Array(2 * length)
  let at = 0
  let isAfterHan = true
  for (let i = 0; i < length; ) {
    const unit = key.charCodeAt(i)
    const isAlone = i + 1 === length || key.charCodeAt(i + 1) === SPACE
    if (!(isAfterHan && isAlone && isHan(unit)) && at > 0) units[at++] = SPACE
    if (isAlone) {
      units[at++] = unit
      isAfterHan = isHan(unit)
      i += 2
      continue
    }
    const start = i
    for (; i < length && key.charCodeAt(i) !== SPACE; i++) {
      if (i > start && isHan(unit)) units[at++] = JOIN
      units[at++] = key.charCodeAt(i)
    }
    isAfterHan = false
    i++
  }
  return Buffer.from(units.buffer, 0, at * 2).toString('utf16le')
}

/** A phrase as it stands in a key. */
interface Written {
  text: string
  /** Whether the first and the last token are of one Han character. */
  first: boolean
  last: boolean
}
const written = new WeakMap<readonly string[], Written>()
/** Made once for the many keys it is sought in. */
function writtenAs(tokens: readonly string[]): Written {
  const known = written.get(tokens)
  if (known) return known
  const isOne = (token: string) => token.length === 1 && isHan(token.charCodeAt(0))
  const made = { text: pack(tokens.join(' ')), first: isOne(tokens[0]!), last: isOne(tokens.at(-1)!) }
  written.set(tokens, made)
  return made
}

/** How many units a token takes in a key. */
export const lengthIn = (token: string): number =>
  token.length > 1 && isHan(token.charCodeAt(0)) ? pack(token).length : token.length

/** The token that ends before `at`. */
function tokenBefore(packed: string, at: number): string {
  const end = packed.charCodeAt(at - 1) === SPACE ? at - 1 : at
  if (isHan(packed.charCodeAt(end - 1)) && packed.charCodeAt(end - 2) !== JOIN) return packed.slice(end - 1, end)
  return packed.slice(packed.lastIndexOf(' ', end - 1) + 1, end)
}

/** A stretch of a packed key, from the first unit of a token. */
export interface PackedSpan {
  at: number
  length: number
}

/** Where the phrase stands in the key, token by token, overlaps counted. */
export function placesIn(packed: string, { tokens, prefix, wholeRun }: Phrase): PackedSpan[] {
  const found: PackedSpan[] = []
  if (tokens.length === 0) return found
  const { text, first, last } = writtenAs(tokens)
  const { length } = text
  for (let at = packed.indexOf(text); at !== -1; at = packed.indexOf(text, at + 1)) {
    const end = at + length
    if (at > 0) {
      const before = packed.charCodeAt(at - 1)
      if (first ? before === JOIN : before !== SPACE) continue
    }
    if (!prefix && end < packed.length) {
      const after = packed.charCodeAt(end)
      if (last ? after === JOIN : after !== SPACE) continue
    }
    if (wholeRun && at > 0 && isNumeralToken(tokenBefore(packed, at))) continue
    found.push({ at, length })
  }
  return found
}

/** How often the phrase occurs in the key. */
export const countIn = (packed: string, phrase: Phrase): number => placesIn(packed, phrase).length

/** Occurrences that cross a skipped bracket: `skips` are the numbers of tokens before which one was (readings.ts). Others stand in the key too. */
export function countCrossing(packed: string, skips: readonly number[], phrase: Phrase): number {
  if (skips.length === 0 || phrase.tokens.length < 2) return 0
  let [seen, token, count] = [0, 0, 0]
  for (const { at } of placesIn(packed, phrase)) {
    while (seen < at) {
      const isOne = isHan(packed.charCodeAt(seen)) && packed.charCodeAt(seen + 1) !== JOIN
      const space = isOne ? seen + 1 : packed.indexOf(' ', seen)
      seen = packed.charCodeAt(space) === SPACE ? space + 1 : space
      token++
    }
    if (skips.some((skip) => skip > token && skip < token + phrase.tokens.length)) count++
  }
  return count
}
