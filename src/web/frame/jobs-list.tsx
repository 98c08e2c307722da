/** What goes on in the background now, and what failed: with how far it is, and a way to end it or to try again. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { Link } from 'react-router'
import { type AnswerOf, call } from '../api.ts'
import { forget, useCall } from '../queries.ts'
import { useAdminWords } from '../words/admin.ts'
import { useWords } from '../words/words.ts'
import { sentenceOf } from './failure.tsx'
import { Waiting } from './waiting.tsx'

type Job = AnswerOf<'get /jobs'>['items'][number]
const MOST = 8
const EVERY = 2000

export function JobsList({ close }: { close: () => void }) {
  const words = useWords()
  const admin = useAdminWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const say = admin.jobs
  const of = (state: 'running' | 'failed') => ({ query: { state, size: MOST } })
  const running = useCall('get /jobs', of('running'), { refetchInterval: EVERY, keep: true })
  const failed = useCall('get /jobs', of('failed'), { refetchInterval: EVERY, keep: true })
  if (!running.data || !failed.data) return <Waiting />
  const doing = async (act: () => Promise<unknown>) => {
    try {
      await act()
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
    await forget(client, 'get /jobs')
  }
  const path = ({ id }: Job) => ({ path: { id } })
  const jobs = [...running.data.items, ...failed.data.items]
  return (
    <div className="jobs-list">
      {jobs.length === 0 && <p className="quiet">{say.none}</p>}
      <ul>
        {jobs.map((job) => (
          <li key={job.id}>
            <span>
              <b>{say.kinds[job.kind] ?? job.kind}</b>{' '}
              <span className={job.state === 'failed' ? 'bad' : 'quiet'}>{say.states[job.state]}</span>
              {job.total ? ` ${words.number(job.done)} / ${words.number(job.total)}` : ''}
              {job.problem && <span className="small quiet"> {job.problem.detail}</span>}
            </span>
            {job.state === 'failed' ? (
              <Button size="small" onClick={() => doing(() => call('put /jobs/{id}/retry', path(job)))}>
                {say.retry}
              </Button>
            ) : (
              <Button size="small" onClick={() => doing(() => call('put /jobs/{id}/cancellation', path(job)))}>
                {say.cancel}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Link className="all-jobs" to="/admin/jobs" onClick={close}>
        {words.frame.allJobs}
      </Link>
    </div>
  )
}
