/** 旧刊: the volumes that were taken in, and those on their way. */
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { useDoing } from '../admin/doing.ts'
import { type AnswerOf, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { CompilingTabs } from '../submissions/compiling-tabs.tsx'
import { usePrintedWords } from '../words/printed.ts'
import { useWords } from '../words/words.ts'
import { useVolumeName } from './volume-name.ts'
import './printed.css'

type Brief = AnswerOf<'get /printed-imports'>['items'][number]

function ImportLine({ found }: { found: Brief }) {
  const words = useWords()
  const own = usePrintedWords()
  const does = useDoing('get /printed-imports')
  const name = useVolumeName()(found)
  const isDone = found.state === 'done' && found.volumeId !== null
  return (
    <li>
      <h2 className="song">
        <Link to={isDone ? `/printed/volumes/${found.volumeId}` : `/printed/${found.id}`}>{name || own.untitled}</Link>
      </h2>
      <p className="facts">
        <span className={`tag ${found.state === 'done' ? 'good' : found.state === 'draft' ? '' : 'warn'}`}>
          {own.states[found.state]}
        </span>
        {found.year && <span>{found.year}</span>}
        <span>{own.by(found.createdName)}</span>
        <time dateTime={found.updatedAt}>{words.day(found.updatedAt)}</time>
        {found.state === 'draft' && (
          <Button
            type="text"
            size="small"
            onClick={() =>
              void does(() => call('delete /printed-imports/{id}', { path: { id: found.id } }), own.removed)
            }
          >
            {own.remove}
          </Button>
        )}
      </p>
    </li>
  )
}

export function ImportsPlace() {
  const own = usePrintedWords()
  const go = useNavigate()
  const does = useDoing('get /printed-imports')
  const found = useCall('get /printed-imports', { query: { size: 200 } })
  useTitle(own.title)
  const [latest] = found.data?.items ?? []
  const create = () =>
    does(async () => {
      // The next volume is mostly of the same series.
      const { id } = await call('post /printed-imports', { body: { seriesTitle: latest?.seriesTitle ?? '' } })
      go(`/printed/${id}`)
    })
  return (
    <div className="sheet printed-place">
      <CompilingTabs />
      <header className="place-head">
        <h1>{own.title}</h1>
        <span className="spread" />
        <Button type="primary" icon={<Icon name="plus" />} onClick={() => void create()}>
          {own.create}
        </Button>
      </header>
      <p className="lead quiet">{own.lead}</p>
      {found.error && <Failure error={found.error} again={() => void found.refetch()} />}
      {found.isPending && <Waiting />}
      {found.data?.total === 0 && (
        <div className="empty">
          <p>{own.none}</p>
        </div>
      )}
      <ul className="import-list">
        {found.data?.items.map((one) => (
          <ImportLine key={one.id} found={one} />
        ))}
      </ul>
    </div>
  )
}
