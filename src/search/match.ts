/** What an engine is asked for a question: everything that can match, and nothing else where `proofOf` says `engine` (query.ts). Pure. */
import { fold } from '../hanzi/fold.ts'
import { numbersIn } from '../hanzi/numeral-forms.ts'
import { DENSE, DENSE_FROM } from '../hanzi/readings.ts'
import type { Match, TextField } from '../ports/search-index.ts'
import { MOST_BETWEEN } from './pattern.ts'
import {
  everyField,
  isManifold,
  LONGEST_PHRASE,
  looksInto,
  MOST_PHRASES,
  type Near,
  type Place,
  places,
  proofOf,
  type Query,
  type Term,
  termsOf,
} from './query.ts'

/** Both of them where they are of one kind, so that trees stay flat. */
const joined = (is: 'and' | 'or', of: readonly Match[]): Match => (of.length === 1 ? of[0]! : { is, of })

function phraseMatch(fields: readonly TextField[], tokens: readonly string[], prefix = false): Match {
  const parts: Match[] = []
  for (let at = 0; at < tokens.length; at += LONGEST_PHRASE) {
    const part = tokens.slice(at, at + LONGEST_PHRASE)
    parts.push({ is: 'phrase', fields, tokens: part, ...(prefix ? { prefix: true } : {}) })
  }
  return joined('and', parts)
}

const noBracket = '[^\\p{Script=Han}()（）〔〕［］[\\]]*'
const letters = `${noBracket}\\p{Script=Latin}${noBracket}`
const inBrackets = new RegExp(`[(（〔［[]?${letters}[)）〕］\\]]|[(（〔［[]${letters}$`, 'u')

/** A reading in pinyin is in no key of a text, and other letters in brackets are: of a literal that holds such, what stands around them is looked up. */
function literalMatch({ text, fields }: Term): Match {
  const phrases = text
    .split(inBrackets)
    .map((part) => fold(part).tok)
    .filter((tokens) => tokens.length > 0)
  // Of punctuation alone there is nothing to look up.
  if (phrases.length === 0) return { is: 'all' }
  return joined(
    'and',
    phrases.map((tokens) => phraseMatch(fields, tokens)),
  )
}

function termMatch(term: Term): Match {
  if (term.literal) return literalMatch(term)
  if (term.pattern)
    return joined(
      'and',
      term.pattern.flatMap((part) => (part.is === 'tokens' ? [phraseMatch(term.fields, part.tokens)] : [])),
    )
  if (isManifold(term)) return manifoldMatch(term)
  return joined(
    'or',
    term.forms.map(({ tokens }) => phraseMatch(term.fields, tokens, term.prefix)),
  )
}

/** A phrase of several numbers, part by part: each number in any writing, between what stands to either side of it. */
function manifoldMatch({ tokens, fields }: Term): Match {
  const numbers = numbersIn(tokens)
  return joined(
    'and',
    numbers.map(({ end, ways }, i) => {
      const before = tokens.slice(numbers[i - 1]?.end ?? 0, numbers[i]!.start)
      const after = tokens.slice(end, numbers[i + 1]?.start)
      return joined(
        'or',
        ways.map((way) => phraseMatch(fields, [...before, ...way, ...after])),
      )
    }),
  )
}

/** The most tokens that a place can stretch over, from its first word to its last. */
function widthOf(place: Place): number {
  if (place.is === 'near') return widthOf(place.left) + place.distance + widthOf(place.right)
  if (!place.pattern) return Math.max(0, ...place.forms.map(({ tokens }) => tokens.length))
  return place.pattern.reduce(
    (sum, part) => sum + (part.is === 'tokens' ? part.tokens.length : part.is === 'one' ? 1 : MOST_BETWEEN),
    0,
  )
}

type Phrases = { tokens: readonly string[]; prefix?: boolean }[]

/** The phrases that stand wherever the term does, in each of its ways; null where there are too many ways, or nothing to look up. */
function waysOf(term: Term): Phrases[] | null {
  const parts = term.pattern?.flatMap((part) => (part.is === 'tokens' ? [{ tokens: part.tokens }] : []))
  const ways: Phrases[] = parts
    ? [parts]
    : term.forms.map(({ tokens }) => [{ tokens, ...(term.prefix ? { prefix: true } : {}) }])
  const isShort = ways.flat().every(({ tokens }) => tokens.length > 0 && tokens.length <= LONGEST_PHRASE)
  return isShort && ways.length <= MOST_PHRASES ? ways : null
}

/**
 * Each phrase but once: a word that is asked for twice may be within the span of what it is to be near (finding.ts), where an engine would want it twice.
 * Only of one word near itself there must be two.
 */
function distinct(phrases: Phrases): Phrases {
  const each = new Map(phrases.map((one) => [`${one.tokens.join(' ')}${one.prefix ? '*' : ''}`, one]))
  const [only, more] = [...each.values()]
  return only && !more && phrases.length > 1 ? [only, only] : [...each.values()]
}

/**
 * Words near each other: they stand within as many tokens as they can stretch over, and those of the notes that a reading skips between them. Where a text has
 * more notes than that, it is a candidate if it holds the words.
 */
function nearMatch(near: Near): Match {
  const all = termsOf(near)
  const fields = everyField.filter((field) => looksInto(near, field))
  const width = widthOf(near)
  let combined: Phrases[] | null = [[]]
  for (const term of all) {
    const ways = waysOf(term)
    combined =
      ways && combined && combined.length * ways.length <= MOST_PHRASES
        ? combined.flatMap((some) => ways.map((way) => [...some, ...way]))
        : null
  }
  const each: Match = { is: 'and', of: all.map((term) => termMatch({ ...term, fields })) }
  if (fields.length === 0) return { is: 'or', of: [] }
  if (!combined || width > DENSE_FROM.width) return each
  const close = combined.map(
    (phrases): Match => ({ is: 'near', fields, phrases: distinct(phrases), distance: width + DENSE_FROM.skipped }),
  )
  if (!fields.includes('text')) return joined('or', close)
  return { is: 'or', of: [...close, { is: 'and', of: [{ is: 'phrase', fields: ['text'], tokens: [DENSE] }, each] }] }
}

const hasPlaces = (query: Query): boolean =>
  places(query.is === 'not' ? query.of : query).length > 0 ||
  ((query.is === 'and' || query.is === 'or') && query.of.some(hasPlaces))

/** What the engine is asked: everything that can match; nothing else where `proofOf` says `engine`. `isKept`: writings are kept apart. */
export function toMatch(query: Query, isKept = false): Match {
  switch (query.is) {
    case 'term':
      return termMatch(query)
    case 'near':
      return nearMatch(query)
    case 'value':
      return { is: 'value', field: query.field, values: query.values }
    case 'days':
    case 'mentions':
      return query
    // What is not so when looked at closely may still be so for the engine: only the text can exclude it.
    case 'not':
      return proofOf(query.of) === 'engine' && !(isKept && hasPlaces(query.of))
        ? { is: 'not', of: toMatch(query.of) }
        : { is: 'all' }
    default:
      return query.of.length === 0 ? { is: 'all' } : { is: query.is, of: query.of.map((part) => toMatch(part, isKept)) }
  }
}
