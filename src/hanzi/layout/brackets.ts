/** Pairs of quotes and brackets: where one stands open over a break of lines, and the notes that a phrase may skip. Pure. */
import { noteBracket } from '../fold.ts'
import { isBlank, type Line } from './lines.ts'
import { isPinyin } from './pinyin-note.ts'

/** [start, end) with its brackets, UTF-16 units. `pinyin` is always skipped; a `bracket` may be read in place or skipped. */
export interface Note {
  start: number
  end: number
  kind: 'bracket' | 'pinyin'
}

/** How far apart the two of a pair may stand, in UTF-16 units: an opening mark whose fellow was lost must not hold a whole text together. */
const pairs: [open: string, close: string, reach: number][] = [
  ['“', '”', 2000],
  ['‘', '’', 1000],
  ['「', '」', 2000],
  ['『', '』', 1000],
  ['《', '》', 120],
  ['〈', '〉', 120],
  ['（(', '）)', 600],
  ['〔', '〕', 600],
  ['[［', ']］', 600],
  ['【', '】', 120],
]
/** For a unit: 0, or the family of the pair that it opens (positive) or closes (negative), from 1. */
const families = new Int8Array(0x10000)
for (const [i, [open, close]] of pairs.entries()) {
  for (const one of open) families[one.charCodeAt(0)] = i + 1
  for (const one of close) families[one.charCodeAt(0)] = -i - 1
}
const isInsertion = (family: number) => family >= 7 && family <= 9
const DEEPEST = 16

interface Open {
  at: number
  line: number
  family: number
}

const latin = /[A-Za-z]/
const enumerator = /^[0-9０-９一二三四五六七八九十A-Za-z]{1,3}$/u

/**
 * 1 for a line over whose end a pair stands open that a later line closes. A mark that is never closed holds nothing: quotations of several
 * paragraphs open each of them and close the last only. `skipped`: lines that are no text.
 */
export function openOver(text: string, lines: readonly Line[], skipped: Uint8Array): Uint8Array {
  const change = new Int32Array(lines.length + 1)
  const open: Open[][] = pairs.map(() => [])
  for (const [i, { from, to }] of lines.entries()) {
    if (skipped[i]) continue
    for (let at = from; at < to; at++) {
      const family = families[text.charCodeAt(at)]!
      if (family === 0) continue
      const stack = open[Math.abs(family) - 1]!
      if (family > 0) {
        if (stack.length === DEEPEST) stack.shift()
        stack.push({ at, line: i, family })
        continue
      }
      // don’t, and 1）at the start of a line
      if (family === -2 && latin.test(text.charAt(at - 1)) && latin.test(text.charAt(at + 1))) continue
      if (family === -7 && at - from <= 3 && enumerator.test(text.slice(from, at))) continue
      const mate = stack.pop()
      if (!mate || at - mate.at > pairs[-family - 1]![2]) continue
      change[mate.line]!++
      change[i]!--
    }
  }
  const over = new Uint8Array(lines.length)
  for (let i = 0, depth = 0; i < lines.length; i++) {
    depth += change[i]!
    if (depth > 0) over[i] = 1
  }
  return over
}

/** Code points between the brackets of a note. */
const LONGEST = 30
const han = /\p{Script=Han}/u
const kept = /[\p{L}\p{N}\p{Co}□]/u
const sentenceEnd = new Set('。！？!?｡')
const clauseMark = /[\p{P}\p{S}]/u
const itemNumber = /^(?:[0-9０-９]{1,3}|[一二三四五六七八九十百]{1,4}|[A-Za-z]|[ivxIVX]{1,4})$/u
const closers = new Set('”’」』》〉')

/**
 * Insertions and notes inside a sentence. None at the start of a paragraph or of a sentence, where nothing stands before them that a phrase
 * could come from; no enumerator （一）; no note marker, which the fold drops. A 〔一〕 between sentences is a note marker of an edition: it is one of ours.
 * `joined`: 1 where a line goes on in the next line of text.
 */
export function notesOf(text: string, lines: readonly Line[], skipped: Uint8Array, joined: Uint8Array): Note[] {
  const notes: Note[] = []
  let stack: Open[] = []
  let previous = -1
  for (const [i, line] of lines.entries()) {
    if (skipped[i] || isBlank(line)) continue
    if (previous === -1 || !joined[previous]) {
      stack = []
      previous = -1
    }
    for (let at = line.from; at < line.to; at++) {
      const family = families[text.charCodeAt(at)]!
      if (!isInsertion(Math.abs(family))) continue
      if (family > 0) {
        if (stack.length === DEEPEST) stack.shift()
        stack.push({ at, line: i, family })
        continue
      }
      let mate = stack.length - 1
      while (mate >= 0 && stack[mate]!.family !== -family) mate--
      if (mate < 0) continue
      const open = stack[mate]!
      stack.length = mate
      const content = contentOf(text, lines, skipped, open, at, i)
      if (content === null || [...content].length > LONGEST) continue
      const kind = kindOf(text, lines, skipped, joined, open, content)
      if (!kind) continue
      while (notes.length > 0 && notes.at(-1)!.start > open.at) notes.pop()
      notes.push({ start: open.at, end: at + 1, kind })
    }
    previous = i
  }
  return notes
}

/** What stands in the brackets, without the breaks between joined lines; null where it is too long to be a note. */
function contentOf(text: string, lines: readonly Line[], skipped: Uint8Array, open: Open, close: number, line: number) {
  if (open.line === line) return close - open.at - 1 > 2 * LONGEST ? null : text.slice(open.at + 1, close)
  let content = text.slice(open.at + 1, lines[open.line]!.to)
  for (let i = open.line + 1; i <= line && content.length <= 2 * LONGEST; i++) {
    const { from, to } = lines[i]!
    if (!skipped[i]) content += text.slice(from, Math.min(i === line ? close : to, from + 3 * LONGEST))
  }
  return content.length > 2 * LONGEST ? null : content
}

function kindOf(
  text: string,
  lines: readonly Line[],
  skipped: Uint8Array,
  joined: Uint8Array,
  open: Open,
  content: string,
): Note['kind'] | null {
  if (!kept.test(content)) return null
  noteBracket.lastIndex = open.at
  if (noteBracket.test(text)) return null
  let { from } = lines[open.line]!
  let at = open.at - 1
  while (at >= from && /\s/.test(text.charAt(at))) at--
  if (at < from) {
    let before = open.line - 1
    while (before >= 0 && (skipped[before] || isBlank(lines[before]!))) before--
    if (before < 0 || !joined[before]) return null
    ;({ from } = lines[before]!)
    at = lines[before]!.to - 1
  }
  const isRound = open.family === 7
  const last = text.charAt(at)
  if (isRound && sentenceEnd.has(last)) return null
  if (isRound && itemNumber.test(content) && clauseMark.test(last)) return null
  if (isPinyin(content)) {
    while (at > from && closers.has(text.charAt(at))) at--
    const low = text.charCodeAt(at)
    const character = low >= 0xdc00 && low <= 0xdfff ? text.slice(at - 1, at + 1) : text.charAt(at)
    if (han.test(character)) return 'pinyin'
  }
  return 'bracket'
}
