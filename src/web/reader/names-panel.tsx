/** 从文中读到的: whom, what and when the text names, each with a search of it and the places where it stands. */
import { Link } from 'react-router'
import type { AnswerOf } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useNameWords } from '../words/names.ts'
import { queryOfDays } from './date-query.ts'
import './names-panel.css'

type Names = AnswerOf<'get /items/{id}/names'>
type Place =
  | Names['found'][number]['places'][number]
  | AnswerOf<'get /items/{id}/dates'>['dates'][number]['places'][number]
const kinds = ['person', 'corporateBody', 'place', 'event', 'term'] as const
const FEW = 8

const search = (query: Record<string, string>) => `/search?${new URLSearchParams(query)}`

/** Pages once each, in order; what has no pages is counted. */
function Places({ places, count, show }: { places: readonly Place[]; count: number; show: (place: Place) => void }) {
  const own = useNameWords()
  const seen = new Set<string>()
  const once = places.filter((place, i) => {
    const field = 'field' in place ? place.field : 'text'
    const key = field === 'text' ? String(place.page ?? `at ${i}`) : field
    return !seen.has(key) && Boolean(seen.add(key))
  })
  return (
    <span className="name-places small">
      {once.slice(0, FEW).map((place, i) => {
        const field = 'field' in place ? place.field : 'text'
        return field === 'text' ? (
          <button type="button" className="as-link" key={place.start} onClick={() => show(place)}>
            {own.place(place.page, i + 1, once.length)}
          </button>
        ) : (
          <span className="quiet" key={field}>
            {own.fields[field]}
          </span>
        )
      })}
      <span className="quiet">{own.times(count)}</span>
    </span>
  )
}

function Row({
  name,
  to,
  detail,
  children,
}: {
  name: string
  to: string
  detail?: string | undefined
  children?: React.ReactNode
}) {
  const own = useNameWords()
  return (
    <li>
      <span>
        <Link className="song as-written" to={to} title={own.search(name)}>
          {name}
        </Link>
        {detail && <span className="small quiet as-written">{detail}</span>}
      </span>
      {children}
    </li>
  )
}

function Found({ names, show }: { names: Names; show: (place: Place) => void }) {
  const own = useNameWords()
  return kinds.map((kind) => {
    const some = names.found.filter(({ authority }) => authority.kind === kind)
    if (some.length === 0) return null
    return (
      <section key={kind}>
        <h2 className="minor">{own.kinds[kind]}</h2>
        <ul>
          {some.map(({ authority, count, names: forms, places }) => {
            const others = forms.map(({ text }) => text).filter((text) => text !== authority.name)
            return (
              <Row
                key={authority.id}
                name={authority.name}
                to={search({ [kind]: authority.id })}
                detail={others.length ? own.written(others.join('、')) : undefined}
              >
                <Places places={places} count={count} show={show} />
              </Row>
            )
          })}
        </ul>
      </section>
    )
  })
}

export function NamesPanel({ id, show }: { id: string; show: (place: { start: number; end: number }) => void }) {
  const own = useNameWords()
  const found = useCall('get /items/{id}/names', { path: { id } })
  const named = useCall('get /items/{id}/dates', { path: { id } })
  const error = found.error ?? named.error
  if (error) return <Failure error={error} again={() => void Promise.all([found.refetch(), named.refetch()])} />
  if (!found.data || !named.data) return <Waiting />
  const { ambiguous, suggested, textRevision } = found.data
  const { dates, isCut } = named.data
  const isEmpty = found.data.found.length + ambiguous.length + suggested.length + dates.length === 0
  return (
    <div className="tab-body names-panel">
      <h2 className="minor">{own.title}</h2>
      <p className="quiet small">{textRevision === null ? own.noText : own.lead}</p>
      {isEmpty && <p className="quiet">{own.nothing}</p>}
      <Found names={found.data} show={show} />
      {dates.length > 0 && (
        <section>
          <h2 className="minor">{own.dates}</h2>
          <ul>
            {dates.map(({ from, to, texts, count, places }) => (
              <Row
                key={`${from}/${to}`}
                name={texts[0] ?? from}
                to={search({ q: queryOfDays(from, to) })}
                detail={own.days(from, to)}
              >
                <Places places={places} count={count} show={show} />
              </Row>
            ))}
          </ul>
          {isCut && <p className="quiet small">{own.cut}</p>}
        </section>
      )}
      {ambiguous.length > 0 && (
        <section>
          <h2 className="minor">{own.ambiguous}</h2>
          <p className="quiet small">{own.ambiguousWhy}</p>
          <ul>
            {ambiguous.map(({ text, candidates, count, places }) => (
              <Row
                key={text}
                name={text}
                to={search({ q: `“${text}”` })}
                detail={candidates.map(({ name }) => name).join('、')}
              >
                <Places places={places} count={count} show={show} />
              </Row>
            ))}
          </ul>
        </section>
      )}
      {suggested.length > 0 && (
        <section>
          <h2 className="minor">
            {own.suggested} <span className="tag warn">{own.suggested}</span>
          </h2>
          <p className="quiet small">{own.suggestedWhy}</p>
          <p className="guesses">
            {suggested.map(({ text, kind, count }) => (
              <Link
                key={`${kind} ${text}`}
                className="as-written"
                to={`/items/${id}?q=${encodeURIComponent(`“${text}”`)}`}
              >
                {text} <span className="quiet small">{`${own.kinds[kind]} ${own.times(count)}`}</span>
              </Link>
            ))}
          </p>
        </section>
      )}
    </div>
  )
}
