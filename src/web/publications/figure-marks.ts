/** 插图 in the text that is written: each in a room beneath its paragraph, carried along with it until the service has told where it stands. */
import type { Editor } from '@tiptap/core'
import { contentOf, type Node, textOf } from './content.ts'
import { layer, roomBeneath } from './layer.ts'

export const figureLayer = layer('figures')

/** A position in a block; beyond the last, of the last. */
function inBlock(editor: Editor, block: number): number {
  const { doc } = editor.state
  let at = 1
  for (let i = 0; i < Math.min(block, doc.childCount - 1); i++) at += doc.child(i).nodeSize
  return at
}
/** `saved`: the text that `afterBlock` counts in. */
export function showFigures(
  editor: Editor,
  figures: readonly { id: string; afterBlock: number | null }[],
  saved: string,
  roomOf: (id: string) => HTMLElement,
): void {
  const isSaved = textOf(contentOf(editor.getJSON() as Node)) === saved
  const carried = figureLayer.of(editor)
  figureLayer.show(
    editor,
    figures.flatMap(({ id, afterBlock }, nth) => {
      const known = isSaved ? [] : carried.find(undefined, undefined, (spec) => spec.id === id)
      // Nearer than what is said of the paragraph; those of one paragraph in their order.
      return known.length > 0
        ? known
        : [roomBeneath(editor, inBlock(editor, afterBlock ?? 0), id, roomOf(id), nth - 1e6)]
    }),
  )
}
/** Behind which block it stands now. */
export function figureBlock(editor: Editor, id: string): number | null {
  const [room] = figureLayer.of(editor).find(undefined, undefined, (spec) => spec.id === id)
  return room ? Math.max(0, editor.state.doc.resolve(room.from).index(0) - 1) : null
}
