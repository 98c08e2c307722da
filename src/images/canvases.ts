/** The pages of an item as IIIF canvases: its pictures in order, and pages of text that have none. Pure. */
import type { TextPage } from '../texts/text.ts'
import { type Size, serviceId } from './iiif-request.ts'

export interface Canvas extends Size {
  /** Stable within the item: the id of its image service, or `t<number>` for a page of text. */
  key: string
  /** As people labelled the page, or ''. */
  label: string
  hasImage: boolean
  /** Numbers of the text pages that stand on it; 0 is a text that is not divided into pages. */
  textPages: number[]
}

/** What a page of text is shown on: a sheet of A4. */
const SHEET: Size = { width: 1000, height: 1414 }

export interface Pictured {
  /** The object. */
  id: string
  /** Upright pixels of each page that was rendered. */
  pages: readonly ({ page: number } & Size)[]
}

/** The k-th text page of a file stands on its k-th picture. `pages` null: the item has no text. */
export function canvasesOf(objects: readonly Pictured[], pages: readonly TextPage[] | null): Canvas[] {
  const pictures = objects.map(({ id, pages: own }) =>
    own.map(
      ({ page, width, height }): Canvas => ({
        key: serviceId(id, page),
        label: '',
        hasImage: true,
        width,
        height,
        textPages: [],
      }),
    ),
  )
  const all = pictures.flat()
  const only = all.length === 1 ? all[0]! : null
  const sheet = (number: number, label: string): Canvas => ({
    key: `t${number}`,
    label,
    hasImage: false,
    ...SHEET,
    textPages: [number],
  })
  const whole = { number: 0, label: '', objectId: null }
  const given: readonly Pick<TextPage, 'number' | 'label' | 'objectId'>[] =
    pages?.length === 0 ? [whole] : (pages ?? [])
  const places = new Map(objects.map(({ id }, i) => [id, i]))
  const byObject = Map.groupBy(given, ({ objectId }) => places.get(objectId ?? '') ?? -1)
  const placed = (own: readonly Canvas[], texts: readonly Pick<TextPage, 'number' | 'label'>[] = []): Canvas[] => {
    if (own.length === 0) return texts.map(({ number, label }) => sheet(number, label))
    for (const [i, { number, label }] of texts.entries()) {
      const canvas = own[Math.min(i, own.length - 1)]!
      canvas.textPages.push(number)
      canvas.label ||= label
    }
    return [...own]
  }
  const canvases = pictures.flatMap((own, i) => placed(own, byObject.get(i)))
  // Of no file: on the only picture there is, or behind everything else.
  const others = byObject.get(-1)
  if (!others) return canvases
  if (!only) return [...canvases, ...placed([], others)]
  placed([only], others)
  return canvases
}
