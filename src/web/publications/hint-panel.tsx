/** 按体例检查: what a copy editor would ask, beside the text. Nothing here keeps anybody from anything. */
import { useQueryClient } from '@tanstack/react-query'
import type { Editor } from '@tiptap/react'
import { App, Button } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../api.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { forget, useCall } from '../queries.ts'
import { useHintWords } from '../words/hints.ts'
import { useWords } from '../words/words.ts'
import { type Hint, hintKey, showHints, showPlace, takeSuggestion } from './hint-marks.ts'
import { ProofingDialog } from './proofing-dialog.tsx'
import './hints.css'

function One({ hint, look, take, ignore }: { hint: Hint; look: () => void; take: () => void; ignore: () => void }) {
  const own = useHintWords()
  const { code, clause, found, suggestion } = hint
  return (
    <li>
      <button type="button" className="hint-look" onClick={look} title={own.look}>
        <span className="song as-written">
          {suggestion === null ? (
            <b>{found}</b>
          ) : (
            <>
              <del>{found}</del> <ins>{suggestion || own.nothing}</ins>
            </>
          )}
        </span>
        <span className="small">{own.why[code]}</span>
        <span className="small quiet">{clause}</span>
      </button>
      <div className="hint-acts">
        {suggestion !== null && (
          <Button size="small" aria-label={own.takeOne(found, suggestion)} onClick={take}>
            {own.take}
          </Button>
        )}
        <Button size="small" type="text" aria-label={own.ignoreOne(found)} onClick={ignore}>
          {own.ignore}
        </Button>
      </div>
    </li>
  )
}

export function HintPanel({ editor, chapterId, close }: { editor: Editor; chapterId: string; close: () => void }) {
  const own = useHintWords()
  const words = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const path = { id: chapterId }
  const told = useCall('get /chapters/{id}/hints', { path }, { keep: true, staleTime: 0 })
  const [standing, setStanding] = useState<Hint[]>([])
  const [isListing, setIsListing] = useState(false)
  const hints = told.data?.hints
  useEffect(() => {
    if (hints) setStanding(showHints(editor, hints))
  }, [editor, hints])
  useEffect(() => () => void (editor.isDestroyed || showHints(editor, [])), [editor])
  const without = (gone: (hint: Hint) => boolean) => setStanding((now) => now.filter((hint) => !gone(hint)))
  const ask = async (hint: Pick<Hint, 'code' | 'found'>, isIgnored: boolean) => {
    try {
      const { code, found } = hint
      await call('put /chapters/{id}/ignored-hints', { path, body: { code, found, isIgnored } })
      await forget(client, 'get /chapters/{id}/hints')
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
  }
  const ignored = told.data?.ignored ?? []
  return (
    <aside className="hint-panel" aria-label={own.title}>
      <header>
        <b>{own.title}</b>
        <span className="quiet small" role="status">
          {hints && own.count(standing.length)}
        </span>
        <span className="spread" />
        <Button size="small" type="text" onClick={() => setIsListing(true)}>
          {own.lists}
        </Button>
        <Button size="small" type="text" aria-label={words.frame.close} icon={<Icon name="close" />} onClick={close} />
      </header>
      {told.error && <Failure error={told.error} again={() => void told.refetch()} />}
      {!told.data && !told.error && <Waiting />}
      {hints && standing.length === 0 && <p className="quiet">{own.none}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <ul tabIndex={0} aria-label={own.title}>
        {standing.map((hint) => (
          <One
            key={hintKey(hint)}
            hint={hint}
            look={() => showPlace(editor, hint)}
            take={() => {
              takeSuggestion(editor, hint)
              without((one) => one === hint)
            }}
            ignore={() => {
              without(({ code, found }) => code === hint.code && found === hint.found)
              void ask(hint, true)
            }}
          />
        ))}
      </ul>
      {ignored.length > 0 && (
        <details className="hints-ignored small">
          <summary>{own.ignored(ignored.length)}</summary>
          {ignored.map((one) => (
            <p key={`${one.code} ${one.found}`}>
              <span className="song as-written">{one.found}</span>
              <span className="spread" />
              <Button size="small" type="text" onClick={() => void ask(one, false)}>
                {own.askAgain}
              </Button>
            </p>
          ))}
        </details>
      )}
      {isListing && <ProofingDialog close={() => setIsListing(false)} />}
    </aside>
  )
}
