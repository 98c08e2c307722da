/** What a chapter may be made of, as the editor knows it: the same blocks, marks and notes as content.ts, and nothing else. */
import { Extension, type Extensions, Mark, mergeAttributes, Node } from '@tiptap/core'
import { history, redo, undo } from '@tiptap/pm/history'
import { keymap } from '@tiptap/pm/keymap'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Citation, Words } from './content.ts'
import { figureLayer } from './figure-marks.ts'
import { hintLayer } from './hint-marks.ts'
import { opinionLayer } from './opinion-marks.ts'
import { cleaned } from './pasted.ts'
import { sinceLayer } from './since-marks.ts'

const Doc = Node.create({ name: 'doc', topNode: true, content: 'block+' })
const Letters = Node.create({ name: 'text', group: 'inline' })
const Paragraph = Node.create({
  name: 'paragraph',
  group: 'block',
  content: 'inline*',
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: () => ['p', 0],
  addKeyboardShortcuts() {
    return { 'Mod-Alt-0': () => this.editor.commands.setNode('paragraph') }
  },
})
const Quote = Node.create({
  name: 'quote',
  group: 'block',
  content: 'inline*',
  defining: true,
  // The paragraphs of a quotation are quotations of a paragraph each.
  parseHTML: () => [
    { tag: 'blockquote p', priority: 60 },
    { tag: 'blockquote', getAttrs: (element) => (element.querySelector('p') ? false : null) },
  ],
  renderHTML: () => ['blockquote', 0],
  addKeyboardShortcuts() {
    return { 'Mod-Alt-q': () => this.editor.commands.toggleNode('quote', 'paragraph') }
  },
})
const Heading = Node.create({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({ level: { default: 2, rendered: false } }),
  parseHTML: () => [
    { tag: 'h3[data-level]', priority: 60, getAttrs: ({ dataset }) => ({ level: Number(dataset.level) }) },
    ...[1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.min(level, 3) } })),
  ],
  // Below the title of the chapter, whichever level it begins with.
  renderHTML: ({ node }) => ['h3', { 'data-level': node.attrs.level }, 0],
  addKeyboardShortcuts() {
    const to = (level: number) => () => this.editor.commands.toggleNode('heading', 'paragraph', { level })
    return { 'Mod-Alt-1': to(1), 'Mod-Alt-2': to(2), 'Mod-Alt-3': to(3) }
  },
})

/** What a note carries when it is copied: what is not as we wrote it is none. */
function noteIn({ dataset }: HTMLElement): { words: Words[]; citation: Citation | null } {
  try {
    return { words: JSON.parse(dataset.words ?? '[]'), citation: JSON.parse(dataset.citation ?? 'null') }
  } catch {
    return { words: [], citation: null }
  }
}
const Note = Node.create({
  name: 'note',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    words: { default: [] as Words[], rendered: false },
    citation: { default: null as Citation | null, rendered: false },
  }),
  parseHTML: () => [{ tag: 'sup[data-words]', getAttrs: noteIn }],
  renderHTML: ({ node: { attrs } }) => [
    'sup',
    {
      class: 'note-mark',
      'data-words': JSON.stringify(attrs.words),
      ...(attrs.citation ? { 'data-citation': JSON.stringify(attrs.citation) } : {}),
    },
  ],
})

const simple = (name: string, tag: string, parses: string[], key: string, attributes = {}) =>
  Mark.create({
    name,
    parseHTML: () =>
      parses.map((of) => ({
        tag: of,
        // What a browser wraps around all it copies.
        getAttrs: (element) => (element.style.fontWeight === 'normal' ? false : null),
      })),
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes, attributes), 0],
    addKeyboardShortcuts() {
      return { [key]: () => this.editor.commands.toggleMark(name) }
    },
  })

const History = Extension.create({
  name: 'history',
  addProseMirrorPlugins: () => [history(), keymap({ 'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo })],
})
/** What is pasted from Word is cleaned to what a chapter may be made of. */
const Pasted = Extension.create({
  name: 'pasted',
  addProseMirrorPlugins: () => [new Plugin({ props: { transformPastedHTML: cleaned } })],
})
/** Says in an empty chapter what to do. */
const hint = (text: string) =>
  Extension.create({
    name: 'hint',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          decorations: ({ doc }) =>
            doc.childCount === 1 && doc.firstChild?.childCount === 0
              ? DecorationSet.create(doc, [Decoration.node(0, doc.firstChild.nodeSize, { 'data-hint': text })])
              : null,
        },
      }),
    ],
  })

export const extensionsOf = (placeholder: string): Extensions => [
  Doc,
  Letters,
  Paragraph,
  Quote,
  Heading,
  Note,
  simple('strong', 'strong', ['strong', 'b'], 'Mod-b'),
  simple('emphasis', 'em', ['em', 'i'], 'Mod-i'),
  simple('name', 'span', ['span.name-mark'], 'Mod-u', { class: 'name-mark' }),
  History,
  Pasted,
  hint(placeholder),
  hintLayer.extension,
  figureLayer.extension,
  opinionLayer.extension,
  sinceLayer.extension,
]
