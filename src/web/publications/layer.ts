/** What is shown in the text while one writes and is none of it (hints, opinions, pictures): kept in its place as the text goes on changing. */
import { type Editor, Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

export interface Layer {
  extension: Extension
  of(editor: Editor): DecorationSet
  show(editor: Editor, decorations: Decoration[]): void
}

export function layer(name: string): Layer {
  const key = new PluginKey<DecorationSet>(name)
  return {
    extension: Extension.create({
      name,
      addProseMirrorPlugins: () => [
        new Plugin<DecorationSet>({
          key,
          state: {
            init: () => DecorationSet.empty,
            apply: (tr, set) => (tr.getMeta(key) as DecorationSet | undefined) ?? set.map(tr.mapping, tr.doc),
          },
          props: { decorations: (state) => key.getState(state) },
        }),
      ],
    }),
    of: ({ state }) => key.getState(state) ?? DecorationSet.empty,
    show(editor, decorations) {
      const { tr, doc } = editor.state
      editor.view.dispatch(tr.setMeta(key, DecorationSet.create(doc, decorations)).setMeta('addToHistory', false))
    },
  }
}

/** A room beneath the paragraph that a position stands in: what is drawn there is nothing that is written. `side`: the lesser, the nearer. */
export function roomBeneath(
  editor: Editor,
  position: number,
  key: string,
  room: HTMLElement,
  side: number,
): Decoration {
  const { doc } = editor.state
  const end = doc.resolve(Math.min(position, doc.content.size)).after(1)
  return Decoration.widget(end, () => room, { key, side, stopEvent: () => true, ignoreSelection: true, id: key })
}
