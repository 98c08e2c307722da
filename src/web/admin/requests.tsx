/** 利用登记: who asked for what and why, what was decided, how long it holds; a right is taken back here. The state that is shown stands in the address. */
import { App, Button, Pagination, Segmented, Table } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { type AnswerOf, call } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { useCall } from '../queries.ts'
import { useAdminWords } from '../words/admin.ts'
import { useWords } from '../words/words.ts'
import { useDoing } from './doing.ts'
import { WideTable } from './wide-table.tsx'

type Request = AnswerOf<'get /access-requests'>['items'][number]
const states = ['open', 'held'] as const
const SIZE = 50

export function UseRegister() {
  const words = useWords()
  const admin = useAdminWords()
  const say = admin.requests
  const { modal } = App.useApp()
  const [params, setParams] = useSearchParams()
  const doing = useDoing('get /access-requests', 'get /desk')
  const state = states.find((one) => one === params.get('state'))
  const page = Math.max(1, Number(params.get('page')) || 1)
  const asked = useCall(
    'get /access-requests',
    { query: { page, size: SIZE, ...(state ? { state } : {}) } },
    { keep: true },
  )
  const put = (next: Record<string, string>) => setParams(new URLSearchParams(next))
  const takeBack = ({ itemId, userId, userName, title }: Request) =>
    modal.confirm({
      title: say.takeBack,
      content: say.takeBackWhat(userName, title),
      okText: say.takeBack,
      cancelText: say.cancel,
      onOk: () =>
        doing(() => call('delete /items/{id}/grants/{userId}', { path: { id: itemId, userId } }), say.takenBack),
    })
  const outcome = ({ decision, heldUntil, expiresAt }: Request) =>
    heldUntil
      ? say.heldUntil(words.day(heldUntil))
      : decision === null
        ? say.open
        : decision === 'refused'
          ? say.refused
          : say.over(expiresAt ? words.day(expiresAt) : '')
  if (asked.error) return <Failure error={asked.error} again={() => void asked.refetch()} />
  return (
    <>
      <Segmented
        aria-label={say.state}
        value={state ?? 'all'}
        options={(['all', ...states] as const).map((value) => ({ value, label: say.states[value] }))}
        onChange={(value) => put(value === 'all' ? {} : { state: value })}
      />
      <WideTable label={admin.sections.requests} least={900}>
        <Table<Request>
          size="small"
          rowKey="id"
          loading={asked.isPending}
          dataSource={asked.data?.items ?? []}
          pagination={false}
          locale={{ emptyText: <span className="quiet">{say.none}</span> }}
          columns={[
            { title: say.when, width: 150, render: (_, { requestedAt }) => words.moment(requestedAt) },
            { title: say.who, width: 120, dataIndex: 'userName' },
            {
              title: say.item,
              render: (_, { itemId, title }) => (
                <Link className="as-written" to={`/items/${itemId}`}>
                  {title || itemId}
                </Link>
              ),
            },
            { title: say.purpose, render: (_, { purpose }) => <span className="as-written">{purpose}</span> },
            {
              title: say.decision,
              render: (_, request) => (
                <>
                  <span className={request.heldUntil ? 'good' : request.decision ? '' : 'warn'}>
                    {outcome(request)}
                  </span>
                  {request.reason && <div className="small quiet as-written">{request.reason}</div>}
                </>
              ),
            },
            {
              title: <span className="hidden-but-read">{say.acts}</span>,
              align: 'right',
              render: (_, request) =>
                request.heldUntil ? (
                  <Button size="small" onClick={() => takeBack(request)}>
                    {say.takeBack}
                  </Button>
                ) : request.decision === null ? (
                  <Link to="/?requests=1">{say.decide}</Link>
                ) : null,
            },
          ]}
        />
      </WideTable>
      {(asked.data?.total ?? 0) > SIZE && (
        <Pagination
          current={page}
          pageSize={SIZE}
          total={Math.min(asked.data!.total, 10_000)}
          showSizeChanger={false}
          onChange={(to) => put({ ...(state ? { state } : {}), page: String(to) })}
        />
      )}
    </>
  )
}
