/** 一篇与 Word: given to its author as a file, and taken back as the next version. */
import { App, Button, Dropdown } from 'antd'
import { useRef, useState } from 'react'
import { type AnswerOf, addressOf, Refusal, send } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { usePublicationWords } from '../words/publications.ts'
import { useWords } from '../words/words.ts'
import type { Manuscript } from './manuscript.ts'
import type { Chapter } from './use-manuscript.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
type Taken = AnswerOf<'put /chapters/{id}/docx'>

export function WordFile({
  id,
  manuscript,
  taken,
}: {
  id: string
  manuscript: Manuscript
  taken: (chapter: Chapter) => void
}) {
  const words = useWords()
  const own = usePublicationWords()
  const say = own.word
  const { message, modal } = App.useApp()
  const field = useRef<HTMLInputElement>(null)
  const [isBusy, setIsBusy] = useState(false)

  const put = async (file: File, override: boolean): Promise<void> => {
    const headers = { 'content-type': DOCX, 'if-match': `"${manuscript.version().revision}"` }
    const address = addressOf('/chapters/{id}/docx', { id }, override ? { override } : {})
    const { chapter, left } = (await (await send(address, { method: 'PUT', headers, body: file })).json()) as Taken
    taken(chapter)
    const missing = [
      left.numbered > 0 ? say.numbered(left.numbered) : '',
      left.pictures > 0 ? say.pictures(left.pictures) : '',
    ].filter(Boolean)
    if (missing.length) message.warning([say.taken, ...missing].join(''), 12)
    else message.success(say.taken)
  }
  const take = async (file: File, override = false) => {
    setIsBusy(true)
    try {
      // What is being written here is a version before it.
      if (await manuscript.flush()) await put(file, override)
      else message.warning(say.unsaved, 8)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'chapter.old-file')
        modal.confirm({
          title: say.old,
          content: sentenceOf(error, words),
          okText: say.override,
          cancelText: own.cancel,
          onOk: () => take(file, true),
        })
      else message.error(sentenceOf(error, words), 8)
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              key: 'export',
              label: (
                <a href={addressOf('/chapters/{id}/docx', { id })} download>
                  {say.export}
                </a>
              ),
            },
            { key: 'import', label: say.import, onClick: () => field.current?.click() },
          ],
        }}
      >
        <Button icon={<Icon name="export" />} loading={isBusy}>
          Word
        </Button>
      </Dropdown>
      <input
        ref={field}
        type="file"
        hidden
        accept={`.docx,${DOCX}`}
        aria-label={say.import}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          target.value = ''
          if (file) void take(file)
        }}
      />
    </>
  )
}
