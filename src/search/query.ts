/**
 * The query language (chinese-text.md §4), pure: text → tree → what an engine is asked (`toMatch`), what is counted and marked (`terms`), and
 * what the stored text must bear out (`verify`). No input can break an engine: only folded tokens and values leave this file.
 *
 *   query := item (SP item)*      SP (also U+3000) = AND
 *   item  := '-'item | field':'item | '('query')' | term | literal | item'|'item
 */
import { Fault } from '../faults.ts'
import { dayNumber, edtfBounds } from '../hanzi/dates.ts'
import { foldKey } from '../hanzi/fold.ts'
import { countInKey, literalSpans } from '../hanzi/phrases.ts'
import type { Match, TextField, ValueField } from '../ports/search-index.ts'

export interface Term {
  is: 'term'
  /** As written, without quotes. */
  text: string
  tokens: readonly string[]
  /** arch*, 199*: the last token may go on. */
  prefix: boolean
  /** In quotes: nothing is folded. */
  literal: boolean
  fields: readonly TextField[]
  position: number
}
export type Query =
  | Term
  | { is: 'value'; field: ValueField; value: string }
  | { is: 'days'; from: number | null; to: number | null }
  | { is: 'and'; of: readonly Query[] }
  | { is: 'or'; of: readonly Query[] }
  | { is: 'not'; of: Query }

const ALL_TEXT: readonly TextField[] = ['title', 'author', 'names', 'text']
const textFields: Record<string, readonly TextField[]> = {}
for (const name of ['题名', '題名', '标题', '標題', 'title']) textFields[name] = ['title']
for (const name of ['作者', 'author']) textFields[name] = ['author']
for (const name of ['档号', '檔號', 'code']) textFields[name] = ['names']
const valueFields: Record<string, ValueField> = {}
for (const [field, names] of Object.entries({
  category: ['类别', '類別', 'category'],
  genre: ['体裁', '體裁', 'genre'],
  person: ['人名', 'person'],
  place: ['地名', 'place'],
  accession: ['征集', '徵集', 'accession'],
})) {
  for (const name of names) valueFields[name] = field as ValueField
}
const dateFields = new Set(['日期', '年', 'date'])
const fieldName = new RegExp(
  `(?:${[...Object.keys(textFields), ...Object.keys(valueFields), ...dateFields].sort((a, b) => b.length - a.length).join('|')})[:：]`,
  'iy',
)

const quotes: Record<string, string> = { '"': '"', '＂': '＂', '“': '”', '「': '」', '『': '』' }
const isSpace = (c: string) => /[\s\u3000]/.test(c)
const isOpen = (c: string) => c === '(' || c === '（'
const isClose = (c: string) => c === ')' || c === '）'
const isBar = (c: string) => c === '|' || c === '｜'
const isNot = (c: string) => c === '-' || c === '－' || c === '−'

const MAX_QUERY = 8000
const MAX_ITEMS = 64
const MAX_TOKENS = 1000
const MAX_DEPTH = 16

/** Parses any text. Faults search.syntax {position, found, expected}, search.only-not, search.too-long; nothing else is ever thrown. */
export function parseQuery(text: string): Query {
  if (text.length > MAX_QUERY) throw new Fault('search.too-long', { length: text.length, limit: MAX_QUERY })
  let at = 0
  let items = 0
  let tokens = 0
  const here = () => text[at] ?? ''
  const wrong = (position: number, expected: string): Fault =>
    new Fault('search.syntax', { position, found: text.slice(position, position + 10), expected })
  const skipSpace = () => {
    while (at < text.length && isSpace(here())) at++
  }

  function term(raw: string, options: { literal: boolean; fields: readonly TextField[]; position: number }): Term {
    const isPrefix = !options.literal && /[*＊]$/.test(raw)
    const written = isPrefix ? raw.slice(0, -1) : raw
    const key = foldKey(written)
    const folded = key === '' ? [] : key.split(' ')
    tokens += folded.length
    if (++items > MAX_ITEMS) throw new Fault('search.too-long', { items, limit: MAX_ITEMS })
    if (tokens > MAX_TOKENS) throw new Fault('search.too-long', { length: tokens, limit: MAX_TOKENS })
    // Only a run of letters or digits can go on; 郑* would be 郑 followed by anything, which is 郑.
    const prefix =
      isPrefix && /[\p{L}\p{N}]$/u.test(folded.at(-1) ?? '') && (folded.at(-1)?.codePointAt(0) ?? 0) < 0x2e80
    return {
      is: 'term',
      text: written,
      tokens: folded,
      prefix,
      literal: options.literal,
      fields: options.fields,
      position: options.position,
    }
  }

  function dates(value: string, position: number): Query {
    const [first = '', last = first, more] = value.split(/\.\.|…|—|～|~/)
    const bound = (part: string, which: 'start' | 'end'): number | null => {
      if (part === '') return null
      const day = /^-?\d{1,4}(-\d{1,2}){0,2}$/.test(part)
        ? edtfBounds(part.replace(/-(\d)(?=-|$)/g, '-0$1'))?.[which]
        : undefined
      if (!day) throw wrong(position, '1938、1938-06、1937..1945')
      return dayNumber(day)
    }
    if (more !== undefined || value === '' || (first === '' && last === ''))
      throw wrong(position, '1938、1938-06、1937..1945')
    items++
    return { is: 'days', from: bound(first, 'start'), to: bound(last, 'end') }
  }

  function quoted(fields: readonly TextField[]): Term {
    const position = at
    const close = quotes[here()]!
    const end = text.indexOf(close, at + 1)
    if (end === -1) throw wrong(position, close)
    const raw = text.slice(at + 1, end)
    at = end + 1
    return term(raw, { literal: true, fields, position })
  }

  /** Up to the next space, bar, bracket or quote. */
  function word(): string {
    const start = at
    while (at < text.length) {
      const c = here()
      if (isSpace(c) || isBar(c) || isClose(c) || isOpen(c)) break
      if (at > start && c in quotes) break
      at++
    }
    return text.slice(start, at)
  }

  function unit(depth: number): Query | null {
    const position = at
    if (depth > MAX_DEPTH) throw new Fault('search.too-long', { items: depth, limit: MAX_DEPTH })
    const c = here()
    if (isNot(c) && at + 1 < text.length && !isSpace(text[at + 1]!)) {
      at++
      const of = unit(depth + 1)
      return of && { is: 'not', of }
    }
    if (isOpen(c)) {
      at++
      const of = conjunction(depth + 1)
      if (!isClose(here())) throw wrong(position, ')')
      at++
      return of
    }
    fieldName.lastIndex = at
    const field = fieldName.exec(text)?.[0]
    if (field) return fielded(field, position, depth)
    if (c in quotes) return quoted(ALL_TEXT)
    const raw = word()
    const tilde = /^[~～]\d+/.exec(raw)
    if (tilde) throw wrong(position, '词')
    // A trailing ？ of a pasted sentence is punctuation; inside a term it stands for one character, which this version cannot search.
    const inner = raw.replace(/[?？]+$/, '')
    const wild = inner.slice(0, -1).search(/[*＊?？]/)
    if (wild !== -1 && /[\p{L}\p{N}]/u.test(inner.slice(wild + 1))) throw wrong(position + wild, '词')
    return term(inner, { literal: false, fields: ALL_TEXT, position })
  }

  function fielded(field: string, position: number, depth: number): Query | null {
    at += field.length
    const name = field.slice(0, -1).toLowerCase()
    if (at >= text.length || isSpace(here())) throw wrong(position, `${field}…`)
    if (name in valueFields || dateFields.has(name)) {
      const close = quotes[here()]
      let value: string
      if (close) {
        const end = text.indexOf(close, at + 1)
        if (end === -1) throw wrong(at, close)
        value = text.slice(at + 1, end)
        at = end + 1
      } else value = word()
      if (dateFields.has(name)) return dates(value.trim(), position)
      if (value.trim() === '') throw wrong(position, `${field}…`)
      items++
      return { is: 'value', field: valueFields[name]!, value: value.normalize('NFC').trim() }
    }
    const inner = unit(depth + 1)
    return inner && within(inner, textFields[name]!)
  }

  function disjunction(depth: number): Query | null {
    const of: Query[] = []
    let bar = -1
    for (;;) {
      const position = at
      const one = unit(depth)
      if (one) of.push(one)
      if (at === position) throw wrong(at, '词')
      const after = at
      skipSpace()
      if (!isBar(here())) {
        at = after
        break
      }
      bar = at++
      skipSpace()
      if (at >= text.length || isClose(here()) || isBar(here())) throw wrong(bar, '|词')
    }
    const found = of.filter((query) => !isEmpty(query))
    return found.length > 1 ? { is: 'or', of: found } : (found[0] ?? null)
  }

  function conjunction(depth: number): Query | null {
    const of: Query[] = []
    for (;;) {
      skipSpace()
      if (at >= text.length || isClose(here())) break
      const one = disjunction(depth)
      if (one && !isEmpty(one)) of.push(one)
    }
    return of.length > 1 ? { is: 'and', of } : (of[0] ?? null)
  }

  const query = conjunction(0)
  if (at < text.length) throw wrong(at, '(')
  if (!query) return { is: 'and', of: [] }
  if (onlyNot(query)) throw new Fault('search.only-not')
  return query
}

/** A term of nothing but punctuation says nothing. */
const isEmpty = (query: Query): boolean =>
  query.is === 'not'
    ? isEmpty(query.of)
    : query.is === 'term' && query.tokens.length === 0 && (!query.literal || query.text.trim() === '')

/** True when some document would match only because it lacks something. */
function onlyNot(query: Query): boolean {
  if (query.is === 'not') return true
  if (query.is === 'and') return query.of.length > 0 && query.of.every(onlyNot)
  if (query.is === 'or') return query.of.some(onlyNot)
  return false
}

function within(query: Query, fields: readonly TextField[]): Query {
  if (query.is === 'term') return { ...query, fields }
  if (query.is === 'and' || query.is === 'or') return { ...query, of: query.of.map((part) => within(part, fields)) }
  if (query.is === 'not') return { ...query, of: within(query.of, fields) }
  return query
}

export const isEverything = (query: Query): boolean => query.is === 'and' && query.of.length === 0

/** What the engine is asked: everything that can match, and for queries without literals nothing else. */
export function toMatch(query: Query): Match {
  if (query.is === 'term') {
    // A literal of punctuation alone has no token to look up.
    if (query.tokens.length === 0) return { is: 'all' }
    return { is: 'phrase', fields: query.fields, tokens: query.tokens, ...(query.prefix ? { prefix: true } : {}) }
  }
  if (query.is === 'value') return { is: 'value', field: query.field, values: [query.value] }
  if (query.is === 'days') return query
  // What is not literally so may still be so when folded: only the stored text can exclude it.
  if (query.is === 'not') return needsVerification(query.of) ? { is: 'all' } : { is: 'not', of: toMatch(query.of) }
  if (query.of.length === 0) return { is: 'all' }
  return { is: query.is, of: query.of.map(toMatch) }
}

/** The terms that are counted and marked. */
export function terms(query: Query): Term[] {
  if (query.is === 'term') return [query]
  if (query.is === 'and' || query.is === 'or') return query.of.flatMap(terms)
  return []
}

export function needsVerification(query: Query): boolean {
  if (query.is === 'term') return query.literal
  if (query.is === 'and' || query.is === 'or') return query.of.some(needsVerification)
  return query.is === 'not' && needsVerification(query.of)
}

/** An item's stored strings and their folded keys. Several names are several strings. */
export interface Stored {
  text: Readonly<Record<TextField, readonly string[]>>
  keys: Readonly<Record<TextField, string | Buffer>>
}

/** Whether the stored strings bear the query out. Values and dates are columns of the index: the engine has decided them. */
export function verify(query: Query, stored: Stored, negated = false): boolean {
  switch (query.is) {
    case 'term':
      return query.fields.some((field) =>
        query.literal
          ? stored.text[field].some((text) => literalSpans(text, query.text).length > 0)
          : countInKey(stored.keys[field], query) > 0,
      )
    case 'and':
      return query.of.every((part) => verify(part, stored, negated))
    case 'or':
      return query.of.some((part) => verify(part, stored, negated))
    case 'not':
      return !verify(query.of, stored, !negated)
    default:
      return !negated
  }
}
