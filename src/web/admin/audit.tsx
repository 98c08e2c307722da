/** 审计: who did what, when, from where; filters in the address; whether the chain is whole. */
import { Button, Input, Pagination, Table } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { type AnswerOf, call } from '../api.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { isComposing } from '../frame/keys.ts'
import { Select } from '../frame/select.tsx'
import { useCall } from '../queries.ts'
import { useAdminWords } from '../words/admin.ts'
import { useWords } from '../words/words.ts'
import { Details, Subject } from './audit-details.tsx'
import { WideTable } from './wide-table.tsx'

type AuditRecord = AnswerOf<'get /audit'>['items'][number]
const SIZE = 50
const filters = ['actor', 'act', 'subject', 'from', 'to'] as const

/** One of each name: the codes of former versions bear the names of today's. */
const actOptions = (acts: Record<string, string>, chosen: string | null) =>
  [...new Map(Object.entries(acts).map(([value, label]) => [label, { value, label }])).values()].concat(
    chosen && !(chosen in acts) ? [{ value: chosen, label: chosen }] : [],
  )

export function AuditTrail() {
  const words = useWords()
  const admin = useAdminWords()
  const say = admin.audit
  const [params, setParams] = useSearchParams()
  const [verified, setVerified] = useState('')
  const page = Math.max(1, Number(params.get('page')) || 1)
  const asked = Object.fromEntries(filters.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : [])))
  const audit = useCall('get /audit', { query: { ...asked, page, size: SIZE } }, { keep: true })
  const put = (name: string, value: string) => {
    const next = new URLSearchParams(params)
    if (value.trim()) next.set(name, value.trim())
    else next.delete(name)
    if (name !== 'page') next.delete('page')
    setParams(next)
  }
  const verify = async () => {
    try {
      const { isWhole, checked, brokenAt } = await call('get /audit/verification', {})
      setVerified(isWhole ? say.whole(checked) : say.broken(brokenAt ?? 0))
    } catch (error) {
      setVerified(sentenceOf(error, words))
    }
  }
  return (
    <>
      <div className="filters">
        {filters.map((name) =>
          name === 'act' ? (
            <Select
              key={name}
              className="act-filter"
              aria-label={say.filters.act}
              placeholder={say.filters.act}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={params.get('act')}
              options={actOptions(say.acts, params.get('act'))}
              onChange={(value) => put('act', value ?? '')}
            />
          ) : (
            <Input
              type={name === 'from' || name === 'to' ? 'date' : 'text'}
              title={say.filters[name]}
              key={`${name} ${params.get(name) ?? ''}`}
              aria-label={say.filters[name]}
              placeholder={say.filters[name]}
              defaultValue={params.get(name) ?? ''}
              maxLength={200}
              onPressEnter={(event) => !isComposing(event) && put(name, event.currentTarget.value)}
              onBlur={(event) => event.target.value !== (params.get(name) ?? '') && put(name, event.target.value)}
            />
          ),
        )}
        <Button onClick={verify}>{say.verify}</Button>
        <span role="status">{verified}</span>
      </div>
      {audit.error ? (
        <Failure error={audit.error} again={() => void audit.refetch()} />
      ) : (
        <WideTable label={admin.sections.audit} least={860}>
          <Table<AuditRecord>
            size="small"
            rowKey="seq"
            loading={audit.isPending}
            dataSource={audit.data?.items ?? []}
            pagination={false}
            columns={[
              { title: say.when, width: 168, render: (_, { at }) => words.moment(at) },
              { title: say.who, width: 120, dataIndex: 'actorName' },
              { title: say.filters.act, width: 160, render: (_, { act }) => say.acts[act] ?? act },
              {
                title: say.filters.subject,
                width: 220,
                render: (_, { subject }) => <Subject id={subject} names={audit.data?.names ?? {}} />,
              },
              {
                title: say.details,
                render: (_, { details }) => <Details details={details} names={audit.data?.names ?? {}} />,
              },
              { title: say.from, width: 120, dataIndex: 'address' },
            ]}
          />
        </WideTable>
      )}
      {(audit.data?.total ?? 0) > SIZE && (
        <Pagination
          current={page}
          pageSize={SIZE}
          total={Math.min(audit.data!.total, 10_000)}
          showSizeChanger={false}
          onChange={(to) => put('page', String(to))}
        />
      )}
    </>
  )
}
