/** 已刊的一辑: its pieces are items of the archive; read only. */
import { Fragment } from 'react'
import { Link, useParams } from 'react-router'
import { Failure } from '../frame/failure.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { usePrintedWords } from '../words/printed.ts'
import { usePublicationWords } from '../words/publications.ts'
import { useVolumeName } from './volume-name.ts'
import './printed.css'

export function PrintedVolumePlace() {
  const { id = '' } = useParams()
  const own = usePrintedWords()
  const book = usePublicationWords()
  const nameOf = useVolumeName()
  const { isEditor } = useRoles()
  const found = useCall('get /volumes/{id}/pieces', { path: { id } })
  const { volume, items = [] } = found.data ?? {}
  const name = volume ? nameOf(volume) : ''
  useTitle(name || own.title)
  return (
    <div className="sheet printed-place">
      <nav className="crumbs quiet small">
        <Link to={isEditor ? '/volumes' : '/printed'}>{isEditor ? book.title : own.title}</Link>
      </nav>
      {found.error && <Failure error={found.error} again={() => void found.refetch()} />}
      {found.isPending && <Waiting />}
      {volume && (
        <>
          <header className="place-head">
            <h1 className="song">{name}</h1>
            <span className="tag good">{own.printed}</span>
          </header>
          <p className="facts">
            <span className="tag">{book.volume.types[volume.type]}</span>
            {volume.imprint.compiledBy && <span className="as-written">{volume.imprint.compiledBy}</span>}
            {volume.imprint.publisher && <span className="as-written">{volume.imprint.publisher}</span>}
            {volume.printed?.year && <span>{volume.printed.year}</span>}
            {(volume.imprint.isbn || volume.imprint.permitNumber) && (
              <span className="reference">{volume.imprint.isbn || volume.imprint.permitNumber}</span>
            )}
            <span>{book.volume.chapters(volume.chapters)}</span>
            <span>{own.characters(volume.chars)}</span>
          </p>
          <p className="lead quiet">{own.volumeLead}</p>
          <ol className="pieces">
            {items.map((one, i) => (
              <Fragment key={one.order}>
                {one.column && one.column !== items[i - 1]?.column && (
                  <li className="piece-column song">{one.column}</li>
                )}
                <li className="piece">
                  <span className="song as-written">
                    {one.item ? (
                      <Link to={`/items/${one.item.id}`}>{own.parts[one.kind] || one.title}</Link>
                    ) : (
                      <span title={own.hidden}>{own.parts[one.kind] || one.title}</span>
                    )}
                  </span>
                  <span className="as-written quiet">{one.byline}</span>
                  <span className="quiet small">{one.item ? own.characters(one.item.charCount) : own.hidden}</span>
                  <span className="piece-page">
                    {one.from}
                    {one.to && one.to !== one.from ? `–${one.to}` : ''}
                  </span>
                </li>
              </Fragment>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}
