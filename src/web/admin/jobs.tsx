/** 后台任务: what is going on, what failed and why, tried again or given up. The state that is shown stands in the address. */
import { Button, Pagination, Progress, Segmented, Table } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { type AnswerOf, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { useCall } from '../queries.ts'
import { useAdminWords } from '../words/admin.ts'
import { useWords } from '../words/words.ts'
import { useDoing } from './doing.ts'
import { WideTable } from './wide-table.tsx'

type Job = AnswerOf<'get /jobs'>['items'][number]
const states = ['running', 'waiting', 'failed', 'done', 'cancelled'] as const
const SIZE = 50

export function Jobs() {
  const words = useWords()
  const admin = useAdminWords()
  const [params, setParams] = useSearchParams()
  const doing = useDoing('get /jobs', 'get /condition')
  const state = states.find((one) => one === params.get('state'))
  const page = Math.max(1, Number(params.get('page')) || 1)
  const jobs = useCall(
    'get /jobs',
    { query: { page, size: SIZE, ...(state ? { state } : {}) } },
    { keep: true, refetchInterval: 3000 },
  )
  const put = (next: Record<string, string>) => setParams(new URLSearchParams(next))
  const say = admin.jobs
  if (jobs.error) return <Failure error={jobs.error} again={() => void jobs.refetch()} />
  const isOpen = (job: Job) => job.state === 'waiting' || job.state === 'running'
  return (
    <>
      <Segmented
        aria-label={say.state}
        value={state ?? 'all'}
        options={['all' as const, ...states].map((value) => ({ value, label: say.states[value] }))}
        onChange={(value) => put(value === 'all' ? {} : { state: value })}
      />
      <WideTable label={admin.sections.jobs} least={760}>
        <Table<Job>
          size="small"
          rowKey="id"
          loading={jobs.isPending}
          dataSource={jobs.data?.items ?? []}
          pagination={false}
          locale={{ emptyText: <span className="quiet">{say.none}</span> }}
          columns={[
            {
              title: say.kind,
              render: (_, { kind, subject }) => {
                const title = jobs.data?.titles[subject]
                return (
                  <>
                    {say.kinds[kind] ?? kind}{' '}
                    {title !== undefined && (
                      <Link className="as-written" to={`/items/${subject}`}>
                        {title}
                      </Link>
                    )}
                  </>
                )
              },
            },
            {
              title: say.state,
              render: (_, job) => (
                <span className={job.state === 'failed' ? 'bad' : job.state === 'done' ? 'good' : ''}>
                  {say.states[job.state]}
                </span>
              ),
            },
            {
              title: say.progress,
              render: (_, { state: is, done, total }) =>
                total ? (
                  <span className="job-progress">
                    {is === 'running' && (
                      <Progress percent={Math.round((done / total) * 100)} showInfo={false} size="small" />
                    )}
                    <span className="small">{`${words.number(done)} / ${words.number(total)}`}</span>
                  </span>
                ) : null,
            },
            { title: say.problem, render: (_, { problem }) => problem?.detail },
            { title: say.begun, render: (_, { createdAt }) => words.moment(createdAt) },
            {
              title: <span className="hidden-but-read">{say.acts}</span>,
              align: 'right',
              render: (_, job) =>
                isOpen(job) ? (
                  <Button
                    size="small"
                    onClick={() => doing(() => call('put /jobs/{id}/cancellation', { path: { id: job.id } }))}
                  >
                    {say.cancel}
                  </Button>
                ) : job.state === 'failed' || job.state === 'cancelled' ? (
                  <Button
                    size="small"
                    variant="outlined"
                    color="primary"
                    onClick={() => doing(() => call('put /jobs/{id}/retry', { path: { id: job.id } }), say.retried)}
                  >
                    {say.retry}
                  </Button>
                ) : null,
            },
          ]}
        />
      </WideTable>
      {(jobs.data?.total ?? 0) > SIZE && (
        <Pagination
          current={page}
          pageSize={SIZE}
          total={Math.min(jobs.data!.total, 10_000)}
          showSizeChanger={false}
          onChange={(to) => put({ ...(state ? { state } : {}), page: String(to) })}
        />
      )}
    </>
  )
}
