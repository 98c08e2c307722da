/** Pages of a set book as pictures: drawn some at a time, since a book is opened once for all of them, and remembered while they are looked at. */
import { remembering } from './remembered.ts'

/** JPEGs of the sheets `from` to `to`, fewer at the end of the book. */
export type DrawPages = (pdf: Buffer, from: number, to: number) => Promise<Buffer[]>

const AT_ONCE = 8
const MOST_KEPT = 8

/** null: there is no such sheet, or no such file. */
export function createPagePictures(
  draw: DrawPages,
): (name: string, sheet: number, read: () => Promise<Buffer | null>) => Promise<Buffer | null> {
  const pagesAt = remembering<Buffer[]>(MOST_KEPT)
  return async (name, sheet, read) => {
    const from = sheet - ((sheet - 1) % AT_ONCE)
    const pages = await pagesAt(`${name} ${from}`, async () => {
      const pdf = await read()
      return pdf ? draw(pdf, from, from + AT_ONCE - 1) : []
    })
    return pages[sheet - from] ?? null
  }
}
