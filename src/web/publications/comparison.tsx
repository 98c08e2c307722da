/** 原文对照: the paragraphs of the sources beside those of the chapter, with every character that differs, and whether the source still has it. */
import { Button, Checkbox } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { AnswerOf } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { OpinionCard } from '../reviews/opinion-card.tsx'
import type { Opinions } from '../reviews/opinions.ts'
import { usePublicationWords } from '../words/publications.ts'
import { type Change, differencesIn, nowOf } from './compared.ts'
import { NOTE, notesOf, wordsText } from './content.ts'
import type { Chapter } from './use-manuscript.ts'
import './comparison.css'

type Compared = AnswerOf<'get /chapters/{id}/comparison'>
type Row = Compared['rows'][number]
type Sources = AnswerOf<'get /chapters/{id}/sources'>

const KEPT = 'wenshi.compare-ignore'
type Ignored = { script: boolean; width: boolean }
const ignoredAtFirst = (): Ignored => {
  const kept = localStorage.getItem(KEPT)?.split(',') ?? ['script', 'width']
  return { script: kept.includes('script'), width: kept.includes('width') }
}
/** 异体 go with 繁简: to a reader they are one matter. */
const ignoreOf = ({ script, width }: Ignored): string =>
  [...(script ? ['script', 'variants'] : []), ...(width ? ['width'] : [])].join(',')

/** A note's reference is shown as its number. */
function Words({ text }: { text: string }) {
  return text.split(NOTE).map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
    <span key={i}>
      {i > 0 && <sup className="note-mark" />}
      {part}
    </span>
  ))
}
function Parts({ parts }: { parts: readonly { kind: string; text: string }[] }) {
  return parts.map(({ kind, text }, i) => {
    const Tag = kind === 'removed' ? 'del' : kind === 'added' ? 'ins' : 'span'
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
      <Tag key={i}>
        <Words text={text} />
      </Tag>
    )
  })
}

const tagOf = { valid: 'good', moved: 'warn', lost: 'bad' } as const

function Place({ row, told }: { row: Row; told: Sources | undefined }) {
  const own = usePublicationWords().compare
  const { source, page, state } = row
  if (!source) return <div className="compare-place" />
  const itemId = told?.sources.find((one) => one.source === source.source)?.itemId
  const now = nowOf(row, told?.sentences.flatMap(({ pieces }) => pieces) ?? [])
  const address = now ? `at=${now.start}-${now.end}` : page === null ? '' : `page=${page}`
  return (
    <div className="compare-place">
      {state && (
        <span className={`tag ${tagOf[state]}`} title={own.stateWhy[state]}>
          {own.states[state]}
        </span>
      )}
      {itemId && (
        <Link className="small" to={`/items/${itemId}?${address}`}>
          {page === null ? own.look : own.page(page)}
        </Link>
      )}
    </div>
  )
}

function Rows({
  compared,
  told,
  opinions,
  write,
  edit,
}: {
  compared: Compared
  told: Sources | undefined
  opinions: Opinions
  write: (changes: Change[]) => void
  edit: (offset: number) => void
}) {
  const own = usePublicationWords().compare
  return compared.rows.map((row) => {
    const { source, chapter } = row
    const spoken = opinions.atPlaces.filter(
      ({ place }) => chapter && place.end > chapter.start && place.end <= chapter.end,
    )
    return (
      <div className="compare-row" key={`${source?.source} ${source?.start} ${chapter?.start}`}>
        <p className="compare-source song as-written">{source && <Parts parts={source.parts} />}</p>
        <Place row={row} told={told} />
        <div className="compare-chapter">
          {chapter && (
            <>
              <p className="song as-written">
                <Parts parts={chapter.parts} />
              </p>
              <Button size="small" type="text" onClick={() => edit(chapter.start)}>
                {own.edit}
              </Button>
              {spoken.map((opinion) => (
                <OpinionCard key={opinion.id} opinion={opinion} opinions={opinions} write={write} />
              ))}
            </>
          )}
        </div>
      </div>
    )
  })
}

export function Comparison({
  chapter,
  lead,
  opinions,
  ready,
  write,
  edit,
}: {
  chapter: Chapter
  /** At the head of the bar. */
  lead: ReactNode
  opinions: Opinions
  write: (changes: Change[]) => void
  /** What is written is with the service: it compares what it has. */
  ready: () => Promise<boolean>
  edit: (offset: number) => void
}) {
  const own = usePublicationWords().compare
  const [isSaved, setIsSaved] = useState(false)
  const [ignored, setIgnored] = useState(ignoredAtFirst)
  const path = { id: chapter.id }
  const compared = useCall(
    'get /chapters/{id}/comparison',
    { path, query: { ignore: ignoreOf(ignored) } },
    { enabled: isSaved, keep: true, staleTime: 0 },
  )
  const told = useCall('get /chapters/{id}/sources', { path }, { enabled: isSaved, keep: true, staleTime: 0 })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is opened
  useEffect(() => {
    void ready().then(() => setIsSaved(true))
  }, [])
  const ignore = (change: Partial<Ignored>) => {
    const next = { ...ignored, ...change }
    localStorage.setItem(KEPT, [next.script && 'script', next.width && 'width'].filter(Boolean).join(','))
    setIgnored(next)
  }
  if (chapter.basedOn.length === 0)
    return (
      <>
        <div className="chapter-bar">{lead}</div>
        <p className="chapter-none quiet">{own.none}</p>
      </>
    )
  const notes = notesOf(chapter.content)
  return (
    <div className="compare">
      <div className="chapter-bar compare-bar">
        {lead}
        <span className="spread" />
        <span>{own.ignore}</span>
        <Checkbox checked={ignored.script} onChange={({ target }) => ignore({ script: target.checked })}>
          {own.script}
        </Checkbox>
        <Checkbox checked={ignored.width} onChange={({ target }) => ignore({ width: target.checked })}>
          {own.width}
        </Checkbox>
        <span className="compare-key">
          <del>{own.removed}</del> <ins>{own.added}</ins>{' '}
          {compared.data && own.count(differencesIn(compared.data.rows))}
        </span>
      </div>
      <div className="compare-head compare-row">
        <span>{own.source}</span>
        <span />
        <span>{own.own(compared.data?.revision ?? chapter.revision)}</span>
      </div>
      {compared.error && <Failure error={compared.error} again={() => void compared.refetch()} />}
      {!compared.data && !compared.error && <Waiting />}
      {compared.data && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        <section className="compare-rows" tabIndex={0} aria-label={own.source}>
          <Rows compared={compared.data} told={told.data} opinions={opinions} write={write} edit={edit} />
        </section>
      )}
      {notes.length > 0 && (
        <ol className="compare-notes song as-written">
          {notes.map((note, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a note is its place among the notes
            <li key={i}>{wordsText(note)}</li>
          ))}
        </ol>
      )}
    </div>
  )
}
