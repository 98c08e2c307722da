/** Where a text holds a quotation, whole or part by part in order, and what the quotation changed of it. The engine proposes the texts. */

import { type Folded, fold } from '../fold.ts'
import { findPhrase, type Span } from '../phrases.ts'
import { type Approximate, createMatcher, LONGEST_PATTERN, mostEdits } from './approximate.ts'
import { substitutionCost } from './confusables.ts'
import { type Differences, differences, type Written } from './differences.ts'
import type { Part } from './quotations.ts'

export interface LocatedPart {
  /** Null: not found in its place, not even altered. */
  at: { tokens: [from: number, to: number]; span: Span } | null
  /** Spans of the quotation's side are offsets into `part.text`. */
  differences: Differences | null
  part: Part
}

export interface Located {
  /** Edits in all, a part that was not found counting its tokens: the text with the lowest is the source. */
  cost: number
  /** Every part found, with no difference of wording. */
  isVerbatim: boolean
  parts: LocatedPart[]
}

/** A part of fewer tokens is found as it is or not at all, and between its neighbours only. */
const SHORTEST = 4
/** Of places for one part, the best so many are tried in order with the others. */
const MOST_PLACES = 50
const MOST_EXACT_PLACES = 2_000
const MOST_CHAINS = 100
/** Of places equal in cost the one nearest to the part before: a price per token between that no other sum reaches. */
const NEARER = 0.0001
/** Pieces of a part too long to seek at once. */
const PIECE = 128

/**
 * Seeks one quotation in many texts: made once, called per text. Null where no part of at least four tokens is found within `mostEdits`. The text may
 * leave out tokens (page furniture, notes): spans still point into all of it. Time: one scan of the text per part.
 */
export function createLocator(quotation: { parts: readonly Part[] }): (source: Source) => Located | null {
  const sought = quotation.parts.map((part) => {
    const folded = fold(part.text)
    return { part, folded, places: seeker(folded.tok) }
  })
  const lengths = sought.map(({ folded }) => folded.tok.length)
  return (source) => {
    const places = sought.map((one) => one.places(source.folded))
    if (!places.some((own, i) => own.length > 0 && lengths[i]! >= SHORTEST)) return null
    const chain = inOrder(places, lengths, NEARER)
    if (!chain.some((place, i) => place && lengths[i]! >= SHORTEST)) return null
    const parts = sought.map(({ part, folded }, i): LocatedPart => {
      const place = chain[i]
      if (!place) return { part, at: null, differences: null }
      const [from, to] = settled(place, folded, source.folded)
      const span: Span = [source.folded.st[from]!, source.folded.en[to - 1]!]
      const found = differences({ text: part.text, folded }, { ...source, from, to })
      return { part, at: { tokens: [from, to], span }, differences: found }
    })
    return {
      cost: lengths.reduce((sum, length, i) => sum + (chain[i]?.cost ?? length), 0),
      isVerbatim: parts.every(({ differences }) => differences?.isVerbatim),
      parts,
    }
  }
}

/** `createLocator` for a single text. */
export const locateQuotation = (quotation: { parts: readonly Part[] }, source: Source): Located | null =>
  createLocator(quotation)(source)

type Source = Pick<Written, 'text' | 'folded'>
type Seeker = (source: Folded) => Approximate[]

function seeker(tokens: readonly string[]): Seeker {
  const { length } = tokens
  if (length < SHORTEST)
    return (source) =>
      findPhrase(source, { tokens })
        .slice(0, MOST_EXACT_PLACES)
        .map((start) => ({ start, end: start + length, cost: 0 }))
  if (length > LONGEST_PATTERN) return seekerOfLong(tokens)
  const matcher = createMatcher(tokens)
  return ({ tok }) =>
    matcher(tok)
      .sort((a, b) => a.cost - b.cost)
      .slice(0, MOST_PLACES)
}

/** A long part is sought in pieces; where most of them stand in order and close together, that is its place. */
function seekerOfLong(tokens: readonly string[]): Seeker {
  const count = Math.ceil(tokens.length / PIECE)
  const bounds = Array.from({ length: count + 1 }, (_, i) => Math.round((i * tokens.length) / count))
  const lengths = bounds.slice(1).map((end, i) => end - bounds[i]!)
  const seekers = bounds.slice(1).map((end, i) => seeker(tokens.slice(bounds[i], end)))
  return (source) => {
    const chain = inOrder(
      seekers.map((seek) => seek(source)),
      lengths,
      1,
    )
    const known = chain.flatMap((place, i) => (place ? [{ place, i }] : []))
    const [first, last] = [known[0], known.at(-1)]
    if (!first || !last || known.length * 2 < count) return []
    // A piece not found at either end is as long as in the quotation, as far as the text goes.
    const start = Math.max(0, first.place.start - bounds[first.i]!)
    const end = Math.min(source.tok.length, last.place.end + tokens.length - bounds[last.i + 1]!)
    let cost = lengths.reduce((sum, length, i) => sum + (chain[i]?.cost ?? length), 0)
    for (const [i, { place }] of known.entries())
      if (i > 0 && known[i - 1]!.i === known[i]!.i - 1) cost += place.start - known[i - 1]!.place.end
    return cost <= mostEdits(tokens.length) + (count - known.length) * PIECE ? [{ start, end, cost }] : []
  }
}

interface Chain {
  end: number
  cost: number
  place: Approximate | null
  before: Chain | null
}

/** One place of each list or none, in order and apart, at the least cost: of the places, of the parts without, of the tokens between. */
function inOrder(
  lists: readonly (readonly Approximate[])[],
  lengths: readonly number[],
  perTokenBetween: number,
): (Approximate | null)[] {
  let chains: Chain[] = [{ end: -1, cost: 0, place: null, before: null }]
  for (const [i, places] of lists.entries()) {
    const next: Chain[] = chains.map((before) => ({
      end: before.end,
      cost: before.cost + lengths[i]!,
      place: null,
      before,
    }))
    for (const place of places) {
      let best: Chain | null = null
      for (const before of chains) {
        if (before.end > place.start) continue
        const between = before.end === -1 ? 0 : (place.start - before.end) * perTokenBetween
        const cost = before.cost + place.cost + between
        if (!best || cost < best.cost) best = { end: place.end, cost, place, before }
      }
      if (best) next.push(best)
    }
    chains = next.sort((a, b) => a.cost - b.cost).slice(0, MOST_CHAINS)
  }
  const chosen: (Approximate | null)[] = []
  for (let chain: Chain | null = chains[0]!; chain?.before; chain = chain.before) chosen.push(chain.place)
  return chosen.reverse()
}

/**
 * At either end a character the quotation added may have been matched with the next one of the source, which lies beyond a full stop or a comma: then it
 * is no part of the passage. And where the quotation left its second character out, its first may have been matched with that one, at the same cost.
 */
function settled({ start, end }: Approximate, quote: Folded, source: Folded): [number, number] {
  let [from, to] = [start, end]
  const wall = (folded: Folded, at: number) => folded.gap[at]! & 3
  const last = quote.tok.length - 1
  const isLeftOut = (own: number, inner: number, outer: number) =>
    source.tok[outer] === quote.tok[own] &&
    substitutionCost(quote.tok[own]!, source.tok[inner] ?? '') === 1 &&
    wall(source, Math.max(inner, outer)) <= wall(quote, Math.max(own, 1))
  if (isLeftOut(last, to - 1, to)) to++
  if (isLeftOut(0, from, from - 1)) from--
  if (to - from > 2 && source.tok[to - 1] !== quote.tok[last] && wall(source, to - 1) > wall(quote, last)) to--
  if (to - from > 2 && source.tok[from] !== quote.tok[0] && wall(source, from + 1) > wall(quote, 1)) from++
  return [from, to]
}
