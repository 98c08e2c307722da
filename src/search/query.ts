/** A parsed question: what is counted and marked (`places`), and how far an engine's word can be taken (`proofOf`). Pure. */
import type { NumeralForm } from '../hanzi/numeral-forms.ts'
import type { TextField, ValueField } from '../ports/search-index.ts'
import { isKeyed, unitsOf } from './literals.ts'

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

/** A term of nothing but punctuation says nothing, unless it is in quotes: there a mark is looked for as any other character. */
export const isNothing = (term: Term): boolean => (term.literal ? unitsOf(term) === '' : term.tokens.length === 0)

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
 * `places`: candidates, decided by the stored text at the places that the keys tell (literals.ts). `text`: candidates, decided by the stored text.
 */
export const proofs = ['engine', 'keys', 'places', 'text'] as const
export type Proof = (typeof proofs)[number]

/** Longer phrases are looked up in parts: the skipped reading is indexed only as far around a bracket (projection.ts). */
export const LONGEST_PHRASE = 32

/** More phrases in one question cost an engine more than looking into what their parts find. */
export const MOST_PHRASES = 12
export const isManifold = ({ forms }: Term): boolean => forms.length > MOST_PHRASES

function proofOfTerm(term: Term): Proof {
  if (term.pattern || term.tokens.length > LONGEST_PHRASE) return 'text'
  if (term.literal) return isKeyed(term) ? 'places' : 'text'
  return term.forms.some(({ wholeRun }) => wholeRun) || isManifold(term) ? 'keys' : 'engine'
}

/** Whether a term that may go on, or a literal, stands where another kind of term stands too: arch* and archive, “渡口” and 渡口 are counted once there. */
const coincide = (all: readonly Term[]): boolean =>
  all.some(
    (one) =>
      (one.prefix || one.literal) &&
      all.some(
        (other) =>
          other !== one &&
          !(one.literal && other.literal) &&
          other.forms.some(
            ({ tokens }) =>
              tokens.length === one.tokens.length &&
              one.tokens.every((token, i) =>
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
      const needed = query.of.map(proofOf)
      return coincide(terms(query)) ? 'text' : (proofs.findLast((proof) => needed.includes(proof)) ?? 'engine')
    }
    default:
      return 'engine'
  }
}

export const looksInto = (place: Place, field: TextField): boolean =>
  place.is === 'term' ? place.fields.includes(field) : looksInto(place.left, field) && looksInto(place.right, field)

/** What is counted and marked: everything that is asked for, nothing that is excluded. */
export function places(query: Query): Place[] {
  if (query.is === 'term' || query.is === 'near') return [query]
  if (query.is === 'and' || query.is === 'or') return query.of.flatMap(places)
  return []
}

/** The terms of those places. */
export const terms = (query: Query): Term[] => places(query).flatMap(termsOf)
export const termsOf = (place: Place): Term[] =>
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
