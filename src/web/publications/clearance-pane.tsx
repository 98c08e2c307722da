/** 授权: what the volume may not be printed without, place by place, with the way to where it is put right. */
import { Link } from 'react-router'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useCall } from '../queries.ts'
import { usePlateWords } from '../words/plates.ts'
import './plates.css'

export function ClearancePane({ volumeId }: { volumeId: string }) {
  const own = usePlateWords().rights
  const asked = useCall('get /volumes/{id}/clearance', { path: { id: volumeId } }, { staleTime: 0 })
  return (
    <section className="plates-pane" aria-label={own.label}>
      <header>
        <h2>{own.label}</h2>
      </header>
      {asked.error && <Failure error={asked.error} again={() => void asked.refetch()} />}
      {asked.data &&
        (asked.data.items.length === 0 ? (
          <p className="good">
            <Icon name="check" /> {own.done}
          </p>
        ) : (
          <>
            <p className="quiet small">{own.lead}</p>
            <ul className="uncleared">
              {asked.data.items.map(({ place, item, missing }) => (
                <li key={`${place.id} ${item.id}`}>
                  <span className="tag">{own.places[place.kind]}</span>
                  <div>
                    <p className="as-written">
                      {place.title && <strong>{place.title} </strong>}
                      <Link className="reference" to={`/items/${item.id}?tab=rights`}>
                        {[item.referenceCode, item.title ?? own.hidden].filter(Boolean).join(' ')}
                      </Link>
                    </p>
                    <p className="facts">
                      {missing.map(({ text }) => (
                        <span key={text} className="tag warn">
                          {text}
                        </span>
                      ))}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </>
        ))}
    </section>
  )
}
