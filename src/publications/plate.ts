/** 图版 (pages of pictures) and 插图 (pictures in the text): what is placed, in which order, and where in a text that goes on changing. Pure. */
import { Fault } from '../faults.ts'
import { captionFrom } from '../hanzi/captions.ts'
import type { Item } from '../items/item.ts'
import { sameStretches } from './alignment.ts'
import { blockTexts, type Content, textOf } from './content.ts'

export const plateKinds = ['plate', 'figure'] as const
/** 图版, 插图. */
export type PlateKind = (typeof plateKinds)[number]
export const plateKindNames = { plate: '图版', figure: '插图' } as const satisfies Record<PlateKind, string>
/** As editors and printers call it: 插图 3. */
export const plateName = (kind: PlateKind, number: number): string => `${plateKindNames[kind]} ${number}`

export interface Size {
  width: number
  height: number
}
/** Pixels of the upright picture. */
export interface Crop extends Size {
  x: number
  y: number
}

/** Words of the editor's own, and what the archive said when they were written. */
export interface OwnWords {
  text: string
  insteadOf: string
}

export interface Plate {
  id: string
  volumeId: string
  kind: PlateKind
  /** Of a 插图: behind which block of which chapter. */
  chapterId: string | null
  afterBlock: number | null
  itemId: string
  objectId: string
  /** Of its object, 1-based. */
  page: number
  /** null: the whole picture. */
  crop: Crop | null
  /** Its height follows from its proportions. */
  widthMm: number
  /** null: as the archive says. */
  caption: OwnWords | null
  credit: OwnWords | null
  revision: number
  createdAt: string
}

export const MOST_PLATES = 1000

/** Fault plate.crop: it does not lie in the picture. */
export function demandInside(crop: Crop | null, { width, height }: Size): void {
  if (crop && (crop.x + crop.width > width || crop.y + crop.height > height))
    throw new Fault('plate.crop', { width, height })
}

/** Before another; null: at the end. Fault plate.not-found. */
export function movedBefore(ids: readonly string[], id: string, beforeId: string | null): string[] {
  if (beforeId === id) return [...ids]
  const rest = ids.filter((one) => one !== id)
  const at = beforeId === null ? rest.length : rest.indexOf(beforeId)
  if (at < 0 || rest.length === ids.length) throw new Fault('plate.not-found', { id: beforeId ?? id })
  return rest.toSpliced(at, 0, id)
}

/**
 * 插图 by chapter and paragraph, then 图版; both as they are ordered by hand where that leaves a choice, and each counted from 1.
 * `blocks`: of every chapter, in the order of the book. A 插图 whose chapter is gone, or is empty, is not in the book.
 */
export function inBookOrder<One extends Pick<Plate, 'kind' | 'chapterId' | 'afterBlock'>>(
  plates: readonly One[],
  blocks: ReadonlyMap<string, number>,
): (One & { number: number })[] {
  const chapters = [...blocks.keys()]
  const figures = plates.flatMap((one) => {
    const count = one.kind === 'figure' ? (blocks.get(one.chapterId ?? '') ?? 0) : 0
    return count > 0 ? [{ ...one, afterBlock: Math.min(one.afterBlock ?? 0, count - 1) }] : []
  })
  figures.sort(
    (a, b) =>
      chapters.indexOf(a.chapterId!) - chapters.indexOf(b.chapterId!) || (a.afterBlock ?? 0) - (b.afterBlock ?? 0),
  )
  const numbered = (some: readonly One[]) => some.map((one, i) => ({ ...one, number: i + 1 }))
  return [...numbered(figures), ...numbered(plates.filter(({ kind }) => kind === 'plate'))]
}

/** Which block of the text after an edit has the last words that are left of block `block`, or of what stood before it; else the first. */
export function blockAfter(before: Content, after: Content, block: number): number {
  const ends = (content: Content) => {
    let at = -1
    return blockTexts(content).map((text) => (at += text.length + 1))
  }
  const end = ends(before)[block] ?? textOf(before).length
  let [last, to] = [-1, 0]
  for (const stretch of sameStretches(textOf(before), textOf(after))) {
    const reached = Math.min(stretch.from + stretch.length, end) - 1
    if (stretch.from > reached || reached <= last) continue
    last = reached
    to = stretch.to + reached - stretch.from
  }
  const found = ends(after).findIndex((one) => to <= one)
  return Math.max(0, found)
}

/** 图说 of a photograph as the archive describes it now, its photographer left to the credit: the six elements; else its caption, else its title. */
export function captionOf({ title, caption, date, places, persons, description }: Item): string {
  const { event = '', background = '', depicted = [] } = description
  if (caption && event === '' && depicted.length === 0) return caption
  return captionFrom({
    event: event || title,
    time: date?.text ?? '',
    places,
    people: depicted,
    persons,
    background,
    photographer: '',
  })
}

/** 图片来源: who took it and who gave it; else from whom the archive has it. */
export function creditOf({ description: { photographer, provider } }: Item, contributor: string): string {
  const given = provider || (photographer ? '' : contributor)
  return [photographer && `${photographer}摄`, given && `${given}提供`].filter(Boolean).join('，')
}
