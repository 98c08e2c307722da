/**
 * What a quotation changed of the passage it quotes, character by character. Compared as folded tokens, so script, variant, width, white space and
 * note markers are no difference; told in the characters and UTF-16 offsets of the two originals. Punctuation is told apart, as minor.
 */
import { diffArrays } from 'diff'
import { type Folded, fold, foldKey, gaps } from '../fold.ts'
import type { Span } from '../phrases.ts'
import { substitutionCost } from './confusables.ts'

/** A stretch of a text: folded once, compared in parts. */
export interface Written {
  text: string
  folded: Folded
  /** Token indices [from, to); the whole where absent. */
  from?: number
  to?: number
}

export interface Difference {
  /** missing: the passage has it, the quotation does not; added: the reverse; changed: both, unlike. */
  is: 'same' | 'changed' | 'missing' | 'added'
  /** The original characters, punctuation between them included; absent where that side has none. */
  quote?: string
  passage?: string
  /** UTF-16 [start, end) in the two originals; empty, at the place it would stand, where that side has none. */
  quoteSpan: Span
  passageSpan: Span
  /** Missing or added, and all of it within one pair of brackets: an editor's insertion left out or put in (chinese-text.md §3). */
  isBracketed?: true
}

/** Punctuation between two characters that both sides have, side by side; '' where there is none. */
export interface PunctuationDifference {
  quote: string
  passage: string
  quoteSpan: Span
  passageSpan: Span
}

export interface Differences {
  /** In order, gapless in tokens on both sides, no two `same` in succession. */
  ops: Difference[]
  punctuation: PunctuationDifference[]
  /** Nothing changed, missing or added but bracketed insertions. */
  isVerbatim: boolean
}

/** Per step along the alignment: both, the passage alone, the quotation alone. */
const BOTH = 0
const PASSAGE = 1
const QUOTE = 2

/** Beyond this many pairs of tokens the exact, weighted alignment is too slow; and beyond this many edits the plain one. */
const MOST_CELLS = 1_000_000
const MOST_EDITS = 1_500

/** The cheapest alignment; on equal cost one character answers another. */
function align(a: readonly string[], b: readonly string[]): number[] {
  if (a.length * b.length > MOST_CELLS) return alignPlainly(a, b)
  const width = b.length + 1
  const steps = new Uint8Array((a.length + 1) * width)
  const cost = new Int32Array(width)
  for (let j = 0; j < width; j++) {
    cost[j] = j * 10
    steps[j] = PASSAGE
  }
  for (let i = 1; i <= a.length; i++) {
    let diagonal = cost[0]!
    cost[0] = i * 10
    steps[i * width] = QUOTE
    for (let j = 1; j < width; j++) {
      let best = diagonal + Math.round(substitutionCost(a[i - 1]!, b[j - 1]!) * 10)
      let step = BOTH
      if (cost[j - 1]! + 10 < best) [best, step] = [cost[j - 1]! + 10, PASSAGE]
      if (cost[j]! + 10 < best) [best, step] = [cost[j]! + 10, QUOTE]
      diagonal = cost[j]!
      cost[j] = best
      steps[i * width + j] = step
    }
  }
  const path: number[] = []
  for (let [i, j] = [a.length, b.length]; i > 0 || j > 0; ) {
    const step = steps[i * width + j]!
    path.push(step)
    if (step !== PASSAGE) i--
    if (step !== QUOTE) j--
  }
  return path.reverse()
}

function alignPlainly(a: readonly string[], b: readonly string[]): number[] {
  const path: number[] = []
  const parts = diffArrays([...a], [...b], { maxEditLength: MOST_EDITS }) as ReturnType<typeof diffArrays> | undefined
  // Hardly alike at all: one change from end to end.
  if (!parts) return [...a.map(() => QUOTE), ...b.map(() => PASSAGE)]
  for (const { value, added, removed } of parts)
    for (const _ of value) path.push(added ? PASSAGE : removed ? QUOTE : BOTH)
  return path
}

const pairs: Record<string, string> = { '（': '）', '(': ')', '〔': '〕', '［': '］', '[': ']', '【': '】' }

/** The longest text in brackets that may be read as if it were not there. */
const LONGEST_NOTE = 30

/** Whether text[start, end) is all that one pair of brackets holds. */
function isInBrackets(text: string, [start, end]: Span): boolean {
  if (end - start > LONGEST_NOTE) return false
  const opening =
    pairs[
      text
        .slice(Math.max(0, start - 4), start)
        .trimEnd()
        .at(-1) ?? ''
    ]
  return opening !== undefined && text.slice(end, end + 4).trimStart()[0] === opening
}

const punctuationMark = /[\p{P}～~]/gu
const emptyBrackets = /[[［〔（(][\]］〕）)]/g
/** Full and half width, the kinds of quotation marks and the lengths of dashes are matters of typesetting. */
const alike: Record<string, string> = { '。': '.', '｡': '.', '、': ',', '「': '"', '」': '"', '『': '"', '』': '"' }
for (const quotes of "“”‘’'＂＇〝〞") alike[quotes] = '"'
for (const dash of '－–—―～~') alike[dash] = '-'
alike['⋯'] = '…'

const marksOf = (text: string, gap: number): string => {
  const marks = (text.match(punctuationMark) ?? []).join('')
  return gap & gaps.NOTE ? marks.replace(/[*＊†]/g, '').replace(emptyBrackets, '') : marks
}
const plainly = (marks: string): string =>
  Array.from(marks, (mark) => alike[mark] ?? mark.normalize('NFKC'))
    .join('')
    .replace(/(.)\1+/g, '$1')

type Whole = Required<Written>

const whole = (written: string | Written): Whole => {
  const { text, folded, from, to } =
    typeof written === 'string' ? ({ text: written, folded: fold(written) } as Written) : written
  const last = Math.max(0, Math.min(to ?? folded.tok.length, folded.tok.length))
  return { text, folded, from: Math.max(0, Math.min(from ?? 0, last)), to: last }
}

/** Time and memory O(quote × passage) up to a thousand tokens each, bounded beyond. */
export function differences(quote: string | Written, passage: string | Written): Differences {
  const [q, p] = [whole(quote), whole(passage)]
  const path = pathOf(q.folded.tok.slice(q.from, q.to), p.folded.tok.slice(p.from, p.to))
  const runs: Run[] = []
  const punctuation: PunctuationDifference[] = []
  let [i, j] = [q.from, p.from]
  const isSame = (step: number) => step === BOTH && q.folded.tok[i] === p.folded.tok[j]
  for (let at = 0; at < path.length; ) {
    const [i0, j0] = [i, j]
    const wanted = isSame(path[at]!)
    while (at < path.length && isSame(path[at]!) === wanted) {
      if (wanted && i > i0) comparePunctuation(q, i, p, j, punctuation)
      if (path[at] !== PASSAGE) i++
      if (path[at] !== QUOTE) j++
      at++
    }
    const run: Run = { i0, i, j0, j, isSame: wanted || isBroken(q, i0, i, p, j0, j) }
    const last = runs.at(-1)
    if (last?.isSame && run.isSame) Object.assign(last, { i, j })
    else runs.push(run)
  }
  const ops = runs.map((run) => difference(q, p, run))
  return { ops, punctuation, isVerbatim: ops.every(({ is, isBracketed }) => is === 'same' || isBracketed) }
}

/** Equal beginnings and ends need no alignment. */
function pathOf(a: readonly string[], b: readonly string[]): number[] {
  const shorter = Math.min(a.length, b.length)
  let before = 0
  while (before < shorter && a[before] === b[before]) before++
  let after = 0
  while (after < shorter - before && a[a.length - 1 - after] === b[b.length - 1 - after]) after++
  return [
    ...new Array<number>(before).fill(BOTH),
    ...align(a.slice(before, a.length - after), b.slice(before, b.length - after)),
    ...new Array<number>(after).fill(BOTH),
  ]
}

/** Tokens [from, to) in the original; where there are none, the empty place between their neighbours. */
function spanOf({ folded: { st, en } }: Whole, from: number, to: number): Span {
  if (from < to) return [st[from]!, Math.max(st[from]!, en[to - 1]!)]
  const after = st[from] ?? en.at(-1) ?? 0
  const place = from > 0 ? Math.min(en[from - 1]!, after) : after
  return [place, place]
}

/** Tokens [i0, i) of the quotation against [j0, j) of the passage. */
interface Run {
  i0: number
  i: number
  j0: number
  j: number
  isSame: boolean
}

/** Numbers and words in letters fold to one token each, and to two where a line broke them, or a page with what stands at its head and foot. */
function isBroken(q: Whole, i0: number, i: number, p: Whole, j0: number, j: number): boolean {
  if (i === i0 || j === j0 || i - i0 === j - j0) return false
  const key = ({ text, folded: { st, en, gap } }: Whole, from: number, to: number) => {
    let read = ''
    for (let k = from; k < to; k++) read += text.slice(k === from || gap[k]! & gaps.NOTE ? st[k] : en[k - 1], en[k])
    return foldKey(read.replace(/\s+/g, ''))
  }
  return key(q, i0, i) === key(p, j0, j)
}

function difference(q: Whole, p: Whole, { i0, i, j0, j, isSame }: Run): Difference {
  const [quoteSpan, passageSpan] = [spanOf(q, i0, i), spanOf(p, j0, j)]
  const is = isSame ? 'same' : i === i0 ? 'missing' : j === j0 ? 'added' : 'changed'
  return {
    is,
    ...(i > i0 && { quote: q.text.slice(...quoteSpan) }),
    ...(j > j0 && { passage: p.text.slice(...passageSpan) }),
    quoteSpan,
    passageSpan,
    ...(is === 'missing' && isInBrackets(p.text, passageSpan) && { isBracketed: true as const }),
    ...(is === 'added' && isInBrackets(q.text, quoteSpan) && { isBracketed: true as const }),
  }
}

/** What stands between token i-1 and i of the quotation, against the same place of the passage. */
function comparePunctuation(q: Whole, i: number, p: Whole, j: number, found: PunctuationDifference[]): void {
  const between = ({ text, folded: { st, en, gap } }: Whole, at: number) => {
    const span: Span = [Math.min(en[at - 1]!, st[at]!), st[at]!]
    return { span, marks: marksOf(text.slice(...span), gap[at]!) }
  }
  if (q.folded.gap[i] === 0 && p.folded.gap[j] === 0) return
  const [ours, theirs] = [between(q, i), between(p, j)]
  if (plainly(ours.marks) !== plainly(theirs.marks))
    found.push({ quote: ours.marks, passage: theirs.marks, quoteSpan: ours.span, passageSpan: theirs.span })
}
