/** Documents and questions for the contract of the search index: written short, or drawn by lot. */
import type { Random } from '../../scripts/sample/random.ts'
import {
  type IndexDocument,
  type Match,
  nameFields,
  type TextField,
  type ValueField,
} from '../../src/ports/search-index.ts'

export const document = (number: number, key: string, parts: Partial<IndexDocument> = {}): IndexDocument => ({
  item: `item-${number}`,
  number,
  seq: number,
  kind: 'text',
  category: null,
  genre: null,
  accession: 'one',
  access: 'open',
  names: {},
  dayMin: null,
  dayMax: null,
  titleKey: '',
  authorKey: '',
  namesKey: '',
  key,
  anchors: [],
  plainKey: '',
  plainSkips: [],
  furnitureKey: '',
  mentions: [],
  titleSort: '',
  codeSort: '',
  ...parts,
})

export const words = (tokens: string, ...fields: TextField[]): Match => ({
  is: 'phrase',
  fields: fields.length ? fields : ['title', 'author', 'names', 'text'],
  tokens: tokens.split(' '),
})
export const prefix = (tokens: string): Match => ({
  is: 'phrase',
  fields: ['text'],
  tokens: tokens.split(' '),
  prefix: true,
})
export const value = (field: ValueField, ...values: string[]): Match => ({ is: 'value', field, values })
export const days = (from: number | null, to: number | null): Match => ({ is: 'days', from, to })
export const and = (...of: Match[]): Match => ({ is: 'and', of })
export const or = (...of: Match[]): Match => ({ is: 'or', of })
export const not = (of: Match): Match => ({ is: 'not', of })
export const all: Match = { is: 'all' }

const alphabet = ['甲', '乙', '丙', '学', '𠮷', 'ab', 'abc', '1998', '3·5', '□']
const some = (random: Random, most: number): string[] =>
  Array.from({ length: random.int(0, most) }, () => random.pick(alphabet))

export function randomDocument(random: Random, number: number): IndexDocument {
  const first = random.int(-30_000, 10_000)
  const day = random.chance(0.7) ? { dayMin: first, dayMax: first + random.pick([0, 364, 9000, 50_000]) } : {}
  return document(number, some(random, 12).join(' '), {
    ...day,
    kind: random.pick(['text', 'photograph']),
    category: random.pick([null, '文', '史']),
    genre: random.pick([null, '信']),
    accession: random.pick(['one', 'two']),
    access: random.pick(['open', 'open', 'internal', 'controlled', 'withdrawn']),
    names: Object.fromEntries(nameFields.map((field) => [field, some(random, 3)])),
    titleKey: some(random, 3).join(' '),
    authorKey: some(random, 2).join(' '),
    namesKey: some(random, 4).join(' ␟ '),
    titleSort: some(random, 2).join(''),
    codeSort: some(random, 2).join(''),
  })
}

export function randomMatch(random: Random, depth: number): Match {
  const kind = random.int(0, depth > 0 ? 8 : 4)
  if (kind <= 2) {
    const fields = (['title', 'author', 'names', 'text'] as const).filter(() => random.chance(0.6))
    const tokens = [random.pick(alphabet), ...some(random, 2)]
    return { is: 'phrase', fields: fields.length ? fields : ['text'], tokens, prefix: random.chance(0.25) }
  }
  if (kind === 3) return value(random.pick([...nameFields, 'category', 'kind']), ...some(random, 3), '文', 'text')
  if (kind === 4)
    return days(random.chance(0.5) ? random.int(-30_000, 0) : null, random.chance(0.5) ? random.int(0, 10_000) : null)
  const of = Array.from({ length: random.int(1, 3) }, () => randomMatch(random, depth - 1))
  return kind === 5 ? not(of[0]!) : kind <= 6 ? or(...of) : and(...of)
}
