/** 归档文件目录 (DA/T 22-2015), 卷内目录 (GB/T 9705-2008), 照片说明页 (GB/T 11821-2002): what each says of an item. Pure; how it looks is the edge's. */
import { peopleLine } from '../hanzi/captions.ts'
import { type Item, pagesOfPart } from './item.ts'
import type { ItemView } from './views.ts'

export const catalogueNames = ['filing', 'volume', 'photographs'] as const
export type CatalogueName = (typeof catalogueNames)[number]

interface Column {
  heading: string
  /** Characters of a spreadsheet's column. */
  width: number
  isWrapped?: boolean
  isNumeric?: boolean
}
export interface Catalogue {
  title: string
  columns: readonly Column[]
  isLandscape: boolean
  /** `firstPage`: the first of this item's pages where all are counted through. */
  row(view: Pick<ItemView, 'item' | 'objects'>, place: number, firstPage: number): string[]
}

/** 页数: the pages of its pictures; where it has none, of its text. 0: nobody can tell. */
export const pagesOf = ({ item, objects }: Pick<ItemView, 'item' | 'objects'>): number =>
  objects.reduce(
    (sum, { part, pages, width }) => sum + (width === null ? 0 : pagesOfPart(part, pages ?? 1).length),
    0,
  ) || item.textPages

/** A day as the standard has it (20150909); everything else as it is written. */
const dateOf = ({ date }: Item): string =>
  date?.start && date.start === date.end ? date.start.replaceAll('-', '') : (date?.text ?? '')

/** 文字说明 of a photograph: its caption, else its elements one after the other. */
export function captionOf({ caption, places, persons, description }: Item): string {
  if (caption) return caption
  const { event, background, depicted } = description
  const who = depicted?.length ? peopleLine(depicted) : persons.join('、')
  return [event, places.join('、'), who, background].filter(Boolean).join('。')
}

const words = {
  'zh-CN': {
    titles: { filing: '归档文件目录', volume: '卷内目录', photographs: '照片说明页' },
    place: '序号',
    code: '档号',
    number: '文号',
    creators: '责任者',
    title: '题名',
    date: '日期',
    secrecy: '密级',
    pages: '页数',
    page: '页号',
    note: '备注',
    photo: '照片号',
    crossRef: '参见号',
    time: '时间',
    photographer: '摄影者',
    text: '文字说明',
  },
  en: {
    titles: {
      filing: 'Catalogue of filed records',
      volume: 'Contents of the volume',
      photographs: 'Photographs explained',
    },
    place: 'No.',
    code: 'Reference',
    number: 'Document no.',
    creators: 'Creator',
    title: 'Title',
    date: 'Date',
    secrecy: 'Secrecy',
    pages: 'Pages',
    page: 'Page',
    note: 'Note',
    photo: 'Photograph no.',
    crossRef: 'See also',
    time: 'Date',
    photographer: 'Photographer',
    text: 'Caption',
  },
}

export function catalogueOf(name: CatalogueName, language: keyof typeof words): Catalogue {
  const w = words[language]
  const title = w.titles[name]
  const numeric = (heading: string, width = 6): Column => ({ heading, width, isNumeric: true })
  const wide = (heading: string, width: number): Column => ({ heading, width, isWrapped: true })
  const said = (text: string | null | undefined): string => text ?? ''
  switch (name) {
    case 'filing':
      return {
        title,
        isLandscape: true,
        columns: [
          numeric(w.place),
          wide(w.code, 24),
          wide(w.number, 14),
          wide(w.creators, 16),
          wide(w.title, 44),
          wide(w.date, 14),
          { heading: w.secrecy, width: 8 },
          numeric(w.pages, 7),
          wide(w.note, 20),
        ],
        row: (view, place) => {
          const { item } = view
          const { recordNumber, secrecyLevel, note } = item.description
          return [
            String(place),
            said(item.referenceCode),
            said(recordNumber),
            item.creators.join('；'),
            item.title,
            dateOf(item),
            secrecyLevel === '无' ? '' : said(secrecyLevel),
            String(pagesOf(view) || ''),
            said(note),
          ]
        },
      }
    case 'volume':
      return {
        title,
        isLandscape: false,
        columns: [
          numeric(w.place),
          wide(w.number, 14),
          wide(w.creators, 16),
          wide(w.title, 40),
          wide(w.date, 14),
          numeric(w.page, 9),
          wide(w.note, 16),
        ],
        row: (view, place, firstPage) => {
          const { item } = view
          const pages = pagesOf(view)
          const last = firstPage + pages - 1
          return [
            String(place),
            said(item.description.recordNumber),
            item.creators.join('；'),
            item.title,
            dateOf(item),
            pages === 0 ? '' : pages === 1 ? String(firstPage) : `${firstPage}-${last}`,
            said(item.description.note),
          ]
        },
      }
    case 'photographs':
      return {
        title,
        isLandscape: true,
        columns: [
          numeric(w.place),
          wide(w.photo, 24),
          wide(w.title, 30),
          wide(w.time, 14),
          wide(w.photographer, 12),
          wide(w.text, 60),
          wide(w.crossRef, 18),
        ],
        row: ({ item }, place) => [
          String(place),
          said(item.referenceCode),
          item.title,
          said(item.date?.text),
          said(item.description.photographer),
          captionOf(item),
          (item.description.relatedItems ?? []).join('；'),
        ],
      }
  }
}
