/** 征集: every batch, newest first, what waits in it, and the way to a new one. */
import { Button, Dropdown, Input, Pagination, Segmented } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { addressOf } from '../api.ts'
import { formatItems } from '../describe/catalogue-menu.tsx'
import { Failure } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { isComposing } from '../frame/keys.ts'
import { Select } from '../frame/select.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useAccessionWords } from '../words/accessions.ts'
import { useCatalogueWords } from '../words/catalogues.ts'
import { useWords } from '../words/words.ts'
import { type Accession, AccessionForm, acquisitionTypes, today } from './accession-form.tsx'
import './accessions.css'

const SIZE = 50
const YEARS = 12
const states = ['', 'open', 'closed', 'to-return'] as const

const oneOf = <T extends string>(all: readonly T[], value: string | null): T | undefined =>
  all.find((one) => one === value && one !== '')

/** What somebody must do comes before what the service does. */
function Progress({ accession: { counts } }: { accession: Accession }) {
  const own = useAccessionWords()
  if (counts.files === 0) return <span className="quiet">{own.nothingYet}</span>
  return (
    <span className="progress-words">
      {counts.attention > 0 && (
        <b className="bad">
          <Icon name="warning" /> {own.attention(counts.attention)}
        </b>
      )}
      {counts.working > 0 && <span>{own.working(counts.working)}</span>}
      {counts.attention + counts.working === 0 && (
        <span className="good">
          <Icon name="check" /> {own.allDone}
        </span>
      )}
    </span>
  )
}

function Rows({ found, toReturn }: { found: Accession[]; toReturn: boolean }) {
  const words = useWords()
  const own = useAccessionWords()
  const { columns } = own
  return (
    <table className="accession-table">
      <thead>
        <tr>
          <th scope="col">{columns.number}</th>
          <th scope="col">{columns.title}</th>
          <th scope="col">{columns.contributor}</th>
          <th scope="col">{columns.type}</th>
          <th scope="col">{toReturn ? columns.due : columns.received}</th>
          <th scope="col" className="count">
            {columns.files}
          </th>
          <th scope="col" className="count">
            {columns.items}
          </th>
          <th scope="col">{columns.progress}</th>
        </tr>
      </thead>
      <tbody>
        {found.map((accession) => (
          <tr key={accession.id}>
            <td className="reference">{accession.accessionNumber}</td>
            <td className="as-written title">
              <Link to={`/accessions/${accession.id}`}>{accession.title}</Link>
              {accession.isSample && <span className="tag">{own.sample}</span>}
              {accession.closedAt && <span className="tag">{own.states.closed}</span>}
            </td>
            <td className="as-written">{accession.contributor?.name}</td>
            <td>{own.types[accession.acquisitionType]}</td>
            <td>
              {toReturn ? accession.returnDue : accession.receivedDate}
              {toReturn && accession.returnDue && accession.returnDue < today() && (
                <b className="bad"> {own.overdue}</b>
              )}
            </td>
            <td className="count">{words.number(accession.counts.files)}</td>
            <td className="count">{words.number(accession.counts.items)}</td>
            <td>
              <Progress accession={accession} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function AccessionsPlace() {
  const own = useAccessionWords()
  const catalogueWords = useCatalogueWords()
  const go = useNavigate()
  const [params, setParams] = useSearchParams()
  const [text, setText] = useState(params.get('q') ?? '')
  const isNew = params.has('new')
  useTitle(own.title)
  const asked = {
    q: params.get('q') ?? '',
    type: oneOf(acquisitionTypes, params.get('type')),
    state: oneOf(states, params.get('state')) as 'open' | 'closed' | 'to-return' | undefined,
    year: /^\d{4}$/.test(params.get('year') ?? '') ? Number(params.get('year')) : undefined,
    page: Math.max(1, Number(params.get('page')) || 1),
  }
  const found = useCall('get /accessions', { query: { ...asked, size: SIZE } }, { keep: true, refetchInterval: 15_000 })
  /** Another question begins at its first page. */
  const change = (to: Record<string, string | undefined>, replace = false) => {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries({ page: undefined, ...to }))
      if (value) next.set(name, value)
      else next.delete(name)
    setParams(next, { replace })
  }
  const isFiltered = Boolean(asked.q || asked.type || asked.state || asked.year)
  const thisYear = new Date().getFullYear()
  const { data, error } = found
  return (
    <div className="sheet accessions-place">
      <header className="place-head">
        <div>
          <h1>{own.title}</h1>
          <p className="quiet">{own.lead}</p>
        </div>
        <span className="spread" />
        <Button type="primary" icon={<Icon name="plus" />} onClick={() => change({ new: '1' })}>
          {own.add}
        </Button>
      </header>
      <div className="accession-filters">
        <Input
          role="searchbox"
          aria-label={own.find}
          placeholder={own.find}
          prefix={<Icon name="search" />}
          allowClear
          value={text}
          maxLength={200}
          onChange={({ target }) => {
            setText(target.value)
            if (target.value === '') change({ q: undefined })
          }}
          onPressEnter={(event) => !isComposing(event) && change({ q: text.trim() })}
        />
        <Select
          aria-label={own.filters.type}
          value={asked.type ?? ''}
          options={[
            { value: '', label: own.filters.anyType },
            ...acquisitionTypes.map((value) => ({ value, label: own.types[value] })),
          ]}
          onChange={(type) => change({ type })}
        />
        <Select
          aria-label={own.filters.year}
          value={asked.year ? String(asked.year) : ''}
          options={[
            { value: '', label: own.filters.anyYear },
            ...Array.from({ length: YEARS }, (_, i) => ({ value: String(thisYear - i), label: String(thisYear - i) })),
          ]}
          onChange={(year) => change({ year })}
        />
        <Segmented
          aria-label={own.filters.state}
          value={asked.state ?? ''}
          options={states.map((value) => ({ value, label: value === '' ? own.filters.all : own.states[value] }))}
          onChange={(state) => change({ state })}
        />
        <span className="spread" />
        {asked.state === 'to-return' && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: formatItems(
                'to-return',
                (format) => addressOf('/originals-to-return', {}, { format }),
                catalogueWords,
              ),
            }}
          >
            <Button icon={<Icon name="file" />}>{catalogueWords.toReturn}</Button>
          </Dropdown>
        )}
        {data && <span className="quiet small">{own.total(data.total)}</span>}
      </div>
      {error && <Failure error={error} again={() => void found.refetch()} />}
      {!data && !error && <Waiting />}
      {data && data.items.length > 0 && (
        <div className="table-room">
          <Rows found={data.items} toReturn={asked.state === 'to-return'} />
        </div>
      )}
      {data?.total === 0 && (
        <div className="nothing">
          <h2>{isFiltered ? own.empty : own.firstTitle}</h2>
          <p className="quiet">{isFiltered ? own.emptyWhy : own.firstWhy}</p>
          {!isFiltered && (
            <Button type="primary" onClick={() => change({ new: '1' })}>
              {own.add}
            </Button>
          )}
        </div>
      )}
      {data && data.total > SIZE && (
        <Pagination
          current={asked.page}
          pageSize={SIZE}
          total={Math.min(data.total, 10_000)}
          showSizeChanger={false}
          onChange={(page) => change({ page: String(page) })}
        />
      )}
      {isNew && (
        <AccessionForm
          close={() => change({ new: undefined }, true)}
          done={({ id }) => go(`/accessions/${id}`, { replace: true })}
        />
      )}
    </div>
  )
}
