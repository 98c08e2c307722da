/** 审读意见 in the text that is written: what they speak of is marked, and beneath its paragraph there is room for them. */
import type { Editor } from '@tiptap/core'
import { Decoration } from '@tiptap/pm/view'
import { contentOf, type Node, positionOf, textOf } from './content.ts'
import { layer, roomBeneath } from './layer.ts'

export const opinionLayer = layer('opinions')

/** Where each stands in the text that is saved. What is not there in this one any more stays where it was carried to. */
export function showOpinions(
  editor: Editor,
  opinions: readonly { id: string; exact: string; place: { start: number; end: number } }[],
  roomOf: (id: string) => HTMLElement,
): void {
  const content = contentOf(editor.getJSON() as Node)
  const text = textOf(content)
  const carried = opinionLayer.of(editor)
  opinionLayer.show(
    editor,
    opinions.flatMap(({ id, exact, place: { start, end } }) => {
      if (text.slice(start, end) !== exact) return carried.find(undefined, undefined, (spec) => spec.id === id)
      const [from, to] = [positionOf(content, start), positionOf(content, end)]
      return [
        Decoration.inline(from, to, { class: 'opinion-mark' }, { id }),
        roomBeneath(editor, to, id, roomOf(id), -1),
      ]
    }),
  )
}
/** A position of the editor, or null where it is not marked. */
export function passageEnd(editor: Editor, id: string): number | null {
  const found = opinionLayer.of(editor).find(undefined, undefined, (spec) => spec.id === id)
  return found.find(({ from, to }) => from < to)?.to ?? null
}
