/** 送审, 入库, 退回 and 解锁 of many at once: first which can and which cannot, and why. */
import { Alert, Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useWords } from '../words/describe.ts'
import { useReviewWords } from '../words/review.ts'
import { useBatchJob } from './batch-job.ts'
import { BatchProgress, Preview } from './batch-preview.tsx'
import { isReasoned, type ReviewAct, steps } from './review-acts.ts'

export function ReviewMany({
  act,
  selected,
  shown,
  titleOf,
  close,
  done,
}: {
  act: ReviewAct
  selected: readonly string[]
  /** Those in the sheet to which it applies. */
  shown: readonly string[]
  titleOf: (id: string) => string
  close: () => void
  done: () => void
}) {
  const words = useWords()
  const own = useReviewWords()
  const [isAll, setIsAll] = useState(selected.length < 2)
  const [reason, setReason] = useState('')
  const batch = useBatchJob()
  const { job, result, isRunning } = batch
  const ids = isAll ? shown : selected
  const start = (dryRun: boolean) =>
    batch.start({ ids: [...ids], review: steps[act].to, reason: reason.trim(), dryRun, changes: {} })
  const leave = () => {
    if (job && !job.isTrial) done()
    close()
  }
  const lacksReason = act === 'unlock' && reason.trim() === ''
  const footer = () => {
    if (job === null)
      return (
        <Button type="primary" disabled={ids.length === 0 || lacksReason} onClick={() => start(true)}>
          {own.check}
        </Button>
      )
    if (!job.isTrial) return <Button onClick={leave}>{isRunning ? own.later : words.frame.close}</Button>
    return (
      <>
        <Button onClick={batch.back}>{own.back}</Button>
        {result && result.changed > 0 && (
          <Button type="primary" onClick={() => start(false)}>
            {own.withNumber[act](result.changed)}
          </Button>
        )}
      </>
    )
  }
  const told = { would: own.would[act], failed: own.cannot }
  return (
    <Modal open width={720} title={own.acts[act]} onCancel={leave} footer={footer()} mask={{ closable: false }}>
      {job === null && (
        <>
          <p className="quiet">{own.what[act]}</p>
          <h3>{own.scope}</h3>
          <Radio.Group
            value={isAll}
            onChange={({ target }) => setIsAll(target.value as boolean)}
            options={[
              { value: false, label: own.selected(selected.length), disabled: selected.length === 0 },
              { value: true, label: own.shown(shown.length) },
            ]}
          />
          {isReasoned(act) && (
            <p className="batch-head">
              <label htmlFor="review-reason">{own.reason[act]}</label>
              <Input.TextArea
                id="review-reason"
                rows={2}
                maxLength={2000}
                value={reason}
                onChange={({ target }) => setReason(target.value)}
              />
            </p>
          )}
        </>
      )}
      <BatchProgress batch={batch} told={(isTrial) => (isTrial ? own.checking : own.running)} />
      {job?.isTrial && result && <Preview result={{ ...result, examples: [] }} titleOf={titleOf} told={told} />}
      {job && !job.isTrial && result && (
        <>
          <Alert type="success" title={own.ended[act](result.changed)} />
          {result.failed > 0 && <Preview result={{ ...result, examples: [] }} titleOf={titleOf} told={told} />}
        </>
      )}
    </Modal>
  )
}
