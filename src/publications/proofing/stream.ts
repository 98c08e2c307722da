/** Both sides of a comparison as characters that count: what setting adds (spaces, breaks, hyphens at line ends) is none. Pure. */
import { type Content, NOTE, notesOf, textOf } from '../content.ts'

export const approvedParts = ['section', 'title', 'byline', 'editorNote', 'text', 'note', 'caption'] as const
export type ApprovedPart = (typeof approvedParts)[number]

/** Where an approved character stands: UTF-16 offset in the text of that part of the chapter. */
export interface ApprovedPlace {
  /** null: the title of a 栏目, the caption of a 图版. */
  chapterId: string | null
  part: ApprovedPart
  /** Index of the note or the caption; 0 of other parts. */
  note: number
  offset: number
}
export interface ApprovedStream {
  chars: string[]
  places: ApprovedPlace[]
}
/** A line of the proof, or what stands of it in one column. */
export interface ProofLine {
  /** 1-based. */
  page: number
  text: string
}
export interface ProofStream {
  chars: string[]
  /** Index into `lines`, for each character. */
  line: number[]
  /** Of the character in its line, UTF-16. */
  offset: number[]
  /** A hyphen that may be the setting's. */
  isOptional: boolean[]
  lines: readonly ProofLine[]
}

export interface ApprovedChapter {
  id: string
  title: string
  byline: string
  editorNote: string
  content: Content
}
export type ApprovedSection = { title: string }

/** What fonts and readers write for one sign; and compatibility forms of Han. */
const same: Record<string, string> = {
  '⋯': '…',
  '―': '—',
  '•': '·',
  '‧': '·',
  '・': '·',
  '﹒': '·',
  '‑': '-',
  '‐': '-',
}
const isCompatible = /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe4f]|[\u{2f800}-\u{2fa1f}]/u
const isNothing = /[\s\u00ad\u200b-\u200f\u2060\ufeff\u0000-\u001f\u007f]/u

/** Characters with their UTF-16 offsets. */
export function unitsOf(text: string): { char: string; offset: number }[] {
  const units: { char: string; offset: number }[] = []
  let offset = 0
  for (const char of text) {
    if (!isNothing.test(char)) {
      const written = isCompatible.test(char) ? char.normalize('NFKC') : (same[char] ?? char)
      for (const one of written) units.push({ char: one, offset })
    }
    offset += char.length
  }
  return units
}
/** The characters that count. */
export const charsOf = (text: string): string[] => unitsOf(text).map(({ char }) => char)
export const plain = (text: string): string => charsOf(text).join('')

/** Body and notes apart, each in the order of the book. `hasLabel`: the proof calls an editors' note by its name. */
export function approvedStreams(
  parts: readonly (ApprovedChapter | ApprovedSection)[],
  hasLabel: boolean,
): { body: ApprovedStream; notes: ApprovedStream } {
  const body: ApprovedStream = { chars: [], places: [] }
  const notes: ApprovedStream = { chars: [], places: [] }
  const put = (to: ApprovedStream, text: string, at: Omit<ApprovedPlace, 'offset'>, shift = 0) => {
    for (const { char, offset } of unitsOf(text)) {
      to.chars.push(char)
      to.places.push({ ...at, offset: Math.max(0, offset - shift) })
    }
  }
  for (const part of parts) {
    if (!('content' in part)) {
      put(body, part.title, { chapterId: null, part: 'section', note: 0 })
      continue
    }
    const at = (name: ApprovedPart, note = 0) => ({ chapterId: part.id, part: name, note })
    put(body, part.title, at('title'))
    put(body, part.byline, at('byline'))
    const label = hasLabel ? '编者按：' : ''
    if (part.editorNote) put(body, label + part.editorNote, at('editorNote'), label.length)
    put(body, textOf(part.content), at('text'))
    // A note begins with its mark wherever it is set.
    for (const [i, note] of notesOf(part.content).entries()) put(notes, NOTE + note, at('note', i), 1)
  }
  return { body, notes }
}

export function proofStream(lines: readonly ProofLine[]): ProofStream {
  const stream: ProofStream = { chars: [], line: [], offset: [], isOptional: [], lines }
  lines.forEach(({ text }, line) => {
    const units = unitsOf(text)
    units.forEach(({ char, offset }, i) => {
      stream.chars.push(char)
      stream.line.push(line)
      stream.offset.push(offset)
      stream.isOptional.push(char === '-' && i === units.length - 1 && /[A-Za-z]/.test(units[i - 1]?.char ?? ''))
    })
  })
  return stream
}

/** Lengths a note's mark may have where it begins here: ①, [1], 1, *, ¹. */
export function markLengths(chars: readonly string[], at: number): number[] {
  const first = chars[at] ?? ''
  if (/[①-⑳㉑-㉟㊱-㊿⑴-⒇*＊†‡]/u.test(first)) {
    let length = 1
    while (length < 3 && /[*＊]/.test(first) && chars[at + length] === first) length++
    return [length]
  }
  const [digits, from] = /[[［〔(（【]/.test(first) ? [/\d/, at + 1] : [/[\d¹²³⁰⁴-⁹]/u, at]
  let end = from
  while (end < from + 3 && digits.test(chars[end] ?? '')) end++
  if (end === from) return []
  if (from > at) return /[\]］〕)）】]/.test(chars[end] ?? '') ? [end + 1 - at] : []
  return Array.from({ length: end - from }, (_, i) => i + 1)
}
