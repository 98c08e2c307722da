/** A piece of material becomes a chapter: the whole text of an item, or the stretch that was put into a basket. */
import { type AnswerOf, call } from '../api.ts'

export interface Material {
  itemId: string
  title: string
  /** Of the stretch; null: the whole of the present text. */
  place: { textRevision: number; start: number; end: number } | null
}
/** The kind of what is dragged out of the material. */
export const MATERIAL = 'application/x-wenshi-material'

/** Null where the item has no text to be made of. */
export async function addChapter(
  volumeId: string,
  { itemId, place }: Material,
  parentId: string | null,
): Promise<AnswerOf<'post /volumes/{id}/chapters'> | null> {
  const { title, creators, text } = await call('get /items/{id}', { path: { id: itemId } })
  if (!text) return null
  const basedOn = [{ itemId, ...(place ?? { textRevision: text.revision }) }]
  const body = { title: title.slice(0, 200), byline: creators.join('　').slice(0, 200), parentId, basedOn }
  return call('post /volumes/{id}/chapters', { path: { id: volumeId }, body })
}
