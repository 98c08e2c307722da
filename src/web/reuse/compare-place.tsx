/** Two items that share passages, opened from one of them: to read for all, to decide for archivists. */
import { Link, useParams } from 'react-router'
import { Icon } from '../frame/icon.tsx'
import { useTitle } from '../frame/title.ts'
import { useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { useReuseWords } from '../words/reuse.ts'
import { useDecide } from './deciding.ts'
import { DecisionBar } from './decision-bar.tsx'
import { SideBySide } from './side-by-side.tsx'
import './reuse.css'

export function ComparePlace() {
  const own = useReuseWords()
  const { id = '', otherId = '' } = useParams()
  const { isArchivist } = useRoles()
  const { isBusy, decide } = useDecide()
  const found = useCall('get /items/{id}/similar/{otherId}', { path: { id, otherId }, query: { size: 1 } })
  useTitle(own.compare)
  const { data } = found
  return (
    <div className="sheet reuse-place">
      <header className="place-head">
        <Link className="back" to={`/items/${id}?tab=similar`}>
          <Icon name="left" /> {data?.item.title ?? ''}
        </Link>
        <h1>{own.compare}</h1>
        <span className="spread" />
        {data && isArchivist && (
          <DecisionBar
            key={data.id}
            decided={data.decision}
            note={data.note}
            isBusy={isBusy}
            decide={(...said) => void decide(data, ...said)}
          />
        )}
        {data && !isArchivist && data.decision && <span className="tag">{own.states[data.decision]}</span>}
      </header>
      <SideBySide key={`${id} ${otherId}`} id={id} otherId={otherId} />
    </div>
  )
}
