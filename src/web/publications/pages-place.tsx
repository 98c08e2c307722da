/** 预览版面: the volume set in pages, as it will be bound: two beside each other, a list of its parts with page and 版面字数. */
import { Button } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { Link, useParams } from 'react-router'
import { type AnswerOf, addressOf } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { failureOf, useCall } from '../queries.ts'
import { usePageWords } from '../words/pages.ts'
import { usePublicationWords } from '../words/publications.ts'
import { type Part, type SetBook, useSetPages } from './set-pages.ts'
import './pages.css'

type Volume = AnswerOf<'get /volumes/{id}'>
const idOf = (sheet: number) => `sheet-${sheet}`
const show = (sheet: number) => document.getElementById(idOf(sheet))?.scrollIntoView({ block: 'start' })
/** The first sheet is a right-hand one. */
const spreadsOf = (sheets: number): number[][] =>
  Array.from({ length: Math.floor(sheets / 2) + 1 }, (_, i) =>
    [2 * i, 2 * i + 1].filter((sheet) => sheet >= 1 && sheet <= sheets),
  )

function Parts({ parts }: { parts: Part[] }) {
  const own = usePageWords()
  return (
    <table className="parts">
      <thead>
        <tr>
          <th scope="col">{own.part}</th>
          <th scope="col">{own.page}</th>
          <th scope="col">{own.sheets}</th>
          <th scope="col">{own.chars}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ kind, title, sheet, page, pages, layoutChars }) => (
          <tr key={sheet} className={kind === 'section' ? 'is-section' : ''}>
            <th scope="row">
              <button type="button" onClick={() => show(sheet)}>
                {title}
              </button>
            </th>
            <td>{own.count(page)}</td>
            <td>{own.count(pages)}</td>
            <td>{own.count(layoutChars)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Spreads({ volume, book }: { volume: Volume; book: SetBook }) {
  const own = usePageWords()
  const { widthMm, heightMm } = volume.trim
  const ids = { id: volume.id, jobId: book.jobId }
  return (
    // It scrolls: the keyboard must reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region
    <section className="spreads" aria-label={own.book} tabIndex={0}>
      {spreadsOf(book.sheets).map((sheets) => (
        <div key={sheets[0]} className="spread-pair">
          {sheets.map((sheet) => (
            <img
              key={sheet}
              id={idOf(sheet)}
              className={sheet % 2 ? 'is-right' : ''}
              src={addressOf('/volumes/{id}/exports/{jobId}/pages/{sheet}', { ...ids, sheet })}
              alt={own.sheet(sheet)}
              width={widthMm}
              height={heightMm}
              loading="lazy"
            />
          ))}
        </div>
      ))}
    </section>
  )
}

function Pages({ volume }: { volume: Volume }) {
  const words = usePublicationWords()
  const own = usePageWords()
  const { book, error, isMaking, set } = useSetPages(volume.id)
  const first = useEffectEvent(set)
  useEffect(() => {
    void first()
  }, [])
  const name = [words.issue(volume.number), volume.title].filter(Boolean).join(' ')
  useTitle(`${own.title} ${name}`)
  return (
    <div className="volume-place">
      <header className="volume-head">
        <div>
          <nav className="crumbs small quiet" aria-label={words.title}>
            <Link to="/volumes">{words.title}</Link>
            <span>/</span>
            <Link to={`/volumes/${volume.id}`}>{name || volume.seriesTitle}</Link>
          </nav>
          <h1>{own.title}</h1>
        </div>
        {book && <span className="quiet pages-sum">{own.sum(book.sheets, book.layoutChars)}</span>}
        <span className="spread" />
        <Button icon={<Icon name="turn" />} loading={isMaking} onClick={() => void set()}>
          {own.again}
        </Button>
        {book && (
          <Button
            type="primary"
            icon={<Icon name="export" />}
            href={addressOf('/volumes/{id}/exports/{jobId}', { id: volume.id, jobId: book.jobId })}
            download
          >
            {own.download}
          </Button>
        )}
      </header>
      {error !== null && <Failure error={error} again={() => void set()} />}
      {!book && isMaking && (
        <p className="pages-wait quiet" role="status">
          {own.setting}
        </p>
      )}
      {book && (
        <div className="pages-panes">
          <aside className="pages-parts">
            <Parts parts={book.parts} />
            <p className="small quiet">{own.rule}</p>
          </aside>
          <Spreads key={book.jobId} volume={volume} book={book} />
        </div>
      )}
    </div>
  )
}

export function PagesPlace() {
  const { id = '' } = useParams()
  const volume = useCall('get /volumes/{id}', { path: { id } })
  if (failureOf(volume))
    return (
      <div className="sheet">
        <Failure error={volume.error} again={() => void volume.refetch()} />
      </div>
    )
  return volume.data ? <Pages key={id} volume={volume.data} /> : <Waiting />
}
