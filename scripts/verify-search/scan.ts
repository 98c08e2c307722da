/** A plain scan of stored texts: the measure that both engines are held to. Slow on purpose; it shares the fold with the service and nothing else. */
import { fold, gaps } from '../../src/hanzi/fold.ts'
import { numeralForms } from '../../src/hanzi/numeral-forms.ts'

type Span = [start: number, end: number]

/** As `GET /items/:id/text` tells it. */
export interface StoredText {
  text: string
  joins: Span[]
  furniture: Span[]
  notes: { start: number; end: number; kind: 'bracket' | 'pinyin' }[]
}
export interface StoredItem extends StoredText {
  id: string
  /** Title, file name: whatever else the same box finds. */
  lines: string[]
}

interface Token {
  token: string
  start: number
  end: number
  /** Something that is not read stands before it. */
  isParted: boolean
}

/** The text with stretches taken out, read token by token; every token knows where it stood. */
function tokensWithout({ text }: StoredText, left: readonly { span: Span; parts: boolean }[]): Token[] {
  const sorted = [...left].sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
  let reduced = ''
  const place: number[] = []
  const parted = new Set<number>()
  let at = 0
  for (const { span, parts } of sorted) {
    if (span[1] <= at) {
      if (parts) parted.add(place.length - 1)
      continue
    }
    for (; at < span[0]; at++) {
      reduced += text[at]
      place.push(at)
    }
    if (parts) parted.add(place.length)
    reduced += '\u00a0'
    place.push(-1)
    at = Math.max(at, span[1])
  }
  for (; at < text.length; at++) {
    reduced += text[at]
    place.push(at)
  }
  const { tok, st, en, gap } = fold(reduced)
  return tok.map((token, i) => {
    let isParted = (gap[i]! & gaps.NOTE) !== 0
    for (let k = i === 0 ? 0 : en[i - 1]!; k < st[i]!; k++) isParted ||= parted.has(k)
    return { token, start: place[st[i]!]!, end: place[en[i]! - 1]! + 1, isParted }
  })
}

function readings(stored: StoredText): Token[][] {
  const joins = stored.joins.map((span) => ({ span, parts: false }))
  const furniture = stored.furniture.map((span) => ({ span, parts: true }))
  const notes = (kinds: readonly string[]) =>
    stored.notes
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ start, end }) => ({ span: [start, end] as Span, parts: true }))
  return [
    tokensWithout(stored, [...joins, ...furniture, ...notes(['pinyin'])]),
    tokensWithout(stored, [...joins, ...furniture, ...notes(['pinyin', 'bracket'])]),
    ...stored.furniture.map(([start, end]) =>
      tokensWithout({ ...stored, text: stored.text.slice(start, end) }, []).map((token) => ({
        ...token,
        start: token.start + start,
        end: token.end + start,
      })),
    ),
  ]
}

const isNumeral = (token: string | undefined) =>
  token !== undefined && /^(?:\d+|[〇一二三四五六七八九十百千万亿廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟两])$/.test(token)

/** The pieces of every occurrence of a phrase, in order. */
export function occurrencesOf(stored: StoredText, phrase: string): Span[][] {
  const forms = numeralForms(fold(phrase).tok)
  const found = new Map<string, Span[]>()
  for (const tokens of cached(stored)) {
    for (const { tokens: wanted, wholeRun } of forms) {
      for (let at = 0; at + wanted.length <= tokens.length; at++) {
        if (!wanted.every((token, i) => tokens[at + i]!.token === token)) continue
        if (wholeRun && isNumeral(tokens[at - 1]?.token)) continue
        const pieces: Span[] = []
        for (let i = at; i < at + wanted.length; i++) {
          const { start, end, isParted } = tokens[i]!
          const last = pieces.at(-1)
          if (last && !isParted) last[1] = Math.max(last[1], end)
          else pieces.push([start, end])
        }
        found.set(JSON.stringify(pieces), pieces)
      }
    }
  }
  return [...found.values()].sort((a, b) => a[0]![0] - b[0]![0] || a.at(-1)![1] - b.at(-1)![1])
}

const kept = new WeakMap<StoredText, Token[][]>()
function cached(stored: StoredText): Token[][] {
  const present = kept.get(stored) ?? readings(stored)
  kept.set(stored, present)
  return present
}

const asLine = (text: string): StoredText => ({ text, joins: [], furniture: [], notes: [] })
const lineOf = new Map<string, StoredText>()
const line = (text: string): StoredText => {
  const present = lineOf.get(text) ?? asLine(text)
  lineOf.set(text, present)
  return present
}

export const isIn = (item: StoredItem, phrase: string): boolean =>
  occurrencesOf(item, phrase).length > 0 || item.lines.some((text) => occurrencesOf(line(text), phrase).length > 0)
