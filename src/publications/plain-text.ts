/** A volume as plain text: title page, 栏目, chapters with byline, editors' note and notes; the paragraphs are the model's, character by character. Pure. */
import {
  type Book,
  type BookChapter,
  EDITOR_NOTE,
  editorNoteLines,
  figuresBehind,
  PLATES_TITLE,
  platesOf,
  plateText,
} from './book.ts'
import { blockTexts, NOTE, notesOf } from './content.ts'
import { frontLines } from './front.ts'

const mark = (number: number) => `［${number}］`

/** The text with its notes' numbers in it, counted from 1 in each chapter, what stands below its pictures, and the notes after it. */
function chapterLines(book: Book, { id, version: { content } }: BookChapter): string[] {
  let number = 0
  const lines = blockTexts(content).flatMap((text, block) => [
    text.replaceAll(NOTE, () => mark(++number)),
    ...figuresBehind(book, id, block).map((figure) => `［${plateText(figure)}］`),
  ])
  const notes = notesOf(content).map((note, i) => `${mark(i + 1)}${note}`)
  return [...lines, ...(notes.length ? ['', ...notes] : [])]
}

/** LF newlines; parts are set apart by an empty line. */
export function plainText(book: Book): string {
  const { volume, parts } = book
  const set = [frontLines(volume).map(({ text }) => text)]
  for (const part of parts) {
    if (part.kind === 'section') {
      set.push([part.title])
      continue
    }
    const { title, byline, editorNote } = part.chapter
    set.push([title, ...(byline ? [byline] : [])])
    const note = editorNoteLines(editorNote)
    if (note.length) set.push([`${EDITOR_NOTE}${note.join('\n')}`])
    set.push(chapterLines(book, part.chapter))
  }
  const plates = platesOf(book)
  if (plates.length) set.push([PLATES_TITLE], ...plates.map((plate) => [plateText(plate)]))
  return `${set.map((lines) => lines.join('\n')).join('\n\n')}\n`
}
