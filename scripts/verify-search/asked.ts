/** A question as a tree: how it is typed (chinese-text.md §4), and what answers it when every text is read to its end. The parser is not asked. */
import { isWrittenAlike, type Switch } from './keep.ts'
import { isNumeral, type Slot, slotsOf } from './numbers.ts'
import {
  asLine,
  literally,
  literalOf,
  type Placed,
  piecesAt,
  type Reading,
  readings,
  type Span,
  type StoredText,
} from './stored.ts'
import { type Token, tokensOf } from './tokens.ts'

export type TextField = 'title' | 'author' | 'names' | 'text'

export type Word =
  | { is: 'term' | 'prefix' | 'literal'; text: string }
  /** Words with ? and * between them. */
  | { is: 'pattern'; text: string }
export interface Nearby {
  is: 'near'
  left: Word | Nearby
  right: Word
  distance: number
}
export type Asked =
  | Word
  | Nearby
  | { is: 'field'; name: string; field: TextField; of: Asked }
  | { is: 'value'; name: string; field: 'category' | 'genre' | 'person' | 'place'; value: string }
  | { is: 'days' | 'mentions'; name: string; from: string | null; to: string | null; written: string }
  | { is: 'and' | 'or'; of: Asked[] }
  | { is: 'not'; of: Asked }

export interface StoredItem extends StoredText {
  title: string
  authors: string[]
  /** File names, 档号, persons, places, summary. */
  names: string[]
  category: string | null
  genre: string | null
  persons: string[]
  places: string[]
  /** Days, inclusive; null where undated. */
  dated: [string, string] | null
  /** Days that the text names. */
  mentions: [string, string][]
}

/** As a reader types it. `wide`: with full-width signs. */
export function typed(asked: Asked, wide: boolean): string {
  const sign = (ascii: string, full: string) => (wide ? full : ascii)
  switch (asked.is) {
    case 'term':
    case 'pattern':
      return asked.text
    case 'prefix':
      return `${asked.text}${sign('*', '＊')}`
    case 'literal':
      return wide ? `「${asked.text}」` : `“${asked.text}”`
    case 'near':
      return `${typed(asked.left, wide)} ${sign('~', '～')}${asked.distance} ${typed(asked.right, wide)}`
    case 'field':
      return `${asked.name}${sign(':', '：')}${typed(asked.of, wide)}`
    case 'value':
      return `${asked.name}${sign(':', '：')}${/\s/.test(asked.value) ? `“${asked.value}”` : asked.value}`
    case 'days':
    case 'mentions':
      return `${asked.name}${sign(':', '：')}${asked.written}`
    case 'not':
      return `${sign('-', '－')}${grouped(asked.of, wide)}`
    case 'or':
      return asked.of.map((part) => grouped(part, wide)).join(sign('|', '｜'))
    case 'and':
      return asked.of.map((part) => (part.is === 'and' ? grouped(part, wide) : typed(part, wide))).join(sign(' ', '　'))
  }
}
const grouped = (asked: Asked, wide: boolean): string => {
  const text = typed(asked, wide)
  return ['and', 'or', 'near', 'field'].includes(asked.is) ? (wide ? `（${text}）` : `(${text})`) : text
}

interface Found {
  at: number
  count: number
}

/** A word of the question, ready to be sought. */
interface Sought {
  tokens: (Token & { source: string; marks: string })[]
  slots: Slot[]
}
const known = new Map<string, Sought>()
function soughtOf(text: string): Sought {
  const present = known.get(text)
  if (present) return present
  const tokens = tokensOf(text).map((one, i, all) => ({
    ...one,
    source: text.slice(one.start, one.end),
    marks: i === 0 ? '' : text.slice(Math.min(all[i - 1]!.end, one.start), one.start).replace(/[\s\p{Cf}]/gu, ''),
  }))
  const made = { tokens, slots: slotsOf(tokens.map(({ token }) => token)) }
  known.set(text, made)
  return made
}

/** The end of the slots from token `at` on, or −1. */
function slotsEnd(
  tokens: readonly Placed[],
  at: number,
  { tokens: own, slots }: Sought,
  k: number,
  keep: readonly Switch[],
  isOpen: boolean,
): number {
  const slot = slots[k]
  if (!slot) return at
  for (const way of slot.ways) {
    const isGiven = way === slot.ways[0]
    const isThere = way.every((token, i) => {
      const there = tokens[at + i]
      if (!there) return false
      if (
        isOpen && k === slots.length - 1 && i === way.length - 1
          ? !there.token.startsWith(token)
          : there.token !== token
      )
        return false
      if (keep.length === 0 || !isGiven) return true
      const mine = own[slot.from + i]!
      if (!isOpen && !isWrittenAlike(there.source, mine.source, keep)) return false
      return !keep.includes('punctuation') || slot.from + i === 0 || there.marks === mine.marks
    })
    const end = isThere ? slotsEnd(tokens, at + way.length, { tokens: own, slots }, k + 1, keep, isOpen) : -1
    if (end !== -1) return end
  }
  return -1
}

function placesOf({ at, tokens }: Reading, first: Slot, isOpen: boolean): Iterable<number> {
  if (isOpen) return tokens.keys()
  return new Set(first.ways.flatMap(([token]) => at.get(token!) ?? []))
}

function findTerm(reading: Reading, text: string, keep: readonly Switch[], isOpen: boolean): Found[] {
  const { tokens, slots } = soughtOf(text)
  const asGiven = tokens.map(({ token }, i): Slot => ({ ways: [[token]], isNumber: false, from: i, to: i + 1 }))
  const sought: Sought = { tokens, slots: isOpen ? asGiven : slots }
  const found: Found[] = []
  const [first] = sought.slots
  if (!first) return []
  for (const at of placesOf(reading, first, isOpen)) {
    const end = slotsEnd(reading.tokens, at, sought, 0, keep, isOpen)
    if (end === -1 || (first.isNumber && isNumeral(reading.tokens[at - 1]?.token))) continue
    found.push({ at, count: end - at })
  }
  return found
}

/** Shortest first, token by token. */
function findPattern({ tokens, at }: Reading, text: string, keep: readonly Switch[]): Found[] {
  const parts = text.split(/([?？*＊])/).filter((part) => part !== '')
  const steps = parts.flatMap((part): (Sought['tokens'][number] | '?' | '*')[] =>
    /^[?？]$/.test(part) ? ['?'] : /^[*＊]$/.test(part) ? ['*'] : soughtOf(part).tokens,
  )
  const isFirst = (k: number) => k === 0 || typeof steps[k - 1] === 'string'
  const ends = (from: number, k: number): number => {
    const step = steps[k]
    if (step === undefined) return from
    if (step === '*') {
      for (let n = 0; n <= 10; n++) {
        if (from + n > tokens.length || tokens[from + n]?.isStopped) return -1
        const end = ends(from + n, k + 1)
        if (end !== -1) return end
      }
      return -1
    }
    const there = tokens[from]
    if (!there) return -1
    if (step !== '?') {
      if (there.token !== step.token) return -1
      // 々 is the character it repeats, until a switch asks how it is written.
      if (keep.length > 0 && !isWrittenAlike(there.source, step.source, keep)) return -1
      if (keep.includes('punctuation') && !isFirst(k) && there.marks !== step.marks) return -1
    }
    return ends(from + 1, k + 1)
  }
  const [head] = steps
  if (!head || typeof head === 'string') return []
  return (at.get(head.token) ?? []).flatMap((from) => {
    const end = ends(from, 0)
    return end === -1 ? [] : [{ at: from, count: end - from }]
  })
}

/** A literal beside another word: its tokens, written so. */
function findLiteral(stored: StoredText, reading: Reading, text: string): Found[] {
  const own = soughtOf(text).tokens
  const written = literalOf(text.slice(own[0]?.start ?? 0, own.at(-1)?.end ?? 0))
  const bare = own.map(({ token }, i): Slot => ({ ways: [[token]], isNumber: false, from: i, to: i + 1 }))
  return (reading.at.get(own[0]?.token ?? '') ?? []).flatMap((at) => {
    if (slotsEnd(reading.tokens, at, { tokens: own, slots: bare }, 0, [], false) === -1) return []
    const [from, to] = [reading.tokens[at]!.pieces[0]![0], reading.tokens[at + own.length - 1]!.pieces.at(-1)![1]]
    const isSo = literally(stored, from, to)[0]!.rest === written
    return isSo ? [{ at, count: own.length }] : []
  })
}

/** Hits, each with the words that make it. */
function findNear(
  stored: StoredText,
  reading: Reading,
  asked: Word | Nearby,
  keep: readonly Switch[],
): { hit: Found; words: Found[] }[] {
  if (asked.is !== 'near')
    return (
      asked.is === 'pattern'
        ? findPattern(reading, asked.text, keep)
        : asked.is === 'literal'
          ? findLiteral(stored, reading, asked.text)
          : findTerm(reading, asked.text, keep, asked.is === 'prefix')
    ).map((hit) => ({ hit, words: [hit] }))
  const [left, right] = [findNear(stored, reading, asked.left, keep), findNear(stored, reading, asked.right, keep)]
  return left.flatMap(({ hit: a, words }) =>
    right.flatMap(({ hit: b, words: others }) => {
      if (a.at === b.at && a.count === b.count) return []
      const between = Math.max(a.at, b.at) - (a.at <= b.at ? a.at + a.count : b.at + b.count)
      if (between > asked.distance) return []
      const at = Math.min(a.at, b.at)
      return [{ hit: { at, count: Math.max(a.at + a.count, b.at + b.count) - at }, words: [...words, ...others] }]
    }),
  )
}

const cached = new WeakMap<StoredText, Reading[]>()
const readingsOf = (stored: StoredText): Reading[] => {
  const present = cached.get(stored) ?? readings(stored)
  cached.set(stored, present)
  return present
}
const literals = new WeakMap<StoredText, ReturnType<typeof literally>>()
const literalsOf = (stored: StoredText) => {
  const present = literals.get(stored) ?? literally(stored)
  literals.set(stored, present)
  return present
}
const lines = new Map<string, StoredText>()
const line = (text: string): StoredText => {
  const present = lines.get(text) ?? asLine(text)
  lines.set(text, present)
  return present
}

/** The pieces of every place that words ask for, in order of the text, each once. */
export function occurrencesOf(
  stored: StoredText,
  words: readonly (Word | Nearby)[],
  keep: readonly Switch[],
): Span[][] {
  const found = new Map<string, Span[]>()
  for (const asked of words) {
    if (asked.is === 'literal') {
      const wanted = literalOf(asked.text)
      for (const left of literalsOf(stored))
        for (let at = left.rest.indexOf(wanted); wanted !== '' && at !== -1; at = left.rest.indexOf(wanted, at + 1)) {
          if (left.inside!.has(at) || left.inside!.has(at + wanted.length)) continue
          const pieces = piecesAt(left, at, at + wanted.length)
          found.set(JSON.stringify(pieces), pieces)
        }
      continue
    }
    for (const reading of readingsOf(stored))
      for (const { words: places } of findNear(stored, reading, asked, keep))
        for (const { at, count } of places) {
          const pieces: Span[] = []
          for (const { pieces: own, isParted } of reading.tokens.slice(at, at + count)) {
            const [first, ...rest] = own
            if (pieces.length > 0 && !isParted) pieces.at(-1)![1] = Math.max(pieces.at(-1)![1], first![1])
            else pieces.push([...first!])
            pieces.push(...rest.map(([a, b]): Span => [a, b]))
          }
          found.set(JSON.stringify(pieces), pieces)
        }
  }
  return [...found.values()].sort((a, b) => a[0]![0] - b[0]![0] || a.at(-1)![1] - b.at(-1)![1])
}

/** What is counted and marked in a field: everything that is asked for there, nothing that is excluded. */
export function wordsOf(asked: Asked, field: TextField, within: TextField | null = null): (Word | Nearby)[] {
  switch (asked.is) {
    case 'and':
    case 'or':
      return asked.of.flatMap((part) => wordsOf(part, field, within))
    case 'field':
      return wordsOf(asked.of, field, asked.field)
    case 'not':
    case 'value':
    case 'days':
    case 'mentions':
      return []
    default:
      return within === null || within === field ? [asked] : []
  }
}

const overlaps = ([first, last]: [string, string], from: string | null, to: string | null) =>
  (to === null || first <= to) && (from === null || last >= from)

export function isIn(
  item: StoredItem,
  asked: Asked,
  keep: readonly Switch[],
  within: TextField | null = null,
): boolean {
  switch (asked.is) {
    case 'and':
      return asked.of.every((part) => isIn(item, part, keep, within))
    case 'or':
      return asked.of.some((part) => isIn(item, part, keep, within))
    case 'not':
      return !isIn(item, asked.of, keep, within)
    case 'field':
      return isIn(item, asked.of, keep, asked.field)
    case 'value': {
      const { category, genre, persons, places } = item
      return { category: [category], genre: [genre], person: persons, place: places }[asked.field].includes(asked.value)
    }
    case 'days':
      return item.dated !== null && overlaps(item.dated, asked.from, asked.to)
    case 'mentions':
      return item.mentions.some((one) => overlaps(one, asked.from, asked.to))
    default: {
      const fields: Record<TextField, StoredText[]> = {
        text: [item],
        title: [line(item.title)],
        author: item.authors.map(line),
        names: item.names.map(line),
      }
      return (within === null ? Object.values(fields).flat() : fields[within]).some(
        (one) => occurrencesOf(one, [asked], keep).length > 0,
      )
    }
  }
}

export const titleMarks = (title: string, words: readonly (Word | Nearby)[], keep: readonly Switch[]): Span[] =>
  united(occurrencesOf(line(title), words, keep).flat())

/** Overlapping spans become one. */
export function united(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = result.at(-1)
    if (last && start < last[1]) last[1] = Math.max(last[1], end)
    else result.push([start, end])
  }
  return result
}
