/** 丛刊 and its 辑: what a volume says of itself, and what one of 内部资料 may not say. Pure. */
import type { Style } from '../citations/reference.ts'
import { Fault } from '../faults.ts'

export interface Publication {
  id: string
  /** 丛刊名. */
  title: string
  createdAt: string
}

export const volumeTypes = ['public', 'internal'] as const
/** 公开出版, 内部资料. */
export type VolumeType = (typeof volumeTypes)[number]

export const generatedParts = ['chronicle', 'authors', 'credits', 'sources'] as const
/** 大事记, 作者简介, 图片来源, 出处表: in the order of the book. */
export type GeneratedPart = (typeof generatedParts)[number]

/** As printed on the imprint page; '' where it is not known yet. */
export const imprintFields = [
  'publisher',
  'isbn',
  'cip',
  'price',
  // 准印证号, 编印单位, 发送对象, 印刷单位, 印刷日期, 印数, 期号
  'permitNumber',
  'compiledBy',
  'sentTo',
  'printedBy',
  'printedOn',
  'printRun',
  'issue',
] as const
export type Imprint = Record<(typeof imprintFields)[number], string>
export const NO_IMPRINT = Object.fromEntries(imprintFields.map((field) => [field, ''])) as Imprint

export interface Volume {
  id: string
  publicationId: string
  /** 辑次; null: it has none. */
  number: number | null
  title: string
  type: VolumeType
  /** 开本, millimetres. */
  trim: { widthMm: number; heightMm: number }
  editors: { role: string; name: string }[]
  imprint: Imprint
  /** 0: not planned. */
  plannedChars: number
  /** 选题 it was made for. */
  topicId: string | null
  /** How its notes tell their sources. */
  citationStyle: Style
  /** Parts that are made for it at each print. */
  generated: GeneratedPart[]
  /** 已刊: printed before there was this archive; it is made of items and has no chapters. null: it is made here. */
  printed: { year: string; place: string } | null
  revision: number
  outlineRevision: number
  createdAt: string
}

/** On the cover of every 内部资料 (内部资料性出版物管理办法, art. 15; design: domain.md §3). */
export const INTERNAL_NOTICE = '内部资料，免费交流'

/** A volume of 内部资料 must not call itself a periodical; the longer word is the one that is named. */
const periodicalWords = ['本刊', '杂志', '雜誌', '刊']
const refused = {
  internal: ['price', 'isbn', 'cip'],
  public: ['permitNumber'],
} as const satisfies Record<VolumeType, readonly (keyof Imprint)[]>

/** Faults volume.field (a field its type does not have), volume.word (named by itself or by its series). */
export function checkVolume({ type, title, imprint, printed }: Volume, seriesTitle: string): void {
  // What was printed long ago is called what it is called.
  if (printed) return
  const field = refused[type].find((one) => imprint[one] !== '')
  if (field) throw new Fault('volume.field', { field, type })
  if (type === 'internal') checkInternalTitles([seriesTitle, title])
}

/** A book that is printed is not compiled any more. Fault volume.printed. */
export function demandUnprinted({ printed }: Pick<Volume, 'printed'>): void {
  if (printed) throw new Fault('volume.printed')
}

/** Fault volume.word. */
export function checkInternalTitles(titles: readonly string[]): void {
  for (const title of titles) {
    const word = periodicalWords.find((one) => title.includes(one))
    if (word) throw new Fault('volume.word', { word, title })
  }
}

/** 云川文史资料第12辑 水陆旧踪: as records name it. */
export const volumeName = ({
  number,
  title,
  seriesTitle,
}: Pick<Volume, 'number' | 'title'> & { seriesTitle: string }) =>
  [`${seriesTitle}${number === null ? '' : `第${number}辑`}`, title].filter(Boolean).join(' ')
