/** 已刊: an item that stands in a printed volume, where, and how it is cited by that. Pure. */
import { emptyReference, type Reference } from '../citations/reference.ts'
import { responsibleIn } from '../hanzi/byline.ts'

export const partKinds = ['front', 'piece', 'matter'] as const
/** 前置部分, 篇, 后记 and imprint pages that are no piece. */
export type PartKind = (typeof partKinds)[number]

/** A printed volume as its pieces are cited. */
export interface PrintedVolume {
  volumeId: string
  seriesTitle: string
  number: number | null
  volumeTitle: string
  /** 编者: who compiled it. */
  compiledBy: string
  publisher: string
  place: string
  year: string
  isInternal: boolean
}
export interface PrintedIn extends PrintedVolume {
  /** In the order of the volume, from 1. */
  order: number
  kind: PartKind
  column: string
  title: string
  byline: string
  /** Printed numbers of its first and last page; '' where none is printed. */
  from: string
  to: string
}

export const pagesWritten = ({ from, to }: Pick<PrintedIn, 'from' | 'to'>): string =>
  from === '' || to === '' || from === to ? from || to : `${from}-${to}`

/** As 文史资料 are cited: the piece, in its series and 辑. `role` is told once where all did the same. */
export function printedReference(of: PrintedIn): Reference {
  const responsible = responsibleIn(of.byline)
  const [first] = responsible
  const isOne = responsible.length === 1
  return {
    ...emptyReference,
    kind: 'chapter',
    title: of.title,
    authors: isOne ? first!.names : responsible.map(({ names, role }) => `${names.join('、')}${role}`),
    role: isOne ? first!.role : '',
    container: of.seriesTitle,
    containerAuthors: of.compiledBy ? [of.compiledBy] : [],
    volume: of.number === null ? of.volumeTitle : `第${of.number}辑`,
    place: of.place,
    publisher: of.publisher,
    date: of.year,
    isInternal: of.isInternal,
  }
}

/** 《云川文史资料》第5辑第12—18页 */
export function printedPlace(of: Pick<PrintedIn, 'seriesTitle' | 'number' | 'volumeTitle' | 'from' | 'to'>): string {
  const pages = pagesWritten(of)
  const name = `《${of.seriesTitle}》${of.number === null ? of.volumeTitle : `第${of.number}辑`}`
  return pages === '' ? name : `${name}第${pages.replace('-', '—')}页`
}
