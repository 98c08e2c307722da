/** 誊录: the picture of a page beside what is written of it, page by page; proofread by others, with what they changed. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Steps } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { type AnswerOf, call } from '../api.ts'
import type { Item } from '../api-types.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { failureOf, forget, useCall } from '../queries.ts'
import { ImagePane } from '../reader/image-pane.tsx'
import { sheetsOf } from '../reader/sheets.ts'
import { useTranscribeWords } from '../words/transcribe.ts'
import { useWords } from '../words/words.ts'
import type { Drafts } from './drafts.ts'
import { PageEditor } from './page-editor.tsx'
import { useDrafts } from './use-drafts.ts'
import '../reader/reader.css'
import './transcribe.css'

type View = AnswerOf<'get /items/{id}/transcription'>
const stages = ['transcribing', 'first', 'second', 'final'] as const

function useTranscription(itemId: string, view: View): Drafts | null {
  const path = { id: itemId }
  // Another round is another set of drafts.
  return useDrafts(`${itemId} ${view.stage} ${view.ended.length}`, view.pages, {
    save: (number, { text, done, revision, overPresent }) =>
      call('put /items/{id}/transcription/pages/{number}', {
        path: { ...path, number },
        body: { text, done, revision, overPresent },
      }),
    read: async () => (await call('get /items/{id}/transcription', { path })).pages,
    key: (userId, { objectId, page }) => `wenshi.transcribe.${userId}.${itemId}.${objectId}.${page}`,
  })
}

function Saved({ drafts }: { drafts: Drafts }) {
  const own = useTranscribeWords()
  const { unsaved, isUnreachable, savedAt, restored } = drafts.status()
  return (
    <span className="save-state" role="status">
      {isUnreachable ? (
        <span className="warn">{own.unreachable}</span>
      ) : unsaved > 0 ? (
        own.unsaved(unsaved)
      ) : savedAt !== null ? (
        <>
          <Icon name="check" /> {own.saved(new Date(savedAt).toLocaleTimeString([], { timeStyle: 'short' }))}
        </>
      ) : (
        own.savesItself
      )}
      {restored > 0 && unsaved > 0 && <span className="warn"> {own.restored(restored)}</span>}
    </span>
  )
}

function Transcribe({ item, view }: { item: Item; view: View }) {
  const words = useWords()
  const own = useTranscribeWords()
  const client = useQueryClient()
  const { modal, message } = App.useApp()
  const [params, setParams] = useSearchParams()
  const [isReopened, setIsReopened] = useState(false)
  const drafts = useTranscription(item.id, view)
  const sheets = useMemo(() => sheetsOf(item, []), [item])
  useTitle(`${own.title} ${item.title}`)
  if (!drafts) return <Waiting />
  const pages = drafts.pages()
  const current = Math.min(Math.max(Number(params.get('page')) || 1, 1), pages.length) - 1
  const page = pages[current]!
  const show = (index: number) => {
    const to = Math.min(Math.max(index, 0), pages.length - 1)
    void drafts.flush()
    setParams(to === 0 ? {} : { page: String(to + 1) }, { replace: true })
  }
  const { stage } = view
  const isFinal = stage === 'final'
  const isReadOnly = view.ownWork || (isFinal && !isReopened)
  const blank = pages.filter(({ text }) => text.trim() === '').length
  const open = pages.filter(({ done }) => !done).length
  const round = isFinal ? 'second' : stage
  const end = async () => {
    if (!(await drafts.flush())) return void message.warning(own.stillUnsaved)
    try {
      await call('put /items/{id}/transcription/completion', { path: { id: item.id }, body: { round } })
      message.success(own.ended[round])
      setIsReopened(false)
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
    await forget(client, 'get /items/{id}/transcription', 'get /items/{id}', 'get /items/{id}/text', 'get /items')
  }
  const ask = () =>
    modal.confirm({
      title: own.end[round],
      content: (
        <>
          <p>{own.endWhat[round]}</p>
          {blank > 0 && <p className="warn">{own.blank(blank)}</p>}
          {open > 0 && <p className="warn">{own.open(open)}</p>}
        </>
      ),
      okText: own.end[round],
      cancelText: words.frame.close,
      onOk: end,
    })
  return (
    <div className="reader transcribe">
      <header className="item-bar">
        <Link className="back" to={`/items/${item.id}`}>
          <Icon name="left" /> {own.back}
        </Link>
        <h1 className="as-written">{item.title}</h1>
        <span className="spread" />
        <Saved drafts={drafts} />
        {isFinal && !isReopened ? (
          <Button disabled={view.ownWork} onClick={() => setIsReopened(true)}>
            {own.again}
          </Button>
        ) : (
          <Button type="primary" disabled={isReadOnly} onClick={ask}>
            {own.end[round]}
          </Button>
        )}
      </header>
      <div className="transcribe-stages">
        <Steps
          size="small"
          responsive={false}
          current={stages.indexOf(stage)}
          items={stages.map((one) => {
            const done = view.ended.findLast((ended) => ended.round === one)
            return { title: own.stages[one], ...(done ? { content: own.by(done.by, words.day(done.at)) } : {}) }
          })}
        />
      </div>
      {view.ownWork && <Alert type="info" banner title={own.ownWork[isFinal ? 'second' : stage]} />}
      <div className="panes">
        <ImagePane sheets={sheets} current={current} show={show} counts={noHits} />
        <section className="text-pane transcribe-page" aria-label={own.pageText(page.number)}>
          <nav className="transcribe-strip" aria-label={own.pages}>
            <ol>
              {pages.map((one, i) => (
                <li key={one.number}>
                  <button
                    type="button"
                    aria-current={i === current || undefined}
                    className={one.done ? 'is-done' : one.text.trim() === '' ? 'is-blank' : ''}
                    aria-label={own.pageState(one.number, one.done, one.text.trim() === '')}
                    onClick={() => show(i)}
                  >
                    {one.number}
                    {one.done && <Icon name="check" />}
                  </button>
                </li>
              ))}
            </ol>
          </nav>
          <PageEditor
            page={page}
            drafts={drafts}
            isReadOnly={isReadOnly}
            isProof={stage !== 'transcribing'}
            go={(by) => show(current + by)}
          />
        </section>
      </div>
    </div>
  )
}
const noHits: ReadonlyMap<number, number> = new Map()

export function TranscribePlace() {
  const { id = '' } = useParams()
  const item = useCall('get /items/{id}', { path: { id } })
  const view = useCall('get /items/{id}/transcription', { path: { id } }, { staleTime: 0 })
  const error = failureOf(item) ?? failureOf(view)
  if (error)
    return (
      <div className="sheet">
        <Failure error={error} again={() => void Promise.all([item.refetch(), view.refetch()])} />
      </div>
    )
  // Drafts begin with what the service has now, not with what was read at an earlier visit.
  if (!item.data || !view.data || !view.isFetchedAfterMount) return <Waiting />
  return <Transcribe key={id} item={item.data} view={view.data} />
}
