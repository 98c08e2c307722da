/** A book as its template (book.typ) reads it: data, no markup. Pure. */
import {
  type Book,
  type BookPart,
  type BookPlate,
  editorNoteLines,
  figuresBehind,
  indexesOf,
  namedIn,
  platesOf,
  plateText,
} from '../../publications/book.ts'
import { type Block, type Inline, NOTE, type TextInline } from '../../publications/content.ts'
import { type FrontLine, frontLines, isOnImprint } from '../../publications/front.ts'
import type { IndexEntry } from '../../publications/generated/index-entries.ts'
import { type TypeArea, typeArea } from '../../publications/type-area.ts'

/** `entries`: keys of the index entries that name somebody here. */
export type SetInline = TextInline | { note: TextInline[]; sign: string } | { entries: string[] }
export interface SetPicture {
  file: string
  /** Millimetres. */
  width: number
  height: number
  below: string
}
export interface SetBlock {
  kind: Block['kind']
  level: number
  inlines: SetInline[]
  /** Behind it. */
  figures: SetPicture[]
}
export type SetPart =
  | { kind: 'section'; title: string; depth: number }
  | {
      kind: 'chapter'
      id: string
      title: string
      byline: string
      depth: number
      editorNote: string[]
      blocks: SetBlock[]
    }
export interface Setting {
  area: TypeArea
  /** As running heads and the imprint page name it. */
  name: string
  authors: string[]
  /** The title page's, and those of the imprint page. */
  front: FrontLine[]
  imprint: string[]
  parts: SetPart[]
  plates: SetPicture[]
  indexes: { title: string; groups: { letter: string; entries: { key: string; name: string }[] }[] }[]
}

/** What is made, in the folder of the pictures. */
export const PDF = 'book.pdf'
export const pictureFile = ({ id, image }: BookPlate): string =>
  `${id}.${image.mediaType === 'image/png' ? 'png' : 'jpg'}`

const pictureOf = (plate: BookPlate): SetPicture => ({
  file: pictureFile(plate),
  width: plate.placed.widthMm,
  height: plate.placed.heightMm,
  below: plateText(plate),
})

type Entries = ReturnType<typeof namedIn>
const keysOf = (own: { entry: IndexEntry }[]): string[] => own.map(({ entry }) => entry.key)

/** Notes are counted through a chapter: ① … ㊿, then 〔51〕. */
const noteSign = (number: number): string => {
  const circled = [0x245f, 0x323c, 0x328d][number <= 20 ? 0 : number <= 35 ? 1 : 2]!
  return number <= 50 ? String.fromCodePoint(circled + number) : `〔${number}〕`
}

/** Cut behind the first character of a name, which the mark of its entry follows to whatever page it comes; a note is followed by its own. */
function setInlines(inlines: readonly Inline[], start: number, entries: Entries, notes: () => number): SetInline[] {
  let at = start
  return inlines.flatMap((inline): SetInline[] => {
    const from = at
    if ('note' in inline) {
      at += NOTE.length
      const own = entries.get(from)
      return [{ ...inline, sign: noteSign(notes()) }, ...(own ? [{ entries: keysOf(own) }] : [])]
    }
    const set: SetInline[] = []
    let rest = ''
    for (const character of inline.text) {
      rest += character
      const own = entries.get(at)
      at += character.length
      if (!own) continue
      set.push({ ...inline, text: rest }, { entries: keysOf(own) })
      rest = ''
    }
    return rest === '' ? set : [...set, { ...inline, text: rest }]
  })
}

function setPart(book: Book, part: BookPart): SetPart {
  if (part.kind === 'section') return { kind: 'section', title: part.title, depth: part.depth }
  const { id, title, byline, editorNote, version } = part.chapter
  const entries = namedIn(book, id)
  let [at, note] = [0, 0]
  const blocks = version.content.map((block, i): SetBlock => {
    const inlines = setInlines(block.inlines, at, entries, () => ++note)
    for (const inline of block.inlines) at += 'note' in inline ? NOTE.length : inline.text.length
    at++
    const level = block.kind === 'heading' ? block.level : 0
    return { kind: block.kind, level, inlines, figures: figuresBehind(book, id, i).map(pictureOf) }
  })
  return { kind: 'chapter', id, title, byline, depth: part.depth, editorNote: editorNoteLines(editorNote), blocks }
}

const groupsOf = (entries: readonly IndexEntry[]) =>
  [...Map.groupBy(entries, ({ letter }) => letter)].map(([letter, own]) => ({
    letter,
    entries: own.map(({ key, name }) => ({ key, name })),
  }))

export function settingOf(book: Book): Setting {
  const { volume, parts } = book
  const front = frontLines(volume)
  const named = front.filter(({ kind }) => kind === 'series' || kind === 'number').map(({ text }) => text)
  return {
    area: typeArea(volume.trim),
    name: named.join('　'),
    authors: volume.editors.map(({ name }) => name),
    front: front.filter((line) => !isOnImprint(line)),
    imprint: front.filter(isOnImprint).map(({ text }) => text),
    parts: parts.map((part) => setPart(book, part)),
    plates: platesOf(book).map(pictureOf),
    indexes: indexesOf(book).map(({ title, entries }) => ({ title, groups: groupsOf(entries) })),
  }
}
