/** Which lines of a proof are the text's, whatever else says the same: told by the lines beside them. Pure. */
import { charsOf, type ProofLine } from './stream.ts'

/** Whatever a note's mark may be. */
const isMark = /[\d¹²³⁰⁴-⁹①-⑳㉑-㉟㊱-㊿⑴-⒇*＊†‡\ufffc[\]［］〔〕()（）【】]/u
const unmarked = (chars: readonly string[]): string => chars.filter((char) => !isMark.test(char)).join('')
/** So much of the line before or behind is looked at; a folio, a head and the notes of a page may stand between. */
const [BESIDE, FEWEST, FAR] = [4, 2, 60]

/** Whether a line says what the text says, and goes on there from a line before it or into one behind. `said`: all of the text. */
export function textLines(lines: readonly ProofLine[], said: readonly string[]): (line: ProofLine) => boolean {
  const keyOf = ({ page, text }: ProofLine) => `${page} ${text}`
  const places = Map.groupBy(lines.keys(), (i) => keyOf(lines[i]!))
  const text = unmarked(said)
  const bare = lines.map((line) => unmarked(charsOf(line.text)))
  const ends = (line: string, words: string) =>
    line.length >= BESIDE ? line.endsWith(words) : line.length >= FEWEST && words.endsWith(line)
  const begins = (line: string, words: string) =>
    line.length >= BESIDE ? line.startsWith(words) : line.length >= FEWEST && words.startsWith(line)
  const isBeside = (i: number): boolean => {
    const own = bare[i]!
    // A folio says nothing of its own.
    if (own === '') return true
    const [above, below] = [bare.slice(Math.max(0, i - FAR), i), bare.slice(i + 1, i + 1 + FAR)]
    for (let at = text.indexOf(own); at >= 0; at = text.indexOf(own, at + 1)) {
      const [before, behind] = [
        text.slice(Math.max(0, at - BESIDE), at),
        text.slice(at + own.length, at + own.length + BESIDE),
      ]
      if (before !== '' && above.some((line) => ends(line, before))) return true
      if (behind !== '' && below.some((line) => begins(line, behind))) return true
    }
    return false
  }
  const known = new Map<string, boolean>()
  return (line) => {
    const key = keyOf(line)
    const isText = known.get(key) ?? (places.get(key) ?? []).some(isBeside)
    known.set(key, isText)
    return isText
  }
}

const BEHIND_TITLE = /[·.．…⋯]{2}|\d$/
/** Whether a line names one of these, alone or, in a list of contents or at the edge of a page, with dots or a number behind it. */
export function namingLines(titles: readonly string[]): (line: ProofLine) => boolean {
  const named = titles.map((title) => charsOf(title).join('')).filter((title) => title !== '')
  return ({ text }) => {
    const line = charsOf(text).join('')
    return named.some(
      (title) => line === title || (line.startsWith(title) && BEHIND_TITLE.test(line.slice(title.length))),
    )
  }
}
