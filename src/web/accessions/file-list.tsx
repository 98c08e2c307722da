/** Every file of an accession, a hundred thousand if need be: only the pages in sight are asked for. */
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../api.ts'
import { sentenceOf } from '../frame/failure.tsx'
import { Icon } from '../frame/icon.tsx'
import { useKeys } from '../frame/keys.ts'
import { VirtualRows } from '../frame/virtual-rows.tsx'
import { forget, keyOf } from '../queries.ts'
import { useAccessionWords } from '../words/accessions.ts'
import { useWords } from '../words/words.ts'
import type { Accession } from './accession-form.tsx'
import { FileRow, UploadRow } from './file-row.tsx'
import { JoinDialog } from './join.tsx'
import { type Line, questionOf } from './line.ts'
import { QuestionOf, useDecide } from './questions.tsx'
import type { Sending } from './sending.ts'

export const tabs = ['all', 'attention', 'working', 'done'] as const
export type Tab = (typeof tabs)[number]
const PAGE = 100
const ROW = 37
const OPEN = 150
/** More are not selected with one press. */
const MOST = 2000
/** So few questions are shown open at once. */
const OPENED = 6

function useLines(id: string, tab: Tab, first: number, last: number) {
  const pages: number[] = []
  for (let page = Math.floor(Math.max(0, first) / PAGE); page <= Math.floor(Math.max(0, last) / PAGE); page++)
    pages.push(page)
  const found = useQueries({
    queries: pages.map((page) => {
      const asked = {
        path: { id },
        query: { offset: page * PAGE, size: PAGE, ...(tab === 'all' ? {} : { state: tab }) },
      }
      return {
        queryKey: keyOf('get /accessions/{id}/files', asked),
        queryFn: ({ signal }: { signal: AbortSignal }) => call('get /accessions/{id}/files', asked, { signal }),
      }
    }),
  })
  const lines = new Map<number, Line>()
  for (const [i, page] of pages.entries())
    for (const [k, line] of (found[i]?.data?.items ?? []).entries()) lines.set(page * PAGE + k, line)
  return lines
}

export function FileList({
  accession,
  tab,
  sending,
  add,
}: {
  accession: Accession
  tab: Tab
  sending: Sending
  /** Lets files be chosen; null where none are taken any more. */
  add: (() => void) | null
}) {
  const words = useWords()
  const own = useAccessionWords()
  const go = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const decide = useDecide(accession)
  const [range, setRange] = useState({ first: 0, last: 40 })
  const [opened, setOpened] = useState(new Map<string, boolean>())
  const [selected, setSelected] = useState(new Map<string, Line>())
  const [current, setCurrent] = useState(-1)
  const [joins, setJoins] = useState(false)
  const { counts } = accession
  const uploads = tab === 'all' || tab === 'working' ? sending.progress().uploads : []
  const total = tab === 'all' ? counts.files : counts[tab]
  const count = uploads.length + total
  const lines = useLines(accession.id, tab, range.first - uploads.length, range.last - uploads.length)
  const line = (i: number) => lines.get(i - uploads.length)
  const isOpen = (one: Line) =>
    questionOf(one) !== null && (opened.get(one.id) ?? (counts.attention <= OPENED && tab !== 'done'))
  const toggle = (one: Line) => setOpened(new Map(opened).set(one.id, !isOpen(one)))
  const select = (one: Line, on: boolean) => {
    const next = new Map(selected)
    if (on) next.set(one.id, one)
    else next.delete(one.id)
    setSelected(next)
  }
  const openCount = Math.min(counts.attention, OPENED)
  // What is expected; each row is measured when it is there.
  const height = useCallback(
    (i: number) => (counts.attention <= OPENED && i < openCount ? ROW + OPEN : ROW),
    [counts.attention, openCount],
  )
  const sees = useCallback(
    (first: number, last: number) =>
      setRange((before) => (before.first === first && before.last === last ? before : { first, last })),
    [],
  )
  useKeys({
    j: () => setCurrent(Math.min(count - 1, current + 1)),
    k: () => setCurrent(Math.max(0, current - 1)),
    x: () => {
      const one = line(current)
      if (one?.item) select(one, !selected.has(one.id))
    },
    Enter: () => {
      const one = line(current)
      if (!one) return
      if (questionOf(one)) toggle(one)
      else if (one.item) go(`/items/${one.item.id}`)
    },
  })
  const chosen = useMemo(() => [...selected.values()], [selected])
  const asking = chosen.filter((one) => questionOf(one) !== null)
  const clear = () => setSelected(new Map())
  const selectAll = async (on: boolean) => {
    const next = new Map<string, Line>()
    try {
      for (let offset = 0; on && offset < total; offset += PAGE) {
        const query = { offset, size: PAGE, ...(tab === 'all' ? {} : { state: tab }) }
        const { items } = await call('get /accessions/{id}/files', { path: { id: accession.id }, query })
        for (const one of items) if (one.item && !one.item.deleted) next.set(one.id, one)
      }
    } catch (error) {
      message.error(sentenceOf(error, words))
    }
    setSelected(next)
  }
  return (
    <section className="file-list" aria-label={own.list.label}>
      {chosen.length > 0 && (
        <div className="selection-bar" role="toolbar">
          <b>{own.list.selected(chosen.length)}</b>
          <Button size="small" icon={<Icon name="copy" />} disabled={chosen.length < 2} onClick={() => setJoins(true)}>
            {own.list.join}
          </Button>
          {asking.length > 0 && (
            <Button size="small" onClick={() => void decide(asking, 'noted').then(clear)}>
              {own.list.noteAll}
            </Button>
          )}
          <span className="quiet small wide-only">{own.list.joinHint}</span>
          <span className="spread" />
          <Button size="small" type="text" onClick={clear}>
            {own.list.clear}
          </Button>
        </div>
      )}
      <div className="file-row head">
        {total > 0 && total <= MOST ? (
          <Checkbox
            aria-label={own.list.selectAll}
            title={own.list.selectAll}
            checked={chosen.length > 0}
            indeterminate={chosen.length > 0 && chosen.length < total}
            onChange={({ target }) => void selectAll(target.checked)}
          />
        ) : (
          <span />
        )}
        <span>{own.list.file}</span>
        <span className="cell-size">{own.list.size}</span>
        <span>{own.list.type}</span>
        <span className="dot-names">
          {own.list.stages.map((name) => (
            <span key={name}>{name}</span>
          ))}
        </span>
        <span>{own.list.result}</span>
        <span />
      </div>
      {count === 0 && <p className="none quiet">{own.list.none[tab]}</p>}
      {count > 0 && (
        <VirtualRows
          key={tab}
          label={own.list.label}
          count={count}
          height={height}
          current={current}
          sees={sees}
          isMeasured
          row={(i) => {
            const upload = uploads[i]
            if (upload)
              return (
                <div className="file-row">
                  <UploadRow
                    upload={upload}
                    again={() => sending.again(upload.id)}
                    leave={() => sending.forget(upload.id)}
                  />
                </div>
              )
            const one = line(i)
            if (!one) return <div className="file-row is-waiting" />
            const open = isOpen(one)
            return (
              <div className={`file-rows ${open ? 'is-open' : ''} ${i === current ? 'is-current' : ''}`}>
                <div className="file-row">
                  <FileRow
                    line={one}
                    isOpen={open}
                    isSelected={selected.has(one.id)}
                    toggle={() => toggle(one)}
                    select={(on) => select(one, on)}
                  />
                </div>
                {open && <QuestionOf line={one} accession={accession} later={() => toggle(one)} add={add} />}
              </div>
            )
          }}
        />
      )}
      {joins && (
        <JoinDialog
          lines={chosen}
          close={() => setJoins(false)}
          done={async () => {
            setJoins(false)
            clear()
            await forget(client, 'get /accessions/{id}/files', 'get /accessions/{id}')
          }}
        />
      )}
    </section>
  )
}
