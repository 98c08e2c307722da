/** A stored text in its readings (chinese-text.md §3), token by token, each with its places in the original; apart from src/hanzi/readings.ts. */
import { bracketedMarker, isHan, type Token, tokensOf } from './tokens.ts'

export type Span = [start: number, end: number]

/** As `GET /items/:id/text` tells it. */
export interface StoredText {
  text: string
  joins: Span[]
  furniture: Span[]
  notes: { start: number; end: number; kind: 'bracket' | 'pinyin' }[]
}

export interface Placed {
  token: string
  /** Where its characters stand: two pieces where a page cuts a number. */
  pieces: Span[]
  /** A note marker, or something that this reading leaves out, stands before it. */
  isParted: boolean
  /** A sentence or a line ends before it. */
  isStopped: boolean
  /** Its own characters. */
  source: string
  /** The punctuation before it; brackets that this reading skips are some. */
  marks: string
}

export interface Reading {
  tokens: Placed[]
  /** Where each token stands. */
  at: Map<string, number[]>
}

interface Cut {
  span: Span
  /** `marker`: a note that is one once its broken lines are closed: [\n1]. */
  is: 'join' | 'furniture' | 'note' | 'marker' | 'pinyin'
}

/** What is left of a text, and where each unit of it stood; −1 for a space that was put in. */
export interface Rest {
  rest: string
  place: number[]
  /** Units of `rest` before which something was left out that is no mere break. */
  parted: Set<number>
  /** Those where it was a bracket. */
  bracketed: Set<number>
  /** Units in the middle of a number, a word or a note marker. */
  inside?: Set<number>
}

const isFigure = (unit: string) => /[0-9０-９]/.test(unit)
const isOfHan = (one: string) =>
  isHan(one) || /[\u2ff0-\u2fff\u31c0-\u31ef]/.test(one) || /[○◯〇々〻]/.test(one) || /[\ud800-\udfff]/.test(one)
/** 二\nO一二年 is a year too. */
const isClosed = (before: string, after: string) =>
  (isFigure(before) && isFigure(after)) ||
  ([before, after].every((one) => isOfHan(one) || /[OＯo]/.test(one)) && [before, after].some(isOfHan))

/** Overlapping cuts are one. A break that a reader closes leaves nothing between two figures or two Han characters; anything else leaves a space. */
export function without(text: string, cuts: readonly Cut[]): Rest {
  const sorted = [...cuts].sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
  const left: Rest = { rest: '', place: [], parted: new Set(), bracketed: new Set() }
  const keep = (from: number, to: number) => {
    for (let at = from; at < to; at++) {
      left.rest += text[at]
      left.place.push(at)
    }
  }
  let at = 0
  for (let i = 0; i < sorted.length; ) {
    const [start] = sorted[i]!.span
    let end = start
    const kinds = new Set<Cut['is']>()
    for (; i < sorted.length && (sorted[i]!.span[0] < end || end === start); i++) {
      end = Math.max(end, sorted[i]!.span[1])
      kinds.add(sorted[i]!.is)
    }
    keep(at, start)
    at = end
    const isJoin = kinds.has('join') && !['note', 'marker', 'pinyin'].some((kind) => kinds.has(kind as Cut['is']))
    if (!(isJoin && isClosed(text.charAt(start - 1), text.charAt(end)))) {
      left.rest += '\u00a0'
      left.place.push(-1)
    }
    if (kinds.size > 1 || !kinds.has('join')) left.parted.add(left.rest.length)
    if (kinds.has('note')) left.bracketed.add(left.rest.length)
  }
  keep(at, text.length)
  return left
}

function cutsOf({ text, joins, furniture, notes }: StoredText, kinds: readonly string[]): Cut[] {
  const breaks = [...joins, ...furniture]
  const isMarker = (start: number, end: number) => {
    const within = text
      .slice(start, end)
      .split('')
      .filter((_, i) => !breaks.some(([a, b]) => start + i >= a && start + i < b))
    return new RegExp(`^(?:${bracketedMarker.source})$`, 'u').test(within.join(''))
  }
  return [
    ...joins.map((span): Cut => ({ span, is: 'join' })),
    ...furniture.map((span): Cut => ({ span, is: 'furniture' })),
    ...notes
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ start, end, kind }): Cut => {
        const is = kind === 'pinyin' ? kind : isMarker(start, end) ? 'marker' : 'note'
        return { span: [start, end], is }
      }),
  ]
}

const noteMarks = /[①-⑳㉑-㉟㊱-㊿❶-❿*＊†]|[[［〔]注?[0-9０-９]{1,3}[\]］〕]|（注[0-9０-９]{1,3}）|[\s\p{Cf}]/gu

/** Consecutive places are one piece, and so are those with a mere break between. */
export function piecesAt({ place, parted }: Rest, from: number, to: number): Span[] {
  const pieces: Span[] = []
  for (let k = from; k < to; k++) {
    const at = place[k]!
    if (at === -1) continue
    if (pieces.length > 0 && !parted.has(k)) pieces.at(-1)![1] = at + 1
    else pieces.push([at, at + 1])
  }
  return pieces
}

function readingOf(left: Rest): Reading {
  const { rest, parted, bracketed } = left
  const at = new Map<string, number[]>()
  const partedAt = [...parted].sort((a, b) => a - b)
  const tokens = tokensOf(rest).map((one: Token, i, all): Placed => {
    const before = i === 0 ? 0 : Math.min(all[i - 1]!.end, one.start)
    const between = rest.slice(before, one.start)
    const places = at.get(one.token)
    if (places) places.push(i)
    else at.set(one.token, [i])
    return {
      token: one.token,
      pieces: piecesAt(left, one.start, one.end),
      isParted: one.isParted || partedAt.some((k) => k >= before && k <= one.start),
      isStopped: /[。！？!?｡\n]/.test(between),
      source: rest.slice(one.start, one.end),
      marks: between.replace(noteMarks, '') + ([...bracketed].some((k) => k >= before && k <= one.start) ? '〔〕' : ''),
    }
  })
  return { tokens, at }
}

const moved = (pieces: readonly Span[], by: number): Span[] => pieces.map(([a, b]) => [a + by, b + by])

/** In place, with the bracketed notes skipped, and each line of page furniture by itself. */
export function readings(stored: StoredText): Reading[] {
  const inPlace = readingOf(without(stored.text, cutsOf(stored, ['pinyin'])))
  const skipped = stored.notes.some(({ kind }) => kind === 'bracket')
    ? [readingOf(without(stored.text, cutsOf(stored, ['pinyin', 'bracket'])))]
    : []
  const lines = stored.furniture.map(([start, end]): Reading => {
    const line = readingOf(without(stored.text.slice(start, end), []))
    return { ...line, tokens: line.tokens.map((one) => ({ ...one, pieces: moved(one.pieces, start) })) }
  })
  return [inPlace, ...skipped, ...lines]
}

/** What a “literal” is sought in: the characters themselves without white space, page furniture left out; and each line of furniture. */
export function literally(stored: StoredText, from = 0, to = stored.text.length): Rest[] {
  const spaceless = (left: Rest): Rest => {
    const kept: Rest = { rest: '', place: [], parted: new Set(), bracketed: new Set(), inside: new Set() }
    const markers = Array.from(left.rest.matchAll(new RegExp(bracketedMarker.source, 'gu')), ({ 0: mark, index }) => ({
      start: index,
      end: index + mark.length,
    }))
    const middles = new Set(
      [...tokensOf(left.rest), ...markers].flatMap(({ start, end }) =>
        Array.from({ length: end - start - 1 }, (_, k) => start + 1 + k),
      ),
    )
    let isParted = false
    for (const { 0: written, index } of left.rest.matchAll(/\P{M}\p{M}*/gu)) {
      const one = written.normalize('NFC')
      isParted ||= left.parted.has(index)
      if (/^[\s\p{Cf}]/u.test(one)) continue
      if (isParted) kept.parted.add(kept.rest.length)
      isParted = false
      if (middles.has(index)) kept.inside!.add(kept.rest.length)
      for (let k = 0; k < one.length; k++) kept.place.push(left.place[index + Math.min(k, written.length - 1)]!)
      kept.rest += one
    }
    return kept
  }
  const inside = ({ span }: Cut) => span[0] >= from && span[1] <= to
  const shifted = cutsOf(stored, [])
    .filter(inside)
    .map(({ span, is }): Cut => ({ span: [span[0] - from, span[1] - from], is }))
  const whole = spaceless(without(stored.text.slice(from, to), shifted))
  const lines = stored.furniture
    .filter(([start, end]) => start >= from && end <= to && from === 0)
    .map(([start, end]) => {
      const line = spaceless(without(stored.text.slice(start, end), []))
      return { ...line, place: line.place.map((at) => at + start) }
    })
  return [{ ...whole, place: whole.place.map((at) => at + from) }, ...lines]
}

export const literalOf = (text: string): string => text.normalize('NFC').replace(/[\s\p{Cf}]/gu, '')

/** A title or a name: one line. Brackets in it are notes by the rule for texts: inside a line, up to thirty characters. */
export function asLine(text: string): StoredText {
  const notes: StoredText['notes'] = []
  for (const { 0: whole, index } of text.matchAll(/（[^（）]*）|\([^()]*\)|〔[^〔〕]*〕|\[[^[\]]*\]|［[^［］]*］/gu)) {
    const inside = whole.slice(1, -1)
    const isNote = text.slice(0, index).trim() !== '' && [...inside].length <= 30 && /[\p{L}\p{N}]/u.test(inside)
    if (isNote && !/^[[［〔]注?[0-9０-９]{1,3}[\]］〕]$|^（注[0-9０-９]{1,3}）$/.test(whole))
      notes.push({ start: index, end: index + whole.length, kind: 'bracket' })
  }
  return { text, joins: [], furniture: [], notes }
}
