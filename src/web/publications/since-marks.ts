/** What was changed since it was last reviewed, drawn in the text that is written. */
import type { Editor } from '@tiptap/core'
import { Decoration } from '@tiptap/pm/view'
import { changesIn, type Part } from './compared.ts'
import { contentOf, NOTE, type Node, positionOf, textOf } from './content.ts'
import { layer } from './layer.ts'

export type Since = { before: readonly Part[]; after: readonly Part[] } | null

export const sinceLayer = layer('since')

function removed(text: string): HTMLElement {
  const element = document.createElement('del')
  element.className = 'since-mark'
  // A paragraph that went ends here.
  element.textContent = text.replaceAll('\n', '¶').replaceAll(NOTE, '〔注〕')
  return element
}
/** `after` is the text that is saved; while this one is another, nothing is drawn anew. */
export function showSince(editor: Editor, since: Since): void {
  const content = contentOf(editor.getJSON() as Node)
  if (since && since.after.map(({ text }) => text).join('') !== textOf(content)) return
  sinceLayer.show(
    editor,
    changesIn(since?.before ?? [], since?.after ?? [], 0).flatMap(({ start, end, insteadOf }) => {
      const [from, to] = [positionOf(content, start), positionOf(content, end)]
      return [
        ...(from < to ? [Decoration.inline(from, to, { nodeName: 'ins', class: 'since-mark' })] : []),
        ...(insteadOf
          ? [Decoration.widget(from, () => removed(insteadOf), { side: -1, key: `${from} ${insteadOf}` })]
          : []),
      ]
    }),
  )
}
