/** Which originals are not what they were, of what, and how each is brought back. */
import { Table } from 'antd'
import { Link } from 'react-router'
import type { AnswerOf } from '../api.ts'
import { Failure } from '../frame/failure.tsx'
import { useCall } from '../queries.ts'
import { useAdminWords } from '../words/admin.ts'
import { WideTable } from './wide-table.tsx'

type Bad = AnswerOf<'get /fixity/runs/{id}'>['bad'][number]
/** A lost disk makes all of them bad. */
const MOST = 200

/** `count`: told by the condition, so that the list follows a check that goes on. */
export function BadOriginals({ run: id, count }: { run: string; count: number }) {
  const say = useAdminWords().condition.bad
  const run = useCall('get /fixity/runs/{id}', { path: { id } }, { refetchInterval: 5000 })
  if (run.error) return <Failure error={run.error} again={() => void run.refetch()} />
  return (
    <section className="bad-originals">
      <h2>{say.title}</h2>
      <WideTable label={say.title} least={760}>
        <Table<Bad>
          size="small"
          rowKey="objectId"
          loading={run.isPending}
          dataSource={run.data?.bad.slice(0, MOST) ?? []}
          pagination={false}
          columns={[
            { title: say.file, className: 'as-written', dataIndex: 'filename' },
            {
              title: say.item,
              className: 'as-written',
              render: (_, { itemId, title }) => <Link to={`/items/${itemId}`}>{title}</Link>,
            },
            { title: say.kind, width: 120, render: (_, { kind }) => <span className="bad">{say.kinds[kind]}</span> },
            {
              title: say.remedy,
              className: 'remedy',
              render: (_, { kind, sha256 }) => say.remedies[kind](`originals/${sha256.slice(0, 2)}/${sha256}`),
            },
          ]}
        />
      </WideTable>
      {count > MOST && <p className="quiet">{say.more(count - MOST)}</p>}
    </section>
  )
}
