/** What a chapter says: blocks of marked text with notes; the text of it that every offset counts in; and how an item's text becomes blocks. Pure. */
import { foldKey } from '../hanzi/fold.ts'
import type { Layout } from '../hanzi/layout/layout.ts'
import { skipsOf } from '../hanzi/readings.ts'
import { countCharacters } from '../texts/text.ts'
import type { Run } from './origins.ts'

export const marks = ['strong', 'emphasis', 'name'] as const
/** 着重, 楷体, 人名. */
export type Mark = (typeof marks)[number]
export interface TextInline {
  text: string
  marks?: Mark[] | undefined
}
/** Of a source on the house's list; `pages` as people write them, '' for the whole. */
export interface Citation {
  referenceId: string
  pages: string
}
/** Its own words; behind them, where it cites, the source as the style of the volume has it (cited.ts). */
export interface NoteInline {
  note: TextInline[]
  citation?: Citation | undefined
}
export type Inline = TextInline | NoteInline
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; inlines: Inline[] }
  | { kind: 'paragraph' | 'quote'; inlines: Inline[] }
export type Content = Block[]

/** What stands for a note in the text. */
export const NOTE = '\ufffc'

/** What is written there, a note as its sign. */
export const wordsText = (inlines: readonly Inline[]): string =>
  inlines.map((inline) => ('note' in inline ? NOTE : inline.text)).join('')

export const blockTexts = (content: Content): string[] => content.map(({ inlines }) => wordsText(inlines))

/** Blocks joined by LF, a note as one U+FFFC. Offsets into a chapter are UTF-16 units of this. */
export const textOf = (content: Content): string => blockTexts(content).join('\n')

/** As it is read aloud. */
export const withoutNotes = (text: string): string => text.replaceAll(NOTE, '')

/** Words cut at offsets of the chapter's text, in which `start` is where these begin; each piece with its own offset. */
export function cutAt(
  inlines: readonly Inline[],
  start: number,
  cuts: ReadonlySet<number>,
): { at: number; end: number; inline: Inline }[] {
  const pieces: { at: number; end: number; inline: Inline }[] = []
  let at = start
  const put = (inline: Inline, length: number) => {
    pieces.push({ at, end: at + length, inline })
    at += length
  }
  for (const inline of inlines) {
    if ('note' in inline) {
      put(inline, NOTE.length)
      continue
    }
    const from = at
    for (let done = 0; done < inline.text.length; ) {
      let next = done + 1
      while (next < inline.text.length && !cuts.has(from + next)) next++
      put({ ...inline, text: inline.text.slice(done, next) }, next - done)
      done = next
    }
  }
  return pieces
}

/** In the order of their references. */
export const notesOf = (content: Content): string[] =>
  content.flatMap(({ inlines }) => inlines.flatMap((inline) => ('note' in inline ? [wordsText(inline.note)] : [])))

/** 字数, notes included. */
export const charsOf = (content: Content): number =>
  countCharacters(withoutNotes(textOf(content))) +
  notesOf(content).reduce((sum, note) => sum + countCharacters(note), 0)

const sortedMarks = (inline: TextInline): TextInline => {
  const own = marks.filter((mark) => inline.marks?.includes(mark))
  return own.length ? { text: inline.text, marks: own } : { text: inline.text }
}
function tidied<One extends Inline>(inlines: readonly One[]): One[] {
  const result: Inline[] = []
  for (const inline of inlines) {
    const last = result.at(-1)
    if ('note' in inline) {
      const { citation } = inline
      result.push({ note: tidied(inline.note), ...(citation ? { citation } : {}) })
    } else if (inline.text !== '') {
      const next = sortedMarks(inline)
      if (last && 'text' in last && String(last.marks) === String(next.marks)) last.text += next.text
      else result.push(next)
    }
  }
  return result as One[]
}

/** One writing for what is the same: neighbours with the same marks are one, marks are in order, nothing is empty. */
export const tidy = (content: Content): Content =>
  content.map((block) => ({ ...block, inlines: tidied(block.inlines) }))

/** Latin letters over a closed break still need a space. */
const isLatin = (character: string): boolean => /[A-Za-z0-9,.;:!?]/.test(character)

/**
 * A stretch of an item's text as a reader reads it: line joins closed, page furniture left out, each line a block, headings as such; brackets stay.
 * With it the runs that say where each stretch of its text comes from.
 */
export function contentFrom(
  text: string,
  layout: Pick<Layout, 'joins' | 'furniture' | 'notes' | 'headings'>,
  range: { start: number; end: number },
  source: number,
): { content: Content; origins: Run[] } {
  const lines: { text: string; runs: Run[]; from: number }[] = []
  let line = { text: '', runs: [] as Run[], from: range.start }
  const close = (at: number) => {
    if (line.text !== '') lines.push(line)
    line = { text: '', runs: [], from: at }
  }
  const take = (start: number, end: number) => {
    // A control character, or one that stands for a picture, is nothing a reader reads.
    for (const { 0: part, index } of text.slice(start, end).matchAll(/\n|[^\u0000-\u001f\u007f\ufffc]+/g)) {
      if (part === '\n') {
        close(start + index + 1)
        continue
      }
      const bare = line.text === '' ? part.trimStart() : part
      if (bare === '') continue
      const from = start + index + part.length - bare.length
      if (line.text === '') line.from = from
      line.runs.push({ at: line.text.length, length: bare.length, source, from })
      line.text += bare
    }
  }
  let at = range.start
  for (const { start, end, isJoin } of skipsOf(layout as Layout, 'literal')) {
    if (end <= at || start >= range.end) continue
    take(at, Math.max(at, start))
    at = Math.min(end, range.end)
    if (isJoin && isLatin(line.text.at(-1) ?? '') && isLatin(text.charAt(at))) line.text += ' '
  }
  take(at, range.end)
  close(range.end)

  const headings = new Set(layout.headings.map(([start]) => start))
  const content: Content = []
  const origins: Run[] = []
  let offset = 0
  for (const { text: written, runs, from } of lines) {
    const trimmed = written.trimEnd()
    const inlines = [{ text: trimmed }]
    content.push(headings.has(from) ? { kind: 'heading', level: 1, inlines } : { kind: 'paragraph', inlines })
    for (const run of runs) {
      const length = Math.min(run.length, trimmed.length - run.at)
      if (length > 0) origins.push({ ...run, at: offset + run.at, length })
    }
    offset += trimmed.length + 1
  }
  return { content, origins }
}

/**
 * A book prints a chapter's title and byline itself: where a text begins with these very words, UTF-16 offset of what comes behind them in the range;
 * the range's start otherwise, and where nothing else is in it.
 */
export function startBehind(
  text: string,
  layout: Parameters<typeof contentFrom>[1],
  range: { start: number; end: number },
  head: readonly string[],
): number {
  const keys = new Set(head.map((line) => foldKey(line)).filter((key) => key !== ''))
  const { content, origins } = contentFrom(text, layout, range, 0)
  const first = content.findIndex(({ inlines }) => !keys.has(foldKey(wordsText(inlines))))
  if (first <= 0) return range.start
  const left = textOf(content.slice(0, first)).length + 1
  return origins.find(({ at }) => at >= left)?.from ?? range.start
}
