/** Finding folded phrases in folded text, and where they stand in the original. Pure; the engines propose, this decides. */
import { type Folded, gaps, type Skip } from './fold.ts'
import { isNumeralToken } from './numeral-forms.ts'

/** A stretch of the original, UTF-16 units, [start, end). */
export type Span = [start: number, end: number]

/** Tokens adjacent and in order; with `prefix` the last one may go on; with `wholeRun` no numeral stands before it. */
export interface Phrase {
  tokens: readonly string[]
  prefix?: boolean
  wholeRun?: boolean
}

/** Places that are looked at one by one in one text. The commonest character makes up a twenty-fifth of a text; more have only texts of one character over and over. */
export const MOST_PLACES = 100_000

/** Token indices at which the phrase begins, the first `MOST_PLACES`; occurrences may overlap. */
export function findPhrase({ tok }: { tok: readonly string[] }, { tokens, prefix, wholeRun }: Phrase): number[] {
  const found: number[] = []
  const { length } = tokens
  const last = length - 1
  const matches = (at: number) => {
    for (let i = 0; i < last; i++) if (tok[at + i] !== tokens[i]) return false
    return prefix ? tok[at + last]!.startsWith(tokens[last]!) : tok[at + last] === tokens[last]
  }
  for (let at = 0; length > 0 && at + length <= tok.length && found.length < MOST_PLACES; at++)
    if (matches(at) && !(wholeRun && at > 0 && isNumeralToken(tok[at - 1]!))) found.push(at)
  return found
}

/** Where `count` tokens from `at` stand: one piece, or several where a note or a page was left out between them, or within a number. */
export function piecesOf({ st, en, gap, cut }: Folded, at: number, count: number): Span[] {
  const pieces: Span[] = []
  for (let i = at; i < at + count; i++) {
    const [first, ...rest] = cut?.get(i) ?? [[st[i]!, en[i]!]]
    if (i === at || gap[i]! & gaps.NOTE) pieces.push([...first!])
    else pieces.at(-1)![1] = Math.max(pieces.at(-1)![1], first![1])
    for (const piece of rest) pieces.push([...piece])
  }
  return pieces
}

/** The widest gap inside an occurrence: 0 adjacent, 1 across weak punctuation, 2 across a sentence or line. */
export function boundaryOf({ gap }: Pick<Folded, 'gap'>, at: number, count: number): number {
  let widest = 0
  for (let i = at + 1; i < at + count; i++) widest = Math.max(widest, gap[i]! & 3)
  return widest
}

/** How often the phrase occurs in tokens joined by one space: token by token, overlaps counted. */
export function countInKey(key: string, { tokens, prefix }: Pick<Phrase, 'tokens' | 'prefix'>): number {
  if (tokens.length === 0) return 0
  const phrase = ` ${tokens.join(' ')}${prefix ? '' : ' '}`
  const padded = ` ${key} `
  let count = 0
  for (let at = padded.indexOf(phrase); at !== -1; at = padded.indexOf(phrase, at + 1)) count++
  return count
}

/** Spans in order; overlapping ones become one. */
export function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = result.at(-1)
    if (last && start < last[1]) last[1] = Math.max(last[1], end)
    else result.push([start, end])
  }
  return result
}

interface Bare {
  bare: string
  /** For each unit of `bare`, its place in the original, [at, end). */
  at: Uint32Array
  end: Uint32Array
}

/** White space, and what has no width: by unit, a literal looks at every one. */
const unseen = new Uint8Array(0x10000)
for (let unit = 0; unit < 0x10000; unit++)
  if ((unit < 0x3001 || unit > 0xfdff) && /[\s\p{Cf}]/u.test(String.fromCharCode(unit))) unseen[unit] = 1

/** A text without white space and without what is skipped, and where each of its units stood. */
function unspaced(text: string, skips: readonly Skip[]): Bare {
  if (/\p{M}/u.test(text) || text.normalize('NFC') !== text) return composed(text, skips)
  const at = new Uint32Array(text.length)
  const end = new Uint32Array(text.length)
  let bare = ''
  let from = 0
  let length = 0
  let skipped = 0
  for (let i = 0; i <= text.length; i++) {
    const skip = skips[skipped]
    if (skip && i >= skip.start) {
      bare += text.slice(from, Math.max(i, from))
      i = Math.max(i, skip.end) - 1
      from = i + 1
      skipped++
      continue
    }
    const unit = i < text.length ? text.charCodeAt(i) : 0x20
    if (unseen[unit] === 0) {
      at[length] = i
      end[length++] = i + 1
    } else {
      bare += text.slice(from, i)
      from = i + 1
    }
  }
  return { bare, at, end }
}

/** As above where letters carry combining marks: a letter and its marks are one, and NFC may join them. */
function composed(text: string, skips: readonly Skip[]): Bare {
  let bare = ''
  const at: number[] = []
  const end: number[] = []
  let skipped = 0
  for (const { index, 0: part } of text.matchAll(/[^\p{M}]\p{M}*|\p{M}+/gsu)) {
    while (skips[skipped] && index >= skips[skipped]!.end) skipped++
    if (unseen[part.charCodeAt(0)] === 1 || (skips[skipped] && index >= skips[skipped]!.start)) continue
    const one = part.normalize('NFC')
    for (let k = 0; k < one.length; k++) {
      at.push(index)
      end.push(index + part.length)
    }
    bare += one
  }
  return { bare, at: Uint32Array.from(at), end: Uint32Array.from(end) }
}

/** The characters that a literal is compared by. */
export const literalOf = (text: string): string => unspaced(text, []).bare

/** “…”: the characters themselves (NFC), punctuation significant, white space and line breaks ignored. Overlaps counted. Each in its pieces, the first `MOST_PLACES`. */
export function literalPieces(text: string, literal: string, skips: readonly Skip[] = []): Span[][] {
  const wanted = unspaced(literal, []).bare
  if (wanted === '') return []
  const { bare, at, end } = unspaced(text, skips)
  const parting = skips.filter(({ split }) => split)
  const found: Span[][] = []
  for (let i = bare.indexOf(wanted); i !== -1 && found.length < MOST_PLACES; i = bare.indexOf(wanted, i + 1)) {
    const [from, to] = [at[i]!, end[i + wanted.length - 1]!]
    const inside = parting.filter((skip) => skip.start >= from && skip.end <= to)
    if (inside.length === 0) found.push([[from, to]])
    else {
      const pieces: Span[] = [[from, from]]
      for (let k = i; k < i + wanted.length; k++) {
        const last = pieces.at(-1)!
        if (inside.some((skip) => skip.start >= last[1] && skip.end <= at[k]!)) pieces.push([at[k]!, end[k]!])
        else last[1] = end[k]!
      }
      found.push(pieces)
    }
  }
  return found
}
