/** Documents: what text a file holds. */
import type { Problem } from '../faults.ts'
import type { WordMark } from './word-styles.ts'

export const encodings = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof encodings)[number]

/** A page of the text: pages partition it. `start`/`end` are UTF-16 offsets. */
export interface ReadPage {
  /** 1-based. */
  number: number
  /** As printed, or ''. */
  label: string
  start: number
  end: number
}

export interface ReadText {
  kind: 'text'
  mediaType: string
  /** LF newlines, no BOM, no NUL; otherwise as written. May be '' (a PDF without a text layer). */
  text: string
  pages: ReadPage[]
  /** For plain text and html; null where the format itself says. */
  encoding: Encoding | null
  /** True when another encoding was nearly as likely: said aloud, correctable. */
  uncertain: boolean
  /** The encodings that decode strictly, most likely first. */
  candidates: Encoding[]
  /** The document's own title, if it has one. */
  title: string | null
  /** Pages that hold an image and no text (PDF). */
  imageOnlyPages: number
  /** Not fatal: said on the item. */
  warnings: Problem[]
}

/** A member of an archive, unpacked into the task's scratch folder. */
export interface ReadMember {
  /** Path inside the archive as decoded, cleaned of nothing: the caller treats it as a name, never as a path to write to. */
  name: string
  /** The bytes of the name in the archive, base64. */
  nameBytes: string
  /** Absolute path of the unpacked bytes inside the scratch folder; null when `problem` says why not. */
  path: string | null
  size: number
  problem?: Problem
}

export interface ReadArchive {
  kind: 'archive'
  mediaType: string
  members: ReadMember[]
  /** How the names were read: utf-8, gb18030 or big5. */
  nameEncoding: string
}

/** The bytes are an image, sound or film after all (a wrong extension). */
export interface ReadOther {
  kind: 'image' | 'audio' | 'video' | 'object'
  mediaType: string
}

/** The beginning of a text file as one encoding reads it. */
export interface TextPreview {
  encoding: Encoding
  /** At most 2,000 characters. */
  text: string
  /** `text` is all there is. */
  isWhole: boolean
  /** Characters of the first 256 KiB that are none: undecodable, control and private ones. */
  unreadable: number
  /** It does not look like anything written, or another encoding is as likely. */
  isDoubtful: boolean
  /** The encodings that decode those bytes strictly, most likely first. */
  candidates: Encoding[]
}

export interface PageImage {
  page: number
  /** Absolute path of a JPEG in the scratch folder. */
  path: string
}

/** A guess, for people to confirm. */
export interface GuessedName {
  /** As it is first written. */
  text: string
  kind: 'person' | 'place' | 'corporateBody'
  count: number
}

/** A spreadsheet as its rows show it. */
export interface ReadTable {
  sheets: {
    /** '' in CSV. */
    name: string
    /** Empty rows are left out. `number` counts from 1, as people see it. */
    rows: { number: number; cells: string[] }[]
  }[]
  /** Of CSV; null where the format itself says. */
  encoding: Encoding | null
}

export interface ManuscriptRun {
  text: string
  marks: WordMark[]
}
export interface ManuscriptBlock {
  kind: 'heading' | 'paragraph' | 'quote'
  /** Of a heading, as Word counts: 0 its title, 1–9; 0 of all else. */
  level: number
  inlines: (ManuscriptRun | ManuscriptNote)[]
}
/** A footnote or an endnote, where its reference stands. */
export interface ManuscriptNote {
  note: ManuscriptRun[]
  /** In a file of ours: which of its notes cites what stood here, counted from 1; the words of that source are not among the note's. */
  cites: number | null
}
/** A Word file as somebody wrote it: its text with headings, quotations, marks and notes. */
export interface ReadManuscript {
  /** No control characters; without the contents. Blanks and empty paragraphs that set the page are left out, unless the file is one of ours. */
  blocks: ManuscriptBlock[]
  /** What the file says it was made from, or ''. */
  origin: string
  /** Paragraphs that Word numbers by itself, and pictures: neither is text. */
  numbered: number
  pictures: number
}

export interface TextReader {
  /**
   * Reads one file. `filename` helps only where the bytes do not decide. `encoding` forces one (a correction by a person); `preferred` is tried first where
   * the bytes leave a doubt.
   * `scratch` is an empty folder that the reader may fill (archives) and the caller removes.
   * Faults: file.damaged, file.encrypted, file.unsupported, file.needs-libreoffice, file.no-text, text.undecodable, text.too-long, archive.*, child.*.
   */
  read(source: {
    path: string
    filename: string
    mediaType: string
    scratch: string
    encoding?: Encoding
    preferred?: Encoding
  }): Promise<ReadText | ReadArchive | ReadOther>
  /** The beginning of a text file, for choosing its encoding; without one, the likeliest. Faults text.not-text, text.undecodable, child.*. */
  preview(source: { path: string; mediaType: string; encoding?: Encoding }): Promise<TextPreview>
  /** Draws pages of a PDF as JPEG, long side ≤ `longSide` px, into `scratch`. */
  drawPages(source: {
    path: string
    scratch: string
    from: number
    to: number
    longSide: number
  }): Promise<{ pages: PageImage[]; total: number }>
  /** Names guessed in a text by a tagger, most frequent first, at most 200. Faults child.*. */
  guessNames(text: string): Promise<GuessedName[]>
  /**
   * Reads CSV or XLSX, whichever the bytes are: what cells show, line breaks within them as LF. Faults: table.too-large (rows, columns, characters),
   * table.old-excel, table.damaged, table.none, file.empty, archive.*, child.*.
   */
  readTable(source: { bytes: Uint8Array; mostRows: number }): Promise<ReadTable>
  /** Reads a docx. Faults file.not-docx, file.damaged, file.encrypted, archive.*, child.*. */
  readManuscript(bytes: Uint8Array): Promise<ReadManuscript>
  close(): Promise<void>
}
