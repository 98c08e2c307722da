/** 送审, 入库, 退回 and 解锁 of many at once: first which can and which cannot, and why. */
import { Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useWords } from '../words/describe.ts'
import { useReviewWords } from '../words/review.ts'
import { useBatchJob } from './batch-job.ts'
import { BatchFooter, BatchOutcome, BatchProgress } from './batch-preview.tsx'
import { isReasoned, type ReviewAct, steps } from './review-acts.ts'
import { bodyOf, isFit, type Scope } from './scope.ts'

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
  shown: Scope
  titleOf: (id: string) => string
  close: () => void
  done: () => void
}) {
  const words = useWords()
  const own = useReviewWords()
  // As many as the button named, where it named them.
  const [isAll, setIsAll] = useState(selected.length < 2 || 'ids' in shown)
  const [reason, setReason] = useState('')
  const batch = useBatchJob()
  const { job } = batch
  const scope: Scope = isAll ? shown : { ids: selected }
  const start = (dryRun: boolean) =>
    batch.start({ ...bodyOf(scope), review: steps[act].to, reason: reason.trim(), dryRun, changes: {} })
  const leave = () => {
    if (job && !job.isTrial) done()
    close()
  }
  const lacksReason = act === 'unlock' && reason.trim() === ''
  const footer = () => {
    if (job === null)
      return (
        <Button type="primary" disabled={!isFit(scope) || lacksReason} onClick={() => start(true)}>
          {own.check}
        </Button>
      )
    return <BatchFooter batch={batch} own={own} run={own.withNumber[act]} start={() => start(false)} leave={leave} />
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
              { value: false, label: own.selected(selected.length), disabled: !isFit({ ids: selected }) },
              {
                value: true,
                label: 'filter' in shown ? words.describe.batch.asked(shown.count) : own.shown(shown.ids.length),
              },
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
      <BatchOutcome batch={batch} titleOf={titleOf} told={told} ended={own.ended[act]} />
    </Modal>
  )
}
