/** Every line of a book, as a format that loses nothing has it. */
import { type Book, chaptersOf, figuresBehind, platesOf, plateText } from '../../src/publications/book.ts'
import { blockTexts, NOTE, notesOf } from '../../src/publications/content.ts'
import { frontLines, isOnImprint } from '../../src/publications/front.ts'

export const allNotes = (book: Book) => chaptersOf(book).flatMap(({ version }) => notesOf(version.content))

const indexNames = { person: '人名索引', place: '地名索引' } as const
/** Titles and, under each letter, what `entry` makes of one. */
const indexLines = (book: Book, entry: (one: Book['index'][number]) => string): string[] =>
  (['person', 'place'] as const).flatMap((kind) => {
    const own = book.index.filter((one) => one.kind === kind)
    const letters = [...new Set(own.map(({ letter }) => letter))]
    const lines = letters.flatMap((letter) => [letter, ...own.filter((one) => one.letter === letter).map(entry)])
    return own.length ? [indexNames[kind], ...lines] : []
  })
const bodyLines = (book: Book, picture: (text: string) => string[]): string[] => {
  const body = book.parts.flatMap((part) => {
    if (part.kind === 'section') return [part.title]
    const { id, title, byline, editorNote, version } = part.chapter
    const note = editorNote ? `编者按：${editorNote}`.split('\n') : []
    const said = blockTexts(version.content).flatMap((text, i) => [
      text,
      ...figuresBehind(book, id, i).flatMap((plate) => picture(plateText(plate))),
    ])
    return [title, ...(byline ? [byline] : []), ...note, ...said]
  })
  const plates = platesOf(book).flatMap((plate) => picture(plateText(plate)))
  return [...body, ...(plates.length ? ['图版', ...plates] : [])]
}
function coverLines({ volume }: Book): string[] {
  const front = frontLines(volume)
  return [...front.filter((line) => !isOnImprint(line)), ...front.filter(isOnImprint)].map(({ text }) => text)
}

/** What 目录 names. */
export const contentsOf = (book: Book): string[] => [
  ...book.parts.map((part) => (part.kind === 'section' ? part.title : part.chapter.title)),
  ...(platesOf(book).length ? ['图版'] : []),
  ...(['person', 'place'] as const).flatMap((kind) =>
    book.index.some((one) => one.kind === kind) ? [indexNames[kind]] : [],
  ),
]

/** In plain text, which has no indexes: a note's number where it stands, and the notes behind their chapter. */
export function textLines(book: Book): string[] {
  const body = book.parts.flatMap((part) => {
    if (part.kind === 'section') return [part.title]
    const { id, title, byline, editorNote, version } = part.chapter
    let number = 0
    const blocks = blockTexts(version.content).flatMap((text, i) => [
      text.replaceAll(NOTE, () => `［${++number}］`),
      ...figuresBehind(book, id, i).map((figure) => `［${plateText(figure)}］`),
    ])
    const notes = notesOf(version.content).map((note, i) => `［${i + 1}］${note}`)
    return [title, byline, ...(editorNote ? `编者按：${editorNote}`.split('\n') : []), ...blocks, ...notes]
  })
  const plates = platesOf(book).map(plateText)
  return [...frontLines(book.volume).map(({ text }) => text), ...body, ...(plates.length ? ['图版', ...plates] : [])]
}

const titlesOf = (book: Book, { places }: Book['index'][number]) =>
  [...Map.groupBy(places, ({ chapterId }) => chapterId)].map(([id, own]) => ({
    title: `《${chaptersOf(book).find((one) => one.id === id)!.title}》`,
    times: own.length,
  }))

/** In Word, where an entry of an index is followed by titles until Word has set its pages. */
export const docxLines = (book: Book): string[] => [
  ...coverLines(book),
  '目　录',
  ...contentsOf(book),
  ...bodyLines(book, (text) => ['', text]),
  ...indexLines(book, (one) => {
    const titles = titlesOf(book, one).map(({ title }) => title)
    return `${one.name}　${titles.join('')}`
  }),
]

/** In an EPUB, where a title is followed by a number for each time the name stands there again. */
export const epubLines = (book: Book): string[] => [
  ...coverLines(book),
  ...bodyLines(book, (text) => [text]),
  ...indexLines(book, (one) => {
    const again = (times: number) => Array.from({ length: times - 1 }, (_, i) => i + 2).join('')
    return (
      one.name +
      titlesOf(book, one)
        .map(({ title, times }) => title + again(times))
        .join('')
    )
  }),
]
