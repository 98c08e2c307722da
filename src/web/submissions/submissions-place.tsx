/** 稿件: what came in, asked by state, county, topic, days and use; decided one by one or several at once, by keyboard too. */
import { App, Button, Dropdown, Input } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useDoing } from '../admin/doing.ts'
import { type AnswerOf, addressOf, call } from '../api.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { isComposing, useKeys } from '../frame/keys.ts'
import { Select } from '../frame/select.tsx'
import { useTitle } from '../frame/title.ts'
import { Waiting } from '../frame/waiting.tsx'
import { useCall } from '../queries.ts'
import { useRoles } from '../session/session.ts'
import { useSubmissionWords } from '../words/submissions.ts'
import { useWords } from '../words/words.ts'
import { CompilingTabs } from './compiling-tabs.tsx'
import { type Listed, type Query, useListed } from './listed.ts'
import { decisions, needsReason, type State, states } from './states.ts'
import { SubmissionOpen } from './submission-open.tsx'
import { SubmissionTable } from './submission-table.tsx'
import './submissions.css'

const filterNames = ['q', 'words', 'state', 'county', 'topic', 'from', 'to', 'use'] as const
const formats = ['html', 'docx', 'xlsx'] as const

function Batch({ chosen, done }: { chosen: Listed[]; done: () => void }) {
  const own = useSubmissionWords()
  const { message } = App.useApp()
  const does = useDoing('get /submissions', 'get /submissions/{id}')
  const [reason, setReason] = useState('')
  const decide = (state: State) =>
    does(async () => {
      const of = chosen.map(({ id, revision }) => ({ id, revision }))
      const { items } = await call('patch /submissions', { body: { of, state, reason: reason.trim() } })
      const count = (outcome: string) => items.filter((one) => one.outcome === outcome).length
      message.success(own.done(count('done'), own.states[state] ?? state))
      if (count('done') < items.length) message.warning(own.stale(items.length - count('done')))
      done()
    })
  return (
    <div className="batch-bar">
      <b>{own.selected(chosen.length)}</b>
      {decisions.map((state) => (
        <Button
          key={state}
          size="small"
          disabled={needsReason(state) && reason.trim() === ''}
          onClick={() => void decide(state)}
        >
          {own.states[state]}
        </Button>
      ))}
      <Input
        size="small"
        aria-label={own.reason}
        placeholder={own.reasonHint}
        value={reason}
        maxLength={2000}
        onChange={({ target }) => setReason(target.value)}
      />
    </div>
  )
}

function Filters({
  change,
  asked,
  found,
}: {
  change: (to: Record<string, string>) => void
  asked: Record<string, string>
  found: AnswerOf<'get /submissions'> | undefined
}) {
  const own = useSubmissionWords()
  const topics = useCall('get /topics', { query: { size: 200 } })
  const box = (name: 'q' | 'words', label: string) => (
    <Input
      key={`${name} ${asked[name] ?? ''}`}
      role="searchbox"
      aria-label={label}
      placeholder={label}
      prefix={<Icon name="search" />}
      defaultValue={asked[name] ?? ''}
      maxLength={200}
      allowClear
      onChange={({ target }) => target.value === '' && change({ [name]: '' })}
      onPressEnter={(event) => !isComposing(event) && change({ [name]: event.currentTarget.value.trim() })}
    />
  )
  const day = (name: 'from' | 'to') => (
    <span className="day-filter">
      <label className="quiet small" htmlFor={`submissions-${name}`}>
        {own[name]}
      </label>
      <Input
        id={`submissions-${name}`}
        type="date"
        value={asked[name] ?? ''}
        onChange={({ target }) => change({ [name]: target.value })}
      />
    </span>
  )
  return (
    <div className="submission-filters">
      {box('q', own.find)}
      {box('words', own.words)}
      <Select
        aria-label={own.county}
        value={asked.county ?? ''}
        options={[
          { value: '', label: own.anyCounty },
          ...(found?.counties ?? []).map((value) => ({ value, label: value })),
        ]}
        onChange={(county) => change({ county })}
      />
      <Select
        aria-label={own.topic}
        value={asked.topic ?? ''}
        options={[
          { value: '', label: own.anyTopic },
          ...(topics.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(topic) => change({ topic })}
      />
      <Select
        aria-label={own.use.label}
        value={asked.use ?? ''}
        options={[
          { value: '', label: own.anyUse },
          { value: 'left', label: own.left },
          { value: 'unused', label: own.use.unused },
          { value: 'part', label: own.usePart },
          { value: 'all', label: own.use.all },
        ]}
        onChange={(use) => change({ use })}
      />
      {day('from')}
      {day('to')}
    </div>
  )
}

export function SubmissionsPlace() {
  const words = useWords()
  const own = useSubmissionWords()
  const { isEditor } = useRoles()
  const { message } = App.useApp()
  const [params, setParams] = useSearchParams()
  const [chosen, setChosen] = useState<ReadonlyMap<string, Listed>>(new Map())
  const [range, setRange] = useState({ first: 0, last: 40 })
  const [at, setAt] = useState(0)
  useTitle(own.title)
  const asked = Object.fromEntries(
    filterNames.flatMap((name) => (params.get(name) ? [[name, params.get(name)!] as [string, string]] : [])),
  )
  const open = params.get('open')
  const { found, count, row, firstOnes } = useListed(asked as unknown as Query, range.first, range.last)
  const put = (to: Record<string, string | null>) => {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(to)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    setParams(next, { replace: true })
  }
  const change = (to: Record<string, string>) => {
    setChosen(new Map())
    setAt(0)
    put(to)
  }
  const toggle = (one: Listed) => {
    const next = new Map(chosen)
    if (!next.delete(one.id)) next.set(one.id, one)
    setChosen(next)
  }
  const selectAll = async (on: boolean) => {
    try {
      setChosen(new Map(on ? (await firstOnes()).map((one) => [one.id, one]) : []))
    } catch (error) {
      message.error(sentenceOf(error, words), 8)
    }
  }
  const move = (by: number) => {
    const to = Math.min(count - 1, Math.max(0, at + by))
    const one = row(to)
    setAt(to)
    if (open && one) put({ open: one.id })
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => {
      const one = row(at)
      if (one) toggle(one)
    },
    Enter: () => {
      const one = row(at)
      if (one) put({ open: one.id })
    },
    Escape: () => put({ open: null }),
  })
  const counts = found.data?.counts ?? {}
  const all = Object.values(counts).reduce((sum, count) => sum + (count ?? 0), 0)
  const isFiltered = Object.keys(asked).length > 0
  return (
    <div className="sheet submissions-place">
      <CompilingTabs />
      <header className="place-head">
        <h1>{own.title}</h1>
        <span className="spread" />
        <Dropdown
          trigger={['click']}
          menu={{
            items: formats.map((format) => ({
              key: format,
              label: (
                <a
                  href={addressOf('/submission-register', {}, { ...asked, format })}
                  {...(format === 'html' ? { target: '_blank', rel: 'noreferrer' } : { download: true })}
                >
                  {own.formats[format]}
                </a>
              ),
            })),
          }}
        >
          <Button icon={<Icon name="file" />}>{own.paper}</Button>
        </Dropdown>
      </header>
      <p className="lead quiet">{own.lead}</p>
      <fieldset className="state-tabs" aria-label={own.state}>
        <button type="button" aria-pressed={!asked.state} onClick={() => change({ state: '' })}>
          {own.all} <span className="count">{words.number(all)}</span>
        </button>
        {states
          .filter((state) => counts[state] || asked.state === state)
          .map((state) => (
            <button
              key={state}
              type="button"
              aria-pressed={asked.state === state}
              onClick={() => change({ state: asked.state === state ? '' : state })}
            >
              {own.states[state]} <span className="count">{words.number(counts[state] ?? 0)}</span>
            </button>
          ))}
      </fieldset>
      <Filters change={change} asked={asked} found={found.data} />
      {found.error && <Failure error={found.error} again={() => void found.refetch()} />}
      {found.isPending && <Waiting />}
      {found.data?.total === 0 && (
        <div className="empty">
          <p>{isFiltered ? own.noneFound : own.none}</p>
          {!isFiltered && <p className="quiet">{own.noneWhy}</p>}
        </div>
      )}
      <div className={`submission-room ${open ? 'is-open' : ''}`}>
        {count > 0 && (
          <SubmissionTable
            key={JSON.stringify(asked)}
            count={count}
            row={row}
            sees={(first, last) =>
              setRange((before) => (before.first === first && before.last === last ? before : { first, last }))
            }
            at={at}
            open={open}
            chosen={chosen}
            toggle={toggle}
            selectAll={(on) => void selectAll(on)}
            look={(one, i) => {
              setAt(i)
              put({ open: one.id })
            }}
            above={
              chosen.size > 0 && isEditor && <Batch chosen={[...chosen.values()]} done={() => setChosen(new Map())} />
            }
          />
        )}
        {open && <SubmissionOpen key={open} id={open} close={() => put({ open: null })} />}
      </div>
      {count > 0 && (
        <footer className="facts">
          <span className="quiet small">{own.total(found.data!.total)}</span>
          {found.data!.total > count && <span className="quiet small">{own.deepest(count)}</span>}
          <span className="quiet small wide-only">{own.keys}</span>
        </footer>
      )}
    </div>
  )
}
