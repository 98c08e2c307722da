/** Random questions about stored texts: as they stand there, altered, written otherwise, across pages and notes, in every form of the query language. */
import { readFileSync } from 'node:fs'
import * as OpenCC from 'opencc-js'
import type { Random } from '../sample/random.ts'
import type { Asked, StoredItem, Word } from './asked.ts'
import type { Switch } from './keep.ts'
import { isHan, simplest, tokensOf } from './tokens.ts'

export interface Question {
  asked: Asked
  wide: boolean
  keep: Switch[]
}

const toTraditional = OpenCC.Converter({ from: 'cn', to: 't' })
const toSimplified = OpenCC.Converter({ from: 't', to: 'cn' })
const table = JSON.parse(readFileSync(new URL('../../src/hanzi/fold-table.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>
const others = new Map<string, string[]>()
for (const [from, to] of Object.entries(table)) others.set(to, [...(others.get(to) ?? []), from])

/** What would be read as an operator, or as its end. */
const operator = /[\s()（）|｜\-－−"＂“”「」『』:：*＊?？~～]/

/** Up to `most` characters as a reader would take them from a text: over the ends of lines, and mostly over page furniture and notes. */
function stretch(random: Random, { text, furniture, notes, joins }: StoredItem, most: number, without: RegExp): string {
  const edges = [...furniture, ...joins, ...notes.map(({ start, end }) => [start, end] as const)]
  const near = edges.length > 0 && random.chance(0.35) ? random.pick(edges)[0] - random.int(1, most) : -1
  const from = near >= 0 ? near : random.int(0, Math.max(0, text.length - most))
  const skipped = new Set(
    [...furniture, ...notes.filter(() => random.chance(0.5)).map(({ start, end }) => [start, end] as const)]
      .filter(() => random.chance(0.9))
      .map(([start]) => start),
  )
  const wanted = random.int(1, most)
  let taken = ''
  for (let at = from; at < text.length && [...taken].length < wanted; at++) {
    const edge = [...furniture, ...notes.map(({ start, end }) => [start, end] as const)].find(([start]) => start === at)
    if (edge && skipped.has(at)) at = edge[1] - 1
    else if (!without.test(text[at]!)) taken += text[at]
  }
  return taken.toWellFormed().replaceAll('\ufffd', '')
}

function altered(random: Random, text: string, items: readonly StoredItem[]): string {
  const characters = [...text]
  const at = random.int(0, characters.length - 1)
  const other =
    [...random.pick(items).text.slice(random.int(0, 500)).replace(new RegExp(operator.source, 'g'), '')][0] ?? '某'
  if (random.chance(0.4)) characters[at] = other
  else if (random.chance(0.5)) characters.splice(at, 1)
  else characters.splice(at, 0, other)
  return characters.join('')
}

/** In other characters that mean the same. */
const rewritten = (random: Random, text: string): string =>
  Array.from(text, (one) => (random.chance(0.6) ? random.pick(others.get(simplest(one)) ?? [one]) : one)).join('')
const wide = (text: string) => text.replace(/[0-9A-Za-z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))

const isUsable = (text: string) => tokensOf(text).length > 0 && !operator.test(text) && text.isWellFormed()

function phrase(random: Random, items: readonly StoredItem[], most = 10): string {
  for (;;) {
    const taken = stretch(random, random.pick(items), most, operator)
    if (taken === '') continue
    const ways: (() => string)[] = [
      () => toTraditional(taken),
      () => toSimplified(taken),
      () => altered(random, taken, items),
      () => rewritten(random, taken),
      () => taken.normalize('NFKC'),
      () => wide(taken),
    ]
    const text = random.chance(0.5) ? taken : random.pick(ways)()
    if (isUsable(text)) return text
  }
}

function word(random: Random, items: readonly StoredItem[], most = 10): Word {
  const way = random.next()
  if (way < 0.12) {
    for (;;) {
      const text = stretch(random, random.pick(items), most, /[\s"＂“”「」『』]/)
      if (text.normalize('NFC').replace(/\p{Cf}/gu, '') !== '')
        return { is: 'literal', text: random.chance(0.2) ? toTraditional(text) : text }
    }
  }
  if (way < 0.27) {
    const characters = [...phrase(random, items)].filter((one) => isHan(one))
    if (characters.length >= 3) {
      const at = random.int(1, characters.length - 2)
      const length = random.int(1, characters.length - 1 - at)
      const between = random.chance(0.5) ? random.pick(['?', '？']).repeat(length) : random.pick(['*', '＊'])
      const text = [...characters.slice(0, at), between, ...characters.slice(at + length)].join('')
      const changed = random.chance(0.15) ? [...altered(random, text, items)] : [...text]
      // A ？ with nothing but punctuation behind it is punctuation itself (parse.ts).
      const isPattern = isHan(changed[0] ?? '') && isHan(changed.at(-1) ?? '')
      return { is: 'pattern', text: isPattern ? changed.join('') : text }
    }
  }
  if (way < 0.3) {
    const runs = random.pick(items).text.match(/[0-9]{2,}|[A-Za-z]{2,}/g)
    if (runs) {
      const run = random.pick(runs)
      return { is: 'prefix', text: run.slice(0, random.int(1, run.length)) }
    }
  }
  return { is: 'term', text: phrase(random, items, most) }
}

/** Two or three words of one stretch of text, as far apart as they are there, or a little more or less. */
function near(random: Random, items: readonly StoredItem[]): Asked {
  for (;;) {
    const { text } = random.pick(items)
    const from = random.int(0, Math.max(0, text.length - 60))
    const bare = [...text.slice(from, from + 60).replace(new RegExp(operator.source, 'g'), '')]
    const gaps = [random.pick([0, 1, 2, 4, 9]), random.int(0, 9)]
    const lengths = [random.int(1, 3), random.int(1, 3), random.int(1, 2)]
    const words: Word[] = []
    for (const [i, length] of lengths.entries())
      words.push({
        is: 'term',
        text: bare
          .splice(0, length + (gaps[i] ?? 0))
          .slice(0, length)
          .join(''),
      })
    if (random.chance(0.2)) words[1] = word(random, items, 4)
    if (random.chance(0.5)) words.reverse()
    const [first, second, third] = words
    if (words.some(({ text }) => tokensOf(text).length === 0 || !text.isWellFormed())) continue
    const about = (gap: number) => Math.max(0, gap + random.pick([-1, 0, 0, 0, 1, 5]))
    if (!third || random.chance(0.7)) return { is: 'near', left: first!, right: second!, distance: about(gaps[0]!) }
    return {
      is: 'near',
      left: { is: 'near', left: first!, right: second!, distance: about(gaps[0]!) },
      right: third,
      distance: about(gaps[1]!),
    }
  }
}

function filter(random: Random, items: readonly StoredItem[]): Asked {
  const item = random.pick(items)
  const year = random.int(1900, 1985)
  const pick = random.int(0, 5)
  if (pick === 0 && item.category)
    return { is: 'value', name: random.pick(['类别', '類別', 'category']), field: 'category', value: item.category }
  if (pick === 1 && item.genre)
    return { is: 'value', name: random.pick(['体裁', 'genre', 'GENRE']), field: 'genre', value: item.genre }
  if (pick === 2 && item.persons[0])
    return { is: 'value', name: random.pick(['人名', 'person']), field: 'person', value: item.persons[0] }
  if (pick === 3 && item.mentions[0]) {
    const [day] = item.mentions[0]
    const [from, to, written] = random.pick<[string, string, string]>([
      [day, day, day],
      [`${day.slice(0, 4)}-01-01`, `${day.slice(0, 4)}-12-31`, day.slice(0, 4)],
      ['1700-01-01', '1740-12-31', '1700..1740'],
    ])
    return { is: 'mentions', name: random.pick(['文中日期', 'in-text date']), from, to, written }
  }
  const name = random.pick(['日期', '年', 'date'])
  const later = year + random.int(0, 15)
  return random.pick<Asked>([
    { is: 'days', name, from: `${year}-01-01`, to: `${year}-12-31`, written: String(year) },
    { is: 'days', name, from: `${year}-06-01`, to: `${year}-06-30`, written: `${year}-06` },
    { is: 'days', name, from: `${year}-01-01`, to: `${later}-12-31`, written: `${year}..${later}` },
    { is: 'days', name, from: null, to: `${year}-12-31`, written: `..${year}` },
    { is: 'days', name, from: `${year}-01-01`, to: null, written: `${year}..` },
  ])
}

function fielded(random: Random, items: readonly StoredItem[]): Asked {
  const item = random.pick(items)
  const [name, field, text] = random.pick([
    [random.pick(['题名', '標題', 'title']), 'title', item.title],
    [random.pick(['作者', 'author']), 'author', item.authors[0] ?? ''],
    [random.pick(['档号', 'code']), 'names', random.pick(item.names)],
  ] as const)
  const whole: StoredItem = { ...item, text, furniture: [], joins: [], notes: [] }
  const part = stretch(random, whole, 6, operator)
  return { is: 'field', name, field, of: isUsable(part) ? { is: 'term', text: part } : word(random, items, 3) }
}

export function question(random: Random, items: readonly StoredItem[]): Question {
  const one = (most = 10) => word(random, items, most)
  const negated = (): Asked => ({
    is: 'not',
    of: random.chance(0.7) ? one(3) : random.chance(0.5) ? filter(random, items) : { is: 'or', of: [one(2), one(2)] },
  })
  const ways: [number, () => Asked][] = [
    [46, () => one()],
    [8, () => ({ is: 'and', of: [one(4), one(3)] })],
    [8, () => ({ is: 'or', of: [one(6), one(4), ...(random.chance(0.3) ? [one(5)] : [])] })],
    [8, () => ({ is: 'and', of: [one(3), negated()] })],
    [
      6,
      () => ({
        is: 'and',
        of: [{ is: 'or', of: [one(4), { is: 'and', of: [one(2), one(2)] }] }, random.chance(0.5) ? one(2) : negated()],
      }),
    ],
    [12, () => near(random, items)],
    [6, () => fielded(random, items)],
    [3, () => filter(random, items)],
    [3, () => ({ is: 'and', of: [one(3), filter(random, items)] })],
  ]
  let left = random.int(0, ways.reduce((sum, [weight]) => sum + weight, 0) - 1)
  const [, make] = ways.find(([weight]) => (left -= weight) < 0)!
  const switches: Switch[] = ['script', 'variants', 'width', 'punctuation']
  return {
    asked: make(),
    wide: random.chance(0.3),
    keep: random.chance(0.25) ? switches.filter(() => random.chance(0.4)) : [],
  }
}
