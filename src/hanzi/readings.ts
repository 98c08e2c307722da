/**
 * The ways a text with page furniture and bracketed notes is read (chinese-text.md §3): in place, with the brackets skipped, and the furniture by
 * itself. A phrase is found when one of them has it. Index, highlight, KWIC and the brute-force check read alike.
 */
import { type Folded, fold, foldKey, gaps, type Skip } from './fold.ts'
import { type Layout, lineLayout } from './layout/layout.ts'
import { anchorsOf } from './packed-spans.ts'
import type { Span } from './phrases.ts'

/** Overlapping stretches become one. */
function united(skips: Skip[]): Skip[] {
  const result: Skip[] = []
  for (const skip of skips.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1)
    if (last && skip.start < last.end) {
      if (skip.end > last.end) Object.assign(last, { end: skip.end, isJoin: skip.isJoin })
      last.split ||= skip.split
    } else result.push({ ...skip })
  }
  return result
}

/** What is left out of a reading. A join alone parts nothing; furniture and notes do. */
export function skipsOf({ joins, furniture, notes }: Layout, reading: 'in-place' | 'skipped' | 'literal'): Skip[] {
  const left = reading === 'literal' ? [] : notes.filter(({ kind }) => kind === 'pinyin' || reading === 'skipped')
  return united([
    ...joins.map(([start, end]) => ({ start, end, split: false, isJoin: true })),
    ...furniture.map(([start, end]) => ({ start, end, split: true, isJoin: false })),
    ...left.map(({ start, end }) => ({ start, end, split: true, isJoin: false })),
  ])
}

/** A text as it is read aloud: broken lines closed, page furniture and readings in brackets (chēn) left out. */
export function readable(text: string, layout: Layout): string {
  let bare = ''
  let at = 0
  for (const { start, end } of skipsOf(layout, 'in-place')) {
    bare += text.slice(at, Math.max(at, start))
    at = Math.max(at, end)
  }
  return bare + text.slice(at)
}

const hasBrackets = ({ notes }: Layout) => notes.some(({ kind }) => kind === 'bracket')

/** A stretch of a text folded by itself, with its places in the whole. */
export function foldPart(text: string, [start, end]: Span): Folded {
  const { st, en, ...folded } = fold(text.slice(start, end))
  return { ...folded, st: st.map((at) => at + start), en: en.map((at) => at + start) }
}

/** Every reading of a text, in place first. */
export function readingsOf(text: string, layout: Layout): Folded[] {
  return [
    fold(text, skipsOf(layout, 'in-place')),
    ...(hasBrackets(layout) ? [fold(text, skipsOf(layout, 'skipped'))] : []),
    ...layout.furniture.map((line) => foldPart(text, line)),
  ]
}

/** Parts texts that no phrase may cross; no query folds to it. */
export const BREAK = '␟'

/** In the key of titles and names: behind it they stand once more, their bracketed notes skipped. No query folds to it. */
export const SKIPPED = '␞'

/** What is indexed of titles and names, lines each by itself: read in place, and where one has a note, all of them with notes skipped. */
export function lineKeys(lines: readonly string[]): string {
  const layouts = lines.map(lineLayout)
  const keys = (reading: 'in-place' | 'skipped') =>
    [...new Set(lines.map((line, i) => foldKey(line, skipsOf(layouts[i]!, reading))))]
      .filter((key) => key !== '')
      .join(` ${BREAK} `)
  const inPlace = keys('in-place')
  return layouts.some(hasBrackets) ? `${inPlace} ${SKIPPED} ${keys('skipped')}` : inPlace
}

/** Stands in `furnitureKey` where so many tokens of notes are skipped within so few others: words near each other may be further apart in place. */
export const DENSE = '␝'
export const DENSE_FROM = { width: 160, skipped: 60 } as const

export interface TextKeys {
  key: string
  /** Where the packed key stands in the text (packed-spans.ts). */
  anchors: number[]
  /** The skipped reading, only as far around each bracket as a phrase can reach; the stretches apart by `BREAK`. */
  plainKey: string
  /** Token numbers in `plainKey` before which a bracket was skipped. */
  plainSkips: number[]
  furnitureKey: string
}

/** What is indexed of a text. `reach`: the longest phrase, in tokens, that is looked up whole. */
export function textKeys(text: string, layout: Layout, reach: number): TextKeys {
  const skips = skipsOf(layout, 'in-place')
  const key = foldKey(text, skips)
  const { isDense, ...plain } = plainKeys(text, layout, reach)
  const lines = layout.furniture.map(([start, end]) => foldKey(text.slice(start, end))).filter((line) => line !== '')
  return {
    key,
    anchors: anchorsOf(text, skips),
    ...plain,
    furnitureKey: [...(isDense ? [DENSE] : []), ...lines].join(` ${BREAK} `),
  }
}

function plainKeys(
  text: string,
  layout: Layout,
  reach: number,
): Pick<TextKeys, 'plainKey' | 'plainSkips'> & { isDense: boolean } {
  if (!hasBrackets(layout)) return { plainKey: '', plainSkips: [], isDense: false }
  const { tok, st } = fold(text, skipsOf(layout, 'skipped'))
  const brackets = layout.notes.filter(({ kind }) => kind === 'bracket')
  const at: number[] = []
  let token = 0
  /** The notes of the last few tokens, and how many tokens they hold. */
  const near: { token: number; held: number }[] = []
  let held = 0
  let isDense = false
  for (const { start, end } of brackets) {
    while (token < tok.length && st[token]! < end) token++
    if (token < tok.length && at.at(-1) !== token) at.push(token)
    near.push({ token, held: fold(text.slice(start, end)).tok.length })
    held += near.at(-1)!.held
    while (near[0]!.token < token - DENSE_FROM.width) held -= near.shift()!.held
    isDense ||= held > DENSE_FROM.skipped
  }
  const parts: string[] = []
  const plainSkips: number[] = []
  let [from, to] = [0, -1]
  const close = () => {
    if (to <= from) return
    if (parts.length) parts.push(BREAK)
    for (const one of at) if (one >= from && one < to) plainSkips.push(parts.length + one - from)
    for (let i = from; i < to; i++) parts.push(tok[i]!)
  }
  for (const one of at) {
    if (one - reach > to) {
      close()
      from = Math.max(0, one - reach)
    }
    to = Math.min(tok.length, one + reach)
  }
  close()
  return { plainKey: parts.join(' '), plainSkips, isDense }
}

export const isStrong = (gap: number): boolean => (gap & 3) === gaps.strong
