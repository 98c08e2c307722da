/** 人物 of a photograph by row and order (DA/T 54, GB/T 11821). Pure. */
import type { InPicture } from '../hanzi/captions.ts'

export interface Depicted extends InPicture {
  /** Where the face is, as shares of the picture's width and height from its upper left corner. */
  x?: number | undefined
  y?: number | undefined
  /** On which picture of the item; else its first. */
  objectId?: string | undefined
}

/** Who is seen in the picture is whom the item names: names that were only there because of the picture leave with it. */
export function personsWith(
  persons: readonly string[],
  before: readonly Depicted[],
  after: readonly Depicted[],
): string[] {
  const seen = new Set(after.map(({ name }) => name))
  const gone = new Set(before.map(({ name }) => name).filter((name) => !seen.has(name)))
  return [...new Set([...persons.filter((name) => !gone.has(name)), ...seen])]
}
