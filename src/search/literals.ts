/** Literals by the folded key of a text: it tells where their characters can stand, and only there is the text compared. Pure. */
import { isByTable, type Skip } from '../hanzi/fold.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import type { PackedSpan } from '../hanzi/packed.ts'
import { type KeyedText, skipFrom, spansIn } from '../hanzi/packed-spans.ts'
import { literalOf, MOST_PLACES } from '../hanzi/phrases.ts'
import { skipsOf } from '../hanzi/readings.ts'
import type { Term } from './query.ts'

const [PLAIN, UNSEEN, ODD] = [0, 1, 2]
/** ODD: units that combine, or that NFC writes otherwise. */
const sorts = new Uint8Array(0x10000)
for (let unit = 0; unit < 0x10000; unit++) {
  const one = String.fromCharCode(unit)
  if (/[\p{M}\p{Cs}]/u.test(one) || one.normalize('NFC') !== one) sorts[unit] = ODD
  else if (/[\s\p{Cf}]/u.test(one)) sorts[unit] = UNSEEN
}

const known = new WeakMap<Term, string>()
/** What a literal is compared by. */
export function unitsOf(term: Term): string {
  const units = known.get(term) ?? literalOf(term.text)
  known.set(term, units)
  return units
}

const isOne = (token: string): boolean => token.length === 1 && isByTable(token.charCodeAt(0))

/** Han characters, and marks between them at most: wherever it stands, the key has a token for each of the characters and nothing between. */
export function isKeyed(term: Term): boolean {
  const units = [...unitsOf(term)]
  if (!units.length || units.some((one) => one.length > 1 || sorts[one.charCodeAt(0)] === ODD)) return false
  const isAlike = units.filter(isOne).length === term.tokens.length && term.tokens.every(isOne)
  return isAlike && isOne(units[0]!) && isOne(units.at(-1)!)
}

/** Whether these units stand in the text from there on, but for white space and closed breaks; null where that is not told unit by unit. */
function standsAt(text: string, skips: readonly Skip[], from: number, units: string): boolean | null {
  let next = skipFrom(skips, from)
  let at = from
  for (let i = 0; i < units.length; ) {
    const skip = skips[next]
    if (skip && at >= skip.start) {
      if (skip.split) return null
      at = Math.max(at, skip.end)
      next++
      continue
    }
    const unit = text.charCodeAt(at++)
    const sort = sorts[unit] ?? PLAIN
    if (unit === units.charCodeAt(i) && sort === PLAIN) i++
    else if (sort !== UNSEEN) return sort === PLAIN ? false : null
  }
  return sorts[text.charCodeAt(at)] === ODD ? null : true
}

/** Of the places of its tokens, those where the literal itself stands; null where the whole text must be looked at. */
export function literalPlaces(
  keyed: KeyedText,
  layout: Layout,
  term: Term,
  places: readonly PackedSpan[],
): PackedSpan[] | null {
  if (places.length >= MOST_PLACES || (keyed.packed === '' && keyed.text !== '')) return null
  const spans = spansIn(keyed, places)
  if (!spans) return null
  const skips = layout.notes.some(({ kind }) => kind === 'pinyin') ? skipsOf(layout, 'literal') : keyed.skips
  const units = unitsOf(term)
  const found: PackedSpan[] = []
  for (const [i, pieces] of spans.entries()) {
    const stands = standsAt(keyed.text, skips, pieces[0]![0], units)
    if (stands === null || (stands && pieces.length > 1)) return null
    if (stands) found.push(places[i]!)
  }
  return found
}
