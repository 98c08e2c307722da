/**
 * Folded keys as the embedded index keeps them for counting: tokens of one Han character stand side by side, any other token has a space on either
 * side. Half as long as with a space after every token, and searched as it is. Pure.
 */
import { isNumeralToken } from './numeral-forms.ts'
import { MOST_PLACES, type Phrase } from './phrases.ts'

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

/** A stretch of a packed key, from the first unit of a token. */
export interface PackedSpan {
  at: number
  length: number
}

/** The token before the one that starts at `at` (> 0). */
export function spanBefore(packed: string, at: number): PackedSpan {
  const end = packed.charCodeAt(at - 1) === SPACE ? at - 1 : at
  const isOne = isHan(packed.charCodeAt(end - 1)) && packed.charCodeAt(end - 2) !== JOIN
  const start = isOne ? end - 1 : packed.lastIndexOf(' ', end - 1) + 1
  return { at: start, length: end - start }
}

/** The first token behind a stretch that ends at `end` (< the key's length). */
export function spanAfter(packed: string, end: number): PackedSpan {
  const at = packed.charCodeAt(end) === SPACE ? end + 1 : end
  const isOne = isHan(packed.charCodeAt(at)) && packed.charCodeAt(at + 1) !== JOIN
  const space = isOne ? at + 1 : packed.indexOf(' ', at)
  return { at, length: (space === -1 ? packed.length : space) - at }
}

/** Where the last of up to `most` tokens before a stretch begins that starts at `at`. */
export function reachBefore(packed: string, at: number, most: number): number {
  let start = at
  for (let n = 0; n < most && start > 0; n++) {
    const isOne = isHan(packed.charCodeAt(start - 1)) && packed.charCodeAt(start - 2) !== JOIN
    start = isOne ? start - 1 : spanBefore(packed, start).at
  }
  return start
}

/** Where the last of up to `most` tokens behind a stretch ends that ends at `end`. */
export function reachBehind(packed: string, end: number, most: number): number {
  let to = end
  for (let n = 0; n < most && to < packed.length; n++) {
    if (isHan(packed.charCodeAt(to)) && packed.charCodeAt(to + 1) !== JOIN) to++
    else {
      const { at, length } = spanAfter(packed, to)
      to = at + length
    }
  }
  return to
}

/** A token as `fold` tells it. */
export const tokenAt = (packed: string, { at, length }: PackedSpan): string =>
  length === 1 ? packed[at]! : packed.slice(at, at + length).replaceAll('\uffff', '')

/** The next place at or after `from` where the phrase stands in the key, or −1. */
function nextPlace(packed: string, { text, first, last }: Written, { prefix, wholeRun }: Phrase, from: number): number {
  for (let at = packed.indexOf(text, from); at !== -1; at = packed.indexOf(text, at + 1)) {
    const end = at + text.length
    if (at > 0) {
      const before = packed.charCodeAt(at - 1)
      if (first ? before === JOIN : before !== SPACE) continue
    }
    if (!prefix && end < packed.length) {
      const after = packed.charCodeAt(end)
      if (last ? after === JOIN : after !== SPACE) continue
    }
    if (wholeRun && at > 0 && isNumeralToken(tokenAt(packed, spanBefore(packed, at)))) continue
    return at
  }
  return -1
}

/** Where the token ends that has this unit before `end`. */
function tokenEnd(packed: string, end: number): number {
  if (isHan(packed.charCodeAt(end - 1)) && packed.charCodeAt(end) !== JOIN) return end
  const space = packed.indexOf(' ', end)
  return space === -1 ? packed.length : space
}

/** Where the phrase stands in the key, in whole tokens, overlaps counted, the first `MOST_PLACES`. */
export function placesIn(packed: string, phrase: Phrase): PackedSpan[] {
  const found: PackedSpan[] = []
  if (phrase.tokens.length === 0) return found
  const asked = writtenAs(phrase.tokens)
  let at = nextPlace(packed, asked, phrase, 0)
  for (; at !== -1 && found.length < MOST_PLACES; at = nextPlace(packed, asked, phrase, at + 1)) {
    const end = at + asked.text.length
    found.push({ at, length: (phrase.prefix ? tokenEnd(packed, end) : end) - at })
  }
  return found
}

/** How often the phrase occurs in the key. */
export function countIn(packed: string, phrase: Phrase): number {
  if (phrase.tokens.length === 0) return 0
  const asked = writtenAs(phrase.tokens)
  let count = 0
  for (let at = nextPlace(packed, asked, phrase, 0); at !== -1; at = nextPlace(packed, asked, phrase, at + 1)) count++
  return count
}

/**
 * Occurrences that cross a skipped bracket: `skips` are the numbers of tokens before which one was (readings.ts). Others stand in the key too. −1 where
 * one that may not follow a numeral stands right behind a bracket: which token is before it the other reading decides.
 */
export function countCrossing(packed: string, skips: readonly number[], phrase: Phrase): number {
  if (skips.length === 0 || (phrase.tokens.length < 2 && !phrase.wholeRun)) return 0
  let [end, token, count] = [0, 0, 0]
  for (const { at } of placesIn(packed, phrase)) {
    for (let next = spanAfter(packed, end); next.at < at; next = spanAfter(packed, end)) {
      end = next.at + next.length
      token++
    }
    if (phrase.wholeRun && skips.includes(token)) return -1
    if (skips.some((skip) => skip > token && skip < token + phrase.tokens.length)) count++
  }
  return count
}
