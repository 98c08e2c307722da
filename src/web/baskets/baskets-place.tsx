/** 选材篮: the list of them. */
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { useDoing } from '../admin/doing.ts'
import { call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useWords } from '../words/words.ts'
import './baskets.css'

export function BasketsPlace() {
  const words = useWords()
  const go = useNavigate()
  const does = useDoing('get /baskets')
  const baskets = useCall('get /baskets', { query: { size: 200 } })
  useTitle(words.frame.places.baskets)
  const create = () =>
    does(async () => {
      const { id } = await call('post /baskets', { body: { title: words.baskets.newTitle(new Date()) } })
      go(`/baskets/${id}`)
    })
  return (
    <div className="sheet">
      <header className="place-head">
        <h1>{words.frame.places.baskets}</h1>
        <span className="spread" />
        <Button icon={<Icon name="plus" />} onClick={create}>
          {words.baskets.create}
        </Button>
      </header>
      {baskets.error && <Failure error={baskets.error} again={() => void baskets.refetch()} />}
      {baskets.isPending && <Waiting />}
      {baskets.data?.total === 0 && (
        <div className="empty">
          <p>{words.baskets.why}</p>
          <p>
            <Link to="/search">{words.baskets.begin}</Link>
          </p>
        </div>
      )}
      <ul className="basket-list">
        {baskets.data?.items.map(({ id, title, note, entries, updatedAt }) => (
          <li key={id}>
            <h2>
              <Link to={`/baskets/${id}`}>{title}</Link>
            </h2>
            <p className="facts">
              <span>{words.baskets.entries(entries)}</span>
              <time dateTime={updatedAt}>{words.day(updatedAt)}</time>
            </p>
            {note && <p>{note}</p>}
          </li>
        ))}
      </ul>
    </div>
  )
}
