/**
 * The query language (chinese-text.md §4), pure: text → tree. No input can break an engine: only folded tokens and values leave this file.
 *
 *   query := item (SP item)*      SP (also U+3000) = AND
 *   item  := '-'item | field':'item | '('query')' | term | literal | item'|'item | item '~'N' ' item
 *   term  := a folded exact phrase; inside it ? is one token, * up to ten; at its end * lets a run of letters or digits go on
 */
import { Fault } from '../faults.ts'
import { type DateOptions, dayNumber, edtfBounds, readDate } from '../hanzi/dates/dates.ts'
import { fold, foldKey } from '../hanzi/fold.ts'
import { asGiven, numeralForms } from '../hanzi/numeral-forms.ts'
import type { TextField, ValueField } from '../ports/search-index.ts'
import { everyField, isNothing, onlyExcludes, type Query, type Term, within } from './query.ts'

const textFields: Record<string, readonly TextField[]> = {}
for (const name of ['题名', '題名', '标题', '標題', 'title']) textFields[name] = ['title']
for (const name of ['作者', 'author']) textFields[name] = ['author']
for (const name of ['档号', '檔號', 'code']) textFields[name] = ['names']
const valueFields: Record<string, ValueField> = {}
for (const [field, names] of Object.entries({
  category: ['类别', '類別', 'category'],
  genre: ['体裁', '體裁', 'genre'],
  person: ['人名', '人物', 'person'],
  place: ['地名', 'place'],
  corporateBody: ['机构', '機構', 'body'],
  event: ['事件', 'event'],
  term: ['主题词', '主題詞', 'term'],
  accession: ['征集', '徵集', 'accession'],
})) {
  for (const name of names) valueFields[name] = field as ValueField
}
const dateFields = new Set(['日期', '年', 'date'])
const mentionFields = new Set(['文中日期', 'in-text date'])
const fieldName = new RegExp(
  `(?:${[...Object.keys(textFields), ...Object.keys(valueFields), ...dateFields, ...mentionFields].sort((a, b) => b.length - a.length).join('|')})[:：]`,
  'iy',
)

const quotes: Record<string, string> = { '"': '"', '＂': '＂', '“': '”', '「': '」', '『': '』' }
const isSpace = (c: string) => /[\s\u3000]/.test(c)
const isOpen = (c: string) => c === '(' || c === '（'
const isClose = (c: string) => c === ')' || c === '）'
const isBar = (c: string) => c === '|' || c === '｜'
const isNot = (c: string) => c === '-' || c === '－' || c === '−'
const isStar = (c: string) => c === '*' || c === '＊'
const isAsk = (c: string) => c === '?' || c === '？'
const proximity = /[~～](\d{1,3})(?=[\s\u3000])/y

const MAX_QUERY = 8000
const MAX_ITEMS = 64
const MAX_TOKENS = 1000
/** A group in a group is two levels for an engine, beside a handful of ours; Elasticsearch takes thirty. */
const MAX_DEPTH = 10
const MAX_DISTANCE = 100
/** Words that are sought near each other in one chain: each multiplies the places that have to be looked at. */
const MAX_CHAIN = 8
const DATES = '1938、1938-06、1937..1945、民国二十七年、抗战时期'

/** Parses any text; dates are read by `dates`. Faults search.syntax {position, found, expected}, search.unpaired and search.nothing {position, found}, search.only-not, search.too-long; nothing else is ever thrown. */
export function parseQuery(text: string, dates: DateOptions = {}): Query {
  if (text.length > MAX_QUERY) throw new Fault('search.too-long', { length: text.length, limit: MAX_QUERY })
  let at = 0
  let items = 0
  let tokens = 0
  const here = () => text[at] ?? ''
  /** `position` in UTF-16 units from 0; `place`: the same as people count. */
  const placed = (position: number, found: string, most = 10) => ({
    position,
    place: [...text.slice(0, position)].length + 1,
    found: [...found].slice(0, most).join(''),
  })
  const wrong = (position: number, expected: string): Fault =>
    new Fault('search.syntax', { ...placed(position, text.slice(position)), expected })
  const unpaired = (position: number): Fault => new Fault('search.unpaired', placed(position, text.slice(position), 1))
  /** What has nothing to search by is said: left out, the rest, or everything, would pass for what was asked. */
  const nothing = (position: number): Fault => new Fault('search.nothing', placed(position, text.slice(position, at)))
  const skipSpace = () => {
    while (at < text.length && isSpace(here())) at++
  }
  const counted = (term: Term): Term => {
    if (isNothing(term)) throw nothing(term.position)
    tokens += term.tokens.length
    if (++items > MAX_ITEMS) throw new Fault('search.too-long', { items, limit: MAX_ITEMS })
    if (tokens > MAX_TOKENS) throw new Fault('search.too-long', { length: tokens, limit: MAX_TOKENS })
    return term
  }

  function literal(raw: string, fields: readonly TextField[], position: number): Term {
    const key = foldKey(raw)
    const folded = key === '' ? [] : key.split(' ')
    return counted({
      ...plain,
      text: raw,
      tokens: folded,
      forms: [asGiven(folded)],
      literal: true,
      fields,
      position,
    })
  }

  /** A word without quotes: a phrase, or a pattern where ? and * stand inside it. */
  function phrase(raw: string, fields: readonly TextField[], position: number): Term {
    // A trailing ？ of a pasted sentence is punctuation, and so is a leading one.
    let [start, end] = [0, raw.length]
    while (end > start && isAsk(raw[end - 1]!)) end--
    while (start < end && isAsk(raw[start]!)) start++
    const inner = raw.slice(start, end)
    const pieces = inner.split(/([?？*＊])/)
    const lastWord = pieces.findLastIndex((piece, i) => i % 2 === 0 && foldKey(piece) !== '')
    const firstWord = pieces.findIndex((piece, i) => i % 2 === 0 && foldKey(piece) !== '')
    if (lastWord <= firstWord) {
      const word = pieces[Math.max(firstWord, 0)] ?? ''
      const { tok: folded } = fold(word)
      // Only a run of letters or digits can go on; 郑* would be 郑 followed by anything, which is 郑.
      const last = folded.at(-1) ?? ''
      const prefix =
        isStar(pieces[firstWord + 1] ?? '') &&
        /[\p{L}\p{N}]$/u.test(word) &&
        /^[\p{L}\p{N}]+$/u.test(last) &&
        last.codePointAt(0)! < 0x2e80
      const forms = prefix ? [asGiven(folded)] : numeralForms(folded)
      return counted({ ...plain, text: word, tokens: folded, prefix, forms, fields, position })
    }
    const pattern: Term['pattern'] = []
    const folded: string[] = []
    for (const piece of pieces.slice(firstWord, lastWord + 1)) {
      if (isAsk(piece)) pattern.push({ is: 'one' })
      else if (isStar(piece)) pattern.push({ is: 'some' })
      else if (piece !== '') {
        const { tok } = fold(piece)
        folded.push(...tok)
        if (tok.length) pattern.push({ is: 'tokens', tokens: tok, text: piece })
      }
    }
    return counted({ ...plain, text: inner, tokens: folded, forms: [], pattern, fields, position })
  }

  /** The days a date covers: in figures, or as people write it. Of several candidates (甲子年) none is meant. */
  function covered(written: string): { start: string | null; end: string | null } | null {
    if (/^-?\d{1,4}(-\d{1,2}){0,2}$/.test(written)) {
      const year = written.replace(/^(-?)(\d{1,3})(?=-|$)/, (_, sign, digits) => sign + digits.padStart(4, '0'))
      return edtfBounds(year.replace(/-(\d)(?=-|$)/g, '-0$1'))
    }
    const read = readDate(written, dates)
    return read && !read.remarks.includes('candidates') && (read.start ?? read.end) !== null ? read : null
  }

  function days(value: string, position: number, is: 'days' | 'mentions'): Query {
    const whole = covered(value)
    const [first = '', last = first, more] = whole ? [value] : value.split(/\.\.|…|—|～|~/)
    const bound = (part: string, which: 'start' | 'end'): number | null => {
      if (part === '') return null
      const bounds = whole ?? covered(part)
      if (!bounds) throw wrong(position, DATES)
      const day = bounds[which]
      return day === null ? null : dayNumber(day)
    }
    if (more !== undefined || value === '' || (first === '' && last === '')) throw wrong(position, DATES)
    items++
    const [from, to] = [bound(first, 'start'), bound(last, 'end')]
    if (from !== null && to !== null && from > to) throw wrong(position, DATES)
    return { is, from, to }
  }

  /** What stands between a quote and its end. */
  function quoted(): string {
    const position = at
    const close = quotes[here()]!
    const end = text.indexOf(close, at + 1)
    if (end === -1) throw unpaired(position)
    at = end + 1
    return text.slice(position + 1, end)
  }

  /** Up to the next space, bar, bracket or quote; `1937..1945` and `~6` belong to what stands before them. */
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

  function fielded(field: string, position: number, depth: number): Query {
    at += field.length
    const name = field.slice(0, -1).toLowerCase()
    if (at >= text.length || isSpace(here())) throw wrong(position, `${field}…`)
    const isDays = dateFields.has(name) || mentionFields.has(name)
    if (name in valueFields || isDays) {
      const value = (here() in quotes ? quoted() : word()).trim()
      if (isDays) return days(value, position, dateFields.has(name) ? 'days' : 'mentions')
      if (value === '') throw wrong(position, `${field}…`)
      items++
      return { is: 'value', field: valueFields[name]!, values: [value.normalize('NFC')] }
    }
    return within(unit(depth + 1), textFields[name]!)
  }

  function unit(depth: number): Query {
    const position = at
    if (depth > MAX_DEPTH) throw new Fault('search.too-long', { items: depth, limit: MAX_DEPTH })
    const c = here()
    if (isNot(c) && at + 1 < text.length && !isSpace(text[at + 1]!)) {
      at++
      return { is: 'not', of: unit(depth + 1) }
    }
    if (isOpen(c)) {
      at++
      const of = conjunction(depth + 1)
      if (!isClose(here())) throw unpaired(position)
      at++
      if (!of) throw nothing(position)
      return of
    }
    if (isBar(c) || isClose(c)) throw wrong(position, '词')
    fieldName.lastIndex = at
    const field = fieldName.exec(text)?.[0]
    if (field) return fielded(field, position, depth)
    if (c in quotes) return literal(quoted(), everyField, position)
    if (/^[~～]\d/.test(text.slice(at, at + 2))) throw wrong(position, '词 ~6 词')
    return phrase(word(), everyField, position)
  }

  /** `甲 ~6 乙`: two terms, either order, with at most six tokens between. */
  function neighbours(depth: number): Query {
    let left = unit(depth)
    for (let words = 2; ; words++) {
      const after = at
      skipSpace()
      proximity.lastIndex = at
      const found = proximity.exec(text)
      if (!found) {
        at = after
        return left
      }
      if (words > MAX_CHAIN) throw new Fault('search.too-long', { items: words, limit: MAX_CHAIN })
      const position = at
      at += found[0].length
      skipSpace()
      const distance = Number(found[1])
      const right = at < text.length && !isClose(here()) ? unit(depth) : null
      const isPlace = (query: Query | null) => query?.is === 'near' || (query?.is === 'term' && query.tokens.length > 0)
      if (distance > MAX_DISTANCE || !isPlace(left) || !isPlace(right)) throw wrong(position, `词 ~${MAX_DISTANCE} 词`)
      left = { is: 'near', left: left as Term, right: right as Term, distance }
    }
  }

  function disjunction(depth: number): Query {
    const of: Query[] = []
    for (;;) {
      of.push(neighbours(depth))
      const after = at
      skipSpace()
      if (!isBar(here())) {
        at = after
        break
      }
      const bar = at++
      skipSpace()
      if (at >= text.length || isClose(here()) || isBar(here())) throw wrong(bar, '|词')
    }
    return of.length > 1 ? { is: 'or', of } : of[0]!
  }

  function conjunction(depth: number): Query | null {
    const of: Query[] = []
    for (;;) {
      skipSpace()
      if (at >= text.length || isClose(here())) break
      of.push(disjunction(depth))
    }
    return of.length > 1 ? { is: 'and', of } : (of[0] ?? null)
  }

  const query = conjunction(0)
  if (at < text.length) throw unpaired(at)
  if (!query) return { is: 'and', of: [] }
  if (onlyExcludes(query)) throw new Fault('search.only-not')
  return query
}

const plain = { is: 'term', prefix: false, literal: false, pattern: null } as const
