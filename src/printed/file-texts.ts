/** Which of its item's text is of each file: an item may have been joined of several, and has one text. Pure. */
import type { TextPage } from '../texts/text.ts'
import { markedPages, type Stretch } from './page-marks.ts'

/** A file of the accession, with what was read and drawn of it. */
export interface SourceFile {
  objectId: string
  itemId: string
  /** Place among the files of its item. */
  order: number
  /** Where it lay, with its name. */
  path: string
  mediaType: string
  /** Pages of it that are pictures; 0: none. */
  pictures: number
  /** Of its item. Pages may be none. */
  text: { revision: number; text: string; pages: readonly TextPage[] } | null
}

export interface FileTexts {
  /** By object, in order, as pages where it is known where these begin. Each character is of one file at most. */
  of: ReadonlyMap<string, readonly Stretch[]>
  /** Pages that are of files which are not among these. */
  leftOut: number
  /** Texts parted at page marks of which it is not certain whether they stand at head or foot, with their pages. */
  unsureMarks: number[]
  /** Pictures of an item whose one text tells no page. */
  hasUnparted: boolean
  /** Files and joined items that have other numbers of pages of text and of pictures. */
  differing: number
}

/** `files`: every object once. */
export function textsOfFiles(files: readonly SourceFile[], marksAt: 'head' | 'foot' | null): FileTexts {
  const of = new Map<string, Stretch[]>(files.map(({ objectId }) => [objectId, []]))
  const unsureMarks: number[] = []
  let [leftOut, differing, hasUnparted] = [0, 0, false]

  const marked = (text: string, { start, end, label }: Stretch): Stretch[] => {
    const found = markedPages(text.slice(start, end), marksAt)
    if (!found) return [{ start, end, label }]
    if (!found.isSure) unsureMarks.push(found.pages.length)
    return found.pages.map((page) => ({ ...page, start: start + page.start, end: start + page.end }))
  }
  const compare = (pages: number, pictures: number): void => {
    if (pictures === 0 || pages === 0 || pages === pictures) return
    if (pages === 1) hasUnparted = true
    else differing++
  }

  function ofItem(own: readonly SourceFile[], { text, pages }: NonNullable<SourceFile['text']>): void {
    const [first] = own as [SourceFile]
    const isOfFiles = own.length === 1 || pages.some(({ objectId }) => objectId !== null)
    if (!isOfFiles) {
      // Nothing tells the files apart: page by page on their pictures, as they lie.
      const sheets = own.flatMap(({ objectId, pictures }) => Array.from({ length: pictures }, () => objectId))
      const whole = { start: 0, end: text.length, label: pages[0]?.label ?? '' }
      const stretches = pages.length > 1 ? pages : marked(text, whole)
      for (const [i, { start, end, label }] of stretches.entries())
        of.get(sheets[Math.min(i, sheets.length - 1)] ?? first.objectId)!.push({ start, end, label })
      compare(stretches.length, sheets.length)
      return
    }
    let at = first.objectId
    for (const { start, end, label, objectId } of pages) {
      at = objectId ?? at
      const stretches = of.get(at)
      if (stretches && own.some((file) => file.objectId === at)) stretches.push({ start, end, label })
      else if (text.slice(start, end).trim() !== '') leftOut++
    }
    if (pages.length === 0) of.get(at)!.push({ start: 0, end: text.length, label: '' })
    for (const { objectId, pictures } of own) {
      const stretches = of.get(objectId)!
      const [only] = stretches
      if (only && stretches.length === 1 && pictures !== 1) of.set(objectId, marked(text, only))
      compare(of.get(objectId)!.length, pictures)
    }
  }

  for (const own of Map.groupBy(files, ({ itemId }) => itemId).values()) {
    const text = own[0]!.text
    if (text)
      ofItem(
        own.toSorted((a, b) => a.order - b.order),
        text,
      )
  }
  return { of, leftOut, unsureMarks, hasUnparted, differing }
}
