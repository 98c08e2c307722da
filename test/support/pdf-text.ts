/** What poppler reads in a PDF, by page; and a book's text as it should be read there. */
import { execFileSync } from 'node:child_process'
import { type Book, type BookChapter, figuresBehind, plateText } from '../../src/publications/book.ts'
import { NOTE, notesOf, textOf } from '../../src/publications/content.ts'
import { type BookPages, typeArea } from '../../src/publications/type-area.ts'

const run = (command: string, args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 })

export const isThere = (command: string): boolean => {
  try {
    execFileSync(command, ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const bare = (text: string): string => text.replaceAll(/\s/gu, '')

/** The pages' text without white space. `within`: of the type area alone, without running heads and folios. */
export function pagesOf(path: string, within?: Book['volume']['trim']): string[] {
  const crop: string[] = []
  if (within) {
    // In points at 72 dpi; pages of either side have the text in the same band.
    const { margin, width, height } = typeArea(within)
    const [y, h] = [Math.round(margin.top - 4), Math.round(height - margin.top - margin.bottom + 8)]
    crop.push('-r', '72', '-x', '0', '-y', String(y), '-W', String(Math.ceil(width)), '-H', String(h))
  }
  const text = run('pdftotext', ['-raw', '-enc', 'UTF-8', ...crop, path, '-'])
  return text.split('\f').slice(0, -1).map(bare)
}

/** Every font, and whether it is embedded. */
export function fontsOf(path: string): { name: string; isEmbedded: boolean }[] {
  const [, , ...rows] = run('pdffonts', [path]).trimEnd().split('\n')
  return rows.map((row) => {
    const [name = ''] = row.split(' ')
    return { name, isEmbedded: row.trimEnd().split(/\s+/).at(-5) === 'yes' }
  })
}

const signOf = (number: number): string => String.fromCodePoint((number <= 20 ? 0x245f : 0x323c) + number)

/** A chapter in the order of the model; what floats (pictures' captions, notes) apart. */
export function chapterText(book: Book, chapter: BookChapter): { text: string; floating: string[] } {
  const { id, title, byline, editorNote, version } = chapter
  let number = 0
  const text = textOf(version.content).replaceAll(NOTE, () => signOf(++number))
  const notes = notesOf(version.content).map((note, i) => bare(`${signOf(i + 1)}${note}`))
  const captions = version.content.flatMap((_, block) =>
    figuresBehind(book, id, block).map((one) => bare(plateText(one))),
  )
  const head = `${title}${byline}${editorNote && `编者按：${editorNote}`}`
  return { text: bare(`${head}${text}`), floating: [...notes, ...captions] }
}

/** Of the same characters, each as often. */
export const counted = (text: string): string => [...text].sort().join('')

/** Names and the pages that 人名索引 and 地名索引 print behind them. */
export function indexesOf(texts: readonly string[], { parts }: BookPages): Map<string, number[]> {
  const entries = new Map<string, number[]>()
  for (const { sheet, pages } of parts.filter(({ title }) => title.endsWith('名索引'))) {
    const lines = texts.slice(sheet - 1, sheet - 1 + pages).join('')
    for (const { 1: name, 2: numbers } of lines.matchAll(/([\p{Script=Han}·]+?)(\d+(?:,\d+)*)/gu))
      entries.set(name!, numbers!.split(',').map(Number))
  }
  return entries
}

/** A name that begins on one page and ends on the next. */
export const isBroken = (texts: readonly string[], sheet: number, name: string): boolean =>
  Array.from({ length: name.length - 1 }, (_, i) => i + 1).some(
    (cut) => texts[sheet]?.endsWith(name.slice(0, cut)) && texts[sheet + 1]?.startsWith(name.slice(cut)),
  )
