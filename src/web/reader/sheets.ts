/** The pictures of an item in order, and which page of the text each belongs to. Pure. */
import type { Item, Text } from '../api-types.ts'

export interface Sheet {
  objectId: string
  /** Within the object, from 1. */
  page: number
  /** Of the text, where it has one. */
  number: number | null
  width: number
  height: number
}

export function sheetsOf(item: Pick<Item, 'objects'>, pages: Text['pages']): Sheet[] {
  const pictures = item.objects.filter(({ width, height }) => width !== undefined && height !== undefined)
  const sheets = pictures.flatMap(({ id, width = 1, height = 1, pages: count = 1, part }) => {
    const { from, to } = part ?? { from: 1, to: count }
    return Array.from({ length: to - from + 1 }, (_, i) => ({
      objectId: id,
      page: from + i,
      nth: i + 1,
      width,
      height,
    }))
  })
  const seen = new Map<string, number>()
  const numberOf = new Map<string, number>()
  for (const { objectId, number } of pages) {
    if (objectId === null) continue
    const nth = (seen.get(objectId) ?? 0) + 1
    seen.set(objectId, nth)
    numberOf.set(`${objectId} ${nth}`, number)
  }
  const isSide = sheets.length === pages.length
  return sheets.map(({ nth, ...sheet }, i) => ({
    ...sheet,
    number: numberOf.get(`${sheet.objectId} ${nth}`) ?? (isSide ? pages[i]!.number : null),
  }))
}
