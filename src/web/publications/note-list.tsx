/** The notes in the order of their references, written below the text; what cites is shown as it will be printed. */
import { type Editor, useEditorState } from '@tiptap/react'
import { Button, Input } from 'antd'
import { useEffect, useRef } from 'react'
import { Icon } from '../frame/icon.tsx'
import { useCall } from '../queries.ts'
import { useNoteWords } from '../words/notes.ts'
import { usePublicationWords } from '../words/publications.ts'
import { type Citation, reworded, type Words, wordsText } from './content.ts'
import './notes.css'

interface Note {
  at: number
  words: Words[]
  citation: Citation | null
}
function notesIn(editor: Editor): Note[] {
  const found: Note[] = []
  editor.state.doc.descendants((node, at) => {
    if (node.type.name === 'note') found.push({ at, words: node.attrs.words, citation: node.attrs.citation })
  })
  return found
}
const isNoteAt = (editor: Editor, at: number) => editor.state.doc.nodeAt(at)?.type.name === 'note'
const change = (editor: Editor, at: number, name: 'words' | 'citation', value: unknown) =>
  editor
    .chain()
    .command(({ tr }) => Boolean(tr.setNodeAttribute(at, name, value)))
    .run()

/** Of the note there; where there is none, a new one. */
export function setCitation(editor: Editor, at: number, citation: Citation): void {
  if (isNoteAt(editor, at)) change(editor, at, 'citation', citation)
  else editor.commands.insertContentAt(at, { type: 'note', attrs: { words: [], citation } })
}

function Cited({
  citation,
  printed,
  number,
  rewrite,
  again,
}: {
  citation: Citation
  /** null: not saved yet. */
  printed: string | null
  number: number
  rewrite: (citation: Citation | null) => void
  again: () => void
}) {
  const own = useNoteWords()
  return (
    <div className="note-cited">
      <span className="song as-written" role="status">
        {printed ?? <span className="quiet">{own.notYet}</span>}
      </span>
      <Input
        size="small"
        className="note-pages"
        aria-label={own.pagesOf(number)}
        placeholder={own.pages}
        maxLength={100}
        value={citation.pages}
        onChange={({ target }) => rewrite({ ...citation, pages: target.value })}
      />
      <Button size="small" type="text" aria-label={own.anotherOf(number)} onClick={again}>
        {own.another}
      </Button>
      <Button size="small" type="text" onClick={() => rewrite(null)}>
        {own.uncite}
      </Button>
    </div>
  )
}

export function NoteList({
  editor,
  chapterId,
  focus,
  cite,
}: {
  editor: Editor
  chapterId: string
  focus: number | null
  cite: (at: number) => void
}) {
  const own = usePublicationWords().editor
  const said = useNoteWords()
  const notes = useEditorState({
    editor,
    selector: ({ editor: of }) => notesIn(of),
    equalityFn: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  })
  const cites = notes.some(({ citation }) => citation !== null)
  const told = useCall('get /chapters/{id}/notes', { path: { id: chapterId } }, { enabled: cites, keep: true })
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (focus === null) return
    const nth = notesIn(editor).findIndex(({ at }) => at === focus)
    list.current?.querySelectorAll('textarea')[nth]?.focus()
  }, [editor, focus])
  if (notes.length === 0) return null
  /** What the service prints behind a note's own words; null while it has another text than this one. */
  const printedBehind = (i: number, words: readonly Words[]): string | null => {
    const printed = told.data && wordsText(told.data.notes[i]?.words ?? [])
    const before = wordsText(words)
    return printed?.startsWith(before) && printed.length > before.length && told.data?.notes.length === notes.length
      ? printed.slice(before.length)
      : null
  }
  const show = (at: number) => (editor.view.nodeDOM(at) as HTMLElement | null)?.scrollIntoView({ block: 'nearest' })
  return (
    <section className="write-notes" aria-label={own.notes}>
      <ol ref={list}>
        {notes.map(({ at, words, citation }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a note is its place among the notes
          <li key={i}>
            <div className="note-body">
              <textarea
                className="song as-written"
                aria-label={own.noteText(i + 1)}
                placeholder={citation ? said.before : own.noteHint}
                rows={1}
                maxLength={5000}
                value={wordsText(words)}
                onChange={({ target }) =>
                  change(editor, at, 'words', reworded(words, target.value.replaceAll('\n', '')))
                }
                onFocus={() => show(at)}
              />
              {citation && (
                <Cited
                  citation={citation}
                  printed={printedBehind(i, words)}
                  number={i + 1}
                  rewrite={(next) => change(editor, at, 'citation', next)}
                  again={() => cite(at)}
                />
              )}
            </div>
            {!citation && (
              <Button size="small" type="text" aria-label={said.citeNote(i + 1)} onClick={() => cite(at)}>
                {said.citeShort}
              </Button>
            )}
            <Button
              type="text"
              size="small"
              aria-label={own.removeNote(i + 1)}
              icon={<Icon name="close" />}
              onClick={() => editor.commands.deleteRange({ from: at, to: at + 1 })}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}
