/** 生僻字: what a printer's fonts may lack — beyond the plane everybody has, private ones, and those that are described by their parts. Pure. */
import { codePointOf } from '../../hanzi/code-point.ts'
import { describedIn, withDescribed } from '../../hanzi/ids.ts'
import { type Book, chaptersOf } from '../book.ts'
import { notesOf, textOf } from '../content.ts'

export interface RareCharacter {
  text: string
  /** U+20000; '' of one that is described. */
  code: string
  /** Titles of the chapters, and how often in all. */
  chapters: string[]
  times: number
}

const rare = /[\u3400-\u4dbf\u{20000}-\u{3fffd}]|\p{Co}/gu

/** In the order in which the book has them first. */
export function rareCharacters(book: Pick<Book, 'parts'>): RareCharacter[] {
  const found = new Map<string, RareCharacter>()
  for (const { title, byline, editorNote, version } of chaptersOf(book)) {
    const text = [title, byline, editorNote, textOf(version.content), ...notesOf(version.content)].join('\n')
    const described = describedIn(text).map(({ start, end }) => text.slice(start, end))
    const single = withDescribed(text, () => '').match(rare) ?? []
    for (const one of [...described, ...single]) {
      const isOne = [...one].length === 1
      const code = isOne ? codePointOf(one) : ''
      const known = found.get(one) ?? { text: one, code, chapters: [], times: 0 }
      known.times++
      if (!known.chapters.includes(title)) known.chapters.push(title)
      found.set(one, known)
    }
  }
  return [...found.values()]
}
