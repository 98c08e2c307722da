/** 批量修改: the same change to many items, first as a preview of what would change, then as a job that can be left. */
import { Alert, Button, Input, Modal, Progress, Radio, Select } from 'antd'
import { useState } from 'react'
import { call } from '../api.ts'
import type { ItemPatch } from '../api-types.ts'
import { Failure, sentenceOf } from '../frame/failure.tsx'
import { useCall } from '../queries.ts'
import { useWords } from '../words/words.ts'
import { columnOf, columns, complaintOf, labelsOf, patchOf, typedCell } from './cells.ts'
import { plainly } from './plainly.ts'

/** One code, one title: not for many. */
const changeable = columns.filter(({ field }) => field !== 'referenceCode' && field !== 'title')

interface Result {
  items: number
  changed: number
  failed: number
  problems: string[]
  examples: { id: string; changes: { field: string; before: unknown; after: unknown }[] }[]
  dryRun: boolean
}
type Wanted = { field: string; text: string }[]

function Form({ wanted, setWanted }: { wanted: Wanted; setWanted: (wanted: Wanted) => void }) {
  const words = useWords()
  const own = words.describe.batch
  const change = (i: number, to: Partial<Wanted[number]>) =>
    setWanted(wanted.map((one, at) => (at === i ? { ...one, ...to } : one)))
  return (
    <div className="batch-form">
      {wanted.map(({ field, text }, i) => {
        const column = columnOf.get(field)!
        const complaint = complaintOf(column, typedCell(column, text, labelsOf(column, words)))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <div key={i} className="batch-line">
            <Select
              aria-label={own.change}
              value={field}
              options={changeable.map(({ field: value }) => ({
                value,
                label: words.reader.fields[value],
                disabled: wanted.some((one) => one.field === value),
              }))}
              onChange={(value) => change(i, { field: value, text: '' })}
            />
            {column.kind === 'choice' ? (
              <Select
                aria-label={own.value}
                value={text || undefined}
                placeholder={own.value}
                options={column.choices?.map((value) => ({ value, label: labelsOf(column, words)[value] }))}
                onChange={(value: string) => change(i, { text: value })}
              />
            ) : (
              <Input
                aria-label={own.value}
                placeholder={column.kind === 'names' ? `${own.clearHint}；${own.names}` : own.clearHint}
                status={complaint ? 'error' : ''}
                value={text}
                maxLength={column.most * (column.kind === 'names' ? 20 : 1)}
                onChange={({ target }) => change(i, { text: target.value })}
              />
            )}
            <Button
              type="text"
              disabled={wanted.length === 1}
              onClick={() => setWanted(wanted.filter((_, at) => at !== i))}
            >
              {own.remove}
            </Button>
          </div>
        )
      })}
      <Button
        type="dashed"
        size="small"
        onClick={() => {
          const free = changeable.find(({ field }) => !wanted.some((one) => one.field === field))
          if (free) setWanted([...wanted, { field: free.field, text: '' }])
        }}
      >
        {own.add}
      </Button>
    </div>
  )
}

function Preview({ result, titleOf }: { result: Result; titleOf: (id: string) => string }) {
  const words = useWords()
  const own = words.describe.batch
  return (
    <>
      <p role="status">
        <strong>{result.changed === 0 ? own.wouldNothing : own.would(result.changed, result.items)}</strong>
        {result.failed > 0 && <span className="bad"> {own.failed(result.failed)}</span>}
      </p>
      {result.problems.length > 0 && (
        <ul className="small bad batch-problems">
          {result.problems.slice(0, 20).map((problem) => {
            const [id = '', code = ''] = problem.split(': ')
            return (
              <li key={problem}>
                {titleOf(id)}：{words.describe.batchProblems[code] ?? code}
              </li>
            )
          })}
        </ul>
      )}
      {result.examples.length > 0 && (
        <>
          <p className="quiet small">{own.examples(result.examples.length, result.changed)}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
          <section className="batch-examples" tabIndex={0} aria-label={own.preview}>
            <table className="conflict">
              <tbody>
                {result.examples.map(({ id, changes }) => (
                  <tr key={id}>
                    <th scope="row" className="as-written">
                      {titleOf(id)}
                    </th>
                    <td>
                      {changes.map(({ field, before, after }) => (
                        <p key={field} className="as-written">
                          <span className="quiet">{words.reader.fields[field]}</span> <del>{plainly(before)}</del>{' '}
                          <ins>{plainly(after)}</ins>
                        </p>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </>
  )
}

export function Batch({
  selected,
  shown,
  titleOf,
  close,
  done,
}: {
  selected: readonly string[]
  shown: readonly string[]
  titleOf: (id: string) => string
  close: () => void
  done: () => void
}) {
  const words = useWords()
  const own = words.describe.batch
  const [isAll, setIsAll] = useState(selected.length < 2)
  const [wanted, setWanted] = useState<Wanted>([{ field: 'genre', text: '' }])
  const [job, setJob] = useState<{ id: string; isTrial: boolean } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const ids = isAll ? shown : selected
  const asked = useCall(
    'get /jobs/{id}',
    { path: { id: job?.id ?? '' } },
    { enabled: job !== null, staleTime: 0, refetchInterval: 400 },
  )
  const now = job && asked.data?.id === job.id ? asked.data : null
  const result = now?.state === 'done' ? (now.result as Result) : null
  const cells = wanted.map(({ field, text }) => {
    const column = columnOf.get(field)!
    return { column, cell: typedCell(column, text, labelsOf(column, words)) }
  })
  const isSound = cells.every(({ column, cell }) => complaintOf(column, cell) === null)

  const start = async (dryRun: boolean) => {
    setError(null)
    try {
      const changes = Object.assign({}, ...cells.map(({ column, cell }) => patchOf(column, cell))) as ItemPatch
      const answer = await call('patch /items', { body: { ids: [...ids], changes, dryRun } })
      setJob({ id: answer.job.id, isTrial: dryRun })
    } catch (refusal) {
      setError(refusal)
    }
  }
  const leave = () => {
    if (job && !job.isTrial) done()
    close()
  }
  const isRunning = job !== null && (now === null || now.state === 'waiting' || now.state === 'running')
  const footer = () => {
    if (job === null)
      return (
        <Button type="primary" disabled={!isSound || ids.length === 0} onClick={() => start(true)}>
          {own.preview}
        </Button>
      )
    if (!job.isTrial) return <Button onClick={leave}>{isRunning ? own.later : words.frame.close}</Button>
    return (
      <>
        <Button onClick={() => setJob(null)}>{own.back}</Button>
        {result && result.changed > 0 && (
          <Button type="primary" onClick={() => start(false)}>
            {own.run(result.changed)}
          </Button>
        )}
      </>
    )
  }
  return (
    <Modal open width={720} title={own.title} onCancel={leave} footer={footer()} mask={{ closable: false }}>
      {error !== null && <Failure error={error} />}
      {job === null && (
        <>
          <h3>{own.scope}</h3>
          <Radio.Group
            value={isAll}
            onChange={({ target }) => setIsAll(target.value as boolean)}
            options={[
              { value: false, label: own.selected(selected.length), disabled: selected.length === 0 },
              { value: true, label: own.shown(shown.length) },
            ]}
          />
          <h3 className="batch-head">{own.change}</h3>
          <Form wanted={wanted} setWanted={setWanted} />
        </>
      )}
      {job && isRunning && (
        <>
          <p role="status">{job.isTrial ? own.previewing : own.running}</p>
          <Progress
            percent={now?.total ? Math.floor((now.done / now.total) * 100) : 0}
            format={() => `${words.number(now?.done ?? 0)} / ${words.number(now?.total ?? ids.length)}`}
          />
        </>
      )}
      {now?.state === 'failed' && <Alert type="error" title={now.problem?.detail} />}
      {asked.error && <p className="bad">{sentenceOf(asked.error, words)}</p>}
      {job?.isTrial && result && <Preview result={result} titleOf={titleOf} />}
      {job && !job.isTrial && result && (
        <>
          <Alert type="success" title={own.done(result.changed)} />
          {result.failed > 0 && <Preview result={{ ...result, examples: [] }} titleOf={titleOf} />}
        </>
      )}
    </Modal>
  )
}
