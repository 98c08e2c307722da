/** 印次: what was printed of a volume, and stands from then on; changes go to the next one. Pure. */
import { createHash } from 'node:crypto'
import type { OutlineNode } from '../outline.ts'
import type { PlateKind } from '../plate.ts'
import type { Basis } from '../proof.ts'
import type { Snapshot } from '../review.ts'

export interface PrintedChapter extends Basis {
  chars: number
  /** Of the content of that version. */
  sha256: string
}
export interface PrintedPlate {
  id: string
  number: number
  kind: PlateKind
  itemId: string
  /** Of a 插图. */
  chapterId: string | null
  /** As printed; or ''. */
  caption: string
  credit: string
}
/** What was signed for print: taken when it is published, never changed. */
export interface PrintedText {
  volume: Snapshot['volume']
  outline: OutlineNode[]
  /** In the order of the book. */
  chapters: PrintedChapter[]
  plates: PrintedPlate[]
}
/** From this character of a chapter on, it stands on this page. */
export interface PageStart {
  chapterId: string
  /** UTF-16 offset in the text of the printed version. */
  start: number
  /** As printed. */
  page: number
}
export interface Printing {
  id: string
  volumeId: string
  /** 第几次印刷, from 1. */
  number: number
  /** The round of 付印 that was signed. */
  proofId: string
  /** ISO day. */
  publishedOn: string
  /** 印数. */
  printRun: number
  note: string
  text: PrintedText
  /** sha256 of `text`. */
  hash: string
  /** What went to the printer, among the files of the volume; null where none was kept. */
  file: { id: string; name: string; sha256: string } | null
  /** Sheets of that file before its page 1. */
  sheetsBefore: number
  /** 版面字数 of each chapter, where our own PDF was printed. */
  layoutChars: { chapterId: string; chars: number }[]
  publishedById: string
  publishedByName: string
  publishedAt: string
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
export const printedHash = ({ volume, outline, chapters, plates }: PrintedText): string =>
  sha256(JSON.stringify([volume, outline, chapters, plates]))

/** The one that is registered already: of that number, or the same text published on the same day in as many copies. */
export const registeredAs = (
  printings: readonly Printing[],
  { number, publishedOn, printRun }: { number?: number | undefined; publishedOn: string; printRun: number },
  proofId: string,
): Printing | undefined =>
  printings.find(
    (one) =>
      one.number === number ||
      (one.proofId === proofId && one.publishedOn === publishedOn && one.printRun === printRun),
  )

/** What the ledger keeps of it: one byte changed is another record. */
export const printingRecord = (printing: Printing): string => sha256(JSON.stringify(printing))

/** The printed page of a place; null where nobody knows. `starts`: in the order of the book. */
export function printedPage(starts: readonly PageStart[], chapterId: string, offset: number): number | null {
  return starts.findLast((one) => one.chapterId === chapterId && one.start <= offset)?.page ?? null
}
