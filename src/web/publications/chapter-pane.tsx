/** 篇: its head, what it is made of, and the two ways to see it: written, or beside its source. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { AnswerOf } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { forget, keyOf, useCall } from '../queries.ts'
import { ChapterOpinions } from '../reviews/chapter-opinions.tsx'
import { useOpinions } from '../reviews/opinions.ts'
import { SendBack } from '../reviews/send-back.tsx'
import { useSince } from '../reviews/standing.ts'
import { useHintWords } from '../words/hints.ts'
import { usePublicationWords } from '../words/publications.ts'
import { useReviewWords } from '../words/reviews.ts'
import { BothVersions } from './both-versions.tsx'
import { ChapterPages } from './chapter-pages.tsx'
import { Comparison } from './comparison.tsx'
import { withWords } from './content.ts'
import { ChapterEditor } from './editor.tsx'
import { EditorNote } from './editor-note.tsx'
import type { Manuscript } from './manuscript.ts'
import { SourceChanges } from './source-changes.tsx'
import { type Chapter, useManuscript } from './use-manuscript.ts'
import { WordFile } from './word-file.tsx'

const KEPT = 'wenshi.chapter-view'
const views = ['write', 'compare', 'pages'] as const
type View = (typeof views)[number]

function Saved({ manuscript }: { manuscript: Manuscript }) {
  const own = usePublicationWords().chapter
  const { isDirty, isSaving, isUnreachable, isRestored, savedAt, refused, theirs } = manuscript.state()
  const time = savedAt !== null && new Date(savedAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  return (
    <span className="save-state" role="status">
      {isUnreachable ? (
        <span className="warn">{own.unreachable}</span>
      ) : refused !== '' || theirs ? (
        <span className="warn">{own.unsaved}</span>
      ) : isSaving ? (
        own.saving
      ) : isDirty ? (
        own.unsaved
      ) : time ? (
        <>
          <Icon name="check" /> {own.saved(time)}
        </>
      ) : (
        own.savesItself
      )}
      {isRestored && <span className="warn"> {own.restored}</span>}
    </span>
  )
}

type Told = AnswerOf<'get /chapters/{id}/sources'>['sources']

function Sources({ told }: { told: Told }) {
  const own = usePublicationWords().chapter
  return (
    <span>
      {own.basedOn}{' '}
      {told
        .filter(({ itemId }, i) => told.findIndex((one) => one.itemId === itemId) === i)
        .map(({ itemId, title, referenceCode }) => (
          <Link key={itemId} className="reference" to={`/items/${itemId}`} title={title ?? ''}>
            {referenceCode ?? title ?? own.hidden}
          </Link>
        ))}
    </span>
  )
}

function ChapterOpen({ chapter }: { chapter: Chapter }) {
  const own = usePublicationWords()
  const say = own.chapter
  const { check } = useHintWords()
  const { sinceReview } = useReviewWords()
  const client = useQueryClient()
  const manuscript = useManuscript(chapter)
  const [hasNote, setHasNote] = useState(chapter.editorNote !== '')
  const [view, setView] = useState<View>(() => (localStorage.getItem(KEPT) === 'compare' ? 'compare' : 'write'))
  const block = useRef(0)
  const [at, setAt] = useState<number | null>(null)
  const [isChecked, setIsChecked] = useState(false)
  const told = useCall('get /chapters/{id}/sources', { path: { id: chapter.id } }, { keep: true }).data?.sources
  const [isSince, setIsSince] = useState(false)
  const { changes, since } = useSince(chapter, isSince)
  const ready = () => manuscript?.flush() ?? Promise.resolve(false)
  const opinions = useOpinions(chapter, ready)
  if (!manuscript) return <Waiting />
  const newer = (told ?? []).flatMap(({ source, textRevision, presentRevision }) =>
    presentRevision !== null && presentRevision > textRevision ? [{ source, textRevision: presentRevision }] : [],
  )
  const { refused, theirs, replaced } = manuscript.state()
  const show = (to: View, offset: number | null = null) => {
    if (to !== 'pages') localStorage.setItem(KEPT, to)
    setAt(offset)
    setView(to)
  }
  const version = manuscript.version()
  const lead = (
    <Segmented<View>
      value={view}
      onChange={(to) => show(to)}
      options={views.map((value) => ({ value, label: say.views[value] }))}
    />
  )
  const taken = (now: Chapter) => {
    manuscript.goOn(now)
    client.setQueryData(keyOf('get /chapters/{id}', { path: { id: chapter.id } }), now)
    void forget(
      client,
      'get /volumes/{id}/outline',
      'get /chapters/{id}/comparison',
      'get /chapters/{id}/sources',
      'get /chapters/{id}/notes',
      'get /chapters/{id}/hints',
    )
  }
  return (
    <>
      <header className="chapter-head">
        <div>
          <h2 className="as-written">{chapter.title}</h2>
          <p className="facts as-written">
            {chapter.byline && <span>{chapter.byline}</span>}
            {told && told.length > 0 && <Sources told={told} />}
            <span>{own.volume.characters(chapter.chars)}</span>
            <Saved manuscript={manuscript} />
            {!hasNote && (
              <button type="button" className="as-link" onClick={() => setHasNote(true)}>
                {own.chapter.addNote}
              </button>
            )}
          </p>
        </div>
        <span className="spread" />
        <WordFile id={chapter.id} manuscript={manuscript} taken={taken} />
        <Button
          aria-pressed={isChecked}
          onClick={() => {
            setIsChecked(!isChecked || view !== 'write')
            if (view !== 'write') show('write')
          }}
        >
          {check}
        </Button>
        <SendBack
          chapter={chapter}
          waiting={opinions.atPlaces.length + opinions.lost.length}
          ready={() => manuscript.flush()}
        />
      </header>
      {newer.length > 0 && (
        <SourceChanges chapter={chapter} newer={newer} ready={() => manuscript.flush()} taken={taken} />
      )}
      {refused !== '' && <Alert type="error" banner title={refused} />}
      {theirs && <BothVersions manuscript={manuscript} />}
      {hasNote && <EditorNote key={chapter.editorNote} chapter={chapter} close={() => setHasNote(false)} />}
      <ChapterOpinions opinions={opinions} edit={(offset) => show('write', offset)} />
      {view === 'write' ? (
        <>
          <div className="chapter-bar">
            {lead}
            <span className="spread" />
            {changes > 0 && (
              <Checkbox checked={isSince} onChange={({ target }) => setIsSince(target.checked)}>
                {sinceReview(changes)}
              </Checkbox>
            )}
          </div>
          <ChapterEditor
            chapter={chapter}
            content={version.content}
            replaced={replaced}
            at={at}
            write={manuscript.write}
            ready={() => manuscript.flush()}
            opinions={opinions}
            since={since}
            isChecked={isChecked}
            stand={(at) => {
              block.current = at
            }}
            closeCheck={() => setIsChecked(false)}
          />
        </>
      ) : view === 'pages' ? (
        <ChapterPages
          chapter={chapter}
          lead={lead}
          ready={() => manuscript.flush()}
          revision={() => manuscript.version().revision}
          block={block.current}
          edit={(offset) => show('write', offset)}
        />
      ) : (
        <Comparison
          chapter={chapter}
          lead={lead}
          opinions={opinions}
          ready={() => manuscript.flush()}
          write={(some) => {
            const written = some.reduceRight(
              (content, { start, end, insteadOf }) => withWords(content, start, end, insteadOf),
              manuscript.version().content,
            )
            manuscript.write(written)
            void manuscript.flush()
          }}
          edit={(offset) => show('write', offset)}
        />
      )}
    </>
  )
}

export function ChapterPane({ id }: { id: string }) {
  const chapter = useCall('get /chapters/{id}', { path: { id } }, { staleTime: 0 })
  // A manuscript begins with what the service has now, not with what was read at an earlier visit.
  const [isReady, setIsReady] = useState(false)
  const isFresh = chapter.isFetchedAfterMount && chapter.data !== undefined
  useEffect(() => {
    if (isFresh) setIsReady(true)
  }, [isFresh])
  if (chapter.error && !chapter.data) return <Failure error={chapter.error} again={() => void chapter.refetch()} />
  if (!chapter.data || !isReady) return <Waiting />
  return (
    <section className="chapter-pane" aria-label={chapter.data.title}>
      <ChapterOpen chapter={chapter.data} />
    </section>
  )
}
