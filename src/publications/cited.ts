/** 引注: what a note that cites is printed as, and the list of all that is cited. One rule for the screen and for every format of the book. Pure. */
import { type Reference, referenceKinds, referenceText, repeatedText, type Style } from '../citations/reference.ts'
import { titleSort } from '../hanzi/pinyin/sort-key.ts'
import type { Block, Citation, Content, Inline, NoteInline, TextInline } from './content.ts'

export interface CitedSource {
  id: string
  reference: Reference
  /** By GB/T, in the order in which they are first cited. */
  number: number
  /** As the list has it. */
  text: string
  /** Notes that cite it. */
  notes: number
}

export const notesIn = (content: Content): NoteInline[] =>
  content.flatMap(({ inlines }) => inlines.filter((inline): inline is NoteInline => 'note' in inline))
export const citationsIn = (content: Content): Citation[] =>
  notesIn(content).flatMap(({ citation }) => (citation ? [citation] : []))

/** Of the notes, each once: a source and its number in the order of its first citation. */
function numbered(contents: readonly Content[]): Map<string, number> {
  const numbers = new Map<string, number>()
  for (const { referenceId } of contents.flatMap(citationsIn))
    if (!numbers.has(referenceId)) numbers.set(referenceId, numbers.size + 1)
  return numbers
}

/** The words of each note of a chapter in print: its own, and behind them the source, whole or in short. */
function notesOf(
  content: Content,
  references: ReadonlyMap<string, Reference>,
  style: Style,
  { numbers, known }: { numbers: ReadonlyMap<string, number>; known: Set<string> },
): TextInline[][] {
  let before: Citation | null = null
  return notesIn(content).map(({ note, citation }) => {
    const reference = citation && references.get(citation.referenceId)
    const last = before
    // 同上 says nothing of a note that has more in it than a source.
    before = citation && note.length === 0 ? citation : null
    if (!reference) return note
    const { referenceId, pages } = citation
    const isNext = last?.referenceId === referenceId && note.length === 0
    const at = { number: numbers.get(referenceId) ?? 0, before: isNext ? last.pages : null }
    const text = known.has(referenceId)
      ? repeatedText(reference, style, pages, at)
      : referenceText(reference, style, pages)
    known.add(referenceId)
    return [...note, { text }]
  })
}

/**
 * The notes of every chapter, in the order of the book. A historians' note is whole where a chapter first cites a source, since each has its own author;
 * by GB/T where the book first does, since its sources are counted through.
 */
export function printedNotes(
  contents: readonly Content[],
  references: ReadonlyMap<string, Reference>,
  style: Style,
): TextInline[][][] {
  const numbers = numbered(contents)
  let known = new Set<string>()
  return contents.map((content) => {
    if (style === 'note') known = new Set()
    return notesOf(content, references, style, { numbers, known })
  })
}

/** The content as it is printed: every note says all that it says. */
export function withNotes(content: Content, notes: readonly TextInline[][]): Content {
  let next = 0
  const printed = (inline: Inline): Inline => ('note' in inline ? { note: notes[next++] ?? inline.note } : inline)
  return content.map((block): Block => ({ ...block, inlines: block.inlines.map(printed) }))
}

/** 征引文献 of a historians' book by kind and then by title, 参考文献 by number. */
export function citedSources(
  contents: readonly Content[],
  references: ReadonlyMap<string, Reference>,
  style: Style,
): CitedSource[] {
  const counts = Map.groupBy(contents.flatMap(citationsIn), ({ referenceId }) => referenceId)
  const sources = [...numbered(contents)].flatMap(([id, number]): CitedSource[] => {
    const reference = references.get(id)
    if (!reference) return []
    const whole = referenceText(reference, style)
    const text = style === 'note' ? whole : `[${number}] ${whole}`
    return [{ id, reference, number, text, notes: counts.get(id)!.length }]
  })
  if (style !== 'note') return sources
  const order = ({ reference: { kind, title } }: CitedSource): [number, string] => [
    referenceKinds.indexOf(kind),
    titleSort(title),
  ]
  return sources
    .map((source) => ({ source, key: order(source) }))
    .sort((a, b) => a.key[0] - b.key[0] || (a.key[1] < b.key[1] ? -1 : a.key[1] > b.key[1] ? 1 : 0))
    .map(({ source }) => source)
}

export const listTitle = (style: Style): string => (style === 'note' ? '征引文献' : '参考文献')
