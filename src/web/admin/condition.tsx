/** 馆藏安好: are the originals what they were, is there a backup, is there room, does the index answer. */
import { Button } from 'antd'
import { Link } from 'react-router'
import { call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { useAdminWords } from '../words/admin.ts'
import { useWords } from '../words/words.ts'
import { BadOriginals } from './bad-originals.tsx'
import { useDoing } from './doing.ts'
import { gigabytes } from './sizes.ts'

type State = 'good' | 'warn' | 'bad'
/** What each number counts. */
const counted = {
  items: '/search',
  characters: '/search',
  images: '/search?view=wall&kind=photograph&kind=scan',
}
const WEEK = 7 * 86_400_000
const LITTLE = 20 * 2 ** 30

const Line = ({ state, text, act }: { state: State; text: string; act?: React.ReactNode }) => (
  <li className={`condition-line ${state}`}>
    <Icon name={state === 'good' ? 'check' : 'warning'} />
    <span>{text}</span>
    <span className="spread" />
    {act}
  </li>
)

export function ConditionView() {
  const words = useWords()
  const admin = useAdminWords()
  const { isAdmin } = useRoles()
  const doing = useDoing('get /condition', 'get /jobs')
  const condition = useCall('get /condition', {}, { refetchInterval: 5000 })
  const totals = useCall('get /statistics', {})
  const failed = useCall('get /jobs', { query: { state: 'failed', size: 1 } }, { refetchInterval: 5000 })
  const rebuilding = useCall(
    'get /jobs',
    { query: { state: 'running', kind: 'rebuild', size: 1 } },
    { refetchInterval: 5000 },
  )
  if (condition.error) return <Failure error={condition.error} again={() => void condition.refetch()} />
  if (!condition.data) return <Waiting />
  const { originals, samples, fixity, backup, free, unindexed } = condition.data
  const say = admin.condition
  const rebuild = rebuilding.data?.items[0]
  const isOld = (time: string | null) => time === null || Date.now() - Date.parse(time) > WEEK
  return (
    <>
      {totals.data && (
        <dl className="figures">
          {(['items', 'characters', 'images'] as const).map((name) => (
            <div key={name}>
              <dt>{say.totals[name]}</dt>
              <dd>
                <Link to={counted[name]}>{words.number(totals.data[name])}</Link>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <ul className="condition">
        <Line
          state={!fixity || isOld(fixity.finishedAt) ? 'warn' : fixity.bad ? 'bad' : 'good'}
          text={
            !fixity
              ? say.neverChecked(originals + samples, samples)
              : fixity.finishedAt === null
                ? say.checking(fixity.checked, fixity.total)
                : say.checked(
                    words.moment(fixity.finishedAt),
                    fixity.checked,
                    fixity.checked > originals ? samples : 0,
                    fixity.bad,
                  )
          }
          act={<Button onClick={() => doing(() => call('post /fixity/runs', {}), say.started)}>{say.check}</Button>}
        />
        <Line
          state={isOld(backup.madeAt) ? 'warn' : 'good'}
          text={
            !backup.isSet
              ? say.noFolder
              : backup.madeAt === null
                ? say.neverBackedUp
                : say.backedUp(words.moment(backup.madeAt))
          }
          act={
            isAdmin && (
              <Button disabled={!backup.isSet} onClick={() => doing(() => call('post /backups', {}), say.started)}>
                {say.backup}
              </Button>
            )
          }
        />
        <Line
          state={rebuild || unindexed ? 'warn' : 'good'}
          text={
            rebuild
              ? say.rebuilding(rebuild.done, rebuild.total)
              : unindexed
                ? say.unindexed(unindexed)
                : say.searchable
          }
          act={
            isAdmin && (
              <Button
                disabled={Boolean(rebuild)}
                onClick={() => doing(() => call('post /search/rebuild', {}), say.started)}
              >
                {say.rebuild}
              </Button>
            )
          }
        />
        <Line state={free < LITTLE ? 'warn' : 'good'} text={say.free(gigabytes(free))} />
        <Line
          state={failed.data?.total ? 'bad' : 'good'}
          text={failed.data?.total ? say.failed(failed.data.total) : say.noneFailed}
          act={failed.data?.total ? <Link to="/admin/jobs?state=failed">{say.look}</Link> : undefined}
        />
      </ul>
      {fixity && fixity.bad > 0 && <BadOriginals run={fixity.id} count={fixity.bad} />}
    </>
  )
}
