/** 工作台: what waits for me, with its next step as a button; the year against its plan; whether the archive is well; where I was. */
import { Button } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { OwnRequests } from '../requests/own-requests.tsx'
import { useRoles, useUser } from '../session/session.ts'
import { useHomeWords } from '../words/home.ts'
import { useRequestWords } from '../words/requests.ts'
import { FirstRun } from './first-run.tsx'
import { RecentReading, RecentWork } from './recent.tsx'
import { Requests } from './requests.tsx'
import { SampleNote } from './sample.tsx'
import { SavedSearches } from './saved.tsx'
import { Sound } from './sound.tsx'
import { WaitingList } from './waiting-list.tsx'
import { Year } from './year.tsx'
import './home.css'

export function HomePlace() {
  const own = useHomeWords()
  const { title: ownRequests } = useRequestWords()
  const go = useNavigate()
  const user = useUser()
  const [params, setParams] = useSearchParams()
  const { isArchivist } = useRoles()
  const desk = useCall('get /desk', {}, { refetchInterval: 30_000 })
  useTitle(own.title)
  if (desk.error && !desk.data)
    return (
      <div className="sheet">
        <Failure error={desk.error} again={() => void desk.refetch()} />
      </div>
    )
  if (!desk.data) return <Waiting />
  const { waiting, recent, isEmpty, hasSample } = desk.data
  const RequestsOfRole = isArchivist ? Requests : OwnRequests
  const isFirst = isEmpty && !hasSample
  const now = new Date()
  const sum = waiting.reduce((total, { count }) => total + count, 0)
  const [first] = waiting
  return (
    <div className="sheet home-place">
      <header className="home-head">
        <div>
          <h1>{own.greeting(now.getHours(), user.displayName || user.username)}</h1>
          <p className="quiet">
            {own.today(now)}{' '}
            {isFirst
              ? own.first.lead
              : first
                ? own.waits(sum, own[first.kind].first(first.count))
                : !isEmpty && own.nothing}
          </p>
        </div>
        <span className="spread" />
        {!isFirst && (
          <Button icon={<Icon name="search" />} onClick={() => go('/search')}>
            {own.search}
          </Button>
        )}
        {!isArchivist && <Button onClick={() => go('/?requests=1')}>{ownRequests}</Button>}
        {isArchivist && !isFirst && (
          <Button icon={<Icon name="plus" />} onClick={() => go('/accessions?new=1')}>
            {own.register}
          </Button>
        )}
      </header>
      {params.has('requests') && <RequestsOfRole close={() => setParams({}, { replace: true })} />}
      {hasSample && <SampleNote />}
      {isFirst ? (
        <FirstRun />
      ) : (
        <div className={`home-columns ${isArchivist ? '' : 'is-single'}`}>
          <div>
            <header className="section-head">
              <h2>{own.waiting}</h2>
              {waiting.length > 1 && <span className="quiet small">{own.byUrgency}</span>}
            </header>
            {waiting.length > 0 ? (
              <WaitingList waiting={waiting} />
            ) : (
              <p className="all-done quiet">
                <Icon name="check" /> {own.nothing}
              </p>
            )}
            <SavedSearches />
            <RecentWork recent={recent} />
            <RecentReading />
          </div>
          {isArchivist && (
            <aside>
              <Year />
              <Sound />
            </aside>
          )}
        </div>
      )}
    </div>
  )
}
