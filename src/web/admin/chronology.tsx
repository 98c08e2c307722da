/** 时期表, 年号表: what is built in, changed or put out of use here, and further entries; a date is tried beside them. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Pagination, Table } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useSearchParams } from 'react-router'
import { call } from '../api.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { Select } from '../frame/select.tsx'
import { forget, useCall } from '../queries.ts'
import { useWords } from '../words/describe.ts'
import { useSettingWords } from '../words/settings.ts'
import { type Era, EraForm, type Period, PeriodForm } from './entry-form.tsx'
import { WideTable } from './wide-table.tsx'

type Kind = 'periods' | 'eras'
type Entry = Era | Period
const SIZE = 50
const origins = ['all', 'own', 'changed', 'built-in'] as const

const nameOf = (entry: Entry): string => ('names' in entry ? (entry.names[0] ?? '') : entry.name)

/** How a date reads by the tables as they are now. */
function TryDate() {
  const words = useWords()
  const say = useSettingWords().table
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const read = useCall('get /dates', { query: { text: asked } }, { enabled: asked !== '' })
  const { date, refusal } = read.data ?? {}
  return (
    <div className="try-date">
      <label htmlFor="try-date">{say.try}</label>
      <Input
        id="try-date"
        placeholder={say.tryHint}
        maxLength={200}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <span role="status" className={refusal ? 'warn' : 'quiet'}>
        {asked !== '' && date && say.reads(date.shown, date.edtf)}
        {asked !== '' && refusal && words.describe.dates.refusals[refusal]}
      </span>
    </div>
  )
}

export function Chronology({ kind }: { kind: Kind }) {
  const words = useWords()
  const say = useSettingWords().table
  const saySettings = useSettingWords()
  const client = useQueryClient()
  const { modal, message } = App.useApp()
  const [params, setParams] = useSearchParams()
  const [edited, setEdited] = useState<Entry | 'new' | null>(null)
  const page = Math.max(1, Number(params.get('page')) || 1)
  const origin = origins.find((one) => one === params.get('origin')) ?? 'all'
  const q = params.get('q') ?? ''
  const query = { page, size: SIZE, q, ...(origin === 'all' ? {} : { origin }) }
  const eras = useCall('get /eras', { query }, { enabled: kind === 'eras', keep: true })
  const periods = useCall('get /periods', { query }, { enabled: kind === 'periods', keep: true })
  const found = kind === 'eras' ? eras : periods
  const put = (changes: Record<string, string>) => {
    const next = new URLSearchParams(params)
    if (!('page' in changes)) next.delete('page')
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    setParams(next, { replace: true })
  }
  const again = () => forget(client, 'get /eras', 'get /periods', 'get /dates')
  const doing = async (act: () => Promise<unknown>, said: string) => {
    try {
      await act()
      message.success(said)
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
    await again()
  }
  const hide = (entry: Entry) => {
    const asked = { path: { id: entry.id }, body: { hidden: !entry.hidden } }
    const around = { ifMatch: entry.revision }
    return doing(
      () => (kind === 'eras' ? call('patch /eras/{id}', asked, around) : call('patch /periods/{id}', asked, around)),
      say.saved,
    )
  }
  const remove = (entry: Entry) => {
    const isOwn = entry.origin === 'own'
    const asked = { path: { id: entry.id } }
    modal.confirm({
      title: isOwn ? say.remove : say.restore,
      content: isOwn ? say.removeWhat(nameOf(entry)) : say.restoreWhat(nameOf(entry)),
      okText: isOwn ? say.remove : say.restore,
      cancelText: say.cancel,
      onOk: () =>
        doing(
          () => (kind === 'eras' ? call('delete /eras/{id}', asked) : call('delete /periods/{id}', asked)),
          isOwn ? say.saved : saySettings.restored,
        ),
    })
  }
  const columns =
    kind === 'eras'
      ? [
          {
            title: say.name,
            render: (_: unknown, era: Entry) => <b className="song as-written">{nameOf(era)}</b>,
          },
          { title: say.dynasty, dataIndex: 'dynasty' },
          { title: say.first, dataIndex: 'first', align: 'right' as const },
          { title: say.last, dataIndex: 'last', align: 'right' as const },
          {
            title: say.months,
            render: (_: unknown, era: Entry) => ('months' in era ? say.monthKinds[era.months] : ''),
          },
        ]
      : [
          {
            title: say.names,
            render: (_: unknown, period: Entry) =>
              'names' in period && (
                <>
                  <b className="song as-written">{period.names[0]}</b>{' '}
                  <span className="quiet as-written">{period.names.slice(1).join('、')}</span>
                </>
              ),
          },
          { title: say.start, dataIndex: 'start', width: 120 },
          { title: say.end, dataIndex: 'end', width: 120 },
        ]
  return (
    <>
      <p className="quiet">{kind === 'eras' ? say.erasWhy : say.periodsWhy}</p>
      <TryDate />
      <div className="filters">
        <Input.Search
          key={q}
          aria-label={say.find}
          placeholder={say.find}
          defaultValue={q}
          maxLength={40}
          allowClear
          onSearch={(text) => put({ q: text.trim() })}
        />
        <Select
          aria-label={say.origins.all}
          value={origin}
          options={origins.map((value) => ({ value, label: say.origins[value] }))}
          onChange={(to) => put({ origin: to === 'all' ? '' : to })}
        />
        <span className="spread" />
        <Button icon={<Icon name="plus" />} onClick={() => setEdited('new')}>
          {say.add[kind]}
        </Button>
      </div>
      {found.error ? (
        <Failure error={found.error} again={() => void found.refetch()} />
      ) : (
        <WideTable label={saySettings.tables[kind]} least={760}>
          <Table<Entry>
            size="small"
            rowKey="id"
            loading={found.isPending}
            dataSource={(found.data?.items ?? []) as Entry[]}
            pagination={false}
            locale={{ emptyText: <span className="quiet">{say.none}</span> }}
            columns={[
              ...columns,
              {
                title: say.state,
                width: 140,
                render: (_, { origin: from, hidden }) => (
                  <>
                    {say.origin[from]} {hidden && <span className="tag warn">{say.hidden}</span>}
                  </>
                ),
              },
              {
                title: <span className="hidden-but-read">{say.acts}</span>,
                align: 'right',
                width: 230,
                render: (_, entry) => (
                  <>
                    <Button size="small" type="link" onClick={() => setEdited(entry)}>
                      {say.edit}
                    </Button>
                    <Button size="small" type="link" onClick={() => void hide(entry)}>
                      {entry.hidden ? say.show : say.hide}
                    </Button>
                    {entry.origin !== 'built-in' && (
                      <Button size="small" type="link" onClick={() => remove(entry)}>
                        {entry.origin === 'own' ? say.remove : say.restore}
                      </Button>
                    )}
                  </>
                ),
              },
            ]}
          />
        </WideTable>
      )}
      {(found.data?.total ?? 0) > SIZE && (
        <Pagination
          current={page}
          pageSize={SIZE}
          total={found.data!.total}
          showSizeChanger={false}
          onChange={(to) => put({ page: String(to) })}
        />
      )}
      {edited !== null &&
        (kind === 'eras' ? (
          <EraForm entry={edited as Era | 'new'} close={() => setEdited(null)} done={again} />
        ) : (
          <PeriodForm entry={edited as Period | 'new'} close={() => setEdited(null)} done={again} />
        ))}
    </>
  )
}
