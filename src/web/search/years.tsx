/** 年代: how many items answer, year by year. A year is a link to its items. */
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useWords } from '../words/words.ts'
import { type Asking, filtersOf } from './asking.ts'

export function YearsView({ asking, change }: { asking: Asking; change: (to: Partial<Asking>) => void }) {
  const words = useWords()
  const found = useCall(
    'get /search',
    { query: { ...filtersOf(asking), size: 1, facets: 'year', count: 'false' } },
    { keep: true },
  )
  if (found.error) return <Failure error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <Waiting />
  const years = (found.data.facets.year ?? [])
    .map(({ value, label, count }) => ({ year: Number(value), label, count }))
    .sort((a, b) => a.year - b.year)
  const most = Math.max(1, ...years.map(({ count }) => count))
  return (
    <figure className="years">
      <figcaption>
        <h2>{words.search.timeTitle}</h2>
        <p className="quiet small">{words.search.timeUndated}</p>
      </figcaption>
      {years.length === 0 && <p className="quiet">{words.search.timeNone}</p>}
      <ol>
        {years.map(({ year, label, count }) => (
          <li key={year}>
            <button
              type="button"
              onClick={() => change({ from: String(year), to: String(year), view: 'list' })}
              aria-label={words.search.decade(label, count)}
            >
              <span className="small">{label}</span>
              <i style={{ width: `${(count / most) * 100}%` }} />
              <span className="small quiet">{words.number(count)}</span>
            </button>
          </li>
        ))}
      </ol>
    </figure>
  )
}
