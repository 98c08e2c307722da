/** Which files, and which of their pages, each part of a volume has. A file that stands in several parts is of each with its own pages. Pure. */
import type { FilePart } from '../items/item.ts'
import type { FilePage, VolumePage } from './gather.ts'
import type { PlannedPart } from './plan.ts'

export interface PartFile {
  objectId: string
  /** null: all of it. */
  part: FilePart | null
  isPicture: boolean
  /** The first that has any of it: the object itself goes there, the others get one on the same bytes. */
  isFirst: boolean
}
/** A page of the text of a part: of which file of it (place among its files). */
export interface PartPage {
  page: number
  start: number
  end: number
  file: number | null
}
export interface FiledPart {
  files: PartFile[]
  pages: PartPage[]
}

export function filedParts(pages: readonly VolumePage[], parts: readonly Pick<PlannedPart, 'slices'>[]): FiledPart[] {
  const given = new Set<string>()
  return parts.map(({ slices }): FiledPart => {
    const runs: { objectId: string; from: number; to: number; of: number; isPicture: boolean }[] = []
    const last = new Map<string, number>()
    /** The file goes on where its pages do; the same page again is the same bytes again. */
    const put = ({ objectId, page, of }: FilePage, isPicture: boolean): number => {
      const key = `${objectId} ${isPicture}`
      const open = last.get(key)
      const run = open === undefined ? undefined : runs[open]
      if (run && run.to + 1 === page) {
        run.to = page
        return open!
      }
      last.set(key, runs.length)
      return runs.push({ objectId, from: page, to: page, of, isPicture }) - 1
    }
    const own = slices.map(({ page, start, end }): PartPage => {
      const { picture, text } = pages[page]!
      const file = picture ? put(picture, true) : null
      const isApart = text !== null && text.objectId !== picture?.objectId
      const written = isApart ? put(text, false) : null
      return { page, start, end, file: file ?? written }
    })
    // Pictures first; then the files that their text came in.
    const order = [...runs.keys()].sort((a, b) => Number(runs[b]!.isPicture) - Number(runs[a]!.isPicture) || a - b)
    const places = new Map(order.map((run, place) => [run, place]))
    const files = order.map((at): PartFile => {
      const { objectId, from, to, of, isPicture } = runs[at]!
      const isFirst = !given.has(objectId)
      given.add(objectId)
      return { objectId, part: from === 1 && to === of ? null : { from, to }, isPicture, isFirst }
    })
    return { files, pages: own.map((one) => ({ ...one, file: one.file === null ? null : places.get(one.file)! })) }
  })
}
