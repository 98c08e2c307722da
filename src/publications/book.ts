/** A volume as it is set: what every format sets, in the order of the book. Each sets the same characters. Pure. */
import type { NameList } from '../authorities/name-list.ts'
import type { Chapter, ChapterVersion } from './chapter.ts'
import { type IndexEntry, type IndexKind, indexEntries, indexKinds } from './generated/index-entries.ts'
import { nodesOf, type OutlineNode } from './outline.ts'
import { type PlateKind, plateKindNames } from './plate.ts'
import type { CountedVolume } from './store.ts'
import type { BookPages } from './type-area.ts'

export interface BookChapter extends Chapter {
  version: ChapterVersion
}
/** `depth`: 1 at the root. */
export type BookPart =
  | { kind: 'section'; id: string; title: string; depth: number }
  | { kind: 'chapter'; id: string; chapter: BookChapter; depth: number }

/** A picture as it is set: at the pixels its placed size needs, sRGB or grey. */
export interface BookPlate {
  id: string
  /** 图版 are counted by themselves, 插图 by themselves, each from 1 through the book. */
  number: number
  kind: PlateKind
  /** null for 图版: they stand in a section of their own, behind the chapters. */
  chapterId: string | null
  /** Index of the block of its chapter behind which it stands. */
  afterBlock: number | null
  /** 图说, 图片来源; or ''. */
  caption: string
  credit: string
  itemId: string
  image: { bytes: Buffer; mediaType: 'image/jpeg' | 'image/png'; widthPx: number; heightPx: number }
  placed: { widthMm: number; heightMm: number }
}

export interface Book {
  volume: CountedVolume
  parts: BookPart[]
  /** 插图 in the order of the text, then 图版 in theirs. */
  plates: BookPlate[]
  /** 人名 and 地名索引, as read aloud. */
  index: IndexEntry[]
}

export const bookFormats = ['docx', 'package', 'epub', 'pdf', 'txt'] as const
export type BookFormat = (typeof bookFormats)[number]
export const bookFiles = {
  docx: {
    extension: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  /** 印刷包: Word, pictures, their list. */
  package: { extension: 'zip', mediaType: 'application/zip' },
  epub: { extension: 'epub', mediaType: 'application/epub+zip' },
  txt: { extension: 'txt', mediaType: 'text/plain; charset=utf-8' },
  pdf: { extension: 'pdf', mediaType: 'application/pdf' },
} as const satisfies Record<BookFormat, { extension: string; mediaType: string }>

/** A chapter that is not among `chapters` is left out. `plates`: numbered, in the order of the book. */
export function bookOf(
  volume: CountedVolume,
  outline: readonly OutlineNode[],
  chapters: ReadonlyMap<string, BookChapter>,
  plates: BookPlate[],
  names: NameList,
): Book {
  const parts = [...nodesOf(outline)].flatMap(({ node, depth }): BookPart[] => {
    const { id } = node
    if ('children' in node) return [{ kind: 'section', id, title: node.title, depth }]
    const chapter = chapters.get(id)
    return chapter ? [{ kind: 'chapter', id, chapter, depth }] : []
  })
  const index = indexEntries(
    names,
    chaptersOf({ parts }).map(({ id, version: { content } }) => ({ id, content })),
  )
  return { volume, parts, plates, index }
}

export const chaptersOf = ({ parts }: Pick<Book, 'parts'>): BookChapter[] =>
  parts.flatMap((part) => (part.kind === 'chapter' ? [part.chapter] : []))

/** Over the 图版, behind the chapters. */
export const PLATES_TITLE = plateKindNames.plate
export const indexTitles: Record<IndexKind, string> = { person: '人名索引', place: '地名索引' }
/** Those that name somebody, or some place, in the book. */
export const indexesOf = ({
  index,
}: Pick<Book, 'index'>): { kind: IndexKind; title: string; entries: IndexEntry[] }[] =>
  indexKinds.flatMap((kind) => {
    const entries = index.filter((entry) => entry.kind === kind)
    return entries.length ? [{ kind, title: indexTitles[kind], entries }] : []
  })
/** What of the index stands in a chapter, by the offset at which it begins there. */
export function namedIn(
  { index }: Pick<Book, 'index'>,
  chapterId: string,
): Map<number, { entry: IndexEntry; end: number }[]> {
  const found = new Map<number, { entry: IndexEntry; end: number }[]>()
  for (const entry of index)
    for (const { chapterId: id, offset, length } of entry.places)
      if (id === chapterId) found.set(offset, [...(found.get(offset) ?? []), { entry, end: offset + length }])
  return found
}

export const EDITOR_NOTE = '编者按：'
/** As they are printed, the first behind `EDITOR_NOTE`. */
export const editorNoteLines = (note: string): string[] => note.split('\n').filter((line) => line.trim() !== '')

/** What is printed below a picture; '' where nothing is said of it. `图版 3　渡口合影。（李丁摄）` */
export const plateText = ({ kind, number, caption, credit }: Omit<BookPlate, 'image'>): string =>
  `${kind === 'plate' ? plateKindNames.plate : '图'} ${number}${caption && `　${caption}`}${credit && `（${credit}）`}`
export const figuresBehind = ({ plates }: Pick<Book, 'plates'>, chapterId: string, block: number): BookPlate[] =>
  plates.filter((one) => one.chapterId === chapterId && one.afterBlock === block)
export const platesOf = ({ plates }: Pick<Book, 'plates'>): BookPlate[] => plates.filter(({ kind }) => kind === 'plate')

/** Sets a book as a file of one format. Everything the book says is in it, character by character. */
export type BookWriter = (book: Book) => Promise<Buffer>
/** One that sets pages says which. */
export type PageWriter = (book: Book) => Promise<{ data: Buffer; pages: BookPages }>
