/** 列表: items, each with the passages that answer, and the page they stand on. */
import { Link } from 'react-router'
import type { AnswerOf } from '../api.ts'
import { WrittenDate } from '../frame/written-date.tsx'
import { useWords } from '../words/words.ts'
import { Around, Marked } from './marked.tsx'

export type Hit = AnswerOf<'get /search'>['hits'][number]

export const addressOfHit = (id: string, q: string, page?: number | null): string => {
  const params = new URLSearchParams()
  if (q) params.set('q', q)
  if (page) params.set('page', String(page))
  return `/items/${id}${params.size ? `?${params}` : ''}`
}

export function HitList({ hits, q, current, first }: { hits: Hit[]; q: string; current: number; first: number }) {
  const words = useWords()
  return (
    <ol className="hits" start={first}>
      {hits.map(({ item, titleHighlights, snippets, described, occurrences, extent }, i) => (
        <li key={item.id} className={i === current ? 'is-current' : ''} aria-current={i === current || undefined}>
          <Link className="hit-picture" to={addressOfHit(item.id, q)} tabIndex={-1} aria-hidden="true">
            {item.thumbnail ? (
              <img className="print" src={item.thumbnail} alt="" loading="lazy" decoding="async" />
            ) : (
              <span className="print no-picture">{[...item.title].slice(0, 8).join('')}</span>
            )}
          </Link>
          <article>
            <header>
              <h2>
                <Link to={addressOfHit(item.id, q)}>
                  <Marked text={item.title} marks={titleHighlights} />
                </Link>
              </h2>
              <span className="tag">{words.kinds[item.kind]}</span>
              <span className="spread" />
              {occurrences > 0 && <span className="small hit-count">{words.search.hits(occurrences)}</span>}
            </header>
            <p className="facts as-written">
              {item.creators.length > 0 && <span>{item.creators.join('，')}</span>}
              {item.date && <WrittenDate date={item.date} />}
              {extent.pages > 0 ? (
                <span>{words.pages(extent.pages)}</span>
              ) : (
                item.kind === 'photograph' && extent.images > 0 && <span>{words.search.pictures(extent.images)}</span>
              )}
              {item.referenceCode && <span className="reference">{item.referenceCode}</span>}
              {item.printed && <span>{words.printedIn(item.printed)}</span>}
            </p>
            {snippets.map(({ page, pageLabel, start, ...snippet }) => (
              <p key={start} className={page === null ? 'snippet is-unpaged' : 'snippet'}>
                {page !== null && <Link to={addressOfHit(item.id, q, page)}>{words.page(pageLabel || page)}</Link>}
                <span className="song ellipsis">
                  <Around {...snippet} />
                </span>
              </p>
            ))}
            {described && (
              <p className="snippet">
                <span className="quiet">{words.reader.fields[described.field]}</span>
                <span className="song ellipsis">
                  <Around text={described.text} highlights={described.highlights} joins={[]} />
                </span>
              </p>
            )}
          </article>
        </li>
      ))}
    </ol>
  )
}
