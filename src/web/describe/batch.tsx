/** 批量修改: the same change to many items, first as a preview of what would change, then as a job that can be left. */
import { Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { ItemPatch } from '../api-types.ts'
import { Select } from '../frame/select.tsx'
import { useWords } from '../words/describe.ts'
import { useBatchJob } from './batch-job.ts'
import { BatchFooter, BatchOutcome, BatchProgress } from './batch-preview.tsx'
import { columnOf, columns, complaintOf, labelsOf, patchOf, typedCell } from './cells.ts'
import { bodyOf, isFit, type Scope } from './scope.ts'

/** One code, one title: not for many. */
const changeable = columns.filter(({ field }) => field !== 'referenceCode' && field !== 'title')

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

export function Batch({
  selected,
  shown,
  titleOf,
  close,
  done,
}: {
  selected: readonly string[]
  shown: Scope
  titleOf: (id: string) => string
  close: () => void
  done: () => void
}) {
  const words = useWords()
  const own = words.describe.batch
  const [isAll, setIsAll] = useState(selected.length < 2)
  const [wanted, setWanted] = useState<Wanted>([{ field: 'genre', text: '' }])
  const batch = useBatchJob()
  const { job } = batch
  const scope: Scope = isAll ? shown : { ids: selected }
  const cells = wanted.map(({ field, text }) => {
    const column = columnOf.get(field)!
    return { column, cell: typedCell(column, text, labelsOf(column, words)) }
  })
  const isSound = cells.every(({ column, cell }) => complaintOf(column, cell) === null)

  const start = (dryRun: boolean) => {
    const changes = Object.assign({}, ...cells.map(({ column, cell }) => patchOf(column, cell))) as ItemPatch
    return batch.start({ ...bodyOf(scope), changes, dryRun })
  }
  const leave = () => {
    if (job && !job.isTrial) done()
    close()
  }
  const footer = () => {
    if (job === null)
      return (
        <Button type="primary" disabled={!isSound || !isFit(scope)} onClick={() => start(true)}>
          {own.preview}
        </Button>
      )
    return <BatchFooter batch={batch} own={own} run={own.run} start={() => start(false)} leave={leave} />
  }
  const told = {
    would: (changed: number, items: number) => (changed === 0 ? own.wouldNothing : own.would(changed, items)),
    failed: own.failed,
  }
  return (
    <Modal open width={720} title={own.title} onCancel={leave} footer={footer()} mask={{ closable: false }}>
      {job === null && (
        <>
          <h3>{own.scope}</h3>
          <Radio.Group
            value={isAll}
            onChange={({ target }) => setIsAll(target.value as boolean)}
            options={[
              { value: false, label: own.selected(selected.length), disabled: !isFit({ ids: selected }) },
              { value: true, label: 'filter' in shown ? own.asked(shown.count) : own.shown(shown.ids.length) },
            ]}
          />
          <h3 className="batch-head">{own.change}</h3>
          <Form wanted={wanted} setWanted={setWanted} />
        </>
      )}
      <BatchProgress batch={batch} told={(isTrial) => (isTrial ? own.previewing : own.running)} />
      <BatchOutcome batch={batch} titleOf={titleOf} told={told} ended={own.done} hasExamples />
    </Modal>
  )
}
