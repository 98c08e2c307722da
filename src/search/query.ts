/** A parsed question: what an engine is asked for (`toMatch`), what is counted and marked (`terms`), and how far the engine's word can be taken (`proofOf`). Pure. */
import { fold } from '../hanzi/fold.ts'
import { type NumeralForm, numbersIn } from '../hanzi/numeral-forms.ts'
import type { Match, TextField, ValueField } from '../ports/search-index.ts'

/** `text`: the part as written. */
export type PatternPart = { is: 'tokens'; tokens: readonly string[]; text: string } | { is: 'one' } | { is: 'some' }

export interface Term {
  is: 'term'
  /** As written, without quotes. */
  text: string
  /** Folded. */
  tokens: readonly string[]
  /** The phrase in each way its numbers may be written, the given one first; none for a pattern. */
  forms: readonly NumeralForm[]
  /** arch*, 199*: the last token may go on. */
  prefix: boolean
  /** In quotes: nothing is folded. */
  literal: boolean
  /** 郑?新区, 郑*区. */
  pattern: PatternPart[] | null
  fields: readonly TextField[]
  position: number
}

/** Either order, at most `distance` tokens between; a chain leans to the left. */
export interface Near {
  is: 'near'
  left: Place
  right: Place
  distance: number
}
/** What stands at a place in a text. */
export type Place = Term | Near

export type Query =
  | Place
  | { is: 'value'; field: ValueField; values: readonly string[] }
  | { is: 'days' | 'mentions'; from: number | null; to: number | null }
  | { is: 'and'; of: readonly Query[] }
  | { is: 'or'; of: readonly Query[] }
  | { is: 'not'; of: Query }

export const everyField: readonly TextField[] = ['title', 'author', 'names', 'text']

/** A term of nothing but punctuation says nothing. */
export const isNothing = (query: Query): boolean =>
  query.is === 'not'
    ? isNothing(query.of)
    : query.is === 'term' && query.tokens.length === 0 && (!query.literal || query.text.trim() === '')

/** True when some document would match only because it lacks something. */
export function onlyExcludes(query: Query): boolean {
  if (query.is === 'not') return true
  if (query.is === 'and') return query.of.length > 0 && query.of.every(onlyExcludes)
  if (query.is === 'or') return query.of.some(onlyExcludes)
  return false
}

export function within(query: Query, fields: readonly TextField[]): Query {
  switch (query.is) {
    case 'term':
      return { ...query, fields }
    case 'near':
      return { ...query, left: within(query.left, fields) as Place, right: within(query.right, fields) as Place }
    case 'and':
    case 'or':
      return { ...query, of: query.of.map((part) => within(part, fields)) }
    case 'not':
      return { ...query, of: within(query.of, fields) }
    default:
      return query
  }
}

/**
 * How sure the engine's answer is. `engine`: it is the answer. `keys`: candidates, decided by the folded keys (a numeral must be whole).
 * `text`: candidates, decided by the stored text.
 */
export type Proof = 'engine' | 'keys' | 'text'

/** Longer phrases are looked up in parts: the skipped reading is indexed only as far around a bracket (projection.ts). */
export const LONGEST_PHRASE = 32

/** More phrases in one question cost an engine more than looking into what their parts find. */
const MOST_PHRASES = 12
const isManifold = ({ forms }: Term) => forms.length > MOST_PHRASES

function proofOfTerm(term: Term): Proof {
  if (term.literal || term.pattern || term.tokens.length > LONGEST_PHRASE) return 'text'
  return term.forms.some(({ wholeRun }) => wholeRun) || isManifold(term) ? 'keys' : 'engine'
}

/** Whether a term that may go on stands where another stands too: arch* and archive are counted once there. */
const coincide = (all: readonly Term[]): boolean =>
  all.some(
    (open) =>
      open.prefix &&
      all.some(
        (other) =>
          other !== open &&
          other.forms.some(
            ({ tokens }) =>
              tokens.length === open.tokens.length &&
              open.tokens.every((token, i) =>
                i < tokens.length - 1
                  ? tokens[i] === token
                  : tokens[i]!.startsWith(token) || token.startsWith(tokens[i]!),
              ),
          ),
      ),
  )

export function proofOf(query: Query): Proof {
  switch (query.is) {
    case 'term':
      return proofOfTerm(query)
    case 'near':
      return 'text'
    case 'not':
      return proofOf(query.of)
    case 'and':
    case 'or': {
      const proofs = query.of.map(proofOf)
      if (proofs.includes('text') || coincide(terms(query))) return 'text'
      return proofs.includes('keys') ? 'keys' : 'engine'
    }
    default:
      return 'engine'
  }
}

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

const hasPlaces = (query: Query): boolean =>
  places(query.is === 'not' ? query.of : query).length > 0 ||
  ((query.is === 'and' || query.is === 'or') && query.of.some(hasPlaces))

/** What the engine is asked: everything that can match; nothing else where `proofOf` says `engine`. `isKept`: writings are kept apart. */
export function toMatch(query: Query, isKept = false): Match {
  switch (query.is) {
    case 'term':
      return termMatch(query)
    case 'near':
      return { is: 'and', of: [toMatch(query.left), toMatch(query.right)] }
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

/** What is counted and marked: everything that is asked for, nothing that is excluded. */
export function places(query: Query): Place[] {
  if (query.is === 'term' || query.is === 'near') return [query]
  if (query.is === 'and' || query.is === 'or') return query.of.flatMap(places)
  return []
}

/** The terms of those places. */
export const terms = (query: Query): Term[] => places(query).flatMap(termsOf)
const termsOf = (place: Place): Term[] =>
  place.is === 'term' ? [place] : [...termsOf(place.left), ...termsOf(place.right)]

export type Leaf = Place | Extract<Query, { is: 'value' | 'days' | 'mentions' }>

/** Decides a question leaf by leaf. */
export function bears(query: Query, holds: (leaf: Leaf) => boolean): boolean {
  switch (query.is) {
    case 'and':
      return query.of.every((part) => bears(part, holds))
    case 'or':
      return query.of.some((part) => bears(part, holds))
    case 'not':
      return !bears(query.of, holds)
    default:
      return holds(query)
  }
}
