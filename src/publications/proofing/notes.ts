/** Which lines of a proof are notes and which the text above them, told by what they say and where they stand. Pure. */
import { NOTE } from '../content.ts'
import { type ApprovedStream, charsOf, markLengths, type ProofLine, unitsOf } from './stream.ts'

const GRAM = 5
/** Of the beginnings of notes: so many characters, and how far into the note they may begin. */
const [START, WITHIN] = [3, 8]
/** What a mark with the beginning of a note behind it says, in grams. */
const SURE = 12
/** So much of the line before it a line goes on from. */
const TAIL = 4
const gramsOf = (chars: readonly string[]): Set<string> => {
  const grams = new Set<string>()
  for (let i = 0; i + GRAM <= chars.length; i++) grams.add(chars.slice(i, i + GRAM).join(''))
  return grams
}
/** What it costs to go from text to notes and back, in characters that would say otherwise: at a mark and at a new page it is expected. */
const INTO = { mark: 0.2, plain: 4, page: 4 }
const BACK = { page: 0, plain: 4 }

/** The beginnings of all notes, each gram with its place. */
function startsOf({ chars }: ApprovedStream): Set<string> {
  const starts = new Set<string>()
  for (const [at, char] of chars.entries())
    for (let i = 0; char === NOTE && i < WITHIN; i++)
      starts.add(`${i} ${chars.slice(at + 1 + i, at + 1 + i + START).join('')}`)
  return starts
}
/** A mark, and behind it what a note begins with. An error among its first characters moves, or spoils, some of these grams, not all. */
const beginsNote = (chars: readonly string[], starts: ReadonlySet<string>): boolean =>
  markLengths(chars, 0).some((length) => {
    for (let i = 0; i < WITHIN; i++)
      for (const at of [i, i + 1, i - 1])
        if (starts.has(`${at} ${chars.slice(length + i, length + i + START).join('')}`)) return true
    return false
  })

/** The likeliest row of text and notes over all lines (Viterbi): a short line goes with its neighbours. */
export function apart(
  lines: readonly ProofLine[],
  { body, notes }: { body: ApprovedStream; notes: ApprovedStream },
): { body: ProofLine[]; notes: ProofLine[] } {
  if (notes.chars.length === 0) return { body: [...lines], notes: [] }
  const starts = startsOf(notes)
  const [ofBody, ofNotes] = [gramsOf(body.chars), gramsOf(notes.chars)]
  const [bodyText, notesText] = [body.chars.join(''), notes.chars.join('')]
  let ended = ''
  /** A note that the page before did not end: its first line here may say too little by itself. */
  const goesOn = (chars: readonly string[]): boolean => {
    const words = ended + chars.join('')
    return ended !== '' && notesText.includes(words) && !bodyText.includes(words)
  }
  let [text, note] = [0, Number.NEGATIVE_INFINITY]
  const came: [text: boolean, note: boolean][] = []
  lines.forEach(({ page, text: line }, i) => {
    const chars = unitsOf(line).map(({ char }) => char)
    const isNewPage = i === 0 || lines[i - 1]!.page !== page
    if (isNewPage)
      ended = charsOf(lines[i - 1]?.text ?? '')
        .slice(-TAIL)
        .join('')
    let says = beginsNote(chars, starts) || goesOn(chars) ? SURE : 0
    for (const gram of gramsOf(chars)) says += Number(ofNotes.has(gram)) - Number(ofBody.has(gram))
    const into = isNewPage ? INTO.page : markLengths(chars, 0).length > 0 ? INTO.mark : INTO.plain
    const back = isNewPage ? BACK.page : BACK.plain
    // A note that runs over to the next page begins it below the text, not above.
    const stay = isNewPage ? INTO.page : 0
    const [fromText, fromNote] = [text, note]
    came.push([fromText >= fromNote - back, fromText - into >= fromNote - stay])
    text = Math.max(fromText, fromNote - back) - Math.max(0, says)
    note = Math.max(fromText - into, fromNote - stay) + Math.min(0, says)
  })
  const isNote: boolean[] = []
  let now = note > text
  for (let i = lines.length - 1; i >= 0; i--) {
    isNote[i] = now
    now = !came[i]![now ? 1 : 0]
  }
  return { body: lines.filter((_, i) => !isNote[i]), notes: lines.filter((_, i) => isNote[i]) }
}

/** Lines of one page in the order of the text, where the order in which the file draws its columns is another. */
export function inReadingOrder(lines: readonly ProofLine[], { chars }: ApprovedStream): ProofLine[] {
  const size = 8
  const places = new Map<string, number>()
  for (let i = 0; i + size <= chars.length; i++) {
    const gram = chars.slice(i, i + size).join('')
    places.set(gram, places.has(gram) ? -1 : i)
  }
  /** Where at least two of its words say that it stands; they agree. */
  const placeOf = (line: string): number | null => {
    const own = unitsOf(line).map(({ char }) => char)
    const votes = new Map<number, number>()
    for (let i = 0; i + size <= own.length; i++) {
      const at = places.get(own.slice(i, i + size).join('')) ?? -1
      if (at >= 0) votes.set(at - i, (votes.get(at - i) ?? 0) + 1)
    }
    const [best] = [...votes].sort((a, b) => b[1] - a[1])
    return best && best[1] >= 2 ? best[0] : null
  }
  const ordered: ProofLine[] = []
  for (const page of Map.groupBy(lines, (line) => line.page).values()) {
    let last = Number.NEGATIVE_INFINITY
    const placed = page.map((line) => {
      const place = placeOf(line.text)
      if (place !== null) last = place
      return { line, place: last }
    })
    ordered.push(...placed.sort((a, b) => a.place - b.place).map(({ line }) => line))
  }
  return ordered
}
