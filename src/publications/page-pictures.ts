/** Pages of a set book as pictures: drawn some at a time, since a book is opened once for all of them, and remembered while they are looked at. */

/** JPEGs of the sheets `from` to `to`, fewer at the end of the book. */
export type DrawPages = (pdf: Buffer, from: number, to: number) => Promise<Buffer[]>

const AT_ONCE = 8
const MOST_KEPT = 8

/** null: there is no such sheet, or no such file. */
export function createPagePictures(
  draw: DrawPages,
): (name: string, sheet: number, read: () => Promise<Buffer | null>) => Promise<Buffer | null> {
  const kept = new Map<string, Promise<Buffer[]>>()
  return async (name, sheet, read) => {
    const from = sheet - ((sheet - 1) % AT_ONCE)
    const key = `${name} ${from}`
    const drawn = async () => {
      const pdf = await read()
      return pdf ? draw(pdf, from, from + AT_ONCE - 1) : []
    }
    const pages = kept.get(key) ?? drawn()
    kept.delete(key)
    kept.set(key, pages)
    for (const old of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(old)
    try {
      return (await pages)[sheet - from] ?? null
    } catch (error) {
      kept.delete(key)
      throw error
    }
  }
}
