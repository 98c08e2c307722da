/** 编者按: before the chapter, of the editors and of no source. */
import { Input } from 'antd'
import { useState } from 'react'
import { useDoing } from '../admin/doing.ts'
import { call } from '../api.ts'
import { usePublicationWords } from '../words/publications.ts'
import type { Chapter } from './use-manuscript.ts'

export function EditorNote({ chapter: { id, editorNote }, close }: { chapter: Chapter; close: () => void }) {
  const own = usePublicationWords().chapter
  const does = useDoing('get /chapters/{id}')
  const [text, setText] = useState(editorNote)
  const save = async () => {
    if (text.trim() !== editorNote)
      await does(() => call('patch /chapters/{id}', { path: { id }, body: { editorNote: text } }))
    if (text.trim() === '') close()
  }
  return (
    <p className="editor-note">
      <label htmlFor={`note-${id}`}>{own.editorNote}</label>
      <Input.TextArea
        id={`note-${id}`}
        autoFocus={editorNote === ''}
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={5000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => void save()}
      />
    </p>
  )
}
