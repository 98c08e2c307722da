/** The publisher's own 三审, which is only recorded: who, on which day, what they said. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '../api.ts'
import { Select } from '../frame/select.tsx'
import { useReviewWords } from '../words/reviews.ts'
import { useAct } from './act.ts'
import { Field } from './field.tsx'
import { type Reviews, stages } from './steps.tsx'

export function PublisherReviews({ volumeId, reviews }: { volumeId: string; reviews: Reviews['publisher'] }) {
  const own = useReviewWords()
  const act = useAct()
  const next = stages.find((stage) => !reviews.some((one) => one.stage === stage)) ?? 'final'
  const [stage, setStage] = useState(next)
  const [name, setName] = useState('')
  const [day, setDay] = useState('')
  const [opinion, setOpinion] = useState('')
  const record = () =>
    act(() =>
      call('post /volumes/{id}/publisher-reviews', { path: { id: volumeId }, body: { stage, name, day, opinion } }),
    )
  return (
    <section>
      <h2>{own.publisher}</h2>
      <p className="quiet">{own.publisherWhy}</p>
      <ul>
        {reviews.map((one) => (
          <li key={one.id} className="review-line">
            <b>{own.stages[one.stage]}</b>
            <span className="as-written">{own.closed(one.name, one.day)}</span>
            <span className="as-written">{one.opinion}</span>
            <span className="spread" />
            <span className="small quiet as-written">{own.entered(one.enteredByName, one.at.slice(0, 10))}</span>
          </li>
        ))}
      </ul>
      <form
        className="review-form"
        onSubmit={(event) => {
          event.preventDefault()
          void record()
        }}
      >
        <Field label={own.stage}>
          {(id) => (
            <Select
              id={id}
              value={stage}
              onChange={setStage}
              aria-label={own.stage}
              options={stages.map((value) => ({ value, label: own.stages[value] }))}
            />
          )}
        </Field>
        <Field label={own.signer}>
          {(id) => <Input id={id} value={name} maxLength={100} onChange={({ target }) => setName(target.value)} />}
        </Field>
        <Field label={own.day}>
          {(id) => <Input id={id} type="date" value={day} onChange={({ target }) => setDay(target.value)} />}
        </Field>
        <Field label={own.overall} isWide>
          {(id) => (
            <Input id={id} value={opinion} maxLength={5000} onChange={({ target }) => setOpinion(target.value)} />
          )}
        </Field>
        <Button htmlType="submit" disabled={name.trim() === '' || day === ''}>
          {own.enter}
        </Button>
      </form>
    </section>
  )
}
