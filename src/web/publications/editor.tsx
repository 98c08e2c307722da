/** 只看稿: where a chapter is written. What is saved, and when, is the manuscript's; here it is typed, pasted, undone. */
import { redo, undo } from '@tiptap/pm/history'
import { type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '../frame/icon.tsx'
import type { Opinions } from '../reviews/opinions.ts'
import { useNoteWords } from '../words/notes.ts'
import { usePlateWords } from '../words/plates.ts'
import { usePublicationWords } from '../words/publications.ts'
import { CiteDialog } from './cite-dialog.tsx'
import { type Block, contentOf, docOf, type Node, positionOf } from './content.ts'
import { EditorFigures } from './editor-figures.tsx'
import { EditorOpinions } from './editor-opinions.tsx'
import { HintPanel } from './hint-panel.tsx'
import { NoteList, setCitation } from './note-list.tsx'
import { extensionsOf } from './schema.ts'
import { type Since, showSince } from './since-marks.ts'
import type { Chapter } from './use-manuscript.ts'
import './writing.css'

/** Milliseconds from a key to the manuscript: reading a long chapter at each one would be felt. */
const REST = 250

/** One button of the bar; the pointer leaves the selection where it is. */
function Act({
  name,
  title,
  isOn,
  isOff,
  act,
  children,
}: {
  name: string
  title?: string
  isOn?: boolean
  isOff?: boolean
  act: () => void
  children: React.ReactNode
}) {
  return (
    <Button
      type="text"
      size="small"
      aria-label={name}
      title={title ?? name}
      aria-pressed={isOn}
      disabled={isOff}
      className={isOn ? 'is-on' : ''}
      onMouseDown={(event) => event.preventDefault()}
      onClick={act}
    >
      {children}
    </Button>
  )
}

function Bar({
  editor,
  focusNote,
  cite,
  picture,
}: {
  editor: Editor
  focusNote: (at: number) => void
  cite: (at: number) => void
  picture: () => void
}) {
  const own = usePublicationWords().editor
  const pictured = usePlateWords()
  const said = useNoteWords()
  const is = useEditorState({
    editor,
    selector: ({ editor: of }) => ({
      level: of.isActive('heading') ? (of.getAttributes('heading').level as number) : 0,
      quote: of.isActive('quote'),
      strong: of.isActive('strong'),
      emphasis: of.isActive('emphasis'),
      name: of.isActive('name'),
    }),
  })
  const run = () => editor.chain().focus()
  const note = () => {
    const at = editor.state.selection.to
    editor.commands.insertContentAt(at, { type: 'note', attrs: { words: [] } })
    focusNote(at)
  }
  const key = (...keys: string[]) => ['Ctrl', ...keys].join(' ')
  return (
    <div className="write-bar" role="toolbar" aria-label={own.bar}>
      <Act
        name={own.paragraph}
        title={`${own.paragraph} ${key('Alt', '0')}`}
        isOn={is.level === 0 && !is.quote}
        act={() => run().setNode('paragraph').run()}
      >
        {own.paragraph}
      </Act>
      {[1, 2, 3].map((level) => (
        <Act
          key={level}
          name={own.heading(level)}
          title={`${own.heading(level)} ${key('Alt', String(level))}`}
          isOn={is.level === level}
          act={() => run().toggleNode('heading', 'paragraph', { level }).run()}
        >
          {own.heading(level)}
        </Act>
      ))}
      <Act
        name={own.quote}
        title={`${own.quote} ${key('Alt', 'Q')}`}
        isOn={is.quote}
        act={() => run().toggleNode('quote', 'paragraph').run()}
      >
        {own.quote}
      </Act>
      <i className="bar-rule" />
      <Act
        name={own.strong}
        title={`${own.strong} ${key('B')}`}
        isOn={is.strong}
        act={() => run().toggleMark('strong').run()}
      >
        <b>{own.strongShort}</b>
      </Act>
      <Act
        name={own.emphasis}
        title={`${own.emphasis} ${key('I')}`}
        isOn={is.emphasis}
        act={() => run().toggleMark('emphasis').run()}
      >
        <em>{own.emphasisShort}</em>
      </Act>
      <Act name={own.name} title={`${own.name} ${key('U')}`} isOn={is.name} act={() => run().toggleMark('name').run()}>
        <span className="name-mark">{own.nameShort}</span>
      </Act>
      <Act name={own.note} act={note}>
        {own.noteShort}
      </Act>
      <Act name={said.cite} act={() => cite(editor.state.selection.to)}>
        {said.citeShort}
      </Act>
      <Act name={pictured.insert} act={picture}>
        {pictured.insertShort}
      </Act>
      <i className="bar-rule" />
      <Act name={own.undo} title={`${own.undo} ${key('Z')}`} act={() => undo(editor.state, editor.view.dispatch)}>
        <Icon name="undo" />
      </Act>
      <Act name={own.redo} title={`${own.redo} ${key('Y')}`} act={() => redo(editor.state, editor.view.dispatch)}>
        <Icon name="redo" />
      </Act>
    </div>
  )
}

export function ChapterEditor({
  chapter,
  content,
  replaced,
  at,
  write,
  ready,
  opinions,
  since,
  isChecked,
  closeCheck,
  stand,
}: {
  chapter: Chapter
  content: readonly Block[]
  /** Changes when the content came from elsewhere than from here. */
  replaced: number
  /** An offset of the text where the cursor is put at first. */
  at: number | null
  write: (content: Block[]) => void
  /** What is written is with the service. */
  ready: () => Promise<boolean>
  opinions: Opinions
  /** What was changed since the last review, where it is to be seen. */
  since: Since
  /** 编校提示 stand beside the text. */
  isChecked: boolean
  closeCheck: () => void
  /** In which block the cursor is. */
  stand: (block: number) => void
}) {
  const own = usePublicationWords().editor
  const [noteAt, setNoteAt] = useState<number | null>(null)
  const [citeAt, setCiteAt] = useState<number | null>(null)
  const [figureAt, setFigureAt] = useState<number | null>(null)
  const shown = useRef(replaced)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const editor = useEditor({
    extensions: extensionsOf(own.hint),
    content: docOf(content),
    injectCSS: false,
    enableInputRules: false,
    editorProps: {
      attributes: {
        class: 'writing song as-written',
        'aria-label': own.label(chapter.title),
        'aria-multiline': 'true',
        role: 'textbox',
      },
    },
    onUpdate: () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(hand, REST)
    },
    onBlur: () => hand(),
    onSelectionUpdate: ({ editor: of }) => stand(of.state.selection.$head.index(0)),
  })
  function hand(): void {
    clearTimeout(timer.current)
    if (!editor || editor.isDestroyed || editor.view.composing) return
    write(contentOf(editor.getJSON() as Node))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the last words are handed over when the place or the window goes
  useEffect(() => {
    addEventListener('pagehide', hand)
    return () => {
      removeEventListener('pagehide', hand)
      hand()
    }
  }, [editor])
  // What came from elsewhere (another's version, a correction taken over) can be undone like what was typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is written here is not set again
  useEffect(() => {
    if (!editor || replaced === shown.current) return
    shown.current = replaced
    clearTimeout(timer.current)
    editor.commands.setContent(docOf(content), { emitUpdate: false })
  }, [editor, replaced])
  // biome-ignore lint/correctness/useExhaustiveDependencies: where one comes from is gone to once
  useEffect(() => {
    if (editor && at !== null) editor.chain().focus(positionOf(content, at)).scrollIntoView().run()
  }, [editor, at])
  useEffect(() => {
    if (editor) showSince(editor, since)
  }, [editor, since])
  if (!editor) return null
  return (
    <div className="write">
      <Bar
        editor={editor}
        focusNote={setNoteAt}
        cite={setCiteAt}
        picture={() => setFigureAt(editor.state.selection.$head.index(0))}
      />
      <div className="write-body">
        <div className="write-room">
          <EditorContent editor={editor} />
          <EditorFigures
            editor={editor}
            chapter={chapter}
            ready={async () => {
              hand()
              return ready()
            }}
            insertAt={figureAt}
            inserted={() => setFigureAt(null)}
          />
          <EditorOpinions editor={editor} opinions={opinions} hand={hand} cite={setCiteAt} />
        </div>
        {isChecked && <HintPanel editor={editor} chapterId={chapter.id} close={closeCheck} />}
      </div>
      <NoteList editor={editor} chapterId={chapter.id} focus={noteAt} cite={setCiteAt} />
      {citeAt !== null && (
        <CiteDialog
          itemIds={chapter.basedOn.map(({ itemId }) => itemId)}
          close={() => setCiteAt(null)}
          choose={(citation) => setCitation(editor, citeAt, citation)}
        />
      )}
    </div>
  )
}
