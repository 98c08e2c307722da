/** How often each place of a question stands in an item: by the folded keys of the index where they can tell, else by the stored text. */
import type { Keep } from '../hanzi/keep.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import { countCrossing, countIn, type PackedSpan, pack, placesIn } from '../hanzi/packed.ts'
import type { KeyedText } from '../hanzi/packed-spans.ts'
import type { Phrase } from '../hanzi/phrases.ts'
import { SKIPPED, skipsOf } from '../hanzi/readings.ts'
import type { IndexDocument, PackedKeys, TextField } from '../ports/search-index.ts'
import { literalPlaces, unitsOf } from './literals.ts'
import { type Body, lineOf, occurrencesIn } from './occurrences.ts'
import { looksInto, type Place, type Term } from './query.ts'
import type { Count, Counted } from './ranking.ts'

/** What the keys tell holds for the state that was indexed: of any other there are none. */
export const keysAt = (indexSeq: number, known: PackedKeys | undefined): PackedKeys | null =>
  known?.seq === indexSeq ? known : null

/** The keys of a document made just now. */
export const packedKeys = (document: IndexDocument): PackedKeys => ({
  number: document.number,
  seq: document.seq,
  title: pack(document.titleKey),
  author: pack(document.authorKey),
  names: pack(document.namesKey),
  text: pack(document.key),
  anchors: document.anchors,
  plain: pack(document.plainKey),
  plainSkips: document.plainSkips,
  furniture: pack(document.furnitureKey),
})

/** The strings of an item that a question looks into. */
export interface Written {
  title: string
  creators: readonly string[]
  /** File names, 档号, captions (projection.ts). */
  names: readonly string[]
  body: Body
}

const occurrencesInLines = (lines: readonly string[], place: Place, field: TextField, keep: Keep): number =>
  lines.reduce((sum, line) => sum + occurrencesIn(lineOf(line), [place], keep, field).length, 0)

/** In titles and names, which a key holds in either reading: what crosses no bracket stands in both. */
function countInLines(packed: string, phrase: Phrase): number {
  const at = packed.indexOf(SKIPPED)
  if (at === -1) return countIn(packed, phrase)
  return Math.max(countIn(packed.slice(0, at), phrase), countIn(packed.slice(at + 1), phrase))
}

const namesOfForms = new WeakMap<Place, string>()
/** Equal for terms that find the same: 著 and 着, 1938年 and 一九三八年. */
function nameOfForms(place: Place): string {
  const known = namesOfForms.get(place)
  if (known !== undefined) return known
  const forms = place.is === 'term' ? place.forms.map(({ tokens }) => tokens.join(' ')).sort() : []
  const isLiteral = place.is === 'term' && place.literal
  const name = isLiteral ? `“${unitsOf(place)}` : `${place.is === 'term' && place.prefix ? '*' : ''}${forms.join('|')}`
  namesOfForms.set(place, name)
  return name
}

/** How often the asked places stand in the text, what two of them find at one place counted once. */
export const textCount = (counts: readonly Count[]): number =>
  counts.reduce((sum, { text, again }) => sum + text - again, 0)

/** Where a literal stands in the text; null where the text is not at hand, or has to be read whole. */
function placesOfLiteral(keyed: PackedKeys, term: Term, body: Source | undefined): PackedSpan[] | null {
  const phrase = term.forms[0]!
  if (countIn(keyed.furniture, phrase) > 0) return null
  const places = placesIn(keyed.text, phrase)
  if (!body) return places.length === 0 ? places : null
  return literalPlaces(keyedText(body.text, body.layout, keyed), body.layout, term, places)
}

/** The keys say where it cannot stand; of a line that is in question, the line itself. */
function countLiteral(
  keyed: PackedKeys,
  term: Term,
  { body, ...lines }: Partial<Written>,
): Omit<Count, 'again'> | null {
  const inLines = (packed: string, field: TextField, own: readonly string[] | undefined): number => {
    if (!term.fields.includes(field) || countInLines(packed, term.forms[0]!) === 0) return 0
    return own ? occurrencesInLines(own, term, field, NOTHING_KEPT) : Number.NaN
  }
  const text = term.fields.includes('text') ? placesOfLiteral(keyed, term, body)?.length : 0
  const title = inLines(keyed.title, 'title', lines.title === undefined ? undefined : [lines.title])
  const names = inLines(keyed.names, 'names', lines.names) + inLines(keyed.author, 'author', lines.creators)
  return text === undefined || Number.isNaN(title + names) ? null : { text, title, names }
}
const NOTHING_KEPT: Keep = new Set()

/**
 * Only for places that are terms which `proofOf` does not send to the text. `asked`: those that are not excluded. `written`: for literals, as much as is
 * at hand. Null where the text must be read.
 */
export function countByKeys(
  keyed: PackedKeys,
  places: readonly Place[],
  asked: ReadonlySet<Place>,
  written: Partial<Written> = {},
): Counted | null {
  const seen = new Set<string>()
  let isTold = true
  const counts = places.map((place): Count => {
    const count: Count = { text: 0, again: 0, title: 0, names: 0 }
    if (place.is !== 'term') return count
    const literal = place.literal ? countLiteral(keyed, place, written) : null
    isTold &&= !place.literal || literal !== null
    Object.assign(count, literal)
    for (const form of place.literal ? [] : place.forms) {
      const phrase = { ...form, prefix: place.prefix }
      if (place.fields.includes('text')) {
        count.text += countIn(keyed.text, phrase)
        const crossing = countCrossing(keyed.plain, keyed.plainSkips, phrase)
        isTold &&= crossing !== -1
        count.text += crossing
        if (keyed.furniture !== '') count.text += countIn(keyed.furniture, phrase)
      }
      if (place.fields.includes('title')) count.title += countInLines(keyed.title, phrase)
      if (place.fields.includes('names')) count.names += countInLines(keyed.names, phrase)
      if (place.fields.includes('author')) count.names += countInLines(keyed.author, phrase)
    }
    if (asked.size > 1 && asked.has(place) && place.fields.includes('text')) {
      const name = nameOfForms(place)
      if (seen.has(name)) count.again = count.text
      seen.add(name)
    }
    return count
  })
  return isTold ? { number: keyed.number, length: keyed.text.length, counts } : null
}

type Source = Pick<Body, 'text' | 'layout'>

/** `keys`: of this text. */
export const keyedText = (text: string, layout: Layout, { text: packed, anchors }: PackedKeys): KeyedText => ({
  text,
  skips: skipsOf(layout, 'in-place'),
  packed,
  anchors,
})

/** Whether one of these terms stands in the title. */
export const standsInTitle = (keyed: PackedKeys, places: readonly Place[]): boolean =>
  places.some(
    (place) =>
      place.is === 'term' &&
      place.fields.includes('title') &&
      place.forms.some((form) => countInLines(keyed.title, { ...form, prefix: place.prefix }) > 0),
  )

/** Where the places stand in the packed key of the text, ascending; null where one is found only by another reading of it. `body`: for literals. */
export function placesInText(keyed: PackedKeys, places: readonly Place[], body?: Source): PackedSpan[] | null {
  const found: PackedSpan[] = []
  for (const place of places) {
    if (place.is !== 'term') return null
    if (!place.fields.includes('text')) continue
    if (place.literal) {
      const own = placesOfLiteral(keyed, place, body)
      if (!own) return null
      found.push(...own)
      continue
    }
    for (const form of place.forms) {
      const phrase = { ...form, prefix: place.prefix }
      if (countCrossing(keyed.plain, keyed.plainSkips, phrase) !== 0 || countIn(keyed.furniture, phrase) > 0)
        return null
      for (const place of placesIn(keyed.text, phrase)) found.push(place)
    }
  }
  found.sort((a, b) => a.at - b.at || a.length - b.length)
  return found.filter(({ at, length }, i) => at !== found[i - 1]?.at || length !== found[i - 1]?.length)
}

/** By the text itself. `number`: the item's. */
export function countByText(
  number: number,
  { title, creators, names, body }: Written,
  places: readonly Place[],
  asked: ReadonlySet<Place>,
  keep: Keep,
): Counted {
  const inLines = (lines: readonly string[], place: Place, field: TextField) =>
    looksInto(place, field) ? occurrencesInLines(lines, place, field, keep) : 0
  let isCut = false
  const seen = new Set<string>()
  const counts = places.map((place): Count => {
    const found = occurrencesIn(body, [place], keep, 'text', () => {
      isCut = true
    })
    const before = seen.size
    const isAsked = asked.size > 1 && asked.has(place)
    if (isAsked) for (const { ranges } of found) seen.add(ranges.join(' '))
    return {
      text: found.length,
      again: isAsked ? found.length - (seen.size - before) : 0,
      title: inLines([title], place, 'title'),
      names: inLines(names, place, 'names') + inLines(creators, place, 'author'),
    }
  })
  // What does not bear the question out is not folded for its length alone.
  const length = counts.some(stands) ? body.readings[0]!.tok.length : body.text.length
  return { number, length, counts, ...(isCut ? { isCut } : {}) }
}

export const stands = ({ text, title, names }: Count): boolean => text + title + names > 0
