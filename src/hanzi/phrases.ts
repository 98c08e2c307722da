/** Finding folded phrases in folded text, and where they stand in the original. Pure; the engines propose, this decides. */
import { type Folded, gaps } from './fold.ts'

/** A stretch of the original, UTF-16 units, [start, end). */
export type Span = [start: number, end: number]

/** Tokens adjacent and in order; with `prefix` the last one may go on. */
export interface Phrase {
  tokens: readonly string[]
  prefix?: boolean
}

/** Token indices at which the phrase begins; occurrences may overlap. */
export function findPhrase({ tok }: Pick<Folded, 'tok'>, { tokens, prefix }: Phrase): number[] {
  const found: number[] = []
  const { length } = tokens
  const last = length - 1
  const matches = (at: number) => {
    for (let i = 0; i < last; i++) if (tok[at + i] !== tokens[i]) return false
    return prefix ? tok[at + last]!.startsWith(tokens[last]!) : tok[at + last] === tokens[last]
  }
  for (let at = 0; length > 0 && at + length <= tok.length; at++) if (matches(at)) found.push(at)
  return found
}

/** Where `count` tokens from `at` stand: one piece, or several where a note marker was left out between them. */
export function piecesOf({ st, en, gap }: Folded, at: number, count: number): Span[] {
  const pieces: Span[] = [[st[at]!, en[at]!]]
  for (let i = at + 1; i < at + count; i++) {
    if (gap[i]! & gaps.NOTE) pieces.push([st[i]!, en[i]!])
    else pieces.at(-1)![1] = Math.max(pieces.at(-1)![1], en[i]!)
  }
  return pieces
}

/** The widest gap inside an occurrence: 0 adjacent, 1 across weak punctuation, 2 across a sentence or line. */
export function boundaryOf({ gap }: Pick<Folded, 'gap'>, at: number, count: number): number {
  let widest = 0
  for (let i = at + 1; i < at + count; i++) widest = Math.max(widest, gap[i]! & 3)
  return widest
}

/** How often the phrase occurs in a joined key: token by token, overlaps counted. The hot path of counting. */
export function countInKey(key: string, { tokens, prefix }: Phrase): number {
  if (tokens.length === 0) return 0
  const phrase = tokens.join(' ')
  let count = 0
  for (let at = key.indexOf(phrase); at !== -1; at = key.indexOf(phrase, at + 1)) {
    const end = at + phrase.length
    const begins = at === 0 || key.charCodeAt(at - 1) === 0x20
    const ends = prefix || end === key.length || key.charCodeAt(end) === 0x20
    if (begins && ends) count++
  }
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

const space = /[\s\u200b\ufeff]/

/** A text without white space, and for each of its units (and its end) the place in the original. Per code point NFC, so that places stay true. */
function unspaced(text: string): { bare: string; at: number[]; end: number[] } {
  let bare = ''
  const at: number[] = []
  const end: number[] = []
  for (let i = 0; i < text.length; ) {
    let next = i + (text.codePointAt(i)! > 0xffff ? 2 : 1)
    // A letter and its combining marks are one: NFC may join them.
    while (next < text.length && /\p{M}/u.test(String.fromCodePoint(text.codePointAt(next)!)))
      next += text.codePointAt(next)! > 0xffff ? 2 : 1
    const part = text.slice(i, next)
    if (!space.test(part)) {
      const composed = part.normalize('NFC')
      for (let k = 0; k < composed.length; k++) {
        at.push(i)
        end.push(next)
      }
      bare += composed
    }
    i = next
  }
  return { bare, at, end }
}

/** “…”: the characters themselves (NFC), punctuation significant, white space and line breaks ignored. Overlaps counted. */
export function literalSpans(text: string, literal: string): Span[] {
  const wanted = unspaced(literal).bare
  if (wanted === '') return []
  const { bare, at, end } = unspaced(text)
  const spans: Span[] = []
  for (let i = bare.indexOf(wanted); i !== -1; i = bare.indexOf(wanted, i + 1))
    spans.push([at[i]!, end[i + wanted.length - 1]!])
  return spans
}
